"""The published book and the prices of the day the tests take as today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import settings

from pricing import PriceBook, PriceList, load_published

# A slow machine is no fault of the code.
settings.register_profile("ci", deadline=None)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return load_published()


@pytest.fixture(scope="session")
def today(book: PriceBook) -> PriceList:
    return book.as_of(date(2026, 11, 22))
