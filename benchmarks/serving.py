"""The server under load, beside Bolt alone."""

from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from . import bare, constant
from .child import Server
from .figures import Figure, Section, throughput
from .load import Outcome, put_on

_ROUNDS = 7
_QUESTIONS = 600
_WARM_UP = 300
_AT_ONCE = (8, 32)
_REAL, _FRONT_DOOR = 0.6, 0.9


def measure() -> Section:
    """Requests in a second, from several servers in turns."""
    servers = [bolt_alone(), bolt_alone(direct=True), claude_cost(), _constant()]
    with ExitStack() as running:
        for server in servers:
            running.enter_context(server)
            _checked(put_on(server.port, 0, _WARM_UP, _AT_ONCE[0]))
        figures = [figure for at_once in _AT_ONCE for figure in _figures(servers, at_once)]
    return Section("The server under load", _HOW, "Bolt alone", tuple(figures))


def _figures(servers: Sequence[Server], at_once: int) -> list[Figure]:
    runs = _in_turns(servers, at_once)
    alone, direct, ours, front_door = (
        median(outcome.per_second for outcome in run) for run in runs
    )
    return [
        throughput(f"{at_once} at once: real answers", ours, alone, _REAL),
        throughput(f"{at_once} at once: a constant answer", front_door, alone, _FRONT_DOOR),
        throughput("... beside Bolt that waits for its listeners", front_door, direct, None),
        throughput("... and real answers beside the same", ours, direct, None),
    ]


_HOW = f"""\
Signed slash commands over {" and over ".join(map(str, _AT_ONCE))} kept connections on loopback,
sent by another process; medians of {_ROUNDS} rounds of {_QUESTIONS} different questions, the
servers taking turns, each answer looked at. "Bolt alone" is an `AsyncApp` with its own server,
which checks the signature, authorizes without a call, and acknowledges with a constant: the text
of a short refusal of ours. "A constant answer" is our server with that refusal, laid out
beforehand as well, as its only answer: what the front door itself costs. By default Bolt starts
a task for each listener, and looks every 10 ms whether it has acknowledged, so with few
connections it waits; the rows below each pair are beside Bolt with `process_before_response`,
which ours has. With many connections either server is as fast as its processor: one that works
out a whole answer, and lays it out, is slower than one that says a constant."""


def claude_cost() -> Server:
    """The server as it is deployed."""
    return Server("bot")


def bolt_alone(*, direct: bool = False) -> Server:
    """Bolt with a constant to say; `direct`: with `process_before_response`."""
    return Server(
        "benchmarks.bare", {bare.REPLY: constant.reply(), bare.DIRECT: "1" if direct else "0"}
    )


def _constant() -> Server:
    return Server("benchmarks.constant")


def _in_turns(servers: Sequence[Server], at_once: int) -> list[list[Outcome]]:
    """The outcomes of each of `servers`."""
    firsts = range(_WARM_UP, _WARM_UP + _ROUNDS * _QUESTIONS, _QUESTIONS)
    rounds = [
        [_checked(put_on(server.port, first, _QUESTIONS, at_once)) for server in servers]
        for first in firsts
    ]
    return [list(each) for each in zip(*rounds, strict=True)]


def _checked(outcome: Outcome) -> Outcome:
    assert not outcome.errors, f"{outcome.errors} of {outcome.answered} answers were wrong"
    return outcome
