"""What moves a total most, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answers.types import OF_SHARE, Language
from bot.query.ask import GENERIC
from bot.query.model import PREFIX
from pricing import Modifier, Unit

from .catalogue import label
from .parts import Passage
from .plain import clean
from .translations import noun

if TYPE_CHECKING:
    from pricing import Driver


_OTHERS = frozenset({"cached", "prompt_size", "images", "words", "characters", "pages"})


def are_told(drivers: Sequence[Driver]) -> bool:
    """Whether there is something to tell: what a single range does is the range of the total."""
    return len(drivers) > 1


def drivers_passage(
    drivers: Sequence[Driver], lang: Language, model: str | None = None, what: str = "title"
) -> Passage:
    """Each range with what it does by itself, largest first; `model`: of several, this one's.

    `what` is the key of the title: what it is that they move.
    """
    title = label(f"label.drivers.{what}", lang)
    if model:
        title = label("label.with", lang, name=title, more=model)
    return Passage(title, tuple(_driver(each, lang) for each in drivers))


def _driver(driver: Driver, lang: Language) -> str:
    facts = {"low": driver.low, "high": driver.high}
    return label("label.drivers.line", lang, what=_assumption(driver.assumption, lang), **facts)


def _assumption(what: str, lang: Language) -> str:
    """What a range is of, in words."""
    if what in GENERIC:
        return label("label.drivers.requests", lang)
    if what.startswith(OF_SHARE):
        return label("label.drivers.share", lang, of=_named(what.removeprefix(OF_SHARE), lang))
    if what in {*Unit, *_OTHERS, PREFIX}:
        return label(f"label.drivers.{what}", lang)
    return noun(what, lang) or clean(what)


def _named(what: str, lang: Language) -> str:
    """A model, or a term."""
    is_term = what in {*Modifier}
    return label(f"label.modifier.{what}", lang) if is_term else what.removeprefix("Claude ")
