"""Periods: what work is per, and what its cost is asked for.

rate     = ("per" | "a" | "each" | "every" | "/") period | "daily" | "monthly" ...
         | NUMBER ("qps" | "rps")
over     = ("for" | "over" | "in" ...) NUMBER period | ("for" | "in") "a" period
schedule = NUMBER period rate          8 hours a day
interval = "every" NUMBER period       every 7 minutes

Which of them the amounts are per is decided when all is read: see `complete`.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from bot.query.ask import Count, Remark, Schedule, Timed
from bot.query.errors import NeedsMore
from bot.query.intervals import range_of
from bot.query.lexicon import Term
from bot.query.model import MOST_OF_ONE, ONE, REQUESTS, Bounds, Over
from bot.query.phrase import phrase
from bot.query.pieces import (
    ChangePiece,
    ModelPiece,
    MoneyPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    WordPiece,
)
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period, Unit, exactly

from . import caching, showing, weekdays
from .amounts import has_own_unit, units_stand_first
from .counts import taken_for
from .nouns import TIMES, counted_noun, noun_of, plural
from .showing import counted

_ADVERB = ("ly", "ps", "pm", "um", "annual", "annualized", "annualised")
_BY_ITSELF = words_that("period_by_itself")
_LEADS = words_that("before_a_span")
_COSTS = tuple(words_that("cost"))
_IN_A = words_that("in_before_a_period")
_OFTEN = words_that("often")


def period(sentence: Sentence) -> bool:
    """`per day`, `daily`, `/month`, `for 3 months`, `8 hours a day`."""
    if sentence.word(sentence.place - 1) == _ORDINAL:
        return False
    if _business_days_of_a_month(sentence, sentence.place):
        return True
    if _business_days_only(sentence) or _around_the_clock(sentence):
        return True
    if _named(sentence):
        return True
    return _interval(sentence) or _schedule(sentence) or _over(sentence) or _rate(sentence)


def _named(sentence: Sentence) -> bool:
    """`what does one day cost`, `Q1 cost`; but `one day we may need more` is some day."""
    start = sentence.place
    found = _NAMED.get(sentence.word(start))
    if found is None:
        return False
    near = {sentence.word(each) for each in range(start - _NEAR, start + _NEAR)}
    if near.isdisjoint(_ASKS_A_COST):
        return False
    _add(sentence, start, start + 1, found, Over(ONE, found))
    return True


_QUARTERS = words_that("quarter_of_a_year")
_ONE_DAY = ("one day", "a single day", "a single night", "一晩")
_NAMED = {**dict.fromkeys(_ONE_DAY, Period.DAY), **dict.fromkeys(_QUARTERS, Period.QUARTER)}
_NEAR = 3
_ASKS_A_COST = words_that("asks_a_cost") | words_that("asks_a_cost_behind")
_ORDINAL = "第"
"""第3四半期 is one quarter, and not three of them."""


def period_at(sentence: Sentence, index: int) -> Period | None:
    """The period named at `index`, None where none is; every night is every day."""
    if sentence.term(index, "odd_period", "night"):
        return Period.DAY
    piece = sentence.term(index, "period")
    if piece is None and sentence.word(index) == _PER_HOUR and sentence.mark(index - 1, "/"):
        return Period.HOUR  # 200件/時
    return Period(piece.term.value) if piece else None


_PER_HOUR = "時"


def _is_adverb(sentence: Sentence, index: int) -> bool:
    """`daily`, `annual`: never so many of them."""
    return sentence.pieces[index].text.casefold().endswith(_ADVERB)


def _rate(sentence: Sentence) -> bool:
    start = sentence.place
    is_business = sentence.term(start, "period", "business_day") is not None
    end = _rate_end(sentence, sentence.skip(start + 1, ("link", "of")) if is_business else start)
    if end is None and is_business and (end := _each_business_day(sentence, start)):
        _add(sentence, start, end, Period.BUSINESS_DAY)
        return True
    if end is None:
        return False
    found = period_at(sentence, end - 1)
    if found is None or (is_business and found is not Period.DAY):
        return False
    if found is Period.QUARTER and _is_no_quarter(sentence, start, end):
        sentence.ask(start, end, "ask.quarter")
        return True
    if found is Period.SECOND and _is_another(sentence, start, end):
        sentence.ask(start, end + 1, "ask.unused")
        return True
    each = sentence.term(end, "scope", "each")
    if each and each.text in _EVERY_OTHER:  # 1日おき: every other day
        sentence.ask(start, end + 1, "ask.unused")
        return True
    end = end + 1 if each and not each.text.isascii() else end  # 1日あたり
    _add(sentence, start, end, Period.BUSINESS_DAY if is_business else found)
    return True


def _is_no_quarter(sentence: Sentence, start: int, end: int) -> bool:
    """`every quarter of an hour`, and perhaps `1k out, a quarter cached`: one in four."""
    behind = sentence.skip(end, ("link", "of"), ("link", "per"))
    if behind > end and period_at(sentence, behind):
        return True
    is_term = sentence.term(end, "caching") or sentence.term(end, "modifier")
    beside = start in {sentence.count_end, sentence.amount_end}
    return sentence.word(start) == "a" and is_term is not None and not beside


def _is_another(sentence: Sentence, start: int, end: int) -> bool:
    """`followed by a second call`: one more of them, and no rate."""
    if sentence.word(start) != "a" or start in {sentence.count_end, sentence.amount_end}:
        return False
    is_noun = sentence.at(end, WordPiece) is not None and sentence.word(end).isalpha()
    return is_noun or sentence.term(end, "count") is not None


def _rate_end(sentence: Sentence, index: int) -> int | None:
    """The index behind "per day" or "daily" at `index`, None where neither stands there."""
    piece = sentence.at(index, TermPiece)
    if piece and piece.term.category == "period":
        is_rate = _is_adverb(sentence, index) or piece.text.casefold() in _BY_ITSELF
        return index + 1 if is_rate or _says_per(sentence, index + 1) else None
    if _introduces(sentence, index) and period_at(sentence, index + 1):
        return index + 2
    if _is_one(sentence, index) and sentence.term(index + 1, "period"):  # 1日
        return index + 2
    return None


def _says_per(sentence: Sentence, index: int) -> bool:
    """`営業日[あたり]200件`, `時間[ごとに]50件`: Japanese says "per" behind the period."""
    each = sentence.term(index, "scope", "each")
    if each is None or isinstance(sentence.pieces[index - 2], NumberPiece):  # 5分ごとに
        return False
    return each.text.startswith(_BEHIND_A_PERIOD)


_BEHIND_A_PERIOD = tuple(words_that("per_behind_a_period"))


def _each_business_day(sentence: Sentence, start: int) -> int | None:
    """The index behind `営業日あたり`, or the days of `平日は200件`; None where neither is said."""
    if _says_per(sentence, start + 1):
        return start + 2
    behind = _behind_particles(sentence, start + 1)
    counts = sentence.at(behind, NumberPiece) and counted_noun(sentence, behind + 1) is not None
    return start + 1 if counts else None


def _introduces(sentence: Sentence, index: int) -> bool:
    """`per`, `a`, `each`, `/`, `in a`: what makes a rate of the period behind it.

    Not so the mark of `sonnet 5.5 / 月間 1.5億 input tokens / ...`, which parts one from the next.
    """
    if _parts_clauses(sentence, index):
        return False
    per = sentence.term(index, "link", "per") or sentence.term(index, "scope", "each")
    if per or sentence.mark(index, "/"):
        return True
    return sentence.says(index, _IN_A)


def _parts_clauses(sentence: Sentence, index: int) -> bool:
    """Whether ` / ` stands at `index` before a period with its number, and behind no number."""
    if not sentence.mark(index, "/") or not sentence.says(index + 1, _BY_ITSELF):
        return False
    start, end = sentence.pieces[index].span
    is_apart = sentence.source[start - 1 : end + 1] == " / "
    is_first = index not in {sentence.count_end, sentence.amount_end}
    return is_apart and is_first and sentence.at(index + 2, NumberPiece) is not None


def _is_one(sentence: Sentence, index: int) -> bool:
    number = sentence.at(index, NumberPiece)
    behind = sentence.at(index + 1, TermPiece)
    is_one = number is not None and number.value == ONE and not number.bounds
    return is_one and behind is not None and not behind.text.isascii()


def _add(sentence: Sentence, start: int, end: int, found: Period, over: Over | None = None) -> None:
    span = sentence.span(start, end)
    binds = None if over else _binds(sentence, start, end)
    lead = sentence.pieces[start].text.casefold()
    spread = over is not None and lead in {"over", "within", "during", "across"}
    often = over is None and _says_how_often(sentence, start, end)
    said = Timed(found, span, binds, over, spread=spread, often=often)
    sentence.said.times.append(said)
    if binds == "requests" and start == sentence.count_end:
        sentence.count_end = end
    if binds == "amounts":
        sentence.amount_end = end
    if binds == "limit":
        sentence.limit_end = end
    meaning = f"per {found.value.replace('_', ' ')}" if over is None else _over_meaning(over)
    sentence.take(range(start, end), meaning)


def _says_how_often(sentence: Sentence, start: int, end: int) -> bool:
    """Whether it is "daily" or 毎日, and not the "monthly" of a monthly cost."""
    piece = sentence.pieces[start]
    adverb = piece.text.casefold()
    is_adverb = adverb in _OFTEN or (adverb == "every" and end == start + 2)
    behind = sentence.at(end, Piece)
    of_cost = behind is not None and behind.text.casefold().startswith(_COSTS)
    return is_adverb and not of_cost


def _over_meaning(over: Over) -> str:
    return f"for {over.times.normalize():f} x {over.period.value.replace('_', ' ')}"


def _binds(
    sentence: Sentence, start: int, end: int
) -> Literal["requests", "amounts", "limit"] | None:
    """What stands right beside a period: a count, amounts, a budget, or nothing of the kind."""
    behind = _behind_particles(sentence, end)
    budget = _behind_budget(sentence, end)
    if sentence.at(budget, MoneyPiece) and _leads_in_japanese(sentence, start, end):
        return "limit"
    if start == sentence.count_end:
        return None if _is_asked_for(sentence, end) else "requests"
    if start == sentence.limit_end:
        return "limit"
    if _is_right_behind_amounts(sentence, start):
        return "amounts"
    if sentence.at(behind, MoneyPiece):
        return "limit"
    if _is_of_a_volume(sentence, start, end):
        return "amounts"
    if sentence.term(start, "link", "per") or sentence.mark(start, "/"):
        return None
    number = _behind_what_it_is(sentence, behind)
    if sentence.at(number, NumberPiece) and counted_noun(sentence, number + 1) is not None:
        return "requests"
    noun = sentence.term(behind, "count")
    if noun and not noun.text.isascii() and _counts_behind(sentence, behind):
        return "requests"
    return "amounts" if _is_amount(sentence, behind) else None


def _is_right_behind_amounts(sentence: Sentence, index: int) -> bool:
    while _ties_back(sentence, index - 1) and index != sentence.amount_end:
        index -= 1
    return index == sentence.amount_end


def _is_of_a_volume(sentence: Sentence, start: int, end: int) -> bool:
    """`50M in 8M out on sonnet 5.5, batched, per month`, `per month: 50M in`: so much in each.

    It is more than one request can hold, and nothing between them says that a cost is asked for.
    """
    if not start:
        return _is_amount(sentence, end + 1 if sentence.mark(end, ":,") else end)
    said = sentence.said
    is_volume = any(each.quantity > MOST_OF_ONE for each in said.amounts)
    if said.counts or said.times or not is_volume:
        return False
    index = start
    while index > sentence.amount_end and _is_model_or_term(sentence.pieces[index - 1]):
        index -= 1
    return index == sentence.amount_end


def _is_model_or_term(piece: Piece) -> bool:
    if isinstance(piece, TermPiece) and piece.term.category in _TERMS:
        return True
    return isinstance(piece, ModelPiece | PercentPiece) or piece.text.casefold() in _WITH_A_MODEL


_TERMS = frozenset({"modifier", "caching", "link", "particle"})
_WITH_A_MODEL = words_that("with_a_model")


def _behind_what_it_is(sentence: Sentence, index: int) -> int:
    """The index behind the name of what is done: `weekly [batch of] 50k docs`."""
    if sentence.word(index + 1) == "of" and not sentence.word(index).startswith(_COSTS):
        return index + 2
    return index + 1 if sentence.was(index, "prose") else index


def _ties_back(sentence: Sentence, index: int) -> bool:
    """`(入力400 出力10[)]/日`, `出力2500万[の]月額`."""
    return sentence.mark(index, ")") or sentence.pieces[index].text == "の"


def _leads_in_japanese(sentence: Sentence, start: int, end: int) -> bool:
    """`出力500 月600ドル`: a Japanese period is the money's behind it, not the amount's before.

    `出力500/月 600ドル` and `出力500 1日あたり 600ドル` have theirs before.
    """
    last = sentence.pieces[end - 1]
    if last.text.isascii() or sentence.mark(start, "/"):
        return False
    touches = sentence.pieces[end].span.start == last.span.end
    return touches or not sentence.was(end - 1, "scope", "each")


def _is_asked_for(sentence: Sentence, index: int) -> bool:
    """`1日50回 年間で`, `reqs/day 50 monthly`: those have their period, this one is asked for."""
    times, counts = sentence.said.times, sentence.said.counts
    if not times or times[-1].binds != "requests":
        return False
    inside = counts and counts[-1].span.start < times[-1].span.start < counts[-1].span.end
    return bool(inside) or sentence.mark(index, "で")


def _counts_behind(sentence: Sentence, index: int) -> bool:
    """`1日の[リクエスト数]は5000`, `毎日[メール]が300通`: the number of the noun at `index`."""
    if sentence.pieces[index].text.endswith("数"):
        return True
    fillers = (("link", "of"), ("approximately", "about"), ("scope", "each"))
    number = sentence.skip(index + 1, *fillers)
    return (
        sentence.at(number, NumberPiece) is not None
        and counted_noun(sentence, number + 1) is not None
    )


def _behind_particles(sentence: Sentence, index: int) -> int:
    """The index behind "about", and behind what ties a period to it: `1日に約1万件`."""
    index = sentence.skip(index, ("approximately", "about"))
    if sentence.mark(index, ":") or _is_particle(sentence, index):
        index = sentence.skip(index + 1, ("approximately", "about"), ("scope", "each"))
    return index


def _is_amount(sentence: Sentence, index: int) -> bool:
    """`毎日 入力1000万`, `daily 10M in`."""
    if sentence.at(index, NumberPiece):
        behind = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
        split = sentence.mark(behind, ",、(:") or sentence.term(behind, "sides")
        if sentence.term(index + 1, "tokens") and split:
            return True  # 1日1000万トークン、入力8割 出力2割
        return sentence.term(behind, "unit") is not None
    behind = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
    return sentence.term(index, "unit") is not None and sentence.at(behind, NumberPiece) is not None


def _behind_budget(sentence: Sentence, index: int) -> int:
    """The index behind what names a budget: `毎月[の上限を]100ドル`, `月[の予算は]5万円`."""
    while (
        sentence.term(index, "intent", "budget")
        or sentence.term(index, "approximately")
        or sentence.mark(index, ":")
        or _is_particle(sentence, index)
    ):
        index += 1
    return index


def _is_particle(sentence: Sentence, index: int) -> bool:
    """`1日に1万件`, `毎日の1万件`."""
    piece = sentence.at(index, TermPiece)
    return (
        piece is not None
        and not piece.text.isascii()
        and piece.term.category in {"link", "scope", "particle"}
    )


def _interval(sentence: Sentence) -> bool:
    """`every 7 minutes`: of one request each, or of the count before it; `per 3 months` of that."""
    start = sentence.place
    per = start == sentence.count_end and sentence.word(start) == "per"
    per = per and not period_at(sentence, start + 3)  # "per 8 hour day"
    if not per and not sentence.says(start, _EVERY):
        return _interval_behind(sentence, start)
    number, found = sentence.at(start + 1, NumberPiece), period_at(sentence, start + 2)
    if number is None or found is None or not number.value:
        return False
    if number.bounds:
        return _ranged_interval(sentence, start, number.bounds, found)
    span = sentence.span(start, start + 3)
    binds: Literal["requests", "amounts"] | None = None
    if start == sentence.count_end:
        binds = "requests"
    elif start == sentence.amount_end:
        binds = "amounts"
    sentence.said.times.append(Timed(found, span, binds, None, number.value))
    sentence.take(range(start, start + 3), f"every {number.text} {found.value}")
    return True


def _ranged_interval(sentence: Sentence, start: int, every: Bounds, period: Period) -> bool:
    """`one call every 5-10 minutes` is 6 to 12 of them an hour."""
    counts, end = sentence.said.counts, start + 3
    if start != sentence.count_end or counts[-1].bounds or not (rate := range_of(period, every)):
        sentence.ask(start, end, "ask.range_here")
        return True
    counts[-1] = _so_often(counts[-1], rate[1])
    sentence.said.times.append(Timed(rate[0], sentence.span(start, end), "requests"))
    sentence.take(range(start, end), _in_between(every, period))
    sentence.count_end = end
    return True


def _so_often(one: Count, rate: Bounds) -> Count:
    """One, or so many, each time: how many there are of them in all."""
    with exactly():
        bounds = Bounds(one.number * rate.low, one.number * rate.high)
    return replace(one, number=bounds.low, noun=plural(one.noun), bounds=bounds)


def _in_between(every: Bounds, period: Period) -> str:
    return f"every {showing.number(every.low, every)} {period.value}"


def _interval_behind(sentence: Sentence, start: int) -> bool:
    """`5分ごとに1件`, `3分に1回`: Japanese says "every" behind the period."""
    number, found = sentence.at(start, NumberPiece), period_at(sentence, start + 1)
    if number is None or found is None or number.value <= ONE:
        return False
    index = start + 2
    apart = sentence.at(index, Piece)
    each: Piece | None = sentence.term(index, "scope", "each")
    if each and each.text.isascii():
        return _lasting(sentence, start, index + 1)
    each = each or (apart if apart and apart.text in _APART else None)
    behind = index + 1 if each else index
    behind = behind + 1 if sentence.mark(behind, "に") else behind
    count = sentence.at(behind, NumberPiece)
    counts = count is not None and counted_noun(sentence, behind + 1) is not None
    is_often = counts and count is not None and (count.value == ONE or found in _SHORT)
    if not each and not (behind > index and is_often):
        return False
    if each and each.text in _EVERY_OTHER and found not in _SHORT:  # 2日おき: two or three?
        sentence.ask(start, index + 1, "ask.unused")
        return True
    span = sentence.span(start, behind)
    if number.bounds:
        return _ranged_interval_behind(sentence, start, behind, number.bounds, found)
    binds: Literal["requests"] | None = "requests" if counts else None
    sentence.said.times.append(Timed(found, span, binds, None, number.value))
    sentence.take(range(start, behind), f"every {number.text} {found.value}")
    return True


def _ranged_interval_behind(
    sentence: Sentence, start: int, behind: int, every: Bounds, period: Period
) -> bool:
    """`5〜10分ごとに1件` is 6 to 12 of them an hour."""
    number, noun = sentence.at(behind, NumberPiece), counted_noun(sentence, behind + 1)
    rate = range_of(period, every)
    if number is None or noun is None or number.bounds or rate is None:
        sentence.ask(start, behind, "ask.range_here")
        return True
    sentence.said.times.append(Timed(rate[0], sentence.span(start, behind), "requests"))
    sentence.take(range(start, behind), _in_between(every, period))
    sentence.count(number, noun_of(sentence.pieces[noun]), [behind, noun], counted(number))
    sentence.said.counts[-1] = _so_often(sentence.said.counts[-1], rate[1])
    return True


def _lasting(sentence: Sentence, start: int, end: int) -> bool:
    """`200 calls, 45 minutes each`: how long one takes is no part of what it costs."""
    if period_at(sentence, end):  # "8 hours each day"
        return False
    sentence.ask(start, end, "ask.unused")
    return True


_EVERY = frozenset({"every"})
_SHORT = frozenset({Period.SECOND, Period.MINUTE, Period.HOUR})
_EVERY_OTHER = words_that("every_other")
_APART = words_that("apart_by")


def _business_days_only(sentence: Sentence) -> bool:
    """`(営業日のみ)`, `平日ベースで`, `on weekdays`: the days of a daily rate are business days."""
    start = sentence.place
    piece = sentence.term(start, "period", "business_day")
    only = sentence.says(start + 1, _ONLY)
    if piece is None or not (
        only or piece.text.casefold() in _ALONE or _stands_apart(sentence, start)
    ):
        return False
    weekdays.on_business_days(sentence, start, start + 2 if only else start + 1)
    return True


def _stands_apart(sentence: Sentence, index: int) -> bool:
    """`20回/日 × 平日`, `1日20回（平日）`: a clause, or a factor, of its own."""
    if sentence.was(index - 1, "link", "times") or sentence.word(index - 1) == "x":
        return True
    behind = sentence.at(index + 1, Piece)
    closes = behind is None or sentence.mark(index + 1, "),、。・?")
    return closes and sentence.mark(index - 1, "(,、・")


_ONLY = words_that("only")
_ALONE = words_that("business_days_alone")


def _around_the_clock(sentence: Sentence) -> bool:
    """`24時間稼働`, `24時間体制`, `24時間365日`: at any time, and not for one day.

    Hours of agents are no such thing: those are what is paid for.
    """
    start = sentence.place
    number = sentence.at(start, NumberPiece)
    if (
        number is None
        or number.value != _ALL_HOURS
        or not sentence.term(start + 1, "period", "hour")
    ):
        return False
    days = sentence.at(start + 2, NumberPiece)
    if days and days.value == _ALL_DAYS and sentence.term(start + 3, "period", "day"):
        end = start + 4
    elif sentence.says(start + 2, _RUNNING):
        end = start + 3
    else:
        return False
    if any(sentence.was(each, "unit", "session_hour") for each in range(len(sentence.pieces))):
        return False
    sentence.take(range(start, end), "at any time of any day")
    return True


_ALL_HOURS, _ALL_DAYS = 24, 365
_RUNNING = words_that("around_the_clock")


def _schedule(sentence: Sentence) -> bool:
    """`8 hours a day`, `5 days a week`: how much of a longer period a shorter one is meant for."""
    start = sentence.place
    if _day_of_a_month(sentence, start) or _long_then_short(sentence, start):
        return True
    index = _behind_leads(sentence, start)
    if _hours_of_a_day(sentence, start, index):
        return True
    number, short = sentence.at(index, NumberPiece), period_at(sentence, index + 1)
    end = _rate_end(sentence, index + 2) if number and short else None
    if number is None or short is None or end is None or number.bounds:
        return False
    long = period_at(sentence, end - 1)
    if long is None or long is short or sentence.at(end - 2, NumberPiece):
        return False
    span = sentence.span(start, end)
    sentence.said.schedules.append(Schedule(number.value, short, long, span))
    said = f"{number.value.normalize():f} x {short.value} in each {long.value}"
    if sentence.count_end in {start, index}:
        sentence.count_end = end
    sentence.take(range(start, end), said)
    return True


def hours_of_each_day(sentence: Sentence) -> bool:
    """`日中(10時間)`, `営業時間8時間`: so many hours in each day."""
    start = sentence.place
    index = start + 2 if sentence.mark(start + 1, "(の") else start + 1
    number, hour = sentence.at(index, NumberPiece), sentence.term(index + 1, "period", "hour")
    if not (number and hour) or number.bounds or number.value <= ONE:
        return False
    if sentence.term(index + 2, "scope", "each") or _rate_end(sentence, index + 2):
        return False  # 日中2時間ごとに, "business hours (8h/day)"
    span = sentence.span(start, index + 2)
    sentence.said.schedules.append(Schedule(number.value, Period.HOUR, Period.DAY, span))
    said = f"{number.value.normalize():f} hours in each day"
    sentence.take(range(start, index + 2), said)
    return True


def _day_of_a_month(sentence: Sentence, start: int) -> bool:
    """`毎月1日に`: once a month, on that day. Of `毎月1日` alone it is asked, as of `週1日`."""
    every = sentence.term(start, "period", "month", "week")
    number, day = sentence.at(start + 1, NumberPiece), sentence.term(start + 2, "period", "day")
    if not (every and number and day and every.text in _EVERY_SO_LONG and day.text in _ON_A_DAY):
        return False
    end = start + 3
    if every.text == _EVERY_MONTH and sentence.mark(end, "に") and not number.bounds:
        _add(sentence, start, end, Period.MONTH)
        return True
    if number.value != ONE or every.span.end != number.span.start:
        return False
    sentence.ask(start, end, "ask.unused")
    return True


_EVERY_MONTH = "毎月"
_EVERY_SO_LONG, _ON_A_DAY = frozenset({_EVERY_MONTH, "月", "毎週", "週"}), frozenset({"日", "日間"})


def _hours_of_a_day(sentence: Sentence, start: int, index: int) -> bool:
    """`during an 8 hour day`, `8-hour workdays`: so many hours in each day."""
    index = index + 1 if sentence.term(index, "link", "per") else index
    number = sentence.at(index, NumberPiece)
    short = index + 2 if sentence.mark(index + 1, "-") else index + 1
    long = period_at(sentence, short + 1)
    if number is None or number.bounds or long not in _DAYS:
        return False
    if not sentence.term(short, "period", "hour") or not sentence.pieces[short].text.isascii():
        return False
    span = sentence.span(start, short + 2)
    sentence.said.schedules.append(Schedule(number.value, Period.HOUR, long, span))
    if sentence.count_end == start:
        sentence.count_end = short + 2
    sentence.take(range(start, short + 2), f"{number.value.normalize():f} hours in each day")
    return True


_DAYS = frozenset({Period.DAY, Period.BUSINESS_DAY})


def _long_then_short(sentence: Sentence, start: int) -> bool:
    """`1日8時間`, `週5日`: as Japanese says it, the longer period first."""
    end = _rate_end(sentence, start)
    if end is None or sentence.pieces[end - 1].text.isascii():
        return False
    index = sentence.skip(end, ("link", "of"), ("approximately", "about"))
    index = index + 1 if sentence.mark(index, "(") else index  # 1ヶ月(22営業日)
    number, short = sentence.at(index, NumberPiece), period_at(sentence, index + 1)
    long = period_at(sentence, end - 1)
    if number is None or number.bounds or number.value <= ONE or (long, short) not in _SCHEDULES:
        return False
    span = sentence.span(start, index + 2)
    sentence.said.schedules.append(Schedule(number.value, short, long, span))  # type: ignore[arg-type]  # both are periods
    said = f"{number.value.normalize():f} x {short.value} in each {long.value}"  # type: ignore[union-attr]
    sentence.take(range(start, index + 2), said)
    return True


def _business_days_of_a_month(sentence: Sentence, start: int) -> bool:
    """`営業日20日`, `working days: 21`: so many of them in each month."""
    if not sentence.term(start, "period", "business_day"):
        return False
    index = start + 1
    is_marked = sentence.mark(index, ":=") or sentence.was(index, "particle", "topic")
    index = sentence.skip(index + is_marked, ("approximately", "about"))
    number, day = sentence.at(index, NumberPiece), sentence.term(index + 1, "period", *_EITHER_DAY)
    if number is None or number.bounds or not (day or is_marked):
        return False
    is_other = not day and has_own_unit(sentence, index)
    if is_other or not ONE < number.value <= _MOST_DAYS:
        return False
    end = index + 2 if day else index + 1
    span = sentence.span(start, end)
    said = Schedule(number.value, Period.BUSINESS_DAY, Period.MONTH, span)
    sentence.said.schedules.append(said)
    sentence.take(range(start, end), f"{number.value.normalize():f} x business_day in each month")
    return True


_EITHER_DAY = ("day", "business_day")
_MOST_DAYS = 31
_SCHEDULES = frozenset(
    {
        (Period.DAY, Period.HOUR),
        (Period.BUSINESS_DAY, Period.HOUR),
        (Period.WEEK, Period.DAY),
        (Period.MONTH, Period.DAY),
        (Period.MONTH, Period.BUSINESS_DAY),
        (Period.YEAR, Period.BUSINESS_DAY),
        (Period.WEEK, Period.BUSINESS_DAY),
        (Period.YEAR, Period.MONTH),
        (Period.QUARTER, Period.MONTH),
        (Period.HOUR, Period.MINUTE),
    }
)


def _over(sentence: Sentence) -> bool:
    """`for 3 months`, `over 30 days`, `3ヶ月で`."""
    start = sentence.place
    index = _behind_leads(sentence, start)
    if sentence.term(index, "odd_period", "half_year") and not _is_how_often(sentence, index + 1):
        _add(sentence, start, index + 1, Period.MONTH, Over(_HALF_A_YEAR, Period.MONTH))
        return True
    number = sentence.at(index, NumberPiece)
    found = period_at(sentence, index + 1)
    if _is_life_of_a_cache(sentence, index):
        return False
    if caching.kept_for(sentence, start, index):
        return True
    if number is None or found is None or number.bounds or _is_adverb(sentence, index + 1):
        led = index > start and _names_for(sentence, start)
        end = index + 1 if sentence.says(index - 1, _ONE_OF_IT) else index + 2
        one = end == index + 1 or sentence.term(index, "link", "per")
        found = period_at(sentence, end - 1) if one else None
        if not (led and found):
            return False
        _add(sentence, start, end, found, Over(ONE, found))
        return True
    japanese = not sentence.pieces[index + 1].text.isascii()
    if _is_one(sentence, index) and index == start:
        return False
    if index == start and not japanese and not _is_bare_duration(sentence, index):
        return False
    _add(sentence, start, index + 2, found, Over(number.value, found))
    return True


_HALF_A_YEAR = Decimal(6)
"""Months: 半年 is counted in them, as "half a year" is in years."""


def _is_how_often(sentence: Sentence, index: int) -> bool:
    """`半年[に]1回`, `半年[ごと]`: how often, and not for how long."""
    return sentence.mark(index, "に") or sentence.term(index, "scope", "each") is not None


def _is_life_of_a_cache(sentence: Sentence, index: int) -> bool:
    """`for the [1h] cache`: how long its entries live, and no time that anything takes."""
    lives, end = caching.lifetime_at(sentence, index)
    return lives is not None and bool(
        sentence.term(end, "caching") or sentence.term(end, "unit", "cache_write")
    )


_ONE_OF_IT = words_that("one_of_a_period")


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


def _behind_leads(sentence: Sentence, index: int) -> int:
    """The index behind "for", "over the next" and the like."""
    while sentence.says(index, _LEADS):
        index += 1
    return index


def occasions(sentence: Sentence) -> bool:
    """`twice a day`, `3x daily`, `once per week`: so many requests in each."""
    start = sentence.place
    piece = sentence.at(start, Piece)
    change = sentence.at(start, ChangePiece)
    words = {word: number for number, word in enumerate(_OCCASIONS, start=1)}
    number = words.get(piece.text.casefold()) if piece else None
    value = change.factor if change and "%" not in change.text else number
    if piece is None or value is None or _rate_end(sentence, start + 1) is None:
        return False
    counted = NumberPiece(piece.span, piece.text, Decimal(value))
    sentence.count(
        counted, TIMES, [start], f"{value:,f} requests" if change else f"{value} requests"
    )
    return True


_OCCASIONS = ("once", "twice", "thrice")


def arriving(sentence: Sentence) -> bool:
    """`calls arrive at random, about 10 an hour`: so many of what is counted there."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if number.value > _MOST_ARRIVING or _rate_end(sentence, start + 1) is None:
        return False
    terms = [each for each in sentence.pieces if isinstance(each, TermPiece)]
    if not any(each.term in _ARRIVING or each.term.category == "arrivals" for each in terms):
        return False
    noun = next((noun_of(each) for each in terms if each.term.category == "count"), REQUESTS)
    sentence.count(number, plural(noun), [start], counted(number))
    return True


