"""The version of the readers, from what they are made of (ADR 0009)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: What is read of the package itself: code and data, and the shape of a Document.
SOURCES = ("extractors", "contracts/document.py", "contracts/document_json.py")
SUFFIXES = frozenset({".py", ".toml", ".txt"})
#: Libraries whose own changes may give another Document for the same bytes.
LIBRARIES = (
    "camelot-py", "lxml", "msdoc2docx", "ofdkit", "onnxruntime", "opencv-python-headless",
    "openpyxl", "pdfminer.six", "pdfplumber", "pikepdf", "pypdfium2", "python-docx", "rapidocr",
    "xlrd",
)  # fmt: skip


@cache
def extractor_version() -> str:
    """The version of this installation; the same on every machine with the same program."""
    return digest(_sources(ROOT), {name: _installed(name) for name in LIBRARIES})


def digest(sources: Iterable[tuple[str, bytes]], libraries: Mapping[str, str]) -> str:
    """Twelve hex digits of sources and library versions.

    Args:
        sources: place and content of each file; line ends do not count.
        libraries: name → version, empty where it is not installed.
    """
    made = hashlib.sha256()
    for place, content in sorted(sources):
        made.update(f"{place}\0".encode() + content.replace(b"\r\n", b"\n") + b"\0")
    for name, number in sorted(libraries.items()):
        made.update(f"{name} {number}\0".encode())
    return made.hexdigest()[:12]


def _sources(root: Path) -> Iterable[tuple[str, bytes]]:
    """Place and content of everything the readers are made of."""
    for name in SOURCES:
        start = root / name
        for path in [start] if start.is_file() else start.rglob("*"):
            if path.suffix in SUFFIXES:
                yield path.relative_to(root).as_posix(), path.read_bytes()


def _installed(library: str) -> str:
    """A library's version, empty where it is not there."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
