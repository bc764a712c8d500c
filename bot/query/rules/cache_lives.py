"""How long a cache lives: `5-minute cache`, `1h TTL`; and what is taken for cached.

ttl      = "ttl" [":"] lifetime | lifetime "ttl"
lifetime = "5 minutes" | "1h" | "1-hour"; "5m" beside "cache", "ttl" or another number
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.ask import Caching
from bot.query.model import Bounds
from bot.query.pieces import NumberPiece, PercentPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Ttl, Unit

from . import showing
from .amounts import has_own_unit

FILLERS = (
    ("link", "of"),
    ("tokens", "tokens"),
    ("unit", "input"),
    ("approximately", "about"),
    ("unit", "prompt_size"),
    ("unit", "prefix"),
)
LIFETIMES = {Decimal(5): Unit.CACHE_WRITE_5M, Decimal(60): Unit.CACHE_WRITE_1H}
_MINUTES = {"minute": 1, "hour": 60}


def skip_fillers(sentence: Sentence, index: int) -> int:
    """The index behind what stands between a word for caching and its number."""
    behind = sentence.skip(index, ("tokens", "tokens"))
    index = behind if sentence.mark(behind, "(") else index  # "2M cache write tokens (5m)"
    if sentence.mark(index, ",(") and lifetime_at(sentence, index + 1)[0]:
        return index + 1
    number = sentence.at(index + 1, NumberPiece)
    if number and may_be_lifetime(number) and sentence.mark(index, "("):
        return index + 1 if sentence.mark(index + 2, ")") else index  # "2M cache writes (5m)"
    index = sentence.skip(index, ("link", "of"), ("tokens", "tokens"), ("approximately", "about"))
    return index + 1 if sentence.mark(index, ":=") else index


def lifetime_at(sentence: Sentence, index: int) -> tuple[Unit | None, int]:
    """The cache lifetime said at `index` and the index behind it: `1h`, `5-minute`."""
    number = sentence.at(index, NumberPiece)
    unit = index + 2 if sentence.mark(index + 1, "-") else index + 1
    period = sentence.term(unit, "period", *_MINUTES)
    if number is None or period is None or number.bounds:
        return None, index
    lifetime = LIFETIMES.get(number.value * _MINUTES[period.term.value])
    return lifetime, unit + 1 if lifetime else index


def amount_behind(sentence: Sentence, index: int) -> NumberPiece | None:
    """The number at `index` that a word before it counts: no lifetime, and of no unit behind it."""
    number = sentence.at(index, NumberPiece)
    if number is None or lifetime_at(sentence, index)[0]:
        return None
    is_long = number.value > MOST_OF_TIME and sentence.term(index + 1, "period")  # 4,500 年額は
    return number if is_long or not has_own_unit(sentence, index) else None


def kept_for(sentence: Sentence, start: int, index: int) -> bool:
    """`cache the system prompt [for an hour]`: how long its entries live, and no period of work.

    Args:
        sentence: all of it.
        start: where "for" stands.
        index: the number behind it, or the period where there is none.
    """
    if sentence.word(start) != "for" or not _is_about_a_cache(sentence, start):
        return False
    if sentence.was(start - 1, "period"):  # "10 a second for 2 minutes" is how long there is work
        return False
    if not sentence.term(index + 1, "period", *_MINUTES, "day"):  # no cache lives for months
        return False
    lives, _ = lifetime_at(sentence, index)
    if sentence.word(index) in _ONE and sentence.term(index + 1, "period", "hour"):
        lives = Unit.CACHE_WRITE_1H
    if lives is None:
        sentence.ask(start, index + 2, "ask.ttl")
        return True
    live(sentence, lives)
    sentence.take(range(start, index + 2), _HEARD[lives])
    return True


_ONE = frozenset({"a", "an", "the", "one"})


def _is_about_a_cache(sentence: Sentence, index: int) -> bool:
    """Whether the clause that ends at `index` speaks of caching, and of nothing that is counted."""
    while index > 0 and not sentence.mark(index - 1, ",;.()、。"):
        index -= 1
        if sentence.was(index, "caching", "cached"):
            is_share = index > 0 and isinstance(sentence.pieces[index - 1], PercentPiece)
            return not is_share  # "80% cached for 2 minutes"
        if sentence.was(index, "count") or sentence.was(index, "scope"):
            return False
    return False


def may_be_lifetime(number: NumberPiece) -> bool:
    """Whether `5m` or `1h` may be meant: 5 million otherwise."""
    return number.minutes in LIFETIMES


def share_is_bound(sentence: Sentence, index: int) -> bool:
    """Whether the percentage at `index` belongs to what follows it: `cached, 15% off`."""
    behind = sentence.skip(index + 1, *FILLERS)
    return any(sentence.term(behind, category) for category in ("off", "discount", "caching"))


def is_time(sentence: Sentence, index: int) -> bool:
    """Whether so many minutes or hours stand at `index`: no cache lives 24 hours."""
    number = sentence.at(index, NumberPiece)
    return number is not None and sentence.term(index + 1, "period", *_MINUTES, "day") is not None


MOST_OF_TIME = 500
"""More hours, days or years than anybody says."""


def lifetime(sentence: Sentence) -> bool:
    """`1h cache`, `5m caching`, `ttl: 1h`: how long the cache lives; what is cached stays open."""
    start = sentence.place
    said, index = lifetime_at(sentence, start)
    number = sentence.at(start, NumberPiece)
    if number and not said and may_be_lifetime(number):
        said, index = LIFETIMES[number.minutes or Decimal(0)], start + 1
    if said and sentence.term(index, "caching", "lifetime"):
        live(sentence, said)
        sentence.take(range(start, index + 1), _HEARD[said])
        return True
    if said and names_a_cache(sentence, index):
        live(sentence, said)
        _add_cache(sentence, start, index)
        return True
    if said and _stands_behind_a_cache(sentence, start, index):
        live(sentence, said)
        sentence.take(range(start, index), _HEARD[said])
        return True
    if sentence.term(start, "caching", "lifetime"):
        said, end = lifetime_at(sentence, skip_fillers(sentence, start + 1))
        if said:
            live(sentence, said)
            sentence.take(range(start, end), _HEARD[said])
            return True
        if is_time(sentence, end):
            sentence.ask(start, end + 2, "ask.ttl")
            return True
    return False


def _stands_behind_a_cache(sentence: Sentence, start: int, end: int) -> bool:
    """`キャッシュ([5分])`, `cached ([1 hour])`: by itself in brackets."""
    is_alone = sentence.mark(start - 1, "(") and sentence.mark(end, ")")
    return bool(is_alone) and sentence.was(start - 2, "caching")


def lifetimes(sentence: Sentence) -> bool:
    """`5 minutes or 1 hour`, `5m vs 1h`, `5分と1時間`: which of both is the better one?"""
    start = sentence.place
    first, second, end = _two_at(sentence, start)
    if second is None:
        return False
    live(sentence, first)
    live(sentence, second)
    sentence.take(range(start, end), "a cache that lives 5 minutes, or 1 hour")
    return True


def are_two(sentence: Sentence, index: int) -> bool:
    """Whether both lives of a cache stand at `index`: the `5 minute or the 1 hour cache`."""
    return _two_at(sentence, index)[1] is not None


def _two_at(sentence: Sentence, start: int) -> tuple[Unit | None, Unit | None, int]:
    """Two lives at `start`, where caching is spoken of, and the index behind them."""
    first, index = life_at(sentence, start)
    if first is None:
        return None, None, start
    second, end = life_at(sentence, _behind_or(sentence, index))
    if second in {None, first} or not _speaks_of_caching(sentence):
        return None, None, start
    return first, second, end


def _speaks_of_caching(sentence: Sentence) -> bool:
    return sentence.holds("caching") or sentence.holds("unit", "prefix")


def life_at(sentence: Sentence, index: int) -> tuple[Unit | None, int]:
    """The lifetime at `index`, `5m` included, with its "cache", and the index behind it."""
    said, end = lifetime_at(sentence, index)
    number = sentence.at(index, NumberPiece)
    if number and not said and may_be_lifetime(number):
        said, end = LIFETIMES[number.minutes or Decimal(0)], index + 1
    if said is None:
        return None, index
    end = sentence.skip(end, ("link", "of"))
    named = sentence.term(end, "caching", "cached", "lifetime") or sentence.term(end, "unit")
    return said, end + 1 if named else end


def _behind_or(sentence: Sentence, index: int) -> int:
    """The index behind "or", "vs" and the like."""
    while sentence.term(index, "several", "versus") or sentence.term(index, "link", "and"):
        index += 1
    index = index + 1 if sentence.mark(index, "/,、") else index
    return index + 1 if sentence.word(index) in _THE else index


_THE = frozenset({"a", "the"})


def _add_cache(sentence: Sentence, start: int, index: int) -> None:
    """Take the cache at `index`, with the share that is said behind it: `1時間キャッシュ8割`."""
    place = skip_fillers(sentence, index + 1)
    percent = sentence.at(place, PercentPiece)
    if percent is None or share_is_bound(sentence, place):
        add(sentence, range(start, index + 1))
    else:
        add(sentence, range(start, place + 1), percent.share, bounds=percent.bounds)


def live(sentence: Sentence, said: Unit | None) -> None:
    """Remember how long the cache lives, where it was said."""
    if said:
        sentence.said.ttls.add(_TTLS[said])


_TTLS = {each.write: each for each in Ttl}
_HEARD = {
    Unit.CACHE_WRITE_5M: "a cache that lives 5 minutes",
    Unit.CACHE_WRITE_1H: "a cache that lives 1 hour",
}
_CACHE_ITSELF = tuple(words_that("cache_itself"))


def names_a_cache(sentence: Sentence, index: int) -> bool:
    """`5m cache` is a lifetime; `5m cached` could be tokens."""
    piece = sentence.term(index, "caching", "cached")
    return piece is not None and piece.text.casefold().endswith(_CACHE_ITSELF)


def add(
    sentence: Sentence,
    indexes: range | list[int],
    share: Decimal | None = None,
    tokens: Decimal | None = None,
    bounds: Bounds | None = None,
) -> None:
    """Take `indexes` as what is cached: a share, so many tokens, or all of the input."""
    span = sentence.span(indexes[0], indexes[-1] + 1)
    sentence.said.caching.append(Caching(span, share, tokens, bounds))
    sentence.terms.append((indexes[0], f"cached {share} {tokens}"))
    if tokens is not None:
        sentence.take(indexes, f"{tokens:,f} input tokens read from the cache")
    elif share is not None:
        sentence.take(indexes, f"{showing.percent(share, bounds)} of input read from the cache")
    else:
        sentence.take(indexes, "all input read from the cache")
