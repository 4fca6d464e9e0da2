"""Which table is which form, read or not, empty or not: the rows of `forms` (CONTRACT §3).

A check that something is missing must know what was there and could not be read: an empty table, a
title without a table, a table of numbers that no form explains.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from contracts.document import Document, Reading, Table
from contracts.facts import DetectedForm, Submission
from normalizers.forms.columns import is_numbering
from normalizers.forms.context import Surroundings
from normalizers.forms.entries import Form, settings
from normalizers.forms.facts import Emitter
from normalizers.forms.grid import Grid
from normalizers.forms.labels import joined
from normalizers.forms.matrix import Reading as FormReading
from normalizers.forms.titles import looks_like_title, match, title_lines
from normalizers.numbers import parse_cell

_NOTE_WITHIN = 3
_LONGEST_NOTE = 200


@dataclass(frozen=True)
class Seen:
    """A table and what the form readers made of it.

    Attributes:
        table, around: the table and the lines about it.
        reading: how it was read as a matrix, None where it was not.
        emitter: its facts, None where it gave none.
    """

    table: Table
    around: Surroundings
    reading: FormReading | None
    emitter: Emitter | None


def detect(document: Document, submission: Submission, seen: Sequence[Seen]) -> list[DetectedForm]:
    """One row a table, and one a title whose table is left out with a note instead."""
    return [
        *(_table(submission, one) for one in seen),
        *_titled(document, submission),
    ]


def _table(submission: Submission, seen: Seen) -> DetectedForm:
    """What a table is, what it holds and what it says about being empty."""
    grid = Grid.of(seen.table)
    title, named = _title(grid, seen.around)
    emitter = seen.emitter
    found = emitter.figures if emitter else []
    figures = sum(figure.nil == "number" for figure in found)
    marks = sum(figure.nil in {"nil", "not_applicable"} for figure in found)
    scored = len(emitter.indicators) if emitter else 0
    empty = not figures and not scored
    ocr = any(cell.reading is Reading.OCR for cell in seen.table.cells)
    form = emitter.form if emitter else named.id if named else None
    return DetectedForm(
        **_owner(submission),
        form=form,
        title=title,
        block=seen.table.block,
        page=seen.table.page,
        table_index=seen.table.index,
        state="read" if emitter else "unread" if named else "unknown",
        figures=figures + scored,
        marks=marks,
        numbers=_numbers(grid, seen.reading) if empty else 0,
        note=_note([*_inside(grid), *_beside(seen.around)]) if empty else None,
        reading=(Reading.OCR if ocr else Reading.TYPED).value,
    )


def _owner(submission: Submission) -> dict[str, Any]:
    return {
        "submission_id": submission.submission_id,
        "unit_code": submission.unit_code,
        "fiscal_year": submission.fiscal_year,
    }


def _title(grid: Grid, around: Surroundings) -> tuple[str, Form | None]:
    """The printed title and the form it names, the nearest line that names one first."""
    lines = title_lines(grid, around)
    for line in lines:
        forms = match(line)
        if forms:
            return joined(line), forms[0]
    guess = next((line for line in lines if looks_like_title(line)), grid.table.title)
    return joined(guess), None


def _numbers(grid: Grid, reading: FormReading | None) -> int:
    """Printed numbers that became no figure: in the value columns, else anywhere in the table."""
    if reading is None:
        first, columns = 0, set(range(grid.cols))
    else:
        first = reading.header.end
        columns = {col for block, _ in reading.blocks for col in block.values}
    return sum(
        _is_number(cell.text)
        for row in range(first, grid.rows)
        if not is_numbering(grid.filled(row))
        for cell in grid.filled(row)
        if cell.row == row and cell.col in columns
    )


def _is_number(text: str) -> bool:
    printed = parse_cell(text, None, measure="count")
    return printed is not None and printed.nil == "number" and printed.measure != "date"


def _inside(grid: Grid) -> Iterator[str]:
    """Texts of the table that may be a note."""
    return (cell.text for cell in grid.table.cells if cell.text.strip())


def _beside(around: Surroundings) -> Iterator[str]:
    """The title's own lines, and those below up to the next title."""
    yield from around.above[:_NOTE_WITHIN]
    yield from itertools.takewhile(lambda line: not looks_like_title(line), around.below)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = settings("empty")
    return re.compile("|".join(words["notes"])), re.compile("|".join(words["instructions"]))


def _note(lines: Sequence[str]) -> str | None:
    """The first line that says the table is empty on purpose."""
    says, tells = _patterns()
    for line in lines:
        text = joined(line)
        if says.search(text) and not tells.search(text):
            return text[:_LONGEST_NOTE]
    return None


def _titled(document: Document, submission: Submission) -> Iterator[DetectedForm]:
    """Titles of forms with a note below them and no table: the table was left out and said so."""
    for block in document.paragraphs:
        forms = match(block.text)
        after = document.blocks[block.block + 1 : block.block + 1 + _NOTE_WITHIN] if forms else ()
        lines: list[str] = []
        for line in after:
            if isinstance(line, Table):
                lines = []  # the table is there, its note is its own
                break
            if looks_like_title(line.text):
                break
            lines.append(line.text)
        note = _note(lines)
        if note is not None:
            yield DetectedForm(
                **_owner(submission),
                form=forms[0].id,
                title=joined(block.text),
                block=block.block,
                page=block.runs[0].page if block.runs else None,
                state="titled",
                note=note,
            )
