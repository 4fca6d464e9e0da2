from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from contracts.document import Reading, locate
from contracts.errors import Code, Refusal
from extractors import extract, limits
from extractors.ofd.geometry import deltas, placement, subpaths
from tests.extractors.ofd_maker import Maker
from tests.extractors.pdf_maker import Maker as PdfMaker

HEADER = ("项目", "预算数", "决算数")
ROW = ("支出合计", "1,234.50", "99.86")


def read(maker: Maker):
    return extract(maker.bytes(), "a.ofd")


def test_rules_and_text_become_a_table_with_its_title():
    maker = Maker().text(60, 20, "支出决算表").text(150, 30, "单位：万元").table(40, [HEADER, ROW])
    document = read(maker)
    [table] = document.tables
    assert document.media_type == "application/ofd"
    assert (table.rows, table.cols, table.title) == (2, 3, "支出决算表")
    assert [cell.text for cell in table.cells] == [*HEADER, *ROW]
    assert [p.text for p in document.paragraphs] == ["支出决算表", "单位：万元"]


def test_places_are_points_of_the_page():
    [paragraph] = read(Maker().text(25.4, 50.8, "支出99.86万元")).paragraphs
    place = locate(paragraph.runs, 2, 7)
    assert place.page == 1
    # Two characters of 4 mm stand before the number, five of 2 mm are the number.
    assert place.box.x0 == pytest.approx(72 * (25.4 + 8) / 25.4)
    assert place.box.x1 == pytest.approx(72 * (25.4 + 18) / 25.4)
    assert place.box.y0 == pytest.approx(144)


def test_white_rules_divide_nothing():
    maker = Maker().table(40, [HEADER, ROW])
    maker.line(20, 52, 140, 52, color="255 255 255")
    [table] = read(maker).tables
    assert table.rows == 2


def test_a_rule_apart_from_the_table_is_no_damage():
    maker = Maker().table(40, [HEADER, ROW]).line(20, 15, 190, 15)
    [table] = read(maker).tables
    assert [cell.text for cell in table.cells] == [*HEADER, *ROW]


def test_the_same_rule_on_a_page_of_pdf():
    maker = PdfMaker().table(100, [HEADER, ROW])
    maker.canvas.line(50, 800, 500, 800)
    [table] = extract(maker.bytes(), "a.pdf").tables
    assert [cell.text for cell in table.cells] == [*HEADER, *ROW]


def test_small_lines_beside_a_tall_title_do_not_alternate():
    maker = Maker().text(60, 8, "电子凭证", size=6.8)
    maker.text(147, 7, "代码：1111.11", size=3).text(147, 12.5, "号码：2222.22", size=3)
    lines = " ".join(p.text for p in read(maker).paragraphs)
    assert "代码：1111.11" in lines
    assert "号码：2222.22" in lines


def test_a_missing_side_of_a_cell_merges_it():
    maker = Maker().table(40, [("金额", ""), ("1.00", "2.00")])
    side = '<ofd:PathObject Boundary="60.0 40 0.0 16"'
    assert any(side in part for part in maker.pages[0])
    maker.pages[0] = [part for part in maker.pages[0] if side not in part]
    maker.line(60, 48, 60, 56)
    [table] = read(maker).tables
    assert [(c.colspan, c.text) for c in table.cells] == [(2, "金额"), (1, "1.00"), (1, "2.00")]


def test_a_missing_rule_between_rows_merges_them():
    maker = Maker().table(40, [("合计", "1.00"), ("", "2.00")])
    rule = '<ofd:PathObject Boundary="20 48 80.0 0"'
    assert any(rule in part for part in maker.pages[0])
    maker.pages[0] = [part for part in maker.pages[0] if rule not in part]
    maker.line(60, 48, 100, 48)
    [table] = read(maker).tables
    assert [(c.rowspan, c.text) for c in table.cells] == [(2, "合计"), (1, "1.00"), (1, "2.00")]


