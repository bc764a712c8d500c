from __future__ import annotations

from decimal import Decimal

import pytest

from pricing import (
    NotReleased,
    PriceBook,
    PriceList,
    RequestTooLarge,
    SameText,
    UnknownModel,
    divide,
    same_text,
    token_ratio,
    with_text_of,
)

from .asking import work

M = 1_000_000


def on(model: str, found: tuple[SameText, ...]) -> SameText:
    return next(each for each in found if each.model == model)


def test_newer_models_make_about_30_percent_more_tokens(book: PriceBook) -> None:
    older, newer = book.find("sonnet 4.6"), book.find("sonnet 5.5")

    assert Decimal("1.3") == token_ratio(older, newer)
    assert divide(10, 13) == token_ratio(newer, older)
    assert 1 == token_ratio(older, book.find("haiku 4.5"))
    assert 1 == token_ratio(newer, book.find("opus 4.7"))


def test_the_same_text_is_not_the_same_tokens(today: PriceList) -> None:
    """10M in and 2M out: $60.00 on Sonnet 4.5; on Sonnet 5.5 $40.00, or 1.3 times that."""
    counted = work("sonnet 4.5", input=10 * M, output=2 * M)

    first, second = same_text(counted, "sonnet 4.5", ["sonnet 4.5", "sonnet 5.5"], today)

    assert [60, 60] == [first.same_tokens, first.same_text]
    assert [40, 52] == [second.same_tokens, second.same_text]
    assert 13 * M == second.work.usage.input
    assert Decimal(2_600_000) == second.work.usage.output


def test_fewer_tokens_the_other_way_round(today: PriceList) -> None:
    counted = work("sonnet 5.5", input=13 * M)

    (found,) = same_text(counted, "sonnet 5.5", ["sonnet 4.5"], today)

    assert 10 * M == found.work.usage.input
    assert 30 == found.same_text


def test_searches_and_requests_are_no_tokens(book: PriceBook) -> None:
    counted = work("sonnet 4.5", requests=7, input=100, web_search=3)

    text = with_text_of(counted, book.find("sonnet 4.5"), book.find("sonnet 5.5"))

    assert [7, 130, 3] == [text.requests, text.usage.input, text.usage.web_search]
    assert "claude-sonnet-5-5" == text.model


def test_one_prompt_of_a_volume_grows_as_well(book: PriceBook) -> None:
    counted = work("sonnet 4.5", input=M, prompt_tokens=90_000)

    text = with_text_of(counted, book.find("sonnet 4.5"), book.find("haiku 5.5"))

    assert 117_000 == text.prompt_tokens


def test_a_text_may_cross_a_prompt_tier(today: PriceList) -> None:
    """90,000 tokens on Haiku 4.5 are about 117,000 on Haiku 5.5: above 100,000 it costs 5 times."""
    counted = work("haiku 4.5", requests=1000, input=90_000, output=1000)

    found = on(
        "claude-haiku-5-5", same_text(counted, "haiku 4.5", ["haiku 4.5", "haiku 5.5"], today)
    )

    assert Decimal("9.5") == found.same_tokens  # 90M x $0.10 + 1M x $0.50
    assert Decimal("61.75") == found.same_text  # 117M x $0.50 + 1.3M x $2.50
    assert found.is_above_tier
    assert found.crosses_tier


def test_tokens_that_are_above_anyway_cross_nothing(today: PriceList) -> None:
    counted = work("haiku 4.5", requests=1, input=110_000)

    (found,) = same_text(counted, "haiku 4.5", ["haiku 5.5"], today)

    assert found.is_above_tier
    assert not found.crosses_tier


def test_a_text_may_be_too_large_for_a_model(today: PriceList) -> None:
    counted = work("sonnet 4.6", requests=1, input=900_000)

    (found,) = same_text(counted, "sonnet 4.6", ["sonnet 5.5"], today)

    assert found.same_text is None
    assert isinstance(found.refusal, RequestTooLarge)
    assert Decimal("1.8") == found.same_tokens


def test_tokens_may_be_too_many_where_the_text_is_not(today: PriceList) -> None:
    counted = work("sonnet 5.5", requests=1, input=250_000)

    (found,) = same_text(counted, "sonnet 5.5", ["haiku 4.5"], today)

    assert found.same_tokens is None
    assert found.same_text is not None


def test_error_for_models_that_are_not_there(book: PriceBook, today: PriceList) -> None:
    counted = work("sonnet 4.5", input=M)

    with pytest.raises(UnknownModel):
        same_text(counted, "sonnet 9", ["sonnet 5.5"], today)
    with pytest.raises(NotReleased):
        same_text(counted, "sonnet 4.5", ["opus 5.5"], book.as_of(today.day.replace(month=1)))
