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

from bot.query.ask import AmountKind, Caching, Remark, Timed
from bot.query.errors import NeedsMore
from bot.query.model import FEWEST_CACHED, MOST_OF_ONE, ONE, REQUESTS, Scope
from bot.query.phrase import phrase
from bot.query.pieces import (
    NumberPiece,
    PercentPiece,
    Piece,
    SizePiece,
    TermPiece,
    WordPiece,
)
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import TOKEN_UNITS, Period, Unit, exactly

from . import showing
from .nouns import is_plural

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
_SCOPES = (("scope", "each"), ("scope", "total"))
_PART = ("part", "part")


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
    if left and right and sentence.mark(unit + 1, "/"):
        sentence.add(left, first, range(start, start + 1), meaning(left, first))
        sentence.add(right, second, range(start + 2, start + 3), meaning(right, second))
        sentence.take([start + 1, *range(start + 3, unit + 3)], "input and output")
    elif unit_at(sentence, unit) is not None:
        sentence.ask(start, unit + 1, "ask.pair")
    else:
        sentence.ask(start, unit, "ask.pair")
    return True


def number_then_unit(sentence: Sentence) -> bool:
    """`10M in`, `2 million output tokens`, `3,700 tokens in`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    first = start + 2 if sentence.mark(start + 1, "-") else start + 1  # "150k-token prompts"
    index = sentence.skip(first, *FILLERS, *_SCOPES)
    moving = sentence.at(index, WordPiece)
    if moving and moving.text.casefold() in _MOVING:
        index = sentence.skip(index + 1, *FILLERS)
    if is_counter(sentence, index) and not sentence.mark(index + 1, _OBJECT):  # 2回のWeb検索
        searches = sentence.skip(index + 1, ("link", "of"))
        index = searches if sentence.term(searches, "unit", "web_search") else index
    index = _behind_a_name(sentence, index) or index
    unit = unit_at(sentence, index) or _verb_at(sentence, index) or side_that_costs(sentence, index)
    if unit is None or _is_left(sentence, index, start):
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    if sentence.pieces[index].text.casefold() == "in" and sentence.term(end, "currency"):
        sentence.ask(start, end + 1, "ask.in_currency")
        return True
    if end == start + 2 and sentence.pieces[index].text.casefold() in _COUNTED_TOO:
        return _count_or_ask(sentence, number, start, end)
    if unit is Unit.CACHE_READ and _read_so_often(sentence, number, range(start, end), index):
        return True
    for between in range(first, index):
        if scope := sentence.term(between, "scope", "each", "total"):
            sentence.said.scopes.add(Scope(scope.term.value))  # "350 tokens each in", "1M total in"
    if start - 1 == sentence.count_end and sentence.word(start - 1) == "of":
        _mark_as_each(sentence)
    _add_whole(sentence, unit, number, range(start, end))
    return True


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
_MANAGED = words_that("managed_agents")
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
        sentence.ask(start, end, "ask.part")
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
    if sentence.term(end, "link", "per") or sentence.mark(end, "/"):
        sentence.count(number, REQUESTS, [start, end - 1], showing.counted(number))
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
    return _owns_share(sentence, index)


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


def _owns_share(sentence: Sentence, index: int) -> bool:
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
# Outputs that may as well be counted, where nothing calls them tokens.
_COUNTED_TOO = words_that("output_or_count")


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


def settle_uncounted(sentence: Sentence) -> None:
    """`検索付きエージェント：1回につき検索3回`: their number is said elsewhere in the text."""
    said = sentence.said
    kinds = {each.kind for each in said.amounts}
    named = {each.span: each for each in sentence.pieces if isinstance(each, TermPiece)}
    said.uncounted[:] = [span for span in said.uncounted if named[span].term.value not in kinds]


def both_sides(sentence: Sentence) -> bool:
    """`10M in and out`, `10M in/out`, `10M in and as much out`: so much of each, or of both?"""
    start = sentence.place
    unit = unit_at(sentence, start)
    place = start - 1
    while place > start - _MOST_BETWEEN_SIDES and isinstance(sentence.pieces[place], WordPiece):
        place -= 1
    words = {
        each.text.casefold() for each in sentence.pieces[place + 1 : start + _MOST_BEHIND_SIDE]
    }
    joined = sentence.was(place, "link") or sentence.pieces[place].text in _JOINS
    joined = joined or (sentence.mark(place, ",、") and not _AS_MUCH.isdisjoint(words))
    said = sentence.said.amounts[-1].kind if sentence.said.amounts else None
    if not joined or place != sentence.amount_end or {unit, said} != {Unit.INPUT, Unit.OUTPUT}:
        return False
    if sentence.term(start + 1, "scope", "each") and not sentence.holds("count"):
        _add_as_many(sentence, range(place, start + 2))  # "500k in and out each"
        return True
    sentence.ask(place - 1, start + 1, "ask.in_or_out")
    return True


def _add_as_many(sentence: Sentence, said: range) -> None:
    """As many tokens of the other side as were said of one."""
    before = sentence.said.amounts[-1]
    other = Unit.OUTPUT if before.kind is Unit.INPUT else Unit.INPUT
    span = sentence.span(said.start, said.stop)
    sentence.said.amounts.append(replace(before, kind=other, span=span))
    sentence.take(said, "as many of each")
    sentence.amount_end = said.stop


_JOINS = frozenset("/&+")
_MOST_BETWEEN_SIDES = 5
_MOST_BEHIND_SIDE = 3
_AS_MUCH = words_that("as_much")


def uncounted(sentence: Sentence) -> bool:
    """`with web search`, `output about the same length`: a unit that costs, without its number."""
    piece = sentence.term(sentence.place, "unit", *_MUST_BE_COUNTED)
    if piece is None and _is_as_long(sentence):
        piece = sentence.term(sentence.place, "unit", "output")
    if piece is None:
        return False
    if piece.term.value == "session_hour" and _says_hours_elsewhere(sentence):
        sentence.pass_over()
        return True
    if _is_asked_for(sentence):
        sentence.take([sentence.place], "what is asked for")
        return True
    sentence.said.uncounted.append(piece.span)
    sentence.take([sentence.place], "without a number")
    return True


def _is_as_long(sentence: Sentence) -> bool:
    """`output about the same length`, `出力も同じくらいの長さ`: as long as what goes in."""
    place = sentence.place
    near = {sentence.word(each) for each in range(place - _NEAR_IT, place + _NEAR_IT + 1)}
    if _ALIKE.isdisjoint(near) or _LONG.isdisjoint(near):
        return False
    others = (each for each in range(len(sentence.pieces)) if each != place)
    return not any(sentence.was(each, "unit", "output") for each in others)


_ALIKE, _LONG, _NEAR_IT = words_that("alike"), words_that("in_length"), 5


def _is_asked_for(sentence: Sentence) -> bool:
    """`検索は何回できる`: how many there can be is the question."""
    behind = sentence.skip(sentence.place + 1, ("link", "of"))
    return sentence.was(behind, "intent", "how_many")


def _says_hours_elsewhere(sentence: Sentence) -> bool:
    """`managed agents: 120 session hours`: what they are hours of is only named."""
    if not _SESSIONS.isdisjoint(sentence.words):
        return True
    others = (each for each in range(len(sentence.pieces)) if each != sentence.place)
    return any(sentence.was(each, "unit", "session_hour") for each in others)


_SESSIONS = words_that("session")
_MUST_BE_COUNTED = ("cache_read", "cache_write", "web_search", "session_hour")


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
    return sentence.said.amounts[-1].kind is _WHOLE.get(unit)


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


_LONGEST_CHAIN = 2 * len(Unit)
"""Nobody says more amounts than there are kinds, and not much is said twice."""


_OUT_OF_SO_MANY = words_that("out_of_so_many")


def unit_then_number(sentence: Sentence) -> bool:
    """`input: 10M`, `output of 2M tokens`, `in 10000`."""
    start = sentence.place
    unit = unit_at(sentence, start)
    index = _behind_fillers(sentence, start + 1)
    number = sentence.at(index, NumberPiece)
    if number and _is_year(sentence, start, index):
        sentence.ask(start, index + 1, "ask.whole_date")
        return True
    if number and (_is_another(sentence, start, index) or price_unit_end(sentence, index)):
        return False
    if number and unit is Unit.CACHE_READ and sentence.word(index + 1) in _OUT_OF_SO_MANY:
        sentence.ask(start, index + 2, "ask.part")
        return True
    if (
        number
        and sentence.word(start) in _MANAGED
        and not _is_counter_of(sentence, Unit.SESSION_HOUR, index + 1)
    ):
        return False  # マネージドエージェント40セッション
    if unit is None or number is None or not _may_take(sentence, unit, start, index):
        idle = unit in (Unit.INPUT, Unit.OUTPUT) and not _owns_share(sentence, start)
        sentence.idle_units += idle
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    if unit is Unit.CACHE_READ and is_of_times(sentence, number, range(start, end)):
        sentence.ask(start, end, "ask.caching_how_much")
        return True
    _remark_about(sentence, range(start, index), number)
    if unit != "prefix":  # システムプロンプトで計18k: the sum of what it is made of
        _take_scopes(sentence, range(start + 1, index))
    if _is_counter_of(sentence, unit, end):
        end += 1
    if sentence.word(start) == "prompt" and number.value <= MOST_OF_ONE:
        unit = "prompt_size"  # "my prompt is 800 tokens": of one
    add(sentence, unit, number, range(start, end))
    return True


def _is_in_each_of(sentence: Sentence, start: int) -> bool:
    """`3 images in each of 500 requests`: so many requests, and no tokens."""
    is_each = sentence.word(start) == "in" and sentence.word(start + 1) == "each"
    return is_each and sentence.word(start + 2) == "of"


def _is_another(sentence: Sentence, start: int, index: int) -> bool:
    """`tokens in 3,000 characters`, `in 3 languages`, `split in 3`: a number of something else."""
    number = sentence.at(index, NumberPiece)
    if _is_in_each_of(sentence, start):
        return True
    if sentence.word(start) in _OF_PROSE and number and number.value < _FEWEST_TOKENS:
        return True
    behind = sentence.at(index + 1, WordPiece)
    if sentence.word(start) in _OF_PROSE and behind and is_plural(behind.text.casefold()):
        return True
    if sentence.term(index + 1, "content") and not _are_counted_behind(sentence, index + 1):
        return True
    if sentence.term(index + 1, "period", "second") or _is_multiple(sentence, index + 1):
        return True
    return _is_part_cached(sentence, start, index)


def _is_multiple(sentence: Sentence, index: int) -> bool:
    """`input is ten [times it]`, `output is 0.1 [of that]`: of another amount, and no number."""
    word = sentence.word(index)
    return word in _MULTIPLIES or (word == "of" and sentence.word(index + 1) in _IT)


_MULTIPLIES, _IT = words_that("of_another_amount"), frozenset({"it", "that", "this"})
_FEWEST_TOKENS = 10
"""Of what goes in: nobody sends fewer, while much is done "in 3"."""
_OF_PROSE = frozenset({"in", "reasoning", "thinking"})


def _is_part_cached(sentence: Sentence, start: int, index: int) -> bool:
    """`入力のうち2,000がキャッシュ`, `出力のうち200は思考`: so much of it, and not all of it."""
    is_part = any(sentence.term(each, *_PART) for each in range(start + 1, index))
    behind = sentence.skip(index + 1, *FILLERS)
    thinks = sentence.term(behind, "unit", "thinking") and not sentence.at(behind + 1, NumberPiece)
    return is_part and bool(sentence.term(behind, "caching", "cached") or thinks)


def _behind_fillers(sentence: Sentence, index: int) -> int:
    """The index of the number that a unit before `index` may take: `出力は1件あたり約500`."""
    index = sentence.skip(index, *FILLERS, *_SCOPES, _PART, ("particle", "also"))
    if sentence.says(index, _ONLY):  # "output is only 200", "input averages 2k"
        index = sentence.skip(index + 1, *FILLERS, ("link", "between"))
    index = _behind_brackets(sentence, behind_becoming(sentence, index))
    if sentence.mark(index, ":=") or _is_to(sentence, index):
        index = sentence.skip(index + 1, *FILLERS, *_SCOPES)
    index = sentence.skip(_behind_each(sentence, index), *FILLERS, *_SCOPES)
    return sentence.skip(_behind_period(sentence, index), *FILLERS, *_SCOPES)


_ONLY = words_that("just_so_many") | words_that("averages_so_many")


def _behind_brackets(sentence: Sentence, index: int) -> int:
    """The index behind the end of `(per call)` or `(1件あたり)`, where it stands at `index`.

    That of the number in `input (3,500 tokens)`.
    """
    if not sentence.mark(index, "("):
        return index
    end = sentence.skip(index + 1, *FILLERS, *_SCOPES)
    if sentence.at(end, NumberPiece) and sentence.term(end + 1, "tokens"):
        return end if sentence.mark(end + 2, ")") else index
    if sentence.term(end, "link", "per") and sentence.term(end + 1, "count"):
        end += 2
    end = _behind_each(sentence, end)
    return end + 1 if end > index + 1 and sentence.mark(end, ")") else index


def behind_becoming(sentence: Sentence, index: int) -> int:
    """The index of the "to" in `prompts grow to 12k`; `index` itself where nothing grows."""
    return index + 1 if sentence.says(index, _BECOME) and _is_to(sentence, index + 1) else index


_BECOME = words_that("becomes_as_much")


def _behind_period(sentence: Sentence, index: int) -> int:
    """The index behind the period in `入力が月1000万`, `出力は1日20万`."""
    number = sentence.at(index, NumberPiece)
    place = index + 1 if number and number.value == 1 and not number.bounds else index
    piece = sentence.term(place, "period")
    is_rate = piece and not piece.text.isascii() and (place > index or piece.text in _BY_ITSELF)
    behind = sentence.skip(place + 1, *FILLERS, *_SCOPES)
    return place + 1 if is_rate and sentence.at(behind, NumberPiece) else index


_BY_ITSELF = words_that("period_by_itself")


def _behind_each(sentence: Sentence, index: int) -> int:
    """The index behind `1件あたり`, or `per request:`, where it stands at `index`."""
    per = sentence.mark(index, "/") or sentence.term(index, "link", "per")
    one = sentence.term(index + 1, "count") or sentence.at(index + 1, WordPiece)
    if per and one and sentence.mark(index + 2, ":="):
        return index + 3
    number = sentence.at(index, NumberPiece)
    noun = index + 1 if number and number.value == 1 and not number.bounds else index
    piece = sentence.term(noun, "count")
    if piece is None or piece.text.isascii():
        return index
    if sentence.term(noun + 1, "scope", "each"):
        return noun + 2
    is_one = noun > index and sentence.at(noun + 1, NumberPiece) is not None
    return noun + 1 if is_one else index  # 入力が1件5000トークン


def _take_scopes(sentence: Sentence, indexes: range) -> None:
    """What stands between a unit and its number says whether that is each one's, or in all."""
    for index in indexes:
        piece = sentence.term(index, "scope")
        if piece and piece.term.value != "one":
            sentence.said.scopes.add(Scope(piece.term.value))
        elif piece or sentence.term(index, "count"):
            sentence.said.scopes.add(Scope.EACH)
            sentence.said.of_one = True
        elif period := sentence.term(index, "period"):
            timed = Timed(Period(period.term.value), period.span, "amounts")
            sentence.said.times.append(timed)


