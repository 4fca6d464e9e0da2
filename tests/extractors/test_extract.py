from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

import extractors
from contracts.errors import Code, Refusal
from extractors import extract, extract_all, limits
from tests.extractors.ooxml import docx, p, pack, part, relations, tbl, tc, tr

#: What each file is expected to end with: a code, or None for a document.
MALFORMED = {
    "2021年民政事业发展统计公报.docx": None,
    "ExternalEntityInText.docx": Code.UNSAFE_CONTENT,
    "PasswordProtected.doc": Code.PASSWORD_PROTECTED,
    "README.md": Code.UNKNOWN_FORMAT,
    "bug53475-password-is-pass.docx": Code.PASSWORD_PROTECTED,
    "clusterfuzz-testcase-minimized-POIHSSFFuzzer-4651309315719168.xls": Code.CORRUPT_FILE,
    "clusterfuzz-testcase-minimized-POIHWPFFuzzer-5074346559012864.doc": Code.CORRUPT_FILE,
    "empty.pdf": Code.EMPTY_FILE,
    "password.xls": Code.PASSWORD_PROTECTED,
    "poc-shared-strings.xlsx": Code.DECOMPRESSION_BOMB,
    "poc-xmlbomb.xlsx": Code.UNSAFE_CONTENT,
    "truncated62886.docx": Code.CORRUPT_FILE,
    "xxe_in_schema.xlsx": None,
}
SECONDS = 10.0


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_files_end_with_a_document_or_a_code_in_time(shared, name):
    start = time.monotonic()
    (result,) = extract_all(shared / "malformed" / name)
    assert time.monotonic() - start < SECONDS
    assert (result.refusal.code if result.refusal else None) is MALFORMED[name]
    assert (result.document is None) is (result.refusal is not None)
    if result.refusal:
        assert result.refusal.message


def test_every_malformed_file_is_expected_here_or_a_pdf(shared):
    names = {path.name for path in (shared / "malformed").iterdir() if path.suffix != ".pdf"}
    assert names <= set(MALFORMED)


def test_malformed_pdfs_end_with_a_document_or_a_refusal_in_time(shared):
    for path in sorted((shared / "malformed").glob("*.pdf")):
        start = time.monotonic()
        (result,) = extract_all(path)  # raises for nothing
        assert time.monotonic() - start < 6 * SECONDS, path.name
        assert (result.document is None) is (result.refusal is not None)


def test_a_format_without_its_reader_is_refused_with_advice(monkeypatch):
    monkeypatch.setitem(extractors._READERS, extractors.Format.OFD, ("extractors.absent", "read"))
    with pytest.raises(Refusal) as refused:
        extract(pack({"OFD.xml": "<x/>"}), "")
    assert refused.value.code is Code.UNKNOWN_FORMAT
    assert "PDF" in refused.value.message


def test_what_a_library_throws_becomes_corrupt_file_once(monkeypatch):
    def fail(data: bytes, sha256: str) -> None:
        raise KeyError(len(data))

    monkeypatch.setattr(extractors, "_reader", lambda _kind: fail)
    with pytest.raises(Refusal) as refused:
        extract(docx(p("甲")), "")
    assert refused.value.code is Code.CORRUPT_FILE
    assert "KeyError" in refused.value.message


def test_memory_running_out_is_too_large(monkeypatch):
    def fail(data: bytes, sha256: str) -> None:
        raise MemoryError

    monkeypatch.setattr(extractors, "_reader", lambda _kind: fail)
    with pytest.raises(Refusal) as refused:
        extract(docx(p("甲")), "")
    assert refused.value.code is Code.TOO_LARGE


def test_a_file_over_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE", 10)
    path = tmp_path / "大.docx"
    path.write_bytes(docx(p("甲")))
    (result,) = extract_all(path)
    assert result.refusal is not None
    assert result.refusal.code is Code.TOO_LARGE
    assert len(result.sha256) == 64


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(""), Code.NO_TEXT_FOUND),
        (docx(p("甲") * 3).replace(b"word/document.xml", b"word/documenz.xml"), Code.CORRUPT_FILE),
        (docx(f"<w:p>{'<w:smartTag>' * 300}</w:p>"), Code.CORRUPT_FILE),
        (docx(p("甲"), numbering="<!DOCTYPE x><w:numbering/>"), None),
        (docx(p("&xxe;")), Code.CORRUPT_FILE),
    ],
    ids=["blank", "no main part", "not well-formed", "unused unsafe part", "entity"],
)
def test_broken_packages(data, code):
    try:
        extract(data, "")
        outcome = None
    except Refusal as refusal:
        outcome = refusal.code
    assert outcome is code


def test_deep_nesting_is_refused_not_a_crash():
    inner = tbl(tr(tc("9")))
    for _ in range(200):
        inner = tbl(tr(tc(inner + p())))
    with pytest.raises(Refusal) as refused:
        extract(docx(inner), "")
    assert refused.value.code is Code.CORRUPT_FILE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!-- x --><!DOCTYPE a [<!ENTITY b "c">]>'
    data = pack(
        {
            "[Content_Types].xml": "wordprocessingml.document.main+xml",
            "_rels/.rels": relations(rId1="officeDocument:word/document.xml"),
            "word/document.xml": (xml + part("document", p("&b;"))).encode(encoding),
        }
    )
    with pytest.raises(Refusal) as refused:
        extract(data, "")
    assert refused.value.code is Code.UNSAFE_CONTENT


def test_a_docx_is_read_without_pdf_image_or_sheet_libraries(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("甲")))
    script = (
        "import sys, pathlib, extractors\n"
        f"assert next(extractors.extract_all(pathlib.Path({str(path)!r}))).document\n"
        "heavy = {'cv2', 'numpy', 'pdfplumber', 'openpyxl', 'xlrd', 'doc2docx', 'rapidocr'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
