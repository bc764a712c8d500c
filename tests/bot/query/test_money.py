"""Currencies and exchange rates."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import meanings, query, quoted, reading


@pytest.mark.parametrize("said", ["155 JPY = $1", "155 JPY is 1 USD", "1 USD = 155 JPY"])
def test_either_side_of_an_exchange_rate_may_stand_first(said: str) -> None:
    assert "opus-5.5 10M in, at 155 JPY per USD" == reading(f"opus 5.5 10M in in yen, {said}")


def test_a_budget_may_be_shown_in_another_currency() -> None:
    said = "opus 5.5 10M in, $500 to yen"

    assert "opus-5.5 10M in fits in 500 USD, in JPY" == reading(said)


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ("155 yen per euro", "155 yen per euro"),
        ("500 JPY/EUR", "500 JPY/EUR"),
        ("dollars", "a budget of 500 yen, dollars"),
        ("dollars", "500 yen dollars"),
    ],
)
def test_error_a_rate_without_a_dollar_is_no_budget(piece: str, said: str) -> None:
    asked = f"opus 5.5 10M in, {said}"
    with pytest.raises(NeedsMore) as caught:
        query(asked)

    assert ("ask.unused", piece) == (caught.value.message.key, quoted(asked, caught.value))


@pytest.mark.parametrize("said", ["$155 per yen", "1.10 USD per EUR", "1.10 dollars to the euro"])
def test_error_a_rate_says_how_much_a_dollar_is(said: str) -> None:
    asked = f"opus 5.5 10M in, {said}"
    with pytest.raises(NeedsMore) as caught:
        query(asked)

    assert "ask.rate_of_the_dollar" == caught.value.message.key
    assert said == quoted(asked, caught.value)


def test_a_currency_needs_no_word_that_leads_to_it() -> None:
    assert "opus-5.5 10M in, in JPY" == reading("opus 5.5 10M in, the amount of yen please")


def test_what_is_asked_about_is_heard_once() -> None:
    assert [("plus", "ignored"), ("$5", "asked about")] == meanings("plus $5")
