"""The seed's typed files give every golden value, each with its place, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from golden_seed import (
    ALLOWED_CLAIMS,
    ALLOWED_NARRATIVE,
    CLAIMS,
    LEVEL1_POINTS,
    NARRATIVE,
    ROWS,
    TABLE,
)

from contracts.facts import Facts
from extractors import extract
from normalizers import Source, normalize

RECEIVED = datetime(2023, 8, 3, tzinfo=UTC)


def read(path: Path) -> Facts:
    return normalize(extract(path.read_bytes(), path.name), Source(path.name, RECEIVED))


@pytest.fixture(scope="module", params=["docx", "pdf", "doc"])
def facts(request, seed) -> Facts:
    return read(seed[request.param])


def test_submission(facts):
    submission = facts.submission
    assert submission.fiscal_year == 2022
    assert submission.unit_name.endswith("委员会办公室")
    assert set(submission.document_kinds) == {"self_evaluation_report", "self_evaluation_table"}


def test_narrative_figures_are_exactly_the_golden_ones(facts):
    told = {(f.item, f.stage, f.value) for f in facts.figures if f.source == "narrative"}
    assert told - ALLOWED_NARRATIVE == NARRATIVE


def test_table_figures_are_exactly_the_golden_ones(facts):
    stated = {(f.item, f.stage, f.value) for f in facts.figures if f.source != "narrative"}
    assert stated == TABLE
    assert {f.project for f in facts.figures if f.source != "narrative"} == {"业务经费"}


def test_claims_are_exactly_the_golden_ones(facts):
    claims = {(c.kind, c.item, c.stage, c.versus, c.value) for c in facts.claims}
    assert claims - ALLOWED_CLAIMS == CLAIMS


def test_unit_slip_is_kept_as_printed(facts):
    figure = next(f for f in facts.figures if f.item == "three_public.total" and f.stage == "final")
    assert re.sub(r"\s", "", figure.printed) == "0.34元"
    assert figure.printed_unit == "元"


def test_indicator_rows(facts):
    scored = [
        row
        for row in facts.indicators
        if row.level1 not in {"预算执行", "总分"} and row.score is not None
    ]
    seen = [
        (
            row.level1,
            row.target_comparator,
            row.target_value,
            row.actual_comparator,
            row.actual_value,
            row.points,
            row.score,
        )
        for row in scored
    ]
    assert seen == ROWS
    for row in scored:
        assert row.level1_points == LEVEL1_POINTS[row.level1]
        assert row.level2
        assert row.level3


def test_empty_row_execution_row_and_total(facts):
    empty = [row for row in facts.indicators if row.points is None and row.score is None]
    assert [(row.level1, row.level2) for row in empty] == [("效益指标", "经济效益指标")]
    execution = [row for row in facts.indicators if row.level1 == "预算执行"]
    assert [(row.points, row.score) for row in execution] == [(10, 10)]
    total = [row for row in facts.indicators if row.level1 == "总分"]
    assert [(row.points, row.score) for row in total] == [(100, 96)]


def test_every_figure_has_a_place(facts):
    for figure in facts.figures:
        assert figure.block is not None
        assert (figure.char_start is not None) or (figure.row is not None)
        if facts.submission.page_count:
            assert figure.page is not None
            assert figure.x1 > figure.x0


def test_no_personal_data(facts):
    text = repr(facts)
    assert "张三" not in text
    assert "13800000000" not in text


def _content(facts: Facts) -> list[tuple[object, ...]]:
    return sorted(
        (
            f.item,
            f.stage or "",
            f.fund or "",
            f.project or "",
            str(f.value),
            f.measure,
            f.nil,
            str(f.half_unit),
            f.half_unit_rule,
            f.source,
            f.printed_unit or "",
            re.sub(r"\s", "", f.printed),
        )
        for f in facts.figures
    )


@pytest.mark.parametrize("other", ["pdf", "doc"])
def test_formats_give_the_same_figures(seed, other):
    assert _content(read(seed[other])) == _content(read(seed["docx"]))


def test_template_gives_no_value(shared):
    facts = read(next((shared / "real").glob("附件2*.pdf")))
    assert [f for f in facts.figures if f.value is not None] == []
    assert facts.submission.document_kinds == ("other",)
