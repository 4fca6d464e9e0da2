"""`duizhang explain ID`: the arithmetic of a finding, each operand as printed with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from contracts.facts import Locator, columns_of
from flows import querying
from flows.durable import write_bytes
from flows.evidence import HomeEvidence
from flows.home import Home
from flows.wording import ASSURANCES, SEVERITIES, STAGES, item_name, number, place_of

#: Datasets an id may belong to, with its column.
FACTS = {"figures": "figure_id", "claims": "claim_id", "indicators": "indicator_id"}


class UnknownIdError(Exception):
    """Nothing has this id, or it has no picture; the message is Chinese."""


def lines(home: Home, identity: str) -> Iterator[str]:
    """Lines that explain a finding, figure, claim or indicator.

    Raises:
        UnknownIdError: nothing has this id.
        querying.QueryError: nothing was published yet.
    """
    finding = _finding(home, identity)
    if finding is not None:
        yield from _explain_finding(home, finding)
        return
    facts = _facts(home, [identity])
    if not facts:
        raise UnknownIdError(f"没有编号为 {identity} 的发现或数字。")
    for fact in facts:
        yield from _explain_fact(home, fact)
        yield from _proposed(home, identity)
        yield from _used_in(home, identity)


def _finding(home: Home, identity: str) -> dict[str, Any] | None:
    found = querying.rows(
        home,
        "SELECT f.*, c.title, c.basis, c.advice FROM findings f LEFT JOIN checks c USING (check_id)"
        " WHERE finding_id = ?",
        [identity],
    )
    return found[0] if found else None


def _facts(home: Home, identities: Sequence[str]) -> list[dict[str, Any]]:
    """Rows with these ids, in the given order, each with its file's name."""
    found: dict[str, dict[str, Any]] = {}
    for dataset, key in FACTS.items():
        rows = querying.rows(
            home,
            f"SELECT x.*, s.file_name, s.member_path FROM {dataset} x "  # noqa: S608 - our own names
            f"JOIN submissions s USING (submission_id) WHERE list_contains(?, x.{key})",
            [list(identities)],
        )
        found.update({row[key]: row | {"id": row[key]} for row in rows})
    return [found[identity] for identity in identities if identity in found]


def _explain_finding(home: Home, finding: dict[str, Any]) -> Iterator[str]:
    """Message, arithmetic, operands, consequences, what to do."""
    severity = SEVERITIES.get(finding["severity"], finding["severity"])
    yield f"[{severity}] {finding['title'] or ''}（{finding['check_id']}）"
    yield finding["message"]
    year = finding["fiscal_year"] or ""
    yield f"单位 {finding['unit_code'] or '不明'}  年度 {year}  对象 {finding['binding']}"
    told = [
        f"{label} {number(finding[name])}"
        for name, label in (("expected", "按算式应为"), ("actual", "所印"), ("difference", "相差"))
        if finding[name] is not None
    ]
    if told:
        yield "算式：" + "，".join(told)
    for words in finding["proposals"] or []:
        yield f"可供核对：{words}"
    operands = _facts(home, finding["figure_ids"] or [])
    if operands:
        yield "所用数字："
        for operand in operands:
            yield from (f"  {line}" for line in _explain_fact(home, operand))
    for consequence in finding["consequences"] or []:
        yield f"由此引起：{consequence['check_id']} {consequence['binding']}"
    for label, name in (("依据", "basis"), ("怎么办", "advice")):
        if finding[name]:
            yield f"{label}：{finding[name]}"
    yield f"首次发现 {finding['first_seen']:%Y-%m-%d}，最近 {finding['last_seen']:%Y-%m-%d}"


def _explain_fact(home: Home, fact: dict[str, Any]) -> Iterator[str]:
    """One operand: name, as printed, value, file, place, surroundings."""
    name = item_name(fact.get("item")) or " / ".join(
        str(fact[level]) for level in ("level1", "level2", "level3") if fact.get(level)
    )
    stage = STAGES.get(fact.get("stage") or "", "")
    printed = fact.get("printed") or fact.get("actual_printed") or ""
    value = f" = {number(fact['value'])}" if fact.get("value") is not None else ""
    yield f"{name} {stage} “{printed}”{value}".replace("  ", " ")
    inside = f"!{fact['member_path']}" if fact["member_path"] else ""
    assurance = ASSURANCES.get(fact["assurance"], fact["assurance"])
    yield f"  {fact['file_name']}{inside}，{place_of(_locator(fact))}（{assurance}）[{fact['id']}]"
    surroundings = _surroundings(home, fact)
    if surroundings:
        yield f"  {surroundings}"


def _locator(fact: dict[str, Any]) -> Locator:
    """The locator columns of a row of the warehouse."""
    return Locator(**{column.name: fact[column.name] for column in columns_of(Locator)})


def _surroundings(home: Home, fact: dict[str, Any]) -> str:
    """The sentence around a number, the number in ［］; the row's cells for a table."""
    context = HomeEvidence(home).context(fact["submission_id"], [_locator(fact)])
    if context is None:
        return ""
    if context.rows:
        marked = next((row for row in context.rows if any(cell.is_marked for cell in row)), ())
        cells = (f"［{cell.text}］" if cell.is_marked else cell.text for cell in marked)
        return " | ".join(" ".join(cell.split()) for cell in cells)
    return "".join(f"［{p.text}］" if p.is_marked else p.text for p in context.segments)


def _proposed(home: Home, identity: str) -> Iterator[str]:
    """What this number might be instead; nothing is changed by it."""
    for row in querying.rows(
        home,
        "SELECT words FROM proposals WHERE fact_id = ? ORDER BY is_unique DESC, proposed",
        [identity],
    ):
        yield f"可供核对：{row['words']}"


def _used_in(home: Home, identity: str) -> Iterator[str]:
    """Findings that a figure is an operand of."""
    for row in querying.rows(
        home,
        "SELECT finding_id, message FROM findings WHERE list_contains(figure_ids, ?)"
        " AND status = 'open' ORDER BY finding_id",
        [identity],
    ):
        yield f"涉及发现 {row['finding_id']}：{row['message']}"


def picture(home: Home, identity: str, target: Path) -> None:
    """Writes the crop of the first operand that has a place on a page, the place marked.

    Raises:
        UnknownIdError: nothing of this id can be shown as a picture.
        OSError: the file cannot be written.
    """
    finding = _finding(home, identity)
    identities = [identity] if finding is None else finding["figure_ids"] or []
    evidence = HomeEvidence(home)
    for fact in _facts(home, identities):
        if fact["page"] is None or fact["x0"] is None:
            continue
        box = (fact["x0"], fact["y0"], fact["x1"], fact["y1"])
        image = evidence.crop(fact["submission_id"], fact["page"], [box])
        if image is not None:
            write_bytes(target.absolute(), image, mode=0o644)
            return
    raise UnknownIdError("此编号没有可截取的页面（Word、Excel 没有页，见上文的原文）。")
