from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing import BadWorkload, PriceBook, TextTokens, TextUnit, text_tokens

CHARACTER, WORD, PAGE = TextUnit
TOKENIZERS: list[Literal["previous", "opus-4.7"]] = ["previous", "opus-4.7"]


@pytest.mark.parametrize(
    ("quantity", "unit", "previous", "newer"),
    [
        (0, CHARACTER, 0, 0),
        (1, CHARACTER, 1, 1),
        (7, CHARACTER, 2, 3),  # 7 / 3.5 is whole; 2.59...
        (27, CHARACTER, 8, 10),  # 7.71...; 27 / 2.7 is whole
        (1_000_000, CHARACTER, 285_715, 370_371),  # 285,714.28...; 370,370.37...
        (750_000, WORD, 1_000_000, 1_351_352),  # published; 1,351,351.35...
        (555_000, WORD, 740_000, 1_000_000),  # 740,000 is whole; published
        (150_000, WORD, 200_000, 270_271),  # published; 270,270.27...
        (1000, WORD, 1334, 1802),  # 1,333.33...; 1,801.80...
        (500, PAGE, 200_000, 270_271),  # published; 150,000 words as above
        (Decimal("1.5"), PAGE, 600, 811),  # 450 words; 810.81...
    ],
)
def test_tokens_of_a_text(quantity: int, unit: TextUnit, previous: int, newer: int) -> None:
    assert previous == text_tokens(quantity, unit, "previous").tokens
    assert newer == text_tokens(quantity, unit, "opus-4.7").tokens


def test_the_ratio_is_said() -> None:
    characters = TextTokens(Decimal(3), Decimal("2.7"), CHARACTER, None)
    words = TextTokens(Decimal(134), Decimal("0.75"), WORD, None)
    pages = TextTokens(Decimal(400), Decimal("0.75"), WORD, Decimal(300))

    assert characters == text_tokens(7, CHARACTER, "opus-4.7")
    assert words == text_tokens(100, WORD, "previous")
    assert pages == text_tokens(1, PAGE, "previous")


def test_a_page_can_hold_more_words() -> None:
    assert TextTokens(Decimal(901), Decimal("0.555"), WORD, Decimal(500)) == text_tokens(
        1, PAGE, "opus-4.7", words_per_page=500
    )


def test_every_model_has_a_ratio(book: PriceBook) -> None:
    for model in book.models:
        for unit in TextUnit:
            assert text_tokens(1, unit, model.tokenizer).tokens


@given(st.decimals(0, 10**12, places=3), st.sampled_from(TextUnit), st.sampled_from(TOKENIZERS))
def test_tokens_are_whole_and_rounded_up(
    quantity: Decimal, unit: TextUnit, tokenizer: Literal["previous", "opus-4.7"]
) -> None:
    result = text_tokens(quantity, unit, tokenizer)

    measured = Fraction(quantity) * Fraction(result.words_per_page or 1)
    assert ceil(measured / Fraction(result.ratio)) == result.tokens


@given(st.integers(0, 10**9), st.sampled_from(TextUnit))
def test_the_newer_tokenizer_never_makes_fewer(quantity: int, unit: TextUnit) -> None:
    older, newer = (text_tokens(quantity, unit, each).tokens for each in TOKENIZERS)

    assert older <= newer


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        (CHARACTER, "characters is -1: an amount is a number from 0 up"),
        (WORD, "words is -1: an amount is a number from 0 up"),
        (PAGE, "pages is -1: an amount is a number from 0 up"),
    ],
)
def test_error_for_less_than_nothing(unit: TextUnit, message: str) -> None:
    with pytest.raises(BadWorkload) as refusal:
        text_tokens(-1, unit, "previous")

    assert message == str(refusal.value)


def test_error_for_a_page_without_words() -> None:
    with pytest.raises(BadWorkload) as refusal:
        text_tokens(1, PAGE, "previous", words_per_page=0)

    assert "words_per_page is 0: a page has words" == str(refusal.value)
