"""Arithmetic proves or doubts OCR readings; typed ones stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from contracts.facts import Facts, Figure, Indicator, Submission
from normalizers.assurance import assure, confidence_threshold

SUBMISSION = Submission(
    submission_id="s",
    sha256="s",
    file_name="扫描件.pdf",
    media_type="pdf",
    received_at=datetime(2023, 1, 1, tzinfo=UTC),
)


def figure(item: str, value: str, **more: Any) -> Figure:
    fields = {"reading": "ocr", "confidence": 0.999, "assurance": "read", "stage": "final", **more}
    return Figure(
        figure_id=f"s.{item}",
        submission_id="s",
        item=item,
        value=Decimal(value),
        half_unit=Decimal(50),
        **fields,
    )


def expenditure(total: str, **more: Any) -> list[Figure]:
    return [
        figure("expenditure.total", total, **more),
        figure("expenditure.basic", "1039800", **more),
        figure("expenditure.project", "247100", **more),
    ]


def assurances(figures: list[Figure]) -> list[str]:
    return [f.assurance for f in assure(Facts(SUBMISSION, figures=tuple(figures))).figures]


def test_closing_sum_proves_even_an_unsure_reading() -> None:
    assert assurances(expenditure("1286900", confidence=0.7)) == ["proved"] * 3


def test_a_sum_that_holds_within_rounding_only_leaves_figures_to_their_confidence() -> None:
    assert assurances(expenditure("1286950", confidence=0.7)) == ["doubtful"] * 3
    assert assurances(expenditure("1286950")) == ["read"] * 3


def test_a_sum_proves_nothing_of_a_number_that_only_has_to_be_printed() -> None:
    # the carry-over is counted among the revenue: revenue = expenditure whatever it is
    figures = [
        figure(item, value, stage="initial_budget", source="narrative", confidence=0.7)
        for item, value in (
            ("revenue.total", "5000000"),
            ("expenditure.total", "5000000"),
            ("carryover.opening", "370000"),
        )
    ]
    assert assurances(figures) == ["proved", "proved", "doubtful"]


def test_breaking_every_identity_doubts_even_a_sure_reading() -> None:
    assert assurances(expenditure("4286900")) == ["doubtful"] * 3


def test_a_unit_slip_doubts_only_the_figures_whose_unit_would_close_the_sum() -> None:
    # 0.34元 = 0 + 0.34万元, as the seed prints it.
    figures = [
        replace(figure("three_public.total", "0.34"), half_unit=Decimal("0.005")),
        figure("three_public.overseas", "0"),
        figure("three_public.vehicle", "0"),
        figure("three_public.reception", "3400"),
    ]
    assert assurances(figures) == ["doubtful", "read", "read", "doubtful"]


def test_figure_that_closes_one_identity_and_breaks_another_is_proved() -> None:
    figures = [*expenditure("4286900"), figure("revenue.total", "4286900")]
    assert assurances(figures) == ["proved", "doubtful", "doubtful", "proved"]


def test_typed_figures_are_never_doubted_by_arithmetic() -> None:
    typed = expenditure("4286900", reading="typed", assurance="typed")
    assert assurances(typed) == ["typed"] * 3


def test_confirmed_stays() -> None:
    assert assurances(expenditure("4286900", assurance="confirmed")) == ["confirmed"] * 3


@pytest.mark.parametrize(("confidence", "assurance"), [(0.995, "read"), (0.9949, "doubtful")])
def test_alone_the_confidence_decides(confidence: float, assurance: str) -> None:
    assert assurances([figure("training", "5", confidence=confidence)]) == [assurance]
    assert Decimal("0.9949") < confidence_threshold() <= Decimal("0.995")


def test_doubt_of_the_readers_stays_without_proof() -> None:
    assert assurances([figure("training", "5", assurance="doubtful")]) == ["doubtful"]


def test_zeros_prove_nothing() -> None:
    zeros = [
        figure(f"procurement.{name}", "0", confidence=0.5)
        for name in ("total", "goods", "works", "services")
    ]
    assert assurances(zeros) == ["doubtful"] * 4


def rows(*scores: str, total: str, **more: Any) -> Facts:
    fields = {"reading": "ocr", "confidence": 0.999, "assurance": "read", "submission_id": "s"}
    made = [
        Indicator(
            indicator_id=f"s.i{n}",
            level1="产出指标",
            points=Decimal(10),
            score=Decimal(score),
            **{**fields, **more},
        )
        for n, score in enumerate(scores)
    ]
    last = Indicator(indicator_id="s.t", level1="总分", score=Decimal(total), **{**fields, **more})
    return Facts(SUBMISSION, indicators=(*made, last))


def test_scores_that_add_up_are_proved_and_others_doubtful() -> None:
    assert {i.assurance for i in assure(rows("9", "10", total="19")).indicators} == {"proved"}
    assert {i.assurance for i in assure(rows("4", "10", total="19")).indicators} == {"doubtful"}
    unsure = assure(rows("9", "10", total="19", confidence=0.9)).indicators
    assert {i.assurance for i in unsure} == {"doubtful"}
