"""Typed PDF → Document: ruled tables with spans, running text, both with places."""

from extractors.pdf.reader import read

__all__ = ["read"]
