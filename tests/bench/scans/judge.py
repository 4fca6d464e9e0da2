"""What was read against what was printed: numbers, structure, silent errors, doubts."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import numpy as np

from contracts.document import Cell, Document, Paragraph, Table, locate
from contracts.facts import Claim, Facts, Figure, Indicator
from normalizers.assurance import confidence_threshold
from tests.bench.scans.draw import Printed
from tests.bench.scans.wear import Worn

#: A cell that is a number and nothing else.
NUMBER = re.compile(r"[≥≤=]?-?[\d,]+(?:\.\d+)?%?")
#: A number inside text.
TOKEN = re.compile(r"[≥≤]?\d[\d,]*(?:\.\d+)?%?")
Place = tuple[float, float, float, float]


def plain(text: str) -> str:
    """Text without spaces and in one width: 1，234．5 is 1,234.5."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Mark:
    """One number that is printed, or was read where none is.

    Attributes:
        confidence: of the reading, 0 where nothing was read.
        doubtful: the assurance, or two readers disagree.
        right: the number that is printed, grouped by commas or not.
    """

    confidence: float
    doubtful: bool
    right: bool


@dataclass(slots=True)
class Score:
    """Counts over pages.

    Attributes:
        numbers: printed ones; `exact` of them were read as printed.
        texts: cells of words, and those exactly read.
        structures: pages whose cells have exactly the printed rows, columns and spans.
        seconds: CPU; peak: resident memory of the reading process in MB.
        marks: every number; phantoms count as wrong.
        wrong: examples in words.
    """

    pages: int = 0
    numbers: int = 0
    exact: int = 0
    texts: int = 0
    texts_exact: int = 0
    structures: int = 0
    seconds: float = 0.0
    peak: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def silent(self) -> int:
        """Wrong numbers that are not doubtful."""
        return sum(not mark.right and not mark.doubtful for mark in self.marks)

    @property
    def doubtful(self) -> int:
        """Numbers in doubt, right or wrong."""
        return sum(mark.doubtful for mark in self.marks)

    def add(self, other: Score) -> None:
        """Sums two scores; the peak is the higher one."""
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            both = max(mine, theirs) if one.name == "peak" else mine + theirs
            setattr(self, one.name, both)

    def dump(self) -> dict[str, Any]:
        """As JSON takes it."""
        marks = [[mark.confidence, mark.doubtful, mark.right] for mark in self.marks]
        return asdict(self) | {"marks": marks}

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Score:
        """From what `dump` gave."""
        return cls(**(stored | {"marks": [Mark(*mark) for mark in stored["marks"]]}))


def judge(printed: Printed, worn: Worn, document: Document, facts: Facts, dpi: float) -> Score:
    """Our own reading: cell by cell, or the numbers of running text in their order."""
    if printed.form.prose:
        return _prose(printed, document, facts)
    score = Score(pages=1)
    tables = document.tables
    score.structures = int(len(tables) == 1 and exact_structure(printed, shape(tables[0])))
    assured = _assured(facts)
    read = [(table.index, cell) for table in tables for cell in table.cells]
    for true, box in zip(printed.form.cells, printed.boxes, strict=True):
        x, y = middle(box, worn, dpi)
        covering = [one for one in read if _covers(one[1], x, y)]
        index, cell = min(covering, key=lambda one: _off(one[1], x), default=(0, None))
        fact = assured.get((index, cell.row, cell.col)) if cell else None
        if cell and isinstance(fact, Figure) and fact.value is not None:
            cell = replace(cell, text=fact.printed)  # of two readings the pipeline takes one
        doubt = cell is None or _doubtful(index, cell, assured)
        _compare(score, true.text, cell, doubtful=doubt)
    return score


def exact_structure(printed: Printed, cells: Sequence[tuple[int, int, int, int]]) -> bool:
    """Whether cells (row, column, row span, column span) are those of the form."""
    truth = sorted((c.row, c.col, c.rowspan, c.colspan) for c in printed.form.cells)
    return sorted(cells) == truth


def shape(table: Table) -> list[tuple[int, int, int, int]]:
    """A table's cells without their text."""
    return [(c.row, c.col, c.rowspan, c.colspan) for c in table.cells]


def middle(box: Place, worn: Worn, dpi: float) -> tuple[float, float]:
    """Where the middle of a drawn cell stands on the worn page, points."""
    point = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]])
    x, y = worn.place(point)[0] * 72 / dpi
    return float(x), float(y)


def _covers(cell: Cell, x: float, y: float) -> bool:
    box = cell.box
    return box is not None and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _off(cell: Cell, x: float) -> float:
    return abs((cell.box.x0 + cell.box.x1) / 2 - x) if cell.box else 0.0


Assured = dict[tuple[int | None, int | None, int | None], Figure | Claim | Indicator]


def _assured(facts: Facts) -> Assured:
    """What the pipeline says of the numbers at a cell; of an indicator's row by its row."""
    found: Assured = {}
    for row in facts.indicators:
        found[row.table_index, row.row, None] = row
    for fact in (*facts.figures, *facts.claims):
        found[fact.table_index, fact.row, fact.col] = fact
    return found


