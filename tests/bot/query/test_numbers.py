"""Digits, separators and scales."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.query import numbers
from bot.query.numbers import Ambiguous, TooLarge

from .reading import reading


@pytest.mark.parametrize(
    ("value", "text", "scale"),
    [
        ("10000", "10,000", None),
        ("10000000", "10,000,000", None),
        ("10000.5", "10,000.5", None),
        ("10000000", "10_000_000", None),
        ("1500000", "1.5e6", None),
        ("10000000", "10e6", None),
        ("0.5", ".5", None),
        ("0.5", "0.5", None),
        ("0.125", "0.125", None),
        ("1125000", "1.125", 1_000_000),
        ("1.1250", "1.1250", None),
        ("0", "0", None),
        ("1E+15", "1000000000000000", None),
        ("10500", "10,500", None),
    ],
)
def test_a_number_is_read_as_people_write_it(value: str, text: str, scale: int | None) -> None:
    actual = numbers.read(text, None if scale is None else Decimal(scale))

    assert Decimal(value) == actual


@pytest.mark.parametrize(
    "text", ["10.000", "1.000,50", "1,5", "10,0000", "1,00", "1.2.3", "1_5", "1,000_000", "2e123"]
)
def test_error_a_separator_could_part_thousands_or_decimals(text: str) -> None:
    with pytest.raises(Ambiguous):
        numbers.read(text, None)


@pytest.mark.parametrize(
    ("text", "scale"),
    [("1000000000000001", None), ("1e99", None), ("2000000", 10**9), ("0." + "1" * 40, None)],
    ids=["above-the-largest", "exponent", "scale", "too-many-digits"],
)
def test_error_a_number_is_beyond_all_measure(text: str, scale: int | None) -> None:
    with pytest.raises(TooLarge):
        numbers.read(text, None if scale is None else Decimal(scale))


@pytest.mark.parametrize(
    "said",
    [
        *("10M", "10m", "10 million", "10mn", "10MM", "10mil", "10 mio", "10e6", "10,000,000"),
        *("10_000_000", "10000k", "0.01B", "ten million", "10 M", "10000 thousand", "１０Ｍ"),
        *("10M of", "10Mtok", "10M tokens of", "about 10M", "~10M"),
    ],
)
def test_ten_million_has_many_spellings(said: str) -> None:
    assert "opus-5.5 10M in" == reading(f"opus 5.5 {said} in")


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("500k in", "half a million in"),
        ("250k in", "quarter million in"),
        ("250k in", "a quarter of a million in"),
        ("1M in", "a million in"),
        ("1M in", "one million in"),
        ("12M in", "a dozen million in"),
        ("100k in", "a hundred thousand in"),
        ("2 in", "two input tokens"),
        ("1k in", "a thousand tokens in"),
    ],
)
def test_numbers_may_be_words(expected: str, said: str) -> None:
    assert f"opus-5.5 {expected}" == reading(f"opus 5.5 {said}")


def test_a_number_word_alone_is_prose() -> None:
    assert "opus-5.5 10M in" == reading("which one would opus 5.5 be, 10M in")
