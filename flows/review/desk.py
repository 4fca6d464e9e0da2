"""One person's desk: the cases in order, what was decided, what a value would do."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contracts.corrections import Correction, printed_text
from contracts.facts import Facts, Figure, Indicator
from contracts.repairs import Repair, repairs
from contracts.score_repairs import ScoreRepair, score_repairs
from flows import decisions, querying, receipts
from flows.evidence import HomeEvidence
from flows.home import Home
from flows.layers import Layers, real
from flows.office import open_office
from flows.refresh import understand
from flows.review.effect import Effect, effect
from flows.review.entering import Entered, entered
from flows.review.entries import Entry, entries
from flows.work import Context
from warehouse.report.waiting import Case, cases

#: Points of the page shown above and below a number, at first and on demand.
NEAR, WIDE = 80.0, 260.0
#: Pictures kept in memory: the next one is drawn while a person looks at this one.
PICTURES = 32
KEEP, CORRECT, NO_FIGURE = "keep", "correct", "not_figure"


class DeskError(Exception):
    """What was asked cannot be done; the message says why, in Chinese."""


@dataclass(slots=True)
class Desk:
    """State of one review; its methods may be called from several threads.

    Attributes:
        cases: in the order of work.
        who: the person, asked once; "" until then.
    """

    home: Home
    cases: list[Case]
    registry: Path | None = None
    who: str = ""
    layers: Layers = field(default_factory=real)
    _written: dict[str, list[Path]] = field(default_factory=dict)
    _decided: dict[str, str] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _evidence: HomeEvidence | None = None
    _pictures: dict[tuple[str, bool], bytes | None] = field(default_factory=dict)
    _understood: dict[tuple[str, tuple[str, ...]], Facts] = field(default_factory=dict)

    def case(self, number: int) -> Case:
        """The case with this number, from 0.

        Raises:
            DeskError: there is none.
        """
        if not 0 <= number < len(self.cases):
            raise DeskError("没有这一项。")
        return self.cases[number]

    @property
    def evidence(self) -> HomeEvidence:
        """Pictures and surroundings; one document is held in memory."""
        if self._evidence is None:
            self._evidence = HomeEvidence(self.home)
        return self._evidence

    def decision(self, case: Case) -> str:
        """What was decided of a case in this session, "" if nothing."""
        return self._decided.get(case.id, "")

    def words(self, case: Case, choice: str, texts: dict[str, str], why: str) -> list[Correction]:
        """The corrections that a decision stands for.

        Args:
            case: what is decided.
            choice: keep, correct or not_figure.
            texts: what was typed by column, for `correct`.
            why: the reason.

        Raises:
            EntryError: a typed text is no number.
            DeskError: the decision does not fit the case.
        """
        every = {entry.column: entry for entry in entries(case.fact)}
        if choice == CORRECT:
            given = {column: text for column, text in texts.items() if text.strip()}
            if not given or not given.keys() <= every.keys():
                raise DeskError("请先输入正确的数字。")
            typed = {key: entered(text, case.fact, every[key]) for key, text in given.items()}
            return [self._word(case, every[key], number, why) for key, number in typed.items()]
        first = self._first(case, list(every.values()))
        if choice == KEEP:
            if first.value is None:
                raise DeskError("这里没有读出数字，请输入数字，或选“不是数字”。")
            return [self._word(case, first, Entered(first.value, None), why)]
        if choice == NO_FIGURE:
            return [self._word(case, entry, None, why) for entry in self._numbers(case, every)]
        raise DeskError("不认识的选择。")

    def _first(self, case: Case, every: Sequence[Entry]) -> Entry:
        """The number that stands for the case: of a scored row the first that was read."""
        if not isinstance(case.fact, Indicator):
            return every[0]
        return next((entry for entry in reversed(every) if entry.value is not None), every[-1])

    def _numbers(self, case: Case, every: dict[str, Entry]) -> list[Entry]:
        """The numbers that “不是数字” takes away."""
        if not isinstance(case.fact, Indicator):
            return list(every.values())
        return [every["points"], every["score"]]

    def _word(self, case: Case, entry: Entry, number: Entered | None, why: str) -> Correction:
        return Correction(
            figure_id=case.id,
            printed=printed_text(case.fact),
            old_value=entry.value,
            new_value=None if number is None else number.value,
            who=self.who,
            when=decisions.now(),
            why=why.strip() or "核对原件",
            column=entry.column,
            half_unit=None if number is None else number.half_unit,
        )

    def effect(self, case: Case, words: Sequence[Correction]) -> Effect:
        """What the words would do to the sums of the case's document.

        Raises:
            DeskError: the document is not cached.
        """
        with self._lock:
            known = open_office(self.home, self.registry).context
            others = tuple(word for word in known.corrections if word.figure_id != case.id)
            before = self._facts(case, dataclasses.replace(known, corrections=others))
            after = self._facts(case, dataclasses.replace(known, corrections=(*others, *words)))
        return effect(before, after, case.id)

    def _facts(self, case: Case, context: Context) -> Facts:
        """The document as the next run will understand it."""
        key = (
            case.fact.submission_id,
            tuple(w.dump() for w in context.of(case.fact.submission_id)),
        )
        if key not in self._understood:
            receipt = receipts.find(self.home, case.fact.submission_id)
            if receipt is None:
                raise DeskError("找不到这份文件的收件登记。")
            try:
                facts = understand(self.home, self.layers, receipt, context)
            except OSError as error:
                raise DeskError("这份文件的提取结果不在，无法计算。") from error
            if len(self._understood) > 8:
                self._understood.clear()
            self._understood[key] = facts
        return self._understood[key]

    def decide(self, case: Case, choice: str, words: Sequence[Correction]) -> None:
        """Writes the decision; an earlier one of this session is taken back.

        Raises:
            DeskError: nobody has said who is deciding.
            OSError: it cannot be written.
        """
        if not self.who:
            raise DeskError("请先填写核对人姓名。")
        with self._lock:
            self.undo(case)
            self._written[case.id] = [decisions.save_correction(self.home, word) for word in words]
            self._decided[case.id] = choice

    def undo(self, case: Case) -> None:
        """Takes back what this session decided of a case."""
        with self._lock:
            for path in self._written.pop(case.id, ()):
                path.unlink(missing_ok=True)
            self._decided.pop(case.id, None)

    def picture(self, case: Case, *, wide: bool) -> bytes | None:
        """The page around the number, marked; None for a format without pages."""
        fact = case.fact
        if fact.page is None or fact.x0 is None or fact.y0 is None:
            return None
        box = (fact.x0, fact.y0, fact.x1 or fact.x0, fact.y1 or fact.y0)
        with self._lock:
            if (case.id, wide) not in self._pictures:
                if len(self._pictures) > PICTURES:
                    self._pictures.clear()
                margin = WIDE if wide else NEAR
                self._pictures[case.id, wide] = self.evidence.crop(
                    fact.submission_id, fact.page, [box], margin=margin
                )
            return self._pictures[case.id, wide]

    def proposals(self, case: Case) -> tuple[Repair, ...]:
        """Slips that would close every sum this number breaks; only for a person to see."""
        if not isinstance(case.fact, Figure):
            return ()
        with self._lock:
            facts = self._facts(case, open_office(self.home, self.registry).context)
        return tuple(one for one in repairs(facts.figures) if one.figure_id == case.id)

    def score_proposals(self, case: Case) -> tuple[ScoreRepair, ...]:
        """Slips of this row's points or score that would close its table's sums."""
        row = case.fact
        if not isinstance(row, Indicator):
            return ()
        with self._lock:
            facts = self._facts(case, open_office(self.home, self.registry).context)
        sheet = [one for one in facts.indicators if one.project == row.project]
        return tuple(one for one in score_repairs(sheet) if one.row.indicator_id == case.id)

    def readings(self, case: Case) -> tuple[str, ...]:
        """What other readers read at this place."""
        fact = case.fact
        if fact.row is None or fact.block is None:
            return ()
        with self._lock:
            document = self.evidence.document(fact.submission_id)
        if document is None or not 0 <= fact.block < len(document.blocks):
            return ()
        cells = getattr(document.blocks[fact.block], "cells", ())
        found = (cell for cell in cells if (cell.row, cell.col) == (fact.row, fact.col))
        return tuple(text for cell in found for text in cell.alternatives)


def open_desk(home: Home, registry: Path | None) -> Desk:
    """The desk of a home with everything that waits for a person.

    Raises:
        querying.QueryError: nothing was published yet.
    """
    with querying.connection(home) as connection:
        waiting = cases(connection)
    words = decisions.latest(open_office(home, registry).context.corrections)
    decided = {key for key, _ in words}
    return Desk(home, [case for case in waiting if case.id not in decided], registry)
