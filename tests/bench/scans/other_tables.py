"""img2table beside us: the structure it finds and the CPU it takes, in an environment of its own.

It wants another OpenCV than ours, so it never runs in our process. `uv` makes the environment in
the user's cache once; where that fails the comparison is left out, aloud.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

SCRIPT = """
import json, sys, time
from img2table.document import Image
for line in sys.stdin:
    start = time.process_time()
    try:
        page = Image(src=line.strip())
        tables = page.extract_tables(implicit_rows=False, borderless_tables=False)
    except Exception as error:
        print(json.dumps({"error": repr(error)}), flush=True)
        continue
    seconds = time.process_time() - start
    found = []
    for table in tables:
        cells = {}
        for row, cells_of_row in table.content.items():
            for col, cell in enumerate(cells_of_row):
                box = cell.bbox
                cells.setdefault((box.x1, box.y1, box.x2, box.y2), []).append((row, col))
        found.append([
            [min(r for r, _ in at), min(c for _, c in at),
             len({r for r, _ in at}), len({c for _, c in at})] for at in cells.values()
        ])
    print(json.dumps({"seconds": seconds, "tables": found}), flush=True)
"""


class Img2Table:
    """img2table in its own process.

    Attributes:
        missing: why it cannot be asked, "" where it can.
    """

    def __init__(self) -> None:
        self.missing = ""
        self._process: subprocess.Popen[str] | None = None
        try:
            python = _environment()
            self._process = subprocess.Popen(
                [python, "-c", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            self.missing = f"img2table could not be installed: {error}"
            print(self.missing, file=sys.stderr)

    def read(self, image: np.ndarray) -> tuple[list[list[tuple[int, int, int, int]]], float] | None:
        """Cells of each table (row, column, spans) and CPU seconds; None where it fails."""
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            return None
        with tempfile.TemporaryDirectory(prefix="duizhang-bench-") as folder:
            path = Path(folder) / "page.png"
            Image.fromarray(image).save(path)
            try:
                self._process.stdin.write(f"{path}\n")
                self._process.stdin.flush()
                said = json.loads(self._process.stdout.readline() or '{"error": "it died"}')
            except (OSError, ValueError):
                return None
        if "error" in said:
            return None
        return [[tuple(cell) for cell in table] for table in said["tables"]], said["seconds"]

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.communicate(timeout=60)


def _environment() -> str:
    """The Python of the environment, made at the first call.

    Raises:
        OSError, subprocess.SubprocessError: it cannot be made.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = cache / "duizhang-bench" / "img2table"
    python = home / "bin" / "python"
    ready = home / "ready"
    if not ready.is_file():
        home.mkdir(parents=True, exist_ok=True)
        uv = shutil.which("uv")
        make = [uv, "venv", "-q", "--clear"] if uv else [sys.executable, "-m", "venv"]
        add = (
            [uv, "pip", "install", "-q", "--python"]
            if uv
            else [python, "-m", "pip", "install", "-q"]
        )
        subprocess.run([*make, home], check=True, capture_output=True)
        where = [python] if uv else []
        subprocess.run([*add, *where, "img2table"], check=True, capture_output=True, timeout=600)
        ready.touch()
    return str(python)
