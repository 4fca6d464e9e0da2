"""Starting a run of the inbox deployment, by the server's HTTP interface alone."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

#: Names as `flows.runner` registers them; that module imports Prefect, which takes seconds.
DEPLOYMENT = "intake/inbox"
NAMES = ("inbox", "nightly")
#: A run in one of these states will see every file that lies in the inbox now.
OPEN = ["PENDING", "RUNNING", "CANCELLING"]
COMING = ["SCHEDULED", "PENDING"]


def start_inbox_run(url: str) -> bool:
    """Starts a run now unless one is about to start; False where it must be tried again.

    Args:
        url: of the API, `http://…/api`.
    """
    try:
        deployment = _ask(url, f"deployments/name/{DEPLOYMENT}")
        if not _is_coming(url, deployment["id"]):
            body = {"state": {"type": "SCHEDULED"}}
            _ask(url, f"deployments/{deployment['id']}/create_flow_run", body)
    except (OSError, ValueError, KeyError):
        return False
    return True


def close_left_open(url: str) -> int:
    """Marks as crashed what a killed runner left open; no runner may be running.

    A run that stays pending for ever would look like one that is about to start.

    Returns:
        How many there were.

    Raises:
        OSError: the server does not answer.
    """
    wanted = {
        "deployments": {"name": {"any_": list(NAMES)}},
        "flow_runs": {"state": {"type": {"any_": OPEN}}},
    }
    left = _ask(url, "flow_runs/filter", wanted)
    crashed = {"state": {"type": "CRASHED", "message": "进程已被终止"}, "force": True}
    for run in left:
        _ask(url, f"flow_runs/{run['id']}/set_state", crashed)
    return len(left)


def _is_coming(url: str, deployment: str) -> bool:
    """Whether a run is due or about to start; the timer's run of the next hour does not count."""
    soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    wanted = {
        "deployments": {"id": {"any_": [deployment]}},
        "flow_runs": {
            "state": {"type": {"any_": COMING}},
            "expected_start_time": {"before_": soon},
        },
    }
    return bool(_ask(url, "flow_runs/filter", {**wanted, "limit": 1}))


def _ask(url: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """One request; GET without a body."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 - our own server's address
        f"{url}/{path}", data, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.loads(answer.read())
