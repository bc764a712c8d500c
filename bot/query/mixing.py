"""Mixes: several pieces of work, each on a model and on terms of its own, priced as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NoReturn

from msgspec.structs import replace

from pricing import exactly, part

from .ask import Ask, Caching, Partial, Shared
from .asked import currency_of, with_few_ranges
from .contrast import contrast_of, contrast_of_mix, refuse_contrast
from .dealing import dealt_to, has_ranges, portions, whole_of, with_rest_last
from .errors import NeedsMore
from .model import (
    ONE,
    Bounds,
    ComparisonQuery,
    Foreign,
    Group,
    MixQuery,
    ModelChoice,
    OneModel,
    Part,
    Query,
    Scope,
    Varied,
    Work,
    is_of_share,
)
from .phrase import phrase
from .roles import words_that
from .routing import dealt_by_number, dealt_out, is_number_and_rest
from .unread import refuse_places_and_hours
from .work import work_of


def is_mix(ask: Ask) -> bool:
    """Whether it is several pieces of work, each on terms of its own."""
    return bool(ask.parts or ask.shares or ask.partly) or len(ask.pasted) > 1


def mix_of(ask: Ask, day: date | None) -> Query:
    """Several parts, each on its own model, priced as one."""
    ask = with_rest_dealt(ask)
    if ask.parts:
        refuse_shared_totals(ask)
        refuse_shares_of_a_sum(ask)
        parts = [Part(model_of(each), work_of(replace(each, parts=()))) for each in ask.parts]
        if are_alternatives(ask):
            return _compared(ask, parts, day)
    elif ask.shares or ask.partly:
        parts = dealt(ask, work_of(without_parts(ask)))
    else:
        parts = list(_pasted(ask))
    if ask.partly:
        refuse_contrast(ask)
    contrast, contrasted = contrast_of_mix(ask, tuple(parts))
    return MixQuery(contrasted, day, currency_of(ask), contrast)


def are_alternatives(ask: Ask) -> bool:
    """`A案: ...、B案: ...`, `option A ... option B`: only one of them is to be done."""
    labels = (one or other for one, other in _labels().findall(ask.source.casefold()))
    return len(set(labels)) > 1


@cache
def _labels() -> re.Pattern[str]:
    nouns = "|".join(sorted(words_that("names_an_alternative")))
    gap = "(?:[,;]? )?"  # a line's end is a comma
    return re.compile(
        rf"(?<![a-z0-9])(?:(?:{nouns}){gap}([a-d1-4])|([a-d]){gap}(?:{nouns}))(?![a-z0-9])"
    )


def alternatives(parts: Sequence[Part]) -> tuple[OneModel, ...]:
    """The models of alternatives, which differ in nothing else.

    Raises:
        NeedsMore: their work differs too.
    """
    if len({each.work for each in parts}) > 1:
        raise NeedsMore(phrase("ask.alternatives"))
    return tuple(each.model for each in parts)


def _compared(ask: Ask, parts: Sequence[Part], day: date | None) -> ComparisonQuery:
    """Alternatives side by side."""
    models = alternatives(parts)
    contrast, work = contrast_of(ask, parts[0].work)
    return ComparisonQuery(models, work, day, currency_of(ask), contrast)


def model_of(ask: Ask) -> OneModel:
    """The one model of a part that is said by itself.

    Raises:
        NeedsMore: there is none, or something else in it is open.
    """
    if ask.unused:
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(ask.unused[0])), ask.unused[0])
    refuse_places_and_hours(ask, None)
    (choice,) = ask.models if len(ask.models) == 1 else (None,)
    if choice is None or isinstance(choice, (Group, Foreign)):
        raise NeedsMore(phrase("ask.part_model"))
    return choice


def refuse_shared_totals(ask: Ask) -> None:
    """Ask back for totals that are said once: of all requests, or of each model's?"""
    if Scope.TOTAL in ask.scopes and len({each.amounts for each in ask.parts}) == 1:
        raise NeedsMore(phrase("ask.total_of_mix"))


def refuse_shares_of_a_sum(ask: Ask) -> None:
    """Ask back for `70% haiku 5.5 10M in + ...`: is it 70% of that, or is that the 70%?

    So do `sonnet 5.5 10M in 60% batched + ...`.
    """
    for each in ask.parts:
        spans = [said.span for said in each.partly]
        spans += [] if ask.shares else [said.span for said in each.shares]
        if spans:
            raise NeedsMore(phrase("ask.partly", said=each.quoted(spans[0])), spans[0])


