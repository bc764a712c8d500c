"""The line that an answer ends with, asked again later, and of another book."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.answers import answer
from bot.answers.receipts import Receipted, figures
from bot.answers.types import (
    AdviceAnswer,
    Answer,
    CannotPriceAnswer,
    ComparisonAnswer,
    NeedsMore,
    Question,
)
from bot.query import canonical
from bot.query.model import Query
from bot.render.catalogue import word
from pricing import PriceBook, load
from pricing.files import PUBLISHED
from tests.bot.query.queries import (
    advices,
    budgets,
    comparisons,
    estimates,
    mix_budgets,
    mixes,
    token_budgets,
    tokens,
)

from .asking import BOOK, TODAY, ask, codes

LATER = date(2029, 3, 1)
MANY_REFUSED = [HealthCheck.filter_too_much]
"""Of all queries there can be: a day before release, a term that is not offered."""


@cache
def later_book(price: int) -> PriceBook:
    """A book of 2029-02-01, in which Sonnet 4's input cost so many dollars all the time."""
    with TemporaryDirectory() as folder:
        for file in PUBLISHED.glob("*.yaml"):
            text = file.read_text("utf-8")
            text = text.replace("prices_as_of: 2026-11-22", "prices_as_of: 2029-02-01")
            if file.name == "sonnet.yaml":
                start = text.index("- id: claude-sonnet-4-20250514")
                text = text[:start] + text[start:].replace("input: 3\n", f"input: {price}\n", 1)
            (Path(folder) / file.name).write_text(text, "utf-8")
        return load(Path(folder))


def receipt(text: str) -> str:
    found = ask(text)
    assert isinstance(found, Receipted), found
    assert found.receipt
    return found.receipt


def again(line: str, book: PriceBook = BOOK, today: date = LATER) -> Answer:
    return answer(Question(line, today), book)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "sonnet-4 10M in 2M out cached",
            "sonnet-4 10M in 2M out cached as of 2026-11-22 [book 2026-11-22, $33.00]",
        ),
        (  # which model it was
            "sonnet 10M in",
            "sonnet-5.5 10M in as of 2026-11-22 [book 2026-11-22, $20.00]",
        ),
        (  # the day that was asked for
            "sonnet 4.5 10M in as of 2026-01-15",
            "sonnet-4.5 10M in as of 2026-01-15 [book 2026-11-22, $30.00]",
        ),
        (  # the period that a rate is answered for
            "haiku 4.5 100 tickets/day, 1k in 500 out each",
            (
                "haiku-4.5 100 tickets/day 1k in 500 out each per month as of 2026-11-22"
                " [book 2026-11-22, $10.50]"
            ),
        ),
        (  # every digit
            "haiku 5.5 1 in",
            "haiku-5.5 1 in as of 2026-11-22 [book 2026-11-22, $0.0000001]",
        ),
        (  # both ends
            "opus 5.5 5-10M in",
            "opus-5.5 5000000 to 10000000 in as of 2026-11-22 [book 2026-11-22, $20.00–$40.00]",
        ),
        (
            "half haiku 4.5, half opus, 10M in",
            "haiku-4.5 5M in + opus-5.5 5M in as of 2026-11-22 [book 2026-11-22, $25.00]",
        ),
        (
            "current models vs gpt-5, 10M in",
            (
                "haiku-5.5 vs sonnet-5.5 vs opus-5.5 vs fable-5.2 vs gpt-5 10M in as of 2026-11-22"
                " [book 2026-11-22, $1.00, $20.00, $40.00, $80.00, –]"
            ),
        ),
        (
            "how many requests of 1k in 500 out on haiku 4.5 for $35",
            (
                "how many requests haiku-4.5 1k in 500 out for 35 USD as of 2026-11-22"
                " [book 2026-11-22, 10000 requests]"
            ),
        ),
        (
            "does 10M in on sonnet fit $25?",
            "sonnet-5.5 10M in fits in 25 USD as of 2026-11-22 [book 2026-11-22, $20.00]",
        ),
        (
            "how many tokens is a 1000x1000 image on sonnet 4.6",
            (
                "how many tokens are 1 image of 1000x1000 on sonnet-4.6 as of 2026-11-22"
                " [book 2026-11-22, $0.003888]"
            ),
        ),
        (  # from the fewest to the most
            "how many requests of 1-2k in on haiku 4.5 for $20",
            (
                "how many requests haiku-4.5 1000 to 2000 in for 20 USD as of 2026-11-22"
                " [book 2026-11-22, 10000–20000 requests]"
            ),
        ),
        (  # of each kind
            "how many tokens for $20 on opus vs gpt-5",
            (
                "how many tokens opus-5.5 vs gpt-5 for 20 USD as of 2026-11-22"
                " [book 2026-11-22, 5000000 tokens, 1000000 tokens, –, –]"
            ),
        ),
        (
            "how many output tokens for $20-40 on opus",
            (
                "how many output tokens opus-5.5 for 20 to 40 USD as of 2026-11-22"
                " [book 2026-11-22, 1000000–2000000 tokens]"
            ),
        ),
        (
            "sonnet 10M in, 1 USD = 150 JPY",
            "sonnet-5.5 10M in, at 150 JPY per USD as of 2026-11-22 [book 2026-11-22, $20.00]",
        ),
    ],
)
def test_a_receipt_leaves_nothing_open(text: str, line: str) -> None:
    assert line == receipt(text)
    assert line == receipt(line)


