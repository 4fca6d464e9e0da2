"""One unit and year as the report shows it: documents, figures side by side, scores, findings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from contracts.facts import Submission
from contracts.registry import RegistryUnit
from warehouse.report.current import ScoreRow, ShownFigure
from warehouse.report.findings import FindingView
from warehouse.report.places import place
from warehouse.report.reading import Rate, Snapshot
from warehouse.report.terms import amount, percent, table

Key = tuple[str, int | None]
CENT = Decimal("0.01")
#: Fund labels that mean the whole.
ALL: set[str | None] = {None, "all"}
STAGES = ("initial_budget", "supplement", "adjusted_budget", "final", "prior_final")


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A figure in the table of a unit; `others` are different values printed elsewhere."""

    text: str
    value: Decimal | None
    hint: str
    is_doubtful: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One item over its stages; `rate` is 决算 of the budget named in `rate_basis`, in percent."""

    item: str
    label: str
    level: int
    cells: dict[str, FigureCell]
    rate: Decimal | None
    rate_basis: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """One self-evaluation table: its rows and the printed total."""

    project: str
    file_name: str
    rows: tuple[ScoreRow, ...]
    total: ScoreRow | None


@dataclass(slots=True)
class UnitView:
    """Everything of one unit and year."""

    code: str
    name: str
    year: int | None
    registered: RegistryUnit | None
    documents: list[Submission] = field(default_factory=list)
    rows: list[FigureRow] = field(default_factory=list)
    three: list[FigureRow] = field(default_factory=list)
    scores: list[ScoreTable] = field(default_factory=list)
    findings: list[FindingView] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Target of links inside the page."""
        return f"u-{self.code}-{self.year or 0}"

    def count(self, severity: str) -> int:
        """Open findings of a severity."""
        if not self.findings:
            return 0
        return sum(
            view.finding.severity == severity and view.finding.status == "open"
            for view in self.findings
        )

    def row(self, item: str) -> FigureRow | None:
        """The row of an item, None where it is not printed."""
        return next((row for row in (*self.rows, *self.three) if row.item == item), None)


def units(snapshot: Snapshot, findings: list[FindingView]) -> list[UnitView]:
    """Every unit and year that sent something or is missed, by code."""
    registered = {unit.unit_code: unit for unit in snapshot.units}
    made: dict[Key, UnitView] = {}

    def of(code: str, year: int | None) -> UnitView:
        known = registered.get(code)
        return made.setdefault(
            (code, year), UnitView(code, known.unit_name if known else code, year, known)
        )

    for submission in snapshot.submissions:
        if submission.unit_code:
            unit = of(submission.unit_code, submission.fiscal_year)
            unit.documents.append(submission)
            if unit.registered is None and submission.unit_name:
                unit.name = submission.unit_name
    for view in findings:
        if view.finding.unit_code:
            of(view.finding.unit_code, view.finding.fiscal_year).findings.append(view)
    _fill(snapshot, made)
    return sorted(made.values(), key=lambda unit: (unit.code, unit.year or 0))


def _fill(snapshot: Snapshot, made: dict[Key, UnitView]) -> None:
    """Figures and scores into their units."""
    names = {item.submission_id: item for item in snapshot.submissions}
    figures: dict[Key, list[ShownFigure]] = defaultdict(list)
    for figure in snapshot.shown:
        figures[figure.unit_code, figure.fiscal_year].append(figure)
    tables: dict[Key, dict[tuple[str, str], list[ScoreRow]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in snapshot.scores:
        tables[row.unit_code, row.fiscal_year][row.submission_id, row.project or ""].append(row)
    for key, unit in made.items():
        rows = figure_rows(figures[key], names)
        rows = [_with_rate(row, snapshot.rates.get(key)) for row in rows]
        unit.rows = [row for row in rows if not row.item.startswith("three_public.")]
        unit.three = [row for row in rows if row.item.startswith("three_public.")]
        for (submission_id, project), indicators in tables[key].items():
            total = next((row for row in indicators if row.level1 == "总分"), None)
            body = tuple(row for row in indicators if row is not total)
            name = names[submission_id].file_name
            unit.scores.append(ScoreTable(project, name, body, total))


def _with_rate(row: FigureRow, rate: Rate | None) -> FigureRow:
    """Whole expenditure takes its rate from the view, which knows every source of the budget."""
    if rate is None or row.item != "expenditure.total":
        return row
    return replace(row, rate=rate.rate.quantize(CENT), rate_basis=rate.basis)


def figure_rows(figures: list[ShownFigure], names: dict[str, Submission]) -> list[FigureRow]:
    """Figures of one unit and year, one row an item, in the catalogue's order."""
    cells: dict[str, dict[str, list[ShownFigure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        cells[figure.item][figure.stage].append(figure)
    rows = []
    order = [item for item in table("items") if item in cells]
    for item in [*order, *sorted(set(cells) - set(order))]:
        shown = {stage: cell(found, names) for stage, found in cells[item].items()}
        rate, basis = execution(shown)
        level = 0 if item.endswith(".total") else item.count(".")
        rows.append(FigureRow(item, table("items").get(item, item), level, shown, rate, basis))
    return rows


def cell(figures: list[ShownFigure], names: dict[str, Submission]) -> FigureCell:
    """The first figure stands for an item and stage; other values of the same fact beside it.

    Values that only differ by rounding are one, those of other funds or of the department others.
    """
    first = figures[0]
    same = [
        figure
        for figure in figures
        if (figure.fund == first.fund or {figure.fund, first.fund} <= ALL)
        and _of_department(figure, names) == _of_department(first, names)
    ]
    others = {
        f"{figure.printed}（{place(figure, names.get(figure.submission_id))}）": None
        for figure in same
        if _disjoint(figure, first)
    }
    return FigureCell(
        text=amount(first.value, first.measure).removesuffix(" 万元"),
        value=first.value,
        hint=f"原文 {first.printed}，{place(first, names.get(first.submission_id))}",
        is_doubtful=any(figure.assurance == "doubtful" for figure in same),
        others=tuple(others),
    )


def _of_department(figure: ShownFigure, names: dict[str, Submission]) -> bool:
    """Whether a figure speaks of the department with all its units."""
    submission = names.get(figure.submission_id)
    return submission is not None and submission.scope == "department"


def _disjoint(one: ShownFigure, other: ShownFigure) -> bool:
    """Whether two printed numbers cannot be the same amount."""
    return abs(one.value - other.value) > one.half_unit + other.half_unit


def execution(cells: dict[str, FigureCell]) -> tuple[Decimal | None, str]:
    """Final account in percent of the adjusted budget, else 年初 + 追加, else 年初预算."""

    def value(stage: str) -> Decimal | None:
        return cells[stage].value if stage in cells else None

    final, initial, supplement = value("final"), value("initial_budget"), value("supplement")
    if value("adjusted_budget") is not None:
        return percent(final, value("adjusted_budget")), "全年预算"
    if initial is not None and supplement is not None:
        return percent(final, initial + supplement), "年初预算＋追加"
    return percent(final, initial), "年初预算"
