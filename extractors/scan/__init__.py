"""Scans and photographs: pixels to paragraphs and tables with a confidence for every cell."""

from extractors.scan.page import read_page
from extractors.scan.pages import read_image

__all__ = ["read_image", "read_page"]