def with_rest_dealt(ask: Ask) -> Ask:
    """`30k on haiku, the rest on opus` of 100k as parts; any other question as it is."""
    if ask.parts or not is_number_and_rest(ask) or len(ask.counts) != _BOTH:
        return ask
    number, total = sorted(ask.counts, key=lambda each: each.number)
    return dealt_by_number(replace(ask, counts=(number,)), total)


def without_parts(ask: Ask) -> Ask:
    """`ask` as if all of the work were one."""
    return replace(ask, shares=(), partly=())


def dealt(ask: Ask, work: Work) -> list[Part]:
    """All of the work in parts: by their shares, or with a term and without.

    Raises:
        NeedsMore: it is open what a share is of.
    """
    if ask.partly:
        return list(_partly(ask, work))
    return of_shares(ask, _shares_of(ask), [work] * len(ask.shares))


def of_shares(ask: Ask, shares: Sequence[Shared], works: Sequence[Work]) -> list[Part]:
    """The share of each model, of its work.

    Raises:
        NeedsMore: shares are ranges, and the cost of a request depends on how many there are.
    """
    pairs = list(zip(shares, works, strict=True))
    if not has_ranges(shares):
        return [Part(each.model, times(work, each.share)) for each, work in pairs]
    for work in works:
        times(work, ONE)  # which says what cannot be dealt out
        if work.prefix:  # how far apart are those that share a cache?
            raise NeedsMore(phrase("ask.prefix_of_shares", said=ask.quoted(shares[0].span)))
    found = [dealt_to(work, each) for work, each in zip(works, portions(shares), strict=True)]
    return [
        Part(each.model, with_few_ranges(work)) for each, work in zip(shares, found, strict=True)
    ]


def _shares_of(ask: Ask) -> tuple[Shared, ...]:
    """`70% haiku 4.5, 30% opus 4.7`: the share of each model."""
    others = [each for each in ask.models if each not in {share.model for share in ask.shares}]
    if len(ask.shares) == 1 and 0 < ask.shares[0].share < ONE:
        _ask_about_the_rest(ask, others)
    _refuse_another_side(ask, others)
    shares = whole(ask.shares)
    if others or len(shares) != len({each.model for each in shares}):
        raise NeedsMore(phrase("ask.split_models"))
    return shares


def _refuse_another_side(ask: Ask, others: Sequence[ModelChoice]) -> None:
    """`70% haiku, 30% opus vs all on sonnet`: a mix is answered by itself, and then the other.

    Raises:
        NeedsMore: all the work on a model stands beside shares that make up the whole.
    """
    parts = [each for each in ask.shares if each.share != ONE]
    is_whole = len(parts) > 1 and sum(each.share for each in parts) == ONE
    beside = [each.heard for each in others]
    beside += [each.model.heard for each in ask.shares if each.share == ONE]
    if is_whole and len(beside) == 1:
        raise NeedsMore(phrase("ask.mix_against", said=beside[0]))


def _ask_about_the_rest(ask: Ask, others: Sequence[ModelChoice]) -> NoReturn:
    """`10k emails, 12% on opus`: on what is the rest? `10k on haiku, 12% to opus`: on top of it?"""
    (part,) = ask.shares
    key = "ask.share_beside_all" if others else "ask.share_of_one"
    with exactly():
        rest = ONE - part.share
    raise NeedsMore(phrase(key, said=ask.quoted(part.span), share=part.share, rest=rest), part.span)


def _partly(ask: Ask, work: Work) -> Iterable[Part]:
    """`60% batched`: so much of the work with the term, and the rest of it without.

    Raises:
        NeedsMore: it is not said of the one model, or of all of the work as well.
    """
    (said, *others) = ask.partly
    of_all = said.modifier in ask.modifiers | ask.without
    apart = others or of_all or ask.shares or ask.pasted
    if apart or _is_cached_apart(ask, said) or len(ask.models) > 1:
        raise NeedsMore(phrase("ask.partly", said=ask.quoted(said.span)), said.span)
    if work.prefix:  # how far apart are those that share a cache?
        raise NeedsMore(phrase("ask.partly", said=ask.quoted(said.span)), said.span)
    with exactly():
        rest = ONE - said.share
    model = model_of(ask)
    shares = [Shared(model, said.share, said.span, said.bounds), Shared(model, rest, said.span)]
    with_it = replace(work, modifiers=work.modifiers | {said.modifier})
    yield from of_shares(ask, shares, [with_it, work])


_BOTH = 2


