"""Whether, and when, caching pays off: for requests that share a prefix, or for any.

    50k system prompt, one call every 7 minutes, cache or not?
    calls arrive at random, 10 an hour, 40k prefix
    what hit rate do I need on opus 5.5

What is cached is the prefix; where none was said, all of the input is taken as the same in each
request. How long the cache lives is what is asked, so that any life said is one of the choices.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from pricing import Arrivals, Lever, Period, Ttl, Unit, Usage, period_ratio

from .ask import Amount, Ask, Caching
from .asked import with_few_ranges
from .errors import NeedsMore
from .model import MOST_OF_ONE, BreakEvenQuery, Currency, Group, Prefix, Work
from .phrase import phrase
from .reading import Span
from .roles import words_that
from .suggesting import with_amounts
from .topics import asks_whether_to_cache
from .work import work_of

_WHOLE = (Unit.INPUT, "prompt_size")
_NOWHERE = Span(0, 0)


def is_asked(ask: Ask) -> bool:
    """Whether `ask` is about caching work or not, and not about what that costs.

    Requests that come at random matter for nothing else.
    """
    if ask.limits or ask.parts or ask.shares or ask.pasted or "every_lever" in ask.intents:
        return False
    if any(each.share is not None for each in ask.caching) or _asks_what_is_saved(ask):
        return False
    has_prefix = any(each.kind == "prefix" for each in ask.amounts)
    if "break_even" in ask.intents:
        return bool(has_prefix or ask.times or _counted(ask) or _is_one_prompt(ask))
    if has_prefix and Arrivals.RANDOM in ask.arrivals and not (ask.caching or ask.against):
        return True
    cached = ask.caching or ask.uncached or ask.ttls or _is_open(ask)
    known = has_prefix or (cached and (ask.times or _is_one_prompt(ask)))
    if not known:
        return False
    saves_rarely = has_prefix and Lever.CACHED in ask.saved and _outlives_a_cache(ask) is True
    if saves_rarely or asks_whether_to_cache(ask.source) or (ask.times and _is_between_lives(ask)):
        return True
    clauses = f", {ask.source.casefold()}"
    return any(map(clauses.__contains__, _CACHE))


def refuse_to_match(ask: Ask) -> None:
    """Refuse `the hit rate at which opus is as cheap as sonnet`: no share pays off in that sense.

    Raises:
        NeedsMore: a share is asked for that makes one model as cheap as another.
    """
    said = ask.source.casefold()
    is_asked = len(ask.models) > 1 and any(map(said.__contains__, _HIT_RATE))
    is_said = any(each.share is not None for each in ask.caching)
    if is_asked and not is_said and any(map(said.__contains__, _MATCHES)):
        raise NeedsMore(phrase("ask.share_to_match"))


_HIT_RATE, _MATCHES = words_that("asks_a_hit_rate"), words_that("makes_as_cheap")


def _asks_what_is_saved(ask: Ask) -> bool:
    """`500 requests a day, how much does caching save`: so much, and not which cache does.

    Where they come less often than a cache of 5 minutes lives, that is the better answer.
    """
    source = ask.source.casefold()
    if not ask.saved or "break_even" in ask.intents or not any(map(source.__contains__, _HOW_MUCH)):
        return False
    return _outlives_a_cache(ask) is False


def _outlives_a_cache(ask: Ask) -> bool | None:
    """Whether a cache of 5 minutes is gone by the next request; None where that is not plain."""
    rates = [each for each in ask.times if each.binds == "requests" and not each.over]
    if len(rates) != 1 or len(ask.counts) != 1 or ask.schedules or ask.arrivals:
        return None
    (rate,), (count,) = rates, ask.counts
    above, below = period_ratio(rate.period, Period.DAY)
    fewest, most = count.bounds or (count.number, count.number)
    rarely, often = (each * above <= _GAPS_OF_A_DAY * below * rate.every for each in (most, fewest))
    return rarely if rarely is often else None


_GAPS_OF_A_DAY = 24 * 60 // 5
"""Of 5 minutes."""


_HOW_MUCH = tuple(words_that("asks_how_much_is_saved"))


def _is_open(ask: Ask) -> bool:
    """`cache or not`: one of the two is looked for, and no table of both, as of "cached vs not"."""
    if ask.against is None or not _CACHED_OR_NOT.issuperset(ask.against.levers):
        return False
    if _is_between_lives(ask):  # one of the two is looked for
        return True
    return not _OR.isdisjoint(ask.quoted(ask.against.span).casefold().split())


def _is_between_lives(ask: Ask) -> bool:
    """`1h cache vs 5m cache [vs none]`: reads cost the same: it is how often each is written."""
    return ask.against is not None and _LIVES_APART <= set(ask.against.levers) <= _CACHED_OR_NOT


_LIVES_APART = frozenset({Lever.CACHED, Lever.CACHE_1H})
_CACHED_OR_NOT = frozenset({Lever.STANDARD, Lever.CACHED, Lever.CACHE_1H})
_OR = words_that("either_of_levers")


def asked_plainly(ask: Ask) -> Ask:
    """`ask` without what only says that it is open how work is cached: "with or without"."""
    return replace(
        ask,
        troubles=tuple(each for each in ask.troubles if each.message.key != "ask.with_or_without"),
        negations=ask.negations if Arrivals.EVEN in ask.arrivals else (),
        unused=tuple(each for each in ask.unused if ask.quoted(each).casefold() not in _LIVES),
    )


_CACHE = tuple(words_that("cache_asked_in_a_clause"))
_LIVES = words_that("life_of_a_cache")


def _is_one_prompt(ask: Ask) -> bool:
    """Whether all that is said is how large a prompt is, and not so much input in all."""
    if len(ask.amounts) != 1 or ask.counts:
        return False
    (said,) = ask.amounts
    return said.kind in _WHOLE and said.quantity <= MOST_OF_ONE


def _counted(ask: Ask) -> bool:
    return any(each.tokens is not None for each in ask.caching)


def break_even_of(ask: Ask, day: date | None, currency: Currency | None) -> BreakEvenQuery:
    """The question that `ask` is.

    Raises:
        NeedsMore: how large the prefix is, or how often the requests come, is missing.
    """
    ask = _with_prefix(ask)
    models = ask.models or (Group("current"),)
    if not (ask.counts or ask.times):
        (tokens,) = (each.quantity for each in ask.amounts if each.kind == "prefix")
        alone = Work(Usage(input=tokens), prefix=Prefix(tokens))
        return BreakEvenQuery(models, day, replace(alone, modifiers=ask.modifiers), currency)
    work = with_few_ranges(work_of(ask))
    return BreakEvenQuery(models, day, any_life(work), currency)


def any_life(work: Work) -> Work:
    """`work` without the life of the cache that was said: each is a choice."""
    return replace(work, prefix=work.prefix and work.prefix._replace(ttl=Ttl.FIVE_MINUTES))


def _with_prefix(ask: Ask) -> Ask:
    """`ask` with what every request begins with, all of which is to be cached."""
    if Arrivals.EVEN in ask.arrivals and ask.negations:
        span = ask.negations[0]
        raise NeedsMore(phrase("ask.loose_negation", said=ask.quoted(span)), span)
    return replace(
        ask,
        amounts=_amounts(ask),
        caching=(Caching(_NOWHERE),),
        ttls=frozenset(),
        uncached=False,
        negations=(),
    )


def _amounts(ask: Ask) -> tuple[Amount, ...]:
    """The amounts, one of which is the prefix: as said, what is cached, or the whole input."""
    if any(each.kind == "prefix" for each in ask.amounts):
        return ask.amounts
    for each in ask.caching:
        if each.tokens is not None:
            return (*ask.amounts, Amount("prefix", each.tokens, each.span))
    whole = [each for each in ask.amounts if each.kind in _WHOLE]
    if len(whole) != 1:
        raise NeedsMore(phrase("ask.prefix_size"), None, (with_amounts(ask, "prefix"),))
    return tuple(replace(each, kind="prefix") if each in whole else each for each in ask.amounts)
