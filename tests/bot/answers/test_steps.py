"""Where a total turns within a range, its ends are found there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.answers.types import ComparisonAnswer, EstimateAnswer, NeedsMore
from bot.render.document import document
from bot.render.text import plain_text

from .asking import ask, ask_for, keys, notes

SHARED = "sonnet 5.5, {size} system prompt cached, {requests} requests a day, 1k in 300 out each"


def ends(text: str) -> tuple[Decimal | None, Decimal | None]:
    found = ask_for(EstimateAnswer, text)
    return found.low, found.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        # 1,000 requests with 300 out each: $3. 1,024 tokens are read for $0.20 per 1M, and 1,023
        # are plain input at $2.
        ("sonnet 5, 1000 requests, 500-3000 in 300 out each, cached", "3.2048", "5.046"),
        # In all, 1,023 tokens a request are 1.023M, and one token more is read from the cache.
        ("sonnet 5, 1000 requests, 500k to 3M in 300k out in total, cached", "3.2046002", "5.046"),
        # 10M in as reads at $0.01 and 1M out at $0.50; up to 100,000 a request, else five times.
        ("haiku 5.5 cached, 50-50000 requests, 10M in 1M out in total", "0.6", "3"),
        # Which prompts are cached is all that their size decides: 10M x $0.20 or x $2.
        ("sonnet 5 10M in cached, prompts of 500 to 3000", "2", "20"),
        # 287 a day all write, 288 read but one: 287 x $0.055, or 288 x $0.005 + 287 x $0.002 +
        # $0.05, and 30 times that.
        (SHARED.format(size="20k", requests="100-1000"), "61.92", "473.55"),
        # The same by the hour.
        (
            "sonnet 5.5, 20k system prompt cached, 10-20 requests an hour, 1k in 300 out each",
            "61.92",
            "473.55",
        ),
        # A day: $1.50 for 500 x 300 out; a prefix of 511 is plain input, 500 x 511 at $2, and of
        # 512 there are 499 reads at $0.10 and a write at $2.50.
        (
            "sonnet 5.5, 400-600 token system prompt cached, 500 requests a day, 0 in 300 out each",
            "45.804864",
            "60.33",
        ),
    ],
)
def test_the_ends_of_a_range_are_its_extremes(text: str, low: str, high: str) -> None:
    assert (Decimal(low), Decimal(high)) == ends(text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("note.prefix_sometimes", SHARED.format(size="20k", requests="100-1000")),
        ("note.prefix_kept", SHARED.format(size="20-50k", requests="500-1000")),
        ("note.prefix_cold", SHARED.format(size="20k", requests="10-20")),
        ("note.prefix_best_none", SHARED.format(size="20k", requests="10-20")),
        (
            "note.below_cache_minimum_partly",
            "sonnet 5.5, 400-600 token system prompt cached, 500 requests a day, 300 out each",
        ),
        (
            "note.below_cache_minimum",
            "sonnet 5.5, 400-500 token system prompt cached, 500 requests a day, 300 out each",
        ),
        (
            "note.below_cache_minimum_partly",
            "sonnet 5, 1000 requests, 500-3000 in 300 out each, cached",
        ),
        ("note.below_cache_minimum", "sonnet 5, 1000 requests, 500-900 in 300 out each, cached"),
        ("note.prefix_best_1h", SHARED.format(size="20k", requests="100-200")),
        ("note.prefix_best_1h", SHARED.format(size="20-50k", requests="200") + ", at random"),
    ],
)
def test_notes_say_for_which_part_of_a_range_they_hold(key: str, text: str) -> None:
    assert key in keys(notes(text))


def test_each_choice_of_a_cache_has_both_ends() -> None:
    found = ask_for(EstimateAnswer, SHARED.format(size="20k", requests="100-1000"))

    # A day without: 100 or 1,000 x $0.045; with 1-hour: a write of $0.08, and reads of $0.002.
    none, _, hour = found.caching
    assert (none.total, none.high) == (Decimal(135), Decimal(1350))
    assert (hour.total, hour.high) == (Decimal("23.34"), Decimal("212.34"))
    assert not any(each.best for each in found.caching)  # from 288 a day on, 5 minutes are
    assert "0% to 99.9% of the requests read it" in plain_text(document(found))


def test_what_is_the_cheapest_at_every_corner_is_the_best_choice() -> None:
    found = ask_for(EstimateAnswer, SHARED.format(size="20-50k", requests="500"))

    _, best, _ = found.caching
    assert best.best
    assert "$106.44 to $153.60 a month, 99.8% of the requests read it; the cheapest" in plain_text(
        document(found)
    )


def test_no_single_request_is_priced_where_that_varies() -> None:
    found = ask_for(EstimateAnswer, SHARED.format(size="20k", requests="100-1000"))

    assert found.per_request is None
    # 287 that all write: 20k x $2.50, 1k x $2 and 300 x $10 each; 1,000 of which all but one read
    (one,) = found.units
    assert (Decimal("0.007048"), Decimal("0.055")) == (one.usd, one.high)


def test_the_same_holds_for_totals_over_a_range_of_requests() -> None:
    found = ask_for(EstimateAnswer, "opus 5.5, 1000-2000 requests, 10M in 2M out in total")

    assert found.per_request is None
    (one,) = found.units
    assert (Decimal("0.04"), Decimal("0.08")) == (one.usd, one.high)


def test_parts_of_one_work_turn_together() -> None:
    text = "70% haiku 4.5, 30% sonnet 5, 1000 requests, 500-3000 in 300 out each, cached"
    found = ask_for(EstimateAnswer, text)

    # 700 on Haiku 4.5, too small to be cached, and 300 on Sonnet 5, cached from 1,024 on: 500 cost
    # $1.40 and $1.20 and 1,024 cost $1.7668 and $0.96144; 3,000 cost $3.15 and $1.08.
    assert (found.low, found.high) == (Decimal("2.60"), Decimal("4.23"))
    assert [(each.low, each.high) for each in found.drivers] == [(found.low, found.high)]


def test_parts_of_different_work_that_turn_have_no_drivers() -> None:
    text = "haiku 4.5 700 requests 500-3000 in 300 out + sonnet 5 300 requests 500-2000 in 100 out"
    found = ask_for(EstimateAnswer, f"{text}, cached")

    assert ((), ()) == (found.drivers, found.units)
    # $1.40 to $3.15; 300 x 1,024 at $0.20 and 30k at $10, or 300 x 1,023 at $2.
    assert (found.low, found.high) == (Decimal("1.76144"), Decimal("4.0638"))


def test_what_saves_here_and_costs_more_there_is_asked_about_by_its_ends() -> None:
    text = SHARED.format(size="20k", requests="100-1000") + ", saved by caching"
    found = ask(text)

    assert isinstance(found, NeedsMore)
    assert found.message.key == "ask.saved_within_range"


def test_savings_that_turn_are_those_of_every_corner() -> None:
    text = "sonnet 5, 1000 requests 500-3000 in 300 out each, cached vs uncached"
    found = ask_for(ComparisonAnswer, text)

    # Nothing up to 1,023 tokens; of 3,000 $2.00 - $0.20 each: $5.40 of $9.00.
    (saved,) = found.savings
    assert (Decimal(0), Decimal("5.4")) == (saved.low.saved, saved.high.saved)
    assert (Decimal(0), Decimal("0.6")) == (saved.low.share, saved.high.share)
    assert [each.high for each in found.compared] == [Decimal("5.046"), Decimal(9)]
