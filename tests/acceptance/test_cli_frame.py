"""The command line as a shell sees it, without any document."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.cli import main


def shell(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_help_is_quick_and_chinese() -> None:
    bare = min(_seconds("-c", "pass") for _ in range(3))
    told = min(_seconds("-m", "flows", "--help") for _ in range(3))
    assert told - bare < 0.3
    text = shell("--help").stdout
    assert "用法：" in text
    assert "usage" not in text
    for command in ("run", "serve", "read", "reconcile", "query", "status", "explain", "report"):
        assert command in text
        assert "选项：" in shell(command, "--help").stdout


def _seconds(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


@pytest.mark.parametrize(
    "arguments",
    [(), ("unknown",), ("read",), ("run", "--workers", "0"), ("query", "x", "--format", "xml")],
)
def test_wrong_usage_is_2_with_a_chinese_line(arguments: tuple[str, ...]) -> None:
    done = shell(*arguments)
    assert done.returncode == 2
    assert "参数有误" in done.stderr


def test_a_path_that_is_not_there_is_2_and_nothing_is_made(tmp_path: Path) -> None:
    done = shell("run", str(tmp_path / "nothing"), "--home", str(tmp_path / "home"))
    assert (done.returncode, "找不到" in done.stderr) == (2, True)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("command", [("query", "SELECT 1"), ("status",), ("explain", "x")])
def test_asking_before_the_first_run_is_2(
    tmp_path: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--home", str(tmp_path)]) == 2
    assert "duizhang run" in capsys.readouterr().err


def test_a_home_that_is_a_file_is_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    assert main(["run", "--home", str(blocker / "home")]) == 4
    assert "无法写入数据目录" in capsys.readouterr().err


def test_a_broken_registry_is_2_and_nothing_is_taken_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "registry.xlsx"
    ledger.write_text("no workbook", encoding="utf-8")
    (tmp_path / "home" / "inbox").mkdir(parents=True)
    (tmp_path / "home" / "inbox" / "a.docx").touch()
    home = str(tmp_path / "home")
    assert main(["run", "--home", home, "--registry", str(ledger)]) == 2
    assert "registry.xlsx" in capsys.readouterr().err
    assert (tmp_path / "home" / "inbox" / "a.docx").exists()
