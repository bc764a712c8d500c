"""When caching pays off."""

from datetime import date
from decimal import Decimal

import pytest

from bot.answers.break_even import answer_break_even
from bot.answers.types import BreakEvenAnswer, CannotPriceAnswer
from bot.query.model import BreakEvenQuery, Newest
from pricing import RateNotPublished, Ttl

from .framing import BOOK, FRAME, named, sentences


def found_for(query: BreakEvenQuery) -> BreakEvenAnswer:
    found = answer_break_even(query, FRAME, BOOK, ())
    assert isinstance(found, BreakEvenAnswer), found
    return found


@pytest.mark.parametrize(
    ("model", "short", "long"),
    [
        # Of input: 0.25 more a write, 1.25 - 0.1; and 1 more, 2 - 0.1.
        pytest.param("sonnet 4.6", "0.217391", "0.526316", id="reads at 0.1 of input"),
        # Of input: 0.25 more a write, 1.25 - 0.05; and 1 more, 2 - 0.05.
        pytest.param("opus 5.5", "0.208333", "0.512821", id="reads at 0.05 of input"),
        # Of input: 0.25 more a write, 1.25 - 0.025; and 1 more, 2 - 0.025.
        pytest.param("fable 5.2", "0.204082", "0.506329", id="reads at 0.025 of input"),
    ],
)
def test_each_model_has_its_own_share_of_hits(model: str, short: str, long: str) -> None:
    found = found_for(BreakEvenQuery((named(model),))).models[0].break_evens

    assert [Ttl.FIVE_MINUTES, Ttl.ONE_HOUR] == [each.ttl for each in found]
    assert [Decimal(short), Decimal(long)] == [round(each.hit_share, 6) for each in found]


def test_it_pays_after_one_read_of_a_short_cache_and_two_of_a_long_one() -> None:
    """A write costs 0.25 or 1 more than input, a read 0.9 less."""
    found = found_for(BreakEvenQuery((named("sonnet 4.6"),)))

    assert [1, 2] == [each.reads for each in found.models[0].break_evens]
    assert found.sources


def test_the_smallest_prompt_that_is_cached_is_noted() -> None:
    known = found_for(BreakEvenQuery((named("sonnet 4.6"),)))
    unknown = found_for(BreakEvenQuery((named("fable 5.2"),)))

    assert [
        "Sonnet 4.6 caches prompts from 1,024 tokens up: a smaller one is never cached, and costs plain input."
    ] == sentences(known)
    assert [
        "The smallest prompt that Fable 5.2 caches is not published."
    ] == sentences(unknown)  # fmt: skip


def test_a_family_is_its_newest_model() -> None:
    found = found_for(BreakEvenQuery((Newest("sonnet"),)))

    assert "Claude Sonnet 5.5" == found.models[0].name
    assert "model_default" == found.notes[0].code


def test_on_another_day_by_the_rates_of_that_day() -> None:
    """Sonnet 5.5 before 2026-10-07: reads at 0.20, 0.5 / (2.5 - 0.2)."""
    found = found_for(BreakEvenQuery((named("sonnet 5.5"),), date(2026, 10, 1)))

    assert Decimal("0.217391") == round(found.models[0].break_evens[0].hit_share, 6)
    assert "price_change" == found.notes[-1].code


def test_a_family_may_have_no_model_on_the_day() -> None:
    query = BreakEvenQuery((Newest("fable"),), date(2026, 1, 15))

    found = answer_break_even(query, FRAME, BOOK, ())

    assert isinstance(found, CannotPriceAnswer)
    assert "reason.no_model_of_family" == found.message.key


def test_error_when_there_never_was_a_cache() -> None:
    with pytest.raises(RateNotPublished):
        found_for(BreakEvenQuery((named("claude 2.1"),)))
