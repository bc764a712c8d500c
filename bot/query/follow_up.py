"""A follow-up: what was said, laid over the thread's previous query.

"and with opus 5.5?", "batched", "90% cached", "what if prompts are 5k", "double the output":
only what was said changes, and all else stays as it was. A model together with amounts is a
new question, and inherits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, Inexact
from itertools import pairwise
from typing import Any

from pricing import CACHE_UNITS, Modifier, Unit, divide, exactly

from .amounts_merged import all_on_top, is_said_on_top, merged_amounts, merged_counts, without_reads
from .ask import (
    GENERIC,
    Amount,
    Ask,
    Contained,
    Count,
    Rated,
    Shared,
)
from .bare import with_bare_share
from .contrast import rules_out_saved
from .errors import NeedsMore
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
    ModelChoice,
    OneModel,
    Query,
    Scope,
    Work,
)
from .multiples import count_times, multiplied
from .of_part import part_meant, refuse_unnamed_part
from .one_of_them import counts_of, of_each_one
from .phrase import phrase
from .reading import IGNORED, Heard, Span
from .recalled import NOWHERE, models_of, of_part, on, recalled, work_of
from .roles import words_that
from .routing import as_one, dealt_by_number, is_number_and_rest, refuse_open_routes, rerouted
from .rules.nouns import is_of_people, singular
from .standing_in import leaving_out, models_after, without_those
from .times_merged import merged_schedules, merged_times, of_today
from .unclear import refuse_of_one_model, refuse_prompt_beside_prefix

_REQUESTS, _PERSONS = words_that("one_request"), words_that("person")


def has_words(ask: Ask) -> bool:
    """Whether `ask` is in any language: "+20%" and "opus 5.5, 2x" are in none."""
    models = {each.heard for each in ask.models}
    said = (each.text for each in ask.heard if each.meaning not in models)
    return any(map(_WORD.search, said))


_WORD = re.compile(r"[^\W\d_]{2}")


def follows(ask: Ask) -> bool:
    """Whether `ask` changes something, and is no question of its own."""
    whole = ask.models and (ask.amounts or ask.contents) and not _changes_the_model(ask)
    if whole or ask.pasted or ask.parts or ask.topic or ask.listing or ask.greets:
        return False
    amounts = (ask.amounts, ask.counts, ask.contents, ask.scopes, ask.caching, ask.ttls)
    times = (ask.days, ask.times, ask.schedules, ask.business_days, ask.arrivals)
    terms = (ask.modifiers, ask.without, ask.partly, ask.discounts, *times)
    money = (ask.limits, ask.currencies, ask.rated)
    ruled_out = ask.uncached or ask.undiscounted or ask.without_units
    levers = ask.against or ask.sided or ask.intents & _OF_LEVERS
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
    if not ask.troubles:
        return ask
    ask = with_bare_share(without_those(ask, previous), previous)
    ask = _split_as_before(_done_by_those_before(ask, previous), previous)
    work = work_of(previous)
    if len(ask.uncalled) != 1 or len(ask.times) != 1 or ask.counts or ask.amounts or ask.models:
        return ask
    if work is None or work.per is None or len(work.counts) != 1:
        return ask
    (said,) = ask.uncalled
    count = replace(said, noun=work.counts[0].noun)
    others = tuple(each for each in ask.troubles if each.span != said.span)
    times = (ask.times[0]._replace(binds="requests"),)
    return replace(ask, counts=(count,), times=times, troubles=others)


def _split_as_before(ask: Ask, previous: Query) -> Ask:
    """`what if 50/50?` behind a mix, or a comparison: of its models, in their order."""
    parts = previous.parts if isinstance(previous, MixQuery | BudgetQuery) else ()
    compared = previous.models if isinstance(previous, ComparisonQuery) else ()
    models = [
        each
        for each in (*(part.model for part in parts), *compared)
        if not isinstance(each, Group | Foreign)
    ]
    if not ask.split or len(ask.split) != len(models) or len(models) != len(set(models)):
        return ask
    trouble = next(each for each in ask.troubles if each.message.key == "ask.split_models")
    span = trouble.span or NOWHERE
    shares = tuple(Shared(*each, span) for each in zip(models, ask.split, strict=True))
    others = tuple(each for each in ask.troubles if each is not trouble)
    return replace(ask, models=tuple(models), shares=shares, troubles=others)


def _done_by_those_before(ask: Ask, previous: Query) -> Ask:
    """`1人10回にすると`, `10 messages per user`: by each of as many people as before."""
    asked = [each for each in ask.troubles if each.message.key == "ask.how_many_of"]
    work = work_of(previous)
    if not asked or work is None or len(work.counts) != _BOTH or len(ask.counts) != 1 or ask.on_top:
        return ask
    people, _ = recalled(previous).counts
    if not (is_of_people(people) and all(_is_of_people(each.message.facts) for each in asked)):
        return ask
    others = tuple(each for each in ask.troubles if each not in asked)
    return replace(ask, counts=(people, *ask.counts), joined=True, troubles=others)


_BOTH = 2


def _is_of_people(facts: Mapping[str, object]) -> bool:
    return facts["noun"] == "person"


def laid_over(ask: Ask, previous: Query) -> Ask:
    """`ask` with everything it leaves out taken from `previous`.

    Args:
        ask: a follow-up.
        previous: the thread's last priced query.

    Raises:
        NeedsMore: what it changes is not there, or could be several things.
    """
    refuse_going_back(ask)
    ask = leaving_out(all_on_top(ask), previous)
    part = part_meant(ask, previous)
    if part is not None and isinstance(previous, MixQuery):
        return _over_part(ask, previous, part)
    _refuse_portions(ask, previous)
    refuse_of_one_model(ask, previous)
    work = work_of(previous)
    ask = of_each_one(ask, previous)
    refuse_open_routes(ask, work.requests if work else None, models_of(previous))
    if isinstance(previous, MixQuery | BudgetQuery) and previous.parts:
        return _over_mix(ask, previous)
    if ask.partly:  # instead of all of it
        ask = replace(ask, without=ask.without | {each.modifier for each in ask.partly})
    if is_number_and_rest(ask):
        return _with_rest_of_requests(ask, previous)
    if ask.shares:
        ask = _with_rest(ask, previous)
    return _merged(ask, recalled(previous), work)


def refuse_going_back(ask: Ask) -> None:
    """`最初の条件に戻して`, `undo that`: only the last query is kept, and not those before it.

    Raises:
        NeedsMore: what was said before the last question is meant.
    """
    said = ask.source.casefold()
    for words in _GOES_BACK:
        place = said.find(words)
        if place >= 0 and not said.startswith(_AS_IT_IS, place + len(words)):
            span = Span(place, place + len(words))
            raise NeedsMore(phrase("ask.going_back"), span)


def _refuse_portions(ask: Ask, previous: Query) -> None:
    """`half the docs are 40k in`, `500 more docs, batched`: of all of them, or of that part?

    Raises:
        NeedsMore: what is said beside a part of the work could be meant for that part alone.
    """
    spans = [each for each in ask.portions if _is_a_part(ask, each, previous)]
    others = ask.models or ask.modifiers or ask.caching or ask.partly or ask.contents
    if (
        others
        or _has_two_changes(ask)
        or not all(is_said_on_top(each, ask) for each in ask.amounts)
    ):
        spans += _parts_of_counts(ask)
    if spans:
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(spans[0])), spans[0])


def _has_two_changes(ask: Ask) -> bool:
    """`half the docs have twice the output`; `half the users, twice the messages` are apart."""
    between = (ask.source[one.span.end : two.span.start] for one, two in pairwise(ask.changes))
    return any(_APART.isdisjoint(each.replace(",", " , ").casefold().split()) for each in between)


_APART = words_that("parts_changes")


def _is_a_part(ask: Ask, span: Span, previous: Query) -> bool:
    """Whether `span` is no new number of requests, larger than before: `opus for 20k requests`."""
    said = [each for each in ask.counts if span.start <= each.span.start < span.end]
    return not said or any(each.number > said[0].number for each in counts_of(previous))


def _parts_of_counts(ask: Ask) -> list[Span]:
    """Where half of what is counted is said, or so much of it on top."""
    halves = [each.span for each in ask.changes if not each.what]
    halves = [each for each in halves if _is_a_half(ask, each)]
    more = (each.span for each in ask.counts if is_said_on_top(each, ask))
    return [*halves, *more]


def _is_a_half(ask: Ask, span: Span) -> bool:
    """`half the docs`, `件数の半分`: so many of those before, and not that they are halved."""
    return ask.source[span.start :].casefold().startswith(_HALF_THE) or (
        ask.source[: span.start].endswith(_OF) and ask.quoted(span).startswith(_HALF)
    )


_HALF_THE, _OF, _HALF = "half the", "の", "半分"
_GOES_BACK = tuple(sorted(words_that("goes_back")))
_AS_IT_IS = tuple(words_that("as_it_is"))


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
    stays = _only(models_of(previous))
    if stays is None or not isinstance(previous, EstimateQuery | BudgetQuery):
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
    refuse_unnamed_part(ask, previous)
    if whole := as_one(ask, previous):
        return laid_over(ask, whole)
    if (ask.models or ask.shares) and not ask.on_top:
        return laid_over(*rerouted(ask, previous))
    if ask.on_top or ask.partly or (in_all and numbers):
        raise NeedsMore(phrase("ask.change_of_mix"))
    return _over_parts(ask, previous, _dealt(ask, previous))


def _over_part(ask: Ask, previous: MixQuery, place: int) -> Ask:
    """`batch the haiku part`: the others stay as they are."""
    said = [Ask(ask.source, ask.lang)] * len(previous.parts)
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
        models=tuple(each.model for each in previous.parts),
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
    asks = bool(ask.limits) and "how_many" in ask.intents and all(counts)
    asked = isinstance(previous, BudgetQuery) and previous.counts_requests and not ask.counts
    if not (asks or asked):
        return [()] * len(counts)
    with exactly():
        whole = sum((found[0].number for found in counts), start=Decimal(0))
    return [
        (Shared(each.model, divide(found[0].number, whole), NOWHERE),)
        for each, found in zip(previous.parts, counts, strict=True)
    ]


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
    ask = of_today(ask, before)
    ask = _with_as_many_images(_against_none(_alone(ask, before), before), before)
    _refuse_beside_own_terms(ask, before)
    ask, before = _rewritten(ask, before)
    refuse_prompt_beside_prefix(ask, before)
    before = _of_several_counts(ask, _uncounted(ask, before), work)
    _refuse_open(ask, before, work)
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
        **_contrasted(ask, before),
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
    if ask.models or ask.against or cached or any(terms) or ask.intents & _OF_LEVERS:
        raise NeedsMore(phrase("ask.own_terms"))


def _alone(ask: Ask, before: Ask) -> Ask:
    """`キャッシュだけにしたら`, `batch only` behind both: the other one of the two is given up."""
    given_up = _given_up(ask, before)
    if given_up:
        return replace(ask, without=ask.without | given_up)
    if not _says_only(ask):
        return ask
    if Modifier.BATCH in before.modifiers and ask.caching and not ask.modifiers:
        return replace(ask, without=ask.without | {Modifier.BATCH})
    is_cached = before.caching or any(each.kind in CACHE_UNITS for each in before.amounts)
    if is_cached and ask.modifiers == {Modifier.BATCH} and not ask.caching:
        return replace(ask, uncached=True)
    return ask


def _given_up(ask: Ask, before: Ask) -> frozenset[Modifier]:
    """`just batch`, `regional instead` behind a term that it cannot be combined with."""
    said = ask.source.casefold()
    if not any(map(said.__contains__, _INSTEAD)):
        return frozenset()
    pairs = [each for each in _NEVER_TOGETHER if len(each & ask.modifiers) == 1]
    return frozenset().union(*pairs) & before.modifiers - ask.modifiers


_INSTEAD = tuple(words_that("instead_of_a_term"))
_NEVER_TOGETHER = (
    frozenset({Modifier.BATCH, Modifier.FAST}),
    frozenset({Modifier.US_ONLY, Modifier.REGIONAL}),
)


def _against_none(ask: Ask, before: Ask) -> Ask:
    """`キャッシュなしとの差は？`: what the cache of before saves, and not that it is dropped."""
    is_cached = before.caching or any(each.kind in CACHE_UNITS for each in before.amounts)
    asks = "saved" in ask.intents and ask.uncached and not ask.caching
    return replace(ask, uncached=False) if asks and is_cached else ask


def _with_as_many_images(ask: Ask, before: Ask) -> Ask:
    """`画像を2000x1500に` behind two images: another size, and as many."""
    if len(ask.contents) != 1 or len(before.contents) != 1:
        return ask
    ((new, span),), ((old, _),) = ask.contents, before.contents
    said = ask.quoted(span)
    if not isinstance(new, Images) or not isinstance(old, Images) or new.number != ONE:
        return ask
    if said.isascii() or said.endswith(_IMAGE_COUNTERS):
        return ask
    return replace(ask, contents=(Contained(new._replace(number=old.number), span),))


_IMAGE_COUNTERS = tuple(words_that("counter_of_sheets"))


def _says_only(ask: Ask) -> bool:
    """Whether "only" stands right beside a lever: `バッチのみ`, `only cached`."""
    for one, other in pairwise([*ask.heard, _END]):
        first, second = one.text.casefold(), other.text.casefold()
        if first in _ONLY and first.isascii() and _is_lever(other):  # "only cached"
            return True
        if _is_lever(one) and second in _ONLY:
            return second.isascii() or _behind(ask, other) in _ALONE
    return False


def _behind(ask: Ask, said: Heard) -> str:
    """The piece behind one that was heard, or the end of the text."""
    return next((each.text for each in ask.heard if each.span.start >= said.span.end), _END.text)


def _is_lever(said: Heard) -> bool:
    return said.meaning == Modifier.BATCH or said.meaning.endswith("read from the cache")


_ONLY = words_that("only")
_ALONE, _END = words_that("behind_a_lever_alone"), Heard(NOWHERE, "?", IGNORED)


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

    Of requests none of the two stays.
    """
    asks = ask.limits and "how_many" in ask.intents and len(before.counts) > 1
    if not asks or ask.counts or work is None or work.prefix or work.scope is Scope.TOTAL:
        return before
    if ask.how_many in {None, REQUESTS}:
        times = tuple(each for each in before.times if each.binds not in {None, "requests"})
        return replace(before, counts=(), joined=False, schedules=(), times=times)
    others = tuple(each for each in before.counts if each.noun != ask.how_many)
    return replace(before, counts=others, joined=False) if len(others) == 1 else before


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
    fitted = "fits" in before.intents and not ask.limits
    has_limit = fitted or (ask.limits and not before.limits)
    asks = has_limit and "how_many" in ask.intents and len(before.counts) == 1
    if not asks or ask.counts or Scope.TOTAL in before.scopes | ask.scopes:
        return before
    old = singular(before.counts[0].noun)
    said = singular(ask.how_many) if ask.how_many else old
    if said != old and (said in _PERSONS or _REQUESTS.isdisjoint((said, old))):
        raise NeedsMore(phrase("ask.how_many_requests"))
    if _has_prefix(before):  # then it depends on their number
        return before
    limits = tuple(each for each in before.times if each.binds == "limit")
    return replace(before, counts=(), times=limits, schedules=())


