"""docs/messages.md: every sentence a clerk may read, in one place, generated from its sources.

`python -m warehouse.report.messages` prints it; a test holds the committed page against it.
"""

from __future__ import annotations

import sys

from contracts.errors import MESSAGES
from warehouse.report.terms import name
from warehouse.statements import folder

HEAD = """# 提示与检查一览

本页由程序生成（`python -m warehouse.report.messages`），请勿手工修改。

## 一、收件提示

文件被退回或需要核对时，经办人员看到的话。

| 代码 | 说明与办法 |
|---|---|
"""
CHECKS = """
## 二、检查项

| 检查 | 代码 | 级别 | 依据 | 怎么办 |
|---|---|---|---|---|
"""


def markdown() -> str:
    """The whole page."""
    lines = [f"| `{code.value}` | {message} |" for code, message in MESSAGES.items()]
    checks = [
        f"| {entry.header['title']} | `{entry.header['id']}` "
        f"| {name('severities', entry.header['severity'])} "
        f"| {entry.header['basis']} | {entry.header['advice']} |"
        for entry in folder("checks")
    ]
    return HEAD + "\n".join(lines) + "\n" + CHECKS + "\n".join(checks) + "\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
