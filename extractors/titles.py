"""The title of a table: guessed from the lines above it, or from its own first row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contracts.document import Cell

#: Longer lines are sentences.
MAX_TITLE = 45
#: How many lines above a table may belong to its title.
_REACH = 6
#: Lines that stand between a title and its table without being it.
_ASIDE = re.compile(
    r"""^[(（]?(
        (金额)?单位\s*[:：]?.{0,8}元
      | (编制|填报|填表|报送|预算|主管|实施|项目)?(单位|部门|日期|时间|人|名称|负责人)
        ([(（](盖章|公章|签章|签字)[)）])?(名称)?\s*[:：].*
      | 附[件表]\s*[0-9一二三四五六七八九十-]*\s*[:：.、]?
      | (公开|预算|决算|财决)?\s*[0-9]{1,2}\s*表
      | 第?\s*[0-9]+\s*页.*
    )[)）]?$""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[。；;！？，,]$|[。；]")
_FORM = re.compile(r"[^0-9填报]表(\s*[(（].*[)）])?$")
#: A second line of a title: （2022年度）, or a year alone.
_SUBTITLE = re.compile(r"^([(（].{1,20}[)）]|[0-9]{4}\s*年度?)$")


def title_above(above: Sequence[str], cells: Sequence[Cell] = (), cols: int = 0) -> str:
    """The title of a table, "" if no line looks like one.

    Args:
        above: the lines before the table, nearest last.
        cells, cols: the table itself; where nothing above is a title, a first row of one cell
            over all columns is.
    """
    subtitle = ""
    for line in reversed(above[-_REACH:]):
        text = " ".join(line.split())
        if not text or is_aside(text):
            continue
        if not is_title(text):
            break
        if not subtitle and _SUBTITLE.match(text):
            subtitle = text
            continue
        return text + subtitle
    return title_inside(cells, cols) or subtitle


def is_aside(text: str) -> bool:
    """Whether a line stands between a title and its table without being the title."""
    return _ASIDE.match(" ".join(text.split())) is not None


def is_title(text: str) -> bool:
    """Whether a line could be a title: short, and no sentence."""
    return 1 < len(text) <= MAX_TITLE and not _SENTENCE.search(text)


def is_form_title(text: str) -> bool:
    """Whether a line names a form (…表) or is the year below such a name."""
    plain = " ".join(text.split())
    return is_title(plain) and bool(_FORM.search(plain) or _SUBTITLE.match(plain))


def title_inside(cells: Sequence[Cell], cols: int) -> str:
    """The text of a first row that is one cell over all columns, "" if there is none."""
    first = cells[0] if cells else None
    if first is None or cols < 2 or first.colspan < cols:
        return ""
    text = " ".join(first.text.split())
    return text if is_title(text) and not is_aside(text) else ""
