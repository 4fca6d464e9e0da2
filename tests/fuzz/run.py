"""Broken files through the whole intake of a home: each must end in a defined state."""

from __future__ import annotations

import hashlib
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from flows import passes, quarantine, receipts
from flows.home import Home
from flows.keeper import Taken
from flows.passes import Summary
from flows.pool import Pool
from flows.settings import Settings
from flows.sources import look
from flows.work import Outcome, Task, work
from tests.fuzz.bases import bases
from tests.fuzz.mutations import mutate

#: How many files of each format among twenty-four; what needs recognition or LibreOffice is slow.
WEIGHTS = {
    ".docx": 5, ".xlsx": 4, ".pdf": 4, ".ofd": 3, ".zip": 3, ".xls": 3, ".doc": 1, ".rtf": 1,
    ".png": 1, ".jpeg": 1, ".tiff": 1, ".bmp": 1,
}  # fmt: skip
#: Codes of CONTRACT §5 a refusal may have; `timeout` would be a hang.
DEFINED = frozenset({
    "empty_file", "unknown_format", "corrupt_file", "password_protected", "too_large",
    "decompression_bomb", "unsafe_content", "garbled_text", "no_text_found", "needs_libreoffice",
})  # fmt: skip
#: What one file may cost.
SECONDS, MEMORY_MB = 60, 3072


@dataclass
class Report:
    """What came of all of them.

    Attributes:
        counts: by format, then by status or code.
        ways: by what was done to the file.
        slowest: seconds and name; largest: MB of the reading process and name.
        faults: files that ended in no defined state, with what was seen.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    ways: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[int, str] = (0, "")
    faults: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(sum(counter.values()) for counter in self.counts.values())

    def lines(self) -> Iterator[str]:
        for suffix, counter in sorted(self.counts.items()):
            told = ", ".join(f"{name} {count}" for name, count in counter.most_common())
            yield f"{suffix:6} {sum(counter.values()):5}: {told}"
        yield "ways: " + ", ".join(f"{name} {count}" for name, count in self.ways.most_common())
        yield f"files {self.total}, faults {len(self.faults)}"
        yield f"slowest {self.slowest[0]:.1f} s ({self.slowest[1]})"
        yield f"largest process {self.largest[0]} MB ({self.largest[1]})"
        yield from self.faults


def broken(count: int, seed: int, shared: Path | None) -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and way of broken files, the same for the same seed."""
    files = bases(shared)
    weights = [WEIGHTS[suffix] for suffix in files]
    for number in range(count):
        dice = random.Random(f"{seed}.{number}")
        suffix = dice.choices(list(files), weights)[0]
        way, data = mutate(suffix, files[suffix], dice)
        yield f"{seed}-{number}-{way}{suffix}", data, way


def malformed(shared: Path | None) -> Iterator[tuple[str, bytes, str]]:
    """Every file of the collection of malformed ones."""
    if shared is not None:
        for path in sorted((shared / "malformed").iterdir()):
            if path.suffix != ".md":
                yield path.name, path.read_bytes(), "malformed"


def measured(log: Path, task: Task) -> list[Outcome]:
    """Reads in the worker and notes what it cost."""
    begun = time.monotonic()
    try:
        return work(task)
    finally:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        with log.open("a", encoding="utf-8") as stream:
            stream.write(f"{time.monotonic() - begun:.2f}\t{peak}\t{task.name}\n")


def run(home: Home, files: Iterator[tuple[str, bytes, str]], workers: int) -> Report:
    """Drops the files into the inbox, takes them in, and looks at what is there afterwards."""
    home.create()
    report = Report()
    contents: dict[str, str] = {}
    for name, data, way in files:
        (home.inbox / name).write_bytes(data)
        contents[hashlib.sha256(data).hexdigest()] = name
        report.ways[way] += 1
    log = home.root / "costs.tsv"
    settings = Settings(
        settle_seconds=0, timeout_seconds=SECONDS, memory_mb=MEMORY_MB, workers=workers
    )
    reader = Pool(settings, partial(measured, log))
    with home.writing():
        work_ = passes.prepare(home, settings, reader=reader)
        summary = Summary()
        arrivals = passes.arrivals_of(work_, (), summary)
        passes.take_in(work_, arrivals, lambda taken: _note(report, taken))
    _judge(home, contents, report)
    for line in log.read_text(encoding="utf-8").splitlines():
        seconds, peak, name = line.split("\t")
        report.slowest = max(report.slowest, (float(seconds), name))
        report.largest = max(report.largest, (int(peak), name))
    return report


def _note(report: Report, taken: Taken) -> None:
    """Counts one answer; members of a zip count with their zip's format."""
    name, _, member = taken.name.partition("!")
    code = taken.problems[0].code.value if taken.problems else ""
    answer = code if taken.status == "refused" else taken.status
    suffix = Path(name).suffix.lower()
    report.counts.setdefault(suffix + ("!" if member else ""), Counter())[answer] += 1
    if taken.status in {"failed", "waiting"} or (taken.status == "refused" and code not in DEFINED):
        report.faults.append(f"{taken.name}: {taken.status} {[p.message for p in taken.problems]}")


def _judge(home: Home, contents: dict[str, str], report: Report) -> None:
    """Each content is archived, itself or in a zip, or in quarantine; the inbox is empty."""
    archived = {path.name for path in home.archive.iterdir()}
    archived |= {receipt.sha256 for receipt in receipts.every(home) if receipt.container}
    refused = {reason.sha256 for _, reason in quarantine.every(home)}
    for sha256, name in contents.items():
        if (sha256 in archived) == (sha256 in refused):
            both = sha256 in archived
            report.faults.append(f"{name}: {'archived and refused' if both else 'nowhere'}")
    report.faults += [f"{each.path.name}: left" for each in look(home.inbox, from_inbox=True)]
