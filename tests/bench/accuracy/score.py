"""What the accuracy bench counts, as rates with bounds: recall, precision, silent errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

HEAD = "| {} | stated | recall | precision | silent errors | ≤ (95 %) |\n|---|---|---|---|---|---|"


def upper(errors: int, size: int) -> float:
    """Upper 95 % bound of a rate (exact for none, Wilson otherwise)."""
    if size == 0:
        return 1.0
    if errors == 0:
        return float(1 - 0.05 ** (1 / size))
    z, rate = 1.645, errors / size
    centre = rate + z * z / (2 * size)
    spread = z * ((rate * (1 - rate) + z * z / (4 * size)) / size) ** 0.5
    return float((centre + spread) / (1 + z * z / size))


def rows(name: str, tallies: Mapping[str, Counter[str]], apart: tuple[str, ...] = ()) -> str:
    """A Markdown table, one line a key and one for all.

    Args:
        name: heading of the first column.
        tallies: counts of stated, right, silent by form or item.
        apart: keys that are no figures and stay out of the sum.
    """
    whole: Counter[str] = Counter()
    lines = [HEAD.format(name)]
    for key, counts in sorted(tallies.items()):
        if key not in apart:
            whole.update(counts)
        lines.append(_line(key, counts))
    return "\n".join([*lines, _line("**all**", whole)])


def _line(name: str, counts: Counter[str]) -> str:
    stated, right, silent = counts["stated"], counts["right"], counts["silent"]
    said = right + silent
    recall = f"{right / stated:.2%}" if stated else "–"
    precision = f"{right / said:.3%}" if said else "–"
    return f"| {name} | {stated} | {recall} | {precision} | {silent} | {upper(silent, said):.3%} |"
