"""Which form a table is: the longest title alias that ends a line above it."""

from __future__ import annotations

import re

from normalizers.forms.context import Surroundings
from normalizers.forms.entries import Form, forms
from normalizers.forms.grid import Grid
from normalizers.forms.labels import canon

_TAIL = re.compile(r"(?:\([^()]*\)|公开\d+表|\d+)+$")
_TITLE_ROWS = 4
_LONGEST = 45


def title_lines(grid: Grid, around: Surroundings) -> list[str]:
    """Lines that may be the table's title: inside its top rows, then above, nearest first."""
    inside = [
        cells[0].text
        for row in range(min(_TITLE_ROWS, grid.rows))
        if len(cells := grid.filled(row)) == 1
    ]
    return [*inside, *around.above]


def match(line: str) -> list[Form]:
    """Forms that a line names, those of the longest alias (several may share it)."""
    label = canon(line)
    if len(label) > _LONGEST:
        return []
    best: list[Form] = []
    length = 0
    for variant in {label, _TAIL.sub("", label)}:
        for form in forms():
            longest = max((len(t) for t in form.titles if variant.endswith(t)), default=0)
            if longest > length:
                best, length = [form], longest
            elif longest == length and longest and form not in best:
                best.append(form)
    return best


def looks_like_title(line: str) -> bool:
    """Whether a line is the title of some table, known or not."""
    label = _TAIL.sub("", canon(line))
    return 4 <= len(label) <= _LONGEST and label.endswith("表")
