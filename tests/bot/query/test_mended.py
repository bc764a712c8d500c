"""A text as it should have been typed, and the way back."""

from __future__ import annotations

import pytest

from bot.query.ask import Mended, Slip
from bot.query.mended import mended, typed, typed_heard, typed_span
from bot.query.reading import Heard, Span

TYPED = "10M inptu, 2M ot, zorb"
MENDED = "10M input, 2M out, zorb"
SLIPS = (
    Slip(Span(4, 9), "inptu", "input"),
    Slip(Span(14, 16), "ot", "out"),
    Slip(Span(18, 22), "zorb", ""),
)
PLACES = (Mended(Span(4, 9), "inptu"), Mended(Span(14, 17), "ot"))


def test_slips_are_mended() -> None:
    assert (MENDED, PLACES) == mended(TYPED, SLIPS)


def test_what_was_mended_is_found_as_it_was_typed() -> None:
    assert TYPED == typed(MENDED, PLACES)


def test_what_is_pasted_in_braces_stays_as_it_is() -> None:
    source = '{"modek": 1}'

    assert (source, ()) == mended(source, [Slip(Span(2, 7), "modek", "model")])


@pytest.mark.parametrize(
    "piece", ["10M", "10M inptu", "inptu, 2M ot", "2M", "ot", "zorb", ", zorb", TYPED]
)
def test_spans_lead_back_to_what_was_typed(piece: str) -> None:
    said = mended(piece, [])[0].replace("inptu", "input").replace("ot", "out")
    start = MENDED.index(said)

    span = typed_span(Span(start, start + len(said)), PLACES)

    assert piece == TYPED[slice(*span)]


def test_a_piece_that_ends_within_a_word_has_all_of_it() -> None:
    assert Span(14, 16) == typed_span(Span(14, 16), PLACES)


def test_what_was_heard_is_shown_as_it_was_typed() -> None:
    heard = Heard(Span(11, 17), "2M out", "2,000,000 output tokens")

    assert (Heard(Span(11, 16), "2M ot", "2,000,000 output tokens"),) == typed_heard(
        [heard], TYPED, PLACES
    )
