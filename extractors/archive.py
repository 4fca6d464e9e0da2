"""A zip of a unit's files: every member is a submission, the archive's own refusals apply."""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator

import extractors
from contracts.errors import Code, Refusal
from extractors import limits
from extractors.sniff import Format, sniff

#: The most files one archive may hold; an office's batch has some hundred.
MAX_FILES = 2_000
_UTF8_NAME = 0x800
#: What computers add to archives by themselves.
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.(?!\.?/)|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def extract_members(data: bytes, name: str) -> Iterator[extractors.Extraction]:
    """Every file of a zip, read or refused; the archive itself only where it is refused whole."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        package = limits.open_zip(data)
        members = [(decoded_name(member), member) for member in package.infolist()]
        files = [
            (path, member)
            for path, member in members
            if not member.is_dir() and not path.endswith("/") and not _LITTER.search(path)
        ]
        if not files:
            raise Refusal(Code.EMPTY_FILE, "压缩包内没有文件")
        if len(files) > MAX_FILES:
            raise Refusal(Code.TOO_LARGE, f"压缩包内 {len(files)} 个文件，上限 {MAX_FILES} 个")
    except Refusal as refusal:
        yield extractors.Extraction(name, None, digest, None, refusal)
        return
    for path, member in files:
        yield _extract_member(package, path, member, digest)


def _extract_member(
    package: zipfile.ZipFile, path: str, member: zipfile.ZipInfo, archive: str
) -> extractors.Extraction:
    base = posixpath.basename(path)
    try:
        content = _content(package, path, member)
    except Refusal as refusal:
        unread = hashlib.sha256(f"{archive}/{path}".encode()).hexdigest()
        return extractors.Extraction(base, path, unread, None, refusal)
    return extractors.extraction_of(content, base, path)


def _content(package: zipfile.ZipFile, path: str, member: zipfile.ZipInfo) -> bytes:
    """The member's bytes.

    Raises:
        Refusal: its name leaves the archive, it is encrypted, too large, damaged, or itself an
            archive.
    """
    if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in path.split("/"):
        raise Refusal(Code.UNSAFE_CONTENT, "压缩包内的路径指向包外")
    if limits.is_encrypted(member):
        raise Refusal(Code.PASSWORD_PROTECTED, "压缩包设有密码")
    limits.check_size(member.file_size)
    limits.check_ratio(member)
    try:
        content = package.read(member)
    # zipfile, zlib, lzma and bz2 each have their own errors for a damaged member.
    except Exception as error:
        raise Refusal(Code.CORRUPT_FILE, "压缩包内的文件已损坏") from error
    if content.startswith(b"PK") and _is_archive(content):
        raise Refusal(Code.UNKNOWN_FORMAT, "压缩包内还有压缩包，请解压后重新报送")
    return content


def _is_archive(content: bytes) -> bool:
    try:
        return sniff(content) is Format.ZIP
    except Refusal:
        return False  # told when it is read


def decoded_name(member: zipfile.ZipInfo) -> str:
    """The member's path with forward slashes; names without the UTF-8 flag are mostly GBK."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
