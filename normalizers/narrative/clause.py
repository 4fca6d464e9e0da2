"""A clause: the tokens up to a number or a mark, sorted by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.narrative.lexicon import Token, lexicon

#: Tokens that name what a number is about.
_NAMES = frozenset({"item", "weak", "pair", "fund", "account"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Names between two joins (A、B和C): together they name one thing, or a pair.

    Attributes:
        items, weak, pairs, funds, accounts: tokens of that kind, in order.
    """

    items: tuple[Token, ...] = ()
    weak: tuple[Token, ...] = ()
    pairs: tuple[Token, ...] = ()
    funds: tuple[str, ...] = ()
    accounts: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says apart from its numbers.

    Attributes:
        tokens: all of them, in order.
        segments: what it is about, one entry a named thing.
        base: the same for what follows 占 (the base of a share).
        stages: stage tokens outside comparisons.
        residue: text that nothing explains; such a clause binds nothing.
    """

    tokens: tuple[Token, ...]
    segments: tuple[Segment, ...]
    base: tuple[Segment, ...]
    stages: tuple[Token, ...]
    residue: str

    def first(self, kind: str) -> Token | None:
        """The first token of a kind."""
        return next((token for token in self.tokens if token.kind == kind), None)

    def all(self, kind: str) -> tuple[Token, ...]:
        """Every token of a kind."""
        return tuple(token for token in self.tokens if token.kind == kind)

    @property
    def weak_only(self) -> bool:
        """Whether nothing stronger than 收入 or 支出 is named."""
        return bool(self.segments) and all(
            segment.weak and not (segment.items or segment.accounts or segment.pairs)
            and not segment.funds
            for segment in self.segments
        )  # fmt: skip


def parse(tokens: Sequence[Token], unit_name: str | None) -> Clause:
    """Sorts the tokens of a clause.

    Args:
        tokens: up to the number or mark, both excluded.
        unit_name: clean name of the reporting unit; its short forms are no residue.
    """
    at = next((i for i, token in enumerate(tokens) if token.kind == "share"), len(tokens))
    start = _after_unit(tokens, unit_name)
    residue = "".join(token.text for token in tokens[start:] if token.kind == "residue")
    return Clause(
        tuple(tokens),
        _segments(tokens[:at]),
        _segments(tokens[at:]),
        tuple(token for token in tokens if token.kind == "stage"),
        residue,
    )


def _segments(tokens: Sequence[Token]) -> tuple[Segment, ...]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "join":
            parts.append([])
        elif token.kind in _NAMES:
            parts[-1].append(token)
    return tuple(_segment(part) for part in parts if part)


def _segment(part: Sequence[Token]) -> Segment:
    def kind(name: str) -> tuple[Token, ...]:
        return tuple(token for token in part if token.kind == name)

    funds = [token.value for token in kind("fund")]
    funds += [token.group("fund") for token in kind("item") if token.group("fund")]
    return Segment(
        kind("item"), kind("weak"), kind("pair"), tuple(dict.fromkeys(funds)), kind("account")
    )


def _after_unit(tokens: Sequence[Token], unit_name: str | None) -> int:
    """Where the statement begins after the unit's name in a short form, which heads the clause."""
    lead = 0
    while lead < len(tokens) and tokens[lead].kind in {"residue", "filler", "join"}:
        lead += 1
    for end in range(lead, 0, -1):
        if _is_unit("".join(token.text for token in tokens[:end]), unit_name):
            return end
    return 0


def _is_unit(text: str, unit_name: str | None) -> bool:
    """Whether a text is a short form of the reporting unit's name.

    Short forms keep the order of the characters (县卫健局 of 县卫生健康局)
    and end as an organisation does.
    """
    if not unit_name or len(text) < 3 or not lexicon().suffixes.search(text):
        return False
    rest = iter(unit_name)
    return all(char in rest for char in text)
