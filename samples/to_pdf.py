"""Writes reports and tables as typed PDF with an embedded font subset; no clock inside."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from form import WIDTHS, Form
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

#: One font only, so that the same bytes come out wherever it is installed; needed when generating.
FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
NAME = "SampleCJK"


def register_font() -> None:
    """Registers the samples' font.

    Raises:
        RuntimeError: it is not installed.
    """
    rl_config.invariant = 1
    if not Path(FONT).is_file():
        raise RuntimeError(f"{FONT} is missing; install fonts-wqy-microhei")
    pdfmetrics.registerFont(TTFont(NAME, FONT, subfontIndex=0))


def style(
    size: float, *, center: bool = False, indent: float = 0, lead: float = 1.6
) -> ParagraphStyle:
    """A paragraph style that breaks lines as Chinese does."""
    return ParagraphStyle(
        f"s{size}{center}{indent}{lead}",
        fontName=NAME,
        fontSize=size,
        leading=size * lead,
        wordWrap="CJK",
        alignment=TA_CENTER if center else TA_LEFT,
        firstLineIndent=indent,
    )


def write(path: Path, lines: list[tuple[str, str]], forms: list[Form]) -> None:
    """A document with the report first, then each form on a page of its own."""
    story: list[Flowable] = []
    for kind, text in lines:
        story += _line(kind, text)
    for number, form in enumerate(forms):
        if lines or number:
            story.append(PageBreak())
        story += _form(form)
    document = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=2.2 * cm,
        rightMargin=2.2 * cm,
        topMargin=2 * cm,
        bottomMargin=1.8 * cm,
        title="",
        author="",
    )
    document.build(story, onFirstPage=_footer, onLaterPages=_footer)


def _footer(canvas: object, document: object) -> None:
    """A page number at the foot, as Word prints it."""
    canvas.setFont(NAME, 9)  # type: ignore[attr-defined]
    canvas.drawCentredString(A4[0] / 2, 1.1 * cm, f"— {document.page} —")  # type: ignore[attr-defined]


def _line(kind: str, text: str) -> list[Flowable]:
    """One paragraph of the report in the look of its style."""
    text = escape(text)
    if kind == "cover":
        return [Spacer(1, 7 * cm), Paragraph(text, style(22, center=True))]
    if kind == "unit":
        return [Spacer(1, 8 * cm), Paragraph(text, style(14, center=True)), PageBreak()]
    if kind == "title":
        return [Paragraph(text, style(18, center=True)), Spacer(1, 0.5 * cm)]
    size = {"h1": 14, "h2": 13, "h3": 12}.get(kind, 12)
    return [Paragraph(text, style(size, indent=24, lead=1.9))]


def _form(form: Form) -> list[Flowable]:
    """The form: title, grid with spans, line of signatures."""
    grid: list[list[Flowable | str]] = [[""] * len(WIDTHS) for _ in range(form.rows)]
    look: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2.5),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    for cell in form.cells:
        long = "\n" in cell.text or len(cell.text) > 24
        text = escape(cell.text).replace("\n", "<br/>")
        grid[cell.row][cell.col] = Paragraph(text, style(9, center=not long, lead=1.35))
        if cell.rowspan > 1 or cell.colspan > 1:
            end = (cell.col + cell.colspan - 1, cell.row + cell.rowspan - 1)
            look.append(("SPAN", (cell.col, cell.row), end))
    unit = (A4[0] - 4.4 * cm) / sum(WIDTHS)
    table = Table(grid, colWidths=[width * unit for width in WIDTHS], style=look)
    return [
        Paragraph("附件2：", style(11)),
        Paragraph(form.title, style(16, center=True)),
        Spacer(1, 0.3 * cm),
        table,
        Spacer(1, 0.3 * cm),
        Paragraph(escape(form.signature), style(9)),
    ]
