"""Column label paths: where the header of a region ends and what each of its columns means."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.document import Cell
from normalizers.forms.entries import Meaning, Vocabulary
from normalizers.forms.grid import Grid
from normalizers.forms.labels import canon
from normalizers.numbers import Unit, find_unit, parse_cell

#: Roles of columns that name a row instead of holding a value.
NAMING = frozenset({"label", "code", "name"})


@dataclass(frozen=True)
class Header:
    """The header of a region.

    Attributes:
        first, end: half-open range of its rows.
        columns: meaning by column; absent where a label of the path is unknown.
        unknown: columns with a label the vocabulary does not know.
        units: unit printed in a column's own label (执行数（元）).
    """

    first: int
    end: int
    columns: dict[int, Meaning]
    unknown: frozenset[int]
    units: dict[int, Unit]


def is_numbering(cells: list[Cell]) -> bool:
    """Whether a row only numbers its columns (栏次 1 2 3 …, or A B C)."""
    words = [canon(cell.text) for cell in cells]
    marks = [word for word in words if word not in {"栏次", "行次", "合计", "项目", "**"}]
    if len(marks) < 2:
        return bool({"栏次"} & set(words))
    numbers = [int(mark) for mark in marks if mark.isascii() and mark.isdigit()]
    if len(numbers) != len(marks):
        return "栏次" in words
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def _known(cell: Cell, vocabulary: Vocabulary, year: int | None) -> bool:
    return vocabulary.dated(cell.text, year) is not None


def _is_number(cell: Cell) -> bool:
    printed = parse_cell(cell.text, None, measure="count")
    return printed is not None and printed.nil == "number" and printed.measure != "date"


def looks_like_header(
    grid: Grid, row: int, vocabulary: Vocabulary, year: int | None, *, share: float = 0.6
) -> bool:
    """Whether most cells of a row are labels the vocabulary knows and none is a number."""
    cells = grid.filled(row)
    if not cells or any(_is_number(cell) for cell in cells):
        return False
    known = sum(_known(cell, vocabulary, year) for cell in cells)
    return known >= share * len(cells)


def read_header(
    grid: Grid,
    first: int,
    vocabulary: Vocabulary,
    year: int | None,
    *,
    last: int | None = None,
) -> Header:
    """Read the header that starts at row `first`.

    It goes on while rows hold labels above value columns: by a span from above, or by a known
    label outside the naming columns.

    Args:
        grid: the table.
        first: first row of the header.
        vocabulary: what its labels mean.
        year: fiscal year, for labels that name years.
        last: no header row at or after this one.
    """
    stop = min(grid.rows, last if last is not None else grid.rows)
    end = first + 1
    while end < stop and _continues(grid, first, end, vocabulary, year):
        end += 1
    header = _columns(grid, first, end, vocabulary, year)
    while end < stop and is_numbering(grid.filled(end)):
        end += 1
    return replace(header, end=end)


def _continues(grid: Grid, first: int, row: int, vocabulary: Vocabulary, year: int | None) -> bool:
    """Whether `row` still belongs to the header that started at `first`."""
    cells = grid.filled(row)
    own = [cell for cell in cells if cell.row == row]
    if any(_is_number(cell) for cell in own) or is_numbering(cells):
        return False
    so_far = _columns(grid, first, row, vocabulary, year).columns
    naming = {col for col, meaning in so_far.items() if meaning.role in NAMING}
    values = [cell for cell in own if cell.col not in naming]
    if values:
        known = sum(_known(cell, vocabulary, year) for cell in values)
        return known >= 0.6 * len(values)
    spanned = any(cell.row < row and cell.col not in naming for cell in cells)
    return spanned and all(_known(cell, vocabulary, year) for cell in own)


def _columns(grid: Grid, first: int, end: int, vocabulary: Vocabulary, year: int | None) -> Header:
    """Meaning of every column from the labels above it."""
    columns: dict[int, Meaning] = {}
    unknown: set[int] = set()
    units: dict[int, Unit] = {}
    paths = {col: path for col in range(grid.cols) if (path := _path(grid, first, end, col))}
    naming = {
        col
        for col, path in paths.items()
        if (last := vocabulary.dated(path[-1].text, year)) is not None and last.role in NAMING
    }
    for col, path in paths.items():
        meanings = [_said(cell, vocabulary.dated(cell.text, year), naming) for cell in path]
        known = [meaning for meaning in meanings if meaning is not None]
        if len(known) < len(meanings):
            unknown.add(col)
            continue
        whole = known[0]
        for meaning in known[1:]:
            whole = whole.then(meaning)
        columns[col] = whole
        unit = next((u for cell in reversed(path) if (u := find_unit(cell.text))), None)
        if unit is not None:
            units[col] = unit
    return Header(first, end, columns, frozenset(unknown), units)


def _said(cell: Cell, meaning: Meaning | None, naming: set[int]) -> Meaning | None:
    """What a label says of a value below it; one that heads names and values heads a block.

    人员经费 over 科目编码 | 科目名称 | 决算数 tells where accounts are, not what their rows are.
    """
    if meaning is None or naming.isdisjoint(range(cell.col, cell.col + cell.colspan)):
        return meaning
    return replace(meaning, item=None, total=False) if meaning.item else meaning


def _path(grid: Grid, first: int, end: int, col: int) -> list[Cell]:
    """Distinct filled cells above a column, top to bottom."""
    path: list[Cell] = []
    for row in range(first, end):
        cell = grid.at(row, col)
        if cell is not None and cell.text.strip() and (not path or path[-1] is not cell):
            path.append(cell)
    return path
