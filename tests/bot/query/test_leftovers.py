"""What no rule takes is prose, or is asked about; it never changes a total in silence."""

from __future__ import annotations

import pytest

from bot.query import canonical, complete
from bot.query.errors import NeedsMore, NotUnderstood, QueryError

from .reading import ask, query, quoted, reading

WORK = "opus 5.5 10M in 2M out"


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ("month", "for a busy month"),
        ("five", "five of them"),
        ("two", "times two"),
        ("Q1", "in Q1"),
        ("most", "batch for most of it"),
        ("most", "batch, most of it"),
        ("cache misses", "and cache misses"),
        ("discount", "with our discount"),
        ("off", "us-only off-peak"),
        ("€", "€ please"),
    ],
)
def test_error_what_could_change_the_cost_is_asked_about(piece: str, said: str) -> None:
    text = f"{WORK}, {said}"
    with pytest.raises(NeedsMore) as caught:
        query(text)

    assert ("ask.unused", piece) == (caught.value.message.key, quoted(text, caught.value))


def test_error_a_month_is_asked_for_its_year() -> None:
    text = f"{WORK}, in September"
    with pytest.raises(NeedsMore) as caught:
        query(text)

    assert ("ask.month_of", "September") == (caught.value.message.key, quoted(text, caught.value))


@pytest.mark.parametrize(
    ("error", "key", "said"),
    [
        (NeedsMore, "ask.vague", "a couple of requests"),
        (NotUnderstood, "unread.region", "data residency eu"),
        (NotUnderstood, "unread.tax", "plus VAT"),
        (NeedsMore, "ask.image_size", "with images"),
        (NeedsMore, "ask.prefix_requests", "2k system prompt cached"),
        (NeedsMore, "ask.discount_part", "30% discount on output"),
        (NeedsMore, "ask.cached_share", "0.8 cached"),
        (NeedsMore, "ask.part", "1M cached out"),
        (NeedsMore, "ask.whole_date", "before 2026-10-07"),
    ],
)
def test_error_what_is_known_and_cannot_be_used_is_named(
    error: type[QueryError], key: str, said: str
) -> None:
    with pytest.raises(error) as caught:
        query(f"opus 5.5 10M in, {said}")

    assert key == caught.value.message.key


def test_error_a_size_beside_another_is_of_what() -> None:
    said = "opus 5.5 2 images of 1920x1080 and 640x480"
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert ("ask.size_of_what", "640x480") == (caught.value.message.key, quoted(said, caught.value))


def test_error_most_of_it_is_cached_but_how_much() -> None:
    text = f"{WORK}, most of our input is cached"
    with pytest.raises(NeedsMore) as caught:
        query(text)

    assert "ask.cached_share" == caught.value.message.key
    assert "most of our input is cached" == quoted(text, caught.value)


@pytest.mark.parametrize("said", ["before anybody signs off on the new page", "in other words"])
def test_some_terms_are_prose_more_often_than_not(said: str) -> None:
    assert "opus-5.5 10M in 2M out" == reading(f"{WORK}, {said}")


def test_most_of_it_may_be_prose() -> None:
    shared = "most of it is shared, so 80% cached"

    assert "opus-5.5 10M in 2M out 80% cached" == reading(f"{WORK}, {shared}")
    assert "opus-5.5 10M in 2M out cached" == reading(f"Most of us agree. {WORK}, cached")


def test_error_mostly_batched() -> None:
    with pytest.raises(NeedsMore) as caught:
        query(f"{WORK}, mostly batched")

    assert "ask.unused" == caught.value.message.key


def test_a_day_that_is_none_in_particular_is_noted() -> None:
    (remark,) = ask(f"as we said last month, {WORK}").remarks

    assert ("price_change", "last month") == (remark.code, remark.phrase.facts["said"])


def test_without_amounts_they_are_prose() -> None:
    assert "price of opus-5.5" == reading("price of opus 5.5 last month in September, half off")


def test_in_a_thread_a_share_changes_something() -> None:
    assert "opus-5.5 10M in 1M out" == canonical(complete(ask("half the output"), query(WORK)))


