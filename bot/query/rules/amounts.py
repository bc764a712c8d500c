"""Amounts: so many tokens, searches, hours.

    pair   = NUMBER "/" NUMBER ["tokens"] unit "/" unit
    amount = NUMBER {filler} unit ["tokens"]
           | unit ["tokens"] [":" | "=" | "of" | "to"] NUMBER ["tokens"]
    unit   = in | out | cache reads | web searches | session hours | thinking | prompt size

Number-then-unit binds first. A unit takes the number behind it only where that one has no
unit of its own, or where the whole text is read unit-first ("in 10000 out 2000").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from bot.query.ask import AmountKind, Caching, Remark
from bot.query.errors import NeedsMore
from bot.query.model import FEWEST_CACHED, ONE, REQUESTS, Scope
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, PercentPiece, Piece, SizePiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from . import showing
from .nouns import OUTPUT_OR_COUNT, counted_noun, is_output_counted, is_plural

_WORDS = {
    Unit.INPUT: "input tokens",
    Unit.OUTPUT: "output tokens",
    Unit.CACHE_READ: "cache read tokens",
    Unit.WEB_SEARCH: "web searches",
    Unit.SESSION_HOUR: "session hours",
    "thinking": "thinking tokens",
    "prompt_size": "tokens in one prompt",
    "prefix": "tokens that every prompt begins with",
}
YEAR = re.compile(r"20[2-4]\d")
FILLERS = (("link", "of"), ("tokens", "tokens"), ("approximately", "about"))
SCOPES = (("scope", "each"), ("scope", "total"))


def meaning(kind: AmountKind, number: NumberPiece) -> str:
    """What an amount was taken for: "10,000,000 input tokens"."""
    return f"{showing.number(number.value, number.bounds)} {_WORDS.get(kind, kind)}"


def unit_at(sentence: Sentence, index: int) -> AmountKind | None:
    """The unit named at `index`, cache writes aside: they have a lifetime (see `caching`)."""
    if sentence.term(index, "part", "out"):
        return Unit.OUTPUT
    piece = sentence.term(index, "unit")
    if piece is None or piece.term.value == "cache_write":
        return None
    value = piece.term.value
    return value if value in ("thinking", "prompt_size", "prefix") else Unit(value)  # type: ignore[return-value]  # the literals


def pair(sentence: Sentence) -> bool:
    """`10M/2M in/out`; without units both are asked about."""
    start = sentence.place
    first, second = sentence.at(start, NumberPiece), sentence.at(start + 2, NumberPiece)
    if not (first and second and sentence.mark(start + 1, "/")):
        return False
    unit = sentence.skip(start + 3, ("tokens", "tokens"))
    unit = unit + 1 if sentence.mark(unit, "(") and unit_at(sentence, unit + 1) else unit
    left, right = unit_at(sentence, unit), unit_at(sentence, unit + 2)
    if left and right and shares_its_scale(first, second):
        sentence.ask(start, unit + 3, "ask.scale_of_both", first=first.text)
    elif left and right and sentence.mark(unit + 1, "/"):
        sentence.add(left, first, range(start, start + 1), meaning(left, first))
        sentence.add(right, second, range(start + 2, start + 3), meaning(right, second))
        sentence.take([start + 1, *range(start + 3, unit + 3)], "input and output")
    elif unit_at(sentence, unit) is not None:
        sentence.ask(start, unit + 1, "ask.pair")
    else:
        sentence.ask(start, unit, "ask.pair")
    return True


def shares_its_scale(first: NumberPiece, second: NumberPiece) -> bool:
    """Whether `10/2M` may be 10M and 2M, as `10/2k` may be thousands: so few tokens are odd.

    `500/2k` are what they say.
    """
    is_bare = first.text.isdecimal() and second.text[-1:].isalpha()
    return is_bare and second.value >= first.value * _FAR_MORE


_FAR_MORE = 50


def number_then_unit(sentence: Sentence) -> bool:
    """`10M in`, `2 million output tokens`, `3,700 tokens in`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    first = start + 2 if sentence.mark(start + 1, "-") else start + 1  # "150k-token prompts"
    index = sentence.skip(first, *FILLERS, *SCOPES)
    moving = sentence.at(index, WordPiece)
    if moving and moving.text.casefold() in _MOVING:
        index = sentence.skip(index + 1, *FILLERS)
    if is_counter(sentence, index) and not sentence.mark(index + 1, _OBJECT):  # 2回のWeb検索
        searches = sentence.skip(index + 1, ("link", "of"))
        index = searches if sentence.term(searches, "unit", "web_search") else index
    index = _behind_a_name(sentence, index) or index
    unit = unit_at(sentence, index) or _verb_at(sentence, index) or side_that_costs(sentence, index)
    if unit is None or _is_left(sentence, index, start) or _counts_thinkers(sentence, unit, index):
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    if sentence.pieces[index].text.casefold() == "in" and sentence.term(end, "currency"):
        sentence.ask(start, end + 1, "ask.in_currency")
        return True
    if end == start + 2 and sentence.word(index) in OUTPUT_OR_COUNT:
        return _count_or_ask(sentence, number, start, end)
    if unit is Unit.CACHE_READ and _read_so_often(sentence, number, range(start, end), index):
        return True
    for between in range(first, index):
        if scope := sentence.term(between, "scope", "each", "total"):
            sentence.said.scopes.add(Scope(scope.term.value))  # "350 tokens each in", "1M total in"
    if start - 1 == sentence.count_end and sentence.word(start - 1) == "of":
        _mark_as_each(sentence)
    sentence.spread_over += [index] * _may_be_spread(sentence, index, end)
    _add_whole(sentence, unit, number, range(start, end))
    return True


