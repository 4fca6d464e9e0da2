from __future__ import annotations

import pytest

from contracts.document import Cell, Document, Paragraph, Table
from normalizers.cover import read_cover


def document(*lines: str, tables: tuple[Table, ...] = ()) -> Document:
    paragraphs = tuple(Paragraph(at, line) for at, line in enumerate(lines))
    return Document("0" * 64, "x", (*paragraphs, *tables))


def test_cover_label_gives_the_official_name_even_over_a_line_break():
    cover = read_cover(
        document(
            "2023年度部门整体支出绩效自评报告", "单位名称（盖章）中共青石县委政策研究", "办公室"
        )
    )
    assert cover.unit_name == "中共青石县委政策研究办公室"
    assert cover.fiscal_year == 2023
    assert cover.title_kinds == {"self_evaluation_report"}


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("青石县水利局2023年度部门整体支出绩效自评报告", "青石县水利局"),
        ("2023年度青石县水利局部门整体支出绩效自评报告", "青石县水利局"),
        ("关于青石县水利局2023年部门决算情况说明", "青石县水利局"),
        ("青石县水利局2022年部门整体支出绩效评价基础数据表", "青石县水利局"),
    ],
)
def test_title_names_the_unit_before_or_after_the_year(title, unit):
    assert read_cover(document(title)).unit_name == unit


def test_a_title_over_two_lines_is_read_as_one():
    cover = read_cover(document("青石县水利局2023年度部门", "整体支出绩效自评报告"))
    assert (cover.unit_name, cover.fiscal_year) == ("青石县水利局", 2023)


def test_short_name_in_the_title_gives_way_to_the_official_one_in_the_text():
    cover = read_cover(
        document(
            "县水利局2023年度部门整体支出绩效自评报告",
            "青石县水利和水土保持局（以下简称县水利局）为正科级单位。",
        )
    )
    assert cover.unit_name == "青石县水利和水土保持局"


def test_placeholder_is_no_name():
    assert read_cover(document("XX局2024年度部门决算", "部门：XX局")).unit_name is None


def test_unit_of_measure_is_no_unit():
    assert read_cover(document("2024年度收入支出决算总表", "单位：万元")).unit_name is None


def test_section_headings_do_not_make_a_report_a_final_account():
    cover = read_cover(
        document("青石县水利局2023年度部门整体支出绩效自评报告", "1.部门预算情况", "2.部门决算情况")
    )
    assert cover.title_kinds == {"self_evaluation_report"}
    assert cover.scope is None


def test_first_title_decides_the_scope():
    cover = read_cover(document("青石县水利局", "2024年度单位决算", "2024年度部门决算情况说明"))
    assert cover.scope == "unit"


def test_table_gives_the_unit_where_nothing_else_does():
    cells = (Cell(0, 0, "实施单位"), Cell(0, 1, "青石县\n水利局"), Cell(1, 0, "主管部门"))
    table = Table(1, 0, 2, 2, cells, title="2023年度项目支出绩效自评表")
    cover = read_cover(document("附件2", tables=(table,)))
    assert (cover.unit_name, cover.fiscal_year) == ("青石县水利局", 2023)


def test_notice_is_a_notice_unless_a_report_follows():
    notice = ("关于开展2023年度预算整体支出绩效评价工作的通知", "各预算单位：")
    assert read_cover(document(*notice)).is_notice
    report = "青石县水利局2023年度部门整体支出绩效自评报告"
    assert not read_cover(document(*notice, report)).is_notice


def test_years_by_place_are_kept_apart():
    cover = read_cover(
        document("青石县水利局2023年度部门整体支出绩效自评报告", "2022年年初预算10万元。")
    )
    assert cover.years == {"title": 2023, "text": 2022}
    assert cover.fiscal_year == 2023


def test_chinese_year():
    assert read_cover(document("青石县水利局二〇二三年度部门决算")).fiscal_year == 2023


def test_a_year_something_is_compared_with_is_not_the_text_s_own():
    cover = read_cover(
        document(
            "青石县水利局2025年度部门决算",
            "公务接待费支出比2024年度决算减少，会议费比2024年度决算增加。",
            "2025年度收入总计500万元。",
        )
    )
    assert cover.years == {"title": 2025, "text": 2025}
