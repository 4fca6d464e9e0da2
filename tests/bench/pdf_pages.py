"""Pages a second for typed PDF, beside bare pdfplumber on the same files.

By hand: `python -m tests.bench.pdf_pages [FILE.pdf …]`; without files the samples are read. The
bare side asks `extract_tables()` of every page; ours also gives running text, places, spans,
stitched tables and titles. Medians of several rounds taken in turn; the ratio is what counts.
Files that either side cannot open, and scans, which only ours reads, are named and left out.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from contracts.document import Reading
from contracts.errors import Refusal
from extractors import extract

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "inbox"


def bare(data: bytes) -> int:
    """Tables as pdfplumber gives them; the number of pages."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def ours(data: bytes) -> int:
    """What `extract` reads; the number of pages."""
    return len(extract(data, "").pages)


def spent(read: Callable[[bytes], int], data: bytes) -> float:
    """CPU seconds of reading a file once."""
    start = time.process_time()
    read(data)
    return time.process_time() - start


def comparable(path: Path) -> tuple[bytes, int] | None:
    """The file's bytes and pages where both sides read its text layer."""
    data = path.read_bytes()
    try:
        count = bare(data)
        document = extract(data, "")
    except (PdfminerException, Refusal) as error:
        print(f"skipped {path.name}: {type(error).__name__}")
        return None
    if any(page.reading is Reading.OCR for page in document.pages):
        print(f"skipped {path.name}: scan")
        return None
    return data, count


def main() -> None:
    """Prints one line a file, the median of the files and the sum of all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print(f"{'ours pages/s':>13} {'pdfplumber pages/s':>19} {'time ratio':>11}  file")
    total = [0.0, 0.0]
    pages = 0
    rows: list[tuple[float, float, float]] = []
    for path in arguments.files or sorted(SAMPLES.rglob("*.pdf")):
        readable = comparable(path)  # both are warm then
        if readable is None:
            continue
        data, count = readable
        times: list[tuple[float, float]] = [
            (spent(ours, data), spent(bare, data)) for _ in range(arguments.rounds)
        ]
        mine, theirs = (statistics.median(each[side] for each in times) for side in (0, 1))
        total[0] += mine
        total[1] += theirs
        pages += count
        rows.append((count / mine, count / theirs, mine / theirs))
        print(f"{count / mine:13.1f} {count / theirs:19.1f} {mine / theirs:11.2f}  {path.name}")
    if pages:
        speed, bare_speed, ratio = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{speed:13.1f} {bare_speed:19.1f} {ratio:11.2f}  median of {len(rows)} files")
        ratio = total[0] / total[1]
        print(f"{pages / total[0]:13.1f} {pages / total[1]:19.1f} {ratio:11.2f}  {pages} pages")


if __name__ == "__main__":
    main()
