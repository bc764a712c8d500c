"""Several models' work as one total, with a line each."""

from decimal import Decimal

import pytest

from bot.answers.types import CannotPriceAnswer, EstimateAnswer, NeedsMore
from bot.render.document import document
from bot.render.text import plain_text
from pricing import Lever, divide

from .asking import ask_for, keys, notes

# A request of 5k in and 2k out: $0.015 on Haiku 4.5 ($1, $5), $0.075 on Opus 4.7 ($5, $25).
SHARES = "1000 requests, 70% haiku 4.5, 30% opus 4.7, 5k in 2k out"
OWN_COUNTS = "700 requests on haiku 4.5 and 300 on opus 4.7, 5k in 2k out"


@pytest.mark.parametrize("text", [SHARES, OWN_COUNTS])
def test_a_mix_is_the_sum_of_its_parts(text: str) -> None:
    found = ask_for(EstimateAnswer, f"{text} each")

    assert found.total == Decimal("33.00")  # 700 x 0.015 + 300 x 0.075
    assert found.requests == 1000
    assert found.per_request == Decimal("0.033")


def test_all_of_it_on_each_model_stands_beside() -> None:
    rows = ask_for(EstimateAnswer, SHARES).table.rows

    assert [row.cells[0].total for row in rows] == [33, 15, 75]


def test_a_range_of_requests_has_both_ends_in_every_row() -> None:
    text = "1000 to 2000 requests, 70% haiku 4.5, 30% opus 4.7, 5k in 2k out"
    found = ask_for(EstimateAnswer, text)

    assert found.total is None
    assert (found.low, found.high) == (Decimal(33), Decimal(66))
    cells = [row.cells[0] for row in found.table.rows]
    assert [each.total for each in cells] == [33, 15, 75]
    assert [each.high for each in cells] == [66, 30, 150]
    assert "At the high end:\n• 7M input (1,400 × 5k) × $1.00 per 1M = $7.00" in plain_text(
        document(found)
    )


def test_a_range_in_one_part_leaves_the_other_as_it_is() -> None:
    text = "100 to 200 requests on haiku 4.5 and 300 requests on opus 4.7, 5k in 2k out"
    found = ask_for(EstimateAnswer, text)

    assert (found.low, found.high) == (Decimal("24.00"), Decimal("25.50"))
    assert found.ends is not None
    assert [each.total for each in found.ends] == [Decimal("24.00"), Decimal("25.50")]


def test_a_volume_is_shared_out() -> None:
    found = ask_for(EstimateAnswer, "70% haiku 4.5, 30% opus 4.7, 10M in 2M out")

    # 7M x $1 + 1.4M x $5 + 3M x $5 + 600k x $25
    assert found.total == 44
    assert found.requests is None


def test_totals_are_shared_out_where_they_are_said_to_be_totals() -> None:
    text = "1000 requests, 70% haiku 4.5, 30% opus 4.7, 10M in 2M out in total"

    assert ask_for(EstimateAnswer, text).total == 44


@pytest.mark.parametrize(
    "text",
    [
        "1000 requests, 70% haiku 4.5, 30% opus 4.7, 10M in 2M out",
        "700 requests on haiku 4.5 and 300 on opus 4.7, 10M in 2M out",
        "700 requests on haiku 4.5 and 300 on opus 4.7, 5k in 2k out in total",
    ],
)
def test_error_totals_of_several_models_could_be_each_ones_own(text: str) -> None:
    assert ask_for(NeedsMore, text).message.key == "ask.total_of_mix"


def test_amounts_read_as_each_are_noted_once() -> None:
    assert keys(notes(SHARES)).count("note.read_as_each_mix") == 1


def test_parts_in_different_periods_are_brought_to_the_one_that_is_asked_for() -> None:
    text = "haiku 4.5 100 requests a day 1k in + opus 4.7 100 requests a month 1k in"
    found = ask_for(EstimateAnswer, text)

    # $0.10 a day and $0.50 a month; a month is the 12th part of a year, and the 30th makes a day.
    assert found.total == Decimal("3.50")
    assert found.totals is not None
    assert found.totals.year == Decimal("42.50")
    # One of the 3,100 of a month, whichever it is.
    assert found.requests is None
    assert found.per_request == found.units[0].usd == divide(Decimal("3.50"), 3100)


def test_error_parts_of_which_one_has_no_period_are_no_one_rate() -> None:
    text = "haiku 4.5 100 requests a day 1k in + opus 4.7 100 requests 1k in"

    assert ask_for(NeedsMore, text).message.key == "ask.mix_periods"


def test_error_a_part_that_has_no_price() -> None:
    found = ask_for(CannotPriceAnswer, "70% haiku, 30% fable, 10M in as of 2024-01-15")

    assert found.message.key == "reason.no_model_of_family"


def test_a_lever_that_one_of_the_models_lacks_has_no_total() -> None:
    first, *_ = ask_for(EstimateAnswer, "70% claude 2.1, 30% haiku 4.5, 10M in").table.rows
    cached = next(cell for cell in first.cells if cell.lever is Lever.CACHED)

    assert cached.total is None
    assert cached.reason is not None


def test_the_day_of_the_rates_stands_in_the_headline() -> None:
    found = ask_for(EstimateAnswer, "70% haiku 4.5, 30% opus 4.7, 10M in as of 2026-10-01")

    assert "at the rates of 2026-10-01" in document(found).headline
