"""The summary at the end of a pass stays a screen long, whatever a county finds."""

from __future__ import annotations

from typing import Any

from flows.summary import SHOWN, findings


def found(number: int) -> list[dict[str, Any]]:
    return [
        {
            "severity": "error" if n < number // 2 else "hint", "check_id": "sum.staff",
            "unit": f"第{n}局", "fiscal_year": 2025, "message": "不符。", "consequences": n,
        }
        for n in range(number)
    ]  # fmt: skip


def test_a_few_findings_are_all_told() -> None:
    head, *lines = findings(found(SHOWN))
    assert head == f"发现 {SHOWN} 条：错误 {SHOWN // 2}，警告 0，提示 {SHOWN // 2}。"
    assert len(lines) == SHOWN
    assert lines[1] == "  [错误] 第1局 2025：不符。（另有 1 处由此引起）（sum.staff）"


def test_of_many_the_report_has_the_rest() -> None:
    *lines, last = findings(found(SHOWN + 7))
    assert len(lines) == 1 + SHOWN
    assert last == "  …其余 7 条见报告。"
