"""Text in one form."""

from __future__ import annotations

import pytest

from bot.query.text import normalise


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        pytest.param("10M in", "１０Ｍ　ｉｎ", id="full-width"),
        pytest.param("5k-10k", "5k–10k", id="en-dash"),
        pytest.param("5k-10k", "5k—10k", id="em-dash"),
        pytest.param("-5", "−5", id="minus"),
        pytest.param('don\'t "say"', "don’t “say”", id="quotes"),
        pytest.param("a b c", "  a \t\r\n b\u00a0 c ", id="white-space"),
        pytest.param("10M", "10\x00M\x1b", id="control-characters"),
        pytest.param("10M é", "1\u200b0M\u202e \ue000\ud800é", id="hidden-characters"),
        pytest.param("キャッシュ", "ｷｬｯｼｭ", id="half-width-kana"),
        pytest.param("", " \u200b ", id="nothing-visible"),
    ],
)
def test_forms_of_one_text_become_one(plain: str, said: str) -> None:
    assert plain == normalise(said)


@pytest.mark.parametrize("said", ["10²", "1½ é", "5 ½", "x₂", "①", "1⁄2"])
def test_digits_that_say_something_else_stay_as_they_are(said: str) -> None:
    assert said == normalise(said)


@pytest.mark.parametrize(
    ("plain", "said"),
    [("1/4 cached", "¼ cached"), ("2/3キャッシュ", "⅔キャッシュ"), ("a 7/8", "a ⅞")],
)
def test_a_fraction_by_itself_is_written_with_a_slash(plain: str, said: str) -> None:
    assert plain == normalise(said)


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("１０Ｍ　²ｉｎ – “x” e\u0301")

    assert once == normalise(once)
