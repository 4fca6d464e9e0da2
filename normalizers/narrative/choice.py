"""Which role a number plays in its clause, from the words around it and what it measures."""

from __future__ import annotations

from collections.abc import Callable

from normalizers.narrative import roles
from normalizers.narrative.clause import Clause
from normalizers.narrative.lexicon import Token
from normalizers.narrative.state import Binding, State
from normalizers.narrative.subject import Subject

#: Makes the bindings of a number that plays this role; see `normalizers.narrative.roles`.
Role = Callable[[Clause, Subject, Token, State, roles.Reader], list[Binding]]


def role_of(clause: Clause, measure: str) -> tuple[Role | None, tuple[Token, ...]]:
    """What a number does, and the tokens that also govern the next number.

    Args:
        clause: what stands before the number.
        measure: CNY, percent or person.

    Returns:
        The role, None where the words give it none.
    """
    governing = tuple(t for t in clause.tokens if t.kind in {"complete", "share", "rate"})
    if measure == "percent":
        if clause.first("direction"):
            return roles.change, ()
        if clause.first("complete") or clause.first("rate"):
            return roles.rate, ()
        return (roles.share if clause.first("share") else None), ()
    if measure == "person":
        usual = not (governing or clause.first("direction") or clause.first("versus"))
        return (roles.figure if usual else None), ()
    return _of_money(clause, governing)


def _of_money(
    clause: Clause, governing: tuple[Token, ...]
) -> tuple[Role | None, tuple[Token, ...]]:
    if clause.first("share"):
        return None, governing
    if clause.first("rate") or clause.first("nil"):
        return None, ()
    if clause.first("becomes"):
        return roles.figure, ()
    if clause.first("direction"):
        return roles.change, ()
    if clause.first("complete"):
        return roles.baseline, governing
    return (roles.baseline if clause.first("versus") else roles.figure), ()
