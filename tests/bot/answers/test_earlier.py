"""Each change of a thread can be taken back, as far as a few of them are kept."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.answers import answer, earlier_after, priced_query
from bot.answers.earlier import KEPT
from bot.answers.types import Question
from bot.query import canonical
from pricing import load_published

BOOK = load_published()


def below(*texts: str) -> Question:
    """A question below those of a thread."""
    question = Question("", date(2026, 11, 22))
    for text in texts:
        asked = replace(question, text=text)
        found = answer(asked, BOOK)
        previous = priced_query(found) or question.previous
        question = replace(question, previous=previous, earlier=earlier_after(asked, found))
    return question


def kept(*texts: str) -> list[str]:
    return [canonical(each) for each in below(*texts).earlier.queries]


def test_what_a_thread_asked_is_kept_in_its_order() -> None:
    assert kept("opus 5.5 10M in", "batched", "50% cached") == [
        "opus-5.5 10M in",
        "opus-5.5 10M in batch",
    ]


def test_only_the_last_few_are_kept() -> None:
    changes = [f"{each}M in" for each in range(1, KEPT + 4)]

    found = kept("opus 5.5 10M in", *changes)

    assert found == [f"opus-5.5 {each}M in" for each in range(3, KEPT + 3)]


def test_what_is_taken_back_is_kept_no_more() -> None:
    assert kept("opus 5.5 10M in", "batched", "undo") == []


def test_nothing_is_kept_behind_what_is_not_priced() -> None:
    assert kept("opus 5.5 10M in", "batched", "help") == []
