"""What people say, and what they must be told: each line of `dialogs/<lang>.yaml` is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.answers import answer
from bot.answers.types import Question
from bot.render.as_json import to_json
from pricing import load_published, read_yaml

DIALOGS = Path(__file__).parent / "dialogs"
BOOK = load_published()

Kind = Literal[
    "estimate",
    "comparison",
    "rates",
    "models",
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
    day: date = date(2026, 11, 22)
    """The day taken as today."""
    kind: Kind
    total: Decimal | None = None
    """US dollars, exactly."""
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


ENGLISH = read(read_yaml(DIALOGS / "en.yaml"))


def told(dialog: Dialog) -> dict[str, Any]:
    return to_json(answer(Question(dialog.say, dialog.day), BOOK))


@pytest.mark.parametrize("dialog", ENGLISH, ids=lambda dialog: dialog.say[:60] or "(nothing)")
def test_what_is_said_is_answered_so(dialog: Dialog) -> None:
    found = told(dialog)

    assert found["kind"] == dialog.kind, found["text"]
    if dialog.total is not None:
        assert Decimal(found["total_usd"]) == dialog.total
    if dialog.reading is not None:
        assert found["reading"] == dialog.reading
    if dialog.models:
        priced = {each["model"]: Decimal(each["total_usd"]) for each in found["estimates"]}
        assert priced == dialog.models
    codes = {note["code"] for note in found["notes"]}
    assert codes >= set(dialog.notes)
    assert not codes & set(dialog.without)
    for piece in dialog.says:
        assert piece in found["text"]


@pytest.mark.parametrize(
    "dialog",
    [each for each in ENGLISH if each.kind in REFUSALS],
    ids=lambda dialog: dialog.say[:60],
)
def test_a_refusal_is_a_sentence_and_never_a_total(dialog: Dialog) -> None:
    found = told(dialog)

    assert found["total_usd"] is None
    assert not found["estimates"]
    assert found["message"].strip().endswith((".", "?", "!"))


@pytest.mark.parametrize(
    "dialog",
    [each for each in ENGLISH if each.kind not in REFUSALS],
    ids=lambda dialog: dialog.say[:60],
)
def test_a_reading_asked_again_is_answered_the_same(dialog: Dialog) -> None:
    found = told(dialog)

    if found["reading"] is not None:
        again = told(dialog.model_copy(update={"say": found["reading"]}))
        assert again["reading"] == found["reading"]
        assert again["total_usd"] == found["total_usd"]


def test_every_estimate_has_its_total_worked_out() -> None:
    unchecked = [each.say for each in ENGLISH if each.kind == "estimate" and each.total is None]

    assert unchecked == []


def test_no_line_is_said_twice() -> None:
    said = [(each.say, each.day) for each in ENGLISH]

    assert len(set(said)) == len(said)


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
