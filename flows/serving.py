"""`duizhang serve`: Prefect server, runner of the deployments, watcher of the inbox.

This process holds the two others on a leash, starts them again when they die, and starts a run of
the inbox deployment whenever files are ready. All state is in the home: when everything is killed
and started again, the next pass goes on where the last one was.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from flows.children import ROOT, Child
from flows.commands import out
from flows.home import Home
from flows.runs import Api, suffix_of
from flows.settings import Settings
from flows.watching import ready_moments

#: Seconds between two looks at the children.
LOOK = 2.0
#: Nothing leaves the machine: no telemetry, no update check.
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def serve(home: Home, settings: Settings, registry: Path | None) -> int:
    """Runs until Ctrl-C or SIGTERM; returns the exit code.

    Raises:
        HomeLockedError: another service stands on this home.
        HomeUnusableError: the home cannot be written.
    """
    _no_proxy()
    with home.serving():
        given = os.environ.get("PREFECT_API_URL")
        port = _free_port()
        url = given.rstrip("/") if given else f"http://127.0.0.1:{port}/api"
        api = Api(url, suffix_of(home.root) if given else "")
        environment = _environment(home, settings, url)
        logs = home.root / ".prefect"
        servers: list[Child] = []
        if not given:
            command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
            servers.append(Child(command, environment, logs / "server.log"))
        arguments = [str(home.root), api.suffix, *([str(registry.absolute())] if registry else [])]
        runner = Child(["flows.runner", *arguments], environment, logs / "runner.log")
        with _signals() as stop:
            out(f"数据目录 {home.root}；Prefect 服务 {url.removesuffix('/api')}；Ctrl-C 停止。")
            try:
                _supervise(home, settings, api, (servers, runner), stop)
            finally:
                out("正在停止……")
                for child in (runner, *servers):
                    child.stop()
    out("已停止。")
    return 0


def _supervise(
    home: Home,
    settings: Settings,
    api: Api,
    children: tuple[list[Child], Child],
    stop: threading.Event,
) -> None:
    """Keeps the children alive and starts inbox runs until told to stop."""
    workers = [
        threading.Thread(target=_keep_alive, args=(*children, api, stop), daemon=True),
        threading.Thread(target=_finish_killed, args=(home, settings, api, stop), daemon=True),
    ]
    for worker in workers:
        worker.start()
    for count in ready_moments(home.inbox, settings, stop):
        out(f"收件夹有 {count} 个文件到齐，开始收件。")
        _start_run(api, stop)
    for worker in workers:
        worker.join(LOOK * 4)


def _keep_alive(servers: list[Child], runner: Child, api: Api, stop: threading.Event) -> None:
    """Server first, the runner as soon as the server answers; both again when they end."""
    while not stop.is_set():
        for server in servers:
            if server.starts and not server.runs:
                out("Prefect 服务意外结束，重新启动。")
            server.ensure()
        if not runner.runs and api.answers() and not stop.is_set():
            _start_runner(runner, api)
        stop.wait(LOOK)


def _start_runner(runner: Child, api: Api) -> None:
    """Starts the runner, after what a killed one left open was closed."""
    try:
        left = api.close_left_open()
    except (OSError, ValueError, KeyError):
        return
    told = "服务已就绪。" if runner.starts == 0 else "运行进程已重新启动。"
    out(told + (f"中断的运行 {left} 个，将继续未完成的收件。" if left else ""))
    runner.ensure()


def _finish_killed(home: Home, settings: Settings, api: Api, stop: threading.Event) -> None:
    """Starts a run where a pass was killed on its way, even if the inbox is empty by now."""
    while True:
        if home.unfinished.exists() and home.is_free():
            _start_run(api, stop)
        if stop.wait(settings.rescan_seconds):
            return


def _start_run(api: Api, stop: threading.Event) -> None:
    """Starts a run of the inbox deployment unless one is waiting; tries until it succeeds."""
    while not (api.answers() and api.start_inbox_run()) and not stop.wait(LOOK):
        continue


def _environment(home: Home, settings: Settings, url: str) -> dict[str, str]:
    """The children's environment: state inside the home, nothing sent anywhere."""
    folder = home.root / ".prefect"
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {
        **os.environ,
        **QUIET,
        "PREFECT_HOME": str(folder),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PYTHONPATH": path,
        "PYTHONUNBUFFERED": "1",
        "DUIZHANG_WORKERS": str(settings.workers),
        "DUIZHANG_EXECUTOR": settings.executor,
    }


def _free_port() -> int:
    """A free port of this machine only."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _no_proxy() -> None:
    """An office's proxy is not asked for this machine's own addresses."""
    for name in ("NO_PROXY", "no_proxy"):
        known = os.environ.get(name, "")
        os.environ[name] = ",".join(filter(None, (known, "127.0.0.1", "localhost")))


@contextlib.contextmanager
def _signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
