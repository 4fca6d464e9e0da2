"""Documents a second for docx, beside bare python-docx on the same files.

By hand: `python -m tests.bench.documents [FILE.docx …]`; without files the samples are read. Both
sides open the file and touch every paragraph and every cell; ours also numbers, spans and titles.
Medians of several rounds in one process; no threshold, the ratio is what counts.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile

import docx

from contracts.errors import Refusal
from extractors import extract

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "inbox"


def bare(data: bytes) -> int:
    """What python-docx reads of a file with its own means; the number of characters."""
    document = docx.Document(io.BytesIO(data))
    count = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            count += sum(len(cell.text) for cell in row.cells)
    return count


def ours(data: bytes) -> int:
    """What `extract` reads; the number of blocks."""
    return len(extract(data, "").blocks)


def seconds(read: Callable[[bytes], int], data: bytes, rounds: int) -> float:
    """Median seconds of reading a file."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        read(data)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def readable(files: list[Path]) -> dict[str, bytes]:
    """The files that both sides can open; the others are named."""
    found = {}
    for path in files:
        data = path.read_bytes()
        try:
            bare(data)
            ours(data)
        except (Refusal, BadZipFile, KeyError) as error:
            print(f"skipped {path.name}: {type(error).__name__}")
            continue
        found[path.name] = data
    return found


def main() -> None:
    """Prints one line a file and the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    files = readable(arguments.files or sorted(SAMPLES.glob("*.docx")))
    rows = [
        (seconds(ours, data, arguments.rounds), seconds(bare, data, arguments.rounds), name)
        for name, data in files.items()
    ]
    print(f"{'ours docs/s':>12} {'python-docx docs/s':>19} {'time ratio':>11}  file")
    for mine, theirs, name in rows:
        print(f"{1 / mine:12.1f} {1 / theirs:19.1f} {mine / theirs:11.2f}  {name}")
    if rows:
        mine, theirs = (statistics.median(row[side] for row in rows) for side in (0, 1))
        print(f"{1 / mine:12.1f} {1 / theirs:19.1f} {mine / theirs:11.2f}  median of {len(rows)}")


if __name__ == "__main__":
    main()
