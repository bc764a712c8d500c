"""Clocks: how long calls take.

By the processor's time for this thread. On an idle machine that is the time on the wall; on a
busy one it leaves out what others had of the processor meanwhile.
"""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter, thread_time
from typing import NamedTuple

_ROUNDS = 15
_BATCH_SECONDS = 0.03


def side_by_side(*calls: Callable[[], object]) -> list[float]:
    """Median seconds of one call of each, measured in turns."""
    sizes = [_batch_size(call) for call in calls]
    rounds = [
        [_per_call(call, size) for call, size in zip(calls, sizes, strict=True)]
        for _ in range(_ROUNDS)
    ]
    return [median(each) for each in zip(*rounds, strict=True)]


class Took(NamedTuple):
    """Seconds of one call."""

    processor: float
    clock: float


def each_once(call: Callable[[str], object], texts: Sequence[str]) -> list[Took]:
    """What `call` took for each of `texts`, none of them asked twice."""
    return [_took(call, text) for text in texts]


def _batch_size(call: Callable[[], object]) -> int:
    """How many calls make a batch that the clock can tell; they also warm it up."""
    start, count = thread_time(), 0
    while thread_time() - start < _BATCH_SECONDS:
        call()
        count += 1
    return count


def _per_call(call: Callable[[], object], size: int) -> float:
    start = thread_time()
    for _ in range(size):
        call()
    return (thread_time() - start) / size


def _took(call: Callable[[str], object], text: str) -> Took:
    clock, processor = perf_counter(), thread_time()
    call(text)
    return Took(thread_time() - processor, perf_counter() - clock)
