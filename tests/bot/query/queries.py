"""Queries of every kind, as `complete` makes them: strategies for hypothesis."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from bot.query.contrast import CACHES, levers_of
from bot.query.lexicon import lexicon
from bot.query.model import (
    DAY_HOURS,
    OFF,
    PREFIX,
    WITHIN,
    AdviceQuery,
    Bounds,
    BreakEvenQuery,
    BudgetQuery,
    ComparisonQuery,
    Content,
    Contrast,
    Counted,
    Currency,
    EstimateQuery,
    ExplainQuery,
    Following,
    Foreign,
    Group,
    HelpQuery,
    HistoryQuery,
    Images,
    MixQuery,
    ModelChoice,
    ModelsQuery,
    Money,
    Named,
    Newest,
    OneModel,
    Over,
    Part,
    Prefix,
    Query,
    RatesQuery,
    SameText,
    Scope,
    Text,
    TokenBudgetQuery,
    TokensQuery,
    Varied,
    Work,
    many_of,
)
from bot.query.topics import tasks, topics
from pricing import (
    EVERY_LEVER,
    Arrivals,
    Lever,
    Modifier,
    Period,
    TextUnit,
    Ttl,
    Unit,
    Usage,
    divide,
    period_ratio,
)

from .reading import VOCABULARY

NAMED = sorted(set(VOCABULARY.names.values()), key=lambda each: each.id)
UNITS = (
    "input",
    "output",
    "cache_read",
    "cache_write_5m",
    "cache_write_1h",
    "web_search",
    "session_hour",
)
FOREIGN = ("gpt-5", "gpt-4o-mini", "gemini 2.5 pro", "o3", "llama-4", "deepseek-v3")
NOUNS = ("requests", "requests", "users", "messages", "tickets", "calls", "zorbs", "times")
CURRENCIES = sorted(
    {term.value.upper() for term in lexicon("en").terms.values() if term.category == "currency"}
    - {"USD", "CENT"}
)
ZERO, ONE = Decimal(0), Decimal(1)
LARGEST = Decimal(10**15)


def _decimal(number: int, places: int) -> Decimal:
    return Decimal(number).scaleb(-places)


amounts: SearchStrategy[Decimal] = st.one_of(
    st.integers(1, int(LARGEST)).map(Decimal),
    st.sampled_from([1, 5, 60, 1_000, 10_000, 1_500, 1_000_000, 5_000_000, 60_000_000]).map(
        Decimal
    ),
    st.builds(_decimal, st.integers(1, 10**9), st.integers(0, 6)),
)
"""Of tokens, or whatever else is counted."""
shares: SearchStrategy[Decimal] = st.one_of(
    st.builds(_decimal, st.integers(1, 10**5), st.just(5)),
    st.sampled_from([divide(1, 3), divide(2, 3), divide(5, 6), divide(3, 7)]),
)
"""A percentage with up to three decimals, as a share, 1 among them; or one without end."""

named: SearchStrategy[Named] = st.sampled_from(NAMED)
newest: SearchStrategy[Newest] = st.sampled_from(sorted(VOCABULARY.families)).map(Newest)
one_model: SearchStrategy[OneModel] = named | newest
foreign: SearchStrategy[Foreign] = st.sampled_from(FOREIGN).map(Foreign)
groups: SearchStrategy[Group] = st.sampled_from(
    [Group("current"), Group("all"), Group("all", "haiku")]
)
days: SearchStrategy[date | None] = st.none() | st.dates(date(2023, 1, 1), date(2035, 12, 31))
periods: SearchStrategy[Period] = st.sampled_from(Period)
rates_of_exchange: SearchStrategy[Decimal] = st.builds(
    _decimal, st.integers(1, 10**7), st.integers(0, 4)
)
currencies: SearchStrategy[Currency | None] = st.none() | st.builds(
    Currency, st.sampled_from(CURRENCIES), st.none() | rates_of_exchange
)

images: SearchStrategy[Content] = st.builds(
    Images, st.integers(1, 10**6).map(Decimal), st.integers(16, 8_000), st.integers(16, 8_000)
)
texts: SearchStrategy[Content] = st.builds(
    Text,
    amounts,
    st.sampled_from(TextUnit),
    st.sampled_from([Unit.INPUT, Unit.OUTPUT]),
)
contents: SearchStrategy[tuple[Content, ...]] = st.lists(images | texts, max_size=2).map(tuple)
discounts: SearchStrategy[Decimal] = st.just(ZERO) | shares.filter(lambda share: share < ONE)


@st.composite
def ranges(draw: st.DrawFn, value: Decimal, part: str) -> Varied:
    """A range that `value` is the low end, or the middle, of."""
    centred = draw(st.booleans())
    more = min(draw(amounts), LARGEST // 2)
    bounds = Bounds(value - more, value + more) if centred else Bounds(value, value + more)
    return (
        Varied(part, bounds, centred)
        if bounds.low >= 0
        else Varied(part, Bounds(value, value + more))
    )


hours_of_a_day: SearchStrategy[Decimal] = st.integers(1, 24).map(Decimal)


@st.composite
def counts_in_periods(draw: st.DrawFn) -> tuple[tuple[Counted, ...], Period | None]:
    """So many requests, or none, and what they come in."""
    number = draw(st.integers(0, 2))
    nouns = draw(st.lists(st.sampled_from(NOUNS), min_size=number, max_size=number, unique=True))
    counted = tuple(Counted(draw(amounts), noun) for noun in nouns)
    per = draw(st.none() | periods)
    if counted and per is Period.HOUR and draw(st.booleans()):  # "8 hours a day"
        return (*counted, Counted(draw(hours_of_a_day), "hours")), Period.DAY
    return counted, per


@st.composite
def overs(draw: st.DrawFn, per: Period | None) -> Over | None:
    """What a rate is answered for; a daily one for business days is one a business day."""
    if per is None:
        return None
    over = draw(st.none() | st.builds(Over, st.integers(1, 36).map(Decimal), periods))
    if over and (per, over.period) == (Period.DAY, Period.BUSINESS_DAY):
        return None
    if over is None or over.times == ONE:
        return over
    above, below = period_ratio(per, over.period)
    return None if over.times * above < below else over


MANY_SEARCHES = 100


@st.composite
def works(draw: st.DrawFn, *, once: bool = False) -> Work:
    """Work of every sort; `once`: a volume with no period."""
    counts, per = ((), None) if once else draw(counts_in_periods())
    units = draw(st.lists(st.sampled_from(UNITS), min_size=0 if counts else 1, unique=True))
    usage = Usage(**{unit: draw(amounts) for unit in units})
    scope = draw(st.sampled_from(Scope)) if counts else Scope.UNMARKED
    if counts and scope is Scope.UNMARKED and usage.web_search >= MANY_SEARCHES:
        scope = Scope.EACH  # of so many it is asked whether they are those of each request
    # A text beside tokens of its side could be a part of them, and is asked about.
    contained = tuple(
        each
        for each in draw(contents)
        if isinstance(each, Images) or not getattr(usage, each.side.value)
    )
    prefix = draw(prefixes(usage, per)) if counts and scope is not Scope.TOTAL else None
    if prefix and counts[-1].noun == "hours":  # in those hours the requests come
        prefix = prefix._replace(hours=counts[-1].number)
    takes_input = usage.input or any(
        getattr(each, "side", Unit.INPUT) is Unit.INPUT for each in contained
    )
    work = Work(
        usage,
        counts,
        scope,
        draw(st.none() | shares) if takes_input and not prefix else None,
        draw(st.frozensets(st.sampled_from(Modifier))),
        # A prompt's size stands beside the input of a volume, and is no larger than that.
        draw(st.none() | amounts.map(lambda size: min(size, usage.prompt)))
        if usage.input and not counts
        else None,
        draw(discounts),
        contained,
        prefix,
        per,
        draw(overs(per)),
    )
    return draw(varied(work))


@st.composite
def prefixes(draw: st.DrawFn, usage: Usage, per: Period | None) -> Prefix | None:
    """A cached part of the input of each request."""
    if per is None or not usage.input or usage.is_cached or draw(st.booleans()):
        return None
    tokens = min(draw(amounts), usage.input)
    # The hours of a rate by the clock are a number of requests a day: 10/minute x 600 minutes.
    by_the_clock = per in {Period.SECOND, Period.MINUTE, Period.HOUR}
    hours = DAY_HOURS if by_the_clock else draw(hours_of_a_day)
    return Prefix(tokens, draw(st.sampled_from(Ttl)), hours, draw(st.sampled_from(Arrivals)))


@st.composite
def varied(draw: st.DrawFn, work: Work) -> Work:
    """`work` with up to two of its numbers said as ranges."""
    values: dict[str, Decimal] = {unit.value: many for unit, many in work.usage}
    if work.prefix:
        values.pop("input")
    if work.prompt_tokens is not None:
        values["prompt_size"] = work.prompt_tokens
    values |= {
        f"count {index}": each.number
        for index, each in enumerate(work.counts)
        if each.noun != "hours"
    }
    values = {part: value for part, value in values.items() if value <= LARGEST // 2}
    chosen = draw(st.sets(st.sampled_from(sorted(values)), max_size=2)) if values else set()
    found = [draw(ranges(values[part], part)) for part in values if part in chosen]
    # Of several the order counts, as ranges are told apart by it.
    for index, content in enumerate(work.contents if len(work.contents) == 1 else ()):
        many = many_of(content)
        if many <= LARGEST // 2 and draw(st.booleans()):
            more = min(draw(amounts), LARGEST // 2)
            found.append(Varied(f"content {index}", Bounds(many, many + more)))
    if work.cached is not None and draw(st.booleans()):
        low, high = sorted((work.cached, draw(shares)))
        found += [Varied("cached", Bounds(low, high))] if low < high else []
        work = replace(work, cached=low)
    if work.discount and draw(st.booleans()):
        low, high = sorted((work.discount, draw(shares)))
        found += [Varied(OFF, Bounds(low, high))] if low < high else []
        work = replace(work, discount=low)
    if work.prefix and work.prefix.arrivals is Arrivals.RANDOM:
        found = [each for each in found if not each.part.startswith("count")]
    if work.prefix and work.prefix.tokens <= LARGEST // 2 and draw(st.booleans()):
        found += prefix_ranges(work.usage.input, draw(ranges(work.prefix.tokens, PREFIX)), work)
    return replace(work, varied=tuple(found))


def prefix_ranges(whole: Decimal, said: Varied, work: Work) -> list[Varied]:
    """A range of the prefix, where it is plain whether it is part of the input or on top."""
    if whole >= said.bounds.high:
        return [said._replace(part=WITHIN)]
    fresh = whole - work.prefix.tokens if work.prefix else ZERO
    return [said] if fresh < said.bounds.low else []


followings: SearchStrategy[OneModel] = (named | newest).map(Following)
estimates: SearchStrategy[EstimateQuery] = st.builds(
    EstimateQuery, one_model | followings, works(), days, currencies
)

volumes: SearchStrategy[EstimateQuery] = st.builds(
    EstimateQuery, one_model, works(once=True), days, currencies
)
"""Those whose clauses stand for themselves, in any order: no period that belongs to a number."""


@st.composite
def several_models(draw: st.DrawFn) -> tuple[ModelChoice, ...]:
    """A group alone, or several models, one of which must be ours."""
    alone = groups.map(lambda group: (group,))
    others = st.lists(one_model | foreign | groups, min_size=2, max_size=5, unique=True)
    several = others.filter(lambda row: not all(isinstance(each, Foreign) for each in row))
    return draw(alone | several.map(tuple))


comparisons: SearchStrategy[ComparisonQuery] = st.builds(
    ComparisonQuery, several_models(), works(), days, currencies
)


@st.composite
def same_texts(draw: st.DrawFn) -> ComparisonQuery:
    """The same text on several models, counted on one of them, or on an older one."""
    models = draw(st.lists(one_model, min_size=2, max_size=4, unique=True))
    asked = ComparisonQuery(tuple(models), draw(works()), draw(days), draw(currencies))
    return replace(asked, same_text=SameText(draw(st.none() | st.sampled_from(models))))


def saved(asked: EstimateQuery) -> SearchStrategy[EstimateQuery]:
    """The same where it is asked what one of its levers saves, or all of them."""
    pulled = [each for each in Lever if each in levers_of(asked.work)]
    every = st.just(Contrast("every"))
    some = [Contrast("saved", (each,)) for each in pulled]
    together = [Contrast("saved", tuple(pulled))] if pulled else []
    return (every | st.sampled_from([*some, *together]) if pulled else every).map(
        lambda contrast: replace(asked, contrast=contrast)
    )


@st.composite
def versus(draw: st.DrawFn) -> ComparisonQuery:
    """Levers against each other, on one model or on several."""
    models = draw(several_models() | one_model.map(lambda each: (each,)))
    sides = draw(st.lists(st.sampled_from(EVERY_LEVER), min_size=2, max_size=4, unique=True))
    work = draw(works())
    named = {Modifier(each.value) for each in sides if each.value in set(Modifier)}
    named |= {Modifier.BATCH} if Lever.BATCH_CACHED in sides else set()
    work = replace(work, modifiers=work.modifiers - named)
    if work.per and {Lever.CACHED, Lever.CACHE_1H} <= set(sides):
        # Two lives of a cache at a rate, and nothing but those: whether one pays is asked.
        sides = [Lever.CACHED, Lever.STANDARD]
    return ComparisonQuery(
        models, work, draw(days), draw(currencies), Contrast("versus", tuple(sides))
    )


@st.composite
def sided(draw: st.DrawFn) -> ComparisonQuery:
    """Models, each with a lever of its own."""
    models = draw(st.lists(one_model, min_size=2, max_size=3, unique=True).map(tuple))
    one_each = st.lists(st.sampled_from(OWN_LEVERS), min_size=len(models), max_size=len(models))
    levers = draw(one_each.filter(lambda each: len(set(each)) > 1).map(tuple))
    work = draw(works())
    usage = work.usage.uncached()
    usage = dataclasses.replace(usage, input=min(usage.input, LARGEST))  # more is not counted
    is_cached = not {Lever.CACHED, Lever.BATCH_CACHED}.isdisjoint(levers)
    work = replace(
        work,
        modifiers=frozenset(),
        prefix=None,
        contents=(),
        usage=dataclasses.replace(usage, input=usage.input or ONE) if is_cached else usage,
        cached=draw(st.sampled_from([ONE, Decimal("0.8")])) if is_cached else None,
        varied=tuple(each for each in work.varied if each.part == "output"),
    )
    return ComparisonQuery(models, work, draw(days), draw(currencies), Contrast("sided", levers))


OWN_LEVERS = (
    Lever.STANDARD,
    Lever.CACHED,
    Lever.BATCH,
    Lever.BATCH_CACHED,
    Lever.FAST,
    Lever.US_ONLY,
)


contrasts: SearchStrategy[EstimateQuery | ComparisonQuery] = (
    st.builds(EstimateQuery, one_model, works(), days, currencies).flatmap(saved)
    | versus()
    | sided()
)
parts: SearchStrategy[Part] = st.builds(Part, one_model, works())
mixes: SearchStrategy[MixQuery] = st.builds(
    MixQuery,
    st.lists(parts, min_size=2, max_size=3).map(tuple),
    days,
    currencies,
    st.none() | st.just(Contrast("every")),
)


@st.composite
def some_money(draw: st.DrawFn) -> Money:
    """An amount of money, or a range of it."""
    low, code = draw(amounts), draw(st.sampled_from(["USD", *CURRENCIES]))
    more = draw(st.none() | amounts) if low <= LARGEST // 2 else None
    return Money(low, code, None if more is None else low + min(more, LARGEST // 2))


monies: SearchStrategy[Money] = some_money()


@st.composite
def budgets(draw: st.DrawFn) -> BudgetQuery:
    """For how many requests of one size, or for all of this work?"""
    work = replace(draw(works()), over=None)
    fits = bool(work.counts) or draw(st.booleans())
    if not fits:
        ranges_ = tuple(each for each in work.varied if each.part not in {PREFIX, WITHIN})
        varied_ = tuple(each for each in ranges_ if not each.part.startswith("count"))
        work = replace(work, counts=(), scope=Scope.UNMARKED, prefix=None, per=None, varied=varied_)
    models = draw(several_models() | one_model.map(lambda one: (one,)))
    money = draw(monies)
    per = draw(periods) if work.per else draw(st.none() | periods)
    sides = draw(st.none() | st.just((Lever.STANDARD, Lever.BATCH)))
    if sides:
        work = replace(work, modifiers=work.modifiers - {Modifier.BATCH})
    contrast = Contrast("versus", sides) if sides else None
    day, currency = draw(days), draw(currencies)
    query = BudgetQuery(models, work, money, per, fits, day, currency, contrast=contrast)
    may_be_asked = fits and not sides and not levers_of(work) & CACHES
    asks = draw(st.sampled_from(["nothing", "cached_share", "lasts"]))
    is_daily = query.work.per not in {None, Period.BUSINESS_DAY}
    if asks == "lasts" and is_daily and fits and not sides:
        return replace(query, work=replace(work, over=DAILY), per=None, lasts=True)
    return replace(query, cached_share=may_be_asked and asks == "cached_share")


DAILY = Over(ONE, Period.DAY)


@st.composite
def sender_budgets(draw: st.DrawFn) -> BudgetQuery:
    """For how many users, or others who each send so many requests?"""
    work = replace(draw(works()), over=None, varied=(), prefix=None)
    scope = work.scope if work.scope is Scope.TOTAL else Scope.EACH
    work = replace(work, counts=(Counted(draw(amounts), "messages"),), scope=scope)
    work = replace(work, prompt_tokens=None)
    models = draw(several_models() | one_model.map(lambda one: (one,)))
    money = draw(monies)
    per = draw(periods) if work.per else draw(st.none() | periods)
    noun = draw(st.sampled_from(["users", "people", "customers", "teams"]))
    return BudgetQuery(models, work, money, per, False, draw(days), draw(currencies), noun)


ALL_SHARES = ([7, 3], [25, 75], [1, 2], [6, 1, 2], [123, 877])
"""Of how many each: thirds and ninths have no end."""


@st.composite
def mix_budgets(draw: st.DrawFn) -> BudgetQuery:
    """For all of a mix; for how many requests of it, or users that each send one?"""
    kind = draw(st.sampled_from(["fits", "requests", "users"]))
    sizes = draw(st.sampled_from(ALL_SHARES))
    found = [replace(draw(works()), over=None) for _ in sizes]
    if kind == "requests":
        by_share = zip(found, sizes, strict=True)
        found = [_one_request(work, divide(size, sum(sizes))) for work, size in by_share]
    if kind == "users":
        per = draw(st.none() | periods)
        found = [replace(_one_request(each, draw(amounts), "messages"), per=per) for each in found]
    mixed = [Part(draw(one_model), work) for work in found]
    per = draw(periods) if any(each.per for each in found) else draw(st.none() | periods)
    return BudgetQuery(
        (mixed[0].model,),
        mixed[0].work,
        draw(monies),
        per,
        kind == "fits",
        draw(days),
        draw(currencies),
        "users" if kind == "users" else "requests",
        others=tuple(mixed[1:]),
    )


def _one_request(work: Work, number: Decimal, noun: str = "requests") -> Work:
    """So many of what is a request of this work, or that much of one."""
    any_ = work.contents or any(much for _, much in work.usage)
    usage = work.usage if any_ else Usage(output=ONE)
    parts_ = {unit.value for unit, _ in usage} | {"cached"}
    varied_ = tuple(each for each in work.varied if each.part in parts_) if not work.prefix else ()
    return replace(
        work,
        usage=usage,
        counts=(Counted(number, noun),),
        scope=Scope.EACH,
        per=None,
        prefix=None,
        prompt_tokens=None,
        varied=varied_,
    )


token_budgets: SearchStrategy[TokenBudgetQuery] = st.builds(
    TokenBudgetQuery,
    several_models() | one_model.map(lambda one: (one,)),
    monies,
    st.none() | periods,
    st.sampled_from(
        [
            (Unit.INPUT, Unit.OUTPUT),
            (Unit.INPUT,),
            (Unit.OUTPUT,),
            (Unit.CACHE_READ, Unit.OUTPUT),
            (Unit.CACHE_READ,),
        ]
    ),
    st.frozensets(st.sampled_from(Modifier)),
    discounts,
    days,
    currencies,
)
rates: SearchStrategy[RatesQuery] = st.builds(
    RatesQuery,
    st.lists(one_model, min_size=1, max_size=4, unique=True).map(tuple),
    days,
    currencies,
)


@st.composite
def shared_works(draw: st.DrawFn) -> Work:
    """Requests that share a prefix, however long it is cached; or a prefix alone."""
    tokens = draw(amounts)
    alone = Work(Usage(input=tokens), prefix=Prefix(tokens))
    if draw(st.booleans()):
        return alone
    work = replace(draw(works()), varied=(), cached=None, prompt_tokens=None)
    if work.per is None or not work.counts or not work.usage.input or work.usage.is_cached:
        return alone
    found = draw(prefixes(work.usage, work.per)) or Prefix(work.usage.input)
    scope = Scope.EACH if work.scope is Scope.TOTAL else work.scope
    return replace(work, scope=scope, prefix=found._replace(ttl=Ttl.FIVE_MINUTES))


asked_models = several_models() | one_model.map(lambda one: (one,))
break_evens: SearchStrategy[BreakEvenQuery] = st.one_of(
    st.builds(BreakEvenQuery, asked_models, days, hit_share=st.none() | shares),
    st.builds(BreakEvenQuery, asked_models, days, shared_works(), currencies),
)
tokens: SearchStrategy[TokensQuery] = st.builds(
    TokensQuery,
    st.lists(images | texts, min_size=1, max_size=2).map(tuple),
    several_models() | one_model.map(lambda one: (one,)),
    days,
)
explanations: SearchStrategy[ExplainQuery] = st.builds(
    ExplainQuery,
    st.lists(st.sampled_from(topics()), min_size=1, max_size=3, unique=True).map(tuple),
    st.lists(one_model, max_size=2, unique=True).map(tuple),
)
any_task = st.none() | st.sampled_from(tasks())
advices: SearchStrategy[AdviceQuery] = st.one_of(
    st.builds(AdviceQuery, any_task, st.none() | works(), days),
    st.builds(
        AdviceQuery,
        any_task,
        st.none(),
        days,
        st.lists(one_model, max_size=2, unique=True).map(tuple),
    ),
)
lists: SearchStrategy[ModelsQuery] = st.builds(
    ModelsQuery, st.sampled_from(["current", "all", "retired"]), days
)
histories: SearchStrategy[HistoryQuery] = st.one_of(
    st.builds(
        HistoryQuery,
        st.just("history"),
        st.lists(one_model, min_size=1, max_size=3, unique=True).map(tuple),
        st.none(),
        days,
        days,
    ),
    st.builds(
        HistoryQuery,
        st.sampled_from(["changes", "coming"]),
        st.lists(one_model, max_size=2, unique=True).map(tuple),
        st.sampled_from([None, "prices", "releases", "retirements"]),
        days,
        days,
    ),
    st.builds(
        HistoryQuery,
        st.just("lifecycle"),
        st.lists(one_model, min_size=1, max_size=3, unique=True).map(tuple),
        st.sampled_from([None, "releases"]),
    ),
)
helps: SearchStrategy[HelpQuery] = st.sampled_from(
    [HelpQuery(), HelpQuery("what is this thing"), HelpQuery("say something nice, please")]
)
queries: SearchStrategy[Query] = st.one_of(
    estimates,
    comparisons,
    contrasts,
    same_texts(),
    mixes,
    budgets(),
    sender_budgets(),
    mix_budgets(),
    token_budgets,
    rates,
    break_evens,
    tokens,
    explanations,
    advices,
    lists,
    histories,
    helps,
)
