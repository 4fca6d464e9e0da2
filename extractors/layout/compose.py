"""What pages print → blocks in reading order: the same for PDF, OFD and recognised pages."""

from __future__ import annotations

import re
from dataclasses import replace

from contracts.document import Block, Page, Table
from extractors.layout.content import Glyph, PageContent
from extractors.layout.lattice import Grid, find_grids
from extractors.layout.lines import Line, lines_of
from extractors.layout.over_pages import joined
from extractors.layout.paragraphs import Margins, margins_of, paragraphs_of
from extractors.layout.stitch import merged, stitched
from extractors.layout.tables import Piece, piece_of
from extractors.titles import title_above

#: Share of the page's height at top and bottom where page numbers stand.
_EDGE = 0.09
_PAGE_NUMBER = re.compile(r"^[-—–－\s]*第?\s*\d{1,4}\s*页?\s*(?:[/共]\s*\d+\s*页?)?[-—–－\s]*$")
#: What the pages give one after the other: lines and table pieces, or blocks read by OCR.
Flow = list[Line | Piece | Block]


def page_flow(content: PageContent) -> list[Line | Piece]:
    """Lines outside tables and table pieces, top to bottom."""
    grids = find_grids(content.rules)
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    for glyph in content.glyphs:
        number = next((n for n, grid in enumerate(grids) if _holds(grid, glyph)), None)
        (outside if number is None else inside[number]).append(glyph)
    pieces = [
        piece_of(grid, share, content.number)
        for grid, share in zip(grids, inside, strict=True)
        if any(not glyph.blank for glyph in share)
    ]
    items: list[Line | Piece] = [*lines_of(outside, content.number), *pieces]
    return sorted(items, key=lambda item: item.box.y0)


def _holds(grid: Grid, glyph: Glyph) -> bool:
    x, y = glyph.center
    box = grid.box
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def blocks_of(flow: list[Line | Piece | Block], pages: dict[int, Page]) -> tuple[Block, ...]:
    """Blocks in reading order, numbered."""
    margins = _margins([item for item in flow if isinstance(item, Line)], pages)
    body: list[Line | Piece | Block] = []
    edges: list[Block] = []
    for item in flow:
        if isinstance(item, Line) and _is_edge(item, pages[item.page]):
            edges.append(replace(paragraphs_of([item], {})[0], container="footer"))
        else:
            body.append(item)
    blocks: list[Block] = []
    pending: list[Line] = []
    for entry in stitched(body):
        if isinstance(entry, Line):
            if pending and pages[entry.page].width != pages[pending[-1].page].width:
                blocks += paragraphs_of(pending, margins)
                pending = []
            pending.append(entry)
            continue
        blocks += paragraphs_of(pending, margins)
        pending = []
        blocks.append(_table(entry, blocks) if isinstance(entry, list) else entry)
    blocks += [*paragraphs_of(pending, margins), *edges]
    return numbered(joined(blocks))


def numbered(blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks with their ordinals, tables with theirs."""
    tables = 0
    result: list[Block] = []
    for ordinal, block in enumerate(blocks):
        if isinstance(block, Table):
            result.append(replace(block, block=ordinal, index=tables))
            tables += 1
        else:
            result.append(replace(block, block=ordinal))
    return tuple(result)


#: So many long lines show a page's own margins; a page with fewer takes those of its kind.
_OWN_MARGINS = 4


def _margins(lines: list[Line], pages: dict[int, Page]) -> dict[int, Margins]:
    """Margins by page: its own, else those of all pages of its width."""
    found = {}
    for page in pages.values():
        own = margins_of([line for line in lines if line.page == page.number], _OWN_MARGINS)
        alike = own or margins_of([line for line in lines if pages[line.page].width == page.width])
        if alike is not None:
            found[page.number] = alike
    return found


def _is_edge(line: Line, page: Page) -> bool:
    """A page number at the top or bottom."""
    reach = _EDGE * page.height
    at_edge = line.box.y0 < reach or line.box.y1 > page.height - reach
    return at_edge and bool(_PAGE_NUMBER.match(line.text))


def _table(pieces: list[Piece], before: list[Block]) -> Table:
    rows, cols, cells = merged(pieces)
    above: list[str] = []
    for block in reversed(before[-8:]):
        if isinstance(block, Table):
            break
        above.insert(0, block.text)
    return Table(0, 0, rows, cols, cells, title_above(above, cells, cols), pieces[0].page)
