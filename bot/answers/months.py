"""Prices of a month: those that held all through it, else all of them, or a question back."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.query import canonical, named
from bot.query.ask import Month
from bot.query.errors import NeedsMore
from bot.query.model import (
    AdviceQuery,
    BreakEvenQuery,
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    Following,
    Group,
    HistoryQuery,
    MixQuery,
    ModelChoice,
    ModelsQuery,
    Named,
    Newest,
    Query,
    RatesQuery,
    TokensQuery,
)
from bot.query.phrase import Phrase, phrase
from pricing import EventKind, Model, PriceBook, changes

from .workloads import choose

_Dated = (
    EstimateQuery
    | ComparisonQuery
    | MixQuery
    | BudgetQuery
    | BreakEvenQuery
    | TokensQuery
    | AdviceQuery
    | RatesQuery
    | ModelsQuery
)
# What changes a cost; a release only where it makes another model the one that is meant.
_KINDS = frozenset(EventKind) - {EventKind.DEPRECATED, EventKind.RETIRED, EventKind.RELEASED}
_DAY = timedelta(days=1)


def in_month(
    query: Query, month: Month, today: date, book: PriceBook
) -> tuple[Query, Phrase | None]:
    """`query` for a day that stands for all of the month, with the note that says so.

    Where the rates that were asked for changed in that month, they are shown over time.

    Raises:
        NeedsMore: the cost changed within the month: of which day is it wanted?
    """
    if not isinstance(query, _Dated) or query.day != month.first:
        return query, None
    last = (month.first + timedelta(days=31)).replace(day=1) - _DAY
    choices = _choices(query)
    before, models = (_meant(choices, day, book) for day in (month.first, last))
    same = before == models
    out = [each.released for each in models if each.released and each.released <= last]
    first = max([month.first, *out]) if same else month.first
    days = [each.day for each in changes(book, first + _DAY, last, models, _KINDS)]
    days += [] if same else [day for day in out if first < day]
    if not days:
        day = min(max(first, today), last)
        return replace(query, day=day), phrase("note.month", said=month.said, day=day)
    if isinstance(query, RatesQuery) and same:
        ours = tuple(each for each in query.models if isinstance(each, (Named, Newest)))
        others = (each for each in query.models if isinstance(each, Following))
        ours += tuple(named(each) for each in _meant(tuple(others), last, book))
        return HistoryQuery("history", ours, None, month.first, last), None
    texts = tuple(canonical(replace(query, day=day)) for day in (first, min(days)))
    raise NeedsMore(phrase("ask.month", said=month.said, day=min(days)), month.span, texts)


def _choices(query: _Dated) -> tuple[ModelChoice, ...]:
    """The models that a query is about; where it names none, the current ones."""
    match query:
        case EstimateQuery():
            return (query.model,)
        case MixQuery() | BudgetQuery(others=(_, *_)):
            return tuple(each.model for each in query.parts)
        case ModelsQuery() | AdviceQuery():
            return (Group("current"),)
        case _:
            return query.models


def _meant(choices: tuple[ModelChoice, ...], day: date, book: PriceBook) -> list[Model]:
    """The models that are meant on `day`."""
    prices = book.as_of(day)
    chosen = (each.model for choice in choices for each in choose(choice, prices))
    return [model for model in chosen if model]
