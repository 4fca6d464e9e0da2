"""Layouts of single provinces that the general engine must read without code of their own."""

from __future__ import annotations

from decimal import Decimal

from tests.normalizers.forms_kit import reading

BASIC = "一般公共预算财政拨款基本支出决算明细表"
THREE = "财政拨款“三公”经费、行政参公单位机关运行经费情况表"


def test_a_heading_over_codes_and_amounts_heads_a_block_not_its_rows() -> None:
    rows = [
        [("人员经费", 3), ("公用经费", 6)],
        ["科目编码", "科目名称", "决算数"] * 3,
        ["301", "工资福利支出", "700", "302", "商品和服务支出", "95", "310", "资本性支出", "5"],
        ["30101", "基本工资", "700", "30201", "办公费", "95", "31002", "办公设备购置", "5"],
        [("人员经费合计", 2), "700", ("公用经费合计", 5), "100"],
    ]
    read = reading(rows, BASIC, "单位：万元", title=BASIC)
    assert {f.item for f in read.figures if f.account_code} == {"expenditure.basic"}
    assert [(f.item, f.value) for f in read.figures if not f.account_code] == [
        ("expenditure.basic.personnel", Decimal(7_000_000)),
        ("expenditure.basic.public", Decimal(1_000_000)),
    ]


def test_three_public_expenses_as_rows_with_three_stages_and_agency_costs() -> None:
    rows = [
        ["项目", "行次", "年初预算数", "全年预算数", "决算统计数"],
        ["栏次", "", "1", "2", "3"],
        ["一、“三公”经费支出", "1", "—", "—", "—"],
        ["（一）支出合计", "2", "10", "10", "8.5"],
        ["1．因公出国（境）费", "3", "0", "0", "0"],
        ["2．公务用车购置及运行维护费", "4", "6", "6", "5.5"],
        ["3．公务接待费", "7", "4", "4", "3"],
        ["（1）国内接待费", "8", "—", "—", "3"],
        ["5．国内公务接待批次（个）", "16", "—", "—", "25"],
        ["二、机关运行经费", "21", "—", "—", "100"],
    ]
    found = {
        (f.item, f.stage): f.value
        for f in reading(rows, THREE, "单位：万元", title=THREE).figures
        if f.value is not None
    }
    assert found["three_public.total", "adjusted_budget"] == Decimal(100_000)
    assert found["three_public.vehicle", "final"] == Decimal(55_000)
    assert found["three_public.reception", "final"] == Decimal(30_000)
    assert found["agency_operating", "final"] == Decimal(1_000_000)
    assert len(found) == 13


def test_indicators_without_levels_are_a_list_of_their_own() -> None:
    rows = [
        ["项目名称", ("农村公路养护", 3), "自评总分（分）", ("97.5", 5)],
        ["指标名称", "指标性质", "指标值", "计量单位", "调整指标值", "全年完成值", "得分系数（%）",
         "指标权重（分）", "指标得分（分）", "说明"],
        ["养护里程", "≥", "100", "公里", "100", "102", "100%", "60", "60", ""],
        ["群众满意度", "≥", "90", "%", "90", "79.6", "88.75%", "40", "35.5", "施工影响出行"],
    ]  # fmt: skip
    found = reading(rows, "项目绩效自评表").indicators
    assert [(i.level3, i.points, i.score, i.actual_value) for i in found] == [
        ("养护里程", Decimal(60), Decimal(60), Decimal(102)),
        ("群众满意度", Decimal(40), Decimal("35.5"), Decimal("79.6")),
    ]
    assert found[1].target_comparator == ">="
    assert found[1].deviation_reason == "施工影响出行"
