"""Points that do not make what is printed for them doubt rows read by OCR, until corrected."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from contracts.facts import Facts, Indicator
from normalizers.assurance import assure
from tests.normalizers.test_assurance import SUBMISSION

ROW = Indicator(
    indicator_id="i",
    submission_id="s",
    level1="产出指标",
    points=Decimal(5),
    score=Decimal(5),
    level1_points=Decimal(10),
    reading="ocr",
    confidence=0.999,
    assurance="read",
)
TOTAL = replace(ROW, level1="总分", level1_points=None, points=Decimal(10), score=None)


def judged(*rows: Indicator) -> list[str]:
    numbered = tuple(replace(row, indicator_id=f"i{n}") for n, row in enumerate(rows))
    return [row.assurance for row in assure(Facts(SUBMISSION, indicators=numbered)).indicators]


def test_rows_that_add_up_are_left_to_their_confidence() -> None:
    assert judged(ROW, ROW, TOTAL) == ["read"] * 3


def test_misread_points_doubt_their_level() -> None:
    wrong = replace(ROW, points=Decimal(75))
    other = replace(ROW, level1="效益指标", level1_points=Decimal(5))
    assert judged(wrong, ROW, other, TOTAL) == ["doubtful", "doubtful", "read", "read"]


def test_the_total_doubts_levels_without_printed_points() -> None:
    plain = replace(ROW, level1_points=None)
    wrong = replace(plain, points=Decimal(75))
    assert judged(wrong, plain, TOTAL) == ["doubtful", "doubtful", "read"]


def test_once_corrected_the_others_are_no_longer_in_doubt() -> None:
    corrected = replace(ROW, assurance="confirmed")
    assert judged(corrected, ROW, TOTAL) == ["confirmed", "read", "read"]


def test_typed_rows_are_never_doubted() -> None:
    wrong = replace(ROW, points=Decimal(75), reading="typed", assurance="typed")
    assert judged(wrong, wrong) == ["typed", "typed"]
