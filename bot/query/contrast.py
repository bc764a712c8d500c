"""What a question sets against each other: levers, or the work without and with some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from pricing import EVERY_LEVER, PROMPT_UNITS, Lever, Modifier, Ttl, Unit, exactly

from .ask import Against, Ask, Intent
from .errors import NeedsMore
from .model import (
    ONE,
    PREFIX,
    WITHIN,
    Bounds,
    BudgetQuery,
    ComparisonQuery,
    Contrast,
    EstimateQuery,
    Part,
    Query,
    Varied,
    Work,
    whole_input,
)
from .phrase import phrase
from .reading import Span
from .roles import words_that

Levers = frozenset[Lever]
_Write = Literal[Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H]

_MODIFIERS = {
    Lever.BATCH: Modifier.BATCH,
    Lever.FAST: Modifier.FAST,
    Lever.US_ONLY: Modifier.US_ONLY,
}
CACHES: Levers = frozenset({Lever.CACHED, Lever.CACHE_1H})
_PARTS: dict[Lever, Levers] = {
    **{each: frozenset({each}) for each in (*CACHES, *_MODIFIERS)},
    Lever.STANDARD: frozenset(),
    Lever.BATCH_CACHED: frozenset({Lever.BATCH, Lever.CACHED}),
}
_EVERY = Contrast("every")


def contrast_of(ask: Ask, work: Work) -> tuple[Contrast | None, Work]:
    """The levers that are to be set against each other, and the work that has them.

    Of "standard vs batch" the work has neither; of "how much does batch save" it has what is
    asked about.
    """
    if ask.against:
        return Contrast("versus", ask.against.levers), _without(work, ask.against.levers)
    if ask.sided:
        return Contrast("sided", ask.sided), work
    if "every_lever" in ask.intents:
        _refuse_all_but(ask)
        return _EVERY, work
    if "saved" not in ask.intents:
        return None, work
    saved = ask.saved or (frozenset() if ask.without or ask.uncached else levers_of(work))
    if not saved:
        return (None if ask.without or ask.uncached else _EVERY), work
    named = tuple(each for each in Lever if each in saved)
    own = levers_of(work)
    if not saved <= own:
        work = with_levers(work, own - _other(saved) | saved)
    return Contrast("saved", named), work


def _refuse_all_but(ask: Ask) -> None:
    """`バッチ以外で安くする方法は？`: the table shows all of them, and that one as well.

    Raises:
        NeedsMore: one of the levers is to be left out.
    """
    for each in ask.heard:
        said = each.text.casefold()
        is_ruled_out = each.meaning.startswith("without ")
        if is_ruled_out and (said.startswith(_ALL_BUT) or said.endswith(_ALL_BUT_BEHIND)):
            raise NeedsMore(phrase("ask.levers_but", said=each.text), each.span)


_ALL_BUT = tuple(words_that("all_but_something"))
_ALL_BUT_BEHIND = ("以外", "除き", "除く", "除いて", "除いた", "の代わりに", "のかわりに")


def contrast_of_budget(ask: Ask, work: Work) -> tuple[Contrast | None, Work]:
    """The same beside a budget, where each side is compared with it: the work without, and with.

    Raises:
        NeedsMore: each model has levers of its own.
    """
    contrast, found = contrast_of(ask, work)
    if contrast is None or contrast.mode == "every":  # each row has the levers anyway
        return None, work
    if contrast.mode == "sided":
        raise NeedsMore(phrase("ask.own_terms_of_budget"))
    if contrast.mode == "versus":
        return contrast, found
    (before, _), (after, _) = sides(contrast, found)
    after = Lever.US_ONLY if contrast.levers == (Lever.US_ONLY,) else after
    return Contrast("versus", (before, after)), _without(found, contrast.levers)


def contrast_of_mix(ask: Ask, parts: tuple[Part, ...]) -> tuple[Contrast | None, tuple[Part, ...]]:
    """The same of a mix, each part of which has the levers: what one saves, or all there are.

    Raises:
        NeedsMore: each model has levers of its own.
    """
    if ask.sided:
        raise NeedsMore(phrase("ask.own_terms_of_mix"))
    if ask.against:
        pulled = [each for each in ask.against.levers if each is not Lever.STANDARD]
        alone = len(pulled) == 1 and len(ask.against.levers) == _WITH_AND_WITHOUT
        intents = frozenset[Intent]({"saved"} if alone else {"every_lever"})
        saved = _PARTS[pulled[0]] if alone else frozenset()
        ask = replace(ask, against=None, saved=saved, intents=intents)
    found = [contrast_of(ask, part.work) for part in parts]
    contrast = _one_of({contrast for contrast, _ in found})
    named = frozenset(contrast.levers) if contrast and contrast.mode == "saved" else None
    of_some = ask.partly or any(each.meaning.endswith(_SAVES) for each in ask.heard)
    if named and of_some and any(named <= levers_of(part.work) for part in parts):
        return contrast, parts  # it is those that save, and the others stay as they are
    changed = (part._replace(work=work) for part, (_, work) in zip(parts, found, strict=True))
    return contrast, tuple(changed)


_SAVES = " saves"
"""Ends what "saved by batch" was taken for: as a mix writes it whose parts have what saves."""


def _one_of(contrasts: set[Contrast | None]) -> Contrast | None:
    """What is set against each other in a mix; of "60% batched" the rest has nothing to save."""
    told = contrasts - {_EVERY}
    return told.pop() if len(told) == 1 else _EVERY


_WITH_AND_WITHOUT = 2


def _without(work: Work, named: tuple[Lever, ...]) -> Work:
    """`work` without any of the levers that are named; its share of caching stays noted."""
    parts = frozenset[Lever]().union(*(_PARTS[each] for each in named))
    modifiers = work.modifiers - {_MODIFIERS[each] for each in parts if each in _MODIFIERS}
    return replace(work, modifiers=modifiers)


def lever_of(parts: Levers) -> Lever | None:
    """The lever that pulls just these; None where no one lever does."""
    return next((lever for lever, each in _PARTS.items() if each == parts), None)


def _other(levers: Levers) -> Levers:
    """The caches that give way to the one among `levers`."""
    return CACHES if levers & CACHES else frozenset()


def levers_of(work: Work) -> Levers:
    """The levers that `work` pulls."""
    pulled = {lever for lever, each in _MODIFIERS.items() if each in work.modifiers}
    if work.prefix:
        pulled.add(Lever.CACHE_1H if work.prefix.ttl is Ttl.ONE_HOUR else Lever.CACHED)
    elif work.cached is not None or work.usage.is_cached:
        one_hour = work.usage.cache_write_1h and not work.usage.cache_write_5m
        pulled.add(Lever.CACHE_1H if one_hour else Lever.CACHED)
    return frozenset(pulled)


def with_levers(work: Work, levers: Levers) -> Work:
    """`work` with just these levers pulled; caching as it has it, else of all of the input."""
    modifiers = work.modifiers - frozenset(_MODIFIERS.values())
    modifiers |= {_MODIFIERS[each] for each in levers if each in _MODIFIERS}
    work = replace(work, modifiers=modifiers)
    if not levers & CACHES:
        usage = work.usage.uncached()
        varied = tuple(_without_caches(work))
        return replace(work, cached=None, prefix=None, usage=usage, varied=varied)
    one_hour = Lever.CACHE_1H in levers
    if levers_of(work) & CACHES == levers & CACHES:
        return work
    if work.prefix:
        ttl = Ttl.ONE_HOUR if one_hour else Ttl.FIVE_MINUTES
        return replace(work, prefix=work.prefix._replace(ttl=ttl))
    written: _Write = Unit.CACHE_WRITE_1H if one_hour else Unit.CACHE_WRITE_5M
    usage = work.usage.written_as(written)
    is_cached = work.cached is not None or usage.is_cached
    kept = tuple(each for each in work.varied if each.part not in _WRITES)
    varied = (*_summed(written, _WRITES, work), *kept)
    return replace(work, usage=usage, cached=work.cached if is_cached else ONE, varied=varied)


def _without_caches(work: Work) -> Iterator[Varied]:
    """The ranges of `work` where nothing of it is cached: they are of the input."""
    yield from _summed(Unit.INPUT, PROMPT_UNITS, work)
    yield from (each for each in work.varied if each.part not in _OFCACHES)


_WRITES = (Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H)
_OFCACHES = frozenset({"cached", PREFIX, WITHIN, *PROMPT_UNITS})


def _summed(unit: Unit, units: Iterable[Unit], work: Work) -> Iterator[Varied]:
    """The range of `units` together, as one of `unit`; nothing where none of them varies."""
    _, whole = whole_input(work)
    ranges = {each.part: each for each in work.varied} | ({whole.part: whole} if whole else {})
    found = [ranges[each] for each in units if each in ranges]
    if found:
        parts = [getattr(work.usage, each) for each in units if each not in ranges]
        with exactly():
            rest = sum(parts, start=Decimal(0))
            low = sum((each.bounds.low for each in found), start=rest)
            high = sum((each.bounds.high for each in found), start=rest)
        yield Varied(unit.value, Bounds(low, high), all(each.centred for each in found))


def sides(contrast: Contrast, work: Work) -> tuple[tuple[Lever, Levers], ...]:
    """Each side with all levers it pulls: those that are named, and what the work has besides."""
    own = levers_of(work)
    if contrast.mode == "every":
        kept = own & {Lever.US_ONLY}
        return tuple((each, _PARTS[each] | kept) for each in EVERY_LEVER)
    if contrast.mode == "saved":
        named = frozenset(contrast.levers)
        return tuple(
            (_named(each, Lever.STANDARD), each) for each in (own - named - _other(named), own)
        )
    named = frozenset[Lever]().union(*(_PARTS[each] for each in contrast.levers))
    kept = own - named - _other(named)
    levers = dict.fromkeys(contrast.levers)
    return tuple((_named(_PARTS[each] | kept, each), _PARTS[each] | kept) for each in levers)


def _named(parts: Levers, otherwise: Lever) -> Lever:
    """The lever that is just these, US-only aside, which both sides have; else what was said."""
    both = parts - {Lever.US_ONLY} if otherwise is not Lever.US_ONLY else parts
    return lever_of(both) or otherwise


# --- in a thread


def recalled(ask: Ask, query: Query) -> Ask:
    """`ask` with the contrast of an earlier query."""
    if isinstance(query, ComparisonQuery) and query.same_text:
        on = query.same_text.counted_on
        return replace(ask, intents=frozenset({"same_text"}), counted_on=on)
    kinds = EstimateQuery | ComparisonQuery | BudgetQuery
    contrast = query.contrast if isinstance(query, kinds) else None
    match contrast:
        case Contrast("every"):
            return replace(ask, intents=frozenset({"every_lever"}))
        case Contrast("saved", levers):
            return replace(ask, intents=frozenset({"saved"}), saved=frozenset(levers))
        case Contrast("versus", levers):
            return replace(ask, against=Against(levers, Span(0, 0)))
        case Contrast("sided", levers):
            return replace(ask, sided=levers)
    return ask


def rules_out_saved(ask: Ask, before: Ask) -> bool:
    """Whether what is to save is gone: "how much do I save without fast mode", which was there.

    Then the change says it all.
    """
    gone = {lever for lever, each in _MODIFIERS.items() if each in before.modifiers & ask.without}
    gone |= CACHES if ask.uncached and before.caching else frozenset()
    return bool(ask.saved) and ask.saved <= gone


def refuse_contrast(ask: Ask) -> None:
    """Ask back where levers are set against each other that can only be taken one by one here.

    Raises:
        NeedsMore: "cached or uncached" of a budget, of a mix.
    """
    if ask.against:
        span = ask.against.span
        raise NeedsMore(phrase("ask.with_or_without", said=ask.quoted(span)), span)
