"""Readers of the warehouse while it is published: never an error, each one snapshot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows import passes
from flows.passes import Pass, Summary

READERS, PUBLICATIONS = 20, 10
#: An analyst with the warehouse open, again and again; prints what was seen when told to stop.
READER = """
import json, pathlib, select, sys
from warehouse import connect
home, seen = pathlib.Path(sys.argv[1]), []
sql = "SELECT (SELECT count(*) FROM submissions), (SELECT count(*) FROM figures)"
while not seen or not select.select([sys.stdin], [], [], 1.0)[0]:
    with connect(home) as database:
        first = database.execute(sql).fetchall()
        select.select([sys.stdin], [], [], 1.0)
        assert first == database.execute(sql).fetchall()
    seen.append(first[0])
print(json.dumps(seen))
"""


def drop(inbox: Path, number: int) -> None:
    (inbox / f"{number}.txt").write_text(f"收入{number}", encoding="utf-8")


@pytest.mark.slow
def test_twenty_readers_during_ten_publications(
    work: Pass, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(work.home.inbox, 0)
    passes.run_pass(work, ())
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(work.home.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(READERS)
    ]
    for number in range(1, PUBLICATIONS + 1):
        drop(work.home.inbox, number)
        arrivals = passes.arrivals_of(work, (), Summary())
        passes.publish(work, Summary(taken=passes.take_in(work, arrivals, lambda _: None)))
    snapshots: set[tuple[int, int]] = set()
    openings = 0
    for reader in readers:
        told, errors = reader.communicate("", timeout=60)
        assert reader.returncode == 0, errors
        seen = json.loads(told)
        openings += len(seen)
        snapshots |= {tuple(each) for each in seen}
    assert all(submissions == figures for submissions, figures in snapshots)
    assert len(snapshots) > 1
    assert {submissions for submissions, _ in snapshots} <= set(range(1, PUBLICATIONS + 2))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{READERS} readers, {PUBLICATIONS} publications: {openings} openings, no error, "
            f"{len(snapshots)} different snapshots\n"
        )
