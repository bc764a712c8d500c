"""A cached prefix: written once in a while, and read by the requests in between."""

from decimal import Decimal

import pytest

from bot.answers.prefixes import prefix_workload
from bot.answers.types import EstimateAnswer
from bot.query.model import Work
from pricing import Usage

from .asking import BOOK, TODAY, ask_for, keys, notes

RATE = "opus 5.5, {requests} requests a day, {size} system prompt cached, 2k in 500 out"


def test_it_is_written_once_a_day_and_read_by_the_rest() -> None:
    found = ask_for(EstimateAnswer, RATE.format(requests=500, size="50k"))

    # A day: 500 x 2k x $4 + 499 x 50k x $0.20 + 50k x $5 + 500 x 500 x $20, per million.
    assert found.estimate.total == Decimal("14.24")
    assert keys(found.notes)[0] == "note.prefix_kept"


def test_a_cold_cache_is_said_plainly_with_the_best_choice() -> None:
    text = RATE.format(requests=100, size="50k")  # one in 14.4 minutes

    assert {"note.prefix_cold", "note.prefix_best_1h"} <= set(keys(notes(text)))


def test_where_no_cache_lives_long_enough_none_is_best() -> None:
    text = RATE.format(requests=10, size="50k")  # one in 2.4 hours

    assert {"note.prefix_cold", "note.prefix_best_none"} <= set(keys(notes(text)))


def test_a_prefix_too_small_to_be_cached_is_plain_input() -> None:
    found = ask_for(EstimateAnswer, RATE.format(requests=500, size="100 token"))

    # A day: 500 x 2k x $4 + 500 x 500 x $20, per million.
    assert found.estimate.total == Decimal("9.00")
    assert not found.caching
    assert "note.below_cache_minimum" in keys(found.notes)


def test_work_without_a_prefix_has_no_such_workload() -> None:
    with pytest.raises(ValueError, match="no prefix"):
        prefix_workload(Work(Usage(1000)), BOOK.find("opus 5.5"), BOOK.as_of(TODAY))
