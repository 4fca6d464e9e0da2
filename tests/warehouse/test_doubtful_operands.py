"""Whatever check found it, a finding says that a number in it was not surely read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.warehouse.conftest import Bench

SAID = "（含识别存疑的数字）。"


def a_sum(bench: Bench, assurance: str) -> None:
    bench.money("expenditure.total", "10.00万元", reading="ocr", assurance=assurance)
    bench.money("expenditure.basic", "6.00万元")
    bench.money("expenditure.project", "3.00万元")


def a_conflict(bench: Bench, assurance: str) -> None:
    bench.money("three_public.total", "1.00万元", source="narrative", assurance=assurance)
    bench.money("three_public.total", "2.00万元", source="final_accounts")


def a_change(bench: Bench, assurance: str) -> None:
    bench.money("three_public.total", "3.00万元")
    bench.money("three_public.total", "1.00万元", "prior_final")
    bench.claim(
        "change", "three_public.total", "1.00万元", versus="prior_final", assurance=assurance
    )


def scores(bench: Bench, assurance: str) -> None:
    bench.row("10", "10", level1="预算执行", level3=None)
    bench.row("75", "75", assurance=assurance)
    bench.row("85", "85")


def an_unexplained_loss(bench: Bench, assurance: str) -> None:
    bench.row("75", "5", assurance=assurance)


CASES: tuple[tuple[str, Callable[[Bench, str], None]], ...] = (
    ("sum.expenditure", a_sum),
    ("conflict.within_document", a_conflict),
    ("change.amount", a_change),
    ("score.points", scores),
    ("score.unexplained_loss", an_unexplained_loss),
)


@pytest.mark.parametrize(("check", "printed"), CASES)
@pytest.mark.parametrize("assurance", ["doubtful", "proved", "typed"])
def test_a_finding_says_that_a_number_is_in_doubt(
    bench: Bench, check: str, printed: Any, assurance: str
) -> None:
    printed(bench, assurance)
    (finding,) = bench.findings(check)
    assert finding["message"].endswith(SAID) == (assurance == "doubtful")
    assert finding["message"].count("。") == 1
    assert finding["message"].endswith("。")
