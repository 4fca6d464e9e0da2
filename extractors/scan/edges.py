"""Whether each edge of a grid is there: how much of it is inked by one straight stroke."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.scan.images import Image, Working
from extractors.scan.rules import Rules

#: Share of an edge that must be inked.
PRESENT = 0.7
#: Shares between which an edge may be there or not; on clean pages no rule's edge is below 0.95.
UNCLEAR = (0.5, 0.9)
#: Share of an edge under a blot from which its absence proves nothing.
BLIND = 0.3
#: Share of an edge inked or under a blot from which its line's other edges speak for it.
COVERED = 0.8
#: A stroke that no text touches, from a crossing on: so long in points and in the edge's lengths it
#: is a piece of a rule. A figure 1 is shorter and touches no crossing.
PIECE, HALF = 9.0, 0.5
#: Share of an edge that ink apart from text covers, from which its absence is not sure.
TRACE = 0.12
Bools = npt.NDArray[np.bool_]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges along the lines of one direction: lines × (marks − 1) each.

    Attributes:
        share: how much of an edge is inked by one straight stroke, 0..1.
        blind: how much of it lies under a blot, text counting half.
        trace: how much of it is inked by straight strokes from a crossing on that no text touches;
            0 where text is not told from rules.
        piece: whether such a stroke is long enough for a rule and begins at a crossing.
    """

    share: Shares
    blind: Shares
    trace: Shares
    piece: Bools

    @property
    def used(self) -> Bools:
        """Lines with an edge on them, and the outer two."""
        used: Bools = np.asarray((self.share >= PRESENT).any(axis=1))
        used[[0, -1]] = True
        return used

    @property
    def present(self) -> Bools:
        """Edges that are there.

        An unclear one, or one under a seal, is there where its line goes on at both ends; one that
        shows a piece of a rule is, where its line goes on at either.
        """
        found: Bools = np.asarray(self.share >= PRESENT)
        both, either = np.zeros_like(found), np.zeros_like(found)
        both[:, 1:-1] = found[:, :-2] & found[:, 2:]
        either[:, 1:] |= found[:, :-1]
        either[:, :-1] |= found[:, 1:]
        either[:, [0, -1]] = True  # beyond the outermost there is nothing to go on to
        likely = (self.share >= UNCLEAR[0]) | (self.share + self.blind > COVERED)
        return found | (both & likely) | (either & self.piece)

    @property
    def dim(self) -> Bools:
        """Edges that may be there or not."""
        low, high = UNCLEAR
        between = (self.share >= low) | (self.trace >= TRACE) | (self.blind > BLIND)
        return between & (self.share < high) & ~(self.piece & self.present)

    @property
    def unclear(self) -> float:
        """Share of edges whose vote is near to neither."""
        between = (self.share > 0.25) & (self.share < 0.75)
        return float((between & ~(self.piece & self.present)).mean())


def across(page: Working, rules: Rules, ys: Sequence[float], xs: Sequence[float]) -> Edges:
    """The edges of rows: (rows + 1) × columns."""
    return _edges(page, rules.across_ink, rules.hidden, (ys, xs), apart=rules.apart)


def down(page: Working, rules: Rules, ys: Sequence[float], xs: Sequence[float]) -> Edges:
    """The edges of columns: (columns + 1) × rows."""
    return _edges(page, rules.down_ink.T, rules.hidden.T, (xs, ys), apart=rules.apart)


def _edges(
    page: Working,
    ink: Image,
    hidden: Image,
    places: tuple[Sequence[float], Sequence[float]],
    *,
    apart: bool,
) -> Edges:
    """The edges on lines between marks.

    The stroke may lie a little off its line, but all of it on one side: characters that stand on
    the line ink it here and there only.
    """
    lines, marks = places
    wobble = page.px(1.6)
    trim, short = page.px(1.2), page.px(16)
    found = Edges(
        *(np.zeros((len(lines), len(marks) - 1), kind) for kind in (float,) * 3 + (bool,))
    )
    for i, line in enumerate(lines):
        low = max(0, round(line) - wobble)
        band = ink[low : round(line) + wobble + 1] > 0
        covered = hidden[low : round(line) + wobble + 1]
        inked, under = band[:-1] | band[1:], np.minimum(covered[:-1], covered[1:])
        for j, (start, end) in enumerate(itertools.pairwise(marks)):
            # A short edge must reach both crossings: a character's stroke does not.
            cut = trim if end - start > short else 0
            part = slice(round(start) + cut, round(end) - cut)
            found.share[i, j] = _share(inked[:, part], under[:, part] > 0, trim, short=not cut)
            found.blind[i, j] = under[:, part].mean() / 255 if under[:, part].size else 0.0
            if apart and found.share[i, j] < UNCLEAR[1]:
                whole = slice(round(start), round(end))
                free = inked[:, whole] & (under[:, whole] == 0)
                found.trace[i, j], longest = _piece(free, trim)
                least = max(PIECE * page.scale, HALF * (end - start))
                found.piece[i, j] = longest >= least
    return found


def _piece(free: Bools, end: int) -> tuple[float, int]:
    """Strokes from a crossing on, on the best line: their share of it, and the longest.

    Args:
        free: ink apart from text, offsets across the line × pixels from crossing to crossing.
        end: pixels at either end that are the crossing.
    """
    if free.size == 0:
        return 0.0, 0
    best = free[int(free.sum(axis=1).argmax())]
    steps = np.diff(np.concatenate(([0], best.astype(np.int8), [0])))
    starts, stops = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    anchored = (starts < end) | (stops > best.size - end)
    lengths = (stops - starts)[anchored]
    return float(lengths.sum() / best.size), int(np.max(lengths, initial=0))


def _share(inked: Bools, hidden: Bools, end: int, *, short: bool) -> float:
    """The best line's share of ink, pixels under a blot left out where enough others remain.

    Args:
        inked, hidden: offsets across the line × pixels along it.
        end: pixels at either end; a line that is paper at both is a stroke of a character.
        short: whether the edge is no longer than a character.
    """
    if inked.size == 0:
        return 1.0
    seen = ~hidden
    count = seen.sum(axis=1)
    enough = count > 0.35 * inked.shape[1]
    known = (inked & seen).sum(axis=1) / np.maximum(count, 1)
    known = known**3 if short else known
    share = np.where(enough, known, inked.mean(axis=1) ** 3)
    paper = ~inked & seen
    loose = paper[:, :end].all(axis=1) & paper[:, -end:].all(axis=1)
    return float(np.where(loose, share / 2, share).max())
