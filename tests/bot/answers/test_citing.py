"""Where the rates of an answer were read."""

from bot.answers.citing import sources, sources_of
from bot.answers.types import ComparisonAnswer, EstimateAnswer, RatesAnswer

from .asking import BOOK, ask_for


def test_every_rate_of_an_estimate_is_cited() -> None:
    found = ask_for(EstimateAnswer, "opus 5.5 10M in 2M out 1000 web searches")
    used = {key for line in found.estimate.lines for key in line.rate.source}

    assert used
    assert set(found.sources) == used


def test_every_rate_of_a_comparison_is_cited() -> None:
    found = ask_for(ComparisonAnswer, "opus 5.5 vs sonnet 4 vs gpt-5, 10M in")
    priced = [each.estimate for each in found.compared if each.estimate]

    assert found.sources == sources_of(priced, BOOK)


def test_every_rate_that_is_shown_is_cited() -> None:
    found = ask_for(RatesAnswer, "price of haiku 5.5")
    shown = {key for group in found.models[0].groups for rate in group.rates for key in rate.source}

    assert set(found.sources) == shown


def test_the_newest_source_comes_first() -> None:
    read = [source.read for source in sources(BOOK.sources, BOOK).values()]

    assert read == sorted(read, reverse=True)


def test_nothing_used_is_nothing_cited() -> None:
    assert sources_of([], BOOK) == {}
