"""The whole county as every report shows it: read and understood once, written in several ways."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from contracts.facts import Submission
from warehouse.report import findings, reading, units
from warehouse.report.evidence import Evidence
from warehouse.report.findings import FindingView
from warehouse.report.places import Exhibits
from warehouse.report.reading import Snapshot
from warehouse.report.units import UnitView


@dataclass(frozen=True, slots=True)
class County:
    """What the page, the working paper and the letters are made of.

    Attributes:
        submissions: by id.
        findings: the gravest first.
        units: every unit and year, by code.
    """

    snapshot: Snapshot
    submissions: dict[str, Submission]
    findings: list[FindingView]
    units: list[UnitView]


def county(connection: duckdb.DuckDBPyConnection, evidence: Evidence) -> County:
    """Reads a published warehouse; `evidence` shows where the numbers of findings are printed."""
    snapshot = reading.read(connection)
    submissions = {item.submission_id: item for item in snapshot.submissions}
    found = findings.views(snapshot, Exhibits(submissions, evidence))
    return County(snapshot, submissions, found, units.units(snapshot, found))
