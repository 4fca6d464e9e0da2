"""What lies in the inbox or was named on the command line, and whether it is ready to be read.

A file is ready when its size and times have not changed for a settle time; the times of the file
system and of the last change both count, because copying tools may preserve the former. A clock
that jumped back never makes a file wait for ever: what two looks one settle time apart find
unchanged is ready.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

#: Names that programs give to what they are still writing, or to what is no paper at all.
TEMPORARY_PREFIXES = ("~$", ".~", "._", ".")
TEMPORARY_SUFFIXES = (".tmp", ".part", ".partial", ".crdownload", ".download", ".swp", "~")
NO_PAPERS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another: size, times in nanoseconds, identity."""

    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file to take in.

    Attributes:
        path: where it lies.
        stamp: its state when it was seen.
        from_inbox: whether it leaves its place after it was taken in.
        regular: False for links, pipes, devices: refused, never opened.
    """

    path: Path
    stamp: Stamp
    from_inbox: bool
    regular: bool = True


def stamp_of(path: Path) -> Stamp:
    """The present state of a file; links are not followed.

    Raises:
        OSError: it is gone or cannot be seen.
    """
    status = path.lstat()
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def is_temporary(name: str) -> bool:
    """Whether a name says that a program is still writing, or that it is no paper."""
    lower = name.lower()
    return (
        lower.startswith(TEMPORARY_PREFIXES)
        or lower.endswith(TEMPORARY_SUFFIXES)
        or lower in NO_PAPERS
    )


def look(folder: Path, *, from_inbox: bool) -> Iterator[Arrival]:
    """Every file below a folder, by name; temporary names are left alone, links not followed."""
    for current, folders, files in os.walk(folder):
        folders.sort()
        here = Path(current)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if name not in links and not name.startswith(".")]
        for name in sorted([*files, *links]):
            if not is_temporary(name):
                arrival = arrival_of(here / name, from_inbox=from_inbox)
                if arrival is not None:
                    yield arrival


def arrival_of(path: Path, *, from_inbox: bool) -> Arrival | None:
    """One path as an arrival, None where it went away meanwhile."""
    try:
        regular = stat.S_ISREG(path.lstat().st_mode)
        return Arrival(path, stamp_of(path), from_inbox, regular)
    except OSError:
        return None


def named(paths: Sequence[Path], inbox: Path) -> tuple[list[Arrival], list[Path]]:
    """Arrivals of the paths a person named, each file once, and the paths that do not exist.

    Files inside the inbox leave it afterwards however they were named; others stay.
    """
    arrivals: dict[str, Arrival] = {}
    absent: list[Path] = []
    inside = os.path.realpath(inbox)
    for path in paths:
        found = list(_below(path, inside))
        if not found and not path.is_dir():
            absent.append(path)
        for arrival in found:
            arrivals.setdefault(str(arrival.path.absolute()), arrival)
    return list(arrivals.values()), absent


def _below(path: Path, inside: str) -> Iterator[Arrival]:
    """A file itself, or the files below a folder."""
    real = os.path.realpath(path)
    parent = os.path.realpath(path.parent)
    from_inbox = real == inside or (parent + os.sep).startswith(inside + os.sep)
    if path.is_dir():
        yield from look(path, from_inbox=from_inbox)
        return
    arrival = arrival_of(path, from_inbox=from_inbox)
    if arrival is not None:
        yield arrival


def settled(arrivals: Iterable[Arrival], seconds: float) -> tuple[list[Arrival], list[Arrival]]:
    """Divides arrivals into those that are ready and those still being written.

    Waits `seconds` once at most, and only where something changed that recently.

    Returns:
        The ready ones and the others, each in the given order.
    """
    seen = list(arrivals)
    if seconds <= 0:
        return seen, []
    border = time.time_ns() - int(seconds * 1e9)
    if any(_latest(arrival) > border for arrival in seen):
        time.sleep(seconds)
    ready: list[Arrival] = []
    waiting: list[Arrival] = []
    for arrival in seen:
        now = arrival_of(arrival.path, from_inbox=arrival.from_inbox)
        if now is not None:
            (ready if now.stamp == arrival.stamp else waiting).append(now)
    return ready, waiting


def _latest(arrival: Arrival) -> int:
    """The later of the two times of a file, nanoseconds since 1970."""
    return max(arrival.stamp.modified, arrival.stamp.changed)


def received_at(arrival: Arrival) -> datetime:
    """The modification time of a file, in the machine's time zone."""
    return datetime.fromtimestamp(arrival.stamp.modified / 1e9, UTC).astimezone()