def _counts_thinkers(sentence: Sentence, unit: AmountKind, index: int) -> bool:
    """`10k thinking requests`: so many requests, and no tokens of theirs."""
    return unit == "thinking" and sentence.term(index + 1, "count") is not None


def _may_be_spread(sentence: Sentence, index: int, end: int) -> bool:
    """`100k tokens [in 10 requests]`: perhaps in all of them, and not as the input of each."""
    if sentence.word(index) != "in" or not sentence.was(index - 1, "tokens"):
        return False
    is_number = sentence.at(end, NumberPiece) is not None
    return is_number and counted_noun(sentence, end + 1) is not None


def _behind_a_name(sentence: Sentence, start: int) -> int | None:
    """The index of the side in `1.2k summary [out]`, `18k call transcript [in]`: of one text.

    Nothing else may go on behind it: `3k contract in 20 parts`.
    """
    end = start
    while end < start + _MOST_OF_A_NAME and _is_one(sentence, end):
        end += 1
    side = sentence.term(end, "unit", Unit.INPUT, Unit.OUTPUT)
    if end == start or side is None or sentence.word(end) not in _IN_OR_OUT:
        return None
    behind = end + 1
    if behind == len(sentence.pieces) or sentence.mark(behind, ",;.!?)+/&"):
        return end
    goes_on = sentence.term(behind, "link", "and") or sentence.term(behind, "scope")
    return end if goes_on else None


def _is_one(sentence: Sentence, index: int) -> bool:
    """Whether a noun for one thing stands at `index`, not counted here."""
    word = sentence.word(index)
    is_noun = sentence.at(index, WordPiece) or sentence.term(index, "count", "request")
    return bool(is_noun) and word.isascii() and word.isalpha() and not is_plural(word)


_MOST_OF_A_NAME, _IN_OR_OUT = 2, frozenset({"in", "out"})
_OBJECT = "を"
"""`上位5件を検索`: what is searched for, and no number of searches."""


def by_how_much(sentence: Sentence) -> bool:
    """`reduce the output by 100 tokens`: it is a change, and not what there is of it."""
    start = sentence.place
    if sentence.word(start - 1) not in _BY:
        return False
    end = sentence.skip(start + 1, ("tokens", "tokens"), ("count", "request"))
    end = end + 1 if unit_at(sentence, end) else end
    if end == start + 1:
        return False
    sentence.ask(start - 1, end, "ask.fewer")
    return True


_BY = words_that("by_how_much")


