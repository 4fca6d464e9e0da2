"""Papers arriving the way they do: slow copies, renames, duplicates, replacements, removals."""

from __future__ import annotations

import hashlib
import io
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import docx


def paper(number: int) -> bytes:
    """A report of its own: the number makes its bytes and its amount unique."""
    document = docx.Document()
    document.add_heading(f"临江县第{number}局2022年度部门整体支出绩效自评报告", 1)
    document.add_paragraph(f"2022年年初预算收入{number + 100}.25万元，联系电话13812345678。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@dataclass(slots=True)
class Arrivals:
    """Drops papers into an inbox and remembers what must and what may be taken in.

    Attributes:
        must: SHA-256 of contents that lay undisturbed at the end.
        may: of contents that were replaced or removed, perhaps before anyone saw them.
        bad: of contents that can only be refused.
    """

    inbox: Path
    seed: int
    must: set[str] = field(default_factory=set)
    may: set[str] = field(default_factory=set)
    bad: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def drop(self, count: int, pause: float) -> None:
        """Drops `count` papers one after the other, `pause` seconds apart on average."""
        luck = random.Random(self.seed)
        ways = [self._slow, self._rename, self._twice, self._replace, self._remove, self._bad]
        for number in range(count):
            way = luck.choices(ways, weights=[4, 4, 2, 2, 1, 1])[0]
            self.counts[way.__name__] = self.counts.get(way.__name__, 0) + 1
            way(number, paper(number), luck)
            time.sleep(luck.uniform(0, 2 * pause))

    def _slow(self, number: int, data: bytes, luck: random.Random) -> None:
        """A copy that grows under its final name."""
        with (self.inbox / f"慢{number}.docx").open("wb") as stream:
            for start in range(0, len(data), 9000):
                stream.write(data[start : start + 9000])
                stream.flush()
                time.sleep(luck.uniform(0, 0.05))
        self._note(data)

    def _rename(self, number: int, data: bytes, _luck: random.Random) -> None:
        """A copy under a temporary name, renamed when complete, into a sub-folder."""
        folder = self.inbox / f"第{number % 3}科"
        folder.mkdir(exist_ok=True)
        temporary = folder / f"改名{number}.docx.tmp"
        temporary.write_bytes(data)
        temporary.rename(folder / f"改名{number}.docx")
        self._note(data)

    def _twice(self, number: int, data: bytes, _luck: random.Random) -> None:
        """The same bytes under two names."""
        (self.inbox / f"一{number}.docx").write_bytes(data)
        (self.inbox / f"二{number}.docx").write_bytes(data)
        self._note(data)

    def _replace(self, number: int, data: bytes, luck: random.Random) -> None:
        """A first version that is replaced by a second one, at any moment."""
        first = paper(100_000 + number)
        self.may.add(hashlib.sha256(first).hexdigest())
        path = self.inbox / f"换{number}.docx"
        path.write_bytes(first)
        time.sleep(luck.uniform(0, 0.6))
        temporary = self.inbox / f".换{number}.part"
        temporary.write_bytes(data)
        temporary.replace(path)
        self._note(data)

    def _remove(self, number: int, data: bytes, luck: random.Random) -> None:
        """A paper that somebody takes away again."""
        path = self.inbox / f"撤{number}.docx"
        path.write_bytes(data)
        self.may.add(hashlib.sha256(data).hexdigest())
        time.sleep(luck.uniform(0, 0.6))
        path.unlink(missing_ok=True)

    def _bad(self, number: int, data: bytes, _luck: random.Random) -> None:
        """A paper that was cut off."""
        cut = data[: len(data) // 2]
        (self.inbox / f"断{number}.docx").write_bytes(cut)
        self._note(cut)
        self.bad.add(hashlib.sha256(cut).hexdigest())

    def _note(self, data: bytes) -> None:
        self.must.add(hashlib.sha256(data).hexdigest())