def test_the_form_of_a_template_and_the_numbers_of_the_page_meet():
    form = Maker().table(40, [HEADER, ("支出合计", "", "")])
    filled = Maker().text(62, 50, "12.50").text(102, 50, "11.00")
    filled.templates = ["".join(form.pages[0])]
    [table] = read(filled).tables
    assert [cell.text for cell in table.cells][3:] == ["支出合计", "12.50", "11.00"]


def test_tables_over_pages_are_one():
    maker = Maker().table(200, [HEADER, ROW]).next_page()
    maker.table(20, [HEADER, ("合计", "2.00", "3.00")])
    [table] = read(maker).tables
    assert table.rows == 3
    assert {cell.page for cell in table.cells} == {1, 2}


def test_pictures_only_are_refused_honestly():
    with pytest.raises(Refusal) as caught:
        read(Maker().picture())
    assert caught.value.code is Code.NO_TEXT_FOUND


def test_a_picture_page_beside_text_is_named():
    document = read(Maker().text(20, 20, "支出99.86万元").next_page().picture())
    assert [(p.code, p.place) for p in document.problems] == [(Code.NO_TEXT_FOUND, "第 2 页")]


def test_truncated_and_unsafe_files_are_refused():
    data = Maker().text(20, 20, "支出").bytes()
    with pytest.raises(Refusal):
        extract(data[: len(data) // 2], "a.ofd")
    maker = Maker()
    maker.templates = ["<!DOCTYPE x>"]
    with pytest.raises(Refusal) as caught:
        read(maker)
    assert caught.value.code is Code.UNSAFE_CONTENT


def number_as_picture(text: str) -> bytes:
    picture = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(picture).text((300, 400), text, "black", ImageFont.load_default(48))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def test_a_scanned_page_is_read_where_it_stands():
    document = read(Maker().picture(number_as_picture("1234567.89")))
    [paragraph] = document.paragraphs
    assert paragraph.text == "1234567.89"
    assert [page.reading for page in document.pages] == [Reading.OCR]
    # Drawn from x = 300 of 1240 pixels over 595 points, y = 400 of 1754 over 842.
    assert paragraph.runs[0].box.x0 == pytest.approx(144, abs=6)
    assert 190 < paragraph.runs[0].box.y0 < 210


def test_invisible_text_over_a_scan_is_not_what_the_page_shows():
    hidden = Maker().text(20, 20, "支出决算数为99.86万元，执行率百分之百")
    part = hidden.pages[0][0].replace("<ofd:TextObject", '<ofd:TextObject Alpha="0"')
    document = read(Maker().picture(number_as_picture("1234567.89")).raw(part))
    assert [p.text for p in document.paragraphs] == ["1234567.89"]


@pytest.mark.parametrize("ctm", ["0 297 -210 0 210 0", "-210 0 0 297 210 0"])
def test_a_turned_picture_is_not_guessed(ctm):
    with pytest.raises(Refusal) as caught:
        read(Maker().picture(number_as_picture("1234567.89"), ctm=ctm))
    assert caught.value.code is Code.NO_TEXT_FOUND
    assert "带文字" in caught.value.message


def test_pictures_that_cover_each_other_are_not_guessed():
    data = number_as_picture("1234567.89")
    with pytest.raises(Refusal):
        read(Maker().picture(data).picture(data))


def test_text_drawn_as_outlines_is_named():
    outline = (
        '<ofd:PathObject Boundary="20 20 9 9" Fill="true"><ofd:AbbreviatedData>'
        "M 0 0 B 1 5 5 9 9 9 L 4 0 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    document = read(Maker().text(20, 20, "支出99.86万元").next_page().raw(outline))
    assert [(p.code, p.place) for p in document.problems] == [(Code.NO_TEXT_FOUND, "第 2 页")]


def test_the_straight_sides_of_an_outline_are_no_table():
    outline = (
        '<ofd:PathObject Boundary="20 10 60 20"><ofd:AbbreviatedData>M 0 0 L 60 0 L 60 20 L 0 20 C '
        "M 0 10 L 60 10 L 60 20 B 50 18 10 18 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    document = read(Maker().text(25, 12, "支出99.86万元").raw(outline))
    assert document.tables == ()
    assert [p.text for p in document.paragraphs] == ["支出99.86万元"]


def test_a_large_picture_beside_text_is_named_and_a_small_one_is_not():
    text = "自评报告正文说明，支出99.86万元"
    large = read(Maker().text(20, 20, text).picture(box="0 100 210 150"))
    small = read(Maker().text(20, 20, text).picture(box="0 100 30 30"))
    assert [p.code for p in large.problems] == [Code.UNREAD_PICTURE]
    assert small.problems == ()


def test_a_blank_page_is_no_problem():
    document = read(Maker().text(20, 20, "支出99.86万元").next_page())
    assert (len(document.pages), document.problems) == (2, ())


def test_several_documents_in_one_file_are_refused():
    maker = Maker().text(20, 20, "支出99.86万元")
    maker.documents = 2
    with pytest.raises(Refusal) as caught:
        read(maker)
    assert caught.value.code is Code.UNKNOWN_FORMAT
    assert "2 份文档" in caught.value.message


def test_an_encrypted_package_is_refused():
    maker = Maker().text(20, 20, "支出99.86万元")
    maker.extra["Encryptions.xml"] = "<Encryptions/>"
    with pytest.raises(Refusal) as caught:
        read(maker)
    assert caught.value.code is Code.PASSWORD_PROTECTED


def test_a_part_that_inflates_without_end_is_refused():
    maker = Maker().text(20, 20, "支出99.86万元")
    maker.templates = [" " * (limits.RATIO_FROM + 1)]
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(maker.bytes())) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.namelist():
            target.writestr(member, source.read(member))
    with pytest.raises(Refusal) as caught:
        extract(packed.getvalue(), "a.ofd")
    assert caught.value.code is Code.DECOMPRESSION_BOMB


def test_a_damaged_page_leaves_the_others():
    maker = Maker().text(20, 20, "支出99.86万元").next_page().raw("<unclosed")
    document = read(maker)
    assert [p.text for p in document.paragraphs] == ["支出99.86万元"]
    assert [(p.code, p.place) for p in document.problems] == [(Code.PAGE_FAILED, "第 2 页")]


def test_a_page_without_its_form_is_not_read():
    maker = Maker().text(20, 20, "支出99.86万元").next_page().text(20, 20, "12.50")
    maker.raw('</ofd:Layer></ofd:Content><ofd:Template TemplateID="7"/><ofd:Content><ofd:Layer>')
    document = read(maker)
    assert [p.text for p in document.paragraphs] == ["支出99.86万元"]
    assert [p.code for p in document.problems] == [Code.PAGE_FAILED]


@given(st.data())
def test_no_damaged_byte_is_too_odd(data):
    whole = bytearray(Maker().text(60, 20, "支出决算表").table(40, [HEADER, ROW]).bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    try:
        document = extract(bytes(whole), "a.ofd")
    except Refusal:
        return
    texts = {cell.text for table in document.tables for cell in table.cells}
    # The checksum of a stored part tells a changed digit; only names and headers may change freely.
    assert not document.tables or texts >= {"1,234.50", "99.86"}


def test_repeated_distances():
    assert deltas("g 3 2.5 4") == (2.5, 2.5, 2.5, 4.0)


def test_paths_close_where_they_began():
    assert list(subpaths("M 0 0 L 4 0 L 4 2 C M 9 9 L 9 1")) == [
        [(0, 0), (4, 0), (4, 2), (0, 0)],
        [(9, 9), (9, 1)],
    ]


def test_the_matrix_comes_before_the_corner():
    assert placement("10 20 5 5", "2 0 0 2 1 1").apply(3, 4) == (17.0, 29.0)


@given(st.text(alphabet="MLCQBAS 0123456789.-", max_size=60))
def test_no_path_data_is_too_odd(data):
    assert all(len(points) > 1 for points in subpaths(data))
