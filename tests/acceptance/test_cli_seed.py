"""The commands on the seed's own files, as an office would use them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from contracts.corrections import Correction, load_correction
from extractors import extract
from flows.cli import main
from flows.home import Home
from warehouse import connect


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, seed: dict[str, Path]) -> Home:
    """A home that took in the seed's docx."""
    home = Home(tmp_path_factory.mktemp("office") / "home")
    assert main(["run", str(seed["docx"]), "--home", str(home.root), "--workers", "1"]) == 0
    return home


def lake(home: Home) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.lake.glob("[!_]*/fiscal_year=*/*.parquet"))
    }


def ask(home: Home, sql: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["query", sql, "--home", str(home.root), "--format", "json"]) == 0
    answer: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return answer


FINDINGS = "SELECT finding_id, check_id, severity FROM findings WHERE status = 'open' ORDER BY 1"


def test_a_second_run_changes_nothing(
    office: Home, seed: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, found = lake(office), ask(office, FINDINGS, capsys)
    assert before
    assert found
    assert main(["run", str(seed["docx"]), "--home", str(office.root)]) == 0
    told = capsys.readouterr().out
    assert "重复 1 份" in told
    assert (lake(office), ask(office, FINDINGS, capsys)) == (before, found)
    assert main(["reconcile", "--reextract", "--home", str(office.root)]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert lake(office) == before


def test_the_summary_names_the_findings_and_the_report(
    office: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reconcile", "--home", str(office.root)]) == 0
    told = capsys.readouterr().out
    assert "0.34元" in told
    assert "unit.suspect_scale" in told
    assert str(office.reports / "index.html") in told


def test_query_as_table_and_csv(office: Home, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT printed, value FROM figures WHERE printed = '128.69万元' ORDER BY item"
    assert main(["query", sql, "--home", str(office.root), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows
    assert {row["value"] for row in rows} == {"1286900.0000"}
    assert main(["query", sql, "--home", str(office.root)]) == 0
    assert f"（{len(rows)} 行）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELEC 1", "语法"),
        ("SELECT * FROM nothing", "没有这个表"),
        ("DELETE FROM figures", "只读"),
        ("SELECT * FROM read_csv('x.csv')", "不允许"),
        ("COPY figures TO 'x.csv'", "不允许"),
        ("ATTACH 'x.duckdb'", "不允许"),
    ],
)
def test_query_refuses_in_chinese(
    office: Home, sql: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", sql, "--home", str(office.root)]) == 2
    assert told in capsys.readouterr().err


def test_explain_a_finding_and_its_figure(office: Home, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT finding_id, figure_ids FROM findings WHERE check_id = 'unit.suspect_scale'"
    (found,) = ask(office, sql, capsys)
    assert main(["explain", found["finding_id"], "--home", str(office.root)]) == 0
    told = capsys.readouterr().out
    assert "［0.34元］" in told
    assert "算式" in told
    assert main(["explain", found["figure_ids"][0], "--home", str(office.root)]) == 0
    assert found["finding_id"] in capsys.readouterr().out
    assert main(["explain", "nothing", "--home", str(office.root)]) == 2


def test_status_tells_what_arrived(office: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--home", str(office.root)]) == 0
    told = capsys.readouterr().out
    assert "1 个单位" in told
    assert "绩效自评表 1" in told


def personal(seed: dict[str, Path]) -> set[str]:
    """What the seed prints of a person: the number, and the name behind its label."""
    document = extract(seed["docx"].read_bytes(), seed["docx"].name)
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for cell in table.cells]
    found = set(re.findall(r"(?<!\d)1\d{10}(?!\d)", "\n".join(texts)))
    for text in texts:
        found |= set(re.findall(r"填表人[:：]\s*([\u4e00-\u9fff]{2,3})", text))
    return found


def test_no_personal_data_but_in_the_archive(office: Home, seed: dict[str, Path]) -> None:
    words = {word.encode() for word in personal(seed)}
    assert len(words) == 2
    looked = 0
    for path in office.root.rglob("*"):
        if path.is_file() and office.archive not in path.parents:
            data = path.read_bytes()
            data += gzip.decompress(data) if path.suffix == ".gz" else b""
            assert not any(word in data for word in words), path
            looked += 1
    assert looked > 6
    with connect(office.root) as database:
        for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            rows = repr(database.execute(f"SELECT * FROM {name}").fetchall())
            assert not any(word.decode() in rows for word in words), name


def test_a_correction_is_applied_told_and_undone(
    office: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "SELECT figure_id, printed, value, assurance FROM figures WHERE printed = '0.34元'"
    (figure,) = ask(office, sql, capsys)
    before = lake(office)
    text = json.dumps(
        {
            "figure_id": figure["figure_id"],
            "printed": "0.34元",
            "old_value": figure["value"],
            "new_value": "3400",
            "who": "审核人",
            "when": "2026-11-22T09:30:00+08:00",
            "why": "单位漏印“万”",
        },
        ensure_ascii=False,
    )
    assert isinstance(load_correction(text), Correction)
    path = office.corrections / "one.json"
    path.write_text(text, encoding="utf-8")
    (office.corrections / "broken.json").write_text("{", encoding="utf-8")
    assert main(["reconcile", "--home", str(office.root)]) == 0
    told = capsys.readouterr().out
    assert "broken.json" in told
    assert "0.3400→3400.0000" in told
    assert "新发现 0 条，已消失 1 条，仍未解决 9 条；数字变化 1 处" in told
    assert "重新读取或更正：数值变化：正文决算三公经费" in told
    (corrected,) = ask(office, sql, capsys)
    assert (corrected["value"], corrected["assurance"]) == ("3400.0000", "confirmed")
    assert not ask(
        office,
        "SELECT 1 FROM findings WHERE status = 'open' AND check_id = 'unit.suspect_scale'",
        capsys,
    )
    path.unlink()
    (office.corrections / "broken.json").unlink()
    assert main(["reconcile", "--home", str(office.root)]) == 0
    assert lake(office) == before


def test_read_touches_nothing_and_goes_on(
    tmp_path: Path, seed: dict[str, Path], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    bad = tmp_path / "坏.docx"
    bad.write_bytes(seed["docx"].read_bytes()[:9000])
    capsys.readouterr()
    assert main(["read", str(bad), str(seed["docx"]), "--format", "json"]) == 1
    refused, record = map(json.loads, capsys.readouterr().out.splitlines())
    assert refused["problems"][0]["code"] == "corrupt_file"
    assert refused["figures"] == []
    assert record["submission"]["fiscal_year"] == 2022
    assert all(isinstance(each["value"], str | None) for each in record["figures"])
    assert record["tables"][0]["cells"][0].keys() >= {"row", "col", "rowspan", "colspan", "text"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [bad.name]
    assert main(["read", str(seed["docx"])]) == 0
    told = capsys.readouterr().out
    assert "128.69万元" in told
    assert "第18段" in told


def test_every_malformed_file_ends_in_a_defined_state(
    tmp_path: Path, shared: Path, seed: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    environment = {**os.environ, "DUIZHANG_TIMEOUT_SECONDS": "60"}
    command = [sys.executable, "-m", "flows", "run", str(shared / "malformed"), str(seed["docx"])]
    done = subprocess.run(
        [*command, "--home", str(home.root)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    files = {path for path in (shared / "malformed").iterdir() if path.is_file()}
    rows = ask(home, "SELECT file_name, status FROM submissions", capsys)
    assert len(rows) == len(files) + 1
    codes = {
        json.loads(path.read_text(encoding="utf-8"))["code"]
        for path in home.quarantine.glob("*/reason.json")
    }
    assert codes
    assert not codes & {"internal_error", "io_error"}
