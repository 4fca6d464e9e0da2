"""xlsx and xls → Document: what the sheets display, as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.document import Document
from contracts.errors import MESSAGES, Code, Problem, Refusal
from extractors.sheet.grid import Sheet, SheetReader
from extractors.sniff import Format

__all__ = ["read_xls", "read_xlsx"]


def read_xlsx(data: bytes, sha256: str) -> Document:
    """The document of an xlsx.

    Raises:
        Refusal: unsafe, encrypted, broken, too large or empty.
    """
    from extractors.sheet.xlsx import sheets  # noqa: PLC0415 - one library for each format

    problems: list[Problem] = []
    return _document(sheets(data, problems), problems, sha256, Format.XLSX)


def read_xls(data: bytes, sha256: str) -> Document:
    """The document of an xls (Excel 97-2003).

    Raises:
        Refusal: encrypted, broken, too large or empty.
    """
    from extractors.sheet.xls import sheets  # noqa: PLC0415 - one library for each format

    problems: list[Problem] = []
    return _document(sheets(data, problems), problems, sha256, Format.XLS)


def _document(
    sheets: Iterable[Sheet], problems: list[Problem], sha256: str, kind: Format
) -> Document:
    reader = SheetReader()
    for sheet in sheets:
        reader.add(sheet)
        if sheet.hides_text:
            problems.append(
                Problem(
                    Code.HIDDEN_CONTENT,
                    MESSAGES[Code.HIDDEN_CONTENT],
                    f"工作表“{sheet.name}”的隐藏行或列",
                )
            )
    if not reader.blocks:
        raise Refusal(Code.EMPTY_FILE, "工作簿没有内容")
    return Document(sha256, kind.value, tuple(reader.blocks), problems=tuple(problems))
