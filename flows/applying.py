"""`duizhang apply FILE.xlsx`: what a person filled in becomes verdicts and corrections.

Rows are found by their id and columns by their header, so that sorting, filtering, moved and
added columns change nothing. A row that cannot be used is reported with its place and changes
nothing; applying the same file twice writes nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from contracts.corrections import Correction, printed_text
from contracts.facts import Indicator, Submission
from contracts.verdicts import VERDICTS, WAIVING, Verdict, load_verdict
from flows import decisions, querying
from flows.durable import write_text
from flows.home import Home
from flows.office import read_corrections
from flows.papers import Paper, Row, RowError, open_papers
from flows.review.entering import EntryError, entered
from flows.review.entries import entries
from warehouse.report import reading
from warehouse.report.numbers import CORRECTED, NO_NUMBER, NUMBERS, RIGHT
from warehouse.report.waiting import KINDS, Case
from warehouse.report.workbook import FINDINGS

CODES = {title: code for code, title in VERDICTS.items()}
WITHDRAW = "撤销"


@dataclass(slots=True)
class Applied:
    """What came of a working paper.

    Attributes:
        verdicts, corrections, withdrawn: how many were written or taken away.
        unchanged: rows that say what is on record already.
        errors: Chinese lines, each with sheet, row and column.
    """

    verdicts: int = 0
    corrections: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    errors: list[str] = field(default_factory=list)


def apply(home: Home, path: Path) -> Applied:
    """Reads a working paper and writes what it says; the caller holds the home's lock.

    Raises:
        flows.papers.PaperError: the file is no working paper.
        querying.QueryError: nothing was published yet.
        OSError: the home cannot be written.
    """
    sheets = open_papers(path, (FINDINGS, NUMBERS))
    applied = Applied()
    messages = {
        row["finding_id"]: row["message"]
        for row in querying.rows(home, "SELECT finding_id, message FROM findings")
    }
    for row in _filled(sheets.get(FINDINGS.title), "复核结论", "发现编号", applied):
        _try(applied, row, lambda row: _verdict(home, row, messages, applied))
    with querying.connection(home) as connection:
        wanted = list(_filled(sheets.get(NUMBERS.title), "核对结论", "数字编号", applied))
        cases = _cases(connection, [row.text("数字编号") for row in wanted])
    known = decisions.latest(read_corrections(home.corrections)[0])
    for row in wanted:
        _try(applied, row, lambda row: _correction(home, row, cases, known, applied))
    return applied


def _filled(paper: Paper | None, verdict: str, key: str, applied: Applied) -> Iterator[Row]:
    """Rows with a verdict; two rows of one id that differ are both errors."""
    rows = [row for row in (paper.rows if paper else ()) if row.text(verdict)]
    seen: dict[str, Row] = {}
    for row in rows:
        before = seen.setdefault(row.text(key), row)
        if row.text(key) and before is not row and before.cells != row.cells:
            applied.errors.append(row.where(key, f"与第 {before.number} 行重复而内容不同，未采用"))
        elif before is row or not row.text(key):
            yield row


def _try(applied: Applied, row: Row, use: Any) -> None:
    """Uses a row, or notes why it cannot be used."""
    try:
        use(row)
    except RowError as error:
        applied.errors.append(row.where(error.column, str(error)))


def _verdict(home: Home, row: Row, messages: Mapping[str, str], applied: Applied) -> None:
    """One row of 问题底稿."""
    key = row.text("发现编号")
    if key not in messages:
        raise RowError("发现编号", "没有这个编号，请用最新的底稿" if key else "编号是空的")
    path = home.root / "waivers" / f"{key}.json"
    before = load_verdict(path.read_text(encoding="utf-8")) if path.is_file() else None
    said = row.text("复核结论")
    if said == WITHDRAW:
        path.unlink(missing_ok=True)
        applied.withdrawn += before is not None
        applied.unchanged += before is None
        return
    if said not in CODES:
        choices = "、".join((*CODES, WITHDRAW))
        raise RowError("复核结论", f"“{said}”不是可用的结论，可填：{choices}")
    code = CODES[said]
    if not row.text("复核人"):
        raise RowError("复核人", "请填写复核人")
    if code in WAIVING and not row.text("说明"):
        raise RowError("说明", f"“{said}”须写明理由")
    if row.has("问题说明") and row.text("问题说明") != " ".join(messages[key].split()):
        raise RowError("问题说明", "问题的内容已有变化，请在最新的底稿上重新复核")
    word = Verdict(
        finding_id=key, verdict=code, who=row.text("复核人"), why=row.text("说明"),
        when=decisions.now(), message=messages[key],
    )  # fmt: skip
    if before is not None and replace(before, when=word.when) == word:
        applied.unchanged += 1
        return
    write_text(path, word.dump())
    applied.verdicts += 1


def _cases(connection: Any, keys: list[str]) -> dict[str, Case]:
    """The numbers that rows speak of, as the last run left them."""
    submissions = {
        item.submission_id: item for item in reading.records(connection, Submission, "submissions")
    }
    found: dict[str, Case] = {}
    listed = ", ".join("'" + key.replace("'", "''") + "'" for key in keys) or "NULL"
    for record, (table, column) in KINDS.items():
        for fact in reading.records(connection, record, table, f"WHERE {column} IN ({listed})"):
            case = Case(fact, submissions[fact.submission_id])
            found[case.id] = case
    return found


def _correction(
    home: Home,
    row: Row,
    cases: Mapping[str, Case],
    known: Mapping[tuple[str, str], Correction],
    applied: Applied,
) -> None:
    """One row of 数字核对."""
    key, said = row.text("数字编号"), row.text("核对结论")
    earlier = known.get((key, "value"))
    case = cases.get(key)
    if case is None or isinstance(case.fact, Indicator):
        if earlier is not None and earlier.new_value is None and said == NO_NUMBER:
            applied.unchanged += 1
            return
        raise RowError("数字编号", "没有这个编号，请用最新的底稿" if key else "编号是空的")
    (entry,) = entries(case.fact)
    half = None
    if said == RIGHT:
        value = entry.value
    elif said == NO_NUMBER:
        value = None
    elif said == CORRECTED:
        try:
            typed = entered(row.text("更正为"), case.fact, entry)
        except EntryError as error:
            raise RowError("更正为", str(error)) from error
        value, half = typed.value, typed.half_unit
    else:
        choices = f"{RIGHT}、{CORRECTED}、{NO_NUMBER}"
        raise RowError("核对结论", f"“{said}”不是可用的结论，可填：{choices}")
    if not row.text("核对人"):
        raise RowError("核对人", "请填写核对人")
    if row.has("原文") and row.text("原文") != " ".join(case.fact.printed.split()):
        raise RowError("原文", "该处的原文已有变化，请在最新的底稿上重新核对")
    word = Correction(
        figure_id=key, printed=printed_text(case.fact), old_value=entry.value, new_value=value,
        who=row.text("核对人"), when=decisions.now(), why=row.text("理由") or "核对原件",
        half_unit=half,
    )  # fmt: skip
    if decisions.says_the_same(earlier, word):
        applied.unchanged += 1
        return
    decisions.save_correction(home, word)
    applied.corrections += 1
