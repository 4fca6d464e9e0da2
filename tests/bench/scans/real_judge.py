"""A scanned page beside the typed one: numbers of cells, of running text, figures."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

import cv2
import numpy as np

from contracts.document import Cell, Document, Paragraph, locate
from contracts.facts import Facts, Figure
from normalizers.assurance import confidence_threshold
from tests.bench.scans.judge import NUMBER, TOKEN, plain
from tests.bench.scans.real_pages import DPI, Condition, turn


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
