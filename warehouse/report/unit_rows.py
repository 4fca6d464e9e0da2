"""What a county has once a unit and year, joined as text: list rows, table rows, headings.

As in `rows`, what is returned is markup with every text of a document escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from contracts.facts import Submission
from warehouse.report.reading import ListTable
from warehouse.report.rows import escaped, points_of
from warehouse.report.terms import name, plain
from warehouse.report.units import UnitView

SEVERITIES = ("error", "warning", "hint")
CODE = "单位代码"
#: Longer values of a list may break into lines.
LONG = 16


@cache
def named(section: str, code: str) -> str:
    """Chinese of a code, escaped."""
    return escaped(name(section, code))


def list_rows(
    table: ListTable, names: Mapping[str, str], anchors: Mapping[str, str]
) -> Iterator[str]:
    """Rows of a selection list; where it gives the code only, the unit's name leads to its page."""
    nameless = "单位名称" not in table.columns
    linked = table.columns.index(CODE) if nameless and CODE in table.columns else None
    classes = ["num" if amounts else "" for amounts in table.amounts]
    for row in table.rows:
        cells = []
        for column, (value, style) in enumerate(zip(row, classes, strict=True)):
            text = shown(value)
            if column == linked:
                target = escaped(anchors.get(text, "units"))
                cells.append(f'<td><a href="#{target}">{escaped(names.get(text, text))}</a></td>')
            else:
                long = " long" if len(text) > LONG else ""
                cells.append(f'<td class="{style}{long}">{escaped(text)}</td>')
        yield f"<tr>{''.join(cells)}</tr>"


def shown(value: object) -> str:
    """A value of a list as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain(value) if isinstance(value, Decimal) else str(value)


def unit_rows(units: Sequence[UnitView], *, registry: bool) -> Iterator[str]:
    """Rows of the table of units: who, how much was spent, the scores, what does not add up."""
    for unit in units:
        counts = [unit.count(code) for code in SEVERITIES]
        title, code = escaped(unit.name), escaped(unit.code)
        known = unit.registered
        category = known.category or "" if known else ""
        stands = escaped(category) if known else "未在册" if registry else ""
        office = escaped(known.review_office or "") if known else ""
        yield (
            f'<tr data-text="{title} {code} {escaped(category)}" '
            f'data-bad="{counts[0] + counts[1]}">\n'
            f'      <td><a href="#{escaped(unit.anchor)}">{title}</a></td>'
            f"<td>{code if unit.code != unit.name else ''}</td><td>{unit.year or ''}</td>\n"
            f"      <td>{stands}</td><td>{office}</td>\n"
            f'      <td class="num">{len(unit.documents)}</td>\n'
            f"{_spent(unit)}"
            f'      <td class="num">{_totals(unit)}</td>\n'
            f"      {_counts(counts)}\n    </tr>\n"
        )


def _spent(unit: UnitView) -> str:
    """The cells of 决算支出 and 执行率."""
    row = unit.row("expenditure.total")
    final = row.cells.get("final") if row else None
    value, text = (final.value, escaped(final.text)) if final else ("", "")
    rate = row.rate if row else None
    percent = "" if rate is None else f"{plain(rate)}%"
    return (
        f'      <td class="num" data-value="{value}">{text}</td>\n'
        f'      <td class="num" data-value="{"" if rate is None else rate}">{percent}</td>\n'
    )


def _totals(unit: UnitView) -> str:
    """The score of each self-evaluation table."""
    totals = [table.total.score for table in unit.scores if table.total]
    return " / ".join("" if score is None else points_of(score) for score in totals)


def _counts(counts: Sequence[int]) -> str:
    """Open findings by severity."""
    return "".join(
        f'<td class="num {code if count else ""}">{count or ""}</td>'
        for code, count in zip(SEVERITIES, counts, strict=True)
    )


def unit_head(unit: UnitView, *, registry: bool) -> str:
    """A unit's heading: who it is, its open findings by severity, the files it sent."""
    year = f" <small>{unit.year} 年度</small>" if unit.year else ""
    code = f"代码 {escaped(unit.code)} · " if unit.code != unit.name else ""
    badges = "".join(
        f' <span class="badge {severity}">{named("severities", severity)} {count}</span>'
        for severity in SEVERITIES
        if (count := unit.count(severity))
    )
    files = "".join(map(_file, unit.documents))
    sent = f'<ul class="files">{files}</ul>' if files else '<p class="empty">没有收到材料。</p>'
    return (
        f"    <h2>{escaped(unit.name)}{year}</h2>\n"
        f"    <p>{code}{_registered(unit, registry=registry)}{badges}</p>\n    {sent}\n"
    )


def _registered(unit: UnitView, *, registry: bool) -> str:
    """What the bureau's ledger says of a unit."""
    known = unit.registered
    if known is None:
        return "未在册" if registry else ""
    office = f" · 初审：{escaped(known.review_office)}" if known.review_office else ""
    onsite = f" · 最近现场评价 {known.last_onsite_year} 年" if known.last_onsite_year else ""
    return f"{escaped(known.category or '')}{office}{onsite}"


def _file(item: Submission) -> str:
    """One file with its kinds, day of receipt, state and version."""
    kinds = "、".join(named("kinds", kind) for kind in item.document_kinds)
    version = f" · 第 {item.version} 版" if item.version > 1 else ""
    return (
        f"<li>{escaped(item.file_name)}<small>{kinds} · {item.received_at:%Y-%m-%d} · "
        f"{named('status', item.status)}{version}</small></li>"
    )
