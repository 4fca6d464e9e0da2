"""Hostile surroundings, by the command line alone: full and read-only disks, odd clocks and names.

The disks are real: a small tmpfs, which only root may mount; skipped aloud elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from flows import receipts
from flows.home import FULL, Home
from flows.receipts import State
from flows.sources import look

ENVIRONMENT = {**os.environ, "DUIZHANG_SETTLE_SECONDS": "0", "DUIZHANG_RETRY_SECONDS": "0.01"}


def duizhang(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def run(home: Home) -> subprocess.CompletedProcess[str]:
    return duizhang("run", "--home", home.root, "--workers", "1")


def report(path: Path, unit: str, amount: str = "123.45") -> None:
    document = docx.Document()
    document.add_paragraph(f"{unit}2022年度部门整体支出绩效自评报告")
    document.add_paragraph(f"2022年年初预算收入{amount}万元。")
    document.save(str(path))


def rows(home: Home, sql: str) -> list[dict[str, object]]:
    answer = duizhang("query", sql, "--home", home.root, "--format", "json")
    found: list[dict[str, object]] = json.loads(answer.stdout)
    return found


def left(home: Home) -> int:
    return len(list(look(home.inbox, from_inbox=True)))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    mounted = shutil.which("mount") and subprocess.run(command, capture_output=True, check=False)
    if not mounted or mounted.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path, spare: int) -> Path:
    """Leaves `spare` bytes free."""
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - spare))
    return filler


@pytest.mark.slow
def test_a_full_disk_loses_nothing_and_says_so(small_disk: Path) -> None:
    home = Home(small_disk / "home")
    home.create()
    for number in range(4):
        report(home.inbox / f"{number}.docx", f"临江县第{number}局")
    for spare in (20_000, 120_000):
        filler = fill(small_disk, spare)
        answer = run(home)
        assert (answer.returncode, answer.stderr.strip()) == (4, FULL)
        taken = {r.sha256 for r in receipts.every(home) if r.state is State.TAKEN}
        assert left(home) + len(taken) >= 4
        assert not list(home.quarantine.iterdir())
        filler.unlink()
    assert run(home).returncode == 0
    assert left(home) == 0
    assert len(list(home.archive.iterdir())) == 4
    assert rows(home, "SELECT count(*) AS n FROM figures") == [{"n": 4}]


def test_a_read_only_home_is_told_and_still_read(small_disk: Path) -> None:
    home = Home(small_disk / "home")
    home.create()
    report(home.inbox / "a.docx", "临江县甲局")
    assert run(home).returncode == 0
    report(home.inbox / "b.docx", "临江县乙局")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for command in ("run", "serve", "reconcile", "report"):
        answer = duizhang(command, "--home", home.root)
        assert answer.returncode == 4, command
        assert answer.stderr.startswith("无法写入数据目录"), command
    assert left(home) == 1
    assert duizhang("status", "--home", home.root).returncode == 0


def test_odd_clocks_and_names_are_taken_in(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    unit = "临江县" + "很长的" * 97 + "人民政府办公室"
    names = ["换\n行.docx", "控\x07制\x1b[31m.docx", "😀🧾.docx", "长" * 83 + ".docx", "b" * 255]
    for number, name in enumerate(names):
        report(home.inbox / name, f"临江县第{number}局")
    report(home.inbox / "单位.docx", unit)
    (home.root / "registry").mkdir()
    ledger = f"unit_code,unit_name\n{'9' * 300},{unit}\n"
    (home.root / "registry" / "单位.csv").write_text(ledger, encoding="utf-8")
    notice = "fiscal_year,deadline\n2022,2023-04-30\n"
    (home.root / "registry" / "通知.csv").write_text(notice, encoding="utf-8")
    future = time.time() + 90 * 86400
    os.utime(home.inbox / "单位.docx", (future, future))
    os.utime(home.inbox / names[0], (0, 0))
    (home.inbox / "断\n链.docx").symlink_to(tmp_path / "nothing")
    os.mkfifo(home.inbox / "管道.docx")

    answer = run(home)
    assert answer.returncode == 1  # the link and the pipe
    assert "\x07" not in answer.stdout
    assert "\x1b" not in answer.stdout
    assert "发现" in answer.stdout
    assert left(home) == 0
    assert len(list(home.archive.iterdir())) == len(names) + 1
    assert len(list(home.quarantine.iterdir())) == 2
    found = rows(home, "SELECT file_name, unit_code FROM submissions WHERE status <> 'refused'")
    assert {row["file_name"] for row in found} == {*names, "单位.docx"}
    assert {"unit_code": None, "file_name": "单位.docx"} in found  # that is no title of a report
    told = duizhang("status", "--home", home.root).stdout
    assert unit in told
    assert "\x1b" not in told
    assert unit in (home.reports / "index.html").read_text(encoding="utf-8")

    # Everything of that pass, its history and its report, was written by a clock of the future.
    for path in [home.root, *home.root.rglob("*")]:
        os.utime(path, (future, future), follow_symlinks=False)
    report(home.inbox / "后来.docx", "临江县甲局")
    os.utime(home.inbox / "后来.docx", (future, future))
    assert run(home).returncode == 0
    assert left(home) == 0
    assert len(list(home.archive.iterdir())) == len(names) + 2
