"""Findings as the report shows them: what, by how much, from which printed numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.corrections import fact_id
from contracts.facts import Figure, Indicator
from warehouse.report.places import Exhibit, ExhibitGroup, Exhibits, Fact
from warehouse.report.reading import Snapshot
from warehouse.report.terms import amount, table
from warehouse.results import CheckEntry, Finding

ORDER = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, ready to be set.

    Attributes:
        arithmetic: (title, number) pairs: 所印, 应为, 相差; empty where the check has none.
        consequences: Chinese titles of the breaks that follow from the same cause.
        is_new: seen for the first time in this reconciliation.
    """

    finding: Finding
    title: str
    basis: str
    advice: str
    arithmetic: tuple[tuple[str, str], ...]
    groups: tuple[ExhibitGroup, ...]
    consequences: tuple[str, ...]
    is_new: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether an operand's reading is not sure: look at the paper first."""
        return any(item.is_doubtful for item in self.exhibits)

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """All operands, without their groups."""
        return tuple(item for group in self.groups for item in group.exhibits)


def facts_by_id(snapshot: Snapshot) -> dict[str, Fact]:
    """Every figure, claim and indicator that a finding may point at."""
    facts: Iterable[Fact] = (*snapshot.figures, *snapshot.claims, *snapshot.indicators)
    return {fact_id(fact): fact for fact in facts}


#: Checks whose numbers are the actual and target values of an indicator.
INDICATOR_VALUES = {
    "score.deviation_over_20",
    "indicator.bound_as_actual",
    "indicator.target_too_low",
}


def measure_of(facts: list[Fact], check_id: str) -> str:
    """The unit of a finding's numbers: an indicator's own, points, percent, or the operand's."""
    indicators = [fact for fact in facts if isinstance(fact, Indicator)]
    if check_id in INDICATOR_VALUES:
        return (indicators[0].value_unit if indicators else None) or "count"
    if check_id.startswith("score."):
        return "score"
    if check_id.startswith("ratio.") or check_id == "change.rate":
        return "percent"
    figures = [fact for fact in facts if isinstance(fact, Figure)]
    return figures[0].measure if figures else "CNY"


#: What the numbers of a finding are called where no check has words of its own.
WORDS = "所印|按算式应为|相差"


def _arithmetic(finding: Finding, measure: str) -> tuple[tuple[str, str], ...]:
    """The numbers of the finding in words; a difference carries its sign."""
    words = table("arithmetic")
    family = finding.check_id.partition(".")[0]
    titles = words.get(finding.check_id, words.get(family, WORDS)).split("|")
    numbers = (finding.actual, finding.expected, finding.difference or None)
    lines = []
    for place, (title, number) in enumerate(zip(titles, numbers, strict=True)):
        if title and number is not None:
            sign = "+" if place == len(numbers) - 1 and number > 0 else ""
            lines.append((title, sign + amount(number, measure)))
    return tuple(lines)


def views(snapshot: Snapshot, exhibits: Exhibits) -> list[FindingView]:
    """All findings, the gravest first."""
    facts = facts_by_id(snapshot)
    catalogue = {entry.check_id: entry for entry in snapshot.checks}
    built = snapshot.builds[0].built_at if snapshot.builds else None
    made = []
    for finding in snapshot.findings:
        operands = [facts[key] for key in finding.figure_ids if key in facts]
        entry = catalogue.get(finding.check_id) or _unknown(finding.check_id)
        made.append(
            FindingView(
                finding=finding,
                title=entry.title,
                basis=entry.basis,
                advice=entry.advice,
                arithmetic=_arithmetic(finding, measure_of(operands, finding.check_id)),
                groups=exhibits.groups(operands),
                consequences=tuple(_consequences(finding, catalogue)),
                is_new=finding.status == "open" and finding.first_seen == built,
            )
        )
    return sorted(made, key=lambda view: (ORDER.get(view.finding.severity, 9), view.title))


def _unknown(check_id: str) -> CheckEntry:
    """A check that left the catalogue: its code stands for its title."""
    return CheckEntry(check_id=check_id, severity="", title=check_id, basis="", advice="")


def _consequences(finding: Finding, catalogue: dict[str, CheckEntry]) -> Iterable[str]:
    """Titles of the breaks attached to this finding."""
    for check_id, _ in finding.consequences:
        yield catalogue[check_id].title if check_id in catalogue else check_id
