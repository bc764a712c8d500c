"""Work after the acknowledgement is kept, limited, and finished before the end."""

import asyncio
import gc
import logging
import weakref

import pytest

from bot.work import TooMuchWork, Work


async def test_work_is_finished_before_the_end() -> None:
    work, done = Work(), []

    async def job() -> None:
        await asyncio.sleep(0)
        done.append(True)

    work.start(job)
    await work.drain(10)

    assert [True] == done


async def test_work_is_kept_alive_by_nothing_else() -> None:
    """The event loop only refers weakly to its tasks."""
    work, done = Work(), []
    waited_for: list[weakref.ref[asyncio.Event]] = []

    async def job() -> None:
        event = asyncio.Event()
        waited_for.append(weakref.ref(event))
        await event.wait()
        done.append(True)

    work.start(job)
    await asyncio.sleep(0)
    gc.collect()
    event = waited_for[0]()
    assert event
    event.set()
    await work.drain(10)

    assert [True] == done


async def test_work_that_was_started_by_work_is_finished_too() -> None:
    work, done = Work(), []

    async def second() -> None:
        await asyncio.sleep(0)
        done.append("second")

    async def first() -> None:
        await asyncio.sleep(0)
        work.start(second)

    work.start(first)
    await work.drain(10)

    assert ["second"] == done


async def test_a_task_of_somebody_else_is_waited_for() -> None:
    work, done = Work(), []

    async def foreign() -> None:
        work.keep_current()
        await asyncio.sleep(0)
        done.append(True)

    task = asyncio.create_task(foreign())
    await asyncio.sleep(0)
    await work.drain(10)

    assert task.done()
    assert [True] == done


async def test_what_takes_too_long_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    work, cancelled = Work(), []

    async def job() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append(True)

    work.start(job)
    await asyncio.sleep(0)
    await work.drain(0)

    assert [True] == cancelled
    assert ["gave up 1 tasks that did not finish in time"] == caplog.messages


async def test_with_nothing_under_way_the_end_comes_at_once() -> None:
    await Work().drain(0)


async def test_error_more_than_the_limit_is_not_begun() -> None:
    work, begun = Work(limit=1), []

    async def job() -> None:
        begun.append(True)

    work.start(job)
    with pytest.raises(TooMuchWork):
        work.start(job)
    await work.drain(10)

    assert [True] == begun


async def test_what_is_done_makes_room() -> None:
    work = Work(limit=1)

    async def job() -> None:
        pass

    for _ in range(3):
        work.start(job)
        await work.drain(10)


async def test_error_a_failure_is_logged_whole(caplog: pytest.LogCaptureFixture) -> None:
    work = Work()

    async def job() -> None:
        raise RuntimeError("all of it")

    with caplog.at_level(logging.ERROR):
        work.start(job)
        await work.drain(10)

    assert "RuntimeError: all of it" in caplog.text
