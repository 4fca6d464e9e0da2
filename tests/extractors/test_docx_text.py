from __future__ import annotations

import pytest

from contracts.document import Document
from contracts.errors import Code, Refusal
from extractors import extract
from tests.extractors.ooxml import docx, p, part, r, tbl, tc, tr

SPANNED = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def read(body: str, **parts: str) -> Document:
    return extract(docx(body, **parts), "x.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [paragraph.text for paragraph in read(body, **parts).paragraphs]


@pytest.mark.parametrize(
    "inner",
    [
        f'{r("支出")}<w:ins w:id="1">{r("200")}</w:ins>{r("万元")}',
        f'{r("支出")}<w:del w:id="1"><w:r><w:delText>100</w:delText></w:r></w:del>{r("200万元")}',
        f'{r("支出")}<w:sdt><w:sdtContent>{r("200")}</w:sdtContent></w:sdt>{r("万元")}',
        f'{r("支出")}<w:smartTag>{r("200")}</w:smartTag>{r("万元")}',
        f'{r("支出")}<w:fldSimple w:instr="X">{r("200")}</w:fldSimple>{r("万元")}',
        f'{r("支出")}<w:hyperlink>{r("200万元")}</w:hyperlink>',
        f'{r("支出")}<w:moveTo w:id="1">{r("200")}</w:moveTo>{r("万元")}',
        f'{r("支出200")}<w:moveFrom w:id="1">{r("300")}</w:moveFrom>{r("万元")}',
        f'{r("支出200")}<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>{r("万元")}',
        f'{r("支出200")}<w:r><w:footnoteReference w:id="1"/></w:r>{r("万元")}',
        f"{r('支出200')}<w:r><w:t>\u200b</w:t></w:r>{r('万元')}",
        "<m:oMath><m:r><m:t>支出200</m:t></m:r></m:oMath>" + r("万元"),
    ],
    ids=[
        "insertion", "deletion", "content control", "smart tag", "simple field", "link",
        "moved here", "moved away", "hidden", "footnote mark", "zero width", "formula",
    ],
)  # fmt: skip
def test_a_paragraph_says_what_word_prints(inner):
    assert texts(f"<w:p>{inner}</w:p>") == ["支出200万元"]


def test_a_complex_field_shows_its_result_not_its_code():
    begin, middle, end = (SPANNED.format(kind) for kind in ("begin", "separate", "end"))
    field = f"{begin}<w:r><w:instrText>IF 1</w:instrText></w:r>{r('代码')}{middle}{r('200')}{end}"
    assert texts(f"<w:p>{r('支出')}{field}{r('万元')}</w:p>") == ["支出200万元"]


def test_an_unclosed_field_swallows_nothing():
    assert texts(f"<w:p>{SPANNED.format('begin')}{r('支出200万元')}</w:p>") == ["支出200万元"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(p("支出200", deleted) + p("万元")) == ["支出200万元"]


@pytest.mark.parametrize(
    ("char", "font", "printed"),
    [("F0B3", "Symbol", "≥"), ("F0A3", "Symbol", "≤"), ("F0FE", "Wingdings", "☑"),
     ("zz", "Symbol", "")],
)  # fmt: skip
def test_symbols_are_the_characters_a_reader_sees(char, font, printed):
    body = f'<w:p><w:r><w:sym w:char="{char}" w:font="{font}"/></w:r>{r("95%")}</w:p>'
    assert texts(body) == [f"{printed}95%"]


def test_text_typed_in_the_symbol_font_is_resolved():
    fonts = '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'
    assert texts(f"<w:p><w:r>{fonts}<w:t>\uf0b3</w:t></w:r>{r('95%')}</w:p>") == ["≥95%"]


def test_a_text_box_is_read_once_and_after_its_paragraph():
    box = f"<wps:txbx><w:txbxContent>{p('收入99万元')}</w:txbxContent></wps:txbx>"
    old = (
        f"<w:pict><v:textbox><w:txbxContent>{p('收入99万元')}</w:txbxContent></v:textbox></w:pict>"
    )
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    document = read(f"<w:p>{r('正文')}<w:r>{both}</w:r></w:p>{p('下文')}")
    said = [(paragraph.container, paragraph.text) for paragraph in document.paragraphs]
    assert said == [("body", "正文"), ("textbox", "收入99万元"), ("body", "下文")]


def test_headers_notes_and_footers_have_their_container_and_print_once():
    references = "".join(
        f'<w:{kind}Reference r:id="{kind}1" w:type="default"/>' for kind in ("header", "footer")
    )
    section = f"<w:pPr><w:sectPr>{references}</w:sectPr></w:pPr>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = read(
        f"<w:p>{section}{r('正文')}{mark}</w:p><w:sectPr>{references}</w:sectPr>",
        header1=part("hdr", p("页眉")),
        footer1=part("ftr", p("页脚")),
        footnotes=part("footnotes", f'<w:footnote w:id="2">{p("注")}</w:footnote>'),
    )
    said = [(paragraph.container, paragraph.text) for paragraph in document.paragraphs]
    assert said == [("header", "页眉"), ("body", "正文"), ("footnote", "注"), ("footer", "页脚")]
    assert [block.block for block in document.blocks] == [0, 1, 2, 3]


def test_heading_levels_come_from_the_paragraph_or_its_style():
    styles = part(
        "styles",
        '<w:style w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="child"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>',
    )
    document = read(
        p("一", '<w:pStyle w:val="child"/>')
        + p("二", '<w:outlineLvl w:val="2"/>')
        + p("三", '<w:pStyle w:val="loop"/>')
        + p("四", '<w:outlineLvl w:val="9"/>'),
        styles=styles,
    )
    assert [paragraph.level for paragraph in document.paragraphs] == [1, 3, None, None]


def test_breaks_keep_numbers_apart():
    assert texts(f"<w:p>{r('合计 100')}<w:r><w:br/></w:r>{r('200')}</w:p>") == ["合计 100\n200"]


def test_paragraphs_and_tables_share_one_count():
    document = read(p("前") + tbl(tr(tc("甲"), tc("乙"))) + p("后"))
    assert [(type(block).__name__, block.block) for block in document.blocks] == [
        ("Paragraph", 0),
        ("Table", 1),
        ("Paragraph", 2),
    ]


def drawing(cx: int, cy: int) -> str:
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{wp}"><wp:extent cx="{cx}" cy="{cy}"/>'
        f'<a:blip xmlns:a="{a}"/></wp:inline></w:drawing></w:r>'
    )


def test_a_large_picture_is_reported_as_unread_and_a_seal_is_not():
    seal = f"<w:p>{r('正文')}{drawing(1_440_000, 1_440_000)}</w:p>"
    assert read(seal).problems == ()
    shape = '<v:shape style="width:415pt;height:8cm"><v:imagedata/></v:shape>'
    old = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    both = f"<w:p>{drawing(5_000_000, 3_000_000)}{old}</w:p>"
    (problem,) = read(seal + both).problems
    assert (problem.code, problem.place) == (Code.UNREAD_PICTURE, "正文图片 2 幅")


def test_an_embedded_file_is_reported_as_unread():
    (problem,) = read(p("正文") + '<w:altChunk r:id="x"/>').problems
    assert problem.code is Code.PAGE_FAILED


def test_a_document_of_pictures_alone_says_so():
    with pytest.raises(Refusal) as refused:
        read(f"<w:p>{drawing(5_000_000, 3_000_000)}</w:p>")
    assert refused.value.code is Code.NO_TEXT_FOUND
    assert "图片 1 幅" in refused.value.message
