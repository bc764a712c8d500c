"""Work that goes on after Slack has its acknowledgement.

Bolt starts such work and forgets it: nothing keeps it alive, limits it, or finishes it before
the process ends. Here it is kept, counted and waited for.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, cast

log = logging.getLogger(__name__)

LIMIT = 200


class TooMuchWork(Exception):
    """As much is under way as this process takes on; Slack may ask again later."""


class Work:
    """The tasks under way, at most `limit` of them."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        # The event loop itself only holds weak references to its tasks.
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin `job`, to be finished even if the process is told to stop meanwhile.

        Raises:
            TooMuchWork: the limit is reached; `job` was not called.
        """
        if len(self._tasks) >= self._limit:
            raise TooMuchWork
        self._keep(asyncio.create_task(_guarded(job)))

    def keep_current(self) -> None:
        """Wait for the current task too before the end; begun already, it asks no limit."""
        # There is one: this is only called from coroutines.
        self._keep(cast("asyncio.Task[Any]", asyncio.current_task()))

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, seconds: float) -> None:
        """Finish what is under way, and cancel what takes longer than `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                # Again and again, as what is under way may start more.
                while self._tasks:
                    log.info("finishing %d tasks", len(self._tasks))
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            await self._give_up()

    async def _give_up(self) -> None:
        late = list(self._tasks)
        log.error("gave up %d tasks that did not finish in time", len(late))
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def _guarded(job: Callable[[], Awaitable[None]]) -> None:
    try:
        await job()
    except Exception:
        log.exception("work after the acknowledgement failed")