def _may_take(sentence: Sentence, unit: AmountKind, start: int, index: int) -> bool:
    """Whether the unit at `start` may take the number at `index`, and not what is behind it."""
    if sentence.word(index + 1).startswith(_OF_TOKENS):  # "Prompt: 1,500 token system prompt"
        return False
    if unit in TOKEN_UNITS and _is_counted_right_behind(sentence, index):
        return False
    if sentence.unit_first or not has_own_unit(sentence, index):
        return True
    if _is_before_a_period(sentence, index):
        return True
    return _is_counter_of(sentence, unit, index + 1) or _is_chain(sentence, start, index)


def _is_counted_right_behind(sentence: Sentence, index: int) -> bool:
    """`回答を毎月500件`: so many of them, and no tokens; not `出力500 件数1000`."""
    counter = sentence.term(index + 1, "count")
    is_tied = counter is not None and sentence.pieces[index].span.end == counter.span.start
    return is_tied and sentence.word(index + 1) in _COUNTERS


_COUNTERS = words_that("counter_of_requests")


def _is_before_a_period(sentence: Sentence, index: int) -> bool:
    """`出力150 月`, `応答120 年`: what is asked for, as no space parts so many months."""
    period = sentence.term(index + 1, "period")
    if period is None or period.text not in _BY_ITSELF:
        return False
    return sentence.pieces[index].span.end < period.span.start


