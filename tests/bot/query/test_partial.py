"""Terms that hold for a part of the work, and for the rest of it not."""

from __future__ import annotations

import pytest

from bot.query import canonical, complete
from bot.query.errors import NeedsMore

from .reading import ask, query, reading

PARTLY = "opus-5.5 6M in batch + opus-5.5 4M in"


@pytest.mark.parametrize(
    "said",
    [
        "60% batched",
        "60% of it batched",
        "60% of the calls in batch and the rest standard",
        "60% batch, the remainder in real time",
        "60% batch / 40% realtime",
        "60% of it using the batch api",
        "batch for 60% of it",
        "6割はバッチ",
        "そのうち6割はバッチ、残りは通常",
        "バッチは6割、残りは通常",
        "バッチを6割",
    ],
)
def test_a_share_of_the_work_has_a_term(said: str) -> None:
    assert reading(f"opus 5.5 10M in, {said}") == PARTLY


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("half of it batched", "opus-5.5 5M in batch + opus-5.5 5M in"),
        ("50% of it batched", "opus-5.5 5M in batch + opus-5.5 5M in"),
        ("半分はバッチ", "opus-5.5 5M in batch + opus-5.5 5M in"),
        ("20% us-only", "opus-5.5 2M in us-only + opus-5.5 8M in"),
        ("all of it batched", "opus-5.5 10M in batch"),
        ("100% batched", "opus-5.5 10M in batch"),
        ("0% batched", "opus-5.5 10M in"),
        ("60% batched, 80% cached", "opus-5.5 6M in 80% cached batch + opus-5.5 4M in 80% cached"),
    ],
)
def test_whatever_the_share_and_the_term(said: str, expected: str) -> None:
    assert reading(f"opus 5.5 10M in, {said}") == expected


def test_of_requests_it_is_so_many() -> None:
    said = "opus 5.5, 100 requests/day, 3k in each, 70% of them batched"

    assert reading(said) == (
        "opus-5.5 70 requests/day 3k in each batch + opus-5.5 30 requests/day 3k in each"
    )


@pytest.mark.parametrize(
    "said",
    [
        "50% batch",  # what a batch takes off
        "we save 60% with batch",
        "60% batch discount",
        "batch is 50% cheaper",
        "batch is half price",
        "batch for 60% of the input",
        "バッチは5割",
        "60% fast mode",
        "batch, 60% of it batched",
        "60% batched, 20% us-only",
        "the rest batched",
        "vs haiku 4.5, 60% batched",
    ],
)
def test_what_else_a_share_could_be_of_is_asked(said: str) -> None:
    with pytest.raises(NeedsMore):
        query(f"opus 5.5 10M in, {said}")


@pytest.mark.parametrize(
    "said",
    [
        "opus 5.5, 50k system prompt cached, 500 requests a day, 1k in each, 60% batched",
        "70% haiku 4.5, 30% opus 5.5, 10M in, 60% batched",
        "opus 5.5 10M in, 60% batched, no more than $0.05 each",
    ],
)
def test_a_share_of_what_cannot_be_split_is_asked_about(said: str) -> None:
    with pytest.raises(NeedsMore):
        query(said)


@pytest.mark.parametrize("before", ["opus 5.5 10M in", "opus 5.5 10M in batch"])
def test_a_follow_up_makes_it_a_part(before: str) -> None:
    assert canonical(complete(ask("only 60% of it batched"), query(before))) == PARTLY


def test_a_mix_of_models_is_not_split_again() -> None:
    with pytest.raises(NeedsMore):
        complete(ask("70% batched"), query("70% haiku 4.5, 30% opus 4.7, 10M in"))


def test_another_part_takes_the_place_of_the_one_before() -> None:
    found = complete(ask("60% batched"), query("opus 5.5 10M in, 70% batched"))

    assert canonical(found) == PARTLY
