"""A follow-up: what was said, laid over the thread's previous query.

"and with opus 5.5?", "batched", "90% cached", "what if prompts are 5k", "double the output":
only what was said changes, and all else stays as it was. A model together with amounts is a
new question, and inherits nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pricing import CACHE_UNITS, Period, Ttl, Unit, exactly

from .ask import (
    GENERIC,
    Amount,
    Ask,
    Caching,
    Change,
    Contained,
    Count,
    Limit,
    Rated,
    Schedule,
    Timed,
)
from .errors import NeedsMore
from .model import (
    DAY_HOURS,
    ONE,
    AdviceQuery,
    Bounds,
    BreakEvenQuery,
    BudgetQuery,
    ComparisonQuery,
    Currency,
    EstimateQuery,
    MixQuery,
    Query,
    RatesQuery,
    Scope,
    TokensQuery,
    Varied,
    Work,
)
from .phrase import phrase
from .reading import Span
from .rules.counts import singular

_NOWHERE = Span(0, 0)
"""Where a part stands that was said in an earlier message."""


def follows(ask: Ask) -> bool:
    """Whether `ask` changes something, and is no question of its own."""
    whole = ask.models and (ask.amounts or ask.contents)
    if whole or ask.pasted or ask.parts or ask.topic or ask.listing or ask.greets:
        return False
    parts = (
        *(
            ask.models,
            ask.amounts,
            ask.counts,
            ask.contents,
            ask.scopes,
            ask.caching,
            ask.discounts,
        ),
        *(ask.days, ask.times, ask.changes, ask.limits, ask.currencies, ask.rated, ask.schedules),
    )
    return any(parts) or ask.uncached or bool(ask.modifiers or ask.without)


def laid_over(ask: Ask, previous: Query) -> Ask:
    """`ask` with everything it leaves out taken from `previous`.

    Args:
        ask: a follow-up.
        previous: the thread's last priced query.

    Raises:
        NeedsMore: what it changes is not there, or could be several things.
    """
    if isinstance(previous, MixQuery):
        return _over_mix(ask, previous)
    return _merged(ask, _said(previous), _work_of(previous))


def _over_mix(ask: Ask, previous: MixQuery) -> Ask:
    """Every part changes in the same way."""
    if ask.models or ask.shares or ask.limits:
        raise NeedsMore(phrase("ask.change_of_mix"))
    parts = tuple(
        replace(
            _merged(ask, _said(EstimateQuery(each.model, each.work)), each.work),
            days=(),
            currencies=(),
            rated=(),
        )
        for each in previous.parts
    )
    before = _on(Ask(""), previous.day, previous.currency)
    return replace(
        ask,
        parts=parts,
        amounts=parts[0].amounts,
        models=tuple(each.model for each in previous.parts),
        days=ask.days or before.days,
        currencies=ask.currencies or before.currencies,
        rated=ask.rated or before.rated,
    )


def _merged(ask: Ask, before: Ask, work: Work | None) -> Ask:
    _refuse_period_of_volume(ask, work)
    before = _changed(before, ask.changes)
    if ask.caching or ask.uncached:
        before = replace(before, amounts=_uncached(before.amounts), caching=(), ttls=frozenset())
    said = _per_request(ask.amounts) if ask.counts or before.counts else ask.amounts
    changed = {each.kind for each in said}
    kept = tuple(each for each in before.amounts if each.kind not in changed)
    counts, joined = _counts(ask, before)
    return replace(
        ask,
        models=(*before.models, *ask.models) if ask.adds else ask.models or before.models,
        amounts=(*kept, *said),
        contents=ask.contents or before.contents,
        counts=counts,
        joined=joined,
        scopes=ask.scopes or before.scopes,
        caching=ask.caching or before.caching,
        ttls=ask.ttls or before.ttls,
        uncached=ask.uncached and bool(ask.caching),
        modifiers=(before.modifiers - ask.without) | ask.modifiers,
        without=ask.without & ask.modifiers,
        discounts=ask.discounts or before.discounts,
        days=ask.days or before.days,
        times=_times(ask, before),
        schedules=ask.schedules or before.schedules,
        limits=ask.limits or before.limits,
        intents=ask.intents or before.intents,
        currencies=ask.currencies or before.currencies,
        rated=ask.rated or (() if ask.currencies else before.rated),
        changes=(),
    )


def _refuse_period_of_volume(ask: Ask, work: Work | None) -> None:
    """A year's cost is asked for, of a volume that has no rate: how often is it?"""
    alone = ask.times and not (ask.counts or ask.amounts or ask.limits)
    if alone and work is not None and work.per is None:
        span = ask.times[0].span
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(span)), span)


