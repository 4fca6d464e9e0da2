"""The one small error taxonomy (CONTRACT §5): a stable code and a Chinese sentence.

A `Problem` is a value and travels with a document or a submission; a `Refusal` is the same thing
raised, when nothing of a file can be used.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Why a file, or a part of it, was refused or needs a person."""

    EMPTY_FILE = "empty_file"
    UNKNOWN_FORMAT = "unknown_format"
    CORRUPT_FILE = "corrupt_file"
    PASSWORD_PROTECTED = "password_protected"
    TOO_LARGE = "too_large"
    DECOMPRESSION_BOMB = "decompression_bomb"
    UNSAFE_CONTENT = "unsafe_content"
    GARBLED_TEXT = "garbled_text"
    NO_TEXT_FOUND = "no_text_found"
    NOT_A_SUBMISSION = "not_a_submission"
    NEEDS_LIBREOFFICE = "needs_libreoffice"
    TIMEOUT = "timeout"
    DUPLICATE = "duplicate"
    # Partial problems: the document was read, this part of it is in doubt.
    PAGE_FAILED = "page_failed"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    READERS_DISAGREE = "readers_disagree"
    HIDDEN_CONTENT = "hidden_content"
    UNREAD_PICTURE = "unread_picture"
    YEAR_CONFLICT = "year_conflict"
    UNIT_UNCLEAR = "unit_unclear"
    CORRECTION_STALE = "correction_stale"
    # Not the file's fault: tried again, or reported to the makers.
    IO_ERROR = "io_error"
    INTERNAL_ERROR = "internal_error"


#: What a clerk reads for each code: what happened, then what to do.
MESSAGES: dict[Code, str] = {
    Code.EMPTY_FILE: "文件是空的（0 字节或没有内容），请重新导出后再放入收件夹。",
    Code.UNKNOWN_FORMAT: "无法识别的文件格式，请提供 Word、PDF、Excel、OFD、图片或 zip 文件。",
    Code.CORRUPT_FILE: "文件已损坏或不完整，无法打开，请向报送单位重新索取。",
    Code.PASSWORD_PROTECTED: "文件设有密码，无法读取，请取消密码后重新报送。",
    Code.TOO_LARGE: "文件过大，超出处理上限，请拆分或降低扫描分辨率后重新报送。",
    Code.DECOMPRESSION_BOMB: "文件解压后体积异常，疑似压缩炸弹，已拒绝打开，请核实文件来源。",
    Code.UNSAFE_CONTENT: "文件含有外部实体或 DOCTYPE 等不安全内容，已拒绝打开，请另存后重新报送。",
    Code.GARBLED_TEXT: "文字层乱码（字体缺少编码对照），请重新导出 PDF 或提供 Word 文件。",
    Code.NO_TEXT_FOUND: "没有读到任何文字，请检查文件是否为空白页或图像是否清晰。",
    Code.NOT_A_SUBMISSION: "不是自评报告、自评表、决算或预算，已存档但不提取数据。",
    Code.NEEDS_LIBREOFFICE: "此文件需要安装 LibreOffice 才能读取，请安装或另存为 docx 后重新报送。",
    Code.TIMEOUT: "处理超时，已停止读取，请拆分文件或联系管理员。",
    Code.DUPLICATE: "与已收文件内容完全相同，已登记，无需处理。",
    Code.PAGE_FAILED: "有页面未能读出，其余页面已读取，请人工核对该页。",
    Code.FORMULA_WITHOUT_VALUE: "单元格是公式但没有保存计算结果，请用 Excel 打开、保存后重新报送。",
    Code.READERS_DISAGREE: "两种读取方法结果不一致，相关数字需要人工核对。",
    Code.HIDDEN_CONTENT: "有隐藏的工作表、行或列，未读取；如需报送，请取消隐藏后重新报送。",
    Code.UNREAD_PICTURE: "文档中有图片，图片内的文字未读取，请人工核对或提供原表。",
    Code.YEAR_CONFLICT: "标题、正文、表格中的年度不一致，请核对年度。",
    Code.UNIT_UNCLEAR: "无法确定报送单位名称，请核对封面或在单位名册中登记别名。",
    Code.CORRECTION_STALE: "更正记录与现有文件不符（原文已变化），更正未生效，请重新核对。",
    Code.IO_ERROR: "文件暂时无法读写（磁盘已满、被占用或无权限），原件已保留，下次重试。",
    Code.INTERNAL_ERROR: "程序处理此文件时出错，已隔离保存，请把 reason.json 发给维护人员。",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about a document.

    Attributes:
        code: stable code, CONTRACT §5.
        message: Chinese sentence saying what happened and what to do.
        place: where, in Chinese (第 3 页, 工作表“Z01”), or empty for the whole file.
    """

    code: Code
    message: str
    place: str = ""


class Refusal(Exception):  # noqa: N818 - an answer to the clerk, not a programming error
    """A file that cannot be used; carries the code and the sentence for the clerk.

    Args:
        code: why.
        detail: what exactly was seen, appended to the sentence in brackets.
    """

    def __init__(self, code: Code, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        self.message = MESSAGES[code] + (f"（{detail}）" if detail else "")
        super().__init__(f"{code}: {self.message}")

    def __reduce__(self) -> tuple[type[Refusal], tuple[Code, str]]:
        """Refusals cross process boundaries, so they pickle by their arguments."""
        return (Refusal, (self.code, self.detail))

    @property
    def problem(self) -> Problem:
        """The same thing as a value."""
        return Problem(self.code, self.message)
