"""Form entries: what a label means, as data in `normalizers/data/forms/*.toml`.

A vocabulary is a list of entries; an entry gives the labels that mean the same and what they mean
(item, stage, fund, or a role such as code column or points). A form names the titles it is known
by and the vocabularies that read its columns and rows. A new county's form is a new entry.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from normalizers.forms.labels import canon, spellings, year_in

_FOLDER = Path(__file__).parent.parent / "data" / "forms"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one label, or a path of labels, says about a cell.

    Attributes:
        role: `value` (a figure), `label`, `code`, `name` (they name the row), `skip` (行次 and the
            like), `ignore` (says nothing: 项目, 金额), or a column of a self-evaluation table.
        item, stage, fund: as in CONTRACT §3.
        total: the label is a sum (合计, 总计); its item yields to a more special one.
        side: `revenue` or `expenditure` half of a two-sided table.
        opens: item that the fund rows below it belong to (年初财政拨款结转和结余).
        named: the label itself is kept as the figure's account name (中央补助).
        measure: what the figures measure.
        budget: the label says 预算数 without saying which budget.
        accounts: classification of the rows below, where one side has another than the form.
        dated: the label names the document's year.
    """

    role: str | None = None
    item: str | None = None
    stage: str | None = None
    fund: str | None = None
    total: bool = False
    side: str | None = None
    opens: str | None = None
    named: bool = False
    measure: str | None = None
    budget: bool = False
    accounts: str | None = None
    dated: bool = False

    @property
    def says_when(self) -> bool:
        """Whether the label says which stage or year its figures are of."""
        return self.stage is not None or self.budget or self.dated

    def then(self, deeper: Meaning) -> Meaning:
        """The meaning of a path: what the deeper label says wins, the rest is inherited.

        A sum below an item (基本支出 over 小计) is that item's.
        """
        merged = {
            spec.name: getattr(deeper, spec.name) or getattr(self, spec.name)
            for spec in fields(Meaning)
        }
        if deeper.total and self.item:
            merged["item"], merged["total"] = self.item, self.total
        elif deeper.item:
            merged["total"] = deeper.total
        if deeper.stage or deeper.budget:
            merged["stage"], merged["budget"] = deeper.stage, deeper.budget
        if deeper.item or deeper.stage or deeper.fund or deeper.total or deeper.budget:
            merged["role"] = deeper.role
        return Meaning(**merged)


#: The stage a budget or an account of the year before stands at.
_YEAR_BEFORE = {"initial_budget": "prior_budget", "final": "prior_final"}


@dataclass(frozen=True)
class Vocabulary:
    """Labels and their meanings; looked up by the most exact spelling first."""

    meanings: dict[str, Meaning] = field(default_factory=dict)

    def find(self, text: str, *, ordinals: bool = True) -> Meaning | None:
        """Meaning of a label, None if it is not in the vocabulary."""
        for spelling in spellings(text, ordinals=ordinals):
            if spelling in self.meanings:
                return self.meanings[spelling]
        return None

    def dated(self, text: str, year: int | None) -> Meaning | None:
        """Meaning of a column label that may name a year (2024年预算数 in a 2025 budget).

        Args:
            text: the label.
            year: fiscal year of the document; a label with another year than this and the one
                before means nothing.
        """
        plain = self.find(text, ordinals=False)
        if plain is not None:
            return plain
        bare, named = year_in(text)
        if named is None or year is None or named not in {year, year - 1}:
            return None
        meaning = self.find(bare, ordinals=False) if bare else Meaning()
        if meaning is None or named == year:
            return replace(meaning, dated=True) if meaning else None
        return _of_the_year_before(meaning)


def _of_the_year_before(meaning: Meaning) -> Meaning | None:
    """What a label means with the year before in front of it; None if it says no stage."""
    stage = "initial_budget" if meaning.budget else meaning.stage
    if stage not in _YEAR_BEFORE or meaning.measure == "person":
        return None
    return Meaning(role=meaning.role, item=meaning.item, stage=_YEAR_BEFORE[stage])


@dataclass(frozen=True)
class Form:
    """One standard form.

    Attributes:
        id: stable code kept with every figure (`final_accounts.t1`).
        kind: document kind and `source` of its figures.
        titles: what it is called, canonical spelling.
        columns: what its column labels mean.
        rows: what its row labels mean, by side ("" where the table has one).
        stage, fund: what holds where no label says otherwise.
        budget_stage: stage of 预算数; `note` reads it from the note below (全年预算数).
        total_item: item of 合计 by side.
        accounts: `functional` or `economic` where rows are accounts, else None.
        needs: items or stages of which one column must be found, else the title was not this
            table's.
        single_row: the row has no label of its own (three-public shapes a and b).
        sections: blocks stand under one another, each with its own header.
        title_funds: fund by words of the printed title, before `fund`.
    """

    id: str
    kind: str
    titles: tuple[str, ...]
    columns: Vocabulary
    rows: dict[str, Vocabulary]
    stage: str | None = None
    fund: str | None = None
    budget_stage: str | None = None
    total_item: dict[str, str] = field(default_factory=dict)
    accounts: str | None = None
    needs: tuple[str, ...] = ()
    single_row: bool = False
    sections: bool = False
    title_funds: dict[str, str] = field(default_factory=dict)


def _vocabulary(entries: list[dict[str, Any]]) -> Vocabulary:
    """A vocabulary from its TOML entries."""
    meanings: dict[str, Meaning] = {}
    for entry in entries:
        attributes = {key: value for key, value in entry.items() if key != "labels"}
        for label in entry["labels"]:
            meanings[canon(label)] = Meaning(**attributes)
    return Vocabulary(meanings)


def _merged(names: list[str], known: dict[str, Vocabulary]) -> Vocabulary:
    """Several vocabularies as one; the later one wins."""
    meanings: dict[str, Meaning] = {}
    for name in names:
        meanings |= known[name].meanings
    return Vocabulary(meanings)


def _form(raw: dict[str, Any], known: dict[str, Vocabulary]) -> Form:
    """A form from its TOML entry."""
    rest = {
        key: value
        for key, value in raw.items()
        if key not in {"titles", "columns", "rows", "needs"}
    }
    return Form(
        titles=tuple(canon(title) for title in raw["titles"]),
        columns=_merged(raw["columns"], known),
        rows={side: _merged(names, known) for side, names in raw.get("rows", {}).items()},
        needs=tuple(raw.get("needs", ())),
        **rest,
    )


@cache
def _raw() -> list[dict[str, Any]]:
    """All TOML files of the folder, in name order."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))
    ]


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Every vocabulary by name."""
    return {
        name: _vocabulary(entries)
        for raw in _raw()
        for name, entries in raw.get("vocabulary", {}).items()
    }


@cache
def forms() -> tuple[Form, ...]:
    """Every form that is read as a matrix, in the order of the files."""
    known = vocabularies()
    return tuple(_form(entry, known) for raw in _raw() for entry in raw.get("form", []))


@cache
def settings(name: str) -> dict[str, tuple[str, ...]]:
    """Lists of words a reader needs beside the vocabularies (`[words.<name>]`)."""
    for raw in _raw():
        if name in raw.get("words", {}):
            return {key: tuple(values) for key, values in raw["words"][name].items()}
    raise KeyError(name)
