"""The command line `duizhang`: arguments and exit codes. Everything heavy is imported on use."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

#: Exit codes of CONTRACT §1.
FINE, SOME_BAD, USAGE, LOCKED, INTERNAL = range(5)
#: As shells have it for Ctrl-C.
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese where a clerk reads it."""

    def error(self, message: str) -> NoReturn:
        """Prints what is wrong and how to get help, then exits with 2."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"参数有误：{message}\n用 {self.prog} --help 查看用法。\n")

    def format_usage(self) -> str:
        """The usage line with a Chinese head."""
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        """The whole help with Chinese heads."""
        text = super().format_help().replace("usage:", "用法：", 1)
        for english, chinese in (
            ("positional arguments:", "位置参数："),
            ("options:", "选项："),
            ("show this help message and exit", "显示帮助"),
        ):
            text = text.replace(english, chinese)
        return text


def parser() -> Parser:
    """The parser of every command."""
    root = Parser(
        prog="duizhang",
        description="对账：读取预算单位报送的自评报告、自评表、决算和预算，核对数字是否对得上。",
        epilog="退出码：0 全部收下；1 有文件退回或失败；2 用法有误；3 数据目录被占用；4 内部错误。",
    )
    commands = root.add_subparsers(dest="command", metavar="命令", required=True)

    run = _command(commands, "run", "收文件、提取、入库、核对、写报告，一次做完")
    run.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="文件或文件夹，缺省为收件夹"
    )
    _registry(run)
    run.add_argument("--year", type=int, metavar="N", help="只核对这一年度")
    _workers(run)
    _executor(run)

    serve = _command(commands, "serve", "常驻服务：守候收件夹，每夜对账（Prefect），Ctrl-C 停止")
    _registry(serve)
    _workers(serve)
    _executor(serve)

    read = commands.add_parser("read", help="读文件并打印读懂的内容，不改动任何数据")
    read.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="文件、文件夹或压缩包")
    _format(read, ("text", "json"))
    _workers(read)

    reconcile = _command(commands, "reconcile", "由数据湖重建数据库并核对")
    _registry(reconcile)
    reconcile.add_argument("--year", type=int, metavar="N", help="只核对这一年度")
    reconcile.add_argument(
        "--reextract", action="store_true", help="重读存档原件（升级后用），并列出变化"
    )
    _workers(reconcile)
    _executor(reconcile)

    query = _command(commands, "query", "对已发布的数据库执行只读 SQL")
    query.add_argument("sql", metavar="SQL", help='例如 "SELECT * FROM findings"')
    _format(query, ("table", "csv", "json"))

    _command(commands, "status", "各单位：已收、缺报、退回及原因、待人工核对")

    explain = _command(commands, "explain", "解释一条发现或一个数字：算式、原文、文件、页、单元格")
    explain.add_argument("id", metavar="ID", help="发现编号或数字编号")
    explain.add_argument("--image", type=Path, metavar="OUT.png", help="截取原页并标出单元格")

    review = _command(commands, "review", "在浏览器里核对存疑、矛盾的数字，写入更正，Ctrl-C 结束")
    _registry(review)
    review.add_argument("--port", type=int, default=0, metavar="N", help="端口，缺省任取一个空闲的")
    review.add_argument("--no-browser", action="store_true", help="只打印网址，不打开浏览器")

    apply = _command(commands, "apply", "读回底稿 findings.xlsx 中填写的复核结论和更正")
    apply.add_argument("file", type=Path, metavar="FILE.xlsx", help="填好的底稿")

    report = _command(commands, "report", "重写报告")
    _format(report, ("html", "xlsx"))
    report.add_argument("--letters", action="store_true", help="给每个有问题的单位写一份审核意见")
    report.add_argument(
        "--until", type=_day, metavar="YYYY-MM-DD", help="审核意见中的答复期限，缺省为 14 天后"
    )
    return root


def _command(commands: argparse._SubParsersAction[Parser], name: str, told: str) -> Parser:
    """A command that works on a home."""
    command = commands.add_parser(name, help=told, description=told + "。")
    command.add_argument(
        "--home", metavar="DIR", help="数据目录，缺省为环境变量 DUIZHANG_HOME 或 ./data"
    )
    return command


def _registry(command: Parser) -> None:
    command.add_argument(
        "--registry", type=Path, metavar="FILE", help="单位名册（registry.xlsx 或 CSV 文件夹）"
    )


def _workers(command: Parser) -> None:
    command.add_argument("--workers", type=_positive, metavar="N", help="并行进程数，缺省为核数")


def _executor(command: Parser) -> None:
    command.add_argument(
        "--executor", metavar="dask://HOST:PORT", help="在已有的 Dask 集群上读取，缺省在本机"
    )


def _format(command: Parser, choices: tuple[str, ...]) -> None:
    command.add_argument(
        "--format", choices=choices, default=choices[0], help=f"输出格式，缺省 {choices[0]}"
    )


def _day(text: str) -> date:
    """A day, as 2026-12-10."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("日期应写成 2026-12-10 的样子") from error


def _positive(text: str) -> int:
    """A number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("应为 1 以上的整数")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; returns the exit code of CONTRACT §1."""
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    commands = import_module("flows.commands")
    code: int = commands.dispatch(options)
    return code
