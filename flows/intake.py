"""Taking in one file: private copy → read → archive → lake → the original leaves the inbox.

Each step is durable before the next, and each can be repeated: whatever instant the process dies
at, the next pass finds the original still in the inbox or the archived copy with a pending
receipt, and ends in the same state.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from contracts.errors import MESSAGES, Code, Problem
from flows import quarantine, receipts
from flows.durable import copy_hashed
from flows.home import Home
from flows.keeper import Keeper, Taken
from flows.leaving import leave
from flows.receipts import Receipt, State
from flows.settings import Settings
from flows.sources import Arrival, received_at, stamp_of
from flows.work import Context, Outcome, Task

T = TypeVar("T")
IRREGULAR = "这是链接、管道等特殊文件，未读取；请放入文件本身。"
FRESH = "文件仍在写入，本次跳过，写完后再处理。"


@dataclass(slots=True)
class Intake:
    """The writer's side of intake; the caller holds the home's lock."""

    home: Home
    settings: Settings
    keeper: Keeper
    context: Context = field(default_factory=Context)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _flying: dict[str, tuple[str, Arrival | None]] = field(default_factory=dict)
    _twins: dict[str, list[Arrival]] = field(default_factory=dict)

    def admit(self, arrival: Arrival) -> Task | Taken | None:
        """Takes a private copy; answers at once where nothing needs to be read.

        Returns:
            A task to read, or the answer, or None for the twin of a file that is under way (its
            answer comes with the other's).
        """
        name = arrival.path.name
        try:
            return self._try(lambda: self._admit(arrival))
        except FileNotFoundError:
            return Taken(name, "waiting", problems=(Problem(Code.IO_ERROR, "文件已被移走。"),))
        except OSError as error:
            return Taken(name, "failed", problems=(_io_problem(error),))

    def _admit(self, arrival: Arrival) -> Task | Taken | None:
        """One attempt of `admit`."""
        if not arrival.regular:
            return self._refuse_irregular(arrival)
        folder = self.home.staging / f"{next(self._numbers)}"
        folder.mkdir(mode=0o700)
        copy = folder / quarantine.safe_name(arrival.path.name)
        sha256, size = copy_hashed(arrival.path, copy)
        if stamp_of(arrival.path) != arrival.stamp or size != arrival.stamp.size:
            shutil.rmtree(folder, ignore_errors=True)
            return Taken(arrival.path.name, "waiting", problems=(Problem(Code.IO_ERROR, FRESH),))
        known = receipts.read(self.home, sha256)
        if known is not None and known.state is State.TAKEN:
            shutil.rmtree(folder, ignore_errors=True)
            return self._acknowledge(arrival, known)
        if sha256 in self._twins:
            shutil.rmtree(folder, ignore_errors=True)
            self._twins[sha256].append(arrival)
            return None
        self._twins[sha256] = []
        self._flying[folder.name] = (sha256, arrival)
        return Task(copy, arrival.path.name, received_at(arrival), folder.name, self.context)

    def interrupted(self) -> Iterator[Task]:
        """Tasks for what a killed process archived but did not finish."""
        for receipt in receipts.every(self.home):
            if receipt.state is State.TAKEN or receipt.container is not None:
                continue
            original = self.home.original(receipt.sha256)
            if original.is_file():
                key = f"{next(self._numbers)}"
                self._flying[key] = (receipt.sha256, None)
                self._twins.setdefault(receipt.sha256, [])
                yield Task(original, receipt.name, receipt.received_at, key, self.context)
            else:
                receipts.remove(self.home, receipt.sha256)

    def settle(self, task: Task, read: list[Outcome] | OSError) -> list[Taken]:
        """Makes what was read durable, then lets the original leave.

        Never raises for the file's or the disk's sake: what could not be stored stays in the
        inbox and is `failed`.
        """
        sha256, arrival = self._flying.pop(task.key)
        twins = self._twins.pop(sha256, [])
        try:
            if isinstance(read, OSError):
                raise read
            taken = self._try(lambda: self.keeper.store(task, sha256, read))
        except OSError as error:
            self._discard(task)
            return [Taken(task.name, "failed", problems=(_io_problem(error),))]
        if arrival is not None and arrival.from_inbox:
            leave(arrival)
        self._discard(task)
        return taken + [self._answer_twin(twin, sha256, taken) for twin in twins]

    def _refuse_irregular(self, arrival: Arrival) -> Taken:
        """A link or a pipe: moved into quarantine as it is when it lies in the inbox."""
        name = arrival.path.name
        problem = Problem(Code.UNSAFE_CONTENT, IRREGULAR)
        if arrival.from_inbox:
            sha256 = hashlib.sha256(f"{name}:{arrival.stamp}".encode()).hexdigest()
            quarantine.put(
                self.home,
                arrival.path,
                problem,
                name=name,
                sha256=sha256,
                received_at=received_at(arrival),
                now=self.keeper.now(),
            )
        return Taken(name, "refused", problems=(problem,))

    def _acknowledge(self, arrival: Arrival, known: Receipt) -> Taken:
        """Same bytes again: noted in the receipt, and the copy leaves the inbox."""
        taken = self.keeper.duplicate(arrival.path.name, known)
        if arrival.from_inbox:
            leave(arrival)
        return taken

    def _answer_twin(self, twin: Arrival, sha256: str, taken: list[Taken]) -> Taken:
        """The answer for a file whose bytes were under way under another name."""
        known = receipts.read(self.home, sha256)
        try:
            if known is not None:
                return self._acknowledge(twin, known)
            if twin.from_inbox:
                leave(twin)
        except OSError as error:
            return Taken(twin.path.name, "failed", problems=(_io_problem(error),))
        return dataclasses.replace(taken[0], name=twin.path.name)

    def _discard(self, task: Task) -> None:
        """Removes the private copy where it was not moved away."""
        if self.home.staging in task.path.parents:
            shutil.rmtree(task.path.parent, ignore_errors=True)

    def _try(self, step: Callable[[], T]) -> T:
        """Repeats a step that failed for the machine's sake (disk full, locked)."""
        pause = self.settings.retry_seconds
        for _ in range(self.settings.attempts - 1):
            try:
                return step()
            except FileNotFoundError:
                raise
            except OSError:
                time.sleep(pause)
                pause *= 2
        return step()


def _io_problem(error: OSError) -> Problem:
    """The machine's error as a clerk reads it."""
    detail = error.strerror or type(error).__name__
    return Problem(Code.IO_ERROR, f"{MESSAGES[Code.IO_ERROR]}（{detail}）")
