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
_NARROWER = (
    "财政拨款", "公共预算", "基金预算", "基金", "经营预算", "基本", "项目", "经营", "专户", "结余",
    "财政", "经费", "资金",
)  # fmt: skip


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
            longest = max((len(t) for t in form.titles if _names(variant, t, form)), default=0)
            if longest > length:
                best, length = [form], longest
            elif longest == length and longest and form not in best:
                best.append(form)
    return best


def _names(label: str, title: str, form: Form) -> bool:
    """Whether a label is a title with at most a unit and a year in front.

    财政拨款支出决算表 is not the 支出决算表 of all money: a narrower scope in front of a title of
    the whole names another table.
    """
    if not label.endswith(title):
        return False
    front = label.removesuffix(title)
    return form.fund != "all" or not any(front.endswith(word) for word in _NARROWER)


def looks_like_title(line: str) -> bool:
    """Whether a line is the title of some table, known or not."""
    label = _TAIL.sub("", canon(line))
    return 4 <= len(label) <= _LONGEST and label.endswith("表")
