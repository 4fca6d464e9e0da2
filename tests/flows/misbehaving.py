"""Readers that hang, grow, die or stumble; in a module so that a worker can import them."""

from __future__ import annotations

import dataclasses
import os
import signal
import time

from fakes import LAYERS

from extractors import pace
from flows.work import Outcome, Task, work


def read(task: Task) -> list[Outcome]:
    """Does what the file's name says."""
    if task.name == "hangs":
        time.sleep(60)
    elif task.name == "grows":
        held = bytearray(8 << 30)
        return [Outcome(task.name, str(len(held)))]
    elif task.name == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif task.name == "crashes":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif task.name == "stumbles":
        raise PermissionError(13, "locked")
    return [Outcome(task.name, f"{os.getpid()}")]


def read_pages(task: Task) -> list[Outcome]:
    """A scan of eight pages, each within its time, all of them beyond the file's."""
    for page in range(8):
        pace.page_begins()
        time.sleep(60 if task.name == "hangs" and page == 6 else 0.5)
    return [Outcome(task.name, "")]


def hog(_path: object) -> list[object]:
    """An extractor that asks for eight gibibytes."""
    return [bytearray(8 << 30)]


def read_whole(task: Task) -> list[Outcome]:
    """The real frame around a reader that needs too much memory."""
    return work(task, dataclasses.replace(LAYERS, extract_all=hog))


def read_member(task: Task) -> list[Outcome]:
    """Members of an archive by their place: 1 hangs, 2 kills its process, others are read."""
    if task.member == 1:
        time.sleep(60)
    elif task.member == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(task)
