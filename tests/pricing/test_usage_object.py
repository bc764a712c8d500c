from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pricing import (
    BadWorkload,
    CannotCombine,
    Modifier,
    PriceBook,
    PriceList,
    UnreadableUsage,
    Usage,
    UsageObject,
    Workload,
    estimate,
    read_usage,
)

BATCH, FAST, US_ONLY, REGIONAL = Modifier
Json = dict[str, Any]

# As a request answers that searched, thought, and wrote both kinds of entries.
WHOLE = """
{"input_tokens": 1200, "cache_creation_input_tokens": 50000, "cache_read_input_tokens": 940000,
 "cache_creation": {"ephemeral_5m_input_tokens": 20000, "ephemeral_1h_input_tokens": 30000},
 "output_tokens": 5300, "output_tokens_details": {"thinking_tokens": 4100},
 "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 3},
 "service_tier": "standard", "inference_geo": "not_available", "speed": "standard",
 "iterations": [
   {"type": "message", "input_tokens": 1000, "output_tokens": 300, "cache_read_input_tokens": 440000,
    "cache_creation_input_tokens": 50000, "model": null, "cache_creation":
    {"ephemeral_5m_input_tokens": 20000, "ephemeral_1h_input_tokens": 30000}},
   {"type": "message", "input_tokens": 200, "output_tokens": 5000, "cache_read_input_tokens": 500000}]}
"""


def test_an_object_of_the_api(book: PriceBook) -> None:
    found = read_usage(json.loads(WHOLE))

    usage = Usage(
        input=1200,
        output=5300,
        cache_read=940_000,
        cache_write_5m=20_000,
        cache_write_1h=30_000,
        web_search=2,
    )
    model = book.find("sonnet 4.6")
    assert Workload(model.id, usage, requests=Decimal(1)) == found.workload(model)
    assert Workload(model.id, usage, requests=None) == found.workload(model, requests=None)


@pytest.mark.parametrize(
    ("model", "data", "total"),
    [
        # 1,200 x 3 + 5,300 x 15 + 940,000 x 0.30 + 50,000 x 3.75 a million
        (
            "sonnet 4.6",
            {"input_tokens": 1200, "output_tokens": 5300, "cache_read_input_tokens": 940_000, "cache_creation_input_tokens": 50_000},
            "0.5526",
        ),
        # one request decides the tier: 60,000 + 40,001 prompt tokens are above 100,000
        ("haiku 5.5", {"input_tokens": 60_000, "cache_read_input_tokens": 40_000}, "0.0064"),
        ("haiku 5.5", {"input_tokens": 60_000, "cache_read_input_tokens": 40_001}, "0.03200005"),
        ("opus 5.5", {"input_tokens": 1000, "service_tier": "batch"}, "0.002"),
        ("opus 5.5", {"input_tokens": 1000, "speed": "fast", "inference_geo": "us"}, "0.0088"),
        ("opus 5.5", {"server_tool_use": {"web_search_requests": 3}}, "0.03"),
    ],
)  # fmt: skip
def test_what_it_costs(
    model: str, data: Json, total: str, book: PriceBook, today: PriceList
) -> None:
    asked = read_usage(data).workload(book.find(model))

    assert Decimal(total) == estimate(asked, today).total


@pytest.mark.parametrize(
    ("data", "usage"),
    [
        ({}, Usage()),
        ({"input_tokens": 5}, Usage(input=5)),
        ({"input_tokens": None, "output_tokens": 7, "server_tool_use": None}, Usage(output=7)),
        ({"cache_creation_input_tokens": 9}, Usage(cache_write_5m=9)),
        ({"cache_creation_input_tokens": 9, "cache_creation": None}, Usage(cache_write_5m=9)),
        (
            {"cache_creation_input_tokens": 9, "cache_creation": {"ephemeral_1h_input_tokens": 9}},
            Usage(cache_write_1h=9),
        ),
        (
            {"cache_creation": {"ephemeral_5m_input_tokens": 2, "ephemeral_1h_input_tokens": 3}},
            Usage(cache_write_5m=2, cache_write_1h=3),
        ),
        ({"cache_creation_input_tokens": 0, "cache_creation": {}}, Usage()),
        ({"server_tool_use": {"web_fetch_requests": 8}}, Usage()),
        ({"service_tier": None, "speed": "", "inference_geo": "", "iterations": []}, Usage()),
        ({"input_tokens": 5, "later_tokens": 0, "later": {"a": [0, None, ""], "b": 0.0}}, Usage(input=5)),
        ({"server_tool_use": {"code_execution_requests": 0}}, Usage()),
    ],
)  # fmt: skip
def test_null_and_missing_are_zero(data: Json, usage: Usage) -> None:
    assert usage == read_usage(data).usage


