"""A printed unit name → the registry's code: exact, normalised, then fuzzy with a margin.

Below the margin a unit stays unregistered; it is never guessed (CONTRACT §4, issue 3 §6). Without
a registry the normalised printed name is the code.
"""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

from contracts.units import Units

#: A fuzzy name must be this near (0–100) and this much nearer than the next unit.
FUZZY_MINIMUM = 94.0
FUZZY_MARGIN = 6.0
#: Names differing in one of these are different units however alike the rest is (第一/第二中学).
_DISTINGUISHING = re.compile(r"[0-9一二三四五六七八九十东南西北中上下前后新老大小]")


def normalise_name(name: str) -> str:
    """The name without spaces, seals and width variants: what two spellings share."""
    text = unicodedata.normalize("NFKC", name)
    text = re.sub(r"\s+|[(（]\s*(?:盖章|公章|签章|本级|机关)\s*[)）]", "", text)
    return text.strip("：:，,。.、；;_-—*")


def resolve(name: str | None, units: Units | None) -> str | None:
    """The unit code of a printed name.

    Args:
        name: as printed; None where the document names nobody.
        units: the registry's names; None or empty without a registry.

    Returns:
        The registry's code; else the normalised name itself, which `unit.unregistered` then
        reports; None without a name.
    """
    if not name:
        return None
    plain = normalise_name(name)
    if not units:
        return plain
    return _exact(plain, units) or _by_tail(plain, units) or _fuzzy(plain, units) or plain


def _exact(plain: str, units: Units) -> str | None:
    hits = {
        unit.code
        for unit in units
        if plain in {normalise_name(each) for each in (unit.code, unit.name, *unit.aliases)}
    }
    return hits.pop() if len(hits) == 1 else None


def _by_tail(plain: str, units: Units) -> str | None:
    """A name without its region (财政局) or with a longer one, where one unit fits."""
    if len(plain) < 3:
        return None
    hits = set()
    for unit in units:
        for each in (unit.name, *unit.aliases):
            known = normalise_name(each)
            if len(known) >= 3 and (known.endswith(plain) or plain.endswith(known)):
                hits.add(unit.code)
    return hits.pop() if len(hits) == 1 else None


def _fuzzy(plain: str, units: Units) -> str | None:
    marks = _DISTINGUISHING.findall(plain)
    scored = []
    for unit in units:
        names = [normalise_name(each) for each in (unit.name, *unit.aliases)]
        alike = [known for known in names if _DISTINGUISHING.findall(known) == marks]
        score = max((fuzz.ratio(plain, known) for known in alike), default=0.0)
        scored.append((score, unit.code))
    scored.sort(reverse=True)
    best, code = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    return code if best >= FUZZY_MINIMUM and best - second >= FUZZY_MARGIN else None
