"""Whole files of every format to be broken: from the project's makers, the samples, real input."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pypdfium2

from tests.extractors.ofd_maker import Maker as OfdMaker
from tests.extractors.ooxml import docx, p, pack, tbl, tc, tr
from tests.extractors.pdf_maker import Maker as PdfMaker

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "samples" / "inbox"
ROWS = [["项目", "年初预算", "决算"], ["基本支出", "12.50", "11.40"], ["合计", "12.50", "11.40"]]
REPORT = "松坪县甲局2022年度部门整体支出绩效自评报告"
SENTENCE = "2022年年初预算收入123.45万元，其中：基本支出100.00万元，项目支出23.45万元。"


def bases(shared: Path | None) -> dict[str, list[bytes]]:
    """Files by suffix; `.doc` and `.xls` only where real input is here."""
    found = {
        ".docx": [undated(_docx()), *_samples("*.docx")],
        ".xlsx": _samples("*.xlsx"),
        ".pdf": _samples("*.pdf"),
        ".ofd": [undated(_ofd())],
        ".rtf": [_rtf()],
        ".zip": [undated(_zip())],
        **{f".{kind}": [picture(kind)] for kind in ("png", "jpeg", "tiff", "bmp")},
    }
    if shared is not None:
        found[".doc"] = [path.read_bytes() for path in (shared / "seed").glob("*.doc")]
        found[".xls"] = [path.read_bytes() for path in (shared / "real").glob("*.xls")]
    return {suffix: files for suffix, files in found.items() if files}


def _samples(pattern: str) -> list[bytes]:
    """The county's papers; scans take seconds each and pictures stand for them."""
    paths = sorted(path for path in SAMPLES.glob(pattern) if "扫描" not in path.name)
    return [path.read_bytes() for path in paths]


def _docx() -> bytes:
    rows = [tr(*(tc(p(text)) for text in row)) for row in ROWS]
    return docx(p(REPORT) + p(SENTENCE) + tbl(*rows))


def _pdf() -> bytes:
    return PdfMaker().text(60, 60, REPORT).text(60, 90, SENTENCE).table(120, ROWS).bytes()


def _ofd() -> bytes:
    maker = OfdMaker().text(20, 20, REPORT).text(20, 30, SENTENCE)
    return maker.table(50, ROWS).picture(picture("png"), "20 200 60 30", "60 0 0 30 0 0").bytes()


def _rtf() -> bytes:
    text = "".join(f"\\u{ord(each)}?" for each in REPORT + SENTENCE)
    return f"{{\\rtf1\\ansi\\deff0 {text}\\par}}".encode()


def _zip() -> bytes:
    files = {"甲局/报告.docx": undated(_docx()), "甲局/报告.pdf": _samples("*.pdf")[0]}
    return pack({**files, "乙.xlsx": _samples("*.xlsx")[0]})


def undated(data: bytes) -> bytes:
    """A package without the time of its making, so that a seed gives the same bytes every day."""
    return packed(unpacked(data))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {each.filename: package.read(each) for each in package.infolist()}


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@cache
def picture(kind: str) -> bytes:
    """The head of a page as a small picture."""
    document = pypdfium2.PdfDocument(_pdf())
    page = document[0].render(scale=1.0).to_pil().convert("RGB")
    stream = io.BytesIO()
    page.crop((40, 40, 420, 220)).save(stream, kind)
    return stream.getvalue()
