"""Caching of all of the input, of so many tokens of it, or of none.

part    = NUMBER {filler} cached ["input"] | cached {filler} NUMBER
without = ("no" | "without" ...) cached | "uncached"
cached  = [lifetime] cached ["for" lifetime]      every input token is a cache read
arrival = "at random" | "evenly spaced"
"""

from __future__ import annotations

from bot.query.ask import Caching
from bot.query.model import ONE
from bot.query.pieces import NumberPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Arrivals, Unit

from . import showing
from .amounts import is_of_times
from .cache_lives import (
    FILLERS,
    add,
    amount_behind,
    is_time,
    lifetime_at,
    live,
    may_be_lifetime,
    skip_fillers,
)
from .cached_shares import BEFORE, BEFORE_A_PART
from .nouns import counted_noun


def uncached_amount(sentence: Sentence) -> bool:
    """`10M uncached tokens`, `10M non-cached in`: input beside what is cached."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    index = sentence.skip(start + 1, ("tokens", "tokens"))
    if sentence.pieces[index : index + 1] and sentence.pieces[index].text.casefold() == "non":
        index = index + 2 if sentence.mark(index + 1, "-") else index + 1
        named = sentence.term(index, "caching", "cached")
    else:
        named = sentence.term(index, "caching", "uncached")
    if named is None:
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"), ("unit", "input"))
    if counted_noun(sentence, end) is not None:
        return False
    said = f"{showing.number(number.value, number.bounds)} input tokens that are not cached"
    sentence.said.fresh = True
    sentence.add(Unit.INPUT, number, range(start, end), said)
    return True


def part_cached(sentence: Sentence) -> bool:
    """`8M of it cached`, `8M cached input tokens`, `310M of which were cache reads`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if _of_a_number(sentence, start, number):
        return True
    index = sentence.skip(start + 1, ("link", "of"), ("tokens", "tokens"), ("part", "part"))
    of_it = sentence.term(start + 1, "part", "part") and sentence.term(start + 2, "unit", "input")
    if of_it or sentence.term(start + 1, "link", "of"):  # "2M of the input is cached"
        index = sentence.skip(start + 1, *FILLERS, ("part", "part"))
    opening = start - 2 if sentence.was(start - 1, "approximately") else start - 1
    if sentence.mark(opening, "(") and sentence.mark(
        index, ")"
    ):  # FAQ（約25kトークン）をキャッシュ
        index = sentence.skip(index + 1, ("link", "of"))
    names_prefix = any(sentence.term(each, "unit", "prefix") for each in range(start, index))
    of_which = sentence.term(start + 1, "part", "part") and sentence.term(index, *_READS)
    if names_prefix or not (of_which or sentence.term(index, "caching", "cached")):
        return False
    end = sentence.skip(index + 1, ("unit", "input"), ("tokens", "tokens"))
    if counted_noun(sentence, end) is not None:
        return False
    if sentence.term(end, "unit", "output") and not sentence.at(end + 1, NumberPiece):
        sentence.ask(start, end + 1, "ask.part")  # "1M cached out": output is never cached
        return True
    _add_part(sentence, number, range(start, end))
    return True


_READS = ("unit", "cache_read")


def _of_a_number(sentence: Sentence, start: int, number: NumberPiece) -> bool:
    """`[6k of the] 8k input tokens are [cached]`: the whole is read in its turn.

    Of `8k in, [6k of the 8k cached]` it was read before.
    """
    whole = start + 2 if sentence.word(start + 2) not in BEFORE else start + 3
    unit = sentence.skip(whole + 1, ("tokens", "tokens"))
    if not (sentence.term(start + 1, "link", "of") and sentence.at(whole, NumberPiece)):
        return False
    again = _is_the_input(sentence, whole)
    named = again or sentence.term(unit, "unit", "input")
    cached = sentence.skip(unit, ("unit", "input"), ("link", "of"), ("tokens", "tokens"))
    if not (named and sentence.term(cached, "caching", "cached")):
        return False
    if number.bounds or number.value <= _MOST_OF_ANYTHING:
        return False
    said = f"{showing.number(number.value, None)} input tokens read from the cache"
    sentence.said.caching.append(Caching(number.span, None, number.value))
    sentence.take(range(start, cached + 1) if again else [start, start + 1, cached], said)
    return True


_MOST_OF_ANYTHING = 16


