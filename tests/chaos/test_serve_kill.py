"""The standing service killed in every part at random instants: every file exactly once.

`DUIZHANG_CHAOS=long` runs 300 files, 50 kills of the service's processes and 5 of the Prefect
server; the short form runs in CI. Both print what arrived, what was killed and what came of it.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from arrivals import Arrivals
from verdict import verdict

from flows.home import Home
from flows.sources import look
from tests.flows.standing import Service, wait_for

LONG = os.environ.get("DUIZHANG_CHAOS") == "long"
FILES, KILLS, SERVER_KILLS = (300, 50, 5) if LONG else (30, 4, 1)
#: Seconds between two papers, between two kills, and for the service to take in the rest.
PAUSE, PATIENCE = (6.0, 900) if LONG else (0.4, 600)
INTERVAL = (1.0, 25.0) if LONG else (1.0, 6.0)
#: What may be killed: everything at once, the supervising process alone, or one part of it.
TARGETS = {"all": 4, "main": 2, "runner": 2, "flow": 4, "worker": 4}


def strike(service: Service, target: str) -> str:
    """Kills a part of the service like a power cut; returns what was hit in fact."""
    tree = service.tree()
    main = psutil.Process(service.process.pid)
    hit = [each for each, part in tree.items() if part == target]
    if target == "all":
        hit = [main, *tree]
    elif not hit:  # that part does not run at this moment
        target, hit = "main", [main]
    for each in hit:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
    if main in hit:
        service.process.wait(10)
        assert not service.orphans(), "processes outlived their service"
        service.start()
    return target


def plan(luck: random.Random) -> list[str]:
    """The targets in their order, the server's kills strewn among the others."""
    targets = luck.choices(list(TARGETS), weights=list(TARGETS.values()), k=KILLS)
    if not LONG:
        targets = ["worker", "flow", "runner", "all"]
    for _ in range(SERVER_KILLS):
        targets.insert(luck.randrange(1, len(targets) + 1), "server")
    return targets


def is_idle(home: Home) -> bool:
    """Nothing lies in the inbox and the last pass came to its end."""
    return not list(look(home.inbox, from_inbox=True)) and not home.unfinished.exists()


@pytest.mark.slow
@pytest.mark.prefect
def test_the_service_loses_and_doubles_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    home.create()
    arrivals = Arrivals(home.inbox, seed=17)
    service = Service(home, DUIZHANG_RESCAN_SECONDS="5", DUIZHANG_WORKERS="1")
    begun = time.monotonic()
    sender = threading.Thread(target=arrivals.drop, args=(FILES, PAUSE))
    sender.start()
    luck = random.Random(23)
    struck: Counter[str] = Counter()
    for target in plan(luck):
        if luck.random() < 0.7:  # most blows fall into a pass, some into the start of the service
            with contextlib.suppress(AssertionError):
                wait_for(lambda: "flow" in service.tree().values(), 60)
        time.sleep(luck.uniform(*INTERVAL))
        struck[strike(service, target)] += 1
    sender.join()
    wait_for(lambda: is_idle(home), PATIENCE)
    # The last blow may have started it anew this instant: an idle inbox does not mean it is up.
    wait_for(lambda: "runner" in service.tree().values(), PATIENCE)
    assert service.end(signal.SIGINT) == 0
    assert not service.orphans()
    counts = verdict(home, arrivals)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{FILES} files {arrivals.counts}, kills {dict(struck)}, "
            f"{time.monotonic() - begun:.0f} s: {dict(counts)}\n"
        )
