"""Rules of the house that no linter knows: module length, machine-specific text, local names.

Run as a script by CI; prints each offence and exits 1 if there is one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400
#: Words that would tie the code to the one county the seed came from (issue: seed is one county's).
LOCAL_NAMES = re.compile("|".join(map("".join, (("衡", "山"), ("网", "信", "办"), ("普", "陀")))))
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|srv|mnt|work)/|(?<!no-emit-)index-url|/simple/")


def tracked() -> list[Path]:
    """Files git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def offences() -> list[str]:
    """Every broken rule, as a line to print."""
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in {".py", ".sql", ".toml", ".md", ".sh", ".html", ".css", ".js", ""}:
            continue
        if name == "tests/house.py" or name.endswith(".lock"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        lines = text.splitlines()
        if path.suffix == ".py" and len(lines) > MAX_LINES:
            found.append(f"{name}: {len(lines)} lines, at most {MAX_LINES}")
        for number, line in enumerate(lines, 1):
            if MACHINE.search(line):
                found.append(f"{name}:{number}: machine-specific: {line.strip()[:80]}")
            if LOCAL_NAMES.search(line) and not name.startswith("tests/"):
                found.append(f"{name}:{number}: names the seed's county or unit")
    return found


if __name__ == "__main__":
    problems = offences()
    print("\n".join(problems) or "house rules hold")
    sys.exit(bool(problems))
