"""What a number is about: item, fund and account, from the names in its clause and around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from normalizers.narrative.clause import Clause, Segment
from normalizers.narrative.lexicon import lexicon

#: Revenue from a fund is an item of its own (CONTRACT §3).
FUND_REVENUE = {
    "fiscal": "revenue.fiscal_appropriation",
    "general_public": "revenue.general_public_budget",
    "government_fund": "revenue.government_fund",
    "state_capital": "revenue.state_capital",
}
#: Items whose fund is that of their section or list where they state none.
_FUNDED = ("expenditure.", "three_public.", "grand_total.")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a number can be about (codes of CONTRACT §3); accounts with their path 类/款/项."""

    item: str
    fund: str | None = None
    account_name: str | None = None
    account_code: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a clause.

    Attributes:
        current: what the last clause of the sentence was about.
        parents: what a 其中 list is part of.
        fund: fund of the section's heading.
        dated: whether the clause names its year itself.
        barred: item prefixes that this sentence must not bind (授予中小企业 …).
    """

    current: tuple[Subject, ...] = ()
    parents: tuple[Subject, ...] = ()
    fund: str | None = None
    dated: bool = False
    barred: frozenset[str] = frozenset()


def subjects_of(segments: tuple[Segment, ...], around: Surroundings) -> tuple[Subject, ...] | None:
    """The subjects that segments name, in order.

    Returns:
        () where they name none, None where a name could mean two things.
    """
    found: list[Subject] = []
    fund: str | None = None
    for segment in segments:
        if len(segment.funds) > 1:
            return None
        fund = segment.funds[0] if segment.funds else fund if not segment.items else None
        subjects = _of_segment(segment, fund, around)
        if subjects is None:
            return None
        found += [each for each in subjects if each not in found]
    if any(subject.item.startswith(prefix) for subject in found for prefix in around.barred):
        return None
    return tuple(found)


def _of_segment(
    segment: Segment, fund: str | None, around: Surroundings
) -> tuple[Subject, ...] | None:
    if segment.pairs:
        return _pair(segment, fund, around)
    if segment.accounts:
        return _account(segment, fund, around)
    codes = {token.value for token in segment.items}
    if len(codes) > 1:
        return None
    if codes:
        return _item(segment, codes.pop(), fund, around)
    if segment.weak:
        return _weak(segment, fund, around)
    return _fund_alone(fund, around)


def _pair(segment: Segment, fund: str | None, around: Surroundings) -> tuple[Subject, ...] | None:
    """收支总计: both sides at once."""
    if segment.items or segment.accounts or len(segment.pairs) > 1:
        return None
    if segment.pairs[0].value == "total":
        codes = (FUND_REVENUE.get(fund or "", "revenue.total"), "expenditure.total")
    else:
        codes = ("grand_total.revenue", "grand_total.expenditure")
    return tuple(_funded(Subject(code), fund, around) for code in codes)


def _account(
    segment: Segment, fund: str | None, around: Surroundings
) -> tuple[Subject, ...] | None:
    """A functional account's line: its expenditure, or one part of it."""
    codes = {token.value for token in segment.items}
    if len(segment.accounts) > 1 or len(codes) > 1:
        return None
    token = segment.accounts[0]
    item = codes.pop() if codes else "expenditure.total"
    if not item.startswith("expenditure."):
        return None
    return (_funded(Subject(item, None, token.value, token.code), fund, around),)


def _item(
    segment: Segment, code: str, fund: str | None, around: Surroundings
) -> tuple[Subject, ...] | None:
    parent = lexicon().narrow.get(segment.items[0].text)
    if parent and not any(
        each.item.startswith(parent) for each in (*around.parents, *around.current)
    ):
        return None
    if code == "revenue.total" and fund:
        return (Subject(FUND_REVENUE[fund], fund),)
    if code.startswith("revenue."):
        return (Subject(code, fund),)
    subject = _funded(Subject(code), fund, around)
    if code.startswith("expenditure.") and len(around.current) == 1:
        account = around.current[0]
        if account.account_name and around.parents == around.current:
            subject = replace(
                subject, account_name=account.account_name, account_code=account.account_code
            )
    return (subject,)


def _weak(segment: Segment, fund: str | None, around: Surroundings) -> tuple[Subject, ...] | None:
    """收入 or 支出 alone: of the fund; else of what the sentence is about; else of the unit."""
    codes = {token.value for token in segment.weak}
    if len(codes) > 1:
        return None
    code = codes.pop()
    if fund:
        return (Subject(FUND_REVENUE[fund] if code == "revenue.total" else code, fund),)
    revenue = code == "revenue.total"
    same_side = all((each.item.startswith("revenue.") is revenue) for each in around.current)
    if around.current and same_side and not around.dated:
        return around.current
    return (_funded(Subject(code), None, around),)


def _fund_alone(fund: str | None, around: Surroundings) -> tuple[Subject, ...] | None:
    """一般公共预算拨款99.86万元: revenue or expenditure as the list it stands in."""
    context = around.parents or around.current
    if fund is None or not context:
        return None
    if all(each.item.startswith("revenue.") for each in context):
        return (Subject(FUND_REVENUE[fund], fund),)
    if all(each.item == "expenditure.total" for each in context):
        return (Subject("expenditure.total", fund),)
    return None


def _funded(subject: Subject, fund: str | None, around: Surroundings) -> Subject:
    """The subject with its own fund, else that of its list, else that of its section."""
    if not subject.item.startswith(_FUNDED):
        return subject
    inherited = {each.fund for each in around.parents if each.item.startswith(_FUNDED)}
    listed = inherited.pop() if len(inherited) == 1 else None
    return replace(subject, fund=fund or listed or around.fund)


def named(clause: Clause, around: Surroundings) -> tuple[Subject, ...] | None:
    """What a clause names as its subjects; see `subjects_of`."""
    return subjects_of(clause.segments, around)
