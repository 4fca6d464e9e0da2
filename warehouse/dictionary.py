"""docs/data-dictionary.md: every table, view and column with its Chinese comment, and the codes.

`python -m warehouse.dictionary` prints it from an empty warehouse, so that it is what a reader of
the database sees; a test holds the committed page against it.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse import building, database, loading

HEAD = """# 数据字典

本页由程序生成（`python -m warehouse.dictionary`），请勿手工修改。
查询方法见[分析指南](analyst-guide.md)。

金额一律为**元**（DECIMAL，精确），百分数为百分点（98.5 表示 98.5%）。
"""
KINDS = (
    ("duckdb_views", "view_name", "视图：先看这里", "NOT internal AND NOT temporary"),
    ("duckdb_tables", "table_name", "表", "NOT internal AND NOT temporary"),
)
CODES = {
    "item": "项目代码（item）",
    "stage": "阶段（stage）",
    "fund": "资金口径（fund）",
    "source": "来源（source）",
    "scope": "口径（scope）",
}


def markdown() -> str:
    """The whole page."""
    connection = database.in_memory()
    loading.create_tables(connection)
    building.reconcile(connection)
    lines = [HEAD]
    for catalogue, column, heading, where in KINDS:
        lines.append(f"## {heading}\n")
        rows = connection.execute(
            f"SELECT {column}, comment FROM {catalogue}() WHERE {where} ORDER BY 1"  # noqa: S608 - our own names
        ).fetchall()
        for name, comment in rows:
            lines += [f"### {name}\n", f"{comment or ''}\n", *_columns(connection, name), ""]
    lines += _codes()
    return "\n".join(lines).rstrip() + "\n"


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[str]:
    """The columns of a table or view as a Markdown table."""
    yield "| 列 | 类型 | 含义 |"
    yield "|---|---|---|"
    rows = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? "
        "ORDER BY column_index",
        [name],
    ).fetchall()
    for column, kind, comment in rows:
        yield f"| `{column}` | {kind} | {comment or ''} |"


def _codes() -> Iterator[str]:
    """What the codes of columns mean."""
    names = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    yield "## 代码\n"
    for section, heading in CODES.items():
        yield f"### {heading}\n"
        yield "| 代码 | 含义 |"
        yield "|---|---|"
        yield from (f"| `{code}` | {words} |" for code, words in names[section].items())
        yield ""


if __name__ == "__main__":
    sys.stdout.write(markdown())
