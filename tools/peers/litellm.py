"""litellm's price map: its prices of our models, and its known faults by version.

Only its files are read, as the package is large and looks up an address when imported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from pricing import Model, Unit, load_published

from .comparing import (
    BATCH,
    FAST,
    MILLION,
    PLAIN,
    REGIONAL,
    SMALL,
    US_ONLY,
    Fault,
    Price,
    PriceMap,
    has,
    known_faults,
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
            "no days: fast mode of Opus 4.8 goes on after its removal on 2026-11-30",
            lambda price: (
                price.model == "claude-opus-4-8"
                and price.modifiers == FAST
                and price.day >= date(2026, 11, 30)
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


def is_here() -> bool:
    """Whether their map was fetched."""
    return LITELLM_MAP.exists()


@cache
def litellm_map() -> Mapping[str, Mapping[str, Any]]:
    """Their entries of our models, by their names."""
    entries = json.loads(LITELLM_MAP.read_text("utf-8"), parse_float=Decimal)
    return {
        name: entry
        for name, entry in entries.items()
        if entry.get("litellm_provider") == "anthropic" or PARTNERS.fullmatch(name)
    }


def litellm_version() -> str:
    """Which version of it was fetched."""
    return next(each.version for each in distributions(name="litellm", path=[str(LITELLM_FOLDER)]))


def plain_name(name: str) -> str:
    """The model's name without the partner's folder."""
    return name.rpartition("/")[2]


@cache
def litellm_prices(today: date) -> tuple[Price, ...]:
    """What they say: it has no days, so it holds today."""
    book = load_published()
    return tuple(
        price
        for name, entry in litellm_map().items()
        if has(book, plain_name(name))
        for price in prices_of_row(name, entry, book.find(plain_name(name)), today)
    )


def prices_of_row(
    name: str, entry: Mapping[str, Any], model: Model, today: date
) -> Iterator[Price]:
    """The prices of an entry, on all terms that it has."""
    place = REGIONAL if A_REGION.match(name) else PLAIN
    if place and model.regional == "unknown":
        return
    for unit, field in LITELLM_UNITS.items():
        for suffix, modifiers, prompt in SUFFIXES:
            listed = entry.get(f"{field}{suffix}")
            if listed is not None:
                usd = listed * MILLION
                yield Price(name, model.id, today, unit, place | modifiers, prompt, usd)
        multiples = entry.get("provider_specific_entry", {})
        for key, modifiers in (("us", US_ONLY), ("fast", FAST)):
            if field in entry and key in multiples:
                usd = entry[field] * MILLION * multiples[key]
                yield Price(name, model.id, today, unit, modifiers, SMALL, usd)


SUFFIXES = (
    ("", PLAIN, SMALL),
    ("_batches", BATCH, SMALL),
    ("_above_100k_tokens", PLAIN, SMALL + 1),
    ("_above_100k_tokens_batches", BATCH, SMALL + 1),
)


def litellm_price_map(today: date) -> PriceMap:
    """All of theirs, ready to be reported."""
    book = load_published()
    known, since = known_faults(FAULTS, litellm_version())
    names = {name for name in litellm_map() if not has(book, plain_name(name))}
    served = frozenset(model.id for model in book.models if model.serves(today))
    return PriceMap(
        "litellm",
        litellm_version(),
        litellm_prices(today),
        known,
        since,
        served - set(litellm_map()),
        frozenset(names - set(NOT_IN_THE_BOOK)),
    )