@pytest.mark.parametrize(
    "said",
    [
        "see https://x.y/z?a=1",
        "PR #1234",
        "at 3pm",
        "covid-19",
        "one of us",
        "may I",
    ],
)
def test_names_with_digits_are_prose(said: str) -> None:
    assert "opus-5.5 10M in 2M out" == reading(f"{said}, {WORK}")


@pytest.mark.parametrize(
    ("reads", "said"),
    [
        ("opus-5.5 10M in 2M out cached", "opus 5.5 input 10M output 2M cached"),
        ("opus-5.5 10M in 2M out", "output 2M input 10M thanks, opus 5.5"),
        ("opus-5.5 300k in 7.5M out cached", "opus 5.5 with caching 300K/7500k in/out"),
        ("opus-5.5 12 tickets 5k in 500 out cached", "opus 5.5 cached 12 support tickets 5k in 500 out"),
        ("opus-5.5 10M in 2M out", "cost per 10M tokens in and 2M tokens out opus 5.5"),
        ("opus-5.5 1k requests 1k in 500 out", "opus 5.5 1000 requests 1k in 500 out, give me the total"),
        ("opus-5.5 1k requests 500k in in total", "opus 5.5 500k in spread over 1000 requests"),
        ("opus-5.5 500 requests 1k in in total", "opus 5.5 total 1k in, 500 requests"),
        ("opus-5.5 2M in 8M cache reads", "opus 5.5 10M in 8M from cache"),
        ("opus-5.5 2M out 8M cache reads", "opus 5.5 8M cached out 2M"),
        ("opus-5.5 2.5k invoices 6k in each", "opus 5.5 for 2,500 invoices at 6k in each"),
    ],
)  # fmt: skip
def test_the_reading_that_leaves_less_unread_wins(reads: str, said: str) -> None:
    assert reads == reading(said)


@pytest.mark.parametrize(
    "said",
    [
        "opus 4 5% off 10M in",
        "opus 5 5% cached 10M in",
        "sonnet 3 7 support tickets 1k in each",
        "opus 4 1 k in 1k out",
        "opus 5 5 M in",
    ],
)
def test_error_a_number_apart_may_be_a_version_or_not(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert "ask.version" == caught.value.message.key


def test_a_dash_apart_is_no_part_of_a_name() -> None:
    assert "opus-5 10M in 5% off" == reading("opus 5 - 5% discount 10M in")


@pytest.mark.parametrize(
    "said",
    ["opus 5.5 cached and sonnet 5.5 1M in", "batch haiku 5.5 or cached 1M in opus 5.5 1M out"],
)
def test_error_a_term_between_models_could_be_for_one(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert "ask.which_side" == caught.value.message.key


@pytest.mark.parametrize(
    "said",
    [
        "opus 5.5 batch vs sonnet 5.5 batch 1M in",
        "opus 5.5 vs sonnet 5.5 batched 1M in",
        "batched: opus 5.5 vs sonnet 5.5 1M in",
    ],
)
def test_a_term_for_all_models_is_for_all(said: str) -> None:
    assert "opus-5.5 vs sonnet-5.5 1M in batch" == reading(said)


def test_a_strange_noun_that_is_counted_is_noted() -> None:
    (remark,) = ask("opus 5.5 1k in for 5 engineers").remarks

    assert ("count", "5 engineers") == (remark.code, remark.phrase.facts["said"])
    assert () == ask("opus 5.5 1k in for 5 tickets").remarks


@pytest.mark.parametrize(
    "said", ["us-east-1", "(eu-west-2)", "US-Gov-West-1", "asia-northeast1", "us-central1"]
)
def test_a_region_of_a_cloud_is_a_place(said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        query(f"opus 5.5 on bedrock in {said}, 10M in")
    assert refused.value.message.key == "unread.region"


def test_a_region_with_its_endpoint_is_priced() -> None:
    assert reading("opus 5.5 on bedrock in us-east-1, global endpoint, 10M in") == "opus-5.5 10M in"
    assert reading("opus 5.5 in us-east-1, regional, 10M in") == "opus-5.5 10M in regional"
