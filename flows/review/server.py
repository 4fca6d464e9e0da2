"""The page's server: FastAPI bound to 127.0.0.1, every address below a secret path."""

from __future__ import annotations

import contextlib
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, Field

from flows.office import RegistryError
from flows.review.desk import Desk, DeskError
from flows.review.entering import EntryError
from flows.review.guard import Guard
from flows.review.showing import show, show_effect

ASSETS = Path(__file__).parent / "assets"
ADDRESS = "127.0.0.1"
TEXT = 500


class Decision(BaseModel):
    """What the page sends about a case."""

    choice: Literal["keep", "correct", "not_figure"]
    texts: dict[str, str] = Field(default_factory=dict, max_length=8)
    why: str = Field(default="", max_length=TEXT)


class Person(BaseModel):
    """Who is reviewing."""

    who: str = Field(min_length=1, max_length=40)


def application(desk: Desk, token: str, port: int) -> FastAPI:
    """The page and what it asks for; guarded, without any other address."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(pages(token), prefix=f"/{token}")
    app.include_router(questions(desk), prefix=f"/{token}")
    for kind in (DeskError, EntryError, RegistryError):
        app.add_exception_handler(kind, _told)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(OSError, _unwritable)
    app.add_middleware(Guard, token=token, port=port)
    return app


def pages(token: str) -> APIRouter:
    """The page itself, its style and its script."""
    router = APIRouter()

    @router.get("/")
    def page() -> Response:
        text = (ASSETS / "review.html").read_text(encoding="utf-8")
        return Response(text.replace("{{token}}", token), media_type="text/html; charset=utf-8")

    @router.get("/review.css")
    def style() -> Response:
        return FileResponse(ASSETS / "review.css", media_type="text/css")

    @router.get("/review.js")
    def script() -> Response:
        return FileResponse(ASSETS / "review.js", media_type="text/javascript")

    return router


def questions(desk: Desk) -> APIRouter:
    """Cases, pictures, effects and decisions."""
    router = APIRouter()

    @router.get("/state")
    def state() -> dict[str, Any]:
        return {
            "who": desk.who,
            "count": len(desk.cases),
            "decided": [bool(desk.decision(case)) for case in desk.cases],
        }

    @router.post("/who")
    def who(person: Person) -> dict[str, Any]:
        desk.who = " ".join(person.who.split())
        return state()

    @router.get("/case/{number}")
    def case(number: int) -> dict[str, Any]:
        return show(desk, number)

    @router.get("/case/{number}/picture")
    def picture(number: int, wide: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query parameter
        data = desk.picture(desk.case(number), wide=wide)
        if data is None:
            raise DeskError("这一处没有可显示的页面。")
        return Response(data, media_type="image/png")

    @router.post("/case/{number}/effect")
    def effect(number: int, decision: Decision) -> dict[str, Any]:
        found = desk.case(number)
        words = desk.words(found, decision.choice, decision.texts, decision.why)
        return show_effect(desk.effect(found, words))

    @router.post("/case/{number}/decide")
    def decide(number: int, decision: Decision) -> dict[str, Any]:
        found = desk.case(number)
        words = desk.words(found, decision.choice, decision.texts, decision.why)
        desk.decide(found, decision.choice, words)
        return state()

    @router.post("/case/{number}/undo")
    def undo(number: int) -> dict[str, Any]:
        desk.undo(desk.case(number))
        return state()

    return router


def _told(_request: Request, error: Exception) -> JSONResponse:
    """A sentence for the person."""
    return JSONResponse({"message": str(error)}, 400)


def _malformed(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"message": "请求内容有误，请刷新页面后再试。"}, 422)


def _unwritable(_request: Request, error: Exception) -> JSONResponse:
    reason = error.strerror if isinstance(error, OSError) else None
    return JSONResponse({"message": f"无法写入更正文件夹：{reason or '磁盘或权限问题'}。"}, 507)


def listen(port: int) -> socket.socket:
    """A socket on this machine only; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((ADDRESS, port))
    except OSError:
        made.close()
        raise
    return made


def serve(desk: Desk, port: int, told: Callable[[str], None], *, browser: bool) -> None:
    """Serves until Ctrl-C.

    Args:
        desk: what is reviewed.
        port: 0 takes a free one.
        told: gets the page's address once it answers.
        browser: open the page in the person's browser.

    Raises:
        OSError: the port is taken.
    """
    own = listen(port)
    token = secrets.token_urlsafe(24)
    number = own.getsockname()[1]
    url = f"http://{ADDRESS}:{number}/{token}/"
    app = application(desk, token, number)
    own.listen()
    told(url)
    if browser:
        webbrowser.open(url)
    # No access log: it would write the secret to the terminal.
    settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[own])
