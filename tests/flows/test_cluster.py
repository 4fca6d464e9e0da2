"""Reading on a Dask cluster: a real scheduler, two worker processes, results as on this machine."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import misbehaving
import pytest
from test_pool import code_of, task

from contracts.errors import Code
from flows import passes
from flows.cli import main
from flows.cluster import Cluster, reader_of
from flows.home import Home
from flows.pool import Pool
from flows.settings import ClusterError, Settings

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "inbox"
distributed = pytest.importorskip("distributed")


def _start(*command: str) -> subprocess.Popen[bytes]:
    here = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    settings = {
        "PYTHONPATH": here,
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "DASK_DISTRIBUTED__DASHBOARD__LINK": "",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
        env=os.environ | settings,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a scheduler with two worker processes of one thread."""
    folder = tmp_path_factory.mktemp("dask")
    info = folder / "scheduler.json"
    local = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = _start("dask_scheduler", *local, "--port", "0", "--scheduler-file", str(info))
    workers = _start(
        "dask_worker", *local, "--scheduler-file", str(info), "--local-directory", str(folder),
        "--nworkers", "2", "--nthreads", "1", "--memory-limit", "0",
    )  # fmt: skip
    try:
        with distributed.Client(scheduler_file=str(info), timeout=60, set_as_default=False) as seen:
            seen.wait_for_workers(2, timeout=60)
            address = seen.scheduler.address
        yield address.replace("tcp://", "dask://")
    finally:
        for process in (workers, scheduler):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()


def test_same_results_as_on_this_machine(cluster: str, tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.docx"))[:3] + sorted(SAMPLES.glob("*.xlsx"))[:1]
    settings = Settings(settle_seconds=0, workers=2, executor=cluster)
    lakes = []
    for name, given in (("near", replace(settings, executor="")), ("far", settings)):
        home = Home(tmp_path / name)
        home.create()
        with home.writing():
            work = passes.prepare(home, given)
            taken = passes.take_in(work, passes.arrivals_of(work, files, passes.Summary()), print)
        assert len(taken) == len(files)
        assert not any(one.is_bad for one in taken)
        lakes.append(
            {
                path.relative_to(home.root): path.read_bytes()
                for path in home.root.rglob("*.parquet")
            }
        )
    assert lakes[0] == lakes[1]
    assert len(lakes[0]) >= 3 * len(files)


def test_a_file_that_ends_its_worker_is_read_here_and_refused(cluster: str, tmp_path: Path) -> None:
    settings = Settings(timeout_seconds=3, memory_mb=2048, workers=1, executor=cluster)
    reader = Cluster(settings, tmp_path, misbehaving.read)
    names = ["a", "killed", "b", "hangs", "c", "stumbles"]
    found = {each.name: result for each, result in reader.results(map(task, names))}
    assert [code_of(found[name]) for name in "abc"] == [None] * 3
    assert code_of(found["killed"]) is Code.TOO_LARGE
    assert code_of(found["hangs"]) is Code.TIMEOUT
    assert isinstance(found["stumbles"], PermissionError)


def test_what_makes_a_cluster_useless_is_said(
    cluster: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(executor=cluster)
    with pytest.raises(ClusterError, match="看不到数据目录"):
        list(Cluster(settings, Path("/proc/self/task") / "none", misbehaving.read).results([]))
    home = ["--home", str(tmp_path)]
    assert main(["run", *home, "--executor", "dask://127.0.0.1:9"]) == 2
    assert "连不上 Dask 集群 127.0.0.1:9" in capsys.readouterr().err
    assert main(["run", *home, "--executor", "spark://there"]) == 2
    assert "dask://主机:端口" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["run", *home, "--executor", cluster]) == 2
    assert "没有安装 Dask" in capsys.readouterr().err


def test_without_an_executor_processes_of_this_machine_read(home: Home) -> None:
    assert isinstance(reader_of(home, Settings()), Pool)
    assert isinstance(reader_of(home, Settings(executor="dask://a:1")), Cluster)
