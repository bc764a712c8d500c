"""One calculation, beside the two libraries that people compute the same with."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from genai_prices import Usage as GenaiUsage
from genai_prices import calc_price
from litellm import cost_per_token

from pricing import PriceList, Usage, Workload, estimate, load_published

from .figures import Figure, Section, times_faster
from .timing import side_by_side


class Volume(NamedTuple):
    """Tokens on one model; both others count the cache reads as input too."""

    model: str
    uncached: int
    cache_read: int
    output: int


MILLION = 1_000_000
ONE = Volume("claude-opus-5-5", 2 * MILLION, 8 * MILLION, 2 * MILLION)
# Models that all three have at the same price.
SEVERAL = (
    ONE,
    Volume("claude-sonnet-5-5", 3 * MILLION, 17 * MILLION, 1 * MILLION),
    Volume("claude-sonnet-4-6", 5 * MILLION, 5 * MILLION, 4 * MILLION),
    Volume("claude-haiku-4-5-20251001", 40 * MILLION, 10 * MILLION, 9 * MILLION),
    Volume("claude-opus-4-8", 1 * MILLION, 1 * MILLION, 1 * MILLION),
)
_AT_LEAST = 10
_CENT = Decimal("0.01")


def measure() -> Section:
    """Time for the same amount in dollars, as all three are asserted to give."""
    book = load_published()
    prices = book.as_of(book.prices_as_of)
    _assert_agreed(prices)
    return Section(
        "One calculation",
        _HOW,
        "the other library",
        (
            *_figures("Opus 5.5", (ONE,), prices),
            *_figures(f"{len(SEVERAL)} models, summed", SEVERAL, prices),
        ),
    )


_HOW = """\
2M uncached input tokens, 8M cache reads and 2M output tokens on Claude Opus 5.5, then a mix of
several models. All three are first asserted to come to the same dollars. Each is given what it
takes, made beforehand; "from plain numbers" also makes it: our `Workload`, genai-prices'
`Usage`. litellm takes plain numbers in either case. Ours is itemised, with the source of each
rate, and exact; litellm's is a sum of floats."""


def _figures(what: str, volumes: tuple[Volume, ...], prices: PriceList) -> list[Figure]:
    ours, ours_made = _ours(volumes, prices), partial(_ours_from_plain, volumes, prices)
    genai, genai_made = _genai(volumes), partial(_genai_from_plain, volumes)
    litellm = partial(_litellm, volumes)
    seconds = side_by_side(ours, ours_made, genai, genai_made, litellm)
    return [
        times_faster(f"{what}, beside genai-prices", seconds[0], seconds[2], _AT_LEAST),
        times_faster(f"{what}, beside litellm", seconds[0], seconds[4], _AT_LEAST),
        times_faster(
            f"{what}, from plain numbers, beside genai-prices", seconds[1], seconds[3], _AT_LEAST
        ),
        times_faster(
            f"{what}, from plain numbers, beside litellm", seconds[1], seconds[4], _AT_LEAST
        ),
    ]


def _work(volumes: tuple[Volume, ...]) -> Workload | list[Workload]:
    work = [_workload(each) for each in volumes]
    return work if len(work) > 1 else work[0]


def _workload(volume: Volume) -> Workload:
    usage = Usage(
        input=Decimal(volume.uncached),
        cache_read=Decimal(volume.cache_read),
        output=Decimal(volume.output),
    )
    return Workload(volume.model, usage)


def _ours(volumes: tuple[Volume, ...], prices: PriceList) -> Callable[[], Decimal]:
    work = _work(volumes)
    return lambda: estimate(work, prices).total


def _ours_from_plain(volumes: tuple[Volume, ...], prices: PriceList) -> Decimal:
    return estimate(_work(volumes), prices).total


def _usage(volume: Volume) -> GenaiUsage:
    return GenaiUsage(
        input_tokens=volume.uncached + volume.cache_read,
        cache_read_tokens=volume.cache_read,
        output_tokens=volume.output,
    )


def _genai_total(usage: GenaiUsage, model: str) -> Decimal:
    # Faster than without the provider.
    return calc_price(usage, model, provider_id="anthropic").total_price


def _genai(volumes: tuple[Volume, ...]) -> Callable[[], Decimal]:
    usages = [(_usage(each), each.model) for each in volumes]
    return lambda: sum((_genai_total(*each) for each in usages), Decimal(0))


def _genai_from_plain(volumes: tuple[Volume, ...]) -> Decimal:
    return sum((_genai_total(_usage(each), each.model) for each in volumes), Decimal(0))


def _litellm(volumes: tuple[Volume, ...]) -> float:
    return sum(map(_litellm_total, volumes))


def _litellm_total(volume: Volume) -> float:
    # Without the provider, as it is then faster.
    prompt, completion = cost_per_token(
        model=volume.model,
        prompt_tokens=volume.uncached + volume.cache_read,
        cache_read_input_tokens=volume.cache_read,
        completion_tokens=volume.output,
    )
    return float(prompt + completion)


def _assert_agreed(prices: PriceList) -> None:
    for volume in SEVERAL:
        ours = _ours_from_plain((volume,), prices)
        assert ours == _genai_from_plain((volume,)), f"genai-prices differs on {volume.model}"
        theirs = Decimal(_litellm_total(volume)).quantize(_CENT)
        assert ours == theirs, f"litellm differs on {volume.model}"
