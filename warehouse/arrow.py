"""pyarrow without pandas.

At its first array pyarrow imports pandas, only to ask whether a list is a Series: one second of
every run. Asked while pandas cannot be found, it does not ask again; others import pandas as ever,
only a Series is then no array of its own kind to pyarrow. The house gives it none.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

import pyarrow as pa

__all__ = ["pa"]


class _NoPandas(MetaPathFinder):
    """Finds that there is no pandas."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname, name=fullname)


def _ask_once() -> None:
    """Lets pyarrow ask for pandas, unless somebody has it already."""
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)


_ask_once()
