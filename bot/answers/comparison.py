"""What does the same work cost on several models?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial

from msgspec.structs import replace

from bot.query import canonical
from bot.query.errors import NeedsMore
from bot.query.model import ComparisonQuery, Contrast, Group, Scope
from bot.query.phrase import phrase
from pricing import CannotPrice, Model, PriceBook, PriceList, divide, exactly

from . import notes, table
from .citing import sources_of
from .contents import how_counted
from .costing import Costing, costing
from .currency import shown_in
from .estimate import ends_of, units_of
from .refusals import reason
from .same_text import counted_on, notes_of, of_text, text_costs
from .several import every, none_of_them, not_ours
from .types import CannotPriceAnswer, Compared, ComparisonAnswer, Difference, Frame, Note
from .workloads import Chosen


def answer_comparison(
    query: ComparisonQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> ComparisonAnswer | CannotPriceAnswer:
    """The models as they were named; a group of them cheapest first.

    Raises:
        NeedsMore: the amounts could be per request or in all; an exchange rate must be said.
    """
    prices = book.as_of(query.day or frame.today)
    chosen = every(query.models, prices)
    query = _with_each_once(query, chosen)
    released = _released(chosen, prices)
    asked = _costing(query, released, prices)
    reference = _reference(query, released, prices)
    of_model = partial(of_text, asked, reference) if reference and query.same_text else None
    compared = [_compare(each, query, asked, of_model) for each in chosen]
    if any(isinstance(choice, Group) for choice in query.models):
        compared.sort(key=_total)
    priced = [each.model for each in compared if each.model and each.estimate]
    if not priced:
        why = none_of_them([each.reason for each in compared if each.reason], prices.day)
        return CannotPriceAnswer(frame, why, None, (), said, canonical(query))
    results = [each.estimate for each in compared if each.estimate]
    found = ComparisonAnswer(
        frame,
        query,
        canonical(query),
        tuple(compared),
        asked.projection,
        asked.work.requests,
        table.ranked(table.comparison(asked, compared, frame.today, of_model)),
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *notes.of_successors(asked, priced, priced, frame, of_model),
            *how_counted(query.work, priced),
            *notes.of_work(asked, priced),
            *_of_results(compared, asked, of_model, frame),
            *notes_of(reference, priced, asked=query.same_text is not None),
            *notes.of_neighbours(priced, priced, query.work, prices, tokenizers=reference is None),
            *notes.of_uncacheable(priced, priced, asked),
            *notes.of_currency(next((each.shown for each in compared if each.shown), None)),
            *notes.of_day(prices, frame),
        ),
        sources_of(results, book),
        texts=text_costs(asked, reference, released) if reference else (),
        drivers=(of_model(priced[0]) if of_model else asked).drivers(priced[0]),
        difference=_difference(compared),
    )
    if query.contrast and query.contrast.mode == "sided":
        from .own_levers import with_own_levers  # noqa: PLC0415 - rarely asked

        found = with_own_levers(found, query.contrast, asked)
        found = replace(found, difference=_difference(found.compared))
    elif query.contrast:
        from .contrast import contrasted_comparison  # noqa: PLC0415 - rarely asked

        found = contrasted_comparison(found, query.contrast, asked)
    if any(each.estimate for each in found.compared):
        return found
    why = none_of_them([each.reason for each in found.compared if each.reason], prices.day)
    return CannotPriceAnswer(frame, why, None, (), said, found.reading)


def _with_each_once(query: ComparisonQuery, chosen: list[Chosen]) -> ComparisonQuery:
    """The query, where each model that has terms of its own is another on the day.

    `opus 5.5 standard vs opus cached`: both are one today, so its two terms are compared.

    Raises:
        NeedsMore: one of several models has two terms of its own.
    """
    contrast = query.contrast
    if contrast is None or contrast.mode != "sided" or len(chosen) == len(contrast.levers):
        return query
    levers = tuple(dict.fromkeys(contrast.levers))
    if len(chosen) > 1 or len(levers) == 1:
        raise NeedsMore(phrase("ask.twice_the_same", said=chosen[0].name))
    return replace(query, models=(chosen[0].choice,), contrast=Contrast("versus", levers))


def _released(chosen: list[Chosen], prices: PriceList) -> list[Model]:
    return [each.model for each in chosen if each.model and each.model.is_released(prices.day)]


def _costing(query: ComparisonQuery, models: list[Model], prices: PriceList) -> Costing:
    try:
        return costing(query.work, models, prices)
    except NeedsMore as error:
        either = (replace(query.work, scope=scope) for scope in (Scope.EACH, Scope.TOTAL))
        texts = tuple(canonical(replace(query, work=work)) for work in either)
        raise NeedsMore(error.message, None, texts) from None


def _reference(query: ComparisonQuery, models: list[Model], prices: PriceList) -> Model | None:
    """The model whose tokens the amounts are, where others make more or fewer of a text."""
    if query.same_text:
        return counted_on(query.same_text.counted_on, models, prices)
    if query.contrast or len(models) > _MOST_TEXTS or not notes.has_text(query.work):
        return None
    return counted_on(None, models, prices)


_MOST_TEXTS = 12
"""Models: of more a note says how many tokens they make."""


def _compare(
    chosen: Chosen,
    query: ComparisonQuery,
    asked: Costing,
    of_model: Callable[[Model], Costing] | None,
) -> Compared:
    prices = asked.prices
    if chosen.model is None:
        return Compared(chosen.name, None, None, not_ours(chosen, prices))
    try:
        costing_ = of_model(chosen.model) if of_model else asked
        cost = costing_.cost(chosen.model)
    except CannotPrice as error:
        return Compared(chosen.name, chosen.model, None, reason(error, prices.book))
    high = cost.high if query.work.varied else None
    return Compared(
        chosen.name,
        chosen.model,
        cost.estimate,
        None,
        cost.low,
        high,
        shown_in(query.currency, cost.low, prices),
        units=units_of(costing_, cost, chosen.model),
        shown_high=shown_in(query.currency, high, prices),
        ends=ends_of([costing_.ends(chosen.model)], prices),
    )


def _of_results(
    compared: list[Compared],
    asked: Costing,
    of_model: Callable[[Model], Costing] | None,
    frame: Frame,
) -> Iterator[Note]:
    """What the calculation decided on each model."""
    for each in compared:
        if each.model and each.estimate:
            costing_ = of_model(each.model) if of_model else asked
            yield from notes.of_priced(costing_, each.model, each.estimate, frame)


def _difference(compared: Iterable[Compared]) -> Difference | None:
    priced = [each for each in compared if each.estimate]
    if len(priced) != _TWO or priced[0].high is not None:
        return None
    less, more = sorted(priced, key=_total)
    low, high = less.total or Decimal(0), more.total or Decimal(0)
    if low == high:
        return None
    with exactly():
        apart = high - low
    return Difference(less, more, apart, divide(apart, high))


_TWO = 2


def _total(compared: Compared) -> tuple[bool, Decimal, Decimal]:
    """Cheapest first; what cannot be priced comes last."""
    low = compared.total or Decimal(0)
    return compared.total is None, low, compared.high or low
