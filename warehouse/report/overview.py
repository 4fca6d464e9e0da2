"""The first page: who sent what, what is wrong where, the matrix of units and checks."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from contracts.facts import Figure, Submission
from contracts.registry import RegistryUnit
from warehouse.report.reading import Snapshot
from warehouse.report.terms import name, table
from warehouse.report.units import Key, UnitView
from warehouse.results import CheckEntry

#: Outcome of a cell → (symbol, words); the worst of a check's bindings decides.
SYMBOLS = {
    "error": ("✕", "不符（错误）"),
    "warning": ("！", "不符（警告）"),
    "hint": ("·", "提示"),
    "break": ("✕", "不符，已并入同一原因的发现"),
    "insufficient": ("？", "材料不足，无法检查"),
    "partial": ("✓", "有的相符，有的材料不足"),
    "rounding": ("≈", "相符（四舍五入差）"),
    "exact": ("✓", "相符"),
    "not_applicable": ("", "不适用"),
}
RANK = {outcome: rank for rank, outcome in enumerate(SYMBOLS)}


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Outcome of one check on one unit."""

    outcome: str
    symbol: str
    title: str


#: How each outcome looks; nothing where the check said nothing about the unit.
CELLS: dict[str | None, MatrixCell] = {
    code: MatrixCell(code, symbol, title) for code, (symbol, title) in SYMBOLS.items()
}
CELLS[None] = CELLS["not_applicable"]


#: What a unit's cells show, a code of `CELLS` for each check.
Codes = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units × checks; `families` are (name, number of columns) over the columns."""

    checks: tuple[CheckEntry, ...]
    families: tuple[tuple[str, int], ...]
    rows: tuple[tuple[UnitView, Codes], ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """A document or figure that a person should look at."""

    submission: Submission
    messages: tuple[str, ...]
    doubtful: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts and lists of the first page."""

    arrived: int
    documents: int
    missing: tuple[RegistryUnit, ...]
    refused: tuple[Attention, ...]
    attention: tuple[Attention, ...]
    others: tuple[Submission, ...]
    severities: dict[str, int]
    checks: tuple[tuple[CheckEntry, int], ...]
    matrix: Matrix


def overview(snapshot: Snapshot, units: list[UnitView]) -> Overview:
    """Counts what arrived and what does not add up."""
    arrived = {unit.code for unit in units if unit.documents}
    open_findings = [item for item in snapshot.findings if item.status == "open"]
    by_check = Counter(item.check_id for item in open_findings)
    listed = {entry.check_id: entry for entry in snapshot.checks}
    refused, attention = _attention(snapshot)
    return Overview(
        arrived=len(arrived),
        documents=sum(item.status != "refused" for item in snapshot.submissions),
        missing=tuple(unit for unit in snapshot.units if unit.unit_code not in arrived),
        refused=refused,
        attention=attention,
        others=tuple(
            item
            for item in snapshot.submissions
            if item.status != "refused" and tuple(item.document_kinds) == ("other",)
        ),
        severities=dict(Counter(item.severity for item in open_findings)),
        checks=tuple((listed[key], n) for key, n in by_check.most_common() if key in listed),
        matrix=matrix(snapshot, units),
    )


def _attention(snapshot: Snapshot) -> tuple[tuple[Attention, ...], tuple[Attention, ...]]:
    """Refused documents, and accepted ones with problems or doubtful figures."""
    problems: dict[str, list[str]] = defaultdict(list)
    for problem in snapshot.problems:
        where = f"{problem.place}：" if problem.place else ""
        problems[problem.submission_id].append(where + problem.message)
    doubtful: dict[str, list[Figure]] = defaultdict(list)
    for figure in snapshot.figures:
        if figure.assurance == "doubtful":
            doubtful[figure.submission_id].append(figure)
    refused, attention = [], []
    for item in snapshot.submissions:
        key = item.submission_id
        entry = Attention(item, tuple(problems[key]), tuple(doubtful[key]))
        if item.status == "refused":
            refused.append(entry)
        elif item.status == "needs_review" or entry.doubtful:
            attention.append(entry)
    return tuple(refused), tuple(attention)


def matrix(snapshot: Snapshot, units: list[UnitView]) -> Matrix:
    """The worst outcome of each check on each unit; checks that apply to nobody are left out."""
    worst = _worst(snapshot)
    used = {
        check
        for outcomes in worst.values()
        for check, outcome in outcomes.items()
        if outcome != "not_applicable"
    }
    checks = tuple(sorted(_entries(snapshot, used), key=_family_order))
    families = Counter(entry.check_id.partition(".")[0] for entry in checks)
    rows = []
    for unit in units:
        outcomes = worst.get((unit.code, unit.year), {})
        rows.append((unit, tuple(outcomes.get(entry.check_id) for entry in checks)))
    named = tuple((name("families", key), count) for key, count in families.items())
    return Matrix(checks, named, tuple(rows))


def _worst(snapshot: Snapshot) -> dict[Key, dict[str, str]]:
    """Unit and year → check → what its cell shows; a break that is a finding shows its severity."""
    severities = {
        (item.check_id, item.unit_code, item.fiscal_year, item.binding): item.severity
        for item in snapshot.findings
        if item.status == "open"
    }
    held = snapshot.outcomes.held
    known = {told: _joined_by_check(told) for told in set(held.values())}
    worst = {key: known[told] for key, told in held.items()}
    broken: dict[Key, dict[str, str]] = {}
    for check, code, year, binding in snapshot.outcomes.breaks:
        key = (code, year)
        cells = broken.get(key)
        if cells is None:
            cells = broken[key] = dict(worst.get(key, {}))
        outcome = severities.get((check, code, year, binding), "break")
        cells[check] = joined(cells.get(check), outcome)
    return worst | broken


def _joined_by_check(told: str) -> dict[str, str]:
    """Check → the outcome of its bindings."""
    outcomes: dict[str, str] = {}
    for entry in told.split(";"):
        check, outcome = entry.split()
        outcomes[check] = joined(outcomes.get(check), outcome)
    return outcomes


def joined(before: str | None, outcome: str) -> str:
    """Outcome of a check with several bindings: the worst, but what held is not hidden by a gap."""
    if before is None:
        return outcome
    held = {"exact", "rounding", "partial"}
    if {before, outcome} & held and "insufficient" in {before, outcome}:
        return "partial"
    return min(before, outcome, key=RANK.__getitem__)


def _entries(snapshot: Snapshot, used: set[str]) -> list[CheckEntry]:
    """Catalogue entries of the used checks."""
    return [entry for entry in snapshot.checks if entry.check_id in used]


def _family_order(entry: CheckEntry) -> tuple[int, str]:
    """Checks of a family stand together, families as in `terms.toml`."""
    families = list(table("families"))
    family = entry.check_id.partition(".")[0]
    return (families.index(family) if family in families else len(families), entry.check_id)
