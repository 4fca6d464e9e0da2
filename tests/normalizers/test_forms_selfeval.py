"""Self-evaluation tables of several counties, cut to what differs between them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.document import Document, Paragraph
from contracts.facts import Indicator
from normalizers.forms import TableReading
from tests.normalizers import forms_kit
from tests.normalizers.forms_kit import Content, reading, table

HEAD: list[list[Content]] = [
    ["项目名称", ("道路养护", 8)],
    ["主管部门", ("甲局", 3), ("实施单位", 2), ("乙站", 3)],
]
INDICATOR_HEAD: list[Content] = [
    ("绩效\n指标", 1, 4), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值",
    "分值", "得分", "偏差原因分析及改进措施",
]  # fmt: skip
HUNAN: list[list[Content]] = [
    *HEAD,
    [("项目资金\n(万元)", 1, 5), ("", 2), "年初预算数", "全年预算数", "全年执行数", "分值",
     "执行率", "得分"],
    [("年度资金总额", 2), "9", "10.50", "9.45", "10", "90%", "9"],
    [("其中：当年财政拨款", 2), "9", "10.5", "9.45", "", "", ""],
    [("上年结转资金", 2), "", "", "", "", "", ""],
    [("其他资金", 2), "/", "—", "无", "", "", ""],
    [("年度总体目标", 1, 2), ("预期目标", 4), ("实际完成情况", 4)],
    [("养好 20 公里", 4), ("养好 19 公里", 4)],
    INDICATOR_HEAD,
    [("产出\n指标(50分)", 1, 2), "数量指标", "养护里程", "≥20公里", "19公里", "50", "47.5", "雨季"],
    ["时效指标", "", "", "", "", "", ""],
    ["满意度指标\n（40分）", "服务对象\n满意度指标", "群众满意度", "≥95%", "≥95", "40", "40", ""],
    [("总  分", 6), "100", "96.5", ""],
]  # fmt: skip


def amounts(read: TableReading) -> dict[tuple[str, str | None], Decimal | None]:
    return {(f.item.removeprefix("project_funds."), f.stage): f.value for f in read.figures}


def row(read: TableReading, level3: str) -> Indicator:
    return next(one for one in read.indicators if one.level3 == level3)


def execution(read: TableReading) -> Indicator:
    return next(one for one in read.indicators if one.level1 == "预算执行")


def total(read: TableReading) -> Indicator:
    return next(one for one in read.indicators if one.level1 == "总分")


def test_the_usual_county_form() -> None:
    read = reading(HUNAN, "预算支出绩效自评表")
    assert read.kinds == {"self_evaluation_table"}
    found = amounts(read)
    assert found["total", "initial_budget"] == 90000
    assert found["total", "adjusted_budget"] == 105000
    assert found["fiscal", "final"] == 94500
    nils = {(f.item, f.stage): f.nil for f in read.figures if f.item.endswith(("over", "other"))}
    assert nils["project_funds.carried_over", "final"] == "blank"
    assert nils["project_funds.other", "initial_budget"] == "not_applicable"
    assert nils["project_funds.other", "final"] == "nil"
    assert {f.project for f in read.figures} == {"道路养护"}
    assert {f.source for f in read.figures} == {"self_evaluation_table"}
    (rate,) = read.claims
    assert (rate.kind, rate.item, rate.stage, rate.versus, rate.value) == (
        "execution_rate", "project_funds.total", "final", "adjusted_budget", 90,
    )  # fmt: skip


def test_precision_is_the_columns() -> None:
    read = reading(HUNAN, "预算支出绩效自评表")
    by_place = {(f.row, f.col): f for f in read.figures}
    assert by_place[4, 4].half_unit == 50
    assert by_place[4, 4].half_unit_rule == "column"
    assert by_place[3, 4].half_unit_rule == "printed"
    assert by_place[3, 3].half_unit == 5000


def test_scored_rows_execution_and_total() -> None:
    read = reading(HUNAN, "预算支出绩效自评表")
    assert [(i.points, i.score) for i in read.indicators] == [
        (10, 9), (50, Decimal("47.5")), (None, None), (40, 40), (100, Decimal("96.5")),
    ]  # fmt: skip
    distance = row(read, "养护里程")
    assert (distance.level1, distance.level1_points) == ("产出指标", 50)
    assert (distance.target_comparator, distance.target_value) == (">=", 20)
    assert (distance.actual_value, distance.value_unit) == (19, "公里")
    assert distance.deviation_reason == "雨季"
    empty = read.indicators[2]
    assert (empty.level1, empty.level2, empty.level3) == ("产出指标", "时效指标", None)
    satisfaction = row(read, "群众满意度")
    assert satisfaction.level2 == "服务对象满意度指标"
    assert (satisfaction.actual_comparator, satisfaction.actual_value) == (">=", 95)
    assert (execution(read).actual_value, execution(read).value_unit) == (90, "%")


def test_old_central_transfer_form_has_no_points() -> None:
    read = reading(
        [
            ["专项名称", ("农村公路补助", 7)],
            [("资金情况\n(万元)", 1, 4), ("", 2), ("全年预算数(A)", 2), ("全年执行数(B)", 2),
             "执行率(B/A)"],
            [("年度资金总额：", 2), ("120", 2), ("90", 2), "75%"],
            [("其中：中央补助", 2), ("100", 2), ("80", 2), "80%"],
            [("地方资金", 2), ("20", 2), ("10", 2), "50%"],
            [("绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", "年度指标值",
             ("全年完成值", 2), "未完成原因和改进措施"],
            ["产出指标", "数量指标", "里程", "12公里", ("12公里", 2), ""],
        ],
        "中央对地方专项转移支付绩效目标自评表",
    )  # fmt: skip
    assert {(f.item, f.account_name, f.stage): f.value for f in read.figures} == {
        ("project_funds.total", None, "adjusted_budget"): 1200000,
        ("project_funds.total", None, "final"): 900000,
        ("project_funds.fiscal", "中央补助", "adjusted_budget"): 1000000,
        ("project_funds.fiscal", "中央补助", "final"): 800000,
        ("project_funds.fiscal", "地方资金", "adjusted_budget"): 200000,
        ("project_funds.fiscal", "地方资金", "final"): 100000,
    }
    assert [claim.value for claim in read.claims] == [75, 80, 50]
    (only,) = read.indicators
    assert (only.level3, only.points, only.score) == ("里程", None, None)


def test_sichuan_weights_and_reason() -> None:
    read = reading(
        [
            ["项目名称", ("校车", 8)],
            [("预算执行情况\n（10分）", 1, 5), ("", 1), "年初预算", "调整后预算数", "预算执行数",
             "预算执行率", "权重", "得分", "原因"],
            ["总额", "50.00", "60.00", "48.00", "80.00%", "10", "8", "年底付款"],
            ["其中：财政资金", "50.00", "60.00", "48.00", "80.00%", "/", "/", ""],
            ["财政专户管理资金", "0.00", "0.00", "0.00", "0.00%", "/", "/", ""],
            ["单位资金", "", "", "", "", "/", "/", ""],
            [("绩效指标\n（90分）", 1, 2), "一级指标", "二级指标", "三级指标", "指标性质",
             "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"],
            ["产出指标", "数量指标", "班次", "≥", "40", "班", "42", "90", "90", ""],
        ],
        "2023年部门预算项目支出绩效自评表",
        "金额单位：万元",
    )  # fmt: skip
    assert amounts(read)["total", "adjusted_budget"] == 600000
    assert amounts(read)["fiscal", "final"] == 480000
    assert (execution(read).points, execution(read).score) == (10, 8)
    assert execution(read).deviation_reason == "年底付款"
    buses = row(read, "班次")
    assert (buses.target_printed, buses.target_comparator, buses.target_value) == (
        "≥40班", ">=", 40,
    )  # fmt: skip
    assert (buses.value_unit, buses.actual_value, buses.points) == ("班", 42, 90)


def test_a_budget_word_above_the_row_labels_is_no_stage() -> None:
    read = reading(
        [
            ["项目名称", ("安可", 9)],
            [("预算执行情况(10分)", 1, 5), "年度预算数（万元）", "年初预算", "调整后预算数",
             "预算执行数", "预算执行率", "权重", "得分", ("原因", 2)],
            ["总额", "0.00", "3.36", "3.36", "100.00%", "10", "10", ("说明", 2, 4)],
            ["其中：财政资金", "0.00", "3.36", "3.36", "100.00%", "/", "/"],
            ["单位资金", "0.00", "0.00", "0.00", "0.00%", "/", "/"],
            ["其他资金", "", "", "", "", "/", "/"],
            [("绩效指标(90分)", 1, 2), "一级指标", "二级指标", "三级指标", "指标值", "完成值",
             "权重", "得分", ("未完成原因分析", 2)],
            ["产出指标", "质量指标", "验收", "100%", "100%", "90", "90", ("", 2)],
            [("合计", 6), "100", "", ("", 2)],
            ["评价结论", ("按期付款。", 9)],
            ["存在问题", ("无", 9)],
        ],
        "部门预算项目支出绩效自评表(2023年度)",
    )  # fmt: skip
    found = {(f.item, f.account_name, f.stage): f.value for f in read.figures}
    assert found["project_funds.total", None, "adjusted_budget"] == 33600
    assert found["project_funds.fiscal", None, "final"] == 33600
    assert found["project_funds.other", None, "final"] == 0
    assert found["project_funds.other", "其他资金", "final"] is None
    assert [(i.level1, i.points, i.score) for i in read.indicators] == [
        ("预算执行", 10, 10), ("产出指标", 90, 90), ("总分", 100, None),
    ]  # fmt: skip


def test_hubei_points_stand_in_the_label() -> None:
    read = reading(
        [
            ["项目名称", ("防汛", 5)],
            [("预算执行情况(万元)\n(20分)", 1, 2), "", "预算数(A)", "执行数(B)", "执行率(B/A)",
             "得分\n(20分×执行率)"],
            ["年度财政资金总额", "200", "150", "75%", "15"],
            ["一级指标", "二级指标", "三级指标", "年初目标值(A)", "实际完成值(B)", "得分"],
            ["产出指标\n(80分)", "数量指标", "堤段", "3段", "3段", "80"],
            [("总分", 5), "95"],
        ],
        "2022年度项目自评表",
    )  # fmt: skip
    assert amounts(read) == {("total", "adjusted_budget"): 2000000, ("total", "final"): 1500000}
    assert (execution(read).points, execution(read).score) == (20, 15)
    assert row(read, "堤段").level1_points == 80
    assert (total(read).points, total(read).score) == (None, 95)


def test_chongqing_rate_weight_and_three_value_columns() -> None:
    read = reading(
        [
            ["项目名称", ("书屋", 8)],
            [("项目资金\n（万元）", 1, 2), "", "年初预算数", "全年(调整)预算数", "全年执行数",
             "执行率(%)", "执行率权重", "执行率得分", ""],
            ["年度总金额", "30", "28", "28", "100", "10", "10", ""],
            ["指标名称", ("年度指标值", 3), ("全年完成值", 1, 2), ("得分系数(%)", 1, 2),
             ("指标权重(分)", 1, 2), ("指标得分(分)", 1, 2), ("说明", 1, 2)],
            ["", "指标性质", "指标值", "度量单位"],
        ],
        "项目自评表",
    )  # fmt: skip
    assert amounts(read)["total", "adjusted_budget"] == 280000
    assert read.claims[0].value == 100
    assert (execution(read).points, execution(read).score) == (10, 10)


def test_whole_unit_table_has_no_project() -> None:
    rows = [list(line) for line in HUNAN]
    rows[0] = ["部门名称", ("甲局", 8)]
    read = reading(rows, "部门整体支出绩效自评表")
    assert {f.project for f in read.figures} == {None}
    assert len(read.figures) == 12


def test_an_empty_form_gives_nothing() -> None:
    rows: list[list[Content]] = [
        ["项目名称", ("某项目", 8)],
        [("项目资金\n（万元）", 1, 2), "项目名称", "年初预算数", "全年预算数", "全年执行数",
         "分值", "执行率", "得分", ""],
        ["年度资金总额", "", "", "", "10", "", "", ""],
        INDICATOR_HEAD,
        ["产出指标", "数量指标", "指标1：", "", "", "", "", ""],
        [("总分", 6), "0", "0", ""],
    ]  # fmt: skip
    read = reading(rows, "项目支出绩效自评表", "（2019年度）")
    assert (read.figures, read.indicators, read.claims, read.kinds) == ((), (), (), frozenset())


@pytest.mark.parametrize("title", ["项目支出绩效目标执行监控表", "项目支出绩效目标申报表"])
def test_targets_and_monitoring_are_other_forms(title: str) -> None:
    read = reading(HUNAN, title)
    assert read.figures == ()
    assert read.kinds == frozenset()


def test_names_of_people_below_the_table_are_not_indicators() -> None:
    rows = [*HUNAN, [("填表人：", 2), ("某某", 3), ("联系电话：", 2), ("13800000000", 3)]]
    read = reading(rows, "预算支出绩效自评表")
    assert "13800000000" not in repr(read)


def test_a_blank_project_is_not_the_next_label() -> None:
    rows = [list(line) for line in HUNAN]
    rows[0] = ["项目名称", ("", 3), ("主管部门", 2), ("甲局", 3)]
    read = reading(rows, "预算支出绩效自评表")
    assert {f.project for f in read.figures} == {None}


def test_a_score_over_two_rows_counts_once() -> None:
    rows = [list(line) for line in HUNAN]
    rows[10][5:7] = [("50", 1, 2), ("47.5", 1, 2)]
    rows[11] = ["时效指标", "按期", "12月", "12月", ""]
    read = reading(rows, "预算支出绩效自评表")
    assert [i.score for i in read.indicators if i.level1 == "产出指标"] == [
        Decimal("47.5"), None,
    ]  # fmt: skip


def test_an_unknown_funding_row_does_not_end_the_block() -> None:
    rows = [list(line) for line in HUNAN]
    rows[4] = [("其中：彩票公益金", 2), "9", "10.5", "9.45", "", "", ""]
    read = reading(rows, "预算支出绩效自评表")
    assert {f.item for f in read.figures} == {
        "project_funds.total", "project_funds.carried_over", "project_funds.other",
    }  # fmt: skip


def test_indicators_in_a_table_of_their_own_keep_the_project() -> None:
    head = table(HUNAN[:6], block=1)
    tail = replace(table(HUNAN[9:], block=3), index=1)
    blocks = (Paragraph(0, "预算支出绩效自评表"), head, Paragraph(2, "绩效指标"), tail)
    read = forms_kit.read(Document("0" * 64, "application/x-test", blocks))
    assert {i.project for i in read.indicators} == {"道路养护"}
    assert len(read.indicators) == 5


def test_two_projects_stay_apart() -> None:
    other = [["项目名称", ("桥梁", 8)], *HUNAN[1:]]
    blocks = (
        Paragraph(0, "预算支出绩效自评表"),
        table(HUNAN, block=1),
        Paragraph(2, "预算支出绩效自评表"),
        replace(table(other, block=3), index=1),
    )
    read = forms_kit.read(Document("0" * 64, "application/x-test", blocks))
    assert [f.project for f in read.figures] == ["道路养护"] * 12 + ["桥梁"] * 12
    assert len({f.figure_id for f in read.figures}) == 24


def test_without_a_unit_money_is_not_guessed() -> None:
    rows = [list(line) for line in HUNAN]
    rows[2] = [("项目资金", 1, 5), *rows[2][1:]]
    read = reading(rows, "预算支出绩效自评表")
    assert all(figure.value is None or figure.nil == "nil" for figure in read.figures)
    assert execution(read).score == 9
