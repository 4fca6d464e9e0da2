"""Results of the bench as pieces that can be merged, and as the page of the docs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, lgamma, log
from pathlib import Path
from typing import Any

from tests.bench.scans.conditions import CONDITIONS, TEXTS
from tests.bench.scans.judge import Score

STEPS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.9975, 0.999, 0.9995)
HEAD = (
    "| condition | pages | numbers | exact | structure exact | silent | ≤ (95 %) | doubtful "
    "| CPU s a page | peak MB |\n|---|---|---|---|---|---|---|---|---|---|"
)
BESIDE = (
    "| condition | pages | numbers | ours exact | rapidocr exact | ours structure "
    "| img2table structure | CPU s: ours | rapidocr | img2table | ratio to rapidocr "
    "| peak MB: ours | rapidocr |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(slots=True)
class Beside:
    """The same pages read by all three.

    Attributes:
        ours, rapid, tables: scores over the pages that rapidocr read too; `tables` (img2table)
            counts structure and CPU seconds only.
    """

    ours: Score = field(default_factory=Score)
    rapid: Score = field(default_factory=Score)
    tables: Score = field(default_factory=Score)


@dataclass(slots=True)
class Result:
    """One condition: all pages, and those read by the others."""

    score: Score = field(default_factory=Score)
    beside: Beside = field(default_factory=Beside)

    def add(self, other: Result) -> None:
        """Sums two pieces of one condition."""
        self.score.add(other.score)
        for name in ("ours", "rapid", "tables"):
            getattr(self.beside, name).add(getattr(other.beside, name))


Results = dict[str, Result]


def upper(errors: int, size: int) -> float:
    """Clopper and Pearson's one-sided upper 95 % bound of a rate; 0 of n gives about 3/n."""
    if size == 0 or errors >= size:
        return 1.0
    low, high = errors / size, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        below = sum(exp(_log_binomial(k, size, rate)) for k in range(errors + 1))
        low, high = (rate, high) if below > 0.05 else (low, rate)
    return high


def _log_binomial(count: int, size: int, rate: float) -> float:
    """Logarithm of the chance of `count` among `size`; the numbers themselves overflow."""
    ways = lgamma(size + 1) - lgamma(count + 1) - lgamma(size - count + 1)
    rest = size - count
    return ways + count * log(rate or 1e-300) + rest * log(max(1 - rate, 1e-300))


def dump(results: Results, about: dict[str, Any]) -> str:
    """A piece as JSON: what was run, and the counts."""
    return json.dumps(
        {
            "about": about,
            "results": {
                name: {
                    "score": one.score.dump(),
                    **{key: getattr(one.beside, key).dump() for key in ("ours", "rapid", "tables")},
                }
                for name, one in results.items()
            },
        },
        ensure_ascii=False,
    )


def merge(paths: Iterable[Path]) -> tuple[Results, list[dict[str, Any]]]:
    """All pieces together, and what each of them says about itself."""
    whole: Results = {}
    about = []
    for path in sorted(paths):
        piece = json.loads(path.read_text(encoding="utf-8"))
        about.append(piece["about"])
        for name, one in piece["results"].items():
            parts = {key: Score.load(one[key]) for key in ("ours", "rapid", "tables")}
            loaded = Result(Score.load(one["score"]), Beside(**parts))
            whole.setdefault(name, Result()).add(loaded)
    order = [condition.name for condition in CONDITIONS]
    return {name: whole[name] for name in order if name in whole}, about


def commit() -> str:
    """What is judged."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    here = Path(__file__).parent
    ran = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    return f"commit {ran.stdout.strip()}" if ran.returncode == 0 else "an unknown commit"


def total(results: Results, names: Sequence[str]) -> Result:
    """The sum of some conditions."""
    whole = Result()
    for name in names:
        if name in results:
            whole.add(results[name])
    return whole


def line(name: str, score: Score) -> str:
    """One row of the table of results."""
    read = len(score.marks)
    bound = 100 * upper(score.silent, read)
    return (
        f"| {name} | {score.pages} | {score.numbers} | {_share(score.exact, score.numbers)} "
        f"| {score.structures}/{score.pages} ({_share(score.structures, score.pages, 0)}) "
        f"| {score.silent} ({_share(score.silent, read)}) | {bound:.2f} % "
        f"| {_share(score.doubtful, read, 1)} | {score.seconds / max(1, score.pages):.1f} "
        f"| {score.peak:.0f} |"
    )


def beside(name: str, one: Beside) -> str:
    """One row of the comparison on the same pages."""
    ours, rapid, tables = one.ours, one.rapid, one.tables
    pages = max(1, ours.pages)
    found = f"{tables.structures}/{tables.pages}" if tables.pages else "–"
    apart = f"{tables.seconds / tables.pages:.1f}" if tables.pages else "–"
    return (
        f"| {name} | {ours.pages} | {ours.numbers} | {_share(ours.exact, ours.numbers)} "
        f"| {_share(rapid.exact, rapid.numbers)} | {ours.structures}/{ours.pages} | {found} "
        f"| {ours.seconds / pages:.1f} | {rapid.seconds / pages:.1f} | {apart} "
        f"| {ours.seconds / max(rapid.seconds, 0.01):.2f} | {ours.peak:.0f} | {rapid.peak:.0f} |"
    )


def _share(part: int, whole: int, digits: int = 2) -> str:
    return f"{100 * part / whole:.{digits}f} %" if whole else "–"


def curve(score: Score) -> str:
    """Confidence alone, without arithmetic: threshold, silent errors, doubtful numbers."""
    rows = ["| threshold | silent | doubtful |", "|---|---|---|"]
    for step in STEPS:
        silent = sum(not mark.right and mark.confidence >= step for mark in score.marks)
        doubtful = sum(mark.confidence < step for mark in score.marks)
        share = _share(doubtful, len(score.marks), 1)
        rows.append(f"| {step} | {silent} ({_share(silent, len(score.marks))}) | {share} |")
    return "\n".join(rows)


def tables(results: Results) -> str:
    """The tables of the page: all conditions, sums, the comparison, the curve."""
    judged = [c.name for c in CONDITIONS if c.fine]
    sums = {
        "**colour or grey, 200 dpi and finer**": judged,
        "of these, level paper with rules, and text": [c.name for c in CONDITIONS if c.judged],
        "**1-bit 150 dpi**": [c.name for c in CONDITIONS if c.mode == "fax" and c.dpi == 150],
    }
    texts = [c.name for c in CONDITIONS if c.forms is TEXTS]
    rows = [line(name, one.score) for name, one in results.items()]
    whole = total(results, judged).score
    rows += [line(name, total(results, some).score) for name, some in sums.items()]
    compared = {name: one for name, one in results.items() if one.beside.ours.pages}
    both = [beside(name, one.beside) for name, one in compared.items()]
    for name, some in (
        ("**table pages**", [n for n in compared if n not in texts]),
        ("**text pages**", [n for n in compared if n in texts]),
    ):
        if some:
            both.append(beside(name, total(compared, some).beside))
    parts = ["## Every condition", "\n".join([HEAD, *rows])]
    if both:
        parts += ["## Beside the others, same pages, same run", "\n".join([BESIDE, *both])]
    parts += ["## Confidence alone (colour or grey, 200 dpi and finer)", curve(whole)]
    return "\n\n".join(parts) + "\n"
