"""The four real public documents: the errors that a person judged true, and no other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import warehouse
from extractors import extract
from normalizers import Source, normalize

NOW = datetime(2025, 9, 1, tzinfo=UTC)
#: By check: what each message must name (issue 3's closing note tells why each is true).
KNOWN = [
    ("change.rate", ("100.00%", "0.00万元")),
    ("change.rate", ("0.53%", "352.67万元", "348.52万元")),
    ("conflict.within_document", ("350.35万元", "352.67万元")),
    ("ratio.share", ("71.73%", "2106.66万元", "2940.05万元")),
    ("unit.suspect_scale", ("0.3万元",)),
]


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    for path in sorted((shared / "real").glob("*.pdf")):
        document = extract(path.read_bytes(), path.name)
        warehouse.write_facts(home, normalize(document, Source(path.name, NOW)))
    warehouse.build(home, now=NOW, registry=None)
    return home


def test_every_finding_is_a_known_error(home: Path) -> None:
    with warehouse.connect(home) as connection:
        found = connection.execute(
            "SELECT check_id, severity, message FROM findings ORDER BY check_id, message DESC"
        ).fetchall()
    assert [(check, severity) for check, severity, _ in found] == [
        (check, "error") for check, _ in KNOWN
    ]
    for (_, _, message), (_, words) in zip(found, KNOWN, strict=True):
        assert all(word in message for word in words), message


def test_what_the_documents_compare_is_compared(home: Path) -> None:
    """Claims that lose their operands fall silent: count what is checked, not only what breaks."""
    with warehouse.connect(home) as connection:
        counted = dict(
            connection.execute(
                "SELECT check_id, count(*) FROM check_results WHERE outcome IN ('exact', "
                "'rounding', 'break') GROUP BY check_id"
            ).fetchall()
        )
    assert counted["change.rate"] >= 28
    assert counted["text.direction"] >= 36
    assert counted["sum.accounts"] >= 923
    assert counted["accounts.missing_table"] == 9
