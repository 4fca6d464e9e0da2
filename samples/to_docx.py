"""Writes reports and tables as Word documents, byte for byte the same each time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from form import COLUMNS, WIDTHS, Form

WHEN = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)
BODY, HEAD, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"


def write(path: Path, lines: list[tuple[str, str]], forms: list[Form]) -> None:
    """A document with the report first, then each form on a page of its own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for style, text in lines:
        _line(document, style, text)
    for number, form in enumerate(forms):
        if lines or number:
            document.add_page_break()
        _form(document, form)
    document.core_properties.created = document.core_properties.modified = WHEN
    document.core_properties.author = document.core_properties.last_modified_by = ""
    document.core_properties.title = ""
    document.core_properties.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_same_zip(buffer.getvalue()))


def _same_zip(data: bytes) -> bytes:
    """The same archive with the clock taken out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (2026, 7, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(info, source.read(name))
    return target.getvalue()


def _set(paragraph: Paragraph, text: str, font: str, size: float, *, bold: bool = False) -> None:
    """Adds a run in a Chinese font; line breaks become breaks."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run.bold = bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001 - no public setter


def _line(document: DocxDocument, style: str, text: str) -> None:
    """One paragraph of the report in the look of its style."""
    if style == "cover":
        for _ in range(7):
            document.add_paragraph()
    if style == "title":
        document.add_page_break()
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing = Pt(28)
    layout.space_after = Pt(0)
    if style in {"cover", "title", "unit"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if style == "unit":
            layout.space_before = Pt(220)
        _set(paragraph, text, TITLE if style != "unit" else BODY, 22 if style != "unit" else 16)
        return
    layout.first_line_indent = Pt(32)
    fonts = {
        "h1": (HEAD, False),
        "h2": ("楷体_GB2312", True),
        "h3": (BODY, True),
        "p": (BODY, False),
    }
    font, bold = fonts[style]
    _set(paragraph, text, font, 16, bold=bold)


def _form(document: DocxDocument, form: Form) -> None:
    """The form: title, merged grid, line of signatures."""
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set(title, form.title, TITLE, 18)
    table = document.add_table(rows=form.rows, cols=COLUMNS)
    table.style = "Table Grid"
    table.autofit = False
    total = sum(WIDTHS)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(15.8 * width / total)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(15.8 * width / total)
    grid = [list(row.cells) for row in table.rows]
    for item in form.cells:
        cell = grid[item.row][item.col]
        if item.rowspan > 1 or item.colspan > 1:
            cell = cell.merge(grid[item.row + item.rowspan - 1][item.col + item.colspan - 1])
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        for number, text in enumerate(item.text.split("\n")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            if "\n" not in item.text and len(item.text) < 24:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _set(paragraph, text, "宋体", 10)
    _set(document.add_paragraph(), form.signature, "宋体", 10)
