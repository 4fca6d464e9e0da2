"""Made anew although nothing came: a better extractor, refused files tried again."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import LAYERS, Extraction, extract_all

from contracts.document import Document, Paragraph
from flows import passes, quarantine, receipts
from flows.office import open_office
from flows.passes import Pass, Summary
from flows.pool import Inline, Result
from flows.work import Task


@pytest.fixture
def refused(work: Pass) -> Pass:
    """A home with a good and a refused file, of which nothing is left in the inbox."""
    (work.home.inbox / "好.txt").write_text("收入", encoding="utf-8")
    (work.home.inbox / "坏.txt").write_text("bad", encoding="utf-8")
    arrivals = passes.arrivals_of(work, (), Summary())
    taken = passes.take_in(work, arrivals, lambda _: None)
    assert sorted(each.status for each in taken) == ["accepted", "refused"]
    return work


def upgraded(work: Pass) -> Pass:
    """The same with an extractor that reads what was refused."""

    def extract(path: Path) -> Iterator[Extraction]:
        for one in extract_all(path):
            document = Document(one.sha256, "text/plain", (Paragraph(0, "读懂了"),))
            yield one if one.document else replace(one, document=document, refusal=None)

    layers = replace(LAYERS, extractor_version="2", extract_all=extract)
    return replace(work, layers=layers, reader=Inline(layers))


def test_an_upgrade_takes_in_what_was_refused(refused: Pass) -> None:
    done = passes.reconcile_pass(upgraded(refused), again=True)
    assert [taken.name for taken in done.taken] == ["坏.txt"]
    assert not list(quarantine.every(refused.home))
    assert len(list(refused.home.archive.iterdir())) == 2
    assert {receipt.name for receipt in receipts.every(refused.home)} == {"好.txt", "坏.txt"}
    assert not list(refused.home.staging.iterdir())
    assert done.build is not None
    assert done.build.submissions == 2


def test_what_still_cannot_be_read_stays_refused_once(refused: Pass) -> None:
    for _ in range(2):
        done = passes.reconcile_pass(refused, again=True)
        assert done.taken == []
        ((_, reason),) = quarantine.every(refused.home)
        assert (reason.file, reason.code) == ("坏.txt", "corrupt_file")
        assert not list(refused.home.staging.iterdir())


def test_a_moment_of_trouble_changes_nothing(refused: Pass) -> None:
    class Stumbling:
        def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
            for task in tasks:
                yield task, OSError(errno.EIO, "unreadable for a moment")

    before = {path: path.read_bytes() for path in refused.home.lake.rglob("*.parquet")}
    done = passes.reconcile_pass(replace(refused, reader=Stumbling()), again=True)
    assert done.taken == []
    assert ["沿用原结果" in change.lines[0] for change in done.changes] == [True]
    assert before == {path: path.read_bytes() for path in refused.home.lake.rglob("*.parquet")}
    assert len(list(quarantine.every(refused.home))) == 1


def test_reconcile_finishes_what_a_killed_pass_left(work: Pass) -> None:
    def killed(*_: object) -> Path:
        raise KeyboardInterrupt

    (work.home.inbox / "甲.txt").write_text("收入", encoding="utf-8")
    broken = replace(work, layers=replace(LAYERS, write_facts=killed))
    with pytest.raises(KeyboardInterrupt):
        passes.run_pass(broken, ())
    (work.home.inbox / "甲.txt").unlink()
    done = passes.reconcile_pass(work, again=False)
    assert [taken.status for taken in done.taken] == ["accepted"]
    assert done.build is not None
    assert done.build.submissions == 1


def test_a_registry_that_was_there_is_missed(work: Pass, tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    names = tmp_path / "registry" / "单位.csv"
    names.write_text("单位代码,单位名称\n101,甲局\n", encoding="utf-8")
    plain = passes.run_pass(work, ())
    with_names = passes.run_pass(replace(work, office=open_office(work.home, names.parent)), ())
    forgotten = passes.run_pass(work, ())
    assert plain.messages == []
    assert with_names.messages == [f"名册：{names.parent}"]
    assert "上次对账使用了名册，这次没有" in forgotten.messages[0]
