"""Document → Facts: what a document says, with place, precision and trust. Pure, no I/O."""

from normalizers.pipeline import Source, normalize
from normalizers.privacy import mask
from normalizers.suspects import suspected_tables

__all__ = ["Source", "mask", "normalize", "suspected_tables"]
