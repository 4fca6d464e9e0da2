"""Runs `sql/prepare` in order: versions, facts with their intervals, judged identities.

A temporary table whose last reader is a file of `sql/prepare` is named in that file's header
(`-- last: facts conflicts`) and dropped after it: a county's lake stays in memory that way.
"""

from __future__ import annotations

import re

import duckdb

from contracts.facts import columns_of
from warehouse.database import transaction
from warehouse.identity_tables import load_accounts, load_identities, load_names
from warehouse.results import LAKE
from warehouse.schema import quote
from warehouse.statements import Statement, folder

_CREATED = re.compile(r"^CREATE (TABLE|VIEW) (\w+)", re.MULTILINE)


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes everything that checks and views read."""
    load_catalogues(connection)
    for statement in folder("prepare"):
        run(connection, statement)


def load_catalogues(connection: duckdb.DuckDBPyConnection) -> None:
    """Names, identities and accounts as tables."""
    with transaction(connection):
        load_names(connection)
    load_identities(connection)
    load_accounts(connection)


def run(connection: duckdb.DuckDBPyConnection, statement: Statement) -> None:
    """Executes one file; what it creates for good gets its comments."""
    connection.execute(statement.sql)
    for table in statement.header.get("last", "").split():
        connection.execute(f"DROP TABLE {table}")
    created = _CREATED.search(statement.sql)
    if created:
        kind, name = created.groups()
        comment = quote(statement.header["comment"])
        connection.execute(f"COMMENT ON {kind} {name} IS {comment}")
        like = statement.header.get("like")
        copied = {c.name: c.comment for c in columns_of(LAKE[like])} if like else {}
        for column, words in (copied | statement.columns).items():
            connection.execute(f"COMMENT ON COLUMN {name}.{column} IS {quote(words)}")