def _add_whole(sentence: Sentence, unit: AmountKind, number: NumberPiece, indexes: range) -> None:
    """Take an amount, unless it is said to be a part: `2k of the prompt is boilerplate`."""
    start, end = indexes[0], indexes[-1] + 1
    if any(_is_of_one(sentence, each) for each in indexes):
        sentence.ask(start, end, "ask.part", number=None if number.bounds else number.value)
    else:
        add(sentence, unit, number, indexes)


def _is_of_one(sentence: Sentence, index: int) -> bool:
    """Whether "of the" stands at `index`, or "of each"."""
    word = sentence.word(index)
    return word == "of the" or (word == "of" and sentence.word(index + 1) in _ONE_OF_MANY)


_IS, _ONE_OF_MANY = frozenset({"is", "are"}), frozenset({"each", "every", "our", "my", "that"})


def _mark_as_each(sentence: Sentence) -> None:
    """`10 requests of 300k in`: so much each, unless something says that it is in all."""
    if not sentence.holds("scope", "total"):
        sentence.said.scopes.add(Scope.EACH)


def is_hit(sentence: Sentence, index: int) -> bool:
    """Whether a cache hit is named at `index`: a share of one is as likely as a number."""
    return sentence.was(index, "unit", "cache_read") and any(
        each in sentence.word(index) for each in _HITS
    )


_HITS = words_that("hit_of_a_cache")


def is_of_times(sentence: Sentence, number: NumberPiece, indexes: range) -> bool:
    """`50 cache reads`, `cached 90`: so many times, or percent, as no cache holds so few tokens.

    Not so where they are called tokens, or where it is none at all.
    """
    if not 0 < number.value < FEWEST_CACHED or number.bounds:
        return False
    return not any(_CALLED in sentence.word(each) for each in indexes)


_CALLED = "token"


def _read_so_often(sentence: Sentence, number: NumberPiece, said: range, index: int) -> bool:
    """Take "50 cache reads", or "0.85 cache hits", as no number of tokens; `index` is the unit."""
    if is_hit(sentence, index) and number.value < ONE:
        sentence.ask(said.start, said.stop, "ask.cached_share")
    elif is_of_times(sentence, number, said):
        _add_times(sentence, number, said.start, said.stop)
    else:
        return False
    return True


def _add_times(sentence: Sentence, number: NumberPiece, start: int, end: int) -> None:
    """`50 cache reads[ of 40k tokens]`: as much is read as often; without it, it is asked for."""
    each = sentence.at(end + 1, NumberPiece)
    if each is None or each.bounds or not sentence.term(end, "link", "of"):
        sentence.ask(start, end, "ask.times_cached")
        return
    behind = sentence.skip(end + 2, ("tokens", "tokens"))
    if not sentence.holds("count"):
        behind = sentence.skip(behind, ("scope", "each"))
    with exactly():
        whole = replace(number, value=number.value * each.value)
    add(sentence, Unit.CACHE_READ, whole, range(start, behind))


def _count_or_ask(sentence: Sentence, number: NumberPiece, start: int, end: int) -> bool:
    """`500 responses` could be tokens; `500 responses a day` are so many."""
    if is_output_counted(sentence, end - 1):
        sentence.count(number, sentence.word(end - 1), [start, end - 1], showing.counted(number))
    else:
        sentence.ask(start, end, "ask.count")
    return True


def _verb_at(sentence: Sentence, index: int) -> Unit | None:
    """What a verb makes of the tokens before it: `300万トークンを入力して`."""
    piece = sentence.term(index, "verb")
    if sentence.word(index) in _BACK and ends_there(sentence, index + 1):
        return Unit.OUTPUT  # "30k tokens in, and 1k back"
    return Unit(piece.term.value) if piece else None


def side_that_costs(sentence: Sentence, index: int) -> Unit | None:
    """`what do 5M tokens of [input cost]`: how much of it there is stands before."""
    if not sentence.was(index - 1, "link", "of") or not sentence.was(index - 2, "tokens"):
        return None
    return _COSTING.get(sentence.word(index))


_COSTING = {"input cost": Unit.INPUT, "output cost": Unit.OUTPUT}
_BACK = words_that("comes_back")


