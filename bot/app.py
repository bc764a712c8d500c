"""The composition root: the one place where the Slack app is put together from its parts."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from time import perf_counter

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import answer
from bot.answers.types import Answer, Question
from bot.listeners import actions, commands, errors, mentions
from bot.listeners.asking import Answerer, Today
from bot.listeners.posting import retry_handlers
from bot.store import ExpiringThreadQueries, ThreadQueries
from pricing import PriceBook

from .settings import Settings
from .work import Work

log = logging.getLogger(__name__)


def utc_today() -> date:
    """The day that questions are asked on, the same wherever the bot runs."""
    return datetime.now(UTC).date()


def create_app(
    settings: Settings,
    work: Work,
    answer: Answerer,
    *,
    today: Today = utc_today,
    threads: ThreadQueries | None = None,
) -> AsyncApp:
    """The Slack app, which leaves to `work` what goes on after an acknowledgement."""
    threads = threads or ExpiringThreadQueries()
    app = _bolt(settings)
    commands.register(app, answer, today)
    mentions.register(app, answer, today, threads, work)
    actions.register(app, answer, threads, work)
    errors.register(app)
    return app


def published(book: PriceBook) -> Answerer:
    """Answers questions from `book`, and logs what kind of answer was given."""

    def answered(question: Question) -> Answer:
        start = perf_counter()
        given = answer(question, book)
        milliseconds = (perf_counter() - start) * 1000
        log.info("%s in %s, %.1f ms", type(given).__name__, given.frame.lang, milliseconds)
        return given

    return answered


class _OneWorkspace(AsyncAuthorize):
    """The token of the settings, for everybody: Slack need not be asked whose it is."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, **_: object
    ) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=self._token)


def _bolt(settings: Settings) -> AsyncApp:
    logger = logging.getLogger("slack_bolt")
    with _nothing_from_the_environment():
        return AsyncApp(
            name="claude-cost",
            logger=logger,
            # Without a token: `authorize` hands one to the client of each request.
            client=AsyncWebClient(
                base_url=settings.slack_api_url, retry_handlers=retry_handlers(), logger=logger
            ),
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            authorize=_OneWorkspace(settings.slack_bot_token.get_secret_value()),
            # The answer of a listener is the answer to Slack. Otherwise Bolt runs listeners on
            # their own and looks every 10 ms whether they have acknowledged, and one that
            # fails after that takes its acknowledgement with it.
            process_before_response=True,
            # Else nobody would answer what no listener is for, and Slack would ask again.
            raise_error_for_unhandled_request=True,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )


@contextmanager
def _nothing_from_the_environment() -> Iterator[None]:
    """Hide from Bolt what it would take from the environment although it is given everything.

    A client id and secret would turn OAuth on, and a verification token would have it refuse
    what it should take.
    """
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)
