"""The load: signed questions over kept connections, from a process of its own.

`python -m benchmarks.load PORT FIRST COUNT CONNECTIONS` asks COUNT questions of a server on
loopback, each one different, and prints what came of it as JSON. It ends by itself.
"""

import asyncio
import hashlib
import hmac
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from . import questions
from .child import HOST, SECRET

_SECONDS = 60
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Outcome(NamedTuple):
    """How many requests were answered in how many seconds, and how many wrongly."""

    answered: int
    seconds: float
    errors: int

    @property
    def per_second(self) -> float:
        """Throughput."""
        return self.answered / self.seconds


def put_on(port: int, first: int, count: int, connections: int) -> Outcome:
    """Ask the server on `port` the questions from `first` on, from another process."""
    ran = subprocess.run(  # noqa: S603 - this very module
        [sys.executable, "-m", __name__, *map(str, (port, first, count, connections))],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        check=True,
        timeout=_SECONDS * 2,
    )
    return Outcome(*json.loads(ran.stdout))


async def _ask_all(port: int, requests: list[bytes], connections: int) -> Outcome:
    left = iter(requests)
    start = time.perf_counter()
    async with asyncio.timeout(_SECONDS):
        errors = await asyncio.gather(*(_ask(port, left) for _ in range(connections)))
    return Outcome(len(requests), time.perf_counter() - start, sum(errors))


async def _ask(port: int, left: Iterator[bytes]) -> int:
    """Ask one question after the other over one connection; the number answered wrongly."""
    reader, writer = await asyncio.open_connection(HOST, port)
    errors = 0
    for request in left:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else b""
        errors += not _is_right(head, body)
    writer.close()
    await writer.wait_closed()
    return errors


def _is_right(head: bytes, body: bytes) -> bool:
    """An apology has no blocks."""
    return head.startswith(b"HTTP/1.1 200") and b'"blocks"' in body


def _request(text: str) -> bytes:
    """The slash command as Slack sends and signs it."""
    form = {
        "token": "deprecated",
        "team_id": "T0TEAM",
        "team_domain": "acme",
        "channel_id": "C0CHANNEL",
        "channel_name": "design",
        "user_id": "U0PERSON",
        "user_name": "ann",
        "command": "/claude-cost",
        "text": text,
        "api_app_id": "A0APP",
        "is_enterprise_install": "false",
        "response_url": f"http://{HOST}:9/response",
        "trigger_id": "1.2.abc",
    }
    body = urlencode(form).encode()
    timestamp = str(int(time.time()))
    signed = f"v0:{timestamp}:".encode() + body
    signature = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1",
        f"Host: {HOST}",
        "Accept: application/json,*/*",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"X-Slack-Request-Timestamp: {timestamp}",
        f"X-Slack-Signature: v0={signature}",
        "",
        "",
    )
    return "\r\n".join(head).encode() + body


def _main() -> None:
    port, first, count, connections = map(int, sys.argv[1:])
    requests = [_request(text) for text in questions.lines(count, first)]
    print(json.dumps(asyncio.run(_ask_all(port, requests, connections))))


if __name__ == "__main__":
    _main()
