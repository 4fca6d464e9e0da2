"""Which printing of an amount is held against the bureau's ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.registry import LedgerLine, Registry, RegistryUnit
from tests.warehouse.conftest import Bench


def booked(bench: Bench, final: str) -> None:
    """The ledger of the bench's one unit."""
    bench.registry = Registry(
        units=(RegistryUnit(unit_code="甲局", unit_name="甲局"),),
        ledger=(LedgerLine(unit_code="甲局", fiscal_year=2022, final=Decimal(final)),),
    )


@pytest.mark.parametrize(
    ("text", "ledger", "outcome", "quoted"),
    [
        ("377.86万元", "3779000", "break", "正文"),  # the table's whole 万元 would hide 400 yuan
        ("377.86万元", "3778600", "exact", None),
        ("378万元", "3779000", "rounding", None),
        ("300.00万元", "3779000", "insufficient", None),  # text and table do not agree
    ],
)
def test_of_printings_that_agree_the_finest_counts(
    bench: Bench, text: str, ledger: str, outcome: str, quoted: str | None
) -> None:
    table = {"source": "final_accounts", "form": "final_accounts.t1", "fund": "all"}
    bench.money("expenditure.total", "378万元", **table)
    bench.money("expenditure.total", text, fund="all")
    booked(bench, ledger)
    assert bench.outcome("ledger.final") == outcome
    for finding in bench.findings("ledger.final"):
        assert finding["message"].startswith(quoted or "?")
