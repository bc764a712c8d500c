"""Which rules are left out, as the text holds nothing for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.query import parse, vocabulary
from bot.query.ask import Ask
from bot.query.lexicon import Term
from bot.query.pieces import MarkPiece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.rules import against, asides, changes, leftovers, needs, periods
from pricing import load_published, read_yaml

DIALOGS = Path(__file__).parents[2] / "dialogs"
NAMES = vocabulary(load_published())
SAID = [
    each["say"]
    for file in sorted(DIALOGS.glob("*.yaml"))
    for each in read_yaml(file)
    if "say" in each
][::4]
"""A fourth of the dialogs: each is read in two ways."""
SAID.append("opus 5.5, 1k in, 10 a day")  # no rule for arrivals takes it


def test_a_rule_for_periods_is_left_out_where_there_is_none() -> None:
    word, mark = WordPiece(Span(0, 4), "nice"), MarkPiece(Span(4, 5), ",")

    assert not needs.promising((periods.period,), needs.held_by([word, mark]))


def test_a_rule_is_tried_where_one_of_its_words_stands() -> None:
    month = TermPiece(Span(0, 5), "month", Term("period", "month"))

    assert needs.promising((periods.period,), needs.held_by([month]))


@pytest.mark.parametrize("word", ["every", "twice", "instead", "september", "v2", "見積"])
def test_a_word_that_a_rule_looks_for_is_no_prose(word: str) -> None:
    openings = needs.openings((periods.period,))

    assert not leftovers.is_prose(word, openings)
    assert leftovers.is_prose("lorem", openings)


@pytest.mark.parametrize("word", ["maybe", "section", "more", "september", "old"])
def test_a_word_that_begins_something_in_any_text_is_no_prose(word: str) -> None:
    openings = needs.openings((against.word_against, asides.word, changes.behind))

    assert not leftovers.is_prose(word, openings)
    assert leftovers.is_prose("every", openings)


@pytest.mark.timeout(300)
def test_what_is_left_out_would_have_read_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with_all_it_holds = [_read(text) for text in SAID]
    monkeypatch.setattr(needs, "promising", lambda rules, _: rules)
    monkeypatch.setattr(leftovers, "is_prose", lambda *_: False)
    with_every_rule = [_read(text) for text in SAID]

    assert with_all_it_holds == with_every_rule


def _read(text: str) -> tuple[Ask, list[object]]:
    ask = parse(text, NAMES)
    return replace(ask, troubles=(), parts=()), [each.message for each in ask.troubles]
