"""The standing service as a whole: a real Prefect server, both deployments, files taken in.

That it survives being killed, whole or in parts, is tested in `tests/chaos`.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from flows.home import Home
from flows.runs import suffix_of
from tests.flows.offline import alone, listening, spoken_to
from tests.flows.standing import Service, environment, taken, wait_for

pytestmark = [pytest.mark.prefect, pytest.mark.slow]


def paper(home: Home, name: str) -> None:
    document = docx.Document()
    document.add_paragraph(f"{name}2022年度部门整体支出绩效自评报告")
    document.save(str(home.inbox / f"{name}.docx"))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service without any network, whose nightly reconciliation is due every minute."""
    home = Home(tmp_path_factory.mktemp("service") / "home")
    home.create()
    paper(home, "松坪县甲局")
    running = Service(
        home,
        before=alone(),
        DUIZHANG_NIGHTLY="* * * * *",
        DUIZHANG_RESCAN_SECONDS="3",
        **listening(home.root.parent / "addresses"),
    )
    yield running
    if running.process.poll() is None:
        running.end(signal.SIGINT)


def runs_of(service: Service, flow: str) -> dict[str, str]:
    """Names and states of the runs of one flow that have begun."""
    body = {"flows": {"name": {"any_": [flow]}}}
    return {
        run["name"]: run["state"]["type"]
        for run in service.ask("flow_runs/filter", body)
        if run["state"]["type"] != "SCHEDULED"
    }


def test_the_service_takes_in_and_tells(service: Service) -> None:
    wait_for(lambda: taken(service.home) == 1)
    names = {each["name"] for each in service.ask("deployments/filter", {})}
    assert names == {"inbox", "nightly"}
    # The run writes its artifacts one after the other.
    written = {"duizhang-summary", "duizhang-findings"}
    wait_for(lambda: {each["key"] for each in service.ask("artifacts/filter", {})} >= written)
    artifacts = service.ask("artifacts/filter", {})
    summaries = [each["data"] for each in artifacts if each["key"] == "duizhang-summary"]
    (told,) = [text for text in summaries if "收件 1 份" in text]
    (link,) = re.findall(r"\[打开报告\]\((file://\S+\.html)\)", told)
    assert Path(link.removeprefix("file://")).is_file()
    (name,) = [name for name, state in runs_of(service, "intake").items() if state == "COMPLETED"]
    assert re.fullmatch(r"收件 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", name)


def test_the_nightly_reconciliation_fires_by_its_cron(service: Service) -> None:
    wait_for(lambda: "COMPLETED" in runs_of(service, "nightly").values())
    done = [name for name, state in runs_of(service, "nightly").items() if state == "COMPLETED"]
    assert all(re.fullmatch(r"每夜对账 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", name) for name in done)


def test_a_second_service_on_the_same_home_is_refused(service: Service) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "flows", "serve", "--home", str(service.home.root)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 3
    assert "已有常驻服务" in answer.stderr


def test_a_service_on_an_existing_server_has_deployments_of_its_own(
    service: Service, tmp_path: Path
) -> None:
    url = re.findall(r"http://[\d.:]+", service.text())[-1]
    home = Home(tmp_path / "home")
    home.create()
    paper(home, "松坪县乙局")
    guest = Service(home, before=service.beside(), PREFECT_API_URL=f"{url}/api/")
    try:
        wait_for(lambda: taken(home) == 1)
        assert "server" not in guest.tree().values()
        names = {each["name"] for each in service.ask("deployments/filter", {})}
        assert names == {"inbox", "nightly"} | {
            name + suffix_of(home.root) for name in ("inbox", "nightly")
        }
    finally:
        assert guest.end(signal.SIGINT) == 0
    assert taken(service.home) == 1


def test_the_service_stops_cleanly(service: Service) -> None:
    assert service.end(signal.SIGTERM) == 0
    assert service.known
    assert not service.orphans(10)
    assert service.text().rstrip().endswith("已停止。")
    log = service.home.root.parent / "addresses"
    assert "127.0.0.1" in log.read_text(encoding="utf-8")
    assert spoken_to(log) == set()
