"""What the tests of both other price lists ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pricing import PriceBook, Unit

TODAY = date(2026, 11, 22)


def fee_for_searches(book: PriceBook) -> Decimal:
    """US dollars for 1,000 web searches."""
    return book.as_of(TODAY).pricing("opus 5.5").rate(Unit.WEB_SEARCH).usd
