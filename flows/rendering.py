"""What was understood of a file, as Chinese text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from contracts.facts import Claim, Facts, Figure, Indicator, Locator
from flows.wording import (
    ASSURANCES,
    CLAIMS,
    FUNDS,
    KINDS,
    NILS,
    STAGES,
    STATUSES,
    amount,
    item_name,
    number,
    place_of,
)
from flows.work import Outcome

SOURCES = {"narrative": "正文", **KINDS}


def width(text: str) -> int:
    """Columns a text takes on a terminal; Chinese characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def columns(rows: Sequence[Sequence[str]], indent: str = "  ") -> Iterator[str]:
    """Rows with their cells below one another; line breaks inside a cell become spaces."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True))
        yield (indent + "  ".join(padded)).rstrip()


def render(outcome: Outcome) -> Iterator[str]:
    """Lines about one file or member."""
    name = outcome.name if outcome.member_path is None else f"{outcome.member_path}（压缩包内）"
    yield f"━━ {' '.join(name.split())}"
    facts = outcome.facts
    if facts is None:
        problem = outcome.problem
        yield f"退回：{problem.message}（{problem.code.value}）" if problem else "退回"
        return
    yield from _submission(facts)
    yield from _section("数字", [_figure(each) for each in facts.figures])
    yield from _section("比率与增减", [_claim(each) for each in facts.claims])
    yield from _section("绩效指标", [_indicator(each) for each in facts.indicators])
    if facts.problems:
        yield f"需注意（{len(facts.problems)}）"
        for problem in facts.problems:
            place = f"［{problem.place}］" if problem.place else ""
            yield f"  {place}{problem.message}（{problem.code.value}）"


def _submission(facts: Facts) -> Iterator[str]:
    """Unit, year, kind, state."""
    it = facts.submission
    kinds = "、".join(KINDS.get(kind, kind) for kind in it.document_kinds) or "其他"
    year = f"{it.fiscal_year}年度" if it.fiscal_year else "年度不明"
    yield f"{it.unit_name or '单位不明'}  {year}  {kinds}"
    pages = ""
    if it.page_count:
        pages = f"，{it.page_count}页"
        pages += f"（其中识别{it.ocr_page_count}页）" if it.ocr_page_count else ""
    yield f"编号 {it.submission_id}，{STATUSES.get(it.status, it.status)}{pages}"


def _section(title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A heading with its count and rows; nothing for no rows."""
    if rows:
        yield f"{title}（{len(rows)}）"
        yield from columns(rows)


def _figure(figure: Figure) -> list[str]:
    """One figure: name, stage, as printed, value, place."""
    name = item_name(figure.item)
    if figure.account_code or figure.account_name:
        name += f"［{figure.account_code or ''} {figure.account_name or ''}］"
    if figure.project:
        name += f"（项目：{figure.project}）"
    value = amount(figure) if figure.value is not None else NILS.get(figure.nil, "")
    fund = FUNDS.get(figure.fund or "", "")
    stage = STAGES.get(figure.stage or "", "")
    return [name, stage, fund, figure.printed, value, _where(figure, figure.source)]


def _claim(claim: Claim) -> list[str]:
    """One claim: what of what, as printed, value, place."""
    versus = STAGES.get(claim.versus or "") or item_name(claim.versus)
    kind = CLAIMS.get(claim.kind, claim.kind)
    return [
        item_name(claim.item),
        STAGES.get(claim.stage or "", ""),
        f"{kind}（{'占' if claim.kind == 'share' else '较'}{versus}）" if versus else kind,
        claim.printed,
        amount(claim),
        _where(claim, claim.source),
    ]


def _indicator(row: Indicator) -> list[str]:
    """One scored row."""
    labels = " / ".join(label for label in (row.level1, row.level2, row.level3) if label)
    points = f"分值 {number(row.points)}" if row.points is not None else ""
    score = f"得分 {number(row.score)}" if row.score is not None else ""
    target = f"指标值 {row.target_printed}" if row.target_printed else ""
    actual = f"完成值 {row.actual_printed}" if row.actual_printed else ""
    return [labels, target, actual, points, score, _where(row, "")]


def _where(fact: Locator, source: str) -> str:
    """Source, place and, where it is not plainly typed, how far to trust it."""
    words = [SOURCES.get(source, source), place_of(fact)]
    if fact.assurance != "typed":
        words.append(f"【{ASSURANCES.get(fact.assurance, fact.assurance)}】")
    return " ".join(word for word in words if word)
