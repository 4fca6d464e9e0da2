"""A slip of one cell of a scored table is found again; what another cell could be is not told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.facts import Indicator
from contracts.score_repairs import score_repairs, score_sums, slip_between


def row(number: int, points: str | None, score: str | None, **more: object) -> Indicator:
    fields = {"level1": "产出指标", "level1_points": Decimal(60), "submission_id": "s", **more}
    return Indicator(
        indicator_id=f"s.i{number}",
        points=None if points is None else Decimal(points),
        score=None if score is None else Decimal(score),
        **fields,  # type: ignore[arg-type]
    )


def sheet() -> list[Indicator]:
    """预算执行 10, two levels of 60 and 30, a total of 100 and 96.5."""
    level2 = {"level1": "效益指标", "level1_points": Decimal(30)}
    nothing = {"level1_points": None}
    return [
        row(0, "10", "9.5", level1="预算执行", **nothing),
        row(1, "40", "40"),
        row(2, "20", "19"),
        row(3, "25", "25", **level2),
        row(4, "5", "3", **level2),
        row(5, "100", "96.5", level1="总分", **nothing),
    ]


def changed(at: int, column: str, value: str, **more: object) -> list[Indicator]:
    rows = sheet()
    rows[at] = replace(rows[at], **{column: Decimal(value)}, **more)  # type: ignore[arg-type]
    return rows


def told(rows: list[Indicator]) -> list[tuple[str, str, str, str, str, int]]:
    return [
        (r.row.indicator_id, r.column, r.kind, r.printed, f"{r.value.normalize():f}", r.closes)
        for r in score_repairs(rows)
    ]


def test_what_adds_up_has_no_repair() -> None:
    assert {one.check_id for one in score_sums(sheet())} == {
        "score.points",
        "score.level1_points",
        "score.total",
    }
    assert all(one.gap == 0 for one in score_sums(sheet()))
    assert told(sheet()) == []


def test_a_stroke_of_a_stamp_read_as_a_digit() -> None:
    assert told(changed(4, "points", "75")) == [("s.i4", "points", "extra", "75", "5", 2)]


def test_a_lost_digit_and_a_lost_point() -> None:
    assert told(changed(3, "points", "2")) == [("s.i3", "points", "missing", "2", "25", 2)]
    assert told(changed(0, "score", "95")) == [("s.i0", "score", "point", "95", "9.5", 1)]


def test_the_printed_total_itself_may_be_the_slip() -> None:
    assert told(changed(5, "points", "700")) == [("s.i5", "points", "digit", "700", "100", 1)]


def test_of_several_repairs_only_that_of_a_doubtful_row_is_told() -> None:
    """A total of 92.5 for 96.5: the total, or one of the scores."""
    assert told(changed(5, "score", "95.5")) == []
    doubted = changed(5, "score", "95.5", assurance="doubtful")
    ((name, column, *_),) = told(doubted)
    assert (name, column) == ("s.i5", "score")
    assert not score_repairs(doubted)[0].is_unique


def test_a_score_never_exceeds_its_points() -> None:
    rows = changed(5, "score", "99.5")  # 3 of 5 would have to be 6
    assert not [one for one in score_repairs(rows) if one.row.indicator_id == "s.i4"]


def test_a_table_with_rows_missing_is_not_judged() -> None:
    rows = [one for one in changed(4, "points", "75") if one.level1 != "预算执行"]
    rows[1] = replace(rows[1], points=None)
    assert "score.points" not in {one.check_id for one in score_sums(rows)}


@pytest.mark.parametrize(
    ("printed", "wanted", "kind"),
    [
        ("75", "5", "extra"),
        ("5", "75", "missing"),
        ("80", "30", "digit"),
        ("95", "9.5", "point"),
        ("12", "21", "swap"),
        ("10", "-60", None),
        ("10", "35", None),
    ],
)
def test_slips(printed: str, wanted: str, kind: str | None) -> None:
    assert slip_between(printed, wanted) == kind


def test_two_causes_have_no_single_repair() -> None:
    rows = changed(4, "points", "75")
    rows[2] = replace(rows[2], points=Decimal(30))
    assert told(rows) == []


@given(st.integers(0, 5), st.sampled_from(["points", "score"]), st.decimals(0, 200, places=1))
def test_a_repair_closes_every_sum(at: int, column: str, value: Decimal) -> None:
    rows = changed(at, column, str(value))
    for repair in score_repairs(rows):
        put = [
            replace(one, **{repair.column: repair.value}) if one is repair.row else one
            for one in rows
        ]
        assert all(one.gap == 0 for one in score_sums(put) if one.column == repair.column)
