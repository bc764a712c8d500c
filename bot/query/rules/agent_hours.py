"""Hours that an agent runs for: those of Managed Agents are paid for.

hours = ["for" | "of"] NUMBER ("hour" | "minute")         where Managed Agents are spoken of
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from . import amounts, showing

_MANAGED = words_that("managed_agents")
_NO_RUN, _WITHIN = words_that("hours_of_no_agent"), words_that("within_a_time")
_NEAR = 3
_MINUTES_OF_AN_HOUR, _THIRD, _ALL_HOURS = Decimal(60), 3, 24


def agent_hours(sentence: Sentence) -> bool:
    """`a managed agent runs 3 hours a day`, `40 managed agent sessions of 30 minutes each`."""
    if _MANAGED.isdisjoint(sentence.words):
        return False
    start = sentence.place
    many = sentence.at(start, NumberPiece)
    if many and sentence.term(start + 1, "unit") and sentence.word(start + 1) in _MANAGED:
        said = showing.counted(many)  # "40 managed agents sessions": so many, and no hours
        sentence.count(many, "sessions", [start, start + 1], said)
        return True
    index = sentence.skip(start, ("link", "of"))
    number, period = sentence.at(index, NumberPiece), sentence.term(index + 1, "period")
    if not (number and period) or _is_of_another(sentence, start, index + 2):
        return False
    if period.term.value == "minute":
        if number.bounds or number.value % _THIRD:  # no number of hours with an end: 20 minutes
            return False
        with exactly():
            number = replace(number, value=number.value / _MINUTES_OF_AN_HOUR)
    elif period.term.value != "hour" or number.value == _ALL_HOURS:
        return False  # 24時間稼働: for how many days?
    amounts.add(sentence, Unit.SESSION_HOUR, number, range(start, index + 2))
    return True


def _is_of_another(sentence: Sentence, start: int, end: int) -> bool:
    """`answers within 3 hours`, `saves us 3 hours a day`, `3 hours of human work`."""
    near = {sentence.word(each) for each in range(start - _NEAR, start)}
    behind = {sentence.word(each) for each in range(end, end + _NEAR)}
    return not (near | behind).isdisjoint(_NO_RUN) or sentence.word(end) in _WITHIN


_ALWAYS = words_that("at_any_time")


def ask_how_long(sentence: Sentence) -> None:
    """`40 managed agent sessions, 200k in each`: their hours are paid for, and nobody said them."""
    if place := _all_day_at(sentence):
        span = sentence.span(*place)
        sentence.troubles.append(NeedsMore(phrase("ask.session_hours"), span))
        return
    if _MANAGED.isdisjoint(sentence.words):
        return
    said = sentence.said
    if not _ALWAYS.isdisjoint(sentence.words):
        span = sentence.pieces[sentence.places_of(_ALWAYS)[0]].span
        sentence.troubles.append(NeedsMore(phrase("ask.session_hours"), span))
        return
    kinds = {each.kind for each in said.amounts}
    if not kinds or Unit.SESSION_HOUR in kinds:
        return
    span = sentence.pieces[sentence.places_of(_MANAGED)[0]].span
    said.open_hours.append(span)


def _all_day_at(sentence: Sentence) -> tuple[int, int] | None:
    """Where `24時間動かしっぱなし` or `24時間1ヶ月` stands: of each day, or 24 of them in all?

    Of each day it is with `1日` before it.
    """
    if not _is_of_a_session(sentence):
        return None
    for place, piece in enumerate(sentence.pieces[:-1]):
        is_all_day = isinstance(piece, NumberPiece) and piece.value == _ALL_HOURS
        if not is_all_day or not sentence.was(place + 1, "period", "hour"):
            continue
        if sentence.was(place - 1, "period", "day") or sentence.word(place + 1) != _HOURS:
            continue
        if any(sentence.was(each, "period", *_LONG) for each in range(len(sentence.pieces))):
            return place, place + 2
    return None


def _is_of_a_session(sentence: Sentence) -> bool:
    """Whether Managed Agents are spoken of, or `セッション料金`."""
    if not _MANAGED.isdisjoint(sentence.words):
        return True
    return any(sentence.word(place + 1) in _COSTS for place in sentence.places_of({_SESSION}))


_HOURS, _SESSION, _COSTS = "時間", "セッション", words_that("cost")
_LONG = ("day", "week", "month", "quarter", "year")
