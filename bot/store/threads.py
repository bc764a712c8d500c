"""What each thread last spoke of, so that a follow-up need only say what changes."""

from typing import NamedTuple, Protocol

from msgspec import Struct

from bot.query.gone_back import Earlier
from bot.query.model import Query
from bot.query.text import Lang

from .expiring import Expiring

SIZE = 5_000
SECONDS = 7 * 24 * 3600


class Thread(Struct, frozen=True):
    """A thread of Slack.

    Attributes:
        workspace: the enterprise where there is one, else the team.
        channel: the conversation it is in.
        ts: the message it hangs under.
    """

    workspace: str
    channel: str
    ts: str


class Last(NamedTuple):
    """What a thread last spoke of.

    Attributes:
        query: its last priced query; None before there is one.
        lang: the language that was answered in.
        pending: the text that was asked back about since then, for the reply to it.
        earlier: what was asked before `query`.
    """

    query: Query | None = None
    lang: Lang | None = None
    pending: str | None = None
    earlier: Earlier = Earlier()


class ThreadQueries(Protocol):
    """Where it is kept what each thread last spoke of."""

    async def last(self, thread: Thread) -> Last | None:
        """What `thread` last spoke of, None where nothing is known of it."""
        ...

    async def remember(self, thread: Thread, last: Last) -> None:
        """Take `last` as what `thread` last spoke of, in place of all that was before."""
        ...


class ExpiringThreadQueries:
    """`ThreadQueries` in this process's memory: the newest threads, for a week."""

    def __init__(self) -> None:
        self._queries: Expiring[Thread, Last] = Expiring(SIZE, SECONDS)

    async def last(self, thread: Thread) -> Last | None:
        """What `thread` last spoke of, None where nothing is known of it."""
        return self._queries.get(thread)

    async def remember(self, thread: Thread, last: Last) -> None:
        """Take `last` as what `thread` last spoke of, in place of all that was before."""
        self._queries[thread] = last
