"""The server process, from its start to its end, over HTTP and over Socket Mode."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.bot.slack import (
    APP_TOKEN,
    BOT_TOKEN,
    CHANNEL,
    FORM,
    JSON,
    SIGNING_SECRET,
    Slack,
    signature,
)

from .conftest import Serve, Server, environment, start

QUESTION = "sonnet-4 10M in 2M out cached"
FAULTY = str(Path(__file__).with_name("faulty.py"))

over_both_ways = pytest.mark.parametrize("way", ["http", "socket mode"])
over_http = pytest.mark.parametrize("way", ["http"])
over_socket_mode = pytest.mark.parametrize("way", ["socket mode"])


async def stop(server: Server) -> None:
    """Stop the server; it ends well, and has written down nothing secret, nor what was asked."""
    server.tell_to_stop()

    assert 0 == await server.ended()
    log = "".join(server.log)
    assert "Traceback" not in log
    for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, QUESTION, "sonnet-4"):
        assert secret not in log


@over_both_ways
async def test_a_command_is_answered(slack: Slack, serve: Serve) -> None:
    server = await serve()

    message = (await slack.command(QUESTION)).message

    assert "ephemeral" == message["response_type"]
    assert "$33.00" in message["text"]
    await stop(server)


@over_both_ways
async def test_a_conversation(slack: Slack, serve: Serve) -> None:
    server = await serve()
    mention = {"type": "app_mention", "text": f"<@U0BOT> {QUESTION}", "ts": "1.000100"}

    await slack.event(mention, event_id="Ev1")
    first = await slack.until_posted(1)
    await slack.event(mention, event_id="Ev1")
    await slack.mention(QUESTION, bot_id="B0OTHER")
    await slack.mention("opus 5.5 10M in", thread_ts="1.000100", ts="2.000200")
    second = await slack.until_posted(2)
    click = await slack.command(QUESTION)
    await slack.click(click.message, "share")
    shared = await slack.until_posted(3)
    await slack.event({"type": "reaction_added"})
    await stop(server)

    assert (CHANNEL, "1.000100") == (first["channel"], first["thread_ts"])
    assert "$33.00" in first["text"]
    assert "1.000100" == second["thread_ts"]
    assert "thread_ts" not in shared
    assert 3 == len(slack.messages)
    assert [] == slack.called("auth.test")


@over_http
async def test_error_what_is_not_slacks_is_refused(slack: Slack, serve: Serve) -> None:
    server = await serve()
    body = f"command=/claude-cost&text={QUESTION}".encode()

    unsigned = await slack.send(body, FORM, x_slack_signature=None)
    forged = await slack.send(body, FORM, **signature(body, secret="guessed"))
    stale = await slack.send(body, FORM, **signature(body, seconds_ago=600))
    malformed = await slack.send(b'{"text": "sonnet-4', JSON)
    oversized = await slack.send(b"text=sonnet-4" + b"0" * 1024 * 1024, FORM)
    await stop(server)

    answers = [unsigned, forged, stale, malformed, oversized]
    assert [401, 401, 401, 400, 413] == [answer.status for answer in answers]
    assert [] == slack.calls


@over_both_ways
async def test_error_a_bug_is_told_and_logged(slack: Slack, serve: Serve) -> None:
    server = await serve(FAULTY)

    acknowledged = await slack.command(QUESTION)
    await slack.mention(QUESTION, ts="1.000100")
    message = await slack.until_posted()
    server.tell_to_stop()

    assert 0 == await server.ended()
    assert 200 == acknowledged.status
    assert acknowledged.message["text"] == message["text"]
    assert "1.000100" == message["thread_ts"]
    log = "".join(server.log)
    assert 2 == log.count("RuntimeError: all of it")
    assert QUESTION not in log


@over_both_ways
async def test_an_answer_that_is_under_way_is_delivered_before_the_end(
    slack: Slack, serve: Serve
) -> None:
    server = await serve()
    release = slack.hold("chat.postMessage")

    assert 200 == (await slack.mention(QUESTION)).status
    await slack.until_called("chat.postMessage")
    server.tell_to_stop()
    await server.until_logged("stopping")
    release.set()

    assert 0 == await server.ended()
    assert "$33.00" in slack.messages[0]["text"]


@over_http
async def test_a_stopping_server_takes_nothing_more(slack: Slack, serve: Serve) -> None:
    server = await serve()
    release = slack.hold("chat.postMessage")

    await slack.mention(QUESTION)
    await slack.until_called("chat.postMessage")
    server.tell_to_stop()
    await server.until_logged("finishing")
    async with ClientSession() as session:
        with pytest.raises(OSError, match="Connect"):
            await session.get(server.url + "/healthz")
    release.set()

    assert 0 == await server.ended()


@over_both_ways
async def test_health_says_which_prices_it_answers_with(serve: Serve) -> None:
    server = await serve()

    async with ClientSession() as session, session.get(server.url + "/healthz") as answered:
        health = await answered.json()
    await stop(server)

    assert {"status", "prices_as_of"} == set(health)
    assert "ok" == health["status"]


@over_socket_mode
async def test_when_slack_asks_for_another_connection_nothing_is_lost(
    slack: Slack, serve: Serve
) -> None:
    server = await serve()

    await slack.disconnect()
    await slack.until_connected(2)
    message = (await slack.command(QUESTION)).message
    await stop(server)

    assert "$33.00" in message["text"]


@over_socket_mode
async def test_in_socket_mode_nothing_comes_in_over_http(serve: Serve) -> None:
    server = await serve()

    async with ClientSession() as session:
        answered = await session.post(server.url + "/slack/events", data=b"")
    await stop(server)

    assert 404 == answered.status


async def test_error_a_missing_setting_is_one_sentence_and_exit_2() -> None:
    process = await start("-m", "bot")
    out, said = await process.communicate()

    assert (2, b"") == (process.returncode, out)
    assert 1 == len(said.splitlines())
    assert said.startswith(b"claude-cost: SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are not set")


async def test_error_a_bad_setting_is_one_sentence_and_exit_2() -> None:
    process = await start(
        "-m", "bot", SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET=SIGNING_SECRET, PORT="x"
    )
    _, said = await process.communicate()

    assert 2 == process.returncode
    assert b"claude-cost: PORT must be a whole number from 0 to 65535 (0: any free port).\n" == said


async def test_error_a_port_that_is_taken_is_one_sentence_and_exit_1(slack: Slack) -> None:
    taken = slack.api_url.split(":")[2].split("/")[0]
    process = await start(
        "-m", "bot", SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET=SIGNING_SECRET, PORT=taken
    )
    _, said = await process.communicate()

    assert 1 == process.returncode
    assert f"claude-cost: cannot listen on 127.0.0.1:{taken}: " in said.decode()
    assert "Traceback" not in said.decode()


async def test_what_bolt_would_take_from_the_environment_changes_nothing() -> None:
    """An id and a secret would turn OAuth on, and a verification token its own check."""
    code = (
        "from pydantic import SecretStr\n"
        "from bot.app import create_app\n"
        "from bot.settings import Settings\n"
        "from bot.work import Work\n"
        "import os\n"
        "app = create_app(Settings(), Work(), print)\n"
        "print(app.oauth_flow, app.installation_store, app._verification_token, len(os.environ))\n"
    )
    variables = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "c",
        "SLACK_VERIFICATION_TOKEN": "v",
    }
    process = await start("-c", code, **variables)
    out, said = await process.communicate()

    *nothing, left = out.decode().split()
    assert ["None", "None", "None"] == nothing
    assert str(len(environment(**variables))) == left
    assert b"" == said


async def test_the_server_loads_no_terminal() -> None:
    code = "import sys, json, bot.server; print(json.dumps(sorted(sys.modules)))"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, env=environment(), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()

    loaded = {name.split(".")[0] for name in json.loads(out)}
    assert not loaded & {"rich", "prompt_toolkit"}


async def test_the_terminal_loads_no_slack() -> None:
    code = (
        "import sys, json; from bot.__main__ import main; main(['ask', 'help'])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    process = await start("-c", code)
    out, _ = await process.communicate()

    loaded = {name.split(".")[0] for name in json.loads(out.splitlines()[-1])}
    assert not loaded & {"slack_bolt", "aiohttp"}