_WRITES = frozenset({Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H})
_OF_LEVERS = frozenset({"every_lever", "saved", "same_text", "drivers"})


def _contrasted(ask: Ask, before: Ask) -> dict[str, Any]:
    """What the question is after, and which levers it sets against each other."""
    if sided := ask.sided or before.sided:
        return {"intents": ask.intents, "sided": sided}
    kept = before.intents - _OF_LEVERS
    if ask.uncached:  # "drop caching" behind whether it pays: then what is it?
        kept -= {"break_even"}
    others = (ask.intents - _OF_LEVERS) or kept
    anew = ask.against or ask.intents & _OF_LEVERS
    plainly = not anew and (ask.without or ask.uncached) and before.saved
    if plainly or rules_out_saved(ask, before):
        return {"intents": others}
    if _is_between_models(ask, before):
        return {"intents": others}
    told = ask if anew else before
    intents = others | (told.intents & _OF_LEVERS)
    against = None if told is before and _decides(ask, before) else told.against
    found: dict[str, Any] = {"intents": intents, "against": against, "saved": told.saved}
    if "same_text" in intents:
        found["counted_on"] = ask.counted_on or before.counted_on or _only(before.models)
    return found


def _decides(ask: Ask, before: Ask) -> bool:
    """`yes, batched` behind batch against standard: one of the two is chosen."""
    levers = {each.value for each in before.against.levers} if before.against else set()
    named = {each.value for each in ask.modifiers | ask.without} & levers
    plainly = ask.uncached or any(each.is_open for each in ask.caching)
    return bool(named or (plainly and not levers.isdisjoint(_CACHES)))


