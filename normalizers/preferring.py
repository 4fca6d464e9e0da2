"""Which of two readings of one cell is taken: the one that closes the sums it enters."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.document import Document, Reading, Table
from contracts.facts import Figure
from contracts.repairs import settled


def prefer(document: Document, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures, where two readers disagree and a sum breaks, as the reader has them who closes it.

    Nothing is invented: only what a reader read at the cell is taken, and only where it closes
    every sum. The assurance is decided afterwards, by the sums.
    """
    readings: dict[str, Sequence[str]] = {}
    for figure in figures:
        others = _others(document, figure) if figure.reading == Reading.OCR else ()
        if others and figure.value is not None:
            readings[figure.figure_id] = others
    return settled(figures, readings) if readings else tuple(figures)


def _others(document: Document, figure: Figure) -> tuple[str, ...]:
    """What other readers read in the figure's cell."""
    block = None if figure.block is None else document.blocks[figure.block]
    if not isinstance(block, Table):
        return ()
    place = (figure.row, figure.col)
    return next((c.alternatives for c in block.cells if (c.row, c.col) == place), ())
