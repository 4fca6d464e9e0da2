"""Reading on an existing Dask cluster: the other executor behind the seam of `flows.pool`.

The office's computer keeps the home's lock and writes; only the reading is sent out. A worker has
one thread (the libraries that read papers are not made for more), sees the home under the same
path, and runs the same version. A file that ends its worker is read again here, alone, with the
limits of this computer, and refused for the same reason as without a cluster.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from flows.home import Home
from flows.pool import Pool, Reader, Result, fill, limited, result_of
from flows.settings import ClusterError, Settings
from flows.work import Outcome, Task, work

SCHEME = "dask://"
SECONDS_TO_CONNECT = 10


def reader_of(home: Home, settings: Settings) -> Reader:
    """The reader that the settings name: processes here, or a cluster.

    Raises:
        ClusterError: the executor is not of the form dask://HOST:PORT.
    """
    if not settings.executor:
        return Pool(settings)
    host, colon, port = settings.executor.removeprefix(SCHEME).rpartition(":")
    if not (settings.executor.startswith(SCHEME) and host and colon and port.isdigit()):
        raise ClusterError(f"--executor 应为 dask://主机:端口，现为“{settings.executor}”。")
    return Cluster(settings, home.root.resolve())


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reads on the workers of `settings.executor`.

    Attributes:
        root: the home, on a path that every worker sees.
        run: what a worker does; a function of a module, so that it can be sent there.
    """

    settings: Settings
    root: Path
    run: Callable[[Task], list[Outcome]] = work

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Every task with what came of it, as it comes; one more under way than workers.

        Raises:
            ClusterError: no cluster there, or its workers cannot be used.
        """
        waiting = iter(tasks)
        flying: dict[Future[list[Outcome]], Task] = {}
        settings = self.settings
        with self._connected() as (client, workers):
            executor = client.get_executor(pure=False, retries=0)
            send = lambda task: executor.submit(_on_worker, self.run, task, settings)  # noqa: E731
            try:
                while fill(flying, waiting, workers + 1, send):
                    for future in wait(flying, return_when=FIRST_COMPLETED).done:
                        yield self._settle(flying.pop(future), future)
            finally:
                executor.shutdown(wait=False)

    def _settle(self, task: Task, future: Future[list[Outcome]]) -> Result:
        """What came of one task; the suspect of a worker's death is read here, alone."""
        killed = import_module("distributed").KilledWorker
        try:
            if isinstance(future.exception(), killed):
                return Pool(self.settings, self.run).alone(task)
        except CancelledError:
            return task, OSError(errno.ECONNRESET, "与 Dask 集群的连接中断")
        return task, result_of(future)

    @contextmanager
    def _connected(self) -> Iterator[tuple[Any, int]]:
        """A client, and how many workers there are."""
        try:
            distributed = import_module("distributed")
        except ImportError as error:
            raise ClusterError(
                "没有安装 Dask：请在本机和各工作机安装 duizhang[cluster]，或不用 --executor。"
            ) from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        address = self.settings.executor.removeprefix(SCHEME)
        try:
            client = distributed.Client(
                f"tcp://{address}", timeout=SECONDS_TO_CONNECT, set_as_default=False
            )
        except OSError as error:
            raise ClusterError(
                f"连不上 Dask 集群 {address}：请确认调度进程（dask scheduler）已启动、端口可达。"
            ) from error
        with client:
            self._examine(client)
            yield client, len(client.scheduler_info(n_workers=-1)["workers"])

    def _examine(self, client: Any) -> None:
        """Raises ClusterError where the workers cannot do our work."""
        workers = client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            raise ClusterError("Dask 集群里没有工作进程：请先启动 dask worker。")
        if any(worker["nthreads"] != 1 for worker in workers.values()):
            raise ClusterError("Dask 工作进程须为单线程：请用 dask worker --nthreads 1 启动。")
        try:
            seen = client.run(sight, str(self.root))
        except Exception as error:
            raise ClusterError(
                "Dask 工作进程不能运行对账程序：请在各工作机安装同一版本的 duizhang[cluster]。"
            ) from error
        here = sight(str(self.root))
        for worker, (is_there, version) in seen.items():
            if not is_there:
                raise ClusterError(
                    f"工作进程 {worker} 看不到数据目录 {self.root}：请放在各机路径相同的共享盘上。"
                )
            if version != here[1]:
                raise ClusterError(f"工作进程 {worker} 的对账程序版本与本机不同，请更新。")


def sight(root: str) -> tuple[bool, str]:
    """Runs on a worker: whether it sees the home, and a digest of its version of the program."""
    from flows.layers import real  # noqa: PLC0415 - on the worker
    from flows.office import rules  # noqa: PLC0415

    return Path(root).is_dir(), f"{real().extractor_version}/{rules()}"


def _on_worker(
    run: Callable[[Task], list[Outcome]], task: Task, settings: Settings
) -> list[Outcome]:
    """Runs on a worker: a file that takes too long ends the process, libraries stay silent."""
    logging.disable()  # they talk about the paper; what matters comes back as a problem
    try:
        return limited(run, task, settings)
    finally:
        logging.disable(logging.NOTSET)
