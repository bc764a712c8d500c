"""What stands at the end of a receipt, written and read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.query import canonical
from bot.query.errors import NeedsMore, NotUnderstood
from bot.query.model import Query
from bot.query.receipt import Figure, in_full, place_of, quoted, written
from bot.query.text import normalise

from .queries import queries
from .reading import ask

DAY = date(2026, 11, 22)
LINE = "sonnet-5.5 10M in as of 2026-11-22 [book 2026-11-22, $20.00]"

_numbers = st.decimals(0, 10**20, allow_nan=False, allow_infinity=False)
_dollars = st.tuples(_numbers, _numbers).map(lambda ends: Figure(min(ends), max(ends)))
_requests = st.integers(0, 10**12).map(
    lambda number: Figure(Decimal(number), Decimal(number), "requests")
)


@given(st.dates(), st.lists(st.none() | _dollars | _requests, min_size=1, max_size=5))
def test_what_is_written_is_read_back(book: date, figures: list[Figure | None]) -> None:
    line = normalise(f"haiku {written(book, figures)}")

    found = quoted(line, place_of(line))

    assert (book, tuple(figures)) == (found.book, found.figures)
    assert "haiku " == line[: found.span.start]


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ([Figure(Decimal(33), Decimal(33))], "$33.00"),
        ([Figure(Decimal("0.0005500"), Decimal("0.0005500"))], "$0.00055"),
        ([Figure(Decimal("12.5"), Decimal("1E+3"))], "$12.50–$1000.00"),
        ([Figure(Decimal(7), Decimal(7), "requests"), None], "7 requests, –"),
    ],
)
def test_a_number_is_written_to_its_last_digit(figures: list[Figure | None], text: str) -> None:
    assert text == in_full(figures)


@given(queries)
@settings(max_examples=50, deadline=None)
def test_no_canonical_text_has_such_an_end(query: Query) -> None:
    assert place_of(canonical(query)) < 0


def test_it_is_no_part_of_the_question_before_it() -> None:
    with_it, without = ask(LINE), ask(LINE.partition(" [")[0])

    assert with_it.receipt
    assert with_it.amounts == without.amounts
    assert with_it.limits == ()
    assert "what the receipt says" == with_it.heard[-1].meaning
    assert "[book 2026-11-22, $20.00]" == with_it.heard[-1].text
    assert LINE == with_it.source


@pytest.mark.parametrize("said", ["[BOOK 2026-11-22, $20.00]", "[a] [book 2026-11-22, $ 20.00 ]"])
def test_how_it_is_written_does_not_matter(said: str) -> None:
    found = ask(f"sonnet-5.5 10M in {said}").receipt

    assert found
    assert found.figures == (Figure(Decimal(20), Decimal(20)),)


@pytest.mark.parametrize(
    "end",
    [
        "[book 2026-11-22, $20.00",
        "[book 2026-11-22]",
        "[book yesterday, $20.00]",
        "[book 2026-11-22, $20.00.1]",
        "[book 2026-11-22, about $20.00]",
        "[book 2026-11-22, 20 tickets]",
        "[book 2026-11-22, $20.00-]x",
    ],
)
def test_error_an_end_that_is_none(end: str) -> None:
    (trouble,) = ask(f"sonnet-5.5 10M in {end}").troubles

    assert isinstance(trouble, NotUnderstood)
    assert "unread.receipt" == trouble.message.key


def test_error_two_receipts_at_once() -> None:
    (trouble,) = ask(f"{LINE} {LINE}").troubles

    assert isinstance(trouble, NeedsMore)
    assert "ask.two_receipts" == trouble.message.key
