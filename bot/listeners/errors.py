"""What went wrong unforeseen: logged whole, and told in a plain sentence."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.answers.types import Language
from bot.query.text import has_japanese
from bot.render import apology
from bot.work import TooMuchWork

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    """Answer what no listener of `app` could, or would."""

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        if isinstance(error, TooMuchWork):
            log.warning("too much work: asked to send this again later")
            return BoltResponse(status=503)
        _log(error, body)
        if "command" in body:
            return _told(body)
        # Acknowledged all the same, or Slack would send it again and again.
        return BoltResponse(status=200)


def _log(error: Exception, body: dict[str, Any]) -> None:
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("nobody listens to a request of type %s", body.get("type", "command"))
    else:
        log.error("a listener failed", exc_info=error)


def _told(command: dict[str, Any]) -> BoltResponse:
    message = apology(language_of(str(command.get("text"))))
    return BoltResponse(status=200, body={"response_type": "ephemeral", **message.as_kwargs()})


def language_of(text: str) -> Language:
    """The language to say sorry in, where nothing could be made of `text`."""
    return "ja" if has_japanese(text) else "en"
