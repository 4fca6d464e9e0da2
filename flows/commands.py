"""What each command does, between the parsed arguments and the printed lines."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli import FINE, INTERNAL, INTERRUPTED, LOCKED, SOME_BAD, USAGE
from flows.home import Home, HomeLockedError, HomeUnusableError, locate
from flows.office import RegistryError
from flows.settings import ClusterError, Settings, from_environment

if TYPE_CHECKING:
    from flows.passes import Summary

#: What a letter gives a unit to answer where nobody says otherwise.
DAYS_TO_ANSWER = timedelta(days=14)


def dispatch(options: argparse.Namespace) -> int:
    """Runs the command and turns what goes wrong into a sentence and an exit code."""
    try:
        return COMMANDS[options.command](options)
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except tuple(EXITS) as error:
        print_error(str(error) or "已中断；未处理完的文件下次继续。")
        return next(code for kind, code in EXITS.items() if isinstance(error, kind))
    except Exception as error:  # the last line of defence; the details only for the makers
        if os.environ.get("DUIZHANG_DEBUG") is not None:
            raise
        from flows.work import describe  # noqa: PLC0415 - rare

        print_error(f"内部错误：{describe(error)}。设 DUIZHANG_DEBUG=1 可看详情。")
        return INTERNAL


class UsageError(Exception):
    """The arguments cannot be used; the message says why, in Chinese."""


#: What ends a command with a sentence, and its exit code.
EXITS: dict[type[BaseException], int] = {
    UsageError: USAGE,
    HomeLockedError: LOCKED,
    HomeUnusableError: INTERNAL,
    RegistryError: USAGE,
    ClusterError: USAGE,
    KeyboardInterrupt: INTERRUPTED,
}


def out(line: str = "") -> None:
    """A line for the person, on the standard output."""
    sys.stdout.write(line + "\n")


def print_error(line: str) -> None:
    """A line for the person, on the standard error."""
    sys.stdout.flush()
    sys.stderr.write(line + "\n")


def settings_of(options: argparse.Namespace) -> Settings:
    """Environment, then arguments."""
    settings = from_environment()
    given = {name: getattr(options, name, None) for name in ("workers", "executor")}
    return dataclasses.replace(
        settings, **{name: value for name, value in given.items() if value is not None}
    )


@contextlib.contextmanager
def progress_bar(total: int | None) -> Iterator[Callable[[object], None]]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    with Progress(
        TextColumn("正在读取"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        row = bar.add_task("", total=total)

        def advance(taken: object) -> None:
            name = " ".join(str(getattr(taken, "name", "")).split())
            bar.update(row, advance=1, description=name[:30].replace("[", "［"))

        yield advance


def run(options: argparse.Namespace) -> int:
    """`duizhang run`."""
    from flows import passes, summary  # noqa: PLC0415 - --help must not wait for it

    absent = [path for path in options.paths if not path.is_symlink() and not path.exists()]
    if absent:
        raise UsageError("找不到：" + "、".join(map(str, absent)))
    home = locate(options.home)
    with home.writing():
        work = passes.prepare(
            home, settings_of(options), registry=_registry(options), year=options.year
        )
        with progress_bar(None) as advance:
            done = passes.run_pass(work, options.paths, advance)
    for line in summary.lines(home, done):
        out(line)
    return outcome_of(done, SOME_BAD if done.is_bad else FINE)


def outcome_of(done: Summary, otherwise: int) -> int:
    """The exit code of a pass; a check that could not run is the program's fault, told first."""
    if done.build is None or not done.build.failed_checks:
        return otherwise
    print_error(f"{len(done.build.failed_checks)} 项检查出错，没有做；其余结果已发布，见上。")
    return INTERNAL


def reconcile(options: argparse.Namespace) -> int:
    """`duizhang reconcile`."""
    from flows import passes, summary  # noqa: PLC0415

    home = locate(options.home)
    with home.writing():
        work = passes.prepare(
            home, settings_of(options), registry=_registry(options), year=options.year
        )
        done = passes.reconcile_pass(work, again=options.reextract)
    for line in summary.lines(home, done, changes=True):
        out(line)
    return outcome_of(done, FINE)


def _registry(options: argparse.Namespace) -> Path | None:
    """`--registry`, which must exist."""
    path: Path | None = options.registry
    if path is not None and not path.exists():
        raise UsageError(f"找不到名册：{path}")
    return path


