"""The standing service as a whole: a real Prefect server, both deployments, files taken in."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import docx
import psutil
import pytest

from flows import receipts
from flows.home import Home
from flows.receipts import State

pytestmark = [pytest.mark.prefect, pytest.mark.slow]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
    "DUIZHANG_SETTLE_SECONDS": "0.5",
}


class Service:
    """`duizhang serve` on a home of its own."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.log = home.root.parent / "serve.log"
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-u", "-m", "flows", "serve", "--home", str(self.home.root)],
                stdout=log,
                stderr=log,
                env=ENVIRONMENT,
                start_new_session=True,
            )

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        url = re.findall(r"http://[\d.:]+", self.log.read_text(encoding="utf-8"))[-1]
        request = urllib.request.Request(
            f"{url}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(40)

    def restart(self) -> None:
        self.process = self._start()


def wait_for(condition: Callable[[], bool], seconds: float = 100) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def paper(home: Home, name: str) -> None:
    document = docx.Document()
    document.add_paragraph(f"{name}2022年度部门整体支出绩效自评报告")
    document.save(str(home.inbox / f"{name}.docx"))


def taken(home: Home) -> int:
    return sum(receipt.state is State.TAKEN for receipt in receipts.every(home))


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = Home(tmp_path_factory.mktemp("service") / "home")
    home.create()
    paper(home, "松坪县甲局")
    running = Service(home)
    yield running
    if running.process.poll() is None:
        running.end(signal.SIGINT)


def test_the_service_takes_in_tells_and_survives(service: Service) -> None:
    home = service.home
    wait_for(lambda: taken(home) == 1)
    names = {each["name"] for each in service.ask("deployments/filter", {})}
    assert names == {"inbox", "nightly"}
    # The run writes its artifacts one after the other.
    written = {"duizhang-summary", "duizhang-findings"}
    wait_for(lambda: {each["key"] for each in service.ask("artifacts/filter", {})} >= written)
    artifacts = {each["key"]: each["data"] for each in service.ask("artifacts/filter", {})}
    assert "收件 1 份" in artifacts["duizhang-summary"]
    assert artifacts.keys() == written

    # Killed like a power cut: its children end by themselves, and a new one goes on.
    children = service.children()
    assert children
    service.end(signal.SIGKILL)
    gone, alive = psutil.wait_procs(children, timeout=20)
    assert gone
    assert not alive
    paper(home, "松坪县乙局")
    service.restart()
    wait_for(lambda: taken(home) == 2)
    assert not list(home.inbox.iterdir())

    children = service.children()
    assert service.end(signal.SIGINT) == 0
    assert not psutil.wait_procs(children, timeout=10)[1]
    assert "已停止。" in service.log.read_text(encoding="utf-8")
