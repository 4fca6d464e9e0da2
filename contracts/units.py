"""Names of budget units as the bureau's registry lists them (CONTRACT §4, sheet 单位)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitNames:
    """One unit's code with every name it goes by.

    Attributes:
        code: the bureau's code (单位代码).
        name: official name (单位名称).
        aliases: short names and former names (简称、别名).
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()


Units = tuple[UnitNames, ...]
