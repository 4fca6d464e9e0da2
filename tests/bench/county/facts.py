# ruff: noqa: E501 - labels and wordings stand beside what they mean
"""Papers as Facts straight from what they mean, past every reader: the prepared lake."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from contracts.facts import Claim, DetectedForm, Facts, Figure, Indicator, Passage, Submission
from contracts.ids import IdMaker
from tests.bench.accuracy.draft import Draft
from tests.bench.accuracy.finance_tables import ECONOMIC
from tests.bench.accuracy.prose import POWER, WIDE, Prose, Truth
from tests.bench.county.county import UnitYear
from tests.bench.county.papers import Paper
from tests.bench.county.printing import CODES
from tests.bench.county.sheet import KINDS, STAGES, Sheet

ECONOMY = dict(ECONOMIC)
NARROW = {wide: narrow for narrow, wide in WIDE.items()}
NUMBER = re.compile(r"([\d,]+(?:\.(\d+))?)\s*(亿元|万元|元|%|％|人|名)?")


def facts(uy: UnitYear, paper: Paper) -> Facts:
    """One paper as rows of the lake."""
    return Facts(*_Reading(uy, paper).rows())


class _Reading:
    """Collects one paper's rows."""

    def __init__(self, uy: UnitYear, paper: Paper) -> None:
        self.uy, self.paper = uy, paper
        name = f"{uy.seed}/{uy.unit.code}/{uy.year}/{paper.name}"
        sha = hashlib.sha256(name.encode()).hexdigest()
        self.ids = IdMaker(sha[:16])
        self.submission = Submission(
            submission_id=sha[:16], sha256=sha, file_name=f"{paper.name}.docx", media_type="docx",
            received_at=datetime(uy.year + 1, 8, 1, tzinfo=UTC), unit_code=uy.name or uy.unit.code,
            unit_name=uy.name or uy.unit.name, fiscal_year=uy.year, scope=paper.scope,
            document_kinds=paper.kinds,
        )  # fmt: skip
        self.same: dict[str, Any] = {
            "submission_id": sha[:16], "unit_code": self.submission.unit_code,
            "fiscal_year": uy.year,
        }  # fmt: skip
        self.figures: list[Figure] = []
        self.claims: list[Claim] = []
        self.indicators: list[Indicator] = []
        self.passages: list[Passage] = []
        self.forms: list[DetectedForm] = []
        cells = (cell for draft in paper.drafts for cell in draft.document()[1].values())
        self.codes = {cell.code for cell in cells if cell.value is not None}

    def rows(self) -> tuple[Any, ...]:
        block = 0
        if self.paper.prose:
            self._prose(self.paper.prose)
            block = len(self.paper.prose.paragraphs)
        for number, draft in enumerate(self.paper.drafts):
            self._table(draft, block + number, number)
        block += len(self.paper.drafts)
        for number, sheet in enumerate(self.paper.sheets):
            self._sheet(sheet, block + number, number)
        return (
            self.submission, tuple(self.figures), tuple(self.claims), tuple(self.indicators),
            tuple(self.passages), (), tuple(self.forms),
        )  # fmt: skip

    def _prose(self, prose: Prose) -> None:
        for block, text in enumerate(prose.paragraphs):
            self.passages.append(Passage(**self.same, block=block, text=text))
        finest = prose.decimals
        for (block, start), truths in prose.truths.items():
            text = prose.paragraphs[block][start:]
            for truth in truths:
                self._said(truth, text, block, start, finest)

    def _said(self, truth: Truth, text: str, block: int, start: int, finest: int) -> None:
        """A number of the running text."""
        found = NUMBER.match(text.translate(NARROW))
        assert found, text
        digits = len(found[2] or "")
        unit = found[3] or "万元"
        more: dict[str, Any] = {
            **self.same, "item": truth.item, "stage": truth.stage, "fund": truth.fund,
            "value": truth.value, "printed": text[: found.end()], "printed_unit": unit,
            "block": block, "char_start": start, "char_end": start + found.end(),
            "account_code": self._code(truth.account), "account_name": truth.account,
        }  # fmt: skip
        if unit in POWER:
            rule = "document" if unit == "万元" and digits < finest else "printed"
            places = finest if unit == "万元" else digits
            more |= {
                "half_unit": half(POWER[unit], places),
                "half_unit_rule": rule,
                "measure": "CNY",
            }
        elif unit in "%％":
            more |= {"half_unit": half(0, digits), "measure": "percent"}
        else:
            more["measure"] = "person"
        place = {"char_start": start, "char_end": more["char_end"]}
        if truth.kind == "figure":
            self.figures.append(Figure(figure_id=self.ids.make("f", block, **place), **more))
        else:
            ident = self.ids.make("c", block, **place)
            self.claims.append(Claim(claim_id=ident, kind=truth.kind, versus=truth.versus, **more))

    def _table(self, draft: Draft, block: int, number: int) -> None:
        _, truths = draft.document()
        texts = (
            {(c.row, c.col): c.text for c in draft.document()[0].tables[0].cells}
            if draft.rows
            else {}
        )
        unit = _unit_line(draft)
        printed = [truth.value for truth in truths.values() if truth.value is not None]
        marks = sum(texts[at].strip() in {"-", "—", "/"} for at in truths)
        self.forms.append(DetectedForm(
            **self.same, form=draft.form, title=draft.above[0], block=block, table_index=number,
            state="read", figures=len(printed), marks=marks,
            note=draft.below[0] if any("无数据" in line for line in draft.below) else None,
        ))  # fmt: skip
        source = "base_data_table" if draft.form == "base_data" else "final_accounts"
        for (row, col), truth in truths.items():
            if truth.item == "none":
                continue
            text = texts[row, col]
            found = NUMBER.search(text.translate(NARROW)) if truth.value is not None else None
            money = not truth.item.startswith("staff.")
            self.figures.append(Figure(
                **self.same, figure_id=self.ids.make("f", block, row=row, col=col), item=truth.item,
                stage=truth.stage, fund=truth.fund, account_code=truth.code,
                account_name=self._account(draft.form, truth.code), value=truth.value,
                printed=text, printed_unit=unit if money else "人",
                measure="CNY" if money else "person", nil="number" if found else "blank",
                half_unit=half(POWER.get(unit, 3), len(found[2] or "")) if found and money else Decimal(0),
                half_unit_rule="column", source=source, form=draft.form, block=block, row=row,
                col=col, table_index=number,
            ))  # fmt: skip

    def _code(self, account: str | None) -> str | None:
        """The code of a name in the text: of a class known, of a line if this paper's tables say."""
        code = CODES.get(account or "", "")
        return code if len(code) == 3 or code in self.codes else None

    def _account(self, form: str, code: str | None) -> str | None:
        if code is None or code in ECONOMY:
            return ECONOMY.get(code or "")
        whole = self.paper.scope == "department"
        return self.uy.account("" if whole else form, code)

    def _sheet(self, sheet: Sheet, block: int, number: int) -> None:
        at: dict[str, Any] = {
            **self.same,
            "project": sheet.project,
            "block": block,
            "table_index": number,
        }
        table: dict[str, Any] = {**at, "source": "self_evaluation_table", "form": "self_evaluation"}
        for row, kind in enumerate(KINDS, 3):
            for col, stage in enumerate(STAGES, 3):
                value = sheet.money.get((kind, stage))
                self.figures.append(Figure(
                    **table, figure_id=self.ids.make("f", block, row=row, col=col), row=row, col=col,
                    item=f"project_funds.{kind}", stage=stage, value=value,
                    printed="" if value is None else f"{value / 10000:.2f}", printed_unit="万元",
                    half_unit=Decimal(0) if value is None else Decimal(50),
                    nil="blank" if value is None else "number",
                ))  # fmt: skip
        self.claims.append(Claim(
            **table, claim_id=self.ids.make("c", block, row=3, col=7), row=3, col=7,
            kind="execution_rate", item="project_funds.total", stage="final",
            versus="adjusted_budget", value=sheet.rate, printed=f"{sheet.rate}%",
            printed_unit="%", half_unit=Decimal("0.005"),
        ))  # fmt: skip
        self._scores(sheet, at)

    def _scores(self, sheet: Sheet, at: dict[str, Any]) -> None:
        def row(number: int, level1: str, points: Decimal, score: Decimal, **more: Any) -> None:
            ident = self.ids.make("i", at["block"], row=number, col=0)
            self.indicators.append(Indicator(
                **at, indicator_id=ident, row=number, col=0, level1=level1, points=points,
                score=score, **more))  # fmt: skip

        rate = f"{sheet.rate.normalize():f}%"
        row(3, "预算执行", sheet.points, sheet.score, actual_printed=rate, actual_value=sheet.rate)
        for number, line in enumerate(sheet.rows, 10):
            row(
                number, line.level1, line.points, line.score, level2=line.level2, level3=line.level3,
                level1_points=Decimal(sheet.label_points[line.level1]),
                deviation_reason=line.reason or None,
                **_value("target", line.target), **_value("actual", line.actual),
            )  # fmt: skip
        row(10 + len(sheet.rows), "总分", sheet.total_points, sheet.total)


def half(power: int, digits: int) -> Decimal:
    """Half of the last printed digit."""
    return Decimal(10) ** (power - digits) / 2


def _unit_line(draft: Draft) -> str:
    """The money unit a table names; the base data form is always in 万元."""
    lines = "".join(draft.above)
    return next((unit for unit in ("万元", "千元", "亿元", "元") if unit in lines), "万元")


def _value(side: str, printed: str) -> dict[str, Any]:
    """Comparator and number of a target or an actual value."""
    sign = {"≥": ">=", "≤": "<="}.get(printed[:1])
    number = re.search(r"[\d.]+", printed)
    return {f"{side}_printed": printed, f"{side}_comparator": sign,
            f"{side}_value": Decimal(number[0]) if number else None}  # fmt: skip
