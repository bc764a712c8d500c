"""What is written to the cache, and which side of it is meant: `200k cache writes (1h)`.

writes = {NUMBER | lifetime} "cache writes" {[":" | "of"] (NUMBER | lifetime) ["tokens"]}
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.query.ask import Caching
from bot.query.pieces import NumberPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Ttl, Unit

from . import showing
from .amounts import has_own_unit, is_in_brackets, is_of_times, is_part
from .cache_lives import (
    FILLERS,
    LIFETIMES,
    amount_behind,
    lifetime_at,
    live,
    may_be_lifetime,
    names_a_cache,
    skip_fillers,
)
from .nouns import counted_noun

_WRITES = {
    Unit.CACHE_WRITE_5M: "tokens written to the 5-minute cache",
    Unit.CACHE_WRITE_1H: "tokens written to the 1-hour cache",
}


def writes(sentence: Sentence) -> bool:
    """`50k cache writes`, `cache write 344139 tokens 1h`, `50k 1h cache writes`."""
    start = sentence.place
    index, numbers, lifetimes = _numbers_and_lifetimes(sentence, start, most=2)
    if not sentence.term(index, "unit", "cache_write"):
        return False
    wanted = 2 - len(numbers) - len(lifetimes)
    end, more, later = _numbers_and_lifetimes(sentence, index + 1, most=wanted)
    end = end + 1 if later and names_a_cache(sentence, end) else end
    numbers, lifetimes = numbers + more, lifetimes + later
    if len(numbers) == 2:  # noqa: PLR2004 - "5m cache writes: 50k"
        numbers, lifetimes = _lifetime_among(numbers, lifetimes)
    if len(numbers) != 1 or len(lifetimes) > 1 or may_be_lifetime(numbers[0]):
        sentence.ask(start, end, "ask.write_amount")
        return True
    unit = lifetimes[0] if lifetimes else Unit.CACHE_WRITE_5M
    if is_part(sentence, start, end) or is_in_brackets(sentence, unit, range(start, end)):
        sentence.ask(start, end, "ask.part")
        return True
    if is_of_times(sentence, numbers[0], range(start, end)):
        sentence.ask(start, end, "ask.write_amount")
        return True
    if not lifetimes:
        sentence.open_writes.append(len(sentence.said.amounts))
    (number,) = numbers
    said = f"{showing.number(number.value, number.bounds)} {_WRITES[unit]}"
    sentence.add(unit, number, range(start, end), said)
    return True


def side(sentence: Sentence) -> bool:
    """`読み込み9000万` beside `キャッシュ書き込み500万`: of the cache as well."""
    start = sentence.place
    term = sentence.here(TermPiece).term
    if not _counts_what_is_cached(sentence):
        return False
    index = skip_fillers(sentence, start + 1)
    number = amount_behind(sentence, index)
    if number is None:
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    said = f"{showing.number(number.value, number.bounds)} {_SIDES[term.value]}"
    sentence.add(Unit(term.value), number, range(start, end), said)
    return True


def _counts_what_is_cached(sentence: Sentence) -> bool:
    """Whether a number of reads or writes stands anywhere; not so of `90%はキャッシュ読み取り`."""
    for place in range(len(sentence.pieces)):
        if sentence.was(place, "unit", *_OF_A_CACHE):
            before = sentence.skip_back(place - 1, "tokens", "link")
            behind = sentence.pieces[_behind_fillers(sentence, place + 1) :][:1]
            if isinstance(before, NumberPiece) or any(isinstance(e, NumberPiece) for e in behind):
                return True
    return False


def _behind_fillers(sentence: Sentence, index: int) -> int:
    """The index of the 80万 in `書き込み[が]80万`, `書き込み[：]80万`, taken or not."""
    while any(sentence.was(index, *each) for each in _TIES) or sentence.mark(index, ":="):
        index += 1
    return index


_TIES = (*FILLERS, ("particle",))


_OF_A_CACHE = ("cache_read", "cache_write")
_SIDES = {
    "cache_read": "tokens read from the cache",
    "cache_write_5m": _WRITES[Unit.CACHE_WRITE_5M],
}


def written(sentence: Sentence) -> bool:
    """`1時間キャッシュに80万トークンを書き込む`: the cache stands before, with its life."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    index = sentence.skip(start + 1, ("link", "of"), ("tokens", "tokens"))
    said = sentence.said
    if not sentence.term(index, "cache_verb") or not said.caching:
        return False
    before = said.caching[-1]
    if not before.is_open or len(said.ttls) > 1 or not _leads_to(sentence, start):
        return False
    said.caching.pop()
    unit = _WRITTEN[said.ttls.pop()] if said.ttls else Unit.CACHE_WRITE_5M
    shown = f"{showing.number(number.value, number.bounds)} {_WRITES[unit]}"
    sentence.add(unit, number, range(start, index + 1), shown)
    return True


