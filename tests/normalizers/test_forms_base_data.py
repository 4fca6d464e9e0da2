"""The Hunan base data table: blocks under one another, staff and money in one table."""

from __future__ import annotations

from tests.normalizers.forms_kit import Content, reading

ROWS: list[list[Content]] = [
    [("财政供养人员情况（人）", 1, 2), "编制数", "2022年实际在职人数", "控制率"],
    ["13", "9", "69.23%"],
    ["经费控制情况（万元）", "2021年决算数", "2022年预算数", "2022年决算数"],
    ["三公经费", "3.10", "2.55", "0.34"],
    ["1、公务用车购置和维护经费", "0", "0", "0"],
    ["其中：公车购置", "0", "0", "0"],
    ["公车运行维护", "0", "0", "0"],
    ["2、出国经费", "", "0", "0"],
    ["3、公务接待", "3.10", "2.55", "0.34"],
    ["项目支出：", "20", "9", "24.71"],
    ["1、业务工作专项", "20", "9", "24.71"],
    ["公用经费", "11.2", "12", "10.95"],
    ["其中：水费、电费、差旅费", "5", "5", "5"],
    ["政府采购金额", "——", "0", "0"],
    ["部门整体支出预算调整", "年初预算数", "追加", "调整后预算"],
    ["部门整体支出", "1922.76", "767.86", "2690.62"],
    ["楼堂馆所控制情况", "批复规模", "实际规模", "规模控制率"],
    ["说明：数据截至年末", "1", "2", "3"],
]


def test_every_block_with_its_own_header() -> None:
    read = reading(ROWS, "部门整体支出绩效评价基础数据表")
    assert read.kinds == {"base_data_table"}
    found = {(f.item, f.stage): f.value for f in read.figures if f.value is not None}
    assert found["staff.establishment", "final"] == 13
    assert found["staff.in_service", "final"] == 9
    assert found["three_public.total", "prior_final"] == 31000
    assert found["three_public.total", "initial_budget"] == 25500
    assert found["three_public.reception", "final"] == 3400
    assert found["expenditure.project", "final"] == 247100
    assert found["expenditure.basic.public", "final"] == 109500
    assert found["procurement.total", "final"] == 0
    assert found["expenditure.total", "initial_budget"] == 19227600
    assert found["expenditure.total", "supplement"] == 7678600
    assert found["expenditure.total", "adjusted_budget"] == 26906200
    assert len(found) == 2 + 5 * 3 + 2 + 3 + 3 + 2 + 3


def test_staff_are_persons_and_exact() -> None:
    read = reading(ROWS, "部门整体支出绩效评价基础数据表")
    staff = [f for f in read.figures if f.item.startswith("staff.")]
    assert {(f.measure, f.half_unit) for f in staff} == {("person", 0)}


def test_another_years_columns_are_not_bound() -> None:
    read = reading(ROWS, "部门整体支出绩效评价基础数据表", year=2025)
    assert {f.stage for f in read.figures} <= {
        "final",
        "initial_budget",
        "supplement",
        "adjusted_budget",
    }
    assert not [f for f in read.figures if f.item.startswith("three_public")]


def test_a_row_of_adjustments_among_budgets_and_accounts_says_no_stage() -> None:
    rows = [row for row in ROWS if "整体支出" not in row[0]]
    rows.insert(11, ["部门整体支出预算调整", "——", "120.30", ""])
    read = reading(rows, "部门整体支出绩效评价基础数据表")
    assert not [f for f in read.figures if f.item == "expenditure.total"]
