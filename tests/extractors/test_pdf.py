from __future__ import annotations

import pypdfium2
import pytest

from contracts.document import locate
from contracts.errors import Code, Refusal
from extractors import extract, extract_all
from tests.extractors.pdf_maker import Maker

HEADER = ("项目", "预算数", "决算数")


def cells(table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells]


def read(maker: Maker):
    return extract(maker.bytes(), "a.pdf")


def test_spans_are_exact():
    rows = [("类别", "金额", ""), ("", "预算数", "决算数"), ("合计", "1.00", "2.00")]
    document = read(Maker().table(100, rows, merged=[(0, 0, 2, 1), (0, 1, 1, 2)]))
    assert cells(document.tables[0]) == [
        (0, 0, 2, 1, "类别"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "预算数"),
        (1, 2, 1, 1, "决算数"),
        (2, 0, 1, 1, "合计"),
        (2, 1, 1, 1, "1.00"),
        (2, 2, 1, 1, "2.00"),
    ]


def test_table_text_is_not_repeated_as_running_text_and_the_line_above_is_its_title():
    maker = Maker().text(200, 60, "收入支出决算总表").text(400, 80, "单位：万元")
    document = read(maker.table(100, [HEADER, ("本年收入", "1.00", "2.00")]))
    assert [p.text for p in document.paragraphs] == ["收入支出决算总表", "单位：万元"]
    assert document.tables[0].title == "收入支出决算总表"
    assert [block.block for block in document.blocks] == [0, 1, 2]


def test_table_over_pages_is_one_and_its_header_stands_once():
    maker = Maker().text(200, 60, "支出决算表").table(100, [HEADER, ("一", "1.00", "2.00")])
    maker.text(290, 820, "- 1 -").next_page()
    maker.table(60, [HEADER, ("二", "3.00", "4.00")]).text(290, 820, "- 2 -")
    [table] = read(maker).tables
    assert [c.text for c in table.cells if c.col == 0] == ["项目", "一", "二"]
    assert [c.page for c in table.cells if c.col == 0] == [1, 1, 2]


def test_table_goes_on_without_a_header_and_with_a_merged_total_row():
    maker = Maker().table(100, [HEADER, ("一", "1.00", "2.00")]).next_page()
    maker.table(60, [("合计", "4.00")], widths=(210, 90))
    [table] = read(maker).tables
    assert cells(table)[-2:] == [(2, 0, 1, 2, "合计"), (2, 2, 1, 1, "4.00")]


def test_another_title_begins_another_table_though_columns_agree():
    maker = Maker().text(200, 60, "收入决算表").table(100, [HEADER, ("一", "1.00", "2.00")])
    maker.next_page().text(200, 60, "支出决算表").table(100, [HEADER, ("二", "3.00", "4.00")])
    assert [table.title for table in read(maker).tables] == ["收入决算表", "支出决算表"]


def test_the_same_form_for_another_project_is_another_table():
    def form(project: str, amount: str) -> list[tuple[str, str, str]]:
        return [("项目名称", project, ""), ("年度资金总额", amount, "100%"), ("总分", "100", "")]

    maker = Maker().text(200, 60, "项目支出绩效自评表").table(100, form("业务经费", "9.00"))
    maker.next_page().text(200, 60, "项目支出绩效自评表").table(100, form("专项经费", "15.71"))
    first, second = read(maker).tables
    assert [c.text for c in first.cells if c.col == 1] == ["业务经费", "9.00", "100"]
    assert [c.text for c in second.cells if c.col == 1] == ["专项经费", "15.71", "100"]


def test_a_number_broken_over_a_line_comes_together():
    full = "全年收入决算数为一百二十八点六九万元其中财政拨款收入占全部收入的大头共计128."
    maker = Maker().text(60, 100, full).text(60, 118, "69万元，支出决算数为一百二十八点六九万元，")
    maker.text(60, 136, "收支平衡，没有结余，这一段文字在这里结束。")
    first, second = read(maker).paragraphs
    assert first.text.endswith("共计128.69万元，支出决算数为一百二十八点六九万元，")
    assert second.text.startswith("收支平衡")


def test_every_character_knows_its_place():
    [paragraph] = read(Maker().text(60, 100, "支出128.69万元")).paragraphs
    whole = locate(paragraph.runs, 0, len(paragraph.text))
    number = locate(paragraph.runs, 2, 8)
    assert number.page == 1
    assert whole.box.x0 < number.box.x0 < number.box.x1 < whole.box.x1


def test_rotated_page_reads_as_upright():
    maker = Maker(rotate=90).table(100, [HEADER, ("合计", "1.00", "2.00")])
    data = maker.bytes()
    document = extract(data, "a.pdf")
    shown = pypdfium2.PdfDocument(data)[0].get_size()
    assert (document.pages[0].width, document.pages[0].height) == shown
    assert [c.text for c in document.tables[0].cells] == [*HEADER, "合计", "1.00", "2.00"]


def test_bold_by_printing_twice_is_read_once():
    document = read(Maker().text(60, 100, "合计12.50").text(60.2, 100, "合计12.50"))
    assert document.paragraphs[0].text == "合计12.50"


def test_password_is_said():
    with pytest.raises(Refusal) as caught:
        read(Maker(password="secret").text(60, 100, "x"))
    assert caught.value.code is Code.PASSWORD_PROTECTED


def test_malformed_files_end_as_document_or_refusal(shared):
    for path in sorted((shared / "malformed").glob("*.pdf")):
        [extraction] = extract_all(path)
        assert (extraction.document is None) != (extraction.refusal is None)


def test_tables_over_pages_of_real_budgets_are_one_each(shared):
    for path in (shared / "real").glob("*年预算.pdf"):
        document = extract(path.read_bytes(), path.name)
        titles = [table.title for table in document.tables]
        assert len(titles) == len(set(titles)) == 9
        longest = max(document.tables, key=lambda table: table.rows)
        assert len({cell.page for cell in longest.cells}) >= 2
