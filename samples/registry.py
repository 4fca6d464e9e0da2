"""The office's own ledger for the samples: units, publication, budget, arrivals, the notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from to_xlsx import write_sheets

Cells = list[str | float | None]
UNIT = [
    "单位代码",
    "单位名称",
    "别名",
    "类别",
    "主管部门代码",
    "初审单位",
    "最近现场评价年度",
    "公开日期",
    "公开网址",
]
PUBLISHED = ["单位代码", "年度", "公开日期", "公开网址"]
BUDGET = ["单位代码", "年度", "年初预算", "追加调整", "全年预算", "决算"]
RECEIVED = ["单位代码", "年度", "收到日期"]
NOTICE = {
    "deadline": "截止日期",
    "spot_check_share": "抽查比例",
    "deviation_threshold": "偏差阈值",
    "execution_points": "执行率分值",
    "level1_split": "一级指标分值",
    "grade_edges": "等级分界",
    "letter_heading": "函件抬头",
    "letter_number": "函件文号",
}


def write_registry(path: Path, units: list[dict[str, Any]], county: dict[str, Any]) -> None:
    """`registry.xlsx` with the sheets of CONTRACT §4 under Chinese headers."""
    year = county["year"]
    listed = [unit for unit in units if unit["code"]]
    silent = county["registered_only"]
    everyone = listed + silent
    rows: dict[str, list[Cells]] = {
        "单位": [list(UNIT)],
        "公开": [list(PUBLISHED)],
        "预算": [list(BUDGET)],
        "收件": [list(RECEIVED)],
        "通知": [["年度", *NOTICE.values()], [year, *(county["notice"][key] for key in NOTICE)]],
    }
    for unit in everyone:
        url = f"https://portal.example/{unit['code']}/{year}" if unit["published_on"] else None
        day = unit["published_on"] or None
        alias = unit.get("short") or unit["aliases"]
        rows["单位"].append(
            [unit["code"], unit["name"], alias, unit["category"], unit["code"], unit["office"],
             unit["last_onsite_year"], day, url]
        )  # fmt: skip
        if day:
            rows["公开"].append([unit["code"], year, day, url])
        if unit["ledger"]:
            rows["预算"].append([unit["code"], year, *map(float, unit["ledger"])])
        if "received_on" in unit:
            rows["收件"].append([unit["code"], year, unit["received_on"]])
    write_sheets(path, rows)
