"""Limits and intervals, each with a default for an office computer and an environment name."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields


class ClusterError(Exception):
    """The cluster cannot be used; the message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be tuned without touching code.

    Every field is read from `DUIZHANG_<NAME>` in capitals, for example DUIZHANG_SETTLE_SECONDS.

    Attributes:
        settle_seconds: how long a file in the inbox must lie unchanged.
        timeout_seconds: how long one file may take to read.
        page_seconds: how long a scanned page may take where the file's own time is up, so that a
            hundred pages are not taken for a file that hangs.
        memory_mb: address space of one reading process; 0 for no limit.
        workers: reading processes; 0 for one a processor core.
        executor: dask://HOST:PORT reads on that Dask cluster; empty for processes here.
        attempts: how often a full disk or a locked file is tried within one pass.
        retry_seconds: pause before the second attempt, doubled each time.
        rescan_seconds: the standing service looks at the whole inbox this often.
        polling: watch by looking, for network shares that send no events.
        nightly: cron of the nightly reconciliation.
        timezone: time zone of that cron.
    """

    settle_seconds: float = 2.0
    timeout_seconds: float = 300.0
    page_seconds: float = 60.0
    memory_mb: int = 4096
    workers: int = 0
    executor: str = ""
    attempts: int = 3
    retry_seconds: float = 0.3
    rescan_seconds: float = 60.0
    polling: bool = False
    nightly: str = "0 2 * * *"
    timezone: str = "Asia/Shanghai"

    @property
    def worker_count(self) -> int:
        """Reading processes in fact."""
        return self.workers or os.cpu_count() or 1


def from_environment() -> Settings:
    """The settings with what the environment says.

    Raises:
        ValueError: a variable holds no number; the message names it in Chinese.
    """
    given: dict[str, object] = {}
    defaults = Settings()
    for item in fields(Settings):
        name = f"DUIZHANG_{item.name.upper()}"
        text = os.environ.get(name)
        if text is not None:
            given[item.name] = _parse(name, text, getattr(defaults, item.name))
    return Settings(**given)  # type: ignore[arg-type] # each value has its default's type


def _parse(name: str, text: str, default: object) -> object:
    """A variable's text as the type of the default."""
    if isinstance(default, str):
        return text
    if isinstance(default, bool):
        return text.strip().lower() in {"1", "true", "yes", "on", "是"}
    try:
        return type(default)(text)  # type: ignore[call-arg] # int or float
    except ValueError as error:
        raise ValueError(f"环境变量 {name} 应为数字，现为“{text}”。") from error
