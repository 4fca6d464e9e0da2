"""Every command of the README and the guides runs, in their order, on the samples' home.

The place is a copy of the project as a user finds it after the set-up; each command runs once,
whatever number of guides name it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
GUIDES = (
    "README.md",
    "docs/office-guide.md",
    "docs/analyst-guide.md",
    "docs/developer-guide.md",
)
#: Runs the test suite itself.
OURSELVES = "python3 bootstrap.py test"
#: Commands that go on until Ctrl-C, with what they print when they are ready.
STANDING = {"duizhang review": "http://127.0.0.1:"}
#: Commands that say with 1 that files were refused: the samples hold two that must be.
REFUSING = ("python3 bootstrap.py demo", "duizhang run samples/inbox")


def commands(guide: str) -> list[str]:
    text = (ROOT / guide).read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its environment set up, as `bootstrap.py install` leaves it."""
    made = tmp_path_factory.mktemp("project")
    for entry in ROOT.iterdir():
        if entry.name in {"docs", "bootstrap.py"}:
            copy = shutil.copytree if entry.is_dir() else shutil.copyfile
            copy(entry, made / entry.name)
        elif not entry.name.startswith(".") and entry.name != "data":
            (made / entry.name).symlink_to(entry)
    tools = made / ".venv" / "bin"
    tools.mkdir(parents=True)
    for name, words in (("python", ""), ("duizhang", "-m flows ")):
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}"$@"\n')
        (tools / name).chmod(0o755)
    (tools / "activate").write_text(f'PATH="{tools}:$PATH"\n')
    for lock in ("requirements.lock", "requirements-dev.lock"):
        parts = (ROOT / lock, ROOT / "pyproject.toml")
        stamp = "".join(hashlib.sha256(part.read_bytes()).hexdigest() for part in parts)
        (made / ".venv" / f"{lock}.installed").write_text(stamp)
    return made


def test_every_command_runs(place: Path) -> None:
    done: set[str] = set()
    path = f"{place / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "BROWSER": "true"}
    environment.pop("DUIZHANG_HOME", None)
    for guide in GUIDES:
        for command in commands(guide):
            if command not in done | {OURSELVES}:
                run = standing if command in STANDING else once
                run(command, place, environment)
            done.add(command)
    assert len(done) >= 24
    assert (place / "slip.png").read_bytes().startswith(b"\x89PNG")
    assert (place / "三公.csv").read_text("utf-8").startswith("unit_code,")
    for page in ("docs/messages.md", "docs/data-dictionary.md"):
        assert (place / page).read_bytes() == (ROOT / page).read_bytes(), page


def once(command: str, place: Path, environment: dict[str, str]) -> None:
    ran = subprocess.run(
        ["bash", "-c", command], cwd=place, env=environment, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    allowed = {0, 1} if command.startswith(REFUSING) else {0}
    assert ran.returncode in allowed, f"{command}\n{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}"


def standing(command: str, place: Path, environment: dict[str, str]) -> None:
    log = place / "standing.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"], cwd=place, env=environment, stdout=output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        for _ in range(300):
            if STANDING[command] in log.read_text() or process.poll() is not None:
                break
            time.sleep(0.1)
        assert STANDING[command] in log.read_text(), log.read_text()
        time.sleep(1)  # the address is printed just before it is served
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0, log.read_text()


def test_the_queries_of_the_guide_answer(place: Path) -> None:
    """Needs the home that the guides' commands made."""
    from flows.home import Home  # noqa: PLC0415
    from flows.querying import rows  # noqa: PLC0415

    files = sorted((ROOT / "docs" / "queries").glob("*.sql"))
    assert len(files) == 20
    table = (ROOT / "docs" / "analyst-guide.md").read_text("utf-8")
    empty = set()
    for path in files:
        text = path.read_text("utf-8")
        title = text.splitlines()[0].removeprefix("-- ")
        assert f"[`{path.name}`](queries/{path.name}) | {title} |" in table
        if not rows(Home(place / "data"), text):
            empty.add(path.stem[:2])
    assert empty <= {"03", "19"}, "what the samples hold no case of"


def test_pages_made_by_the_program_are_current() -> None:
    from warehouse.dictionary import markdown  # noqa: PLC0415

    committed = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert committed == markdown(), "python -m warehouse.dictionary > docs/data-dictionary.md"
    assert not re.search(r"\|\s*\|$", committed, re.MULTILINE), "a column without a comment"


@pytest.mark.parametrize("guide", [*GUIDES, "docs/guide-service.md", "docs/adding-a-check.md"])
def test_links_lead_somewhere(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert ((ROOT / guide).parent / target).exists(), target
