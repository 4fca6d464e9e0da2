"""The generated county: nothing fires on it while it is clean, and every check where it should.

The long form is `python -m tests.bench.county` (60 units, five plants of every check).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from contracts.facts import Facts
from tests.bench.county.__main__ import planted
from tests.bench.county.county import make
from tests.bench.county.facts import facts
from tests.bench.county.files import read
from tests.bench.county.judge import Found, reconcile
from tests.bench.county.messages import SEED, TURN, UNITS, page
from tests.bench.county.papers import papers
from tests.bench.county.planting import Placed, judge

PAGE = Path(__file__).with_name("messages.md")


def test_nothing_fires_on_a_clean_county() -> None:
    assert reconcile(make(11, size=8)) == []


Round = tuple[list[Placed], list[Found]]


@pytest.fixture(scope="module")
def round_of_plants() -> Round:
    return planted(SEED, UNITS, TURN)


def test_every_check_finds_its_plant_and_nothing_else_fires(round_of_plants: Round) -> None:
    """A check without a plant fails here: see `tests/bench/county/plants`."""
    scores, lines = judge(*round_of_plants)
    assert lines == []
    assert all(score.plants >= 1 for score in scores.values())


def test_every_check_says_a_whole_sentence_without_codes(round_of_plants: Round) -> None:
    """The examples last read by a person are `messages.md`; new checks must be in it."""
    read = [line.split("）：", 1)[0] for line in PAGE.read_text("utf-8").splitlines()]
    for line in page(*round_of_plants).splitlines():
        label, _, sentence = line.partition("）：")
        assert label in read, "python -m tests.bench.county.messages, and read it"
        if line.startswith("- "):
            assert re.fullmatch(r"[^a-zA-Z]+。", re.sub("XX", "", sentence)), line


def test_documents_say_what_their_makers_mean() -> None:
    """The prepared facts and those read back from files are the same."""
    county = make(13, size=3)
    for uy in county.each():
        for paper in papers(county, uy):
            meant, heard = facts(uy, paper), read(uy, paper, county.registry.names)
            assert _submission(heard) == _submission(meant)
            assert _said(heard) == _said(meant)


def _submission(of: Facts) -> tuple[object, ...]:
    it = of.submission
    return (it.unit_code, it.fiscal_year, it.scope, it.document_kinds)


def _said(of: Facts) -> Counter[tuple[object, ...]]:
    """Every number with what it means, wherever it stands."""
    figures = [
        (f.item, f.stage, f.fund, f.account_code, f.project, f.value, f.source, f.half_unit)
        for f in of.figures
        if f.value is not None
    ]
    claims = [
        (c.kind, c.item, c.stage, c.versus, c.fund, c.account_code, c.project, c.value)
        for c in of.claims
    ]
    rows = [
        (i.project, i.level1, i.level3, i.target_comparator, i.target_value, i.actual_value,
         i.points, i.score, i.level1_points, i.deviation_reason)
        for i in of.indicators
    ]  # fmt: skip
    return Counter([*figures, *claims, *rows])
