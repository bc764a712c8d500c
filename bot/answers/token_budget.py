"""How many tokens does so much money buy?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.query import canonical
from bot.query.errors import NeedsMore, NotUnderstood
from bot.query.model import ONE, Over, TokenBudgetQuery
from bot.query.phrase import phrase
from pricing import (
    BadWorkload,
    CannotPrice,
    Model,
    PriceBook,
    PriceList,
    TokenBudget,
    tokens_within,
)

from . import budget_notes, notes
from .citing import sources
from .currency import in_currency, in_dollars
from .refusals import reason
from .several import every, none_of_them, not_ours
from .types import (
    CannotPriceAnswer,
    Frame,
    Note,
    Shown,
    Spendable,
    TokenBudgetAnswer,
    TokensBought,
)
from .workloads import Chosen


def answer_token_budget(
    query: TokenBudgetQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> TokenBudgetAnswer | CannotPriceAnswer:
    """Each model, that with the most tokens first.

    Raises:
        CannotPrice: there is no such price on the one model that is asked about.
        NeedsMore: tokens cost nothing; a rate of exchange must be said.
        NotUnderstood: no budget can be like this.
    """
    prices = book.as_of(query.day or frame.today)
    limit = in_dollars(query.limit, query.currency, prices.day)
    chosen = every(query.models, prices)
    try:
        found = _on_all(chosen, query, limit, prices)
    except BadWorkload:
        raise NotUnderstood(phrase("unread.budget")) from None
    priced = [each.model for each in found if each.model and each.bought]
    if not priced:
        why = none_of_them([each.reason for each in found if each.reason], prices.day)
        return CannotPriceAnswer(frame, why, None, (), said, canonical(query))
    over = Over(ONE, query.per) if query.per else None
    return TokenBudgetAnswer(
        frame,
        query,
        canonical(query),
        limit,
        over,
        found,
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *budget_notes.of_currency(limit),
            *_tiers(priced, prices),
            *notes.of_tokenizers(priced),
            *notes.of_day(prices, frame),
        ),
        sources(set(_keys(priced, query, prices)), book),
        *_shown(query, limit, prices),
    )


def _on_all(
    chosen: Sequence[Chosen], query: TokenBudgetQuery, limit: Spendable, prices: PriceList
) -> tuple[TokensBought, ...]:
    if len(chosen) == 1 and chosen[0].model:
        return (_on(chosen[0].model, query, limit, prices),)
    found = [_on_one_of(each, query, limit, prices) for each in chosen]
    return tuple(sorted(found, key=_fewest_last))


def _on_one_of(
    chosen: Chosen, query: TokenBudgetQuery, limit: Spendable, prices: PriceList
) -> TokensBought:
    if chosen.model is None:
        return TokensBought(chosen.name, None, reason=not_ours(chosen, prices))
    try:
        return _on(chosen.model, query, limit, prices)
    except CannotPrice as error:
        return TokensBought(chosen.name, chosen.model, reason=reason(error, prices.book))


def _on(model: Model, query: TokenBudgetQuery, limit: Spendable, prices: PriceList) -> TokensBought:
    found = _bought(model, query, limit.low, prices)
    most = _bought(model, query, limit.high, prices) if limit.is_range else ()
    return TokensBought(model.name, model, found, most=most)


def _bought(
    model: Model, query: TokenBudgetQuery, limit: Decimal, prices: PriceList
) -> tuple[TokenBudget, ...]:
    found = tuple(
        tokens_within(
            limit, unit, model.id, prices, modifiers=query.modifiers, discount=query.discount
        )
        for unit in query.units
    )
    if any(each.tokens is None for each in found):
        raise NeedsMore(phrase("ask.costs_nothing"))
    return found


def _fewest_last(found: TokensBought) -> tuple[bool, Decimal]:
    return not found.bought, found.bought[0].per_million if found.bought else Decimal(0)


def _tiers(models: Sequence[Model], prices: PriceList) -> Iterator[Note]:
    """That larger prompts cost more on some: how large one is was not said."""
    for model in models:
        tier = prices.pricing(model.id).tier
        if tier:
            yield Note("tier", phrase("note.tier_of_tokens", model=model, above=tier.above))


def _keys(models: Sequence[Model], query: TokenBudgetQuery, prices: PriceList) -> Iterator[str]:
    for model in models:
        charges = prices.pricing(model.id).charges(query.modifiers, above_tier=False)
        for unit in query.units:
            yield from charges[unit].rate.source


def _shown(
    query: TokenBudgetQuery, limit: Spendable, prices: PriceList
) -> tuple[Shown | None, Shown | None]:
    """What there is to spend, in the other currency that was asked for; of a range both ends."""
    if query.currency is None or query.currency.code == query.limit.code:
        return None, None
    low, high = (in_currency(each, query.currency, prices.day) for each in (limit.low, limit.high))
    return low, high if limit.is_range else None
