"""Days of the week and hours of the day: when the work of a rate is done.

week  = weekday ("to" | "-") weekday | weekend (negation | "休み")
hours = CLOCK ("to" | "-" | "and") CLOCK            between 9am and 5pm, 9時から17時

Monday to Friday are business days; any other days are asked about. The days' names alone are
prose: "for Monday's meeting".
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.query.ask import Schedule
from bot.query.pieces import Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period

_CLOCK = re.compile(r"(\d{1,2})\s*(am|pm|時)")
_NOON = 12
_DAY = 24
_DASHES = "-~〜–"
_COMMAS = ",/・、"
_WORKWEEK = ("1", "5")
_ONLY = words_that("only")
_LEADS = words_that("before_a_weekday")
_OFF = words_that("day_off")


def weekday(sentence: Sentence) -> bool:
    """`Mon-Fri`, `土日除く`: business days; `on Sundays`, `Tuesday only`: asked about."""
    start = sentence.place
    first = sentence.here(TermPiece)
    ranged = sentence.term(start + 1, "link", "range") or sentence.mark(start + 1, _DASHES)
    listed = sentence.term(start + 1, "link", "and") or sentence.mark(start + 1, _COMMAS)
    last = sentence.term(start + 2, "weekday") if ranged or listed else None
    if last and ranged and (first.term.value, last.term.value) == _WORKWEEK:
        on_business_days(sentence, start, start + 3)
    elif last:
        sentence.ask(start, start + 3, "ask.unused")
    elif first.term.value == "workweek":
        on_business_days(sentence, start, start + 1)
    elif first.term.value == "weekend" and (end := _behind_off(sentence, start + 1)):
        on_business_days(sentence, start, end)
    elif first.term.value == "weekend" and (end := _behind_as_well(sentence, start)):
        sentence.said.every_day = True
        sentence.take(range(start, end), "every day")
    elif first.term.value == "weekend" and _are_the_others(sentence, start):
        sentence.take([start], "the other days")
    elif sentence.word(start - 1) in _IN_ORDER and sentence.word(start - 2) in _EVERY:
        sentence.ask(start - 2, start + 1, "ask.unused")  # every first Monday
    elif _are_certain_days(sentence, start):
        sentence.ask(start, start + 1, "ask.unused")
    else:
        return False
    return True


_IN_ORDER, _EVERY = words_that("first_or_last"), words_that("once_on_a_day")


def on_business_days(sentence: Sentence, start: int, end: int) -> None:
    """Take the pieces up to `end` for business days only; asked about where they are ruled out."""
    if _lead(sentence, start) in _LEADS - _ONLY or sentence.was(start - 1, "negation"):
        sentence.ask(start, end, "ask.unused")
        return
    if end == start + 1 and _behind_off(sentence, end):
        sentence.ask(start, end, "ask.unused")
        return
    sentence.said.business_days.append(sentence.span(start, end))
    sentence.take(range(start, end), "business days only")


def _lead(sentence: Sentence, start: int) -> str:
    """The word before a day: "closed" in "closed on Sundays"."""
    before = sentence.skip_back(start - 1, "date")
    return before.text.casefold() if before else ""


def _behind_off(sentence: Sentence, index: int) -> int | None:
    """The index behind `除く` or `は休み`, None where days are not ruled out."""
    index = sentence.skip(index, ("link", "of"))
    is_off = sentence.term(index, "negation", "behind") or sentence.says(index, _OFF)
    return index + 1 if is_off else None


def _behind_as_well(sentence: Sentence, start: int) -> int | None:
    """The index behind `土日も` or `土日含む`: on every day."""
    if sentence.said.business_days or sentence.holds("period", "business_day"):
        return None
    index = sentence.skip(start + 1, ("link", "of"), ("particle", "also"))
    if sentence.term(index, "part", "behind"):
        return index + 1
    if sentence.says(index, _OFF) or sentence.term(index, "negation"):  # 土日も休み
        return None
    if sentence.pieces[start].text.endswith(_ALSO):
        return start + 1
    return start + 2 if sentence.term(start + 1, "particle", "also") else None


_ALSO = "も"


def _are_the_others(sentence: Sentence, start: int) -> bool:
    """`平日だけ、土日は動かさない`: what business days are not, and nothing that is counted."""
    if not (sentence.said.business_days or sentence.holds("period", "business_day")):
        return False
    index = start + 1
    while _says_nothing(sentence, index):
        index += 1
    clause = range(start + 1, index)
    is_off = any(sentence.says(each, _OFF) or sentence.term(each, "negation") for each in clause)
    return is_off and (index == len(sentence.pieces) or sentence.mark(index, _CLAUSE_ENDS))


def _says_nothing(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, Piece)
    if isinstance(piece, TermPiece):
        return piece.term.category in _SAY_NOTHING
    return isinstance(piece, WordPiece)


_CLAUSE_ENDS = "、。,.;()"
_SAY_NOTHING = frozenset({"particle", "link", "prose", "negation"})


def _are_certain_days(sentence: Sentence, start: int) -> bool:
    """`on Sundays`, `every Tuesday`, `火曜のみ`, `日曜は休み`; not `by Friday`."""
    day = sentence.pieces[start]
    only = sentence.says(start + 1, _ONLY)
    is_plural = day.text.casefold().endswith("days")
    is_some = sentence.was(start, "weekday", "some", "weekend")
    off = _behind_off(sentence, start + 1) is not None
    return is_some or is_plural or only or off or _lead(sentence, start) in _LEADS


def clock(sentence: Sentence) -> bool:
    """`between 9am and 5pm`, `9時から17時`: how many hours of a day; one of them is left open."""
    start = sentence.place
    opens = _hour(sentence, start)
    if opens is None:
        return False
    links = any(sentence.term(start + 1, "link", each) for each in ("range", "and"))
    tied = links or sentence.mark(start + 1, _DASHES)
    last = start + 3 if sentence.says(start + 2, NOONS) else start + 2
    closes = _hour(sentence, last) if tied else None
    if closes is None:
        sentence.said.hours.append(sentence.pieces[start].span)
        sentence.take([start], "an hour of the day")
        return True
    end = sentence.skip(last + 1, ("particle", "until"))
    known = any(each.short is Period.HOUR for each in sentence.said.schedules)
    hours = (closes - opens) % _DAY
    if known or not hours:
        sentence.ask(start, end, "ask.unused")
        return True
    span = sentence.span(start, end)
    sentence.said.schedules.append(Schedule(Decimal(hours), Period.HOUR, Period.DAY, span))
    sentence.take(range(start, end), f"{hours} x hour in each day")
    return True


def _hour_of_half(hour: int, half: str) -> int | None:
    """The hour of 夜8時 or 午後5時; that of 午後12時 nobody can tell."""
    if half in _AT_NIGHT and hour <= _NOON:
        return (hour + _NOON if hour > _DAWN else hour) % _DAY
    if half in NOONS and hour == _NOON:
        return None
    return hour + _NOON if half in _AFTER_NOON and hour < _NOON else hour


_AT_NIGHT, _DAWN = words_that("at_night"), 5
_AFTER_NOON = words_that("after_noon")
NOONS = words_that("before_noon") | _AFTER_NOON | _AT_NIGHT


def _hour(sentence: Sentence, index: int) -> int | None:
    """The hour said at `index`: 17 for "5pm", "17時" and 午後5時."""
    word = sentence.at(index, WordPiece)
    if word is None or not word.text[0].isdecimal():
        return None
    found = _CLOCK.fullmatch(word.text.casefold())
    if found is None:
        return None
    hour, half = int(found[1]), found[2]
    if half == "時":
        return _hour_of_half(hour, sentence.word(index - 1))
    return hour % _NOON + (_NOON if half == "pm" else 0)