def _times(ask: Ask, before: Ask) -> tuple[Timed, ...]:
    """What it is per, and what is asked for: each replaced where it was said anew."""
    rates = [each for each in ask.times if each.binds in {"requests", "amounts"}]
    others = [each for each in ask.times if each not in rates]
    kept_rates = [] if rates else [each for each in before.times if each.binds]
    limits = {each.binds for each in others if each.binds == "limit"}
    kept_rates = [each for each in kept_rates if each.binds not in limits]
    kept = [] if others else [each for each in before.times if not each.binds]
    return (*kept_rates, *kept, *ask.times)


def _counts(ask: Ask, before: Ask) -> tuple[tuple[Count, ...], bool]:
    """The counts with those replaced that were said anew, by what they count.

    "200 tickets" behind 500 users x 20 messages could be anything: asked.
    """
    if not ask.counts or not before.counts:
        return ask.counts or before.counts, ask.joined if ask.counts else before.joined
    if len(ask.counts) > 1 or len(before.counts) == 1 or ask.counts[0].noun in GENERIC:
        return ask.counts, ask.joined
    (new,) = ask.counts
    nouns = [singular(each.noun) for each in before.counts]
    if singular(new.noun) not in nouns:
        raise NeedsMore(phrase("ask.which_count", said=ask.quoted(new.span)), new.span)
    place = nouns.index(singular(new.noun))
    return (*before.counts[:place], new, *before.counts[place + 1 :]), before.joined


# --- multiples


def _changed(before: Ask, changes: tuple[Change, ...]) -> Ask:
    for each in changes:
        before = _times_as_much(before, each)
    return before


def _times_as_much(before: Ask, change: Change) -> Ask:
    """One kind of amount multiplied, or all of the work: its requests, else all of a volume."""
    if change.what is None and before.counts:
        first, *others = before.counts
        return replace(before, counts=(_count_times(first, change.factor), *others))
    kinds = {each.kind for each in before.amounts}
    if change.what is not None and change.what not in kinds:
        raise NeedsMore(phrase("ask.change_of_nothing", what=change.what), change.span)
    if before.contents and change.what is None:
        raise NeedsMore(phrase("ask.change_of_contents"), change.span)
    amounts = tuple(
        _amount_times(each, change.factor) if change.what in {None, each.kind} else each
        for each in before.amounts
    )
    return replace(before, amounts=amounts)


def _amount_times(amount: Amount, factor: Decimal) -> Amount:
    with exactly():
        return replace(
            amount, quantity=amount.quantity * factor, bounds=_bounds_times(amount.bounds, factor)
        )


def _count_times(count: Count, factor: Decimal) -> Count:
    with exactly():
        return replace(
            count, number=count.number * factor, bounds=_bounds_times(count.bounds, factor)
        )


def _bounds_times(bounds: Bounds | None, factor: Decimal) -> Bounds | None:
    return Bounds(bounds.low * factor, bounds.high * factor) if bounds else None


# --- a query as if it had just been said


def _work_of(query: Query) -> Work | None:
    if isinstance(query, EstimateQuery | ComparisonQuery | BudgetQuery):
        return query.work
    return query.work if isinstance(query, AdviceQuery) else None


def _said(query: Query) -> Ask:
    """`query` as if it had just been said."""
    match query:
        case EstimateQuery():
            return _on(replace(_work(query.work), models=(query.model,)), query.day, query.currency)
        case ComparisonQuery():
            return _on(replace(_work(query.work), models=query.models), query.day, query.currency)
        case BudgetQuery():
            return _on(_budget(query), query.day, query.currency)
        case RatesQuery():
            return _on(Ask("", models=query.models), query.day, query.currency)
        case TokensQuery():
            contents = tuple(Contained(each, _NOWHERE) for each in query.contents)
            said = Ask("", models=query.models, contents=contents, intents=frozenset({"tokens"}))
            return _on(said, query.day, None)
        case BreakEvenQuery():
            return _on(Ask("", models=(query.model,)), query.day, None)
        case AdviceQuery():
            return _on(_work(query.work) if query.work else Ask(""), query.day, None)
        case _:
            return Ask("")


