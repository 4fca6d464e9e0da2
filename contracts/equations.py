"""What a document's figures must satisfy together, as sums of printed numbers.

Three kinds: the declared identities, the accounts' 类 = Σ 款 = Σ 项 with 合计 = Σ 类, and a fact
printed more than once. They are what a repair must close (`contracts.repairs`) and what proves a
reading (`normalizers.assurance`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.facts import Figure
from contracts.identities import evaluate

Span = tuple[Decimal, Decimal]
#: Lengths of the codes of 类, 款 and 项.
LEVELS = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class Term:
    """One fact of a sum: its weight and the figures that print it (within one source)."""

    weight: int
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """Σ weight × fact = 0, the total with weight −1; weight 0 only says that printings agree.

    Attributes:
        check_id: the check that reports a break.
        claimed: whether that check judges it now; else it only restrains repairs (a sum over a
            fact that is printed in two ways).
    """

    check_id: str
    terms: tuple[Term, ...]
    claimed: bool = True

    @property
    def figure_ids(self) -> frozenset[str]:
        """Every figure that takes part."""
        return frozenset(name for term in self.terms for name in term.figure_ids)


def equations(figures: Sequence[Figure]) -> tuple[Equation, ...]:
    """Every equation that the figures of one submission enter with all its terms printed."""
    return (*_identities(figures), *account_sums(figures), *_repeated(figures))


def _identities(figures: Sequence[Figure]) -> list[Equation]:
    found = []
    for one in evaluate(figures):
        if one.outcome == "insufficient" and one.reason != "conflict":
            continue
        parts = [Term(weight, ids) for weight, ids in one.terms if ids]
        if one.outcome == "insufficient" and not parts:
            continue
        terms = (Term(-1, one.total), *parts)
        found.append(Equation(one.identity.check_id, terms, claimed=one.outcome != "insufficient"))
    return found


def account_sums(figures: Sequence[Figure]) -> list[Equation]:
    """类 = Σ 款, 款 = Σ 项, 合计 = Σ 类 in every table where each line has its own code.

    The same rule as `sql/checks/sum.accounts.sql`; a test holds the two together.
    """
    lines: dict[tuple[object, ...], dict[str, list[Figure]]] = defaultdict(
        lambda: defaultdict(list)
    )
    nameless: set[tuple[str, str | None]] = set()
    for one in figures:
        if one.form is None or one.source not in {"final_accounts", "budget"}:
            continue
        if one.account_code is None and one.account_name is not None:
            nameless.add((one.submission_id, one.form))
        elif one.value is not None and one.project is None:
            table = (one.submission_id, one.fiscal_year, one.source, one.form)
            lines[*table, one.item, one.stage, one.fund].setdefault(
                one.account_code or "", []
            ).append(one)
    found = []
    for column, codes in lines.items():
        if (column[0], column[3]) not in nameless:
            found += _levels(codes)
    return found


def _levels(codes: Mapping[str, list[Figure]]) -> list[Equation]:
    """The sums of one column; none that a code printed on several lines takes part in."""
    children: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        if len(code) > LEVELS[0]:
            children[code[:-2]].append(code)
        elif len(code) == LEVELS[0] and code.startswith("2"):
            children[""].append(code)
    found = []
    for parent, parts in children.items():
        lines = [codes.get(parent, []), *(codes[code] for code in parts)]
        if len(parent) in {0, *LEVELS} and all(len(line) == 1 for line in lines):
            terms = (Term(1 if n else -1, (line[0].figure_id,)) for n, line in enumerate(lines))
            found.append(Equation("sum.accounts", tuple(terms)))
    return found


def _repeated(figures: Sequence[Figure]) -> list[Equation]:
    """Facts that a document prints more than once, whatever the source."""
    facts: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in figures:
        if one.value is not None and (one.account_code or not one.account_name):
            key = (one.submission_id, one.fiscal_year, one.item, one.stage, one.fund)
            facts[*key, one.project, one.account_code].append(one.figure_id)
    return [
        Equation("conflict.within_document", (Term(0, tuple(names)),))
        for names in facts.values()
        if len(names) > 1
    ]


def meet(spans: Sequence[Span]) -> Span | None:
    """What all closed intervals allow; None where they are disjoint."""
    low, high = max(span[0] for span in spans), min(span[1] for span in spans)
    return (low, high) if low <= high else None


def holds(equation: Equation, spans: Mapping[str, Span]) -> bool:
    """Whether the printed intervals (by figure id) satisfy an equation."""
    low = high = Decimal(0)
    for term in equation.terms:
        both = meet([spans[name] for name in term.figure_ids])
        if both is None:
            return False
        ends = sorted((term.weight * both[0], term.weight * both[1]))
        low, high = low + ends[0], high + ends[1]
    return low <= 0 <= high


def span(figure: Figure) -> Span:
    """What a figure's printed number stands for."""
    assert figure.value is not None
    return figure.value - figure.half_unit, figure.value + figure.half_unit
