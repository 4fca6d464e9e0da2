"""How an original leaves the inbox: moved aside, looked at there, and only then removed.

Between a look and a removal somebody may put a new version in the same place; aside, nobody can.
What a killed pass left aside goes back to its place: if it was taken in, it is a duplicate there.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from flows.sources import Arrival, stamp_of

#: Hidden folders beside the original, so that the move never crosses file systems.
PREFIX = ".leaving-"


def leave(arrival: Arrival) -> None:
    """Removes an original from the inbox unless it was replaced meanwhile.

    What cannot be moved (open in a program on Windows, no permission) stays, and is acknowledged
    as a duplicate by the next pass.
    """
    with contextlib.suppress(OSError):
        if stamp_of(arrival.path) != arrival.stamp:
            return
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=arrival.path.parent))
        try:
            aside = folder / arrival.path.name
            arrival.path.replace(aside)
            if _is_same(aside, arrival):
                aside.unlink()
            else:
                _back(aside)
        finally:
            folder.rmdir()


def bring_back(inbox: Path) -> None:
    """Puts what a killed pass left aside back to its place; the holder of the lock calls it."""
    for current, folders, _ in os.walk(inbox):
        for name in [name for name in folders if name.startswith(PREFIX)]:
            folders.remove(name)
            with contextlib.suppress(OSError):
                for aside in (Path(current) / name).iterdir():
                    _back(aside)
                (Path(current) / name).rmdir()


def _is_same(aside: Path, arrival: Arrival) -> bool:
    """Whether this is the state that was taken in; moving changes the time of the last change."""
    now, then = stamp_of(aside), arrival.stamp
    return (now.size, now.modified) == (then.size, then.modified)


def _back(aside: Path) -> None:
    """From aside to the folder it was in, under another name where its own is taken again."""
    place = aside.parent.parent / aside.name
    number = 1
    while place.exists():
        number += 1
        place = place.with_name(f"{number}-{aside.stem[:60]}{aside.suffix[:16]}")
    aside.replace(place)
