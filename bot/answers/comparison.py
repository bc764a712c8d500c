"""What does the same work cost on several models?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import reduce

from bot.query import canonical
from bot.query.errors import NeedsMore
from bot.query.model import ComparisonQuery, Group, Newest, Scope, Work
from bot.query.phrase import Phrase, phrase
from pricing import CannotPrice, Estimate, Model, ModelPricing, PriceBook, PriceList, estimate

from . import notes, table
from .citing import sources_of
from .refusals import reason
from .types import CannotPriceAnswer, Compared, ComparisonAnswer, Frame, Note
from .workloads import Chosen, choose, settled_scope, workload


def answer_comparison(
    query: ComparisonQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> ComparisonAnswer | CannotPriceAnswer:
    """The models as they were named; a group of them cheapest first.

    Raises:
        NeedsMore: the amounts could be per request or in all.
    """
    prices = book.as_of(query.day or frame.today)
    chosen = _chosen(query, prices)
    scope = _settled_scope(query, [prices.pricing(m.id) for m in _released(chosen, prices)])
    compared = [_compare(each, query.work, scope, prices) for each in chosen]
    if any(isinstance(choice, Group) for choice in query.models):
        compared.sort(key=_total)
    priced = [each.model for each in compared if each.model and each.estimate]
    if not priced:
        return _nothing_priced(query, compared, frame, said)
    results = [each.estimate for each in compared if each.estimate]
    return ComparisonAnswer(
        frame,
        query,
        canonical(query),
        tuple(compared),
        query.work.requests,
        table.comparison(compared, query.work, scope, prices),
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *notes.of_work(query.work, scope, priced, prices),
            *(note for result in results for note in notes.of_estimate(result, frame)),
            *notes.of_neighbours(priced, priced, query.work, prices),
            *notes.of_day(prices, frame),
        ),
        sources_of(results, book),
    )


def _chosen(query: ComparisonQuery, prices: PriceList) -> list[Chosen]:
    """Every model that was named, once; where a family stands for it too, that is noted."""
    named: dict[str, Chosen] = {}
    for each in (one for choice in query.models for one in choose(choice, prices)):
        if each.name not in named or isinstance(each.choice, Newest):
            named[each.name] = each
    return list(named.values())


def _released(chosen: list[Chosen], prices: PriceList) -> list[Model]:
    return [each.model for each in chosen if each.model and each.model.is_released(prices.day)]


def _settled_scope(query: ComparisonQuery, pricings: list[ModelPricing]) -> Scope:
    try:
        return settled_scope(query.work, pricings)
    except NeedsMore as error:
        either = (replace(query.work, scope=scope) for scope in (Scope.EACH, Scope.TOTAL))
        texts = tuple(canonical(replace(query, work=work)) for work in either)
        raise NeedsMore(error.message, None, texts) from None


def _compare(chosen: Chosen, work: Work, scope: Scope, prices: PriceList) -> Compared:
    if chosen.model is None:
        return Compared(chosen.name, None, None, _not_ours(chosen, prices))
    result, why = _priced(chosen.model, work, scope, prices)
    return Compared(chosen.name, chosen.model, result, why)


def _priced(
    model: Model, work: Work, scope: Scope, prices: PriceList
) -> tuple[Estimate | None, Phrase | None]:
    try:
        return estimate(workload(work, model, scope), prices), None
    except CannotPrice as error:
        return None, reason(error, prices.book)


def _not_ours(chosen: Chosen, prices: PriceList) -> Phrase:
    if chosen.name.lower() in prices.book.families:
        return phrase("reason.no_model_of_family", family=chosen.name, day=prices.day)
    return phrase("reason.foreign", name=chosen.name)


def _total(compared: Compared) -> tuple[bool, Decimal]:
    """Cheapest first; what cannot be priced comes last."""
    return compared.estimate is None, compared.estimate.total if compared.estimate else Decimal(0)


def _nothing_priced(
    query: ComparisonQuery, compared: list[Compared], frame: Frame, said: tuple[Note, ...]
) -> CannotPriceAnswer:
    reasons = [each.reason for each in compared if each.reason]
    match reasons:
        case []:
            message = phrase("reason.no_models", day=query.day or frame.today)
        case [only]:
            message = only
        case _:
            message = phrase("reason.none_of_them", reasons=reduce(_and, reasons))
    return CannotPriceAnswer(frame, message, None, (), said, canonical(query))


def _and(said: Phrase, more: Phrase) -> Phrase:
    """One sentence behind the other."""
    return phrase("reason.and", said=said, more=more)
