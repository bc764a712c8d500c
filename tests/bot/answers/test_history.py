"""Answers about changes over time, where the published book has no such change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.answers import answer
from bot.answers.history import answer_history
from bot.answers.types import Answer, Frame, HistoryAnswer, Question
from bot.query.model import HistoryQuery
from bot.render.document import document
from bot.render.text import plain_text
from pricing import Model, PriceBook

from .asking import BOOK, TODAY, ask_for

CHANGED = date(2026, 11, 1)


def book_with(*models: Model) -> PriceBook:
    """The published book with these models in place of those of the same id."""
    new = {each.id: each for each in models}
    fields = {name: getattr(BOOK, name) for name in PriceBook.model_fields}
    fields["models"] = tuple(new.get(each.id, each) for each in BOOK.models)
    return PriceBook.model_construct(**fields)


def at_new_price(name: str, **usd: str) -> Model:
    """A model whose price changes on the first of November."""
    model = BOOK.find(name)
    *before, row = model.prices
    new = {unit: Decimal(each) for unit, each in usd.items()}
    old = row.model_copy(update={"end": CHANGED})
    rows = (*before, old, row.model_copy(update={"start": CHANGED, **new}))
    return model.model_copy(update={"prices": rows})


def asked(text: str, *models: Model) -> Answer:
    return answer(Question(text, TODAY), book_with(*models))


def said(text: str, *models: Model) -> str:
    return plain_text(document(asked(text, *models)))


def test_a_rise_is_dearer() -> None:
    text = said("any price changes since november?", at_new_price("opus 5.5", input="5"))

    assert "1 price change since 2026-11-01" in text
    assert "Cheaper: 0. Dearer: 1. Neither: 0." in text
    assert "2026-11-01: Opus 5.5: input $4.00 → $5.00" in text


def test_a_price_that_rises_in_one_and_falls_in_the_other_is_neither() -> None:
    text = said(
        "any price changes since november?", at_new_price("opus 5.5", input="5", output="9")
    )

    assert "Cheaper: 0. Dearer: 0. Neither: 1." in text


def test_the_newest_of_a_family_may_be_cheaper_in_one_and_dearer_in_the_other() -> None:
    text = said("has opus got cheaper?", at_new_price("opus 5.5", input="9"))

    assert "cheaper in one and dearer in the other than Opus 5 before it" in text


def test_a_price_is_that_of_the_day_and_not_one_to_come() -> None:
    haiku = at_new_price("haiku 5.5", input="9")
    before = answer(Question("price history of haiku 5.5", date(2026, 10, 20)), book_with(haiku))

    assert isinstance(before, HistoryAnswer)
    assert before.headline.facts["input"] == Decimal("0.1")


def test_a_price_to_come_is_announced() -> None:
    opus = BOOK.find("opus 5.5")
    (row,) = opus.prices
    soon = date(2027, 1, 1)
    rows = (
        row.model_copy(update={"end": soon}),
        row.model_copy(update={"start": soon, "input": Decimal(9)}),
    )
    text = said("any upcoming price changes?", opus.model_copy(update={"prices": rows}))

    assert "1 announced price change after 2026-11-22" in text
    assert "2027-01-01: Opus 5.5: input $4.00 → $9.00" in text


def test_the_price_of_fast_mode_can_change() -> None:
    opus = BOOK.find("opus 4.8")
    (row,) = opus.fast
    rows = (
        row.model_copy(update={"end": CHANGED}),
        row.model_copy(update={"start": CHANGED, "end": None, "input": Decimal(9)}),
    )
    text = said("fast mode over time", opus.model_copy(update={"fast": rows}))

    assert "2026-11-01: Fast mode of Opus 4.8: input $10.00 → $9.00" in text


def test_what_replaces_a_model_has_perhaps_no_such_price() -> None:
    sonnet = BOOK.find("sonnet 4").model_copy(update={"successor": "claude-mythos-preview"})
    text = said("sonnet 4 10M in 2M out cached", sonnet)

    assert "in place of Sonnet 4" not in text


def test_no_model_is_beyond_its_promise_while_none_has_one() -> None:
    models = [each.model_copy(update={"retires_not_before": None}) for each in BOOK.models]
    text = said("what is coming?", *models)

    assert "promised to last until a day that is past" not in text


def test_what_was_heard_of_days_is_what_they_were_taken_for() -> None:
    found = ask_for(HistoryAnswer, "what changed between June and September 2026?")
    heard = {each.text: each.meaning for each in found.frame.heard}

    assert heard["between June"] == "since 2026-06-01 until 2026-09-30"
    assert "ignored" not in {heard["between June"], heard["and September 2026"]}


def test_what_has_not_happened_has_not_changed() -> None:
    query = HistoryQuery("changes", since=date(2027, 1, 1))
    frame = Frame("", "en", (), TODAY, BOOK.prices_as_of)

    found = answer_history(query, frame, BOOK, ())

    assert not found.occurrences
