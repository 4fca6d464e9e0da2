"""The letter as a Word document, laid out as official letters are (GB/T 9704: 仿宋, red head)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from warehouse.report.letters import Item, Letter

BODY, TITLE, BLACK, SCRIPT, SONG = "仿宋", "方正小标宋简体", "黑体", "楷体", "宋体"
RED = RGBColor(0xD0, 0x10, 0x10)
#: Sizes of type: 二号, 三号, 四号, 小四 … in points.
SIZE_TITLE, SIZE_BODY, SIZE_FOOT, SIZE_TABLE = 22.0, 16.0, 14.0, 10.5
LINE = 28.0
NUMERALS = "一二三四五六七八九十"


def document(letter: Letter) -> bytes:
    """The bytes of a .docx."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    made.core_properties.author = letter.heading
    made.core_properties.title = _title(letter)
    _page_number(section.footer.paragraphs[0])
    _head(made, letter)
    _opening(made, letter)
    for number, (heading, items) in enumerate(letter.chapters):
        _heading(made, f"{NUMERALS[number]}、{heading}")
        for count, item in enumerate(items, 1):
            _item(made, count, item, one_file=len(letter.files) == 1)
    _closing(made, letter)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _title(letter: Letter) -> str:
    year = f"{letter.year}年度" if letter.year else ""
    return f"关于{letter.unit_name}{year}绩效自评材料的审核意见"


def _head(made: Any, letter: Letter) -> None:
    """The office's name in red, the file number, the red line, the title."""
    if letter.heading:
        head = _paragraph(made, letter.heading, TITLE, 34, align=WD_ALIGN_PARAGRAPH.CENTER)
        head.runs[0].font.color.rgb = RED
        head.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    number = _paragraph(made, letter.number, BODY, SIZE_BODY, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _red_line(number)
    _paragraph(made, "", BODY, SIZE_BODY)
    _paragraph(made, _title(letter), TITLE, SIZE_TITLE, align=WD_ALIGN_PARAGRAPH.CENTER, line=36)
    _paragraph(made, "", BODY, SIZE_BODY)


def _opening(made: Any, letter: Letter) -> None:
    """To whom, and what was looked at."""
    _paragraph(made, f"{letter.unit_name}：", BODY, SIZE_BODY)
    year = f"{letter.year}年度" if letter.year else ""
    if letter.files:
        files = "、".join(f"“{name}”" for name in letter.files)
        text = (
            f"你单位报送的{year}绩效自评材料收悉（{files}）。经审核，有以下事项需要更正或者补充，"
            "现反馈如下。所列数字均为材料上所印，附有所在位置。"
        )
    else:
        day = _day(letter.written)
        text = f"截至{day}，我局没有收到你单位{year}绩效自评材料。现将有关事项告知如下。"
    _paragraph(made, text, BODY, SIZE_BODY, indent=True)


def _item(made: Any, number: int, item: Item, *, one_file: bool) -> None:
    """One matter: what is wrong, the printed numbers with their places, what to do."""
    _paragraph(
        made,
        f"（{NUMERALS[number - 1] if number <= len(NUMERALS) else number}）{item.title}",
        SCRIPT,
        SIZE_BODY,
        indent=True,
        keep=True,
    )
    many = len(item.messages) > 1
    for count, message in enumerate(item.messages, 1):
        text = f"{count}. {message}" if many else message
        _paragraph(made, text, BODY, SIZE_BODY, indent=True)
    if item.exhibits:
        _numbers(made, item, one_file=one_file)
    also = f"更正后，{'、'.join(item.also)}的不符随之消除。" if item.also else ""
    _paragraph(made, item.ask + also, BODY, SIZE_BODY, indent=True)


def _numbers(made: Any, item: Item, *, one_file: bool) -> None:
    """The printed numbers of a matter as a table; the file is named where there are several."""
    heads = ("数字", "所印", "所在位置")
    widths = (Mm(54), Mm(50), Mm(52)) if one_file else (Mm(48), Mm(40), Mm(68))
    table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _cells(table.rows[0].cells, heads, widths, BLACK)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - python-docx has no word for it
    for exhibit in item.exhibits:
        place = exhibit.place.partition("，")[2] if one_file else exhibit.place
        texts = (exhibit.label, exhibit.printed, place)
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above
        _cells(row.cells, texts, widths, SONG)
    _paragraph(made, "", BODY, 6, line=8)


def _cells(cells: Sequence[Any], texts: Sequence[str], widths: Sequence[Mm], face: str) -> None:
    for cell, text, width in zip(cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        _run(paragraph, text, face, SIZE_TABLE)
        paragraph.paragraph_format.line_spacing = Pt(15)


def _closing(made: Any, letter: Letter) -> None:
    """What to hand in, by when, to whom; the signature."""
    _heading(made, f"{NUMERALS[len(letter.chapters)]}、请报送的材料")
    for number, material in enumerate(letter.materials, 1):
        end = "；" if number < len(letter.materials) else "。"
        _paragraph(made, f"{number}. {material}{end}", BODY, SIZE_BODY, indent=True)
    first = f"先送{letter.review_office}初审，再" if letter.review_office else ""
    text = (
        f"请于{_day(letter.until)}前将上述材料（加盖公章的纸质件和电子版各一份）{first}报我局绩效管理股。"
        "对审核意见有不同看法的，请在同一期限内书面说明，并附依据。"
    )
    _paragraph(made, text, BODY, SIZE_BODY, indent=True)
    _paragraph(made, "特此函告。", BODY, SIZE_BODY, indent=True, keep=True)
    _paragraph(made, "", BODY, SIZE_BODY, keep=True)
    for text in (letter.heading, _day(letter.written)):
        signature = _paragraph(
            made, text, BODY, SIZE_BODY, align=WD_ALIGN_PARAGRAPH.RIGHT, keep=True
        )
        signature.paragraph_format.right_indent = Pt(SIZE_BODY * 4)
    _paragraph(made, "（联系人：　　　　　　电话：　　　　　　　）", BODY, SIZE_BODY, indent=True)


def _heading(made: Any, text: str) -> None:
    _paragraph(made, text, BLACK, SIZE_BODY, indent=True, keep=True)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _paragraph(
    made: Any,
    text: str,
    face: str,
    size: float,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
    keep: bool = False,
    line: float = LINE,
) -> Any:
    """A paragraph; `indent` by two characters, `keep` with the next one on a page."""
    paragraph = made.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(line)
    form.keep_with_next = keep
    if indent:
        form.first_line_indent = Pt(size * 2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
    _run(paragraph, text, face, size)
    return paragraph


def _run(paragraph: Any, text: str, face: str, size: float) -> None:
    """Text in a face; Chinese and Latin characters alike."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = face
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001 - as above


def _red_line(paragraph: Any) -> None:
    """The red rule below a paragraph."""
    borders = OxmlElement("w:pBdr")
    rule = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", str(RED))):
        rule.set(qn(f"w:{key}"), value)
    borders.append(rule)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - as above


def _page_number(paragraph: Any) -> None:
    """— 1 — in the middle of the foot."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", SONG, SIZE_FOOT)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - as above
    _run(paragraph, " —", SONG, SIZE_FOOT)
