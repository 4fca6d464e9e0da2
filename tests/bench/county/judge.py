"""A county's facts into a lake, one reconciliation, its findings."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.county.county import NOW, County
from tests.bench.county.facts import facts
from tests.bench.county.files import read
from tests.bench.county.papers import papers
from warehouse import build, connect, write_facts


@dataclass(frozen=True)
class Found:
    """A finding, or a break attached to one as its consequence."""

    check: str
    unit: str
    year: int
    binding: str
    severity: str
    message: str
    attached: bool = False


def reconcile(county: County, *, documents: bool = False) -> list[Found]:
    """Writes every unit's facts, builds, and reads the open findings.

    Args:
        county: with or without plants.
        documents: write files and read them back, instead of the facts they mean.
    """
    names = county.registry.names
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for uy in county.each():
            for paper in papers(county, uy):
                write_facts(home, read(uy, paper, names) if documents else facts(uy, paper))
        return list(findings(home, county))


def findings(home: Path, county: County) -> Iterator[Found]:
    """Open findings of one reconciliation, and what is attached to them."""
    build(home, now=NOW, registry=county.registry)
    with connect(home) as connection:
        rows = connection.execute(
            "SELECT check_id, unit_code, fiscal_year, binding, severity, message, consequences "
            "FROM findings WHERE status = 'open' ORDER BY ALL"
        ).fetchall()
    for check, unit, year, binding, severity, message, consequences in rows:
        yield Found(check, unit, year, binding, severity, message)
        for effect in consequences:
            yield Found(
                effect["check_id"], unit, year, effect["binding"], severity, message, attached=True
            )
