"""A rebuild opens only what is new in the lake, and makes what reading everything would make."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from contracts.errors import Code, Problem
from contracts.facts import Facts, Figure, Passage, Submission
from warehouse import build, connect, database, inventory, loading, remove_facts, write_facts
from warehouse.results import LAKE

NOW = datetime(2023, 8, 1, tzinfo=UTC)


def _facts(name: str, total: int, year: int | None = 2022) -> Facts:
    same = {"submission_id": name * 16, "unit_code": "甲局", "fiscal_year": year}
    submission = Submission(
        **same,
        sha256=name * 64,
        file_name=f"{name}.docx",
        media_type="docx",
        received_at=NOW,
        document_kinds=("self_evaluation_report",),
    )
    figure = Figure(
        **same,
        figure_id=f"{name * 16}.f1",
        item="revenue.total",
        stage="final",
        value=Decimal(total),
        printed=f"{total}元",
    )
    problem = Problem(Code.PAGE_FAILED, "第2页")
    return Facts(
        submission,
        (figure,),
        passages=(Passage(**same, block=1, text="正文"),),
        problems=(problem,),
    )


def _rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the lake in the published database."""
    with connect(home) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            for name in LAKE
        }


def _build(home: Path) -> dict[str, list[tuple[object, ...]]]:
    build(home, now=NOW, registry=None)
    return _rows(home)


def _opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes which Parquet files are read from now on."""
    names: list[str] = []
    read = loading.read

    def noted(connection: object, dataset: str, paths: list[str]) -> None:
        names.extend(f"{dataset}/{Path(path).stem[0]}" for path in paths)
        read(connection, dataset, paths)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(loading, "read", noted)
    return names


def test_second_build_opens_only_what_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_facts(tmp_path, _facts("a", 1))
    before = _build(tmp_path)
    opened = _opened(monkeypatch)
    assert _build(tmp_path) == before
    assert opened == []
    write_facts(tmp_path, _facts("b", 2))
    both = _build(tmp_path)
    assert sorted(opened) == ["figures/b", "passages/b", "problems/b", "submissions/b"]
    (tmp_path / "warehouse.duckdb").unlink()
    assert _build(tmp_path) == both


def test_changed_moved_and_removed_submissions_are_seen(tmp_path: Path) -> None:
    for name in "abcd":
        write_facts(tmp_path, _facts(name, 5))
    _build(tmp_path)
    write_facts(tmp_path, _facts("a", 6))
    write_facts(tmp_path, _facts("b", 5, year=None))
    write_facts(tmp_path, replace(_facts("c", 5), figures=()))
    remove_facts(tmp_path, "d" * 16)
    warm = _build(tmp_path)
    with connect(tmp_path) as connection:
        rows = connection.execute(
            "SELECT left(submission_id, 1), fiscal_year, CAST(value AS INT) FROM figures ORDER BY 1"
        ).fetchall()
    assert rows == [("a", 2022, 6), ("b", None, 5)]
    assert len(warm["submissions"]) == 3
    (tmp_path / "warehouse.duckdb").unlink()
    assert _build(tmp_path) == warm


def test_facts_without_their_marker_are_left_out_until_it_comes(tmp_path: Path) -> None:
    marker = write_facts(tmp_path, _facts("a", 1))
    hidden = marker.with_suffix(".gone")
    marker.rename(hidden)
    assert _build(tmp_path)["figures"] == []
    hidden.rename(marker)
    assert len(_build(tmp_path)["figures"]) == 1


def test_versions_are_made_anew(tmp_path: Path) -> None:
    write_facts(tmp_path, _facts("a", 1))
    later = _facts("b", 2)
    write_facts(
        tmp_path,
        replace(later, submission=replace(later.submission, received_at=NOW.replace(day=2))),
    )
    _build(tmp_path)
    remove_facts(tmp_path, "a" * 16)
    _build(tmp_path)
    with connect(tmp_path) as connection:
        assert connection.execute("SELECT version, supersedes FROM submissions").fetchall() == [
            (1, None)
        ]


def test_database_of_another_program_version_is_not_used(tmp_path: Path) -> None:
    write_facts(tmp_path, _facts("a", 1))
    right = _build(tmp_path)
    with database.create(tmp_path / "other.duckdb") as other:
        loading.create_tables(other)
        loading.insert(other, "lake_files", inventory.lake_files(tmp_path))
        other.execute("ALTER TABLE figures DROP COLUMN nil")
    (tmp_path / "other.duckdb").replace(tmp_path / "warehouse.duckdb")
    assert _build(tmp_path) == right
    (tmp_path / "warehouse.duckdb").write_bytes(os.urandom(5000))
    assert _build(tmp_path) == right


def test_files_of_an_older_program_lack_columns(tmp_path: Path) -> None:
    for name in "ab":
        write_facts(tmp_path, _facts(name, 3))
    for name in "ab":
        path = tmp_path / f"lake/figures/fiscal_year=2022/{name * 16}.parquet"
        whole = path.read_bytes()
        pq.write_table(pq.ParquetFile(path).read().drop(["nil", "form"]), path)
        with_gap = _build(tmp_path)
        assert len(with_gap["figures"]) == 2
        path.write_bytes(whole)
    assert len(_build(tmp_path)["figures"]) == 2
