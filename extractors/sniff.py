"""What a file is, by its content. Names are never asked: they are unreliable in this trade."""

from __future__ import annotations

import zipfile
from enum import Enum

from contracts.errors import Code, Refusal
from extractors.limits import open_zip, read_part


class Format(Enum):
    """A format that a reader exists for, with its media type."""

    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    RTF = "application/rtf"
    PDF = "application/pdf"
    OFD = "application/ofd"
    ZIP = "application/zip"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    BMP = "image/bmp"

    @property
    def is_image(self) -> bool:
        """Whether the file is a picture of pages."""
        return self.value.startswith("image/")


_MAGIC = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"II+\x00", Format.TIFF),
    (b"MM\x00+", Format.TIFF),
    (b"{\\rtf", Format.RTF),
)
#: Formats that are recognised to tell the clerk what to do with them.
_REFUSED = (
    (b"Rar!\x1a\x07", "RAR 压缩包，请解压后或改用 zip 重新报送"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包，请解压后或改用 zip 重新报送"),
    (b"RIFF", "图片格式不受支持，请转存为 JPG 或 PNG"),
    (b"GIF8", "GIF 图片，请转存为 JPG 或 PNG"),
    (b"MIME-Version", "网页归档文件，请用 Word 或 Excel 另存为 docx、xlsx 后重新报送"),
    (b"<", "网页或 XML 文件，请用 Word 或 Excel 另存为 docx、xlsx 后重新报送"),
)
_BLANK = bytes(range(33)) + b"\xef\xbb\xbf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
_DOCX_MAIN = (
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    b"word.document.macroEnabled.main+xml",
    b"word.template.macroEnabledTemplate.main+xml",
)
_XLSX_MAIN = (
    b"spreadsheetml.sheet.main+xml",
    b"spreadsheetml.template.main+xml",
    b"excel.sheet.macroEnabled.main+xml",
)


def sniff(data: bytes) -> Format:
    """The format of the bytes.

    Raises:
        Refusal: `empty_file`, `unknown_format`, `password_protected` (an encrypted office file
            hides its format) or what `open_zip` refuses.
    """
    if not data.strip(_BLANK):
        raise Refusal(Code.EMPTY_FILE)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return _sniff_ole(data)
    if _is_bmp(data):
        return Format.BMP
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data[4:8] == b"ftyp":
        raise Refusal(Code.UNKNOWN_FORMAT, "HEIC 照片或视频，请转存为 JPG")
    detail = next((text for magic, text in _REFUSED if head.startswith(magic)), "")
    raise Refusal(Code.UNKNOWN_FORMAT, detail)


def _is_bmp(data: bytes) -> bool:
    """Whether the header states the size that the file has."""
    return data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data)


def _sniff_zip(data: bytes) -> Format:
    """Tells office packages from plain archives by what they contain."""
    package = open_zip(data)
    members = {member.filename: member for member in package.infolist()}
    if not members:
        raise Refusal(Code.EMPTY_FILE, "压缩包内没有文件")
    if "OFD.xml" in members:
        return Format.OFD
    if "[Content_Types].xml" in members:
        return _office_format(package, members["[Content_Types].xml"])
    if "mimetype" in members and "content.xml" in members:
        raise Refusal(Code.UNKNOWN_FORMAT, "OpenDocument 文件，请另存为 docx 或 xlsx")
    return Format.ZIP


def _office_format(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Format:
    types = read_part(package, member)
    if any(mark in types for mark in _DOCX_MAIN):
        return Format.DOCX
    if any(mark in types for mark in _XLSX_MAIN):
        return Format.XLSX
    raise Refusal(Code.UNKNOWN_FORMAT, "不是文字文档或工作簿，请另存为 docx 或 xlsx")


def _sniff_ole(data: bytes) -> Format:
    """Tells Word, Excel and encrypted packages apart by the directory of the compound file."""
    from doc2docx.cfb.container import CompoundFile  # noqa: PLC0415 - only old files pay for it

    names = {entry.path.strip("/").casefold() for entry in CompoundFile(data).entries}
    if "encryptedpackage" in names:
        raise Refusal(Code.PASSWORD_PROTECTED)
    if "worddocument" in names:
        return Format.DOC
    if names & {"workbook", "book"}:
        return Format.XLS
    raise Refusal(Code.UNKNOWN_FORMAT, "旧版 Office 容器，但不是 Word 或 Excel 文件")
