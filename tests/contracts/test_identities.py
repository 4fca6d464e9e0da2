"""The Python evaluator alone; that SQL agrees is tests/warehouse/test_identities_sql.py."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.facts import Figure
from contracts.identities import Evaluation, evaluate, identities

SIXTEEN = "c" * 16


def figure(item: str, value: str | None, half: str = "50", **more: object) -> Figure:
    number = None if value is None else Decimal(value)
    fields = {
        "figure_id": f"{SIXTEEN}.{item}.{more.get('source', 'n')}.{value}.{more.get('stage')}",
        "submission_id": SIXTEEN,
        "stage": "final",
        "nil": "blank" if value is None else "number",
        **more,
    }
    return Figure(item=item, value=number, half_unit=Decimal(half), **fields)  # type: ignore[arg-type]


def one(identity: str, figures: list[Figure]) -> Evaluation:
    (found,) = [e for e in evaluate(figures) if e.identity.identity == identity]
    return found


def test_every_identity_is_named_once_and_belongs_to_a_check() -> None:
    names = [entry.identity for entry in identities()]
    assert len(names) == len(set(names))
    assert {entry.check_id.split(".")[0] for entry in identities()} == {"sum", "balance", "bridge"}


def test_exact_sum() -> None:
    found = one(
        "expenditure",
        [
            figure("expenditure.total", "1286900"),
            figure("expenditure.basic", "1039800"),
            figure("expenditure.project", "247100"),
        ],
    )
    assert (found.outcome, found.reason) == ("exact", "assumed_nil")
    assert (found.expected, found.tolerance, found.low_power) == (1286900, 150, False)


@pytest.mark.parametrize(
    ("total", "outcome"), [("1287000", "rounding"), ("1287050", "rounding"), ("1287100", "break")]
)
def test_rounding_ends_where_the_closed_intervals_part(total: str, outcome: str) -> None:
    figures = [
        figure("expenditure.total", total),
        figure("expenditure.basic", "1039800", "50"),
        figure("expenditure.project", "247100", "50"),
    ]
    assert one("expenditure", figures).outcome == outcome


def test_slip_of_two_hundredths_in_exact_two_term_sum_breaks() -> None:
    figures = [
        figure("expenditure.total", "100.02", "0.005"),
        figure("expenditure.basic", "60.00", "0.005"),
        figure("expenditure.project", "40.00", "0.005"),
    ]
    assert one("expenditure", figures).outcome == "break"


def test_negative_weight_swaps_ends() -> None:
    figures = [
        figure("net_assets.total", "100", "0"),
        figure("assets.total", "150", "1"),
        figure("liabilities.total", "52", "1"),
    ]
    assert one("assets", figures).outcome == "rounding"


def test_parent_stands_for_its_children_and_a_missing_child_is_soft() -> None:
    parts = [
        figure("three_public.overseas", "0"),
        figure("three_public.vehicle.operation", "30000"),
        figure("three_public.reception", "5000"),
    ]
    fits = one("three_public", [figure("three_public.total", "35000"), *parts])
    assert (fits.outcome, fits.reason) == ("exact", "assumed_nil")
    above = one("three_public", [figure("three_public.total", "90000"), *parts])
    assert (above.outcome, above.reason) == ("insufficient", "unlisted")
    below = one("three_public", [figure("three_public.total", "3400"), *parts])
    assert below.outcome == "break"


def test_single_listed_source_of_revenue_may_be_one_of_several() -> None:
    total = figure("revenue.total", "1000000")
    fiscal = figure("revenue.general_public_budget", "900000", fund="general_public")
    assert one("revenue", [total, fiscal]).reason == "unlisted"
    other = figure("revenue.other", "50000")
    assert one("revenue", [total, fiscal, other]).outcome == "break"


def test_missing_operand_is_never_a_pass() -> None:
    found = one(
        "expenditure",
        [figure("expenditure.total", "10"), figure("expenditure.basic", "10")],
    )
    assert (found.outcome, found.reason, found.expected) == ("insufficient", "missing", None)


def test_fact_printed_twice_goes_on_with_the_intersection_or_stops_the_sum() -> None:
    parts = [figure("expenditure.basic", "60000"), figure("expenditure.project", "40000")]
    near: list[Figure] = [
        figure("expenditure.total", "100000", "5000"),
        figure("expenditure.total", "100100", "50", source="final_accounts"),
    ]
    found = one("expenditure", [near[0], *parts])
    assert found.outcome == "exact"
    far = figure("expenditure.total", "200000", "50", source="final_accounts")
    stopped = {
        e.place.source + "/" + e.identity.identity: e for e in evaluate([near[0], far, *parts])
    }
    assert stopped["narrative/expenditure"].reason == "conflict"


def test_retired_may_be_counted_apart() -> None:
    staff = [figure("staff.in_service", "9", "0"), figure("staff.retired", "4", "0")]
    assert one("staff", [figure("staff.actual", "13", "0"), *staff]).outcome == "exact"
    apart = list(evaluate([figure("staff.actual", "9", "0"), *staff]))
    assert [e.outcome for e in apart] == ["exact"]
    assert one("staff", [figure("staff.actual", "11", "0"), *staff]).outcome == "break"


def test_zeros_prove_nothing() -> None:
    figures = [figure(f"procurement.{n}", "0") for n in ("total", "goods", "works", "services")]
    assert one("procurement", figures).low_power


def test_a_part_of_no_weight_has_to_be_there_and_takes_no_part() -> None:
    # 收入预算总额 500 万元（其中：上年结转 37 万元），支出预算总额 500 万元
    both = [
        figure("revenue.total", "5000000", stage="initial_budget", source="narrative"),
        figure("expenditure.total", "5000000", stage="initial_budget", source="narrative"),
    ]
    carried = figure("carryover.opening", "370000", stage="initial_budget", source="narrative")
    found = one("balance.inclusive", [*both, carried])
    assert found.outcome == "exact"
    assert found.figure_ids == (both[0].figure_id, both[1].figure_id)
    assert [e.identity.identity for e in evaluate(both) if e.outcome == "exact"] == ["balance"]
