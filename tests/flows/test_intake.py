from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import LAYERS, unpacked

from contracts.facts import Facts
from flows import passes, quarantine, receipts, refresh
from flows.keeper import Taken
from flows.passes import Pass, Summary
from flows.pool import Inline
from flows.receipts import State
from flows.sources import Arrival, Stamp, look, stamp_of


def take(work: Pass, *paths: Path) -> list[Taken]:
    arrivals = passes.arrivals_of(work, paths, Summary())
    return passes.take_in(work, arrivals, lambda _: None)


def drop(work: Pass, name: str, content: str) -> Path:
    path = work.home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def lake(work: Pass) -> dict[str, bytes]:
    return {
        str(path.relative_to(work.home.lake)): path.read_bytes()
        for path in sorted(work.home.lake.rglob("*.parquet"))
    }


def test_a_file_is_archived_stored_and_leaves_the_inbox(work: Pass) -> None:
    path = drop(work, "子目录/报告.txt", "收入100元，电话13812345678")
    (taken,) = take(work)
    assert taken.status == "accepted"
    assert not path.exists()
    (original,) = work.home.archive.iterdir()
    assert original.read_text(encoding="utf-8").endswith("13812345678")
    assert stat.S_IMODE(original.stat().st_mode) & 0o377 == 0
    (document,) = work.home.documents.iterdir()
    assert "13812345678" not in unpacked(document)
    assert len(lake(work)) == 2
    receipt = receipts.find(work.home, taken.submission_id)
    assert receipt is not None
    assert receipt.state is State.TAKEN
    assert not list(work.home.quarantine.iterdir())


def test_a_file_elsewhere_stays(work: Pass, tmp_path: Path) -> None:
    path = tmp_path / "inbox2" / "报告.txt"
    path.parent.mkdir()
    path.write_text("收入", encoding="utf-8")
    assert [taken.status for taken in take(work, path.parent)] == ["accepted"]
    assert path.exists()
    assert [taken.status for taken in take(work, path)] == ["duplicate"]
    assert len(list(work.home.archive.iterdir())) == 1


def test_the_same_bytes_twice_are_acknowledged_and_archived_once(work: Pass) -> None:
    drop(work, "甲.txt", "收入")
    drop(work, "乙.txt", "收入")
    assert sorted(taken.status for taken in take(work)) == ["accepted", "duplicate"]
    before = lake(work)
    drop(work, "丙.txt", "收入")
    (again,) = take(work)
    assert (again.status, again.is_bad) == ("duplicate", False)
    assert not list(look(work.home.inbox, from_inbox=True))
    assert lake(work) == before
    (receipt,) = receipts.every(work.home)
    assert {receipt.name, *receipt.again} == {"甲.txt", "乙.txt", "丙.txt"}


def test_a_refused_file_goes_to_quarantine_with_a_reason_and_the_rest_go_on(work: Pass) -> None:
    drop(work, "坏.txt", "bad")
    drop(work, "好.txt", "收入")
    drop(work, "空.txt", "")
    assert sorted(taken.status for taken in take(work)) == ["accepted", "refused", "refused"]
    reasons = {reason.file: (folder, reason) for folder, reason in quarantine.every(work.home)}
    folder, reason = reasons["坏.txt"]
    assert (reason.code, reason.stored) == ("corrupt_file", "坏.txt")
    assert (folder / "坏.txt").read_text() == "bad"
    assert json.loads((folder / "reason.json").read_text(encoding="utf-8"))["message"]
    assert reasons["空.txt"][1].code == "empty_file"
    assert not list(look(work.home.inbox, from_inbox=True))


def test_a_fault_of_the_program_refuses_that_file_only(work: Pass) -> None:
    drop(work, "怪.txt", "explode")
    drop(work, "好.txt", "收入")
    assert sorted(taken.status for taken in take(work)) == ["accepted", "refused"]
    ((_, reason),) = quarantine.every(work.home)
    assert reason.code == "internal_error"
    assert "explode" not in reason.message


def test_members_of_a_zip_are_submissions_of_their_own(work: Pass) -> None:
    drop(work, "全部.zip", "zip:收入|bad|支出")
    taken = take(work)
    assert [each.status for each in taken] == ["accepted", "refused", "accepted"]
    assert taken[0].name == "全部.zip!folder/0.txt"
    assert len(list(work.home.archive.iterdir())) == 1
    receipt = receipts.find(work.home, taken[2].submission_id)
    assert receipt is not None
    assert receipt.member_path == "folder/2.txt"
    ((_, reason),) = quarantine.every(work.home)
    assert (reason.member_path, reason.container) == ("folder/1.txt", receipt.container)
    drop(work, "另.txt", "收入")
    assert [each.status for each in take(work)] == ["duplicate"]


