"""What was said and not used, but could change the cost: asked about before anything is priced."""

from __future__ import annotations

from itertools import product

from pricing import Modifier, Period

from .ask import Ask
from .asked import has_amounts
from .dates import MONTHS
from .errors import NeedsMore, NotUnderstood
from .model import (
    Query,
)
from .patterns import Pattern
from .phrase import phrase
from .reading import Heard, Span
from .roles import longest_first, words_that


def refuse_unread(ask: Ask, previous: Query | None) -> None:
    """Ask about what could change the cost and was not used."""
    if ask.troubles:
        raise ask.troubles[0]
    if ask.unused and (previous is not None or has_amounts(ask)):
        said = ask.quoted(ask.unused[0])
        key = "ask.month_of" if said.casefold() in MONTHS else "ask.unused"
        raise NeedsMore(phrase(key, said=said), ask.unused[0])
    refuse_places_and_hours(ask, previous)
    if ask.loose and not any(each.binds or each.often for each in ask.times) and has_amounts(ask):
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(ask.loose[0])), ask.loose[0])
    _refuse_vague_share(ask)
    _refuse_open_lever(ask)
    if previous is not None:
        _refuse_vague_part(ask)
    _refuse_loose_negations(ask)


def refuse_places_and_hours(ask: Ask, previous: Query | None) -> None:
    """`in Tokyo`, with no region chosen; `in daytime`, where the hours of a day count."""
    if previous is None and not has_amounts(ask):
        return
    if ask.places and not (ask.modifiers & _OF_PLACES or _is_global(ask)):
        (span, *_) = ask.places
        raise NotUnderstood(phrase("unread.region", said=ask.quoted(span)), span)
    if ask.hours and not ask.schedules and (previous is not None or _counts_hours(ask)):
        (span, *_) = ask.hours
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(span)), span)


_OF_PLACES = frozenset({Modifier.US_ONLY, Modifier.REGIONAL})


def _is_global(ask: Ask) -> bool:
    """`us-east-1, global endpoint`: the list price, wherever it is called from."""
    said = (each.text.casefold() for each in ask.heard)
    return any(each in _GLOBAL or each.startswith(_OF_A_GLOBAL_ID) for each in said)


_GLOBAL = words_that("global_endpoint")
_OF_A_GLOBAL_ID = "global."


def _counts_hours(ask: Ask) -> bool:
    """Whether the cost depends on how many hours of a day there is work."""
    keeps = any(each.kind == "prefix" for each in ask.amounts)
    return keeps or any(each.period in _OF_A_DAY for each in ask.times)


_OF_A_DAY = frozenset({Period.SECOND, Period.MINUTE, Period.HOUR})


def _refuse_vague_share(ask: Ask) -> None:
    """Most of the input is cached: how much of it is that?"""
    alone = [each for each in ask.caching if each.share is None and each.tokens is None]
    for span in ask.vague:
        if any(_in_one_sentence(ask, span, each.span) for each in alone):
            raise NeedsMore(phrase("ask.cached_share", said=ask.quoted(span)), span)


def _refuse_open_lever(ask: Ask) -> None:
    """`キャッシュヒット率は日による`, `the hit rate is unknown`: nobody knows how much it is."""
    is_told = any(each.share is not None or each.tokens is not None for each in ask.caching)
    is_cached = bool(ask.caching) and not (is_told or ask.uncached)
    is_batch = Modifier.BATCH in ask.modifiers
    said = ask.source.casefold() if is_cached or is_batch else ""
    found = _OPEN.search(said) if any(map(said.__contains__, _LEFT_OPEN)) else None
    if found is None:
        return
    is_of_cache = any(map(found["what"].__contains__, _OF_CACHE))
    span = Span(*found.span("what"))
    if is_of_cache and is_cached:
        raise NeedsMore(phrase("ask.cached_share", said=ask.quoted(span)), span)
    if is_batch and not is_of_cache:
        raise NeedsMore(phrase("ask.with_or_without", said=ask.quoted(span)), span)


