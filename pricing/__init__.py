"""What the Claude API costs: a dated, sourced price book and an exact calculation.

>>> from datetime import date
>>> from decimal import Decimal
>>> from pricing import Usage, Workload, estimate, load_published
>>> prices = load_published().as_of(date(2026, 11, 22))
>>> usage = Usage(cache_read=Decimal(10_000_000), output=Decimal(2_000_000))
>>> f"{estimate(Workload('sonnet 4', usage), prices).total:.2f}"
'33.00'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .errors import (
    BadWorkload,
    BookError,
    CannotCombine,
    CannotPrice,
    ModifierRefused,
    NoExchangeRate,
    NotReleased,
    PricingError,
    RateNotPublished,
    RequestTooLarge,
    UnknownModel,
    UnreadableUsage,
    VisionUnknown,
)
from .estimate import Estimate, LineItem, PricedWorkload, estimate, price, total_cost
from .exact import divide, exactly, part
from .files import load, load_published
from .levers import (
    EVERY_LEVER,
    Lever,
    LeverCost,
    LeverRow,
    Pulled,
    Saving,
    every_lever,
    every_pulled,
    lever_costs,
    levers,
    pulled,
    saving,
    savings,
    side_by_side,
    with_levers,
)
from .modelpricing import Charge, Factor, ModelPricing, Rate
from .names import key
from .pricebook import Model, PriceBook
from .pricelist import PriceList
from .rows import Source
from .strict_yaml import read_yaml
from .workload import (
    CACHE_UNITS,
    FEE_UNITS,
    PROMPT_UNITS,
    TOKEN_UNITS,
    Modifier,
    Unit,
    Usage,
    Workload,
)

if TYPE_CHECKING:
    from .breakeven import Arrivals, BreakEven, Ttl, break_even
    from .budget import (
        Budget,
        CachedShare,
        RequestBudget,
        TokenBudget,
        cached_share_within,
        fits,
        requests_within,
        share_within,
        tokens_within,
        users_within,
    )
    from .currency import CurrencyRate, CurrencyRates, load_currencies, read_currencies
    from .images import image_tokens, image_tokens_on
    from .lifecycle import (
        Event,
        EventKind,
        PriceChange,
        PriceSpan,
        Successor,
        changes,
        coming,
        price_history,
        successor,
    )
    from .periods import Period, convert, period_ratio
    from .prefix import (
        PrefixChoice,
        PrefixCost,
        Traffic,
        cache_traffic,
        prefix_cost,
        turns_at_random,
    )
    from .sensitivity import Driver, Ends, corners, drivers, spread
    from .text import TextTokens, TextUnit, text_tokens
    from .tokens import PUBLISHED_RATIO, SameText, same_text, token_ratio, with_text_of
    from .usage_object import UsageObject, read_usage

__all__ = [
    "CACHE_UNITS",
    "EVERY_LEVER",
    "FEE_UNITS",
    "PROMPT_UNITS",
    "PUBLISHED_RATIO",
    "TOKEN_UNITS",
    "Arrivals",
    "BadWorkload",
    "BookError",
    "BreakEven",
    "Budget",
    "CachedShare",
    "CannotCombine",
    "CannotPrice",
    "Charge",
    "CurrencyRate",
    "CurrencyRates",
    "Driver",
    "Ends",
    "Estimate",
    "Event",
    "EventKind",
    "Factor",
    "Lever",
    "LeverCost",
    "LeverRow",
    "LineItem",
    "Model",
    "ModelPricing",
    "Modifier",
    "ModifierRefused",
    "NoExchangeRate",
    "NotReleased",
    "Period",
    "PrefixChoice",
    "PrefixCost",
    "PriceBook",
    "PriceChange",
    "PriceList",
    "PriceSpan",
    "PricedWorkload",
    "PricingError",
    "Pulled",
    "Rate",
    "RateNotPublished",
    "RequestBudget",
    "RequestTooLarge",
    "SameText",
    "Saving",
    "Source",
    "Successor",
    "TextTokens",
    "TextUnit",
    "TokenBudget",
    "Traffic",
    "Ttl",
    "Unit",
    "UnknownModel",
    "UnreadableUsage",
    "Usage",
    "UsageObject",
    "VisionUnknown",
    "Workload",
    "break_even",
    "cache_traffic",
    "cached_share_within",
    "changes",
    "coming",
    "convert",
    "corners",
    "divide",
    "drivers",
    "estimate",
    "every_lever",
    "every_pulled",
    "exactly",
    "fits",
    "image_tokens",
    "image_tokens_on",
    "key",
    "lever_costs",
    "levers",
    "load",
    "load_currencies",
    "load_published",
    "part",
    "period_ratio",
    "prefix_cost",
    "price",
    "price_history",
    "pulled",
    "read_currencies",
    "read_usage",
    "read_yaml",
    "requests_within",
    "same_text",
    "saving",
    "savings",
    "share_within",
    "side_by_side",
    "spread",
    "successor",
    "text_tokens",
    "token_ratio",
    "tokens_within",
    "total_cost",
    "turns_at_random",
    "users_within",
    "with_levers",
    "with_text_of",
]

# Loaded when they are first asked for: the app, which starts often, uses none of these yet.
_ON_DEMAND = {
    "Arrivals": "breakeven",
    "BreakEven": "breakeven",
    "Ttl": "breakeven",
    "break_even": "breakeven",
    "Budget": "budget",
    "CachedShare": "budget",
    "RequestBudget": "budget",
    "cached_share_within": "budget",
    "fits": "budget",
    "TokenBudget": "budget",
    "requests_within": "budget",
    "share_within": "budget",
    "tokens_within": "budget",
    "users_within": "budget",
    "CurrencyRate": "currency",
    "CurrencyRates": "currency",
    "load_currencies": "currency",
    "read_currencies": "currency",
    "image_tokens": "images",
    "image_tokens_on": "images",
    "Event": "lifecycle",
    "EventKind": "lifecycle",
    "PriceChange": "lifecycle",
    "PriceSpan": "lifecycle",
    "Successor": "lifecycle",
    "changes": "lifecycle",
    "coming": "lifecycle",
    "price_history": "lifecycle",
    "successor": "lifecycle",
    "Period": "periods",
    "convert": "periods",
    "period_ratio": "periods",
    "PrefixChoice": "prefix",
    "PrefixCost": "prefix",
    "Traffic": "prefix",
    "cache_traffic": "prefix",
    "prefix_cost": "prefix",
    "turns_at_random": "prefix",
    "Driver": "sensitivity",
    "Ends": "sensitivity",
    "corners": "sensitivity",
    "drivers": "sensitivity",
    "spread": "sensitivity",
    "TextTokens": "text",
    "TextUnit": "text",
    "text_tokens": "text",
    "PUBLISHED_RATIO": "tokens",
    "SameText": "tokens",
    "same_text": "tokens",
    "token_ratio": "tokens",
    "with_text_of": "tokens",
    "UsageObject": "usage_object",
    "read_usage": "usage_object",
}


def __getattr__(name: str) -> object:
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_ON_DEMAND[name]}", __name__), name)
