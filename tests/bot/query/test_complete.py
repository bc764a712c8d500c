"""What was said, to a query: what is inherited, and what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.query import complete
from bot.query.errors import NeedsMore
from bot.query.model import Counted, EstimateQuery, Following, HelpQuery, Newest, Scope, Work
from pricing import Modifier, Usage

from .reading import ask, query


def test_a_query_holds_all_that_was_said() -> None:
    expected = EstimateQuery(
        Newest("sonnet"),
        Work(
            Usage(input=3_000, output=500),
            counts=(Counted(Decimal(1_000), "requests"),),
            scope=Scope.EACH,
            cached=Decimal("0.8"),
            modifiers=frozenset({Modifier.BATCH}),
            discount=Decimal("0.15"),
        ),
    )

    assert expected == query("1000 sonnet requests, 3k in 500 out each, 80% cached, batch, 15% off")


def test_a_whole_question_inherits_nothing() -> None:
    previous = query("opus 5.5 10M in batch")

    assert query("sonnet 1M in") == complete(ask("sonnet 1M in"), previous)


def test_an_empty_text_has_nothing_unread() -> None:
    assert HelpQuery() == query("  ")


def test_prose_alone_is_quoted() -> None:
    assert HelpQuery("nice weather") == query("nice  weather")


def test_suggestions_are_texts_that_would_be_answered() -> None:
    with pytest.raises(NeedsMore) as caught:
        query("1000 requests on opus 5.5")

    (suggestion,) = caught.value.suggestions
    assert isinstance(query(suggestion), EstimateQuery)


@pytest.mark.parametrize(
    ("said", "prompt", "input_"),
    [
        ("sonnet 5.5, system prompt 3k, 1000 requests, 500 in 200 out each", "3000", "500"),
        ("haiku 5.5 100k in prompts of 150k", "150000", "100000"),
        ("haiku 5.5 50k in in total over 100 requests, prompt size 1k", "1000", "50000"),
    ],
)
def test_error_a_prompt_larger_than_what_goes_in(said: str, prompt: str, input_: str) -> None:
    """Part of it, or on top? The total would be another one."""
    with pytest.raises(NeedsMore) as caught:
        query(said)

    message = caught.value.message
    assert "ask.prompt_above_input" == message.key
    assert {"prompt": Decimal(prompt), "input": Decimal(input_)} == message.facts


@pytest.mark.parametrize(
    "said", ["system prompt 50k, 9 calls, 150k in each", "9 calls, 150k in each"]
)
def test_a_prompt_within_the_input_of_each_request_is_part_of_it(said: str) -> None:
    """It must not decide the tier: the whole input of a request does."""
    assert query("haiku 5.5, 9 calls, 150k in each") == query(f"haiku 5.5, {said}")


def test_the_size_of_prompts_decides_the_tier_of_a_volume() -> None:
    found = query("haiku 5.5 10M in, prompts of 150k")

    assert isinstance(found, EstimateQuery)
    assert Decimal(150_000) == found.work.prompt_tokens


def test_what_replaces_a_model_is_one_of_the_models() -> None:
    found = query("the successor of the newest sonnet, 10M in")

    assert isinstance(found, EstimateQuery)
    assert Following(Newest("sonnet")) == found.model
    assert "the successor of the newest sonnet" == found.model.heard
