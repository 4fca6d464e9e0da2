"""Every table of a document to facts: each table is offered to the forms that know its title."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.document import Document
from contracts.facts import Claim, Figure, Indicator, Submission
from contracts.ids import IdMaker
from normalizers.forms.context import surroundings
from normalizers.forms.facts import Emitter
from normalizers.forms.selfeval import read_self_evaluation


@dataclass(frozen=True)
class TableReading:
    """What the tables of a document say.

    Attributes:
        figures, claims, indicators: in reading order.
        kinds: document kinds whose forms were found filled in.
    """

    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    kinds: frozenset[str] = frozenset()


def read_tables(document: Document, submission: Submission, ids: IdMaker) -> TableReading:
    """Read every table that is a known form; the others give nothing.

    Args:
        document: personal data already masked.
        submission: gives id, unit and fiscal year to the facts.
        ids: id maker of the submission.
    """
    read: list[Emitter] = []
    for table in document.tables:
        around = surroundings(document, table)
        emitter = read_self_evaluation(table, submission, ids, around.heading)
        if emitter is not None:
            read.append(emitter)
    return TableReading(
        figures=tuple(figure for emitter in read for figure in emitter.figures),
        claims=tuple(claim for emitter in read for claim in emitter.claims),
        indicators=tuple(row for emitter in read for row in emitter.indicators),
        kinds=frozenset(
            emitter.source for emitter in read if emitter.figures or emitter.indicators
        ),
    )
