from __future__ import annotations

import multiprocessing
import time
from datetime import UTC, datetime
from pathlib import Path

import misbehaving
import pytest

from contracts.errors import Code
from flows.pool import Pool
from flows.settings import Settings
from flows.work import Outcome, Task

SETTINGS = Settings(timeout_seconds=2, memory_mb=2048, workers=2)


def task(name: str) -> Task:
    return Task(Path(name), name, datetime.now(UTC), name)


def read(pool: Pool, *names: str) -> dict[str, list[Outcome] | OSError]:
    return {each.name: result for each, result in pool.results(map(task, names))}


def code_of(result: list[Outcome] | OSError) -> Code | None:
    assert isinstance(result, list)
    (outcome,) = result
    return outcome.problem.code if outcome.problem else None


def test_one_bad_file_never_takes_another_with_it() -> None:
    names = ["a", "killed", "b", "crashes", "c", "hangs", "d", "stumbles", "e"]
    begun = time.monotonic()
    results = read(Pool(SETTINGS, misbehaving.read), *names)
    assert set(results) == set(names)
    assert [code_of(results[name]) for name in "abcde"] == [None] * 5
    assert code_of(results["killed"]) is Code.TOO_LARGE
    assert code_of(results["crashes"]) is Code.CORRUPT_FILE
    assert code_of(results["hangs"]) is Code.TIMEOUT
    assert isinstance(results["stumbles"], PermissionError)
    assert time.monotonic() - begun < 30


def test_a_long_scan_is_not_one_that_hangs() -> None:
    settings = Settings(timeout_seconds=2, page_seconds=1.5, memory_mb=2048, workers=2)
    results = read(Pool(settings, misbehaving.read_pages), "long", "hangs")
    assert code_of(results["long"]) is None
    assert code_of(results["hangs"]) is Code.TIMEOUT


def test_memory_has_an_end() -> None:
    results = read(Pool(SETTINGS, misbehaving.read_whole), "grows")
    assert code_of(results["grows"]) is Code.TOO_LARGE


def test_other_exceptions_of_a_worker_are_not_swallowed() -> None:
    with pytest.raises(MemoryError):
        read(Pool(SETTINGS, misbehaving.read), "grows")


def test_no_process_stays_behind() -> None:
    read(Pool(SETTINGS, misbehaving.read), "a", "b", "c")
    for child in multiprocessing.active_children():
        child.join(5)
    assert not multiprocessing.active_children()
