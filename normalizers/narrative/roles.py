"""What a number does in its clause: figure, change, share or rate; and at which stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers.narrative.clause import Clause
from normalizers.narrative.lexicon import Token
from normalizers.narrative.state import Binding, State
from normalizers.narrative.subject import Subject, Surroundings, named, subjects_of

#: Items that stand at the end of the year or as a result, whatever the paragraph speaks of.
_ALWAYS_FINAL = ("staff.", "assets.", "liabilities.", "net_assets.", "fixed_assets.")
_BUDGETS = frozenset({"initial_budget", "adjusted_budget"})
_PRIOR = {"final": "prior_final", "initial_budget": "prior_budget"}
_BOTH_SIDES = {"grand_total.revenue", "grand_total.expenditure"}
_WHOLE = frozenset({"revenue.total", "expenditure.total"})


@dataclass(frozen=True, slots=True)
class Reader:
    """What does not change while a document is read.

    Attributes:
        fiscal_year: of the submission, None if unknown.
        unit_name: clean name of the reporting unit.
    """

    fiscal_year: int | None
    unit_name: str | None


def surroundings(clause: Clause, state: State) -> Surroundings:
    """What stands around a clause."""
    return Surroundings(
        state.subjects,
        state.parents,
        state.section.fund,
        bool(clause.all("year")),
        frozenset(state.barred),
    )


def year_of(clause: Clause, state: State, reader: Reader) -> int | None:
    """The year a clause speaks of; None for the fiscal year.

    A clause that names a year keeps it even where the fiscal year is not known.
    """
    years = clause.all("year")
    if not years:
        return state.stray_year or state.year
    last = years[-1]
    if last.group("year"):
        year = int(last.group("year"))
    elif reader.fiscal_year is None:
        return -1 if int(last.value) else None
    else:
        year = reader.fiscal_year + int(last.value)
    return None if year == reader.fiscal_year else year


def stage_word(clause: Clause) -> str | None:
    """The stage a clause names: None if none, "?" if two."""
    stages = {token.value for token in clause.stages}
    if len(stages) > 1:
        stages.discard("budget")
    if len(stages) > 1:
        return "?"
    stage = stages.pop() if stages else None
    return "initial_budget" if stage == "budget" else stage


def stage_of(clause: Clause, subject: Subject, state: State, reader: Reader) -> str | None:
    """Stage of a figure; None where the text does not settle it."""
    word = stage_word(clause)
    if word == "?":
        return None
    year = year_of(clause, state, reader)
    if subject.item.startswith(_ALWAYS_FINAL):
        return "final" if word in {None, "final"} and year is None else None
    stage = word or state.carried_stage()
    if word is None and stage in _PRIOR.values() and clause.all("year") and year is None:
        return None
    if stage is None and subject.item.startswith("procurement."):
        stage = "final"
    if year is None or stage is None:
        return stage
    if reader.fiscal_year is not None and year == reader.fiscal_year - 1:
        return stage if stage in _PRIOR.values() else _PRIOR.get(stage)
    return None


def subjects_in(clause: Clause, state: State) -> tuple[Subject, ...]:
    """What a number in this clause is about: named here, carried, or the whole unit."""
    around = surroundings(clause, state)
    found = named(clause, around)
    listed = state.stray_number and not (clause.stages or clause.all("year"))
    if found is None or state.orphan or listed:
        return ()
    if found:
        unsure = state.poisoned or state.spoilt or state.account_before or not _whole(state)
        unclear = clause.weak_only and unsure
        return () if unclear and found != state.subjects else found
    return state.subjects or _unnamed(clause, state)


def _unnamed(clause: Clause, state: State) -> tuple[Subject, ...]:
    """A clause that names nothing in a sentence that has named nothing yet."""
    if state.poisoned:
        return ()
    moved = clause.first("direction") and state.versus
    if clause.first("versus") or clause.first("level") or moved:
        if state.ended_list:
            return ()
        pair = {each.item for each in state.ended} == _BOTH_SIDES
        return state.ended if len(state.ended) == 1 or pair else ()
    if state.heading and state.ended == state.heading and not state.parents:
        return state.heading
    if not state.ended and not state.parents and state.section.subjects:
        return state.section.subjects
    return _unit(clause, state)


def _whole(state: State) -> bool:
    return state.section.whole_unit


def _unit(clause: Clause, state: State) -> tuple[Subject, ...]:
    """年初预算99.86万元 without a name is the expenditure of the whole unit."""
    clear = not (state.spoilt or state.parents or state.ended or state.follows)
    if not clear or not _whole(state) or state.recent or stage_word(clause) in {None, "?"}:
        return ()
    return (Subject("expenditure.total", state.section.fund),)


def versus_of(token: Token | None, stage: str, state: State, reader: Reader) -> str | None:
    """Baseline stage of a comparison; None if it is another year or not settled."""
    if token is None:
        return None
    if token.group("stage"):
        return budget_word(token.group("stage"), state)
    if token.group("year") and not _is_last_year(token.group("year"), reader):
        return None
    if token.group("budget"):
        return "prior_budget"
    if token.group("final") or stage == "final":
        return "prior_final"
    return "prior_budget" if stage in _BUDGETS else None


def _is_last_year(year: str, reader: Reader) -> bool:
    return reader.fiscal_year is not None and int(year) == reader.fiscal_year - 1


def budget_word(text: str, state: State) -> str:
    """Which budget a word means: 年初预算, 全年预算, or the one just printed."""
    if "年初" in text:
        return "initial_budget"
    if "全年" in text or "调整" in text:
        return "adjusted_budget"
    return state.budget or "initial_budget"


def figure(
    clause: Clause, subject: Subject, token: Token, state: State, reader: Reader
) -> list[Binding]:
    """A stated amount or number of persons."""
    stage = stage_of(clause, subject, state, reader)
    person = token.number is not None and token.number.token.measure == "person"
    if stage is None or person != subject.item.startswith("staff."):
        return []
    sign = clause.stages[-1].sign if stage == "supplement" and clause.stages else 1
    if stage == "supplement" and not subject.item.startswith(("expenditure.", "revenue.")):
        return []
    said = {each.value for each in clause.stages}
    bare = said == {"budget"} and not state.initial
    reasons = _reasons(clause, state)
    return [Binding("figure", subject, stage, token, sign=sign, bare=bare, reasons=reasons)]


def baseline(
    clause: Clause, subject: Subject, token: Token, state: State, reader: Reader
) -> list[Binding]:
    """An amount that is the baseline itself: 完成年初预算99.86万元的…, 比上年126万元增加…."""
    complete, versus = clause.first("complete"), clause.first("versus")
    if complete:
        stage: str | None = budget_word(complete.group("stage"), state)
    else:
        stage = versus_of(versus, state.carried_stage() or "?", state, reader)
    if stage is None or year_of(clause, state, reader) is not None:
        return []
    return [Binding("figure", subject, stage, token, reasons=_reasons(clause, state))]


def change(
    clause: Clause, subject: Subject, token: Token, state: State, reader: Reader
) -> list[Binding]:
    """An increase or decrease, in money or percent; with 较预算 of the whole a supplement too."""
    direction, word = clause.first("direction"), stage_word(clause)
    stage = (word or state.carried_stage()) if word != "?" else None
    number = token.number.token.number if token.number else None
    if stage is None or year_of(clause, state, reader) is not None or (number or 0) < 0:
        return []
    versus = versus_of(clause.first("versus") or state.versus, stage, state, reader)
    if versus is None or stage in {versus, "supplement"}:
        return []
    sign = direction.sign if direction else 1
    percent = token.number is not None and token.number.token.measure == "percent"
    kind = "change_rate" if percent else "change"
    reasons = _reasons(clause, state)
    found = [Binding(kind, subject, stage, token, versus, sign, reasons=reasons)]
    whole = subject.item in _WHOLE and not subject.account_name and subject.fund in {None, "all"}
    if direction and not percent and whole and versus == "initial_budget" and stage == "final":
        found.append(Binding("figure", subject, "supplement", token, sign=sign, reasons=reasons))
    return found


def share(
    clause: Clause, subject: Subject, token: Token, state: State, reader: Reader
) -> list[Binding]:
    """占…的80.8%: of the named base, else of the list's parent."""
    stage = state.carried_stage()
    if stage is None or year_of(clause, state, reader) is not None:
        return []
    around = Surroundings(fund=None, barred=frozenset(state.barred))
    base = subjects_of(clause.base, around) if clause.base else state.parents
    if not base or len(base) > 1 or base[0] == subject:
        return []
    return [Binding("share", subject, stage, token, base[0].item, reasons=_reasons(clause, state))]


