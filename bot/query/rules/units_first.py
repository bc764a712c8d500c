"""Amounts whose side is named before them: "input: 10M", "入力1000万"."""

from __future__ import annotations

from bot.query.ask import AmountKind, Remark, Timed
from bot.query.model import MOST_OF_ONE, Scope
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import TOKEN_UNITS, Period, Unit

from .amounts import (
    FILLERS,
    SCOPES,
    YEAR,
    add,
    are_counted_behind,
    behind_becoming,
    has_own_unit,
    is_counter,
    is_of_times,
    is_to,
    owns_share,
    price_unit_end,
    unit_at,
)
from .nouns import counted_noun, is_plural

_PART = ("part", "part")
_MANAGED = words_that("managed_agents")
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
        idle = unit in (Unit.INPUT, Unit.OUTPUT) and not owns_share(sentence, start)
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


def _is_in_so_many(sentence: Sentence, start: int, index: int) -> bool:
    """`10M tokens in, 2M tokens out in 500 requests`: what goes in was said, and this is of it.

    `100k input tokens in 10 requests, 1k out each` says what is in all of them, perhaps.
    """
    if sentence.word(start) != "in" or counted_noun(sentence, index + 1) is None:
        return False
    kinds = {each.kind for each in sentence.said.amounts}
    if kinds == {Unit.INPUT} and sentence.amount_end == start:
        sentence.spread_over.append(start)
    return Unit.INPUT in kinds


def _is_a_task(sentence: Sentence, start: int) -> bool:
    """`which model for reasoning 10 tokens of cache writes`: what it is for, and no thinking."""
    is_for = sentence.word(start - 1) == "for" and sentence.word(start - 2) == "model"
    return is_for and sentence.was(start, "unit", "thinking")


def _is_another(sentence: Sentence, start: int, index: int) -> bool:
    """`tokens in 3,000 characters`, `in 3 languages`, `split in 3`: a number of something else."""
    number = sentence.at(index, NumberPiece)
    if _is_in_each_of(sentence, start) or _is_in_so_many(sentence, start, index):
        return True
    if _is_a_task(sentence, start):
        return True
    if sentence.word(start) in _OF_PROSE and number and number.value < _FEWEST_TOKENS:
        return True
    if number and sentence.was(start, "unit", "thinking") and sentence.term(index + 1, "count"):
        return True  # 1日思考20回
    behind = sentence.at(index + 1, WordPiece)
    if sentence.word(start) in _OF_PROSE and behind and is_plural(behind.text.casefold()):
        return True
    if sentence.term(index + 1, "content") and not are_counted_behind(sentence, index + 1):
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
    index = sentence.skip(index, *FILLERS, *SCOPES, _PART, ("particle", "also"))
    if sentence.says(index, _ONLY):  # "output is only 200", "input averages 2k"
        index = sentence.skip(index + 1, *FILLERS, ("link", "between"))
    index = _behind_brackets(sentence, behind_becoming(sentence, index))
    if sentence.mark(index, ":=") or is_to(sentence, index):
        index = sentence.skip(index + 1, *FILLERS, *SCOPES)
    index = sentence.skip(_behind_each(sentence, index), *FILLERS, *SCOPES)
    return sentence.skip(_behind_period(sentence, index), *FILLERS, *SCOPES)


_ONLY = words_that("just_so_many") | words_that("averages_so_many")


def _behind_brackets(sentence: Sentence, index: int) -> int:
    """The index behind the end of `(per call)` or `(1件あたり)`, where it stands at `index`.

    That of the number in `input (3,500 tokens)`.
    """
    if not sentence.mark(index, "("):
        return index
    end = sentence.skip(index + 1, *FILLERS, *SCOPES)
    if sentence.at(end, NumberPiece) and sentence.term(end + 1, "tokens"):
        return end if sentence.mark(end + 2, ")") else index
    if sentence.term(end, "link", "per") and sentence.term(end + 1, "count"):
        end += 2
    end = _behind_each(sentence, end)
    return end + 1 if end > index + 1 and sentence.mark(end, ")") else index


def _behind_period(sentence: Sentence, index: int) -> int:
    """The index behind the period in `入力が月1000万`, `出力は1日20万`."""
    number = sentence.at(index, NumberPiece)
    place = index + 1 if number and number.value == 1 and not number.bounds else index
    piece = sentence.term(place, "period")
    is_rate = piece and not piece.text.isascii() and (place > index or piece.text in _BY_ITSELF)
    behind = sentence.skip(place + 1, *FILLERS, *SCOPES)
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
        if unit_at(sentence, unit) is None or owns_share(sentence, unit):
            return True
        index = _behind_fillers(sentence, unit + 1)
    return False


def _is_counter_of(sentence: Sentence, unit: AmountKind, index: int) -> bool:
    """`検索5回`, `セッション時間10時間`: what counts the unit's own number."""
    if unit is Unit.SESSION_HOUR:
        return sentence.term(index, "period", "hour") is not None
    return unit is Unit.WEB_SEARCH and is_counter(sentence, index)


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
