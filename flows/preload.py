"""Imported once by the server that reading processes are forked from, so that each starts warm."""

import contextlib

with contextlib.suppress(Exception):
    from flows.layers import real

    real()
