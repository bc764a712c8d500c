"""Where the rates of an answer were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pricing import Estimate, PriceBook, Source


def sources(keys: Iterable[str], book: PriceBook) -> Mapping[str, Source]:
    """The sources with these keys, newest first."""
    places = _places(book)
    return {key: book.sources[key] for key in sorted(set(keys), key=places.__getitem__)}


def sources_of(results: Iterable[Estimate], book: PriceBook) -> Mapping[str, Source]:
    """The sources of every rate that was calculated with, newest first."""
    return sources(
        {key for each in results for line in each.lines for key in line.rate.source}, book
    )


@lru_cache(maxsize=8)
def _places(book: PriceBook) -> Mapping[str, int]:
    """The place of each source among all of them, newest first."""
    ordered = sorted(book.sources.items(), key=lambda each: _newest_first(each[1]))
    return {key: place for place, (key, _) in enumerate(ordered)}


def _newest_first(source: Source) -> tuple[int, str]:
    return -source.read.toordinal(), source.title
