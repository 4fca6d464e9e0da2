"""The report of a unit: cover, headings and paragraphs in the order of the notice's outline."""

from __future__ import annotations

import random
from typing import Any

from truth import Part, read_marks

ORDER = ("budget", "final", "three", "procurement", "assets")
HEADINGS = (
    "部门预算情况",
    "部门决算情况（含年中预算追加情况）",
    "“三公”经费执行情况",
    "政府采购执行情况",
    "资产管理情况",
)


def report_part(unit: dict[str, Any], county: dict[str, Any], dice: random.Random) -> Part:
    """The narrative of one unit; sentences without figures are drawn with `dice`."""
    part = Part("report")
    year = county["year"]
    filler = county["filler"]
    add = part.lines.append
    add(("cover", f"{year}年度部门整体支出绩效自评报告"))
    add(("unit", f"单位名称（盖章）：{unit['name']}"))
    add(("title", f"{unit['name']}{year}年度部门整体支出绩效自评报告"))
    add(("h1", "一、单位基本情况"))
    add(("h2", "（一）人员编制情况"))
    add(("p", read_marks(part, unit["staff"])))
    add(("h2", "（二）部门主要职责"))
    add(("p", "主要职责：" + dice.choice(filler["duty"])))
    add(("h1", "二、预算支出及绩效情况"))
    add(("h2", "（一）部门预决算情况"))
    for number, (key, heading) in enumerate(zip(ORDER, HEADINGS, strict=True), 1):
        add(("h3", f"{number}.{heading}"))
        add(("p", read_marks(part, unit[key])))
    add(("h2", "（二）资金使用及绩效情况"))
    add(("h3", "1.整体绩效目标完成情况"))
    add(("p", dice.choice(filler["overall"])))
    if "overall" in unit:
        add(("p", read_marks(part, unit["overall"])))
    add(("h3", "2.项目绩效目标完成情况（仅对50万元以上的项目资金进行分项说明）"))
    add(("p", read_marks(part, unit["projects"])))
    add(("h1", "三、存在的问题及改进措施"))
    add(("p", dice.choice(filler["problems"])))
    add(("h1", "四、其他需要说明的情况"))
    add(("p", "无"))
    return part
