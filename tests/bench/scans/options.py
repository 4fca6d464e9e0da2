"""What every bench over scans is told on its command line: which condition, which pages."""

from __future__ import annotations

import argparse


def parser(about: str | None, *, first: int | None, pages: int, of: str) -> argparse.ArgumentParser:
    """A command line with `--only`, `--first` and `--pages`.

    Args:
        about: description, kept as it is set.
        first: the first of what is counted, where none is given; pages: how many.
        of: what is counted.
    """
    made = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--only", default="", help="part of a condition's name")
    made.add_argument("--first", type=int, default=first, help=f"first {of}")
    made.add_argument("--pages", type=int, default=pages, help="how many of them")
    return made
