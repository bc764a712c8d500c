"""A follow-up: what was said, laid over the thread's previous query.

"and with opus 5.5?", "batched", "90% cached", "what if prompts are 5k", "double the output":
only what was said changes, and all else stays as it was. A model together with amounts is a
new question, and inherits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, Inexact

from msgspec.structs import replace

from pricing import CACHE_UNITS, Period, Unit, convert, divide, exactly

from .all_but_one import places_of_others, with_exceptions, with_exceptions_told
from .amounts_merged import merged_amounts, merged_counts, without_reads
from .ask import (
    GENERIC,
    Ask,
    Contained,
    Count,
    Rated,
    Shared,
)
from .bare import with_bare_share, with_share_of_a_model
from .contrast_merged import OF_LEVERS, merged_contrast, only_model
from .dealing import are_ranges
from .errors import NeedsMore
from .faulted import without_faulted
from .left_open import refuse_at_times
from .model import (
    ONE,
    REQUESTS,
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    Foreign,
    Group,
    Images,
    MixQuery,
    Query,
    Scope,
    Work,
)
from .multiples import count_times, multiplied
from .of_part import part_meant, refuse_named_work
from .on_another_model import refuse_shares_on_top
from .one_of_them import of_each_one
from .one_prompt import of_one_prompt
from .parts_of_mix import all_on_one, is_on_one_model
from .phrase import phrase
from .reading import Heard
from .recalled import NOWHERE, models_of, of_part, on, recalled, work_of
from .roles import words_that
from .routing import (
    as_one,
    dealt_as_before,
    dealt_by_number,
    is_number_and_rest,
    is_same,
    refuse_open_routes,
    rerouted,
)
from .rules.nouns import ADOPTERS, in_full, is_of_people, plural, singular
from .said_on_top import all_on_top, is_said_on_top
from .standing_in import leaving_out, models_after, without_those
from .terms_alone import without_the_others
from .times_merged import merged_schedules, merged_times, of_today
from .unclear import (
    refuse_going_back,
    refuse_of_one_model,
    refuse_open,
    refuse_portions,
    refuse_prompt_beside_prefix,
)

_REQUESTS, _PERSONS = words_that("one_request"), words_that("person")


def has_words(ask: Ask) -> bool:
    """Whether `ask` is in any language: "+20%" and "opus 5.5, 2x" are in none."""
    models = {each.heard for each in ask.models}
    said = (each.text for each in ask.heard if each.meaning not in models)
    return any(map(_WORD.search, said))


_WORD = re.compile(r"[^\W\d_]{2}")


def follows(ask: Ask) -> bool:
    """Whether `ask` changes something, and is no question of its own."""
    anew = ask.contents or any(each.span != NOWHERE for each in ask.amounts)
    whole = ask.models and anew and not _changes_the_model(ask)
    if whole or ask.pasted or ask.parts or ask.topic or ask.listing or ask.greets:
        return False
    amounts = (ask.amounts, ask.counts, ask.contents, ask.scopes, ask.caching, ask.ttls)
    times = (ask.days, ask.times, ask.schedules, ask.business_days, ask.arrivals)
    terms = (ask.modifiers, ask.without, ask.partly, ask.discounts, *times)
    money = (ask.limits, ask.currencies, ask.rated)
    ruled_out = ask.uncached or ask.undiscounted or ask.without_units
    levers = ask.against or ask.sided or ask.intents & OF_LEVERS
    others = (ask.changes, ask.now, ask.partners, ask.every_day, ask.left_out)
    parts = (ask.models, *amounts, *terms, *money, ruled_out, *others)
    succeeds = any(each.message.key == "ask.successor" for each in ask.troubles)
    return bool(levers or ask.costs_per or succeeds) or any(parts)


def _changes_the_model(ask: Ask) -> bool:
    """`haiku 4.5に変えて、出力を300に`, `same thing on haiku 4.5, 5k in`: the rest is as before."""
    said = ask.source.casefold()
    is_change = not ask.counts and any(each in said for each in _CHANGES)
    return is_change or _is_the_same(said) or any(each in said for each in _REST_IS_AS_BEFORE)


def _is_the_same(said: str) -> bool:
    """`same thing on haiku`, whatever is typed for "thing"."""
    words = said.split()
    return words[:1] == ["same"] and not _GOES_ON.isdisjoint(words[2:3])


_GOES_ON = frozenset({"on", "but", "with", "for", "in"})
_CHANGES, _REST_IS_AS_BEFORE = map(words_that, ("changes_what_was_said", "rest_is_as_before"))


def counted_as_before(ask: Ask, previous: Query) -> Ask:
    """`ask` with "10-30k a day" as so many of what was counted before, where that is plain.

    So is who does it, of "10 messages per user", and which models stay, of "drop opus".
    """
    if not (ask.troubles or ask.unused):
        return ask
    ask = with_bare_share(without_those(ask, previous), previous)
    ask = with_share_of_a_model(ask, previous)
    ask = _split_as_before(_done_by_those_before(ask, previous), previous)
    work = work_of(previous)
    if len(ask.uncalled) != 1 or len(ask.times) != 1 or ask.counts or ask.amounts:
        return ask
    of_one = work is not None and work.requests == 1  # "20k a month" behind a single request
    counts = recalled(previous).counts if work and (work.per or of_one) else ()
    (said,) = ask.uncalled
    counted = counts[0] if len(counts) == 1 else _of_each_person(ask, said, counts)
    if counted is None:
        return ask
    count = replace(said, noun=plural(singular(counted.noun)) if of_one else counted.noun)
    others = tuple(each for each in ask.troubles if each.span != said.span)
    times = (ask.times[0]._replace(binds="requests"),)
    scopes = ask.scopes if counted is counts[0] else frozenset[Scope]()
    return replace(ask, counts=(count,), times=times, troubles=others, scopes=scopes)


def _of_each_person(ask: Ask, said: Count, counts: tuple[Count, ...]) -> Count | None:
    """What people do, of `10 a day each` behind 500 users that send 20 messages a day."""
    if len(counts) != _BOTH or ask.scopes != {Scope.EACH} or not is_of_people(counts[0]):
        return None
    people, done = counts
    return done if said.number < people.number else None


def _split_as_before(ask: Ask, previous: Query) -> Ask:
    """`what if 50/50?` behind a mix, or a comparison: of its models, in their order."""
    parts = previous.parts if isinstance(previous, (MixQuery, BudgetQuery)) else ()
    compared = previous.models if isinstance(previous, ComparisonQuery) else ()
    models = [
        each
        for each in (*(part.model for part in parts), *compared)
        if not isinstance(each, (Group, Foreign))
    ]
    split = ask.split or _even_split(ask)
    if not split or len(split) != len(models) or len(models) != len(set(models)):
        return ask
    trouble = next(each for each in ask.troubles if each.message.key in _OF_A_SPLIT)
    span = trouble.span or NOWHERE
    shares = tuple(Shared(*each, span) for each in zip(models, split, strict=True))
    others = tuple(each for each in ask.troubles if each is not trouble)
    scopes = ask.scopes if ask.split else frozenset[Scope]()
    return replace(ask, models=tuple(models), shares=shares, scopes=scopes, troubles=others)


def _even_split(ask: Ask) -> tuple[Decimal, ...]:
    """`50% each`, `5割ずつ`: as many shares as make up all of it."""
    asked = [each for each in ask.troubles if each.message.key == "ask.percent_of_what"]
    share = asked[0].message.facts.get("share") if len(asked) == 1 else None
    if ask.scopes != {Scope.EACH} or ask.amounts or ask.counts:
        return ()
    return (share,) * int(ONE / share) if isinstance(share, Decimal) and share in _EVEN else ()


_OF_A_SPLIT = frozenset({"ask.split_models", "ask.percent_of_what"})
_EVEN = frozenset({ONE / 2, ONE / 4, ONE / 5})
"""Shares that make up all of it, without a rest."""


def _done_by_those_before(ask: Ask, previous: Query) -> Ask:
    """`10 messages per user`, `2 calls per session`: by each of as many of them as before."""
    asked = [each for each in ask.troubles if each.message.key == "ask.how_many_of"]
    work = work_of(previous)
    if not asked or work is None or len(work.counts) != _BOTH or len(ask.counts) != 1 or ask.on_top:
        return ask
    one, other = recalled(previous).counts
    people = other if is_of_people(other) else one  # 1日20回×500人
    if not all(_is_one_of(people, each.message.facts) for each in asked):
        return ask
    others = tuple(each for each in ask.troubles if each not in asked)
    return replace(ask, counts=(people, *ask.counts), joined=True, troubles=others)


_BOTH = 2


def _is_one_of(counted: Count, facts: Mapping[str, object]) -> bool:
    noun = facts.get("noun")
    return noun == singular(counted.noun) or (noun == "person" and is_of_people(counted))


def laid_over(ask: Ask, previous: Query) -> Ask:
    """`ask` with everything it leaves out taken from `previous`.

    Args:
        ask: a follow-up.
        previous: the thread's last priced query.

    Raises:
        NeedsMore: what it changes is not there, or could be several things.
    """
    refuse_going_back(ask)
    excepted = with_exceptions(ask)
    if isinstance(previous, MixQuery) and (places := places_of_others(excepted, previous)):
        return _over_some(replace(excepted, left_out=()), previous, places)
    ask = with_exceptions_told(excepted, ask)
    refuse_at_times(ask)
    ask = leaving_out(all_on_top(without_faulted(ask, previous)), previous)
    part = part_meant(ask, previous)
    if part is not None and isinstance(previous, MixQuery):
        return _over_some(ask, previous, (part,))
    refuse_shares_on_top(ask, models_of(previous))
    refuse_portions(ask, previous)
    refuse_named_work(ask, previous)
    refuse_of_one_model(ask, previous)
    work = work_of(previous)
    ask = of_each_one(ask, previous)
    refuse_open_routes(ask, work.requests if work else None, models_of(previous))
    if isinstance(previous, (MixQuery, BudgetQuery)) and previous.parts:
        return _over_mix(ask, previous)
    if ask.partly:  # instead of all of it
        ask = replace(ask, without=ask.without | {each.modifier for each in ask.partly})
    if is_number_and_rest(ask):
        return _with_rest_of_requests(ask, previous)
    if ask.shares:
        ask = _with_rest(ask, previous)
    return _merged(ask, recalled(previous), work)


def _with_rest_of_requests(ask: Ask, previous: Query) -> Ask:
    """`30k on haiku, the rest on opus`: of as many requests as before."""
    before = recalled(previous)
    periods = {each.period for each in before.times if each.binds == "requests"}
    said = {each.period for each in ask.times if each.binds == "requests"}
    if len(before.counts) != 1 or len(ask.counts) != 1 or not said <= periods:
        raise NeedsMore(phrase("ask.change_of_mix"), ask.counts[0].span)
    others = replace(ask, counts=(), shares=(), models=())
    merged = _merged(others, before, work_of(previous))
    dealt = replace(merged, counts=ask.counts, shares=ask.shares, models=ask.models)
    return dealt_by_number(dealt, before.counts[0], before.models)


def _with_rest(ask: Ask, previous: Query) -> Ask:
    """For "70% of it on haiku": the rest stays where it was."""
    with exactly():
        share = sum((each.share for each in ask.shares), start=Decimal(0))
    if share >= ONE or any(each.share < 0 for each in ask.shares):
        return ask
    stays = only_model(models_of(previous))
    moves = [each.model for each in ask.shares]
    is_there = stays is not None and any(is_same(each, stays) for each in moves)
    if stays is None or is_there or not isinstance(previous, (EstimateQuery, BudgetQuery)):
        raise NeedsMore(phrase("ask.change_of_mix"), ask.shares[0].span)
    rest = Shared(stays, -ONE, ask.shares[0].span)
    return replace(ask, shares=(*ask.shares, rest), models=(*ask.models, stays))


def _over_mix(ask: Ask, previous: MixQuery | BudgetQuery) -> Ask:
    """Every part changes in the same way; a number of requests is dealt out as before."""
    in_all = any(not each.work.counts or each.work.scope is Scope.TOTAL for each in previous.parts)
    numbers = ask.amounts or ask.contents or ask.scopes
    if is_number_and_rest(ask):
        raise NeedsMore(phrase("ask.change_of_mix"), ask.counts[0].span)
    if ask.moved:  # "half of the sonnet traffic to opus": of all, or of what sonnet has?
        raise NeedsMore(phrase("ask.change_of_mix"), ask.shares[0].span)
    _refuse_more_of_one(ask, previous)
    if whole := as_one(ask, previous):
        return laid_over(ask, whole)
    ranged = are_ranges(each.work for each in previous.parts)
    if ranged and is_on_one_model(ask, previous):
        return laid_over(*dealt_as_before(replace(ask, shares=()), previous))
    model = None if ranged else all_on_one(ask, previous)
    if model:
        said = replace(ask, models=(model,), shares=())
        return _over_parts(said, previous, [said] * len(previous.parts))
    if (ask.models or ask.shares) and not ask.on_top:
        return laid_over(*rerouted(ask, previous))
    if ask.on_top or ask.partly or (in_all and numbers):
        raise NeedsMore(phrase("ask.change_of_mix"))
    if ranged:
        return laid_over(*dealt_as_before(ask, previous))
    return _over_parts(ask, previous, _dealt(ask, previous))


def _over_some(ask: Ask, previous: MixQuery, places: tuple[int, ...]) -> Ask:
    """`batch the haiku part`, `batch everything but opus`: the others stay as they are.

    Raises:
        NeedsMore: shares are ranges, of which all parts are the same work.
    """
    if are_ranges(each.work for each in previous.parts):
        raise NeedsMore(phrase("ask.change_of_mix"))
    said = [Ask(ask.source, ask.lang)] * len(previous.parts)
    for place in places:
        said[place] = replace(ask, models=(), portions=())
    return _over_parts(replace(ask, portions=()), previous, said)


def _over_parts(ask: Ask, previous: MixQuery | BudgetQuery, said_of: Sequence[Ask]) -> Ask:
    """`ask` with the parts of before, and what was said of each of them."""
    parts = tuple(
        replace(
            _merged(said, recalled(of_part(previous, each)), each.work),
            days=(),
            currencies=(),
            rated=(),
            shares=shares,
        )
        for said, each, shares in zip(said_of, previous.parts, _shares(ask, previous), strict=True)
    )
    before = on(Ask(""), previous.day, previous.currency)
    return replace(
        ask,
        parts=parts,
        amounts=parts[0].amounts,
        contents=parts[0].contents,
        models=tuple(each for part in parts for each in part.models),
        limits=parts[0].limits,
        intents=parts[0].intents,
        how_many=parts[0].how_many,
        days=() if ask.now else ask.days or before.days,
        currencies=ask.currencies or before.currencies,
        rated=ask.rated or _rated_before(ask, before),
    )


def _refuse_more_of_one(ask: Ask, previous: MixQuery | BudgetQuery) -> None:
    """`double the chats` behind chats and reports: of one part alone, as its noun tells.

    Raises:
        NeedsMore: nothing tells what becomes of the others.
    """
    nouns = {tuple(each.noun for each in part.work.counts) for part in previous.parts}
    named = [each for each in ask.changes if each.noun and each.noun not in GENERIC]
    if named and len(nouns) > 1:
        raise NeedsMore(phrase("ask.change_of_mix"), named[0].span)


def _rated_before(ask: Ask, before: Ask) -> tuple[Rated, ...]:
    """The exchange rates of before, where it is that currency still: `何円？` behind 155円."""
    return tuple(each for each in before.rated if {each.code}.issuperset(ask.currencies))


def _shares(ask: Ask, previous: MixQuery | BudgetQuery) -> list[tuple[Shared, ...]]:
    """The share that each part has, where it is asked how many there can be."""
    counts = [each.work.counts for each in previous.parts]
    has_limit = bool(ask.limits) or isinstance(previous, BudgetQuery)
    asks = has_limit and "how_many" in ask.intents and all(counts)
    asked = isinstance(previous, BudgetQuery) and previous.counts_requests and not ask.counts
    if not (asks or asked):
        return [()] * len(counts)
    pairs = zip(previous.parts, counts, strict=True)
    numbers = [_each_month(found[0].number, each.work) for each, found in pairs]
    with exactly():
        whole = sum(numbers, start=Decimal(0))
    return [
        (Shared(each.model, divide(number, whole), NOWHERE),)
        for each, number in zip(previous.parts, numbers, strict=True)
    ]


def _each_month(number: Decimal, work: Work) -> Decimal:
    """So many of them in a period that is the same for all parts."""
    return convert(number, work.per, Period.MONTH) if work.per else number


def _dealt(ask: Ask, previous: MixQuery | BudgetQuery) -> list[Ask]:
    """`ask` for each part of a mix: of a number of requests, the share that the part had."""
    if not ask.counts:
        return [ask] * len(previous.parts)
    counts = [each.work.counts for each in previous.parts]
    nouns = {tuple(each.noun for each in found) for found in counts}
    if len(ask.counts) > 1 or {len(found) for found in counts} != {1} or len(nouns) > 1:
        raise NeedsMore(phrase("ask.change_of_mix"), ask.counts[0].span)
    (new,) = ask.counts
    before = [found[0].number for found in counts]
    try:
        with exactly():
            all_before = sum(before, start=Decimal(0))
            factors = [each / all_before for each in before]
            return [replace(ask, counts=(count_times(new, each),)) for each in factors]
    except Inexact:
        raise NeedsMore(phrase("ask.change_of_mix"), new.span) from None


def _merged(ask: Ask, before: Ask, work: Work | None) -> Ask:
    ask = of_one_prompt(of_today(ask, before), before)
    ask = _with_as_many_images(_against_none(without_the_others(ask, before), before), before)
    _refuse_beside_own_terms(ask, before)
    ask, before = _rewritten(ask, before)
    refuse_prompt_beside_prefix(ask, before)
    before = _of_several_counts(ask, _uncounted(ask, before), work)
    refuse_open(ask, before, work)
    before = multiplied(before, ask.changes)
    if _is_cached_already(ask, before) or _is_cached_too(ask, before):
        ask = replace(ask, caching=())
    if ask.caching or ask.uncached:
        before = replace(
            before, amounts=without_reads(before.amounts), caching=(), ttls=frozenset()
        )
    if ask.discounts and before.discounts and any(map(_says_more, ask.heard)):
        raise NeedsMore(phrase("ask.two_discounts"))
    counts, joined = merged_counts(ask, before)
    return replace(
        ask,
        models=models_after(ask, before.models),
        amounts=merged_amounts(ask, before),
        contents=ask.contents or _contents_left(ask, before),
        counts=counts,
        joined=joined,
        scopes=ask.scopes or before.scopes,
        caching=ask.caching or before.caching,
        ttls=ask.ttls or before.ttls,
        arrivals=ask.arrivals or before.arrivals,
        uncached=ask.uncached and bool(ask.caching),
        modifiers=(before.modifiers - ask.without) | ask.modifiers,
        without=ask.without & ask.modifiers,
        without_units=(),
        open_prefix=() if _has_prefix(before) else ask.open_prefix,
        open_hours=() if _has_hours(before) else ask.open_hours,
        discounts=ask.discounts or (() if ask.undiscounted else before.discounts),
        days=() if ask.now else ask.days or before.days,
        times=merged_times(ask, before),
        schedules=merged_schedules(ask, before),
        limits=ask.limits or before.limits,
        **merged_contrast(ask, before),
        how_many=ask.how_many or before.how_many,
        currencies=ask.currencies or before.currencies,
        rated=ask.rated or _rated_before(ask, before),
        changes=(),
    )


def _contents_left(ask: Ask, before: Ask) -> tuple[Contained, ...]:
    """Those of before, but for images that were ruled out: "without images"."""
    if "image" not in ask.without_units:
        return before.contents
    return tuple(each for each in before.contents if not isinstance(each.content, Images))


def _refuse_beside_own_terms(ask: Ask, before: Ask) -> None:
    """Models, or terms, behind a comparison in which each model has terms of its own.

    Raises:
        NeedsMore: nothing says of which of them that is.
    """
    if not before.sided or ask.sided:
        return
    terms = (ask.modifiers, ask.without, ask.caching, ask.uncached, ask.ttls, ask.partly)
    cached = any(each.kind in {"prefix", *CACHE_UNITS} for each in ask.amounts)
    if ask.models or ask.against or cached or any(terms) or ask.intents & OF_LEVERS:
        raise NeedsMore(phrase("ask.own_terms"))


def _against_none(ask: Ask, before: Ask) -> Ask:
    """`キャッシュなしとの差は？`: what the cache of before saves, and not that it is dropped."""
    is_cached = before.caching or any(each.kind in CACHE_UNITS for each in before.amounts)
    asks = "saved" in ask.intents and ask.uncached and not ask.caching
    return replace(ask, uncached=False) if asks and is_cached else ask


def _with_as_many_images(ask: Ask, before: Ask) -> Ask:
    """`画像を2000x1500に` behind two images: another size, and as many."""
    if len(ask.contents) != 1 or len(before.contents) != 1:
        return ask
    (said_new,), (said_old,) = ask.contents, before.contents
    new, old, said = said_new.content, said_old.content, ask.quoted(said_new.span)
    if not isinstance(new, Images) or not isinstance(old, Images) or new.number != ONE:
        return ask
    if said.isascii() or said.endswith(_IMAGE_COUNTERS):
        return ask
    as_many = said_old._replace(content=new._replace(number=old.number), span=said_new.span)
    return replace(ask, contents=(as_many,))


_IMAGE_COUNTERS = tuple(words_that("counter_of_sheets"))


def _has_hours(before: Ask) -> bool:
    return any(each.kind is Unit.SESSION_HOUR for each in before.amounts)


def _has_prefix(before: Ask) -> bool:
    return any(each.kind == "prefix" for each in before.amounts)


def _says_more(heard: Heard) -> bool:
    """`another 5% off` where there is a discount already: on what, and how much is it in all?"""
    return heard.text.casefold() in _MORE


_MORE = words_that("on_top") | words_that("on_top_behind") | words_that("more_of_a_discount")


def _is_cached_too(ask: Ask, before: Ask) -> bool:
    """`plus 5k tool definitions, cached too`: as what every prompt began with before."""
    told = any(each.share is not None or each.tokens for each in ask.caching)
    added = any(each.kind == "prefix" and is_said_on_top(each, ask) for each in ask.amounts)
    return added and not told and _has_prefix(before)


def _is_cached_already(ask: Ask, before: Ask) -> bool:
    """`no batch, keep the caching` of what was cached in part: as much of it as before."""
    is_told = any(each.share is not None or each.tokens for each in ask.caching)
    if is_told or not ask.caching or ask.amounts or ask.ttls:
        return False
    if not _EVERYTHING.isdisjoint(each.text.casefold() for each in ask.heard):
        return False
    kinds = {each.kind for each in before.amounts}
    return any(each.share for each in before.caching) or not kinds.isdisjoint(_FROM_A_CACHE)


_EVERYTHING = words_that("everything")
_FROM_A_CACHE = frozenset[object]({Unit.CACHE_READ, "prefix"})


def _of_several_counts(ask: Ask, before: Ask, work: Work | None) -> Ask:
    """`how many users fit in $1,500?` of users and what each sends: as many as fit.

    Of requests, or of what they send, none of the two stays.

    Raises:
        NeedsMore: it is asked of what was not counted, or how many there can be is no matter of
            a price of one.
    """
    asks = (ask.limits or "fits" in before.intents) and "how_many" in ask.intents
    if not asks or len(before.counts) == 1 or work is None or not before.counts:
        return before
    asked = REQUESTS if ask.how_many is None else ask.how_many
    nouns = [in_full(each.noun) for each in before.counts]
    is_of_requests = asked == REQUESTS or in_full(asked) == nouns[-1]
    if work.prefix or work.scope is Scope.TOTAL:
        raise NeedsMore(phrase("ask.how_many_requests"))
    if is_of_requests and not ask.counts:
        times = tuple(each for each in before.times if each.binds not in {None, "requests"})
        return replace(before, counts=(), joined=False, schedules=(), times=times)
    if ask.counts and len(nouns) == _OF_EACH:  # "how many users at 5 messages a day each"
        return replace(before, counts=(), joined=False)
    if nouns.count(in_full(asked)) != 1 or not _are_told_so(asked, before):
        heard = (each for each in ask.heard if each.meaning.startswith(_HOW_MANY))
        said = next(heard, Heard(NOWHERE, asked, ""))
        known = tuple(each.noun for each in before.counts)
        raise NeedsMore(phrase("ask.how_many_of_those", said=said.text, known=known), said.span)
    others = tuple(each for each in before.counts if in_full(each.noun) != in_full(asked))
    return replace(before, counts=others, joined=len(others) > 1)


_OF_EACH, _HOW_MANY = 2, "how many"


def _are_told_so(noun: str, before: Ask) -> bool:
    """Whether they are called what they were: of the users, only those who do it were counted."""
    return all(each.noun != ADOPTERS for each in before.counts) or noun == ADOPTERS


def _rewritten(ask: Ask, before: Ask) -> tuple[Ask, Ask]:
    """`with a 1-hour cache` of what is cached before, in part or as a prefix: it is its life."""
    alone = all(each.share is None and each.tokens is None for each in ask.caching)
    if len(ask.ttls) != 1 or ask.amounts or not alone:
        return ask, before
    kinds = {each.kind for each in before.amounts}
    in_part = any(each.share for each in before.caching) or Unit.CACHE_READ in kinds
    if (in_part and kinds.isdisjoint(_WRITES)) or ("prefix" in kinds and before.caching):
        return replace(ask, caching=()), before
    if kinds.isdisjoint(_WRITES):
        return ask, before
    (ttl,) = ask.ttls
    amounts = tuple(
        replace(each, kind=ttl.write) if each.kind in _WRITES else each for each in before.amounts
    )
    return replace(ask, ttls=frozenset(), caching=()), replace(before, amounts=amounts)


def _uncounted(ask: Ask, before: Ask) -> Ask:
    """For "how many requests is $2,500 then?": one request of before, and no number of them.

    So for "how many then?" behind "budget is $800 a month".

    Raises:
        NeedsMore: something else is asked for: how many requests of before is one of those?
    """
    has_limit = "fits" in before.intents or (ask.limits and not before.limits)
    asks = has_limit and "how_many" in ask.intents and len(before.counts) == 1
    if not asks or ask.counts or Scope.TOTAL in before.scopes | ask.scopes:
        return before
    old = singular(before.counts[0].noun)
    said = singular(ask.how_many) if ask.how_many else old
    is_same = in_full(said) in {in_full(old), in_full(old.split()[-1])}  # "docs", "PR reviews"
    if not is_same and (said in _PERSONS or _REQUESTS.isdisjoint((said, old))):
        raise NeedsMore(phrase("ask.how_many_requests"))
    if _has_prefix(before):  # then it depends on their number
        return before
    limits = tuple(each for each in before.times if each.binds == "limit")
    return replace(before, counts=(), times=limits, schedules=())


_WRITES = frozenset({Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H})
