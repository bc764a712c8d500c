"""Errors as answers: why something cannot be read or priced, and what to ask instead."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bot.query import canonical
from bot.query.errors import NeedsMore, OutOfScope, QueryError
from bot.query.model import (
    BreakEvenQuery,
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    Query,
    RatesQuery,
    Scope,
    TokenBudgetQuery,
    TokensQuery,
)
from bot.query.phrase import Phrase, phrase
from pricing import (
    CannotCombine,
    CannotPrice,
    ModifierRefused,
    NotReleased,
    PriceBook,
    RateNotPublished,
    RequestTooLarge,
    VisionUnknown,
)

from . import types
from .types import CannotPriceAnswer, Frame, Note, Refusal

_OF_A_DAY = (
    EstimateQuery
    | ComparisonQuery
    | BudgetQuery
    | TokenBudgetQuery
    | BreakEvenQuery
    | TokensQuery
    | RatesQuery
)


def of_query(error: QueryError, frame: Frame, notes: tuple[Note, ...]) -> Refusal:
    """The answer to a text that is no query."""
    parts = (frame, error.message, error.span, error.suggestions, notes)
    match error:
        case NeedsMore():
            return types.NeedsMore(*parts)
        case OutOfScope():
            return types.OutOfScope(*parts)
        case _:
            return types.NotUnderstood(*parts)


def of_price(
    error: CannotPrice, query: Query, frame: Frame, book: PriceBook, notes: tuple[Note, ...]
) -> CannotPriceAnswer:
    """The answer to a query that has no price."""
    suggestions = tuple(canonical(each) for each in _nearby(error, query))
    reading = canonical(query)
    return CannotPriceAnswer(frame, reason(error, book), None, suggestions, notes, reading)


def reason(error: CannotPrice, book: PriceBook) -> Phrase:
    """Why there is no such price, as one sentence."""
    model = book.find(error.model)
    match error:
        case NotReleased(day=day, released=released):
            return phrase("reason.not_released", model=model, day=day, released=released)
        case RateNotPublished(what=what, day=day) if day:
            return phrase("reason.not_known_on", model=model, what=what, day=day)
        case RateNotPublished(what=what):
            return phrase("reason.not_published", model=model, what=what)
        case ModifierRefused():
            return phrase(
                f"reason.{error.modifier.value}_{error.reason}", model=model, since=error.since
            )
        case CannotCombine(first=first, second=second):
            return phrase(f"reason.{first.value}_{second.value}")
        case RequestTooLarge():
            return phrase(
                f"reason.{error.part}_too_large",
                model=model,
                tokens=error.tokens,
                limit=error.limit,
            )
        case VisionUnknown():
            return phrase("reason.vision_unknown", model=model)
    raise error


def _nearby(error: CannotPrice, query: Query) -> Iterator[Query]:
    """Queries near this one that do not run into the same refusal."""
    if _is_of_a_day(error) and isinstance(query, _OF_A_DAY):
        yield replace(query, day=None)
        return
    if not isinstance(query, (EstimateQuery, ComparisonQuery, BudgetQuery)):
        return
    if isinstance(query, BudgetQuery) and query.others:
        return
    work = query.work
    match error:
        case ModifierRefused(modifier=unwanted):
            yield replace(query, work=replace(work, modifiers=work.modifiers - {unwanted}))
        case CannotCombine(first=first, second=second):
            for either in (first, second):
                if either in work.modifiers:
                    kept = work.modifiers - {either}
                    yield replace(query, work=replace(work, modifiers=kept))
        case RateNotPublished() if work.cached is not None:
            yield replace(query, work=replace(work, cached=None))
        case RequestTooLarge() if work.requests is not None and work.scope is not Scope.TOTAL:
            yield replace(query, work=replace(work, scope=Scope.TOTAL))


def _is_of_a_day(error: CannotPrice) -> bool:
    """Whether there is no price because of the day."""
    return isinstance(error, NotReleased) or (
        isinstance(error, RateNotPublished) and error.day is not None
    )
