"""The ASGI side: requests in, files out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

import anyio.to_thread
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from briefing.serve.conditions import is_fresh, wanted_range
from briefing.serve.feeds import Feeds
from briefing.serve.files import BLOCK, Found, find

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

    from briefing.serve.access import Access, Way

__all__ = ["make_app"]

CHALLENGE = {"WWW-Authenticate": 'Basic realm="briefing", charset="UTF-8"'}


def make_app(public: Path, access: Access) -> Starlette:
    """See `briefing.serve.make_app`."""
    feeds = Feeds()

    def look(path: str, authorization: str, origin: str) -> Found | Response:
        way = access.admit(path, authorization)
        if way is None and access.login:
            return PlainTextResponse("Who are you?\n", 401, headers=CHALLENGE)
        found = way and (find(public, way, origin, feeds) or _to_index(public, way, origin, feeds))
        return found or PlainTextResponse("Not found\n", 404)

    async def answer(request: Request) -> Response:
        headers = request.headers
        origin = f"{request.scope['scheme']}://{headers.get('host', '')}"
        asked = partial(look, request.path_params["path"], headers.get("authorization", ""), origin)
        found = await anyio.to_thread.run_sync(asked)
        if isinstance(found, Response):
            found.headers.update({"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"})
            return found
        # No cache that others share may keep what is private.  Asked after admitting: it may have closed meanwhile.
        return _respond(request, found, "public" if access.is_open else "private")

    return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "HEAD"])])


def _to_index(public: Path, way: Way, origin: str, feeds: Feeds) -> Response | None:
    """The way on, for who asked for a folder with an index and left the last slash out."""
    found = find(public, replace(way, path=f"{way.path}/"), origin, feeds)
    if found is None:
        return None
    found.close()
    return RedirectResponse(f"{quote(PurePosixPath(way.path).name)}/", 308)


def _respond(request: Request, found: Found, scope: str) -> Response:
    """What RFC 9110 asks for this file, given the request's conditions and range; a HEAD gets no body."""
    lasting = f"{scope}, max-age=31536000, immutable" if found.for_good else f"{scope}, no-cache"
    validators = {"ETag": found.etag, "Last-Modified": found.modified, "Cache-Control": lasting}
    if is_fresh(request.headers, found.etag, found.modified):
        found.close()
        return Response(status_code=304, headers=validators)
    headers = found.headers | validators
    wanted = wanted_range(request.headers, found.size, found.etag, found.modified)
    if wanted is not None and not wanted:
        found.close()
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{found.size}"})
    part = range(found.size) if wanted is None else wanted
    headers["Content-Length"] = str(len(part))
    if wanted is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{found.size}"
    return _send(request, found, part, headers, 200 if wanted is None else 206)


def _send(request: Request, found: Found, part: range, headers: dict[str, str], status: int) -> Response:
    if request.method == "HEAD":
        found.close()
        return Response(status_code=status, headers=headers)
    if isinstance(found.content, bytes):
        return Response(found.content[part.start : part.stop], status, headers=headers)
    return StreamingResponse(_read(found, part), status, headers=headers)


async def _read(found: Found, part: range) -> AsyncIterator[bytes]:
    """From the file as it was when it was opened: a rename meanwhile changes nothing here."""
    if isinstance(found.content, bytes):
        return
    with found.content as file:
        file.seek(part.start)
        left = len(part)
        while left and (block := await anyio.to_thread.run_sync(file.read, min(BLOCK, left))):
            left -= len(block)
            yield block
