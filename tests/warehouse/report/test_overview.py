"""One cell of the matrix stands for several bindings of a check."""

from __future__ import annotations

from functools import reduce
from itertools import permutations

import pytest

from warehouse.report.overview import joined


@pytest.mark.parametrize(
    ("outcomes", "shown"),
    [
        (("exact", "rounding"), "rounding"),
        (("exact", "insufficient"), "partial"),
        (("exact", "insufficient", "rounding"), "partial"),
        (("exact", "insufficient", "error"), "error"),
        (("insufficient", "not_applicable"), "insufficient"),
        (("exact", "not_applicable"), "exact"),
        (("break", "warning"), "warning"),
    ],
)
def test_order_does_not_matter(outcomes: tuple[str, ...], shown: str) -> None:
    for order in permutations(outcomes):
        assert reduce(joined, order[1:], order[0]) == shown
