from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fakes import LAYERS

from flows.home import Home
from flows.office import Office
from flows.passes import Pass
from flows.pool import Inline
from flows.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    found.create()
    return found


@pytest.fixture
def work(home: Home) -> Pass:
    settings = Settings(settle_seconds=0, retry_seconds=0.001)
    return Pass(home, settings, Office(), LAYERS, Inline(LAYERS))
