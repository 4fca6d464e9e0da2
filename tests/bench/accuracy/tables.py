"""The tables half of the accuracy bench: generated tables, alone or through files."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.document import Document
from extractors import extract
from tests.bench.accuracy.draft import Draft, Style, Truth
from tests.bench.accuracy.finance_tables import MAKERS
from tests.bench.accuracy.scored_tables import base_data, self_evaluation
from tests.bench.accuracy.writers import WRITERS
from tests.normalizers.forms_kit import read

ALL = [*MAKERS, self_evaluation, self_evaluation, base_data]


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


def run(first: int, documents: int, written: str | None = None) -> dict[str, Tally]:
    """Tallies by form over a range of seeds."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for seed in range(first, first + documents):
        judge_figures(seed, make(seed), tallies, written)
    return tallies
