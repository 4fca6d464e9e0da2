"""The funding block of a self-evaluation table: 项目资金 × 年初预算数, 全年预算数, 全年执行数 ….

Its columns are another grid than the indicators' below it. The total row also carries the printed
execution rate (a claim) and the points and score of the execution row (an indicator).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.document import Cell
from normalizers.forms.columns import Header, looks_like_header, read_header
from normalizers.forms.context import Surroundings
from normalizers.forms.entries import Meaning, settings, vocabularies
from normalizers.forms.facts import Emitter
from normalizers.forms.grid import Grid
from normalizers.forms.labels import canon, joined, without_ordinal
from normalizers.forms.targets import is_blank, read_target
from normalizers.numbers import UNITS, Printed, Unit, find_unit, parse_cell

_POINTS_IN_LABEL = re.compile(r"\((\d+(?:\.\d+)?)分(?:[×xX*]执行率)?\)")
_STAGES = ("initial_budget", "adjusted_budget", "final")


@dataclass(frozen=True)
class Funding:
    """Where the funding block of a table stands.

    Attributes:
        header: its column labels.
        rows: its rows.
        unit: unit of its money.
        label_cols: columns that name the rows.
    """

    header: Header
    rows: range
    unit: Unit | None
    label_cols: range


@dataclass(frozen=True)
class Subject:
    """What a funding row is about: its item, and its own name where one item has several rows."""

    item: str
    name: str | None


def find_funding(grid: Grid, before: int, year: int | None, around: Surroundings) -> Funding | None:
    """The funding block above row `before`.

    Args:
        grid: the table.
        before: first row of the indicators (or the number of rows).
        year: fiscal year.
        around: the lines above the table, where the unit may be printed.
    """
    vocabulary = vocabularies()["funding_columns"]
    for first in range(before):
        if not looks_like_header(grid, first, vocabulary, year, share=0.5):
            continue
        header = _without_labels(grid, read_header(grid, first, vocabulary, year, last=before))
        staged = [col for col, meaning in header.columns.items() if meaning.stage]
        if len(staged) < 1 or _stages(header).isdisjoint({"adjusted_budget", "final"}):
            continue
        left = min(col for col, meaning in header.columns.items() if meaning.role != "label")
        rows = range(header.end, _end(grid, header.end, before))
        return Funding(header, rows, _unit(grid, rows, left, first) or around.unit, range(left))
    return None


def _without_labels(grid: Grid, header: Header) -> Header:
    """The header with columns that hold row labels marked so, whatever stands above them.

    Some editions print 年度预算数（万元） above the names of the funds.
    """
    rows = vocabularies()["funding_rows"]
    columns = {
        col: Meaning(role="label")
        if any(rows.find(grid.text(row, col)) for row in range(header.end, header.end + 2))
        else meaning
        for col, meaning in header.columns.items()
    }
    return replace(header, columns=columns)


def _stages(header: Header) -> set[str]:
    return {meaning.stage for meaning in header.columns.values() if meaning.stage}


def _end(grid: Grid, start: int, before: int) -> int:
    """First row after the funding rows: where the goals begin, else the indicators."""
    goals = settings("self_evaluation")["goals"]
    for row in range(start, before):
        if any(canon(cell.text) in goals for cell in grid.filled(row) if cell.row == row):
            return row
    return before


def _unit(grid: Grid, rows: range, left: int, first: int) -> Unit | None:
    """Unit in the block's own labels, else in the table's head."""
    texts = [grid.text(row, col) for row in (first, *rows) for col in range(left)]
    texts += [cell.text for row in range(first + 1) for cell in grid.row_cells(row)]
    for text in texts:
        unit = find_unit(text)
        if unit is not None:
            return unit
    return None


def _label(grid: Grid, row: int, left: int) -> str:
    """The row's own label: the rightmost filled label cell that begins in this row."""
    own = [
        cell for cell in grid.row_cells(row, range(left)) if cell.row == row and cell.text.strip()
    ]
    return own[-1].text if own else ""


def _row_meaning(grid: Grid, row: int, left: int) -> Meaning | None:
    label = _label(grid, row, left)
    return vocabularies()["funding_rows"].find(label) if label else None


