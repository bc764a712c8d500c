"""The canonical text of a query: its only serialisation, always English.

It stands in readings, buttons, thread rows and receipts, and is parsed and priced again
wherever it is used: `complete(parse(canonical(query)), None) == query`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from msgspec.structs import replace

from pricing import (
    CACHE_UNITS,
    FEE_UNITS,
    Arrivals,
    Lever,
    Modifier,
    Period,
    TextUnit,
    Ttl,
    Unit,
    divide,
)

from .dealing import are_ranges, said_shares, whole_of
from .model import (
    DAY_HOURS,
    FEWEST_CACHED,
    HALF,
    MOST_OF_ONE,
    NINE_TENTHS,
    OFF,
    ONE,
    PREFIX,
    SCHEDULED,
    WITHIN,
    AdviceQuery,
    Bounds,
    BreakEvenQuery,
    BudgetQuery,
    ChangeKind,
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
    HistoryKind,
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
    TokenBudgetQuery,
    TokensQuery,
    Varied,
    Work,
    many_of,
    said_input,
)
from .part_shown import PART_OF

_SUFFIXES = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k"))
_THOUSANDS = 3
_LIKE_LEVERS = frozenset({HALF, NINE_TENTHS})
"""Discounts that could be taken for those of a batch, and of what a cache holds."""
_VERSION_LIKE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?|20\d{6})[ /-]")
# A name that ends in no version, or in one that could have a minor one behind it.
_OPEN_NAME = re.compile(r"(?:^|[ -])(?:\d+|[a-z][a-z0-9-]*)$", re.IGNORECASE)
_DENOMINATORS = (3, 6, 7, 9, 11, 12)
"""Of shares that have no end: 1/3."""

_UNITS = {
    Unit.INPUT: "in",
    Unit.OUTPUT: "out",
    Unit.CACHE_READ: "cache reads",
    Unit.CACHE_WRITE_5M: "5-minute cache writes",
    Unit.CACHE_WRITE_1H: "1-hour cache writes",
    Unit.WEB_SEARCH: "web searches",
    Unit.SESSION_HOUR: "session hours",
}
_MODIFIERS = {
    Modifier.BATCH: "batch",
    Modifier.FAST: "fast mode",
    Modifier.US_ONLY: "us-only",
    Modifier.REGIONAL: "regional",
}
_NAMES = {"TRY": "lira"}
_SCOPES = {Scope.EACH: "each", Scope.TOTAL: "in total"}


def canonical(query: Query) -> str:
    """`query` as a text that is read as just that query."""
    if isinstance(query, EstimateQuery) and query.whole:
        return f"{_model(query.model)} {PART_OF} {canonical(query.whole)}"
    return "".join(filter(None, (" ".join(filter(None, _said(query))), *_on(query))))


def _said(query: Query) -> list[str]:
    match query:
        case EstimateQuery():
            work = _work(query.work, is_contrasted=query.contrast is not None)
            models = _of_models(_model(query.model), work)
            return [*_contrast(query.contrast), *models]
        case ComparisonQuery():
            lead = "compare" if len(query.models) == 1 and not query.contrast else ""
            if query.contrast and query.contrast.mode == "sided":
                return _sided(query, query.contrast)
            work = _work(query.work, is_contrasted=query.contrast is not None)
            models = _of_models(_models(query.models), work)
            return [lead, *_contrast(query.contrast), *_same_text(query.same_text), *models]
        case MixQuery():
            return [*_contrast(query.contrast), _joined(query.parts)]
        case BudgetQuery():
            return _budget(query)
        case TokenBudgetQuery():
            return _token_budget(query)
        case _:
            return _of_no_work(query)


def _joined(parts: Iterable[Part], *, shared_out: bool = False) -> str:
    """`haiku-5.5 10M in + opus-5.5 2M in`; of one request, `70% haiku-5.5 2k in + 30% ...`.

    A discount of the last alone might be that of all, but where another side says that it has none.
    """
    parts = tuple(parts)
    if are_ranges(each.work for each in parts):
        return _dealt(parts, shared_out)
    first, *others = parts
    discounts = [each.work.discount for each in (first, *others)]
    is_of_last = discounts[-1] and not any(discounts[:-1])
    said = [[*_part(first, shared_out), "0% off" if is_of_last and others else ""]]
    said += [_part(each, shared_out) for each in others]
    return " + ".join(" ".join(filter(None, each)) for each in said)


def _dealt(parts: tuple[Part, ...], shared_out: bool) -> str:  # noqa: FBT001 - as below
    """`60 to 80% haiku-4.5, the rest opus-5.5, 2k in`; `sonnet-5.5 2k in, 60 to 80% of it batch`.

    Of work that differs, each share has its own: `60 to 80% haiku-4.5 2k in + the rest ...`.
    """
    first, *_, last = parts
    works = [whole_of(each.work) for each in parts]
    if shared_out:
        works = [replace(each, counts=(), scope=Scope.UNMARKED) for each in works]
    shares = list(map(_share, said_shares(parts)))
    if first.model == last.model:
        (term,) = works[0].modifiers - works[1].modifiers
        said = " ".join(_of_models(_model(first.model), _work(works[1])))
        return f"{said}, {shares[0]} of it {_MODIFIERS[term]}"
    models = [f"{share} {_model(each.model)}" for share, each in zip(shares, parts, strict=True)]
    if any(work != works[0] for work in works):
        pairs = zip(models, works, strict=True)
        return " + ".join(" ".join(_of_models(model, _work(work))) for model, work in pairs)
    return f"{', '.join(models)}, {' '.join(_work(works[0]))}"


def _share(share: Decimal | Bounds | None) -> str:
    if isinstance(share, Bounds):
        return _range_of_percent(share)
    return "the rest" if share is None else _percent(share)


def _part(part: Part, shared_out: bool) -> list[str]:  # noqa: FBT001 - as above
    model, work = _model(part.model), part.work
    if shared_out:
        model = f"{_percent(work.requests or ONE)} {model}"
        work = replace(work, counts=(), scope=Scope.UNMARKED)
    return _of_models(model, _work(work))


def _contrast(contrast: Contrast | None) -> list[str]:
    """`every lever on`, `saved by batch on`, `standard vs batch on`."""
    if contrast is None:
        return []
    names = _LEVERS | _CACHES if Lever.CACHE_1H in contrast.levers else _LEVERS
    named = [names[each] for each in contrast.levers]
    if contrast.mode == "every":
        return ["every lever on"]
    if contrast.mode == "versus":
        return [" vs ".join(named), "on"]
    dearer = {Lever.FAST, Lever.US_ONLY}.issuperset(contrast.levers)
    said = " ".join(named).replace("cached", "caching")
    return ["added by" if dearer else "saved by", said, "on"]


def _sided(query: ComparisonQuery, contrast: Contrast) -> list[str]:
    """`opus-5.5 80% cached vs sonnet-5.5 standard`: each model with its own."""
    work = query.work
    cached = "cached" if work.cached is None else _cached(work)
    levers = (_LEVERS[each].replace("cached", cached) for each in contrast.levers)
    pairs = zip(query.models, levers, strict=True)
    models = " vs ".join(f"{_models((model,))} {lever}" for model, lever in pairs)
    return _of_models(models, _work(replace(work, cached=None), is_contrasted=True))


def _same_text(same_text: SameText | None) -> list[str]:
    """`same text on`, `same text as sonnet-4.5 on`."""
    if same_text is None:
        return []
    counted_on = same_text.counted_on
    return ["same text", *(["as", _model(counted_on)] if counted_on else []), "on"]


_LEVERS = {
    Lever.STANDARD: "standard",
    Lever.CACHED: "cached",
    Lever.BATCH: "batch",
    Lever.BATCH_CACHED: "cached batch",
    Lever.FAST: "fast mode",
    Lever.US_ONLY: "us-only",
}
_CACHES = {Lever.CACHED: "5-minute cache", Lever.CACHE_1H: "1-hour cache"}


def _of_no_work(
    query: BreakEvenQuery
    | TokensQuery
    | ExplainQuery
    | AdviceQuery
    | RatesQuery
    | ModelsQuery
    | HistoryQuery
    | HelpQuery,
) -> list[str]:
    match query:
        case BreakEvenQuery():
            models = f"break-even of caching on {_models(query.models)}"
            work = _work(query.work) if query.work else []
            if query.hit_share is not None:
                work = [f"{_percent(query.hit_share)} hit rate"]
            return [*_of_models(models, work)]
        case TokensQuery():
            contents = list(_contents(query.work))
            return ["how many tokens are", " and ".join(contents), "on", _models(query.models)]
        case ExplainQuery():
            return ["explain", ", ".join(query.topics), *_named(query.models)]
        case AdviceQuery():
            return _advice(query)
        case RatesQuery():
            return ["price of", _models(query.models)]
        case ModelsQuery():
            return [f"{query.which} models"]
        case HistoryQuery():
            return list(_history(query))
        case HelpQuery():
            return [query.unread or "help"]
        case _:
            assert_never(query)


def _advice(query: AdviceQuery) -> list[str]:
    lead = f"which model for {query.task}" if query.task else "which model"
    return [lead, *_named(query.models), *(_work(query.work) if query.work else [])]


HISTORIES: Mapping[tuple[HistoryKind, ChangeKind | None], str] = {
    ("history", None): "price history",
    ("lifecycle", None): "lifecycle",
    ("lifecycle", "releases"): "release",
    ("lifecycle", "fast"): "fast mode over time",
    ("changes", None): "what changed",
    ("changes", "prices"): "price changes",
    ("changes", "releases"): "releases",
    ("changes", "retirements"): "retirements",
    ("coming", None): "what is coming",
    ("coming", "prices"): "coming price changes",
    ("coming", "releases"): "coming releases",
    ("coming", "retirements"): "coming retirements",
}
"""How a question about changes over time begins, by what it asks for."""


def _history(query: HistoryQuery) -> Iterator[str]:
    """`price changes of sonnet-5.5 since 2026-06-01 through 2026-09-30`."""
    yield HISTORIES[query.which, query.only]
    if query.models:
        yield f"of {_models(query.models)}"
    if query.since:
        yield f"since {query.since.isoformat()}"
    if query.until:
        yield f"through {query.until.isoformat()}"


def _on(query: Query) -> Iterator[str]:
    """The day, and the currency to show dollars in."""
    currency = getattr(query, "currency", None)
    if isinstance(currency, Currency):
        yield f", {_currency(currency)}"
    day = getattr(query, "day", None)
    if day:
        yield f" as of {day.isoformat()}"


def _currency(currency: Currency) -> str:
    if currency.per_usd is None:
        return f"in {_code(currency.code)}"
    return f"at {_plain(currency.per_usd)} {_code(currency.code)} per USD"


def _code(code: str) -> str:
    """The code of a currency; of one whose code is an everyday word, its name."""
    return _NAMES.get(code, code)


def _budget(query: BudgetQuery) -> list[str]:
    limit = _money(query.limit) + (f"/{_period(query.per)}" if query.per else "")
    models = "compare " * (len(query.models) == 1 and isinstance(query.models[0], Group))
    if query.lasts:  # days anyway
        works = [replace(each, over=None) for each in query.works]
        pairs = zip(query.others, works[1:], strict=True)
        others = tuple(part._replace(work=work) for part, work in pairs)
        query = replace(query, work=works[0], others=others)
    if query.others:
        said = [_joined(query.parts, shared_out=query.counts_requests)]
    else:
        work = _work(query.work, is_contrasted=query.contrast is not None)
        said = _of_models(models + _models(query.models), work)
    said = [*_contrast(query.contrast), *said]
    if query.lasts:
        return ["how long does", limit, "last,", *said]
    if query.fits:
        return [*said, "what cached share" * query.cached_share, "fits in", limit]
    return [f"how many {query.noun}", *said, "for", limit]


def _token_budget(query: TokenBudgetQuery) -> list[str]:
    limit = _money(query.limit) + (f"/{_period(query.per)}" if query.per else "")
    alone = len(query.models) == 1 and isinstance(query.models[0], Group)
    said = [f"how many {_ASKED.get(query.units, '')}tokens", "compare" * alone]
    terms = ["cached" * (Unit.CACHE_READ in query.units), *_terms(query.modifiers, query.discount)]
    return [*said, *_of_models(_models(query.models), terms), "for", limit]


_ASKED: Mapping[tuple[Unit, ...], str] = {
    (Unit.INPUT,): "input ",
    (Unit.CACHE_READ,): "input ",
    (Unit.OUTPUT,): "output ",
}


def _terms(
    modifiers: Collection[Modifier], discount: Decimal, bounds: Bounds | None = None
) -> list[str]:
    said = [_MODIFIERS[each] for each in Modifier if each in modifiers]
    if bounds:
        said.append(f"{_range_of_percent(bounds)} negotiated discount")
    elif discount:
        off = "negotiated discount" if discount in _LIKE_LEVERS else "off"
        said.append(f"{_percent(discount)} {off}")
    return said


def _money(money: Money) -> str:
    amount = _plain(money.amount) if money.high is None else _in_full(money.amount, money.high)
    return f"{amount} {_code(money.code)}"


# --- numbers


@lru_cache(maxsize=256)
def compact(number: Decimal) -> str:
    """`number` exactly, with a suffix where that is no longer: 10M, 1.5k, 344139."""
    plain = f"{number.normalize():f}"
    for size, suffix in _SUFFIXES:
        if number < size:
            continue
        short = f"{number.scaleb(-size.adjusted()).normalize():f}{suffix}"
        if len(short) <= len(plain):
            return short
    return _plain(number)


def _plain(number: Decimal) -> str:
    """Every digit; three behind a dot could be thousands, as in 10.000, and four cannot."""
    plain = f"{number.normalize():f}"
    return f"{plain}0" if -_exponent(number.normalize()) == _THOUSANDS else plain


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _percent(share: Decimal) -> str:
    for below in _DENOMINATORS if _exponent(share) < -20 else ():  # noqa: PLR2004 - without end
        above = int(share * below + Decimal("0.5"))
        if 0 < above < below and divide(above, below) == share:
            return f"{above}/{below}"
    return f"{_plain(share * 100)}%"


# --- models


def _of_models(models: str, work: list[str]) -> list[str]:
    """Models and their work, with a mark where a number could be read as a version.

    Behind a comma "4.5" is one as well: "opus 4, 4.5".
    """
    first = next(filter(None, work), "")
    version = _VERSION_LIKE.match(first) if _OPEN_NAME.search(models) else None
    mark = (":" if "." in version[0] else ",") if version else ""
    return [models + mark, *work]


def _models(models: tuple[ModelChoice, ...]) -> str:
    return " vs ".join(map(_model, models))


def _named(models: tuple[OneModel | Foreign, ...]) -> list[str]:
    """`on sonnet-4.5 vs opus`: the models that an explanation or advice was asked of."""
    return ["on", _models(models)] if models else []


def _model(choice: ModelChoice) -> str:
    match choice:
        case Named():
            return choice.spelling
        case Newest():
            return choice.family
        case Following():
            return f"successor of {_model(choice.of)}"
        case Group(without=out):
            return " ".join(
                [choice.heard, *(["except", " and ".join(map(_model, out))] * bool(out))]
            )
        case Foreign():
            return choice.name
        case _:
            assert_never(choice)


# --- work


def _work(work: Work, *, is_contrasted: bool = False) -> list[str]:
    """The work; `is_contrasted`: whether words of a cache may stand before it."""
    said = list(_counts(work))
    amounts = [*_amounts(work), *_contents(work)]
    said += amounts or ["0 in"]
    if not work.counts:
        said += [f"per {_period(work.per)}"] if work.per else []
        said += ["in total"] if _is_of_all_images(work) else []
    if work.counts and work.scope is not Scope.UNMARKED:
        said.append(_SCOPES[work.scope])
    if work.prompt_tokens is not None:
        said.append(f"prompts of {_ranged(work, 'prompt_size', work.prompt_tokens)}")
    if work.prefix:
        said.append(_prefix(work.prefix, work))
    elif work.cached is not None:
        said.append(_cached(work))
    said += _terms(work.modifiers, work.discount, _bounds_of(work, OFF))
    if work.prefix:  # behind the terms, which would be those of all works in a clause of their own
        said[-1] += _when_sent(work.prefix, work)
    if work.over:
        # Right behind an amount or its period, this one would be that of the amount.
        same = work.over.period is work.per or not work.counts or _has_a_period(work)
        # "cached for 2 days" would be how long the cache lives, with "batch" between them as well.
        caches = is_contrasted or work.prefix is not None or work.cached is not None
        lives = caches and work.over.period in _OF_A_LIFE
        said[-1] += "," * (same if work.over.times == ONE else lives)
        said.append(_over(work.over))
    return said


def _has_a_period(work: Work) -> bool:
    """Whether a period behind its amounts would be what they are per.

    Those are large ones, and fees and images beside requests: "3 web searches per week".
    """
    return work.scope is Scope.UNMARKED and (
        bool(work.contents)
        or any(many > MOST_OF_ONE or unit in FEE_UNITS for unit, many in work.usage)
    )


def _is_of_all_images(work: Work) -> bool:
    """Whether tokens beside images could be read as those of each image, if nothing said so."""
    tokens = [many for _, many in work.usage]
    images = [each for each in work.contents if isinstance(each, Images)]
    if not tokens or not images:
        return False
    return work.per is not None or images[0].leaves_next_to_nothing(tokens)


def _counts(work: Work) -> Iterator[str]:
    """`500 users x 20 messages/day`; a schedule shows what it is of: `10/hour x 8 hours/day`."""
    for index, (number, noun) in enumerate(work.counts):
        following = work.counts[index + 1].noun if index + 1 < len(work.counts) else None
        per = SCHEDULED.get(following) if following else work.per
        said = f"{_ranged(work, f'count {index}', number)} {noun}"
        yield f"{said}/{_period(per)}" if per else said
        if following:
            yield "x"


def _amounts(work: Work) -> Iterator[str]:
    for unit, quantity in work.amounts:
        if unit is Unit.OUTPUT and work.thinking:
            yield from _with_thinking(work)
        elif unit is not Unit.INPUT:
            yield f"{_ranged(work, unit.value, quantity)} {_unit(unit, quantity)}"
        elif work.made_of:
            parts = (f"{compact(each.tokens)} {each.name}".strip() for each in work.made_of)
            yield f"{' plus '.join(parts)} {_UNITS[unit]}"
        elif any(said := said_input(work)):
            yield f"{_in_its_range(*said)} {_UNITS[unit]}"


def _unit(unit: Unit, quantity: Decimal) -> str:
    """Its name; few that are cached are called tokens, as "50 cache reads" are so many times."""
    is_few = unit in CACHE_UNITS and 0 < quantity < FEWEST_CACHED
    return f"tokens of {_UNITS[unit]}" if is_few else _UNITS[unit]


def _with_thinking(work: Work) -> Iterator[str]:
    """`500 out 1k thinking`."""
    if work.visible_output:
        yield f"{compact(work.visible_output)} {_UNITS[Unit.OUTPUT]}"
    yield f"{compact(work.thinking)} thinking"


def _ranged(work: Work, part: str, value: Decimal) -> str:
    varied = next((each for each in work.varied if each.part == part), None)
    return _in_its_range(value, varied)


def _in_its_range(value: Decimal, varied: Varied | None) -> str:
    if varied is None:
        return compact(value)
    if varied.centred:
        return f"{_plain(value)} ± {_plain(varied.bounds.high - value)}"
    return _in_full(*varied.bounds)


def _in_full(low: Decimal, high: Decimal) -> str:
    return f"{_plain(low)} to {_plain(high)}"


def _contents(work: Work) -> Iterator[str]:
    for index, each in enumerate(work.contents):
        yield _content(each, _ranged(work, f"content {index}", many_of(each)))


def _content(content: Content, many: str) -> str:
    if isinstance(content, Images):
        noun = "image" if many == "1" else "images"
        return f"{many} {noun} of {content.width}x{content.height}"
    side = "in" if content.side is Unit.INPUT else "out"
    return f"{many} {_TEXTS[content.unit]} {side}"


_TEXTS = {TextUnit.CHARACTER: "characters", TextUnit.WORD: "words", TextUnit.PAGE: "pages"}


def _prefix(prefix: Prefix, work: Work) -> str:
    life = " for 1 hour" if prefix.ttl is Ttl.ONE_HOUR else ""
    part = WITHIN if any(each.part == WITHIN for each in work.varied) else PREFIX
    return f"{_ranged(work, part, prefix.tokens)} system prompt cached{life}"


def _when_sent(prefix: Prefix, work: Work) -> str:
    """`, at random, 8 hours a day`, unless the rate is multiplied with those hours already."""
    is_said = prefix.hours == DAY_HOURS or Counted(prefix.hours, "hours") in work.counts[1:]
    hours = "" if is_said else f", {_plain(prefix.hours)} hours a day"
    random = ", at random" if prefix.arrivals is Arrivals.RANDOM else ""
    return f"{random}{hours}"


def _cached(work: Work) -> str:
    if bounds := _bounds_of(work, "cached"):
        return f"{_range_of_percent(bounds)} cached"
    if work.cached == ONE and not work.usage.is_cached:  # beside reads it would say that of them
        return "cached"
    return f"{_percent(work.cached or ONE)} cached"


def _bounds_of(work: Work, part: str) -> Bounds | None:
    return next((each.bounds for each in work.varied if each.part == part), None)


def _range_of_percent(bounds: Bounds) -> str:
    return f"{_plain(bounds.low * 100)} to {_plain(bounds.high * 100)}%"


def _period(period: Period) -> str:
    return period.value.replace("_", " ")


_OF_A_LIFE = frozenset({Period.SECOND, Period.MINUTE, Period.HOUR, Period.DAY})


def _over(over: Over) -> str:
    if over.times == ONE:
        return f"per {_period(over.period)}"
    return f"for {_plain(over.times)} {_period(over.period)}s"
