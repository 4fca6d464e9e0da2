"""The short Chinese summary a pass ends with: files, findings by severity, where the report is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flows import querying
from flows.home import Home
from flows.passes import Summary
from flows.wording import SEVERITIES, STATUSES

#: Lines of findings shown, the gravest, before the report is named for the rest.
SHOWN = 40
#: Lines of what changed since the last build.
SHOWN_CHANGES = 50
CHANGED = """
SELECT coalesce(unit_code, '单位不明') AS unit, fiscal_year, what, subject, before, now_is
FROM changed_since ORDER BY ALL
"""
COUNTED = """
SELECT count(*) FILTER (change = 'new') AS new, count(*) FILTER (change = 'resolved') AS resolved,
       count(*) FILTER (change = 'still_open') AS still_open,
       (SELECT count(*) FROM figure_changes) AS figures
FROM finding_changes
"""
OPEN = """
SELECT severity, check_id, coalesce(unit_name, unit_code, '单位不明') AS unit, fiscal_year, message,
       len(consequences) AS consequences
FROM findings LEFT JOIN (
    SELECT unit_code, any_value(unit_name ORDER BY received_at DESC) AS unit_name
    FROM submissions WHERE unit_code IS NOT NULL GROUP BY unit_code) USING (unit_code)
WHERE status = 'open'
ORDER BY array_position(['error', 'warning', 'hint'], severity), unit, fiscal_year, check_id,
         binding
"""


def lines(home: Home, summary: Summary, *, changes: bool = False) -> Iterator[str]:
    """The lines of a summary.

    Args:
        home: whose warehouse was just published.
        summary: what the pass did.
        changes: tell every row and finding that changed, not only how many.
    """
    yield from _files(summary)
    yield from _changes(summary, told=changes)
    yield from summary.messages
    yield from findings(querying.rows(home, OPEN))
    yield from _since(home, told=changes)
    for path in summary.reports:
        yield f"报告：{path}"


def _files(summary: Summary) -> Iterator[str]:
    """How many files, and each that was not simply accepted."""
    counts = summary.counts
    if counts:
        told = "，".join(f"{STATUSES[status]} {count} 份" for status, count in counts.items())
        yield f"收件 {sum(counts.values())} 份：{told}。"
    for taken in summary.taken:
        if taken.is_bad or taken.status == "waiting":
            reason = "；".join(problem.message for problem in taken.problems)
            name = " ".join(taken.name.split())
            yield f"  {STATUSES[taken.status]}  {name}：{reason}"
    if summary.waiting:
        names = "、".join(" ".join(each.path.name.split()) for each in summary.waiting)
        yield f"尚在写入 {len(summary.waiting)} 份，下次处理：{names}"


def _changes(summary: Summary, *, told: bool) -> Iterator[str]:
    """Submissions that were understood anew."""
    if not summary.changes:
        if told:
            yield "重新读取、理解后没有变化。"
        return
    yield f"重新理解 {len(summary.changes)} 份："
    for change in summary.changes:
        yield f"  {change.name}（{change.submission_id}）：{len(change.lines)} 处"
        if told:
            yield from (f"    {line}" for line in change.lines)


def findings(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Open findings, errors first: how many of each severity, then a screen of them."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for row in found:
        counts[row["severity"]] = counts.get(row["severity"], 0) + 1
    told = "，".join(f"{SEVERITIES.get(name, name)} {count}" for name, count in counts.items())
    yield f"发现 {len(found)} 条：{told}。"
    for row in found[:SHOWN]:
        year = f" {row['fiscal_year']}" if row["fiscal_year"] else ""
        tail = f"（另有 {row['consequences']} 处由此引起）" if row["consequences"] else ""
        severity = SEVERITIES.get(row["severity"], row["severity"])
        yield f"  [{severity}] {row['unit']}{year}：{row['message']}{tail}（{row['check_id']}）"
    if len(found) > SHOWN:
        yield f"  …其余 {len(found) - SHOWN} 条见报告。"


def _since(home: Home, *, told: bool) -> Iterator[str]:
    """What is not as it was at the last build."""
    (counts,) = querying.rows(home, COUNTED)
    yield (
        f"与上次对账相比：新发现 {counts['new']} 条，已消失 {counts['resolved']} 条，"
        f"仍未解决 {counts['still_open']} 条；数字变化 {counts['figures']} 处。"
    )
    first = not (counts["still_open"] or counts["resolved"] or counts["figures"])
    if first or not told:
        return
    found = querying.rows(home, CHANGED)
    for row in found[:SHOWN_CHANGES]:
        year = f" {row['fiscal_year']}" if row["fiscal_year"] else ""
        change = " → ".join(text for text in (row["before"], row["now_is"]) if text)
        yield f"  {row['unit']}{year} {row['what']}：{row['subject']} {change}"
    if len(found) > SHOWN_CHANGES:
        yield f"  …其余 {len(found) - SHOWN_CHANGES} 处见报告“与上次对账相比的变化”。"
