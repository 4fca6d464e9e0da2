"""`duizhang explain`: proposals in words, and the picture of the cell, typed and scanned alike."""

from __future__ import annotations

import io
import json
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extractors.evidence import LINE, MARK, SCALE
from flows.cli import main
from tests.extractors.pdf_maker import Maker

#: 合计 of 8 for 3; the columns and the row say 30.00.
ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("合计", "", "80.00", "22.00", "8.00"),
    ("201", "一般公共服务支出", "20.00", "14.00", "6.00"),
    ("20103", "政府办公厅事务", "20.00", "14.00", "6.00"),
    ("2010301", "行政运行", "20.00", "14.00", "6.00"),
    ("208", "社会保障和就业支出", "10.00", "8.00", "2.00"),
    ("20805", "养老支出", "10.00", "8.00", "2.00"),
    ("2080505", "机关养老保险缴费", "10.00", "8.00", "2.00"),
)
LEFT, TOP, WIDTHS, HEIGHT = 60, 150, (80, 140, 85, 85, 85), 26
#: The cell of 80.00 on the page, points.
CELL = (LEFT + 220, TOP + HEIGHT, LEFT + 305, TOP + 2 * HEIGHT)


def typed() -> bytes:
    page = Maker().text(150, 100, "松坪县水务局2024年度部门决算").text(120, 125, "支出决算表")
    page.text(430, 140, "单位：万元")
    merged = [(1, 0, 1, 2)]
    return page.table(TOP, ROWS, x=LEFT, widths=WIDTHS, height=HEIGHT, merged=merged).bytes()


def picture(data: bytes, scale: float) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[0].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return image


def scanned(skew: float) -> bytes:
    image = picture(typed(), 200 / 72).rotate(skew, Image.Resampling.BICUBIC, fillcolor="white")
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=200)
    return buffer.getvalue()


@pytest.fixture(scope="module", params=["typed", "scanned"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    file = folder / "支出决算表.pdf"
    file.write_bytes(typed() if request.param == "typed" else scanned(0.0))
    home = folder / "home"
    assert main(["run", str(file), "--home", str(home), "--workers", "1"]) == 0
    return home


def ask(home: Path, sql: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["query", sql, "--format", "json", "--home", str(home)]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_the_only_repair_is_told_in_the_finding_and_at_the_number(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "SELECT fact_id, printed, proposed, is_unique, closes FROM proposals"
    (row,) = ask(office, sql, capsys)
    assert (row["printed"], row["proposed"]) == ("80.00", "30.00")
    assert (row["is_unique"], row["closes"]) == (True, 2)
    findings = ask(office, "SELECT finding_id FROM findings WHERE len(proposals) > 0", capsys)
    assert len(findings) == 2
    for name in (findings[0]["finding_id"], row["fact_id"]):
        assert main(["explain", str(name), "--home", str(office)]) == 0
        told = capsys.readouterr().out
        assert "可供核对：决算支出合计“80.00”若为“30.00”（一位数字之差）" in told
    (kept,) = ask(office, f"SELECT value FROM figures WHERE figure_id = '{row['fact_id']}'", capsys)
    assert str(kept["value"]).startswith("800000")
    report = (office / "reports" / "index.html").read_text(encoding="utf-8")
    assert "若为“30.00”" in report


def test_the_picture_marks_the_cell(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = ask(office, "SELECT fact_id FROM proposals", capsys)
    target = tmp_path / "cell.png"
    arguments = ["explain", str(row["fact_id"]), "--image", str(target), "--home", str(office)]
    assert main(arguments) == 0
    shown = np.asarray(Image.open(target).convert("RGB")).astype(int)
    frame = (np.abs(shown - np.array(LINE)) < 40).all(axis=2)
    ys, xs = np.nonzero(frame)
    x0, x1, y0, y1 = xs.min(), xs.max(), ys.min(), ys.max()
    # The frame is the cell's size.
    assert (x1 - x0) / SCALE == pytest.approx(CELL[2] - CELL[0], abs=8)
    assert (y1 - y0) / SCALE == pytest.approx(CELL[3] - CELL[1], abs=8)
    inside = shown[y0 + 4 : y1 - 3, x0 + 4 : x1 - 3]
    marked = (np.abs(inside - np.array(MARK)) < 40).all(axis=2)
    assert marked.mean() > 0.5
    # Where the crop lies on the page, its frame lies on the cell.
    page = np.asarray(picture(typed(), SCALE).convert("L"))
    whole = np.asarray(Image.open(target).convert("L"))
    match = cv2.matchTemplate(page, whole, cv2.TM_CCOEFF_NORMED)
    assert match.max() > 0.6
    top, left = np.unravel_index(match.argmax(), match.shape)
    framed = (left + x0, top + y0, left + x1, top + y1)
    assert [side / SCALE for side in framed] == pytest.approx(CELL, abs=4)
