"""The readers under test, each in a fresh process, so that memory and CPU time are its own."""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np

Line = tuple[str, np.ndarray]


def ours(image: np.ndarray, dpi: int) -> list[Any]:
    """Blocks of our own reader."""
    from extractors.scan import read_page  # noqa: PLC0415 - in the reading process only

    return list(read_page(image, dpi, 1))


def rapid(image: np.ndarray, dpi: int) -> list[Line]:
    """Lines of rapidocr with nothing set."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - as above

    if not _KEPT:
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        _KEPT.append(RapidOCR())
    found = _KEPT[0](cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    if found.boxes is None or found.txts is None:
        return []
    return list(zip(found.txts, [np.asarray(quad, float) for quad in found.boxes], strict=True))


_KEPT: list[Any] = []
Reader = Callable[[np.ndarray, int], list[Any]]


def _start(reader: Reader) -> None:
    """One thread for OpenCV, models loaded, so that the first page costs what the others do."""
    cv2.setNumThreads(1)
    blank = np.full((400, 400, 3), 250, np.uint8)
    cv2.putText(blank, "100.25", (60, 200), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
    reader(blank, 100)


def _timed(reader: Reader, image: np.ndarray, dpi: int) -> tuple[list[Any], float, float]:
    start = time.process_time()
    found = reader(image, dpi)
    seconds = time.process_time() - start
    return found, seconds, _peak()


def _peak() -> float:
    """Highest resident memory of this process so far, MB (not its parent's, as `rusage` has it)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


Timed = Callable[[np.ndarray, int], tuple[list[Any], float, float]]


@contextmanager
def fresh(reader: Reader) -> Iterator[Timed]:
    """A reader in a new process: what it finds, its CPU seconds, its peak memory in MB."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, _start, (reader,)) as pool:
        yield lambda image, dpi: pool.submit(_timed, reader, image, dpi).result()
