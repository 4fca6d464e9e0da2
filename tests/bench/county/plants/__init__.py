"""Every plant, by the check that must find it."""

from __future__ import annotations

from tests.bench.county.plants import amounts, office, peers, ratios, scores
from tests.bench.county.plants.kit import Plant, UnfitError, Where

__all__ = ["PLANTS", "Plant", "UnfitError", "Where"]

PLANTS: tuple[Plant, ...] = (
    *amounts.PLANTS,
    *ratios.PLANTS,
    *scores.PLANTS,
    *peers.PLANTS,
    *office.PLANTS,
)
