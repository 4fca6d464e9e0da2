"""Identities that printed numbers must keep, as data, and the Python evaluator over figures.

`identities.toml` is the only declaration; `evaluate` here proves and doubts readings, the SQL of
`sql/prepare` evaluates the same entries over all units, and a property test holds them equal.
Arithmetic is DOMAIN §5: a printed number is a closed interval, a sum holds when intervals meet.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from contracts.facts import Figure

Absent = Literal["insufficient", "nil", "soft"]
Outcome = Literal["exact", "rounding", "break", "insufficient"]


@dataclass(frozen=True, slots=True)
class Part:
    """One term of an identity; see the head of `identities.toml`."""

    item: str
    weight: int = 1
    stage: str | None = None
    funds: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    absent: Absent = "insufficient"


@dataclass(frozen=True, slots=True)
class Identity:
    """total = Σ weight × part at one place; see the head of `identities.toml`."""

    identity: str
    check_id: str
    total: str
    parts: tuple[Part, ...]
    family: str
    stages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    whole_unit: bool = False
    complete_from: int | None = None


@cache
def identities() -> tuple[Identity, ...]:
    """Every declared identity, in the file's order."""
    path = Path(__file__).with_name("identities.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["identity"]
    return tuple(
        Identity(
            entry["id"],
            entry["check"],
            entry["total"],
            tuple(
                Part(
                    part["item"],
                    part.get("weight", 1),
                    part.get("stage"),
                    tuple(part.get("funds", ())),
                    tuple(part.get("or", ())),
                    part.get("absent", "insufficient"),
                )
                for part in entry["parts"]
            ),
            entry.get("family", entry["id"]),
            tuple(entry.get("stages", ())),
            tuple(entry.get("sources", ())),
            entry.get("whole_unit", False),
            entry.get("complete_from"),
        )
        for entry in entries
    )


class Place(NamedTuple):
    """What all operands of one evaluation share ("" where the figure says nothing)."""

    submission_id: str
    fiscal_year: int | None
    source: str
    project: str
    account_code: str
    account_name: str
    stage: str
    fund: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of one source: all its printings, their intervals intersected.

    Attributes:
        value: of the finest printing; None where every printing is blank.
        low, high: the intersection; low > high in a conflict.
        conflict: printings of the whole document are disjoint.
        figure_ids: of the printings with a value, sorted.
    """

    value: Decimal | None
    low: Decimal
    high: Decimal
    conflict: bool
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One identity tried at one place.

    Attributes:
        expected: Σ weight × part; None where insufficient.
        actual: the total as printed.
        tolerance: half the width of all intervals together.
        low_power: the width is more than 1 % of the total: agreement means little.
        total: figure ids of the total.
        terms: the parts that are printed, each with its weight and the figure ids of its printings.
    """

    identity: Identity
    place: Place
    outcome: Outcome
    reason: str
    expected: Decimal | None
    actual: Decimal
    tolerance: Decimal | None
    low_power: bool
    total: tuple[str, ...]
    terms: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Figure ids of the parts."""
        return tuple(name for _, names in self.terms for name in names)

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Every figure that took part."""
        return self.total + self.parts


Facts = dict[tuple[Place, str], Fact]
_WIDE_FUNDS = ("", "all", "fiscal")


def _place(figure: Figure) -> Place:
    """The place of a figure."""
    return Place(
        figure.submission_id,
        figure.fiscal_year,
        figure.source,
        figure.project or "",
        figure.account_code or "",
        figure.account_name or "",
        figure.stage or "",
        figure.fund or "",
    )


def merge(figures: Iterable[Figure]) -> Facts:
    """Facts by place and item; figures without a value count only as blanks."""
    groups: dict[tuple[Place, str], list[Figure]] = defaultdict(list)
    document: dict[tuple[Place, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value is not None or figure.nil in {"blank", "not_applicable"}:
            place = _place(figure)
            groups[place, figure.item].append(figure)
            document[_without_source(place), figure.item].append(figure)
    facts: Facts = {}
    for (place, item), group in groups.items():
        everywhere = document[_without_source(place), item]
        printed = [figure for figure in group if figure.value is not None]
        low, high = _intersection(printed)
        whole = (low, high) if len(everywhere) == len(group) else _intersection(everywhere)
        finest = min(printed, key=lambda f: (f.half_unit, f.figure_id), default=None)
        facts[place, item] = Fact(
            None if finest is None else finest.value,
            low,
            high,
            whole[0] > whole[1],
            tuple(sorted(figure.figure_id for figure in printed)),
        )
    return facts


def _without_source(place: Place) -> Place:
    """The place over all sources of its document."""
    return place._replace(source="")


def _intersection(printed: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """Ends of what all printings allow; 0, 0 where there are none."""
    values = [(figure.value, figure.half_unit) for figure in printed if figure.value is not None]
    if not values:
        return Decimal(0), Decimal(0)
    return max(v - half for v, half in values), min(v + half for v, half in values)


@dataclass(frozen=True, slots=True)
class _Operand:
    """A part as found: its facts with their weight, and what is assumed."""

    part: Part
    facts: tuple[Fact, ...]
    partial: bool

    @property
    def numbered(self) -> bool:
        return any(fact.value is not None for fact in self.facts)


def _find(part: Part, place: Place, facts: Facts) -> _Operand:
    """The part itself, else its printed children; numbers before blanks."""
    own = _lookup(part.item, part, place, facts)
    alternatives = [_Operand(part, () if own is None else (own,), partial=False)]
    children = [f for c in part.children if (f := _lookup(c, part, place, facts)) is not None]
    alternatives.append(_Operand(part, tuple(children), len(children) < len(part.children)))
    present = [operand for operand in alternatives if operand.facts]
    if not present:
        return _Operand(part, (), partial=False)
    return min(present, key=lambda operand: not operand.numbered)


def _lookup(item: str, part: Part, place: Place, facts: Facts) -> Fact | None:
    """The fact under the total's own fund label, else under another the part allows.

    Only a total of all money, or of all fiscal money, may hold parts of other labels.
    """
    for fund in (place.fund, *(part.funds if place.fund in _WIDE_FUNDS else ())):
        stage = part.stage or place.stage
        there = Place(
            place.submission_id,
            place.fiscal_year,
            place.source,
            place.project,
            place.account_code,
            place.account_name,
            stage,
            fund,
        )
        found = facts.get((there, item))
        if found is not None:
            return found
    return None


def _try(identity: Identity, place: Place, total: Fact, facts: Facts) -> Evaluation | None:
    """One identity at one place; None where no part of an account's row is printed at all."""
    operands = [_find(part, place, facts) for part in identity.parts]
    found = [operand for operand in operands if operand.facts]
    if not found and place.account_code + place.account_name:
        return None
    actual = total.value
    assert actual is not None
    # a part of weight 0 only has to be printed; its number says nothing here
    terms = [(o.part.weight, fact) for o in found if o.part.weight for fact in o.facts]
    expected = sum((w * (fact.value or Decimal(0)) for w, fact in terms), Decimal(0))
    low = sum((w * (fact.low if w > 0 else fact.high) for w, fact in terms), Decimal(0))
    high = sum((w * (fact.high if w > 0 else fact.low) for w, fact in terms), Decimal(0))
    width = high - low + total.high - total.low
    if total.conflict or any(fact.conflict for _, fact in terms):
        outcome, reason = "insufficient", "conflict"
    elif not found or any(o.part.absent == "insufficient" and not o.facts for o in operands):
        outcome, reason = "insufficient", "missing"
    else:
        outcome = _judge(total, expected, low, high, soft=_soft(identity, operands))
        assumed = any(o.partial or not o.numbered for o in operands)
        reason = "assumed_nil" if assumed else ""
        reason = "unlisted" if outcome == "insufficient" else reason
    unknown = outcome == "insufficient"
    return Evaluation(
        identity,
        place,
        cast("Outcome", outcome),
        reason,
        None if unknown else expected,
        actual,
        None if unknown else width / 2,
        width * 100 > abs(actual),
        total.figure_ids,
        tuple((weight, fact.figure_ids) for weight, fact in terms),
    )


def _soft(identity: Identity, operands: Sequence[_Operand]) -> bool:
    """Whether the printed parts may not be all there are."""
    numbered = sum(operand.numbered for operand in operands)
    listed = identity.complete_from is not None and numbered >= identity.complete_from
    return not listed and any(
        o.partial or (o.part.absent == "soft" and not o.facts) for o in operands
    )


def _judge(total: Fact, expected: Decimal, low: Decimal, high: Decimal, *, soft: bool) -> Outcome:
    """The outcome of Σ = [low, high] against the total."""
    if expected == total.value:
        return "exact"
    if low <= total.high and total.low <= high:
        return "rounding"
    return "insufficient" if soft and total.low > high else "break"


_ORDER: dict[Outcome, int] = {"exact": 0, "rounding": 1, "break": 2, "insufficient": 3}


def evaluate(figures: Iterable[Figure]) -> tuple[Evaluation, ...]:
    """Every identity at every place where its total is printed; the best variant of a family."""
    facts = merge(figures)
    totals: dict[str, list[tuple[Place, Fact]]] = defaultdict(list)
    for (place, item), fact in facts.items():
        if fact.value is not None:
            totals[item].append((place, fact))
    best: dict[tuple[str, Place], Evaluation] = {}
    for identity in identities():
        for place, total in totals.get(identity.total, ()):
            if identity.stages and place.stage not in identity.stages:
                continue
            if identity.sources and place.source not in identity.sources:
                continue
            if identity.whole_unit and (place.account_code or place.account_name):
                continue
            tried = _try(identity, place, total, facts)
            key = (identity.family, place)
            if tried and (key not in best or _ORDER[tried.outcome] < _ORDER[best[key].outcome]):
                best[key] = tried
    return tuple(best.values())
