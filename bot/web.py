"""The HTTP side: requests through the front door to Bolt, and how the bot does."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from slack_bolt.async_app import AsyncApp

from . import front_door
from .front_door import Refused

log = logging.getLogger(__name__)

EVENTS = "/slack/events"
HEALTH = "/healthz"

Handler = Callable[[web.Request], Awaitable[web.Response]]
Clock = Callable[[], float]


class _Unquoted(logging.Filter):
    """Says that a request was no HTTP, without the piece of it that aiohttp shows."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], HttpProcessingError):
            record.exc_info = None
        return True


_protocol_log = logging.getLogger(f"{__name__}.protocol")
_protocol_log.addFilter(_Unquoted())


def runner(application: web.Application, seconds: float) -> web.AppRunner:
    """What runs `application`, and lets requests finish for so long at the end."""
    return web.AppRunner(
        application,
        access_log=None,
        # A signature is over the bytes as they were sent.
        auto_decompress=False,
        logger=_protocol_log,
        shutdown_timeout=seconds,
    )


def health_app(health: Mapping[str, str]) -> web.Application:
    """A web application that only says how the bot does: all that Socket Mode needs."""

    async def healthy(_: web.Request) -> web.Response:
        return web.json_response(dict(health))

    application = web.Application(client_max_size=front_door.LIMIT)
    application.router.add_get(HEALTH, healthy)
    return application


def slack_app(
    health: Mapping[str, str], app: AsyncApp, secret: str, clock: Clock
) -> web.Application:
    """A web application that also takes the requests of Slack, all on one path."""
    application = health_app(health)
    application.router.add_post(EVENTS, _front_door(app, secret.encode(), clock))
    return application


def _front_door(app: AsyncApp, secret: bytes, clock: Clock) -> Handler:
    async def receive(request: web.Request) -> web.Response:
        try:
            body = await _body(request)
            admitted = front_door.admit(request.headers, body, secret=secret, now=clock())
        except Refused as refused:
            log.warning("refused with %d: %s", refused.status, refused.reason)
            return web.Response(status=refused.status, text=refused.reason)
        answered = await app.async_dispatch(admitted)
        return web.Response(
            status=answered.status,
            body=answered.body.encode(),
            headers={"Content-Type": answered.headers["content-type"][0]},
        )

    return receive


async def _body(request: web.Request) -> bytes:
    front_door.check_size(request.content_length)
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "body too large") from None
    except (web.RequestPayloadError, ConnectionError):
        raise Refused(400, "body is broken off") from None
