"""From the start of the process to its first answer, and the memory it comes to."""

from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from .child import Server
from .figures import Figure, Section, at_most_times, duration
from .load import put_on
from .serving import bolt_alone, claude_cost

_ROUNDS = 9
_ANSWERS = 1_000
_AT_ONCE = 32
_START, _MEMORY = 1.7, 1.5


class _Cost(NamedTuple):
    seconds: float
    kilobytes: float


def measure() -> Section:
    """Fresh processes, ours and Bolt's in turns."""
    for server in (claude_cost, bolt_alone):
        _costs(server)  # once before, so that all is compiled
    rounds = [(_costs(claude_cost), _costs(bolt_alone)) for _ in range(_ROUNDS)]
    ours, alone = (_median(each) for each in zip(*rounds, strict=True))
    return Section("Start and memory", _HOW, "Bolt alone", tuple(_figures(ours, alone)))


_HOW = f"""\
The same two servers, started anew {_ROUNDS} times in turns, as medians: from the start of the
process until it answers a request over HTTP, and the most memory it has held (`VmHWM`) after
{_ANSWERS:,} answers to different questions."""


def _figures(ours: _Cost, alone: _Cost) -> list[Figure]:
    start = at_most_times(
        "Start to the first answer",
        (ours.seconds, duration(ours.seconds)),
        (alone.seconds, duration(alone.seconds)),
        _START,
    )
    if not alone.kilobytes:
        return [start]
    memory = at_most_times(
        f"Peak memory after {_ANSWERS:,} answers",
        (ours.kilobytes, _megabytes(ours.kilobytes)),
        (alone.kilobytes, _megabytes(alone.kilobytes)),
        _MEMORY,
    )
    return [start, memory]


def _costs(server: Callable[[], Server]) -> _Cost:
    with server() as running:
        outcome = put_on(running.port, 0, _ANSWERS, _AT_ONCE)
        assert not outcome.errors
        return _Cost(running.start_seconds, running.peak_kilobytes())


def _median(costs: tuple[_Cost, ...]) -> _Cost:
    return _Cost(*map(median, zip(*costs, strict=True)))


def _megabytes(kilobytes: float) -> str:
    return f"{kilobytes / 1024:.1f} MB"
