"""Words that say something only behind an earlier question, as what they say there.

standard speed, 通常速度なら      no fast mode, where that was asked for
global endpoint                 neither US-only nor regional
worst case?, 最悪だと            the dear end of each range
152円だと                        another exchange rate, behind one that was said
1,000 of those                  so many requests, behind a single one
what if replies are 400?        how long each is, behind requests that have an output
2 images each                   of the size that was said before
in total per year               what all of it costs: no amounts were said to be totals
what's the difference?          of the models that were compared
and if we run that weekly?      how often it is done, behind work without a period
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import Literal

from msgspec.structs import replace

from pricing import CACHE_UNITS, Modifier, Unit, exactly

from .ask import Amount, AmountKind, Ask, Caching, Contained, Count, PerUnit, Rated, Shared
from .asked import has_amounts
from .errors import NeedsMore
from .follow_up import follows
from .model import (
    MOST_OF_ONE,
    ONE,
    REQUESTS,
    Bounds,
    BudgetQuery,
    ComparisonQuery,
    Currency,
    EstimateQuery,
    Foreign,
    Group,
    Images,
    MixQuery,
    PartOfPrompt,
    Query,
    Scope,
    Work,
)
from .more_images import with_more_images
from .one_of_them import asking_what_one_costs
from .phrase import phrase
from .put_right import put_right
from .reading import IGNORED, Span
from .recalled import NOWHERE, recalled, work_of
from .repeated import with_work_repeated
from .roles import words_that
from .rules.nouns import in_full, is_of_people, singular


def in_thread(ask: Ask, previous: Query) -> Ask:
    """`ask` with what its words mean behind `previous`."""
    ask = asking_what_one_costs(ask, previous)
    for each in _BEHIND:
        ask = each(ask, previous)
    return ask


# --- terms that are dropped by what stands in their place


def _with_terms_dropped(ask: Ask, previous: Query) -> Ask:
    """`standard speed` behind fast mode, `global` behind US-only, `standard` behind batch."""
    terms = _terms_of(previous)
    compares = ask.against or ask.sided or "saved" in ask.intents
    if not terms or compares or ask.modifiers & terms:
        return ask
    gone = frozenset[Modifier]()
    said = ask.source.casefold()
    words = frozenset(each.text.casefold() for each in ask.heard)
    if terms & _PLACES and _says_alone(_GLOBAL, ask) and not ask.modifiers & _PLACES:
        gone |= terms & _PLACES
    if Modifier.FAST in terms and any(map(said.__contains__, _STANDARD_SPEED)):
        gone |= {Modifier.FAST}
    if Modifier.BATCH in terms and _says_alone(_REAL_TIME, ask) and not ask.negations:
        gone |= {Modifier.BATCH}
    if len(terms & _SPEEDS) == 1 and _is_standard_alone(words):
        gone |= terms & _SPEEDS
    return replace(ask, without=ask.without | gone) if gone else ask


def _without_that(ask: Ask, previous: Query) -> Ask:
    """`without that, on opus`, それを外して: the one term of before, where there is but one."""
    if len(ask.negations) != 1 or not _is_of_that(ask):
        return ask
    terms, before = _terms_of(previous), recalled(previous)
    of_parts = isinstance(previous, (MixQuery, BudgetQuery)) and previous.parts
    is_cached = before.caching or any(each.kind in _OF_A_CACHE for each in before.amounts)
    if of_parts or len(terms) + bool(is_cached) + bool(before.discounts) != 1:
        span = ask.negations[0]
        open_one = NeedsMore(phrase("ask.loose_negation", said=ask.quoted(span)), span)
        return replace(ask, doubt=open_one)
    return replace(
        ask,
        negations=(),
        without=ask.without | terms,
        uncached=ask.uncached or bool(is_cached),
        undiscounted=ask.undiscounted or bool(before.discounts),
    )


def _is_of_that(ask: Ask) -> bool:
    """Whether what is ruled out is called "that", and no more: `without it`, それはなしで."""
    said = [each.text.casefold() for each in ask.heard]
    place = next(i for i, each in enumerate(ask.heard) if each.span == ask.negations[0])
    if ask.source.isascii():
        behind = said[place + 1 : place + 2]
        ends = (said[place + 2 : place + 3] or ["."])[0]
        is_that = not _THAT.isdisjoint(behind) and ends in _ENDS_A_TERM
        return is_that and said[place] in _DROPS  # "that's not it" drops nothing
    return any(each in _THAT for each in said[max(place - 2, 0) : place])


_THAT, _DROPS = words_that("what_was_said_before"), words_that("drops_a_term")
_ENDS_A_TERM = frozenset({".", ",", ";", "!", "?", "and", "but", "on", "please", "then", "with"})
_OF_A_CACHE = frozenset[object]({"prefix", *CACHE_UNITS})


def _at_prices_of_now(ask: Ask, previous: Query) -> Ask:
    """`今の価格で`, `at current prices` behind prices of a past day."""
    said = ask.source.casefold()
    is_asked = any(map(said.__contains__, _PRICES_OF_NOW)) and not (ask.days or ask.models)
    return replace(ask, now=True) if is_asked and getattr(previous, "day", None) else ask


_PRICES_OF_NOW = tuple(words_that("prices_of_now"))


def _says_alone(words: frozenset[str], ask: Ask) -> bool:
    """Whether one of these is said, and of no noun behind it: not of "global traffic"."""
    behind = [*(each.text.casefold() for each in ask.heard[1:]), "."]
    pairs = zip(ask.heard, behind, strict=True) if ask.heard else ()
    return any(one.text.casefold() in words and other in _NO_NOUN for one, other in pairs)


def _terms_of(query: Query) -> frozenset[Modifier]:
    parts = query.parts if isinstance(query, (MixQuery, BudgetQuery)) else ()
    works = [each.work for each in parts] if parts else [work_of(query)]
    return frozenset[Modifier]().union(*(each.modifiers for each in works if each is not None))


def _is_standard_alone(words: frozenset[str]) -> bool:
    """`back to standard`, 通常だと: nothing else that could be the standard is spoken of."""
    return bool(words & _STANDARD) and words <= _STANDARD | _BESIDE_STANDARD


_PLACES = frozenset({Modifier.US_ONLY, Modifier.REGIONAL})
_SPEEDS = frozenset({Modifier.FAST, Modifier.BATCH})
_GLOBAL, _STANDARD = words_that("global_endpoint"), words_that("standard_term")
_NO_NOUN = words_that("no_noun_behind_a_term") | words_that("beside_a_bare_share")
_BESIDE_STANDARD = words_that("beside_a_standard_term") | words_that("beside_a_bare_share")
_REAL_TIME = words_that("in_real_time")
_STANDARD_SPEED = tuple(words_that("standard_speed"))


# --- one end of what was a range


def _at_one_end(ask: Ask, previous: Query) -> Ask:
    """`worst case?` behind a range: its dear end, with the least cached; `best case?`."""
    work = work_of(previous)
    numbers = ask.amounts or ask.counts or ask.caching or ask.limits
    if work is None or not work.varied or numbers:
        return ask
    said = ask.source.casefold()
    dear, cheap = (any(map(said.__contains__, each)) for each in (_DEAREST, _CHEAPEST))
    before = recalled(previous)
    if dear is cheap or _has_other_ranges(before):
        return ask
    end = _HIGH if dear else _LOW
    counted = any(each.bounds for each in before.counts)
    counts = tuple(_count_at(end, each) for each in before.counts) if counted else ()
    amounts = tuple(_amount_at(end, each) for each in before.amounts if each.bounds)
    shares = (each for each in before.caching if each.bounds)
    return replace(
        ask,
        amounts=amounts,
        counts=counts,
        joined=counted and before.joined,
        caching=tuple(_share_at(_LOW if dear else _HIGH, each) for each in shares),
    )


def _has_other_ranges(before: Ask) -> bool:
    """Whether more than plain amounts, counts and a share to cache has two ends."""
    prefixes = [each.bounds for each in before.amounts if each.kind == "prefix"]
    others = [each.bounds for some in (before.contents, before.discounts) for each in some]
    return any(prefixes) or any(others)


_End = Callable[[Bounds], Decimal]
_HIGH: _End = attrgetter("high")
_LOW: _End = attrgetter("low")


def _amount_at(end: _End, said: Amount) -> Amount:
    quantity = end(said.bounds) if said.bounds else said.quantity
    return replace(said, quantity=quantity, bounds=None, centred=False)


def _count_at(end: _End, said: Count) -> Count:
    number = end(said.bounds) if said.bounds else said.number
    return replace(said, number=number, bounds=None, centred=False)


def _share_at(end: _End, said: Caching) -> Caching:
    return replace(said, share=end(said.bounds) if said.bounds else said.share, bounds=None)


_DEAREST, _CHEAPEST = tuple(words_that("dear_end")), tuple(words_that("cheap_end"))


# --- another exchange rate, and so many of a single request


def _at_another_rate(ask: Ask, previous: Query) -> Ask:
    """`152円だと` behind 1ドル150円: no budget of 152 yen."""
    currency = getattr(previous, "currency", None)
    if not isinstance(currency, Currency) or not currency.per_usd or len(ask.limits) != 1:
        return ask
    money, span = ask.limits[0].money, ask.limits[0].span
    is_near = currency.per_usd / _NEAR < money.amount < currency.per_usd * _NEAR
    if money.code != currency.code or money.high or ask.times or ask.intents or not is_near:
        return ask
    return replace(ask, limits=(), rated=(Rated(money.code, money.amount, span),))


_NEAR = 2
"""How many times another exchange rate may be that of before: what else could it be?"""


def _with_so_many(ask: Ask, previous: Query) -> Ask:
    """`1,000 of those` behind a single request: so many such requests."""
    work, said_alone = work_of(previous), _number_alone(ask)
    if work is None or said_alone is None:
        return ask
    number, span = said_alone
    is_of_those = ask.source[span.end :].casefold().lstrip().startswith(_OF_THOSE)
    is_one = work.usage.input <= MOST_OF_ONE and (work.requests or ONE) == ONE and not work.per
    if not (is_of_those and is_one):
        return ask
    times = tuple(each._replace(binds="requests") for each in ask.times)
    return replace(ask, troubles=(), times=times, counts=(Count(number, REQUESTS, span),))


def _number_alone(
    ask: Ask, asked: frozenset[str] = frozenset({"ask.number_of_what"})
) -> tuple[Decimal, Span] | None:
    """The one thing that nobody knows what it is of, a number, with its place."""
    if len(ask.troubles) != 1 or ask.troubles[0].message.key not in asked:
        return None
    (trouble,) = ask.troubles
    number = trouble.message.facts.get("number")
    return (number, trouble.span or NOWHERE) if isinstance(number, Decimal) else None


_OF_THOSE = tuple(words_that("of_those_before"))


def _with_length_of_replies(ask: Ask, previous: Query) -> Ask:
    """`what if replies are 400?` behind requests with an output: so many tokens in each.

    So for "answers go up to 600 tokens".
    """
    work, said_alone = work_of(previous), _number_alone(ask, _OF_NO_SIDE)
    if work is None or said_alone is None:
        return ask
    number, span = said_alone
    words = ask.source[: span.start].casefold().split()
    before = _before_the_texts(words)
    is_all = (
        before is not None
        and _ends_a_clause(ask.source[span.end :])
        and " " not in ask.quoted(span).removesuffix(_TOKENS)
        and _are_all(before)
    )
    has_output = work.usage.output and work.counts and work.scope is not Scope.TOTAL
    if ask.models or not (is_all and has_output) or _are_counted(words, work):
        return ask
    heard = tuple(
        each._replace(meaning=_OUTPUT)  # and no part of the work: "replies are 400, no cache"
        if each.meaning == IGNORED and each.text.casefold() in _TEXTS
        else each
        for each in ask.heard
    )
    amounts = (*ask.amounts, Amount(Unit.OUTPUT, number, span))
    return replace(ask, troubles=(), heard=heard, amounts=amounts)


def _before_the_texts(said: list[str]) -> list[str] | None:
    """What stands before `replies are`, `replies will be more like`; None where neither does."""
    left, is_near, reaches = [*said], False, False
    while left and left[-1] in _ABOUT:
        last = left.pop()
        is_near, reaches = last in _NEARER or is_near, last == "to" or reaches
    if reaches and left and left[-1] in _BECOME_LONG:  # "answers go up to 600"
        while left and left[-1] in _BECOME_LONG:
            left.pop()
    elif left and left[-1] in _ARE:
        left.pop()
    elif not is_near:
        return _before_shortening(left)
    while left and left[-1] in _WILL:
        left.pop()
    return left if left and left.pop() in _TEXTS else None


def _before_shortening(said: list[str]) -> list[str] | None:
    """What stands before `limit the replies [to 50]`; None where they are not shortened."""
    *before, texts = said or [""]
    while before and before[-1] in _THE:
        before.pop()
    shortens = texts in _TEXTS and before and before.pop() in _SHORTENS
    return before if shortens else None


def _are_counted(words: list[str], work: Work) -> bool:
    """Whether such texts are what was counted: `limit the summaries to 50` of 500 of them."""
    counted = {in_full(each.noun) for each in work.counts}
    return any(word in _TEXTS and in_full(word) in counted for word in words)


def _are_all(before: list[str]) -> bool:
    """Whether it is said of all replies: not of "most replies", nor of "only long replies"."""
    (*_, last) = ("", *before)
    return not last or not last.isalpha() or last in _BEFORE_ALL


def _ends_a_clause(behind: str) -> bool:
    """Whether nothing goes on behind the number: not so "200 shorter", "2k less"."""
    return not behind.strip() or behind.lstrip().casefold().startswith(_CLAUSE_ENDS)


_BEFORE_ALL, _CLAUSE_ENDS = words_that("before_all_the_texts"), (*",;.!?", "and ")
_TEXTS, _ARE = words_that("texts_that_come_out"), words_that("are_so_long")
_NEARER, _WILL = words_that("nearer_to_a_length"), words_that("comes_to_a_multiple")
_ABOUT = words_that("beside_a_verb_of_writing") | _NEARER
_ABOUT |= {"about", "around", "now", "roughly", "to"}
_BECOME_LONG = words_that("becomes_as_many") | words_that("becomes_as_long")
_OF_NO_SIDE, _TOKENS = frozenset({"ask.number_of_what", "ask.tokens_of_what"}), " tokens"
_OUTPUT = "output"
_THE, _SHORTENS = words_that("ours"), words_that("makes_shorter")


# --- one of a range, all of several, and what comes beside the other side


def _within_a_range(ask: Ask, previous: Query) -> Ask:
    """`let's say 6k` behind 5-8k requests a day: so many of what was a range."""
    work, said_alone = work_of(previous), _number_alone(ask)
    if said_alone is None or work is None or not work.varied:
        return ask
    before = recalled(previous)
    (number, span), others = said_alone, [each for each in before.caching if each.bounds]
    known: tuple[Amount | Count, ...] = (*before.counts, *before.amounts)
    ranged = [each for each in known if each.bounds]
    if len(ranged) != 1 or others or _has_other_ranges(before) or not _says_no_more(ask, span):
        return ask
    (old,) = ranged
    if old.bounds is None or not old.bounds.low <= number <= old.bounds.high:
        return ask
    if isinstance(old, Amount):
        new = replace(old, quantity=number, bounds=None, centred=False, span=span)
        return replace(ask, amounts=(new,), troubles=())
    count = replace(old, number=number, bounds=None, centred=False, span=span)
    counts = tuple(count if each is old else each for each in before.counts)
    return replace(ask, counts=counts, joined=before.joined, troubles=())


def _says_no_more(ask: Ask, span: Span) -> bool:
    """Whether the words beside what is at `span` change nothing: "ok, let's say 6k"."""
    others = {each.text.casefold() for each in ask.heard if each.span != span}
    return others <= _BESIDE_A_NUMBER


_BESIDE_A_NUMBER = words_that("beside_a_bare_share") | words_that("beside_a_verb_of_writing")
_BESIDE_A_NUMBER |= words_that("opens_a_follow_up") | {"about", "around", "roughly"}


def _of_all_of_them(ask: Ask, previous: Query) -> Ask:
    """`all three batched`, 3つとも behind as many models: all of them, as before."""
    models = getattr(previous, "models", ())
    of_these = isinstance(previous, ComparisonQuery) and not any(
        isinstance(each, Group) for each in models
    )
    if not of_these or ask.models:
        return ask
    if said_alone := _number_alone(ask):
        number, span = said_alone
        is_all = number == len(models) and ask.source.startswith(_ALL_OF_THEM, span.end)
        return replace(ask, troubles=(), models=models, adds=True) if is_all else ask
    if len(ask.unused) != 1 or ask.troubles:
        return ask
    named = _NUMERALS.get(ask.quoted(ask.unused[0]).casefold())
    is_all = named == len(models)
    return replace(ask, unused=(), models=models, adds=True) if is_all else ask


_NUMERALS = MappingProxyType({"three": 3, "four": 4, "five": 5})
_ALL_OF_THEM = tuple(words_that("all_of_them_behind"))


def _against_all_on_one(ask: Ask, previous: Query) -> Ask:
    """`compared to all opus?` behind a mix: all of it there, with what that changes."""
    if not ask.adds or len(ask.models) != 1 or ask.modifiers or ask.caching:
        return ask
    said = {each.text.casefold() for each in ask.heard}
    is_all = [each.share for each in ask.shares] == [ONE]
    is_all = is_all or not (ask.shares or _ALL_ON_ONE.isdisjoint(said))
    if isinstance(previous, MixQuery):
        return replace(ask, adds=False, shares=_all_of(ask)) if is_all else ask
    return replace(ask, shares=()) if is_all and ask.shares else ask


def _all_of(ask: Ask) -> tuple[Shared, ...]:
    (model,) = ask.models
    if ask.shares or isinstance(model, (Group, Foreign)):
        return ask.shares
    return (Shared(model, ONE, NOWHERE),)


_ALL_ON_ONE = words_that("all_on_a_model")


def _with_the_other_side(ask: Ask, previous: Query) -> Ask:
    """`出力100万も追加` behind what only goes in: that comes out, and the rest is as before."""
    work = work_of(previous)
    others = (ask.counts, ask.models, ask.times, ask.contents, ask.changes, ask.scopes, ask.limits)
    if len(ask.amounts) != 1 or work is None or any(others) or ask.on_top or ask.troubles:
        return ask
    (said,) = ask.amounts
    behind = ask.source[said.span.end :].strip(" ?!。")
    is_new = isinstance(said.kind, Unit) and not getattr(work.usage, said.kind)
    if said.kind not in _SIDES or not is_new or behind not in _COMES_TOO:
        return ask
    return replace(ask, on_top=(said.span,))


_SIDES, _COMES_TOO = frozenset[object]({Unit.INPUT, Unit.OUTPUT}), words_that("comes_too")


# --- how many there are, or how long each is


def _with_length_of_those(ask: Ask, previous: Query) -> Ask:
    """`what if docs are 15k tokens?` behind so many documents: so many tokens in each."""
    work, said_alone = work_of(previous), _number_alone(ask, frozenset({"ask.tokens_of_what"}))
    if work is None or said_alone is None or ask.amounts or ask.counts or ask.models:
        return ask
    number, span = said_alone
    left = ask.source[: span.start].casefold().split()
    while left and left[-1] in _ABOUT | _ARE | _WILL:
        left.pop()
    noun, before = (left or [""])[-1], left[:-1]
    counted = [in_full(each.noun) for each in work.counts[-1:]]
    is_of_those = noun not in _TEXTS and in_full(noun) in counted
    is_told = is_of_those and _are_all(before) and _ends_a_clause(ask.source[span.end :])
    if not is_told or not work.usage.input or work.scope is Scope.TOTAL or work.made_of:
        return ask
    return replace(ask, troubles=(), amounts=(Amount(Unit.INPUT, number, span),))


def _with_new_number(ask: Ask, previous: Query) -> Ask:
    """`calls drop to 20k`, `200 of them` behind so many calls, or people: so many instead."""
    said_alone = _number_alone(ask)
    if said_alone is None or ask.amounts or ask.counts or ask.models:
        return ask
    counts = recalled(previous).counts
    if not counts:
        return ask
    number, span = said_alone
    behind = ask.source[span.end :].casefold()
    before = ask.source[: span.start].casefold().split()
    said = _some_of_them(number, behind, counts) or _become_as_many(before, behind, counts)
    if said is None:
        return ask
    new = replace(said, number=number, bounds=None, centred=False, span=span)
    changed = tuple(new if each is said else each for each in counts)
    return replace(ask, counts=changed, joined=len(changed) > 1, troubles=())


def _some_of_them(number: Decimal, behind: str, counts: tuple[Count, ...]) -> Count | None:
    """The people of `only 200 of them use it`: fewer than before."""
    found = next((each for each in _OF_THOSE if behind.strip().startswith(each)), None)
    if found is None or not is_of_people(counts[0]) or number >= counts[0].number:
        return None
    rest = behind.strip().removeprefix(found).strip(" .,!?").split()
    return counts[0] if set(rest) <= _DO_IT else None


def _become_as_many(before: list[str], behind: str, counts: tuple[Count, ...]) -> Count | None:
    """What is counted of `calls drop to 20k`; not of `docs grow to 20k`, which may be longer."""
    verbs: set[str] = set()
    while before and before[-1] in _BECOME_MANY | _ABOUT | _WILL:
        verbs.add(before.pop())
    reaches = {"to", *_REACH} & verbs  # "go up 50k" is by so many
    if not (before and reaches) or not _ends_a_clause(behind) or verbs.isdisjoint(_BECOME_MANY):
        return None
    noun = before[-1]
    if noun in _ALL_OF_IT and len(counts) == 1:
        return counts[0]
    named = [each for each in counts if in_full(each.noun) == in_full(noun)]
    return named[0] if len(named) == 1 and noun not in _MAY_BE_LONG else None


def _with_new_length(ask: Ask, previous: Query) -> Ask:
    """`trim the prompts to 20k`: no number of them, unless those are what was counted."""
    words = set(ask.source.casefold().split())
    if len(ask.counts) != 1 or ask.amounts or ask.troubles or words.isdisjoint(_SHORTENS):
        return ask
    (said,) = ask.counts
    counted = {in_full(each.noun) for each in recalled(previous).counts}
    is_long = said.noun in _MAY_BE_LONG and in_full(said.noun) not in counted
    if not (counted and is_long) or ask.times or ask.models:
        return ask
    amount = Amount(Unit.INPUT, said.number, said.span, said.bounds, said.centred)
    return replace(ask, counts=(), amounts=(amount,))


_BECOME_MANY, _DO_IT = words_that("becomes_as_many"), words_that("use_it_themselves")
_REACH = frozenset({"reach", "reaches", "hit", "hits"})
_ALL_OF_IT, _MAY_BE_LONG = frozenset({"traffic", "volume"}), words_that("many_or_long")


# --- how often, and for whom


def _as_often(ask: Ask, previous: Query) -> Ask:
    """`weekly instead of nightly` behind so many a night: as many of them, each week."""
    work = work_of(previous)
    if work is None or work.per is None or len(ask.times) != _NEW_AND_OLD or not ask.negations:
        return ask
    new, old = ask.times
    numbers = (ask.amounts, ask.counts, ask.contents, ask.changes, ask.schedules, ask.limits)
    is_told = new.often and old.often and old.period is work.per
    between = ask.source[new.span.end : old.span.start].strip(" ,").casefold()
    if any(numbers) or not is_told or between not in _NOT_SO_OFTEN:
        return ask
    binds: Literal["requests", "amounts"] = "requests" if work.counts else "amounts"
    times = (new._replace(binds=binds, often=False),)
    return replace(ask, times=times, negations=())


def _for_each_seat(ask: Ask, previous: Query) -> Ask:
    """`per seat per month?` behind so many seats: no subscription is asked about."""
    if ask.topic != "subscription":
        return ask
    if all(singular(each.noun) != _SEAT for each in recalled(previous).counts):
        return ask
    for one, other in pairwise(ask.heard):
        if one.text.casefold() in _PER and other.text.casefold() == _SEAT:
            span = Span(one.span.start, other.span.end)
            of_seat = PerUnit(_SEAT, ask.quoted(span), span)
            return replace(ask, topic=None, costs_per=(*ask.costs_per, of_seat))
    return ask


_NEW_AND_OLD, _SEAT = 2, "seat"
_NOT_SO_OFTEN, _PER = words_that("rules_out_how_often"), words_that("per_one_of_them")


# --- what one side of the work costs


def _asking_one_side(ask: Ask, previous: Query) -> Ask:
    """`how much of that is output?` behind work with both sides is asked about."""
    works = [each.work for each in getattr(previous, "parts", ())] or [work_of(previous)]
    both = any(each and each.usage.input and each.usage.output for each in works)
    words = {each.text.casefold() for each in ask.heard}
    sides = words & _ONE_SIDE
    if not both or len(sides) != 1 or words.isdisjoint(_OF_ONE_SIDE) or ask.troubles:
        return ask
    of_rates = any(map(ask.source.casefold().__contains__, _PER_MILLION))
    if ask.models or of_rates or follows(ask) or has_amounts(ask):
        return ask
    span = next(each.span for each in ask.heard if each.text.casefold() in sides)
    said = phrase("ask.of_one_alone", said=ask.quoted(span))
    return replace(ask, doubt=NeedsMore(said, span))


_PER_MILLION = tuple(words_that("unit_of_a_price"))
_COSTS_OF_ONE = words_that("cost_of_one_kind")
_ONE_SIDE = words_that("one_side_of_work") | _COSTS_OF_ONE
_OF_ONE_SIDE = words_that("asks_of_one_side") | _COSTS_OF_ONE


# --- one part of what goes in


def _with_part_of_prompt(ask: Ask, previous: Query) -> Ask:
    """`context is 8k` behind 15k of context and a question: the question stays beside it."""
    work = work_of(previous)
    if work is None or not work.made_of:
        return ask
    if len(ask.changes) == 1:
        return _with_part_multiplied(ask, work)
    if found := _with_part_changed(ask, work):
        return found
    said = _size_said(ask)
    if said is None:
        return ask
    number, span, words = said
    named = [each for each in work.made_of if each.name and each.name in words]
    known = [each for each in ask.amounts if each.span != span]
    is_range = any(each.bounds for each in ask.amounts if each not in known)
    if (named and is_range) or not (named or _MAY_BE_ALL.isdisjoint(words)):
        part = phrase("ask.part", said=ask.quoted(span))  # "context" of what has other names
        return replace(ask, troubles=(NeedsMore(part, span),))
    if len(named) != 1:
        return ask
    kind = next((each.kind for each in ask.amounts if each not in known), Unit.INPUT)
    amount = _made_anew(work, named[0], number, span, kind)
    return replace(ask, amounts=(amount, *known), troubles=())


def _with_part_multiplied(ask: Ask, work: Work) -> Ask:
    """`the context doubles`, `question doubles`: the others stay as they are."""
    (change,) = ask.changes
    before = ask.source[: change.span.start].casefold().split()
    while before and before[-1] in _COMES_TO:
        before.pop()
    words = {*before[-1:], *_WORD.findall(ask.quoted(change.span).casefold())}
    named = [each for each in work.made_of if each.name and each.name in words]
    if len(named) != 1 or change.noun or change.what not in {None, "prompt_size"} or ask.amounts:
        return ask
    with exactly():
        tokens = named[0].tokens * change.factor
    amount = _made_anew(work, named[0], tokens, change.span, Unit.INPUT)
    return replace(ask, changes=(), amounts=(amount,))


def _with_part_changed(ask: Ask, work: Work) -> Ask | None:
    """`double the history`, `no history`: that part so many times as long, or not there."""
    words = [*_WORD.findall(ask.source.casefold())]
    named = [each for each in work.made_of if each.name and each.name in words]
    others = (ask.amounts, ask.counts, ask.models, ask.contents, ask.times, ask.unused)
    if len(named) != 1 or any(others):
        return None
    factors = [each.message.facts.get("factor") for each in ask.troubles]
    if len(factors) == 1 and isinstance(factors[0], Decimal) and not ask.negations:
        with exactly():
            tokens = named[0].tokens * factors[0]
        span = ask.troubles[0].span or NOWHERE
        return replace(ask, troubles=(), amounts=(_made_anew(work, named[0], tokens, span),))
    if len(ask.negations) != 1 or ask.troubles or words[-1] != named[0].name:
        return None
    without = tuple(each for each in work.made_of if each != named[0])
    with exactly():
        whole = sum((each.tokens for each in without), start=Decimal(0))
    left = Amount(Unit.INPUT, whole, ask.negations[0], made_of=without if len(without) > 1 else ())
    return replace(ask, negations=(), amounts=(left,))


def _of_what_is_not_counted(ask: Ask, _: Query) -> Ask:
    """`履歴が倍になったら`, `精度が2倍`: no more requests, so that it is asked about."""
    if len(ask.changes) != 1 or ask.source.isascii():
        return ask
    (change,) = ask.changes
    before = ask.source[: change.span.start].rstrip(_TIES_TO_A_CHANGE)
    if change.what or change.noun or not before.endswith(_NOT_COUNTED):
        return ask
    asked = NeedsMore(phrase("ask.change_what", said=ask.source.strip(" ?。")), change.span)
    return replace(ask, doubt=asked)


_TIES_TO_A_CHANGE = "がはもをの、 "
_NOT_COUNTED = tuple(words_that("not_what_is_counted"))


def _without_its_history(ask: Ask, previous: Query) -> Ask:
    """`no history`, `double the history` behind work: of its prompt, and no history of prices."""
    said = ask.source.casefold()
    multiplied = any(each.message.key == "ask.change_what" for each in ask.troubles)
    is_changed = ask.negations or multiplied
    if not is_changed or not any(map(said.__contains__, _HISTORY)) or work_of(previous) is None:
        return ask
    return replace(ask, doubt=NeedsMore(phrase("ask.part", said=ask.source.strip(" ?。"))))


_HISTORY = tuple(words_that("history_of_a_talk"))


def _made_anew(
    work: Work,
    part: PartOfPrompt,
    tokens: Decimal,
    span: Span,
    kind: AmountKind = Unit.INPUT,
) -> Amount:
    """The input of before with so many tokens in one of its parts."""
    parts = tuple(each._replace(tokens=tokens) if each == part else each for each in work.made_of)
    with exactly():
        whole = sum((each.tokens for each in parts), start=Decimal(0))
    return Amount(kind, whole, span, made_of=parts)


def _size_said(ask: Ask) -> tuple[Decimal, Span, list[str]] | None:
    """How long something is, and what it is called: `context is 8k`, `a 1k question`; else None."""
    if said_alone := _number_alone(ask):
        if ask.amounts or ask.models or ask.contents or ask.counts:
            return None
        number, span = said_alone
        before = ask.source[: span.start].casefold().split()
        while before and before[-1].strip(",") in _COMES_TO:
            before.pop()
        behind = ask.source[span.end :].casefold().split()
        return number, span, [*before[-1:], *behind[:1]]
    sizes = [each for each in ask.amounts if each.kind in {"prompt_size", Unit.INPUT}]
    if len(sizes) != 1 or ask.troubles:
        return None
    words = _WORD.findall(ask.quoted(sizes[0].span).casefold())
    return sizes[0].quantity, sizes[0].span, words


_WORD = re.compile("[a-z]+")
_MAY_BE_ALL = frozenset({"context"})
_COMES_TO = words_that("comes_to_a_length") | words_that("comes_to_a_multiple")


# --- what is told by what was said before


def _with_images_as_before(ask: Ask, previous: Query) -> Ask:
    """`2 images each`, 画像3枚なら behind images of one size: so many of that size in each."""
    work = work_of(previous)
    before = work.contents[0] if work and len(work.contents) == 1 else None
    if not work or not isinstance(before, Images) or not (ask.troubles or ask.counts):
        return ask
    asked = [each for each in ask.troubles if each.message.key == "ask.image_size"]
    sheets = _sheets(ask) if all(each.noun != _SHEETS for each in work.counts) else []
    if sheets and ask.times:  # 月500枚: in all of them?
        said, span = ask.quoted(sheets[0].span), sheets[0].span
        return replace(ask, troubles=(NeedsMore(phrase("ask.which_count", said=said), span),))
    told = [*(each.message.facts.get("number") for each in asked), *(n.number for n in sheets)]
    numbers = {each for each in told if isinstance(each, Decimal)}
    if len(numbers) != 1 or len(asked) > 1:
        return ask
    return replace(
        ask,
        contents=(*ask.contents, Contained(before._replace(number=numbers.pop()), NOWHERE)),
        troubles=tuple(each for each in ask.troubles if each not in asked),
        counts=tuple(each for each in ask.counts if each not in sheets),
    )


def _sheets(ask: Ask) -> list[Count]:
    """画像3[枚]."""
    return [each for each in ask.counts if ask.quoted(each.span).endswith(_IN_SHEETS)]


_SHEETS, _IN_SHEETS = "sheets", tuple(words_that("counter_of_sheets"))


def _of_all_of_it(ask: Ask, _: Query) -> Ask:
    """`in total per year`: the cost is summed up; no amounts are said that could be totals."""
    of_amounts = ask.amounts or ask.counts or ask.contents or ask.caching or ask.limits
    plainly = all(each.every == ONE for each in ask.times)  # not "in total, every 3 minutes"
    if ask.scopes != {Scope.TOTAL} or of_amounts or not plainly or not (ask.times or ask.models):
        return ask
    return replace(ask, scopes=frozenset())


def _asking_the_difference(ask: Ask, previous: Query) -> Ask:
    """`what's the difference?` behind several models."""
    words = {each.text.casefold() for each in ask.heard}
    is_asked = not words.isdisjoint(_DIFFERENCES) or any(
        map(ask.source.casefold().__contains__, _WHICH)
    )
    if isinstance(previous, (EstimateQuery, MixQuery)):
        return _asked_of_what(ask, words)
    if not isinstance(previous, ComparisonQuery) or not is_asked:
        return ask
    return ask if follows(ask) else replace(ask, intents=ask.intents | {"saved"})


def _asked_of_what(ask: Ask, words: set[str]) -> Ask:
    """`年間の差額は？`, `what would we save by switching?`: of two, and one is remembered."""
    levers = (ask.modifiers, ask.without, ask.caching, ask.against, ask.uncached, ask.discounts)
    numbers = (ask.amounts, ask.counts, ask.changes, ask.contents, ask.limits, ask.shares)
    if ask.models or any(levers) or any(numbers) or ask.saved:
        return ask
    said = ask.source.casefold()
    moves = "saved" in ask.intents and any(map(said.__contains__, _MOVES_TO_ANOTHER))
    if words.isdisjoint(_GAPS) and not moves:
        return ask
    open_gap = NeedsMore(phrase("ask.cheaper_than", said=ask.source.strip()))
    return replace(ask, troubles=(*ask.troubles, open_gap))


_GAPS = words_that("difference_between_two")
_MOVES_TO_ANOTHER = tuple(words_that("moves_to_another"))
_DIFFERENCES = words_that("asks_a_difference") | {"gap"}
_WHICH = tuple(words_that("asks_which_is_cheaper"))
_BEHIND = (
    put_right,
    _as_often,
    _for_each_seat,
    _asking_one_side,
    _without_that,
    _at_prices_of_now,
    _with_terms_dropped,
    _at_one_end,
    _at_another_rate,
    _with_so_many,
    _with_length_of_replies,
    _with_part_of_prompt,
    _without_its_history,
    _of_what_is_not_counted,
    _within_a_range,
    _of_all_of_them,
    _against_all_on_one,
    _with_the_other_side,
    _with_length_of_those,
    _with_new_number,
    _with_new_length,
    with_more_images,
    _with_images_as_before,
    _of_all_of_it,
    _asking_the_difference,
    with_work_repeated,
)
