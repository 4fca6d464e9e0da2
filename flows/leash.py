"""Runs a module that must not outlive its parent: `python -m flows.leash MODULE [ARGUMENT …]`.

The parent holds our standard input. A byte in it asks for an orderly end; when it closes without
one, the parent was killed, and this process ends at once with everything it started.
"""

from __future__ import annotations

import _thread
import contextlib
import os
import runpy
import signal
import sys
import threading
import time

#: What the parent writes to ask for an orderly end.
STOP = b"s"
#: Seconds between asking and killing.
GRACE = 8.0


def main(arguments: list[str]) -> None:
    """Runs the module as a program, in a session of its own; never returns while a child lives."""
    told = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    threading.Thread(target=_hold, args=(told,), daemon=True).start()
    sys.argv = arguments
    try:
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    finally:
        end_family()


def _hold(told: int) -> None:
    """Waits for the parent's word or its end."""
    if os.read(told, 1) == STOP:
        if sys.platform == "win32":
            _thread.interrupt_main()
        else:
            os.killpg(os.getpgrp(), signal.SIGINT)
        time.sleep(GRACE)
    end_family()


def end_family() -> None:
    """Ends this process and whatever it started, at once."""
    sys.stdout.flush()
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    import psutil  # noqa: PLC0415 - only here

    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            child.kill()
    os._exit(1)


def follow_parent() -> None:
    """Ends this process as soon as the one that started it is gone, however it went."""
    import psutil  # noqa: PLC0415 - only here

    def follow(parent: psutil.Process) -> None:
        with contextlib.suppress(psutil.Error):
            parent.wait()
        os._exit(1)

    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(os.getppid())
        threading.Thread(target=follow, args=(parent,), daemon=True).start()


if __name__ == "__main__":
    main(sys.argv[1:])
