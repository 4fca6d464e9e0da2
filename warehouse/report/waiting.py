"""Which numbers a person should look at: the doubtful and the conflicting of current files."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from contracts.corrections import fact_id
from contracts.facts import Claim, Figure, Indicator, Submission
from warehouse.report import reading
from warehouse.report.current import superseded
from warehouse.report.places import Fact

KINDS: dict[type[Fact], tuple[str, str]] = {
    Figure: ("figures", "figure_id"),
    Claim: ("claims", "claim_id"),
    Indicator: ("indicators", "indicator_id"),
}
#: Numbers of open findings that a document or a unit prints with two values.
CONFLICTING = """
SELECT unnest(figure_ids) FROM findings WHERE status = 'open' AND check_id LIKE 'conflict.%'
"""
WANTED = "(assurance = 'doubtful' OR {key} IN ({conflicting}) AND assurance <> 'confirmed')"
USED = """
SELECT unnest(figure_ids) AS figure_id, message FROM findings WHERE status = 'open'
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One number, or one scored row, to look at.

    Attributes:
        fact: as the last run left it.
        submission: the file it stands in.
        findings: messages of the open findings it takes part in.
    """

    fact: Fact
    submission: Submission
    findings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The fact's id."""
        return fact_id(self.fact)


def cases(connection: duckdb.DuckDBPyConnection) -> list[Case]:
    """Cases of a published warehouse: files with findings first, in reading order inside."""
    submissions = {
        item.submission_id: item for item in reading.records(connection, Submission, "submissions")
    }
    used: dict[str, list[str]] = {}
    for key, message in connection.execute(USED).fetchall():
        used.setdefault(key, []).append(message)
    facts: list[Fact] = []
    for record, (table, key) in KINDS.items():
        where = WANTED.format(key=key, conflicting=CONFLICTING)
        facts += reading.records(connection, record, table, f"WHERE {where}")
    old = superseded(connection) if facts else ()
    found = [
        Case(fact, submissions[fact.submission_id], tuple(used.get(fact_id(fact), ())))
        for fact in facts
        if fact_id(fact) not in old
    ]
    urgent = {case.fact.submission_id for case in found if case.findings}
    return sorted(found, key=lambda case: (case.fact.submission_id not in urgent, _order(case)))


def _order(case: Case) -> tuple[object, ...]:
    """Reading order within a file, files by name."""
    fact = case.fact
    places = (fact.block, fact.row, fact.col, fact.char_start)
    return (
        case.submission.file_name,
        case.submission.submission_id,
        *(-1 if place is None else place for place in places),
        case.id,
    )