_CACHES = frozenset({"cached", "cache_1h"})


def _is_between_models(ask: Ask, before: Ask) -> bool:
    """Whether it is another model that is to save, and no lever: "how much less is it on haiku"."""
    levers = ask.saved or ask.modifiers or ask.caching or ask.against
    is_other = bool(ask.models) and set(ask.models) != set(before.models)
    return "saved" in ask.intents and is_other and not levers


def _only(models: tuple[ModelChoice, ...]) -> OneModel | None:
    """The model that amounts were said for before, where that was one."""
    first = models[0] if len(models) == 1 else None
    return None if isinstance(first, Group | Foreign) else first


def _refuse_open(ask: Ask, before: Ask, work: Work | None) -> None:
    """What could be meant in two ways."""
    _refuse_period_of_volume(ask, work)
    _refuse_corrected_period(ask, work)
    _refuse_change_in_time(ask)
    if "prefix" in ask.without_units:  # how much of the input was it?
        raise NeedsMore(phrase("ask.part", said=ask.source.strip()))
    if ask.without_units and (ask.discounts or ask.caching or ask.modifiers):
        raise NeedsMore(phrase("ask.part", said=ask.source.strip()))  # "20% off, but not on output"
    if ask.ttls and not (ask.caching or before.caching):
        raise NeedsMore(phrase("ask.cached_of_what"))
    _refuse_period_of_fees(ask, before)
    _refuse_besides(ask, before)
    in_all = ask.summed and any(each.binds == "requests" for each in before.times)
    if ask.counts and (in_all or (Scope.TOTAL in ask.scopes and not ask.amounts)):
        span = ask.counts[0].span
        raise NeedsMore(phrase("ask.which_count", said=ask.quoted(span)), span)


