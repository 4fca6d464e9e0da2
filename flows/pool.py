"""Reading processes with limits: the seam to `concurrent.futures` on this computer.

A worker that runs too long ends itself, one that needs too much memory or dies inside a library
takes only its process with it. The pool then cannot tell which of the files in flight was at
fault: each of them is read again alone, and the one that fails again is the one.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from contracts.errors import MESSAGES, Code, Problem
from extractors import pace
from flows.layers import Layers
from flows.settings import Settings
from flows.work import Outcome, Task, work

#: A task with what came of it: outcomes, or the machine's error that makes it worth another try.
Result = tuple[Task, "list[Outcome] | OSError"]
#: Ends of a process that mean: not enough memory (killed by the system, aborted by a library).
MEMORY_EXITS = frozenset({-9, -6})
#: How the watchdog of `faulthandler` ends a process.
WATCHDOG_EXIT = 1


class Reader(Protocol):
    """Reads tasks, in no promised order."""

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Every task with what came of it."""


@dataclass(frozen=True, slots=True)
class Inline:
    """Reads in this process, without limits."""

    layers: Layers | None = None

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Every task with what came of it, in order."""
        for task in tasks:
            try:
                yield task, work(task, self.layers)
            except OSError as error:
                yield task, error


@dataclass(frozen=True, slots=True)
class Pool:
    """Reads in processes of their own.

    Attributes:
        settings: number of processes and limits.
        run: what each process does; a function of a module, so that it can be sent there.
    """

    settings: Settings
    run: Callable[[Task], list[Outcome]] = work

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Every task with what came of it, as it comes.

        At most one task more than there are processes is under way, so that memory stays flat
        and few are suspects when a process dies.
        """
        waiting = iter(tasks)
        flying: dict[Future[list[Outcome]], Task] = {}
        most = self.settings.worker_count + 1
        executor = self._executor(self.settings.worker_count)
        try:
            while fill(flying, waiting, most, partial(self._send, executor)):
                done = wait(flying, return_when=FIRST_COMPLETED).done
                if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                    suspects = list(flying.values())
                    flying.clear()
                    executor.shutdown(wait=False, cancel_futures=True)
                    yield from map(self.alone, suspects)
                    executor = self._executor(self.settings.worker_count)
                    continue
                for future in done:
                    yield flying.pop(future), result_of(future)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)

    def _send(self, executor: Executor, task: Task) -> Future[list[Outcome]]:
        """A task under way."""
        return executor.submit(limited, self.run, task, self.settings)

    def alone(self, task: Task) -> Result:
        """Reads one suspect in a pool of its own and names the reason if it dies again."""
        with self._executor(1) as executor:
            begun = time.monotonic()
            future = self._send(executor, task)
            children = multiprocessing.active_children()
            if not isinstance(future.exception(), BrokenProcessPool):
                return task, result_of(future)
            elapsed = time.monotonic() - begun
        for child in children:
            child.join(1)
        exits = {child.exitcode for child in children}
        late = WATCHDOG_EXIT in exits and elapsed >= 0.95 * self.settings.timeout_seconds
        code = _code(exits, late=late)
        return task, [Outcome(task.name, "", problem=Problem(code, MESSAGES[code]))]

    def _executor(self, workers: int) -> ProcessPoolExecutor:
        """A pool of processes; forked from a server that has the layers loaded where possible."""
        method = "spawn" if sys.platform in {"win32", "darwin"} else "forkserver"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["flows.preload"])
        return ProcessPoolExecutor(
            workers,
            mp_context=context,
            initializer=_prepare,
            initargs=(self.settings.memory_mb,),
        )


def fill(
    flying: dict[Future[list[Outcome]], Task],
    waiting: Iterator[Task],
    most: int,
    send: Callable[[Task], Future[list[Outcome]]],
) -> bool:
    """Sends tasks until enough are under way; False when none is left."""
    while len(flying) < most:
        task = next(waiting, None)
        if task is None:
            break
        flying[send(task)] = task
    return bool(flying)


def result_of(future: Future[list[Outcome]]) -> list[Outcome] | OSError:
    """The value of a finished future; only the machine's errors come back as such."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, OSError):
        return error
    raise error


def _code(exits: set[int | None], *, late: bool) -> Code:
    """Why a process died."""
    if late:
        return Code.TIMEOUT
    return Code.TOO_LARGE if exits & MEMORY_EXITS else Code.CORRUPT_FILE


def limited(run: Callable[[Task], list[Outcome]], task: Task, settings: Settings) -> list[Outcome]:
    """Runs in the worker: a watchdog in C ends the process when the time is over.

    That is the file's time, or that of its latest scanned page, whichever ends later.
    """
    end = time.monotonic() + settings.timeout_seconds
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:

        def wind() -> None:
            left = max(end - time.monotonic(), settings.page_seconds)
            faulthandler.dump_traceback_later(left, exit=True, file=nowhere)

        faulthandler.dump_traceback_later(settings.timeout_seconds, exit=True, file=nowhere)
        try:
            with pace.listening(wind):
                return run(task)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _prepare(memory_mb: int) -> None:
    """Runs once in each worker: limits, no Ctrl-C, and never outlives its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable()  # libraries talk about the paper; what matters comes back as a problem
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if memory_mb and sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        border = memory_mb << 20
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (border, hard))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """Ends this process when its parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