@pytest.mark.parametrize(
    ("data", "modifiers"),
    [
        ({}, set()),
        ({"service_tier": "standard", "speed": "standard", "inference_geo": "global"}, set()),
        ({"inference_geo": "not_available"}, set()),
        ({"service_tier": "batch"}, {BATCH}),
        ({"speed": "fast"}, {FAST}),
        ({"inference_geo": "us"}, {US_ONLY}),
        ({"service_tier": "batch", "inference_geo": "us"}, {BATCH, US_ONLY}),
    ],
)
def test_the_terms_it_was_answered_on(data: Json, modifiers: set[Modifier]) -> None:
    assert modifiers == read_usage(data).modifiers


NO_PRICE = "which has no known price"
UNKNOWN = "is not a key that is known, and may change the bill"
WHOLE_NUMBER = "must be a whole number from 0 up"
BESIDE = "its tokens are billed beside the totals"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"service_tier": "priority"}, f"service_tier is 'priority', {NO_PRICE}"),
        ({"service_tier": 1}, f"service_tier is 1, {NO_PRICE}"),
        ({"speed": "warp"}, f"speed is 'warp', {NO_PRICE}"),
        ({"inference_geo": "eu"}, f"inference_geo is 'eu', {NO_PRICE}"),
        # numbers
        ({"input_tokens": -1}, f"input_tokens {WHOLE_NUMBER}"),
        ({"output_tokens": 1.5}, f"output_tokens {WHOLE_NUMBER}"),
        ({"output_tokens": 1.0}, f"output_tokens {WHOLE_NUMBER}"),
        ({"output_tokens": "12"}, f"output_tokens {WHOLE_NUMBER}"),
        ({"output_tokens": False}, f"output_tokens {WHOLE_NUMBER}"),
        ({"cache_read_input_tokens": 10**18}, f"cache_read_input_tokens {WHOLE_NUMBER}"),
        ({"cache_creation_input_tokens": -5}, f"cache_creation_input_tokens {WHOLE_NUMBER}"),
        ({"cache_creation": {"ephemeral_1h_input_tokens": -5}}, f"cache_creation.ephemeral_1h_input_tokens {WHOLE_NUMBER}"),
        ({"server_tool_use": {"web_search_requests": [1]}}, f"server_tool_use.web_search_requests {WHOLE_NUMBER}"),
        # shapes
        ([], "usage must be an object"),
        ("1200", "usage must be an object"),
        (None, "usage must be an object"),
        ({"cache_creation": 5}, "cache_creation must be an object"),
        ({"iterations": {"a": 1}}, "iterations must be a list"),
        ({"iterations": [5]}, "iterations.0 must be an object"),
        # contradictions
        (
            {"cache_creation_input_tokens": 9, "cache_creation": {"ephemeral_5m_input_tokens": 8}},
            "cache_creation adds up to 8, but cache_creation_input_tokens is 9",
        ),
        (
            {"cache_creation_input_tokens": 0, "cache_creation": {"ephemeral_5m_input_tokens": 8}},
            "cache_creation adds up to 8, but cache_creation_input_tokens is 0",
        ),
        (
            {"iterations": [{"cache_creation_input_tokens": 9, "cache_creation": {"ephemeral_5m_input_tokens": 8}}]},
            "iterations.0.cache_creation adds up to 8, but cache_creation_input_tokens is 9",
        ),
        (
            {"output_tokens": 5, "output_tokens_details": {"thinking_tokens": 6}},
            "output_tokens_details.thinking_tokens is more than output_tokens",
        ),
        (
            {"input_tokens": 5, "iterations": [{"input_tokens": 3}, {"input_tokens": 3}]},
            "iterations add up to more than input_tokens",
        ),
        ({"iterations": [{"output_tokens": 3}]}, "iterations add up to more than output_tokens"),
        ({"iterations": [{"cache_read_input_tokens": 3}]}, "iterations add up to more than cache_read_input_tokens"),
        ({"iterations": [{"cache_creation_input_tokens": 3}]}, "iterations add up to more than cache_creation_input_tokens"),
        # billed beside the totals
        ({"iterations": [{"type": "compaction", "input_tokens": 9}]}, f'iterations.0.type is "compaction": {BESIDE}'),
        ({"iterations": [{}, {"type": "advisor_message", "model": "claude-opus-5-5"}]}, f'iterations.1.type is "advisor_message": {BESIDE}'),
        # unknown keys
        ({"later_tokens": 5}, f"later_tokens {UNKNOWN}"),
        ({"pace": "slow"}, f"pace {UNKNOWN}"),
        ({"later": {"a": [0, {"b": 1}]}}, f"later {UNKNOWN}"),
        ({"fallback_credit": {"status": {"type": "redeemed"}}}, f"fallback_credit {UNKNOWN}"),
        ({"total_tokens": 12}, f"total_tokens {UNKNOWN}"),
        ({"server_tool_use": {"code_execution_requests": 1}}, f"server_tool_use.code_execution_requests {UNKNOWN}"),
        ({"cache_creation": {"ephemeral_1d_input_tokens": 1}}, f"cache_creation.ephemeral_1d_input_tokens {UNKNOWN}"),
        ({"iterations": [{"speed": "fast"}]}, f"iterations.0.speed {UNKNOWN}"),
    ],
)  # fmt: skip
def test_error_for_what_cannot_be_read(data: object, message: str) -> None:
    with pytest.raises(UnreadableUsage) as refusal:
        read_usage(data)

    assert message == str(refusal.value)
    assert message == f"{refusal.value.key} {refusal.value.problem}"


