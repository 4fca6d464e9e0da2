"""A name space of the network without any route, and who was spoken to inside."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

LISTENING = Path(__file__).parent / "listening"
ROOT = LISTENING.parent.parent.parent
#: Only the loopback device, which a server and its clients need.
ALONE = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
LOCAL = {"127.0.0.1", "::1", "localhost", "None"}


def alone() -> list[str]:
    """What to put before a command; skips aloud where name spaces cannot be made."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("unshare or ip is not on this machine")
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a network name space cannot be made here")
    return ALONE


def listening(log: Path) -> dict[str, str]:
    """Environment in which every Python process notes the addresses it speaks to."""
    path = os.pathsep.join(filter(None, (str(LISTENING), str(ROOT), os.environ.get("PYTHONPATH"))))
    return {"PYTHONPATH": path, "DUIZHANG_TEST_ADDRESSES": str(log)}


def spoken_to(log: Path) -> set[str]:
    """Every address beyond this machine."""
    noted = set(log.read_text(encoding="utf-8").splitlines()) if log.exists() else set()
    return noted - LOCAL
