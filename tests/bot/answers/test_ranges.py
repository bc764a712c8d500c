"""Ranges are carried from the words to both ends of every figure."""

from decimal import Decimal

import pytest

from bot.answers.types import ComparisonAnswer, EstimateAnswer, SummaryTable
from bot.render.document import document
from bot.render.text import plain_text

from .asking import ask_for, keys, notes, sentences

RATE = "haiku 4.5, 5-10k users x 20 messages/day, 1.5k in 400 out"


def ends(table: SummaryTable) -> dict[str, list[tuple[str, str]]]:
    """What each row shows, from its lowest to its highest total."""
    return {
        row.name.removeprefix("Claude "): [
            (f"{cell.total:.2f}", f"{cell.high:.2f}") for cell in row.cells
        ]
        for row in table.rows
    }


def test_every_row_shows_both_ends() -> None:
    found = ask_for(EstimateAnswer, "sonnet 5.5, 5000 to 10000 requests, 3k in 500 out each")

    # A request: 3k x $2 + 500 x $10 = $0.011; of Haiku 5.5, 3k x $0.10 + 500 x $0.50 = $0.00055.
    shown = ends(found.table)
    assert shown["Sonnet 5.5"][0] == ("55.00", "110.00")
    assert shown["Haiku 5.5"][0] == ("2.75", "5.50")
    assert shown["Opus 5.5"][0] == ("110.00", "220.00")
    assert shown["Fable 5.2"][0] == ("220.00", "440.00")


def test_a_range_without_a_middle_has_no_total() -> None:
    found = ask_for(EstimateAnswer, RATE)

    # A day: 100,000 or 200,000 requests of $0.0035; a month is 30 of them.
    assert found.total is None
    assert (found.low, found.high) == (Decimal(10_500), Decimal(21_000))


def test_the_work_is_shown_at_both_ends() -> None:
    found = ask_for(EstimateAnswer, RATE)

    assert found.ends is not None
    assert [each.total for each in found.ends] == [Decimal(350), Decimal(700)]
    text = plain_text(document(found))
    assert "At the low end:\n• 150M input (100,000 × 1.5k) × $1.00 per 1M = $150.00" in text
    assert "At the high end:\n• 300M input (200,000 × 1.5k) × $1.00 per 1M = $300.00" in text
    assert "$700.00 a day is $21,000.00 a month" in text


def test_around_a_middle_the_total_is_the_middle() -> None:
    found = ask_for(EstimateAnswer, "opus 5.5 10M in ±20%")

    assert (found.low, found.total, found.high) == (Decimal(32), Decimal(40), Decimal(48))


def test_a_larger_share_cached_is_the_low_end() -> None:
    found = ask_for(EstimateAnswer, "opus 5.5 10M in 80-90% cached")

    # 2M x $4 + 8M x $0.20 = $9.60; 1M x $4 + 9M x $0.20 = $5.80
    assert (found.low, found.high) == (Decimal("5.80"), Decimal("9.60"))
    assert found.ends is not None
    assert [each.total for each in found.ends] == [Decimal("5.80"), Decimal("9.60")]


def test_a_share_cached_of_each_request_is_a_range() -> None:
    # 150k in: of 0.30, 90 % reads at 0.1 are 0.0135 and the rest 0.03; 70 %: 0.0105 and 0.09.
    found = ask_for(EstimateAnswer, "sonnet 5.5 50 requests, 3k in 70-90% cached")

    assert (found.low, found.high) == (Decimal("0.0435"), Decimal("0.1005"))


def test_models_are_compared_at_both_ends() -> None:
    found = ask_for(ComparisonAnswer, "sonnet 5.5 vs opus 5.5, 5M to 10M in")

    assert [each.total for each in found.compared] == [10, 20]
    assert [each.high for each in found.compared] == [20, 40]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("note.read_as_each_same", RATE),
        ("note.read_as_each_range", "opus 5.5 1000 requests 1k to 2k in"),
        ("note.read_as_each", "opus 5.5 1000 requests 1k in"),
        ("note.count_range", "haiku 4.5, 5-10k users, 1.5k in 400 out"),
    ],
)
def test_notes_of_a_range_name_no_single_number(key: str, text: str) -> None:
    assert key in keys(notes(text))


def test_the_number_of_what_was_counted_is_a_range_too() -> None:
    said = sentences("haiku 4.5, 5-10k users, 1.5k in 400 out")

    assert "“5-10k users” is taken for 5,000 to 10,000 requests." in said


def test_models_that_cache_no_such_prompt_are_named() -> None:
    (said,) = (each for each in sentences(RATE) if "too short for" in each)

    assert said.startswith("Prompts of this size are too short for Haiku 4.5 to cache")


@pytest.mark.parametrize(
    "text",
    [
        "haiku 4.5 1000 requests 5k in",  # large enough
        "haiku 4.5 10M in",  # nobody knows how large
        "haiku 4.5 1000 requests 1k in cached",  # noted for the model itself
    ],
)
def test_no_model_is_named_without_need(text: str) -> None:
    said = [each for each in sentences(text) if "too short for" in each]

    assert not any("Haiku 4.5" in each for each in said)


def test_the_size_of_prompts_can_be_a_range_and_decides_the_tier_at_each_end() -> None:
    found = ask_for(EstimateAnswer, "haiku 5.5 10M in 2M out, prompts of 80k to 150k")

    # $0.10 and $0.50 up to 100,000 tokens a prompt, five times that above.
    assert (found.low, found.high) == (Decimal(2), Decimal(10))
    assert "prompts of 80k to 150k" in plain_text(document(found))


def test_a_corner_without_a_price_leaves_the_cell_empty() -> None:
    found = ask_for(ComparisonAnswer, "opus 5.5 vs sonnet 4.6, 1k to 2k requests 3k in, fast")
    _, sonnet = found.table.rows

    assert [cell.total for cell in sonnet.cells if cell.asked] == [None]


def drivers(found: EstimateAnswer | ComparisonAnswer) -> list[tuple[str, Decimal, Decimal]]:
    return [(each.assumption, each.low, each.high) for each in found.drivers]


def test_what_moves_a_mix_most_moves_in_all_of_its_parts() -> None:
    found = ask_for(EstimateAnswer, "70% haiku 4.5, 30% opus 4.7, 5-10k requests, 1-2k in 300 out")

    # At 1.5k in 300 out 0.7 x $0.003 + 0.3 x $0.015 a request; at 7,500, 1k or 2k in.
    assert [
        ("requests", Decimal(33), Decimal(66)),
        ("input", Decimal("41.25"), Decimal("57.75")),
    ] == drivers(found)


def test_of_several_models_the_first_shows_what_moves_its_total() -> None:
    found = ask_for(ComparisonAnswer, "haiku 4.5 vs opus 5.5, 5-10k requests, 1-2k in 300 out each")

    assert [
        ("requests", Decimal(15), Decimal(30)),
        ("input", Decimal("18.75"), Decimal("26.25")),
    ] == drivers(found)
    assert "What moves the total most (Haiku 4.5)" in plain_text(document(found))