def _on(ask: Ask, day: date | None, currency: Currency | None) -> Ask:
    days = (day,) if day else ()
    if currency is None:
        return replace(ask, days=days)
    if currency.per_usd is None:
        return replace(ask, days=days, currencies=(currency.code,))
    return replace(ask, days=days, rated=(Rated(currency.code, currency.per_usd, _NOWHERE),))


def _budget(query: BudgetQuery) -> Ask:
    said = _work(query.work)
    limits = () if query.per is None else (Timed(query.per, _NOWHERE, "limit"),)
    return replace(
        said,
        models=query.models,
        limits=(Limit(query.limit, _NOWHERE),),
        times=(*said.times, *limits),
        intents=frozenset({"fits" if query.fits else "how_many"}),
    )


def _work(work: Work) -> Ask:
    return Ask(
        "",
        amounts=tuple(_amounts(work)),
        contents=tuple(Contained(each, _NOWHERE) for each in work.contents),
        counts=tuple(_all_counts(work)),
        joined=len(work.counts) > 1,
        scopes=frozenset() if work.scope is Scope.UNMARKED else frozenset({work.scope}),
        caching=tuple(_caching(work)),
        ttls=frozenset(
            {work.prefix.ttl} if work.prefix and work.prefix.ttl is Ttl.ONE_HOUR else ()
        ),
        modifiers=work.modifiers,
        discounts=(work.discount,) if work.discount else (),
        times=tuple(_timed(work)),
        schedules=tuple(_schedules(work)),
    )


def _amounts(work: Work) -> Iterator[Amount]:
    varied = {each.part: each for each in work.varied}
    for unit, quantity in work.usage:
        yield _amount(unit, quantity, varied.get(unit.value))
    if work.prompt_tokens is not None:
        yield _amount("prompt_size", work.prompt_tokens, varied.get("prompt_size"))  # type: ignore[arg-type]  # a kind
    if work.prefix:
        yield Amount("prefix", work.prefix.tokens, _NOWHERE)


def _amount(kind: Unit, quantity: Decimal, varied: Varied | None) -> Amount:
    if varied is None:
        return Amount(kind, quantity, _NOWHERE)
    return Amount(kind, quantity, _NOWHERE, varied.bounds, varied.centred)


def _all_counts(work: Work) -> Iterator[Count]:
    varied = {each.part: each for each in work.varied}
    for index, (number, noun) in enumerate(work.counts):
        found = varied.get(f"count {index}")
        bounds, centred = (found.bounds, found.centred) if found else (None, False)
        yield Count(number, noun, _NOWHERE, bounds, centred)


def _caching(work: Work) -> Iterator[Caching]:
    if work.prefix:
        yield Caching(_NOWHERE)
    elif work.cached is not None:
        bounds = next((each.bounds for each in work.varied if each.part == "cached"), None)
        yield Caching(_NOWHERE, work.cached, None, bounds)


def _timed(work: Work) -> Iterator[Timed]:
    if work.per:
        yield Timed(work.per, _NOWHERE, "requests" if work.counts else "amounts")
    if work.over and work.over.times == ONE:
        yield Timed(work.over.period, _NOWHERE)
    elif work.over:
        yield Timed(work.over.period, _NOWHERE, None, work.over)


def _schedules(work: Work) -> Iterator[Schedule]:
    if work.prefix and work.prefix.hours != DAY_HOURS:
        yield Schedule(work.prefix.hours, Period.HOUR, Period.DAY, _NOWHERE)


def _per_request(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Beside a number of requests the size of prompts is each one's input."""
    return tuple(
        replace(each, kind=Unit.INPUT) if each.kind == "prompt_size" else each for each in amounts
    )


def _uncached(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The same with what was read from or written to the cache as plain input."""
    prompt = [each.quantity for each in amounts if each.kind in (*CACHE_UNITS, Unit.INPUT)]
    rest = tuple(each for each in amounts if each.kind not in (*CACHE_UNITS, Unit.INPUT, "prefix"))
    if not prompt:
        return rest
    if len(prompt) == 1:
        return (
            *rest,
            *(
                replace(each, kind=Unit.INPUT)
                for each in amounts
                if each not in rest and each.kind != "prefix"
            ),
        )
    with exactly():
        return (Amount(Unit.INPUT, sum(prompt, start=Decimal(0)), _NOWHERE), *rest)
