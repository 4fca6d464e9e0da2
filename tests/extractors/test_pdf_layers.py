"""Text layers that lie, and those that do not: what the page shows is what is read."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from contracts.document import Document, Reading
from contracts.errors import Code
from extractors.layout.content import Glyph, PageContent
from extractors.layout.health import is_garbled, is_strange
from extractors.pdf import read, reader
from tests.extractors.pdf_maker import FONT, HEIGHT, WIDTH, Maker

ROWS = (
    ("科目名称", "合计", "基本支出", "项目支出"),
    ("合计", "30.00", "22.00", "8.00"),
    ("一般公共服务支出", "20.00", "14.00", "6.00"),
    ("社会保障和就业支出", "10.00", "8.00", "2.00"),
)
LINES = (("水务局2024年度支出决算表", 200, 100), ("年初预算28.50万元，决算30.00万元。", 80, 130))
WIDTHS, TOP, ROW = (150, 90, 90, 90), 160, 26


def page(maker: Maker) -> Maker:
    for text, x, y in LINES:
        maker.text(x, y, text)
    return maker.table(TOP, ROWS, x=70, widths=WIDTHS, height=ROW)


def shown(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[0].render(scale=200 / 72).to_pil().convert("RGB")
    document.close()
    return image


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return shown(page(Maker()).bytes())


def layered(picture: Image.Image, *, said: dict[str, str], below: bool = False) -> bytes:
    """The page as a picture with its text unseen, some of it said otherwise."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    image = ImageReader(picture)
    if not below:
        canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)
    text = canvas.beginText()
    text.setFont(FONT, 12)
    text.setTextRenderMode(0 if below else 3)
    for line, x, y in LINES:
        text.setTextOrigin(x, HEIGHT - y)
        text.textOut(said.get(line, line))
    for r, row in enumerate(ROWS):
        for c, cell in enumerate(row):
            text.setTextOrigin(74 + sum(WIDTHS[:c]), HEIGHT - TOP - (r + 0.5) * ROW - 4)
            text.textOut(said.get(f"{r},{c}", cell))
    canvas.drawText(text)
    if below:
        canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def texts(document: Document) -> list[tuple[str, ...]]:
    (table,) = document.tables
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [tuple(row) for row in rows.values()]


@pytest.mark.parametrize("below", [False, True])
def test_a_hidden_layer_that_agrees_raises_nothing(picture: Image.Image, *, below: bool) -> None:
    document = read(layered(picture, said={}, below=below), "0" * 64)
    assert [one.reading for one in document.pages] == [Reading.OCR]
    assert texts(document) == list(ROWS)
    assert not any(cell.alternatives for cell in document.tables[0].cells)
    assert document.problems == ()
    assert all(run.confidence > 0.9 for one in document.paragraphs for run in one.runs)


def test_a_hidden_layer_that_lies_is_doubted_where_it_differs(picture: Image.Image) -> None:
    said = {"2,2": "74.00", LINES[1][0]: LINES[1][0].replace("28.50", "23.50")}
    document = read(layered(picture, said=said), "0" * 64)
    assert texts(document) == list(ROWS)
    doubted = {(c.row, c.col): c.alternatives for c in document.tables[0].cells if c.alternatives}
    assert doubted == {(2, 2): ("74.00",)}
    (line,) = [one for one in document.paragraphs if "28.50" in one.text]
    at = line.text.index("28.50")
    (run,) = [run for run in line.runs if run.start <= at < run.end]
    assert run.confidence <= 0.5
    assert [problem.place for problem in document.problems] == ["第 1 页"]
    assert "隐藏文字层" in document.problems[0].message


def test_a_font_that_shows_other_characters_is_read_from_the_page(picture: Image.Image) -> None:
    """/ToUnicode sends every character to some other Han character."""
    with pikepdf.open(io.BytesIO(page(Maker()).bytes())) as pdf:
        fonts = pdf.pages[0].obj["/Resources"]["/Font"]
        cmap = (
            b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
            b"endcodespacerange 1 beginbfrange <0000> <2FFF> <5000> endbfrange endcmap end"
        )
        for name in fonts:
            if fonts[name].get("/Subtype") == "/Type0":
                fonts[name]["/ToUnicode"] = pdf.make_stream(cmap)
        target = io.BytesIO()
        pdf.save(target)
    document = read(target.getvalue(), "0" * 64)
    assert [one.reading for one in document.pages] == [Reading.OCR]
    assert texts(document) == list(ROWS)


def test_typed_and_scanned_pages_stand_in_one_file(picture: Image.Image) -> None:
    maker = page(Maker()).next_page()
    maker.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    document = read(maker.bytes(), "0" * 64)
    assert [one.reading for one in document.pages] == [Reading.TYPED, Reading.OCR]
    ways = {
        number: {c.reading for t in document.tables for c in t.cells if c.page == number}
        for number in (1, 2)
    }
    assert ways == {1: {Reading.TYPED}, 2: {Reading.OCR}}


def never(*_: object) -> None:
    raise AssertionError("a page of clean text needs no OCR")


ENGLISH = (
    "Annual report on the use of public funds by the county office of water resources.",
    "The budget was executed as planned and the targets for irrigation were reached.",
    "Further details are given in the tables of the annex, which follow the national form.",
)


def test_english_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recognise", never)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    for number, line in enumerate(ENGLISH):
        canvas.drawString(60, 700 - 20 * number, line)
    canvas.showPage()
    canvas.save()
    document = read(stream.getvalue(), "0" * 64)
    assert "irrigation were reached" in " ".join(one.text for one in document.paragraphs)


def test_a_typed_page_on_a_picture_is_typed(
    monkeypatch: pytest.MonkeyPatch, picture: Image.Image
) -> None:
    """Letter paper: the text stands above the picture and is seen."""
    monkeypatch.setattr(reader, "recognise", never)
    maker = Maker()
    maker.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "ivory")), 0, 0, WIDTH, HEIGHT)
    maker.canvas.setFont(FONT, 12)
    page(maker)
    for row in range(3):
        maker.text(80, 400 + 20 * row, "本单位按照预算管理要求完成了全年各项工作任务。")
    assert texts(read(maker.bytes(), "0" * 64)) == list(ROWS)


def glyphs(text: str, width: float) -> PageContent:
    placed = [Glyph(c, 12.0 * n, 100, 12.0 * n + width, 112) for n, c in enumerate(text)]
    return PageContent(1, 595, 842, tuple(placed), ())


def test_letters_as_wide_as_han_are_no_english() -> None:
    sentence = "".join(ENGLISH).replace(" ", "")
    assert not is_garbled(glyphs(sentence, 6.0))
    assert is_garbled(glyphs(sentence, 12.0))
    assert is_garbled(glyphs("xkqzwvbnmtrpljhgfdsc" * 5, 6.0))


def test_rare_characters_only_are_strange() -> None:
    assert is_strange(glyphs("".join(chr(0x6A00 + 7 * n) for n in range(60)), 12.0))
    assert not is_strange(glyphs("本年收入合计与支出合计相等，决算数与预算数一致。" * 3, 12.0))


def test_a_page_that_ocr_fails_on_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, picture: Image.Image
) -> None:
    def fails(*_: object) -> None:
        raise TypeError("strange page")

    monkeypatch.setattr(reader, "recognise", fails)
    maker = page(Maker()).next_page()
    maker.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    document = read(maker.bytes(), "0" * 64)
    assert texts(document) == list(ROWS)
    assert Code.PAGE_FAILED in {problem.code for problem in document.problems}
