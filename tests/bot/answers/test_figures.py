"""Figures of the day that running text is filled with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.answers.figures import Fact, Figures
from bot.answers.types import Dated
from pricing import PriceBook

from .asking import BOOK, TODAY

FACTS = {"hours": Fact(Decimal(24), "batch-processing")}


def figures(day: date = TODAY) -> Figures:
    return Figures(BOOK.as_of(day), FACTS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("opus.input", "4"),
        ("opus.cache_read", "0.2"),
        ("opus.cache_write_5m", "5"),
        ("opus.read_share", "0.05"),
        ("opus.read_saving", "0.95"),
        ("opus.write_5m_times", "1.25"),
        ("opus.write_1h_times", "2"),
        ("opus.output_times", "5"),
        ("opus.batch", "0.5"),
        ("opus.batch_output", "10"),
        ("opus.us_only_more", "0.1"),
        ("opus.fast_output", "40"),
        ("opus.reads_5m", "1"),
        ("opus.reads_1h", "2"),
        ("opus.min_cacheable", "512"),
        ("opus.context_window", "1000000"),
        ("opus.max_output", "128000"),
        ("haiku.above", "100000"),
        ("haiku.above_output", "2.5"),
        ("haiku.above_times", "5"),
        ("fee.web_search", "10"),
        ("fact.hours", "24"),
    ],
)
def test_a_figure_is_that_of_the_newest_model(name: str, value: str) -> None:
    assert figures().find(name) == Decimal(value)


def test_a_tier_of_multipliers_has_its_figures_too() -> None:
    earlier = figures(date(2026, 1, 15))

    assert earlier.find("sonnet.above") == 200_000
    assert earlier.find("sonnet.above_input") == Decimal(6)
    assert earlier.find("sonnet.above_times") == Decimal(2)


def test_names_and_lists_are_of_the_day() -> None:
    today, earlier = figures(), figures(date(2026, 1, 15))

    assert today.find("sonnet.name") == BOOK.find("sonnet 5.5")
    assert earlier.find("sonnet.name") == BOOK.find("sonnet 4.5")
    assert today.find("models.tiered") == (BOOK.find("haiku 5.5"),)
    assert BOOK.find("opus 5.5") in today.find("models.fast")  # type: ignore[operator]
    assert BOOK.find("sonnet 4") in today.find("models.still_sold")  # type: ignore[operator]
    assert BOOK.find("opus 5.5") in today.find("models.current")  # type: ignore[operator]
    assert BOOK.find("opus 5.5") in today.find("models.newer_tokenizer")  # type: ignore[operator]
    sonnet, day = BOOK.find("sonnet 4.5"), date(2026, 11, 30)
    assert today.find("models.retiring") == (Dated(sonnet, day),)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("opus.above", TODAY),
        ("opus.above_input", TODAY),
        ("opus.above_times", TODAY),
        ("haiku.fast_input", TODAY),
        ("sonnet.us_only_more", date(2026, 1, 15)),
        ("fable.input", date(2026, 1, 15)),
        ("claude.cache_read", date(2023, 8, 1)),
        ("claude.reads_5m", date(2023, 8, 1)),
        ("models.tiered", date(2024, 6, 1)),
    ],
)
def test_what_is_not_known_on_the_day_is_none(name: str, day: date) -> None:
    assert figures(day).find(name) is None


@pytest.mark.parametrize("name", ["gpt.input", "opus.colour", "fact.days", "models.best"])
def test_error_a_figure_that_does_not_exist(name: str) -> None:
    with pytest.raises(KeyError):
        figures().find(name)


def test_a_book_without_a_fee_has_no_figure_for_it() -> None:
    fees = tuple(fee for fee in BOOK.fees if fee.unit != "web_search")
    fields = {name: getattr(BOOK, name) for name in PriceBook.model_fields}
    book = PriceBook.model_construct(**{**fields, "fees": fees})

    assert Figures(book.as_of(TODAY), FACTS).find("fee.session_hour") == Decimal("0.08")
    assert Figures(book.as_of(TODAY), FACTS).find("fee.web_search") is None


def test_sources_of_what_was_used_are_kept() -> None:
    found = figures()
    found.find("opus.input")
    found.find("fact.hours")

    assert "model-overviews-2026-10" in found.used
    assert "batch-processing" in found.used
