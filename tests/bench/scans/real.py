"""Real typed PDFs rasterised and read as scans, beside their typed reading.

    python -m tests.bench.scans.real [FILE...] [--only NAME] [--first P] [--pages N] [--say]
    python -m tests.bench.scans.real --keep FOLDER --write docs/scans-real.md

Without files the PDFs of `../shared/real` (or DUIZHANG_SHARED) are read. The typed reading is the
truth here: numbers of table cells and of running text are compared as printed, figures as facts
(item, stage, fund, account, project, source, value) after `normalize`. With `--keep` the reading of
every page is kept in a folder, and a run that was cut short goes on where it stopped.
"""

from __future__ import annotations

import argparse
import difflib
import io
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from contracts.document import Cell, Document, Paragraph, locate
from contracts.facts import Facts, Figure
from extractors import extract
from normalizers import Source, normalize
from normalizers.assurance import confidence_threshold
from tests.bench.scans import wear
from tests.bench.scans.judge import NUMBER, TOKEN, plain
from tests.bench.scans.kept import Kept
from tests.bench.scans.results import commit, upper
from tests.conftest import shared_folder

DPI = 200
ABOUT = Path(__file__).with_name("about_real.md")
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Condition:
    """How a page is printed and scanned: with colour or without, turned by so many degrees."""

    name: str
    colour: bool = True
    skew: float = 0.0


CONDITIONS = (
    Condition("colour"),
    Condition("grey", colour=False),
    Condition("colour, skew 1°", skew=1.0),
    Condition("grey, skew −1°", colour=False, skew=-1.0),
)


@dataclass(slots=True)
class Tally:
    """Numbers of one kind.

    Attributes:
        numbers: of the typed reading; `exact` of them were read alike.
        lost: have no counterpart at all in the scan's reading.
        silent: read otherwise, or where nothing is printed, and not in doubt.
        doubtful: in doubt, right or wrong.
        wrong: examples in words.
    """

    numbers: int = 0
    exact: int = 0
    lost: int = 0
    silent: int = 0
    doubtful: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Sums two tallies."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def note(self, said: str, *, right: bool, doubtful: bool) -> None:
        """One number that was read."""
        self.exact += right
        self.doubtful += doubtful
        if not right:
            self.silent += not doubtful
            self.wrong.append(said + (" doubtful" if doubtful else " SILENT"))


def cut(data: bytes, first: int, pages: int) -> bytes:
    """Some pages of a PDF, the first counted from 1."""
    with pikepdf.open(io.BytesIO(data)) as document:
        kept = document.pages[first - 1 : first - 1 + pages]
        part = pikepdf.new()
        part.pages.extend(kept)
        saved = io.BytesIO()
        part.save(saved)
    return saved.getvalue()


def turn(shape: tuple[int, ...], condition: Condition) -> np.ndarray:
    """The way from a pixel of the page to one of the scan."""
    return wear.skew(shape, condition.skew)


def scanned(data: bytes, condition: Condition) -> bytes:
    """The same pages as a PDF of JPEG images, a little noisy and soft."""
    document = pypdfium2.PdfDocument(data)
    sheets = []
    for number, page in enumerate(document):
        image = np.ascontiguousarray(page.render(scale=DPI / 72).to_numpy()[:, :, ::-1][:, :, -3:])
        image = image if condition.colour else wear.grey(image)
        image = wear.warp(image, turn(image.shape, condition))
        grain = np.random.default_rng(number).normal(0, 4, image.shape[:2])
        image = np.clip(image + grain[:, :, None], 0, 255).astype(np.uint8)
        sheets.append(Image.fromarray(image))
    document.close()
    saved = io.BytesIO()
    options = {"save_all": True, "append_images": sheets[1:], "resolution": DPI, "quality": 80}
    sheets[0].save(saved, "PDF", **options)
    return saved.getvalue()


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


