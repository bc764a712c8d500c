"""Changes over time for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pricing import TOKEN_UNITS, Event, PriceSpan, Rate

from .as_json import plain

_PER_TOKENS = 1_000_000


def events(happening: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """Each with its day, its model, what it is, and the prices that change."""
    for event in happening:
        yield {
            "day": event.day.isoformat(),
            "model": event.model.id,
            "event": event.kind.value,
            "changes": [
                {
                    "unit": each.unit.value,
                    "from_usd": None if each.before is None else plain(each.before),
                    "to_usd": None if each.after is None else plain(each.after),
                }
                for each in event.changes
            ],
        }


def rates(spans: Iterable[PriceSpan]) -> Iterator[tuple[str, Rate]]:
    """The standard rates over time, by the id of their model."""
    for span in spans:
        if span.group in {"standard", "former"}:
            for unit in TOKEN_UNITS:
                usd = span.price(unit)
                if usd is not None:
                    source = span.row.source
                    yield span.model.id, Rate(unit, usd, _PER_TOKENS, span.start, source)
