"""Over HTTP: what is not Slack's gets a short plain answer, and nothing of it is written down."""

import asyncio
import gzip
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from typing import cast
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession, web
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp

from bot.app import create_app
from bot.front_door import LIMIT
from bot.web import EVENTS, health_app, runner, slack_app
from bot.work import Work

from .conftest import Bot, settings
from .slack import FORM, JSON, SIGNING_SECRET, Slack, signature

COMMAND = urlencode({"command": "/claude-cost", "text": "between us"}).encode()

needs_bot = pytest.mark.usefixtures("bot")


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture(autouse=True)
def _nothing_is_written_down(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.DEBUG):
        yield
    assert "between us" not in caplog.text
    assert "between+us" not in caplog.text


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({"x_slack_signature": None}, 401, "X-Slack-Signature is missing"),
        ({"x_slack_request_timestamp": None}, 401, "X-Slack-Request-Timestamp is missing"),
        (signature(COMMAND, secret="guessed"), 401, "signature does not match"),
        (signature(COMMAND, seconds_ago=301), 401, "request is stale"),
        ({"x_slack_signature": "é"}, 400, "X-Slack-Signature is malformed"),
        ({"x_slack_request_timestamp": "soon"}, 400, "X-Slack-Request-Timestamp is malformed"),
    ],
)
@needs_bot
async def test_error_what_is_not_slacks_is_refused_in_short(
    slack: Slack, headers: dict[str, str | None], status: int, reason: str
) -> None:
    refused = await slack.send(COMMAND, FORM, **headers)

    assert (status, reason) == (refused.status, refused.text)


@needs_bot
async def test_error_what_is_neither_json_nor_a_form_is_refused(slack: Slack) -> None:
    refused = await slack.send(COMMAND, "text/plain")

    assert (400, "body is neither JSON nor a form") == (refused.status, refused.text)


@pytest.mark.parametrize("body", [b'{"text": "between us"', b'["between us"]', b'"between us"'])
@needs_bot
async def test_error_malformed_json_is_refused(slack: Slack, body: bytes) -> None:
    assert 400 == (await slack.send(body, JSON)).status


@pytest.mark.parametrize(
    "body",
    [
        {"type": "event_callback", "event": "between us"},
        {"type": "event_callback", "event": {"type": ["app_mention"]}},
        {"type": "event_callback", "event": {"type": "app_mention"}},
        {"type": "event_callback", "event": {"type": "app_mention", "text": 5}, "event_id": []},
        {"type": "block_actions", "actions": "between us"},
        {"type": "block_actions", "actions": [{"action_id": "share"}]},
        {"type": 5},
        {"command": "/claude-cost", "text": 5},
        {"event": None},
        {},
    ],
    ids=str,
)
async def test_error_a_signed_oddity_is_acknowledged(
    slack: Slack, bot: Bot, body: dict[str, object]
) -> None:
    acknowledged = await slack.send(json.dumps(body).encode(), JSON)
    await bot.done()

    assert 200 == acknowledged.status


@needs_bot
async def test_error_an_oversized_body_is_refused(slack: Slack) -> None:
    refused = await slack.send(b"text=" + b"0" * LIMIT, FORM)

    assert (413, "body too large") == (refused.status, refused.text)


@needs_bot
async def test_error_an_oversized_body_of_unknown_length_is_refused(
    slack: Slack, session: ClientSession
) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(LIMIT // 65536 + 1):
            yield b"0" * 65536

    async with session.post(slack.bot_url, data=chunks()) as refused:
        assert (413, "body too large") == (refused.status, await refused.text())


@needs_bot
async def test_a_body_may_be_large(slack: Slack) -> None:
    body = urlencode({"command": "/claude-cost", "user_name": "x" * (LIMIT - 100)}).encode()

    assert 200 == (await slack.send(body, FORM)).status


@needs_bot
async def test_error_a_compressed_body_is_checked_as_it_was_sent(slack: Slack) -> None:
    """Opened first, a small one could become a very large one before any check."""
    packed = gzip.compress(COMMAND)

    refused = await slack.send(packed, FORM, content_encoding="gzip")

    assert (400, "body is not UTF-8") == (refused.status, refused.text)


@needs_bot
async def test_error_a_body_that_breaks_off_is_refused(slack: Slack) -> None:
    request = (
        f"POST {EVENTS} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "no chunk between us\r\n"
    )

    assert (await raw(slack, request)).endswith(" 400 Bad Request\r\n")


@needs_bot
async def test_error_somebody_who_hangs_up_does_no_harm(slack: Slack) -> None:
    request = f"POST {EVENTS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nbetween us"

    await raw(slack, request, wait=False)

    assert 200 == (await slack.command("help")).status


async def raw(slack: Slack, request: str, *, wait: bool = True) -> str:
    host, port = slack.bot_url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    with closing(writer):
        writer.write(request.encode())
        await writer.drain()
        answer = (await reader.readline()).decode() if wait else ""
    await writer.wait_closed()
    return answer


async def test_bolts_own_check_of_the_signature_is_on(slack: Slack) -> None:
    given = settings(slack).model_copy(update={"slack_signing_secret": SecretStr("another")})
    app = create_app(given, Work(), lambda _: pytest.fail("nobody may ask"))
    running = runner(slack_app({}, app, SIGNING_SECRET, time.time), 1)
    await running.setup()
    await web.TCPSite(running, "127.0.0.1", 0).start()
    slack.bot_url = "http://127.0.0.1:{1}{path}".format(*running.addresses[0], path=EVENTS)

    refused = await slack.send(COMMAND, FORM)
    await running.cleanup()

    assert 401 == refused.status


async def test_error_a_bug_in_front_of_bolt_is_logged_whole(
    slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    app = cast("AsyncApp", None)
    running = runner(slack_app({}, app, SIGNING_SECRET, time.time), 1)
    await running.setup()
    await web.TCPSite(running, "127.0.0.1", 0).start()
    slack.bot_url = "http://127.0.0.1:{1}{path}".format(*running.addresses[0], path=EVENTS)

    failed = await slack.send(COMMAND, FORM)
    await running.cleanup()

    assert 500 == failed.status
    assert "AttributeError: 'NoneType' object" in caplog.text


@needs_bot
async def test_slack_finds_its_challenge_answered(slack: Slack) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()

    assert {"challenge": "c"} == (await slack.send(body, JSON)).message


@needs_bot
async def test_slack_may_check_the_certificate(slack: Slack) -> None:
    checked = await slack.send(urlencode({"ssl_check": "1", "token": "t"}).encode(), FORM)

    assert (200, "") == (checked.status, checked.text)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", EVENTS, 405), ("POST", "/", 404), ("POST", "/slack", 404), ("POST", "/healthz", 405)],
)
@needs_bot
async def test_nothing_else_is_served(
    slack: Slack, session: ClientSession, method: str, path: str, status: int
) -> None:
    url = slack.bot_url.removesuffix(EVENTS) + path

    async with session.request(method, url, data=COMMAND) as answered:
        assert status == answered.status


@needs_bot
async def test_health_says_how_the_bot_does(slack: Slack, session: ClientSession) -> None:
    async with session.get(slack.bot_url.removesuffix(EVENTS) + "/healthz") as answered:
        assert (200, {"status": "ok"}) == (answered.status, await answered.json())


def test_in_socket_mode_only_health_is_served() -> None:
    application = health_app({"status": "ok"})

    assert {"/healthz"} == {resource.canonical for resource in application.router.resources()}
