"""Every lever on every model that is sold, at once."""

from decimal import Decimal
from functools import partial

from pricing import (
    EVERY_LEVER,
    CannotCombine,
    Lever,
    LeverCost,
    PriceList,
    Pulled,
    Usage,
    Workload,
    every_lever,
    lever_costs,
    load_published,
    with_levers,
)

from .figures import Section, duration, under
from .timing import side_by_side

MODELS = 12
LIMIT = 0.005
"""Seconds for all of them."""
_WORK = Workload("opus 5.5", Usage(input=Decimal(10_000_000), output=Decimal(2_000_000)))
# Those that have a name, and the two that exclude each other.
_COMBINATIONS = (*((each,) for each in EVERY_LEVER), (Lever.BATCH, Lever.FAST))


def measure() -> Section:
    """Time for the table of 12 models with 8 combinations of levers."""
    book = load_published()
    prices = book.as_of(book.prices_as_of)
    models = [each.id for each in prices.sold()][-MODELS:]
    assert len(models) == MODELS
    _assert_right(prices)
    (seconds,) = side_by_side(partial(_table, models, prices))
    what = f"{MODELS} models, {len(_COMBINATIONS)} combinations each"
    return Section("Levers", _HOW, "–", (under(what, seconds, duration(seconds), LIMIT),))


_HOW = """\
10M input and 2M output tokens on the models that are sold: standard, cached, with the 1-hour
cache, in a batch, both, in fast mode, US-only, and the batch in fast mode that is refused with
its reason. The levers are pulled for every model anew."""


def _table(models: list[str], prices: PriceList) -> list[tuple[LeverCost, ...]]:
    return [_row(each, prices) for each in models]


def _row(model: str, prices: PriceList) -> tuple[LeverCost, ...]:
    variants = [
        Pulled(levers[0], with_levers(_WORK, *levers), asked=False) for levers in _COMBINATIONS
    ]
    return lever_costs(variants, prices.pricing(model))


def _assert_right(prices: PriceList) -> None:
    *priced, refused = _row("opus 5.5", prices)
    assert [each.total for each in priced] == [80, 42, 42, 40, 21, 160, 88]
    assert [each.total for each in every_lever(_WORK, prices)] == [each.total for each in priced]
    assert isinstance(refused.refusal, CannotCombine)
