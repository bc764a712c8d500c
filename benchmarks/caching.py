"""When caching pays: the break-even of each life, and a prefix whose requests come at random."""

import math
from functools import partial

from pricing import (
    Arrivals,
    BreakEven,
    PrefixCost,
    PriceList,
    Ttl,
    break_even,
    load_published,
    prefix_cost,
)

from .figures import Section, duration, under
from .timing import side_by_side

LIMIT = 0.001
_MODEL = "opus 5.5"
_TOKENS, _A_DAY = 40_000, 240


def measure() -> Section:
    """Time for the break-even of both lives and the three choices at random, on one model."""
    book = load_published()
    prices = book.as_of(book.prices_as_of)
    _assert_right(prices)
    (seconds,) = side_by_side(partial(_pays, prices))
    what = "Break-even with Poisson arrivals"
    return Section(
        "When caching pays", _HOW, "–", (under(what, seconds, duration(seconds), LIMIT),)
    )


_HOW = """\
For Opus 5.5, from its rates: after how many reads each cache has become cheaper, with the exact
share of hits it takes; and for a prefix of 40,000 tokens and 240 requests a day that come at
random, the expected hits and the cost without a cache, with one of 5 minutes and of an hour."""


def _pays(prices: PriceList) -> tuple[list[BreakEven | None], PrefixCost]:
    pricing = prices.pricing(_MODEL)
    even = [break_even(pricing, ttl) for ttl in Ttl]
    return even, prefix_cost(pricing, _TOKENS, _A_DAY, arrivals=Arrivals.RANDOM)


def _assert_right(prices: PriceList) -> None:
    even, found = _pays(prices)
    assert [each and each.reads for each in even] == [1, 2]
    hits = [1 - math.exp(-_A_DAY * ttl.seconds / 86_400) for ttl in Ttl]
    expected = [(_A_DAY - 1) / _A_DAY * each for each in hits]
    shares = [float(each.hit_share) for each in found.choices[1:]]
    assert all(math.isclose(*pair) for pair in zip(expected, shares, strict=True))
    assert found.best.ttl is Ttl.ONE_HOUR
