"""Keeps the page to the person who started it: own address, secret path, own origin, no outside.

The server listens on 127.0.0.1 only. A page of another site that the same browser shows can send
requests here, so a request must name this host (no rebinding of names), carry the secret in its
path, and, where it changes something, come from this origin with the secret in a header, which
no other site can set without being asked (there is no CORS here). There are no cookies.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Largest body of a request.
BODY_BYTES = 1 << 16
HEADER = "x-duizhang-token"
SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """ASGI middleware; refuses with a Chinese sentence.

    Args:
        app: what is guarded.
        token: the secret.
        port: where the server listens.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or refuses one request; everything but HTTP is dropped, life-cycle aside."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SAFE)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            status, sentence = refusal
            answer = JSONResponse({"message": sentence}, status)
            await answer(scope, receive, send_safe)
            return
        await self._app(scope, receive, send_safe)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Why a request is refused, None if it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return 403, "只能在本机用启动时打印的网址访问。"
        secret = scope["path"].split("/")[1]
        if not secrets.compare_digest(secret.encode(), self._token.encode()):
            return 404, "网址不完整或已失效，请用启动时打印的网址。"
        if scope["method"] in {"GET", "HEAD"}:
            return None
        given = headers.get(HEADER, "")
        if headers.get("origin") != f"http://{host}" or not secrets.compare_digest(
            given.encode(), self._token.encode()
        ):
            return 403, "请求不是由核对页面发出的，已拒绝。"
        return _body_refusal(headers)


def _body_refusal(headers: Headers) -> tuple[int, str] | None:
    """Why a request's body is refused, None if it is not."""
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return 415, "请求格式有误。"
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or int(length) > BODY_BYTES:
        return 413, "请求内容过大。"
    return None
