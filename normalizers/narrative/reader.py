"""Reads a paragraph's tokens from left to right into bindings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from normalizers.catalogue import items
from normalizers.narrative import roles
from normalizers.narrative.choice import Role, role_of
from normalizers.narrative.clause import Clause, parse
from normalizers.narrative.lexicon import Token
from normalizers.narrative.section import ordinal_level
from normalizers.narrative.state import Binding, State
from normalizers.narrative.subject import Subject, Surroundings, subjects_of

_BUDGETS = frozenset({"initial_budget", "adjusted_budget"})
_NAMED = frozenset({"item", "weak", "stage", "fund", "account", "pair"})


@dataclass(slots=True)
class ParagraphReader:
    """One pass over one paragraph.

    Attributes:
        state: carried state; the caller may hand on that of an open list.
        reader: what holds for the whole document.
        tokens: of the paragraph.
        buffer: tokens of the open clause.
        found: bindings so far.
    """

    state: State
    reader: roles.Reader
    tokens: Sequence[Token]
    buffer: list[Token] = field(default_factory=list)
    found: list[Binding] = field(default_factory=list)

    def read(self) -> list[Binding]:
        """Bindings of the paragraph in order."""
        position = 0
        while position < len(self.tokens):
            position = self._step(position)
        self._close()
        return self.found

    def _step(self, position: int) -> int:
        token = self.tokens[position]
        if token.kind == "number":
            return self._numbers(position)
        if token.kind == "point":
            self._point(token)
        elif token.kind == "among":
            self._close()
            self.state.open_list()
        elif token.kind == "within":
            self._within(token)
        elif token.kind in {"reason", "detail"}:
            self._close()
            return self._skip(position)
        elif token.kind == "bar":
            self.state.barred.add(token.value)
            self.buffer.append(replace(token, kind="residue"))
        else:
            self.buffer.append(token)
        return position + 1

    def _point(self, token: Token) -> None:
        self._close()
        if token.text == ";":
            self.state.end_part()
        elif token.text == "。":
            if self._is_heading(token):
                self.state.heading = self.state.subjects
            self.state.end_sentence()
        elif token.text == "(":
            self.state.open_bracket()
        elif token.text == ")":
            self.state.close_bracket()

    def _is_heading(self, stop: Token) -> bool:
        """Whether the paragraph's first sentence only names one thing, behind an ordinal."""
        first = [token for token in self.tokens if token.end <= stop.start]
        if not first or first[0].kind != "filler" or ordinal_level(first[0].text) is None:
            return False
        plain = all(token.kind in {"filler", "item", "weak", "fund"} for token in first)
        return plain and len(self.state.subjects) == 1

    def _within(self, token: Token) -> None:
        """三公经费支出中：what stands before becomes the parent; elsewhere 中 is not ours."""
        if self.buffer and self.buffer[-1].kind in _NAMED:
            self._close()
            self.state.open_list()
        else:
            self.buffer.append(replace(token, kind="residue"))

    def _skip(self, position: int) -> int:
        """Past a reason to the next sentence or account line; past details to the next part."""
        reason = self.tokens[position].kind == "reason"
        for at in range(position + 1, len(self.tokens)):
            text = self.tokens[at].text if self.tokens[at].kind == "point" else ""
            follower = self.tokens[at + 1 : at + 3]
            if text == "。" or (text == ";" and not reason):
                return at
            if text == ";" and (follower[0].kind == "account" if follower else False):
                return at
            if text == ";" and self._goes_on(follower):
                return at
        return len(self.tokens)

    def _goes_on(self, follower: Sequence[Token]) -> bool:
        """Whether an amount of a sibling of the last subject follows: the list goes on."""
        if len(follower) < 2 or follower[0].kind != "item" or follower[1].kind != "number":
            return False
        known = items()
        parents = {known[each.item].parent for each in self.state.subjects if each.item in known}
        return parents == {known[follower[0].value].parent} != {None}

    def _clause(self) -> Clause:
        clause = parse(self.buffer, self.reader.unit_name)
        self.buffer = []
        return clause

    def _poison(self, clause: Clause) -> None:
        year = roles.year_of(clause, self.state, self.reader)
        if clause.all("year"):
            self.state.stray_year = year
        if clause.stages:
            self.state.stage = "?"
        self.state.poisoned = True
        self.state.subjects = ()
        self.state.versus = None
        self.state.recent = []

    def _commit(self, clause: Clause) -> tuple[Subject, ...]:
        """Takes over what a clause says for those that follow; its subjects."""
        subjects = roles.subjects_in(clause, self.state)
        if clause.all("year"):
            self.state.year = roles.year_of(clause, self.state, self.reader)
            self.state.stray_year = None
        versus = clause.first("versus")
        if versus:
            self.state.versus = versus
        self.state.initial |= any(token.value == "initial_budget" for token in clause.stages)
        return subjects

    def _close(self) -> None:
        """The end of a clause without a number (or of what follows its last number)."""
        clause = self._clause()
        if not clause.tokens:
            return
        if clause.residue:
            self._poison(clause)
            return
        word = self._word(clause)
        subjects = self._commit(clause)
        stage = roles.stage_word(clause)
        if clause.segments:
            self.state.subjects = subjects
        if word:
            role: Role = roles.change if word.kind == "level" else roles.words
            for subject in subjects:
                self._bind(role(clause, subject, word, self.state, self.reader))
        elif stage and clause.segments and stage not in {"?", "supplement"}:
            self.state.stage = stage

    def _word(self, clause: Clause) -> Token | None:
        """持平, 无 or 为零, where it is what the clause says."""
        for kind in ("level", "nil", "zero"):
            token = clause.first(kind)
            if token is None or clause.first("spoilt") or clause.first("direction"):
                continue
            if kind == "nil" and not _denies(clause, token):
                continue
            return token
        return None

    def _numbers(self, position: int) -> int:
        """A number, or the numbers of a list, with the clause before them."""
        tokens = [self.tokens[position]]
        clause = self._clause()
        if clause.first("list"):
            tokens = self._list(position)
        end = self._index(tokens[-1], position) + 1
        if clause.residue:
            self._poison(clause)
            number = tokens[0].number
            self.state.stray_number |= bool(number and number.token.measure == "CNY")
            return end
        around = self._commit(clause)
        if clause.first("list"):
            self._bind_list(clause, tokens, around)
        else:
            self._bind_one(clause, tokens[0], around)
        return end

    def _index(self, token: Token, position: int) -> int:
        return next(i for i in range(position, len(self.tokens)) if self.tokens[i] is token)

    def _list(self, position: int) -> list[Token]:
        """The numbers of a list: separated by 、 or commas and nothing else."""
        found = [self.tokens[position]]
        while position + 2 < len(self.tokens):
            between, after = self.tokens[position + 1], self.tokens[position + 2]
            separates = between.kind == "join" or (between.kind == "point" and between.text == ",")
            if not separates or after.kind != "number":
                break
            found.append(after)
            position += 2
        return found

    def _bind_one(self, clause: Clause, token: Token, subjects: tuple[Subject, ...]) -> None:
        number = token.number.token if token.number else None
        if number is None or clause.first("spoilt") or (number.unit is None and number.number):
            self.state.subjects = subjects if clause.segments else self.state.subjects
            return
        role, keep = role_of(clause, number.measure or "CNY")
        if role is None:
            self.state.subjects = subjects if clause.segments else self.state.subjects
            return
        if role is roles.share and not keep and not clause.segments:
            subjects = self.state.subjects
        several = clause.first("each") or clause.first("pair") or not clause.segments
        if len(subjects) > 1 and not several and not _is_pair(subjects):
            self.state.subjects = ()
            self.state.poisoned = True
            return
        for subject in subjects:
            self._bind(role(clause, subject, token, self.state, self.reader))
        self._after(clause, subjects, role)
        self.buffer = list(keep)

    def _after(self, clause: Clause, subjects: tuple[Subject, ...], role: Role) -> None:
        """What the following clauses inherit from a clause with a number."""
        self.state.subjects = subjects
        word = roles.stage_word(clause)
        if role not in {roles.figure, roles.baseline, roles.change}:
            return
        if role is roles.figure:
            self.state.recent += [each for each in subjects if each not in self.state.recent]
        if word == "supplement":
            self.state.stage = "?"
        elif word:
            self.state.stage = word

    def _bind(self, bindings: list[Binding]) -> None:
        for each in bindings:
            self.found.append(each)
            if each.kind == "figure" and each.stage != "supplement":
                self.state.stages.add(each.stage)
            if each.kind == "figure" and each.stage in _BUDGETS:
                self.state.budget = each.stage

    def _recent(self, clause: Clause, count: int) -> tuple[Subject, ...]:
        """The things just listed, where there are as many: A…、B…，分别占总支出的…."""
        base = subjects_of(clause.base, Surroundings()) or ()
        listed = tuple(each for each in self.state.recent if each not in base)
        return listed if len(listed) == count else ()

    def _bind_list(
        self, clause: Clause, tokens: list[Token], subjects: tuple[Subject, ...]
    ) -> None:
        """A、B、C分别为1、2、3万元; 预算数和决算数分别为…; 分别占…."""
        shared = roles.numbers_shared(tokens)
        measure = shared.number.token.measure if shared and shared.number else None
        role, _ = role_of(clause, measure or "")
        count = len(tokens)
        if shared is None or role is None or count < 2:
            self._poison(clause)
            return
        if not clause.segments:
            subjects = self._recent(clause, count) or subjects
        clauses = [clause] * count
        if len(subjects) == 1 and len(clause.stages) == count:
            clauses = [replace(clause, stages=(stage,)) for stage in clause.stages]
            subjects = subjects * count
        elif len(subjects) == 1 and len(clause.all("versus")) == count:
            clauses = [_only(clause, versus) for versus in clause.all("versus")]
            subjects = subjects * count
        if len(subjects) != count:
            self._poison(clause)
            return
        for one, subject, token in zip(clauses, subjects, tokens, strict=True):
            for each in role(one, subject, token, self.state, self.reader):
                self._bind([replace(each, unit_from=shared)])
        self._after(clauses[-1], tuple(dict.fromkeys(subjects)), role)


def _denies(clause: Clause, nil: Token) -> bool:
    """无政府采购支出, but not 无政府采购支出的部门."""
    after = [token for token in clause.tokens if token.start > nil.start]
    named = bool(clause.segments) and not clause.weak_only
    return named and not any(token.text.startswith("的") for token in after)


def _only(clause: Clause, versus: Token) -> Clause:
    """The clause with one of its comparisons."""
    kept = tuple(t for t in clause.tokens if t.kind != "versus" or t is versus)
    return replace(clause, tokens=kept)


def _is_pair(subjects: tuple[Subject, ...]) -> bool:
    """收支总计 names two things with one number."""
    items = {re.sub(r"^(grand_total|revenue|expenditure)\.", "", each.item) for each in subjects}
    return items in ({"revenue", "expenditure"}, {"total"})
