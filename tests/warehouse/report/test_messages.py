"""docs/messages.md is what the program says."""

from __future__ import annotations

from pathlib import Path

from contracts.errors import Code
from warehouse.report.messages import markdown

PAGE = Path(__file__).resolve().parents[3] / "docs" / "messages.md"


def test_every_code_and_check_is_named() -> None:
    text = markdown()
    assert all(f"`{code.value}`" in text for code in Code)
    assert "| `unit.suspect_scale` | 错误 |" in text


def test_committed_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == markdown(), "python -m warehouse.report.messages"
