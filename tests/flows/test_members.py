from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import misbehaving
import pytest

from contracts.errors import Code
from extractors import extract_all
from extractors.archive import member_paths
from flows.members import OneByOne
from flows.pool import Inline, Pool, Result
from flows.settings import Settings
from flows.work import Outcome, Task, work
from tests.extractors.ooxml import docx, p, pack

GOOD = docx(p("松坪县甲局2022年度部门整体支出绩效自评报告"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "全部.zip"
    names = ("甲/零.docx", "甲/一.docx", "二.docx", "三.docx", "四.docx")
    path.write_bytes(pack({name: docx(p(name)) for name in names} | {"Thumbs.db": b"x"}))
    return path


def task(path: Path) -> Task:
    return Task(path, path.name, datetime.now(UTC), "7")


def test_one_hanging_and_one_dying_member_spare_the_others(archive: Path) -> None:
    pool = Pool(Settings(timeout_seconds=4, memory_mb=0, workers=2), misbehaving.read_member)
    ((whole, read),) = OneByOne(pool).results([task(archive)])
    assert whole.key == "7"
    assert isinstance(read, list)
    codes = {each.member_path: each.problem and each.problem.code for each in read}
    assert codes == {
        "甲/零.docx": None,
        "甲/一.docx": Code.TIMEOUT,
        "二.docx": Code.TOO_LARGE,
        "三.docx": None,
        "四.docx": None,
    }
    assert [each.name for each in read] == ["零.docx", "一.docx", "二.docx", "三.docx", "四.docx"]
    assert len({each.sha256 for each in read}) == 5


def test_one_by_one_is_the_same_as_the_whole(archive: Path) -> None:
    archive.write_bytes(pack({"甲.docx": GOOD, "坏.docx": GOOD[:-30], "../外.docx": GOOD}))
    whole = task(archive)
    assert list(OneByOne(Inline()).results([whole])) == [(whole, work(whole))]


def test_other_files_pass_as_they_are(tmp_path: Path) -> None:
    files = {"a.docx": GOOD, "b.zip": pack({"a.docx": GOOD}), "c.zip": b"PK\x05\x06", "d": b""}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        assert member_paths(tmp_path / name) == (("a.docx",) if name == "b.zip" else ())
    tasks = [replace(task(tmp_path / name), key=name) for name in files]
    answers = dict(OneByOne(Inline()).results(tasks))
    assert list(answers) == tasks


def test_a_directory_that_claims_too_much_is_not_listed_here(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(pack({"a.docx": GOOD, "b.docx": GOOD}))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (1 << 30).to_bytes(4, "little")
    path.write_bytes(data)
    assert member_paths(path) == ()
    assert [each.refusal.code for each in extract_all(path) if each.refusal] == [Code.CORRUPT_FILE]


def test_a_moment_of_trouble_makes_the_whole_archive_be_tried_again(archive: Path) -> None:
    class Stumbling:
        def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
            for each in tasks:
                full = OSError(errno.ENOSPC, "full")
                yield each, full if each.member == 3 else [Outcome(each.name, "x", "y")]

    ((_, read),) = OneByOne(Stumbling()).results([task(archive)])
    assert isinstance(read, OSError)
