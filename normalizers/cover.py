"""What a document says about itself: title kinds, notice or not, unit name, year, scope.

Order of trust for the year: title, then text, then tables, conflicts reported; for the unit: cover
label, title, table, then the text's official name beside its 简称 (CONTRACT §4, issue 3 §6).
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from contracts.document import Document, Table
from normalizers.units import normalise_name

_YEAR = r"(20\d{2}|二[〇○零0Oo]{1}[〇○零一二三四五六七八九]{2})"
_CHINESE_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "o": "0",
}
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、章节部]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、．])"
)
_HEAD_BLOCKS = 14
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """A document's description of itself.

    Attributes:
        title_kinds: kinds its titles announce (not yet proof that it has content).
        is_notice: a notice or a rule, with no report in it.
        unit_name: as printed, None if nobody is named.
        years: fiscal year by place (title, text, table), in order of trust.
        scope: department, unit or None.
    """

    title_kinds: frozenset[str]
    is_notice: bool
    unit_name: str | None
    years: dict[str, int]
    scope: str | None

    @property
    def fiscal_year(self) -> int | None:
        """The year of the most trusted place."""
        return next(iter(self.years.values()), None)


@cache
def _data() -> dict[str, Any]:
    with (Path(__file__).parent / "data" / "submission.toml").open("rb") as file:
        return tomllib.load(file)


def read_cover(document: Document) -> Cover:
    """Reads titles, labels and years of a document."""
    titles = list(_titles(document))
    joined = "\n".join(titles)
    kinds = {
        entry["kind"] for entry in _data()["titles"] if any(w in joined for w in entry["words"])
    }
    return Cover(
        frozenset(kinds),
        _is_notice(document, titles),
        _unit_name(document, titles),
        _years(document, titles),
        _scope(titles),
    )


def _titles(document: Document) -> Iterator[str]:
    """Lines that may be titles: short, no sentence; neighbours joined as well (a title wraps)."""
    lines = [
        compact
        for paragraph in document.paragraphs
        if paragraph.container in {"body", "textbox"}
        and (compact := re.sub(r"\s+", "", paragraph.text))
    ]
    for at, line in enumerate(lines):
        if _NUMBERED.match(line) or (at >= _HEAD_BLOCKS and not re.search(_YEAR, line)):
            continue  # a section's heading speaks of its subject, not of the document
        if len(line) > _TITLE_LENGTH or line.endswith(("。", "；", "，")) or "《" in line:
            continue
        if re.search(r"\.{4,}|…{2,}", line):  # a line of a table of contents
            continue
        yield line
        follower = lines[at + 1] if at + 1 < len(lines) else ""
        if at < _HEAD_BLOCKS and _continues(line, follower):
            yield line + follower
    for table in document.tables:
        if table.title:
            yield re.sub(r"\s+", "", table.title)


def _continues(line: str, follower: str) -> bool:
    """Whether a title may wrap into the next line: neither is a whole title or a heading."""
    whole = tuple(word for entry in _data()["titles"] for word in entry["words"])
    ended = line.endswith(whole) or follower.endswith("。") or _NUMBERED.match(follower)
    return 0 < len(follower) <= 30 and not ended


def _is_notice(document: Document, titles: list[str]) -> bool:
    head = [re.sub(r"\s+", "", p.text) for p in document.paragraphs[:_HEAD_BLOCKS]]
    words = _data()["notice"]["words"]
    if not any(line.endswith(tuple(words)) for line in [*head, *_pairs(head)]):
        return False
    report_words = tuple(word for entry in _data()["titles"] for word in entry["words"])
    return not any(title.endswith(report_words) and "通知" not in title for title in titles)


def _pairs(lines: list[str]) -> list[str]:
    return [first + second for first, second in itertools.pairwise(lines)]


def _scope(titles: list[str]) -> str | None:
    """The first title decides: a 单位决算 speaks of 部门决算 in its later headings."""
    for title in titles:
        found = {
            scope
            for scope, words in _data()["scope"].items()
            if any(word in title for word in words)
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


# --- year ---------------------------------------------------------------------------------------


def to_year(text: str) -> int:
    """2022 or 二〇二二 as a number."""
    return int("".join(_CHINESE_DIGITS.get(character, character) for character in text))


def _years(document: Document, titles: list[str]) -> dict[str, int]:
    words = "|".join(word for entry in _data()["titles"] for word in entry["words"])
    title_words = rf"{words}|自评表|绩效目标|决算表|预算表|决算总表|预算总表|基础数据表"
    in_titles = Counter(
        to_year(hit)
        for title in titles
        if re.search(title_words, title)
        for hit in re.findall(rf"{_YEAR}\s*年", title)[:1]
    )
    text = "\n".join(
        paragraph.text
        for paragraph in document.paragraphs
        if re.sub(r"\s+", "", paragraph.text) not in set(titles)
    )
    in_text = Counter(
        to_year(hit)
        for hit in re.findall(
            # 比2024年决算数 speaks of the year before
            rf"(?<![较比与同和由从])(?<![较比与同和由从] ){_YEAR}\s*年(?:度)?"
            rf"(?=\s*(?:年初|年末|部门|单位|财政|一般公共|收入|支出|总收入|总支出|"
            rf"收、?支|预算|决算|“?三公|[\"＂”]三公|政府采购|度))",
            text,
        )
    )
    in_tables = Counter(
        to_year(hit)
        for table in document.tables
        for hit in re.findall(rf"{_YEAR}\s*年", _head_of(table))[:1]
    )
    found = {"title": in_titles, "text": in_text, "table": in_tables}
    return {place: years.most_common(1)[0][0] for place, years in found.items() if years}


def _head_of(table: Table) -> str:
    return table.title + "".join(cell.text for cell in table.cells if cell.row < 3)


# --- unit ---------------------------------------------------------------------------------------


def _unit_name(document: Document, titles: list[str]) -> str | None:
    candidates = (
        *_from_labels(document),
        *_from_titles(titles),
        *_from_tables(document, _data()["unit"]["labels"]),
        *_from_tables(document, _data()["unit"]["fallback_labels"]),
    )
    pairs = list(_short_names(document))
    for candidate in candidates:
        name = _clean(candidate)
        if name:
            return next((full for full, short in pairs if normalise_name(name) == short), name)
    return pairs[0][0] if pairs else None


def _clean(name: str) -> str | None:
    """The name if it is one: no placeholder, no unit of measure, of a sensible length."""
    plain = normalise_name(name)
    data = _data()["unit"]
    if not 3 <= len(plain) <= 60 or any(mark in plain for mark in data["placeholders"]):
        return None
    if re.search(r"[元%：:。；=]|^\d|年度?$|名称", plain):
        return None
    return plain if plain.endswith(tuple(data["endings"])) or len(plain) >= 6 else None


def _from_labels(document: Document) -> Iterator[str]:
    data = _data()["unit"]
    labels = "|".join(re.escape(label) for label in data["labels"])
    strict = "|".join(data["colon_labels"])
    seal = rf"(?:\s*[（(]\s*(?:{'|'.join(data['seals'])})\s*[）)])?"
    pattern = re.compile(
        rf"^\s*(?:(?:{labels}){seal}\s*[:：]?|(?:{strict}){seal}\s*[:：]){seal}\s*(.+)$"
    )
    paragraphs = document.paragraphs
    for at, paragraph in enumerate(paragraphs):
        hit = pattern.match(paragraph.text)
        if hit is None or len(paragraph.text) > 80:
            continue
        name = re.split(r"\s{2,}(?=\S*[:：])|(?:金额)?单位[:：]", hit[1])[0]
        name = re.sub(r"[（(](?:盖章|公章|签章)[）)]", "", name)
        follower = paragraphs[at + 1].text.strip() if at + 1 < len(paragraphs) else ""
        if (
            not name.rstrip().endswith(tuple(data["endings"]))
            and len(follower) <= 20
            and follower.endswith(tuple(data["endings"]))
        ):
            name += follower  # the line broke inside the name
        yield name


def _from_titles(titles: list[str]) -> Iterator[str]:
    words = "|".join(word for entry in _data()["titles"] for word in entry["words"])
    subject = "(?:部门|单位)?(?:整体支出|整体|项目支出|预算支出|财政支出)?"
    tail = rf"{subject}(?:{words}|绩效自评|绩效评价|基础数据表)"
    before = re.compile(rf"^(?:关于)?(.{{3,40}}?)(?:关于)?{_YEAR}年度?{tail}")
    after = re.compile(rf"^{_YEAR}年度?(.{{3,40}}?){tail}")
    for title in titles:
        hit = before.match(title)
        if hit:
            yield hit[1]
        hit = after.match(title)
        if hit and hit[2] not in {"部门", "单位"}:
            yield hit[2]


def _from_tables(document: Document, labels: list[str]) -> Iterator[str]:
    known = {normalise_name(label) for label in labels}
    for table in document.tables:
        by_place = {(cell.row, cell.col): cell for cell in table.cells}
        for cell in table.cells:
            label, _, inside = cell.text.replace(":", "：").partition("：")
            if normalise_name(label) not in known:
                continue
            right = by_place.get((cell.row, cell.col + cell.colspan))
            yield inside or (right.text if right else "")


def _short_names(document: Document) -> Iterator[tuple[str, str]]:
    """Pairs (official name, short name) where the text introduces a 简称."""
    pattern = re.compile(
        r"([一-鿿]{4,40})[（(](?:以下)?(?:统一)?简称[:：]?[“\"‘']?([一-鿿]{2,15})[”\"’']?[）)]"
    )
    endings = tuple(_data()["unit"]["endings"])
    for paragraph in document.paragraphs:
        for hit in pattern.finditer(paragraph.text):
            if hit[1].endswith(endings):
                yield hit[1], hit[2]
