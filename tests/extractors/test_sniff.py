from __future__ import annotations

import pytest

from contracts.errors import Code, Refusal
from extractors.sniff import Format, sniff
from tests.extractors.ooxml import docx, p, pack

SHEET = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", Format.PDF),
        (b"\n\xa4junk%PDF-1.5\n", Format.PDF),
        (b"\xff\xd8\xff\xe0", Format.JPEG),
        (b"\x89PNG\r\n\x1a\n", Format.PNG),
        (b"II*\x00", Format.TIFF),
        (b"BM\x08\x00\x00\x00\x00\x00", Format.BMP),
        (b"{\\rtf1", Format.RTF),
        (docx(p("甲")), Format.DOCX),
        (pack({"[Content_Types].xml": SHEET}), Format.XLSX),
        (pack({"OFD.xml": "<x/>"}), Format.OFD),
        (pack({"甲.docx": "x"}), Format.ZIP),
    ],
)
def test_the_content_tells_the_format(data, kind):
    assert sniff(data) is kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY_FILE),
        (b" \r\n\x00\x00", Code.EMPTY_FILE),
        ("2022年度自评报告".encode(), Code.UNKNOWN_FORMAT),
        (b"Rar!\x1a\x07\x00", Code.UNKNOWN_FORMAT),
        (b"<html><body>", Code.UNKNOWN_FORMAT),
        (b"\x00\x00\x00\x18ftypheic", Code.UNKNOWN_FORMAT),
        (b"BMW is no bitmap", Code.UNKNOWN_FORMAT),
        (docx(p("甲"))[:-40], Code.CORRUPT_FILE),
        (pack({}), Code.EMPTY_FILE),
        (pack({"[Content_Types].xml": "<Types/>"}), Code.UNKNOWN_FORMAT),
        (pack({"mimetype": "x", "content.xml": "<x/>"}), Code.UNKNOWN_FORMAT),
    ],
)
def test_what_no_reader_reads_is_refused_by_its_kind(data, code):
    with pytest.raises(Refusal) as refused:
        sniff(data)
    assert refused.value.code is code


def test_old_office_files_are_told_apart_by_their_directory(seed, shared):
    assert sniff(seed["doc"].read_bytes()) is Format.DOC
    assert sniff((shared / "real" / "template.xls").read_bytes()) is Format.XLS