@pytest.mark.parametrize("same", ["claude-opus-4-5", "claude-opus-4-5-20251101", None])
def test_iterations_of_the_same_model_are_its_own(same: str | None, book: PriceBook) -> None:
    found = read_usage({"input_tokens": 5, "iterations": [{"input_tokens": 5, "model": same}]})

    assert Usage(input=5) == found.workload(book.find("opus 4.5")).usage


@pytest.mark.parametrize("other", ["claude-haiku-5-5", "gpt"])
def test_error_where_another_model_did_a_part(other: str, book: PriceBook) -> None:
    found = read_usage({"iterations": [{}, {"model": other}]})

    with pytest.raises(UnreadableUsage) as refusal:
        found.workload(book.find("opus 5.5"))

    expected = f"iterations.1.model is {other}, which has rates of its own"
    assert expected == str(refusal.value)


def test_error_where_a_batch_searched(book: PriceBook, today: PriceList) -> None:
    """No source says whether a batch halves the fee."""
    found = read_usage({"service_tier": "batch", "server_tool_use": {"web_search_requests": 1}})

    with pytest.raises(CannotCombine):
        estimate(found.workload(book.find("opus 5.5")), today)


def test_error_for_less_than_no_requests(book: PriceBook) -> None:
    with pytest.raises(BadWorkload, match="requests is -1"):
        read_usage({}).workload(book.find("opus 5.5"), requests=Decimal(-1))


def test_an_object_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        read_usage({}).input_tokens = 5  # type: ignore[misc]


counts = st.one_of(st.none(), st.integers(0, 10**12))


@given(counts, counts, counts, st.integers(0, 10**9), st.integers(0, 10**9))
def test_no_token_is_lost(
    plain: int | None, output: int | None, read: int | None, short: int, long: int
) -> None:
    split = {"ephemeral_5m_input_tokens": short, "ephemeral_1h_input_tokens": long}
    data = {
        "input_tokens": plain,
        "output_tokens": output,
        "cache_read_input_tokens": read,
        "cache_creation_input_tokens": short + long,
        "cache_creation": split,
    }

    usage = read_usage(data).usage

    assert usage.prompt == (plain or 0) + (read or 0) + short + long
    assert usage.output == (output or 0)
    assert [short, long] == [int(usage.cache_write_5m), int(usage.cache_write_1h)]


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)
keys = st.sampled_from([*UsageObject.model_fields, "later"])


@given(st.dictionaries(keys, values))
def test_anything_is_read_or_refused(data: Json) -> None:
    try:
        read_usage(data)
    except UnreadableUsage as refusal:
        assert refusal.key  # noqa: PT017 - either is right