def ends_there(sentence: Sentence, index: int) -> bool:
    """Whether nothing that is counted, and no other word, goes on at `index`."""
    return not isinstance(sentence.at(index, Piece), (WordPiece, NumberPiece))


def _is_left(sentence: Sentence, index: int, start: int) -> bool:
    """Whether the unit at `index` is none of the number at `start` before it."""
    if sentence.unit_first and index == start + 1 and _opens_pair(sentence, index):
        return True
    if _is_named_before(sentence, start) and _owns_a_number(sentence, index):
        return True
    return owns_share(sentence, index)


def _is_named_before(sentence: Sentence, start: int) -> bool:
    """`質問:200トークン 回答:500トークン`: a name stands before, as before the number behind it."""
    if not sentence.term(start + 1, "tokens"):  # プロンプト100 応答500トークン: so many of them?
        return False
    before = start - 1
    while sentence.mark(before, ":=") or any(sentence.was(before, each) for each in _TO_A_NAME):
        before -= 1
    return sentence.word(before) in _NAMES


def _owns_a_number(sentence: Sentence, index: int) -> bool:
    """Whether the unit at `index` has a number behind it that no other unit follows."""
    behind = index + 1
    while sentence.mark(behind, ":=") or any(sentence.was(behind, each) for each in _TO_A_NAME):
        behind += 1
    if not sentence.at(behind, NumberPiece):
        return False
    return unit_at(sentence, sentence.skip(behind + 1, *FILLERS)) is None


_NAMES = words_that("goes_in") | words_that("is_read")
_TO_A_NAME = ("particle", "approximately")


def owns_share(sentence: Sentence, index: int) -> bool:
    """`入力の1/3がキャッシュ`, `入力は8割`: the unit at `index` is what the share behind is of."""
    link = sentence.at(index + 1, TermPiece)
    behind = sentence.skip(index + 1, ("link", "of"))
    if link is None or link.text.isascii() or behind == index + 1:
        return False
    return bool(sentence.at(behind, PercentPiece) or sentence.term(behind, "share"))


