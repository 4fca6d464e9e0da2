"""Row label paths: which account or item a row of a block is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contracts.document import Cell
from normalizers.forms.accounts import code_of, is_code, split_code
from normalizers.forms.columns import NAMING, Header
from normalizers.forms.entries import Form, Meaning, Vocabulary
from normalizers.forms.grid import Grid
from normalizers.forms.labels import canon, joined, without_ordinal

_EXPENDITURE_NAME = re.compile(r".{2,24}(支出|费|费用|补助|经费|预备费|安排的支出)")
_NOTE = re.compile(r"^(?:注|备注|说明|本表|填表|制表|单位负责人|…)")


@dataclass(frozen=True)
class Sheet:
    """A table being read as a form."""

    grid: Grid
    header: Header
    form: Form


@dataclass(frozen=True)
class Block:
    """Columns that belong together: what names the rows, then their values.

    Attributes:
        naming: columns that name the row, left to right.
        values: columns that hold figures.
        side: `revenue`, `expenditure` or "".
        accounts: classification of its rows.
    """

    naming: tuple[int, ...]
    values: tuple[int, ...]
    side: str = ""
    accounts: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is about: an item, an account, or the whole (both empty)."""

    meaning: Meaning | None = None
    code: str | None = None
    name: str | None = None

    @property
    def is_account(self) -> bool:
        """Whether the row is a classification row."""
        return self.code is not None or self.name is not None


@dataclass
class State:
    """What a row may inherit from the rows above it in its block."""

    pieces: list[str] = field(default_factory=list)
    opens: str | None = None


def blocks_of(header: Header, columns: int) -> list[Block]:
    """Side-by-side blocks: a naming column after a value column begins the next one."""
    groups: list[tuple[list[int], list[int]]] = [([], [])]
    for col in range(columns):
        meaning = header.columns.get(col)
        if col in header.unknown or (meaning is not None and meaning.role is None):
            groups[-1][1].append(col)
        elif meaning is not None and meaning.role in NAMING:
            if groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(col)
    return [
        Block(tuple(naming), tuple(values), *_nature(header, [*naming, *values]))
        for naming, values in groups
        if values
    ]


def _nature(header: Header, columns: list[int]) -> tuple[str, str | None]:
    """Side and classification that a block's header states."""
    meanings = [header.columns[col] for col in columns if col in header.columns]
    sides = {meaning.side for meaning in meanings if meaning.side}
    accounts = {meaning.accounts for meaning in meanings if meaning.accounts}
    return (
        sides.pop() if len(sides) == 1 else "",
        accounts.pop() if len(accounts) == 1 else None,
    )


def name_cells(grid: Grid, row: int, block: Block) -> list[tuple[int, Cell]]:
    """Filled naming cells of a row, with the first of the block's columns they cover."""
    found: list[tuple[int, Cell]] = []
    for col in block.naming:
        cell = grid.at(row, col)
        if cell is None or not cell.text.strip() or any(cell is other for _, other in found):
            continue
        found.append((col, cell))
    return found


def read_row(sheet: Sheet, row: int, block: Block, state: State) -> Row | None:
    """What a row of a block is about.

    Returns:
        None where the row is a note, numbers its columns, or its label is not known here;
        `Row()` where it has no label at all.
    """
    cells = name_cells(sheet.grid, row, block)
    if any(cell.col + cell.colspan > block.values[0] for _, cell in cells):
        return None
    words = [cell.text for _, cell in cells if not _is_code_part(cell.text)]
    coded = len(words) < len(cells)
    if not words and not coded:
        return Row()
    label = words[-1] if words else ""
    if _NOTE.match(canon(label)):
        return None
    form = sheet.form
    return _resolve(
        label,
        _code(sheet, row, block, state) if coded else None,
        form.rows.get(block.side) or form.rows.get("any"),
        block.accounts or form.accounts,
        state,
    )


def _is_code_part(text: str) -> bool:
    """Whether a naming cell holds digits of a code, or the header words 类 款 项."""
    label = canon(text)
    return label.isdigit() or label in {"类", "款", "项"}


def _code(sheet: Sheet, row: int, block: Block, state: State) -> str | None:
    """The code of a row, from one column or from 类, 款, 项 in columns of their own.

    A spreadsheet prints 款 02 as 2: below 类 every piece has two digits.

    Returns:
        None without digits, "" where the digits make no whole code.
    """
    columns = [col for col in block.naming if sheet.header.columns[col].role == "code"]
    pieces: list[str] = []
    for col in columns:
        cell = sheet.grid.at(row, col)
        text = canon(cell.text) if cell is not None and cell.col == col else ""
        pieces.append(text if text.isdigit() else "")
    pieces = [piece.zfill(2) if index and piece else piece for index, piece in enumerate(pieces)]
    whole = next((piece for piece in reversed(pieces) if len(piece) in {5, 7}), None)
    if whole is not None:
        state.pieces = []
        return whole
    if not any(pieces):
        return None
    last = max(index for index, piece in enumerate(pieces) if piece)
    for index in range(last):
        if not pieces[index] and index < len(state.pieces):
            pieces[index] = state.pieces[index]
    if not all(pieces[: last + 1]):
        return ""
    state.pieces = pieces[: last + 1]
    return "".join(state.pieces)


def _resolve(
    label: str,
    code: str | None,
    vocabulary: Vocabulary | None,
    accounts: str | None,
    state: State,
) -> Row | None:
    """The row's meaning from its code and label; an item's own name comes first."""
    own_code, name = split_code(label)
    code = code or own_code
    if code is not None:
        if accounts is None or not is_code(code, accounts):
            return None
        state.opens = None
        return Row(code=code, name=joined(name) or None)
    meaning = vocabulary.find(label) if vocabulary else None
    if meaning is not None:
        return Row(_carried(meaning, state))
    if accounts is None:
        return None
    bare = without_ordinal(name)
    found = code_of(label, accounts)
    if found is None and not _EXPENDITURE_NAME.fullmatch(bare):
        return None
    state.opens = None
    return Row(code=found, name=bare)


def _carried(meaning: Meaning, state: State) -> Meaning:
    """A fund row below a carry-over row is that carry-over's, not this year's."""
    if meaning.opens:
        state.opens = meaning.opens
    elif state.opens and meaning.fund and meaning.fund != "fiscal":
        return Meaning(item=state.opens, fund=meaning.fund)
    else:
        state.opens = None
    return meaning