def _doubtful(index: int, cell: Cell, assured: Assured) -> bool:
    """A figure by its assurance, a cell that makes none by its confidence."""
    said = assured.get((index, cell.row, cell.col)) or assured.get((index, cell.row, None))
    if said is not None:
        return said.assurance == "doubtful"
    return bool(cell.alternatives) or cell.confidence < confidence_threshold()


def _compare(score: Score, true: str, cell: Cell | None, *, doubtful: bool) -> None:
    text = plain(cell.text) if cell else ""
    right = text == plain(true)
    confidence = cell.confidence if cell else 0.0
    shown = f"{true or 'blank'}→{text} {confidence:.4f}{' doubtful' if doubtful else ''}"
    if NUMBER.fullmatch(true):
        score.numbers += 1
        score.exact += right
        # A blank where a number stands: what was not read at all is silent, too.
        same = right or text.replace(",", "") == true.replace(",", "")
        score.marks.append(Mark(confidence, doubtful, same))
        if not right:
            score.wrong.append(shown)
    elif true == "" and NUMBER.fullmatch(text):
        score.marks.append(Mark(confidence, doubtful, right=False))
        score.wrong.append(shown)
    elif true:
        score.texts += 1
        score.texts_exact += right


def _prose(printed: Printed, document: Document, facts: Facts) -> Score:
    """Numbers of running text, aligned in reading order; one that is lost is silent."""
    doubted = [
        (fact.block, fact.char_start or 0, fact.char_end or 0, fact.assurance)
        for fact in (*facts.figures, *facts.claims)
    ]

    def mark(block: Paragraph, start: int, end: int) -> tuple[float, bool]:
        sure = locate(block.runs, start, end).confidence
        said = [
            assurance
            for number, low, high, assurance in doubted
            if number == block.block and low < end and start < high
        ]
        return sure, "doubtful" in said if said else sure < confidence_threshold()

    found = [
        (plain(hit[0]), *mark(block, *hit.span()))
        for block in document.paragraphs
        for hit in TOKEN.finditer(unicodedata.normalize("NFKC", block.text))
        if len(unicodedata.normalize("NFKC", block.text)) == len(block.text)
    ]
    score = aligned(printed, found)
    score.structures = int(not document.tables)
    return score


def aligned(printed: Printed, found: Sequence[tuple[str, float, bool]]) -> Score:
    """Numbers of a page of text against those read (text, confidence, doubtful), in order."""
    score = Score(pages=1)
    lines = [printed.form.title, *printed.form.prose]
    true = [plain(token) for line in lines for token in TOKEN.findall(line)]
    score.numbers = len(true)
    matcher = difflib.SequenceMatcher(None, true, [text for text, *_ in found], autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        for n in range(max(a1 - a0, b1 - b0)):
            text, sure, doubt = found[b0 + n] if b0 + n < b1 else ("", 1.0, False)
            score.exact += kind == "equal"
            score.marks.append(Mark(sure, doubt, kind == "equal"))
            if kind != "equal":
                said = true[a0 + n] if a0 + n < a1 else "nothing"
                score.wrong.append(f"{said}→{text} {sure:.4f}{' doubtful' if doubt else ''}")
    return score


def by_content(
    printed: Printed, worn: Worn, lines: Sequence[tuple[str, np.ndarray]], dpi: float
) -> Score:
    """A whole-page reader without cells: a number counts where a line over its cell holds it.

    Args:
        lines: text and its corners in pixels, in reading order.
    """
    if printed.form.prose:
        ordered = sorted(lines, key=lambda line: (_top(line[1]), float(line[1][:, 0].min())))
        found = [(token, 1.0, False) for text, _ in ordered for token in TOKEN.findall(plain(text))]
        return aligned(printed, found)
    score = Score(pages=1)
    for true, box in zip(printed.form.cells, printed.boxes, strict=True):
        if not NUMBER.fullmatch(true.text):
            continue
        score.numbers += 1
        corners = np.array([[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]]])
        cell = worn.place(corners)
        said = [text for text, quad in lines if _touch(cell, quad)]
        wanted = plain(true.text)
        tokens = {token for text in said for token in _tokens(text)}
        score.exact += wanted in tokens
        score.marks.append(Mark(1.0, doubtful=False, right=wanted in tokens))
    return score


def _tokens(text: str) -> set[str]:
    """A line as a whole, and the numbers and words in it."""
    return {plain(text), *TOKEN.findall(plain(text)), *map(plain, text.split())}


def _top(quad: np.ndarray) -> int:
    """The line of text a box belongs to, in steps of half a line."""
    return int(float(quad[:, 1].mean()) // 20)


def _touch(cell: np.ndarray, quad: np.ndarray) -> bool:
    low, high = np.maximum(cell.min(0), quad.min(0)), np.minimum(cell.max(0), quad.max(0))
    return bool((high - low > 1).all())
