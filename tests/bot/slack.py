"""The one fake Slack of the tests: its servers on loopback, and the people in front of it.

It stands where Slack stands, at the network: the bot's own client, Bolt and aiohttp talk to
it as they would to Slack. What people do goes out really signed over HTTP, or over the
WebSocket that the bot opened where it has no `bot_url`.
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from aiohttp import ClientSession, WSMsgType, web

BOT_TOKEN = "xoxb-token-of-the-bot"
APP_TOKEN = "xapp-token-of-the-app"
SIGNING_SECRET = "secret-that-signs"
TEAM, CHANNEL, USER, BOT_USER = "T0TEAM", "C0CHANNEL", "U0PERSON", "U0BOT"

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
"""Where Slack's client finds a proxy in the environment."""
PATIENCE = 20
"""Seconds that anything may take: only a test that would fail anyway waits so long."""


@dataclass(frozen=True)
class Reply:
    """What one of Slack's servers answers."""

    body: Mapping[str, Any] | str = field(default_factory=lambda: {"ok": True})
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal(error: str) -> Reply:
    """A Web API method that says no."""
    return Reply({"ok": False, "error": error})


def busy(seconds: int = 0) -> Reply:
    """Too many calls: try again after so many seconds."""
    return Reply({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
HANG_UP = Reply(status=0)
BROKEN = Reply("Internal Server Error", 500)


@dataclass(frozen=True)
class Call:
    """A call that the bot made: of a Web API method, or of a `response_url`."""

    method: str
    body: dict[str, Any]
    token: str


@dataclass(frozen=True)
class Acknowledgement:
    """What the bot answered to a request."""

    status: int
    text: str

    @property
    def message(self) -> dict[str, Any]:
        """The message in it."""
        message: dict[str, Any] = json.loads(self.text)
        return message


class Slack:
    """A workspace with one channel, one person, and the bot."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        """Every call the bot made, in order."""
        self.messages: list[dict[str, Any]] = []
        """The messages that were posted, in order, each with its `ts`."""
        self.bot_url = ""
        """Where the bot takes requests; empty: over the WebSocket."""
        self._scripts: dict[str, list[Reply]] = defaultdict(list)
        self._held: dict[str, asyncio.Event] = {}
        self._changed = asyncio.Condition()
        self._sockets: list[web.WebSocketResponse] = []
        self._acknowledged: dict[str, asyncio.Future[Any]] = {}
        self._number = 0

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_post("/api/{method}", self._api)
        application.router.add_post("/response/{number}", self._response_url)
        application.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._address = "127.0.0.1:{1}".format(*self._runner.addresses[0])
        self._session = ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """The setting `SLACK_API_URL`."""
        return f"http://{self._address}/api/"

    # What tests tell it, and ask it.

    def script(self, method: str, *replies: Reply) -> None:
        """Answer the next calls of `method` with `replies`, then as usual again."""
        self._scripts[method] += replies

    def hold(self, method: str) -> asyncio.Event:
        """Answer no call of `method` before the event is set."""
        self._held[method] = asyncio.Event()
        return self._held[method]

    def called(self, method: str) -> list[Call]:
        """The calls of `method`, in order."""
        return [call for call in self.calls if call.method == method]

    async def until_called(self, method: str, times: int = 1) -> Call:
        """Wait until `method` was called so often, and give the last of these calls."""
        await self._until(lambda: len(self.called(method)) >= times)
        return self.called(method)[times - 1]

    async def until_posted(self, times: int = 1) -> dict[str, Any]:
        """Wait until so many messages were posted, and give the last of these."""
        await self._until(lambda: len(self.messages) >= times)
        return self.messages[times - 1]

    async def until_connected(self, times: int = 1) -> None:
        """Wait until the bot has opened so many WebSockets."""
        await self._until(lambda: len(self._sockets) >= times)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(true)

    # What people do.

    async def command(self, text: str, command: str = "/claude-cost") -> Acknowledgement:
        """Type the slash command."""
        return await self._request("slash_commands", self.command_payload(text, command))

    def command_payload(self, text: str, command: str = "/claude-cost") -> dict[str, str]:
        """The slash command, as Slack describes it."""
        return {
            "token": "deprecated",
            "team_id": TEAM,
            "team_domain": "acme",
            "channel_id": CHANNEL,
            "channel_name": "design",
            "user_id": USER,
            "user_name": "ann",
            "command": command,
            "text": text,
            "api_app_id": "A0APP",
            "is_enterprise_install": "false",
            "response_url": self._new_response_url(),
            "trigger_id": "1.2.abc",
        }

    async def mention(self, text: str, **event: Any) -> Acknowledgement:
        """Mention the bot in the channel, or with `thread_ts` in a thread."""
        return await self.event({"type": "app_mention", "text": f"<@{BOT_USER}> {text}", **event})

    async def event(self, event: Mapping[str, Any], event_id: str | None = None) -> Acknowledgement:
        """Let something happen in the channel; a known `event_id` tells of it once more."""
        body = {
            "token": "deprecated",
            "team_id": TEAM,
            "api_app_id": "A0APP",
            "type": "event_callback",
            "event_id": event_id or f"Ev{self._next()}",
            "event_time": int(time.time()),
            "authorizations": [
                {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
            ],
            "event": {"user": USER, "channel": CHANNEL, "ts": self._ts(), "team": TEAM, **event},
        }
        return await self._request("events_api", body)

    async def click(self, message: Mapping[str, Any], action_id: str) -> Acknowledgement:
        """Click a button of a message that only this person sees."""
        return await self.interact(self.click_payload(message, action_id))

    async def interact(self, payload: Mapping[str, Any]) -> Acknowledgement:
        """Send an interaction, as that of `click_payload`."""
        return await self._request("interactive", payload)

    def click_payload(self, message: Mapping[str, Any], action_id: str) -> dict[str, Any]:
        """A click, to be made as often as wanted."""
        return {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "acme"},
            "user": {"id": USER, "username": "ann", "team_id": TEAM},
            "api_app_id": "A0APP",
            "token": "deprecated",
            "enterprise": None,
            "is_enterprise_install": False,
            "container": {
                "type": "message",
                "message_ts": self._ts(),
                "channel_id": CHANNEL,
                "is_ephemeral": True,
            },
            "trigger_id": "1.2.abc",
            "channel": {"id": CHANNEL, "name": "design"},
            "response_url": self._new_response_url(),
            "actions": [{"block_id": "b1", "action_ts": self._ts(), **button(message, action_id)}],
        }

    # How it reaches the bot.

    async def _request(self, kind: str, payload: Mapping[str, Any]) -> Acknowledgement:
        if not self.bot_url:
            return await self._over_socket(kind, payload)
        match kind:
            case "slash_commands":
                return await self.send(urlencode(payload).encode(), FORM)
            case "interactive":
                return await self.send(urlencode({"payload": json.dumps(payload)}).encode(), FORM)
            case _:
                return await self.send(json.dumps(payload).encode(), JSON)

    async def send(self, body: bytes, content_type: str, **headers: str | None) -> Acknowledgement:
        """Send these very bytes, signed, with other headers as told: None leaves one out."""
        given = {"Content-Type": content_type, **signature(body), **_named(headers)}
        kept = {name: value for name, value in given.items() if value is not None}
        async with self._session.post(self.bot_url, data=BytesIO(body), headers=kept) as answered:
            return Acknowledgement(answered.status, await answered.text())

    async def _over_socket(self, kind: str, payload: Mapping[str, Any]) -> Acknowledgement:
        envelope = self.envelope(kind, payload)
        await self._sockets[-1].send_json(envelope)
        return await self.acknowledged(envelope)

    def envelope(self, kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        """What goes over the WebSocket."""
        envelope_id = f"envelope-{self._next()}"
        self._acknowledged[envelope_id] = asyncio.get_running_loop().create_future()
        return {
            "type": kind,
            "envelope_id": envelope_id,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }

    async def acknowledged(self, envelope: Mapping[str, Any]) -> Acknowledgement:
        """What the bot answered to `envelope`; over a WebSocket there is no status."""
        async with asyncio.timeout(PATIENCE):
            message = await self._acknowledged[envelope["envelope_id"]]
        return Acknowledgement(200, json.dumps(message) if message else "")

    async def disconnect(self) -> None:
        """Ask the bot to open another WebSocket, as Slack does every few hours."""
        await self._sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})

    # Its servers.

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body = dict(await (request.json() if _is_json(request) else request.post()))
        token = body.pop("token", "") or request.headers.get("Authorization", "")[len("Bearer ") :]
        return await self._answer(request, Call(method, body, token), self._usual)

    async def _response_url(self, request: web.Request) -> web.Response:
        call = Call("response_url", await request.json(), "")
        return await self._answer(request, call, lambda _: Reply("ok"))

    async def _answer(
        self, request: web.Request, call: Call, usual: Callable[[Call], Reply]
    ) -> web.Response:
        self.calls.append(call)
        await self._tell()
        if call.method in self._held:
            await self._held[call.method].wait()
        script = self._scripts[call.method]
        reply = script.pop(0) if script else usual(call)
        await self._tell()
        if reply is HANG_UP and request.transport:
            request.transport.abort()
        if isinstance(reply.body, str):
            return web.Response(text=reply.body, status=reply.status, headers=reply.headers)
        return web.json_response(dict(reply.body), status=reply.status, headers=reply.headers)

    def _usual(self, call: Call) -> Reply:
        match call.method, call.token:
            case "chat.postMessage", token if token == BOT_TOKEN:
                return self._posted(call)
            case "auth.test", token if token == BOT_TOKEN:
                return Reply({"ok": True, "user_id": BOT_USER, "bot_id": "B0BOT", "team_id": TEAM})
            case "apps.connections.open", token if token == APP_TOKEN:
                return Reply({"ok": True, "url": f"ws://{self._address}/socket"})
            case (("chat.postMessage" | "auth.test" | "apps.connections.open"), _):
                return refusal("invalid_auth")
            case _:
                return refusal("unknown_method")

    def _posted(self, call: Call) -> Reply:
        if "channel" not in call.body:
            return refusal("channel_not_found")
        message = {**call.body, "ts": self._ts()}
        self.messages.append(message)
        return Reply({"ok": True, "channel": call.body["channel"], "ts": message["ts"]})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self._sockets.append(socket)
        await self._tell()
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                answered = json.loads(frame.data)
                future = self._acknowledged[answered["envelope_id"]]
                future.set_result(answered.get("payload"))
        return socket

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _new_response_url(self) -> str:
        return f"http://{self._address}/response/{self._next()}"

    def _ts(self) -> str:
        return f"{int(time.time())}.{self._next():06}"

    def _next(self) -> int:
        self._number += 1
        return self._number


def signature(
    body: bytes, *, secret: str = SIGNING_SECRET, seconds_ago: float = 0
) -> dict[str, str]:
    """The headers with which Slack signs `body`."""
    timestamp = str(int(time.time() - seconds_ago))
    signed = f"v0:{timestamp}:".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def button(message: Mapping[str, Any], action_id: str) -> dict[str, Any]:
    """The button of `message` with this `action_id`."""
    elements = [each for block in message["blocks"] for each in block.get("elements", [])]
    found: dict[str, Any] = next(each for each in elements if each.get("action_id") == action_id)
    return found


def _named(headers: Mapping[str, str | None]) -> dict[str, str | None]:
    """`x_slack_signature` is a name that Python takes."""
    return {name.replace("_", "-").title(): value for name, value in headers.items()}


def _is_json(request: web.Request) -> bool:
    return request.content_type == JSON
