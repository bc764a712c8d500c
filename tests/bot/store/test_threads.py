"""Each thread has one memory, which the newest takes over."""

from bot.query.model import HelpQuery
from bot.store import ExpiringThreadQueries, Last, Thread

THREAD = Thread("T0", "C0", "1.000100")


async def test_nothing_is_known_of_a_new_thread() -> None:
    assert await ExpiringThreadQueries().last(THREAD) is None


async def test_what_is_pending_is_kept_beside_the_query() -> None:
    threads = ExpiringThreadQueries()
    last = Last(HelpQuery(None), "en", "sonnet 5.5 10M tokens")
    await threads.remember(THREAD, last)

    assert last == await threads.last(THREAD)
    assert await threads.last(Thread("T0", "C0", "2.000200")) is None


async def test_the_newest_is_in_place_of_all_that_was_before() -> None:
    threads = ExpiringThreadQueries()
    await threads.remember(THREAD, Last(pending="sonnet 5.5 10M tokens"))
    await threads.remember(THREAD, Last(HelpQuery(None), "ja"))

    assert Last(HelpQuery(None), "ja", None) == await threads.last(THREAD)
