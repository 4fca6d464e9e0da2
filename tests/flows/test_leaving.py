"""Originals leave the inbox only as what was taken in; a new version in their place stays."""

from __future__ import annotations

import pytest

from flows import leaving
from flows.home import Home
from flows.sources import Arrival, arrival_of, look


def arrival(home: Home, name: str, text: str) -> Arrival:
    path = home.inbox / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    found = arrival_of(path, from_inbox=True)
    assert found is not None
    return found


def everything(home: Home) -> dict[str, str]:
    return {
        str(path.relative_to(home.inbox)): path.read_text(encoding="utf-8")
        for path in sorted(home.inbox.rglob("*"))
        if path.is_file()
    }


def test_what_was_taken_in_leaves(home: Home) -> None:
    leaving.leave(arrival(home, "科/甲.txt", "一"))
    assert not everything(home)
    assert [path.name for path in home.inbox.iterdir()] == ["科"]
    assert not list((home.inbox / "科").iterdir())


def test_a_new_version_stays(home: Home) -> None:
    seen = arrival(home, "甲.txt", "一")
    arrival(home, "甲.txt", "二二")
    leaving.leave(seen)
    assert everything(home) == {"甲.txt": "二二"}


def test_a_version_put_there_between_look_and_move_comes_back(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = arrival(home, "甲.txt", "一")
    real = leaving.tempfile.mkdtemp

    def replaced_meanwhile(*args: object, **named: object) -> str:
        (home.inbox / "new").write_text("二", encoding="utf-8")
        (home.inbox / "new").replace(seen.path)
        return real(*args, **named)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(leaving.tempfile, "mkdtemp", replaced_meanwhile)
    leaving.leave(seen)
    assert everything(home) == {"甲.txt": "二"}


def test_what_a_killed_pass_left_aside_comes_back(home: Home) -> None:
    arrival(home, "科/甲.txt", "二")
    aside = home.inbox / "科" / ".leaving-x"
    aside.mkdir()
    (aside / "甲.txt").write_text("一", encoding="utf-8")
    assert [each.path.name for each in look(home.inbox, from_inbox=True)] == ["甲.txt"]
    home.begin()
    assert everything(home) == {"科/2-甲.txt": "一", "科/甲.txt": "二"}


def test_a_killed_pass_is_seen_and_swept(home: Home) -> None:
    home.begin()
    assert home.unfinished.exists()
    half = home.lake / "figures" / "fiscal_year=2022" / ".abc.xyz.tmp"
    half.parent.mkdir(parents=True)
    half.touch()
    home.begin()
    assert not half.exists()
    home.finish()
    assert not home.unfinished.exists()


def test_only_one_process_writes(home: Home) -> None:
    assert home.is_free()
    with home.writing():
        assert not home.is_free()
    assert home.is_free()
