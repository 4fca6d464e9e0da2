"""Papers as files, read back by the extractors and normalizers: the lake as the office gets it."""

from __future__ import annotations

from datetime import UTC, datetime

from contracts.facts import Facts
from contracts.units import Units
from extractors import extract
from normalizers import Source, normalize
from tests.bench.accuracy.draft import Draft
from tests.bench.accuracy.writers import WRITERS
from tests.bench.county.county import UnitYear
from tests.bench.county.papers import Paper


def written(uy: UnitYear, paper: Paper) -> tuple[str, bytes]:
    """A paper's file name and content; running text only in Word, tables alone in Excel as well."""
    drafts = [*paper.drafts, *(sheet.draft(uy.year) for sheet in paper.sheets)]
    if paper.prose:
        drafts.insert(0, Draft("", paper.prose.paragraphs, []))
    kind = "docx" if paper.prose else uy.rng(f"file {paper.name}").choice(["docx", "xlsx"])
    return f"{uy.unit.name}{paper.name}.{kind}", WRITERS[kind](*drafts)


def read(uy: UnitYear, paper: Paper, units: Units) -> Facts:
    """A paper as a file, as the whole pipeline understands it."""
    name, data = written(uy, paper)
    received = datetime(uy.year + 1, 8, 1, tzinfo=UTC)
    return normalize(extract(data, name), Source(name, received), units=units)
