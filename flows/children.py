"""The processes the standing service starts, holds on a leash, and starts again when they end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from flows.leash import STOP

ROOT = Path(__file__).resolve().parent.parent
#: Bytes of a log that are kept when the service starts; what is older goes into one `.1` file.
LOG_BYTES = 10 << 20


@dataclass(slots=True)
class Child:
    """One process.

    Attributes:
        command: module and arguments, after `python -m`.
        log: where its output goes.
        starts: how often it was started.
    """

    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    @property
    def runs(self) -> bool:
        """Whether it is there."""
        return self.process is not None and self.process.poll() is None

    def ensure(self) -> None:
        """Starts it unless it runs; what the last one left behind is ended first."""
        if self.runs:
            return
        self._end_group()
        self.starts += 1
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):
            if self.log.stat().st_size > LOG_BYTES:
                self.log.replace(self.log.with_name(self.log.name + ".1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command line
                [sys.executable, "-m", "flows.leash", *self.command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self.environment,
                cwd=ROOT,
                start_new_session=os.name != "nt",
            )

    def ask_to_stop(self) -> None:
        """Says so, without waiting."""
        if self.process is not None and self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.write(STOP)
                self.process.stdin.close()

    def stop(self, grace: float = 12.0) -> None:
        """Asks, waits, and ends what is left."""
        if self.process is None:
            return
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(grace)
        if self.runs:
            self.process.kill()
            self.process.wait()
        self._end_group()

    def _end_group(self) -> None:
        """Ends processes that a child killed from outside left in its session."""
        if self.process is not None and sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
