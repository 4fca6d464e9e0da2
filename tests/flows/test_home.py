from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.home import Home, HomeLockedError, HomeUnusableError

HOLD = """
import sys, time
from pathlib import Path
from flows.home import Home
with Home(Path(sys.argv[1])).writing():
    print("held", flush=True)
    time.sleep(60)
"""


def hold(home: Home) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.root)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_writer_is_told_who_holds_the_home(home: Home) -> None:
    process = hold(home)
    try:
        with pytest.raises(HomeLockedError, match=str(process.pid)), home.writing():
            pass
    finally:
        end(process)


def test_the_lock_of_a_killed_writer_is_taken_over(home: Home) -> None:
    process = hold(home)
    end(process)
    assert (home.root / ".lock").exists()
    with home.writing():
        pass


def test_the_lock_can_be_taken_again(home: Home) -> None:
    for _ in range(2):
        with home.writing():
            assert (home.root / ".lock.holder").exists()
    assert not (home.root / ".lock.holder").exists()


def test_a_home_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    with pytest.raises(HomeUnusableError, match="无法写入数据目录"):
        Home(blocker / "home").create()


def test_papers_are_for_the_owner_only(home: Home) -> None:
    if os.name == "nt":
        pytest.skip("POSIX modes")
    for folder in (home.archive, home.quarantine, home.documents, home.receipts):
        assert folder.stat().st_mode & 0o077 == 0


def test_staging_is_cleared(home: Home) -> None:
    (home.staging / "0").mkdir()
    (home.staging / "0" / "copy").touch()
    (home.staging / "1").touch()
    home.clear_staging()
    assert not list(home.staging.iterdir())
