"""The zip of an OFD under this project's limits: ofdkit finds the parts, we measure them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ofdkit import OFDError, OFDLimitError
from ofdkit.package import Package

from contracts.errors import Code, Refusal
from extractors import limits
from extractors.hardened import check_prolog

#: Stands at the root of a package whose parts are encrypted (GB/T 33190, GB/T 42133 §6.16).
_ENCRYPTIONS = "Encryptions.xml"


class Parts:
    """The parts of a package, measured before anything is inflated.

    Args:
        data: the file.

    Raises:
        Refusal: a bomb, too many members, too large, encrypted, or no zip.
    """

    def __init__(self, data: bytes) -> None:
        _measure(data)
        self._package = Package(data)
        if self.find(_ENCRYPTIONS) is not None:
            raise Refusal(Code.PASSWORD_PROTECTED)

    def close(self) -> None:
        """Lets go of the file."""
        self._package.close()

    def find(self, path: str) -> str | None:
        """The part at a path from the root; case does not matter where nothing fits exactly."""
        found: str | None = self._package.find(path)
        return found

    def resolve(self, base: str, location: str | None) -> str | None:
        """The part that a location written in the part `base` means; None where there is none."""
        found: str | None = self._package.resolve(base, location)
        return found

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            OFDError: it is missing or damaged, an `OFDLimitError` where it is too large.
        """
        data: bytes = self._package.read(name)
        return data

    def read_xml(self, name: str) -> Element:
        """The root element of a part.

        Raises:
            Refusal: `unsafe_content` for a DOCTYPE.
            OFDError: as `read`, or it is no XML.
        """
        check_prolog(self.read(name), name)
        root: Element = self._package.read_xml(name)
        return root

    def optional_xml(self, name: str | None) -> Element | None:
        """The root element of a part that pages can do without; None where it is not readable."""
        try:
            return None if name is None else self.read_xml(name)
        except OFDLimitError:
            raise
        except OFDError:
            return None


def _measure(data: bytes) -> None:
    """Refuses what must not be inflated; pictures are measured by who decodes them.

    Raises:
        Refusal: `decompression_bomb`, `too_large`, `password_protected` or `corrupt_file`.
    """
    with limits.open_zip(data) as package:
        for member in package.infolist():
            if limits.is_encrypted(member):
                raise Refusal(Code.PASSWORD_PROTECTED)
            if not member.filename.lower().endswith(".xml"):
                continue
            limits.check_ratio(member)
            if member.file_size > limits.MAX_PART:
                size = member.file_size // limits.MIB
                raise Refusal(Code.TOO_LARGE, f"{member.filename} {size} MB")
