"""The lake keeps every column exactly; the database has the same tables, with comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from contracts.errors import Code, Problem
from contracts.facts import Facts, Figure, Submission, columns_of
from warehouse import build, connect, remove_facts, write_facts
from warehouse.results import LAKE, MADE

NOW = datetime(2023, 8, 1, 2, 3, 4, tzinfo=UTC)
SUBMISSION = Submission(
    submission_id="a" * 16,
    sha256="a" * 64,
    file_name="报告.docx",
    media_type="docx",
    received_at=NOW,
    unit_code="甲局",
    fiscal_year=2022,
    document_kinds=("self_evaluation_report",),
)
FIGURE = Figure(
    figure_id="a" * 16 + ".f1.3-9",
    submission_id="a" * 16,
    unit_code="甲局",
    fiscal_year=2022,
    item="revenue.total",
    stage="final",
    value=Decimal(1286900),
    printed="128.69万元",
    half_unit=Decimal(50),
)
FACTS = Facts(SUBMISSION, figures=(FIGURE,), problems=(Problem(Code.PAGE_FAILED, "第2页"),))


def test_written_rows_come_back_exactly(tmp_path: Path) -> None:
    path = write_facts(tmp_path, FACTS)
    assert path == tmp_path / "lake/submissions/fiscal_year=2022" / f"{'a' * 16}.parquet"
    table = pq.read_table(tmp_path / "lake/figures/fiscal_year=2022" / path.name)
    assert table.column_names == [column.name for column in columns_of(Figure)]
    assert str(table.schema.field("value").type) == "decimal128(18, 4)"
    assert Figure(**table.to_pylist()[0]) == FIGURE


def test_second_write_replaces_and_moves_the_year(tmp_path: Path) -> None:
    write_facts(tmp_path, FACTS)
    moved = replace(SUBMISSION, fiscal_year=None)
    write_facts(tmp_path, Facts(moved))
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet")]
    assert files == [f"lake/submissions/fiscal_year=0/{'a' * 16}.parquet"]


def test_removed_submission_leaves_nothing(tmp_path: Path) -> None:
    write_facts(tmp_path, FACTS)
    remove_facts(tmp_path, "a" * 16)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_number_too_wide_for_the_column_is_no_number(tmp_path: Path) -> None:
    wide = replace(FIGURE, value=Decimal("3" * 15))
    path = write_facts(tmp_path, Facts(SUBMISSION, figures=(wide,)))
    table = pq.read_table(tmp_path / "lake/figures/fiscal_year=2022" / path.name)
    assert table["value"].to_pylist() == [None]


def test_database_has_the_lake_with_chinese_comments(tmp_path: Path) -> None:
    write_facts(tmp_path, FACTS)
    result = build(tmp_path, now=NOW, registry=None)
    assert (result.submissions, result.figures) == (1, 1)
    with connect(tmp_path) as connection:
        row = connection.execute("SELECT value, half_unit, unit_code FROM figures").fetchone()
        assert row == (Decimal("1286900.0000"), Decimal("50.000000"), "甲局")
        for name in {**LAKE, **MADE}:
            bare = connection.execute(
                "SELECT count(*) FROM duckdb_columns() WHERE table_name = ? AND comment IS NULL",
                [name],
            ).fetchone()
            assert bare == (0,)


def test_published_database_cannot_be_written_nor_read_other_files(tmp_path: Path) -> None:
    write_facts(tmp_path, FACTS)
    build(tmp_path, now=NOW, registry=None)
    with connect(tmp_path) as connection:
        with pytest.raises(Exception, match="read-only"):
            connection.execute("DELETE FROM figures")
        with pytest.raises(Exception, match="disabled"):
            connection.execute(f"SELECT * FROM read_text('{tmp_path}/x')")


def test_facts_without_their_marker_are_not_loaded(tmp_path: Path) -> None:
    write_facts(tmp_path, FACTS).unlink()
    write_facts(tmp_path, Facts(replace(SUBMISSION, submission_id="b" * 16)))
    assert build(tmp_path, now=NOW, registry=None).figures == 0


def test_older_files_lack_newer_columns(tmp_path: Path) -> None:
    path = write_facts(tmp_path, FACTS)
    old = tmp_path / "lake/figures/fiscal_year=2022" / path.name
    pq.write_table(pq.read_table(old).drop_columns(["form"]), old)
    assert build(tmp_path, now=NOW, registry=None).figures == 1


def test_rename_refused_publishes_a_numbered_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "warehouse.duckdb":
            raise PermissionError
        return real(self, target)

    write_facts(tmp_path, FACTS)
    monkeypatch.setattr(Path, "replace", refuse)
    first = build(tmp_path, now=NOW, registry=None).database
    second = build(tmp_path, now=NOW, registry=None).database
    assert (first.name, second.name) == ("warehouse.1.duckdb", "warehouse.2.duckdb")
    assert not first.exists()
    with connect(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM figures").fetchone() == (1,)


def test_reader_keeps_its_snapshot_while_a_new_one_is_published(tmp_path: Path) -> None:
    write_facts(tmp_path, FACTS)
    build(tmp_path, now=NOW, registry=None)
    with connect(tmp_path) as before:
        remove_facts(tmp_path, "a" * 16)
        build(tmp_path, now=NOW, registry=None)
        assert before.execute("SELECT count(*) FROM figures").fetchone() == (1,)


def test_nothing_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="duizhang run"):
        connect(tmp_path)
