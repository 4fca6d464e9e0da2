"""The identities of `contracts` as tables, so that SQL evaluates the same entries."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import duckdb

from contracts.accounts import LEVELS, account_names
from contracts.identities import identities
from warehouse.arrow import pa

_IDENTITIES = pa.schema(
    [
        ("ordinal", pa.int32()),
        ("identity", pa.string()),
        ("check_id", pa.string()),
        ("total", pa.string()),
        ("family", pa.string()),
        ("stages", pa.list_(pa.string())),
        ("sources", pa.list_(pa.string())),
        ("whole_unit", pa.bool_()),
        ("complete_from", pa.int32()),
        ("alone", pa.bool_()),
        ("slots", pa.int32()),
        ("needed", pa.int32()),
        ("soft", pa.int32()),
        ("nil", pa.int32()),
    ]
)
#: What a part means that is not printed; columns of `identities` count the parts of each.
_ABSENT = ("insufficient", "soft", "nil")
_SLOTS = pa.schema(
    [
        ("identity", pa.string()),
        ("slot", pa.int32()),
        ("item", pa.string()),
        ("absent", pa.string()),
        ("children", pa.int32()),
    ]
)
_TERMS = pa.schema(
    [
        ("identity", pa.string()),
        ("slot", pa.int32()),
        ("alternative", pa.int32()),
        ("position", pa.int32()),
        ("item", pa.string()),
        ("weight", pa.int8()),
        ("stage_override", pa.string()),
        ("fund", pa.string()),
        ("preference", pa.int32()),
        ("choices", pa.int32()),
    ]
)

_ACCOUNTS = pa.schema(
    [
        ("classification", pa.string()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("official", pa.bool_()),
    ]
)


def load_identities(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `identities`, `identity_slots` and `identity_terms` (temporary) from the data."""
    heads, slots, terms = [], [], []
    members = Counter(entry.family for entry in identities())
    for ordinal, entry in enumerate(identities()):
        stages, sources = list(entry.stages), list(entry.sources)
        heads.append(
            (
                ordinal,
                entry.identity,
                entry.check_id,
                entry.total,
                entry.family,
                stages,
                sources,
                entry.whole_unit,
                entry.complete_from,
                members[entry.family] == 1,
                len(entry.parts),
                *(sum(part.absent == kind for part in entry.parts) for kind in _ABSENT),
            )
        )
        for slot, part in enumerate(entry.parts):
            slots.append((entry.identity, slot, part.item, part.absent, len(part.children)))
            for position, item in enumerate((part.item, *part.children)):
                terms += [
                    (
                        entry.identity,
                        slot,
                        1 if position == 0 else 2,
                        position,
                        item,
                        part.weight,
                        part.stage,
                        fund,
                        preference,
                        1 + len(part.funds),
                    )
                    for preference, fund in enumerate((None, *part.funds))
                ]
    _make(connection, "identities", _IDENTITIES, heads)
    _make(connection, "identity_slots", _SLOTS, slots)
    _make(connection, "identity_terms", _TERMS, terms)


@cache
def names() -> dict[str, dict[str, str]]:
    """Chinese names by kind of code and code."""
    path = Path(__file__).with_name("names.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills the table `names`, which analysts join too, and the map the macro `named` reads."""
    connection.execute("CREATE TABLE names (kind VARCHAR, code VARCHAR, name VARCHAR)")
    connection.execute("COMMENT ON TABLE names IS '代码的中文名称'")
    for column, comment in {"kind": "代码种类", "code": "代码", "name": "中文名称"}.items():
        connection.execute(f"COMMENT ON COLUMN names.{column} IS '{comment}'")
    rows = [(kind, code, name) for kind, part in names().items() for code, name in part.items()]
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
    connection.execute(
        "SET VARIABLE names = "
        "(SELECT map_from_entries(list((kind || '/' || code, name))) FROM names)"
    )


def load_accounts(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `account_catalogue` (temporary): every known name of every known class."""
    rows = [
        (classification, code, name, place == 0)
        for classification in LEVELS
        for code, names in account_names(classification).items()
        for place, name in enumerate(names)
    ]
    _make(connection, "account_catalogue", _ACCOUNTS, rows)


def _make(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    schema: pa.Schema,
    rows: Sequence[tuple[object, ...]],
) -> None:
    """A temporary table from rows."""
    columns = list(zip(*rows, strict=True))
    table = pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema)
    connection.register("incoming", table)
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM incoming")  # noqa: S608
    connection.unregister("incoming")
