"""The bench in small: it counts what it says, and a clean page is read without a silent error."""

from __future__ import annotations

import dataclasses
import json
import random
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from contracts.document import Box, Cell, Document, Reading, Table
from contracts.facts import Facts, Submission
from tests.bench.scans import accounts, results, run
from tests.bench.scans.conditions import CONDITIONS, TABLES, Condition, page
from tests.bench.scans.draw import Printed
from tests.bench.scans.forms import is_amount
from tests.bench.scans.judge import TOKEN, Mark, Score, aligned, by_content, judge, plain
from tests.bench.scans.wear import Worn

DOUBTED = Mark(0.9, doubtful=True, right=False)
SILENT = Mark(1.0, doubtful=False, right=False)
RIGHT = Mark(1.0, doubtful=False, right=True)
BOUNDS = [(0, 3000, 0.000998), (5, 100, 0.1022), (300, 6000, 0.0549), (4, 4, 1.0)]


@pytest.fixture(scope="module")
def clean() -> tuple[Printed, Worn]:
    return page(CONDITIONS[0], 0)


def typed(printed: Printed, dpi: int, **changed: object) -> Document:
    """The page as a perfect reader would give it, one numeric cell changed."""
    cells = [
        Cell(c.row, c.col, c.text, c.rowspan, c.colspan, 1, Box(*(v * 72 / dpi for v in box)),
             Reading.OCR)
        for c, box in zip(printed.form.cells, printed.boxes, strict=True)
    ]  # fmt: skip
    at = next(n for n, cell in enumerate(cells) if is_amount(cell.text))
    cells[at] = dataclasses.replace(cells[at], **changed)
    rows = 1 + max(c.row for c in cells)
    return Document("0" * 64, "image/png", (Table(0, 0, rows, 9, tuple(cells)),))


def nothing_said() -> Facts:
    source = run.Source("page.jpg", run.RECEIVED)
    return Facts(
        Submission(
            submission_id="", sha256="", file_name="", media_type="", received_at=source.received_at
        )
    )


def flat(printed: Printed) -> Worn:
    return Worn(printed.image, np.eye(3))


def test_a_page_is_the_same_for_its_seed_and_its_sums_close() -> None:
    first, again = (page(CONDITIONS[0], 3) for _ in range(2))
    assert np.array_equal(first[1].image, again[1].image)
    form = accounts.t9(random.Random(5))
    rows: dict[int, list[Decimal]] = {}
    for cell in form.cells:
        if cell.row > 3:
            rows.setdefault(cell.row, []).append(Decimal(cell.text.replace(",", "") or 0))
    for whole, abroad, vehicle, buy, drive, guests, *_ in rows.values():
        assert whole == abroad + vehicle + guests
        assert vehicle == buy + drive


@pytest.mark.parametrize("number", range(len(TABLES)))
def test_every_form_fits_its_page(number: int) -> None:
    printed, _ = page(Condition("colour 200", dpi=60, forms=TABLES[number : number + 1]), number)
    height, width = printed.image.shape[:2]
    assert all(0 < x0 < x1 < width and 0 < y0 < y1 < height for x0, y0, x1, y1 in printed.boxes)


def test_silent_and_doubtful_are_told_apart(clean: tuple[Printed, Worn]) -> None:
    printed, worn = clean[0], flat(clean[0])
    facts = nothing_said()
    wrong = judge(printed, worn, typed(printed, 200, text="77.77"), facts, 200)
    assert (wrong.numbers - wrong.exact, wrong.silent, wrong.structures) == (1, 1, 1)
    doubted = judge(printed, worn, typed(printed, 200, text="77.77", confidence=0.5), facts, 200)
    assert (doubted.numbers - doubted.exact, doubted.silent, doubted.doubtful) == (1, 0, 1)
    spanned = judge(printed, worn, typed(printed, 200, rowspan=2), facts, 200)
    assert (spanned.exact, spanned.structures) == (spanned.numbers, 0)


def test_lost_and_invented_numbers_of_a_text_are_silent() -> None:
    text = next(c for c in CONDITIONS if c.name == "text pages 200")
    printed, _ = page(dataclasses.replace(text, dpi=50), 0)
    lines = [printed.form.title, *printed.form.prose]
    true = [plain(token) for line in lines for token in TOKEN.findall(line)]
    whole = aligned(printed, [(token, 1.0, False) for token in true])
    assert (whole.numbers, whole.exact, whole.silent) == (len(true), len(true), 0)
    lost = aligned(printed, [(token, 1.0, False) for token in true[1:]])
    assert (lost.exact, lost.silent) == (len(true) - 1, 1)
    invented = aligned(printed, [("5555", 1.0, False), *((t, 1.0, False) for t in true)])
    assert (invented.exact, invented.silent) == (len(true), 1)


def test_a_reader_without_cells_is_judged_by_place_and_content(clean: tuple[Printed, Worn]) -> None:
    printed, worn = clean[0], flat(clean[0])
    lines = [
        (f"{cell.text}元", np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]))
        for cell, (x0, y0, x1, y1) in zip(printed.form.cells, printed.boxes, strict=True)
    ]
    whole = by_content(printed, worn, lines, 200)
    assert whole.exact == whole.numbers > 20
    moved = [(text, quad + 3000) for text, quad in lines]
    assert by_content(printed, worn, moved, 200).exact == 0


@pytest.mark.parametrize(("errors", "size", "bound"), BOUNDS)
def test_bound_of_clopper_and_pearson(errors: int, size: int, bound: float) -> None:
    assert results.upper(errors, size) == pytest.approx(bound, rel=0.01)


def test_pieces_merge_to_the_page(tmp_path: Path) -> None:
    one = Score(1, 2, 1, 3, 3, 1, 1.5, 300.0, [DOUBTED, RIGHT])
    two = Score(1, 1, 0, 0, 0, 0, 0.5, 400.0, [SILENT], ["1→7 1.0000"])
    for name, score in (("a", one), ("b", two)):
        piece = results.dump({"colour 200": results.Result(score)}, {"first": 0})
        (tmp_path / f"{name}.json").write_text(piece, encoding="utf-8")
    whole, about = results.merge(tmp_path.glob("*.json"))
    assert len(about) == 2
    score = whole["colour 200"].score
    assert (score.pages, score.numbers, score.exact, score.peak) == (2, 3, 1, 400.0)
    assert (score.silent, score.doubtful) == (1, 1)
    shown = results.tables(whole)
    assert "| colour 200 | 2 | 3 | 33.33 % | 1/2 (50 %) | 1 (33.33 %) |" in shown
    assert "| 0.95 | 1 (33.33 %) | 33.3 % |" in shown


@pytest.mark.slow
def test_a_page_through_the_whole_bench(tmp_path: Path) -> None:
    out = tmp_path / "piece.json"
    run.main(["--only", "colour 200", "--pages", "1", "--first", "8", "--out", str(out)])
    stored = json.loads(out.read_text(encoding="utf-8"))["results"]["colour 200"]["score"]
    score = Score.load(stored)
    assert (score.pages, score.structures) == (1, 1)
    assert score.numbers > 20
    assert score.exact >= 0.95 * score.numbers
    assert score.silent == 0, score.wrong
    assert 0 < score.peak < 1000
    assert score.seconds > 0
