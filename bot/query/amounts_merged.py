"""What a follow-up says of amounts and counts, laid over those before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from pricing import CACHE_UNITS, Period, Unit, exactly

from .ask import Amount, Ask, Count, Timed
from .each_or_all import is_far_more, replaced_among_people
from .errors import NeedsMore
from .model import ONE, REQUESTS, Bounds, Scope
from .multiples import is_on_top, place_of, with_new_prefix
from .phrase import phrase
from .reading import Span
from .recalled import NOWHERE
from .roles import words_that
from .rules.nouns import ADOPTERS, COUNTERS, TAKERS, TIMES, is_of_people, singular
from .said_on_top import is_said_on_top
from .unclear import refuse_what_goes_in

_REQUESTS = words_that("one_request")
_CALLED = _REQUESTS | words_that("is_a_request")
_ONE_REQUEST = (ONE, "request")
"""What amounts for each request are of, where nobody said how many there are."""


def merged_amounts(ask: Ask, before: Ask) -> tuple[Amount, ...]:
    """The amounts before, with those replaced, raised or left out that were said anew."""
    is_each = ask.counts or before.counts or "how_many" in before.intents
    old = {each.kind: each for each in before.amounts}
    anew = tuple(each for each in ask.amounts if not (each.kind in old and _stays(ask, each)))
    said = _per_request(anew) if is_each else anew
    raised = tuple(
        _added(old[each.kind], each, ask)
        if each.kind in old and is_said_on_top(each, ask)
        else each
        for each in said
    )
    changed = {each.kind for each in said}
    gone = set(ask.without_units) - (_SIDES if ask.changes else set())
    kept = tuple(
        each for each in before.amounts if each.kind not in changed and str(each.kind) not in gone
    )
    return with_new_prefix((*kept, *raised), old, changed)


_SIDES = {"input", "output"}
"""`double the output, not the input`: that one stays as it is."""


def _stays(ask: Ask, said: Amount) -> bool:
    """`input 4k, output same`: as before, where it could also be as much as the input."""
    return ask.quoted(said.span).casefold().endswith(_SAME)


_SAME = tuple(words_that("same_as_the_input"))


def _added(before: Amount, said: Amount, ask: Ask) -> Amount:
    """Add what is said: "another 5M in"."""
    if before.bounds or said.bounds:
        raise NeedsMore(phrase("ask.range_here", said=ask.quoted(said.span)), said.span)
    with exactly():
        return replace(said, quantity=before.quantity + said.quantity)


def merged_counts(ask: Ask, before: Ask) -> tuple[tuple[Count, ...], bool]:
    """The counts with those replaced that were said anew, by what they count.

    "200 tickets" behind 500 users x 20 messages could be anything: asked.
    """
    intervals = [each for each in ask.times if each.every != ONE]
    if intervals and not ask.counts:  # "what if it is every 3 minutes?"
        if len(before.counts) > 1 or _is_of_many(intervals[0], before):
            span = intervals[0].span
            raise NeedsMore(phrase("ask.each_time", said=ask.quoted(span)), span)
        return (), False
    if not ask.counts or not before.counts:
        return ask.counts or before.counts, ask.joined if ask.counts else before.joined
    refuse_what_goes_in(ask, before)
    first = ask.counts[0]
    is_of_each = _is_of_each_request(ask, first.span) or _is_of_each_of_them(ask, first, before)
    is_of_others = _is_of_holders(ask.quoted(first.span), before) or _is_of_all(first, before)
    if is_of_each or is_of_others:
        raise NeedsMore(phrase("ask.which_count", said=ask.quoted(first.span)), first.span)
    if first.noun == TIMES and before.counts[0].noun != TIMES:  # as many, or so many runs?
        raise NeedsMore(phrase("ask.change_what", said=ask.quoted(first.span)), first.span)
    adds = is_said_on_top(first, ask)
    said = ask.quoted(first.span)
    if not adds and _comes_too(ask, before):
        raise NeedsMore(phrase("ask.part_or_all", said=said), first.span)
    if not adds and len(ask.counts) == 1 and (counts := _one_replaced(ask, before)):
        return counts, len(counts) > 1
    if len(ask.counts) > 1 or (not adds and _replaces_all(first, before)):
        return ask.counts, ask.joined
    are_others = is_of_people(first) and not is_of_people(before.counts[0])
    if len(before.counts) == 1 and (are_others or not adds):  # "12 users" behind 1,000 requests
        raise NeedsMore(phrase("ask.which_count", said=said), first.span)
    counted_so = _counted_so(said, before) if adds else []
    place = counted_so[0] if counted_so else place_of(first.noun, before, said, first.span)
    new = _count_added(before, place, ask) if adds else first
    return (*before.counts[:place], new, *before.counts[place + 1 :]), before.joined


def _is_of_holders(said: str, before: Ask) -> bool:
    """`3社なら` behind 8,000 requests: of those before nobody counted companies."""
    known = {each.noun for each in before.counts}
    return said.endswith(_OF_HOLDERS) and known.isdisjoint(_HOLDERS)


def _is_of_all(new: Count, before: Ask) -> bool:
    """`20,000 users` behind 30% of 12,000 users: those alone who do it were counted."""
    is_of_some = any(each.noun == ADOPTERS for each in before.counts)
    return is_of_some and is_of_people(new) and new.noun != ADOPTERS


def _comes_too(ask: Ask, before: Ask) -> bool:
    """`新入社員100人[も]使う` behind 300 people: beside those, most likely."""
    (first, *others) = ask.counts
    too = ask.source.startswith(_TOO, first.span.end)
    return too and not others and first.number < max(each.number for each in before.counts)


_TOO = tuple(words_that("too_behind_a_count"))


def _is_of_many(interval: Timed, before: Ask) -> bool:
    """`every 2 days` behind 500 requests a day: all of them each time, and not one."""
    rates = [_LENGTHS.index(each.period) for each in before.times if each.binds == "requests"]
    many = any(each.number > ONE or each.bounds for each in before.counts)
    return many and any(_LENGTHS.index(interval.period) >= each for each in rates)


_LENGTHS = list(Period)
"""From the shortest to the longest."""


def _is_of_each_request(ask: Ask, span: Span) -> bool:
    """`2 calls per request`, `1リクエストで3回呼ぶ`: several for each one of before."""
    if Scope.EACH in ask.scopes and not (ask.amounts or ask.source.isascii()):
        return True
    before = ask.source[: span.start].casefold().rpartition(",")[2].split()[-_NEAR:]
    behind = ask.source[span.end :].casefold().split()[:2]
    words = [*before, "", *behind]
    return any(one in _EACH and other in _REQUESTS for one, other in pairwise(words))


def _is_of_each_of_them(ask: Ask, new: Count, before: Ask) -> bool:
    """`two calls each`, `each one makes 3 calls` behind 10,000 requests: for each of them."""
    if len(before.counts) > 1:  # 20 users who send several: it is that which is said anew
        return False
    behind = ask.source[new.span.end :].casefold().lstrip()
    words = ask.source[: new.span.start].casefold().split()[-_NEAR:]
    leads = any(one in _EACH_OF and other in _ONE_OF for one, other in pairwise(words))
    is_each = leads or behind.startswith(_EACH_OF_THEM)
    return is_each and new.number < before.counts[0].number


_EACH_OF_THEM = tuple(words_that("each_of_several"))
_NEAR, _EACH = 5, words_that("before_one_of_them")
_EACH_OF, _ONE_OF = frozenset({"each", "every"}), frozenset({"one", "of"})


def _one_replaced(ask: Ask, before: Ask) -> tuple[Count, ...]:
    """The counts with one of several replaced; nothing where it is not told to be one of them."""
    (first,) = ask.counts
    counts = before.counts
    nouns = [each.noun for each in counts]
    if ask.quoted(first.span).split()[-1:] == nouns[:1] and nouns.count(nouns[0]) == 1:
        return (replace(first, noun=nouns[0]), *counts[1:])  # 600 calls, of 900 with 12 turns each
    if not _counted_so(ask.quoted(first.span), before) and (
        among := replaced_among_people(ask, before)
    ):
        return among
    if len(counts) == 1 or singular(first.noun) not in _REQUESTS:
        return ()
    found = _place_among(first, ask, before)
    if found is None:
        return ()
    return (*counts[:found], replace(first, noun=counts[found].noun), *counts[found + 1 :])


def _place_among(new: Count, ask: Ask, before: Ask) -> int | None:
    """Which of several counts `3 calls`, `3,000件` is; None: how many requests there are in all.

    Its counter tells, or that fewer than the tickets that were counted are not all their calls.

    Raises:
        NeedsMore: it could be one or the other.
    """
    counts, said = before.counts, ask.quoted(new.span)
    nouns = [each.noun for each in counts]
    counted_so = _counted_so(said, before)
    if len(counted_so) == 1:
        return counted_so[0]
    is_called = said.isascii() or said.endswith(_CALLS)
    is_few = new.number < max(each.number for each in counts)
    if is_called and not is_few:
        return None
    is_rate = any(each.binds == "requests" for each in ask.times)
    calls = [place for place, each in enumerate(nouns) if singular(each) in _REQUESTS]
    calls = [each for each in calls if nouns[each] == new.noun != REQUESTS] or calls
    others = [each for place, each in enumerate(counts) if place not in calls]
    if not is_rate and len(calls) == 1 and {each.noun for each in others} <= _HOLDERS:
        return calls[0]  # 300件なら, of 50社 that have 400件 each
    is_many = len(calls) == 1 and new.number >= max(each.number for each in others)
    if is_rate or not is_called or len(calls) != 1 or is_many:
        raise NeedsMore(phrase("ask.which_count", said=said), new.span)
    return calls[0]


def _counted_so(said: str, before: Ask) -> list[int]:
    """Which of the counts before have the counter that `said` ends with: 20[社]."""
    nouns = enumerate(each.noun for each in before.counts)
    return [place for place, each in nouns if said.endswith(COUNTERS.get(each, _NONE))]


_CALLS, _NONE = tuple(words_that("names_requests")), ()
_HOLDERS = frozenset({"companies", "stores"})
_OF_HOLDERS = tuple(counter for noun in sorted(_HOLDERS) for counter in COUNTERS[noun])


def _replaces_all(new: Count, before: Ask) -> bool:
    """Whether a number of requests is said, or of what was counted before."""
    old = before.counts[0]
    if singular(new.noun) in _REQUESTS or (old.number, old.noun) == _ONE_REQUEST:
        return True
    is_same = singular(new.noun) == singular(old.noun) or new.noun in _SOME_OF_THEM
    return is_same and len(before.counts) == 1


_SOME_OF_THEM = frozenset({ADOPTERS, TAKERS})


def _count_added(before: Ask, place: int, ask: Ask) -> Count:
    """Add "500 more requests a day" to those in the same period."""
    new, old = ask.counts[0], before.counts[place]
    periods = {each.period for each in before.times if each.binds == "requests"}
    said = {each.period for each in ask.times if each.binds == "requests"}
    others = [each.number for each in before.counts if each is not old]
    is_many = others and (new.number >= max(others) or is_far_more(new, old))
    is_of_all = singular(old.noun) in _CALLED and is_many
    if old.bounds or new.bounds or is_of_all or not said <= periods:  # 1,000 more, of 300 people
        raise NeedsMore(phrase("ask.which_count", said=ask.quoted(new.span)), new.span)
    with exactly():
        return replace(new, noun=old.noun, number=old.number + new.number)


def _per_request(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Beside a number of requests the size of prompts is each one's input."""
    return tuple(
        replace(each, kind=Unit.INPUT) if each.kind == "prompt_size" else each for each in amounts
    )


