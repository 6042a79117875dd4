"""The ASGI side: requests in, files out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from briefing.serve.conditions import is_fresh, wanted_range
from briefing.serve.files import Found, find

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

__all__ = ["make_app"]

BLOCK = 256 * 1024


def make_app(public: Path) -> Starlette:
    """See `briefing.serve.make_app`."""

    async def answer(request: Request) -> Response:
        host = request.headers.get("host", "")
        found = await anyio.to_thread.run_sync(find, public, request.path_params["path"], host)
        if found is None:
            return PlainTextResponse("Not found\n", 404, headers={"X-Content-Type-Options": "nosniff"})
        return _respond(request, found)

    return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "HEAD"])])


def _respond(request: Request, found: Found) -> Response:
    """What RFC 9110 asks for this file, given the request's conditions and range; a HEAD gets no body."""
    if is_fresh(request.headers, found.etag, found.modified):
        found.file.close()
        return Response(status_code=304, headers=_validators(found))
    headers = found.headers | _validators(found)
    wanted = wanted_range(request.headers, found.size, found.etag, found.modified)
    if wanted is not None and not wanted:
        found.file.close()
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{found.size}"})
    part = range(found.size) if wanted is None else wanted
    headers["Content-Length"] = str(len(part))
    if wanted is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{found.size}"
    status = 200 if wanted is None else 206
    if request.method == "HEAD":
        found.file.close()
        return Response(status_code=status, headers=headers)
    return StreamingResponse(_read(found, part), status, headers=headers)


def _validators(found: Found) -> dict[str, str]:
    return {"ETag": found.etag, "Last-Modified": found.modified, "Cache-Control": found.cache}


async def _read(found: Found, part: range) -> AsyncIterator[bytes]:
    """From the file as it was when it was opened: a rename meanwhile changes nothing here."""
    with found.file as file:
        file.seek(part.start)
        left = len(part)
        while left and (block := await anyio.to_thread.run_sync(file.read, min(BLOCK, left))):
            left -= len(block)
            yield block
