"""What one of something costs, in the words of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.answers.types import Frame, Language, UnitCost
from bot.query.ask import CASES, GENERIC
from bot.query.model import ONE, REQUESTS
from bot.query.rules.nouns import singular

from . import numbers
from .catalogue import join, label
from .periods import for_period
from .plain import clean
from .translations import noun

_THOUSAND = Decimal(1000)
_COUNTERS = (*"件回本通枚人名社冊個", "リクエスト")
_IRREGULAR = {"people": "person"}


class Name(NamedTuple):
    """What one of something is called, and what several of it are."""

    one: str
    many: str


def units_in_words(
    units: Sequence[UnitCost], frame: Frame, lang: Language, *, asked: bool
) -> Iterator[str]:
    """A sentence for each unit; for one that is a request also what 1,000 of them cost.

    `asked`: of those that were asked about, or of the others.
    """
    of_cases = any(each.noun == CASES for each in units)
    for each in units:
        if each.asked is not asked:
            continue
        one, many = _name(each, frame, lang, of_cases=of_cases)
        cost = _cost(each, lang)
        if each.number != ONE:
            facts = {"cost": cost, "number": each.number, "nouns": many}
            yield label("label.per_unit.many", lang, **facts)
        elif each.over:
            yield label("label.per_unit.held", lang, cost=cost, noun=one)
        else:
            thousand = _dollars(each, lang, times=_THOUSAND)
            facts = {"cost": cost, "noun": one, "thousand": thousand, "nouns": many}
            yield label("label.per_unit.each", lang, **facts)


def units_on_models(
    models: Sequence[str], units: Sequence[UnitCost], frame: Frame, lang: Language
) -> str:
    """What one of something costs on each of several models, in one sentence."""
    name = _name(units[0], frame, lang)
    costs = [
        label("label.per_unit.on_model", lang, model=model, cost=_cost(each, lang))
        for model, each in zip(models, units, strict=True)
    ]
    facts = {"number": units[0].number, "costs": join(costs, lang, "unit")}
    if units[0].number == ONE:
        return label("label.per_unit.one_on_models", lang, noun=name.one, **facts)
    return label("label.per_unit.many_on_models", lang, nouns=name.many, **facts)


def _cost(unit: UnitCost, lang: Language) -> str:
    return for_period(_dollars(unit, lang), unit.over, lang)


def _dollars(unit: UnitCost, lang: Language, times: Decimal = ONE) -> str:
    """What so many times as many cost, from the low to the high end of a range."""
    low = numbers.usd(unit.usd * times, lang)
    if unit.high is None:
        return low
    return label("label.range", lang, low=low, high=numbers.usd(unit.high * times, lang))


def _name(unit: UnitCost, frame: Frame, lang: Language, *, of_cases: bool = False) -> Name:
    """The noun that was used; in Japanese the counter behind the number, such as 件.

    `of_cases`: whether 件 counts what several requests are made for.
    """
    if lang == "ja":
        name = _counter(unit, frame) or _in_japanese(unit.noun, lang, of_cases=of_cases)
        return Name(name, name)
    one = singular(unit.noun)
    many = REQUESTS if unit.noun in GENERIC else unit.noun
    return Name(clean(_IRREGULAR.get(one, one)), clean(many))


def _in_japanese(counted: str, lang: Language, *, of_cases: bool) -> str:
    if counted in GENERIC:
        return label("label.per_unit.call" if of_cases else "label.per_unit.request", lang)
    return noun(counted, lang) or f" {clean(counted)}"


def _counter(unit: UnitCost, frame: Frame) -> str | None:
    """What the question counts it with: 本 of 300本."""
    if unit.counted is None:
        return None
    meaning = f"{unit.counted:,f} requests"
    said = [each.text for each in frame.heard if each.meaning == meaning]
    return next((each for each in _COUNTERS for text in said if text.endswith(each)), None)
