"""What each thread last spoke of, so that a follow-up need only say what changes."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bot.query.model import Query
from bot.query.text import Lang

from .expiring import Expiring

SIZE = 5_000
SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Thread:
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
    """The last priced query of a thread, and the language it was answered in."""

    query: Query
    lang: Lang


class ThreadQueries(Protocol):
    """Where the last priced query of each thread is kept."""

    async def last(self, thread: Thread) -> Last | None:
        """The last priced query of `thread`, None where there is none."""
        ...

    async def remember(self, thread: Thread, last: Last) -> None:
        """Take `last` as the last one of `thread`."""
        ...


class ExpiringThreadQueries:
    """`ThreadQueries` in this process's memory: the newest threads, for a week."""

    def __init__(self) -> None:
        self._queries: Expiring[Thread, Last] = Expiring(SIZE, SECONDS)

    async def last(self, thread: Thread) -> Last | None:
        """The last priced query of `thread`, None where there is none."""
        return self._queries.get(thread)

    async def remember(self, thread: Thread, last: Last) -> None:
        """Take `last` as the last one of `thread`."""
        self._queries[thread] = last
