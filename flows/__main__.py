"""`python -m flows`, the same as `duizhang`."""

from flows.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
