"""A worksheet's displayed cells → paragraphs and tables of the Document model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contracts.document import Block, Cell, Paragraph, Table
from contracts.errors import Code, Refusal
from extractors.titles import is_aside, is_form_title, title_above

#: More shown cells than this in one workbook is a database, no form.
MAX_CELLS = 400_000
#: More characters than this is one shared text repeated without end.
MAX_TEXT = 20_000_000
#: This many empty rows, and a caption after them, set tables of one sheet apart.
_APART = 1


@dataclass
class Sheet:
    """A worksheet as it is displayed.

    Attributes:
        name: of the sheet.
        texts: what each cell shows, by (row, col) from 0; empty cells are left out.
        merges: merged ranges: first row, first column, last row, last column, inclusive.
        hidden_rows, hidden_cols: positions that are not displayed.
    """

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)

    @property
    def hides_text(self) -> bool:
        """Whether a hidden row or column holds text."""
        return any(row in self.hidden_rows or col in self.hidden_cols for row, col in self.texts)


def check_text(length: int) -> None:
    """Refuses a workbook that shows `length` characters, if they are too many.

    Raises:
        Refusal: `decompression_bomb`.
    """
    if length > MAX_TEXT:
        raise Refusal(Code.DECOMPRESSION_BOMB, "重复引用的文字超过上限")


class SheetReader:
    """Adds sheet after sheet to one list of blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._tables = 0
        self._cells = 0

    def add(self, sheet: Sheet) -> None:
        """The sheet's captions as paragraphs, its tables as tables.

        Raises:
            Refusal: `too_large` when the workbook shows more than `MAX_CELLS` cells.
        """
        visible = _visible(sheet)
        for area in _areas(visible):
            captions, first = _captions(visible, area)
            for line in captions:
                self.blocks.append(Paragraph(len(self.blocks), line))
            if first <= area[1]:
                self._table(visible, first, area[1], captions)

    def _table(self, sheet: Sheet, first: int, last: int, captions: list[str]) -> None:
        cells = list(_cells(sheet, first, last))
        rows = last - first + 1
        cols = max(cell.col + cell.colspan for cell in cells)
        self._cells += rows * cols
        if self._cells > MAX_CELLS:
            raise Refusal(Code.TOO_LARGE, f"工作簿超过 {MAX_CELLS} 个单元格")
        self.blocks.append(
            Table(
                block=len(self.blocks),
                index=self._tables,
                rows=rows,
                cols=cols,
                cells=tuple(cells),
                title=title_above(captions, cells, cols) or _telling(sheet.name),
                sheet=sheet.name,
            )
        )
        self._tables += 1


def _visible(sheet: Sheet) -> Sheet:
    """The sheet without hidden rows and columns, spans shortened, texts under merges dropped."""
    if sum((m[2] - m[0] + 1) * (m[3] - m[1] + 1) for m in sheet.merges) > MAX_CELLS:
        raise Refusal(Code.TOO_LARGE, f"合并单元格超过 {MAX_CELLS} 个")
    last_row = max([row for row, _ in sheet.texts] + [merge[2] for merge in sheet.merges] + [0])
    last_col = max([col for _, col in sheet.texts] + [merge[3] for merge in sheet.merges] + [0])
    row_at = _positions(last_row + 1, sheet.hidden_rows)
    col_at = _positions(last_col + 1, sheet.hidden_cols)
    shown = Sheet(sheet.name)
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet.merges:
        inner = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        covered |= inner - {(top, left)}
        rows = [row_at[r] for r in range(top, bottom + 1) if r not in sheet.hidden_rows]
        cols = [col_at[c] for c in range(left, right + 1) if c not in sheet.hidden_cols]
        if rows and cols:
            shown.merges.append((rows[0], cols[0], rows[-1], cols[-1]))
            text = sheet.texts.get((top, left), "")
            if text:
                shown.texts[rows[0], cols[0]] = text
    for (row, col), text in sheet.texts.items():
        hidden = row in sheet.hidden_rows or col in sheet.hidden_cols
        if text and not hidden and (row, col) not in covered:
            shown.texts[row_at[row], col_at[col]] = text
    return shown


def _positions(count: int, hidden: set[int]) -> list[int]:
    """New index of each old one, counting only what is not hidden."""
    positions = []
    shown = 0
    for at in range(count):
        positions.append(shown)
        shown += at not in hidden
    return positions


def _areas(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """First and last row of each table with its captions; most sheets hold one.

    Empty rows alone part nothing (a form may leave rows blank above its 合计); a caption after
    them does.
    """
    used = {row for row, _ in sheet.texts}
    for top, left, bottom, _ in sheet.merges:
        if (top, left) in sheet.texts:
            used.update(range(top, bottom + 1))
    width = max((col for _, col in sheet.texts), default=0) + 1
    start: int | None = None
    previous = 0
    for row in sorted(used):
        if start is not None and row - previous > _APART and _is_caption(sheet, row, width):
            yield start, previous
            start = None
        start = row if start is None else start
        previous = row
    if start is not None:
        yield start, previous


def _captions(sheet: Sheet, area: tuple[int, int]) -> tuple[list[str], int]:
    """Lines above the table proper (title, year, 单位 line), and the table's first row."""
    lines: list[str] = []
    width = max(col for row, col in sheet.texts if area[0] <= row <= area[1]) + 1
    row = area[0]
    while row <= area[1] and _is_caption(sheet, row, width):
        texts = _row(sheet, row, width)
        if texts:
            lines.append(" ".join(texts.values()))
        row += 1
    return lines, row


def _is_caption(sheet: Sheet, row: int, width: int) -> bool:
    """Whether a row is no row of a table: a title or one wide text, asides, or nothing."""
    texts = _row(sheet, row, width)
    if len(texts) == 1:
        only = next(iter(texts))
        span = next(
            (
                right - left + 1
                for top, left, _, right in sheet.merges
                if (top, left) == (row, only)
            ),
            1,
        )
        if span * 2 > width or width == 1 or is_form_title(texts[only]):
            return True
    return all(is_aside(text) for text in texts.values())


def _row(sheet: Sheet, row: int, width: int) -> dict[int, str]:
    return {col: sheet.texts[row, col] for col in range(width) if (row, col) in sheet.texts}


def _cells(sheet: Sheet, first: int, last: int) -> Iterator[Cell]:
    """Every position of the table's rectangle once, empty ones too."""
    merges = {
        (top, left): (bottom, right)
        for top, left, bottom, right in sheet.merges
        if first <= top <= last
    }
    columns = [col for row, col in sheet.texts if first <= row <= last]
    left = min(columns)
    right = max([*columns, *(end[1] for at, end in merges.items() if at in sheet.texts)])
    covered: set[tuple[int, int]] = set()
    for row in range(first, last + 1):
        for col in range(left, right + 1):
            if (row, col) in covered:
                continue
            bottom, end = merges.get((row, col), (row, col))
            bottom, end = min(bottom, last), min(end, right)
            covered.update((r, c) for r in range(row, bottom + 1) for c in range(col, end + 1))
            text = sheet.texts.get((row, col), "")
            yield Cell(
                row - first, col - left, text, rowspan=bottom - row + 1, colspan=end - col + 1
            )


def _telling(name: str) -> str:
    """The sheet's name where a person gave it, "" for Sheet1 and 工作表1."""
    plain = name.strip().rstrip("0123456789 ()（）").lower()
    return "" if plain in {"sheet", "工作表", "表", ""} else name.strip()
