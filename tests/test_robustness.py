"""A few of the slips that `make robustness` tries on every dialog, always the same ones."""

from __future__ import annotations

import random

import pytest

from tools.robustness import Attempt, dialogs, is_a_word, is_wrong, judged, mistyped, rewritten

EACH = 97
"""Every so manieth dialog."""
COUNT = 60


def attempts() -> list[Attempt]:
    every = [each for dialog in dialogs()[::EACH] for each in mistyped(dialog)]
    written = [each for dialog in dialogs()[:: EACH * 4] for each in rewritten(dialog)]
    return [*random.Random(0).sample(every, COUNT), *written[:COUNT]]  # noqa: S311 - the same ones


def test_no_slip_makes_another_answer() -> None:
    assert [] == [result for result in map(judged, attempts()) if is_wrong(result)]


@pytest.mark.parametrize("word", ["may", "input", "sonnet", "own", "キャッシュ"])
def test_words_are_no_slips(word: str) -> None:
    assert is_a_word(word)


@pytest.mark.parametrize("word", ["worht", "sonet", "キャシュ"])
def test_slips_are_no_words(word: str) -> None:
    assert not is_a_word(word)
