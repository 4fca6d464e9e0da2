"""LibreOffice without a window: converts what no Python library reads, where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from contracts.errors import Code, Refusal

#: Seconds for one file; a start without a profile takes two.
TIME_LIMIT = 90.0
#: A fresh profile that runs no macro and loads nothing that a document links to.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
</item></oor:items>
"""


def find() -> str | None:
    """The program, None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    windows = Path(os.environ.get("PROGRAMFILES", "")) / "LibreOffice" / "program" / "soffice.exe"
    return str(windows) if windows.is_file() else None


def to_docx(data: bytes, suffix: str) -> bytes | None:
    """The file as docx, None where LibreOffice cannot read it.

    Args:
        data: the file.
        suffix: of a file of its format, such as ".doc".

    Raises:
        Refusal: `needs_libreoffice` where it is not installed, `timeout` after `TIME_LIMIT`.
    """
    program = find()
    if program is None:
        raise Refusal(Code.NEEDS_LIBREOFFICE)
    with tempfile.TemporaryDirectory(prefix="duizhang-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source = work / f"source{suffix}"
        source.write_bytes(data)
        user = work / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        _run(
            [
                program,
                "--headless",
                "--norestore",
                f"-env:UserInstallation={(work / 'profile').as_uri()}",
                "--convert-to",
                "docx",
                "--outdir",
                str(work / "out"),
                str(source),
            ]
        )
        target = work / "out" / "source.docx"
        return target.read_bytes() if target.is_file() else None


def _run(command: list[str]) -> None:
    """Runs the conversion; after the limit the whole process group is ended."""
    with subprocess.Popen(  # noqa: S603 - our own arguments, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(TIME_LIMIT)
        except BaseException as error:
            # The launcher starts a child of its own that would outlive it.
            with contextlib.suppress(ProcessLookupError):
                if os.name == "nt":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise Refusal(Code.TIMEOUT) from error
            raise