_OF_TOKENS = "token "
"""What a name begins with that says of how many tokens it is."""


def _is_chain(sentence: Sentence, start: int, index: int) -> bool:
    """`入力900万 出力100万 ...`: in Japanese units stand before their numbers, if all do."""
    return not sentence.pieces[start].text.isascii() and units_stand_first(sentence, index)


def units_stand_first(sentence: Sentence, index: int) -> bool:
    """Whether the unit behind the number at `index` has a number of its own: `5000 入力1千`."""
    for _ in range(_LONGEST_CHAIN):
        if not sentence.at(index, NumberPiece):
            return False
        unit = sentence.skip(index + 1, ("tokens", "tokens"))
        if unit_at(sentence, unit) is None or _owns_share(sentence, unit):
            return True
        index = _behind_fillers(sentence, unit + 1)
    return False


def _is_counter_of(sentence: Sentence, unit: AmountKind, index: int) -> bool:
    """`検索5回`, `セッション時間10時間`: what counts the unit's own number."""
    if unit is Unit.SESSION_HOUR:
        return sentence.term(index, "period", "hour") is not None
    return unit is Unit.WEB_SEARCH and is_counter(sentence, index)


def _is_to(sentence: Sentence, index: int) -> bool:
    """`increase the output to 1k`."""
    piece = sentence.term(index, "link", "range")
    return piece is not None and piece.text.casefold() == "to"


