"""Rows glued together are parted where every sum closes, and only there."""

from __future__ import annotations

from contracts.facts import UNREADABLE, Figure
from contracts.splits import splits
from tests.contracts.test_repairs import cell

CODES = ("", "201", "20103", "2010301", "2010302")
COLUMNS = ("expenditure.total", "expenditure.basic", "expenditure.project")
ROWS = (("30.00", "25.00", "5.00"),) * 3 + (("20.00", "16.00", "4.00"), ("10.00", "9.00", "1.00"))


def glued(text: str, column: int) -> list[Figure]:
    """The last two rows' numbers of a column in one cell of the upper one."""
    figures = [
        cell(item, code, printed, table_index=0, row=row, col=col)
        for row, (code, line) in enumerate(zip(CODES, ROWS, strict=True), 1)
        for col, (item, printed) in enumerate(zip(COLUMNS, line, strict=True))
    ]
    found = []
    for one in figures:
        if (one.row, one.col) == (4, column):
            fields = {name: getattr(one, name) for name in one.__dataclass_fields__}
            found.append(Figure(**{**fields, "value": None, "printed": text, "nil": UNREADABLE}))
        elif (one.row, one.col) != (5, column):
            found.append(one)
    return found


def test_the_split_that_closes_every_sum() -> None:
    (one,) = splits(glued("16.009.00", 1))
    assert (one.upper, one.lower, one.value) == ("16.00", "9.00", 160000)
    assert (one.closes, one.is_unique) == (3, True)


def test_a_broken_line_says_where_to_cut() -> None:
    assert [(one.upper, one.lower) for one in splits(glued("4.00\n1.00", 2))] == [("4.00", "1.00")]


def test_what_closes_nothing_is_not_proposed() -> None:
    assert splits(glued("16.008.00", 1)) == ()
    assert splits(glued("16.00", 1)) == ()
