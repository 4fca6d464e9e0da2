"""Real typed PDFs rasterised and read as scans, beside their typed reading.

    python -m tests.bench.scans.real [FILE...] [--only NAME] [--first P] [--pages N] [--say]
    python -m tests.bench.scans.real --keep FOLDER --write docs/scans-real.md
    python -m tests.bench.scans.real --keep FOLDER --merge --write docs/scans-real.md

Without files the PDFs of `../shared/real` (or DUIZHANG_SHARED) are read. The typed reading is the
truth here: numbers of table cells and of running text are compared as printed, figures as facts
(item, stage, fund, account, project, source, value) after `normalize`. With `--keep` the reading of
every page is kept in a folder, and a run that was cut short goes on where it stopped; so are the
counts of every file and condition, each with the commit that was judged, for `--merge`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import cv2

from contracts.document import Document
from contracts.facts import Facts
from extractors import extract
from normalizers import Source, normalize
from tests.bench.scans import options
from tests.bench.scans.kept import Kept
from tests.bench.scans.real_judge import Tally, cells, figures, running
from tests.bench.scans.real_pages import CONDITIONS, Condition, cut, scanned
from tests.bench.scans.results import commit, upper
from tests.conftest import shared_folder

ABOUT = Path(__file__).with_name("about_real.md")
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = (
    "| file | pages | condition | kind | numbers | exact | lost | silent | ≤ (95 %) | doubtful "
    "| CPU s a page | at |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What was counted of one file under one condition.

    Attributes:
        file: end of its name; pages: how many were read.
        tallies: by kind.
        seconds: CPU a page; at: what was judged.
    """

    file: str
    pages: int
    condition: str
    tallies: dict[str, Tally]
    seconds: float
    at: str

    def rows(self) -> Iterator[str]:
        """Rows of the table."""
        for kind, tally in self.tallies.items():
            yield line(
                (self.file, str(self.pages), self.condition), kind, tally,
                (f"{self.seconds:.1f}", self.at),
            )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> Piece:
        """A piece that was kept."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        tallies = {kind: Tally(**counts) for kind, counts in stored.pop("tallies").items()}
        return cls(**stored, tallies=tallies)


def understood(data: bytes) -> tuple[Document, Facts]:
    """A file's document and facts."""
    document = extract(data, "page.pdf")
    return document, normalize(document, Source("page.pdf", RECEIVED))


@lru_cache(maxsize=1)
def typed_reading(data: bytes) -> tuple[Document, Facts]:
    """What the typed file says: the truth, the same for every condition."""
    return understood(data)


def compare(
    data: bytes, condition: Condition, folder: Path | None = None
) -> tuple[dict[str, Tally], float]:
    """One file under one condition: tallies of cells, text and figures, CPU seconds a page.

    Args:
        data: a typed PDF.
        condition: how its pages are printed and scanned.
        folder: where the readings of its pages are kept, if anywhere.
    """
    typed, true = typed_reading(data)
    with Kept(folder) as kept:
        read, facts = understood(scanned(data, condition))
    tallies = {
        "cells": cells(typed, read, facts, condition),
        "text": running(typed, read, facts),
        "figures": figures(true, facts),
    }
    return tallies, kept.seconds / max(1, kept.pages)


def line(
    place: tuple[str, str, str], kind: str, tally: Tally, spent: tuple[str, str] = ("", "")
) -> str:
    """One row of the table.

    Args:
        place: file, pages, condition.
        kind: of the numbers; tally: their counts.
        spent: CPU seconds a page and the commit.
    """
    whole = max(1, tally.numbers)
    shown = (
        *place, kind, str(tally.numbers), f"{100 * tally.exact / whole:.2f} %", str(tally.lost),
        str(tally.silent), f"{100 * upper(tally.silent, whole):.3f} %",
        f"{100 * tally.doubtful / whole:.1f} %", *spent,
    )  # fmt: skip
    return f"| {' | '.join(shown)} |"


def sums(pieces: Iterable[Piece]) -> Iterator[str]:
    """Rows over all files: each condition, and all of them."""
    whole: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for piece in pieces:
        for kind, tally in piece.tallies.items():
            whole[piece.condition, kind].add(tally)
            whole["**all**", kind].add(tally)
    for (name, kind), tally in sorted(whole.items(), reverse=True):
        yield line(("**all files**", "", name), kind, tally)


def measured(asked: argparse.Namespace) -> Iterator[Piece]:
    """Reads the files under the conditions asked for; keeps what it counts."""
    folder = shared_folder()
    files = asked.files or (sorted((folder / "real").glob("*.pdf")) if folder else [])
    for path in files:
        data = cut(path.read_bytes(), asked.first, asked.pages)
        for condition in CONDITIONS:
            if asked.only not in condition.name:
                continue
            tallies, seconds = compare(data, condition, asked.keep)
            pages = len(typed_reading(data)[0].pages)
            piece = Piece(path.stem[-12:], pages, condition.name, tallies, seconds, commit())
            if asked.keep:
                name = f"{path.stem} {asked.first} {condition.name}.piece"
                stored = json.dumps(asdict(piece), ensure_ascii=False)
                (asked.keep / name).write_text(stored, encoding="utf-8")
            yield piece


def main(arguments: list[str]) -> None:
    """Command line."""
    parser = options.parser(__doc__, first=1, pages=1000, of="page")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--say", action="store_true", help="print every number read otherwise")
    parser.add_argument("--keep", type=Path, help="folder for readings of pages and for counts")
    parser.add_argument("--merge", action="store_true", help="read nothing, take the kept counts")
    parser.add_argument("--write", type=Path, help="page of the docs")
    asked = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    pieces = []
    print(HEAD)
    kept = map(Piece.load, sorted(asked.keep.glob("*.piece"))) if asked.merge else None
    for piece in kept or measured(asked):
        pieces.append(piece)
        print("\n".join(piece.rows()), flush=True)
        if asked.say:
            wrong = (said for tally in piece.tallies.values() for said in tally.wrong)
            print("\n".join(f"    {said}" for said in wrong), flush=True)
    whole = list(sums(pieces))
    print("\n".join(whole))
    if asked.write:
        rows = [row for piece in pieces for row in piece.rows()]
        about = ABOUT.read_text(encoding="utf-8")
        asked.write.write_text("\n".join([about, HEAD, *whole, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
