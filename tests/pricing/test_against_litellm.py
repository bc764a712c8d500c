"""The book against litellm's price map.

Only its files are read, as the package is large and looks up an address when imported. Every
difference is a known fault of theirs, listed with its reason for the version that has it. A
fault that no longer shows fails too, and so does a name of theirs that the book lacks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.metadata import distributions
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from pricing import Model, PriceBook, Unit, load_published

from .peers import (
    BATCH,
    FAST,
    MILLION,
    PLAIN,
    REGIONAL,
    SMALL,
    TODAY,
    US_ONLY,
    Fault,
    Price,
    differences,
    fee_for_searches,
    has,
)

LITELLM_FOLDER = Path(__file__).parents[2] / ".cache" / "litellm"
LITELLM_MAP = LITELLM_FOLDER / "litellm" / "model_prices_and_context_window_backup.json"
LITELLM_UNITS = {
    Unit.INPUT: "input_cost_per_token",
    Unit.OUTPUT: "output_cost_per_token",
    Unit.CACHE_READ: "cache_read_input_token_cost",
    Unit.CACHE_WRITE_5M: "cache_creation_input_token_cost",
    Unit.CACHE_WRITE_1H: "cache_creation_input_token_cost_above_1hr",
}
# A partner's names for our models, but for AWS GovCloud and for prices of single regions.
PARTNERS = re.compile(
    r"((us|eu|jp|apac|au|global)\.)?anthropic\.claude-.+|(vertex_ai|azure_ai)/claude-.+"
)
A_REGION = re.compile(r"(us|eu|jp|apac|au)\.")

needs_litellm = pytest.mark.skipif(
    not LITELLM_MAP.exists(), reason="litellm's price map is not here: run `make price-maps`"
)

FAULTS = {
    "1.109.1": (
        Fault(
            "Mythos Preview at $10 / $50, the price of Mythos 5, instead of $25 / $125",
            lambda price: price.listed_as == "claude-mythos-preview",
        ),
        Fault(
            "Mythos Preview has no published price for caching, nor for partners' endpoints",
            lambda price: "anthropic.claude-mythos-preview" in price.listed_as,
        ),
        Fault(
            "Opus 5.5 on Google Cloud: half of $5 / $25 in a batch instead of half of $4 / $20",
            lambda price: (
                price.listed_as.startswith("vertex_ai/claude-opus-5-5") and price.modifiers == BATCH
            ),
        ),
        Fault(
            "Sonnet 4.5 and 4.6 on Google Cloud: cache writes of a batch rounded to $1.88",
            lambda price: (
                price.listed_as.startswith(
                    ("vertex_ai/claude-sonnet-4-5", "vertex_ai/claude-sonnet-4-6")
                )
                and price.modifiers == BATCH
                and price.unit == Unit.CACHE_WRITE_5M
            ),
        ),
        Fault(
            "Haiku 3.5 on Google Cloud at the price it had until 2024-12-05",
            lambda price: price.listed_as.startswith("vertex_ai/claude-3-5-haiku"),
        ),
    ),
}
"""Faults of litellm's map by version."""

NOT_IN_THE_BOOK = {
    "claude-opus-4-6-20260205": "no such id: from 4.6 on an id has no date",
    "claude-opus-4-7-20260416": "no such id: from 4.6 on an id has no date",
    "anthropic.claude-3-7-sonnet-20240620-v1:0": "the date of Sonnet 3.5 on Sonnet 3.7",
    "azure_ai/claude-opus-5-5-fast": "a deployment of their own, not an id of the API",
}
"""Names of theirs that no model of ours answers to, and why."""

# What the Claude API serves today, and their map leaves out: they price it at $0.
NOT_IN_LITELLM = {"claude-fable-5-2", "claude-mythos-5-2"}


@cache
def litellm_map() -> Mapping[str, Mapping[str, Any]]:
    entries = json.loads(LITELLM_MAP.read_text("utf-8"), parse_float=Decimal)
    return {
        name: entry
        for name, entry in entries.items()
        if entry.get("litellm_provider") == "anthropic" or PARTNERS.fullmatch(name)
    }


def litellm_version() -> str:
    return next(each.version for each in distributions(name="litellm", path=[str(LITELLM_FOLDER)]))


def litellm_faults() -> tuple[Fault, ...]:
    return FAULTS.get(litellm_version(), ()) if LITELLM_MAP.exists() else ()


def plain_name(name: str) -> str:
    """The model's name without the partner's folder."""
    return name.rpartition("/")[2]


@cache
def litellm_prices() -> tuple[Price, ...]:
    book = load_published()
    return tuple(
        price
        for name, entry in litellm_map().items()
        if has(book, plain_name(name))
        for price in prices_of_row(name, entry, book.find(plain_name(name)))
    )


def prices_of_row(name: str, entry: Mapping[str, Any], model: Model) -> Iterator[Price]:
    place = REGIONAL if A_REGION.match(name) else PLAIN
    if place and model.regional == "unknown":
        return
    for unit, field in LITELLM_UNITS.items():
        for suffix, modifiers, prompt in SUFFIXES:
            listed = entry.get(f"{field}{suffix}")
            if listed is not None:
                usd = listed * MILLION
                yield Price(name, model.id, TODAY, unit, place | modifiers, prompt, usd)
        multiples = entry.get("provider_specific_entry", {})
        for key, modifiers in (("us", US_ONLY), ("fast", FAST)):
            if field in entry and key in multiples:
                usd = entry[field] * MILLION * multiples[key]
                yield Price(name, model.id, TODAY, unit, modifiers, SMALL, usd)


SUFFIXES = (
    ("", PLAIN, SMALL),
    ("_batches", BATCH, SMALL),
    ("_above_100k_tokens", PLAIN, SMALL + 1),
    ("_above_100k_tokens_batches", BATCH, SMALL + 1),
)


@needs_litellm
def test_litellm_has_the_same_prices_but_for_its_known_faults() -> None:
    unexplained = [
        each
        for each in differences(litellm_prices())
        if not any(fault.shows_in(each.theirs) for fault in litellm_faults())
    ]

    assert [] == unexplained
    assert 500 < len(litellm_prices())


@needs_litellm
@pytest.mark.parametrize("fault", litellm_faults(), ids=itemgetter(0))
def test_a_known_fault_of_litellm_still_shows(fault: Fault) -> None:
    assert any(fault.shows_in(each.theirs) for each in differences(litellm_prices()))


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
