"""Digits, separators and scales."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.query import numbers
from bot.query.errors import NeedsMore
from bot.query.numbers import Ambiguous, TooLarge

from .reading import query, reading


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
        ("2500000", "2,5", 1_000_000),
        ("1250", "1,25", 1_000),
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


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("opus-5.5 30k in", "opus 5.5 30 000 in"),
        ("opus-5.5 1.25M in", "opus 5.5 1 250 000 in"),
        ("opus-5.5 1.5k in", "opus 5.5 1'500 in"),
        ("opus-5.5 30k in 1.5k out", "opus 5.5 30 000 in, 1 500 out"),
        ("opus-5 300k in", "opus 5 300 000 in"),
        ("opus-5 300k in", "opus-5 300 000 in"),
        ("haiku-4.5 300k in", "haiku 4 5 300 000 in"),
        ("haiku-4.5 30k in", "haiku 4.5、入力30 000"),
        ("opus-5.5 10000 to 20000 in", "opus 5.5 10 000-20 000 in"),
    ],
)
def test_a_space_may_part_thousands(expected: str, said: str) -> None:
    assert expected == reading(said)


@pytest.mark.parametrize(
    "said", ["1 500 in", "1 200k in", "100 000 200 000 in", "1  500 in", "1 500kin"]
)
def test_error_a_space_may_part_two_numbers(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(f"opus 5.5 {said}")

    assert "ask.number_of_what" == caught.value.message.key
