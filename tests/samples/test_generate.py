"""The samples are what the generator writes, and their expected files agree with their text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import docx
import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FONT = re.findall(r'"(/usr/share/fonts[^"]+)"', (SAMPLES / "to_pdf.py").read_text("utf-8"))[0]


def expected() -> list[dict[str, object]]:
    names = sorted((SAMPLES / "expected").glob("*.json"))
    contents = [json.loads(path.read_text("utf-8")) for path in names]
    return [content for content in contents if "figures" in content]


def test_there_are_enough_documents_and_units() -> None:
    contents = expected()
    assert len(contents) >= 12
    assert len({content["unit_name"] for content in contents}) >= 8
    suffixes = {Path(str(content["file"])).suffix for content in contents}
    assert suffixes == {".docx", ".pdf", ".xlsx"}


def test_every_expected_file_has_its_document() -> None:
    others = json.loads((SAMPLES / "expected" / "others.json").read_text("utf-8"))
    names = {str(content["file"]) for content in expected()} | set(others)
    assert names == {path.name for path in (SAMPLES / "inbox").iterdir()}


@pytest.mark.skipif(not Path(FONT).is_file(), reason=f"no {FONT}")
def test_generating_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "generate.py"), str(tmp_path)], check=True)
    for folder in ("inbox", "expected", "."):
        for made in (path for path in (tmp_path / folder).iterdir() if path.is_file()):
            assert made.read_bytes() == (SAMPLES / folder / made.name).read_bytes(), made.name


def test_expected_figures_are_printed_in_the_document() -> None:
    for content in expected():
        path = SAMPLES / "inbox" / str(content["file"])
        if path.suffix != ".docx":
            continue
        document = docx.Document(str(path))
        cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
        text = "".join(paragraph.text for paragraph in document.paragraphs)
        rows = content["figures"]
        assert isinstance(rows, list)
        assert rows
        for row in rows:
            printed = row["printed"]
            assert printed in (cells if row["project"] else text), (path.name, printed)


def test_the_seed_like_unit_keeps_its_unit_slip() -> None:
    rows = [
        row
        for content in expected()
        if "史志" in str(content["file"])
        for row in content["figures"]  # type: ignore[attr-defined]
        if row["item"] == "three_public.total" and row["stage"] == "final"
    ]
    assert [(row["printed"], Decimal(row["value"])) for row in rows] == [
        ("0.34元", Decimal("0.34"))
    ]
