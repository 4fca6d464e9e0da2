"""Scored rows: the sums in Python are those of the checks; a slip is told where it breaks them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.score_repairs import score_sums
from tests.warehouse.conftest import Bench

CHECKS = ["score.points", "score.level1_points", "score.total"]
LABEL = {"level1": "效益指标", "level1_points": Decimal(30)}


def sheet(bench: Bench, fourth: str, total: str = "96.5", **more: object) -> None:
    """预算执行 10, a level of 60, a level of 30 with 25 and the given points, a printed total."""
    bench.row("10", "9.5", level1="预算执行", level3=None)
    bench.row("40", "40", level1_points=Decimal(60))
    bench.row("20", "19", level1_points=Decimal(60))
    bench.row("25", "25", **LABEL)
    bench.row(fourth, "3", **LABEL, **more)
    bench.row("100", total, level1="总分", level3=None)


@pytest.mark.parametrize("without", [None, 0, 3, 5])
@pytest.mark.parametrize(("fourth", "total"), [("5", "96.5"), ("75", "96.5"), ("5", "99.5")])
@pytest.mark.parametrize("blank", [(), ("points",), ("score",), ("points", "score")])
def test_the_sums_are_those_of_the_checks(
    bench: Bench, without: int | None, fourth: str, total: str, blank: tuple[str, ...]
) -> None:
    sheet(bench, fourth, total)
    if without is not None:
        del bench.indicators[without]
    bench.indicators[1] = replace(bench.indicators[1], **dict.fromkeys(blank))
    here = {(one.check_id, one.gap == 0) for one in score_sums(bench.indicators)}
    there = {
        (row["check_id"], row["outcome"] == "exact")
        for row in bench.results("score.*")
        if row["check_id"] in CHECKS and row["outcome"] != "insufficient"
    }
    assert here == there


def test_a_misread_cell_is_told_in_each_sum_it_breaks(bench: Bench) -> None:
    sheet(bench, "75", reading="ocr", assurance="doubtful")
    (row,) = bench.query("SELECT * FROM proposals")
    assert (row["fact_id"], row["kind"], row["proposed"]) == ("s1.i4", "extra", "5")
    assert (row["closes"], row["is_unique"], row["doubtful"]) == (2, True, True)
    words = "“指标4”分值“75”若为“5”（多了一位），它所在的算式全部成立，仅此一种改法。"
    for check in ("score.points", "score.level1_points"):
        (finding,) = bench.findings(check)
        assert finding["proposals"] == [words]
    (printed,) = bench.query("SELECT points FROM indicators WHERE indicator_id = 's1.i4'")
    assert printed["points"] == 75


def test_a_row_is_told_its_own_proposals_only(bench: Bench) -> None:
    percent = {"target_printed": "100%", "actual_printed": "100%"}
    sheet(bench, "75", reading="ocr", assurance="doubtful", **percent)
    bench.indicators[2] = replace(bench.indicators[2], **_values("100%", "50%"))  # type: ignore[arg-type]
    told = {row["figure_ids"][0]: row["proposals"] for row in bench.findings("score.ratio")}
    assert {name: len(words) for name, words in told.items()} == {"s1.i2": 0, "s1.i4": 1}


def _values(target: str, actual: str) -> dict[str, object]:
    return {
        "target_printed": target,
        "actual_printed": actual,
        "target_value": Decimal(target.strip("%")),
        "actual_value": Decimal(actual.strip("%")),
    }


def test_what_adds_up_has_no_proposal(bench: Bench) -> None:
    sheet(bench, "5")
    assert bench.query("SELECT * FROM proposals") == []


def test_a_bound_read_as_a_number_is_no_answer_to_a_sum(bench: Bench) -> None:
    percent = {"target_printed": "280%", "actual_printed": "95%", "value_unit": "%"}
    sheet(bench, "5", "93.5")
    bench.row("10", "10", **percent)
    assert [row["kind"] for row in bench.query("SELECT * FROM proposals")] == ["bound"]
    for check in ("score.points", "score.total"):
        (finding,) = bench.findings(check)
        assert finding["proposals"] == []
