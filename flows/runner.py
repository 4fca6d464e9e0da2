"""The process that runs the deployments: `python -m flows.runner HOME SUFFIX [REGISTRY]`.

Serves the inbox pass, started by the watcher and on a timer, and the nightly reconciliation,
started by cron. One run at a time, because the home has one writer.
"""

from __future__ import annotations

import sys

from prefect import serve
from prefect.schedules import Cron, Interval

from flows.prefect_flows import intake, nightly
from flows.runs import INBOX, NIGHT
from flows.settings import from_environment

#: The inbox pass also runs without any event, seconds: a last net under watcher and rescan.
NET_SECONDS = 3600


def main(home: str, suffix: str, registry: str | None) -> None:
    """Registers both deployments and runs them until told to stop."""
    settings = from_environment()
    parameters = {"home": home, "registry": registry}
    serve(
        intake.to_deployment(  # type: ignore[arg-type] # sync in a sync caller
            INBOX + suffix,
            schedule=Interval(NET_SECONDS, timezone=settings.timezone),
            parameters=parameters,
            description="收件夹：新文件到齐后收件、核对、写报告",
        ),
        nightly.to_deployment(  # type: ignore[arg-type] # sync in a sync caller
            NIGHT + suffix,
            schedule=Cron(settings.nightly, timezone=settings.timezone),
            parameters=parameters,
            description="每夜对账",
        ),
        pause_on_shutdown=False,
        print_starting_message=False,
        limit=1,
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
