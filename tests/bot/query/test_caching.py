"""Caching as people say it: many spellings, one meaning."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore, NotUnderstood, QueryError

from .reading import ask, meanings, query, quoted, reading


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("10M in cached", "10M in cached"),
        ("10M in cached", "10M in with prompt caching"),
        ("10M in cached", "10M in 100% cached"),
        ("10M in cached", "10M in fully cached"),
        ("10M in cached", "10M in cached for 1 hour"),
        ("10M in cached", "10M in with 1h cache"),
        ("10M in cached", "10M in with a 5m cache"),
        ("10M in cached", "10M in cached, ttl: 1h"),
        ("10M in cached", "10M in cached, 5 minute ttl"),
        ("10M in cached", "10M in cached, 5m ttl"),
        ("10M in 80% cached", "10M in 80% cached"),
        ("10M in 80% cached", "10M in, 80 percent of the input is cached"),
        ("10M in 80% cached", "10M in, cached 80%"),
        ("10M in 80% cached", "10M in, hit rate 80%"),
        ("10M in 80% cached", "10M in, hit rate of 0.8"),
        ("10M in 80% cached", "10M in, cache hit rate: 80%"),
        ("10M in 80% cached", "10M in, 80% cache reads"),
        ("10M in 50% cached", "10M in, half of it cached"),
        ("10M in cached 15% off", "10M in, cached, 15% off"),
        ("2M in 8M cache reads", "10M in, 8M of it cached"),
        ("2M in 8M cache reads", "10M in, cached 8M"),
        ("2M in 8M cache reads", "10M in, cached: 8M tokens"),
        ("2M in 8M cache reads", "10M in, 8M of the input is cached"),
        ("8M cache reads", "8M cached input tokens"),
        ("8M cache reads", "8M cache reads"),
        ("8M cache reads", "cache hits: 8M"),
        ("8M cache reads", "8M cache reads, 80% cached"),
        ("10M in", "10M in without caching"),
        ("10M in", "10M in uncached"),
        ("10M in", "10M in 0% cached"),
        ("50k 5-minute cache writes", "50k cache writes"),
        ("50k 5-minute cache writes", "50k cache writes 5m"),
        ("50k 5-minute cache writes", "5m cache writes: 50k"),
        ("50k 5-minute cache writes", "50k tokens written to cache, 5 minutes"),
        ("50k 1-hour cache writes", "50k 1h cache writes"),
        ("50k 1-hour cache writes", "cache writes of 50k tokens (1h)"),
        ("50k 1-hour cache writes", "cache writes 50k, 1-hour"),
        ("344139 1-hour cache writes", "cache write 344139 tokens 1h"),
        ("8M cache reads", "8M cached"),
        ("8M cache reads", "cached 8M"),
        ("60M 5-minute cache writes", "60M cache writes 5m"),
        ("10M 5-minute cache writes", "10m cache writes"),
        ("60M 5-minute cache writes", "60M 5-minute cache writes"),
        ("10k out 50k 5-minute cache writes", "10k out, 50k cache writes"),
        ("10k out 50k 5-minute cache writes", "50k cache writes, 10k out"),
        ("1k requests 3k in each cached", "1000 cached requests of 3k in"),
        ("500 requests 3k in", "500 uncached requests, 3k in"),
    ],
)
def test_caching_has_many_spellings(expected: str, said: str) -> None:
    assert f"opus-5.5 {expected}" == reading(f"opus 5.5 {said}")


def test_each_piece_says_how_it_is_cached() -> None:
    heard = dict(meanings("10M in, 80.50% cached, no cache, cached, 1M cached, 1h ttl"))

    assert "80.5% of input read from the cache" == heard["80.50% cached"]
    assert "without cache" == heard["no cache"]
    assert "all input read from the cache" == heard["cached"]
    assert "1,000,000 input tokens read from the cache" == heard["1M cached"]
    assert "a cache that lives 1 hour" == heard["1h ttl"]


def test_a_lifetime_alone_says_nothing_of_what_is_cached() -> None:
    read = ask("ttl 1h")

    assert () == read.caching
    assert [("ttl 1h", "a cache that lives 1 hour")] == meanings("ttl 1h")


@pytest.mark.parametrize(
    ("error", "key", "piece", "said"),
    [
        (NeedsMore, "ask.cached_share", "mostly cached", "10M in mostly cached"),
        (NeedsMore, "ask.write_amount", "5m cache writes", "5m cache writes"),
        (NeedsMore, "ask.write_amount", "60m cache writes 5m", "60m cache writes 5m"),
        (NeedsMore, "ask.write_amount", "1h cache writes", "1h cache writes"),
        (NeedsMore, "ask.write_amount", "1h 5-minute cache writes", "1h 5-minute cache writes"),
        (NeedsMore, "ask.write_amount", "10k 20k cache writes", "10k 20k cache writes"),
        (NeedsMore, "ask.write_amount", "cache writes", "10M in and cache writes"),
        (NeedsMore, "ask.minutes", "5m cached", "10M in 5m cached"),
        (NeedsMore, "ask.two_shares", "90% cached", "10M in 80% cached 90% cached"),
        (NeedsMore, "ask.two_shares", "cached", "10M in cached without caching"),
        (NeedsMore, "ask.cached_of_what", "80% cached", "2M out 80% cached"),
        (NeedsMore, "ask.cached_above_input", "12M cached", "10M in 12M cached"),
        (NeedsMore, "ask.number_of_what", "2", "10M in, hit rate 2"),
        (NotUnderstood, "unread.over_100", "120%", "10M in 120% cached"),
        (NotUnderstood, "unread.number", "1½", "10M in 1½ cached"),
        (NeedsMore, "ask.ttl", "ttl 10 minutes", "10M in, ttl 10 minutes"),
        (NeedsMore, "ask.ttl", "cached for 24 hours", "10M in, cached for 24 hours"),
        (NeedsMore, "ask.percent_of_what", "10-20%", "10M in, 10-20% uncached"),
    ],
)
def test_error_caching_is_not_read(
    error: type[QueryError], key: str, piece: str, said: str
) -> None:
    asked = f"opus 5.5: {said}"
    with pytest.raises(error) as caught:
        query(asked)

    assert (key, piece) == (caught.value.message.key, quoted(asked, caught.value))


@pytest.mark.parametrize("said", ["opus 5.5 80% cached", "opus 5.5 15% off"])
def test_error_a_share_of_nothing(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert "ask.tokens" == caught.value.message.key
    assert (f"{said}, 10M in 2M out",) == caught.value.suggestions


@pytest.mark.parametrize(
    "said",
    [
        "10M in, separately 4M cached",
        "10M in, 4M cached on top",
        "10M in in addition to 4M cached",
        "10M in besides 4M cached",
        "入力1000万、キャッシュ400万別",
        "1k requests/day 50k in, 45k prefix with 80% hit rate",
    ],
)
def test_error_what_is_cached_may_be_beside_the_input(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(f"opus 5.5 {said}")

    assert caught.value.message.key == "ask.part"


def test_what_is_cached_at_the_very_beginning_is_a_part() -> None:
    assert reading("4M cached, 10M in opus 5.5") == "opus-5.5 6M in 4M cache reads"


@pytest.mark.parametrize(
    ("said", "lives"),
    [
        ("cache the 18k system prompt for an hour", " for 1 hour"),
        ("keep the 18k system prompt in cache for one hour", " for 1 hour"),
        ("we cache our 18k system prompt for 5 minutes", ""),
    ],
)
def test_how_long_a_cache_is_kept_is_no_period_of_the_work(said: str, lives: str) -> None:
    expected = f"opus-5.5 30 requests/hour 18.5k in 300 out each 18k system prompt cached{lives}"

    assert reading(f"opus 5.5, {said}, 30 requests per hour, 500 in 300 out each") == expected


@pytest.mark.parametrize(
    "said",
    [
        "cached, 500 in 300 out each, 30 requests a minute for an hour",
        "cached; 500 in 300 out each, 30 requests a minute, for an hour",
    ],
)
def test_what_is_counted_for_an_hour_is_work(said: str) -> None:
    assert reading(f"opus 5.5, 18k system prompt {said}").endswith("cached per hour")


def test_no_cache_is_kept_for_two_hours() -> None:
    with pytest.raises(NeedsMore) as asked:
        query(
            "opus 5.5, cache the 18k system prompt for 2 hours, 30 requests a minute, 500 in each"
        )
    assert asked.value.message.key == "ask.ttl"
