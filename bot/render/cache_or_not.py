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
    facts = {"model": found.model, "work": _work(answer, lang)}
    facts |= {"best": _of_best(found, answer, lang), "none": _cost(none, answer, lang)}
    too_small = found.why is not None and found.why.key == "why.too_small"
    key = "too_small" if too_small else _key(found.best)
    return label(f"headline.cache_or_not.{key}", lang, **facts)


def _key(best: CacheChoice | None) -> str:
    """How the catalogue calls what is the cheapest, if that is one choice all through a range."""
    return (best.ttl or "none") if best else "depends"


def _of_several(answer: BreakEvenAnswer, lang: Language) -> str:
    alike: dict[str, list[str]] = {}
    for each in _priced(answer):
        alike.setdefault(_key(each.best), []).append(short_name_of(each))
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
        yield currency_line(answer.shown, lang, answer.shown_high)


def choice_table(answer: BreakEvenAnswer, lang: Language) -> Table:
    """One model: a row a choice. Several: a row a model."""
    if len(answer.models) > 1:
        return _table_of_several(answer, lang)
    (found,) = answer.models
    columns = _COLUMNS[:-1] if found.ends else _COLUMNS  # of two ranges there is no one share
    heads = tuple(label(f"label.column.cache_or_not.{each}", lang) for each in columns)
    rows = (_row(each, found, answer, lang) for each in found.choices)
    return Table(heads, tuple(row[: len(columns)] for row in rows))


def _row(
    choice: CacheChoice, found: PaysOff, answer: BreakEvenAnswer, lang: Language
) -> tuple[Entry, ...]:
    name = label(f"label.caching_choice.{choice.ttl or 'none'}", lang)
    share = shares_in_words(choice, lang)
    beside = _beside(choice, found.choices[0], lang)
    return (Entry(name), _marked(choice, found, answer, lang), Entry(share), Entry(beside))


def shares_in_words(choice: CacheChoice, lang: Language) -> str:
    """The share of requests that read it; of a range both ends, where they differ."""
    low = numbers.percent(choice.hit_share, lang)
    if choice.most is None or choice.most == choice.hit_share:
        return low
    return label("label.range", lang, low=low, high=numbers.percent(choice.most, lang))


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
            if each.best:
                best = each.choices.index(each.best)
                yield line_of(short_name_of(each), each.estimates[best], lang)
        return
    (found,) = answer.models
    if found.ends:
        yield from _at_both_ends(found, lang)
        return
    for choice, estimate in zip(found.choices, found.estimates, strict=True):
        yield line_of(label(f"label.caching_choice.{choice.ttl or 'none'}", lang), estimate, lang)
    if found.choices:
        yield from _converted(found, answer, lang)


def _at_both_ends(found: PaysOff, lang: Language) -> Iterator[str]:
    """Each choice where it is the cheapest within the range, and where it is the dearest."""
    for choice, *ends in zip(found.choices, found.estimates, found.highest, strict=True):
        for end, estimate in zip(("low", "high"), ends, strict=True):
            name = label(f"label.caching_at.{end}", lang, choice=choice.ttl or "none")
            yield line_of(name, estimate, lang)


def _converted(found: PaysOff, answer: BreakEvenAnswer, lang: Language) -> Iterator[str]:
    per, over = answer.projection
    if per is None or over is None or (per is over.period and over.times == 1):
        return
    best = min(found.choices, key=lambda each: each.total)
    before, after = found.estimates[found.choices.index(best)].total, best.total
    said = label("label.budget.per", lang, amount=numbers.exact(before, lang), per=per)
    asked = for_period(numbers.exact(after, lang), over, lang)
    yield label("label.budget.converted", lang, said=said, asked=asked)


def _priced(answer: BreakEvenAnswer) -> list[PaysOff]:
    return [each for each in answer.models if each.choices]


def _of_best(found: PaysOff, answer: BreakEvenAnswer, lang: Language) -> str:
    low, high = found.cost or (Decimal(0), Decimal(0))
    return _money(low, high, answer, lang)


def _cost(choice: CacheChoice, answer: BreakEvenAnswer, lang: Language) -> str:
    return _money(choice.total, choice.high or choice.total, answer, lang)


def _money(low: Decimal, high: Decimal, answer: BreakEvenAnswer, lang: Language) -> str:
    """US dollars for what is asked, or a range of them."""
    said = numbers.usd(low, lang)
    if high != low:
        said = label("label.range", lang, low=said, high=numbers.usd(high, lang))
    return for_period(said, answer.projection.over, lang)


def _work(answer: BreakEvenAnswer, lang: Language) -> str:
    query = answer.query
    return shared_work_in_words(query.work, query.day, lang) if query.work else ""
