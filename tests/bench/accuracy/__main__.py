"""The accuracy bench: tables and narratives, by item, form and format.

    python -m tests.bench.accuracy [--first-seed N] [--write docs/accuracy.md]

Building uses seeds from 0; judging seeds start at 10**6. `--first-seed` takes fresh ones.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.bench.accuracy import narrative, report_files, tables
from tests.bench.accuracy.score import rows
from tests.bench.accuracy.writers import WRITERS

ABOUT = """# How exactly documents are read

Generated documents with known truth, seeds {first} and up; files take the first seeds of the same
range. Building uses seeds from 0. The default judging seeds (from 1000000) were rerun while the
reader was built; the page in the docs uses seeds from 8300000, opened for it for the first time on
2026-11-23. Once printed they show regressions only: judge a change with a fresh `--first-seed`.

What is measured: the tables' generator knows the same forms as the reader, so tables measure the
engine and the extractors, not labels nobody has seen yet. Sentences are worded apart from the
reader's phrase data, but by the same people; real reports word more ways. Files are clean, typed
ones; scans are not in here. Table files are extracted and read by the table reader; narrative
files go through extraction and the whole of `normalize`.

A *silent error* is a wrong or invented value that is not marked doubtful; a doubtful narrative
value counts as not recalled. The bound is the one-sided upper 95 % limit of silent errors among
values read, as if values were independent; those of one document share its style, so it is
somewhat too narrow. Regenerate:
`python -m tests.bench.accuracy --first-seed {first} --write docs/accuracy.md`."""


def page(first: int, drafts: int, files: int, reports: int, report_count: int) -> tuple[str, str]:
    """The page of the docs, and examples of what went wrong."""
    parts, examples = [ABOUT.format(first=first)], []
    for name in (None, *sorted(WRITERS)):
        count = drafts if name is None else files
        found = tables.run(first, count, name)
        counts: dict[str, Counter[str]] = {key: tally.counts for key, tally in found.items()}
        for tally in counts.values():
            tally["stated"] = tally["figures"]
        where = f"through {name}, {count} files" if name else f"reader alone, {count} tables"
        parts.append(f"## Tables, {where}\n\n" + rows("form", counts, ("indicators",)))
        rowed = counts["indicators"]
        parts.append(
            f"Indicator rows right in every column: {rowed['right']} of {rowed['stated']} "
            f"({rowed['right'] / max(rowed['stated'], 1):.2%})."
        )
        examples += [example for tally in found.values() for example in tally.examples]
    told, wrong = narrative.run(first, reports)
    parts.append(f"## Narratives, reader alone, {reports} reports\n\n" + rows("item", told))
    examples += wrong
    for name in report_files.WRITERS:
        told, wrong, differ = report_files.run(first, report_count, name)
        parts.append(
            f"## Narratives, through {name}, {report_count} files\n\n" + rows("item", told)
        )
        parts.append(f"Files whose extracted text is longer or shorter than written: {differ}.")
        examples += wrong
    return "\n\n".join(parts) + "\n", "\n".join(examples)


def main(arguments: list[str]) -> int:
    """Print or write the page; examples of errors go to standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first-seed", type=int, default=10**6)
    parser.add_argument("--tables", type=int, default=900, help="tables for the reader alone")
    parser.add_argument("--table-files", type=int, default=150, help="files of each format")
    parser.add_argument("--reports", type=int, default=600, help="reports for the reader alone")
    parser.add_argument("--report-files", type=int, default=100, help="files of each format")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args(arguments)
    text, examples = page(
        options.first_seed, options.tables, options.table_files, options.reports,
        options.report_files,
    )  # fmt: skip
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    sys.stderr.write(examples + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
