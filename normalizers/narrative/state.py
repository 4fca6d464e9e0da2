"""What is carried from clause to clause while a paragraph is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from normalizers.narrative.lexicon import Token
from normalizers.narrative.section import Section
from normalizers.narrative.subject import Subject
from normalizers.numbers import Unit


@dataclass(frozen=True, slots=True)
class Binding:
    """A number bound to what it says, with the reasons.

    Attributes:
        kind: `figure`, or the kind of a claim (`share`, `change`, …).
        subject: what it is about.
        stage: stage of the figure, or of the claim's item.
        versus: baseline stage of a claim, or the base item of a share.
        token: the number's token, or the words 无, 持平 that stand for 0.
        sign: −1 for decreases.
        unit_from: the number whose unit is shared, where this one prints none.
        nil: `number`, or `nil` for nothing in words.
        bare: the stage is a 预算 that does not say which: 年初预算 unless the document has another.
        reasons: which words led here, for `explain`.
    """

    kind: str
    subject: Subject
    stage: str
    token: Token
    versus: str | None = None
    sign: int = 1
    unit_from: Token | None = None
    nil: str = "number"
    bare: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit | None:
        """The number's own unit, else the one it shares; None for words."""
        for token in (self.token, self.unit_from):
            if token and token.number and token.number.token.unit:
                return token.number.token.unit
        return None

    @property
    def value(self) -> Decimal:
        """Base units (yuan, percent points, persons), signed; 0 for words."""
        if self.token.number is None or self.token.number.token.number is None:
            return Decimal(0)
        power = Decimal(10) ** (self.unit.exponent if self.unit else 0)
        return self.token.number.token.number * power * self.sign


_Frame = tuple[tuple[Subject, ...], tuple[Subject, ...], str | None, Token | None]


@dataclass(slots=True)
class State:
    """Carried state (DESIGN, Narrative).

    Attributes:
        section: what the headings say.
        subjects: what the last clause of this sentence was about.
        parents: what the open 其中 list is part of.
        stage: stage of the last figure of this sentence, None before the first, "?" if unclear.
        stages: every stage bound in this paragraph.
        year: year the text is in, None for the fiscal year.
        versus: token of the comparison that is open in this sentence.
        budget: last budget stage bound in this paragraph.
        recent: subjects of the numbers since the last list began, for 分别占.
        poisoned: a clause of this sentence could not be explained.
        spoilt: an earlier sentence of this paragraph could not.
        barred: item prefixes this sentence must not bind.
        stray_year: year of a clause that could not be explained; holds to the end of its sentence.
        stray_number: an amount of this part had no explanation; what is listed after it may be part
            of the same unexplained thing.
        orphan: a 其中 list of this sentence is part of something unexplained.
        outside: what the sentence was about before each open bracket.
        follows: an earlier paragraph of this section bound something.
        account_before: the last of them was about an account.
        ended, ended_stage, ended_versus: what the last sentence was about, for a 其中 after it.
        listing, ended_list: this sentence, and the last, opened a 其中 list: a comparison in the
            sentence after it may be of the whole as well as of the last entry.
        initial: this paragraph says 年初 of a budget: a bare 预算 after it is that budget.
        heading: what a first sentence without a number names: 3.公务接待费支出情况。
    """

    section: Section
    subjects: tuple[Subject, ...] = ()
    parents: tuple[Subject, ...] = ()
    stage: str | None = None
    stages: set[str] = field(default_factory=set)
    year: int | None = None
    versus: Token | None = None
    budget: str | None = None
    recent: list[Subject] = field(default_factory=list)
    poisoned: bool = False
    spoilt: bool = False
    barred: set[str] = field(default_factory=set)
    stray_year: int | None = None
    stray_number: bool = False
    orphan: bool = False
    outside: list[_Frame] = field(default_factory=list)
    follows: bool = False
    account_before: bool = False
    ended: tuple[Subject, ...] = ()
    ended_stage: str | None = None
    ended_versus: Token | None = None
    listing: bool = False
    ended_list: bool = False
    initial: bool = False
    heading: tuple[Subject, ...] = ()

    def open_bracket(self) -> None:
        """A bracket that holds numbers: afterwards the sentence goes on as before it."""
        self.outside.append((self.subjects, self.parents, self.stage, self.versus))

    def close_bracket(self) -> None:
        """Back to what the sentence was about before the bracket."""
        if self.outside:
            self.subjects, self.parents, self.stage, self.versus = self.outside.pop()

    def end_part(self) -> None:
        """A semicolon: the list stays open, what it was about does not."""
        self.ended = self.subjects or self.ended
        self.stray_number = False
        if not self.parents:
            self.versus = None
        account = all(each.account_name for each in self.subjects)
        self.subjects = self.subjects if account else ()
        self.recent = []

    def end_sentence(self) -> None:
        """A full stop; a following 其中 may still take up what the sentence was about."""
        self.ended, self.ended_stage = self.subjects or self.ended, self.stage
        self.ended_versus = self.versus
        self.ended_list, self.listing = self.listing, False
        account = bool(self.subjects) and all(each.account_name for each in self.subjects)
        self.subjects = self.subjects if account else ()
        self.parents, self.stage, self.versus = (), None, None
        self.recent = []
        self.spoilt = self.spoilt or self.poisoned
        self.poisoned, self.orphan, self.stray_year = False, False, None
        self.outside = []
        self.stray_number = False
        self.barred = set()

    def open_list(self) -> None:
        """其中: what was spoken of becomes the parent of what follows."""
        if not self.subjects and self.ended:
            self.stage = self.stage or self.ended_stage
            self.versus = self.versus or self.ended_versus
        self.listing = True
        if self.poisoned and not self.subjects:
            self.orphan = True
        self.parents = self.subjects or self.ended
        self.subjects = ()
        self.recent = []

    def carried_stage(self) -> str | None:
        """Stage of a figure that states none."""
        if self.stage is not None:
            return None if self.stage == "?" else self.stage
        own = {stage for stage in self.stages if not stage.startswith("prior")}
        if len(own) == 1:
            return own.pop()
        return None if own else self.section.stage
