"""Budget and final-account tables: a cell is its row's meaning × its column's meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.document import Cell
from normalizers.forms.accounts import code_of
from normalizers.forms.columns import Header, is_numbering, looks_like_header, read_header
from normalizers.forms.context import Surroundings
from normalizers.forms.entries import Form, Meaning
from normalizers.forms.facts import Emitter
from normalizers.forms.grid import Grid
from normalizers.forms.labels import canon
from normalizers.forms.rows import Block, Row, Sheet, State, blocks_of, name_cells, read_row
from normalizers.numbers import Unit, find_unit, parse_cell, parse_heap

_HEADER_WITHIN = 12
_ADJUSTED = ("全年预算", "调整预算", "调整后")


@dataclass
class Reading:
    """How a table is being read; handed on to its continuation on the next page.

    Attributes:
        form: the form's entry.
        header: its header.
        blocks: its side-by-side blocks, each with what its rows inherit.
        unit: unit of its money.
        fund: fund where no label says otherwise.
        budget_stage: what 预算数 means here.
    """

    form: Form
    header: Header
    blocks: list[tuple[Block, State]]
    unit: Unit | None
    fund: str | None
    budget_stage: str | None


def begin(
    form: Form, grid: Grid, around: Surroundings, title: str, year: int | None
) -> Reading | None:
    """Prepare to read a table as a form; None if its header is not that form's."""
    for first in range(min(grid.rows, _HEADER_WITHIN)):
        if not looks_like_header(grid, first, form.columns, year):
            continue
        header = read_header(grid, first, form.columns, year)
        blocks = [_sided(grid, header, block, form) for block in blocks_of(header, grid.cols)]
        if not blocks or not _has_what_it_needs(form, header, blocks):
            continue
        fund = next((f for word, f in form.title_funds.items() if word in title), form.fund)
        return Reading(
            form,
            header,
            [(block, State()) for block in blocks],
            _unit(grid, header) or around.unit,
            fund,
            _budget_stage(form, grid, around),
        )
    return None


def resume(before: Reading, grid: Grid, year: int | None) -> Reading | None:
    """Go on with a table's next part, its header repeated or not; None if it is another table."""
    if before.header.columns.keys() and grid.cols != _width(before):
        return None
    if grid.rows and looks_like_header(grid, 0, before.form.columns, year):
        header = read_header(grid, 0, before.form.columns, year)
        if header.columns != before.header.columns:
            return None
    else:
        header = replace(before.header, first=0, end=0)
    return replace(before, header=header)


def _width(reading: Reading) -> int:
    known = [*reading.header.columns, *reading.header.unknown]
    return max(known) + 1 if known else 0


def _sided(grid: Grid, header: Header, block: Block, form: Form) -> Block:
    """The block with its side read from its rows, where the header does not name it."""
    if block.side or "any" in form.rows:
        return block
    votes = dict.fromkeys(form.rows, 0)
    for row in range(header.end, grid.rows):
        for _, cell in name_cells(grid, row, block):
            for side, vocabulary in form.rows.items():
                votes[side] += vocabulary.find(cell.text) is not None
            if "expenditure" in votes and code_of(cell.text, "functional"):
                votes["expenditure"] += 1
    ranked = sorted(votes.values(), reverse=True)
    if not ranked or ranked[0] < 2 * ranked[-1] + 1:
        return block
    return replace(block, side=max(votes, key=lambda side: votes[side]))


def _has_what_it_needs(form: Form, header: Header, blocks: list[Block]) -> bool:
    """Whether the columns are the form's: its title alone could be a list of tables."""
    found: set[str | None] = {block.side for block in blocks}
    for meaning in header.columns.values():
        found |= {meaning.item, meaning.stage}
        if meaning.budget:
            found.add("budget")
    return set(form.needs) <= found


def _unit(grid: Grid, header: Header, *, first: int = 0) -> Unit | None:
    """Unit printed inside the table, above or in its header."""
    for row in range(first, header.end):
        for cell in grid.filled(row):
            unit = find_unit(cell.text)
            if unit is not None:
                return unit
    return None


def _budget_stage(form: Form, grid: Grid, around: Surroundings) -> str | None:
    """What 预算数 means: the note below a table, or in its last rows, says so."""
    if form.budget_stage != "note":
        return form.budget_stage
    inside = [
        canon(cells[0].text)
        for row in range(max(0, grid.rows - 3), grid.rows)
        if len(cells := grid.filled(row)) == 1
    ]
    notes = [*inside, *(canon(line) for line in around.below)]
    if any(word in note for note in notes for word in _ADJUSTED):
        return "adjusted_budget"
    return "initial_budget"


