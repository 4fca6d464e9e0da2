"""Two rows glued together by a reader (`5.001.00`): the split that closes every sum (DOMAIN §5)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.equations import Equation, equations, holds, span
from contracts.facts import UNREADABLE, Figure
from contracts.repairs import decimal_of, units_of

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Split:
    """Two numbers in the place of one unreadable text.

    Attributes:
        figure_id: of the unreadable figure.
        upper, lower: as printed, the figure's own row being one of the two.
        value: what the figure's own row has, base units.
        closes: how many sums hold with both.
        beside: the figures of those sums.
        is_unique: no other split closes them.
    """

    figure_id: str
    upper: str
    lower: str
    value: Decimal
    closes: int
    beside: tuple[str, ...]
    is_unique: bool


def splits(figures: Sequence[Figure]) -> tuple[Split, ...]:
    """Splits of a submission's unreadable figures into their row and the one above or below."""
    unreadable = [figure for figure in figures if figure.nil == UNREADABLE]
    units = units_of(figures) if unreadable else {}
    found = []
    for figure in unreadable:
        factor = units.get(figure.printed_unit)
        if factor is not None:
            own = list(_closing(figure, figures, factor))
            found += [
                Split(figure.figure_id, *halves, value, len(sums), _names(sums), len(own) == 1)
                for halves, value, sums in own
            ]
    return tuple(found)


def _closing(
    figure: Figure, figures: Sequence[Figure], factor: Decimal
) -> Iterator[tuple[tuple[str, str], Decimal, list[Equation]]]:
    """Upper and lower number, the figure's value and the sums that close, for each split."""
    for upper, lower in _halves(figure.printed):
        for step in (1, -1):
            texts = (upper, lower) if step == 1 else (lower, upper)
            other = _neighbour(figure, figures, step)
            if other is None:
                continue
            pair = [
                replace(one, value=decimal_of(text) * factor, nil="number", printed=text,
                        half_unit=factor.scaleb(-len(text.partition(".")[2])) / 2)
                for one, text in zip((figure, other), texts, strict=True)
            ]  # fmt: skip
            ids = {one.figure_id for one in pair}
            mended = [*(one for one in figures if one.figure_id not in ids), *pair]
            sums = _of_both(equations(mended), ids)
            spans = {one.figure_id: span(one) for one in mended if one.value is not None}
            if sums and all(holds(one, spans) for one in sums):
                assert pair[0].value is not None
                yield (upper, lower), pair[0].value, sums


def _names(sums: Sequence[Equation]) -> tuple[str, ...]:
    """The figures of some sums."""
    return tuple(sorted(set().union(*(one.figure_ids for one in sums))))


def _of_both(every: Sequence[Equation], ids: set[str]) -> list[Equation]:
    """The equations either number enters, if each of them enters one."""
    found = [one for one in every if one.figure_ids & ids]
    entered = set().union(*(one.figure_ids for one in found)) if found else set()
    return found if ids <= entered else []


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Ways to cut a text into two numbers with as many decimals each."""
    bare = text.replace(" ", "")
    cuts = [bare.index("\n")] if "\n" in bare else range(1, len(bare))
    for cut in cuts:
        upper, lower = bare[:cut].strip(), bare[cut:].strip()
        whole = _NUMBER.fullmatch(upper) and _NUMBER.fullmatch(lower)
        alike = len(upper.partition(".")[2]) == len(lower.partition(".")[2])
        if whole and alike and not re.match(r"0\d", upper) and not re.match(r"0\d", lower):
            yield upper, lower


def _neighbour(figure: Figure, figures: Sequence[Figure], step: int) -> Figure | None:
    """The fact of the same column in the next row: printed blank, or known from its account."""
    if figure.row is None:
        return None
    place = (figure.table_index, figure.row + step)
    row = [one for one in figures if (one.table_index, one.row) == place]
    here = [one for one in row if one.col == figure.col]
    if here:
        return here[0] if here[0].value is None else None
    kinds = defaultdict(list)
    for one in row:
        kinds[one.account_code].append(one)
    if len(kinds) != 1 or None in kinds:
        return None
    ((code, others),) = kinds.items()
    return replace(
        figure, figure_id=f"{figure.figure_id}~next", account_code=code,
        account_name=others[0].account_name, row=figure.row + step,
    )  # fmt: skip
