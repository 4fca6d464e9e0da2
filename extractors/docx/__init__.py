"""docx → Document, by walking the XML: python-docx loses insertions, controls and numbers."""

from extractors.docx.reader import read

__all__ = ["read"]
