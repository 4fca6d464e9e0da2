"""The readers' version follows everything that may change a Document, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractors import extractor_version
from extractors.version import LIBRARIES, ROOT, SOURCES, _installed, _sources, digest


def of(root: Path) -> str:
    return digest(_sources(root), {"lxml": "6.0"})


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "extractors", tmp_path / "extractors")
    (tmp_path / "contracts").mkdir()
    for name in SOURCES[1:]:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_same_program_same_version(copy: Path) -> None:
    assert of(copy) == of(ROOT)
    path = copy / "extractors" / "sniff.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "extractors" / "__pycache__").mkdir(exist_ok=True)
    (copy / "extractors" / "__pycache__" / "sniff.pyc").write_bytes(b"compiled")
    assert of(copy) == of(ROOT)
    command = [sys.executable, "-c", "import extractors; print(extractors.extractor_version())"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.strip() == extractor_version()


@pytest.mark.parametrize("changed", ["extractors/pdf/pages.py", "contracts/document.py"])
def test_a_changed_reader_is_another_version(copy: Path, changed: str) -> None:
    path = copy / changed
    path.write_bytes(path.read_bytes() + b"\nLIMIT = 3\n")
    assert of(copy) != of(ROOT)


def test_a_new_data_file_or_library_is_another_version(copy: Path) -> None:
    assert digest(_sources(ROOT), {"lxml": "6.1"}) != of(ROOT)
    (copy / "extractors" / "more.toml").write_text("a = 1")
    assert of(copy) != of(ROOT)


def test_the_libraries_are_known_by_their_right_names() -> None:
    assert [name for name in LIBRARIES if not _installed(name)] == []
