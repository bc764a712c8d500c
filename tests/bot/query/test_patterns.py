"""Patterns that are compiled when they are first looked for."""

from __future__ import annotations

import re

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
