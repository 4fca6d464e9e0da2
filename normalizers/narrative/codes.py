"""Codes of the accounts that running text names without them, from the document's own tables.

项 names repeat under many 款 (行政运行), so a national list cannot tell the code; the tables of the
same document print code and name side by side. A name that could be two of their codes keeps none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from contracts.facts import Claim, Figure

Fact = TypeVar("Fact", Figure, Claim)
_LENGTHS = frozenset({3, 5, 7})


def add_codes(facts: Iterable[Fact], table_figures: Iterable[Figure]) -> tuple[Fact, ...]:
    """The facts with the account codes that the tables settle.

    Args:
        facts: of the running text; `account_name` is a name or a path 类/款/项.
        table_figures: of the same document's tables.
    """
    names = {
        figure.account_code: figure.account_name
        for figure in table_figures
        if figure.account_code and figure.account_name and _is_functional(figure.account_code)
    }
    return tuple(
        replace(fact, account_code=_code(fact.account_name, names))
        if fact.account_name and not fact.account_code
        else fact
        for fact in facts
    )


def _is_functional(code: str) -> bool:
    return code[0] == "2" and len(code) in _LENGTHS


def _code(name: str, names: dict[str, str]) -> str | None:
    """The one code of a name or path; a 款 with one 项 of its name counts as the 项."""
    path = name.split("/")
    found = {code for code, own in names.items() if own == path[-1]}
    if len(path) > 1:
        depth = (3, 5, 7)[: len(path)]
        found = {code for code in found if [names.get(code[:length]) for length in depth] == path}
    deepest = {code for code in found if len(code) == 7}
    if len(deepest) == 1 and all(next(iter(deepest)).startswith(code) for code in found):
        return deepest.pop()
    return found.pop() if len(found) == 1 else None
