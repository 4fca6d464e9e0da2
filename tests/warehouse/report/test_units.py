"""Which of several printings stands for a fact on a unit's page."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from contracts.facts import Submission
from warehouse.report.current import ShownFigure
from warehouse.report.units import cell

WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def submission(key: str, scope: str | None) -> Submission:
    return Submission(
        submission_id=key, sha256=key, file_name=f"{key}.docx", media_type="x", received_at=WHEN,
        scope=scope,
    )  # fmt: skip


NAMES = {"own": submission("own", "unit"), "whole": submission("whole", "department")}


def figure(value: str, *, key: str = "own", **more: object) -> ShownFigure:
    values: dict[str, object] = dict.fromkeys(ShownFigure._fields) | {
        "submission_id": key, "item": "expenditure.total", "stage": "final", "measure": "CNY",
        "value": Decimal(value), "printed": value, "half_unit": Decimal(50), "assurance": "typed",
    }  # fmt: skip
    return ShownFigure(**values | more)  # type: ignore[arg-type]


def test_the_first_figure_stands_for_the_fact_and_other_funds_say_nothing_else() -> None:
    shown = cell(
        [
            figure("500020", fund="all", half_unit=Decimal("0.005")),
            figure("500000"),
            figure("400000", fund="fiscal"),
            figure("900000", key="whole"),
        ],
        NAMES,
    )
    assert shown.value == Decimal(500020)
    assert shown.others == ()


def test_another_value_of_the_same_fact_is_named_with_its_place() -> None:
    shown = cell([figure("500000"), figure("510000", block=6)], NAMES)
    assert shown.value == Decimal(500000)
    assert shown.others == ("510000（own.docx，第 7 段）",)


def test_a_doubt_counts_only_for_the_fact_that_is_shown() -> None:
    doubtful = figure("900000", key="whole", assurance="doubtful")
    assert not cell([figure("500000"), doubtful], NAMES).is_doubtful
    assert cell([doubtful], NAMES).is_doubtful
