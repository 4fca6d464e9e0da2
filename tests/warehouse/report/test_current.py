"""Which figures and scores of the latest versions the pages of units are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from contracts.facts import Figure, Indicator, Submission
from warehouse import database, loading
from warehouse.preparing import prepare
from warehouse.report.current import ScoreRow, ShownFigure, scores, shown, superseded

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
OWN = Submission(
    submission_id="own", sha256="own", file_name="own.docx", media_type="x", received_at=WHEN,
    unit_code="101", fiscal_year=2025, scope="unit",
    document_kinds=("self_evaluation_report", "self_evaluation_table"),
)  # fmt: skip
WHOLE = replace(OWN, submission_id="whole", sha256="whole", scope="department")
LATER = replace(
    OWN, submission_id="later", sha256="later", received_at=datetime(2026, 2, 1, tzinfo=UTC)
)


def figure(value: str, key: str = "own", **more: object) -> Figure:
    values: dict[str, object] = {
        "figure_id": f"{key}.{value}.{len(more)}", "submission_id": key, "unit_code": "101",
        "fiscal_year": 2025, "item": "expenditure.total", "stage": "final",
        "value": Decimal(value), "printed": value, "half_unit": Decimal(50), "source": "narrative",
        "block": 1,
    }  # fmt: skip
    return Figure(**values | more)  # type: ignore[arg-type]


def read(
    submissions: Sequence[Submission], figures: Sequence[Figure], rows: Sequence[Indicator] = ()
) -> tuple[list[ShownFigure], list[ScoreRow], set[str]]:
    with database.in_memory() as connection:
        loading.create_tables(connection)
        loading.insert(connection, "submissions", submissions)
        loading.insert(connection, "figures", figures)
        loading.insert(connection, "indicators", rows)
        prepare(connection)
        return shown(connection), scores(connection), superseded(connection)


def first(*figures: Figure) -> Decimal:
    return read([OWN, WHOLE], figures)[0][0].value


def test_the_unit_s_own_figure_comes_before_its_department_s() -> None:
    assert first(figure("900000", "whole", source="final_accounts"), figure("500000")) == 500000


def test_a_figure_of_all_funds_comes_before_one_of_some() -> None:
    assert first(figure("400000", fund="fiscal"), figure("500000", fund="all")) == 500000
    assert first(figure("400000", fund="fiscal"), figure("500000")) == 500000


def test_a_table_comes_before_text_and_the_finer_print_before_the_coarser() -> None:
    table = figure("500020", source="final_accounts", half_unit=Decimal(500))
    assert first(figure("500000"), table) == 500020
    fine = figure("500020", half_unit=Decimal("0.005"))
    assert first(figure("500000"), fine) == 500020


def test_printings_that_agree_are_one_and_those_that_do_not_stay() -> None:
    figures, _, _ = read([OWN], [figure("500000"), figure("500020", block=4), figure("510000")])
    assert [one.value for one in figures] == [500000, 510000]


def test_a_doubtful_printing_stays_though_it_agrees() -> None:
    doubtful = figure("500020", block=4, assurance="doubtful")
    figures, _, _ = read([OWN], [figure("500000"), doubtful])
    assert [one.assurance for one in figures] == ["typed", "doubtful"]


def test_lines_of_accounts_and_of_projects_are_not_shown() -> None:
    figures, _, _ = read([OWN], [figure("1", account_code="201"), figure("2", project="修路")])
    assert figures == []


def test_what_a_later_version_replaces_is_not_shown() -> None:
    old = Indicator(
        indicator_id="i1", submission_id="own", unit_code="101", fiscal_year=2025, level1="产出指标"
    )
    new = replace(old, indicator_id="i2", submission_id="later", level1="效益指标")
    figures, rows, older = read(
        [OWN, LATER], [figure("500000"), figure("510000", "later")], [old, new]
    )
    assert [one.value for one in figures] == [510000]
    assert [row.level1 for row in rows] == ["效益指标"]
    assert older == {"own.500000.0", "i1"}
