"""Runs a command that must not outlive us: `python -m flows.leash COMMAND …`.

The parent holds our standard input. When it closes, because the parent ended in whatever way, the
command and all its children are told to stop, and after a grace killed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading

#: Seconds between asking and killing.
GRACE = 8.0


def main(command: list[str]) -> int:
    """Runs the command in a process group of its own; returns its exit code."""
    process = subprocess.Popen(  # noqa: S603 - our own command line
        command, stdin=subprocess.DEVNULL, start_new_session=os.name != "nt"
    )
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_hold, args=(process,), daemon=True).start()
    code = process.wait()
    _send(process, "SIGKILL")
    return code


def _hold(process: subprocess.Popen[bytes]) -> None:
    """Waits for the parent's end of the pipe to close, then ends the command."""
    while os.read(0, 64):
        pass
    _send(process, "SIGINT")
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        _send(process, "SIGKILL")


def _send(process: subprocess.Popen[bytes], name: str) -> None:
    """A signal to the whole group; on Windows the process is ended."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, getattr(signal, name))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
