"""The canonical text of a query: its only serialisation, always English.

It stands in readings, buttons, thread rows and receipts, and is parsed and priced again
wherever it is used: `complete(parse(canonical(query)), None) == query`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import assert_never

from pricing import Modifier, Unit

from .model import (
    ONE,
    ComparisonQuery,
    EstimateQuery,
    Foreign,
    Group,
    HelpQuery,
    ModelChoice,
    ModelsQuery,
    Named,
    Newest,
    Query,
    RatesQuery,
    Scope,
    Work,
)

_SUFFIXES = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k"))
_THOUSANDS = 3
_VERSION_LIKE = re.compile(r"\d{1,2}(?:\.\d{1,2})? ")
# A name that ends in no version, or in one that could have a minor one behind it.
_OPEN_NAME = re.compile(r"(?:^|[ -])(?:\d+|[a-z][a-z0-9-]*)$", re.IGNORECASE)

_UNITS = {
    Unit.INPUT: "in",
    Unit.OUTPUT: "out",
    Unit.CACHE_READ: "cache reads",
    Unit.CACHE_WRITE_5M: "5-minute cache writes",
    Unit.CACHE_WRITE_1H: "1-hour cache writes",
    Unit.WEB_SEARCH: "web searches",
    Unit.SESSION_HOUR: "session hours",
}
_MODIFIERS = {
    Modifier.BATCH: "batch",
    Modifier.FAST: "fast",
    Modifier.US_ONLY: "us-only",
    Modifier.REGIONAL: "regional",
}
_SCOPES = {Scope.EACH: "each", Scope.TOTAL: "in total", Scope.UNMARKED: ""}


def canonical(query: Query) -> str:
    """`query` as a text that is read as just that query."""
    match query:
        case EstimateQuery():
            said = _of_models(_model(query.model), _work(query.work))
        case ComparisonQuery():
            said = ["compare" if len(query.models) == 1 else ""]
            said += _of_models(_models(query.models), _work(query.work))
        case RatesQuery():
            said = ["price of", _models(query.models)]
        case ModelsQuery():
            said = [f"{query.which} models"]
        case HelpQuery():
            said = [query.unread or "help"]
        case _:
            assert_never(query)
    if not isinstance(query, HelpQuery) and query.day:
        said.append(f"as of {query.day.isoformat()}")
    return " ".join(filter(None, said))


def compact(number: Decimal) -> str:
    """`number` exactly, with a suffix where that is no longer: 10M, 1.5k, 344139."""
    plain = f"{number.normalize():f}"
    for size, suffix in _SUFFIXES:
        short = f"{number.scaleb(-size.adjusted()).normalize():f}{suffix}"
        if number >= size and len(short) <= len(plain):
            return short
    # Three digits behind a dot could be thousands, as in 10.000; four cannot.
    return f"{plain}0" if -_exponent(number.normalize()) == _THOUSANDS else plain


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _of_models(models: str, work: list[str]) -> list[str]:
    """Models and their work, with a comma where a number could be read as a version."""
    continues = _OPEN_NAME.search(models) and _VERSION_LIKE.match(work[0])
    return [f"{models}," if continues else models, *work]


def _models(models: tuple[ModelChoice, ...]) -> str:
    return " vs ".join(map(_model, models))


def _model(choice: ModelChoice) -> str:
    match choice:
        case Named():
            return choice.spelling
        case Newest():
            return choice.family
        case Group():
            return f"{choice.which} models"
        case Foreign():
            return choice.name
        case _:
            assert_never(choice)


def _work(work: Work) -> list[str]:
    said = []
    if work.requests is not None:
        noun = "request" if work.requests == ONE else "requests"
        said.append(f"{compact(work.requests)} {noun}")
    amounts = [f"{compact(quantity)} {_UNITS[unit]}" for unit, quantity in work.usage]
    said += amounts or ["0 in"]
    if work.requests is not None:
        said.append(_SCOPES[work.scope])
    if work.prompt_tokens is not None:
        said.append(f"prompts of {compact(work.prompt_tokens)}")
    if work.cached is not None:
        said.append("cached" if work.cached == ONE else f"{_percent(work.cached)} cached")
    said += [_MODIFIERS[each] for each in Modifier if each in work.modifiers]
    if work.discount:
        said.append(f"{_percent(work.discount)} off")
    return said


def _percent(share: Decimal) -> str:
    return f"{compact(share * 100)}%"