def _refuse_period_of_fees(ask: Ask, before: Ask) -> None:
    """`plus 300 web searches a day` behind 10,000 requests: so many in all, and not in each."""
    fees = [each for each in ask.amounts if each.kind in _FEES]
    if fees and ask.times and before.counts and not (ask.counts or ask.scopes):
        said = ask.quoted(fees[0].span)
        raise NeedsMore(phrase("ask.each_or_in_all", said=said), fees[0].span)


_FEES = frozenset({Unit.WEB_SEARCH, Unit.SESSION_HOUR})


def _refuse_besides(ask: Ask, before: Ask) -> None:
    """`別途opus 5.5で1,000件`: those of before stay, and how the two go together is open."""
    known = {each.kind for each in before.amounts} - {"prefix"}
    amounts = [each for each in ask.amounts if each.kind in known]
    said_now: tuple[Amount | Count, ...] = (*ask.counts, *amounts)
    numbers = [each for each in said_now if not is_said_on_top(each, ask)]
    said = ask.source.casefold()
    if numbers and any(map(said.__contains__, _BESIDES)):
        span = numbers[0].span
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)


_BESIDES = tuple(words_that("besides_what_was_said"))


def _refuse_period_of_volume(ask: Ask, work: Work | None) -> None:
    """A year's cost is asked for, of a volume that has no rate: how often is it?"""
    alone = ask.times and not (ask.counts or ask.amounts or ask.limits)
    if alone and work is not None and work.per is None:
        span = ask.times[0].span
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(span)), span)


