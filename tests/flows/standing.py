"""`duizhang serve` as a test drives it: started, asked, killed in parts, stopped."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import psutil

from flows import receipts
from flows.home import Home
from flows.receipts import State

SERVE = (sys.executable, "-u", "-m", "flows", "serve", "--home")
ASK = """
import sys, urllib.request
request = urllib.request.Request(
    sys.argv[1], sys.argv[2].encode(), {"Content-Type": "application/json"})
sys.stdout.buffer.write(urllib.request.urlopen(request, timeout=20).read())
"""


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without Prefect's, with what the service is to be told."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**clean, "DUIZHANG_SETTLE_SECONDS": "0.5", **settings}


class Service:
    """One service on a home of its own; every process it ever had is remembered."""

    def __init__(self, home: Home, *, before: Sequence[str] = (), **settings: str) -> None:
        self.home = home
        self.before = before
        self.log = home.root.parent / "serve.log"
        self.environment = environment(**settings)
        self.known: set[psutil.Process] = set()
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.before, *SERVE, str(self.home.root)],
                stdout=log,
                stderr=log,
                env=self.environment,
                start_new_session=True,
            )
        return self.process

    def tree(self) -> dict[psutil.Process, str]:
        """Every process below the service with its part: server, runner, flow or worker."""
        found: dict[psutil.Process, str] = {}
        with contextlib.suppress(psutil.Error):
            for each in psutil.Process(self.process.pid).children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    found[each] = part(" ".join(each.cmdline()))
        self.known |= found.keys()
        return found

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        url = re.findall(r"http://[\d.:]+", self.text())[-1]
        answer = subprocess.run(
            [*self.beside(), sys.executable, "-c", ASK, f"{url}/api/{path}", json.dumps(body)],
            capture_output=True,
            check=True,
        )
        return json.loads(answer.stdout)

    def beside(self) -> list[str]:
        """What to put before a command that is to run in the service's network."""
        return ["nsenter", "-t", str(self.process.pid), "-n"] if self.before else []

    def text(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def end(self, number: signal.Signals) -> int:
        self.tree()
        self.process.send_signal(number)
        return self.process.wait(60)

    def orphans(self, seconds: float = 20) -> list[psutil.Process]:
        """Processes that are still there although their service ended."""
        return psutil.wait_procs(list(self.known), timeout=seconds)[1]


def part(command: str) -> str:
    """What a command line of the service is."""
    for name, mark in (
        ("server", "prefect server"),
        ("runner", "flows.runner"),
        ("flow", "prefect.engine"),
        ("worker", "multiprocessing"),
    ):
        if mark in command:
            return name
    return "other"


def wait_for(condition: Callable[[], bool], seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def taken(home: Home) -> int:
    return sum(receipt.state is State.TAKEN for receipt in receipts.every(home))
