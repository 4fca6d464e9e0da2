"""What changed since the last build: figures read anew, and facts of a file that replaces another.

The last build is the published database itself, opened beside the new one. A figure keeps its id
(its place in the file), so a better reader or a correction shows as a changed value, binding or
assurance; a resubmission is compared part by part with the file it replaces. The statements are
`sql/changes`.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse import database
from warehouse.preparing import run
from warehouse.statements import folder


def compare_figures(connection: duckdb.DuckDBPyConnection, home: Path) -> tuple[str, ...]:
    """Fills `figure_changes` against the published database.

    Returns:
        Chinese lines where the comparison could not be made; empty on the first build.
    """
    path = database.published(home)
    if not path.is_file():
        return ()
    try:
        connection.execute(f"ATTACH '{_quoted(path)}' AS former (READ_ONLY)")
    except duckdb.Error:
        return ("上次对账的数据库无法打开，没有比较变化的数字。",)
    try:
        for statement in folder("changes"):
            run(connection, statement)
    except (duckdb.BinderException, duckdb.CatalogException):
        return ("上次对账的数据库由旧版本建立，没有比较变化的数字。",)
    finally:
        connection.execute("DETACH former")
    return ()


def _quoted(path: Path) -> str:
    """A path inside a SQL literal."""
    return path.as_posix().replace("'", "''")
