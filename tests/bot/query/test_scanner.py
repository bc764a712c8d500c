"""Tokens to pieces."""

from __future__ import annotations

import pytest

from bot.query.lexicon import lexicon
from bot.query.pieces import (
    DatePiece,
    MarkPiece,
    ModelPiece,
    MoneyPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    TroublePiece,
    WordPiece,
)
from bot.query.scanner import Scanner
from bot.query.text import normalise

from .reading import VOCABULARY


def pieces(text: str) -> list[Piece]:
    return Scanner(normalise(text), VOCABULARY, lexicon("en")).pieces()


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        pytest.param([NumberPiece, TermPiece], "10M in", id="amount"),
        pytest.param([NumberPiece, TermPiece], "10Mtok", id="suffix-and-unit"),
        pytest.param([NumberPiece, TermPiece], "10kin", id="scale-and-unit-tied"),
        pytest.param([NumberPiece, TermPiece], "10mmtok", id="scale-of-two-letters-tied"),
        pytest.param([PercentPiece], "80%", id="percent"),
        pytest.param([PercentPiece], "80 percent", id="percent-in-words"),
        pytest.param([DatePiece], "March 1st, 2026", id="date"),
        pytest.param([ModelPiece], "claude opus 4.5", id="model"),
        pytest.param([TermPiece], "us-only", id="hyphen"),
        pytest.param([TermPiece], "cache_read_input_tokens", id="underscores"),
        pytest.param([TermPiece, MarkPiece], "batch -", id="hyphen-behind-a-space"),
        pytest.param([WordPiece], "2nd", id="ordinal"),
        pytest.param([WordPiece], "GX100", id="digits-of-a-word"),
        pytest.param([WordPiece, TroublePiece], "gx10zq", id="digits-and-letters-behind-a-word"),
        pytest.param([WordPiece, MarkPiece], "zorb!", id="word-and-mark"),
        pytest.param([TermPiece], "one", id="numeral-alone"),
        pytest.param([TermPiece, TermPiece], "one in", id="numeral-before-in"),
        pytest.param([NumberPiece, TermPiece], "two requests", id="numeral-that-counts"),
        pytest.param([NumberPiece], "two million", id="numeral-with-its-scale"),
        pytest.param([MoneyPiece], "$5M", id="money"),
        pytest.param([MarkPiece], "$", id="money-sign-alone"),
        pytest.param([TroublePiece], "-5k", id="negative"),
        pytest.param([MarkPiece, NumberPiece], "- 5", id="bullet"),
        pytest.param([NumberPiece], "5-10k", id="range"),
        pytest.param([TroublePiece], "150%", id="over-100"),
        pytest.param([TroublePiece], "億", id="numeral-of-japan"),
        pytest.param([TroublePiece], "2026-02-30", id="no-such-day"),
        pytest.param([TroublePiece], "march 1", id="partial-day"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_a_text_falls_into_pieces(kinds: list[type[Piece]], text: str) -> None:
    assert kinds == [type(each) for each in pieces(text)]


@pytest.mark.parametrize(
    "text", ["10M in, 2M out (opus 4.5)!", "a b.c -5 ½ 10.000 x", "5k to 10k in"]
)
def test_pieces_cover_every_character(text: str) -> None:
    covered = "".join(each.text for each in pieces(text))

    assert text.replace(" ", "") == covered.replace(" ", "")


@pytest.mark.parametrize(
    ("minutes", "text"), [("5", "5m"), ("60", "60m"), (None, "5M"), (None, "5k")]
)
def test_only_a_small_m_may_be_minutes(minutes: str | None, text: str) -> None:
    (piece,) = pieces(text)

    assert isinstance(piece, NumberPiece)
    assert minutes == (None if piece.minutes is None else str(piece.minutes))


_FRAGMENTS = [
    *("sonnet 4 ", "opus-", "1", "10,", "9", ",", "-", "—", ".", "(", "cached ", "1 x ", "1/"),
    *("us.anthropic.", "a ", "march 1 ", "in the ", "one ", "e1", "80% of the ", "half of it "),
    *("5m cache writes ", "no ", "10 big ", "gpt-", "１", "²", "sonet ", "10k-", "_a"),
]


@pytest.mark.parametrize("fragment", _FRAGMENTS)
def test_a_long_text_of_one_fragment_is_read_whole(fragment: str) -> None:
    text = (fragment * 4_000)[:4_000].strip()

    found = pieces(text)

    assert len(found) <= len(text)
    assert len(normalise(text)) == found[-1].span.end
