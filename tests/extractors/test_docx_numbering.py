from __future__ import annotations

import pytest

from extractors import extract
from extractors.docx.numerals import chinese, legal, letter, roman, write
from tests.extractors.ooxml import docx, p, part


def level(at: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LEVELS = (
    level(0, "%1、", "chineseCounting")
    + level(1, "（%2）", "chineseCounting")
    + level(2, "%3.")
    + level(3, "%1.%4", more="<w:isLgl/>")
)
NUMBERING = part(
    "numbering",
    f'<w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
)


def item(text: str, at: int, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>')


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in extract(docx(body, **parts), "").paragraphs]


def test_levels_count_and_restart_below_a_new_parent():
    body = (
        item("甲", 0) + item("a", 1) + item("b", 1) + item("x", 2) + item("乙", 0)
        + item("c", 1) + item("y", 2) + item("z", 3)
    )  # fmt: skip
    assert texts(body, numbering=NUMBERING) == [
        "一、甲", "（一）a", "（二）b", "1. x", "二、乙", "（一）c", "1. y", "2.1 z",
    ]  # fmt: skip


def test_a_list_that_starts_over_does_so_once():
    body = item("甲", 0) + item("乙", 0, 2) + item("丙", 0, 2) + item("丁", 0)
    assert texts(body, numbering=NUMBERING) == ["一、甲", "五、乙", "六、丙", "七、丁"]


def test_a_label_never_runs_into_a_number():
    assert texts(item("5万元", 2), numbering=NUMBERING) == ["1. 5万元"]


def test_numbering_may_come_from_the_style_and_be_switched_off():
    styles = part(
        "styles",
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    plain = '<w:pStyle w:val="a"/>'
    off = plain + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", plain) + p("乙", off) + p("丙", plain)
    assert texts(body, numbering=NUMBERING, styles=styles) == ["一、甲", "乙", "二、丙"]


def test_an_unknown_list_or_level_has_no_label():
    assert texts(item("甲", 0, 9) + item("乙", 8), numbering=NUMBERING) == ["甲", "乙"]


def test_bullets_are_signs_a_reader_knows():
    bullets = (
        '<w:abstractNum w:abstractNumId="1">' + level(0, "\uf06c", "bullet") + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert texts(item("甲", 0), numbering=part("numbering", bullets)) == ["• 甲"]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"),
     (105, "一百零五"), (110, "一百一十"), (1010, "一千零一十"), (2001, "二千零一")],
)  # fmt: skip
def test_chinese_counting(number, written):
    assert chinese(number) == written


@pytest.mark.parametrize(
    ("number", "number_format", "written"),
    [(3, "decimalEnclosedCircle", "③"), (25, "decimalEnclosedCircleChinese", "㉕"),
     (51, "decimalEnclosedCircle", "51"), (2, "ideographTraditional", "乙"),
     (4, "lowerRoman", "iv"),
     (28, "upperLetter", "BB"), (3, "unheardOf", "3"), (12, "decimalFullWidth", "１２"),
     (0, "chineseCounting", "0"), (4, "none", ""), (7, "decimalZero", "07"),
     (2, "ideographEnclosedCircle", "㊁"), (21, "chineseLegalSimplified", "贰拾壹")],
)  # fmt: skip
def test_number_formats(number, number_format, written):
    assert write(number, number_format) == written


def test_small_counters():
    assert (roman(1994), letter(26), letter(27), legal(10)) == ("mcmxciv", "z", "aa", "壹拾")
