"""SQL files: `-- key: value` and `-- column name: 中文` lines, then one statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "sql"
_LINE = re.compile(r"--\s*(column\s+)?([\w.]+)\s*:\s*(.*?)\s*$")
_MORE = re.compile(r"--\s{2,}(\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One file of `sql/`.

    Attributes:
        name: the file's name without `.sql` (and without an ordering prefix `10_`).
        header: key → value of the leading comment lines; a line that is indented goes on.
        columns: column → Chinese comment.
        sql: the whole text, comments included (DuckDB skips them).
    """

    name: str
    header: dict[str, str]
    columns: dict[str, str]
    sql: str


def parse(name: str, text: str) -> Statement:
    """Reads a header and keeps the statement.

    Raises:
        ValueError: a leading comment line is neither `key: value` nor a continuation.
    """
    header: dict[str, str] = {}
    columns: dict[str, str] = {}
    last: tuple[dict[str, str], str] | None = None
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        more = _MORE.fullmatch(line)
        match = _LINE.fullmatch(line)
        if more and last:
            last[0][last[1]] += more[1]
        elif match:
            last = (columns if match[1] else header, match[2])
            last[0][last[1]] = match[3]
        else:
            raise ValueError(f"{name}: not a header line: {line}")
    return Statement(re.sub(r"^\d+_", "", name), header, columns, text.rstrip().rstrip(";"))


@cache
def folder(kind: str) -> tuple[Statement, ...]:
    """Statements of `sql/<kind>` by file name."""
    return read(ROOT / kind)


def read(path: Path) -> tuple[Statement, ...]:
    """Statements of a folder by file name."""
    return tuple(
        parse(item.name.removesuffix(".sql"), item.read_text(encoding="utf-8"))
        for item in sorted(path.glob("*.sql"))
    )
