"""A zip of a unit's files: every member is a submission, the archive's own refusals apply."""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import extractors
from contracts.errors import Code, Refusal
from extractors import limits
from extractors.sniff import Format, sniff

#: The most files one archive may hold; an office's batch has some hundred.
MAX_FILES = 2_000
#: Bytes at the end of a zip that hold its last record, and of the longest directory listed.
_TAIL, _DIRECTORY = 66_000, 4 << 20
#: Members that only packages of one document have.
_OFFICE = frozenset({"[Content_Types].xml", "OFD.xml", "mimetype"})
_UTF8_NAME = 0x800
#: What computers add to archives by themselves.
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.(?!\.?/)|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def extract_members(data: bytes, name: str) -> Iterator[extractors.Extraction]:
    """Every file of a zip, read or refused; the archive itself only where it is refused whole."""
    try:
        package = limits.open_zip(data)
        files = _files(package)
        if not files:
            raise Refusal(Code.EMPTY_FILE, "压缩包内没有文件")
        if len(files) > MAX_FILES:
            raise Refusal(Code.TOO_LARGE, f"压缩包内 {len(files)} 个文件，上限 {MAX_FILES} 个")
    except Refusal as refusal:
        yield extractors.Extraction(name, None, hashlib.sha256(data).hexdigest(), None, refusal)
        return
    for path, member in files:
        yield _extract_member(package, path, member, lambda: hashlib.sha256(data).hexdigest())


def member_paths(path: Path) -> tuple[str, ...]:
    """Paths of the files of an archive that may be read one by one, in the order of reading.

    Empty where the file is no archive of files, or one that is refused whole. Nothing is inflated
    and no directory of more than `_DIRECTORY` bytes is read, so that this is safe anywhere.
    """
    if not _has_small_directory(path):
        return ()
    try:
        with limits.open_zip(path) as package:
            if not _OFFICE.isdisjoint(package.namelist()):
                return ()
            found = tuple(name for name, _ in _files(package))
    except Refusal:
        return ()
    return found if len(found) <= MAX_FILES else ()


def extract_member(path: Path, number: int) -> extractors.Extraction:
    """One file of an archive, by its place in `member_paths`.

    Raises:
        OSError: the archive cannot be opened.
        Refusal: it is no archive any more.
    """
    with limits.open_zip(path) as package:
        name, member = _files(package)[number]
        return _extract_member(package, name, member, lambda: extractors.digest_of(path))


def unread_digest(archive: str, path: str) -> str:
    """What stands for the SHA-256 of a member that could not be read."""
    return hashlib.sha256(f"{archive}/{path}".encode()).hexdigest()


def _has_small_directory(path: Path) -> bool:
    """Whether a file ends like a zip, without Zip64, with a directory of a sane size."""
    with path.open("rb") as stream:
        if stream.read(2) != b"PK":
            return False
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 16 > len(tail) or b"PK\x06\x07" in tail:
        return False
    return int.from_bytes(tail[at + 12 : at + 16], "little") <= _DIRECTORY


def _files(package: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The members that are papers, with their decoded paths."""
    members = [(decoded_name(member), member) for member in package.infolist()]
    return [
        (path, member)
        for path, member in members
        if not member.is_dir() and not path.endswith("/") and not _LITTER.search(path)
    ]


def _extract_member(
    package: zipfile.ZipFile, path: str, member: zipfile.ZipInfo, archive: Callable[[], str]
) -> extractors.Extraction:
    base = posixpath.basename(path)
    try:
        content = _content(package, path, member)
    except Refusal as refusal:
        unread = unread_digest(archive(), path)
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
