"""One definition, three schemas: dataclass columns → Arrow (Parquet), DuckDB tables, comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from contracts.facts import Column, columns_of
from warehouse.arrow import pa

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_PLAIN: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
    "VARCHAR[]": pa.list_(pa.string()),
    "STRUCT(check_id VARCHAR, binding VARCHAR)[]": pa.list_(
        pa.struct([("check_id", pa.string()), ("binding", pa.string())])
    ),
}


def arrow_type(sql_type: str) -> pa.DataType:
    """Arrow type of a DuckDB type; decimals stay decimals.

    Raises:
        KeyError: a type the datasets do not use.
    """
    match = _DECIMAL.fullmatch(sql_type)
    return pa.decimal128(int(match[1]), int(match[2])) if match else _PLAIN[sql_type]


def arrow_schema(record: type) -> pa.Schema:
    """Parquet schema of a dataset class, Chinese comments as field metadata."""
    return pa.schema(
        [
            pa.field(item.name, arrow_type(item.sql_type), metadata={"comment": item.comment})
            for item in columns_of(record)
        ]
    )


def _fit(value: Decimal | None, column: Column) -> Decimal | None:
    """The value at the column's scale; None where it does not fit its width.

    No amount of a county has fifteen digits before the point: such a number was misread, and
    nothing is better than a guess.
    """
    match = _DECIMAL.fullmatch(column.sql_type)
    if value is None or match is None:
        return value
    width, scale = int(match[1]), int(match[2])
    if value.adjusted() >= width - scale:
        return None
    return value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_EVEN)


def arrow_table(record: type, rows: Sequence[Any]) -> pa.Table:
    """Rows of a dataset class as an Arrow table with that class's schema."""
    columns = columns_of(record)
    data = {
        column.name: [_fit(getattr(row, column.name), column) for row in rows]
        if column.sql_type.startswith("DECIMAL")
        else [_plain(getattr(row, column.name)) for row in rows]
        for column in columns
    }
    return pa.table(data, schema=arrow_schema(record))


def _plain(value: Any) -> Any:
    """Tuples as lists, which is what Arrow takes."""
    return list(value) if isinstance(value, tuple) else value


def quote(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table(name: str, record: type, comment: str) -> Iterable[str]:
    """Statements that create a DuckDB table of a dataset class with all its comments."""
    columns = columns_of(record)
    body = ", ".join(f"{column.name} {column.sql_type}" for column in columns)
    yield f"CREATE TABLE {name} ({body})"
    yield f"COMMENT ON TABLE {name} IS {quote(comment)}"
    for column in columns:
        yield f"COMMENT ON COLUMN {name}.{column.name} IS {quote(column.comment)}"
