"""Invented forms with their truth: a grid of texts, as the units fill them in (DOMAIN §3)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A cell as printed: grid place, text, alignment (l, c, r)."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    align: str = "c"


@dataclass(slots=True)
class Form:
    """A page: a title, one table and the lines below it. Lengths in points."""

    title: str
    widths: list[float]
    heights: list[float]
    cells: list[TrueCell] = field(default_factory=list)
    below: str = ""
    landscape: bool = False
    size: float = 10.5


def money(rng: random.Random, *, style: int, top: float = 5e5) -> str:
    """An amount: 1,234.56 / 1234.56 / 1234.5 / 12."""
    value = round(10 ** rng.uniform(0, 1) * rng.random() ** 2 * top / 10, 2)
    if rng.random() < 0.12:
        return "0.00" if style < 2 else "0"
    return [f"{value:,.2f}", f"{value:.2f}", f"{value:g}", f"{value:.0f}"][style]


THIRD = ("养护里程", "验收合格率", "按时完成", "群众满意度", "道路完好率达标")


def self_evaluation(rng: random.Random) -> Form:
    """绩效自评表: funding block above an indicator block, merged cells everywhere."""
    form = Form(
        "2023年度项目支出绩效自评表", [48] * 9, [], below="填表人：      填报日期：2024.3.15"
    )
    add = form.cells.append
    add(TrueCell(0, 0, "项目名称"))
    add(TrueCell(0, 1, "乡村道路维护经费", 1, 8))
    add(TrueCell(1, 0, "主管部门"))
    add(TrueCell(1, 1, "交通运输局", 1, 3))
    add(TrueCell(1, 4, "实施单位", 1, 2))
    add(TrueCell(1, 6, "公路养护中心", 1, 3))
    form.heights += [20, 18]
    add(TrueCell(2, 0, "项目资金(万元)", 5))
    for col, head in ((1, ""), (3, "年初预算数"), (4, "全年预算数"), (5, "全年执行数")):
        add(TrueCell(2, col, head, 1, 2 if col == 1 else 1))
    for col, head in ((6, "分值"), (7, "执行率"), (8, "得分")):
        add(TrueCell(2, col, head))
    form.heights += [30]
    style = rng.randrange(3)
    for row, label in enumerate(
        ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"), 3
    ):
        add(TrueCell(row, 1, label, 1, 2))
        for col in range(3, 6):
            add(
                TrueCell(
                    row,
                    col,
                    money(rng, style=style, top=9e3) if row < 5 or rng.random() < 0.3 else "",
                )
            )
        points = (
            "10",
            f"{rng.uniform(50, 100):.{rng.randrange(3)}f}%",
            f"{rng.uniform(5, 10):.1f}",
        )
        for col, text in enumerate(points if row == 3 else ("", "", ""), 6):
            add(TrueCell(row, col, text))
        form.heights.append(rng.uniform(13, 20))
    row = 7
    for col, head in enumerate(
        (
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因",
        )
    ):
        if col:
            add(TrueCell(row, col, head))
    form.heights.append(30)
    first = row
    row += 1
    groups = (("产出指标(50分)", ("数量指标", "质量指标", "时效指标", "成本指标")),
              ("效益指标(30分)", ("经济效益指标", "社会效益指标", "可持续影响指标")),
              ("满意度指标(10分)", ("服务对象满意度指标",)))  # fmt: skip
    for level1, seconds in groups:
        top = row
        for second in seconds:
            add(TrueCell(row, 2, second))
            add(
                TrueCell(
                    row,
                    3,
                    rng.choice(
                        ["养护里程", "验收合格率", "按时完成", "群众满意度", "道路完好率达标"]
                    ),
                )
            )
            target = rng.choice(["100%", "≥95%", f"{rng.randint(2, 90)}", "≥90", "≤5%"])
            add(TrueCell(row, 4, target))
            add(TrueCell(row, 5, rng.choice([target, "100%", f"{rng.randint(60, 99)}%", "98.5%"])))
            add(TrueCell(row, 6, str(rng.choice([5, 10, 15]))))
            add(TrueCell(row, 7, str(rng.choice([4, 5, 8, 9, 10, 9.5]))))
            add(TrueCell(row, 8, ""))
            form.heights.append(rng.uniform(28, 36))
            row += 1
        add(TrueCell(top, 1, level1, row - top))
    add(TrueCell(first, 0, "绩效指标", row - first))
    add(TrueCell(row, 0, "总分", 1, 6))
    add(TrueCell(row, 6, "100"))
    add(TrueCell(row, 7, f"{rng.uniform(80, 100):.1f}"))
    add(TrueCell(row, 8, ""))
    form.heights.append(18)
    return form


ACCOUNTS = (
    ("2010301", "行政运行"), ("2010399", "其他政府办公厅支出"), ("2080505", "机关养老保险缴费"),
    ("2101101", "行政单位医疗"), ("2120101", "行政运行"), ("2130126", "农村社会事业"),
    ("2210201", "住房公积金"), ("2299999", "其他支出"), ("2040201", "行政运行"),
    ("2060404", "科技成果转化"), ("2070109", "群众文化"), ("2110301", "大气"),
)  # fmt: skip


def accounts(rng: random.Random) -> Form:
    """收入决算表: a code, a name and seven columns of money, small type, landscape."""
    money_heads = (
        "本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"
    )
    heads = ("科目编码", "科目名称", *money_heads.split())
    form = Form("2023年度收入决算表", [58, 110, *[82] * 7], [26], landscape=True, size=9)
    form.cells += [TrueCell(0, col, head) for col, head in enumerate(heads)]
    style = rng.randrange(2)
    rows = rng.randint(12, 20)
    for row in range(1, rows + 1):
        code, name = ("", "合计") if row == 1 else rng.choice(ACCOUNTS)
        if row == 1:
            form.cells.append(TrueCell(1, 0, "合计", 1, 2))
        else:
            form.cells += [TrueCell(row, 0, code, align="l"), TrueCell(row, 1, name, align="l")]
        for col in range(2, 9):
            blank = rng.random() < 0.3 and col > 3
            form.cells.append(
                TrueCell(row, col, "" if blank else money(rng, style=style), align="r")
            )
        form.heights.append(rng.uniform(14, 20))
    return form


def three_public(rng: random.Random) -> Form:
    """“三公”经费支出决算表: twelve numbers under a header of three rows."""
    form = Form("财政拨款“三公”经费支出决算表", [62] * 12, [20, 30, 40], landscape=True, size=10)
    for block, head in ((0, "预算数"), (6, "决算数")):
        form.cells.append(TrueCell(0, block, head, 1, 6))
        form.cells += [
            TrueCell(1, block, "合计", 2),
            TrueCell(1, block + 1, "因公出国（境）费", 2),
            TrueCell(1, block + 2, "公务用车购置及运行费", 1, 3),
            TrueCell(2, block + 2, "小计"), TrueCell(2, block + 3, "公务用车购置费"),
            TrueCell(2, block + 4, "公务用车运行费"), TrueCell(1, block + 5, "公务接待费", 2),
        ]  # fmt: skip
    for row in range(3, rng.randint(6, 12)):
        form.cells += [
            TrueCell(row, col, money(rng, style=row % 3, top=300)) for col in range(12)
        ]  # fmt: skip
        form.heights.append(rng.uniform(18, 26))
    return form


FORMS: tuple[Callable[[random.Random], Form], ...] = (self_evaluation, accounts, three_public)
