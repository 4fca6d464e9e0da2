"""Writes small OFD files (GB/T 33190): text with places, rules and pictures, in millimetres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


class Maker:
    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.templates: list[str] = []
        self.pictures: list[bytes] = []
        self.documents = 1
        self.extra: dict[str, bytes | str] = {}

    def next_page(self) -> Maker:
        self.pages.append([])
        return self

    def text(self, x: float, y: float, text: str, size: float = 4.0) -> Maker:
        deltas = " ".join(str(size if ord(c) > 255 else size / 2) for c in text[:-1])
        self.pages[-1].append(
            f'<ofd:TextObject ID="{len(self.pages[-1])}" Boundary="{x} {y} 150 {size}" '
            f'Size="{size}"><ofd:TextCode X="0" Y="{size * 0.88}" DeltaX="{deltas}">'
            f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
        )
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, color: str = "0 0 0") -> Maker:
        self.pages[-1].append(
            f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.2">'
            f'<ofd:StrokeColor Value="{color}"/>'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData>"
            "</ofd:PathObject>"
        )
        return self

    def picture(
        self, data: bytes = b"", box: str = "0 0 210 297", ctm: str = "210 0 0 297 0 0"
    ) -> Maker:
        number = len(self.pictures) if data else 99
        self.pages[-1].append(
            f'<ofd:ImageObject Boundary="{box}" CTM="{ctm}" ResourceID="{number}"/>'
        )
        self.pictures += [data] if data else []
        return self

    def raw(self, element: str) -> Maker:
        self.pages[-1].append(element)
        return self

    def table(self, top: float, rows: Sequence[Sequence[str]], width: float = 40.0) -> Maker:
        bottom, right = top + 8 * len(rows), 20 + width * len(rows[0])
        for number in range(len(rows) + 1):
            self.line(20, top + 8 * number, right, top + 8 * number)
        for number in range(len(rows[0]) + 1):
            self.line(20 + width * number, top, 20 + width * number, bottom)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text:
                    self.text(22 + width * c, top + 8 * r + 2, text)
        return self

    def bytes(self) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            package.writestr(
                "OFD.xml",
                f'<ofd:OFD {NAMESPACE} Version="1.0">'
                + "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
                * self.documents
                + "</ofd:OFD>",
            )
            pages = "".join(
                f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
                for n in range(len(self.pages))
            )
            forms = "".join(
                f'<ofd:TemplatePage ID="{n}" BaseLoc="Tpl_{n}.xml"/>'
                for n in range(len(self.templates))
            )
            media = "".join(
                f'<ofd:MultiMedia ID="{n}" Type="Image"><ofd:MediaFile>{n}.png</ofd:MediaFile>'
                "</ofd:MultiMedia>"
                for n in range(len(self.pictures))
            )
            package.writestr(
                "Doc_0/DocumentRes.xml",
                f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias>'
                "</ofd:Res>",
            )
            for n, picture in enumerate(self.pictures):
                package.writestr(f"Doc_0/Res/{n}.png", picture)
            for name, data in self.extra.items():
                package.writestr(name, data, zipfile.ZIP_DEFLATED)
            package.writestr(
                "Doc_0/Document.xml",
                f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
                f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
                f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{forms}"
                f"</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
            )
            for n, content in enumerate(self.templates):
                package.writestr(f"Doc_0/Tpl_{n}.xml", _page(content))
            for n, parts in enumerate(self.pages):
                used = "".join(
                    f'<ofd:Template TemplateID="{t}"/>' for t in range(len(self.templates))
                )
                package.writestr(f"Doc_0/Pages/Page_{n}/Content.xml", _page("".join(parts), used))
        return target.getvalue()


def _page(content: str, before: str = "") -> str:
    return (
        f"<ofd:Page {NAMESPACE}>{before}<ofd:Content><ofd:Layer>{content}</ofd:Layer>"
        "</ofd:Content></ofd:Page>"
    )
