"""Scored rows read by OCR are doubted where they contradict themselves; typed ones never."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.facts import Indicator
from normalizers.forms.doubts import doubt_rows

ROW = Indicator(
    indicator_id="i",
    submission_id="s",
    level1="产出指标",
    target_printed="100%",
    target_value=Decimal(100),
    actual_printed="100%",
    actual_value=Decimal(100),
    points=Decimal(5),
    score=Decimal(5),
    level1_points=Decimal(10),
    reading="ocr",
    assurance="read",
)


@pytest.mark.parametrize(
    ("printed", "value"), [("100%8", None), ("100°", Decimal(100)), ("9.5.1", None)]
)
def test_strange_values(printed: str, value: Decimal | None) -> None:
    row = replace(ROW, actual_printed=printed, actual_value=value)
    assert [found.assurance for found in doubt_rows([row, ROW])] == ["doubtful", "read"]


@pytest.mark.parametrize("printed", ["12公里", "3月底前", "100", "95%"])
def test_usual_values_are_not_strange(printed: str) -> None:
    row = replace(ROW, actual_printed=printed)
    assert doubt_rows([row, ROW])[0].assurance == "read"


def test_typed_rows_are_never_doubted() -> None:
    wrong = replace(ROW, actual_printed="100%8", reading="typed", assurance="typed")
    assert doubt_rows([wrong, wrong])[0].assurance == "typed"
