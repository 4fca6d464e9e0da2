"""Measures the scan reader on invented pages: `python -m tests.bench.scans.run --help`.

Building seeds are 0..9999; judging seeds start at 10000 and are looked at as totals only.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import cv2

from contracts.document import Table
from extractors.scan import read_page
from tests.bench.scans.conditions import CONDITIONS, Condition, page
from tests.bench.scans.judge import Score, judge

THRESHOLD = 0.99
JUDGING = 10_000


def measure(condition: Condition, seeds: range, *, say: bool) -> Score:
    """Reads the pages of one condition."""
    total = Score()
    for seed in seeds:
        printed, worn = page(condition, seed)
        start = time.process_time()
        blocks = read_page(worn.image, condition.dpi, 1)
        seconds = time.process_time() - start
        tables = [block for block in blocks if isinstance(block, Table)]
        score = judge(printed, worn, tables, condition.dpi)
        score.seconds = seconds
        total.add(score)
        if say and (score.wrong or not score.structures):
            print(f"    seed {seed}: structure {score.structures}; {'; '.join(score.wrong[:12])}")
    return total


def line(name: str, score: Score, threshold: float) -> str:
    """One row of the table of results."""
    numbers = max(1, score.numbers)
    return (
        f"| {name} | {score.pages} | {score.numbers} | {100 * score.exact / numbers:.2f} % "
        f"| {score.structures}/{score.pages} | {score.silent(threshold)} "
        f"| {100 * score.doubtful(threshold) / numbers:.1f} % "
        f"| {100 * score.texts_exact / max(1, score.texts):.1f} % "
        f"| {score.seconds / max(1, score.pages):.1f} |"
    )


def curve(score: Score) -> str:
    """Confidence curve as CSV: threshold, silent errors, doubtful numbers, numbers."""
    steps = [
        0.5,
        0.7,
        0.8,
        0.9,
        0.95,
        0.97,
        0.98,
        0.985,
        0.99,
        0.9925,
        0.995,
        0.9975,
        0.999,
        0.9995,
    ]
    rows = [f"{t},{score.silent(t)},{score.doubtful(t)},{score.numbers}" for t in steps]
    return "\n".join(["threshold,silent,doubtful,numbers", *rows, ""])


def main(arguments: list[str]) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--only", default="", help="part of a condition's name")
    parser.add_argument("--judge", action="store_true", help="judging seeds")
    parser.add_argument("--say", action="store_true", help="print every wrong number")
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("--curve", type=Path, help="write the confidence curve here")
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    first = JUDGING if options.judge else 0
    total = Score()
    print("| condition | pages | numbers | exact | structure | silent | doubtful | texts | CPU s |")
    print("|---|---|---|---|---|---|---|---|---|")
    for condition in CONDITIONS:
        if options.only in condition.name:
            score = measure(condition, range(first, first + options.pages), say=options.say)
            total.add(score)
            print(line(condition.name, score, options.threshold), flush=True)
    print(line("all", total, options.threshold))
    if options.curve:
        options.curve.write_text(curve(total), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
