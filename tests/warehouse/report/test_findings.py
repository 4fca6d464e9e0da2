"""In which unit the numbers of a finding are given."""

from __future__ import annotations

import pytest

from contracts.facts import Figure, Indicator
from warehouse.report.findings import measure_of

ROW = Indicator(indicator_id="i", submission_id="s", value_unit="公里")
BARE = Indicator(indicator_id="i", submission_id="s")
MONEY = Figure(figure_id="f", submission_id="s", item="meeting")
STAFF = Figure(figure_id="g", submission_id="s", item="staff.actual", measure="person")


@pytest.mark.parametrize(
    ("facts", "check", "measure"),
    [
        ([ROW], "score.deviation_over_20", "公里"),
        ([BARE], "indicator.bound_as_actual", "count"),
        ([ROW], "score.total", "score"),
        ([MONEY], "ratio.share", "percent"),
        ([STAFF, MONEY], "sum.staff", "person"),
        ([], "sum.staff", "CNY"),
    ],
)
def test_measure(facts: list[Figure | Indicator], check: str, measure: str) -> None:
    assert measure_of(list(facts), check) == measure
