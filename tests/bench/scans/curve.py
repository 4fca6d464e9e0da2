"""How often a number of some confidence is right, by the wear of its page.

    python -m tests.bench.scans.curve [--pages N] [--first SEED] [--only NAME] [--write]

The curve is `confidence.csv` beside this module: numbers right and wrong in each bin of the
extractor's confidence, before any arithmetic, on building seeds. The threshold of
`normalizers/data/assurance.toml` cites it, and a test reads a part of it anew.
"""

from __future__ import annotations

import csv
import itertools
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2

from tests.bench.scans import engines, options
from tests.bench.scans.conditions import CONDITIONS, Condition
from tests.bench.scans.run import score_ours

PATH = Path(__file__).with_name("confidence.csv")
#: Borders of the bins.
EDGES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.01)
HEAD = ("kind", "from", "to", "right", "wrong")


@dataclass(frozen=True, slots=True)
class Bin:
    """Numbers with a confidence of at least `low` and below `high`."""

    low: float
    high: float
    right: int
    wrong: int


Curves = dict[str, list[Bin]]


def kind(condition: Condition) -> str:
    """What a condition is called on the curve: wear that makes confidence mean something else."""
    if condition.mode == "fax":
        return "1-bit"
    if condition.dpi < 200:
        return "150 dpi"
    if condition.seal:
        return "grey seal" if condition.mode == "grey" else "red seal"
    if not condition.judged:
        return "no rules"
    return "text" if condition.forms and len(condition.forms) == 1 else "tables"


def bins(marks: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Counts of (confidence, right) by bin."""
    marks = list(marks)
    return [
        Bin(
            low,
            high,
            sum(right for sure, right in marks if low <= sure < high),
            sum(not right for sure, right in marks if low <= sure < high),
        )
        for low, high in itertools.pairwise(EDGES)
    ]


def measure(conditions: Sequence[Condition], seeds: Iterable[int]) -> Curves:
    """Reads the pages of every condition."""

    def here(image: Any, dpi: int) -> tuple[list[Any], float, float]:
        return engines.ours(image, dpi), 0.0, 0.0

    marks: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    seeds = list(seeds)
    for condition in conditions:
        for seed in seeds:
            score = score_ours(condition, seed, here)
            marks[kind(condition)] += [(mark.confidence, mark.right) for mark in score.marks]
        print(condition.name, file=sys.stderr, flush=True)
    return {name: bins(found) for name, found in marks.items()}


def above(curve: Iterable[Bin], threshold: float) -> tuple[int, int, int]:
    """Numbers wrong at or above a threshold, numbers below it, all numbers."""
    curve = list(curve)
    whole = sum(one.right + one.wrong for one in curve)
    sure = [one for one in curve if one.low >= threshold]
    wrong = sum(one.wrong for one in sure)
    return wrong, whole - sum(one.right + one.wrong for one in sure), whole


def save(curves: Curves, path: Path = PATH) -> None:
    """Writes the curve."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        for name, curve in sorted(curves.items()):
            writer.writerows((name, one.low, one.high, one.right, one.wrong) for one in curve)


def load(path: Path = PATH) -> Curves:
    """Reads the curve."""
    curves: Curves = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one = Bin(float(row["from"]), float(row["to"]), int(row["right"]), int(row["wrong"]))
            curves[row["kind"]].append(one)
    return dict(curves)


def main(arguments: list[str]) -> None:
    """Command line."""
    parser = options.parser(__doc__, first=500, pages=2, of="seed, below 10000")
    parser.add_argument("--write", action="store_true", help="replace the stored curve")
    asked = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    chosen = [condition for condition in CONDITIONS if asked.only in condition.name]
    curves = measure(chosen, range(asked.first, asked.first + asked.pages))
    if asked.write:
        save(curves)
    for name, curve in curves.items():
        print(name, *(f"{one.low}:{one.right}/{one.wrong}" for one in curve))


if __name__ == "__main__":
    main(sys.argv[1:])