def _is_cached_apart(ask: Ask, said: Partial) -> bool:
    """Whether the part, or all but it, may be what is cached: "60% batched, of which 50% cached".

    "60% batched and 40% cached" leaves open whether it is 40% of all, or the rest of the work, and
    "60% batched and cached" whether all is cached.
    """
    for each in ask.caching:
        between = ask.source[said.span.end : each.span.start].casefold()
        if each.share is not None and _is_left(each, said):
            return True
        if each.is_open and between.strip() in _BOTH_OF_THE_PART:
            return True
        if any(map(between.__contains__, _OF_THE_PART)):
            return True
    return False


def _is_left(cached: Caching, said: Partial) -> bool:
    """Whether so much is cached as the part leaves over; of ranges at both of their ends."""
    (low, high), (least, most) = (
        each.bounds or (each.share or _NONE, each.share or _NONE) for each in (cached, said)
    )
    with exactly():
        return low + most == ONE == high + least


_NONE = Decimal(0)
_OF_THE_PART, _BOTH_OF_THE_PART = words_that("of_the_part"), words_that("both_of_the_part")


def whole(shares: tuple[Shared, ...]) -> tuple[Shared, ...]:
    """The shares, with "the rest" worked out; they sum to 100 %.

    Raises:
        NeedsMore: they do not.
    """
    if has_ranges(shares):
        return with_rest_last(shares)
    rests = [each for each in shares if each.share < 0]
    with exactly():
        said = sum((each.share for each in shares if each.share >= 0), Decimal(0))
        rest = ONE - said
    if (rests and not 0 < rest < 1) or len(rests) > 1 or (not rests and not _is_whole(said)):
        raise NeedsMore(phrase("ask.shares_sum", share=said), shares[0].span)
    return tuple(each._replace(share=rest) if each.share < 0 else each for each in shares)


def _is_whole(share: Decimal) -> bool:
    """Whether shares sum to 100 %, thirds included, which have no end."""
    return abs(share - ONE) < Decimal("1e-20")


def times(work: Work, share: Decimal) -> Work:
    """That share of the requests, or of a volume, in its numbers."""
    work = whole_of(work) if work.share != ONE else work
    counts, usage, dealt = work.counts, work.usage, dealt_out(work)
    if counts:
        counts = (counts[0]._replace(number=part(counts[0].number, share)), *counts[1:])
    elif work.contents:
        raise NeedsMore(phrase("ask.contents_of_mix"))
    if not counts or work.scope is Scope.TOTAL:
        usage = usage.times(share)
        work = replace(work, thinking=Decimal(0), made_of=())
    varied = tuple(
        _times_of_bounds(each, share) if each.part in dealt else each for each in work.varied
    )
    return replace(work, counts=counts, usage=usage, varied=varied)


def in_numbers(work: Work) -> Work:
    """A part of a mix with so many requests as its share is; the ends of a range become theirs.

    Raises:
        NeedsMore: the share is a range, which may be none of it, or there is more to it than a
            number of requests.
    """
    ranges = [each.bounds for each in work.varied if is_of_share(each)]
    if not ranges:
        return work if work.share == ONE else times(work, work.share)
    whole = whole_of(work)
    counted = {"count 0", "count 1"} & {each.part for each in whole.varied}
    with exactly():
        moved = [each.high - each.low for each in ranges]
        ends = [work.share + sum(f(each, _NONE) for each in moved) for f in (min, max)]
    if not whole.counts or whole.scope is Scope.TOTAL or counted or _NONE in ends:
        raise NeedsMore(phrase("ask.change_of_ranges"))
    bounds = Bounds(*(part(whole.counts[0].number, each) for each in ends))
    counts = (whole.counts[0]._replace(number=bounds.low), *whole.counts[1:])
    return replace(whole, counts=counts, varied=(*whole.varied, Varied("count 0", bounds)))


def _times_of_bounds(varied: Varied, share: Decimal) -> Varied:
    low, high = (part(each, share) for each in varied.bounds)
    return varied._replace(bounds=Bounds(low, high))


def _pasted(ask: Ask) -> Iterable[Part]:
    """Each `usage` object as a request of its own, on the model that came along or was named."""
    named = [each for each in ask.models if not isinstance(each, (Group, Foreign))]
    for each in ask.pasted:
        model = each.model or (named[0] if len(named) == 1 else None)
        if model is None:
            raise NeedsMore(phrase("ask.usage_model"), each.span)
        yield Part(model, work_of(replace(ask, pasted=(each,), models=(model,))))