def cells(typed: Document, read: Document, facts: Facts, condition: Condition) -> Tally:
    """Numeric table cells, each with the cell of the scan that covers its middle."""
    tally = Tally()
    said = {(f.table_index, f.row, f.col): f for f in (*facts.figures, *facts.claims)}
    scored = {(row.table_index, row.row): row for row in facts.indicators}
    found: dict[int | None, list[tuple[int, Cell]]] = defaultdict(list)
    for table in read.tables:
        for cell in table.cells:
            found[cell.page].append((table.index, cell))
    for true in (cell for table in typed.tables for cell in table.cells):
        text = plain(true.text)
        hit = _under(true, found[true.page], typed, condition)
        if not NUMBER.fullmatch(text):
            if not text and hit and NUMBER.fullmatch(plain(hit[1].text)):
                sure = hit[1].confidence >= confidence_threshold()
                tally.note(f"p{true.page} blank→{hit[1].text}", right=False, doubtful=not sure)
            continue
        tally.numbers += 1
        if hit is None:
            tally.lost += 1
            tally.wrong.append(f"p{true.page} {text} lost")
            continue
        index, cell = hit
        fact = said.get((index, cell.row, cell.col)) or scored.get((index, cell.row))
        doubt = cell.confidence < float(confidence_threshold()) or bool(cell.alternatives)
        doubt = fact.assurance == "doubtful" if fact else doubt
        now = plain(cell.text)
        tally.note(
            f"p{true.page} {text}→{now} {cell.confidence:.4f}", right=now == text, doubtful=doubt
        )
    return tally


def _under(
    true: Cell, found: Sequence[tuple[int, Cell]], typed: Document, condition: Condition
) -> tuple[int, Cell] | None:
    """The scan's cell at the middle of a typed cell, and its table."""
    if true.box is None or true.page is None:
        return None
    page = typed.pages[true.page - 1]
    shape = (round(page.height * DPI / 72), round(page.width * DPI / 72))
    middle = ((true.box.x0 + true.box.x1) / 2, (true.box.y0 + true.box.y1) / 2)
    point = np.array([[middle]]) * DPI / 72
    x, y = cv2.perspectiveTransform(point, turn(shape, condition))[0, 0] * 72 / DPI
    for index, cell in found:
        box = cell.box
        if box is not None and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
            return index, cell
    return None


def running(typed: Document, read: Document, facts: Facts) -> Tally:
    """Numbers of running text, page by page in their order."""
    tally = Tally()
    told = [(f.block, f.char_start or 0, f.char_end or 0, f.assurance)
            for f in (*facts.figures, *facts.claims)]  # fmt: skip
    true, seen = _numbers(typed), _numbers(read)
    for page in sorted({*true, *seen}):
        theirs, ours = true.get(page, []), seen.get(page, [])
        tally.numbers += len(theirs)
        matcher = difflib.SequenceMatcher(
            None, [t[0] for t in theirs], [o[0] for o in ours], autojunk=False
        )
        for kind, a0, a1, b0, b1 in matcher.get_opcodes():
            tally.lost += max(0, (a1 - a0) - (b1 - b0))
            tally.wrong += [f"p{page} {t[0]} lost" for t in theirs[a0 + b1 - b0 : a1]]
            for offset, (text, block, start, end, sure) in enumerate(ours[b0:b1]):
                said = [a for b, low, high, a in told if b == block and low < end and start < high]
                doubt = "doubtful" in said if said else sure < confidence_threshold()
                printed = theirs[a0 + offset][0] if a0 + offset < a1 else "nothing"
                tally.note(
                    f"p{page} {printed}→{text} {sure:.4f}", right=kind == "equal", doubtful=doubt
                )
    return tally


_Token = tuple[str, int, int, int, float]


def _numbers(document: Document) -> dict[int, list[_Token]]:
    """Numbers of running text by page: text, block, characters from and to, confidence."""
    found: dict[int, list[_Token]] = defaultdict(list)
    for block in document.paragraphs:
        for text, start, end in _tokens(block):
            place = locate(block.runs, start, end)
            found[place.page or 0].append((text, block.block, start, end, place.confidence))
    return found


