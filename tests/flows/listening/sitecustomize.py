"""Imported by every Python process below a test: notes each address anybody speaks to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LOG = os.environ.get("DUIZHANG_TEST_ADDRESSES", os.devnull)
TO_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
BY_NAME = {"socket.getaddrinfo", "socket.gethostbyname"}


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in TO_ADDRESS and isinstance(arguments[1], tuple):
        told = str(arguments[1][0])
    elif event in BY_NAME:
        told = str(arguments[0])
    else:
        return
    with Path(LOG).open("a", encoding="utf-8") as stream:
        stream.write(told + "\n")


sys.addaudithook(_note)
