"""How far a long file has come: a reader of scans says when it begins a page.

Whoever limits the time of a file can then tell a long one from one that hangs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_listeners: list[Callable[[], None]] = []


def page_begins() -> None:
    """Says that a page is about to be recognised; costs nothing where nobody listens."""
    for listener in _listeners:
        listener()


@contextmanager
def listening(listener: Callable[[], None]) -> Iterator[None]:
    """Calls the listener at every page begun meanwhile, in this process."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
