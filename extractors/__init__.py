"""File → Document: the facade of the layer; readers are loaded only for the files they read.

A file ends with a `Document` or with a `Refusal`, whatever is in it. Finance is unknown here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from contracts.document import Document
from contracts.errors import Code, Refusal
from extractors import limits
from extractors.second_look import can_be_read_twice, second_look
from extractors.sniff import Format, sniff
from extractors.version import extractor_version

#: Where the reader of each format is: module and function, `(data, sha256) -> Document`.
_READERS = {
    Format.DOCX: ("extractors.docx", "read"),
    Format.DOC: ("extractors.doc", "read"),
    Format.RTF: ("extractors.doc", "read_rtf"),
    Format.XLSX: ("extractors.sheet", "read_xlsx"),
    Format.XLS: ("extractors.sheet", "read_xls"),
    Format.PDF: ("extractors.pdf", "read"),
    Format.OFD: ("extractors.ofd", "read"),
    Format.JPEG: ("extractors.scan", "read_image"),
    Format.PNG: ("extractors.scan", "read_image"),
    Format.TIFF: ("extractors.scan", "read_image"),
    Format.BMP: ("extractors.scan", "read_image"),
}

__all__ = ["Extraction", "extract", "extract_all", "extractor_version"]


@dataclass(frozen=True)
class Extraction:
    """One file, or one member of a zip, with what became of it.

    Attributes:
        name: the file's own name (of a member: its own, without folders).
        member_path: path inside the zip, None for a file of its own.
        sha256: of the bytes; for a member that was refused unread, of the archive's SHA-256 and
            the member's path, so that it is still one of a kind.
        document, refusal: exactly one of the two.
        again: the document with another reader's view of the tables named by index, for tables
            whose arithmetic does not hold; None where there is no document.
    """

    name: str
    member_path: str | None
    sha256: str
    document: Document | None
    refusal: Refusal | None
    again: Callable[[Collection[int]], Document] | None = None


def extract(data: bytes, name: str) -> Document:  # noqa: ARG001 - agreed on by the layers
    """Reads one file.

    Args:
        data: the whole file.
        name: its name; not used, the format is told by the content.

    Raises:
        Refusal: the file cannot be used; nothing else is raised for any content.
    """
    try:
        limits.check_size(len(data))
        return _reader(sniff(data))(data, hashlib.sha256(data).hexdigest())
    except Refusal as refusal:
        if refusal.code is Code.PAGE_FAILED:  # of every page, that is
            raise Refusal(Code.CORRUPT_FILE, "没有一页能读出") from refusal
        raise
    except ImportError:
        raise  # an incomplete installation is not the file's fault
    except MemoryError as error:
        raise Refusal(Code.TOO_LARGE, "内存不足") from error
    # The one place where anything may be caught: readers stand on a dozen libraries, each with
    # its own ways to fail on a damaged file, and one bad file must never stop a batch.
    except Exception as error:
        kind = type(error)
        raise Refusal(Code.CORRUPT_FILE, f"{kind.__module__}.{kind.__name__}") from error


def extract_all(path: Path, *, member: int | None = None) -> Iterator[Extraction]:
    """Reads a file, or every member of a zip, one after the other.

    Args:
        path: the file.
        member: only the file at this place in `extractors.archive.member_paths`.

    Bad content never raises; a file that cannot be opened at all (OSError) does, because trying
    again may help.
    """
    if member is not None:
        from extractors.archive import extract_member  # noqa: PLC0415 - only zips pay for it

        yield extract_member(path, member)
        return
    size = path.stat().st_size
    if size > limits.MAX_FILE:
        refusal = Refusal(Code.TOO_LARGE, f"{size // limits.MIB} MB")
        yield Extraction(path.name, None, digest_of(path), None, refusal)
        return
    data = path.read_bytes()
    if data.startswith(b"PK") and _is_archive(data):
        from extractors.archive import extract_members  # noqa: PLC0415 - only zips pay for it

        yield from extract_members(data, path.name)
        return
    yield extraction_of(data, path.name, None)


def extraction_of(data: bytes, name: str, member_path: str | None) -> Extraction:
    """`extract`, with the refusal as a value."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        document = extract(data, name)
    except Refusal as refusal:
        return Extraction(name, member_path, digest, None, refusal)
    again = partial(second_look, data, document) if can_be_read_twice(document) else None
    return Extraction(name, member_path, digest, document, None, again)


def _is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip of files; what is wrong with them is told on reading."""
    try:
        return sniff(data) is Format.ZIP
    except Refusal:
        return False


def digest_of(path: Path) -> str:
    """SHA-256 of a file, however large."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reader(kind: Format) -> Callable[[bytes, str], Document]:
    """The reader of a format, imported now: a docx pays for neither PDF nor image libraries.

    Raises:
        Refusal: `unknown_format` for an archive, which is no document, and for a format whose
            reader is not part of this installation.
    """
    if kind is Format.ZIP:
        raise Refusal(Code.UNKNOWN_FORMAT, "压缩包请整包放入收件夹，由系统逐个读取")
    module, function = _READERS[kind]
    if find_spec(module) is None:
        raise Refusal(Code.UNKNOWN_FORMAT, f"此版本不能读取 {kind.name}，请另存为 PDF 后重新报送")
    return cast("Callable[[bytes, str], Document]", getattr(import_module(module), function))
