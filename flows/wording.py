"""Chinese words for codes, and places as a person would say them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import import_module

from contracts.facts import Claim, Figure, Locator
from warehouse.report import terms

STAGES = {
    "initial_budget": "年初预算",
    "supplement": "追加调整",
    "adjusted_budget": "全年预算",
    "final": "决算",
    "prior_final": "上年决算",
    "prior_budget": "上年预算",
}
FUNDS = {
    "all": "全部资金",
    "fiscal": "财政拨款",
    "general_public": "一般公共预算",
    "government_fund": "政府性基金",
    "state_capital": "国有资本经营",
}
KINDS = {
    "self_evaluation_report": "绩效自评报告",
    "self_evaluation_table": "绩效自评表",
    "base_data_table": "基础数据表",
    "final_accounts": "部门决算",
    "budget": "部门预算",
    "other": "其他",
}
CLAIMS = {
    "completion_rate": "完成率",
    "execution_rate": "执行率",
    "share": "占比",
    "change": "增减额",
    "change_rate": "增减率",
}
STATUSES = {
    "accepted": "已收",
    "needs_review": "已收，待人工核对",
    "duplicate": "重复",
    "refused": "退回",
    "failed": "未能保存，下次重试",
    "waiting": "尚在写入",
}
SEVERITIES = {"error": "错误", "warning": "警告", "hint": "提示"}
ASSURANCES = terms.table("assurances")
MEASURES = {"CNY": "元", "percent": "%", "person": "人", "score": "分", "count": ""}
NILS = {"nil": "文字表示无", "blank": "空白", "not_applicable": "划线"}


@cache
def item_name(code: str | None) -> str:
    """The Chinese name of an item; the code itself where the catalogue has none."""
    if code is None:
        return ""
    entry = import_module("normalizers.catalogue").items().get(code)
    return entry.name if entry is not None else code


def place_of(fact: Locator) -> str:
    """Where a fact is printed: 第2页，表1第3行第4列 or 第5段第12–18字."""
    words: list[str] = []
    if fact.page is not None:
        words.append(f"第{fact.page}页")
    if fact.table_index is not None:
        cell = f"表{fact.table_index + 1}"
        if fact.row is not None and fact.col is not None:
            cell += f"第{fact.row + 1}行第{fact.col + 1}列"
        words.append(cell)
    elif fact.block is not None:
        part = f"第{fact.block + 1}段"
        if fact.char_start is not None and fact.char_end is not None:
            part += f"第{fact.char_start + 1}–{fact.char_end}字"
        words.append(part)
    return "，".join(words)


def number(value: Decimal | None) -> str:
    """A number without needless zeros, groups of three digits apart."""
    if value is None:
        return ""
    text = f"{value.normalize():,f}"
    return "0" if text in {"-0", "0"} else text


def amount(fact: Figure | Claim) -> str:
    """The value with its base unit, empty where there is none."""
    return "" if fact.value is None else number(fact.value) + MEASURES.get(fact.measure, "")
