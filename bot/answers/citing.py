"""Where the rates of an answer were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pricing import Estimate, PriceBook, Source


def sources(keys: Iterable[str], book: PriceBook) -> Mapping[str, Source]:
    """The sources with these keys, newest first."""
    found = {key: book.sources[key] for key in keys}
    return dict(sorted(found.items(), key=lambda each: _newest_first(each[1])))


def sources_of(results: Iterable[Estimate], book: PriceBook) -> Mapping[str, Source]:
    """The sources of every rate that was calculated with, newest first."""
    return sources(
        {key for each in results for line in each.lines for key in line.rate.source}, book
    )


def _newest_first(source: Source) -> tuple[int, str]:
    return -source.read.toordinal(), source.title
