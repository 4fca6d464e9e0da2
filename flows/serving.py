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
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flows.commands import out
from flows.home import Home
from flows.settings import Settings
from flows.watching import ready_moments

ROOT = Path(__file__).resolve().parent.parent
#: Seconds to wait for the server's first answer, and between looks at the children.
START, LOOK = 120.0, 2.0
#: Nothing leaves the machine: no telemetry, no update check.
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


@dataclass(slots=True)
class Child:
    """A process on a leash that is started again when it ends.

    Attributes:
        command: after the Python interpreter.
        log: where its output goes.
    """

    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    starts: int = field(default=0)

    def ensure(self) -> None:
        """Starts it unless it runs."""
        if self.process is not None and self.process.poll() is None:
            return
        self.starts += 1
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command line
                [sys.executable, "-m", "flows.leash", sys.executable, *self.command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self.environment,
                cwd=ROOT,
            )

    def stop(self, grace: float = 12.0) -> None:
        """Lets go of the leash and waits for the end."""
        if self.process is None:
            return
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(grace)
        if self.process.poll() is None:
            self.process.kill()


def serve(home: Home, settings: Settings, registry: Path | None) -> int:
    """Runs until Ctrl-C or SIGTERM; returns the exit code."""
    home.create()
    given = os.environ.get("PREFECT_API_URL")
    port = _free_port()
    url = given or f"http://127.0.0.1:{port}/api"
    environment = _environment(home, settings, url)
    children: list[Child] = []
    if given is None:
        command = ["-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
        children.append(Child(command, environment, home.root / ".prefect" / "server.log"))
    arguments = [str(home.root), *([str(registry.absolute())] if registry else [])]
    runner = Child(
        ["-m", "flows.runner", *arguments], environment, home.root / ".prefect" / "runner.log"
    )
    stop = threading.Event()
    with _signals(stop):
        out(f"数据目录 {home.root}；Prefect 服务 {url.removesuffix('/api')}；Ctrl-C 停止。")
        try:
            _supervise(home, settings, url, [*children, runner], stop)
        finally:
            out("正在停止……")
            for child in (runner, *children):
                child.stop()
    out("已停止。")
    return 0


def _supervise(
    home: Home, settings: Settings, url: str, children: list[Child], stop: threading.Event
) -> None:
    """Keeps the children alive and starts inbox runs until told to stop."""
    keeper = threading.Thread(target=_keep_alive, args=(children, url, stop), daemon=True)
    keeper.start()
    for count in ready_moments(home.inbox, settings, stop):
        out(f"收件夹有 {count} 个文件到齐，开始收件。")
        while not _start_run(url) and not stop.wait(LOOK):
            continue
    keeper.join(LOOK * 2)


def _keep_alive(children: list[Child], url: str, stop: threading.Event) -> None:
    """Server first, the runner as soon as the server answers; both again when they end."""
    *servers, runner = children
    while not stop.is_set():
        for server in servers:
            server.ensure()
        if _answers(url):
            if runner.process is None or runner.process.poll() is not None:
                out("服务已就绪。" if runner.starts == 0 else "运行进程已重新启动。")
            runner.ensure()
        stop.wait(LOOK)


def _start_run(url: str) -> bool:
    """Starts a run of the inbox deployment unless one is waiting; False to try again later."""
    from flows.runs import start_inbox_run  # noqa: PLC0415 - Prefect's client is heavy

    if not _answers(url):
        return False
    return start_inbox_run(url)


def _answers(url: str) -> bool:
    """Whether the server is there."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False


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
    }


def _free_port() -> int:
    """A free port of this machine only."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def _signals(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM set the event."""
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_until_ready(url: str, seconds: float = START) -> bool:
    """Waits for a server's first answer; for tests and scripts."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if _answers(url):
            return True
        time.sleep(0.2)
    return False
