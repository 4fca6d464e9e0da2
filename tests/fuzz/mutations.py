"""Ways to break a file: blind ones for any bytes, and ones that know zip, XML, PDF and pictures.

Each takes the bytes, other files of the same format, and the dice; each returns other bytes.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.fuzz.bases import packed, unpacked

Mutation = Callable[[bytes, list[bytes], random.Random], bytes]
EXTREMES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
NUMBERS = ("0", "-1", "99999999", "2147483648", "-2147483649", "1e308", "NaN", "", "9" * 400)
TRAVERSALS = ("../../etc/passwd", "/etc/passwd", "C:\\a.docx", "a/../../b.docx", "\1", "长" * 90)
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
)


def flip(data: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    """Some bits are other bits."""
    broken = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 64))):
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
    return bytes(broken)


def truncate(data: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    """The end is missing, or the beginning."""
    at = dice.randrange(1, len(data))
    return data[:at] if dice.random() < 0.8 else data[at:]


def overwrite(data: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    """A stretch is zeros, ones or noise."""
    size = min(len(data), dice.choice((4, 16, 256, 4096)))
    at = dice.randrange(len(data) - size + 1)
    filling = dice.choice((b"\0" * size, b"\xff" * size, dice.randbytes(size)))
    return data[:at] + filling + data[at + size :]


def length_field(data: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    """Fields that may be lengths, counts or offsets hold an extreme."""
    broken = bytearray(data)
    for _ in range(dice.choice((1, 3, 10))):
        form = dice.choice(("<I", ">I", "<H", ">H"))
        size = struct.calcsize(form)
        at = dice.randrange(0, max(1, min(len(data), 4096) - size), 2)
        struct.pack_into(form, broken, at, dice.choice(EXTREMES) % (1 << 8 * size))
    return bytes(broken)


def shuffle(data: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    """A block is repeated or moved."""
    begin, end = sorted(dice.randrange(len(data)) for _ in "ab")
    block = data[begin:end][:65536]
    at = dice.randrange(len(data))
    rest = data if dice.random() < 0.5 else data[:begin] + data[begin + len(block) :]
    return rest[:at] + block + rest[at:]


def splice(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The head of one file and the tail of another."""
    other = dice.choice(others)
    return data[: dice.randrange(1, len(data))] + other[dice.randrange(len(other)) :]


