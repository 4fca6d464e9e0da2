"""Set-up in one command on a machine that has Python 3.11 and nothing else.

`python3 bootstrap.py demo` installs and runs the samples; `python3 bootstrap.py test` installs
and runs the tests (further arguments go to pytest). Standard library only. The packages go into
`.venv` beside this file, from the lock files with hashes; uv is used where it is present.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = {"demo": "requirements.lock", "test": "requirements-dev.lock"}
USAGE = "usage: python3 bootstrap.py demo | test [pytest arguments] | install"


def run(*command: str | Path) -> None:
    """Runs a command in the project's folder and stops at the first failure."""
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)


def install(lock: str) -> None:
    """Creates `.venv` and brings it to the state of the lock file, once per lock content."""
    wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    wanted += hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{lock}.installed"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"正在安装依赖（{lock}），首次需要几分钟……", flush=True)
    uv = shutil.which("uv")
    if not PYTHON.exists():
        if uv:
            run(uv, "venv", "--quiet", "--python", sys.executable, VENV)
        else:
            venv.create(VENV, with_pip=True)
    pip: list[str | Path] = (
        [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON]
        if uv
        else [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    )
    # The lock is complete, so nothing is left to resolve; pip also refuses to match an extra
    # (sqlalchemy[asyncio]) with its pinned hash when it resolves.
    run(*pip, "--no-deps", "--require-hashes", "-r", lock)
    run(*pip, "--no-deps", "-e", ".")
    # An office's machine may forbid writing bytecode: every start would compile again.
    own = [made.parent.name for made in ROOT.glob("*/__init__.py")]
    run(PYTHON, "-m", "compileall", "-q", *own)
    stamp.write_text(wanted, encoding="utf-8")


def demo() -> None:
    """Runs the main job on `samples/` and prints the findings and where the report lies."""
    command: list[str | Path] = [PYTHON, "-m", "flows", "run", "samples/inbox", "--home", "data"]
    if (ROOT / "samples" / "registry.xlsx").is_file():
        command += ["--registry", "samples/registry.xlsx"]
    run(*command)


def main(arguments: list[str]) -> int:
    """Dispatches on the first argument; returns the exit code."""
    if sys.version_info < (3, 11):
        print("需要 Python 3.11 或更高版本。")
        return 2
    action = arguments[0] if arguments else ""
    try:
        if action == "demo":
            install(LOCKS["demo"])
            demo()
        elif action == "test":
            install(LOCKS["test"])
            run(PYTHON, "-m", "pytest", *arguments[1:])
        elif action == "install":
            install(LOCKS["test"])
        else:
            print(USAGE)
            return 2
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