#: The number of a paragraph right before a year: 1.2024年 is no number, with a space or without.
_LISTED = re.compile(r"(?<!\d)\d{1,2}[.．](?=\s*(?:19|20)\d\d)")


def _tokens(block: Paragraph) -> Iterator[tuple[str, int, int]]:
    folded = "".join(
        one if len(one) == 1 else mark
        for mark in block.text
        for one in [unicodedata.normalize("NFKC", mark)]
    )
    folded = _LISTED.sub(lambda hit: " " * len(hit[0]), folded)
    for hit in TOKEN.finditer(folded):
        yield plain(hit[0]), *hit.span()


def figures(true: Facts, facts: Facts) -> Tally:
    """Figures with a value, by what they say and not by where they stand."""
    tally = Tally()
    wanted = Counter(_said(figure) for figure in true.figures if figure.value is not None)
    tally.numbers = sum(wanted.values())
    for figure in facts.figures:
        if figure.value is None:
            continue
        said = _said(figure)
        right = wanted[said] > 0
        wanted[said] -= right
        tally.note(f"p{figure.page} {said}", right=right, doubtful=figure.assurance == "doubtful")
    tally.lost = sum(wanted.values())
    tally.wrong += [f"{said} has none like it" for said, count in wanted.items() if count]
    return tally


def _said(figure: Figure) -> tuple[object, ...]:
    return (
        figure.item, figure.stage, figure.fund, figure.account_code, figure.project,
        figure.source, figure.value,
    )  # fmt: skip


HEAD = (
    "| file | condition | kind | numbers | exact | lost | silent | ≤ (95 %) | doubtful "
    "| CPU s a page |\n|---|---|---|---|---|---|---|---|---|---|"
)


def line(name: str, condition: str, kind: str, tally: Tally, seconds: float | None = None) -> str:
    """One row of the table."""
    whole = max(1, tally.numbers)
    spent = "" if seconds is None else f"{seconds:.1f}"
    return (
        f"| {name} | {condition} | {kind} | {tally.numbers} | {100 * tally.exact / whole:.2f} % "
        f"| {tally.lost} | {tally.silent} | {100 * upper(tally.silent, whole):.3f} % "
        f"| {100 * tally.doubtful / whole:.1f} % | {spent} |"
    )


def main(arguments: list[str]) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--only", default="", help="part of a condition's name")
    parser.add_argument("--first", type=int, default=1, help="first page")
    parser.add_argument("--pages", type=int, default=1000, help="pages a file")
    parser.add_argument("--say", action="store_true", help="print every number read otherwise")
    parser.add_argument("--keep", type=Path, help="folder for the readings of the pages")
    parser.add_argument("--write", type=Path, help="page of the docs")
    options = parser.parse_args(arguments)
    folder = shared_folder()
    files = options.files or (sorted((folder / "real").glob("*.pdf")) if folder else [])
    cv2.setNumThreads(1)
    whole: dict[tuple[str, str], Tally] = defaultdict(Tally)
    rows = [HEAD]
    print(HEAD)
    for path in files:
        data = cut(path.read_bytes(), options.first, options.pages)
        for condition in CONDITIONS:
            if options.only not in condition.name:
                continue
            tallies, seconds = compare(data, condition, options.keep)
            for kind, tally in tallies.items():
                whole[condition.name, kind].add(tally)
                whole["all", kind].add(tally)
                rows.append(line(path.stem[-12:], condition.name, kind, tally, seconds))
                print(rows[-1], flush=True)
                if options.say:
                    print("\n".join(f"    {wrong}" for wrong in tally.wrong), flush=True)
    sums = [
        line("**all files**", name, kind, tally) for (name, kind), tally in sorted(whole.items())
    ]
    print("\n".join(sums))
    if options.write:
        about = ABOUT.read_text(encoding="utf-8").replace("{commit}", commit())
        options.write.write_text("\n".join([about, *rows, *sums, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
