"""Several models in one question."""

from datetime import date

from bot.answers.several import every, none_of_them, not_ours
from bot.answers.workloads import choose
from bot.query.model import Foreign, Group, Newest
from bot.query.phrase import phrase
from bot.render.catalogue import word

from .framing import BOOK, TODAY, named

PRICES = BOOK.as_of(TODAY)
FOREIGN = phrase("reason.foreign", name="gpt-5")
OTHER = phrase("reason.foreign", name="o3")


def test_a_model_that_is_named_twice_is_there_once() -> None:
    found = every((named("opus 5.5"), Newest("opus"), Group("current")), PRICES)

    assert ["Opus 5.5", "Fable 5.2", "Sonnet 5.5", "Haiku 5.5"] == [
        each.name.removeprefix("Claude ") for each in found
    ]


def test_a_family_that_stands_for_it_too_is_kept() -> None:
    (found,) = every((named("opus 5.5"), Newest("opus")), PRICES)

    assert Newest("opus") == found.choice


def test_another_vendors_model_is_not_ours_and_a_family_may_have_none() -> None:
    (foreign,) = choose(Foreign("gpt-5"), PRICES)
    early = BOOK.as_of(date(2026, 1, 15))
    (fable,) = choose(Newest("fable"), early)

    assert FOREIGN == not_ours(foreign, PRICES)
    assert "No Fable model was sold on 2026-01-15." == word(not_ours(fable, early), "en")


def test_every_reason_is_given_once() -> None:
    assert FOREIGN == none_of_them([FOREIGN, FOREIGN], TODAY)
    assert (
        "None of these has a price: gpt-5 is another vendor's: its price is not in this book. "
        "o3 is another vendor's: its price is not in this book."
        == word(none_of_them([FOREIGN, OTHER, FOREIGN], TODAY), "en")
    )


def test_there_may_be_no_model_at_all() -> None:
    assert "No model was sold on 2026-11-22." == word(none_of_them([], TODAY), "en")
