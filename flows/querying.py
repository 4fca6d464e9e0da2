"""Read-only SQL on the published warehouse, as table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flows.home import Home
from flows.rendering import width

if TYPE_CHECKING:
    import duckdb

#: Rows fetched at a time; a table is aligned over so many rows.
BATCH = 5000


class QueryError(Exception):
    """No answer; the message says why, in Chinese."""


def connection(home: Home) -> duckdb.DuckDBPyConnection:
    """The published warehouse, read-only.

    Raises:
        QueryError: nothing was published yet, or the file cannot be opened.
    """
    import duckdb  # noqa: PLC0415 - heavy

    from warehouse import connect  # noqa: PLC0415

    try:
        return connect(home.root)
    except FileNotFoundError as error:
        raise QueryError(f"{home.root} 里还没有数据库，请先运行 duizhang run。") from error
    except (duckdb.Error, OSError) as error:
        raise QueryError(f"数据库无法打开：{error}") from error


def rows(home: Home, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """All rows of a query as dictionaries; for what the commands themselves ask.

    Raises:
        QueryError: as `connection`, or the statement fails.
    """
    import duckdb  # noqa: PLC0415

    with connection(home) as database:
        try:
            result = database.execute(sql, list(values))
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        except duckdb.Error as error:
            raise QueryError(f"查询失败：{error}") from error


def lines(home: Home, sql: str, layout: str) -> Iterator[str]:
    """The answer to a person's SQL as text, piece by piece, line breaks included.

    Raises:
        QueryError: the statement fails or would write.
    """
    import duckdb  # noqa: PLC0415

    with connection(home) as database:
        try:
            database.execute("SET TimeZone = ?", [_zone()])
            result = database.execute(sql)
            names = [str(column[0]) for column in result.description or ()]
            yield from LAYOUTS[layout](names, _batches(result))
        except duckdb.Error as error:
            raise QueryError(_translate(str(error))) from error


def _zone() -> str:
    """The zone in which times are shown."""
    from flows.settings import from_environment  # noqa: PLC0415

    return from_environment().timezone


def _translate(message: str) -> str:
    """DuckDB's sentence with a Chinese head that says what kind of mistake it is."""
    heads = {
        "Parser Error": "SQL 语法有误",
        "Catalog Error": "没有这个表、视图或函数",
        "Binder Error": "列名或用法有误",
        "Invalid Input Error": "输入有误",
        "Conversion Error": "类型转换失败",
        "Permission Error": "不允许此操作（数据库只读，不能访问其他文件）",
    }
    if "read-only" in message:
        return f"数据库只读，不能写入：{message}"
    for kind, head in heads.items():
        if message.startswith(kind):
            return f"{head}：{message}"
    return f"查询失败：{message}"


def _batches(result: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    """The result in pieces, so that a large answer streams."""
    while piece := result.fetchmany(BATCH):
        yield piece


def _table(names: list[str], batches: Iterator[list[tuple[Any, ...]]]) -> Iterator[str]:
    """Aligned columns; a later batch keeps the widths of the first."""
    count = 0
    widths: list[int] = []
    for piece in batches:
        cells = [[_text(value).replace("\n", " ") for value in row] for row in piece]
        if not widths:
            shown = [names, *cells]
            widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
            yield _line(names, widths)
            yield "  ".join("─" * room for room in widths) + "\n"
        count += len(cells)
        yield from (_line(row, widths) for row in cells)
    if not widths and names:
        yield "  ".join(names) + "\n"
    yield f"（{count} 行）\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * max(0, room - width(cell)) for cell, room in zip(cells, widths, strict=True)
    )
    return "  ".join(padded).rstrip() + "\n"


def _csv(names: list[str], batches: Iterator[list[tuple[Any, ...]]]) -> Iterator[str]:
    """RFC 4180, header first, NULL as nothing."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    for piece in batches:
        writer.writerows([[_text(value) for value in row] for row in piece])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _json(names: list[str], batches: Iterator[list[tuple[Any, ...]]]) -> Iterator[str]:
    """One array of objects, an object a line; decimals as strings."""
    yield "["
    mark = "\n"
    for piece in batches:
        for row in piece:
            record = dict(zip(names, map(_plain, row), strict=True))
            yield mark + json.dumps(record, ensure_ascii=False)
            mark = ",\n"
    yield "\n]\n"


LAYOUTS = {"table": _table, "csv": _csv, "json": _json}


def _text(value: object) -> str:
    """A value for a table or CSV; lists and structs as JSON."""
    if value is None:
        return ""
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(_plain(value), ensure_ascii=False)
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _plain(value: object) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
