from __future__ import annotations

import zipfile

from contracts.errors import Code
from extractors import extract_all
from extractors.archive import decoded_name
from tests.extractors.ooxml import docx, p, pack


def results(tmp_path, data: bytes) -> list[tuple[str | None, str, object]]:
    path = tmp_path / "报送.zip"
    path.write_bytes(data)
    return [
        (item.member_path, item.name, item.refusal.code if item.refusal else "read")
        for item in extract_all(path)
    ]


def test_every_member_is_read_or_refused_on_its_own(tmp_path):
    good = docx(p("自评报告"))
    data = pack(
        {
            "甲局/报告.docx": good,
            "甲局/说明.txt": "说明",
            "甲局/坏.docx": good[:-30],
            "../外.docx": good,
            "/根.docx": good,
            "C:\\盘.docx": good,
            "内.zip": pack({"甲.docx": good}),
            "空.docx": b"",
            "__MACOSX/._报告.docx": b"x",
            "甲局/~$报告.docx": b"x",
            "Thumbs.db": b"x",
        }
    )
    assert results(tmp_path, data) == [
        ("甲局/报告.docx", "报告.docx", "read"),
        ("甲局/说明.txt", "说明.txt", Code.UNKNOWN_FORMAT),
        ("甲局/坏.docx", "坏.docx", Code.CORRUPT_FILE),
        ("../外.docx", "外.docx", Code.UNSAFE_CONTENT),
        ("/根.docx", "根.docx", Code.UNSAFE_CONTENT),
        ("C:/盘.docx", "盘.docx", Code.UNSAFE_CONTENT),
        ("内.zip", "内.zip", Code.UNKNOWN_FORMAT),
        ("空.docx", "空.docx", Code.EMPTY_FILE),
    ]


def test_members_have_their_own_digest(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(pack({"1.docx": docx(p("甲")), "2.docx": docx(p("乙")), "../3": "x"}))
    assert len({item.sha256 for item in extract_all(path)}) == 3


def test_an_encrypted_member_asks_for_its_password_to_be_removed(tmp_path):
    data = bytearray(pack({"a.docx": docx(p("甲"))}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert results(tmp_path, bytes(data))[0][2] is Code.PASSWORD_PROTECTED


def test_names_without_the_utf8_flag_are_gbk():
    member = zipfile.ZipInfo("自评表.docx".encode("gbk").decode("cp437"))
    assert decoded_name(member) == "自评表.docx"
    member = zipfile.ZipInfo("自评表.docx")
    member.flag_bits = 0x800
    assert decoded_name(member) == "自评表.docx"


def test_a_bomb_is_refused_and_its_neighbour_read(tmp_path):
    data = pack({"a.docx": b"\0" * 30_000_000, "b.docx": docx(p("甲"))})
    assert [result for _, _, result in results(tmp_path, data)] == [
        Code.DECOMPRESSION_BOMB, "read",
    ]  # fmt: skip


def test_more_than_fits_a_disk_is_refused_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.limits.MAX_INFLATED", 1_000_000)
    data = pack({f"{number}.docx": b"\0" * 600_000 for number in range(2)})
    assert results(tmp_path, data) == [(None, "报送.zip", Code.DECOMPRESSION_BOMB)]


def test_too_many_members_are_refused_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.archive.MAX_FILES", 2)
    data = pack({f"{number}.txt": "x" for number in range(3)})
    assert results(tmp_path, data) == [(None, "报送.zip", Code.TOO_LARGE)]


def test_an_archive_of_nothing_is_empty(tmp_path):
    assert results(tmp_path, pack({"__MACOSX/a": "x"})) == [(None, "报送.zip", Code.EMPTY_FILE)]


def test_a_package_whose_table_of_contents_is_damaged_is_refused(tmp_path):
    data = bytearray(docx(p("甲")))
    at = data.index(b"[Content_Types].xml") + len(b"[Content_Types].xml") + 20
    data[at : at + 8] = b"\xff" * 8
    assert results(tmp_path, bytes(data)) == [(None, "报送.zip", Code.CORRUPT_FILE)]
