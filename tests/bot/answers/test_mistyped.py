"""Texts with typos: read as they should have been typed, shown as they were."""

from __future__ import annotations

from bot.answers.types import EstimateAnswer, NeedsMore

from .asking import ask, ask_for


def test_a_mistyped_text_is_shown_as_it_was_typed() -> None:
    said = "sonet 5.5 10M inptu, 2M ouput"

    found = ask_for(EstimateAnswer, said)

    assert said == found.frame.source
    assert all(each.text == said[slice(*each.span)] for each in found.frame.heard)


def test_what_is_asked_of_a_mistyped_text_points_into_it() -> None:
    said = "for sonet 5.5 10M tokns"

    found = ask_for(NeedsMore, said)

    assert found.span is not None
    assert "10M" == said[slice(*found.span)]


def test_what_is_asked_of_the_whole_of_it_points_nowhere() -> None:
    said = "sonet 5.5 60k reqeusts a day"

    found = ask_for(NeedsMore, said)

    assert (None, said) == (found.span, found.frame.source)


def test_a_doubt_is_a_question_with_no_note_on_its_word() -> None:
    found = ask("is caching worrh it? opsu 5.5")

    assert isinstance(found, NeedsMore)
    assert "ask.typo" == found.message.key
    assert ["opsu"] == [note.phrase.facts["said"] for note in found.notes]