def _is_the_input(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` is as large as the input that was said before."""
    number = sentence.pieces[index]
    return any(
        each.kind is Unit.INPUT and each.quantity == number.value and not each.bounds
        for each in sentence.said.amounts
        if isinstance(number, NumberPiece)
    )


def _add_part(sentence: Sentence, number: NumberPiece, indexes: range) -> None:
    """So many tokens cached, unless the number could as well be a lifetime or a share.

    A few of anything are no tokens, unless one says so: `3 cache breakpoints`.
    """
    tokens = any(sentence.was(each, "tokens") for each in indexes)
    if number.value <= (ONE if tokens else _MOST_OF_ANYTHING) or number.bounds:
        sentence.ask(indexes[0], indexes[-1] + 1, "ask.cached_share")
    elif may_be_lifetime(number):
        sentence.ask(indexes[0], indexes[-1] + 1, "ask.minutes", number=number.text)
    elif is_of_times(sentence, number, indexes):
        sentence.ask(indexes[0], indexes[-1] + 1, "ask.caching_how_much")
    else:
        add(sentence, indexes, tokens=number.value)


def cached_part(sentence: Sentence) -> bool:
    """`cached 8M`, `cached: 8M tokens`, `caching on the first 50k of it`."""
    start = sentence.place
    if not sentence.term(start, "caching", "cached"):
        return False
    index = _behind_input(sentence, start + 1) or skip_fillers(sentence, start + 1)
    while sentence.says(index, BEFORE_A_PART) or _is_of_the_input(sentence, index):
        index = sentence.skip(index + 1, ("link", "of"))
    number = amount_behind(sentence, index)
    if number is None:
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
    if sentence.term(end, "cache_verb"):
        return False
    if sentence.mark(index + 1, "/") or counted_noun(sentence, index + 1) is not None:
        return False
    _add_part(sentence, number, range(start, sentence.skip(index + 1, ("tokens", "tokens"))))
    return True


def _behind_input(sentence: Sentence, index: int) -> int | None:
    """The index of the number in `cached input [45M]`; not in `non-cached input: 5M`."""
    if not sentence.term(index, "unit", "input") or sentence.word(index - 2) in _BEFORE_NO_CACHE:
        return None
    behind = skip_fillers(sentence, index + 1)
    return behind if sentence.at(behind, NumberPiece) else None


_BEFORE_NO_CACHE = frozenset("-") | {"non", "not"}


def left_aside(sentence: Sentence) -> bool:
    """`ignoring caching for now`, `caching aside`: what is asked for is the cost without it."""
    start = sentence.place
    is_before = sentence.word(start) in _LEAVES_ASIDE
    lever = start + 1 if is_before else start
    if not sentence.term(lever, "caching", "cached"):
        return False
    end = lever + 1
    if not (is_before or sentence.word(end) == _ASIDE):
        return False
    if sentence.at(end, NumberPiece) or sentence.term(end, "unit") or sentence.term(end, "tokens"):
        return False
    sentence.said.uncached = True
    sentence.take(range(start, end if is_before else end + 1), "without caching")
    return True


_LEAVES_ASIDE, _ASIDE = words_that("leaves_out"), "aside"


def _is_of_the_input(sentence: Sentence, index: int) -> bool:
    """`キャッシュが効くのは[入力のうち]3k`."""
    index = index if sentence.term(index, "part", "part") else index + 1
    return bool(sentence.term(index, "part", "part")) and not sentence.was(
        index - 1, "unit", "output"
    )


def uncached(sentence: Sentence) -> bool:
    """`uncached`; a negation before "cached" is a rule of its own."""
    if not sentence.term(sentence.place, "caching", "uncached"):
        return False
    sentence.said.uncached = True
    sentence.take([sentence.place], "without caching")
    return True


def arrivals(sentence: Sentence) -> bool:
    """`at random`, `evenly spaced`: when requests come decides how many find the cache alive."""
    said = Arrivals(sentence.here(TermPiece).term.value)
    sentence.said.arrivals.add(said)
    sentence.take([sentence.place], _ARRIVING[said])
    return True


_ARRIVING = {
    Arrivals.EVEN: "requests that come evenly spaced",
    Arrivals.RANDOM: "requests that come at random",
}


def cached(sentence: Sentence) -> bool:
    """`cached`, `with caching`, `cached for 1 hour`."""
    start = sentence.place
    if not sentence.term(start, "caching", "cached", "hit_rate"):
        return False
    index = sentence.skip(start + 1, ("link", "of"))
    said, end = lifetime_at(sentence, index)
    if said is None and index > start + 1 and is_time(sentence, index):
        sentence.ask(start, index + 2, "ask.ttl")
        return True
    if sentence.word(index) in _SET_APART or sentence.word(index - 1) in _SET_APART:
        sentence.ask(start, index, "ask.unused")  # キャッシュは別途
        return True
    live(sentence, said)
    end = sentence.skip(end, ("caching", "lifetime"))  # "cached with 1 hour TTL"
    add(sentence, range(start, end if said else start + 1))
    return True


_SET_APART = words_that("sets_caching_apart")