def into_a_cache(sentence: Sentence) -> bool:
    """`write 60k tokens to the 1-hour cache`, `60k tokens written to the cache`."""
    start = sentence.place
    index = sentence.skip(start + 1, ("tokens", "tokens"))
    is_written = sentence.word(start - 1) in _WRITE
    if not is_written and sentence.says(index, _WAS_WRITTEN):
        is_written, index = True, index + 1
    if not is_written or not sentence.says(index, _TO):
        return False
    index = index + 1 if sentence.says(index + 1, _ARTICLES) else index
    lifetime, end = lifetime_at(sentence, index + 1)
    cache = sentence.term(end, "caching", "cached")
    number = sentence.here(NumberPiece)
    if cache is None or cache.text.casefold() != _CACHE or may_be_lifetime(number):
        return False
    if is_of_times(sentence, number, range(start, index)):
        return False
    is_once = not _ONCE.isdisjoint(sentence.words) and sentence.holds("count")
    if not is_once and _is_beside_requests(sentence, start, end):
        return False  # of each of them, or once for all?
    if is_once:  # "once, read it 50 times"
        unit = Unit.INPUT
        sentence.said.caching.append(Caching(sentence.span(start, end + 1)))
        live(sentence, lifetime)
    else:
        unit = lifetime or Unit.CACHE_WRITE_5M
        sentence.open_writes += [len(sentence.said.amounts)] * (lifetime is None)
    said = f"{showing.number(number.value, number.bounds)} {_WRITES.get(unit, 'input tokens')}"
    sentence.add(unit, number, range(start, end + 1), said)
    return True


def _is_beside_requests(sentence: Sentence, start: int, end: int) -> bool:
    """Whether requests are counted as well, and what is written is not said to be of each."""
    if sentence.term(end + 1, "scope", "each"):
        return False
    others = [each for each in range(len(sentence.pieces)) if not start <= each <= end]
    return any(sentence.was(each, "period") or _is_count(sentence, each) for each in others)


def _is_count(sentence: Sentence, index: int) -> bool:
    is_number = isinstance(sentence.pieces[index], NumberPiece)
    return is_number and counted_noun(sentence, index + 1) is not None


_WRITE, _WAS_WRITTEN = words_that("writes_to_a_cache"), words_that("was_written_to_a_cache")
_TO, _CACHE = frozenset({"to", "to the", "into", "into the"}), "cache"
_ARTICLES = frozenset({"the", "a", "our"})
_ONCE = words_that("written_once")


def _leads_to(sentence: Sentence, index: int) -> bool:
    """Whether "キャッシュに" stands right before `index`."""
    return sentence.was(index - 1, "particle", "at") and sentence.was(index - 2, "caching")


_WRITTEN = {each: each.write for each in Ttl}


def _numbers_and_lifetimes(
    sentence: Sentence, index: int, most: int
) -> tuple[int, list[NumberPiece], list[Unit]]:
    """Up to `most` numbers and lifetimes in a row, and the index behind them."""
    numbers: list[NumberPiece] = []
    lifetimes: list[Unit] = []
    end = index
    while len(numbers) + len(lifetimes) < most:
        index = skip_fillers(sentence, index)
        lifetime, behind = lifetime_at(sentence, index)
        if lifetime:
            lifetimes.append(lifetime)
            behind = sentence.skip(behind, ("caching", "lifetime"))
        elif (number := sentence.at(index, NumberPiece)) and not _is_bound(sentence, index):
            numbers.append(number)
            behind = index + 1
        else:
            break
        behind = behind + 1 if sentence.mark(behind, ")") else behind
        index = end = sentence.skip(behind, ("tokens", "tokens"), ("link", "of"))
    return end, numbers, lifetimes


def _is_bound(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` counts something else than cache writes."""
    if sentence.unit_first:
        return False
    behind = sentence.skip(index + 1, ("link", "of"), ("tokens", "tokens"))
    return has_own_unit(sentence, index) and not sentence.term(behind, "unit", "cache_write")


def _lifetime_among(
    numbers: list[NumberPiece], lifetimes: list[Unit]
) -> tuple[list[NumberPiece], list[Unit]]:
    """Of two numbers, the one that can be a lifetime is one; both where either could be."""
    could = [each for each in numbers if may_be_lifetime(each)]
    if len({each.minutes for each in could}) != 1:
        return numbers, lifetimes
    rest = [each for each in numbers if each is not could[0]]
    return rest, [*lifetimes, LIFETIMES[could[0].minutes or Decimal(0)]]


def settle_writes(sentence: Sentence) -> None:
    """`2M cache writes, ... ttl 1h`: the life of a cache that is said anywhere is theirs."""
    said = sentence.said
    if len(said.ttls) != 1 or not sentence.open_writes:
        return
    (ttl,) = said.ttls
    for place in sentence.open_writes:
        said.amounts[place] = replace(said.amounts[place], kind=ttl.write)
    said.ttls.clear()
