"""Measures the scan reader on invented pages.

    python -m tests.bench.scans.run [--judge] [--only NAME] [--pages N] [--part I/N] [--out PIECE]
    python -m tests.bench.scans.run --merge PIECE... --write docs/scans.md

Building seeds are 0..9999; judging seeds start at 10000 (`--judge`, `--first` for fresh ones) and
are looked at as totals only.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contracts.document import Block, Document, Page, Reading
from extractors.layout.compose import numbered
from normalizers import Source, normalize
from tests.bench.scans import engines, options, results
from tests.bench.scans.conditions import CONDITIONS, Condition, page
from tests.bench.scans.judge import Score, by_content, exact_structure, judge
from tests.bench.scans.other_tables import Img2Table
from tests.bench.scans.results import Beside, Result

JUDGING = 10_000
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)
ABOUT = Path(__file__).with_name("about.md")


def score_ours(condition: Condition, seed: int, timed: engines.Timed) -> Score:
    """One page read by our reader and judged with what the pipeline says of each number."""
    printed, worn = page(condition, seed)
    blocks, seconds, peak = timed(worn.image, condition.dpi)
    score = judge(
        printed, worn, *understood(blocks, worn.image.shape, condition.dpi), condition.dpi
    )
    score.seconds, score.peak = seconds, peak
    return score


def understood(blocks: list[Block], shape: tuple[int, ...], dpi: int) -> Any:
    """The document of one page and its facts."""
    height, width = (side * 72 / dpi for side in shape[:2])
    sheet = Page(1, width, height, Reading.OCR)
    document = Document("0" * 64, "image/jpeg", numbered(blocks), (sheet,))
    return document, normalize(document, Source("page.jpg", RECEIVED))


def compare(
    condition: Condition, seed: int, timed: engines.Timed, other: Img2Table
) -> tuple[Score, Score]:
    """The page of a seed read by rapidocr's defaults, and its grid by img2table."""
    printed, worn = page(condition, seed)
    lines, seconds, peak = timed(worn.image, condition.dpi)
    rapid = by_content(printed, worn, lines, condition.dpi)
    rapid.seconds, rapid.peak = seconds, peak
    grids = Score()
    found = None if printed.form.prose else other.read(worn.image)
    if found is not None:
        grids.pages, grids.seconds = 1, found[1]
        exact = len(found[0]) == 1 and exact_structure(printed, found[0][0])
        grids.structures = int(exact)
    return rapid, grids


def measure(condition: Condition, seeds: list[int], *, others: int, say: bool) -> Result:
    """Reads the pages of one condition; the first `others` of them with the other readers, too."""
    result = Result()
    with ExitStack() as stack:
        timed = stack.enter_context(engines.fresh(engines.ours))
        compared = seeds[:others]
        if compared:
            rapid_timed = stack.enter_context(engines.fresh(engines.rapid))
            other = Img2Table()
            stack.callback(other.close)
        for seed in seeds:
            score = score_ours(condition, seed, timed)
            result.score.add(score)
            if seed in compared:
                both = compare(condition, seed, rapid_timed, other)
                result.add(Result(beside=Beside(score, *both)))
            if say and (score.wrong or not score.structures):
                print(
                    f"    seed {seed}: structure {score.structures}; {'; '.join(score.wrong[:12])}"
                )
    return result


def main(arguments: list[str]) -> None:
    """Command line."""
    parser = options.parser(__doc__, first=None, pages=3, of="seed")
    parser.add_argument("--beside", type=int, default=0, help="pages read by the others, too")
    parser.add_argument("--part", default="1/1", help="I/N: every N-th condition, from the I-th")
    parser.add_argument("--judge", action="store_true", help="judging seeds")
    parser.add_argument("--say", action="store_true", help="print every wrong number")
    parser.add_argument("--out", type=Path, help="write the piece as JSON")
    parser.add_argument("--merge", type=Path, nargs="+", help="pieces to put together")
    parser.add_argument("--write", type=Path, help="page of the docs")
    asked = parser.parse_args(arguments)
    if asked.merge:
        _merge(asked.merge, asked.write)
        return
    first = asked.first if asked.first is not None else JUDGING if asked.judge else 0
    seeds = list(range(first, first + asked.pages))
    part, parts = map(int, asked.part.split("/"))
    found: results.Results = {}
    print(results.HEAD)
    for condition in CONDITIONS[part - 1 :: parts]:
        if asked.only in condition.name:
            one = measure(condition, seeds, others=asked.beside, say=asked.say)
            found[condition.name] = one
            print(results.line(condition.name, one.score), flush=True)
            if asked.out:  # a long run that is cut short keeps what it has
                about = {"first": first, "pages": asked.pages, "beside": asked.beside,
                         "commit": results.commit()}  # fmt: skip
                asked.out.write_text(results.dump(found, about), encoding="utf-8")
    if asked.beside:
        print(results.BESIDE)
        print("\n".join(results.beside(name, one.beside) for name, one in found.items()))


def _merge(pieces: list[Path], target: Path | None) -> None:
    """The page of the docs from pieces."""
    whole, about = results.merge(pieces)
    seeds = sorted({f"{one['first']}–{one['first'] + one['pages'] - 1}" for one in about})
    commits = sorted({one["commit"] for one in about})
    runs = f"seeds {', '.join(seeds)} of every condition, at {' and '.join(commits)}"
    text = ABOUT.read_text(encoding="utf-8").replace("{runs}", runs) + "\n" + results.tables(whole)
    if target is None:
        print(text)
    else:
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
