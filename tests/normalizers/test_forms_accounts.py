"""Final-account and budget tables: shapes, titles, codes, and what must not be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.facts import Figure
from normalizers.forms import TableReading
from tests.normalizers.forms_kit import Content, reading

WAN = "单位：万元"


def one(read: TableReading, item: str, **where: str | None) -> Figure:
    found = [
        f
        for f in read.figures
        if f.item == item and all(getattr(f, name) == value for name, value in where.items())
    ]
    assert len(found) == 1, found
    return found[0]


T1: list[list[Content]] = [
    [("收入", 2), ("支出", 2)],
    ["项目", "决算数", "项目", "决算数"],
    ["一、一般公共预算财政拨款收入", "2,940.05", "一、一般公共服务支出", "2,106.66"],
    ["二、政府性基金预算财政拨款收入", "", "二、外交支出", ""],
    ["三、其他收入", "6.20", "三、其他支出", "833.39"],
    ["本年收入合计", "2,946.25", "本年支出合计", "2,940.05"],
    ["使用非财政拨款结余（含专用结余）", "", "结余分配", ""],
    ["年初结转和结余", "49.14", "年末结转和结余", "55.34"],
    ["总计", "2,995.39", "总计", "2,995.39"],
]


def test_t1_two_sides() -> None:
    read = reading(T1, "收入支出决算总表", WAN, year=2024)
    assert read.kinds == {"final_accounts"}
    assert one(read, "revenue.total").value == 29462500
    assert one(read, "revenue.total").fund == "all"
    assert one(read, "revenue.general_public_budget").fund == "general_public"
    assert one(read, "revenue.government_fund").nil == "blank"
    assert one(read, "expenditure.total", account_code=None).value == 29400500
    assert one(read, "expenditure.total", account_code="201").account_name == "一般公共服务支出"
    assert one(read, "expenditure.total", account_code="229").value == 8333900
    assert one(read, "grand_total.revenue").value == one(read, "grand_total.expenditure").value
    assert one(read, "carryover.opening").value == 491400
    assert one(read, "balance.distribution").nil == "blank"
    assert {f.form for f in read.figures} == {"final_accounts.t1"}
    assert {(f.stage, f.half_unit) for f in read.figures if f.nil == "number"} == {("final", 50)}


def test_t1_with_line_numbers_and_no_side_labels() -> None:
    rows: list[list[Content]] = [
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、一般公共预算财政拨款收入", "1", "10.00", "一、教育支出", "32", "9.00"],
        ["八、其他收入", "8", "1.00", "二、住房保障支出", "33", "2.00"],
        ["本年收入合计", "27", "11.00", "本年支出合计", "58", "11.00"],
    ]
    read = reading(rows, "收入支出决算总表", "公开01表", "金额单位：万元", year=2021)
    assert one(read, "revenue.total").value == 110000
    assert one(read, "expenditure.total", account_code="205").value == 90000
    assert len(read.figures) == 6


T2: list[list[Content]] = [
    [("项目", 4), ("本年收入合计", 1, 2), ("财政拨款收入", 1, 2), ("其他收入", 1, 2)],
    [("支出功能分类科目编码", 3), "科目名称"],
    ["类", "款", "项", "合计", "2112.86", "2106.66", "6.20"],
    ["201", "", "", "一般公共服务支出", "2112.86", "2106.66", "6.20"],
    ["201", "06", "", "财政事务", "2112.86", "2106.66", "6.20"],
    ["201", "06", "01", "行政运行", "2112.86", "2106.66", "6.20"],
]


def test_codes_in_three_columns() -> None:
    read = reading(T2, "收入决算表", WAN, year=2024)
    totals = [(f.account_code, f.value) for f in read.figures if f.item == "revenue.total"]
    assert totals == [
        (None, 21128600), ("201", 21128600), ("20106", 21128600), ("2010601", 21128600),
    ]  # fmt: skip
    assert one(read, "revenue.fiscal_appropriation", account_code="2010601").fund == "fiscal"


def test_codes_that_leave_out_their_parents() -> None:
    rows = [list(row) for row in T2]
    rows[4][0] = ""
    rows[5][0] = rows[5][1] = ""
    read = reading(rows, "收入决算表", WAN, year=2024)
    codes = [f.account_code for f in read.figures if f.item == "revenue.other"]
    assert codes == [None, "201", "20106", "2010601"]


def test_codes_that_lost_their_zero() -> None:
    rows = [list(row) for row in T2]
    rows[4][1] = rows[5][1] = "6"
    rows[5][2] = "1"
    read = reading(rows, "收入决算表", WAN, year=2024)
    codes = [f.account_code for f in read.figures if f.item == "revenue.other"]
    assert codes == [None, "201", "20106", "2010601"]


def test_seven_digit_codes_in_yuan() -> None:
    rows: list[list[Content]] = [
        ["功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出",
         "经营支出", "对附属单位补助支出"],
        [("合计", 2), "1,234.50", "1,000.00", "234.50", "", "", ""],
        ["2010601", "行政运行", "1,234.50", "1,000.00", "234.50", "", "", ""],
    ]  # fmt: skip
    read = reading(rows, "支出决算表", "金额单位：元", year=2024)
    assert one(read, "expenditure.project", account_code="2010601").value == Decimal("234.50")
    assert one(read, "expenditure.basic", account_code=None).half_unit == Decimal("0.005")


def test_t4_funds_are_columns_and_carryover_has_its_own_rows() -> None:
    rows: list[list[Content]] = [
        [("收入", 2), ("支出", 5)],
        ["项目", "决算数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款",
         "国有资本经营预算财政拨款"],
        ["一、一般公共预算财政拨款", "90.00", "一、教育支出", "95.00", "85.00", "10.00", ""],
        ["二、政府性基金预算财政拨款", "10.00", "", "", "", "", ""],
        ["本年收入合计", "100.00", "本年支出合计", "95.00", "85.00", "10.00", ""],
        ["年初财政拨款结转和结余", "5.00", "年末财政拨款结转和结余", "10.00", "10.00", "", ""],
        ["一、一般公共预算财政拨款", "5.00", "", "", "", "", ""],
        ["总计", "105.00", "总计", "105.00", "95.00", "10.00", ""],
    ]  # fmt: skip
    read = reading(rows, "财政拨款收入支出决算总表", WAN, year=2024)
    assert one(read, "revenue.total").fund == "fiscal"
    assert one(read, "revenue.general_public_budget").value == 900000
    assert one(read, "carryover.opening", fund="fiscal").value == 50000
    assert one(read, "carryover.opening", fund="general_public").value == 50000
    assert one(read, "expenditure.total", account_code="205", fund="fiscal").value == 950000
    assert one(read, "carryover.closing", fund="general_public").value == 100000
    assert one(read, "grand_total.expenditure", fund="government_fund").value == 100000


def test_t6_side_by_side_blocks_with_merged_totals() -> None:
    head: list[Content] = ["经济分类科目编码", "科目名称", "决算数"]
    rows: list[list[Content]] = [
        [*head, *head, *head],
        ["301", "工资福利支出", "20.00", "302", "商品和服务支出", "5.00", "310", "资本性支出",
         "1.00"],
        ["30101", "基本工资", "20.00", "30217", "公务接待费", "0.50", "31002", "办公设备购置",
         "1.00"],
        [("人员经费合计", 2), "20.00", ("公用经费合计", 5), "6.00"],
    ]  # fmt: skip
    read = reading(rows, "一般公共预算财政拨款基本支出决算明细表", WAN, year=2024)
    assert one(read, "expenditure.basic", account_code="30217").value == 5000
    assert one(read, "expenditure.basic", account_code="31002").fund == "general_public"
    assert one(read, "expenditure.basic.personnel").value == 200000
    assert one(read, "expenditure.basic.public").value == 60000
    assert len(read.figures) == 8


def test_t7_bridge_columns() -> None:
    rows: list[list[Content]] = [
        [("项目", 2), ("年初结转和结余", 1, 2), ("本年收入", 1, 2), ("本年支出", 3),
         ("年末结转和结余", 1, 2)],
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        [("合计", 2), "1.00", "9.00", "8.00", "", "8.00", "2.00"],
        ["2120801", "征地和拆迁补偿支出", "1.00", "9.00", "8.00", "", "8.00", "2.00"],
    ]  # fmt: skip
    read = reading(rows, "政府性基金预算财政拨款收入支出决算表", WAN, year=2024)
    whole = {f.item: f.value for f in read.figures if f.account_code is None}
    assert whole == {
        "carryover.opening": 10000,
        "revenue.total": 90000,
        "expenditure.total": 80000,
        "expenditure.basic": None,
        "expenditure.project": 80000,
        "carryover.closing": 20000,
    }
    assert {f.fund for f in read.figures} == {"government_fund"}


ITEMS: list[Content] = ["小计", "公务用车购置费", "公务用车运行维护费"]
PAIR_HEAD: list[list[Content]] = [
    [("合计", 2, 2), ("因公出国（境）费", 2, 2), ("公务用车购置及运行费", 6), ("公务接待费", 2, 2)],
    [("小计", 2), ("公务用车购置费", 2), ("公务用车运行费", 2)],
    ["预算数", "决算数"] * 6,
]
BLOCK_HEAD: list[list[Content]] = [
    [("预算数", 6), ("决算数", 6)],
    [("合计", 1, 2), ("因公出国(境)费", 1, 2), ("公务用车购置及运行维护费", 3),
     ("公务接待费", 1, 2)] * 2,
    [*ITEMS, *ITEMS],
]  # fmt: skip
THREE_PUBLIC = {
    "three_public.total": ("30", "26.5"),
    "three_public.overseas": ("5", "4"),
    "three_public.vehicle": ("20", "19.5"),
    "three_public.vehicle.purchase": ("12", "12"),
    "three_public.vehicle.operation": ("8", "7.5"),
    "three_public.reception": ("5", "3"),
}


def pairs() -> list[list[Content]]:
    return [*PAIR_HEAD, [text for pair in THREE_PUBLIC.values() for text in pair]]


def two_blocks() -> list[list[Content]]:
    values = list(THREE_PUBLIC.values())
    return [*BLOCK_HEAD, [*(pair[0] for pair in values), *(pair[1] for pair in values)]]


def vertical() -> list[list[Content]]:
    labels = ["合计", "1.因公出国（境）费", "2.公务用车购置及运行维护费",
              "其中：（1）公务用车购置费", "（2）公务用车运行维护费", "3.公务接待费"]  # fmt: skip
    rows = [
        [label, *pair] for label, pair in zip(labels, THREE_PUBLIC.values(), strict=True)
    ]  # fmt: skip
    return [["项目", "预算数", "决算数"], *rows]


@pytest.mark.parametrize("shape", [pairs, two_blocks, vertical])
def test_three_public_in_three_shapes(shape: object) -> None:
    assert callable(shape)
    title = "财政拨款“三公”经费支出决算表"
    read = reading(shape(), title, WAN, year=2024, below=["注：预算数为全年预算数。"])
    expected = {
        (item, stage): Decimal(text) * 10000
        for item, pair in THREE_PUBLIC.items()
        for stage, text in zip(("adjusted_budget", "final"), pair, strict=True)
    }
    assert {(f.item, f.stage): f.value for f in read.figures} == expected
    assert {f.fund for f in read.figures} == {"fiscal"}


def test_three_public_budget_is_the_initial_one_without_a_note() -> None:
    read = reading(pairs(), "一般公共预算财政拨款“三公”经费支出决算表", WAN, year=2024)
    assert {f.stage for f in read.figures} == {"initial_budget", "final"}
    assert {f.fund for f in read.figures} == {"general_public"}


def test_single_row_shares_one_precision() -> None:
    read = reading(two_blocks(), "“三公”经费支出决算表", WAN, year=2024)
    assert {f.half_unit for f in read.figures} == {500}


def test_empty_tables_give_no_value() -> None:
    rows = [*PAIR_HEAD, [""] * 12]
    read = reading(rows, "财政拨款“三公”经费支出决算表", WAN, below=["本表无数据"], year=2024)
    assert [f for f in read.figures if f.value is not None] == []
    assert read.kinds == frozenset()


def test_longest_title_wins() -> None:
    rows: list[list[Content]] = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["205", "教育支出", "3.00", "2.00", "1.00"],
    ]
    read = reading(rows, "一般公共预算财政拨款支出决算表", WAN, year=2024)
    assert {(f.form, f.fund) for f in read.figures} == {("final_accounts.t5", "general_public")}


def test_no_unit_no_money() -> None:
    assert reading(T1, "收入支出决算总表", year=2024).kinds == frozenset()


def test_unknown_columns_are_left_alone() -> None:
    rows: list[list[Content]] = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "比上年增减", "项目支出"],
        ["205", "教育支出", "3.00", "2.00", "7.00", "1.00"],
    ]
    read = reading(rows, "支出决算表", WAN, year=2024)
    assert sorted(f.value for f in read.figures if f.value) == [10000, 20000, 30000]


def test_glued_cells_are_not_split() -> None:
    rows = [list(row) for row in T1]
    rows[2][1] = "2,940.05\n49.14"
    read = reading(rows, "收入支出决算总表", WAN, year=2024)
    assert not [f for f in read.figures if f.item == "revenue.general_public_budget" and f.value]


def test_budget_compares_with_the_year_before() -> None:
    rows: list[list[Content]] = [
        ["科目编码", "科目名称", ("2024年预算数", 1), ("2025年预算数", 3)],
        ["", "", "", "合计", "基本支出", "项目支出"],
        ["205", "教育支出", "300", "330", "200", "130"],
    ]
    read = reading(rows, "2025年一般公共预算支出表", "单位：元", year=2025)
    assert {(f.item, f.stage): f.value for f in read.figures} == {
        ("expenditure.total", "prior_budget"): 300,
        ("expenditure.total", "initial_budget"): 330,
        ("expenditure.basic", "initial_budget"): 200,
        ("expenditure.project", "initial_budget"): 130,
    }


@pytest.mark.parametrize("years", [("2023年预算数", "2024年预算数"), ("2023年", "2024年")])
def test_a_lost_span_above_two_years_gives_no_default(years: tuple[str, str]) -> None:
    rows: list[list[Content]] = [
        ["科目编码", "科目名称", years[0], "", "", years[1], "", ""],
        ["", "", *["合计", "基本支出", "项目支出"] * 2],
        ["205", "教育支出", "3", "2", "1", "30", "20", "10"],
    ]
    read = reading(rows, "2024年一般公共预算支出表", "单位：元", year=2024)
    values = {f.value for f in read.figures}
    assert 30 in values
    assert values <= {Decimal(3), Decimal(30)}
    assert {(f.value, f.stage) for f in read.figures} <= {
        (3, "prior_budget"),
        (30, "initial_budget"),
    }


def test_a_column_without_label_is_left_alone() -> None:
    rows: list[list[Content]] = [
        ["科目编码", "科目名称", "合计", "", "基本支出", "项目支出"],
        ["205", "教育支出", "3", "9", "2", "1"],
    ]
    read = reading(rows, "支出决算表", WAN, year=2024)
    assert sorted(f.value for f in read.figures if f.value) == [10000, 20000, 30000]


def test_budget_split_on_the_expenditure_side() -> None:
    rows: list[list[Content]] = [
        [("本年收入", 2), ("本年支出", 5)],
        [("项目", 1, 3), ("预算数", 1, 3), ("项目", 1, 3), ("预算数", 4)],
        [("合计", 1, 2), ("基本支出", 2), ("项目支出", 1, 2)],
        ["人员经费", "公用经费"],
        ["一、财政拨款收入", "100", "一、教育支出", "100", "60", "15", "25"],
        ["收入总计", "100", "支出总计", "100", "60", "15", "25"],
    ]
    read = reading(rows, "2025年部门收支预算总表", "单位：元", year=2025)
    assert one(read, "grand_total.expenditure").value == 100
    assert one(read, "expenditure.basic.public", account_code="205").value == 15
    assert one(read, "expenditure.project", account_code=None).value == 25


@pytest.mark.parametrize(
    "title", ["财政拨款支出决算表", "一般公共预算财政拨款项目支出决算表", "非财政拨款支出决算表"]
)
def test_a_narrower_scope_is_another_table(title: str) -> None:
    rows: list[list[Content]] = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["205", "教育支出", "3.00", "2.00", "1.00"],
    ]
    assert reading(rows, title, WAN, year=2024).figures == ()
    assert reading(rows, "甲局2024年度支出决算表", WAN, year=2024).figures != ()


def test_a_sum_below_an_item_is_that_items() -> None:
    rows: list[list[Content]] = [
        [
            ("科目编码", 1, 2),
            ("科目名称", 1, 2),
            ("合计", 1, 2),
            ("基本支出", 3),
            ("项目支出", 1, 2),
        ],
        ["小计", "人员经费", "公用经费"],
        ["205", "教育支出", "9.00", "6.00", "5.00", "1.00", "3.00"],
    ]
    read = reading(rows, "支出决算表", WAN, year=2024)
    assert {f.item: f.value for f in read.figures} == {
        "expenditure.total": 90000,
        "expenditure.basic": 60000,
        "expenditure.basic.personnel": 50000,
        "expenditure.basic.public": 10000,
        "expenditure.project": 30000,
    }


def test_a_list_of_tables_is_no_title() -> None:
    rows: list[list[Content]] = [["序号", "单位名称", "备注"], ["1", "甲局", "3"]]
    assert reading(rows, "三、支出决算表", WAN, year=2024).figures == ()
