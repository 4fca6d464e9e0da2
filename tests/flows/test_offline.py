"""`duizhang run` without any network: everything works, and nobody tries to speak to anybody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.home import Home
from tests.flows.offline import ROOT, alone, listening, spoken_to
from tests.flows.standing import environment

#: One paper of each kind.
PAPERS = ("残联*.docx", "司法局-*.xlsx", "文旅*.pdf", "*扫描件*.pdf")


@pytest.mark.netns
@pytest.mark.slow
def test_a_whole_run_needs_and_seeks_no_network(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    papers = [next((ROOT / "samples" / "inbox").glob(pattern)) for pattern in PAPERS]
    log = tmp_path / "addresses"
    answer = subprocess.run(
        [*alone(), sys.executable, "-m", "flows", "run", *papers, "--home", home.root,
         "--registry", ROOT / "samples" / "registry.xlsx"],
        env=environment(**listening(log)),
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert len(list(home.archive.iterdir())) == len(PAPERS)
    assert (home.reports / "index.html").is_file()
    assert spoken_to(log) == set()


def test_the_listener_hears(tmp_path: Path) -> None:
    log = tmp_path / "addresses"
    code = (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    )
    subprocess.run(
        [sys.executable, "-c", code], env=environment(**listening(log)), check=False, cwd=tmp_path
    )
    assert spoken_to(log) == {"192.0.2.1"}
