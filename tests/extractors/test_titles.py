from __future__ import annotations

import pytest

from contracts.document import Cell
from extractors.titles import is_aside, is_form_title, title_above


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["项目支出绩效自评表"], "项目支出绩效自评表"),
        (["附件2", "支出决算表", "公开03表", "部门：甲局", "金额单位：万元"], "支出决算表"),
        (["自评表", "（2022年度）", "项目名称：业务经费"], "自评表（2022年度）"),
        (["自评表", "2022年度"], "自评表2022年度"),
        (["以下为情况说明。"], ""),
        (["甲" * 60], ""),
        (["自评表", "本表反映本年度支出情况，单位为万元。"], ""),
        ([], ""),
    ],
)
def test_the_title_is_the_nearest_line_that_is_one(above, title):
    assert title_above(above) == title


def test_a_first_row_over_all_columns_is_a_title_where_nothing_above_is():
    cells = [Cell(0, 0, "基础数据表", colspan=3), Cell(1, 0, "甲")]
    assert title_above([], cells, 3) == "基础数据表"
    assert title_above(["上面的表"], cells, 3) == "上面的表"
    assert title_above([], cells, 4) == ""


@pytest.mark.parametrize(
    "line",
    ["单位：万元", "金额单位：元", "（单位：万元）", "附件2:", "附件 1", "公开01表",
     "编制单位：甲局", "填报单位（盖章）：甲局  填报日期：2023年8月", "填表人：张三", "第 3 页"],
)  # fmt: skip
def test_asides(line):
    assert is_aside(line)


@pytest.mark.parametrize("line", ["自评表", "收入决算表", "三公经费支出情况", "单位基本情况"])
def test_titles_are_no_asides(line):
    assert not is_aside(line)


def test_form_titles():
    assert is_form_title("项目支出绩效自评表")
    assert is_form_title("（2022年度）")
    assert not is_form_title("项目名称")
    assert not is_form_title("公开01表")
