"""The book against genai-prices.

Every difference is a known fault of theirs, listed with its reason for the version that has
it. A fault that no longer shows fails too, and so does a model of theirs that the book lacks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from operator import itemgetter

import pytest

from pricing import PriceBook
from tools.peers.comparing import Fault, differences, has
from tools.peers.genai import (
    FAULTS,
    NOT_IN_GENAI_PRICES,
    VERSION,
    genai_entry,
    genai_models,
    genai_prices,
)

from .asking_peers import TODAY, fee_for_searches


def test_genai_prices_has_the_same_prices_but_for_its_known_faults() -> None:
    known = FAULTS.get(VERSION, ())

    unexplained = [
        each
        for each in differences(genai_prices(TODAY))
        if not any(fault.shows_in(each.theirs) for fault in known)
    ]

    assert [] == unexplained
    assert 500 < len(genai_prices(TODAY))


@pytest.mark.parametrize("fault", FAULTS.get(VERSION, ()), ids=itemgetter(0))
def test_a_known_fault_of_genai_prices_still_shows(fault: Fault) -> None:
    assert any(fault.shows_in(each.theirs) for each in differences(genai_prices(TODAY)))


def test_genai_prices_lists_no_model_that_the_book_lacks(book: PriceBook) -> None:
    assert set() == {each.id for each in genai_models() if not has(book, each.id)}


def test_which_models_genai_prices_lacks(book: PriceBook) -> None:
    assert NOT_IN_GENAI_PRICES == {each.id for each in book.models if not genai_entry(each.id)}


def test_genai_prices_still_prices_a_model_that_does_not_exist(book: PriceBook) -> None:
    """It matches by prefix, and takes Opus 4.10 for Opus 4.1."""
    priced_as = genai_entry("claude-opus-4-10")

    assert priced_as is not None
    assert "claude-opus-4-1" == priced_as.id
    assert not has(book, "claude-opus-4-10")


def test_genai_prices_has_the_same_fee_for_web_searches(book: PriceBook) -> None:
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    listed = {
        getattr(each.get_prices(moment), "web_searches_kcount", None) for each in genai_models()
    }

    assert {None, fee_for_searches(book)} == listed
