"""The same steps as Prefect flows: one pass over the inbox, and the nightly reconciliation.

Documents go in batches, one task a batch; every run leaves its summary and its findings as
artifacts. The flows run in the processes that `flows.runner` starts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.runtime import flow_run

from flows import passes, querying, refresh, summary
from flows.home import Home
from flows.keeper import Taken
from flows.leash import follow_parent
from flows.passes import Pass, Summary
from flows.settings import from_environment
from flows.sources import Arrival

#: Files a task takes in; keeps a run of some thousand files at some dozen tasks.
BATCH = 50
#: Seconds a run waits for another writer of the home before it fails and is retried.
PATIENCE = 600.0
#: Findings in the table of a run; the report has all.
LISTED = 200


def _run_name() -> str:
    """对账 or 收件 with the local time, as people look for it."""
    label = "每夜对账" if flow_run.flow_name == NIGHTLY else "收件"
    return f"{label} {datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S}"


INTAKE, NIGHTLY = "intake", "nightly"


@task(name="take-in", task_run_name="收件 {first} 起", retries=2, retry_delay_seconds=5)
def take_in_batch(work: Pass, arrivals: list[Arrival], first: int) -> list[Taken]:
    """Takes in one batch of files; `first` is the number of its first file, from 1."""
    get_run_logger().info("收件 %d–%d", first, first + len(arrivals) - 1)
    return passes.take_in(work, arrivals, lambda _: None)


@task(name="renormalize", task_run_name="按更正和名册重新理解")
def renormalize_task(work: Pass) -> list[refresh.Change]:
    """Understands anew what corrections, registry or rules changed."""
    found = refresh.renormalize(work.keeper, work.office.context, work.office.fingerprint)
    return list(found)


@task(name="publish", task_run_name="重建数据库、核对、写报告")
def publish_task(work: Pass, done: Summary) -> Summary:
    """Rebuilds, checks, reports."""
    passes.publish(work, done)
    return done


@flow(name=INTAKE, flow_run_name=_run_name, retries=1, retry_delay_seconds=30)
def intake(home: str, registry: str | None = None) -> dict[str, int]:
    """One pass over the inbox; returns how many files by what became of them.

    Args:
        home: path of the home.
        registry: path of the ledger, None for the home's own.
    """
    return dict(_pass(home, registry, inbox=True).counts)


@flow(name=NIGHTLY, flow_run_name=_run_name, retries=2, retry_delay_seconds=60)
def nightly(home: str, registry: str | None = None) -> dict[str, int]:
    """The nightly reconciliation; returns the open findings by severity.

    Args:
        home: path of the home.
        registry: path of the ledger, None for the home's own.
    """
    done = _pass(home, registry, inbox=False)
    return dict(done.build.open_findings) if done.build else {}


def _pass(home: str, registry: str | None, *, inbox: bool) -> Summary:
    """What both flows do; what a killed pass left is finished in either, with its first batch."""
    follow_parent()
    place = Home(Path(home))
    with place.writing(patience=PATIENCE):
        path = None if registry is None else Path(registry)
        work = passes.prepare(place, from_environment(), registry=path)
        done = Summary(messages=list(work.office.messages))
        arrivals = passes.arrivals_of(work, (), done) if inbox else []
        for at in range(0, max(len(arrivals), 1), BATCH):
            done.taken += take_in_batch(work, arrivals[at : at + BATCH], at + 1)
        done.changes = renormalize_task(work)
        done = publish_task(work, done)
    _artifacts(place, done)
    return done


def _artifacts(home: Home, done: Summary) -> None:
    """The run's summary as Markdown and its findings as a table; keys are ASCII."""
    told = "\n".join(f"    {line}" for line in summary.lines(home, done))
    links = "\n".join(f"[打开报告]({path.as_uri()})" for path in done.reports)
    create_markdown_artifact(
        key="duizhang-summary", markdown=f"# 本次对账\n\n{told}\n\n{links}\n", description="摘要"
    )
    rows: list[dict[str, Any]] = [
        {"级别": row["severity"], "单位": row["unit"], "年度": row["fiscal_year"],
         "说明": row["message"], "检查": row["check_id"]}
        for row in querying.rows(home, summary.OPEN)[:LISTED]
    ]  # fmt: skip
    create_table_artifact(key="duizhang-findings", table=rows, description="未解决的发现")
