"""OFD (GB/T 33190) → Document: the same layout engine as for PDF."""

from extractors.ofd.reader import read

__all__ = ["read"]
