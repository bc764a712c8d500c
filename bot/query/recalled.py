"""The thread's previous query as if it had just been said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal, Inexact

from msgspec.structs import replace

from pricing import Arrivals, Period, Ttl, Unit, exactly, period_ratio

from .ask import (
    Amount,
    AmountKind,
    Ask,
    Caching,
    Contained,
    Count,
    Discount,
    Intent,
    Limit,
    Rated,
    Schedule,
    Timed,
)
from .contrast import recalled as with_contrast
from .model import (
    DAY_HOURS,
    OFF,
    ONE,
    PREFIX,
    REQUESTS,
    SCHEDULED,
    WITHIN,
    AdviceQuery,
    BreakEvenQuery,
    BudgetQuery,
    ComparisonQuery,
    Counted,
    Currency,
    EstimateQuery,
    MixQuery,
    ModelChoice,
    Part,
    Query,
    RatesQuery,
    Scope,
    TokenBudgetQuery,
    TokensQuery,
    Varied,
    Work,
    said_input,
)
from .reading import Span

EVEN = Arrivals.EVEN
NOWHERE = Span(0, 0)
"""Where a part stands that was said in an earlier message."""


def work_of(query: Query) -> Work | None:
    """What is asked of a model in `query`; None where that is no work, or is a mix."""
    if isinstance(query, BudgetQuery) and query.others:
        return None
    if isinstance(query, (EstimateQuery, ComparisonQuery, BudgetQuery)):
        return query.work
    return query.work if isinstance(query, (AdviceQuery, BreakEvenQuery)) else None


def models_of(query: Query) -> tuple[ModelChoice, ...]:
    """The models that `query` is about; none of a mix, or where it is about no model of its own."""
    if isinstance(query, EstimateQuery):
        return (query.model,)
    if isinstance(query, BudgetQuery) and query.others:
        return ()
    found: tuple[ModelChoice, ...] = getattr(query, "models", ())
    return found


def recalled(query: Query) -> Ask:
    """`query` as if it had just been said."""
    match query:
        case EstimateQuery():
            said = replace(_work(query.work), models=(query.model,))
            return on(with_contrast(said, query), query.day, query.currency)
        case ComparisonQuery():
            said = replace(_work(query.work), models=query.models)
            return on(with_contrast(said, query), query.day, query.currency)
        case BudgetQuery():
            return on(with_contrast(_budget(query), query), query.day, query.currency)
        case TokenBudgetQuery():
            return on(_token_budget(query), query.day, query.currency)
        case RatesQuery():
            return on(Ask("", models=query.models), query.day, query.currency)
        case TokensQuery():
            contents = tuple(_contents(query.work))
            said = Ask("", models=query.models, contents=contents, intents=frozenset({"tokens"}))
            return on(said, query.day, None)
        case BreakEvenQuery():
            said = _work(query.work) if query.work else Ask("")
            intents = frozenset[Intent]({"break_even"})
            if query.hit_share is not None:
                said = replace(said, caching=(Caching(NOWHERE, query.hit_share),))
            said = replace(said, models=query.models, intents=intents)
            return on(said, query.day, query.currency)
        case AdviceQuery():
            return on(_work(query.work) if query.work else Ask(""), query.day, None)
        case _:
            return Ask("")


def on(ask: Ask, day: date | None, currency: Currency | None) -> Ask:
    """`ask` on that day, in that currency."""
    days = () if day is None else (day,)
    if currency is None:
        return replace(ask, days=days)
    if currency.per_usd is None:
        return replace(ask, days=days, currencies=(currency.code,))
    return replace(ask, days=days, rated=(Rated(currency.code, currency.per_usd, NOWHERE),))


def of_part(query: MixQuery | BudgetQuery, part: Part) -> EstimateQuery | BudgetQuery:
    """What is asked of one part of a mix, as if that were all there is."""
    if isinstance(query, MixQuery):
        return EstimateQuery(part.model, part.work)
    return replace(query, models=(part.model,), work=of_one(query, part.work), others=())


def of_one(query: MixQuery | BudgetQuery, work: Work) -> Work:
    """`work`, which is that of one request without a number where it is asked how many."""
    if isinstance(query, BudgetQuery) and query.counts_requests:
        return replace(work, counts=(), scope=Scope.UNMARKED)
    return work


def _budget(query: BudgetQuery) -> Ask:
    said = _work(replace(query.work, over=None) if query.lasts else query.work)
    limits = () if query.per is None else (Timed(query.per, NOWHERE, "limit"),)
    return replace(
        said,
        models=query.models,
        limits=(Limit(query.limit, NOWHERE),),
        times=(*said.times, *limits),
        intents=_intents(query),
        how_many=None if query.fits or query.noun == REQUESTS else query.noun,
    )


def _intents(query: BudgetQuery) -> frozenset[Intent]:
    asked: Intent = "fits" if query.fits else "how_many"
    others: tuple[tuple[Intent, bool], ...] = (
        ("cached_share", query.cached_share),
        ("lasts", query.lasts),
    )
    return frozenset({asked, *(each for each, is_asked in others if is_asked)})


def _token_budget(query: TokenBudgetQuery) -> Ask:
    limits = () if query.per is None else (Timed(query.per, NOWHERE, "limit"),)
    lone = {each.value for each in query.units} & {Unit.INPUT.value, Unit.OUTPUT.value}
    return Ask(
        "",
        models=query.models,
        limits=(Limit(query.limit, NOWHERE),),
        times=limits,
        modifiers=query.modifiers,
        discounts=(Discount(query.discount),) if query.discount else (),
        caching=(Caching(NOWHERE),) if Unit.CACHE_READ in query.units else (),
        intents=frozenset({"tokens"}),
        how_many=lone.pop() if len(query.units) == 1 and lone else "tokens",
    )


def _work(work: Work) -> Ask:
    schedules = tuple(_schedules(work))
    counted = len(work.counts) - len(factors_of(work))
    return Ask(
        "",
        amounts=tuple(_amounts(work)),
        contents=tuple(_contents(work)),
        counts=tuple(_all_counts(work))[:counted],
        joined=counted > 1,
        scopes=frozenset() if work.scope is Scope.UNMARKED else frozenset({work.scope}),
        caching=tuple(_caching(work)),
        ttls=frozenset(
            {work.prefix.ttl} if work.prefix and work.prefix.ttl is Ttl.ONE_HOUR else ()
        ),
        arrivals=frozenset(
            {work.prefix.arrivals} if work.prefix and work.prefix.arrivals is not EVEN else ()
        ),
        modifiers=work.modifiers,
        discounts=tuple(_discounts(work)),
        times=tuple(_timed(work)),
        schedules=schedules,
    )


def _amounts(work: Work) -> Iterator[Amount]:
    varied = {each.part: each for each in work.varied}
    for unit, quantity in work.amounts:
        if unit is Unit.INPUT:
            yield replace(_amount(unit, *said_input(work)), made_of=work.made_of)
        elif unit is not Unit.OUTPUT or not work.thinking:
            yield _amount(unit, quantity, varied.get(unit.value))
    if work.thinking:
        yield Amount("thinking", work.thinking, NOWHERE)
        if work.visible_output:
            yield Amount(Unit.OUTPUT, work.visible_output, NOWHERE)
    if work.prompt_tokens is not None:
        yield _amount("prompt_size", work.prompt_tokens, varied.get("prompt_size"))
    if work.prefix:
        yield _amount("prefix", work.prefix.tokens, varied.get(PREFIX) or varied.get(WITHIN))


def _amount(kind: AmountKind, quantity: Decimal, varied: Varied | None) -> Amount:
    if varied is None:
        return Amount(kind, quantity, NOWHERE)
    return Amount(kind, quantity, NOWHERE, varied.bounds, varied.centred)


def _contents(work: Work) -> Iterator[Contained]:
    varied = {each.part: each.bounds for each in work.varied}
    for index, each in enumerate(work.contents):
        yield Contained(each, NOWHERE, varied.get(f"content {index}"))


def _discounts(work: Work) -> Iterator[Discount]:
    bounds = next((each.bounds for each in work.varied if each.part == OFF), None)
    if work.discount or bounds:
        yield Discount(work.discount, bounds)


def _all_counts(work: Work) -> Iterator[Count]:
    varied = {each.part: each for each in work.varied}
    for index, (number, noun) in enumerate(work.counts):
        found = varied.get(f"count {index}")
        bounds, centred = (found.bounds, found.centred) if found else (None, False)
        yield Count(number, noun, NOWHERE, bounds, centred)


def _caching(work: Work) -> Iterator[Caching]:
    if work.prefix:
        yield Caching(NOWHERE)
    elif work.cached is not None:
        bounds = next((each.bounds for each in work.varied if each.part == "cached"), None)
        yield Caching(NOWHERE, work.cached, None, bounds)


def _timed(work: Work) -> Iterator[Timed]:
    factors = factors_of(work)
    if work.per:
        per = SCHEDULED[factors[0].noun] if factors else work.per
        yield Timed(per, NOWHERE, "requests" if work.counts else "amounts")
    if work.over and work.over.times == ONE:
        yield Timed(work.over.period, NOWHERE)
    elif work.over:
        yield Timed(work.over.period, NOWHERE, None, work.over)


def factors_of(work: Work) -> tuple[Counted, ...]:
    """What a rate was multiplied with: 8 hours of "10 requests an hour, 8 hours a day"."""
    if work.per is None:
        return ()
    return tuple(each for each in work.counts[1:] if each.noun in SCHEDULED)


def _schedules(work: Work) -> Iterator[Schedule]:
    """Each factor as it could be said, so that "10 hours a day" takes the place of another."""
    factors = factors_of(work)
    periods = [*(SCHEDULED[each.noun] for each in factors), work.per or Period.DAY]
    said = [
        _schedule(each.number, *periods[index : index + 2]) for index, each in enumerate(factors)
    ]
    yield from said
    daily = any(each.short is Period.HOUR for each in said)
    if work.prefix and work.prefix.hours != DAY_HOURS and not daily:
        yield Schedule(work.prefix.hours, Period.HOUR, Period.DAY, NOWHERE)


def _schedule(number: Decimal, short: Period, long: Period) -> Schedule:
    """So many minutes of a day as hours, where these come out even: 480 are 8."""
    if short in _MINUTES and long in _DAYS:
        above, below = period_ratio(short, Period.HOUR)
        with suppress(Inexact), exactly():
            return Schedule(number * below / above, Period.HOUR, long, NOWHERE)
    return Schedule(number, short, long, NOWHERE)


_MINUTES = frozenset({Period.SECOND, Period.MINUTE})
_DAYS = frozenset({Period.DAY, Period.BUSINESS_DAY})
