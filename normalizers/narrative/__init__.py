"""Running text → figures and claims (DESIGN, Narrative).

A small explicit grammar: tokens (`lexicon`) → clauses with carried state (`clause`, `state`,
`section`) → bindings with reasons (`reader`, `roles`, `subject`) → facts (`facts`). A clause with
a word that no phrase explains binds nothing, and one that binds two ways binds none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contracts.document import Document
from contracts.facts import Claim, Figure, Submission
from contracts.ids import IdMaker
from normalizers.catalogue import clean as clean_name
from normalizers.cover import read_cover
from normalizers.narrative.budgets import settled, stated_budgets
from normalizers.narrative.facts import claim_of, figure_of
from normalizers.narrative.joining import Joined, join
from normalizers.narrative.lexicon import lexicon
from normalizers.narrative.reader import ParagraphReader
from normalizers.narrative.roles import Reader
from normalizers.narrative.section import Outline, default_stage, ordinal_level
from normalizers.narrative.state import Binding, State
from normalizers.narrative.text import CleanText, clean_text
from normalizers.narrative.tokens import tokenise
from normalizers.precision import settle

__all__ = ["Binding", "NarrativeReading", "bindings", "read_narrative"]

_FURNITURE = frozenset({"header", "footer"})
_WORDS = re.compile(r"[无没未零]|持平|一致")
#: A note below a table speaks of that table, often left over from the blank form.
_TABLE_NOTE = re.compile(r"(?:备?注|说明)\d*[:.、]|.*本表(?:无数据|为空)")
_SHORT_NAME = re.compile(r"\((?:以下)?(?:统一)?简称:?([^()]{2,20})\)")
_LIST_ENDS = re.compile(r"(?:其中|如下|方面)?:$")


@dataclass(frozen=True, slots=True)
class NarrativeReading:
    """What the running text of a document states."""

    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]


def read_narrative(document: Document, submission: Submission, ids: IdMaker) -> NarrativeReading:
    """Every figure and claim of the running text, precision settled over the document.

    Args:
        document: extracted file.
        submission: its description; year, unit and kind steer the reading.
        ids: makes the ids of this submission.
    """
    figures: list[Figure] = []
    claims: list[Claim] = []
    paragraphs = list(bindings(document, submission))
    short = _account_names(binding for _, _, found in paragraphs for binding in found)
    stated = stated_budgets(binding for _, _, found in paragraphs for binding in found)
    for joined, clean, found in paragraphs:
        for bound in settled(found, stated):
            name = short.get(bound.subject.account_name or "")
            binding = replace(bound, subject=replace(bound.subject, account_name=name))
            if binding.kind == "figure":
                figures.append(figure_of(binding, joined, clean, submission, ids))
            else:
                claims.append(claim_of(binding, joined, clean, submission, ids))
    return NarrativeReading(*settle(figures, claims))


def _account_names(found: Iterable[Binding]) -> dict[str, str]:
    """Account name by path: its own, or the path where two accounts share the name.

    一般行政管理事务 stands under every 款; without its path two of them would seem one.
    """
    paths = {binding.subject.account_name for binding in found if binding.subject.account_name}
    own = Counter(path.rpartition("/")[2] for path in paths)
    return {
        path: path if own[path.rpartition("/")[2]] > 1 else path.rpartition("/")[2]
        for path in paths
    }


def bindings(
    document: Document, submission: Submission
) -> Iterator[tuple[Joined, CleanText, list[Binding]]]:
    """Bindings paragraph by paragraph, with their reasons."""
    running = [each for each in document.paragraphs if each.container not in _FURNITURE]
    texts = [(joined, clean_text(joined.paragraph.text)) for joined in join(running)]
    unit_name = clean_name(submission.unit_name) if submission.unit_name else None
    organisations = _organisations(texts, unit_name)
    reader = Reader(submission.fiscal_year, unit_name)
    kinds = submission.document_kinds or read_cover(document).title_kinds
    outline = Outline(default_stage(kinds))
    carried: State | None = None
    before: list[Binding] = []
    for joined, clean in texts:
        if outline.open(joined.paragraph, clean):
            carried, before = carried if _continues(clean) else None, []
            continue
        if outline.section.skipped or _TABLE_NOTE.match(clean.text):
            continue
        listed = carried is not None and _continues(clean)
        state = _resumed(carried, outline) if carried and listed else State(outline.section)
        state.follows = bool(before)
        state.account_before = bool(before) and bool(before[-1].subject.account_name)
        found: list[Binding] = []
        if _says_something(clean):
            found = ParagraphReader(state, reader, tokenise(clean, organisations)).read()
        if found:
            before = found
            yield joined, clean, found
        if _LIST_ENDS.search(clean.text):
            carried = _handed_on(state)
        elif not listed:
            carried = None


def _organisations(texts: list[tuple[Joined, CleanText]], unit_name: str | None) -> tuple[str, ...]:
    """Names by which the text calls the reporting unit, longest first."""
    names = {unit_name} if unit_name else set()
    for end, selves in lexicon().selves.items():
        if unit_name and unit_name.endswith(end):
            names |= set(selves)
    for _, clean in texts:
        names |= set(_SHORT_NAME.findall(clean.text))
    return tuple(sorted(names, key=len, reverse=True))


def _says_something(clean: CleanText) -> bool:
    """Whether a paragraph may state a figure at all (most prose does not)."""
    if any(number.token.unit is not None for number in clean.numbers.values()):
        return True
    return bool(_WORDS.search(clean.text)) or "类)" in clean.text or clean.text.endswith(":")


def _continues(clean: CleanText) -> bool:
    """Whether a paragraph is an entry of a list that an earlier paragraph opened."""
    return ordinal_level(clean.text) is not None


def _handed_on(state: State) -> State:
    """What the entries of a list inherit from the paragraph that opens it."""
    parents = state.parents or state.subjects or state.ended
    stage = state.stage or state.ended_stage
    return replace(
        State(state.section), parents=parents, stage=stage, year=state.year, budget=state.budget
    )


def _resumed(carried: State, outline: Outline) -> State:
    """A fresh copy of the inherited state for the next entry, under the heading that is open."""
    return replace(carried, section=outline.section, stages=set(), recent=[], barred=set())
