"""Many typed documents dropped at once: throughput and memory of intake.

By hand: `python -m tests.bench.drop [--documents 2000] [--workers 1 2] [--serve]`. The documents
are the papers of a generated county (Word, Excel, PDF). Each pass runs in a home of its own, as
`duizhang run` or, with --serve, as the standing service with the files falling into its inbox.
Prints documents a second from the first receipt to the last, and for the writing process and for
the largest of the reading ones the memory over time with its slope over the second half (the
first half fills caches and pools); no threshold.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from flows.home import Home
from tests.bench.accuracy.writers import WRITERS
from tests.bench.county.county import make
from tests.bench.county.files import written
from tests.bench.county.papers import papers
from tests.flows.standing import Service, environment

MEGABYTE = 1 << 20
#: Units of one generated county.
UNITS = 60


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents of a county's papers; self-evaluation tables apart are PDF."""
    made = 0
    for seed in itertools.count(1):  # a county has as many units as there are names for them
        county = make(seed, UNITS)
        for uy in county.each():
            for paper in papers(county, uy):
                if made == count:
                    return
                name, data = written(uy, paper)
                if paper.sheets and not (paper.drafts or paper.prose):
                    name, data = (
                        f"{Path(name).stem}.pdf",
                        WRITERS["pdf"](paper.sheets[0].draft(uy.year)),
                    )
                made += 1
                yield f"{made:04} {name}", data


@dataclass
class Course:
    """What was seen of one pass over time: receipts and megabytes of each kind of process."""

    seconds: list[float] = field(default_factory=list)
    receipts: list[int] = field(default_factory=list)
    memory: dict[str, list[int]] = field(default_factory=lambda: {"writer": [], "reader": []})

    def look(self, home: Home, root: psutil.Process, begun: float) -> int:
        """One sample; the number of receipts."""
        count = sum(1 for _ in home.receipts.glob("*.json"))
        largest = {"writer": 0, "reader": 0}
        for process in (root, *root.children(recursive=True)):
            try:
                words = " ".join(process.cmdline())
                kind = "reader" if "multiprocessing" in words else "writer"
                largest[kind] = max(largest[kind], process.memory_info().rss // MEGABYTE)
            except psutil.Error:
                continue
        self.seconds.append(time.monotonic() - begun)
        self.receipts.append(count)
        for kind, size in largest.items():
            self.memory[kind].append(size)
        return count

    def told(self) -> Iterator[str]:
        """Throughput and memory, in lines."""
        under_way = [n for n, count in enumerate(self.receipts) if 0 < count < self.receipts[-1]]
        first, last = under_way[0], under_way[-1] + 1
        read = self.receipts[last] - self.receipts[first]
        spent = self.seconds[last] - self.seconds[first]
        yield f"  {read} documents in {spent:.1f} s: {read / spent:.1f} a second"
        for kind, sizes in self.memory.items():
            tenths = [sizes[first + (last - first) * n // 10] for n in range(11)]
            half = range((first + last) // 2, last)
            slope = statistics.linear_regression(
                [self.receipts[n] for n in half], [sizes[n] for n in half]
            ).slope
            yield (
                f"  {kind}: {' '.join(map(str, tenths))} MB, "
                f"{slope * 1000:+.1f} MB a thousand documents in the second half"
            )


def follow(home: Home, pid: int, done: Callable[[int], bool]) -> Course:
    """Samples until done."""
    course, begun, root = Course(), time.monotonic(), psutil.Process(pid)
    while not done(course.look(home, root, begun)):
        time.sleep(0.5)
    return course


def run(papers_of: Path, folder: Path, workers: int) -> Course:
    """`duizhang run` over the whole inbox."""
    home = Home(folder / f"run{workers}")
    home.create()
    shutil.copytree(papers_of, home.inbox, dirs_exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "flows",
        "run",
        "--home",
        str(home.root),
        "--workers",
        str(workers),
    ]
    processor = os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment())
    course = follow(home, process.pid, lambda _: process.poll() is not None)
    spent = os.times()
    children = sum(spent[2:4]) - sum(processor[2:4])
    print(
        f"run --workers {workers}: exit {process.returncode}, {course.seconds[-1]:.1f} s with "
        f"reconciliation and report, {children:.1f} s of processors"
    )
    return course


def serve(papers_of: Path, folder: Path, count: int) -> Course:
    """The standing service, files moved into its inbox at once."""
    home = Home(folder / "serve")
    home.create()
    service = Service(home)
    try:
        for path in papers_of.iterdir():
            shutil.copy(path, home.inbox)
        end = time.monotonic() + 3600
        course = follow(
            home,
            service.process.pid,
            lambda taken: (taken >= count and home.is_free()) or time.monotonic() > end,
        )
        print(f"serve: {len(list(home.inbox.iterdir()))} left in the inbox")
    finally:
        service.end(signal.SIGINT)
    return course


def main() -> None:
    """Prints each pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        papers_of = folder / "papers"
        papers_of.mkdir()
        for name, data in documents(options.documents):
            (papers_of / name).write_bytes(data)
        kinds = sorted({path.suffix for path in papers_of.iterdir()})
        counts = (f"{len(list(papers_of.glob('*' + kind)))} {kind}" for kind in kinds)
        print(", ".join(counts), flush=True)
        courses = [run(papers_of, folder, workers) for workers in options.workers]
        if options.serve:
            courses.append(serve(papers_of, folder, len(list(papers_of.iterdir()))))
        for course in courses:
            print(*course.told(), sep="\n", flush=True)


if __name__ == "__main__":
    main()
