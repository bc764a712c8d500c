"""A server under measurement: a process of its own on loopback, ended with the measurement."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
SECRET = "secret-that-signs"  # noqa: S105 - of no Slack at all
_ROOT = Path(__file__).parents[1]
_PATIENCE = 20.0
_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


class Server:
    """`python -m module`, from its start to its end.

    Attributes:
        port: where it listens.
        start_seconds: from the start of the process until it answered a request.
    """

    def __init__(self, module: str, extra: Mapping[str, str] | None = None) -> None:
        self._module = module
        self._extra = extra or {}
        self.port = 0
        self.start_seconds = 0.0

    def __enter__(self) -> Self:
        self.port = _free_port()
        start = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - modules of ours
            [sys.executable, "-m", self._module],
            cwd=_ROOT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._wait_until_ready(start + _PATIENCE)
        except BaseException:
            self._end()
            raise
        self.start_seconds = time.perf_counter() - start
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def peak_kilobytes(self) -> int:
        """The most memory it has held so far; 0 where the system does not say (Linux does)."""
        status = Path(f"/proc/{self._process.pid}/status")
        found = _PEAK.search(status.read_text()) if status.exists() else None
        return int(found[1]) if found else 0

    def _environment(self) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("SLACK_")}
        # Libraries are compiled when they are installed; ours is to be from its first start on.
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        return {
            **kept,
            "SLACK_BOT_TOKEN": "xoxb-token-of-the-bot",
            "SLACK_SIGNING_SECRET": SECRET,
            # Where nobody listens: no measured request has a reason to call Slack.
            "SLACK_API_URL": f"http://{HOST}:9/api/",
            "HOST": HOST,
            "PORT": str(self.port),
            **self._extra,
        }

    def _wait_until_ready(self, deadline: float) -> None:
        while not self._answers():
            if self._process.poll() is not None:
                raise RuntimeError(f"{self._module} ended before it was ready")
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{self._module} was not ready in {_PATIENCE:g} seconds")
            time.sleep(0.002)

    def _answers(self) -> bool:
        """Whether it answers a request, be it with 404: Bolt alone knows no such page."""
        connection = HTTPConnection(HOST, self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except ConnectionError:
            return False
        finally:
            connection.close()
        return True

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port