def test_links_and_pipes_are_refused_unread(work: Pass, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("收入", encoding="utf-8")
    (work.home.inbox / "link.txt").symlink_to(secret)
    (work.home.inbox / "folder").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(work.home.inbox / "pipe.txt")
    assert [taken.status for taken in take(work)] == ["refused"] * 3
    assert secret.exists()
    assert not list(work.home.archive.iterdir())
    assert not list(work.home.inbox.iterdir())


def test_temporary_names_are_left_alone(work: Pass) -> None:
    for name in ("~$报告.docx", "报告.docx.tmp", "报告.part", ".hidden", "Thumbs.db"):
        drop(work, name, "收入")
    assert take(work) == []
    assert len(list(work.home.inbox.iterdir())) == 5


@pytest.mark.parametrize("name", ["换\n行.txt", "长" * 80 + ".txt", "x" * 255])
def test_any_name_the_file_system_takes_is_taken_in(work: Pass, name: str) -> None:
    drop(work, name, "收入")
    drop(work, "b" + name[:-1], "bad")
    assert sorted(taken.status for taken in take(work)) == ["accepted", "refused"]
    ((_, reason),) = quarantine.every(work.home)
    assert reason.file == "b" + name[:-1]
    assert "\n" not in (reason.stored or "")


def test_a_file_replaced_while_it_is_read_is_taken_in_next_time(work: Pass) -> None:
    path = drop(work, "甲.txt", "收入一")
    arrivals = passes.arrivals_of(work, (), Summary())
    original = work.reader.results

    class Replacing:
        def results(self, tasks):  # type: ignore[no-untyped-def]
            for result in original(tasks):
                path.write_text("收入二二", encoding="utf-8")
                yield result

    taken = passes.take_in(replace(work, reader=Replacing()), arrivals, lambda _: None)
    assert [each.status for each in taken] == ["accepted"]
    assert path.exists()
    assert [each.status for each in take(work)] == ["accepted"]
    assert not path.exists()
    assert len(list(work.home.archive.iterdir())) == 2


def test_a_file_that_changes_during_the_copy_waits(work: Pass) -> None:
    path = drop(work, "甲.txt", "收入")
    seen = stamp_of(path)
    stale = Arrival(path, Stamp(1, seen.modified, seen.changed, seen.inode), from_inbox=True)
    (taken,) = passes.take_in(work, [stale], lambda _: None)
    assert (taken.status, taken.is_bad) == ("waiting", False)
    assert path.exists()


def test_a_file_removed_before_it_is_read_is_no_error(work: Pass) -> None:
    path = drop(work, "甲.txt", "收入")
    arrivals = passes.arrivals_of(work, (), Summary())
    path.unlink()
    (taken,) = passes.take_in(work, arrivals, lambda _: None)
    assert taken.status == "waiting"


def test_a_full_disk_keeps_the_original_and_the_next_pass_takes_it_in(work: Pass) -> None:
    calls = 0

    def full(_home: Path, _facts: Facts) -> Path:
        nonlocal calls
        calls += 1
        raise OSError(errno.ENOSPC, "No space left on device")

    path = drop(work, "甲.txt", "收入")
    (taken,) = take(replace(work, layers=replace(LAYERS, write_facts=full)))
    assert (taken.status, taken.problems[0].code.value) == ("failed", "io_error")
    assert calls == work.settings.attempts
    assert path.exists()
    # The archived copy is finished first, then the original is seen to be the same.
    assert [each.status for each in take(work)] == ["accepted", "duplicate"]
    assert not path.exists()
    assert len(lake(work)) == 2


def test_a_moment_of_trouble_is_tried_again(work: Pass) -> None:
    calls = 0

    def locked_once(home: Path, facts: Facts) -> Path:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise PermissionError(errno.EACCES, "locked")
        return LAYERS.write_facts(home, facts)

    drop(work, "甲.txt", "收入")
    (taken,) = take(replace(work, layers=replace(LAYERS, write_facts=locked_once)))
    assert taken.status == "accepted"


def test_what_a_killed_pass_archived_is_finished(work: Pass, tmp_path: Path) -> None:
    path = tmp_path / "外.txt"
    path.write_text("收入", encoding="utf-8")

    def killed(_home: Path, _facts: Facts) -> Path:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(replace(work, layers=replace(LAYERS, write_facts=killed)), path)
    path.unlink()
    assert len(list(work.home.archive.iterdir())) == 1
    assert not lake(work)
    assert [taken.status for taken in take(work)] == ["accepted"]
    assert len(lake(work)) == 2


def test_a_file_accepted_after_an_upgrade_leaves_quarantine(work: Pass) -> None:
    drop(work, "怪.txt", "explode")
    take(work)
    mended = replace(LAYERS, normalize=lambda d, s, **kw: LAYERS.normalize(_mended(d), s, **kw))

    drop(work, "怪.txt", "explode")
    (taken,) = take(replace(work, layers=mended, reader=Inline(mended)))
    assert taken.status == "accepted"
    assert not list(work.home.quarantine.iterdir())


def _mended(document):  # type: ignore[no-untyped-def]
    return replace(document, blocks=(replace(document.blocks[0], text="收入"),))


def test_files_of_older_readers_are_counted(work: Pass) -> None:
    drop(work, "甲.txt", "收入")
    take(work)
    assert refresh.read_before(work.home, work.layers.extractor_version) == 0
    assert refresh.read_before(work.home, "another") == 1
