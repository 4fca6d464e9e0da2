"""Accuracy of the narrative reader on generated reports: recall, precision, silent errors.

    python -m tests.bench.accuracy.narrative [--judge] [--reports N]

Building uses seeds from 0, judging seeds from 10**6, which nobody looks at while building. The
wordings (`wordings.py`) are written apart from the phrase data of the reader.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from decimal import Decimal

from contracts.facts import Claim, Figure, Submission
from contracts.ids import IdMaker
from normalizers.narrative import read_narrative
from tests.bench.accuracy.prose import Prose, Truth, start
from tests.bench.accuracy.wordings import MAKERS, distractors

JUDGE = 10**6


def make(seed: int) -> Prose:
    """The report of a seed: a few sections in random order, distractors between them."""
    rng = random.Random(seed)
    prose = start(rng)
    for number, maker in enumerate(rng.sample(MAKERS, 8)):
        prose.say(f"{'一二三四五六七八'[number]}、{prose.any('有关情况', '基本情况', '主要情况')}")
        maker(prose)
        if rng.random() < 0.5:
            distractors(prose)
    return prose


def described(prose: Prose) -> Submission:
    return Submission(
        submission_id="0" * 16,
        sha256="0" * 64,
        file_name="",
        media_type="",
        received_at=datetime(2024, 1, 1, tzinfo=UTC),
        fiscal_year=prose.year,
        unit_name=prose.unit,
        document_kinds=(prose.kind,),
    )


def said(fact: Figure | Claim) -> Truth:
    """A fact in the terms of the truth."""
    claim = isinstance(fact, Claim)
    return Truth(
        fact.kind if isinstance(fact, Claim) else "figure",
        fact.item,
        fact.stage or "",
        fact.value if fact.value is not None else Decimal("NaN"),
        fact.versus if claim and isinstance(fact, Claim) else None,
        fact.fund,
        fact.account_name,
    )


def judge(seed: int, tallies: dict[str, Counter[str]], examples: list[str]) -> None:
    """Compares one report by place and meaning."""
    prose = make(seed)
    reading = read_narrative(prose.document(), described(prose), IdMaker("0" * 16))
    found: dict[tuple[int, int], list[Truth]] = defaultdict(list)
    facts: list[Figure | Claim] = [*reading.figures, *reading.claims]
    for fact in facts:
        if fact.assurance != "doubtful":
            found[fact.block or 0, fact.char_start or 0].append(said(fact))
    for place in sorted(prose.truths.keys() | found.keys()):
        wanted, have = Counter(prose.truths.get(place, [])), Counter(found.get(place, []))
        for truth in wanted.elements():
            tallies[f"{truth.kind} {truth.item}"]["facts"] += 1
        for truth in (wanted & have).elements():
            tallies[f"{truth.kind} {truth.item}"]["right"] += 1
        for truth in (wanted - have).elements():
            tallies[f"{truth.kind} {truth.item}"]["missed"] += 1
            examples.append(f"missed {seed} {truth} in {prose.paragraphs[place[0]]}")
        for truth in (have - wanted).elements():
            tallies[f"{truth.kind} {truth.item}"]["silent"] += 1
            examples.append(f"SILENT {seed} {truth} in {prose.paragraphs[place[0]]}")


def upper(errors: int, size: int) -> float:
    """Upper 95 % bound of a rate (exact for none, Wilson otherwise)."""
    if size == 0:
        return 1.0
    if errors == 0:
        return float(1 - 0.05 ** (1 / size))
    z, rate = 1.645, errors / size
    centre = rate + z * z / (2 * size)
    spread = z * ((rate * (1 - rate) + z * z / (4 * size)) / size) ** 0.5
    return float((centre + spread) / (1 + z * z / size))


def main() -> None:
    """Prints one line an item and the whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judge", action="store_true", help="seeds not used while building")
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--examples", type=int, default=10)
    options = parser.parse_args()
    base = JUDGE if options.judge else 0
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    examples: list[str] = []
    began = time.perf_counter()
    for seed in range(base, base + options.reports):
        judge(seed, tallies, examples)
    took = time.perf_counter() - began
    out = sys.stdout.write
    out(f"{'kind and item':58}{'facts':>7}{'recall':>9}{'silent':>8}\n")
    whole: Counter[str] = Counter()
    for name in sorted(tallies):
        counts = tallies[name]
        whole += counts
        recall = counts["right"] / counts["facts"] if counts["facts"] else 0.0
        out(f"{name:58}{counts['facts']:7}{recall:9.2%}{counts['silent']:8}\n")
    read = whole["right"] + whole["silent"]
    out(
        f"{'all':58}{whole['facts']:7}{whole['right'] / whole['facts']:9.2%}{whole['silent']:8}\n"
        f"precision {whole['right'] / read:.3%}, silent error rate at most "
        f"{upper(whole['silent'], read):.3%} (95 %), {options.reports / took:.0f} reports/s\n"
    )
    for example in sorted(examples)[: options.examples]:
        out(example + "\n")


if __name__ == "__main__":
    main()