def read_rows(reading: Reading, grid: Grid, emitter: Emitter, year: int | None) -> None:
    """Emit every figure below the header."""
    form = reading.form
    sheet = Sheet(grid, reading.header, form)
    unlabelled = 0
    for row in range(reading.header.end, grid.rows):
        filled = grid.filled(row)
        if not filled or is_numbering(filled):
            continue
        if len(filled) > 1 and looks_like_header(grid, row, form.columns, year, share=1.0):
            if form.sections:
                sheet = _section(reading, grid, row, year)
            continue
        for block, state in reading.blocks:
            what = None if row < sheet.header.end else read_row(sheet, row, block, state)
            if what is None:
                continue
            if what == Row():
                unlabelled += 1
                if unlabelled > 1 or not form.single_row:
                    continue
            _cells(reading, grid, row, (block, what), emitter)


def _section(reading: Reading, grid: Grid, row: int, year: int | None) -> Sheet:
    """Turn to the next block of a table whose blocks stand under one another."""
    header = read_header(grid, row, reading.form.columns, year)
    reading.header = header
    reading.blocks = [(block, State()) for block in blocks_of(header, grid.cols)]
    reading.unit = _unit(grid, header, first=row) or reading.unit
    return Sheet(grid, header, reading.form)


def _cells(
    reading: Reading, grid: Grid, row: int, about: tuple[Block, Row], emitter: Emitter
) -> None:
    """Figures of one row of a block."""
    block, what = about
    cells = [
        (col, cell)
        for col in block.values
        if (cell := _single(reading.header, grid, row, col)) is not None
    ]
    some = any(cell.text.strip() for _, cell in cells)
    for col, cell in cells:
        if _is_undated(reading.header, block, col):
            continue
        meaning = combine(reading, block, what, reading.header.columns[col])
        if meaning is None or meaning.item is None or meaning.stage is None:
            continue
        measure = meaning.measure or "CNY"
        unit = reading.header.units.get(col, reading.unit) if measure == "CNY" else None
        printed = parse_cell(cell.text, unit, measure=measure)
        if printed is None and measure == "CNY":
            printed = parse_heap(cell.text, unit)
        if printed is None or printed.comparator or printed.measure != measure:
            continue
        if printed.nil == "number" and printed.value is None:
            continue
        if printed.nil == "blank" and what.is_account and not some:
            continue
        emitter.figure(
            cell,
            printed,
            item=meaning.item,
            stage=meaning.stage,
            fund=meaning.fund,
            account_code=what.code,
            account_name=what.name,
        )


def _is_undated(header: Header, block: Block, col: int) -> bool:
    """Whether a column says no stage or year where its neighbours do: a lost span, no default."""
    if header.columns[col].says_when:
        return False
    return any(header.columns[one].says_when for one in block.values if one in header.columns)


def _single(header: Header, grid: Grid, row: int, col: int) -> Cell | None:
    """The value cell of a column, if it stands in this row and in columns of one meaning."""
    cell = grid.at(row, col)
    if cell is None or cell.row != row or cell.col != col or cell.rowspan > 1:
        return None
    if col not in header.columns:
        return None
    spanned = range(col + 1, col + cell.colspan)
    same = all(header.columns.get(other) in {None, header.columns[col]} for other in spanned)
    return cell if same and header.unknown.isdisjoint(spanned) else None


def combine(reading: Reading, block: Block, row: Row, column: Meaning) -> Meaning | None:
    """Item, stage and fund of a cell from its row and its column.

    A sum yields to what is more special: 合计 × 基本支出 is the basic expenditure of the whole,
    总计 × 合计 the grand total. Two special items contradict each other and give nothing.
    """
    item = _item(reading.form, block, row, column)
    labelled = row.meaning or Meaning()
    if labelled.fund and column.fund and labelled.fund != column.fund:
        return None
    stage = column.stage or labelled.stage
    if stage is None and column.budget:
        stage = reading.budget_stage
    return Meaning(
        item=item,
        stage=stage or reading.form.stage,
        fund=column.fund or labelled.fund or reading.fund,
        measure=column.measure or labelled.measure,
    )


def _item(form: Form, block: Block, row: Row, column: Meaning) -> str | None:
    """The item of a cell, None where row and column contradict each other."""
    default = form.total_item.get(block.side) or form.total_item.get("any")
    labelled = row.meaning
    if labelled is None:
        if row == Row():
            return column.item
        return column.item or default
    if column.item is None or column.total:
        return labelled.item or column.item or default
    if labelled.total or labelled.item in {None, column.item}:
        return column.item
    return None
