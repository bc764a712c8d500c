"""What a request must be before Bolt sees it: from Slack, fresh, and of a shape Bolt can read.

Bolt looks at a body before it looks at the signature, and answers what it cannot read with
a 500 and a traceback; a forged request it logs whole. So all of that is checked here first,
over the raw bytes, and nothing of a body is ever logged. Bolt's own check stays on.
"""

import hmac
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from multidict import MultiMapping
from slack_bolt.async_app import AsyncBoltRequest

LIMIT = 1024 * 1024
"""The largest body, in bytes. Slack's own are a hundredth of it."""
WINDOW = 5 * 60
"""How far the clock of a request may be from ours, in seconds."""

_TIMESTAMP = "X-Slack-Request-Timestamp"
_SIGNATURE = "X-Slack-Signature"
# ASCII only: `\d` takes any script's digits.
_SHAPES = {
    _TIMESTAMP: re.compile(r"[0-9]{1,12}"),
    _SIGNATURE: re.compile(r"v0=[0-9a-f]{64}"),
}


class Refused(Exception):
    """A request that goes no further; `reason` holds nothing that came with it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def check_size(length: int | None) -> None:
    """Refuse a body that says it is too large, before it is read."""
    if length is not None and length > LIMIT:
        raise Refused(413, "body too large")


def admit(
    headers: MultiMapping[str], body: bytes, *, secret: bytes, now: float
) -> AsyncBoltRequest:
    """The request that Bolt is given.

    Raises:
        Refused: with 401 where it is not from Slack, or not fresh; with 400 where it cannot
            be read.
    """
    timestamp = _only(headers, _TIMESTAMP)
    signature = _only(headers, _SIGNATURE)
    _check_signed(body, timestamp, signature, secret)
    _check_fresh(int(timestamp), now)
    return _request(body, _content_type(headers), timestamp, signature)


def _only(headers: MultiMapping[str], name: str) -> str:
    values = headers.getall(name, [])
    if not values:
        raise Refused(401, f"{name} is missing")
    if len(values) > 1 or not _SHAPES[name].fullmatch(values[0]):
        raise Refused(400, f"{name} is malformed")
    return values[0]


def _check_signed(body: bytes, timestamp: str, signature: str, secret: bytes) -> None:
    signed = b"v0:" + timestamp.encode() + b":" + body
    expected = "v0=" + hmac.digest(secret, signed, "sha256").hex()
    if not hmac.compare_digest(expected, signature):
        raise Refused(401, "signature does not match")


def _check_fresh(sent: int, now: float) -> None:
    if abs(now - sent) > WINDOW:
        raise Refused(401, "request is stale")


def _content_type(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _request(body: bytes, content_type: str, timestamp: str, signature: str) -> AsyncBoltRequest:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Refused(400, "body is not UTF-8") from None
    headers = {_TIMESTAMP: timestamp, _SIGNATURE: signature, "Content-Type": content_type}
    fields = _fields(text, content_type)
    try:
        # Bolt is handed the fields, as from a socket: its own reading of a form takes any
        # that holds the word "payload", and be it in a question, for a button's.
        request = AsyncBoltRequest(body=fields, headers=dict(headers), mode="socket_mode")
    except (AttributeError, LookupError, RecursionError, TypeError):
        raise Refused(400, "body is of no shape that Slack sends") from None
    request.mode, request.raw_body = "http", text
    return request


def _fields(text: str, content_type: str) -> dict[str, Any]:
    match content_type:
        case "application/json":
            return _json_object(text)
        case "application/x-www-form-urlencoded":
            form = _form(text)
            return _json_object(form["payload"]) if "payload" in form else form
        case _:
            raise Refused(400, "body is neither JSON nor a form")


def _form(text: str) -> dict[str, Any]:
    try:
        form = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError:
        form = []
    if not form:
        raise Refused(400, "body is not a form")
    return dict(form)


def _json_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(400, "body is not JSON") from None
    if not isinstance(value, dict):
        raise Refused(400, "body is not a JSON object")
    return value
