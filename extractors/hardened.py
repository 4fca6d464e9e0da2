"""The one XML parser of the extractors: no DOCTYPE, no entities, no network, no huge trees.

Office files never carry a document type; one that does tries something. It is looked for before
any parser sees the bytes, because expanding is what does the harm.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from contracts.errors import Code, Refusal

#: A prolog longer than this holds no root element and is refused unread.
PROLOG = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_MISC = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


def check_prolog(data: bytes, part: str = "") -> None:
    """Refuses XML whose root element is preceded by anything but instructions and comments.

    Args:
        data: the part, or at least its first `PROLOG` bytes.
        part: its name, for the message.

    Raises:
        Refusal: `unsafe_content`.
    """
    head = data[:PROLOG]
    encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "latin-1")
    text = head.decode(encoding, errors="replace").lstrip("\ufeff")
    at = 0
    while found := _MISC.match(text, at):
        at = found.end()
    declaration = text[at : at + 9].upper()
    if declaration.startswith("<!"):
        kind = "DOCTYPE" if declaration == "<!DOCTYPE" else "声明"
        raise Refusal(Code.UNSAFE_CONTENT, f"{part} 含 {kind}".strip())
    if at >= PROLOG or (at == len(text) and len(data) > PROLOG):
        raise Refusal(Code.UNSAFE_CONTENT, f"{part} 的文件头异常".strip())


def parse(data: bytes, part: str = "") -> etree._Element:
    """The root element of an XML part.

    Raises:
        Refusal: `unsafe_content` for a DOCTYPE, `corrupt_file` for XML that does not parse.
    """
    check_prolog(data, part)
    # A parser is not shared: extraction runs in threads as well.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refusal(Code.CORRUPT_FILE, f"{part} 不是完整的 XML".strip()) from error
