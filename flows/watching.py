"""Watching the inbox: says when there is something ready to take in.

Events of the file system wake it, a timer backs them up (watchers lose events, network shares send
none), and readiness is judged by looking: size and times unchanged for the settle time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

from flows.settings import Settings
from flows.sources import Stamp, look

#: Milliseconds between two looks in which nothing happened.
TICK = 1000


def ready_moments(inbox: Path, settings: Settings, stop: threading.Event) -> Iterator[int]:
    """Yields the number of ready files whenever a pass is worth starting, until stopped.

    What a pass left in the inbox (a file it could not store) is offered again after the rescan
    time only.
    """
    sight = Sight(settings)
    for _ in watch(
        inbox,
        stop_event=stop,
        rust_timeout=TICK,
        yield_on_timeout=True,
        force_polling=settings.polling or None,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        count = sight.ready(inbox)
        if count:
            yield count


class Sight:
    """What was seen in the inbox, and since when unchanged; measured on the monotonic clock."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._since: dict[Path, tuple[Stamp, float]] = {}
        self._offered: dict[Path, tuple[Stamp, float]] = {}

    def ready(self, inbox: Path, now: float | None = None) -> int:
        """Looks once; how many files are ready that were not offered lately.

        Args:
            inbox: the folder.
            now: seconds of a clock that never jumps; the machine's by default.
        """
        now = time.monotonic() if now is None else now
        seen = {arrival.path: arrival.stamp for arrival in look(inbox, from_inbox=True)}
        self._since = {path: self._first(path, stamp, now) for path, stamp in seen.items()}
        fresh = [path for path, stamp in seen.items() if self._is_due(path, stamp, now)]
        if any(now - self._since[path][1] < self._settings.settle_seconds for path in seen):
            # Something is still arriving: one pass for all of it, unless it goes on for long.
            waiting = [now - self._since[path][1] for path in fresh]
            if max(waiting, default=0.0) < self._settings.rescan_seconds:
                return 0
        self._offered = {path: known for path, known in self._offered.items() if path in seen} | {
            path: (seen[path], now) for path in fresh
        }
        return len(fresh)

    def _first(self, path: Path, stamp: Stamp, now: float) -> tuple[Stamp, float]:
        """When this state of a file was first seen."""
        known = self._since.get(path)
        return known if known is not None and known[0] == stamp else (stamp, now)

    def _is_due(self, path: Path, stamp: Stamp, now: float) -> bool:
        """Settled, and not offered in this state within the rescan time."""
        if now - self._since[path][1] < self._settings.settle_seconds:
            return False
        offered = self._offered.get(path)
        if offered is None or offered[0] != stamp:
            return True
        return now - offered[1] >= self._settings.rescan_seconds
