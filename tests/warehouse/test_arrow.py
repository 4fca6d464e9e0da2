"""Tables are made without pandas, which others may still import."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from warehouse import lake
from warehouse.results import ProblemRow
from warehouse.schema import arrow_table
assert arrow_table(ProblemRow, [ProblemRow(submission_id="a", code="b", message="c")]).num_rows
assert "pandas" not in sys.modules
import pandas, pyarrow
frame = pandas.DataFrame({"a": ["x", None, "xy"]}).dropna()
assert frame["a"].str.len().to_list() == [1, 2]
assert pyarrow.table({"a": [1]}).to_pandas()["a"].sum() == 1
"""


def test_no_pandas_for_a_table() -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", SCRIPT], check=True)
