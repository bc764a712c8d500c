"""What the Claude API costs: a dated, sourced price book and an exact calculation.

>>> from datetime import date
>>> from decimal import Decimal
>>> from pricing import Usage, Workload, estimate, load_published
>>> prices = load_published().as_of(date(2026, 11, 22))
>>> usage = Usage(cache_read=Decimal(10_000_000), output=Decimal(2_000_000))
>>> f"{estimate(Workload('sonnet 4', usage), prices).total:.2f}"
'33.00'
"""

from .breakeven import BreakEven, Ttl, break_even
from .budget import Budget, RequestBudget, fits, requests_within
from .currency import CurrencyRate, CurrencyRates, load_currencies, read_currencies
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
from .exact import divide, exactly
from .files import load, load_published
from .images import image_tokens, image_tokens_on
from .levers import Lever, LeverCost, Pulled, lever_costs, levers, pulled
from .modelpricing import Charge, Factor, ModelPricing, Rate
from .names import key
from .periods import Period, convert, period_ratio
from .prefix import PrefixChoice, PrefixCost, Traffic, cache_traffic, prefix_cost
from .pricebook import Model, PriceBook
from .pricelist import PriceList
from .rows import Source
from .strict_yaml import read_yaml
from .text import TextTokens, TextUnit, text_tokens
from .usage_object import UsageObject, read_usage
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

__all__ = [
    "CACHE_UNITS",
    "FEE_UNITS",
    "PROMPT_UNITS",
    "TOKEN_UNITS",
    "BadWorkload",
    "BookError",
    "BreakEven",
    "Budget",
    "CannotCombine",
    "CannotPrice",
    "Charge",
    "CurrencyRate",
    "CurrencyRates",
    "Estimate",
    "Factor",
    "Lever",
    "LeverCost",
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
    "PriceList",
    "PricedWorkload",
    "PricingError",
    "Pulled",
    "Rate",
    "RateNotPublished",
    "RequestBudget",
    "RequestTooLarge",
    "Source",
    "TextTokens",
    "TextUnit",
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
    "convert",
    "divide",
    "estimate",
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
    "period_ratio",
    "prefix_cost",
    "price",
    "pulled",
    "read_currencies",
    "read_usage",
    "read_yaml",
    "requests_within",
    "text_tokens",
    "total_cost",
]
