"""A Bot API on loopback that costs as little as it can; a process of its own.

It answers whatever is sent, after `--delay` seconds, and checks nothing but, if `--strict`, the
flood limits, each in any sliding window. GET /stats tells what it saw.
"""

import argparse
import asyncio
import json
import math
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs

from tests.standins.telegram.limits import Gate, Limits

TOKEN = "123456789:AAbenchbenchbenchbenchbenchbenchben"
ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
NEVER_S = 60.0


class World:
    """What all connections share."""

    def __init__(self, delay: float, limits: Limits | None) -> None:
        self.delay = delay
        self.gate = Gate(limits)
        self.count = 0
        self.refused = 0
        self.first_poll: float | None = None
        self.sends: list[float] = []

    def stats(self) -> dict[str, Any]:
        """What was seen so far; moments are on the clock that processes share."""
        return {
            "count": self.count,
            "refused": self.refused,
            "first_poll": self.first_poll,
            "sends": self.sends,
        }

    def answer(self, path: str, head: str, body: bytes) -> tuple[int, Any, float]:
        """Status, JSON and delay of an answer."""
        method = path.rsplit("/", 1)[-1]
        if method == "stats":
            return 200, self.stats(), 0.0
        if method == "getMe":
            return 200, {"ok": True, "result": ME}, self.delay
        if method == "getUpdates":
            self.first_poll = self.first_poll or perf_counter()
            return 200, {"ok": True, "result": []}, NEVER_S
        if method == "sendMessage":
            return self.send(_parameters(head, body))
        return 200, {"ok": True, "result": True}, self.delay

    def send(self, asked: dict[str, Any]) -> tuple[int, Any, float]:
        """Take a message, or refuse it for speed."""
        chat = int(asked["chat_id"])
        now = perf_counter()
        wait = self.gate.admit(chat, now, is_group=chat < 0)
        if wait is not None:
            self.refused += 1
            parameters = {"retry_after": math.ceil(wait)}
            words = f"Too Many Requests: retry after {wait}"
            refusal = {"ok": False, "error_code": 429, "description": words}
            return 429, {**refusal, "parameters": parameters}, self.delay
        self.count += 1
        self.sends.append(now)
        sent = {
            "message_id": self.count,
            "date": 1652317200,
            "from": ME,
            "chat": {"id": chat, "type": "private", "first_name": "A"},
            "text": asked["text"],
        }
        sent |= {name: asked[name] for name in ("entities", "reply_markup") if asked.get(name)}
        return 200, {"ok": True, "result": sent}, self.delay


def _parameters(head: str, body: bytes) -> dict[str, Any]:
    if "application/json" in head.lower():
        asked: dict[str, Any] = json.loads(body)
    else:
        asked = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    for name in ("entities", "reply_markup"):
        if isinstance(asked.get(name), str):
            asked[name] = json.loads(asked[name])
    return asked


class Connection(asyncio.Protocol):
    """HTTP/1.1 as the clients here speak it: one request at a time, its length given."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer once a request is complete."""
        self._received += data
        head, found, rest = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        text = head.decode("latin-1")
        length = _length(text)
        if len(rest) < length:
            return
        self._received = b""
        status, answer, delay = self._world.answer(text.split(" ", 2)[1], text, rest[:length])
        if delay:
            asyncio.get_running_loop().call_later(delay, self._reply, status, answer)
        else:
            self._reply(status, answer)

    def _reply(self, status: int, answer: Any) -> None:
        body = json.dumps(answer, ensure_ascii=False).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n"
        if not self._transport.is_closing():
            self._transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def _length(head: str) -> int:
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            return int(value)
    return 0


@contextmanager
def serving(delay: float = 0.0, *, strict: bool = False) -> Iterator[str]:
    """The URL of a server that runs in a process of its own meanwhile."""
    command = [sys.executable, "-m", "tests.bench.server", "--delay", str(delay)]
    process = subprocess.Popen(  # this interpreter, on this package
        command + ["--strict"] * strict,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def stats(url: str) -> dict[str, Any]:
    """What a server has seen."""
    with urllib.request.urlopen(f"{url}/stats") as answer:  # noqa: S310  # our own server
        found: dict[str, Any] = json.load(answer)
    return found


async def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--strict", action="store_true")
    asked = parser.parse_args()
    world = World(asked.delay, Limits() if asked.strict else None)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(world), "127.0.0.1", 0, backlog=1000)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main())