_LEFT_OPEN, _OF_CACHE = longest_first(words_that("is_left_open")), words_that("names_a_cache")
_SHARE, _LEVER = map(
    longest_first,
    (words_that("share_of_a_lever"), words_that("names_a_cache") | {"batch", "バッチ"}),
)
_OPEN = Pattern(
    f"(?P<what>(?:{'|'.join(_LEVER)})(?:[ の]?(?:{'|'.join(_SHARE)}))?)"
    "(?: |は|が|も)(?:is |are |still |will |may |まだ|よく|現時点では|今のところ|その)*"
    f"(?:[日月件時場合週曜内容]{{1,3}})?(?:{'|'.join(_LEFT_OPEN)})"
)


def _refuse_vague_part(ask: Ask) -> None:
    """`put most of it on sonnet`, `partly on haiku`: a part of the work, and how much of it?"""
    names = tuple(ask.quoted(each.span).casefold() for each in ask.heard if _is_of(each, ask))
    for span in ask.vague:
        behind = ask.source[span.end :].casefold()
        ends = ask.quoted(span).casefold().endswith(_OF_IT) or behind.startswith(_OF_WHAT)
        place = behind.lstrip().removeprefix("on ").removeprefix("to ")
        if names and (ends or place.startswith(names)):
            raise NeedsMore(phrase("ask.portion", said=ask.quoted(span)), span)


def _is_of(heard: Heard, ask: Ask) -> bool:
    """Whether a model was named there."""
    return any(heard.meaning == each.heard for each in ask.models)


_OF_IT, _OF_WHAT = tuple(words_that("of_the_work")), tuple(words_that("behind_a_vague_part"))


def _in_one_sentence(ask: Ask, one: Span, other: Span) -> bool:
    between = ask.source[min(one.end, other.end) : max(one.start, other.start)]
    return ". " not in between


def _ties_to_a_period(between: str) -> bool:
    """`without [the] weekly job`, `週次[の処理は]除いて`: nothing else stands between the two."""
    if between.isascii():
        return _ARTICLES.issuperset(between.split())
    return len(between) <= _MOST_BETWEEN and not any(map(_ENDS.__contains__, between))


_ARTICLES, _ENDS, _MOST_BETWEEN = words_that("before_a_part") | {"a"}, "、。,.", 6
_INSTEAD = words_that("instead_of_what_is_ruled_out")
_AS_A_PARTICLE = 2


def _refuse_loose_negations(ask: Ask) -> None:
    """A "not" that rules out nothing in particular could be meant for what was asked for."""
    moves = any(each.share < 0 for each in ask.shares)
    is_ruled_out = ask.uncached or ask.without  # キャッシュなしで、代わりにバッチ
    loose = [e for e in ask.negations if not (is_ruled_out and ask.quoted(e) in _INSTEAD)]
    if loose and (ask.modifiers or ask.caching or moves):
        span = loose[0]
        raise NeedsMore(phrase("ask.loose_negation", said=ask.quoted(span)), span)
    for span, period in product(loose, (each.span for each in ask.times if not each.binds)):
        first, last = sorted((span, period))
        if _ties_to_a_period(ask.source[first.end : last.start].casefold()):
            said = ask.source[first.start : last.end]  # "without the weekly job", "not weekly"
            raise NeedsMore(phrase("ask.part_or_all", said=said), span)
    for span, share in product(loose, ask.shares):
        if 0 <= span.start - share.span.end <= _AS_A_PARTICLE:  # 2割だけopusにしない
            said = ask.source[share.span.start : span.end]
            raise NeedsMore(phrase("ask.negation", said=said), span)
    for each in ask.amounts:
        if each.quantity and str(each.kind) in ask.without_units:
            said = ask.quoted(each.span)
            raise NeedsMore(phrase("ask.ruled_out", said=said), each.span)
