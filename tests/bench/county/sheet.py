# ruff: noqa: E501 - labels and wordings stand beside what they mean
"""One project's self-evaluation table: made right, changed by plants, printed by the samples' form."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from samples.form import self_evaluation
from tests.bench.accuracy.draft import Box, Draft
from tests.bench.accuracy.draft import Truth as Cell
from tests.bench.county.printing import percent, rounded

STAGES = ("initial_budget", "adjusted_budget", "final")
KINDS = ("total", "fiscal", "carried_over", "other")
NAMES = (
    "设施改造", "人员培训", "业务保障", "设备更新", "宣传活动", "专项整治", "信息化建设", "困难补助",
    "环境提升", "日常养护",
)  # fmt: skip
WHAT = ("培训班次", "受益人数", "养护里程", "验收合格率", "拨付及时率", "成本控制天数", "设备完好率",
        "投诉处理天数", "宣传场次", "资料归档率", "群众满意度", "故障修复小时数")  # fmt: skip
LEVELS = (
    ("产出指标", 50, ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", 30, ("经济效益指标", "社会效益指标")),
    ("满意度指标", 10, ("服务对象满意度指标",)),
)


@dataclass
class Row:
    """A scored row as printed."""

    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    points: Decimal
    score: Decimal
    reason: str = ""


@dataclass
class Sheet:
    """A project's table: money in yuan by kind and stage, scored rows, printed totals."""

    project: str
    unit: str
    money: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    points: Decimal = Decimal(10)
    rate: Decimal = Decimal(100)
    score: Decimal = Decimal(10)
    total_points: Decimal = Decimal(100)
    total: Decimal = Decimal(100)
    label_points: dict[str, int] = field(default_factory=dict)
    variant: str = "plain"

    def settle(self) -> None:
        """Rate, execution score and total as they follow from the rest."""
        adjusted, final = self.money["total", "adjusted_budget"], self.money["total", "final"]
        ratio = percent(final, adjusted)
        self.rate = rounded(ratio, Decimal("0.01"))
        self.score = rounded(self.points * min(ratio, Decimal(100)) / 100, Decimal("0.01"))
        self.add_up()

    def add_up(self) -> None:
        """The total score as the sum of the rows."""
        self.total = self.score + sum((row.score for row in self.rows), Decimal(0))

    def draft(self, year: int) -> Draft:
        """The printed form."""
        labels = {name: f"{name}({self.label_points[name]}分)" for name, _, _ in LEVELS}
        funds = []
        for kind in KINDS:
            cells = [_wan(self.money.get((kind, stage))) for stage in STAGES]
            if kind == "total":
                cells += [_plain(self.points), f"{_plain(self.rate)}%", _plain(self.score)]
            funds.append([kind, *cells])
        table = {
            "project": self.project, "department": self.unit, "executor": "", "funds": funds,
            "goal": "按计划完成年度任务。", "done": "年度任务已按计划推进。", "variant": self.variant,
            "indicators": [
                "|".join([labels[r.level1], r.level2, r.level3, r.target, r.actual,
                          _plain(r.points), _plain(r.score), r.reason]) for r in self.rows
            ],
            "total": [_plain(self.total_points), _plain(self.total)],
        }  # fmt: skip
        form = self_evaluation(table, year, "")
        rows = []
        for _, cells in groupby(form.cells, key=lambda cell: cell.row):
            rows.append(
                [Box(c.text, c.colspan, c.rowspan, self._truth(c.row, c.col)) for c in cells]
            )
        return Draft("self_evaluation", [self.unit, form.title], rows, year=year)

    def _truth(self, row: int, col: int) -> Cell | None:
        """What a cell of the funding block means."""
        if not (3 <= row <= 6 and 3 <= col <= 5):
            return None
        kind, stage = KINDS[row - 3], STAGES[col - 3]
        return Cell(f"project_funds.{kind}", stage, value=self.money.get((kind, stage)))


def _wan(value: Decimal | None) -> str:
    return "" if value is None else f"{value / 10000:.2f}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def sheets(rng: random.Random, unit: str, spent: Decimal, names: list[str]) -> list[Sheet]:
    """One table a project; together they spend what the unit spent on projects."""
    step = Decimal(100)
    left = rounded(spent, step)
    made = []
    for number, name in enumerate(names):
        last = number == len(names) - 1
        share = left if last else rounded(left * rng.randint(20, 60) / 100, step)
        left -= share
        made.append(_sheet(rng, unit, name, share, step))
    return made


def _sheet(rng: random.Random, unit: str, name: str, final: Decimal, step: Decimal) -> Sheet:
    sheet = Sheet(name, unit, variant=rng.choice(["plain", "ab"]))
    rate = rng.choice([100, 100, rng.randint(970, 1000) / Decimal(10)])
    adjusted = max(rounded(final * 100 / Decimal(rate), step), final)
    initial = rounded(adjusted * rng.randint(70, 100) / 100, step)
    for stage, value in zip(STAGES, (initial, adjusted, final), strict=True):
        _sources(sheet, stage, value, step, split=name[-1] in "造设备")
    _indicators(rng, sheet)
    sheet.settle()
    return sheet


def _sources(sheet: Sheet, stage: str, value: Decimal, step: Decimal, *, split: bool) -> None:
    carried = rounded(value / 5, step) if split else None
    sheet.money["total", stage] = value
    sheet.money["fiscal", stage] = value - (carried or 0)
    if carried is not None:
        sheet.money["carried_over", stage] = carried


def _indicators(rng: random.Random, sheet: Sheet) -> None:
    names = rng.sample(WHAT, len(WHAT))
    for level1, points, seconds in LEVELS:
        sheet.label_points[level1] = points
        share = Decimal(points) / len(seconds)
        sheet.rows += [_row(rng, level1, second, names.pop(), share) for second in seconds]


def _row(rng: random.Random, level1: str, level2: str, level3: str, points: Decimal) -> Row:
    """A row that met its target, or one that missed it a little and says why."""
    fewer = "天数" in level3 or "小时" in level3
    unit = "%" if level3.endswith(("率", "度")) else ""
    target = rng.randint(50, 100) if unit else rng.randint(10, 400)
    sign = "≤" if fewer else rng.choice(["≥", ""])
    missed = rng.random() < 0.15 and not fewer
    if missed:
        actual = target - max(1, target * rng.randint(1, 6) // 100)
        score = (points * actual / target).quantize(Decimal("0.01"), ROUND_HALF_UP)
        reason = rng.choice(["受天气影响进度略慢，已补做。", "部分对象外出，下年加强组织。"])
    else:
        actual = max(1, target - rng.randint(0, 5)) if fewer else target
        score, reason = points, ""
    return Row(
        level1, level2, level3, f"{sign}{target}{unit}", f"{actual}{unit}", points, score, reason
    )
