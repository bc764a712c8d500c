"""What the Claude API costs: a dated, sourced price book and an exact calculation.

>>> from datetime import date
>>> from decimal import Decimal
>>> from pricing import Usage, Workload, estimate, load_published
>>> prices = load_published().as_of(date(2026, 11, 22))
>>> usage = Usage(cache_read=Decimal(10_000_000), output=Decimal(2_000_000))
>>> f"{estimate(Workload('sonnet 4', usage), prices).total:.2f}"
'33.00'
"""

from .errors import (
    BadWorkload,
    BookError,
    CannotCombine,
    CannotPrice,
    ModifierRefused,
    NotReleased,
    PricingError,
    RateNotPublished,
    RequestTooLarge,
    UnknownModel,
)
from .estimate import Estimate, LineItem, PricedWorkload, estimate, price, total_cost
from .exact import divide, exactly
from .files import load, load_published
from .levers import Lever, LeverCost, Pulled, lever_costs, levers, pulled
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

__all__ = [
    "CACHE_UNITS",
    "FEE_UNITS",
    "PROMPT_UNITS",
    "TOKEN_UNITS",
    "BadWorkload",
    "BookError",
    "CannotCombine",
    "CannotPrice",
    "Charge",
    "Estimate",
    "Factor",
    "Lever",
    "LeverCost",
    "LineItem",
    "Model",
    "ModelPricing",
    "Modifier",
    "ModifierRefused",
    "NotReleased",
    "PriceBook",
    "PriceList",
    "PricedWorkload",
    "PricingError",
    "Pulled",
    "Rate",
    "RateNotPublished",
    "RequestTooLarge",
    "Source",
    "Unit",
    "UnknownModel",
    "Usage",
    "Workload",
    "divide",
    "estimate",
    "exactly",
    "key",
    "lever_costs",
    "levers",
    "load",
    "load_published",
    "price",
    "pulled",
    "read_yaml",
    "total_cost",
]
