"""Numbers that have nothing to do with what the work costs, as their own words say.

aside = measure {filler} value | value measure      "p95 latency is 3s", "a 99.9% SLA"
      | label NUMBER                                "section 4.2", "phase 2"
      | YEAR plan | lead YEAR                       "the 2027 budget", "from 2019", "Q1 2027"
      | FACTOR quality                              "2x faster than before"
clock = lead HOUR ":" MINUTES                       "starts at 02:00"

A measure is of time, of a share, or a setting, and only a value of that kind is its own: "latency
800" is asked about. Such a number is named in a note, so that nothing is dropped in silence. An
hour of the clock is kept as "2am" is: it counts where the hours of a day do.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.query.ask import Remark
from bot.query.model import ONE, Newest
from bot.query.phrase import phrase
from bot.query.pieces import (
    MarkPiece,
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    WordPiece,
)
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import YEAR, has_own_unit, meaning, unit_at
from .nouns import AVERAGES, counted_noun
from .period_names import rate_end

_BETWEEN, _LABELS = words_that("beside_a_measure"), words_that("named_by_a_number")
_PLANS, _LEADS = words_that("plan_of_a_year"), words_that("before_the_clock")
_QUALITIES = words_that("quality")
_MILLIS, _PARTS_OF_A_SECOND = words_that("milliseconds"), words_that("parts_of_a_second")
_VERSIONS, _PERCENTILES = words_that("version"), words_that("percentile")
_MOST_BETWEEN = 6
_LARGEST_SETTING = Decimal(2)
_NAME = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2}){0,2}")
_HOUR, _MINUTE = re.compile(r"[01]?[0-9]|2[0-3]"), re.compile(r"[0-5][0-9]")


def measured(sentence: Sentence) -> bool:
    """`latency under 2 seconds`, `our SLA is 99.9%`, `temperature=0.7`."""
    return _with_value(sentence, _VALUES[sentence.here(TermPiece).term.value])


def word(sentence: Sentence) -> bool:
    """`p95 < 2s`, of a time that need not be named; `section 4.2`. Most words are neither."""
    said = sentence.word(sentence.place)
    if said in _LABELS:
        return _labelled(sentence)
    return said in _PERCENTILES and _with_value(sentence, _VALUES["time"])


def _with_value(sentence: Sentence, kinds: tuple[str, ...]) -> bool:
    start = sentence.place
    index = start + 1
    while index <= start + _MOST_BETWEEN and _may_stand_between(sentence, index):
        index += 1
    found = _value_at(sentence, index)
    if found is None or found[0] not in kinds or _is_used_so_much(sentence, start, found[1] - 1):
        return False
    return leave(sentence, start, found[1])


def _is_used_so_much(sentence: Sentence, start: int, index: int) -> bool:
    """`稼働率6割`: of people or seats; 99.9% is how much of the time a system runs."""
    share = sentence.at(index, PercentPiece)
    return sentence.word(start) in _OF_PEOPLE and share is not None and share.share < _RUNS_WELL


_OF_PEOPLE, _RUNS_WELL = words_that("share_of_people"), Decimal("0.95")


def measured_behind(sentence: Sentence) -> bool:
    """`99.9% uptime`, `a 30 second timeout`, `800ms p95 latency`."""
    start = sentence.place
    found = _value_at(sentence, start)
    if found is None:
        return False
    kind, end = found
    while sentence.says(end, _BETWEEN):
        end += 1
    measure = sentence.term(end, "aside")
    if kind == "setting" or measure is None or kind not in _VALUES[measure.term.value]:
        return False
    return leave(sentence, start, end + 1)


_VALUES = {
    "time": ("time",),
    "share": ("share",),
    "either": ("time", "share"),
    "setting": ("setting",),
}


def in_seconds(sentence: Sentence) -> bool:
    """`3秒以内に返す`, `人手で1件5分かかる`: how long it takes, which nobody pays for."""
    start = sentence.place
    found = _value_at(sentence, start)
    if found is None or found[0] != "time":
        return False
    end = found[1]
    if sentence.word(end).startswith(_TAKES) and not sentence.holds("unit", "session_hour"):
        return leave(sentence, start, end)
    if sentence.term(end - 1, "period", "minute", "hour") or not sentence.says(end, _WITHIN):
        return False
    if sentence.mark(end + 1, "に") and sentence.at(end + 2, NumberPiece):
        return False  # 10秒以内に5件
    return leave(sentence, start, end + 1)


_WITHIN, _TAKES = words_that("within_a_time"), "かか"


def compared(sentence: Sentence) -> bool:
    """`2案で比較`, `3つのプランがあります`: how many there are, and nothing of the work."""
    start = sentence.place
    if _are_models_before(sentence, start):
        sentence.take(range(start, start + 2), "how many are compared")
        return True
    index = start + 2 if sentence.term(start + 1, "counter") else start + 1
    index = index + 1 if index > start + 1 and sentence.mark(index, "の") else index
    is_named = sentence.says(index, _ALTERNATIVES) or _are_named_behind(sentence, index)
    if not is_named:
        return False
    end = index + 1
    behind = end + 1 if sentence.term(end, "particle") or sentence.mark(end, "の") else end
    if not (sentence.term(behind, "several") or sentence.word(behind).startswith(_THERE_ARE)):
        return False
    sentence.take(range(start, end), "how many are compared")
    return True


def _are_models_before(sentence: Sentence, start: int) -> bool:
    """`sonnet 5.5、haiku 4.5の[2つ]で比較`, `候補は[3つ]：`: as many as models are named."""
    number = sentence.here(NumberPiece)
    is_counter = sentence.term(start + 1, "counter") or sentence.word(start + 1) in _MODELS
    if not is_counter or number.value != sentence.models_named or number.value == ONE:
        return False
    if "それぞれ" in (sentence.word(start + 2), sentence.word(start + 3)):
        return False  # the same work on each of them, perhaps
    return sentence.word(start + 2) != "の" or sentence.word(start + 3) in _MODELS


_MODELS = frozenset({"モデル"})


def _are_named_behind(sentence: Sentence, index: int) -> bool:
    """`2つの[機能]があります：分類：haiku 4.5 ... 要約：sonnet 5.5`: as many models as that."""
    number = sentence.here(NumberPiece)
    if not sentence.says(index, _FEATURES) or number.value != sentence.models_named:
        return False
    return all(sentence.mark(place - 1, ":(・") for place in _places_of_models(sentence))


def _places_of_models(sentence: Sentence) -> list[int]:
    return [place for place, each in enumerate(sentence.pieces) if isinstance(each, ModelPiece)]


_ALTERNATIVES, _FEATURES = map(words_that, ("names_an_alternative", "names_a_feature"))
_THERE_ARE = ("あり", "ある", "比較", "検討")


def at_peak(sentence: Sentence) -> bool:
    """`8 req/s at peak, 2 req/s on average`: the average is what all the time comes to."""
    start = sentence.place
    noun = counted_noun(sentence, start + 1)
    end = rate_end(sentence, noun + 1) if noun else None
    if noun is None or end is None or not _has_an_average(sentence, noun):
        return False
    is_tied = sentence.mark(start - 1, ":") or sentence.word(start - 1) in _OF_IT
    first = start - 2 if is_tied else start - 1
    if sentence.word(first) not in _PEAKS:
        end = sentence.skip(end + 1 if sentence.mark(end, "(") else end, ("link", "of"))
        if sentence.word(end) not in _PEAKS:
            return False
        end += 1
    is_end = sentence.mark(end, ",;.)") or sentence.term(end, "link", "and")
    return bool(is_end or end == len(sentence.pieces)) and leave(sentence, start, end)


def _has_an_average(sentence: Sentence, noun: int) -> bool:
    """Whether as many of the same come on average, as another number says."""
    others = sentence.places_of({sentence.word(noun)})
    averages = sentence.places_of(AVERAGES)
    return any(
        each != noun and abs(each - average) <= _MOST_BETWEEN
        for each in others
        for average in averages
    )


_PEAKS, _OF_IT = frozenset({"peak", "peaks"}), frozenset({"at", "is", "of"})


def announced(sentence: Sentence) -> bool:
    """`3 candidates (haiku, sonnet, opus)`, `Two stages. Stage 1 is`: as many follow by name."""
    start = sentence.place
    piece = sentence.pieces[start]
    value = piece.value if isinstance(piece, NumberPiece) else _NUMERALS.get(piece.text.casefold())
    noun = sentence.word(start + 1).removesuffix("s")
    if value is None or not sentence.mark(start + 2, "(:."):
        return False
    is_listed = noun in _CANDIDATES and value == sentence.models_named
    is_numbered = noun in _LABELS and any(
        sentence.word(each + 1) == _FIRST for each in sentence.places_of({noun})
    )
    if not (is_listed or is_numbered):
        return False
    sentence.take(range(start, start + 2), "how many there are")
    return True


_CANDIDATES, _FIRST = words_that("may_be_a_candidate"), "1"
_NUMERALS = {
    word: Decimal(value) for value, word in enumerate(("two", "three", "four", "five", "six"), 2)
}


def _may_stand_between(sentence: Sentence, index: int) -> bool:
    """Whether "is", "target", "under" or the like stands at `index`."""
    if sentence.mark(index, ":=<~≤()") or sentence.says(index, _BETWEEN):
        return True
    if sentence.term(index, "intent", "fits"):  # "must stay under"
        return True
    return any(sentence.term(index, each) for each in ("link", "bound", "approximately"))


def _value_at(sentence: Sentence, index: int) -> tuple[str, int] | None:
    """What kind of value stands at `index`, and the index behind it."""
    if sentence.at(index, PercentPiece):
        behind = sentence.skip(index + 1, ("link", "of"), ("unit", "input"))
        is_other = any(sentence.term(behind, each) for each in _OWN_SHARES)
        return None if is_other else ("share", index + 1)
    number = sentence.at(index, NumberPiece)
    if number is None:
        return None
    unit = index + 2 if sentence.mark(index + 1, "-") else index + 1
    unit = unit + 1 if sentence.word(unit) in _PARTS_OF_A_SECOND else unit
    if sentence.says(unit, _MILLIS) or _is_clock(sentence, sentence.term(unit, "period")):
        return "time", unit + 1
    is_setting = number.value <= _LARGEST_SETTING and not has_own_unit(sentence, index)
    return ("setting", index + 1) if is_setting else None


def _is_clock(sentence: Sentence, period: TermPiece | None) -> bool:
    """Whether a time may be said in that: where there is a cache, hours may be its life."""
    if period is None or period.term.value not in _CLOCK:
        return False
    is_cached = sentence.holds("caching")
    return not is_cached or period.term.value == "second"


_CLOCK = frozenset({"second", "minute", "hour"})


_OWN_SHARES = ("caching", "modifier", "discount", "more")


def _labelled(sentence: Sentence) -> bool:
    """`section 4.2`, `step 3`, `version 2.1`: the number is a name, and no amount."""
    start = sentence.place
    number = sentence.at(start + 1, NumberPiece)
    if number is None or not _NAME.fullmatch(number.text):
        return False
    if sentence.word(start) == "v" and sentence.pieces[start].span.end < number.span.start:
        return False  # "sonnet 4.6 v 5.5"
    is_named = sentence.word(start + 2) in _IS_NAMED  # フェーズ2では月5万件
    is_bound = not is_named and has_own_unit(sentence, start + 1)
    if is_bound or counted_noun(sentence, start + 2) == start + 2:
        return False  # "each step 3 times a day"
    if sentence.word(start) in _VERSIONS and any(map(_is_open, sentence.pieces)):
        return False  # "sonnet, version 4.6"
    return leave(sentence, start, start + 2)


_IS_NAMED = frozenset({"は", "では", "で", "まで", "から"})


def _is_open(piece: Piece) -> bool:
    """Whether a model is named by its family alone, so that a number may be its version."""
    return isinstance(piece, ModelPiece) and isinstance(piece.choice, Newest)


def of_a_year(sentence: Sentence) -> bool:
    """`the 2027 budget`, `Q1 2027`, `the classifier from 2019`: whose numbers these are.

    Not so where prices are spoken of, or what something did cost: those may be of that year.
    """
    start = sentence.place
    text = sentence.pieces[start].text
    if sentence.word(start + 1) in _PLANS and YEAR.fullmatch(text):
        return leave(sentence, start, start + 1)
    if sentence.word(start - 1) not in _BEFORE_A_YEAR or not _YEAR.fullmatch(text):
        return False
    near = {sentence.word(each) for each in sentence.clause(start)}
    is_told = not _OF_THE_PAST.isdisjoint(sentence.words) or not _OF_PRICES.isdisjoint(near)
    if is_told or _counts_something(sentence, start):
        return False
    return leave(sentence, start, start + 1)


def _counts_something(sentence: Sentence, index: int) -> bool:
    """`from 2024 users`; not `since 2024 [we] run 1000 requests`."""
    if sentence.word(index + 1) in _WHO:
        return False
    return has_own_unit(sentence, index) or counted_noun(sentence, index + 1) is not None


_BEFORE_A_YEAR, _WHO = words_that("before_a_year"), words_that("who_runs")
_OF_PRICES, _OF_THE_PAST = words_that("prices"), words_that("asks_of_the_past")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")


def in_its_order(sentence: Sentence) -> bool:
    """`I missed the second half`: of a text or a meeting, where its clause says nothing of work."""
    start = sentence.place
    if sentence.word(start) != "second" or sentence.word(start + 1) != "half":
        return False
    clause = sentence.clause(start)
    opens = max((each for each in clause if each < start and sentence.mark(each, "(")), default=0)
    said = (each for each in clause if each > opens and each not in {start, start + 1})
    if any(_is_of_work(sentence, each) for each in said):
        return False
    sentence.take(range(start, start + 2), "ignored")
    return True


def _is_of_work(sentence: Sentence, index: int) -> bool:
    piece = sentence.pieces[index]
    if isinstance(piece, TermPiece):
        return piece.term.category in _WORK
    return not isinstance(piece, (WordPiece, MarkPiece))


_WORK = frozenset(
    {"unit", "count", "caching", "modifier", "tokens", "period", "odd_period", "rest", "traffic"}
)


def of_an_event(sentence: Sentence) -> bool:
    """`30分の会議の文字起こし`, `a 30-minute call`: how long it is, and no time of the work."""
    start = sentence.place
    unit = start + 2 if sentence.mark(start + 1, "-") else start + 1
    if _is_stretch_of_a_text(sentence, unit):
        return leave(sentence, start, unit + 1)
    if not sentence.term(unit, "period", "minute", "hour"):
        return False
    behind = sentence.skip(unit + 1, ("approximately", "behind"))
    index = behind + 1 if sentence.word(behind) == "の" else behind
    told = Unit.INPUT in sentence.sides or not _TRANSCRIPTS.isdisjoint(sentence.words)
    if not told or sentence.holds("unit", "session_hour"):
        return False
    is_of_one = _is_of_one_event(sentence, start) or _is_behind_its_event(sentence, start, unit)
    if not (sentence.says(index, _EVENTS) or is_of_one):
        return False
    return leave(sentence, start, unit + 1)


def _is_stretch_of_a_text(sentence: Sentence, unit: int) -> bool:
    """`1日の会議の議事録（入力6万）`, `1週間分のログ（入力60万）`: one text, and no rate.

    Not so where anything is counted, or another period is named, which it could be the rate of.
    """
    period = sentence.term(unit, "period")
    if period is None or period.text.isascii() or sentence.word(unit + 1) != "の":
        return False
    is_text = sentence.at(unit + 2, WordPiece) or sentence.term(unit + 2, "count")
    is_text = is_text or sentence.term(unit + 2, "prose")
    of_so_long = sentence.says(unit + 2, _EVENTS) or (is_text and period.text.endswith("分"))
    if not of_so_long or Unit.INPUT not in sentence.sides:
        return False
    places = range(len(sentence.pieces))
    periods = [each for each in places if sentence.was(each, "period")]
    is_counted = any(
        isinstance(sentence.pieces[each - 1], NumberPiece) and sentence.was(each, "count")
        for each in places[1:]
    )
    return periods == [unit] and not is_counted


def _is_of_one_event(sentence: Sentence, start: int) -> bool:
    """`1通話あたり平均8分`, `1件の通話は約8分`."""
    index = start - 1
    while sentence.was(index, "scope", "each") or sentence.was(index, "approximately"):
        index -= 1
    index = index - 1 if sentence.word(index) == "は" else index
    return index < start - 1 and sentence.word(index) in _EVENTS


def _is_behind_its_event(sentence: Sentence, start: int, unit: int) -> bool:
    """`音声1時間の文字起こし`, `通話10分、`; but `通話1分あたり` is what amounts are for."""
    if sentence.word(start - 1) not in _EVENTS or sentence.word(start - 1).isascii():
        return False
    return sentence.word(unit + 1) in _NO_RATE or sentence.mark(unit + 1, "、,()。")


_NO_RATE = frozenset({"の", "を"})
_EVENTS, _TRANSCRIPTS = words_that("lasts_a_while"), words_that("written_down_speech")


def most_beside_an_average(sentence: Sentence) -> bool:
    """`平均12k（最大50k）`, `avg 12k in, p95 50k`: the average is what all of them come to."""
    start = sentence.place
    if not sentence.mark(start, "(,、") or not sentence.says(start + 1, _MOST):
        return False
    place = _behind_its_name(sentence, start + 2)
    before = range(max(start - _MOST_BETWEEN, 0), start)
    is_average = any(sentence.word(each) in AVERAGES for each in before)
    if not is_average or not sentence.at(place, NumberPiece) or has_own_unit(sentence, place):
        return False
    end = sentence.skip(place + 1, ("tokens", "tokens"))
    is_counted = counted_noun(sentence, place + 1) is not None
    return not is_counted and leave(sentence, start + 1, end)


def average_before_its_most(sentence: Sentence) -> bool:
    """`avg 1.4k (p95 9k) in`: the side stands behind what is left aside."""
    start = sentence.place
    opening = sentence.skip(start + 1, ("tokens", "tokens"))
    if not sentence.mark(opening, "(") or not sentence.says(opening + 1, _MOST):
        return False
    place = _behind_its_name(sentence, opening + 2)
    closing = sentence.skip(place + 1, ("tokens", "tokens"))
    unit = unit_at(sentence, closing + 1)
    is_most = sentence.at(place, NumberPiece) and sentence.mark(closing, ")")
    before = range(max(start - _MOST_BETWEEN, 0), start)
    is_average = any(sentence.word(each) in AVERAGES for each in before)
    if not (is_most and is_average and unit in {Unit.INPUT, Unit.OUTPUT}):
        return False
    end = sentence.skip(closing + 2, ("tokens", "tokens"))
    places = [*range(start, opening), *range(closing + 1, end)]
    leave(sentence, opening, closing + 1)
    number = sentence.here(NumberPiece)
    sentence.add(unit, number, places, meaning(unit, number))
    return True


def _behind_its_name(sentence: Sentence, index: int) -> int:
    """The index behind "of", "is" or ":"."""
    index = sentence.skip(index, ("link", "of"))
    return index + 1 if sentence.mark(index, ":=~") or sentence.says(index, _IS) else index


_IS = frozenset({"is"})
_MOST = words_that("most_of_all") | words_that("percentile")


def of_a_quality(sentence: Sentence) -> bool:
    """`2x faster`, `3x better`: how good it is, and no more or less of the work."""
    start = sentence.place
    return sentence.word(start + 1) in _QUALITIES and leave(sentence, start, start + 2)


def as_it_was(sentence: Sentence) -> bool:
    """`2k in (up from 1.5k)`, `2k in (was 1.5k)`: what it is now was said right before."""
    start = sentence.place
    first = start - 1
    while sentence.word(first) in _LINKS_TO_BEFORE:
        first -= 1
    is_told = sentence.word(first) in _WAS if first < start - 1 else False
    is_told = is_told or (sentence.word(start - 1) in _ONCE and sentence.mark(start - 2, "("))
    if not is_told:
        return False
    first = start - 1 if sentence.word(start - 1) in _ONCE else first
    opened = sentence.mark(first - 1, "(")
    ends = {sentence.amount_end, sentence.count_end}
    end = sentence.skip(start + 1, ("tokens", "tokens"))
    end = end + 1 if sentence.term(end, "relative") else end  # "up from 1,100 last year"
    is_end = end == len(sentence.pieces) or sentence.mark(end, ")" if opened else ",;.)")
    if not is_end or ends.isdisjoint({first, first - 1}):
        return False
    return leave(sentence, start, end)


_LINKS_TO_BEFORE, _WAS = frozenset({"from"}), frozenset({"up", "down"})
_ONCE = words_that("was_so_before")


def leave(sentence: Sentence, start: int, end: int) -> bool:
    """Take the pieces up to `end`, and say that they change nothing."""
    span = sentence.span(start, end)
    said = phrase("note.aside", said=sentence.source[span.start : span.end])
    sentence.remarks.append(Remark("unused", said))
    sentence.take([each for each in range(start, end) if sentence.at(each, Piece)], "left aside")
    return True


def clock(sentence: Sentence) -> bool:
    """`starts at 02:00`, `at 11:30 today`: an hour of the day."""
    start = sentence.place
    hour, minutes = sentence.pieces[start].text, sentence.at(start + 2, NumberPiece)
    is_clock = minutes and _HOUR.fullmatch(hour) and _MINUTE.fullmatch(minutes.text)
    if not is_clock or not sentence.mark(start + 1, ":"):
        return False
    if sentence.word(start - 1) not in _LEADS or sentence.term(start + 3, "unit"):
        return False
    sentence.said.hours.append(sentence.span(start, start + 3))
    sentence.take(range(start, start + 3), "an hour of the day")
    return True
