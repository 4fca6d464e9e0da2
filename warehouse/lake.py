"""The lake: one Parquet file a submission and dataset, `lake/<dataset>/fiscal_year=YYYY/`.

A submission's file of `submissions` is written last: facts without it are not loaded, so a build
never sees a submission half written, whenever the process was killed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from contracts.facts import Facts
from warehouse.arrow import pa
from warehouse.results import LAKE, ProblemRow
from warehouse.schema import arrow_table


def folder(home: Path, dataset: str) -> Path:
    """Where a dataset lies."""
    return home / "lake" / dataset


def write(home: Path, facts: Facts) -> Path:
    """Replaces one submission in the lake; see `warehouse.write_facts`."""
    submission = facts.submission
    rows = _rows(facts)
    name = f"{submission.submission_id}.parquet"
    year = f"fiscal_year={submission.fiscal_year or 0}"
    marker = folder(home, "submissions") / year / name
    for old in _files(home, submission.submission_id, ["submissions"]):
        if old != marker:
            old.unlink()
    kept = set()
    for dataset, record in LAKE.items():
        if rows[dataset] and dataset != "submissions":
            path = folder(home, dataset) / year / name
            write_parquet(path, arrow_table(record, rows[dataset]))
            kept.add(path)
    for old in _files(home, submission.submission_id, [n for n in LAKE if n != "submissions"]):
        if old not in kept:
            old.unlink()
    write_parquet(marker, arrow_table(LAKE["submissions"], rows["submissions"]))
    return marker


def _rows(facts: Facts) -> dict[str, Sequence[Any]]:
    """Rows of each dataset."""
    identity = facts.submission.submission_id
    problems = [
        ProblemRow(submission_id=identity, code=item.code, message=item.message, place=item.place)
        for item in facts.problems
    ]
    return {
        "submissions": (facts.submission,),
        "figures": facts.figures,
        "claims": facts.claims,
        "indicators": facts.indicators,
        "passages": facts.passages,
        "forms": facts.forms,
        "problems": problems,
    }


def remove(home: Path, submission_id: str) -> None:
    """Takes a submission out, its marker first."""
    for path in _files(home, submission_id, list(LAKE)):
        path.unlink(missing_ok=True)


def _files(home: Path, submission_id: str, datasets: Sequence[str]) -> Iterator[Path]:
    """Files of one submission in whatever year it lay."""
    for dataset in datasets:
        yield from folder(home, dataset).glob(f"fiscal_year=*/{submission_id}.parquet")


def write_parquet(path: Path, table: pa.Table) -> None:
    """Writes beside the target, flushes to disk, then renames over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            # a small file read whole: dictionaries and statistics only cost its reader
            pq.write_table(
                table, stream, compression="zstd", use_dictionary=False, write_statistics=False
            )
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