@pytest.mark.parametrize(
    "text",
    [
        "sonnet 10M in, in yen",
        "10M in on haiku vs opus, in euros",
        "half haiku 4.5, half opus, 10M in, in yen",
        "opus 5.5 5-10M in, in yen",
        "does 10M in on sonnet fit 5000 yen?",
        "how many requests of 1k in 500 out on haiku 4.5 for 5000 yen",
        "does 10M in on sonnet fit 5000 yen, in euros?",
        "does 10M in on sonnet fit 5000-6000 yen, in euros?",
        "how many tokens for 5000 yen on opus",
    ],
)
def test_the_rate_of_exchange_is_that_of_then(text: str) -> None:
    """It is in the line, so that no later list of rates can change it."""
    line = receipt(text)

    assert " per USD" in line
    assert line == receipt(line)
    assert "replayed" in codes(line, LATER)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "which model for coding, 10M in 2M out",
            (
                "sonnet-5.5 vs opus-5.5 vs haiku-5.5 10M in 2M out as of 2026-11-22"
                " [book 2026-11-22, $40.00, $80.00, $2.00]"
            ),
        ),
        (
            "which model for coding, 10 to 20 requests a day, 10k in each",
            (
                "sonnet-5.5 vs opus-5.5 vs haiku-5.5 10 to 20 requests/day 10k in each per month"
                " as of 2026-11-22 [book 2026-11-22, $6.00–$12.00, $12.00–$24.00, $0.30–$0.60]"
            ),
        ),
    ],
)
def test_advice_has_the_comparison_of_its_models(text: str, line: str) -> None:
    assert line == receipt(text)
    assert isinstance(again(line), ComparisonAnswer)
    assert "replayed" in codes(line, LATER)


@pytest.mark.parametrize("text", ["which model for coding", "price of opus 5.5", "explain batch"])
def test_without_work_there_is_no_total_and_no_receipt(text: str) -> None:
    assert getattr(ask(text), "receipt", None) is None


BUDGETS = budgets() | mix_budgets()
NUMBERED = estimates | mixes | comparisons | BUDGETS | tokens | token_budgets | advices


@given(NUMBERED, st.dates(TODAY, date(2040, 1, 1)))
@settings(max_examples=60, deadline=None, suppress_health_check=MANY_REFUSED)
def test_a_receipt_gives_the_number_again(query: Query, day: date) -> None:
    first = answer(Question(canonical(query), TODAY), BOOK)
    assume(isinstance(first, Receipted))
    assert isinstance(first, Receipted)
    line = first.receipt
    assume(line or not isinstance(first, AdviceAnswer))  # which may be of no work
    assert line

    for book in (BOOK, later_book(3)):
        second = answer(Question(line, day), book)

        assert isinstance(second, Receipted), second
        assert figures(first) == figures(second)
        assert "replayed" == second.notes[0].code
        if book is BOOK and second.receipt != line:  # of one model alone nothing is compared
            assert line == f"compare {second.receipt}"


@given(estimates | mixes | comparisons | BUDGETS)
@settings(max_examples=25, deadline=None, suppress_health_check=MANY_REFUSED)
def test_what_an_answer_was_read_as_gives_it_again(query: Query) -> None:
    first = answer(Question(canonical(query), TODAY), BOOK)
    assume(isinstance(first, Receipted))
    assert isinstance(first, Receipted)
    second = answer(Question(first.reading, TODAY), BOOK)

    assert isinstance(second, Receipted)
    assert figures(first) == figures(second)


def said(found: Answer) -> tuple[str, str]:
    """The first note, in words."""
    assert not isinstance(found, NeedsMore)
    note = found.notes[0]  # type: ignore[union-attr]  # every priced answer has notes
    return note.code, word(note.phrase, "en")


def test_a_book_that_was_corrected_is_told_with_both_totals() -> None:
    line = receipt("sonnet-4 10M in 2M out")

    assert (
        "corrected",
        (
            "The receipt says $60.00, by the book of 2026-11-22; by the book of 2029-02-01 it is"
            " $70.00. Either what the book holds of that day has been corrected since, or the"
            " receipt was changed."
        ),
    ) == said(again(line, later_book(4)))


def test_a_line_that_was_changed_is_not_blamed_on_the_book() -> None:
    line = receipt("sonnet-4 10M in 2M out").replace("10M", "11M")

    assert (
        "mismatch",
        (
            "The receipt says $60.00, but its question comes to $63.00 by the book of 2026-11-22:"
            " the two do not go together."
        ),
    ) == said(again(line))


def test_a_line_of_a_newer_book_says_so() -> None:
    line = receipt("sonnet-4 10M in 2M out").replace("[book 2026", "[book 2027").replace("$6", "$7")

    assert (
        "mismatch",
        (
            "The receipt says $70.00, by the book of 2027-11-22, which is newer than this one of"
            " 2026-11-22: by this one it is $60.00."
        ),
    ) == said(again(line))


def test_a_price_that_is_gone_is_told_as_well() -> None:
    found = again("sonnet-4 10M in fast mode as of 2026-11-22 [book 2026-11-20, $33.00]")

    assert isinstance(found, CannotPriceAnswer)
    assert "corrected" == said(found)[0]


def test_what_has_no_number_has_nothing_to_compare() -> None:
    found = again("price of sonnet-4 [book 2026-11-22, $33.00]")

    assert "replayed" not in {note.code for note in getattr(found, "notes", ())}