def in_zip(change: Callable[[dict[str, bytes], list[bytes], random.Random], None]) -> Mutation:
    """A change of the members of a zip; bytes that are no zip are flipped instead."""

    def mutate(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
        try:
            members = unpacked(data)
        except zipfile.BadZipFile:
            return flip(data, others, dice)
        change(members, others, dice)
        return packed(members)

    mutate.__name__ = change.__name__
    return mutate


def drop_member(members: dict[str, bytes], _others: list[bytes], dice: random.Random) -> None:
    """One member is missing."""
    members.pop(dice.choice(list(members)))


def swap_members(members: dict[str, bytes], _others: list[bytes], dice: random.Random) -> None:
    """Two members hold each other's content."""
    one, two = (dice.choice(list(members)) for _ in "ab")
    members[one], members[two] = members[two], members[one]


def splice_member(members: dict[str, bytes], others: list[bytes], dice: random.Random) -> None:
    """One member comes from another file."""
    whole = [other for other in others if zipfile.is_zipfile(io.BytesIO(other))]
    foreign = unpacked(dice.choice(whole))
    members[dice.choice(list(members))] = dice.choice(list(foreign.values()))


def break_member(members: dict[str, bytes], others: list[bytes], dice: random.Random) -> None:
    """One member is damaged before it is packed, so that its checksum holds."""
    name = dice.choice(list(members))
    blind = dice.choice((flip, truncate, overwrite, length_field, shuffle))
    if members[name]:
        members[name] = blind(members[name], others, dice)


def traverse(members: dict[str, bytes], _others: list[bytes], dice: random.Random) -> None:
    """One member's name leads out of the package."""
    name = dice.choice(list(members))
    members[dice.choice(TRAVERSALS)] = members[name]


def bomb(members: dict[str, bytes], _others: list[bytes], dice: random.Random) -> None:
    """One member inflates to thirty million zeros or blanks."""
    members[dice.choice(list(members))] = dice.choice((b"\0", b" ")) * 30_000_000


def nest(members: dict[str, bytes], _others: list[bytes], dice: random.Random) -> None:
    """Zips within zips."""
    content = next(iter(members.values()))
    for _ in range(dice.choice((1, 5, 30))):
        content = packed({"内.zip": content})
    members["内.zip"] = content


def in_xml(change: Callable[[str, random.Random], str]) -> Mutation:
    """A change of the text of one XML part."""

    def in_part(members: dict[str, bytes], _others: list[bytes], dice: random.Random) -> None:
        parts = [name for name, content in members.items() if content.lstrip().startswith(b"<")]
        if parts:
            name = dice.choice(parts)
            text = members[name].decode(errors="replace")
            members[name] = change(text, dice).encode(errors="replace")

    in_part.__name__ = change.__name__
    return in_zip(in_part)


def xml_number(text: str, dice: random.Random) -> str:
    """Attributes hold extremes."""
    found = list(re.finditer(r'="(-?\d+)"', text))
    for match in sorted(dice.sample(found, min(3, len(found))), key=lambda m: -m.start()):
        text = f'{text[: match.start()]}="{dice.choice(NUMBERS)}"{text[match.end() :]}'
    return text


def xml_cut(text: str, dice: random.Random) -> str:
    """A tag is missing, so that nothing closes as it should."""
    found = list(re.finditer(r"<[^>]*>", text))
    match = dice.choice(found) if found else None
    return text[: match.start()] + text[match.end() :] if match else ""


def xml_repeat(text: str, dice: random.Random) -> str:
    """An element comes very often."""
    found = list(re.finditer(r"<(\w+:\w+)\b[^<>]*(?:/>|>[^<>]*</\1>)", text))
    if not found:
        return text
    match = dice.choice(found)
    return text[: match.end()] + match[0] * dice.choice((50, 5000)) + text[match.end() :]


def xml_deep(text: str, dice: random.Random) -> str:
    """Elements within elements within elements."""
    depth = dice.choice((200, 5000, 100_000))
    name = dice.choice(re.findall(r"<(\w+:?\w*)", text) or ["a"])
    at = dice.choice([match.end() for match in re.finditer(">", text)] or [0])
    return text[:at] + f"<{name}>" * depth + f"</{name}>" * depth + text[at:]


def xml_entity(text: str, dice: random.Random) -> str:
    """Entities, internal and external."""
    head, mark, body = text.partition("?>")
    doctype = dice.choice(ENTITIES)
    return f"{head}{mark}{doctype}{body}" if mark else doctype + text


def declared_size(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The directory of a zip promises a giant member, or none."""
    places = [match.start() for match in re.finditer(b"PK\x01\x02", data)]
    if not places:
        return length_field(data, others, dice)
    broken = bytearray(data)
    size = dice.choice((0, 0x7FFFFFFF, 0xFFFFFFFF, 600_000_000))
    struct.pack_into("<I", broken, dice.choice(places) + dice.choice((20, 24, 42)), size)
    return bytes(broken)


def pdf_number(data: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    """Numbers and references of PDF objects are others."""
    found = list(re.finditer(rb"(?<=[\s\[/])\d+(?=[\s\]/>])", data))
    for match in sorted(dice.sample(found, min(4, len(found))), key=lambda m: -m.start()):
        number = str(dice.choice((0, 1, 2, 3, 4, 5, -1, 99999999, 4294967296))).encode()
        data = data[: match.start()] + number + data[match.end() :]
    return data


def picture_size(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The picture claims other measures; the checksum of a PNG's header holds."""
    measures = ((0, 0), (1, 1 << 30), (60_000, 60_000), (65_535, 1), (9_000, 9_000))
    width, height = dice.choice(measures)
    if data.startswith(b"\x89PNG"):
        head = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
        return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]
    frame = data.find(b"\xff\xc0")
    if data.startswith(b"\xff\xd8") and frame > 0:
        claimed = struct.pack(">HH", height % 65536, width % 65536)
        return data[: frame + 5] + claimed + data[frame + 9 :]
    return length_field(data, others, dice)


BLIND: tuple[Mutation, ...] = (flip, truncate, overwrite, length_field, shuffle, splice)
ZIPPED: tuple[Mutation, ...] = (
    *map(in_zip, (drop_member, swap_members, splice_member, break_member, traverse, bomb, nest)),
    *map(in_xml, (xml_number, xml_cut, xml_repeat, xml_deep, xml_entity)),
    declared_size,
)
KNOWING: dict[str, tuple[Mutation, ...]] = {
    **dict.fromkeys((".docx", ".xlsx", ".ofd", ".zip"), ZIPPED),
    ".pdf": (pdf_number,),
    **dict.fromkeys((".png", ".jpeg", ".tiff", ".bmp"), (picture_size,)),
}


def mutate(suffix: str, files: list[bytes], dice: random.Random) -> tuple[str, bytes]:
    """One broken file of a format and the name of what was done to it."""
    knowing = KNOWING.get(suffix, ())
    ways = knowing if knowing and dice.random() < 0.6 else BLIND
    way = dice.choice(ways)
    return way.__name__, way(dice.choice(files), files, dice)
