"""Files that are no submissions: an empty template, a notice, a broken and a locked file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import to_docx
import to_pdf
from form import Form, self_evaluation

BLANK: dict[str, Any] = {
    "project": "",
    "department": "",
    "executor": "",
    "funds": [["total"], ["fiscal"], ["carried_over"], ["other"]],
    "goal": "",
    "done": "",
    "indicators": [
        *(f"产出指标(50分)|{level2}指标|" for level2 in ("数量", "质量", "时效", "成本")),
        *(f"效益指标(30分)|{level2}指标|" for level2 in ("经济效益", "社会效益", "可持续影响")),
        "满意度指标(10分)|服务对象满意度指标|",
    ],
    "total": ["100", ""],
}


def write_extras(inbox: Path, county: dict[str, Any]) -> dict[str, dict[str, object]]:
    """Writes the four files.

    Returns:
        What is expected of each: a refusal code, or kind `other` without figures.
    """
    year = county["year"]
    to_docx.write(inbox / "附件2：自评表（空白模板）.docx", [], [_blank(year)])
    to_docx.write(inbox / f"关于开展{year}年度绩效自评工作的通知.docx", _notice(county), [])
    whole = (inbox / "残联2025部门整体支出自评.docx").read_bytes()
    (inbox / "重发_未传完的报告.docx").write_bytes(whole[: len(whole) * 3 // 5])
    _locked(inbox / "加密的自评报告.pdf")
    return {
        "附件2：自评表（空白模板）.docx": {"kind": "other"},
        f"关于开展{year}年度绩效自评工作的通知.docx": {"kind": "other"},
        "重发_未传完的报告.docx": {"refusal": "corrupt_file"},
        "加密的自评报告.pdf": {"refusal": "password_protected"},
    }


def _blank(year: int) -> Form:
    """The form as the notice hands it out."""
    return self_evaluation(BLANK, year, "填表人：    填报日期：    联系电话：    单位负责人签字：")


def _notice(county: dict[str, Any]) -> list[tuple[str, str]]:
    """A notice that talks of reports, amounts and years but reports nothing."""
    return [(line["style"], line["text"]) for line in county["notice_text"]]


def _locked(path: Path) -> None:
    """A PDF that asks for a password; RC4 with a fixed id, so that the bytes are the same."""
    plain = path.with_suffix(".tmp")
    to_pdf.write(plain, [("p", "本文件设有打开密码。")], [])
    with pikepdf.open(io.BytesIO(plain.read_bytes())) as pdf:
        lock = pikepdf.Encryption(owner="sample", user="sample", R=3, aes=False, metadata=False)
        pdf.save(path, encryption=lock, deterministic_id=False, static_id=True)
    plain.unlink()
