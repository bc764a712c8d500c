"""A day to come: its prices are those of today, with what is known to change by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.query.phrase import Phrase, phrase
from pricing import Event, EventKind, PriceList, changes

from .types import Frame, Note

_TOLD = {
    EventKind.PRICE: "price",
    EventKind.RELEASED: "released",
    EventKind.RETIRED: "retired",
    EventKind.FAST_ENDS: "fast_ends",
}


def of_days_ahead(prices: PriceList, frame: Frame) -> Iterator[Note]:
    """That it is such a day, and what is announced until then."""
    yield Note("price_change", phrase("note.future_day", day=prices.day))
    since = max(frame.today, frame.prices_as_of) + timedelta(days=1)
    known = changes(prices.book, since, prices.day, kinds=_TOLD)
    if known:
        told = tuple(map(_told, known))
        yield Note("price_change", phrase("note.known_by_then", day=prices.day, events=told))
    else:
        yield Note("price_change", phrase("note.nothing_known_by_then", day=prices.day))


def _told(event: Event) -> Phrase:
    return phrase(f"label.ahead.{_TOLD[event.kind]}", model=event.model, day=event.day)
