from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import locate
from contracts.errors import Code, Refusal
from extractors import extract
from extractors.ofd.geometry import deltas, placement, subpaths
from tests.extractors.ofd_maker import Maker

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


def test_a_missing_side_of_a_cell_merges_it():
    maker = Maker().table(40, [("金额", ""), ("1.00", "2.00")])
    side = '<ofd:PathObject Boundary="60.0 40 0.0 16"'
    assert any(side in part for part in maker.pages[0])
    maker.pages[0] = [part for part in maker.pages[0] if side not in part]
    maker.line(60, 48, 60, 56)
    [table] = read(maker).tables
    assert [(c.colspan, c.text) for c in table.cells] == [(2, "金额"), (1, "1.00"), (1, "2.00")]


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