def _is_year(sentence: Sentence, start: int, index: int) -> bool:
    """`in 2025`: a year, unless tokens are spoken of."""
    alone = sentence.pieces[start].text.casefold() == "in" and index == start + 1
    text = sentence.pieces[index].text
    return alone and bool(YEAR.fullmatch(text)) and not sentence.term(index + 1, "tokens")


def _remark_about(sentence: Sentence, indexes: range, number: NumberPiece) -> None:
    """`入力約1000万`: taken as said, and noted."""
    for index in indexes:
        if word := sentence.term(index, "approximately"):
            facts = {"said": f"{word.text}{number.text}", "taken": number.text}
            sentence.remarks.append(Remark("approximate", phrase("note.approximate", **facts)))


def is_counter(sentence: Sentence, index: int) -> bool:
    """Whether a Japanese counter stands at `index`: 検索1回."""
    piece = sentence.term(index, "count")
    return piece is not None and not piece.text.isascii()


def has_own_unit(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` is bound to something behind it."""
    behind = sentence.skip(index + 1, *FILLERS)
    piece = sentence.at(behind, TermPiece)
    if piece and piece.term.category == "content" and _are_counted_behind(sentence, behind):
        return False
    return piece is not None and piece.term.category in {
        "unit",
        "verb",
        "count",
        "content",
        "period",
        "frequency",
    }


def _are_counted_behind(sentence: Sentence, index: int) -> bool:
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
