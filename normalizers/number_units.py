"""Units printed behind numbers: what they measure and their power of ten.

Money is CNY with an exponent (元 0, 万元 4); percentages, persons and scores are their own
measures; everything else that stands behind a number (批次, 辆, 年, 号, 美元) is known too, so that
it can never be taken for money.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit.

    Attributes:
        name: as printed, e.g. 万元.
        exponent: power of ten to base units (yuan, percent points, persons).
        measure: CNY, percent, person, score, count; or `date`, `foreign`, `permille`, `point`,
            `time`, `area`, which no figure of ours has.
    """

    name: str
    exponent: int
    measure: str


_MONEY = {
    "元": 0,
    "百元": 2,
    "千元": 3,
    "万元": 4,
    "百万元": 6,
    "千万元": 7,
    "亿元": 8,
    "万": 4,
    "亿": 8,
}
_OTHER = {
    "percent": "% 百分点％",
    "person": "人 名 位",
    "score": "分",
    "permille": "‰",
    "point": "个百分点 百分点",
    "date": "年 月 日 号 年度 年初 年末 年底 个月 季度 月份",
    "time": "天 小时 分钟 周 周年 工作日 个工作日",
    "foreign": "美元 万美元 亿美元 欧元 万欧元 港元 万港元 港币 日元 英镑",
    "area": "平方米 万平方米 亩 万亩 公里 千米 公顷 吨 万吨 米 平方公里 千瓦时 立方米",
    "count": "个 台 辆 批次 批 人次 万人次 次 家 户 项 处 所 套 份 条 件 篇 期 场 幢 间 支 起 "
    "宗 类 款 张 册 部 只 株 座 例 头 本 岁 倍 组 团组 个团组 户次 万人 万户 家次 场次 台套 台/套 "
    "人/次 台(套) 人天 车次 辆次 班次 名次 课时 学时 轮 级 条款",
}
UNITS: dict[str, Unit] = {name: Unit(name, power, "CNY") for name, power in _MONEY.items()}
UNITS |= {
    name: Unit(name, 4 if name in {"万人", "万户"} else 0, measure)
    for measure, names in _OTHER.items()
    for name in names.split()
    if name != "百分点％"
}
_BY_LENGTH = sorted(UNITS, key=len, reverse=True)
#: What may follow a bare 万 or 亿 that means money; anything else may be a counted thing.
_AFTER_BARE = re.compile(r"[\s,，。;；、:：()（）]|以[上下内]|左右|其中|[比较占增减下同完，]|$")
#: Characters that continue another word: 分别, 人员, 名称, 个人.
_NOT_FOLLOWED = {
    "分": "别布",
    "名": "称",
    "人": "员民均",
    "个": "人别",
    "项": "目",
    "次": "性",
    "款": "项",
}


def unit_at(text: str, position: int) -> tuple[Unit | None, int]:
    """The unit that stands at `position` (spaces and line breaks before or inside it allowed).

    Returns:
        The unit and where it ends; (None, position) if none of ours stands there.
    """
    start = position
    while start < len(text) and text[start] in " \n\t\u3000\xa0":
        start += 1
    for name in _BY_LENGTH:
        found = _spaced(name).match(text, start)
        if found is None:
            continue
        end = found.end()
        if name in {"万", "亿"} and not _AFTER_BARE.match(text, end):
            continue
        if text[end : end + 1] and text[end] in _NOT_FOLLOWED.get(name, ""):
            continue
        return UNITS[name], end
    return None, position


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _spaced(name: str) -> re.Pattern[str]:
    """The unit's name with white space allowed between its characters (a line break in 万元)."""
    if name not in _PATTERNS:
        _PATTERNS[name] = re.compile(r"\s?".join(map(re.escape, name)))
    return _PATTERNS[name]
