"""The work that was said: amounts, requests, caching, periods - or what is missing of it."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from pricing import Arrivals, Lever, Modifier, Period, Ttl, Unit, Usage, exactly, period_ratio

from .ask import CASES, GENERIC, Amount, Ask, Caching, Count
from .beside import is_on_top
from .errors import NeedsMore, NotUnderstood
from .model import (
    HALF,
    MOST_OF_ONE,
    NINE_TENTHS,
    OFF,
    ONE,
    PREFIX,
    REQUESTS,
    SCHEDULED,
    WITHIN,
    Bounds,
    Counted,
    Images,
    PartOfPrompt,
    Prefix,
    Scope,
    Text,
    Varied,
    Work,
    product,
)
from .own_period import in_period_of_amounts
from .patterns import Pattern
from .phrase import phrase
from .roles import longest_first, words_that
from .rules.nouns import COUNTERS, plural, singular
from .suggesting import with_amounts
from .timing import Timing, timing
from .turns import refuse_amounts_of_a_turn

T = TypeVar("T")


def work_of(ask: Ask) -> Work:
    """The work that `ask` says.

    Raises:
        NeedsMore: something is missing, or said twice.
        NotUnderstood: there are no requests at all.
    """
    if ask.pasted:
        return _of_pasted(ask)
    refuse_amounts_of_a_turn(ask)
    ask = in_period_of_amounts(_of_one_prompt(ask))
    ask, time = _in_all_periods(ask, timing(ask))
    requests, scope = _requests(ask, time)
    usage, prompt_tokens = _usage(ask)
    _refuse_uncounted(ask)
    if not any((usage.prompt, usage.output, usage.web_search, usage.session_hour, ask.contents)):
        _ask_for_tokens(ask)
    _refuse_text_beside_input(ask)
    if requests and scope is Scope.UNMARKED:
        _refuse_many_searches(ask)
    fresh = usage.input
    prefix, usage = _prefix(ask, usage, time)
    ttl = only(tuple(ask.ttls), "ask.two_ttls")
    usage, cached = (usage, None) if prefix else _cached(usage, ask)
    if ttl and not prefix and not requests:
        _refuse_life_of_reads(usage, cached, ttl)
    if ttl and cached == ONE and requests and time.per:
        _refuse_cold_reads(requests, time.per, ttl)
    _refuse_contradictions(ask, usage)
    varied = _prefix_last(_varied(ask, cached, time), prefix, fresh)
    return Work(
        usage,
        requests,
        scope,
        cached,
        ask.modifiers,
        prompt_tokens,
        discount_of(ask),
        tuple(each.content for each in ask.contents),
        prefix,
        time.per,
        time.over,
        varied,
        next((each.quantity for each in ask.amounts if each.kind == "thinking"), Decimal(0)),
        made_of=() if prefix else _made_of(ask, usage),
    )


def _made_of(ask: Ask, usage: Usage) -> tuple[PartOfPrompt, ...]:
    """What the input was summed up of, where it is still as much as that."""
    said = next((each for each in ask.amounts if each.kind is Unit.INPUT and each.made_of), None)
    if said is None or said.bounds:
        return ()
    with exactly():
        whole = sum((each.tokens for each in said.made_of), start=Decimal(0))
    return said.made_of if whole == usage.input else ()


def _of_one_prompt(ask: Ask) -> Ask:
    """`my prompt is 400-800 tokens, 100 out`: one request, whose size decides with its range."""
    sizes = [each for each in ask.amounts if each.kind == "prompt_size"]
    alone = not (ask.counts or ask.scopes or ask.times or ask.limits)
    if not (alone and sizes and sizes[0].bounds) or any(e.kind == Unit.INPUT for e in ask.amounts):
        return ask
    return replace(ask, of_one=True, scopes=frozenset({Scope.EACH}))


def _in_all_periods(ask: Ask, time: Timing) -> tuple[Ask, Timing]:
    """`10M in 2M out a day, 22 days a month`: 220M and 44M a month, as nobody counts requests.

    As 22 requests a month, amounts too large for one of them would be those of all.
    """
    is_of_each = ask.counts or ask.contents or Scope.EACH in ask.scopes or time.every is not None
    if is_of_each or not time.factors or any(each.kind in _OF_EACH for each in ask.amounts):
        return ask, time
    many = product(time.factors)
    return replace(ask, amounts=tuple(_times(each, many) for each in ask.amounts)), time._replace(
        factors=()
    )


def _times(amount: Amount, many: Decimal) -> Amount:
    with exactly():
        bounds = amount.bounds and Bounds(*(each * many for each in amount.bounds))
        return replace(amount, quantity=amount.quantity * many, bounds=bounds)


_OF_EACH = frozenset({"prefix", "prompt_size"})


def _refuse_uncounted(ask: Ask) -> None:
    """`with web searches`, `cache the system prompt`: of how many, and of how much of it?"""
    if ask.open_hours:
        raise NeedsMore(phrase("ask.session_hours"), ask.open_hours[0])
    if ask.uncounted:
        span = ask.uncounted[0]
        raise NeedsMore(phrase("ask.how_many", said=ask.quoted(span)), span)
    if ask.open_prefix:
        raise NeedsMore(phrase("ask.prefix_size"), ask.open_prefix[0])


def only(values: tuple[T, ...], key: str) -> T | None:
    """The one value that was said, None where none was.

    Raises:
        NeedsMore: there are several; `key` is the question.
    """
    if len(set(values)) > 1:
        raise NeedsMore(phrase(key))
    return values[0] if values else None


def discount_of(ask: Ask) -> Decimal:
    """The share that is taken off token prices; of a range its low end.

    Raises:
        NeedsMore: there are several.
    """
    said = only(ask.discounts, "ask.two_discounts")
    return said.share if said else Decimal(0)


def _of_pasted(ask: Ask) -> Work:
    """The work of one `usage` object, on its own terms and those said beside it."""
    if len(ask.pasted) > 1 or ask.amounts or ask.contents:
        raise NeedsMore(phrase("ask.usage_alone"), ask.pasted[-1].span)
    (found,) = ask.pasted
    if ask.caching or ask.uncached:
        raise NeedsMore(phrase("ask.usage_alone"), found.span)
    time = timing(ask)
    requests, _ = _requests(ask, time)
    modifiers = (found.usage.modifiers | ask.modifiers) - ask.without
    return Work(
        found.usage.usage,
        requests or (Counted(ONE, "request"),),
        Scope.EACH,
        modifiers=modifiers,
        discount=discount_of(ask),
        per=time.per,
        over=time.over,
        varied=tuple(_varied(ask, None, time)),
    )


def _refuse_text_beside_input(ask: Ask) -> None:
    """`2 pages each, 1,500 tokens in`: are these the same, or more than these?"""
    given = {Unit.INPUT if each.kind == "prompt_size" else each.kind for each in ask.amounts}
    for each in ask.contents:
        if isinstance(each.content, Text) and each.content.side in given:
            raise NeedsMore(phrase("ask.part", said=ask.quoted(each.span)), each.span)


def _refuse_many_searches(ask: Ask) -> None:
    """`10k requests a day, 1,000 web searches`: more than one request is likely to make.

    Raises:
        NeedsMore: it is not said whether each request makes so many, or all of them.
    """
    for each in ask.amounts:
        if each.kind is Unit.WEB_SEARCH and each.quantity >= _MANY_SEARCHES:
            raise NeedsMore(phrase("ask.each_or_in_all", said=ask.quoted(each.span)), each.span)


_MANY_SEARCHES = 100


def _refuse_life_of_reads(usage: Usage, cached: Decimal | None, ttl: Ttl) -> None:
    """`caching 100k tokens for 1 hour`: only writing depends on it, and it costs more than reads.

    Raises:
        NeedsMore: nothing but what may be one prompt from the cache is said beside its life.
    """
    reads = usage.input if cached == ONE else usage.cache_read
    if 0 < reads <= MOST_OF_ONE and usage == (
        Usage(input=reads) if cached else Usage(cache_read=reads)
    ):
        raise NeedsMore(phrase("ask.written_or_read", tokens=reads, ttl=ttl.value))


def _refuse_cold_reads(requests: tuple[Counted, ...], per: Period, ttl: Ttl) -> None:
    """`4 requests an hour, 60k in, 5-minute cache`: with such gaps none of it is ever read.

    Raises:
        NeedsMore: an entry that lives for `ttl` is gone before the next request comes.
    """
    above, below = period_ratio(per, Period.DAY)
    with exactly():
        gone = product(requests) * above * ttl.seconds < _SECONDS_OF_A_DAY * below
    if gone:
        raise NeedsMore(phrase("ask.cold_reads", minutes=Decimal(ttl.seconds // 60)))


_SECONDS_OF_A_DAY = 86_400


# --- requests


_SPREAD = Pattern(
    rf"\b(?:{'|'.join(map(re.escape, longest_first(words_that('spread_over_requests'))))}) \d",
    re.IGNORECASE,
)
"""`100k in across 10 requests, 1k out each`: the one is of all of them, the other of each."""


def _requests(ask: Ask, time: Timing) -> tuple[tuple[Counted, ...], Scope]:
    """How many requests, and what the amounts beside them are meant for."""
    if len(ask.counts) > 1 and not ask.joined:
        said = tuple(ask.quoted(each.span) for each in ask.counts)
        raise NeedsMore(phrase("ask.two_counts", said=said), ask.counts[1].span, _each_of(ask))
    if len(ask.scopes) > 1 or (Scope.EACH in ask.scopes and _SPREAD.search(ask.source)):
        raise NeedsMore(phrase("ask.each_and_total"))
    scope = _scope(ask, time)
    counts = (*(Counted(each.number, _noun(each, ask)) for each in ask.counts), *time.factors)
    if counts and not ask.counts and time.every is None:
        counts = (Counted(product(counts), REQUESTS),)  # one in each of 10 hours a day
    if counts:
        if not product(counts):
            raise NotUnderstood(phrase("unread.no_requests"), ask.counts[0].span)
        noun = counts[0].noun if ask.counts else REQUESTS  # none of "8 hours a day"
        return _divided(counts, noun, time), scope
    if time.every is not None:
        return (Counted(time.every, "requests"),), scope
    for each in ask.contents:
        if scope is Scope.EACH and isinstance(each.content, Images) and each.content.number > ONE:
            raise NeedsMore(phrase("ask.count", said=ask.quoted(each.span)), each.span)
    if scope is Scope.EACH and (ask.of_one or len(ask.models) == 1):
        return (Counted(ONE, "request"),), scope  # what one request costs
    return (), Scope.UNMARKED


def _noun(count: Count, ask: Ask) -> str:
    """What is counted; by the counter it was said with, where there is no other word for it."""
    if count.noun not in GENERIC or ask.lang != "ja":
        return count.noun
    said = ask.quoted(count.span)
    if said.endswith(_OCCASION) and _is_more_than_a_request(ask):
        return _RUNS
    noun = next((noun for noun, each in COUNTERS.items() if said.endswith(each)), count.noun)
    return count.noun if noun == CASES and not _has_several_calls(count, ask) else noun


def _is_more_than_a_request(ask: Ask) -> bool:
    """`週3回のバッチ処理、1回あたり入力500万`: each time is a run of many requests."""
    is_each = len(ask.counts) == 1 and (Scope.EACH in ask.scopes or ask.counts[0].number == ONE)
    return is_each and any(each.quantity > MOST_OF_ONE for each in ask.amounts)


_OCCASION, _RUNS = "回", "runs"


def _has_several_calls(count: Count, ask: Ask) -> bool:
    """`1日2,000件、1件で4回`: those are no requests themselves, but each of them makes some.

    Of "1日3回、200件ずつ" each of them is one.
    """
    others = [each for each in ask.counts if each is not count]
    return any(each.noun in GENERIC and _are_of_each_case(each, count, ask) for each in others)


def _are_of_each_case(calls: Count, cases: Count, ask: Ask) -> bool:
    """Whether so many `calls` are said to be of each one: `1件で4回`, `1,000件を3回ずつ`."""
    before, behind = ask.source[: calls.span.start], ask.source[calls.span.end :]
    between = ask.source[cases.span.end : calls.span.start].strip()
    if any(map(before[-_NEAR:].__contains__, _ONE_CASE)):
        return True
    return between in _MULTIPLY or (bool(between) and behind.startswith(_EACH_TIME))


_NEAR = 10
_ONE_CASE, _MULTIPLY = words_that("one_case"), frozenset("×x")
_EACH_TIME = ("ずつ", "/件")


def _each_of(ask: Ask) -> tuple[str, ...]:
    """`200 users [each] send 10 messages`: how to say that both are to be multiplied."""
    first = ask.counts[0]
    if len(ask.counts) != _BOTH or singular(first.noun) not in _PERSONS:
        return ()
    before, behind = ask.source[: first.span.end], ask.source[first.span.end :]
    return (f"{before}{_EACH[ask.lang]}{behind}",)


_BOTH = 2
_EACH = {"en": " each", "ja": "それぞれ"}
_PERSONS = words_that("person")


def _scope(ask: Ask, time: Timing) -> Scope:
    """What amounts are meant for; those of "every 7 minutes" for each time, never for a week.

    Raises:
        NeedsMore: "in total, every 7 minutes", which names no period that they are totals of.
    """
    if time.every is None:
        return next(iter(ask.scopes), Scope.UNMARKED)
    if Scope.TOTAL in ask.scopes:
        span = next(each.span for each in ask.times if each.every != ONE)
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(span)), span)
    return Scope.EACH


def _divided(counts: tuple[Counted, ...], noun: str, time: Timing) -> tuple[Counted, ...]:
    """One request every 7 minutes is a seventh of one a minute; `noun`: what they are called."""
    if time.every is None:
        return counts
    people: tuple[Counted, ...] = ()
    if singular(noun) in _PERSONS:  # each of them sends one, or so many, each time
        people, counts = counts[:1], counts[1:]
        one = not counts or counts[0].noun in SCHEDULED
        counts = (Counted(ONE), *counts) if one else counts
        noun = counts[0].noun
    first, *others = counts
    with exactly():
        number = first.number * time.every
    return (*people, Counted(number, plural(noun)), *others)


def _divided_one(counts: tuple[Count, ...]) -> int:
    """Which of the counts that is: behind people, what each of them sends."""
    return int(bool(counts) and singular(counts[0].noun) in _PERSONS)


def _divided_bounds(bounds: Bounds, time: Timing) -> Bounds:
    """The ends of a range of them: 500 to 1000 every 2 weeks."""
    every = time.every or ONE
    with exactly():
        return Bounds(bounds.low * every, bounds.high * every)


def _ask_for_tokens(ask: Ask) -> None:
    """A number of requests alone: how many tokens each? Amounts of zero are an answer."""
    if not (ask.amounts or any(each.tokens is not None for each in ask.caching)):
        raise NeedsMore(phrase("ask.tokens_each"), None, (with_amounts(ask, "each"),))


# --- amounts


def _usage(ask: Ask) -> tuple[Usage, Decimal | None]:
    """The amounts by unit, and the size of one prompt where other input stands beside it."""
    _refuse_doubles(ask)
    by_kind = {each.kind: each.quantity for each in ask.amounts}
    size, thinking = by_kind.pop("prompt_size", None), by_kind.pop("thinking", None)
    prefix = by_kind.pop("prefix", None)
    if thinking is not None:
        with exactly():
            by_kind[Unit.OUTPUT] = by_kind.get(Unit.OUTPUT, Decimal(0)) + thinking
    if prefix is not None and not _is_cached_prefix(ask):
        _refuse_share_beside_prefix(ask)
        size = _uncached_prefix(prefix, size)
    is_input = Unit.INPUT not in by_kind
    if size is not None and is_input:
        by_kind[Unit.INPUT] = size
    usage = Usage(**{str(kind): quantity for kind, quantity in by_kind.items()})
    if size is not None and not is_input:
        usage = _with_prompt(size, usage, ask)
    return usage, None if ask.counts or Scope.EACH in ask.scopes else size


def _refuse_share_beside_prefix(ask: Ask) -> None:
    """`50k in, 45k prefix with 80% hit rate`: is that a share of the prefix, or of the input?"""
    kinds = {each.kind: each.span for each in ask.amounts}
    if Unit.INPUT in kinds and any(each.share is not None for each in ask.caching):
        raise NeedsMore(phrase("ask.part", said=ask.quoted(kinds["prefix"])), kinds["prefix"])


def _with_prompt(size: Decimal, usage: Usage, ask: Ask) -> Usage:
    """The usage with a prompt beside the input: part of it, if it is not said to be more.

    Raises:
        NeedsMore: it is larger than that, or more than what is no input of one request.
    """
    prompt, other = _prompt_and_input(ask)
    if not is_on_top(ask, prompt, other):
        _refuse_new_prompt(prompt, other, ask)
        _refuse_larger_prompt(size, usage, ask)
        return usage
    of_one = (ask.counts or Scope.EACH in ask.scopes) and Scope.TOTAL not in ask.scopes
    if not of_one or ask.caching or prompt.bounds or other.bounds:
        raise NeedsMore(phrase("ask.part", said=ask.quoted(prompt.span)), prompt.span)
    with exactly():
        return dataclasses.replace(usage, input=usage.input + size)


def _refuse_new_prompt(prompt: Amount, other: Amount, ask: Ask) -> None:
    """`システムプロンプト3kを入れたら` behind some input: is it in that already?"""
    if prompt.kind == "prefix" and prompt.span.end and not other.span.end:
        raise NeedsMore(phrase("ask.part", said=ask.quoted(prompt.span)), prompt.span)


def _prompt_and_input(ask: Ask) -> tuple[Amount, Amount]:
    by_kind = {each.kind: each for each in ask.amounts}
    return by_kind.get("prefix") or by_kind["prompt_size"], by_kind[Unit.INPUT]


def _uncached_prefix(prefix: Decimal, size: Decimal | None) -> Decimal:
    """A system prompt that is not cached is the size of one prompt, if no other was said."""
    if size is not None:
        raise NeedsMore(phrase("ask.prompt_above_input", prompt=prefix, input=size))
    return prefix


def _refuse_larger_prompt(size: Decimal, usage: Usage, ask: Ask) -> None:
    """A prompt is part of the input beside it: larger than that, is it meant on top?

    Beside a number of requests each one's input is known, and decides the prompt tier.
    """
    requests = product_of(ask.counts) if ask.counts and Scope.TOTAL in ask.scopes else ONE
    with exactly():
        larger = size * requests > usage.prompt
    if larger:
        facts = {"prompt": size, "input": usage.prompt}
        raise NeedsMore(phrase("ask.prompt_above_input", **facts))


def product_of(counts: tuple[Count, ...]) -> Decimal:
    """All counts multiplied."""
    return product(tuple(Counted(each.number, each.noun) for each in counts))


def _refuse_doubles(ask: Ask) -> None:
    """Two amounts of one kind: which one is meant, or their sum?"""
    kinds = Counter(each.kind for each in ask.amounts)
    for kind, times in kinds.items():
        if times > 1:
            both = [each for each in ask.amounts if each.kind == kind]
            said = tuple(ask.quoted(each.span) for each in both)
            raise NeedsMore(phrase("ask.two_amounts", said=said), both[1].span)


def _refuse_contradictions(ask: Ask, usage: Usage) -> None:
    """A term both asked for and ruled out; what only the Claude API has, on a partner."""
    if clash := ask.modifiers & ask.without:
        raise NeedsMore(phrase("ask.with_and_without", modifier=min(clash)))
    _refuse_discount_of_a_lever(ask)
    if ask.partners and Modifier.US_ONLY in ask.modifiers:
        raise NeedsMore(phrase("ask.not_on_partner", what=Modifier.US_ONLY))
    if ask.partners and usage.session_hour:
        raise NeedsMore(phrase("ask.not_on_partner", what=Unit.SESSION_HOUR))


def _refuse_discount_of_a_lever(ask: Ask) -> None:
    """`50% off with batch`, `キャッシュで9割引き`: what the lever does, or a discount on top?"""
    off = {each.share for each in ask.discounts} if ask.like_levers else frozenset[Decimal]()
    if HALF in off and Modifier.BATCH in ask.modifiers:
        facts: dict[str, object] = {"share": HALF, "term": Lever.BATCH}
        raise NeedsMore(phrase("ask.discount_on_top", **facts), ask.like_levers[0])
    if NINE_TENTHS in off and ask.caching:
        facts = {"share": NINE_TENTHS, "term": Lever.CACHED}
        raise NeedsMore(phrase("ask.discount_on_top", **facts), ask.like_levers[0])


# --- caching


def _is_cached_prefix(ask: Ask) -> bool:
    """Whether a prefix is what is cached: caching was asked for, and no share of it said."""
    alone = all(each.share is None and each.tokens is None for each in ask.caching)
    return bool(ask.caching) and alone and not ask.uncached


def _prefix(ask: Ask, usage: Usage, time: Timing) -> tuple[Prefix | None, Usage]:
    """The cached prefix, and the usage with it in the input.

    It is part of the input where that is at least as large, else on top.
    """
    sizes = [each for each in ask.amounts if each.kind == "prefix"]
    if not sizes or not _is_cached_prefix(ask):
        return None, usage
    (size,) = sizes
    if Scope.TOTAL in ask.scopes or usage.is_cached:
        raise NeedsMore(phrase("ask.part", said=ask.quoted(size.span)), size.span)
    if not ask.counts and time.every is None:
        raise NeedsMore(phrase("ask.prefix_requests", tokens=size.quantity), size.span)
    if time.per is None:
        raise NeedsMore(phrase("ask.prefix_rate", tokens=size.quantity), size.span)
    _refuse_either_way(ask, usage, size)
    adds = usage.input < size.quantity or _adds_to_input(ask, size)
    with exactly():
        whole = usage.input + size.quantity if adds else usage.input
    ttl = only(tuple(ask.ttls), "ask.two_ttls")
    arrivals = only(tuple(ask.arrivals), "ask.two_arrivals")
    prefix = Prefix(size.quantity, ttl or Ttl.FIVE_MINUTES, time.hours, arrivals or Arrivals.EVEN)
    return prefix, dataclasses.replace(usage, input=whole)


def _adds_to_input(ask: Ask, size: Amount) -> bool:
    """`5k in, plus a 2k cached system prompt`: larger as the input is, it is not part of it."""
    inputs = [each for each in ask.amounts if each.kind == Unit.INPUT]
    adds = bool(inputs) and is_on_top(ask, size, inputs[0])
    if adds and (size.bounds or inputs[0].bounds):
        raise NeedsMore(phrase("ask.part", said=ask.quoted(size.span)), size.span)
    return adds


def _refuse_either_way(ask: Ask, usage: Usage, size: Amount) -> None:
    """A range of the prefix, or of the input, in which it is part of it, and comes on top."""
    inputs = [each for each in ask.amounts if each.kind == Unit.INPUT] or [
        Amount(Unit.INPUT, usage.input, size.span)
    ]
    (least, most), (smallest, largest) = _ends(inputs[0]), _ends(size)
    if not (most < smallest or least >= largest):
        raise NeedsMore(phrase("ask.part", said=ask.quoted(size.span)), size.span)


def _ends(amount: Amount) -> Bounds:
    return amount.bounds or Bounds(amount.quantity, amount.quantity)


def _cached(usage: Usage, ask: Ask) -> tuple[Usage, Decimal | None]:
    """The usage with cached tokens counted apart, and the share that is cached."""
    if not ask.caching:
        if ask.uncached and usage.is_cached:
            raise NeedsMore(phrase("ask.two_shares"))
        return usage, None
    counted = [each for each in ask.caching if not each.is_open]
    twice = len(counted) > 1 or (len(ask.caching) > 1 and not counted)
    if ask.uncached or twice or _sets_apart(ask):
        raise NeedsMore(phrase("ask.two_shares"), ask.caching[-1].span)
    (said,) = counted or ask.caching  # "cached, 80% of it"
    if usage.is_cached and not counted and "saved" in ask.intents:
        return usage, None  # what the reads that were said save
    if said.tokens is not None and ask.fresh:
        return dataclasses.replace(usage, cache_read=usage.cache_read + said.tokens), None
    if said.tokens is not None:
        _refuse_writes_beside_part(ask)
        return _part_cached(usage, said), None
    if ask.fresh:
        raise NeedsMore(phrase("ask.two_shares"), said.span)
    has_input = any(
        getattr(each.content, "side", Unit.INPUT) is Unit.INPUT for each in ask.contents
    )
    if not usage.input and not usage.cache_read and not has_input:
        raise NeedsMore(phrase("ask.cached_of_what"), said.span)
    if (said.share == 0 and not said.bounds) or not (usage.input or has_input):
        return usage, None
    return usage, ONE if said.share is None else said.share


def _refuse_writes_beside_part(ask: Ask) -> None:
    """`30M in, of which 20M cache reads and 2M cache writes`: are the writes part of it as well?

    Raises:
        NeedsMore: so it is, where what is read is part of the input that was said.
    """
    kinds = {each.kind: each.span for each in ask.amounts}
    written = kinds.get(Unit.CACHE_WRITE_5M, kinds.get(Unit.CACHE_WRITE_1H))
    if written and Unit.INPUT in kinds:
        raise NeedsMore(phrase("ask.part", said=ask.quoted(written)), written)


def _sets_apart(ask: Ask) -> bool:
    """`cached vs 80% cached`: two that are to be compared, and not one with its share."""
    return any(
        ask.source[one.span.end : other.span.start].strip().casefold() in _APART
        for one, other in pairwise(ask.caching)
    )


_APART = words_that("levers_apart")


def _part_cached(usage: Usage, said: Caching) -> Usage:
    """So many of the input tokens are reads; with no input said, they are the amount."""
    tokens = said.tokens or Decimal(0)
    if not usage.input:
        return dataclasses.replace(usage, cache_read=usage.cache_read + tokens)
    if tokens > usage.input:
        facts = {"cached": tokens, "input": usage.input}
        raise NeedsMore(phrase("ask.cached_above_input", **facts), said.span)
    return dataclasses.replace(
        usage, input=usage.input - tokens, cache_read=usage.cache_read + tokens
    )


# --- ranges


def _prefix_last(
    ranges: Iterable[Varied], prefix: Prefix | None, fresh: Decimal
) -> tuple[Varied, ...]:
    """The ranges as they move the work: a prefix on top makes the whole input longer.

    `fresh` is the input that was said. A range of it is one of the whole input, and moves before
    the prefix does.
    """
    found = tuple(ranges)
    if prefix is None:
        return found
    is_on_top = fresh < prefix.tokens
    with exactly():
        above = prefix.tokens if is_on_top else Decimal(0)
        moved = [
            each._replace(bounds=Bounds(each.bounds.low + above, each.bounds.high + above))
            if each.part == Unit.INPUT
            else each
            for each in found
        ]
    sized = [each for each in moved if each.part == PREFIX]
    others = [each for each in moved if each not in sized]
    return (*others, *(each if is_on_top else each._replace(part=WITHIN) for each in sized))


def _varied(ask: Ask, cached: Decimal | None, time: Timing) -> Iterator[Varied]:
    for each in ask.amounts:
        if each.bounds:
            yield _varied_amount(each, ask)
    divided = _divided_one(ask.counts) if time.every is not None else None
    for index, count in enumerate(ask.counts):
        if count.bounds:
            bounds = _divided_bounds(count.bounds, time) if index == divided else count.bounds
            yield Varied(f"count {index}", bounds, count.centred)
    yield from _varied_terms(ask, cached)


def _varied_terms(ask: Ask, cached: Decimal | None) -> Iterator[Varied]:
    yield from ranges_of_contents(ask)
    for said in ask.caching:
        if said.bounds and cached is not None:
            yield Varied("cached", said.bounds)
    for discount in ask.discounts:
        if discount.bounds:
            yield Varied(OFF, discount.bounds)


def ranges_of_contents(ask: Ask) -> Iterator[Varied]:
    """The images and texts whose number was said as a range."""
    for index, content in enumerate(ask.contents):
        if content.bounds:
            yield Varied(f"content {index}", content.bounds)


def _varied_amount(amount: Amount, ask: Ask) -> Varied:
    """Only what stands for itself can be a range: no part of another number."""
    lone = {each.kind for each in ask.amounts}
    is_cached = _is_cached_prefix(ask)
    is_prefix = amount.kind == "prefix" and is_cached
    alone_as_input = amount.kind in {"prompt_size", "prefix"} and Unit.INPUT not in lone
    mixed_in = (amount.kind == Unit.INPUT and "prefix" in lone and not is_cached) or (
        amount.kind == Unit.OUTPUT and "thinking" in lone
    )
    beside_input = amount.kind == "prefix" and not (is_cached or alone_as_input)
    if amount.kind == "thinking" or beside_input or mixed_in:
        raise NeedsMore(phrase("ask.range_here", said=ask.quoted(amount.span)), amount.span)
    kind = Unit.INPUT if alone_as_input and not is_prefix else amount.kind
    ends = _without_reads(_ends(amount), amount, ask) if kind == Unit.INPUT else _ends(amount)
    return Varied(str(kind), ends, amount.centred)


def _without_reads(ends: Bounds, amount: Amount, ask: Ask) -> Bounds:
    """`prompts of 25k to 50k, 20k of which are cached`: the input behind the 20k.

    Raises:
        NeedsMore: more is cached than the low end holds.
    """
    read = next((each.tokens for each in ask.caching if each.tokens is not None), Decimal(0))
    if read > ends.low or (read and ask.fresh):
        raise NeedsMore(phrase("ask.range_here", said=ask.quoted(amount.span)), amount.span)
    with exactly():
        return Bounds(ends.low - read, ends.high - read)
