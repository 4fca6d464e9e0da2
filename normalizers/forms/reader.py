"""Every table of a document to facts: each table is offered to the forms that know its title."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.document import Document, Table
from contracts.facts import Claim, DetectedForm, Figure, Indicator, Submission
from contracts.ids import IdMaker
from normalizers.forms.context import Surroundings, surroundings
from normalizers.forms.detected import Seen, detect
from normalizers.forms.facts import Emitter
from normalizers.forms.grid import Grid
from normalizers.forms.labels import canon
from normalizers.forms.matrix import Reading, begin, read_rows, resume
from normalizers.forms.selfeval import FORM, read_self_evaluation
from normalizers.forms.titles import looks_like_title, match, title_lines


@dataclass(frozen=True)
class TableReading:
    """What the tables of a document say.

    Attributes:
        figures, claims, indicators: in reading order.
        kinds: document kinds whose forms were found filled in.
        forms: every table, read or not, empty or not.
    """

    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    kinds: frozenset[str] = frozenset()
    forms: tuple[DetectedForm, ...] = ()


def read_tables(document: Document, submission: Submission, ids: IdMaker) -> TableReading:
    """Read every table that is a known form; the others give nothing.

    Args:
        document: personal data already masked.
        submission: gives id, unit and fiscal year to the facts.
        ids: id maker of the submission.
    """
    seen: list[Seen] = []
    before: Reading | None = None
    open_project: str | None = None
    for table in document.tables:
        around = surroundings(document, table)
        emitter = read_self_evaluation(table, submission, ids, around, open_project)
        if emitter is None:
            before = _open(table, around, submission.fiscal_year, before)
            emitter = _read(table, before, submission, ids) if before else None
        else:
            before = None
        open_project = _open_project(emitter)
        seen.append(Seen(table, around, before, emitter))
    read = [one.emitter for one in seen if one.emitter is not None]
    return TableReading(
        figures=tuple(figure for emitter in read for figure in emitter.figures),
        claims=tuple(claim for emitter in read for claim in emitter.claims),
        indicators=tuple(row for emitter in read for row in emitter.indicators),
        kinds=frozenset(emitter.source for emitter in read if _filled(emitter)),
        forms=tuple(detect(document, submission, seen)),
    )


def _open_project(emitter: Emitter | None) -> str | None:
    """Project of a self-evaluation table whose indicators stand in a table of their own below."""
    if emitter is None or emitter.form != FORM:
        return None
    closed = any(row.level1 != "预算执行" for row in emitter.indicators)
    return None if closed else emitter.project


def _filled(emitter: Emitter) -> bool:
    """Whether the form holds anything but its own labels."""
    return bool(emitter.indicators) or any(f.value is not None for f in emitter.figures)


def _open(
    table: Table, around: Surroundings, year: int | None, before: Reading | None
) -> Reading | None:
    """How to read a table: by its title, else as the continuation of the one before."""
    grid = Grid.of(table)
    titled = False
    for line in title_lines(grid, around):
        for form in match(line):
            reading = begin(form, grid, around, canon(line), year)
            if reading is not None:
                return reading
        titled = titled or looks_like_title(line)
    if titled or before is None:
        return None
    return resume(before, grid, year)


def _read(table: Table, reading: Reading, submission: Submission, ids: IdMaker) -> Emitter:
    """Facts of one table of a known form."""
    grid = Grid.of(table)
    emitter = Emitter(submission, ids, table, reading.form.kind, reading.form.id)
    read_rows(reading, grid, emitter, submission.fiscal_year)
    rows = {figure.row for figure in emitter.figures if figure.nil == "number"}
    emitter.settle_precision(along_rows=reading.form.single_row and len(rows) == 1)
    return emitter
