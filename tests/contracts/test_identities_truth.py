"""Sums of printed numbers against exact enumeration of what may have been printed so."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from contracts.facts import Figure
from contracts.identities import Evaluation, evaluate

#: One with a negative weight, one with several parts of weight one.
SUMS = {
    "assets": ("net_assets.total", {"assets.total": 1, "liabilities.total": -1}),
    "procurement": (
        "procurement.total",
        {"procurement.goods": 1, "procurement.works": 1, "procurement.services": 1},
    ),
}
#: A printed number: a multiple of twice its half unit, in whole yuan.
printing = st.tuples(st.sampled_from([0, 1, 2, 5]), st.integers(0, 12)).map(
    lambda drawn: (drawn[1] * max(2 * drawn[0], 1), drawn[0])
)


def judged(identity: str, numbers: dict[str, tuple[int, int]]) -> Evaluation:
    figures = [
        Figure(
            figure_id=f"{'a' * 16}.{item}", submission_id="a" * 16, item=item, stage="final",
            value=Decimal(value), half_unit=Decimal(half),
        )
        for item, (value, half) in numbers.items()
    ]  # fmt: skip
    (found,) = [e for e in evaluate(figures) if e.identity.identity == identity]
    return found


def amounts(value: int, half: int) -> range:
    """Every whole amount that is printed so; both ends of the interval are possible."""
    return range(value - half, value + half + 1)


@given(st.sampled_from(sorted(SUMS)), st.lists(printing, min_size=4, max_size=4))
def test_a_sum_breaks_only_where_no_amounts_add_up(
    identity: str, drawn: list[tuple[int, int]]
) -> None:
    total, weights = SUMS[identity]
    numbers = dict(zip([total, *weights], drawn, strict=False))
    parts = [(weight, amounts(*numbers[item])) for item, weight in weights.items()]
    sums = {
        sum(weight * x for (weight, _), x in zip(parts, chosen, strict=True))
        for chosen in product(*(amounts for _, amounts in parts))
    }
    middle = sum(weight * numbers[item][0] for item, weight in weights.items())
    found = judged(identity, numbers)
    if middle == numbers[total][0]:
        assert found.outcome == "exact"
    else:
        possible = bool(sums & {*amounts(*numbers[total])})
        assert found.outcome == ("rounding" if possible else "break")


@given(
    st.lists(st.integers(0, 10**6), min_size=3, max_size=3), st.sampled_from([1, 10, 100, 10**4])
)
def test_true_sums_printed_at_any_unit_never_break(exact: list[int], unit: int) -> None:
    """Each number rounded by itself, halves up, as a unit prints them."""
    items = ("procurement.goods", "procurement.works", "procurement.services")
    values = dict(zip(items, exact, strict=True)) | {"procurement.total": sum(exact)}
    rounded = {
        item: ((value * 2 + unit) // (2 * unit) * unit, unit) for item, value in values.items()
    }
    figures = {item: (value * 2, unit) for item, (value, unit) in rounded.items()}
    assert judged("procurement", figures).outcome in {"exact", "rounding"}
