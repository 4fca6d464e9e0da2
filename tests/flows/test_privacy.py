"""Nothing a run writes or prints names a person; originals alone keep what they said."""

from __future__ import annotations

import gzip
import io
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from flows.home import Home
from tests.extractors.ooxml import docx, p, pack, r, tbl, tc, tr
from tests.extractors.pdf_maker import Maker
from tests.flows.standing import environment
from warehouse import connect

TITLE = "松坪县甲局2022年度部门整体支出绩效自评报告"
#: Invented; each stands behind a label, in running text, in a cell, or over two runs.
SECRETS = ("钱多多", "司马青云", "欧阳小云", "13987654321", "139 8765 4322", "350102199001011234")
FOLDERS = ("archive", "inbox", "quarantine")


def report(number: str, *, name: str, phone: str) -> bytes:
    rows = [tr(tc(p("填表人")), tc(p(name)), tc(p("联系电话")), tc(p(phone)))]
    rows += [tr(tc(p("项目")), tc(p("基本支出")), tc(p("决算")), tc(p("12.50")))]
    body = p(TITLE.replace("甲", number)) + p(f"2022年年初预算收入1{phone[-2:]}.45万元。")
    body += f"<w:p>{r('负责人：' + name[:1])}{r(name[1:])}{r('，电话' + phone)}</w:p>"
    return docx(body + p("身份证号350102199001011234，请保密。") + tbl(*rows))


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["预算支出绩效自评表"],
        ["填表人：欧阳小云", "联系电话：13987654321"],
        ["合计", 12.5],
    ):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pdf() -> bytes:
    maker = Maker().text(60, 60, TITLE.replace("甲", "丁"))
    maker.text(60, 90, "2022年年初预算收入123.45万元。经办人：司马青云 手机：13987654321")
    return maker.table(
        120, [["填表人", "钱多多", "电话"], ["合计", "12.50", "13987654321"]]
    ).bytes()


def written(home: Home) -> Iterator[tuple[str, str]]:
    """The text of every file of a home beside the originals, whatever packs it."""
    for path in home.root.rglob("*"):
        inside = path.relative_to(home.root).parts[0]
        if not path.is_file() or inside in FOLDERS:
            continue
        yield f"{path} (name)", path.name
        if path.suffix == ".parquet":
            yield str(path), repr(pq.ParquetFile(path).read().to_pylist())
        elif path.suffix == ".gz":
            yield str(path), gzip.decompress(path.read_bytes()).decode()
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    yield f"{path} {name}", package.read(name).decode(errors="replace")
        else:
            yield str(path), path.read_bytes().decode(errors="replace")
    for reason in home.quarantine.rglob("reason.json"):
        yield str(reason), reason.read_text(encoding="utf-8")
    with connect(home.root) as warehouse:
        for (table,) in warehouse.execute(
            "SELECT table_name FROM information_schema.tables"
        ).fetchall():
            yield table, repr(warehouse.execute(f'SELECT * FROM "{table}"').fetchall())


@pytest.mark.slow
def test_nothing_that_is_written_or_printed_names_a_person(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    members = {
        "丙局/报告.docx": report("丙", name="欧阳小云", phone="139 8765 4322"),
        "丙局/自评表.xlsx": workbook(),
        "丙局/坏.docx": report("丙", name="钱多多", phone="13987654321")[:-40],
    }
    files = {
        "甲局.docx": report("甲", name="钱多多", phone="13987654321"),
        "乙局.docx": report("乙", name="司马青云", phone="139 8765 4322")[:-40],
        "丙局.zip": pack(dict(members)),
        "丁局.pdf": pdf(),
    }
    for name, data in files.items():
        (home.inbox / name).write_bytes(data)
    answer = subprocess.run(
        [sys.executable, "-m", "flows", "run", "--home", str(home.root)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1, answer.stderr
    texts = dict(written(home)) | {"stdout": answer.stdout, "stderr": answer.stderr}
    assert "1214500" in texts["figures"]  # the same papers were understood
    assert texts["submissions"].count("accepted") >= 4
    found = {
        (place, secret) for place, text in texts.items() for secret in SECRETS if secret in text
    }
    assert found == set()
    # Digits may be parted or not.
    squeezed = {place for place, text in texts.items() if "13987654322" in text.replace(" ", "")}
    assert squeezed == set()

    originals = list(home.archive.iterdir())
    originals += list(home.quarantine.rglob("*.docx"))
    assert len(originals) == len(files)
    for path in (*originals, *home.documents.iterdir(), *home.receipts.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o177 == 0, path
    for folder in (home.archive, home.quarantine, *home.quarantine.iterdir()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