def is_part(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the amount up to `end` is part of another: `of which 2M`, `うち2M`, `2Mを含む`."""
    before = start - 1
    while before >= 0 and _is_between(sentence, before):
        if sentence.pieces[before].text in _OUT_OF and _is_number(sentence, before - 1):
            return True
        before -= 1
    if sentence.was(before, "part") and not sentence.was(before, "part", "behind"):
        return True
    if sentence.was(before, "unit", Unit.OUTPUT) and sentence.was(before - 1, "link", "of"):
        return not _is_number(sentence, before - 2)  # "of the output 1M is thinking"
    if any(sentence.word(each) in _OF_IT for each in range(start + 1, end)):  # "1k of it output"
        return True
    return sentence.term(sentence.skip(end, ("link", "of")), "part", "behind") is not None


_OUT_OF, _OF_IT = words_that("out_of_a_number"), words_that("out_of_it")


def _is_number(sentence: Sentence, index: int) -> bool:
    """Whether an amount ends at `index`, taken or not: `入力2000万トークン`."""
    while sentence.was(index, "tokens"):
        index -= 1
    return index >= 0 and isinstance(sentence.pieces[index], NumberPiece)


def _is_between(sentence: Sentence, index: int) -> bool:
    """Whether the piece at `index` may stand between "of which" and its number."""
    piece = sentence.pieces[index]
    if isinstance(piece, TermPiece) and piece.term.category in _TYING:
        return True
    return sentence.mark(index, ",、:")


_TYING = frozenset({"particle", "link", "approximately"})
# Said of tokens before their side: "45,000 tokens going in".
_MOVING = words_that("before_in_or_out")


def _refuse_more_thinking(sentence: Sentence, start: int, end: int, number: NumberPiece) -> None:
    """Thinking that is part of the output cannot be more than that."""
    outputs = [each.quantity for each in sentence.said.amounts if each.kind == Unit.OUTPUT]
    if outputs and number.value > outputs[-1]:
        facts = {"thinking": number.value, "output": outputs[-1]}
        span = sentence.span(start, end)
        sentence.troubles.append(NeedsMore(phrase("ask.thinking_above_output", **facts), span))


def price_unit_end(sentence: Sentence, index: int) -> int | None:
    """The index behind `100万あたり`, where that is how a price is given: `100万あたりの単価`."""
    number = sentence.at(index, NumberPiece)
    if number is None or number.value != OF_A_RATE:
        return None
    behind = sentence.skip(index + 1, ("tokens", "tokens"))
    if not sentence.says(behind, _PER):
        return None
    priced = sentence.skip(behind + 1, ("link", "of"))
    return behind + 1 if sentence.word(priced) in _PRICED else None


OF_A_RATE = Decimal(10**6)
"""So many tokens are what a price is given for."""
_PER, _PRICED = words_that("per_behind_tokens"), words_that("asks_a_cost_behind")


def add(sentence: Sentence, unit: AmountKind, number: NumberPiece, indexes: range) -> None:
    """Take an amount; thinking tokens are billed as output, which is noted."""
    within = unit in ("prefix", "prompt_size")
    of_it = any(sentence.term(each, "part", "part") for each in indexes)  # 読み込みはそのうち2B
    of_it = of_it or is_in_brackets(sentence, unit, indexes) or _is_told_of(sentence, unit, indexes)
    if not within and (of_it or is_part(sentence, indexes[0], indexes[-1] + 1)):
        _add_part(sentence, unit, number, indexes)
        return
    if unit == "thinking":
        sentence.remarks.append(Remark("thinking", phrase("note.thinking", tokens=number.value)))
    words = (sentence.pieces[each].text.casefold().split()[0] for each in indexes)
    if unit is Unit.INPUT and not _NOT_CACHED.isdisjoint(words):
        sentence.said.fresh = True
    sentence.add(unit, number, indexes, meaning(unit, number))


# Of such input no part is cached: what is comes on top.
_NOT_CACHED = words_that("not_cached")


def _is_told_of(sentence: Sentence, unit: AmountKind, indexes: range) -> bool:
    """`of 12k in, 10k cache hits`, `2k out, 1.5k are thinking`: of what was said before."""
    said = [each for each in sentence.said.amounts if each.kind is _WHOLE.get(unit)]
    if not said:
        return False
    is_number_first = isinstance(sentence.pieces[indexes[0]], NumberPiece)
    if is_number_first and any(sentence.word(each) in _ARE for each in indexes):
        return True
    before = sentence.source[: said[-1].span.start].rstrip()
    return sentence.said.amounts[-1] is said[-1] and bool(_OUT_OF_ALL.search(before))


_ARE = frozenset({"are", "is", "were", "was"})
_OUT_OF_ALL = re.compile(r"(?:^|[,;.:(!?] ?)(?:out )?of(?: the| our| all| those)?$", re.IGNORECASE)


def is_in_brackets(sentence: Sentence, unit: AmountKind, indexes: range) -> bool:
    """`480M in (310M cache reads)`, `2k out [500 thinking]`: part of what stands before.

    Not so where it is said to be apart: `出力2千（思考500は別）`.
    """
    start = indexes[0]
    if not sentence.mark(start - 1, "([") or sentence.amount_end != start - 1:
        return False
    behind = sentence.skip(indexes[-1] + 1, ("particle", "topic"))
    if sentence.word(behind) in _APART:
        return False
    amounts = sentence.said.amounts  # none behind "300 pages (200k in)"
    return bool(amounts) and amounts[-1].kind is _WHOLE.get(unit)


_APART = words_that("on_top_behind")
_WHOLE: Mapping[AmountKind, Unit] = {
    Unit.CACHE_READ: Unit.INPUT,
    Unit.CACHE_WRITE_5M: Unit.INPUT,
    Unit.CACHE_WRITE_1H: Unit.INPUT,
    "thinking": Unit.OUTPUT,
}


def _add_part(sentence: Sentence, unit: AmountKind, number: NumberPiece, indexes: range) -> None:
    """Take an amount that is part of another one."""
    start, end = indexes[0], indexes[-1] + 1
    if unit == "thinking":
        _refuse_more_thinking(sentence, start, end, number)
        sentence.take(indexes, "part of the output")
    elif unit is Unit.CACHE_READ and not number.bounds:
        span = sentence.span(start, end)
        sentence.said.caching.append(Caching(span, None, number.value))
        sentence.take(indexes, f"{number.value:,f} input tokens read from the cache")
    else:
        sentence.ask(start, end, "ask.part")


def _opens_pair(sentence: Sentence, index: int) -> bool:
    """Whether the unit at `index` stands before a number of its own."""
    return sentence.at(index + 1, NumberPiece) is not None


def behind_becoming(sentence: Sentence, index: int) -> int:
    """The index of the "to" in `prompts grow to 12k`; `index` itself where nothing grows."""
    verb = index + 1 if sentence.word(index) in _WILL else index
    if not sentence.says(verb, _BECOME):
        return index
    to = verb + 2 if sentence.word(verb + 1) == "back" else verb + 1
    return to if is_to(sentence, to) else index


_BECOME, _WILL = words_that("becomes_as_much"), words_that("comes_to_a_multiple")


def is_to(sentence: Sentence, index: int) -> bool:
    """`increase the output to 1k`."""
    piece = sentence.term(index, "link", "range")
    return piece is not None and piece.text.casefold() == "to"


def is_counter(sentence: Sentence, index: int) -> bool:
    """Whether a Japanese counter stands at `index`: 検索1回."""
    piece = sentence.term(index, "count")
    return piece is not None and not piece.text.isascii()


def has_own_unit(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` is bound to something behind it."""
    behind = sentence.skip(index + 1, *FILLERS)
    piece = sentence.at(behind, TermPiece)
    if piece and piece.term.category == "content" and are_counted_behind(sentence, behind):
        return False
    return piece is not None and piece.term.category in {
        "unit",
        "verb",
        "count",
        "content",
        "period",
        "frequency",
    }


def are_counted_behind(sentence: Sentence, index: int) -> bool:
    """`出力300 画像1000x1000が1枚`: images whose number stands behind them, with its counter."""
    place = index + 1
    while sentence.at(place, SizePiece) or sentence.term(place, "particle", "topic", "at"):
        place += 1
    is_number = sentence.at(place, NumberPiece) is not None
    return is_number and sentence.word(place + 1) in _COUNTS_IMAGES


_COUNTS_IMAGES = frozenset({"枚", "個", "点"})


def in_all(sentence: Sentence) -> bool:
    """`40M in total and 2M out in total`: "in" is the first number's, as "out" is the other's."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    total = sentence.term(start + 1, "scope", "total")
    if total is None or not total.text.casefold().startswith("in "):
        return False
    index = start + 2
    while sentence.mark(index, ",;/") or sentence.term(index, "link", "and"):
        index += 1
    out = index + 1 if sentence.at(index, NumberPiece) and index > start + 2 else index
    out = sentence.skip(out, ("tokens", "tokens"))
    same = sentence.word(out + 1) == total.text.casefold()
    if out == index or not sentence.term(out, "unit", "output") or not same:
        return False
    sentence.add(Unit.INPUT, number, range(start, start + 1), meaning(Unit.INPUT, number))
    return True


def in_a_period(sentence: Sentence) -> bool:
    """`10M in a day`: "in" is the number's own, and "a day" what it is per."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if not (sentence.says(start + 1, _IN_A) and sentence.term(start + 2, "period")):
        return False
    if number.value < _LEAST_IN_A_PERIOD:
        return _is_in_each_period(sentence, number)
    sentence.add(Unit.INPUT, number, range(start, start + 1), meaning(Unit.INPUT, number))
    return True


def _is_in_each_period(sentence: Sentence, number: NumberPiece) -> bool:
    """`500 users x 20 in a day, 2k in`: requests, as the tokens of one are said as well."""
    start = sentence.place
    is_multiplied = sentence.count_end == start and sentence.was(start - 1, "link", "times")
    if not is_multiplied or Unit.INPUT not in sentence.sides:
        return False
    sentence.count(number, REQUESTS, [start], showing.counted(number))
    return True


_IN_A = words_that("in_before_a_period")
_LEAST_IN_A_PERIOD = 1000
"""Fewer may be requests: `500 users x 20 in a day`."""
