"""An answer as JSON: other programs rely on its fields.

Dollars, quantities and shares are exact decimal strings, without exponents and without zeros
at the end; days are ISO dates; what does not concern an answer of this kind is null or empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from bot.answers.projection import Projection
from bot.answers.types import (
    AdviceAnswer,
    Advised,
    Answer,
    BreakEvenAnswer,
    BudgetAnswer,
    Budgeted,
    CacheChoice,
    CannotPriceAnswer,
    Cell,
    Change,
    Compared,
    ComparisonAnswer,
    EstimateAnswer,
    ExplainAnswer,
    HelpAnswer,
    HistoryAnswer,
    Language,
    ModelsAnswer,
    NeededShare,
    NeedsMore,
    Note,
    NotUnderstood,
    Option,
    OutOfScope,
    PaysOff,
    RatesAnswer,
    Refusal,
    Row,
    Shown,
    SummaryTable,
    TokenBudgetAnswer,
    TokenCount,
    TokensAnswer,
    UnitCost,
    best_choice,
)
from bot.query.model import Over
from bot.query.reading import Heard
from pricing import (
    BreakEven,
    Driver,
    Estimate,
    LineItem,
    PricedWorkload,
    Rate,
    Source,
    TokenBudget,
    exactly,
)

from .budget_table import asked_models as budgeted_models
from .catalogue import word
from .document import document
from .parts import Document
from .slack import command_message
from .summary import asked_models, is_answer
from .text import plain_text

Json = dict[str, Any]
_AS_SAID = Projection()


def to_json(answer: Answer) -> Json:
    """All of `answer` in one object."""
    page = document(answer)
    frame = answer.frame
    return {
        **_nothing(),
        "lang": frame.lang,
        "source": frame.source,
        "heard": [_heard(each) for each in frame.heard],
        "prices_as_of": frame.prices_as_of.isoformat(),
        **_of_kind(answer, page),
        "receipt": page.receipt,
        "text": plain_text(page),
        "blocks": list(command_message(answer).blocks),
    }


def _nothing() -> Json:
    """Every field, in the order in which they are printed."""
    return {
        "kind": None,
        "lang": None,
        "source": None,
        "reading": None,
        "heard": [],
        "period": None,
        "total_usd": None,
        "low_usd": None,
        "high_usd": None,
        "totals": None,
        "per_request_usd": None,
        "unit_costs": [],
        "estimates": [],
        "alternatives": [],
        "rates": [],
        "change": None,
        "requests": None,
        "low_requests": None,
        "high_requests": None,
        "counted": None,
        "tokens": [],
        "budget": None,
        "options": [],
        "over_usd": None,
        "break_even": [],
        "best": None,
        "caching": [],
        "drivers": [],
        "in_currency": None,
        "history": [],
        "models": [],
        "notes": [],
        "message": None,
        "span": None,
        "suggestions": [],
        "prices_as_of": None,
        "receipt": None,
        "text": None,
        "blocks": [],
    }


def _of_kind(answer: Answer, page: Document) -> Json:  # noqa: C901, PLR0912 - a line a kind
    match answer:
        case EstimateAnswer():
            return {**_estimate(answer, page), **_closing(answer, page)}
        case ComparisonAnswer():
            return {**_comparison(answer, page), **_closing(answer, page)}
        case BudgetAnswer():
            return {**_budget(answer, page), **_closing(answer, page)}
        case TokenBudgetAnswer():
            return {**_token_budget(answer), **_closing(answer, page)}
        case BreakEvenAnswer():
            return {**_break_even(answer), **_closing(answer, page)}
        case TokensAnswer():
            return {**_tokens(answer), **_closing(answer, page)}
        case RatesAnswer():
            return {"kind": "rates", "rates": _rates(answer), **_closing(answer, page)}
        case ModelsAnswer():
            return {"kind": "models", "models": _models(answer), **_closing(answer, page)}
        case HistoryAnswer():
            return {**_history(answer), **_closing(answer, page)}
        case ExplainAnswer():
            asked = [*answer.related, *answer.examples]
            return {"kind": "explain", "suggestions": asked, **_closing(answer, page)}
        case AdviceAnswer():
            return {**_advice(answer), **_closing(answer, page)}
        case HelpAnswer():
            return {"kind": "help", "suggestions": list(answer.examples)}
        case NeedsMore() | NotUnderstood() | CannotPriceAnswer() | OutOfScope():
            return _refusal(answer, page)
        case _:
            assert_never(answer)


def _history(answer: HistoryAnswer) -> Json:
    from .history_json import events, rates  # noqa: PLC0415 - rarely asked

    happens = [each.event for each in answer.occurrences]
    return {
        "kind": "history",
        "history": list(events([*happens, *answer.promised])),
        "rates": [_rate(model, rate, answer.sources) for model, rate in rates(answer.spans)],
    }


def _estimate(answer: EstimateAnswer, page: Document) -> Json:
    parts, projection, totals = answer.estimate.parts, answer.projection, answer.totals
    each = zip(parts, answer.each_projection, strict=True)
    return {
        "kind": "estimate",
        "period": _period(projection.over) if projection.over else None,
        "total_usd": _maybe(answer.total),
        "low_usd": _maybe(answer.low),
        "high_usd": _maybe(answer.high),
        "totals": {name: plain(usd) for name, usd in totals._asdict().items()} if totals else None,
        "per_request_usd": _maybe(answer.per_request),
        "unit_costs": [_unit_cost(each) for each in answer.units],
        "estimates": [_part(part, answer.requests, of_part) for part, of_part in each],
        "alternatives": _alternatives(answer.table, asked_models(answer), page.lang),
        "rates": _rates_used(parts, answer.sources),
        "best": _best(answer.caching),
        "caching": [_choice(each) for each in answer.caching],
        "drivers": [_driver(each) for each in answer.drivers],
        "in_currency": _in_currency(answer.shown) or _range_in_currency(answer.shown_ends),
        "change": _change(answer.change) if answer.change else None,
    }


def _best(choices: Sequence[CacheChoice]) -> str | None:
    """The cheapest way to send a prefix."""
    best = best_choice(choices)
    return (best.ttl or "none") if best else None


def _choice(choice: CacheChoice) -> Json:
    """Of a range both ends, instead of one number."""
    found: Json = {"choice": choice.ttl or "none"}
    if choice.high is None or choice.most is None:
        return {**found, "usd": plain(choice.total), "hit_share": plain(choice.hit_share)}
    return {
        **found,
        "usd": None,
        "low_usd": plain(choice.total),
        "high_usd": plain(choice.high),
        "hit_share": None,
        "low_hit_share": plain(choice.hit_share),
        "high_hit_share": plain(choice.most),
    }


def _driver(driver: Driver) -> Json:
    return {
        "assumption": driver.assumption,
        "low_usd": plain(driver.low),
        "high_usd": plain(driver.high),
    }


def _unit_cost(unit: UnitCost) -> Json:
    """Of a range both ends, instead of one number."""
    found: Json = {
        "noun": unit.noun,
        "number": plain(unit.number),
        "usd": plain(unit.usd),
        "period": _period(unit.over) if unit.over else None,
    }
    if unit.high is None:
        return found
    return {**found, "usd": None, "low_usd": plain(unit.usd), "high_usd": plain(unit.high)}


def _change(change: Change) -> Json:
    return {
        "from_usd": plain(change.before),
        "to_usd": plain(change.after),
        "percent": _maybe(change.percent),
    }


def _comparison(answer: ComparisonAnswer, page: Document) -> Json:
    projection = answer.projection
    return {
        "kind": "comparison",
        "period": _period(projection.over) if projection.over else None,
        **_on_models(answer.compared, answer),
        "alternatives": _alternatives(answer.table, asked_models(answer), page.lang),
    }


def _budget(answer: BudgetAnswer, page: Document) -> Json:
    """Of several models none has the headline's numbers; each one's stand in `estimates`."""
    estimates = [each.estimate for each in answer.budgeted if each.estimate]
    parts = [part for estimate in estimates for part in estimate.parts]
    projections = answer.projections or (answer.projection,) * len(parts)
    return {
        "kind": "budget",
        "period": _period(answer.over) if answer.over else None,
        "estimates": [
            _part(part, answer.requests, projection)
            for part, projection in zip(parts, projections, strict=True)
        ],
        "alternatives": _alternatives(answer.table, budgeted_models(answer), page.lang),
        "rates": _rates_used(parts, answer.sources),
        "budget": _of_limit(answer),
        "counted": None if answer.query.fits else answer.query.noun,
        "options": [_option(each) for each in answer.options],
        "over_usd": _maybe(answer.cheapest and _over(answer.cheapest.cost, answer.limit.low)),
        "drivers": [_driver(each) for each in answer.drivers],
        "in_currency": _of_spendable(answer),
        **(_budget_of_one(answer.budgeted[0]) if len(answer.budgeted) == 1 else {}),
    }


def _of_limit(answer: BudgetAnswer) -> Json:
    """The limit, and of one model whether it is enough."""
    alone = answer.budgeted[0] if len(answer.budgeted) == 1 else None
    uses, highest = (alone.uses, alone.highest) if alone else (None, None)
    found: Json = {
        "limit_usd": plain(answer.limit.low),
        "fits": alone and alone.fits,
        "share": _maybe(uses and uses.share),
    }
    if answer.query.lasts:
        found["days"] = [_range(*each.lasts) for each in answer.budgeted]
    if answer.query.cached_share:
        found["cached_share"] = [_shares(each.needed) for each in answer.budgeted]
    if answer.limit.is_range:
        found["limit_high_usd"] = plain(answer.limit.high)
    if uses and highest:
        found["share"] = None
        found |= {"low_share": plain(uses.share), "high_share": plain(highest.share)}
        found |= {"low_fits": uses.fits, "high_fits": highest.fits}
    return found


def _of_spendable(answer: BudgetAnswer | TokenBudgetAnswer) -> Json | None:
    """The cost or the budget in the currency that was asked for, or the budget as it was said."""
    shown, high = answer.shown, answer.shown_high
    if shown is None:
        shown = answer.limit.said
        high = answer.limit.said_high if answer.limit.is_range else None
    return _range_in_currency((shown, high)) if shown and high else _in_currency(shown)


def _over(cost: Decimal, limit: Decimal) -> Decimal:
    with exactly():
        return cost - limit


def _option(option: Option) -> Json:
    """With ranges the share, and whether it fits, are those of the high end."""
    model = option.model.id if option.model else ""
    found: Json = {"model": model, "lever": option.lever.value}
    if option.low is None:
        found["total_usd"] = plain(option.cost)
    else:
        found |= {"total_usd": None, "low_usd": plain(option.low), "high_usd": plain(option.cost)}
    return {**found, "share": plain(option.share)}


def _budget_of_one(budgeted: Budgeted) -> Json:
    buys, uses, most, highest = budgeted.buys, budgeted.uses, budgeted.most, budgeted.highest
    if uses and highest and uses.total != highest.total:
        return {"low_usd": plain(uses.total), "high_usd": plain(highest.total)}
    if uses:
        return {"total_usd": plain(uses.total)}
    if buys and most:
        costs = sorted((buys.cost, most.cost))
        return {
            "low_usd": plain(costs[0]),
            "high_usd": plain(costs[1]),
            "low_requests": buys.requests,
            "high_requests": most.requests,
        }
    return {
        "total_usd": _maybe(buys and buys.cost),
        "per_request_usd": _maybe(buys and buys.per_request),
        "requests": buys and buys.requests,
    }


def _token_budget(answer: TokenBudgetAnswer) -> Json:
    """With one model and one kind of tokens `requests` is how many of them."""
    found = [
        (each.model.id, one, most)
        for each in answer.models
        if each.model
        for one, most in zip(each.bought, each.most or each.bought, strict=True)
    ]
    is_range, alone = answer.limit.is_range, found[0] if len(found) == 1 else None
    budget: Json = {"limit_usd": plain(answer.limit.low), "fits": None, "share": None}
    return {
        "kind": "budget",
        "period": _period(answer.over) if answer.over else None,
        "requests": alone[1].tokens if alone and not is_range else None,
        "low_requests": alone[1].tokens if alone and is_range else None,
        "high_requests": alone[2].tokens if alone and is_range else None,
        "counted": "tokens",
        "tokens": [_tokens_bought(*each, is_range=is_range) for each in found],
        "budget": {**budget, "limit_high_usd": plain(answer.limit.high)} if is_range else budget,
        "in_currency": _of_spendable(answer),
    }


def _tokens_bought(model: str, one: TokenBudget, most: TokenBudget, *, is_range: bool) -> Json:
    found: Json = {"model": model, "unit": one.unit.value, "tokens": one.tokens}
    if is_range:
        found |= {"tokens": None, "low_tokens": one.tokens, "high_tokens": most.tokens}
    return {**found, "per_million_usd": plain(one.per_million)}


def _break_even(answer: BreakEvenAnswer) -> Json:
    """With several models each entry says which it is of, and only what holds for all is best."""
    models = [(each.model.id, each) for each in answer.models if each.model]
    alone = models[0][1] if len(answer.models) == 1 else None
    bests = {_best(each.choices) for _, each in models if each.choices}
    parts = [part for _, each in models for part in _best_parts(each)]
    rates = dict.fromkeys(
        (model, rate)
        for model, found in models
        for each in found.break_evens
        for rate in (each.input, each.write, each.read)
    )
    return {
        "kind": "break_even",
        "period": _period(answer.projection.over) if answer.projection.over else None,
        "total_usd": _maybe(alone.best.total if alone and alone.best and not alone.ends else None),
        "low_usd": _maybe(alone.ends[0] if alone and alone.ends else None),
        "high_usd": _maybe(alone.ends[1] if alone and alone.ends else None),
        "estimates": [_part(part, answer.requests, answer.projection) for part in parts],
        "rates": [_rate(model, rate, answer.sources) for model, rate in rates],
        "break_even": [
            {**_pays(each), **({} if alone else {"model": model})}
            for model, found in models
            for each in found.break_evens
        ],
        "best": bests.pop() if len(bests) == 1 else None,
        "caching": [
            {**_choice(each), **({} if alone else {"model": model})}
            for model, found in models
            for each in found.choices
        ],
        "drivers": [
            {**_driver(each), **({} if alone else {"model": model})}
            for model, found in models
            for each in found.drivers
        ],
        "in_currency": _best_in_currency(answer),
    }


def _best_in_currency(answer: BreakEvenAnswer) -> Json | None:
    if answer.shown and answer.shown_high:
        return _range_in_currency((answer.shown, answer.shown_high))
    return _in_currency(answer.shown)


def _pays(found: BreakEven) -> Json:
    return {"ttl": found.ttl.value, "reads": found.reads, "hit_share": plain(found.hit_share)}


def _best_parts(found: PaysOff) -> tuple[PricedWorkload, ...]:
    """The work as the cheapest choice has it."""
    if found.best is None:
        return ()
    return found.estimates[found.choices.index(found.best)].parts


def _tokens(answer: TokensAnswer) -> Json:
    estimates = [each.estimate for each in answer.counted if each.estimate]
    parts = [part for estimate in estimates for part in estimate.parts]
    ranges = [each.most for each in answer.counted if each.most]
    ends = [_ends(*each) for each in zip(estimates, ranges, strict=True)] if ranges else []
    alone = estimates[0].total if len(answer.counted) == 1 and not ranges else None
    return {
        "kind": "tokens",
        "total_usd": _maybe(alone),
        **(ends[0] if len(answer.counted) == len(ends) == 1 else {}),
        "estimates": [
            _part(part, None) | end
            for part, end in zip(parts, ends or [{}] * len(parts), strict=True)
        ],
        "tokens": [_range_of_tokens(each) for each in answer.counted if each.most],
        "rates": _rates_used(parts, answer.sources),
    }


def _ends(low: Estimate, most: tuple[Decimal, Estimate]) -> Json:
    """What they cost at both ends of a range."""
    return {"low_usd": plain(low.total), "high_usd": plain(most[1].total)}


def _range_of_tokens(each: TokenCount) -> Json:
    """How many there are on one model at least, and at most."""
    model, ends = each.model, each.range_of_tokens
    return {
        "model": model and model.id,
        "low_tokens": ends and int(ends.low),
        "high_tokens": ends and int(ends.high),
    }


def _in_currency(shown: Shown | None) -> Json | None:
    if shown is None:
        return None
    return {
        "code": shown.code,
        "amount": plain(shown.amount),
        "rate": plain(shown.per_usd),
        "date": _day(shown.day),
        "source": shown.source,
    }


def _range_in_currency(ends: tuple[Shown, Shown] | None) -> Json | None:
    """A range has no amount of its own, but two ends."""
    if ends is None:
        return None
    low, high = (plain(each.amount) for each in ends)
    return {**(_in_currency(ends[0]) or {}), "amount": None, "low": low, "high": high}


def _period(over: Over) -> str:
    """A month, or several of them."""
    name = over.period.value.replace("_", " ")
    return name if over.times == 1 else f"{plain(over.times)} {name}s"


def _advice(answer: AdviceAnswer) -> Json:
    projection = answer.projection
    return {
        "kind": "advice",
        "period": _period(projection.over) if projection.over else None,
        **_on_models(answer.advised, answer),
        "suggestions": [answer.example],
    }


def _refusal(answer: Refusal, page: Document) -> Json:
    return {
        "kind": _KINDS[type(answer)],
        "reading": answer.reading if isinstance(answer, CannotPriceAnswer) else None,
        "notes": _notes(answer.notes, page),
        "message": page.headline,
        "span": list(answer.span) if answer.span else None,
        "suggestions": list(answer.suggestions),
    }


_KINDS: Mapping[type[Refusal], str] = {
    NeedsMore: "needs_more",
    NotUnderstood: "not_understood",
    CannotPriceAnswer: "cannot_price",
    OutOfScope: "out_of_scope",
}


def _closing(
    answer: EstimateAnswer
    | ExplainAnswer
    | AdviceAnswer
    | ComparisonAnswer
    | BudgetAnswer
    | TokenBudgetAnswer
    | BreakEvenAnswer
    | TokensAnswer
    | RatesAnswer
    | ModelsAnswer
    | HistoryAnswer,
    page: Document,
) -> Json:
    return {"reading": answer.reading, "notes": _notes(answer.notes, page)}


def _heard(heard: Heard) -> Json:
    return {"span": list(heard.span), "text": heard.text, "as": heard.meaning}


def _part(
    part: PricedWorkload, requests: Decimal | None, projection: Projection = _AS_SAID
) -> Json:
    """One workload, for what is asked: its quantities and dollars are those of that period."""
    return {
        "model": part.pricing.model.id,
        "total_usd": plain(projection.of(part.total)),
        "requests": _number(_projected(part.workload.requests or requests, projection)),
        "modifiers": sorted(part.workload.modifiers),
        "lines": [_line(line, projection) for line in part.lines],
    }


def _projected(number: Decimal | None, projection: Projection) -> Decimal | None:
    return None if number is None else projection.of(number)


def _line(line: LineItem, projection: Projection) -> Json:
    return {
        "unit": line.unit.value,
        "quantity": plain(projection.of(line.quantity)),
        "rate_usd": plain(line.rate.usd),
        "per": line.rate.per,
        "multiplier": plain(line.multiplier),
        "cost_usd": plain(projection.of(line.cost)),
    }


def _alternatives(table: SummaryTable, asked: frozenset[str], lang: Language) -> list[Json]:
    """The fields of the table that are not themselves the answer."""
    return [
        _alternative(row, cell, lang)
        for row in table.rows
        for cell in row.cells
        if not is_answer(row, cell, asked)
    ]


def _alternative(row: Row, cell: Cell, lang: Language) -> Json:
    """Of a range both ends, instead of one total."""
    found: Json = {
        "model": row.model.id if row.model else row.name,
        "lever": cell.lever.value,
        "total_usd": _maybe(cell.total),
        "reason": word(cell.reason, lang) if cell.reason else None,
    }
    if cell.high is None:
        return found
    return {**found, "total_usd": None, "low_usd": _maybe(cell.total), "high_usd": plain(cell.high)}


def _rates(answer: RatesAnswer) -> list[Json]:
    """The standard rates of each model; the others are modifiers and in the text."""
    return [
        _rate(rates.model.id, rate, answer.sources)
        for rates in answer.models
        for rate in rates.groups[0].rates
    ]


def _models(answer: ModelsAnswer) -> list[Json]:
    """The models of a list with their standard rates, in US dollars per 1,000,000 tokens."""
    return [
        {
            "model": each.model.id,
            "family": each.model.family,
            "status": each.status.key.removeprefix("status."),
            "released": _day(each.model.released),
            "retired": _day(each.model.retired),
            "successor": each.successor.id if each.successor else None,
            "input_usd": _maybe(each.input),
            "output_usd": _maybe(each.output),
            "cache_read_usd": _maybe(each.cache_read),
        }
        for each in answer.listed
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _on_models(
    priced: Sequence[Compared | Advised], answer: ComparisonAnswer | AdviceAnswer
) -> Json:
    """The same work on each model that has a price for it: costs, what moves them, and rates."""
    found = [
        (part, _ends_of(each)) for each in priced if each.estimate for part in each.estimate.parts
    ]
    return {
        "estimates": [
            {**_part(part, answer.requests, answer.projection), **ends} for part, ends in found
        ],
        "drivers": [_driver(each) for each in answer.drivers],
        "rates": _rates_used([part for part, _ in found], answer.sources),
    }


def _ends_of(priced: Compared | Advised) -> Json:
    """The ends of a range on one model."""
    if priced.high is None:
        return {}
    return {"low_usd": _maybe(priced.total), "high_usd": plain(priced.high)}


def _rates_used(parts: Iterable[PricedWorkload], cited: Mapping[str, Source]) -> list[Json]:
    used = {(line.model, line.rate): None for part in parts for line in part.lines}
    return [_rate(model, rate, cited) for model, rate in used if rate.source]


def _rate(model: str, rate: Rate, cited: Mapping[str, Source]) -> Json:
    return {
        "model": model,
        "unit": rate.unit.value,
        "usd": plain(rate.usd),
        "per": rate.per,
        "from": _day(rate.start),
        "source": _source(rate, cited),
    }


def _notes(notes: Iterable[Note], page: Document) -> list[Json]:
    return [{"code": note.code, "text": word(note.phrase, page.lang)} for note in notes]


def _source(rate: Rate, cited: Mapping[str, Source]) -> str | None:
    """Where the rate was read: an address, the title of what has none."""
    found = next((cited[key] for key in rate.source if key in cited), None)
    return (found.url or found.title) if found else None


def _shares(needed: NeededShare | None) -> Json:
    least, most = needed or (None, None)
    return _range(_maybe(least), _maybe(most))


def _range(low: str | int | None, high: str | int | None) -> Json:
    return {"low": low, "high": high}


def _maybe(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(amount)


def _number(amount: Decimal | None) -> int | str | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else plain(amount)


def plain(amount: Decimal) -> str:
    """Every digit, without an exponent and without zeros at the end."""
    if not amount:
        return "0"
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
