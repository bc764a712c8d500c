"""What people say, and what they must be told: each line of `dialogs/<lang>.yaml` is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.answers import answer, earlier_after, pending_after, priced_query
from bot.answers.types import Language, Question
from bot.render.as_json import to_json
from pricing import load_published, read_yaml

DIALOGS = Path(__file__).parent / "dialogs"
BOOK = load_published()

Kind = Literal[
    "estimate",
    "comparison",
    "rates",
    "budget",
    "break_even",
    "history",
    "tokens",
    "explain",
    "models",
    "advice",
    "help",
    "needs_more",
    "not_understood",
    "cannot_price",
    "out_of_scope",
]
REFUSALS = {"needs_more", "not_understood", "cannot_price", "out_of_scope"}


class Dialog(BaseModel):
    """One question and what its answer must hold; what is not given is not checked."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    say: str
    after: tuple[str, ...] = ()
    """The earlier questions of the thread, in order."""
    day: date = date(2026, 11, 22)
    """The day taken as today."""
    kind: Kind
    lang: Language | None = None
    """The language of the answer."""
    total: Decimal | None = None
    """US dollars, exactly."""
    low: Decimal | None = None
    """The smallest total of a range, in US dollars."""
    high: Decimal | None = None
    """The largest one."""
    tolerance: Decimal = Decimal(0)
    """How far totals may be off, as a share of them: for those with no end, such as thirds."""
    period: str | None = None
    """What the total is for: month, 3 months ..."""
    requests: Decimal | None = None
    """How many requests fit a budget."""
    fewest: Decimal | None = None
    """How many requests fit a budget at least, where there are ranges."""
    most: Decimal | None = None
    """How many at most."""
    best: str | None = None
    """Which cache is the cheapest: none, 5m, 1h."""
    reading: str | None = None
    """The query in its canonical form."""
    notes: tuple[str, ...] = ()
    """Codes of notes that must be there, among others."""
    without: tuple[str, ...] = ()
    """Codes of notes that must not be there."""
    models: dict[str, Decimal] = {}
    """Every model that is priced, by its id, in any order."""
    says: tuple[str, ...] = ()
    """Parts of what is read on the screen."""


def read(entries: object) -> list[Dialog]:
    """The dialogs of a file; unknown keys and unknown kinds are refused by name."""
    return TypeAdapter(list[Dialog]).validate_python(entries)


DIALOG = [each for file in sorted(DIALOGS.glob("*.yaml")) for each in read(read_yaml(file))]


def told(dialog: Dialog) -> dict[str, Any]:
    return told_of(dialog.say, dialog.day, dialog.after)


@cache
def told_of(text: str, day: date, after: tuple[str, ...] = ()) -> dict[str, Any]:
    """The answer as JSON, not to be changed: several tests look at the same one."""
    return to_json(answer(asked(text, day, after), BOOK))


def asked(text: str, day: date, after: tuple[str, ...]) -> Question:
    """The question `text` below the earlier ones of its thread."""
    question = Question(text, day)
    for earlier in after:
        before = replace(question, text=earlier)
        found = answer(before, BOOK)
        previous = priced_query(found) or question.previous
        pending, past = pending_after(before, found), earlier_after(before, found)
        question = replace(question, previous=previous, pending=pending, earlier=past)
    return question


def name(dialog: Dialog) -> str:
    return dialog.say[:60] or "(nothing)"


@pytest.mark.parametrize("dialog", DIALOG, ids=name)
def test_what_is_said_is_answered_so(dialog: Dialog) -> None:
    found = told(dialog)

    assert found["kind"] == dialog.kind, found["text"]
    for key, usd in (("total", dialog.total), ("low", dialog.low), ("high", dialog.high)):
        if usd is not None:
            assert abs(Decimal(found[f"{key}_usd"]) - usd) <= usd * dialog.tolerance
    for key in ("reading", "period", "lang", "best"):
        if getattr(dialog, key) is not None:
            assert found[key] == getattr(dialog, key)
    counts = (("", dialog.requests), ("low_", dialog.fewest), ("high_", dialog.most))
    for key, number in counts:
        if number is not None:
            assert Decimal(found[f"{key}requests"]) == number
    if dialog.models:
        priced = {each["model"]: Decimal(each["total_usd"]) for each in found["estimates"]}
        assert priced.keys() == dialog.models.keys()
        for model, usd in dialog.models.items():
            assert abs(priced[model] - usd) <= usd * dialog.tolerance
    codes = {note["code"] for note in found["notes"]}
    assert codes >= set(dialog.notes)
    assert not codes & set(dialog.without)
    for piece in dialog.says:
        assert piece in found["text"]


@pytest.mark.parametrize(
    "dialog",
    [each for each in DIALOG if each.kind in REFUSALS],
    ids=name,
)
def test_a_refusal_is_a_sentence_and_never_a_total(dialog: Dialog) -> None:
    found = told(dialog)

    assert found["total_usd"] is None
    assert not found["estimates"]
    assert found["message"].strip().endswith((".", "?", "!", "。", "？"))


@pytest.mark.parametrize(
    "dialog",
    [each for each in DIALOG if each.kind not in REFUSALS],
    ids=name,
)
def test_a_reading_asked_again_is_answered_the_same(dialog: Dialog) -> None:
    found = told(dialog)

    if found["reading"] is not None:
        again = told_of(found["reading"], dialog.day)
        for key in ("reading", "total_usd", "low_usd", "high_usd", "period"):
            assert again[key] == found[key]


def test_every_estimate_has_its_total_worked_out() -> None:
    estimates = [each for each in DIALOG if each.kind == "estimate"]
    unchecked = [each.say for each in estimates if each.total is None and each.low is None]

    assert unchecked == []


def test_no_line_is_said_twice() -> None:
    lines = [(each.say, each.day, each.after) for each in DIALOG]

    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"say": "help", "kind": "help", "totl": "1"}, "totl"),
        ({"say": "help", "kind": "halp"}, "kind"),
        ({"say": "help"}, "kind"),
        ({"kind": "help"}, "say"),
    ],
)
def test_a_dialog_with_an_unknown_key_or_kind_is_refused_by_name(
    entry: dict[str, str], named: str
) -> None:
    with pytest.raises(ValidationError, match=named):
        read([entry])
