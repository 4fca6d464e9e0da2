"""Geometry of the charts, drawn by the templates as inline SVG; floats are pixels, never money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from warehouse.report.terms import plain
from warehouse.report.units import FigureRow, UnitView

#: Rates below this are drawn as low (80 percent points, DOMAIN §6: unspent above 20 %).
LOW = Decimal(80)
BAR_WIDTH = 240.0
PLOT = 320.0
THREE_STAGES = (("prior_final", "上年决算"), ("initial_budget", "年初预算"), ("final", "决算"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar: `width` pixels from the left; `look` is a class of the style sheet."""

    label: str
    text: str
    width: float
    look: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the scatter plot, pixels from the top left of the plot."""

    x: float
    y: float
    title: str
    look: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Bars of one unit side by side."""

    label: str
    anchor: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """The three charts of the overview."""

    rates: tuple[Bar, ...]
    scatter: tuple[Dot, ...]
    three: tuple[Group, ...]


def charts(units: list[UnitView]) -> Charts:
    """Charts over all units."""
    return Charts(_rates(units), _scatter(units), _three(units))


def _rates(units: list[UnitView]) -> tuple[Bar, ...]:
    """Execution rates, lowest first; the axis ends at 120 %."""
    found = [(unit, row) for unit in units if (row := unit.row("expenditure.total"))]
    rated = sorted(
        ((row.rate, unit, row) for unit, row in found if row.rate is not None),
        key=lambda item: (item[0], item[1].code),
    )
    return tuple(
        Bar(
            unit.name,
            f"{plain(rate)}%（{row.rate_basis}）",
            float(min(rate, Decimal(120)) / 120) * BAR_WIDTH,
            _look(rate, row.rate_basis),
            unit.anchor,
        )
        for rate, unit, row in rated
    )


def _look(rate: Decimal, basis: str) -> str:
    """Low, good, or only against the initial budget, which says less."""
    if basis == "年初预算":
        return "initial"
    return "low" if rate < LOW else "good"


def _scatter(units: list[UnitView]) -> tuple[Dot, ...]:
    """Score (50–100, upwards) against execution rate (50–110 %) of each unit."""
    dots = []
    for unit in units:
        row = unit.row("expenditure.total")
        scores = [t.total.score for t in unit.scores if t.total and t.total.score is not None]
        if row is None or row.rate is None or not scores:
            continue
        score = min(scores)
        x = _axis(row.rate, Decimal(50), Decimal(110))
        y = PLOT - _axis(score, Decimal(50), Decimal(100))
        look = "red" if score > 0 and (score - row.rate) / score > Decimal("0.05") else "plain"
        title = f"{unit.name}：执行率 {plain(row.rate)}%，自评 {plain(score)} 分"
        dots.append(Dot(x, y, title, look, unit.anchor))
    return tuple(dots)


def _axis(value: Decimal, low: Decimal, high: Decimal) -> float:
    """Pixels along an axis; values outside lie on its ends."""
    inside = min(max(value, low), high)
    return float((inside - low) / (high - low)) * PLOT


def _three(units: list[UnitView]) -> tuple[Group, ...]:
    """Three public expenses of the units, largest final account first."""
    rows = [(unit, row) for unit in units if (row := unit.row("three_public.total"))]
    top = max(
        (cell.value or Decimal(0) for _, r in rows for cell in r.cells.values()), default=None
    )
    if not top:
        return ()
    ordered = sorted(rows, key=lambda item: (-_value(item[1], "final"), item[0].code))
    return tuple(
        Group(
            unit.name,
            unit.anchor,
            tuple(
                Bar(title, row.cells[stage].text, _share(row, stage, top), stage)
                for stage, title in THREE_STAGES
                if stage in row.cells
            ),
        )
        for unit, row in ordered
    )


def _value(row: FigureRow, stage: str) -> Decimal:
    """Value of a stage, 0 where it is not printed."""
    return (row.cells[stage].value if stage in row.cells else None) or Decimal(0)


def _share(row: FigureRow, stage: str, top: Decimal) -> float:
    """Pixels of a bar."""
    return float(_value(row, stage) / top) * BAR_WIDTH
