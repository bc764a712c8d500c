"""Words, numbers and marks."""

from __future__ import annotations

import pytest

from bot.query.tokens import Kind, tokens, touches


def texts(source: str) -> list[str]:
    return [each.text for each in tokens(source)]


@pytest.mark.parametrize(
    ("expected", "source"),
    [
        pytest.param(["10", "m", "in"], "10M in", id="suffix-is-a-token"),
        pytest.param(["10,000.5", "in"], "10,000.5 in", id="separators-inside-a-number"),
        pytest.param(["1.5e6"], "1.5E6", id="exponent"),
        pytest.param(["10", "em"], "10em", id="no-exponent"),
        pytest.param(["10", "e", "5", "x"], "10e5x", id="letters-behind-an-exponent"),
        pytest.param([".5"], ".5", id="leading-dot"),
        pytest.param(["in", ".", "5"], "in.5", id="dot-behind-a-word"),
        pytest.param(["10", ".", "in"], "10. in", id="full-stop"),
        pytest.param(["opus's", "v", "2"], "Opus's v2", id="apostrophe"),
        pytest.param(["in", "_", "out"], "in_out", id="underscore-is-a-mark"),
        pytest.param(["10", "²"], "10²", id="superscript-is-a-mark"),
        pytest.param(["<", "@", "u", "123", ">"], "<@U123>", id="mention"),
        pytest.param([], " ", id="nothing"),
    ],
)
def test_a_text_falls_into_words_numbers_and_marks(expected: list[str], source: str) -> None:
    assert expected == texts(source)


def test_tokens_know_what_they_are_made_of() -> None:
    number, word, mark, kana = tokens("10 in , 入力")

    assert (Kind.NUMBER, Kind.WORD, Kind.MARK, Kind.WORD) == (
        number.kind,
        word.kind,
        mark.kind,
        kana.kind,
    )
    assert number.is_number
    assert not number.is_word
    assert not number.is_cjk
    assert word.is_word
    assert not word.is_cjk
    assert kana.is_cjk


def test_only_neighbours_without_a_space_touch() -> None:
    ten, suffix, unit = tokens("10M in")

    assert touches(ten, suffix)
    assert not touches(suffix, unit)
