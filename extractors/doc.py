"""doc (Word 97-2003, WPS) and rtf → docx → Document.

The pure Python converter comes first, because it keeps every span; LibreOffice, where it is
installed, reads what that one refuses and is the second opinion on what it reads.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import doc2docx
from doc2docx.errors import Doc2DocxError, EncryptedDocumentError, InvalidCompoundFile

from contracts.document import Document, Table
from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors import libreoffice
from extractors.docx import read as read_docx
from extractors.sniff import Format


def read(data: bytes, sha256: str) -> Document:
    """The document of a doc.

    Raises:
        Refusal: encrypted, broken, or a Word older than 97 without LibreOffice.
    """
    try:
        converted = _convert(data)
    except EncryptedDocumentError as error:
        raise Refusal(Code.PASSWORD_PROTECTED) from error
    except InvalidCompoundFile as error:
        raise Refusal(Code.CORRUPT_FILE, "不是完整的 Word 97-2003 文件") from error
    except Doc2DocxError:
        return _as(Format.DOC, _through_libreoffice(data, ".doc", sha256))
    document = read_docx(converted, sha256)
    return _as(Format.DOC, replace(document, problems=_second_opinion(data, document)))


def read_rtf(data: bytes, sha256: str) -> Document:
    """The document of an rtf, often named .doc.

    Raises:
        Refusal: broken, or LibreOffice is not installed.
    """
    return _as(Format.RTF, _through_libreoffice(data, ".rtf", sha256))


def _convert(data: bytes) -> bytes:
    """The docx of a doc; the converter works on files."""
    with tempfile.TemporaryDirectory(prefix="duizhang-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(data)
        return doc2docx.convert(source).output_path.read_bytes()  # type: ignore[no-any-return]  # untyped


def _through_libreoffice(data: bytes, suffix: str, sha256: str) -> Document:
    converted = libreoffice.to_docx(data, suffix)
    if converted is None:
        raise Refusal(Code.CORRUPT_FILE, "LibreOffice 也无法打开")
    return read_docx(converted, sha256)


def _second_opinion(data: bytes, document: Document) -> tuple[Problem, ...]:
    """What LibreOffice reads otherwise in the tables; nothing where it is not installed."""
    if libreoffice.find() is None or not document.tables:
        return document.problems
    try:
        other = _through_libreoffice(data, ".doc", document.sha256).tables
    except Refusal:
        return document.problems  # no opinion is no disagreement
    ours = document.tables
    if document.blocks[-1] is ours[-1] and len(other) == len(ours) - 1:
        ours = ours[:-1]  # LibreOffice loses a table that ends the document
    if len(ours) != len(other):
        places = [f"表格数 {len(ours)} 与 {len(other)}"]
    else:
        places = [
            f"第 {one.index + 1} 个表格"
            for one, two in zip(ours, other, strict=True)
            if _contents(one) != _contents(two)
        ]
    message = MESSAGES[Code.READERS_DISAGREE]
    return (
        *document.problems,
        *(Problem(Code.READERS_DISAGREE, message, place) for place in places),
    )


def _contents(table: Table) -> list[str]:
    """The texts of a table in order, without white space and empty cells."""
    texts = (re.sub(r"\s", "", cell.text) for cell in table.cells)
    return [text for text in texts if text]


def _as(kind: Format, document: Document) -> Document:
    """The document with the media type of the file that came."""
    return replace(document, media_type=kind.value)
