"""The work in a few words: "10M in, 2M out, all cached"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from bot.answers.types import Language
from bot.query.ask import CASES, GENERIC
from bot.query.dealing import are_ranges, said_shares, whole_of
from bot.query.model import (
    OFF,
    ONE,
    PREFIX,
    WITHIN,
    BudgetQuery,
    ComparisonQuery,
    Counted,
    EstimateQuery,
    MixQuery,
    Prefix,
    Scope,
    Varied,
    Work,
    whole_input,
)
from pricing import FEE_UNITS, Estimate, Modifier, Unit, Workload

from . import numbers
from .catalogue import join, label
from .contents import content_in_words
from .plain import clean
from .translations import noun

Show = Callable[[Decimal, Language], str]


def work_in_words(
    query: EstimateQuery | ComparisonQuery | BudgetQuery, priced: Workload, lang: Language
) -> str:
    """What `query` asks for; `priced` shows whether amounts are per request or in all."""
    said = [*filter(None, _work(query.work, priced, lang))]
    said = said or [label("label.amounts.nothing", lang)]
    if query.day:
        said.append(label("label.term.day", lang, day=query.day))
    return join(said, lang, "unit")


def shared_work_in_words(work: Work, day: date | None, lang: Language) -> str:
    """What requests with a prefix are, however long that is cached."""
    said = [_said_of_each(work, lang)]
    if work.prefix and work.prefix.tokens != work.usage.input:
        said.append(label("label.term.prefix_shared", lang, tokens=work.prefix.tokens))
    said += _terms(replace(work, prefix=None), lang)
    if day:
        said.append(label("label.term.day", lang, day=day))
    return join(said, lang, "unit")


def mix_in_words(
    query: MixQuery | BudgetQuery, priced: Estimate, names: list[str], lang: Language
) -> str:
    """What each part of a mix is, on its model; of one request the share of each."""
    if are_ranges(each.work for each in query.parts):
        said = join(_dealt(query, priced, names, lang), lang)
    elif isinstance(query, BudgetQuery) and query.counts_requests:
        said = join(_shares(query, priced, names, lang), lang)
    elif len(set(names)) == 1:  # which is named before all of them
        said = " + ".join(_works(query, priced, lang))
    else:
        said = join(_parts(query, priced, names, lang), lang)
    if query.day is None:
        return said
    return join([said, label("label.term.day", lang, day=query.day)], lang, "unit")


def _parts(
    query: MixQuery | BudgetQuery, priced: Estimate, names: list[str], lang: Language
) -> list[str]:
    return [
        label("label.amounts.on_model", lang, work=work, model=name)
        for work, name in zip(_works(query, priced, lang), names, strict=True)
    ]


def _works(query: MixQuery | BudgetQuery, priced: Estimate, lang: Language) -> list[str]:
    return [
        join([*_work(part.work, found.workload, lang)], lang, "unit")
        for part, found in zip(query.parts, priced.parts, strict=True)
    ]


def _shares(query: BudgetQuery, priced: Estimate, names: list[str], lang: Language) -> list[str]:
    """`2k in, 300 out (70% on Haiku 5.5, 30% on Opus 5.5)`: each size of a request once."""
    shares: dict[str, list[str]] = {}
    for part, found, name in zip(query.parts, priced.parts, names, strict=True):
        one = replace(part.work, counts=(), scope=Scope.UNMARKED)
        work = join([*_work(one, found.workload, lang)], lang, "unit")
        share = label("label.amounts.share", lang, share=part.work.requests, model=name)
        shares.setdefault(work, []).append(share)
    return [
        label("label.amounts.shared", lang, work=work, shares=join(found, lang, "unit"))
        for work, found in shares.items()
    ]


def _dealt(
    query: MixQuery | BudgetQuery, priced: Estimate, names: list[str], lang: Language
) -> list[str]:
    """The same where shares are ranges: `2k in (60% to 80% on Haiku 5.5, the rest on Opus 5.5)`."""
    of_one = isinstance(query, BudgetQuery) and query.counts_requests
    works = [whole_of(part.work) for part in query.parts]
    if of_one:
        works = [replace(each, counts=(), scope=Scope.UNMARKED) for each in works]
    shares = said_shares(query.parts)
    if len(set(names)) == 1:  # with a term, and without
        (term,) = works[0].modifiers - works[1].modifiers
        facts = {"share": shares[0], "term": label(f"label.modifier.{term}", lang)}
        told = {
            _in_words(works[1], priced, lang): [label("label.amounts.share_with", lang, **facts)]
        }
    else:
        told = {}
        for work, share, name in zip(works, shares, names, strict=True):
            key = "share" if share is not None else "rest"
            on_it = label(f"label.amounts.{key}", lang, share=share, model=name)
            told.setdefault(_in_words(work, priced, lang), []).append(on_it)
    return [
        label("label.amounts.shared", lang, work=work, shares=join(found, lang, "unit"))
        for work, found in told.items()
    ]


def _in_words(work: Work, priced: Estimate, lang: Language) -> str:
    return join([*_work(work, priced.parts[0].workload, lang)], lang, "unit")


def _work(work: Work, priced: Workload, lang: Language) -> Iterator[str]:
    yield _amounts(work, priced, lang)
    yield from _terms(work, lang)


def _said_of_each(work: Work, lang: Language) -> str:
    facts = {"counted": counted_in_words(work, lang), "amounts": _all_amounts(work, lang)}
    return label(_each(work), lang, **facts)


def _each(work: Work) -> str:
    """How amounts of one request are told; where 件 are no requests, they are of a call."""
    has_cases = any(each.noun == CASES for each in work.counts)
    return "label.amounts.each_call" if has_cases else "label.amounts.each"


def _all_amounts(work: Work, lang: Language) -> str:
    each = contents_in_words(work, lang)
    each += [_amount(work, unit, much, lang) for unit, much in work.amounts]
    return join(each, lang, "amounts")


def contents_in_words(work: Work, lang: Language) -> list[str]:
    """Each of its images and texts: "500 to 800 words"."""
    return [_content(work, index, lang) for index in range(len(work.contents))]


def _content(work: Work, index: int, lang: Language) -> str:
    part = f"content {index}"
    varied = next((each for each in work.varied if each.part == part), None)
    shown = _between(varied, numbers.count, lang) if varied else None
    return content_in_words(work.contents[index], lang, shown)


def _amounts(work: Work, priced: Workload, lang: Language) -> str:
    amounts = _all_amounts(work, lang)
    if not work.counts:
        return (
            label("label.amounts.per", lang, amounts=amounts, per=work.per) if work.per else amounts
        )
    spread = priced.requests is None and work.prefix is None and work.scope is not Scope.EACH
    totals = work.scope is Scope.TOTAL or spread
    key = "label.amounts.total" if totals else _each(work)
    return label(key, lang, counted=counted_in_words(work, lang), amounts=amounts)


def _amount(work: Work, unit: Unit, much: Decimal, lang: Language) -> str:
    show = numbers.count if unit in FEE_UNITS else numbers.tokens
    varied = whole_input(work)[1] if unit is Unit.INPUT and work.prefix else None
    shown = _between(varied, show, lang) if varied else _ranged(work, unit.value, much, show, lang)
    return label(f"label.amount.{unit}", lang, shown=shown, quantity=much)


def counted_in_words(work: Work, lang: Language) -> str:
    """`500 users × 20 messages a day`."""
    said = ""
    for index, each in enumerate(work.counts):
        shown = _counted(work, index, each, lang)
        if said and each.noun in _OF_TIME:  # 120 requests an hour × 8 hours
            said = label("label.counted.product", lang, counted=said) if index > 1 else said
            said = label(f"label.counted.every.{_OF_TIME[each.noun]}", lang, counted=said)
        said = f"{said}{label('label.counted.times', lang)}{shown}" if said else shown
    return label("label.counted.per", lang, counted=said, per=work.per) if work.per else said


_OF_TIME = {
    "seconds": "second",
    "minutes": "minute",
    "hours": "hour",
    "days": "day",
    "business days": "business_day",
    "weeks": "week",
    "months": "month",
}
"""Nouns of what a rate is multiplied by, and the period that it is a rate of."""


def _counted(work: Work, index: int, count: Counted, lang: Language) -> str:
    number = _ranged(work, f"count {index}", count.number, numbers.count, lang)
    if count.noun in GENERIC:
        return label("label.counted.requests", lang, shown=number, number=count.number)
    known = noun(count.noun, lang)
    if known:
        return label("label.counted.known", lang, shown=number, noun=known)
    return label("label.counted.other", lang, shown=number, noun=clean(count.noun))


def _ranged(work: Work, part: str, value: Decimal, show: Show, lang: Language) -> str:
    """A number, or the range that it was said as."""
    varied = next((each for each in work.varied if each.part == part), None)
    return _between(varied, show, lang) if varied else show(value, lang)


def _between(varied: Varied, show: Show, lang: Language) -> str:
    facts = {"low": show(varied.bounds.low, lang), "high": show(varied.bounds.high, lang)}
    return label("label.range", lang, **facts)


def _terms(work: Work, lang: Language) -> Iterator[str]:
    if work.prompt_tokens is not None:
        size = _ranged(work, "prompt_size", work.prompt_tokens, numbers.tokens, lang)
        yield label("label.term.prompts", lang, tokens=size)
    if work.prefix:
        yield _prefix(work.prefix, work, lang)
    elif work.cached is not None:
        yield _cached(work, work.cached, lang)
    for modifier in Modifier:
        if modifier in work.modifiers:
            yield label(f"label.modifier.{modifier}", lang)
    varied = any(each.part == OFF for each in work.varied)
    if work.discount or varied:
        shown = _ranged(work, OFF, work.discount, numbers.percent, lang)
        yield label("label.term.discount", lang, share=shown)


def _prefix(prefix: Prefix, work: Work, lang: Language) -> str:
    ends = (each.bounds for each in work.varied if each.part in {PREFIX, WITHIN})
    tokens = next(ends, prefix.tokens)
    return label(f"label.term.prefix_{prefix.ttl}", lang, tokens=tokens)


def _cached(work: Work, share: Decimal, lang: Language) -> str:
    if share == ONE:
        return label("label.term.all_cached", lang, share=share)
    shown = _ranged(work, "cached", share, numbers.percent, lang)
    return label("label.term.cached", lang, share=shown)
