"""Periods: what work is per, and what its cost is asked for.

rate     = ("per" | "a" | "each" | "every" | "/") period | "daily" | "monthly" ...
over     = ("for" | "over" | "in" ...) NUMBER period | ("for" | "in") "a" period

Which of them the amounts are per is decided when all is read: see `complete`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.query.ask import Timed
from bot.query.model import ONE, Over
from bot.query.patterns import Pattern
from bot.query.pieces import ModelPiece, NumberPiece, PercentPiece, Piece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period

from . import cache_lives
from .intervals import EVERY_OTHER, SHORT, interval
from .nouns import counted_noun
from .period_names import behind_leads, is_adverb, is_one, period_at, rate_end, says_per
from .period_ties import add, behind_particles
from .schedules import (
    around_the_clock,
    business_days_of_a_month,
    business_days_only,
    running_hours,
    schedule,
)


def period(sentence: Sentence) -> bool:
    """`per day`, `daily`, `/month`, `for 3 months`, `8 hours a day`."""
    if sentence.word(sentence.place - 1) == _ORDINAL:
        return False
    if business_days_of_a_month(sentence, sentence.place):
        return True
    if business_days_only(sentence) or around_the_clock(sentence):
        return True
    if running_hours(sentence) or _of_some(sentence) or _not_one_left_out(sentence):
        return True
    if _named(sentence):
        return True
    if interval(sentence) or schedule(sentence) or _over_one_quarter(sentence):
        return True
    return _over(sentence) or _listed(sentence) or _rate(sentence)


def _listed(sentence: Sentence) -> bool:
    """`cost per call, [month] and [year]?`: "per" is said once for all of them."""
    start = sentence.place
    piece, found = sentence.at(start, Piece), period_at(sentence, start)
    if piece is None or found is None or piece.text.casefold() not in _ONES:
        return False
    before, behind = sentence.source[: piece.span.start], sentence.source[piece.span.end :]
    if not (_PER_ONES.search(before) and _LIST_GOES_ON.match(behind)):
        return False
    add(sentence, start, start + 1, found)
    return True


_ONES = words_that("period_in_a_list")
_AND = r"(?:,? (?:and|or) |, ?| ?[/&] ?)"
_ANY = "|".join(sorted(_ONES))
_PER_ONES = Pattern(rf"\bper[- ][a-z]+(?:{_AND}(?:{_ANY}))*{_AND}$", re.IGNORECASE)
_LIST_GOES_ON = Pattern(rf"\s*(?:[?.;:!)]|$|{_AND})", re.IGNORECASE)


def _of_some(sentence: Sentence) -> bool:
    """`日によって違うが1日400件`, `0件の日もあるが`: of some days, and no period of anything."""
    start = sentence.place
    period = sentence.term(start, "period")
    if period is None or period.text not in _BARE or sentence.at(start - 1, NumberPiece):
        return False
    if not _OF_SOME.match(sentence.source, period.span.end):
        return False
    sentence.take([start], "some of them")
    return True


_BARE = frozenset("日週月年")
_OF_SOME = Pattern("によ|[もがは][^、。0-9]{0,6}?あ[りるれっ]|ごとに[^、。0-9]{0,4}違")


def _not_one_left_out(sentence: Sentence) -> bool:
    """`1日も休まず毎日400件`, `休みの日も動く`: there is work on each day, and none is asked for.

    Of `休みの日は動かない` it is open which days those are.
    """
    start = sentence.place
    number, period = sentence.at(start, NumberPiece), sentence.term(start, "period")
    if number and number.value == ONE and sentence.term(start + 1, "period", "day"):
        if not sentence.says(start + 2, _ALSO) or not sentence.says(start + 3, _NEVER_PAUSES):
            return False
        sentence.take(range(start, start + 4), "every day")
        return True
    off = start - 2
    if period is None or period.text != _DAY or sentence.word(off) not in _DAYS_OFF:
        return False
    if sentence.says(start + 1, _ALSO):
        sentence.take([start, start + 1], "every day")
    else:
        sentence.ask(off, start + 1, "ask.unused")
    return True


_DAY, _ALSO = "日", frozenset({"も"})
_NEVER_PAUSES, _DAYS_OFF = words_that("never_pauses"), words_that("names_a_day_off")


def _over_one_quarter(sentence: Sentence) -> bool:
    """`for one quarter`: of a year; by itself it is one in four."""
    start = sentence.place
    index = behind_leads(sentence, start)
    if sentence.word(index) != _ONE_QUARTER or sentence.word(index - 1) not in _FOR:
        return False
    if sentence.term(index + 1, "caching") or sentence.term(index + 1, "modifier"):
        return False  # "batched, for one quarter cached"
    add(sentence, start, index + 1, Period.QUARTER, Over(ONE, Period.QUARTER))
    return True


def _named(sentence: Sentence) -> bool:
    """`what does one day cost`, `Q1 cost`; but `one day we may need more` is some day."""
    start = sentence.place
    if found := _the_one_asked_for(sentence, start):
        add(sentence, start, start + 1, found, Over(ONE, found))
        return True
    found = _NAMED.get(sentence.word(start))
    if found is None:
        return False
    near = {sentence.word(each) for each in range(start - _NEAR, start + _NEAR)}
    is_of_count = start - 1 == sentence.count_end and sentence.word(start - 1) in _WITHIN
    if is_of_count and sentence.holds("period"):
        sentence.ask(start - 1, start + 1, "ask.unused")  # "5k requests over one day, monthly?"
        return True
    if near.isdisjoint(_ASKS_A_COST):
        return False
    add(sentence, start, start + 1, found, Over(ONE, found))
    return True


def _the_one_asked_for(sentence: Sentence, start: int) -> Period | None:
    """`what's the month?`, `what does the year come to`, `the week cost`; not `in the month of`."""
    if sentence.word(start - 1) != "the" or not sentence.term(start, "period"):
        return None
    if is_adverb(sentence, start):  # "what's the yearly?"
        return None
    behind = sentence.at(start + 1, Piece)
    ends = behind is None or sentence.mark(start + 1, ",;.:?!") or sentence.word(start + 1) in _ON
    is_asked = ends and sentence.word(start - 2) in _ASKS_FOR_THE
    return period_at(sentence, start) if is_asked or sentence.word(start + 1) in _COST else None


_ASKS_FOR_THE, _ON = words_that("asks_for_the_period"), words_that("goes_on_to_ask")
_COST = frozenset({"cost", "total", "bill", "figure"})
_QUARTERS = words_that("quarter_of_a_year")
_WITHIN = frozenset({"over", "within", "in", "for", "on", "during"})
_ONE_DAY = ("one day", "a single day", "a single night", "一晩")
_NAMED = {**dict.fromkeys(_ONE_DAY, Period.DAY), **dict.fromkeys(_QUARTERS, Period.QUARTER)}
_NEAR = 3
_ASKS_A_COST = words_that("asks_a_cost") | words_that("asks_a_cost_behind") | {"budget"}
_ORDINAL = "第"
"""第3四半期 is one quarter, and not three of them."""


def _is_a_minimum(sentence: Sentence, start: int, end: int) -> bool:
    """`a min of 1k in`, `with a min 15% discount`; but `50 requests a min`, `60 a min 1k in`."""
    if sentence.word(end - 1) != "min" or sentence.word(start) != "a":
        return False
    is_of_number = isinstance(sentence.at(end, Piece), (NumberPiece, PercentPiece))
    is_rate = start in {sentence.count_end, sentence.amount_end}
    return sentence.word(end) == "of" or (is_of_number and not is_rate)


def _rate(sentence: Sentence) -> bool:
    start = sentence.place
    is_business = sentence.term(start, "period", "business_day") is not None
    end = rate_end(sentence, sentence.skip(start + 1, ("link", "of")) if is_business else start)
    if end is None and is_business and (end := _each_business_day(sentence, start)):
        add(sentence, start, end, Period.BUSINESS_DAY)
        return True
    if end is None:
        return False
    if _says_when_batches_run(sentence, end):
        sentence.take(range(start, end), "when they are run")
        return True
    found = period_at(sentence, end - 1)
    if found is None or (is_business and found is not Period.DAY):
        return False
    if found is Period.QUARTER and _is_no_quarter(sentence, start, end):
        sentence.ask(start, end, "ask.quarter")
        return True
    if found is Period.SECOND and _is_one_more(sentence, start, end):
        sentence.ask(start, end + 1, "ask.unused")
        return True
    if found is Period.MINUTE and _is_a_minimum(sentence, start, end):
        sentence.ask(start, end + 1, "ask.bound")
        return True
    each = sentence.term(end, "scope", "each")
    if each and each.text in EVERY_OTHER:
        _with_so_many_between(sentence, start, end + 1, found)
        return True
    end = end + 1 if each and not each.text.isascii() else end  # 1日あたり
    if sentence.word(start - 1) == "on" and start - 1 == sentence.count_end:
        sentence.count_end = start  # "6,500 calls on a business day"
    add(sentence, start, end, Period.BUSINESS_DAY if is_business else found)
    return True


def _with_so_many_between(sentence: Sentence, start: int, end: int, found: Period) -> None:
    """`1時間おきに` is each hour, `1日おきに` every other day; `1週間おきに` may be either."""
    if found in SHORT:
        add(sentence, start, end, found)
    elif found is Period.DAY:
        sentence.said.times.append(Timed(found, sentence.span(start, end), every=_TWO))
        sentence.take(range(start, end), "every 2 days")
    else:
        sentence.ask(start, end, "ask.unused")


_TWO = Decimal(2)


def _says_when_batches_run(sentence: Sentence, end: int) -> bool:
    """`25k emails per week ... a nightly batch is fine`: they come at a rate of their own."""
    is_at_night = sentence.word(end - 1) in _AT_NIGHT and sentence.was(end, "modifier", "batch")
    rates = [each for each in sentence.said.times if each.binds == "requests" and not each.over]
    return is_at_night and bool(sentence.said.counts and rates)


_AT_NIGHT = words_that("when_batches_run")


def _is_no_quarter(sentence: Sentence, start: int, end: int) -> bool:
    """`every quarter of an hour`, perhaps `a quarter cached`, `removes a quarter`: a fourth."""
    behind = sentence.skip(end, ("link", "of"), ("link", "per"))
    if behind > end and period_at(sentence, behind):
        return True
    is_moved = sentence.word(end) in _TO_A_MODEL and sentence.at(end + 1, ModelPiece) is not None
    is_term = sentence.term(end, "caching") or sentence.term(end, "modifier") or is_moved
    is_term = is_term or sentence.word(start - 1) in _TAKES or sentence.word(end) in _OF_SOME_OF_IT
    beside = start in {sentence.count_end, sentence.amount_end}
    return sentence.word(start) == "a" and bool(is_term) and not beside


_TO_A_MODEL = frozenset({"to", "onto"})
_TAKES, _OF_SOME_OF_IT = words_that("takes_a_fourth"), words_that("done_by_a_fourth")


def _is_one_more(sentence: Sentence, start: int, end: int) -> bool:
    """`followed by a second call`: one more of them, and no rate."""
    if sentence.word(start) != "a" or start in {sentence.count_end, sentence.amount_end}:
        return False
    is_noun = sentence.at(end, WordPiece) is not None and sentence.word(end).isalpha()
    return is_noun or sentence.term(end, "count") is not None


def _each_business_day(sentence: Sentence, start: int) -> int | None:
    """The index behind `営業日あたり`, or the days of `平日は200件`; None where neither is said."""
    if says_per(sentence, start + 1):
        return start + 2
    behind = behind_particles(sentence, start + 1)
    counts = sentence.at(behind, NumberPiece) and counted_noun(sentence, behind + 1) is not None
    return start + 1 if counts else None


_LONG = frozenset({Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR})
_MOST_OF_LONG = 500
"""More weeks, months or years than anybody plans for."""


def _over(sentence: Sentence) -> bool:
    """`for 3 months`, `over 30 days`, `3ヶ月で`."""
    start = sentence.place
    index = _behind_article(sentence, start, behind_leads(sentence, start))
    if sentence.term(index, "odd_period", "half_year") and not _is_how_often(sentence, index + 1):
        add(sentence, start, index + 1, Period.MONTH, Over(_HALF_A_YEAR, Period.MONTH))
        return True
    number = sentence.at(index, NumberPiece)
    found = period_at(sentence, index + 1)
    if _is_of_no_work(sentence, start, index):
        return False
    if _is_life_of_a_cache(sentence, index) or cache_lives.are_two(sentence, index):
        return False
    if cache_lives.kept_for(sentence, start, index):
        return True
    if number is None or found is None or number.bounds or is_adverb(sentence, index + 1):
        led = index > start and _names_for(sentence, start)
        end = index + 1 if sentence.says(index - 1, _ONE_OF_IT) else index + 2
        one = end == index + 1 or sentence.term(index, "link", "per")
        found = period_at(sentence, end - 1) if one else None
        if not (led and found) or _names_work(sentence, end):
            return False
        add(sentence, start, end, found, Over(ONE, found))
        return True
    japanese = not sentence.pieces[index + 1].text.isascii()
    if is_one(sentence, index) and index == start:
        return False
    if index == start and not japanese and not _is_bare_duration(sentence, index):
        return False
    if behind := _behind_another(sentence, start, index + 2):
        sentence.ask(start, behind, "ask.unused")
        return True
    add(sentence, start, index + 2, found, Over(number.value, found))
    return True


def _behind_article(sentence: Sentence, start: int, index: int) -> int:
    """The index of the hours in `for a [6] hour load test`: so long, and not so long each day."""
    is_led = index > start and sentence.word(index) == "a"
    if not is_led or not sentence.was(index + 2, "period", "hour"):
        return index
    names = {sentence.word(each) for each in range(index + 3, index + 3 + _NEAR)}
    is_run = bool(names & _WORKED) and sentence.words.isdisjoint(_EACH_DAY)
    return index + 1 if is_run else index


_WORKED = words_that("worked_for_so_long")
_EACH_DAY = frozenset({"daily", "day", "days", "nightly", "night", "weekly", "week"})


def _is_of_no_work(sentence: Sentence, start: int, index: int) -> bool:
    """`retention is 30 days`, うちキャッシュ4,500 年だといくら: no time that there is work."""
    number, found = sentence.at(index, NumberPiece), period_at(sentence, index + 1)
    if number and found in _LONG and number.value > _MOST_OF_LONG:
        return True
    verb = start if index > start else start - 1
    before = {sentence.word(each) for each in range(index - 1 - _NEAR, index - 1)}
    if sentence.word(index - 1) == "for" and "been" in before:  # "it has been live for 6 months"
        return True
    return sentence.word(verb) in _IS and sentence.word(verb - 1) not in _GOES_ON


def _behind_another(sentence: Sentence, start: int, end: int) -> int | None:
    """The index behind a time that is none of the work, None where it is one."""
    if _is_what_it_took(sentence, start):
        return end
    told = end if sentence.says(end, _FREE) else sentence.skip(end, ("link", "of"))
    return told + 1 if _is_told_of_another(sentence, told) else None


def _is_told_of_another(sentence: Sentence, index: int) -> bool:
    """`契約は2年です`, `6か月経ちました`: how long something else goes on, or has gone on."""
    if sentence.says(index, _FREE):  # 最初の3か月だけ無料, 30日保存
        return True
    is_told = sentence.word(index) in _IS_JAPANESE and sentence.was(index - 3, "particle", "topic")
    return is_told and sentence.word(index - 4) not in _GOES_ON


def _is_what_it_took(sentence: Sentence, start: int) -> bool:
    """`we spent 4 weeks on it`, `試作に4週間`, `残業20時間`: of what is no work of a model."""
    before = start - 2 if sentence.mark(start - 1, "に") else start - 1
    word = sentence.word(before)
    is_plain = before >= 0 and isinstance(sentence.pieces[before], WordPiece)
    return word in _TOOK or (is_plain and not (word.isascii() or word in _GOES_ON))


_TOOK = words_that("took_so_long")
_FREE = words_that("costs_nothing") | words_that("lasts_by_itself")
_IS, _GOES_ON = frozenset({"is", "are", "was"}), words_that("goes_on_for_so_long")
_IS_JAPANESE = frozenset({"です", "だ", "でした"})


_ONE_QUARTER, _FOR = "one quarter", frozenset({"for", "over"})
_HALF_A_YEAR = Decimal(6)
"""Months: 半年 is counted in them, as "half a year" is in years."""


def _is_how_often(sentence: Sentence, index: int) -> bool:
    """`半年[に]1回`, `半年[ごと]`: how often, and not for how long."""
    return sentence.mark(index, "に") or sentence.term(index, "scope", "each") is not None


def _is_life_of_a_cache(sentence: Sentence, index: int) -> bool:
    """`for the [1h] cache`: how long its entries live, and no time that anything takes."""
    lives, end = cache_lives.lifetime_at(sentence, index)
    return lives is not None and bool(
        sentence.term(end, "caching") or sentence.term(end, "unit", "cache_write")
    )


_ONE_OF_IT = words_that("one_of_a_period")


def _names_work(sentence: Sentence, end: int) -> bool:
    """`for the [nightly] job: 5k docs`: how often the work comes, and not for how long."""
    is_named = sentence.at(end, WordPiece) or sentence.term(end, "count", "request")
    return is_adverb(sentence, end - 1) and bool(is_named) and sentence.mark(end + 1, ":,")


def _names_for(sentence: Sentence, index: int) -> bool:
    return sentence.pieces[index].text.casefold() in {"for", "over"}


def _is_bare_duration(sentence: Sentence, index: int) -> bool:
    """`3 months` with nothing that says what for: as good as "for 3 months"."""
    found = period_at(sentence, index + 1)
    return found in {
        Period.DAY,
        Period.WEEK,
        Period.MONTH,
        Period.QUARTER,
        Period.YEAR,
        Period.BUSINESS_DAY,
    }
