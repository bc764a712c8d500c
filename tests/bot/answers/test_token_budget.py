"""How many tokens so much money buys."""

from decimal import Decimal

import pytest

from bot.answers.token_budget import answer_token_budget
from bot.answers.types import CannotPriceAnswer, TokenBudgetAnswer
from bot.query.errors import NeedsMore, NotUnderstood
from bot.query.model import Currency, Foreign, Group, Money, Newest, TokenBudgetQuery
from pricing import RateNotPublished, Unit

from .framing import BOOK, FRAME, dollars, named


def bought(query: TokenBudgetQuery) -> dict[str, list[int | None]]:
    found = answer_token_budget(query, FRAME, BOOK, ())
    assert isinstance(found, TokenBudgetAnswer), found
    return {each.name: [one.tokens for one in each.bought] for each in found.models}


def test_all_of_it_is_spent_on_one_kind() -> None:
    """500 / 4 and 500 / 20 million."""
    found = bought(TokenBudgetQuery((named("opus 5.5"),), dollars(500)))

    assert {"Claude Opus 5.5": [125_000_000, 25_000_000]} == found


def test_the_model_with_most_comes_first_and_one_without_a_price_last() -> None:
    models = (named("opus 5.5"), Foreign("gpt-5"), named("haiku 5.5"), named("claude 2.1"))

    found = bought(TokenBudgetQuery(models, dollars(1), units=(Unit.CACHE_READ,)))

    assert ["Claude Haiku 5.5", "Claude Opus 5.5"] == list(found)[:2]
    assert [[], []] == list(found.values())[2:]


def test_a_tier_is_noted() -> None:
    found = answer_token_budget(TokenBudgetQuery((Group("current"),), dollars(1)), FRAME, BOOK, ())

    assert isinstance(found, TokenBudgetAnswer)
    assert "tier" in {note.code for note in found.notes}


def test_another_currency_is_shown() -> None:
    query = TokenBudgetQuery(
        (named("opus 5.5"),), dollars(1), currency=Currency("JPY", Decimal(150))
    )

    found = answer_token_budget(query, FRAME, BOOK, ())

    assert isinstance(found, TokenBudgetAnswer)
    assert found.shown
    assert 150 == found.shown.amount


def test_no_model_may_have_a_price() -> None:
    query = TokenBudgetQuery((Newest("banana"), Foreign("gpt-5")), dollars(1))

    assert isinstance(answer_token_budget(query, FRAME, BOOK, ()), CannotPriceAnswer)


def test_error_where_the_one_model_never_had_that_price() -> None:
    with pytest.raises(RateNotPublished):
        bought(TokenBudgetQuery((named("claude 2.1"),), dollars(1), units=(Unit.CACHE_READ,)))


def test_error_for_a_budget_that_cannot_be() -> None:
    with pytest.raises(NotUnderstood):
        bought(TokenBudgetQuery((named("opus 5.5"),), Money(Decimal(0))))


def test_error_where_tokens_cost_nothing() -> None:
    with pytest.raises(NeedsMore):
        bought(TokenBudgetQuery((named("opus 5.5"),), dollars(1), discount=Decimal(1)))
