"""A planted slip is found again by the sums it breaks; what is unique is true."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.equations import equations, holds, span
from contracts.facts import Figure
from contracts.repairs import Repair, repairs, settled

COLUMNS = ("expenditure.total", "expenditure.basic", "expenditure.project")
CODES = ("", "201", "20103", "2010301", "2010302", "208", "20805", "2080505")


def cell(item: str, code: str, printed: str, **more: object) -> Figure:
    digits = Decimal(printed.replace(",", ""))
    fields = {
        "figure_id": f"f.{code}.{item}",
        "submission_id": "s",
        "stage": "final",
        "form": "final_accounts.t3",
        "source": "final_accounts",
        "account_code": code or None,
        "account_name": "科目" if code else None,
        "printed_unit": "万元",
        "half_unit": Decimal(50),
        **more,
    }
    return Figure(item=item, value=digits * 10000, printed=printed, **fields)  # type: ignore[arg-type]


@st.composite
def tables(draw: st.DrawFn) -> list[Figure]:
    """A table of accounts in cents whose rows and levels all close."""
    cents = st.integers(0, 9_999_999)
    rows: dict[str, list[int]] = {}
    for code in reversed(CODES):
        below = [c for c in rows if c[: len(code)] == code and len(c) == (len(code) or 1) + 2]
        if not below:
            rows[code] = [draw(cents), draw(cents)]
        else:
            rows[code] = [sum(rows[c][n] for c in below) for n in range(2)]
    return [
        cell(item, code, f"{amount / 100:,.2f}")
        for code, parts in rows.items()
        for item, amount in zip(COLUMNS, [sum(parts), *parts], strict=True)
    ]


def replaced(figures: list[Figure], at: int, printed: str) -> list[Figure]:
    old = figures[at]
    return [*figures[:at], cell(old.item, old.account_code or "", printed), *figures[at + 1 :]]


def closing(figures: list[Figure], repair: Repair) -> bool:
    """Whether every equation the repaired figure enters holds with it."""
    at = next(n for n, one in enumerate(figures) if one.figure_id == repair.figure_id)
    mended = replaced(figures, at, repair.printed)
    assert mended[at].value == repair.value
    spans = {one.figure_id: span(one) for one in mended}
    return all(holds(one, spans) for one in equations(mended) if repair.figure_id in one.figure_ids)


@given(tables())
@settings(max_examples=25, deadline=None)
def test_a_table_that_closes_needs_nothing(figures: list[Figure]) -> None:
    assert len(equations(figures)) >= len(CODES)
    assert repairs(figures) == ()


@given(tables(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_planted_digit_is_found_and_what_is_unique_is_true(
    figures: list[Figure], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(figures) - 1))
    printed = figures[at].printed
    place = data.draw(st.sampled_from([n for n, mark in enumerate(printed) if mark.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != printed[place]]))
    broken = replaced(figures, at, printed[:place] + digit + printed[place + 1 :])
    found = repairs(broken)
    true = (figures[at].figure_id, figures[at].value, printed)
    told = [(one.figure_id, one.value, one.printed) for one in found]
    spans = {one.figure_id: span(one) for one in broken}
    if all(holds(one, spans) for one in equations(broken)):
        assert not found  # the last digit, within what rounding allows
        return
    assert told.count(true) == 1
    assert all(closing(broken, one) for one in found)
    assert [one.is_unique for one in found] == [len(found) == 1] * len(found)


def test_two_sums_leave_one_repair_and_one_sum_leaves_many() -> None:
    figures = [
        cell("expenditure.total", "", "30.00"), cell("expenditure.basic", "", "22.00"),
        cell("expenditure.project", "", "8.00"), cell("expenditure.total", "201", "30.00"),
        cell("expenditure.basic", "201", "12.00"), cell("expenditure.project", "201", "8.00"),
    ]  # fmt: skip
    (found,) = [one for one in repairs(figures) if one.closes == 2]
    assert (found.figure_id, found.printed, found.is_unique) == (
        "f.201.expenditure.basic", "22.00", True,
    )  # fmt: skip
    alone = repairs([figures[0], cell("expenditure.basic", "", "21.00"), figures[2]])
    assert {(one.figure_id, one.printed) for one in alone} >= {
        ("f..expenditure.basic", "22.00"), ("f..expenditure.project", "9.00"),
    }  # fmt: skip
    assert not any(one.is_unique for one in alone)


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [("4,570.36", "1,570.36", "digit"), ("157036", "1570.36", "point"),
     ("15,703.6", "1,570.36", "point"), ("1,507.36", "1,570.36", "swap"),
     ("0.00", "0.05", "digit")],
)  # fmt: skip
def test_each_kind_of_slip(wrong: str, right: str, kind: str) -> None:
    rest = Decimal(right.replace(",", ""))
    figures = [
        cell("expenditure.total", "", wrong),
        cell("expenditure.basic", "", "0.01"),
        cell("expenditure.project", "", f"{rest - Decimal('0.01'):.2f}"),
    ]
    found = {(one.kind, one.printed) for one in repairs(figures)}
    assert (kind, right) in found


def test_a_fact_printed_twice_and_its_sum_point_at_the_odd_one() -> None:
    table = [
        cell("expenditure.total", "", "128.69"), cell("expenditure.basic", "", "103.98"),
        cell("expenditure.project", "", "24.71"),
    ]  # fmt: skip
    told = {"source": "narrative", "form": None, "figure_id": "n"}
    text = cell("expenditure.total", "", "128.96", **told)
    (found,) = repairs([*table, text])
    assert (found.figure_id, found.printed, found.is_unique) == ("n", "128.69", True)


def test_a_balance_that_holds_whatever_was_carried_over_does_not_bind_it() -> None:
    told = {"source": "narrative", "form": None}
    figures = [
        cell("revenue.total", "", "500.00", **told),
        cell("expenditure.total", "", "500.00", **told),
        cell("carryover.opening", "", "48.20", **told),
        cell("grand_total.revenue", "", "542.80", **told),
    ]
    found = {(one.figure_id, one.printed) for one in repairs(figures)}
    assert found == {("f..carryover.opening", "42.80"), ("f..grand_total.revenue", "548.20")}


def test_of_two_readings_that_would_close_one_sum_none_is_taken() -> None:
    row = [
        cell("expenditure.total", "", "30.00"), cell("expenditure.basic", "", "21.00"),
        cell("expenditure.project", "", "8.00"),
    ]  # fmt: skip
    basic, project = row[1].figure_id, row[2].figure_id
    assert settled(row, {basic: ["22.00"], project: ["9.00"]}) == tuple(row)
    taken = settled(row, {basic: ["22.00"], project: ["7.00", "垃圾"]})
    assert [one.printed for one in taken] == ["30.00", "22.00", "8.00"]
    assert taken[1].value == 220000


def test_words_without_digits_and_odd_factors_are_left_alone() -> None:
    figures = [
        cell("expenditure.total", "", "30.00", printed_unit="元"),
        cell("expenditure.basic", "", "22.00"),
        cell("expenditure.project", "", "9.00"),
    ]
    strange = Figure(**{**_fields(figures[0]), "printed": "无"})  # type: ignore[arg-type]
    assert all(one.figure_id != strange.figure_id for one in repairs([strange, *figures[1:]]))


def _fields(figure: Figure) -> dict[str, object]:
    return {name: getattr(figure, name) for name in figure.__dataclass_fields__}