def rate(
    clause: Clause, subject: Subject, token: Token, state: State, reader: Reader
) -> list[Binding]:
    """完成年初预算的98.2%, 预算执行率98.2%, 资产使用率100%."""
    if year_of(clause, state, reader) is not None:
        return []
    complete, named_rate = clause.first("complete"), clause.first("rate")
    reasons = _reasons(clause, state)
    if complete:
        versus = budget_word(complete.group("stage"), state)
        return [Binding("completion_rate", subject, "final", token, versus, reasons=reasons)]
    if named_rate is None or named_rate.value == "usage":
        base, part = "fixed_assets.original_value", Subject("fixed_assets.in_use")
        return [Binding("share", part, "final", token, base, reasons=reasons)] if named_rate else []
    if named_rate.value == "completion_rate":
        versus = "initial_budget" if "年初" in named_rate.text else state.budget or "initial_budget"
    else:
        versus = (
            "adjusted_budget" if "全年" in named_rate.text else state.budget or "adjusted_budget"
        )
    return [Binding(named_rate.value, subject, "final", token, versus, reasons=reasons)]


def words(
    clause: Clause, subject: Subject, token: Token, state: State, reader: Reader
) -> list[Binding]:
    """Nothing in words: 无, 未发生, 为零."""
    if token.value == "initial_budget" and stage_word(clause) != "initial_budget":
        return []  # 未安排 without a budget may mean that nothing was spent
    if token.value == "final" and not clause.stages:
        clause = replace(clause, stages=(replace(token, kind="stage"),))
    stage = stage_of(clause, subject, state, reader)
    if stage is None or subject.item.startswith("staff."):
        return []
    return [Binding("figure", subject, stage, token, nil="nil", reasons=_reasons(clause, state))]


def _reasons(clause: Clause, state: State) -> tuple[str, ...]:
    said = tuple(f"{t.kind}:{t.text}" for t in clause.tokens if t.kind not in {"filler", "point"})
    carried = []
    if not clause.segments and state.subjects:
        carried.append("carried subject:" + ",".join(each.item for each in state.subjects))
    if not clause.stages:
        carried.append(f"carried stage:{state.carried_stage()}")
    if state.parents:
        carried.append("part of:" + ",".join(each.item for each in state.parents))
    return (*said, *carried)


def numbers_shared(tokens: Sequence[Token]) -> Token | None:
    """The number that gives a list its unit: the last, if those before print none or the same."""
    units = [t.number.token.unit for t in tokens if t.number]
    if not units or units[-1] is None:
        return None
    if any(unit is not None and unit.measure != units[-1].measure for unit in units):
        return None
    return tokens[-1]