def _refuse_change_in_time(ask: Ask) -> None:
    """`peak is 3x, 2 hours a day`, `1年後に2倍`: more for some of the time, or from some day on."""
    if not ask.changes:
        return
    later = [each.span for each in ask.times if ask.source.startswith(_LATER, each.span.end)]
    if spans := [*(each.span for each in ask.schedules), *later]:
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(spans[0])), spans[0])


_LATER = ("後", "先")


def _refuse_corrected_period(ask: Ask, work: Work | None) -> None:
    """`that was per week[, not per day]`: is it the rate, or what is asked for?"""
    periods = {each.period for each in ask.times if not (each.binds or each.over)}
    if not periods or ask.counts or ask.amounts or work is None or work.per is None:
        return
    if periods != {work.per} and _corrects(ask):
        span = ask.times[0].span
        raise NeedsMore(phrase("ask.rate_or_asked", said=ask.quoted(span)), span)
    if ask.negations and len(periods) >= _BOTH and work.per in periods:
        said = tuple(ask.quoted(each.span) for each in ask.times)
        raise NeedsMore(phrase("ask.two_periods", said=said), ask.times[0].span)


def _corrects(ask: Ask) -> bool:
    """Whether a word says that it was said wrong before."""
    said = ask.source.casefold()
    words = said.translate(_MARKS).split()
    return any(each in (words if each.isascii() and " " not in each else said) for each in _WRONG)


_MARKS = str.maketrans(dict.fromkeys(",.;:?!", " "))
_WRONG = words_that("corrects_the_rate")
