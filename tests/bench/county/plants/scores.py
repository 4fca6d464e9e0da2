"""Plants in the self-evaluation tables: points, scores, targets and reasons."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from tests.bench.county.county import County, UnitYear
from tests.bench.county.plants.kit import Plant, need
from tests.bench.county.sheet import KINDS, Row, Sheet

Change = Callable[[County, UnitYear, random.Random], None]


def _on_sheet(change: Callable[[Sheet, random.Random], None]) -> Change:
    def plant(county: County, uy: UnitYear, rng: random.Random) -> None:
        change(rng.choice(uy.sheets), rng)

    return plant


def _on_row(change: Callable[[Sheet, Row, random.Random], None]) -> Change:
    """On a row that met its target; the total follows."""

    def plant(sheet: Sheet, rng: random.Random) -> None:
        full = [row for row in sheet.rows if row.score == row.points]
        need(full)
        row = rng.choice(full)
        change(sheet, row, rng)
        sheet.add_up()

    return _on_sheet(plant)


def _total(sheet: Sheet, rng: random.Random) -> None:
    more = Decimal(rng.choice(["1", "0.5", "2", "9"]))
    sheet.total += more if sheet.total + more <= 100 else -more


def _points(sheet: Sheet, row: Row, rng: random.Random) -> None:
    more = rng.choice([-2, -5])
    row.points += more
    row.score = row.points
    sheet.label_points[row.level1] += more


def _label(sheet: Sheet, rng: random.Random) -> None:
    sheet.label_points[rng.choice(sorted(sheet.label_points))] += rng.choice([-5, 5, 10])


def _split(sheet: Sheet, rng: random.Random) -> None:
    """Points moved from one level to another: they still make a hundred, not the notice's split."""
    rows = [row for row in sheet.rows if row.score == row.points > 2]
    need(len({row.level1 for row in rows}) > 1)
    giver = rng.choice(rows)
    taker = rng.choice([row for row in rows if row.level1 != giver.level1])
    for row, more in ((giver, -2), (taker, 2)):
        row.points += more
        row.score = row.points
        sheet.label_points[row.level1] += more


def _range(sheet: Sheet, row: Row, rng: random.Random) -> None:
    row.score = row.points + rng.choice([Decimal("0.5"), Decimal(1), Decimal(5)])


def _execution(sheet: Sheet, rng: random.Random) -> None:
    sheet.score -= Decimal(rng.choice(["1.2", "3.5", "6.05"]))
    sheet.add_up()


def _ratio(sheet: Sheet, row: Row, rng: random.Random) -> None:
    lost = rng.randint(2, 15)
    row.target, row.actual = "100%", f"{100 - lost}%"
    row.score = row.points * (100 - lost) / 100 - Decimal(rng.choice(["0.75", "1.5"]))
    row.reason = "部分任务顺延，已安排补做。"


def _unexplained(sheet: Sheet, row: Row, rng: random.Random) -> None:
    row.target, row.actual, row.reason = "100%", "96%", rng.choice(["", "无", "/"])
    row.score = row.points * 96 / 100


def _deviation(sheet: Sheet, row: Row, rng: random.Random) -> None:
    done = rng.randint(30, 75)
    row.target, row.actual, row.reason = "200", str(done * 2), ""
    row.score = row.points * done / 100


def _overrun(sheet: Sheet, row: Row, rng: random.Random) -> None:
    """A figure that should stay small and did not."""
    row.target, row.actual, row.reason = "≤10天", "16天", ""
    row.score = (row.points * 10 / 16).quantize(Decimal("0.01"))


def _bound(sheet: Sheet, row: Row, rng: random.Random) -> None:
    row.target, row.actual = "98%", rng.choice(["≥98%", "≥98"])


def _low(sheet: Sheet, row: Row, rng: random.Random) -> None:
    """A target that was far exceeded."""
    row.target, row.actual = "≥50次", f"{rng.randint(60, 140)}次"


def _red(sheet: Sheet, rng: random.Random) -> None:
    """Three quarters spent, nearly all points."""
    _unspent(sheet, rng.choice([Decimal("0.62"), Decimal("0.78")]))


def _yellow(sheet: Sheet, rng: random.Random) -> None:
    """A quarter unspent, and points to match."""
    modest(sheet, rng)
    _unspent(sheet, Decimal("0.75"))


def modest(sheet: Sheet, rng: random.Random) -> None:
    """Every row far below its points, with a reason."""
    for row in sheet.rows:
        row.target, row.actual = "制度健全", "基本健全"
        row.score = (row.points * Decimal("0.6")).quantize(Decimal("0.01"))
        row.reason = "制度还在完善，下年补齐。"
    sheet.add_up()


def _unspent(sheet: Sheet, part: Decimal) -> None:
    need(sheet.money["total", "final"] >= 20000)
    for kind in KINDS:
        if (kind, "final") in sheet.money:
            final = sheet.money[kind, "final"]
            sheet.money[kind, "adjusted_budget"] = (final / part / 100).to_integral_value() * 100
    parts = [sheet.money[k, "adjusted_budget"] for k in KINDS[1:] if (k, "final") in sheet.money]
    sheet.money["total", "adjusted_budget"] = sum(parts, Decimal(0))
    sheet.settle()


def _play(sheet: Sheet) -> Decimal:
    """How far the score moves when both amounts of its rate move by half a printed hundredth."""
    return sheet.points * 100 / sheet.money["total", "adjusted_budget"]


def _rounded(county: County, uy: UnitYear, rng: random.Random) -> None:
    """An execution score rounded to whole, by more than tenths are rounded: a hint."""
    fitting = [s for s in uy.sheets if Decimal("9.6") < s.score < Decimal("9.94") - _play(s)]
    need(fitting)
    sheet = rng.choice(fitting)
    sheet.score = Decimal(10)
    sheet.add_up()


PLANTS = (
    Plant("score.total", "error", _on_sheet(_total)),
    Plant("score.points", "error", _on_row(_points), consequences=("score.notice_points",)),
    Plant("score.level1_points", "error", _on_sheet(_label)),
    Plant("score.notice_points", "warning", _on_sheet(_split), documents=False),
    Plant("score.range", "error", _on_row(_range)),
    Plant("score.execution", "error", _on_sheet(_execution)),
    Plant("score.execution", "hint", _rounded),
    Plant("score.ratio", "hint", _on_row(_ratio)),
    Plant("score.unexplained_loss", "warning", _on_row(_unexplained)),
    Plant("score.deviation_over_20", "error", _on_row(_deviation)),
    Plant("score.deviation_over_20", "error", _on_row(_overrun)),
    Plant("indicator.bound_as_actual", "hint", _on_row(_bound)),
    Plant("indicator.target_too_low", "hint", _on_row(_low)),
    Plant("score.above_execution", "warning", _on_sheet(_red)),
    Plant("score.above_execution", "hint", _on_sheet(_yellow)),
)  # fmt: skip
