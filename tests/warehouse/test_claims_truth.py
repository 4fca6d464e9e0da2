"""Printed ratios and changes against exact enumeration of what they may have been rounded from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contracts.facts import Claim, Figure, Submission
from warehouse import database, loading, preparing

ITEMS = {
    "completion_rate": (("meeting", "final"), ("meeting", "initial_budget"), "initial_budget"),
    "share": (("expenditure.basic", "final"), ("expenditure.total", "final"), "expenditure.total"),
    "change": (("meeting", "final"), ("meeting", "prior_final"), "prior_final"),
    "change_rate": (("meeting", "final"), ("meeting", "prior_final"), "prior_final"),
}
QUIET = settings(
    max_examples=2, phases=(Phase.generate,), deadline=None, suppress_health_check=list(HealthCheck)
)


@dataclass(frozen=True)
class Case:
    """A claim of a kind beside its two amounts; each number with half its last digit."""

    kind: str
    one: tuple[Decimal, Decimal]
    other: tuple[Decimal, Decimal]
    claim: tuple[Decimal, Decimal]

    def possible(self) -> bool:
        """Whether some amounts and some ratio that are printed so agree, in exact fractions."""
        (low, high), (base_low, base_high), (said_low, said_high) = (
            (Fraction(value - half), Fraction(value + half))
            for value, half in (self.one, self.other, self.claim)
        )
        if self.kind == "change":
            return low - base_high <= said_high and said_low <= high - base_low
        shift = 100 if self.kind == "change_rate" else 0
        # a quotient is monotone in both, so its corners are its ends
        ratios = [100 * x / y - shift for x, y in product((low, high), (base_low, base_high))]
        return min(ratios) <= said_high and said_low <= max(ratios)


def outcomes(documents: Sequence[Sequence[Case]]) -> list[set[str]]:
    """What each document's claims come out as, by the SQL of the checks."""
    submissions, figures, claims = [], [], []
    for number, cases in enumerate(documents):
        same: dict[str, Any] = {
            "submission_id": f"s{number}",
            "fiscal_year": 2024,
            "unit_code": f"u{number}",
        }
        submissions.append(
            Submission(
                **same, sha256="x", file_name="x", media_type="x",
                received_at=datetime(2025, 1, 1, tzinfo=UTC),
            )
        )  # fmt: skip
        for block, case in enumerate(cases):
            place = {**same, "project": str(block), "source": "narrative", "block": block}
            one, other, versus = ITEMS[case.kind]
            for (item, stage), (value, half) in ((one, case.one), (other, case.other)):
                figures.append(Figure(
                    **place, figure_id=f"s{number}.{block}.{item}.{stage}", item=item, stage=stage,
                    value=value, half_unit=half, printed=str(value),
                ))  # fmt: skip
            claims.append(Claim(
                **place, claim_id=f"s{number}.{block}", kind=case.kind, item=one[0], stage="final",
                versus=versus, value=case.claim[0], half_unit=case.claim[1], printed="x",
            ))  # fmt: skip
    with database.in_memory() as connection:
        loading.create_tables(connection)
        for name, rows in (("submissions", submissions), ("figures", figures), ("claims", claims)):
            loading.insert(connection, name, rows)
        preparing.prepare(connection)
        found: list[set[str]] = [set() for _ in documents]
        for ids, outcome in connection.sql(
            "SELECT submission_ids, outcome FROM claim_results"
        ).fetchall():
            found[int(ids[0][1:])].add(outcome)
    return found


halves = st.sampled_from([Decimal("0.5"), Decimal(5), Decimal(50)])
amounts = st.tuples(st.integers(1, 400), halves).map(
    lambda drawn: (drawn[0] * 2 * drawn[1], drawn[1])
)
bases = amounts.filter(lambda number: number[0] > number[1])
percents = st.tuples(st.integers(-200, 3000), st.sampled_from(["0.005", "0.05", "0.5"])).map(
    lambda drawn: (drawn[0] * 2 * Decimal(drawn[1]), Decimal(drawn[1]))
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any two amounts and a claim that is right, nearly right, or anything."""
    kind = draw(st.sampled_from(sorted(ITEMS)))
    one, other = draw(amounts), draw(bases)
    if kind == "change":
        near = one[0] - other[0] + draw(st.integers(-3, 3)) * 2 * other[1]
        return Case(kind, one, other, (near, draw(halves)))
    value, half = draw(percents)
    if draw(st.booleans()):
        shift = 100 if kind == "change_rate" else 0
        step = 2 * half
        right = (one[0] * 100 / other[0] - shift) / step
        value = (right.to_integral_value() + draw(st.integers(-4, 4))) * step
    return Case(kind, one, other, (value, half))


@QUIET
@given(st.lists(cases(), min_size=60, max_size=90))
def test_a_claim_breaks_only_where_no_amounts_give_it(drawn: list[Case]) -> None:
    found = outcomes([[case] for case in drawn])
    for case, outcome in zip(drawn, found, strict=True):
        assert (outcome == {"break"}) == (not case.possible()), case


@QUIET
@given(
    st.lists(
        st.tuples(st.integers(10**6, 10**8), st.integers(10**6, 10**8)), min_size=40, max_size=60
    )
)
def test_true_ratios_rounded_or_cut_never_break(drawn: list[tuple[int, int]]) -> None:
    """Exact amounts printed to 100 yuan; rates to two decimals, rounded, or all cut off."""

    def printed(exact: int) -> tuple[Decimal, Decimal]:
        return (Decimal((exact + 50) // 100 * 100), Decimal(50))

    half = Decimal("0.005")
    rounded, cut = [], []
    for one, other in drawn:
        hundredths = Fraction(one * 10**4, other)
        sides = (printed(one), printed(other))
        rounded.append(Case("completion_rate", *sides, (Decimal(round(hundredths)) / 100, half)))
        grown = Decimal(round(hundredths) - 10**4) / 100
        rounded.append(Case("change_rate", *sides, (grown, half)))
        cut.append(Case("share", *sides, (Decimal(int(hundredths)) / 100, half)))
    for outcome in outcomes([rounded, cut]):
        assert outcome
        assert outcome <= {"exact", "rounding"}
