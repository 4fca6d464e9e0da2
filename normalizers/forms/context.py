"""What stands around a table: titles above it, its unit line, the notes below it."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.document import Document, Paragraph, Table
from normalizers.numbers import Unit, find_unit

_ABOVE, _BELOW = 10, 4
_LINE = 60


@dataclass(frozen=True)
class Surroundings:
    """Lines around a table.

    Attributes:
        above: lines above, nearest first; the extractor's title guess leads.
        below: lines below, nearest first, up to the next table.
        adjacent: no line stands between this table and the one before it.
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
    adjacent: bool = False

    @property
    def unit(self) -> Unit | None:
        """Money unit of the nearest line above that states one as a heading."""
        for line in self.above:
            if len(line) <= _LINE and (unit := find_unit(line)) is not None:
                return unit
        return None


def surroundings(document: Document, table: Table) -> Surroundings:
    """Lines above and below a table, not beyond its neighbours."""
    above: list[str] = []
    if table.title:
        above += [line for line in reversed(table.title.splitlines()) if line.strip()]
    between = 0
    position = table.block - 1
    while position >= 0 and between < _ABOVE:
        block = document.blocks[position]
        if isinstance(block, Table):
            break
        if block.container == "body" and block.text.strip():
            above.append(block.text.strip())
            between += 1
        position -= 1
    adjacent = between == 0 and position >= 0
    if table.sheet:
        above.append(table.sheet)
    return Surroundings(tuple(above), _below(document, table), adjacent)


def _below(document: Document, table: Table) -> tuple[str, ...]:
    """Body lines after the table, up to the next table."""
    lines: list[str] = []
    for block in document.blocks[table.block + 1 :]:
        if not isinstance(block, Paragraph) or len(lines) >= _BELOW:
            break
        if block.container == "body" and block.text.strip():
            lines.append(block.text.strip())
    return tuple(lines)
