"""Patterns that are compiled when they are first looked for, and what is read on demand."""

from __future__ import annotations

import re

import pytest

from bot import query
from bot.query.patterns import Pattern


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


def test_error_where_something_is_asked_for_that_there_is_not() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'follow'"):
        query.follow  # noqa: B018 - that is what is refused
