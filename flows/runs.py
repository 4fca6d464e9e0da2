"""Runs of the deployments, by the server's HTTP interface: Prefect itself is slow to import."""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

#: Names of the deployments on a server of our own.
INBOX, NIGHT = "inbox", "nightly"
#: A run in one of these states will see every file that lies in the inbox now.
COMING = ["SCHEDULED", "PENDING"]
#: A run in one of these states was begun.
OPEN = ["PENDING", "RUNNING", "CANCELLING"]


def suffix_of(home: Path) -> str:
    """What tells the deployments of a home from another's on a server that both use."""
    return "-" + hashlib.sha256(str(home).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Api:
    """A server as the service speaks to it.

    Attributes:
        url: of the API, `http://…/api`.
        suffix: of the deployments' names.
    """

    url: str
    suffix: str = ""

    def answers(self) -> bool:
        """Whether the server is there."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError, ValueError):
            return False

    def start_inbox_run(self) -> bool:
        """Starts a run now unless one is about to start; False where it must be tried again."""
        try:
            deployment = self._ask(f"deployments/name/intake/{INBOX}{self.suffix}")
            if not self._is_coming(deployment["id"]):
                body = {"state": {"type": "SCHEDULED"}}
                self._ask(f"deployments/{deployment['id']}/create_flow_run", body)
        except (OSError, ValueError, KeyError):
            return False
        return True

    def close_left_open(self) -> int:
        """Marks as crashed what a killed runner left open; no runner may be running.

        A run that stays pending for ever would look like one that is about to start.

        Returns:
            How many there were.

        Raises:
            OSError: the server does not answer.
        """
        names = [name + self.suffix for name in (INBOX, NIGHT)]
        wanted = {
            "deployments": {"name": {"any_": names}},
            "flow_runs": {"state": {"type": {"any_": OPEN}}},
        }
        left = self._ask("flow_runs/filter", wanted)
        crashed = {"state": {"type": "CRASHED", "message": "进程已被终止"}, "force": True}
        for run in left:
            self._ask(f"flow_runs/{run['id']}/set_state", crashed)
        return len(left)

    def _is_coming(self, deployment: str) -> bool:
        """Whether a run is due or about to start; the timer's of the next hour does not count."""
        soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
        wanted = {
            "deployments": {"id": {"any_": [deployment]}},
            "flow_runs": {
                "state": {"type": {"any_": COMING}},
                "expected_start_time": {"before_": soon},
            },
        }
        return bool(self._ask("flow_runs/filter", {**wanted, "limit": 1}))

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """One request; GET without a body."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 - our own server's address
            f"{self.url}/{path}", data, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.loads(answer.read())
