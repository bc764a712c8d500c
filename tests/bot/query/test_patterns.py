"""Patterns that are compiled when they are first looked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.query.patterns import AnyWord, Pattern
from bot.query.roles import words_that


def test_a_pattern_is_found_where_it_stands() -> None:
    pattern = Pattern(r"(\d+)m", re.IGNORECASE)

    found = pattern.match("in 10M out", 3)

    assert found is not None
    assert "10" == found[1]
    assert pattern.match("in 10M out") is None


def test_a_pattern_may_have_to_be_all_of_a_text() -> None:
    pattern = Pattern(r"\d+")

    assert pattern.fullmatch("10") is not None
    assert pattern.fullmatch("10M") is None


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ({"or"}, "for opus or sonnet", "or"),
        ({"or"}, "for opus", None),
        ({"more than"}, "MORE THAN one", "MORE THAN"),
        ({"more", "more than"}, "more than one", "more than"),
        ({"さらに"}, "opusでさらに1割", "さらに"),
        ({"x more"}, "2x more", "x more"),
        ({"24/7"}, "open 24/7", "24/7"),
        ({"opusだけ"}, "Opusだけ", "Opusだけ"),
    ],
)
def test_words_are_found_by_themselves(words: set[str], text: str, found: str | None) -> None:
    first = AnyWord(words).search(text)

    assert found == (first and first[0])


def test_words_are_found_between_two_places() -> None:
    word = AnyWord({"or"})

    assert word.search("opus or sonnet", 7) is None
    assert word.search("opus or sonnet", 0, 6) is None


_ROLE = words_that("fault_of_a_model") | words_that("part_of_the_day")


@given(
    st.lists(
        st.one_of(st.sampled_from(sorted(_ROLE)), st.text("aoz2 .'夜だ", max_size=4)), max_size=5
    )
)
def test_a_look_at_the_words_misses_none(pieces: list[str]) -> None:
    """It finds what the pattern finds that is searched for without a look."""
    words, text = AnyWord(_ROLE), "".join(pieces)

    every = re.search(words.source, text, re.IGNORECASE)

    assert (every and every.span()) == ((found := words.search(text)) and found.span())