def uncalled(sentence: Sentence) -> bool:
    """`10-30k a day`, `1日3万`: of what? Of what was counted before, where this is a follow-up."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    behind_period = sentence.was(start - 1, "period") and not sentence.source.isascii()
    if not behind_period and _rate_end(sentence, start + 1) is None:
        return False
    bounds, span = number.bounds, number.span
    sentence.said.uncalled.append(Count(number.value, REQUESTS, span, bounds, number.centred))
    said = phrase("ask.number_of_what", said=number.text)
    sentence.troubles.append(NeedsMore(said, span))
    sentence.take([start], f"{showing.number(number.value, bounds)} in each period")
    sentence.count_end = start + 1
    return True


def settle_uncalled(sentence: Sentence) -> None:
    """`12k in 600 out, 3000/day`: what takes input and output of its own are requests.

    Whatever they are called, each costs the same.
    """
    said = sentence.said
    kinds = {each.kind for each in said.amounts}
    is_one = all(each.quantity <= MOST_OF_ONE for each in said.amounts)
    whole = Unit.OUTPUT in kinds and not kinds.isdisjoint(_INPUTS)
    if len(said.uncalled) != 1 or said.counts or not (whole and is_one):
        return
    (many,) = said.uncalled
    said.counts.append(many)
    said.uncalled.clear()
    if len(said.times) == 1 and not said.times[0].over:  # 1日3000
        said.times[:] = [said.times[0]._replace(binds="requests")]
    quoted = sentence.source[many.span.start : many.span.end]
    sentence.remarks.append(Remark("count", taken_for(quoted, many.number, many.bounds)))
    sentence.troubles[:] = [each for each in sentence.troubles if each.span != many.span]


_INPUTS = frozenset({Unit.INPUT, "prompt_size", "prefix"})
_ARRIVING = frozenset({Term("unit", "prefix")})
_MOST_ARRIVING = 10_000
"""A larger number could be one of tokens."""


def frequency_then_number(sentence: Sentence) -> bool:
    """`QPS 5`, `rps: 20`."""
    start = sentence.place
    piece = sentence.here(TermPiece)
    index = sentence.skip(start + 1, ("link", "of"), ("approximately", "about"))
    index = index + 1 if sentence.mark(index, ":=") else index
    number = sentence.at(index, NumberPiece)
    if number is None:
        return False
    if has_own_unit(sentence, index) and not units_stand_first(sentence, index):
        return False
    sentence.count(number, REQUESTS, [index], f"{number.value:,f} requests")
    found = Period(piece.term.value)
    sentence.said.times.append(Timed(found, piece.span, "requests"))
    sentence.take(range(start, index), f"per {found.value}")
    return True


def frequency(sentence: Sentence) -> bool:
    """`20 qps`: so many requests a second."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    piece = sentence.term(start + 1, "frequency")
    if piece is None:
        return False
    sentence.count(number, REQUESTS, [start], f"{number.value:,f} requests")
    found = Period(piece.term.value)
    sentence.said.times.append(Timed(found, piece.span, "requests"))
    sentence.take([start + 1], f"per {found.value}")
    sentence.count_end = start + 2
    return True
