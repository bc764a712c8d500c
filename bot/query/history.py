"""What a text asks of changes over time: prices as they were, what changed, what is to come.

Which wish it is, the words say (`history` in `words/topics`); of which days, `stretches` reads.
Where models are named, what could be asked of all of them is asked of those: their price
history, their life from release to retirement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from pricing import Modifier, Period

from .ask import Ask
from .canonical import HISTORIES
from .errors import NeedsMore
from .model import (
    ChangeKind,
    EstimateQuery,
    Following,
    Foreign,
    Group,
    HistoryKind,
    HistoryQuery,
    MixQuery,
    ModelChoice,
    ModelsQuery,
    Named,
    Newest,
    Query,
    RatesQuery,
)
from .phrase import phrase
from .reading import Span
from .roles import words_that
from .topics import history_asked

if TYPE_CHECKING:
    from .stretches import Stretch

_OF_MODELS = "-of"
"""The end of a wish's key that only makes sense of models."""
_DATED_ONLY = "-dated"
"""The end of one that only makes sense of days."""
_LONGER = timedelta(days=32)
"""Than a day or a month: those have rates of their own."""
_DATED = "ask.whole_date"
_NO_DAY = "note.no_day"
_BEGINNING = words_that("from_the_beginning")
_RETIRED: Literal["retired"] = "retired"
_UNREADABLE = frozenset({"unread.model", "ask.which_claude", "ask.version", "ask.version_first"})


class _Wish(NamedTuple):
    which: HistoryKind
    only: ChangeKind | None = None


# What each wish of the data is, asked of all models, and asked of some.
_OF_ALL = {
    "changes": _Wish("changes"),
    "changes-prices": _Wish("changes", "prices"),
    "changes-releases": _Wish("changes", "releases"),
    "changes-retirements": _Wish("changes", "retirements"),
    "coming": _Wish("coming"),
    "coming-dated": _Wish("coming"),
    "coming-prices": _Wish("coming", "prices"),
    "coming-releases": _Wish("coming", "releases"),
    "coming-retirements": _Wish("coming", "retirements"),
    "fast": _Wish("lifecycle", "fast"),
    _RETIRED: _Wish("lifecycle"),  # a list of models
}
_OF_SOME = {
    "history-of": _Wish("history"),
    "history-dated": _Wish("history"),
    "coming-dated": _Wish("coming"),
    "changes": _Wish("changes"),
    "changes-prices": _Wish("history"),
    "changes-releases": _Wish("lifecycle", "releases"),
    "changes-retirements": _Wish("lifecycle"),
    "coming": _Wish("coming"),
    "coming-prices": _Wish("coming", "prices"),
    "coming-releases": _Wish("coming", "releases"),
    "coming-retirements": _Wish("lifecycle"),
    "lifecycle-of": _Wish("lifecycle"),
    "fast": _Wish("lifecycle", "fast"),
    "release-of": _Wish("lifecycle", "releases"),
    _RETIRED: _Wish("lifecycle"),
}


def history(
    ask: Ask, numbers: Iterable[Span], previous: Query | None = None
) -> HistoryQuery | ModelsQuery | None:
    """What `ask` wants to know of changes over time; None for any other wish.

    Args:
        ask: what was said.
        numbers: where numbers stand that could be amounts of work: there are none in it.
        previous: the thread's last priced query, whose models are meant by "it".

    Raises:
        NotUnderstood: a model is named that there is none of.
        NeedsMore: a name could be several models, or a date several days.
    """
    if _is_of_something_else(ask):
        return None
    canonical = _canonical_wish(ask.source)
    asked = [] if canonical else history_asked(ask.source)
    if not (canonical or asked):
        return None
    models = _models(ask, asked, previous)
    wishes = _OF_SOME if models else _OF_ALL
    best = next((each for each in asked if each in wishes), None)
    wish = canonical or (wishes[best] if best else None)
    if wish is None:
        return None
    days = stretch_of(ask.source, ask.today or date.min, ahead=wish.which == "coming")
    prices = _prices_said(ask) if _is_of_prices(wish) else frozenset[Span]()
    left = (each for each in numbers if each not in prices)
    if any(not _covers(days.spans, each) for each in left) or _lacks_days(best, days):
        return None
    _refuse_unreadable(ask, days.spans)
    _refuse_season(ask.source)
    if not days.spans:
        _refuse_unread_day(ask.source)
    if best == _RETIRED and not models:
        return ModelsQuery(_RETIRED, days.until or days.since)
    if wish.which == "lifecycle":
        return HistoryQuery("lifecycle", models, wish.only)
    is_past = ask.today and days.until and days.until < ask.today
    which = "changes" if wish.which == "coming" and is_past else wish.which
    if which == "changes" and ask.today and days.since and days.since > ask.today:
        which = "coming"
    return HistoryQuery(which, models, wish.only, days.since, days.until)


def then(ask: Ask, day: date | None) -> HistoryQuery | RatesQuery | None:
    """The rates that `ask` wants of other days than `day` or today, such as those of a month.

    Raises:
        NeedsMore: whether the last such month is meant, or the next, is not plain.
    """
    today = ask.today
    if day or today is None or not (ask.unused or ask.remarks):
        return None
    if not ask.unused and all(each.phrase.key != _NO_DAY for each in ask.remarks):
        return None
    from .days_ago import asks_then, is_told  # noqa: PLC0415 - few are about other days

    ahead = _ahead().search(ask.source) is not None
    days = stretch_of(ask.source, today, ahead=ahead)
    if not days.spans or any(isinstance(each, Following) for each in ask.models):
        return None
    if ahead:
        is_later = days.since is not None and days.since > today
        return RatesQuery(ask.models, days.since) if is_later else None
    if not (days.until and days.until < today):
        return None
    span = days.spans[0]
    if not is_told(ask.source, span):
        if asks_then(ask.source, span) and any(_covers((span,), each) for each in ask.unused):
            raise NeedsMore(phrase(_DATED, said=ask.quoted(span)), span)
        return None
    return HistoryQuery("history", _ours(ask.models), None, days.since, days.until)


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:will|going to|gonna|next|upcoming)\b|来年|来月|来週|来期")


