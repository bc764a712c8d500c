"""The book against litellm's price map.

Only its files are read, as the package is large and looks up an address when imported. Every
difference is a known fault of theirs, listed with its reason for the version that has it. A
fault that no longer shows fails too, and so does a name of theirs that the book lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from typing import Any

import pytest

from pricing import PriceBook
from tools.peers.comparing import Fault, differences, has
from tools.peers.litellm import (
    FAULTS,
    NOT_IN_LITELLM,
    NOT_IN_THE_BOOK,
    is_here,
    litellm_map,
    litellm_prices,
    litellm_version,
    plain_name,
)

from .asking_peers import TODAY, fee_for_searches

LATER = date(2026, 12, 22)
"""A day on which what is announced has come."""

needs_litellm = pytest.mark.skipif(
    not is_here(), reason="litellm's price map is not here: run `make price-maps`"
)


def litellm_faults() -> tuple[Fault, ...]:
    return FAULTS.get(litellm_version(), ()) if is_here() else ()


@needs_litellm
def test_litellm_has_the_same_prices_but_for_its_known_faults() -> None:
    unexplained = [
        each
        for each in differences(litellm_prices(TODAY))
        if not any(fault.shows_in(each.theirs) for fault in litellm_faults())
    ]

    assert [] == unexplained
    assert 500 < len(litellm_prices(TODAY))


@needs_litellm
@pytest.mark.parametrize("fault", litellm_faults(), ids=itemgetter(0))
def test_a_known_fault_of_litellm_still_shows(fault: Fault) -> None:
    apart = [each for day in (TODAY, LATER) for each in differences(litellm_prices(day))]

    assert any(fault.shows_in(each.theirs) for each in apart)


@needs_litellm
def test_which_names_of_litellm_the_book_lacks(book: PriceBook) -> None:
    assert set(NOT_IN_THE_BOOK) == {
        name for name in litellm_map() if not has(book, plain_name(name))
    }


@needs_litellm
def test_which_models_on_sale_litellm_lacks(book: PriceBook) -> None:
    served = {model.id for model in book.models if model.serves(TODAY)}

    assert NOT_IN_LITELLM == served - set(litellm_map())


@needs_litellm
def test_litellm_has_the_same_fee_for_web_searches(book: PriceBook) -> None:
    listed = {
        each * 1_000
        for entry in litellm_map().values()
        if entry["litellm_provider"] == "anthropic"
        for each in entry.get("search_context_cost_per_query", {}).values()
    }

    assert {fee_for_searches(book)} == listed


@needs_litellm
def test_litellm_has_the_same_limits_but_for_mythos_preview(book: PriceBook) -> None:
    """It gives Mythos Preview the limits and the retirement of another model."""
    differing = {
        model.id
        for name, entry in litellm_map().items()
        if entry["litellm_provider"] == "anthropic" and has(book, name)
        for model in [book.find(name)]
        if limits_of_row(entry)
        != (
            *(model.context_window, model.max_output, model.min_cacheable),
            str(model.retired) if model.retired else None,
        )
    }

    assert {"claude-mythos-preview"} == differing


def limits_of_row(entry: Mapping[str, Any]) -> tuple[object, ...]:
    fields = ("max_input_tokens", "max_output_tokens", "prompt_cache_min_tokens")
    return (*(entry.get(field) for field in fields), entry.get("deprecation_date"))
