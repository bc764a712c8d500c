"""What models are called."""

from __future__ import annotations

import pytest

from bot.query import vocabulary
from bot.query.model import Named

from .reading import BOOK, VOCABULARY


def test_every_name_of_the_book_means_its_model() -> None:
    assert set(BOOK.keys) == set(VOCABULARY.names)
    assert all(BOOK.find(name).id == named.id for name, named in VOCABULARY.names.items())


def test_a_model_is_spelled_with_dashes_by_its_first_spelling() -> None:
    assert Named("claude-sonnet-4-5-20250929", "sonnet-4.5") == VOCABULARY.names["sonnet-4-5"]


def test_families_are_names_of_their_own_but_for_claude() -> None:
    assert {"fable", "haiku", "mythos", "opus", "sonnet"} == VOCABULARY.families


@pytest.mark.parametrize("word", ["claude", "anthropic", "opus", "instant"])
def test_a_name_begins_with_one_of_its_words(word: str) -> None:
    assert word in VOCABULARY.openings


def test_a_name_begins_with_no_number_alone() -> None:
    assert not any(each[0].isdigit() for each in VOCABULARY.openings)


def test_suggestions_are_names_that_people_read() -> None:
    assert "sonnet 4.5" in VOCABULARY.display


def test_a_book_has_one_vocabulary() -> None:
    assert vocabulary(BOOK) is vocabulary(BOOK)
