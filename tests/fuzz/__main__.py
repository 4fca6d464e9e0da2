"""`python -m tests.fuzz --count N --seed S`: broken files of every format; prints what came."""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from pathlib import Path

from flows.home import Home
from tests.conftest import shared_folder
from tests.fuzz.run import broken, malformed, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="home to use and keep")
    options = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        sys.stdout.write("../shared is not here: no .doc, no .xls, no malformed files\n")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(options.keep or Path(folder) / "home")
        files = itertools.chain(malformed(shared), broken(options.count, options.seed, shared))
        report = run(home, files, options.workers)
    for line in report.lines():
        sys.stdout.write(line + "\n")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
