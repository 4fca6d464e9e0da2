"""A unit far from its peers is a hint; units that differ as units do are left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.registry import Registry, RegistryUnit
from tests.warehouse.conftest import Bench

NAMES = [f"{first}{second}镇" for first in "东南西北" for second in "山水林田湖草沙石"]
ODD_ONES = (0, 7, 14, 21, 28)
TOWNS = tuple(RegistryUnit(unit_code=name, unit_name=name, category="乡镇") for name in NAMES)


def town(bench: Bench, number: int, **odd: str) -> None:
    """A town whose numbers are like its neighbours', but for those given."""
    name = NAMES[number]
    bench.submission(name, unit_code=name, unit_name=name)
    own = {"spent": f"{90 + number % 10}.00万元", "public": f"{10 + number % 10}.00万元"}
    own |= {"guests": f"{14 + number % 10}.00万元", "score": str(90 + number % 5)} | odd
    bench.money("expenditure.total", "100.00万元", "adjusted_budget", sub=name)
    bench.money("expenditure.total", own["spent"], sub=name)
    bench.money("expenditure.basic.public", own["public"], sub=name)
    bench.money("staff.in_service", "10人", sub=name)
    bench.money("three_public.total", own["guests"], sub=name)
    bench.money("three_public.total", f"{15 + number % 10}.00万元", "prior_final", sub=name)
    bench.row("100", own["score"], sub=name, level1="总分", level3=None)


ODD = [
    ("outlier.execution_rate", "spent", "30.00万元", "支出执行率30%（决算30.00万元，"),
    ("outlier.three_public_change", "guests", "90.00万元", "“三公”经费比上年的增减"),
    ("outlier.public_per_head", "public", "90.00万元", "人均公用经费90000元（公用经费"),
    ("outlier.score", "score", "60", "自评总分60分（自评表总分60）"),
]


@pytest.mark.parametrize(("check", "what", "printed", "words"), ODD)
def test_one_far_from_its_peers_is_a_hint_with_its_numbers(
    bench: Bench, check: str, what: str, printed: str, words: str
) -> None:
    bench.registry = Registry(units=TOWNS)
    for number in range(len(NAMES)):
        town(bench, number, **({what: printed} if number in ODD_ONES else {}))
    found = bench.findings("outlier.*")
    assert {row["unit_code"] for row in found} == {NAMES[number] for number in ODD_ONES}
    for row in found:
        assert (row["check_id"], row["severity"]) == (check, "hint")
        assert words in row["message"]
        assert "乡镇类32个单位的中位数为" in row["message"]


def test_an_outlier_by_a_number_that_is_an_error_is_part_of_that_error(bench: Bench) -> None:
    bench.registry = Registry(units=TOWNS)
    for number in range(10):
        town(bench, number, **({"spent": "30.00万元"} if number == 0 else {}))
    for item in ("expenditure.basic", "expenditure.project"):
        bench.money(item, "47.00万元", sub=NAMES[0])
    (row,) = [row for row in bench.findings() if row["severity"] == "error"]
    assert row["check_id"] == "sum.expenditure"
    assert [one["check_id"] for one in row["consequences"]] == ["outlier.execution_rate"]
    assert bench.findings("outlier.*") == []


def test_peers_as_they_are_give_no_hint(bench: Bench) -> None:
    bench.registry = Registry(units=TOWNS)
    for number in range(10):
        town(bench, number)
    outcomes = [(row["check_id"], row["outcome"]) for row in bench.results("outlier.*")]
    assert outcomes == [(check, "exact") for check, *_ in sorted(ODD) for _ in range(10)]


def test_a_small_group_is_not_compared(bench: Bench) -> None:
    bench.registry = Registry(units=TOWNS)
    for number in range(7):
        town(bench, number, **({"spent": "30.00万元"} if number == 0 else {}))
    assert bench.outcome("outlier.*") == "insufficient"


def test_county_totals_add_up_by_category_and_rate_only_what_has_both(bench: Bench) -> None:
    others = tuple(RegistryUnit(unit_code=name, unit_name=name) for name in NAMES[2:])
    bench.registry = Registry(units=(*TOWNS[:2], *others))
    for number in range(3):
        town(bench, number)
    bench.submission("东田镇", unit_code="东田镇")
    bench.money("expenditure.total", "7.00万元", "initial_budget", sub="东田镇")
    rows = bench.query("SELECT * FROM county_totals")
    assert [(row["category"], row["units"]) for row in rows] == [
        ("合计", 4),
        ("乡镇", 2),
        ("其他", 2),
    ]
    total, towns, _ = rows
    assert total["initial_budget"] == Decimal(70000)
    assert (total["adjusted_budget"], total["final"]) == (Decimal(3000000), Decimal(2730000))
    assert (total["rated_units"], total["execution_rate"]) == (3, Decimal("91.0000"))
    assert (towns["three_public_final"], towns["execution_rate"]) == (
        Decimal(290000),
        Decimal("90.5"),
    )
