"""Accuracy of the table reader on generated tables: recall, precision, silent errors.

    python -m tests.bench.accuracy.tables [--judge] [--documents N] [--format docx|xlsx|pdf]
    python -m tests.bench.accuracy.tables --documents 1500 --write docs/accuracy-tables.md

Building uses seeds from 0, judging seeds from 10**6, which nobody looks at while building.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from contracts.document import Document
from extractors import extract
from tests.bench.accuracy.draft import Draft, Style, Truth
from tests.bench.accuracy.finance_tables import MAKERS
from tests.bench.accuracy.scored_tables import base_data, self_evaluation
from tests.bench.accuracy.writers import WRITERS
from tests.normalizers.forms_kit import read

ALL = [*MAKERS, self_evaluation, self_evaluation, base_data]
JUDGE = 10**6


@dataclass
class Tally:
    """Counts of one kind of figure."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def miss(self, kind: str, what: str) -> None:
        """Count something that went wrong and keep a few examples."""
        self.counts[kind] += 1
        if len(self.examples) < 5:
            self.examples.append(f"{kind}: {what}")


def make(seed: int) -> Draft:
    """The table of a seed."""
    rng = random.Random(seed)
    maker = ALL[seed % len(ALL)]
    return maker(rng, Style(rng))


def judge_figures(
    seed: int, draft: Draft, tallies: dict[str, Tally], written: str | None = None
) -> None:
    """Compare figures by place: meaning and value.

    Args:
        seed: named in examples.
        draft: the table with its truth.
        tallies: counted into.
        written: file format to write and extract first; None reads the draft itself.
    """
    document, truths = draft.document()
    if written is not None:
        document = extract(WRITERS[written](draft), f"{seed}.{written}")
        truths = _shifted(document, draft, truths)
    reading = read(document, draft.year)
    found = {(f.row, f.col): f for f in reading.figures if f.nil == "number"}
    for place, truth in truths.items():
        tally = tallies[draft.form]
        figure = found.pop(place, None)
        if truth.value is None:
            if figure is not None:
                tally.miss(
                    "silent", f"seed {seed} {place}: {figure.value} where nothing is printed"
                )
            continue
        tally.counts["figures"] += 1
        if figure is None:
            tally.miss("missed", f"seed {seed} {place} {truth}")
            continue
        said = (figure.item, figure.stage, figure.fund, figure.account_code, figure.value)
        right = (truth.item, truth.stage, truth.fund, truth.code, truth.value)
        if said == right:
            tally.counts["right"] += 1
        else:
            tally.miss("silent", f"seed {seed} {place}: {said} for {right}")
    for place, figure in found.items():
        tallies[draft.form].miss("silent", f"seed {seed} {place}: {figure.item} invented")
    judge_indicators(seed, draft, reading.indicators, tallies["indicators"])


def _shifted(
    document: Document, draft: Draft, truths: dict[tuple[int, int], Truth]
) -> dict[tuple[int, int], Truth]:
    """Truths moved down by the rows a spreadsheet's own title lines take in the table."""
    first = document.tables[0]
    shift = next(
        (cell.row for cell in first.cells if cell.text.strip() == draft.rows[0][0].text.strip()), 0
    )
    return {(row + shift, col): truth for (row, col), truth in truths.items()}


def judge_indicators(seed: int, draft: Draft, found: tuple, tally: Tally) -> None:  # type: ignore[type-arg]
    """Compare indicator rows in order, every column."""
    said = [
        (i.level1, i.level2, i.level3, i.target_printed, i.actual_printed, i.points, i.score)
        for i in found
    ]
    right = [
        (*row[:5], *(None if part is None else Decimal(part) for part in row[5:]))
        for row in draft.indicators
    ]
    tally.counts["figures"] += len(right)
    if len(said) != len(right):
        tally.counts["missed"] += abs(len(said) - len(right))
    for one, two in zip(said, right, strict=False):
        if one == two:
            tally.counts["right"] += 1
        else:
            tally.miss("silent", f"seed {seed}: {one} for {two}")


def upper_bound(errors: int, trials: int) -> float:
    """95 % upper bound of an error rate (Wilson)."""
    if trials == 0:
        return 1.0
    z, p = 1.645, errors / trials
    middle = p + z * z / (2 * trials)
    spread = z * ((p * (1 - p) + z * z / (4 * trials)) / trials) ** 0.5
    return (middle + spread) / (1 + z * z / trials)


def run(first: int, documents: int, written: str | None = None) -> dict[str, Tally]:
    """Tallies by form over a range of seeds."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for seed in range(first, first + documents):
        judge_figures(seed, make(seed), tallies, written)
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """The result as a Markdown table."""
    lines = ["| form | figures | recall | silent errors | ≤ (95 %) |", "|---|---|---|---|---|"]
    whole: Counter[str] = Counter()
    for name, tally in sorted(tallies.items()):
        if name != "indicators":
            whole += tally.counts
        lines.append(_line(name, tally.counts))
    return "\n".join([*lines, _line("all figures", whole)])


def _line(name: str, counts: Counter[str]) -> str:
    total, silent = counts["figures"], counts["silent"]
    recall = counts["right"] / total if total else 0
    return f"| {name} | {total} | {recall:.2%} | {silent} | {upper_bound(silent, total):.4%} |"


def page(documents: int) -> str:
    """The page of the docs: the reader alone, then through each file format."""
    parts = [
        "# How exactly tables are read",
        (
            "Generated tables with truth, seeds not used while building. The generator draws "
            "form, spellings, code layout, number format, unit and line breaks; it knows the "
            "same forms as the reader, so it measures the engine and the extractors, not the "
            "coverage of labels nobody has seen yet. Regenerate: "
            f"`python -m tests.bench.accuracy.tables --documents {documents} --write "
            "docs/accuracy-tables.md`."
        ),
        f"## Reader alone, {documents} tables\n\n" + table(run(JUDGE, documents)),
    ]
    few = max(documents // 10, 15)
    parts += [
        f"## Through {name}, {few} files\n\n" + table(run(JUDGE, few, name))
        for name in sorted(WRITERS)
    ]
    return "\n\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    """Print the table and a few examples of what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--documents", type=int, default=800)
    parser.add_argument("--write", type=Path, help="write the page of the docs, judging seeds")
    parser.add_argument("--format", choices=sorted(WRITERS), help="write and extract files first")
    options = parser.parse_args(arguments)
    if options.write:
        options.write.write_text(page(options.documents), encoding="utf-8")
        return 0
    start = time.perf_counter()
    tallies = run(JUDGE if options.judge else 0, options.documents, options.format)
    print(table(tallies))
    print(f"{options.documents} documents in {time.perf_counter() - start:.1f} s")
    for name, tally in sorted(tallies.items()):
        for example in tally.examples:
            print(name, example)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
