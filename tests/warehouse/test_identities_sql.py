"""SQL and Python evaluate the same identities to the same outcome on whatever is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import takewhile
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.facts import Figure, Submission
from contracts.identities import evaluate, identities
from warehouse import database, loading, preparing
from warehouse.statements import folder

ITEMS = sorted(
    {entry.total for entry in identities()}
    | {
        name
        for entry in identities()
        for part in entry.parts
        for name in (part.item, *part.children)
    }
)
SUBMISSION = Submission(
    submission_id="x",
    sha256="x",
    file_name="x",
    media_type="x",
    received_at=datetime(2023, 1, 1, tzinfo=UTC),
    unit_code="甲局",
    fiscal_year=2022,
)


@st.composite
def printed(draw: st.DrawFn) -> list[Figure]:
    """Figures of one document, small numbers so that sums often close."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ITEMS),
                st.sampled_from(["initial_budget", "supplement", "adjusted_budget", "final"]),
                st.sampled_from(["narrative", "narrative", "final_accounts"]),
                st.sampled_from([None, None, None, "general_public", "fiscal"]),
                st.sampled_from([None, None, None, "201"]),
                st.one_of(st.none(), st.integers(-1, 4)),
                st.sampled_from(["0", "0.5", "0.05"]),
            ),
            max_size=60,
        )
    )
    return [
        Figure(
            figure_id=f"x.{number:03}",
            submission_id="x",
            unit_code="甲局",
            fiscal_year=2022,
            item=item,
            stage=stage,
            source=source,
            fund=fund,
            account_code=account,
            value=None if value is None else Decimal(value),
            nil="blank" if value is None else "number",
            half_unit=Decimal(half),
            printed=str(value),
        )
        for number, (item, stage, source, fund, account, value, half) in enumerate(rows)
    ]


def sql_rows(documents: list[list[Figure]]) -> set[tuple[Any, ...]]:
    with database.in_memory() as connection:
        loading.create_tables(connection)
        subs, figures = [], []
        for number, document in enumerate(documents):
            name = f"s{number}"
            subs.append(replace(SUBMISSION, submission_id=name, unit_code=name))
            figures += [
                replace(f, submission_id=name, figure_id=name + f.figure_id, unit_code=name)
                for f in document
            ]
        loading.insert(connection, "submissions", subs)
        loading.insert(connection, "figures", figures)
        preparing.load_catalogues(connection)
        # after these only what is broken is kept
        for statement in takewhile(lambda made: made.name != "broken", folder("prepare")):
            preparing.run(connection, statement)
        rows = connection.execute(
            """SELECT submission_id, identity, source, account_code, stage, fund, outcome,
               CASE verdict WHEN outcome THEN if(assumed, 'assumed_nil', '') ELSE verdict END,
               CASE WHEN outcome <> 'insufficient' THEN expected END, value,
               CASE WHEN outcome <> 'insufficient' THEN width END, low_power,
               list_sort(figure_ids || part_ids)
               FROM judged"""
        ).fetchall()
    return {(*row[:-1], tuple(row[-1])) for row in rows}


def python_rows(documents: list[list[Figure]]) -> set[tuple[Any, ...]]:
    return {
        (
            f"s{number}",
            e.identity.identity,
            e.place.source,
            e.place.account_code,
            e.place.stage,
            e.place.fund,
            e.outcome,
            e.reason,
            e.expected,
            e.actual,
            None if e.tolerance is None else e.tolerance * 2,
            e.low_power,
            tuple(sorted(f"s{number}{name}" for name in e.figure_ids)),
        )
        for number, document in enumerate(documents)
        for e in evaluate(document)
    }


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(printed(), min_size=5, max_size=30))
def test_sql_and_python_agree(documents: list[list[Figure]]) -> None:
    assert sql_rows(documents) == python_rows(documents)


def test_all_outcomes_are_met_by_such_documents() -> None:
    items = ["expenditure.total", "expenditure.basic", "expenditure.project"]
    documents = [
        [
            replace(
                Figure(figure_id=f"x.{n}", submission_id="x", item=item, stage="final"),
                value=Decimal(value),
                half_unit=Decimal("0.5"),
                fiscal_year=2022,
                unit_code="甲局",
            )
            for n, (item, value) in enumerate(zip(items, values, strict=False))
        ]
        for values in [(3, 1, 2), (4, 1, 2), (6, 1, 2), (6, 1)]
    ]
    rows = sql_rows(documents)
    assert rows == python_rows(documents)
    assert {row[6] for row in rows if row[1] == "expenditure"} == {
        "exact",
        "rounding",
        "break",
        "insufficient",
    }
