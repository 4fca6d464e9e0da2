"""Which budget a bare 预算 means, decided over the whole document.

预算总额 beside a 年初预算 of another amount is most likely the adjusted budget, and may as well be
a slip: a clause that binds two ways binds none. Rates of its paragraph that rest on it go too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from normalizers.narrative.state import Binding
from normalizers.narrative.subject import Subject

INITIAL = "initial_budget"


def stated_budgets(found: Iterable[Binding]) -> dict[Subject, set[Decimal]]:
    """Amounts that the text itself calls 年初预算, by what they are about."""
    stated: dict[Subject, set[Decimal]] = defaultdict(set)
    for binding in found:
        if _is_initial(binding) and not binding.bare:
            stated[binding.subject].add(binding.value)
    return stated


def settled(found: Sequence[Binding], stated: dict[Subject, set[Decimal]]) -> list[Binding]:
    """A paragraph's bindings without those that rest on an unclear budget."""
    unclear = {
        binding.subject
        for binding in found
        if binding.bare
        and _is_initial(binding)
        and binding.subject in stated
        and binding.value not in stated[binding.subject]
    }
    own = {binding.subject for binding in found if _is_initial(binding) and not binding.bare}
    return [
        binding
        for binding in found
        if binding.subject not in unclear
        or not (
            (binding.bare and binding.stage == INITIAL)
            or (binding.versus == INITIAL and binding.subject not in own)
        )
    ]


def _is_initial(binding: Binding) -> bool:
    return binding.kind == "figure" and binding.stage == INITIAL
