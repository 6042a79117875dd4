"""The server under load: ours beside a bare Starlette `FileResponse` and, where it is installed, nginx.

Run: python bench/serve.py [--quick]        (10,000 requests at 50 connections; quick: 1,000)

Every server runs in a process of its own and is asked by the same client, over connections that are kept; each answer
is counted to its last byte, and all that is not 200 with all its bytes is an error.  The servers take turns, so that
what else the machine does falls on all of them; the figure is the median of the rounds.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.ports import free_port, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROUNDS = 5
CONNECTIONS = 50
REQUESTS, QUICK = 10_000, 1_000
SIZES = {"feed.xml": 200_000, "episodes/a.vtt": 12_000, "episodes/a.mp3": 1_000_000}
"""What is asked for, and how long it is in bytes: 200 episodes, and the parts of one."""
OURS = """
import sys, socket, pathlib, uvicorn
from briefing.serve import make_app
from briefing.serve.limits import Limits, configured
app = make_app(pathlib.Path(sys.argv[1]))
uvicorn.Server(configured(app, Limits())).run(sockets=[socket.socket(fileno=int(sys.argv[2]))])
"""
BARE = """
import sys, socket, pathlib, uvicorn
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Route
root = pathlib.Path(sys.argv[1])
async def file(request):
    return FileResponse(root / request.path_params["path"])
app = Starlette(routes=[Route("/{path:path}", file)])
config = uvicorn.Config(app, http="h11", log_level="error", access_log=False, lifespan="off")
uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[2]))])
"""
NGINX = """
daemon off; worker_processes 1; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{ access_log off; sendfile on; client_body_temp_path {work}/b; proxy_temp_path {work}/p;
fastcgi_temp_path {work}/f; uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
server {{ listen 127.0.0.1:{port}; root {root}; }} }}
"""


@dataclass
class Server:
    """One that takes part."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    rates: dict[str, list[float]] = field(default_factory=dict)
    """Requests a second, by what was asked for."""
    errors: int = 0
    memory: dict[str, list[float]] = field(default_factory=dict)
    """MB resident after each round, by what was asked for."""


def main(requests: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101,S103  nginx's worker is another user
        root = _edition(Path(folder) / "public")
        servers = [
            start_python("ours", OURS, root),
            start_python("bare FileResponse", BARE, root),
            *_nginx(root, Path(folder)),
        ]
        try:
            _take_turns(servers, requests, CONNECTIONS)
        finally:
            for server in servers:
                server.process.terminate()
                server.process.wait()
    _print(servers)


def _edition(root: Path) -> Path:
    (root / "episodes").mkdir(parents=True)
    head = '<rss><channel><atom:link href="http://localhost:8000/feed.xml" rel="self"/>'
    for name, size in SIZES.items():
        body = (
            head.encode() + b"<!--" + b" " * (size - len(head) - 23) + b"--></channel></rss>"
            if "feed" in name
            else os.urandom(size)
        )
        (root / name).write_bytes(body)
    return root


def start_python(name: str, program: str, root: Path) -> Server:
    """A server from a short program that is given a folder and a listening socket."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        command = [sys.executable, "-c", program, str(root), str(listener.fileno())]
        process = subprocess.Popen(command, pass_fds=[listener.fileno()])
        return Server(name, listener.getsockname()[1], process)


def _nginx(root: Path, work: Path) -> Iterator[Server]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        print("nginx is not installed: left out", file=sys.stderr)
        return
    port = free_port()
    (work / "nginx.conf").write_text(NGINX.format(work=work, port=port, root=root), "utf-8")
    yield Server(
        "nginx", port, subprocess.Popen([program, "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")])
    )


def _take_turns(servers: Sequence[Server], requests: int, connections: int) -> None:
    for server in servers:
        wait_for(server.port)
    for name, size in SIZES.items():
        count = requests if size < 500_000 else requests // 10  # noqa: PLR2004  long ones take long
        for turn in range(ROUNDS + 1):
            for server in servers:
                rate, errors = asyncio.run(_load(server.port, f"/{name}", count // ROUNDS, connections))
                server.errors += errors
                server.memory.setdefault(name, []).append(_resident(server.process.pid))
                if turn:  # the first one warms
                    server.rates.setdefault(name, []).append(rate)


async def _load(port: int, path: str, requests: int, connections: int) -> tuple[float, int]:
    """Requests a second, and how many failed."""
    left = iter(range(requests))
    started = time.perf_counter()
    errors = await asyncio.gather(*(_client(port, path, left) for _ in range(connections)))
    return requests / (time.perf_counter() - started), sum(errors)


async def _client(port: int, path: str, left: Iterator[int]) -> int:
    """One connection: asks until nothing is left to ask; how many answers were wrong."""
    errors = 0
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    for _ in left:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 192.168.1.20:8000\r\n\r\n".encode())
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            errors += not head.startswith(b"http/1.1 200 ")
        except (OSError, asyncio.IncompleteReadError, IndexError):
            errors += 1
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    writer.close()
    return errors


def _resident(pid: int) -> float:
    """MB; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _print(servers: Sequence[Server]) -> None:
    bare = next(server for server in servers if server.name.startswith("bare"))
    print(
        "".join(
            [
                f"{'requests a second':20}",
                *(f"{name:>24}" for name in SIZES),
                f"{'errors':>8}",
                "  MB (growth in the rounds after the first)",
            ]
        )
    )
    for server in servers:
        cells = [
            f"{statistics.median(rates):15,.0f}  ({_ratio(rates, bare.rates[name]):.2f} ×)"
            for name, rates in server.rates.items()
        ]
        growth = max(rounds[-1] - rounds[0] for rounds in server.memory.values())
        largest = max(max(rounds) for rounds in server.memory.values())
        print("".join([f"{server.name:20}", *cells, f"{server.errors:8}", f"  {largest:.1f} ({growth:+.1f})"]))


def _ratio(rates: Sequence[float], beside: Sequence[float]) -> float:
    """The median of the rounds' own: both servers met the same weather in each."""
    return statistics.median(one / other for one, other in zip(rates, beside, strict=True))


if __name__ == "__main__":
    main(QUICK if sys.argv[1:] == ["--quick"] else REQUESTS)
