"""The narrative half of the accuracy bench: generated reports, the reader alone.

The wordings (`wordings.py`) are written apart from the phrase data of the reader.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from contracts.facts import Claim, Figure, Submission
from contracts.ids import IdMaker
from normalizers.narrative import read_narrative
from tests.bench.accuracy.prose import Prose, Truth, start
from tests.bench.accuracy.wordings import MAKERS, distractors

Place = TypeVar("Place", int, tuple[int, int])


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
    compare(prose.truths, found, tallies, examples, lambda at: f"{seed} {prose.paragraphs[at[0]]}")


def compare(
    truths: Mapping[Place, list[Truth]],
    found: Mapping[Place, list[Truth]],
    tallies: dict[str, Counter[str]],
    examples: list[str],
    where: Callable[[Place], str],
) -> None:
    """Counts what is stated, right, missed and silently wrong, by kind and item."""
    for place in sorted(truths.keys() | found.keys()):
        wanted, have = Counter(truths.get(place, [])), Counter(found.get(place, []))
        for truth in wanted.elements():
            tallies[f"{truth.kind} {truth.item}"]["stated"] += 1
        for truth in (wanted & have).elements():
            tallies[f"{truth.kind} {truth.item}"]["right"] += 1
        for truth in (wanted - have).elements():
            tallies[f"{truth.kind} {truth.item}"]["missed"] += 1
            examples.append(f"missed {truth} in {where(place)}")
        for truth in (have - wanted).elements():
            tallies[f"{truth.kind} {truth.item}"]["silent"] += 1
            examples.append(f"SILENT {truth} in {where(place)}")


def run(first: int, reports: int) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by kind and item over a range of seeds, and what went wrong."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    examples: list[str] = []
    for seed in range(first, first + reports):
        judge(seed, tallies, examples)
    return tallies, examples
