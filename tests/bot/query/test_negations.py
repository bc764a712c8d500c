"""What is ruled out, and what could have been."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, quoted, reading

WORK = "opus 5.5 10M in 2M out"
PLAIN = "opus-5.5 10M in 2M out"


@pytest.mark.parametrize(
    "said",
    [
        "don't cache",
        "batch isn't an option",
        "caching disabled",
        "sans cache",
        "dont use caching",
        "we can't use the cache",
        "won't be cached",
        "never batched",
        "except cached",
        "no longer batch",
        "non-batch",
        "un-cached",
        "without any caching",
        "not using batch",
        "instead of batch",
        "not on fast mode",
        "neither cached nor batched",
        "no batch or cache",
        "no regional/us-only",
        "no batch or fast mode",
        "without thinking",
        "I'm not sure",
        "we don't need fast mode",
        "no rush with the two models",
        "cached: no",
    ],
)
def test_what_is_ruled_out_is_not_priced(said: str) -> None:
    assert PLAIN == reading(f"{WORK}, {said}")


def test_what_is_ruled_out_leaves_the_rest() -> None:
    assert f"{PLAIN} 80% cached" == reading(f"{WORK}, not batched, 80% cached")
    assert f"{PLAIN} batch" == reading(f"{WORK} without cache, batch")


def test_output_that_is_ruled_out_is_none() -> None:
    assert "opus-5.5 10M in" == reading("opus 5.5 10M in, no output")


@pytest.mark.parametrize(
    ("key", "piece", "said"),
    [
        ("ask.with_or_without", "or without caching", f"{WORK} iwth or without caching?"),
        ("ask.loose_negation", "no", f"{WORK}, cached, no"),
        ("ask.negation", "excluding 2M", "opus 5.5 10M in excluding 2M out"),
        ("ask.negation", "not 20%", "opus 5.5 10M in not 20% cached"),
        ("ask.other_model", "except opus 5.5", "anything except opus 5.5 10M in"),
        ("ask.other_model", "not on opus", "10M in not on opus"),
        ("ask.ruled_out", "2M out", f"{WORK}, no output"),
        ("ask.two_shares", None, "opus 5.5 10M in, 8M cache reads, no caching"),
    ],
)
def test_error_a_negation_could_mean_several_things(key: str, piece: str | None, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert (key, piece) == (caught.value.message.key, quoted(said, caught.value))


@pytest.mark.parametrize("word", ["can't", "dan't", "mustn't"])
def test_whatever_ends_so_is_a_negation(word: str) -> None:
    assert "opus-5.5 10M in 2M out" == reading(f"we {word} cache. opus 5.5 10M in 2M out")


@pytest.mark.parametrize("said", ["cached: no", "cached=false", "caching: off", "caching: none"])
def test_what_a_key_is_set_to_may_rule_it_out(said: str) -> None:
    assert reading(WORK) == reading(f"{WORK}, {said}")


@pytest.mark.parametrize("said", ["caching disabled", "caching is not an option"])
def test_a_negation_may_stand_behind_its_word(said: str) -> None:
    assert reading(WORK) == reading(f"{WORK}, {said}")
