"""What a file may weigh before anything opens it.

A package of 150 KB can inflate to 800 MB, so every zip based format is measured from its central
directory first. The sizes declared there are binding: zipfile stops reading a member at its
declared size and refuses it when the checksum then fails.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from contracts.errors import Code, Refusal

MIB = 1024 * 1024
#: The largest file that is opened at all, in bytes.
MAX_FILE = 256 * MIB
#: The largest inflated size of a whole package or archive, in bytes.
MAX_INFLATED = 512 * MIB
#: The largest inflated XML part; a tree in memory takes about ten times as much.
MAX_PART = 48 * MIB
#: Office XML packs 5 to 40 times; more than this, over `RATIO_FROM` bytes, is no document.
MAX_RATIO = 200
RATIO_FROM = 4 * MIB
#: The most members a package or an archive may have.
MAX_MEMBERS = 5_000

_ENCRYPTED = 0x1


def check_size(size: int) -> None:
    """Refuses a file of `size` bytes that is too large to open.

    Raises:
        Refusal: `too_large`.
    """
    if size > MAX_FILE:
        raise Refusal(Code.TOO_LARGE, f"{size // MIB} MB，上限 {MAX_FILE // MIB} MB")


def open_zip(source: bytes | Path) -> zipfile.ZipFile:
    """Opens a zip, in memory or on disk, whose declared sizes are within the limits.

    Raises:
        Refusal: `decompression_bomb`, `too_large` (too many members) or `corrupt_file`.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Refusal(Code.CORRUPT_FILE, "压缩结构不完整") from error
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise Refusal(Code.TOO_LARGE, f"包内 {len(members)} 个文件，上限 {MAX_MEMBERS} 个")
    total = sum(member.file_size for member in members)
    if total > MAX_INFLATED:
        raise Refusal(Code.DECOMPRESSION_BOMB, f"解压后 {total // MIB} MB")
    return package


def check_ratio(member: zipfile.ZipInfo) -> None:
    """Refuses a member that inflates beyond what text or pictures of pages do.

    Only what is read is asked: a white bitmap inside a docx may shrink a thousand times.

    Raises:
        Refusal: `decompression_bomb`.
    """
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > RATIO_FROM and ratio > MAX_RATIO:
        raise Refusal(Code.DECOMPRESSION_BOMB, f"压缩比 {ratio:.0f} 倍")


def read_part(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The inflated bytes of an XML part of an office package.

    Raises:
        Refusal: `decompression_bomb`, `too_large` for a part that would not fit into memory once
            parsed, `password_protected` for an encrypted one, `corrupt_file` for a damaged one.
    """
    check_ratio(member)
    if member.file_size > MAX_PART:
        raise Refusal(Code.TOO_LARGE, f"{member.filename} {member.file_size // MIB} MB")
    if is_encrypted(member):
        raise Refusal(Code.PASSWORD_PROTECTED)
    try:
        return package.read(member)
    # zipfile, zlib, lzma and bz2 each have their own errors for a damaged member.
    except Exception as error:
        raise Refusal(Code.CORRUPT_FILE, f"{member.filename} 已损坏") from error


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """Whether a member needs a password."""
    return bool(member.flag_bits & _ENCRYPTED)
