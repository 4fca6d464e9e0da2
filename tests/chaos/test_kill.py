"""Killed at any instant and started again, every file is taken in exactly once.

`DUIZHANG_CHAOS=long` runs 300 files and 50 kills; the short form runs in CI. Both print counts.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from arrivals import Arrivals
from verdict import verdict

from flows.home import Home

FILES, KILLS = (300, 50) if os.environ.get("DUIZHANG_CHAOS") == "long" else (24, 6)
ENVIRONMENT = {**os.environ, "DUIZHANG_SETTLE_SECONDS": "0.5"}


def start(home: Home) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "flows", "run", "--home", str(home.root), "--workers", "1"],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Like a power cut for the process: no handler runs; its workers notice by themselves."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.slow
def test_killed_at_random_instants_nothing_is_lost_or_doubled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    home.create()
    arrivals = Arrivals(home.inbox, seed=7)
    sender = threading.Thread(target=arrivals.drop, args=(FILES, 0.1))
    sender.start()
    luck = random.Random(11)
    kills = done = 0
    while kills < KILLS:
        process = start(home)
        instant = luck.uniform(0.3, 6.0)
        try:
            process.wait(instant)
            process.communicate()
            done += 1
        except subprocess.TimeoutExpired:
            kill(process)
            kills += 1
    sender.join()
    time.sleep(0.6)
    for _ in range(2):
        process = start(home)
        _, errors = process.communicate(timeout=300)
        assert process.returncode in {0, 1}, errors.decode()
    counts = verdict(home, arrivals)
    with capsys.disabled():
        sys.stdout.write(f"\n{FILES} files {arrivals.counts}, {kills} kills, {done} whole passes: ")
        sys.stdout.write(f"{dict(counts)}\n")
