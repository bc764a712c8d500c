"""A prefix that requests share, in words: what it costs without a cache, and with each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import BreakEvenAnswer, CacheChoice, Language, PaysOff
from bot.query.phrase import phrase
from pricing import divide, exactly

from . import numbers
from .amounts import shared_work_in_words
from .catalogue import join, label, word
from .currency import currency_line
from .names import short_name
from .parts import Entry, Table
from .periods import for_period
from .plain import clean
from .summary import MARK
from .working import line_of

_COLUMNS = ("cache", "cost", "hits", "beside_none")


def choice_headline(answer: BreakEvenAnswer, lang: Language) -> str:
    """Which is the cheapest, and what it costs; of several models, on which."""
    if len(answer.models) > 1:
        return _of_several(answer, lang)
    (found,) = answer.models
    none, *_ = found.choices
    best = _best(found)
    facts = {"model": found.model, "work": _work(answer, lang)}
    facts |= {"best": _cost(best, answer, lang), "none": _cost(none, answer, lang)}
    too_small = found.why is not None and found.why.key == "why.too_small"
    key = "too_small" if too_small else best.ttl or "none"
    return label(f"headline.cache_or_not.{key}", lang, **facts)


def _of_several(answer: BreakEvenAnswer, lang: Language) -> str:
    alike: dict[str, list[str]] = {}
    for each in _priced(answer):
        alike.setdefault(_best(each).ttl or "none", []).append(short_name_of(each))
    parts = [
        label(f"headline.cache_or_not_on.{choice}", lang, models=join(names, lang))
        for choice, names in alike.items()
    ]
    facts = {"parts": join(parts, lang, "remarks"), "work": _work(answer, lang)}
    return label("headline.cache_or_not_several", lang, **facts)


def short_name_of(found: PaysOff) -> str:
    """The model's short name, else what it was called."""
    return short_name(found.model) if found.model else clean(found.name)


def choice_leads(answer: BreakEvenAnswer, lang: Language) -> tuple[str, ...]:
    """Why, once for all models of which it is the same; what is saved; another currency."""
    return tuple(_leads(answer, lang))


def _leads(answer: BreakEvenAnswer, lang: Language) -> Iterator[str]:
    said: dict[str, list[str]] = {}
    for each in _priced(answer):
        why = each.why or phrase("why.saves_nothing", model=each.model)
        said.setdefault(word(why, lang), []).append(short_name_of(each))
    for sentence, names in said.items():
        if len(said) == 1:
            yield sentence
        else:
            yield label("label.of_model", lang, name=join(names, lang), text=sentence)
    if unsure := [short_name_of(each) for each in answer.models if each.unsure]:
        yield label("label.caching.unsure", lang, models=join(unsure, lang))
    if answer.shown:
        yield currency_line(answer.shown, lang)


def choice_table(answer: BreakEvenAnswer, lang: Language) -> Table:
    """One model: a row a choice. Several: a row a model."""
    if len(answer.models) > 1:
        return _table_of_several(answer, lang)
    (found,) = answer.models
    heads = tuple(label(f"label.column.cache_or_not.{each}", lang) for each in _COLUMNS)
    return Table(heads, tuple(_row(each, found, answer, lang) for each in found.choices))


def _row(
    choice: CacheChoice, found: PaysOff, answer: BreakEvenAnswer, lang: Language
) -> tuple[Entry, ...]:
    name = label(f"label.caching_choice.{choice.ttl or 'none'}", lang)
    share = numbers.percent(choice.hit_share, lang)
    beside = _beside(choice, found.choices[0], lang)
    return (Entry(name), _marked(choice, found, answer, lang), Entry(share), Entry(beside))


def _beside(choice: CacheChoice, none: CacheChoice, lang: Language) -> str:
    """How much less, or more, it is than without a cache."""
    if choice is none or not none.total:
        return numbers.UNKNOWN
    with exactly():
        more = choice.total - none.total
    share = divide(more, none.total)
    signed = numbers.about_percent(share, lang)
    return signed if share <= 0 else f"+{signed}"


def _table_of_several(answer: BreakEvenAnswer, lang: Language) -> Table:
    choices = _priced(answer)[0].choices
    heads = [label(f"label.caching_choice.{each.ttl or 'none'}", lang) for each in choices]
    rows = []
    for found in answer.models:
        cells = [_marked(each, found, answer, lang) for each in found.choices]
        empty = [Entry(numbers.UNKNOWN) for _ in choices]
        rows.append((Entry(short_name_of(found)), *(cells or empty)))
    return Table((label("label.column.model", lang), *heads), tuple(rows))


def _marked(choice: CacheChoice, found: PaysOff, answer: BreakEvenAnswer, lang: Language) -> Entry:
    cost = _cost(choice, answer, lang)
    is_best = choice is found.best
    return Entry(f"{MARK} {cost}" if is_best else cost, is_best)


def choice_working(answer: BreakEvenAnswer, lang: Language) -> Iterator[str]:
    """Each choice in one line, for the period that the work was said for."""
    if len(answer.models) > 1:
        for each in _priced(answer):
            best = each.choices.index(_best(each))
            yield line_of(short_name_of(each), each.estimates[best], lang)
        return
    (found,) = answer.models
    for choice, estimate in zip(found.choices, found.estimates, strict=True):
        yield line_of(label(f"label.caching_choice.{choice.ttl or 'none'}", lang), estimate, lang)
    if found.choices:
        yield from _converted(found, answer, lang)


def _converted(found: PaysOff, answer: BreakEvenAnswer, lang: Language) -> Iterator[str]:
    per, over = answer.projection
    if per is None or over is None or (per is over.period and over.times == 1):
        return
    best = found.choices.index(_best(found))
    before, after = found.estimates[best].total, found.choices[best].total
    said = label("label.budget.per", lang, amount=numbers.exact(before, lang), per=per)
    asked = for_period(numbers.exact(after, lang), over, lang)
    yield label("label.budget.converted", lang, said=said, asked=asked)


def _priced(answer: BreakEvenAnswer) -> list[PaysOff]:
    return [each for each in answer.models if each.choices]


def _best(found: PaysOff) -> CacheChoice:
    return min(found.choices, key=_total)


def _total(choice: CacheChoice) -> Decimal:
    return choice.total


def _cost(choice: CacheChoice, answer: BreakEvenAnswer, lang: Language) -> str:
    return for_period(numbers.usd(choice.total, lang), answer.projection.over, lang)


def _work(answer: BreakEvenAnswer, lang: Language) -> str:
    query = answer.query
    return shared_work_in_words(query.work, query.day, lang) if query.work else ""