def read_funding(grid: Grid, funding: Funding, emitter: Emitter) -> None:
    """Emit the block's figures, rates and execution row."""
    left = funding.label_cols.stop
    seen: set[str] = set()
    for row in funding.rows:
        meaning = _row_meaning(grid, row, left)
        if meaning is None or meaning.item is None:
            continue
        is_total = meaning.item == "project_funds.total"
        if is_total and meaning.item in seen:
            continue
        named = meaning.named or meaning.item in seen
        name = without_ordinal(canon(_label(grid, row, left))) if named else None
        if not named:
            seen.add(meaning.item)
        subject = Subject(meaning.item, name)
        _money(grid, funding, row, subject, emitter)
        _rate(grid, funding, row, subject, emitter)
        if is_total:
            _execution(grid, funding, row, emitter)


def _own(grid: Grid, row: int, col: int) -> Cell | None:
    """The cell of a value column, if it belongs to this row and column alone."""
    cell = grid.at(row, col)
    return cell if cell is not None and cell.row == row and cell.col == col else None


def _money(grid: Grid, funding: Funding, row: int, subject: Subject, emitter: Emitter) -> None:
    """Figures of one row, one a stage column."""
    for col, meaning in sorted(funding.header.columns.items()):
        cell = _own(grid, row, col) if meaning.stage else None
        if cell is None:
            continue
        unit = funding.header.units.get(col, funding.unit)
        printed = parse_cell(cell.text, unit)
        if printed is None or printed.comparator or printed.measure != "CNY":
            continue
        if printed.nil == "number" and printed.value is None:
            continue
        emitter.figure(
            cell, printed, item=subject.item, stage=meaning.stage, account_name=subject.name
        )


def _rate(grid: Grid, funding: Funding, row: int, subject: Subject, emitter: Emitter) -> None:
    """The printed execution rate, measured against the full-year budget where there is one."""
    stages = _stages(funding.header)
    if "final" not in stages:
        return
    versus = "adjusted_budget" if "adjusted_budget" in stages else "initial_budget"
    for col, meaning in sorted(funding.header.columns.items()):
        cell = _own(grid, row, col) if meaning.role == "rate" else None
        printed = parse_cell(cell.text, UNITS["%"], measure="percent") if cell else None
        if cell is None or printed is None or printed.nil != "number":
            continue
        if printed.measure != "percent" or printed.comparator:
            continue
        emitter.claim(
            cell,
            printed,
            kind="execution_rate",
            item=subject.item,
            stage="final",
            versus=versus,
            account_name=subject.name,
        )


def score_of(cell: Cell | None) -> Printed | None:
    """Points or score as a cell prints them; None where it prints no number."""
    if cell is None:
        return None
    printed = parse_cell(re.sub(r"分\s*$", "", cell.text), None, measure="score")
    if printed is None or printed.nil != "number" or printed.comparator:
        return None
    return printed if printed.measure == "score" else None


def _execution(grid: Grid, funding: Funding, row: int, emitter: Emitter) -> None:
    """The execution row: points and score of the total row, the rate as its actual value."""
    by_role = {
        meaning.role: cell
        for col, meaning in sorted(funding.header.columns.items(), reverse=True)
        if (cell := grid.at(row, col)) is not None and meaning.role and cell.row >= row
    }
    points = score_of(by_role.get("points"))
    score = score_of(by_role.get("score"))
    points_value = points.number if points else _points_in_label(grid, funding)
    if points is None and score is None:
        return
    rate = by_role.get("rate")
    actual = read_target(rate.text if rate else "")
    if actual.value is not None and actual.unit is None:
        actual = replace(actual, unit="%")
    reason = by_role.get("reason")
    cells = [by_role[role] for role in ("points", "score", "rate") if role in by_role]
    emitter.indicator(
        cells,
        level1="预算执行",
        actual_printed=actual.printed,
        actual_comparator=actual.comparator,
        actual_value=actual.value,
        value_unit=actual.unit,
        points=points_value,
        score=score.number if score else None,
        deviation_reason=joined(reason.text) if reason and not is_blank(reason.text) else None,
    )


def _points_in_label(grid: Grid, funding: Funding) -> Decimal | None:
    """Points printed in the header's labels: 得分(20分×执行率), 预算执行情况(20分)."""
    for row in range(funding.header.first, funding.header.end):
        for cell in grid.filled(row):
            match = _POINTS_IN_LABEL.search(canon(cell.text))
            if match:
                return Decimal(match[1])
    return None
