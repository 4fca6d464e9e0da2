"""Numbers as an office writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from warehouse.report import terms


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [
        ("1286900", "128.69"),
        ("90000", "9.00"),
        ("9318260.5", "931.82605"),
        ("12345678900", "1,234,567.89"),
    ],
)
def test_wan_keeps_every_digit(yuan: str, shown: str) -> None:
    assert terms.wan(Decimal(yuan)) == shown


@pytest.mark.parametrize(
    ("value", "measure", "shown"),
    [
        ("0.34", "CNY", "0.34 元"),
        ("0", "CNY", "0.00 万元"),
        ("80.8000", "percent", "80.8 %"),
        ("9.0000", "score", "9 分"),
        ("13", "person", "13 人"),
    ],
)
def test_amount(value: str, measure: str, shown: str) -> None:
    assert terms.amount(Decimal(value), measure) == shown


def test_percent_of_nothing_is_nothing() -> None:
    assert terms.percent(Decimal(1), Decimal(0)) is None
    assert terms.percent(None, Decimal(1)) is None
    assert terms.percent(Decimal(1286900), Decimal(1286900)) == Decimal(100)
