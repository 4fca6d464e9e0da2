from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from contracts.errors import Code
from extractors import extract
from extractors.pdf import second
from tests.extractors.pdf_maker import Maker

HEADER = ("项目", "预算数", "决算数")
ROWS = [
    HEADER,
    ("一般公共预算财政拨款收入", "128.69", "120.00"),
    ("其他收入", "1,000.50", "0.00"),
    ("年末结转", "", "3.00"),
    ("合计", "1,129.19", "123.00"),
]
PROSE = "全年收入决算数为一百二十八点六九万元，其中财政拨款收入占全部收入的大头。"


def unruled(
    maker: Maker,
    rows: Sequence[Sequence[str]],
    *,
    y: float = 120,
    xs: Sequence[float] = (60, 250, 380),
    pitch: float = 22,
) -> Maker:
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=True):
            if text:
                maker.text(x, y + number * pitch, text)
    return maker


def read(maker: Maker):
    return extract(maker.bytes(), "a.pdf")


def test_columns_without_rules_are_a_table_with_its_title_and_our_characters():
    maker = Maker().text(200, 60, "收入支出决算总表").text(400, 90, "单位：万元")
    document = read(unruled(maker, ROWS).text(60, 300, PROSE))
    [table] = document.tables
    assert table.title == "收入支出决算总表"
    assert (table.rows, table.cols) == (5, 3)
    assert [c.text for c in table.cells] == [text for row in ROWS for text in row]
    assert not any(c.alternatives for c in table.cells)
    assert [p.text for p in document.paragraphs] == ["收入支出决算总表", "单位：万元", PROSE]
    assert document.problems == ()
    number = next(c for c in table.cells if c.text == "1,129.19")
    assert number.page == 1
    assert number.box.x0 < 250 < number.box.x1
    assert number.runs[0].box.y0 >= number.box.y0


def test_a_text_that_the_second_reader_sees_otherwise_is_a_doubt(monkeypatch):
    genuine = second._readings

    def slid(table, height):
        rows = genuine(table, height)
        rows[1][1] = replace(rows[1][1], text="1,000.50")
        return rows

    monkeypatch.setattr(second, "_readings", slid)
    [table] = read(unruled(Maker(), ROWS)).tables
    assert {c.text: c.alternatives for c in table.cells if c.alternatives} == {
        "128.69": ("1,000.50",)
    }


@pytest.mark.parametrize(
    "rows",
    [
        [("第一部分", "概况", "1"), ("第二部分", "决算表", "3"), ("第三部分", "说明", "9")],
        [("编制单位", "某局", "二月"), ("负责人", "张三", "签字"), ("联系人", "李四", "电话")],
        [("2021年", "2022年", "2023年"), ("10.00", "20.00", "30.00"), ("5", "6", "7")],
        [HEADER, ("收入较上年增加。", "1.00", "2.00"), ("支出较上年减少。", "3.00", "4.00")],
        [HEADER, ("合计", "1.00", "2.00")],
    ],
    ids=["contents", "signatures", "chart", "sentences", "two lines"],
)
def test_alignment_alone_is_no_table(rows):
    document = read(unruled(Maker(), rows))
    assert document.tables == ()
    assert document.problems == ()


def test_narrative_is_never_given_to_the_second_reader(monkeypatch):
    def fail(*_args, **_options):
        raise AssertionError("asked")

    monkeypatch.setattr(second, "_camelot", fail)
    maker = Maker()
    for number in range(12):
        maker.text(60, 100 + 20 * number, PROSE)
    assert read(maker).tables == ()


def test_a_label_broken_over_lines_stays_text_and_is_said():
    rows = [*ROWS[:2], ("政府性基金预算财政拨款", "1.00", "2.00"), ("收入", "", ""), *ROWS[2:]]
    document = read(unruled(Maker(), rows))
    assert document.tables == ()
    assert [(p.code, p.place) for p in document.problems] == [(Code.READERS_DISAGREE, "第 1 页")]


def test_where_the_second_reader_fails_lines_stay_text_and_it_is_said(monkeypatch):
    monkeypatch.setattr(second, "_camelot", lambda *_args, **_options: [])
    document = read(unruled(Maker(), ROWS))
    assert document.tables == ()
    assert "128.69" in "".join(p.text for p in document.paragraphs)
    assert [p.code for p in document.problems] == [Code.READERS_DISAGREE]


def ruled() -> bytes:
    rows = [("类别", "金额", ""), ("", "预算数", "决算数"), ("合计", "1.00", "2.00")]
    return Maker().table(100, rows, merged=[(0, 0, 2, 1), (0, 1, 1, 2)]).bytes()


def test_reading_again_leaves_what_both_readers_agree_on():
    data = ruled()
    [table] = extract(data, "a.pdf").tables
    assert second.read_again(data, table) == table


def test_reading_again_puts_the_other_reading_beside_ours():
    data = ruled()
    [table] = extract(data, "a.pdf").tables
    cells = tuple(replace(c, text="7.00") if c.text == "1.00" else c for c in table.cells)
    cells = tuple(replace(c, text="科目") if c.text == "类别" else c for c in cells)
    again = second.read_again(data, replace(table, cells=cells))
    doubts = {c.text: c.alternatives for c in again.cells if c.alternatives}
    assert doubts == {"7.00": ("1.00",), "科目": ("类别",)}


def test_reading_again_without_a_second_reading_changes_nothing():
    data = ruled()
    [table] = extract(data, "a.pdf").tables
    assert second.read_again(b"not a pdf", table) == table


def test_more_pages_than_the_bound_are_left_as_text_and_said(monkeypatch):
    monkeypatch.setattr(second, "MAX_PAGES", 1)
    document = read(unruled(unruled(Maker(), ROWS).next_page(), ROWS))
    assert [table.page for table in document.tables] == [1]
    assert [p.place for p in document.problems] == ["第 2 页"]


def test_rules_between_rows_only_and_numbers_set_right():
    maker = Maker().text(200, 60, "收入支出决算总表")
    for number, row in enumerate(ROWS):
        y = 120 + 22 * number
        maker.text(60, y, row[0])
        for right, text in zip((330, 450), row[1:], strict=True):
            maker.canvas.drawRightString(right, 842 - y, text)
        maker.canvas.line(55, 842 - y - 6, 455, 842 - y - 6)
    [table] = read(maker).tables
    assert [c.text for c in table.cells] == [text for row in ROWS for text in row]


def test_real_files_have_nothing_for_the_second_reader(shared, monkeypatch):
    def fail(*_args, **_options):
        raise AssertionError("asked")

    monkeypatch.setattr(second, "_camelot", fail)
    paths = [
        next((shared / "real").glob("*模板.pdf")),
        next((shared / "real").glob("*25年预算.pdf")),
    ]
    for path in paths:
        assert not extract(path.read_bytes(), path.name).problems