def _is_of_prices(wish: _Wish) -> bool:
    """Whether it is about what models cost at one time and another."""
    return wish.which == "history" or wish.only == "prices"


def _prices_said(ask: Ask) -> frozenset[Span]:
    """`did sonnet 5 go up to $3/$15?`: prices that are asked about, and no budgets."""
    pairs = (each.span for each in ask.troubles if each.message.key == _OWN_PRICE)
    return frozenset([*(each.span for each in ask.limits), *filter(None, pairs)])


_OWN_PRICE = "ask.own_price"


def _lacks_days(wish: str | None, days: Stretch) -> bool:
    """Whether a wish is only one of days that are named, and of more than a month of them."""
    if wish is None or not wish.endswith(_DATED_ONLY):
        return False
    if wish == "coming-dated":
        return not days.spans
    return not days.since or (days.until is not None and days.until - days.since < _LONGER)


def stretch_of(source: str, today: date, *, ahead: bool) -> Stretch:
    """The days that `source` is about; `ahead`: those to come are meant."""
    from .stretches import stretch  # noqa: PLC0415 - few questions are about changes

    return stretch(source, today, ahead=ahead)


def _is_of_something_else(ask: Ask) -> bool:
    """Whether work, terms of it or another vendor's model were named, or hours of work."""
    foreign = any(isinstance(each, Foreign) for each in ask.models)
    terms = ask.modifiers - {Modifier.FAST}
    work = ask.caching or ask.discounts or ask.shares or ask.changes or ask.currencies
    hours = any(each.over and each.over.period in _HOURS for each in ask.times)
    return bool(foreign or terms or work or hours or ask.topic or ask.parts)


_HOURS = frozenset({Period.SECOND, Period.MINUTE, Period.HOUR})


def _canonical_wish(source: str) -> _Wish | None:
    """The wish of a canonical text: "price changes since 2026-06-01"."""
    match = _canonical().fullmatch(source.lower())
    if match is None:
        return None
    return next(_Wish(*each) for each, said in HISTORIES.items() if said == match["wish"])


@cache
def _canonical() -> re.Pattern[str]:
    leads = "|".join(sorted(HISTORIES.values(), key=len, reverse=True))
    return re.compile(rf"(?P<wish>{leads})(?: of .+?)?(?: since [\d-]+)?(?: through [\d-]+)?")


def _models(ask: Ask, asked: list[str], previous: Query | None) -> tuple[Named | Newest, ...]:
    """Those that were named, or else those spoken of before."""
    named = _ours(ask.models)
    if named or ask.models or previous is None:
        return named
    spoken_of = (asked[:1] and asked[0].endswith(_OF_MODELS)) or _pronoun().search(ask.source)
    return _of_query(previous) if spoken_of else ()


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:it|its|it's|they|them|those|these|that one)\b|それ|その|これ|この", re.IGNORECASE
    )


def _of_query(previous: Query) -> tuple[Named | Newest, ...]:
    """The models that a query is about."""
    choices: tuple[ModelChoice, ...] = getattr(previous, "models", ())
    if isinstance(previous, EstimateQuery):
        choices = (previous.model,)
    elif isinstance(previous, MixQuery):
        choices = tuple(dict.fromkeys(each.model for each in previous.parts))
    return _ours(choices)


def _ours(choices: Iterable[ModelChoice]) -> tuple[Named | Newest, ...]:
    """Models of the book; of one that replaces another, that other one, whose life tells of it."""
    ours = (each for each in choices if not isinstance(each, (Foreign, Group)))
    return tuple(dict.fromkeys(e.of if isinstance(e, Following) else e for e in ours))


def _refuse_unreadable(ask: Ask, days: tuple[Span, ...]) -> None:
    """Ask about models and days that cannot be told."""
    for each in ask.troubles:
        key, span = each.message.key, each.span
        if key in _UNREADABLE or (key == _DATED and span and not _covers(days, span)):
            raise each


def _refuse_unread_day(source: str) -> None:
    """Ask for the day of "since monday", which nothing was read of."""
    if found := re.search(r"(?i)\bsince\b[^?.!]*|\w曜日?(?:から|以降)", source):
        said = found.group().strip()
        if _BEGINNING.isdisjoint(said.casefold().split()):
            raise NeedsMore(phrase("ask.since_when", said=said), Span(*found.span()))


def _refuse_season(source: str) -> None:
    """Ask for the day of `夏以降` and `去年の春から`: from which month on a season is, is open."""
    if found := _season().search(source):
        said = found.group().strip()
        raise NeedsMore(phrase("ask.since_when", said=said), Span(*found.span()))


@cache
def _season() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:去年|昨年|今年|来年|前年|この|前|次)の?)?(?:[春夏秋冬]|年初|年明け|年度初め|期初)"
        r"(?:頃|ごろ|休み|先)?の?(?:から|以降|以来|以後|まで|間|あいだ|に(?!よ)|は(?=[何ど、]))"
        r"|(?i:\b(?:in|from|after|before|until|by|during|over|last|this|next)"
        r"(?: the)?(?: last| past)? (?:summer|autumn|winter|spring)\b)"
    )


def _covers(days: tuple[Span, ...], span: Span) -> bool:
    """Whether a number is a part of the days that were named."""
    return any(each.start < span.end and span.start < each.end for each in days)
