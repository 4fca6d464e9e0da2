"""Every check can fail: plants in generated counties, and what is found of them.

    python -m tests.bench.county [--seed N] [--units 60] [--rounds 5] [--documents] [--together]

A round is a county of its own with one plant of every check of `sql/checks`, each in another unit;
`--together` puts up to four into every unit's year instead; `--documents` writes files and reads
them back, with the plants that documents alone determine.
Building uses seeds below 1000; judging seeds start at 10**6.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict

from tests.bench.county.county import make
from tests.bench.county.judge import Found, reconcile
from tests.bench.county.planting import (
    Placed,
    Score,
    judge,
    plant_apart,
    plant_together,
    variants,
)
from tests.bench.county.plants import PLANTS
from warehouse.statements import folder

#: Found at another unit than the planted one.
OF_TWO_UNITS = ("duplicate.narrative", "unit.unregistered")


def checks() -> list[str]:
    """Every check there is."""
    return [statement.name for statement in folder("checks")]


def one_round(
    seed: int, units: int, turn: int, *, documents: bool = False
) -> tuple[dict[str, Score], list[str]]:
    """How a round with one plant of each check was judged."""
    return judge(*planted(seed, units, turn, documents=documents))


def planted(
    seed: int, units: int, turn: int, *, documents: bool = False
) -> tuple[list[Placed], list[Found]]:
    """A county with one plant of each check; of those that documents alone determine."""
    county = make(seed, units)
    plants = [p for p in variants(checks(), turn) if p.documents or not documents]
    placed = plant_apart(county, plants, random.Random(f"plants {seed}"))
    return placed, reconcile(county, documents=documents)


def crowded(
    seed: int, units: int, *, documents: bool = False
) -> tuple[dict[str, Score], list[str]]:
    """A county with up to four plants of different checks in every unit's year."""
    county = make(seed, units)
    plants = [
        plant for plant in PLANTS
        if (plant.documents or not documents) and plant.check not in OF_TWO_UNITS
    ]  # fmt: skip
    placed = plant_together(county, plants, random.Random(f"crowd {seed}"))
    return judge(placed, reconcile(county, documents=documents))


def table(scores: dict[str, Score]) -> str:
    """A line a check."""
    lines = ["| check | plants | found | severity | false |", "|---|---|---|---|---|"]
    whole = Score()
    for check, score in sorted(scores.items()):
        lines.append(
            f"| {check} | {score.plants} | {score.found} | {score.severity} | {score.false} |"
        )
        add(whole, score)
    lines.append(f"| all | {whole.plants} | {whole.found} | {whole.severity} | {whole.false} |")
    return "\n".join(lines) + "\n"


def add(to: Score, more: Score) -> None:
    """Adds counts."""
    to.plants += more.plants
    to.found += more.found
    to.severity += more.severity
    to.false += more.false


def main(arguments: list[str]) -> int:
    """Prints the table; what went wrong goes to standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--units", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", action="store_true", help="through files and readers")
    parser.add_argument("--together", action="store_true", help="four plants a unit and year")
    options = parser.parse_args(arguments)
    whole: dict[str, Score] = defaultdict(Score)
    for turn in range(options.rounds):
        seed, documents = options.seed + turn, options.documents
        if options.together:
            scores, lines = crowded(seed, options.units, documents=documents)
        else:
            scores, lines = one_round(seed, options.units, turn, documents=documents)
        for check, score in scores.items():
            add(whole[check], score)
        sys.stderr.write("".join(f"{seed}: {line}\n" for line in lines))
    sys.stdout.write(table(whole))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