def without_reads(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The same with what was read from or written to the cache as plain input."""
    by_kind = {each.kind: each for each in amounts}
    prompt = [each for each in amounts if each.kind in (*CACHE_UNITS, Unit.INPUT)]
    rest = tuple(each for each in amounts if each.kind not in (*CACHE_UNITS, Unit.INPUT, "prefix"))
    if "prefix" in by_kind and is_on_top(by_kind["prefix"], by_kind[Unit.INPUT]):
        prompt.append(by_kind["prefix"])
    return (*rest, _summed(prompt)) if prompt else rest


def _summed(prompt: Sequence[Amount]) -> Amount:
    """All of a prompt as plain input, from the sum of the low ends to that of the high ones."""
    first = prompt[0]
    if len(prompt) == 1:
        return replace(first, kind=Unit.INPUT)
    ends = [each.bounds or Bounds(each.quantity, each.quantity) for each in prompt]
    with exactly():
        quantity = sum((each.quantity for each in prompt), start=Decimal(0))
        low, high = (sum(each, start=Decimal(0)) for each in zip(*ends, strict=True))
    centred = all(each.centred or not each.bounds for each in prompt)
    bounds = Bounds(low, high) if low != high else None
    return Amount(Unit.INPUT, quantity, NOWHERE, bounds, centred)
