"""One fired example of every check, for a person to read: is the sentence clear without a manual?

`python -m tests.bench.county.messages` prints the page that `tests/acceptance/messages.md` keeps.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from tests.bench.county.__main__ import planted
from tests.bench.county.judge import Found
from tests.bench.county.planting import Placed
from warehouse.statements import folder

HEAD = """# 每项检查的一个例子

由 `python -m tests.bench.county.messages` 生成：生成的县里每项检查埋一处错误，这里是它的原话。
改动说明的写法后重新生成，逐句读一遍：不看说明书能看懂吗？

"""
#: The round the examples are from; the test of every check uses the same.
SEED, UNITS, TURN = 12, 36, 0


def page(placed: Sequence[Placed], found: Sequence[Found]) -> str:
    """The page: id, title and what is said, by check."""
    said = {spot.plant.check: _first(f for f in found if spot.finds(f)) for spot in placed}
    lines = [
        f"- **{entry.header['title']}**（`{entry.name}`）：{said[entry.name]}"
        for entry in folder("checks")
    ]
    return HEAD + "\n".join(lines) + "\n"


def _first(found: Iterable[Found]) -> str:
    """The first in order, its own sentence before that of its cause."""
    return min((one.attached, one.message) for one in found)[1]


if __name__ == "__main__":
    sys.stdout.write(page(*planted(SEED, UNITS, TURN)))
