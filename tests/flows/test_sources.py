from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from flows.settings import Settings, from_environment
from flows.sources import is_temporary, look, named, settled
from flows.watching import Sight, ready_moments


def test_an_old_file_is_ready_at_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", encoding="utf-8")
    time.sleep(0.25)
    begun = time.monotonic()
    ready, waiting = settled(look(tmp_path, from_inbox=True), 0.2)
    assert time.monotonic() - begun < 0.15
    assert ([each.path.name for each in ready], waiting) == (["a"], [])


def test_a_preserved_date_does_not_hide_a_fresh_copy(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("a", encoding="utf-8")
    os.utime(path, (1, 1))

    def grow() -> None:
        time.sleep(0.1)
        path.write_text("aa", encoding="utf-8")
        os.utime(path, (1, 1))

    seen = list(look(tmp_path, from_inbox=True))
    writer = threading.Thread(target=grow)
    writer.start()
    ready, waiting = settled(seen, 0.3)
    writer.join()
    assert (ready, [each.path for each in waiting]) == ([], [path])


def test_a_clock_that_jumped_back_makes_nothing_wait_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("a", encoding="utf-8")
    future = time.time() + 86400
    os.utime(path, (future, future))
    ready, _ = settled(look(tmp_path, from_inbox=True), 0.1)
    assert [each.path for each in ready] == [path]


def test_named_paths_are_taken_once_and_absent_ones_told(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a").write_text("a", encoding="utf-8")
    (tmp_path / "b").write_text("b", encoding="utf-8")
    absent = tmp_path / "nothing"
    arrivals, missing = named([inbox, inbox / "a", tmp_path / "b", absent], inbox)
    assert {each.path.name: each.from_inbox for each in arrivals} == {"a": True, "b": False}
    assert missing == [absent]


@pytest.mark.parametrize("name", ["~$a.docx", "a.tmp", "a.PART", "a.crdownload", ".a", "a~"])
def test_temporary_names(name: str) -> None:
    assert is_temporary(name)


@pytest.mark.parametrize("name", ["a.docx", "临时.pdf", "part.xlsx", "a.tmp.docx"])
def test_other_names(name: str) -> None:
    assert not is_temporary(name)


class TestSight:
    """What is ready, by a clock that the test moves."""

    settings = Settings(settle_seconds=2, rescan_seconds=60)

    def test_ready_after_the_settle_time_and_offered_once(self, tmp_path: Path) -> None:
        sight = Sight(self.settings)
        (tmp_path / "a").write_text("a", encoding="utf-8")
        seen = [sight.ready(tmp_path, now) for now in (0, 1.9, 2.0, 3, 10, 61.9, 62.0, 63)]
        assert seen == [0, 0, 1, 0, 0, 0, 1, 0]

    def test_growing_starts_the_wait_anew(self, tmp_path: Path) -> None:
        sight = Sight(self.settings)
        (tmp_path / "a").write_text("a", encoding="utf-8")
        assert sight.ready(tmp_path, 0) == 0
        (tmp_path / "a").write_text("aa", encoding="utf-8")
        assert [sight.ready(tmp_path, now) for now in (1.9, 2.1, 3.9)] == [0, 0, 1]

    def test_a_batch_is_waited_for_but_not_for_ever(self, tmp_path: Path) -> None:
        sight = Sight(self.settings)
        counts = []
        for second in range(70):
            (tmp_path / f"{second}").write_text("a", encoding="utf-8")
            counts.append(sight.ready(tmp_path, float(second)))
        assert sum(count > 0 for count in counts) == 1
        assert counts.index(max(counts)) in range(60, 66)

    def test_what_left_is_forgotten(self, tmp_path: Path) -> None:
        sight = Sight(self.settings)
        path = tmp_path / "a"
        path.write_text("a", encoding="utf-8")
        assert [sight.ready(tmp_path, now) for now in (0, 2)] == [0, 1]
        path.unlink()
        assert sight.ready(tmp_path, 3) == 0
        path.write_text("a", encoding="utf-8")
        assert [sight.ready(tmp_path, now) for now in (4, 6)] == [0, 1]


@pytest.mark.parametrize("polling", [False, True])
def test_the_watcher_tells_of_a_file_and_stops(tmp_path: Path, *, polling: bool) -> None:
    stop = threading.Event()
    settings = Settings(settle_seconds=0.3, polling=polling)
    threading.Timer(0.2, (tmp_path / "a").write_text, ("a",)).start()
    assert next(ready_moments(tmp_path, settings, stop)) == 1
    stop.set()


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHANG_SETTLE_SECONDS", "7.5")
    monkeypatch.setenv("DUIZHANG_POLLING", "true")
    monkeypatch.setenv("DUIZHANG_MEMORY_MB", "512")
    settings = from_environment()
    assert (settings.settle_seconds, settings.polling, settings.memory_mb) == (7.5, True, 512)
    monkeypatch.setenv("DUIZHANG_MEMORY_MB", "viel")
    with pytest.raises(ValueError, match="DUIZHANG_MEMORY_MB"):
        from_environment()
