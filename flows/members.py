"""Members of an archive are read one by one, so that one that hangs or dies spares the others.

Each has the limits of a file of its own, and as many are read at once as there are processes. The
archive is settled when the last of them is there.
"""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors import digest_of
from extractors.archive import member_paths, unread_digest
from flows.pool import Reader, Result
from flows.work import Outcome, Task


@dataclass(slots=True)
class Bundle:
    """An archive whose members are under way.

    Attributes:
        paths: of its members.
        read: what came of each, by its place.
    """

    task: Task
    paths: tuple[str, ...]
    read: dict[int, list[Outcome] | OSError] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether the last member is there."""
        return len(self.read) == len(self.paths)

    def result(self) -> Result:
        """All members in their order; an error of the machine makes the whole be tried again."""
        outcomes: list[Outcome] = []
        for number in range(len(self.paths)):
            read = self.read[number]
            if isinstance(read, OSError):
                return self.task, read
            outcomes += [self._named(number, outcome) for outcome in read]
        return self.task, outcomes

    def _named(self, number: int, outcome: Outcome) -> Outcome:
        """The outcome of a member whose process died knows its archive only."""
        if outcome.member_path is not None:
            return outcome
        path = self.paths[number]
        return dataclasses.replace(
            outcome,
            name=posixpath.basename(path),
            sha256=unread_digest(digest_of(self.task.path), path),
            member_path=path,
        )


@dataclass(frozen=True, slots=True)
class OneByOne:
    """A reader that hands the members of archives to another reader as tasks of their own."""

    reader: Reader

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Every task with what came of it; an archive once, with all its members."""
        bundles: dict[str, Bundle] = {}
        for task, read in self.reader.results(_split(tasks, bundles)):
            if task.member is None:
                yield task, read
                continue
            key = task.key.rpartition("/")[0]
            bundles[key].read[task.member] = read
            if bundles[key].is_complete:
                yield bundles.pop(key).result()


def _split(tasks: Iterable[Task], bundles: dict[str, Bundle]) -> Iterator[Task]:
    """Tasks, those of archives as one task a member."""
    for task in tasks:
        try:
            paths = member_paths(task.path)
        except OSError:
            paths = ()  # told when it is read
        if len(paths) < 2:
            yield task
            continue
        bundles[task.key] = Bundle(task, paths)
        for number in range(len(paths)):
            yield dataclasses.replace(task, key=f"{task.key}/{number}", member=number)