def read(options: argparse.Namespace) -> int:
    """`duizhang read`."""
    from flows import reading, rendering  # noqa: PLC0415
    from flows.members import OneByOne  # noqa: PLC0415
    from flows.pool import Pool  # noqa: PLC0415

    settings = settings_of(options)
    count = max(1, min(settings.worker_count, len(options.paths)))
    pool = Pool(dataclasses.replace(settings, workers=count))
    code = FINE
    for outcome in reading.read_paths(options.paths, OneByOne(pool)):
        code = SOME_BAD if outcome.facts is None else code
        if options.format == "json":
            out(reading.json_line(outcome))
        else:
            for line in rendering.render(outcome):
                out(line)
            out()
    return code


def query(options: argparse.Namespace) -> int:
    """`duizhang query`."""
    from flows import querying  # noqa: PLC0415

    try:
        for line in querying.lines(locate(options.home), options.sql, options.format):
            sys.stdout.write(line)
    except querying.QueryError as error:
        raise UsageError(str(error)) from error
    return FINE


def status(options: argparse.Namespace) -> int:
    """`duizhang status`."""
    from flows import querying, statusing  # noqa: PLC0415

    try:
        for line in statusing.lines(locate(options.home)):
            out(line)
    except querying.QueryError as error:
        raise UsageError(str(error)) from error
    return FINE


def explain(options: argparse.Namespace) -> int:
    """`duizhang explain`."""
    from flows import explaining, querying  # noqa: PLC0415

    home = locate(options.home)
    try:
        for line in explaining.lines(home, options.id):
            out(line)
        if options.image is not None:
            explaining.picture(home, options.id, options.image)
            out(f"截图：{options.image}")
    except (querying.QueryError, explaining.UnknownIdError) as error:
        raise UsageError(str(error)) from error
    return FINE


def review(options: argparse.Namespace) -> int:
    """`duizhang review`."""
    from flows import querying  # noqa: PLC0415
    from flows.review import desk, server  # noqa: PLC0415

    def told(url: str) -> None:
        out(f"核对页面：{url}")
        out("网址含有口令，只在本机、本次有效。核对完按 Ctrl-C 结束；更正在下次 run 时生效。")
        sys.stdout.flush()

    try:
        opened = desk.open_desk(locate(options.home), _registry(options))
        out(f"待核对 {len(opened.cases)} 处。")
        server.serve(opened, options.port, told, browser=not options.no_browser)
    except querying.QueryError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"端口 {options.port} 无法使用：{error.strerror}") from error
    return FINE


def apply(options: argparse.Namespace) -> int:
    """`duizhang apply`."""
    from flows import applying, papers, querying  # noqa: PLC0415

    home = locate(options.home)
    try:
        with querying.connection(home), home.writing():
            done = applying.apply(home, options.file)
    except (papers.PaperError, querying.QueryError) as error:
        raise UsageError(str(error)) from error
    out(f"读回：复核结论 {done.verdicts} 条，更正 {done.corrections} 条，撤销 {done.withdrawn} 条，"
        f"与已有记录相同 {done.unchanged} 条，不能采用 {len(done.errors)} 条。")  # fmt: skip
    for line in done.errors:
        out(f"  {line}")
    if done.verdicts + done.corrections + done.withdrawn:
        out("下次 run 或 reconcile 时生效。")
    return SOME_BAD if done.errors else FINE


def report(options: argparse.Namespace) -> int:
    """`duizhang report`."""
    from flows import passes, querying  # noqa: PLC0415

    home = locate(options.home)
    if options.letters or options.until:
        return letters(home, options.until)
    with querying.connection(home), home.writing():
        written = passes.write_reports(home, (options.format,))
    for path in written:
        out(f"报告：{path}")
    return FINE if written else INTERNAL


def letters(home: Home, until: date | None) -> int:
    """`duizhang report --letters`."""
    from flows import querying  # noqa: PLC0415
    from warehouse.report import write_letters  # noqa: PLC0415

    today = datetime.now().astimezone().date()
    if until is not None and until < today:
        raise UsageError(f"答复期限 {until} 已经过去。")
    with querying.connection(home), home.writing():
        made = write_letters(home.root, written=today, until=until or today + DAYS_TO_ANSWER)
    written = [path for path, _ in made if path is not None]
    for path in written:
        out(f"审核意见：{path}")
    out(f"共 {len(written)} 份，请逐份过目后再发出。")
    held = [f"{letter.unit_name} {letter.held_back} 条" for _, letter in made if letter.held_back]
    if held:
        out(f"含存疑读数、没有写入的问题：{'；'.join(held)}。请先用 duizhang review 核对。")
    return FINE


def serve(options: argparse.Namespace) -> int:
    """`duizhang serve`."""
    from flows import serving  # noqa: PLC0415

    return serving.serve(locate(options.home), settings_of(options), _registry(options))


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": run,
    "serve": serve,
    "read": read,
    "reconcile": reconcile,
    "query": query,
    "status": status,
    "explain": explain,
    "review": review,
    "apply": apply,
    "report": report,
}
