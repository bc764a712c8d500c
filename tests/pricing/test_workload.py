from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pricing import BadWorkload, Unit, Usage, Workload

from .asking import usage, work


def test_usage_gives_the_units_that_are_used() -> None:
    one = usage(output=5, cache_read="2.5", web_search=0)

    assert [(Unit.OUTPUT, Decimal(5)), (Unit.CACHE_READ, Decimal("2.5"))] == list(one)


def test_the_prompt_is_what_is_read_written_or_neither() -> None:
    one = usage(input=1, output=10, cache_read=2, cache_write_5m=3, cache_write_1h=4)

    assert Decimal(10) == one.prompt


@pytest.mark.parametrize("field", ["cache_read", "cache_write_5m", "cache_write_1h"])
def test_usage_is_cached_where_it_reads_or_writes(field: str) -> None:
    assert usage(**{field: 1}).is_cached
    assert not usage(input=1, output=1).is_cached


def test_times_multiplies_every_quantity() -> None:
    one = usage(input=3, output=2, session_hour="0.5")

    assert usage(input=30, output=20, session_hour=5) == one.times(10)


@pytest.mark.parametrize(
    ("share", "cached"),
    [
        ("0", usage(input=1000, cache_read=500, output=7)),
        ("0.8", usage(input=200, cache_read=1300, output=7)),
        ("1", usage(cache_read=1500, output=7)),
    ],
)
def test_cached_moves_a_share_of_the_input_to_reads(share: str, cached: Usage) -> None:
    one = usage(input=1000, cache_read=500, output=7)

    assert cached == one.cached(Decimal(share))
    assert one.prompt == cached.prompt


def test_uncached_makes_the_whole_prompt_plain_input() -> None:
    one = usage(input=1, cache_read=2, cache_write_5m=3, cache_write_1h=4, output=5, web_search=6)

    assert usage(input=10, output=5, web_search=6) == one.uncached()


def test_integers_become_decimals() -> None:
    amounts: Any = {"requests": 3, "prompt_tokens": 9, "discount": 1}

    one = Workload("opus 5.5", Usage(input=7), **amounts)

    for amount in (one.usage.input, one.requests, one.prompt_tokens, one.discount):
        assert Decimal is type(amount)


def test_minus_zero_is_zero() -> None:
    assert "0" == str(usage(input="-0.0").input)


def test_one_request_is_known_beside_a_number_of_requests() -> None:
    one = work("opus 5.5", input=1, cache_read=2, output=3, requests=10)

    assert (Decimal(3), Decimal(3)) == (one.one_prompt, one.one_output)


def test_one_request_of_a_volume_is_not_known() -> None:
    one = work("opus 5.5", input=1, output=3)

    assert (None, None) == (one.one_prompt, one.one_output)


@pytest.mark.parametrize("requests", [None, 10])
def test_a_prompt_size_that_was_said_is_one_request(requests: int | None) -> None:
    one = work("opus 5.5", input=1, requests=requests, prompt_tokens=7)

    assert Decimal(7) == one.one_prompt


NO_AMOUNT = "an amount is a number from 0 up"
NOT_EXACT = "an amount is an int or a Decimal, which are exact"
NOT_MEANT = "too large, or with too many decimals, to be meant"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (Decimal(-1), NO_AMOUNT),
        (-1, NO_AMOUNT),
        (Decimal("NaN"), NO_AMOUNT),
        (Decimal("sNaN"), NO_AMOUNT),
        (Decimal("Infinity"), NO_AMOUNT),
        (1.5, NOT_EXACT),
        (0.0, NOT_EXACT),
        ("10", NOT_EXACT),
        (True, NOT_EXACT),
        (None, NOT_EXACT),
        (Decimal("1e19"), NOT_MEANT),
        (10**19, NOT_MEANT),
        (Decimal("1e-119"), NOT_MEANT),
        (Decimal("1e999999"), NOT_MEANT),
    ],
)
def test_error_for_what_is_no_amount(value: Any, problem: str) -> None:
    with pytest.raises(BadWorkload) as refusal:
        Usage(output=value)

    assert f"output is {value}: {problem}" == str(refusal.value)
    assert ("output", problem) == (refusal.value.field, refusal.value.problem)


@pytest.mark.parametrize("value", [10**19 - 1, Decimal("9.99e18"), Decimal("1e-118")])
def test_amounts_just_within_the_limits(value: Decimal | int) -> None:
    assert value == usage(output=str(value)).output


@pytest.mark.parametrize("field", ["requests", "prompt_tokens", "discount"])
def test_error_for_a_negative_field_of_a_workload(field: str) -> None:
    amounts: dict[str, Any] = {field: Decimal(-1)}

    with pytest.raises(BadWorkload, match=f"^{field} is -1: {NO_AMOUNT}$"):
        Workload("opus 5.5", Usage(), **amounts)


@pytest.mark.parametrize("share", [Decimal("1.01"), 2])
def test_error_for_a_discount_above_everything(share: Decimal) -> None:
    with pytest.raises(BadWorkload) as refusal:
        Workload("opus 5.5", Usage(), discount=share)

    assert f"discount is {share}: a share lies between 0 and 1" == str(refusal.value)


def test_error_for_caching_more_than_everything() -> None:
    with pytest.raises(BadWorkload) as refusal:
        usage(input=10).cached(Decimal(2))

    assert "cached share is 2: a share lies between 0 and 1" == str(refusal.value)


def test_error_for_a_modifier_nobody_knows() -> None:
    modifiers: Any = frozenset({"priority"})

    with pytest.raises(BadWorkload) as refusal:
        Workload("opus 5.5", Usage(), modifiers=modifiers)

    assert "modifiers is priority: there are batch, fast, us_only, regional" == str(refusal.value)
