"""What several kinds of questions take from an `Ask`: its models, its currency, its amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

from .ask import Ask
from .errors import NeedsMore, OutOfScope
from .model import (
    Currency,
    Foreign,
    Group,
    ModelChoice,
    Work,
)
from .phrase import phrase
from .suggesting import with_amounts
from .text import Lang
from .work import only

_DOLLAR = "USD"
_MOST_RANGES = 5


def choices_of(ask: Ask) -> tuple[ModelChoice, ...]:
    """The models that were named; the current ones where none were."""
    return ask.models or (Group("current"),)


def our_choices_of(ask: Ask) -> tuple[ModelChoice, ...]:
    """The same, one of ours among them.

    Raises:
        OutOfScope: only other vendors' models were named.
    """
    choices = choices_of(ask)
    if all(isinstance(choice, Foreign) for choice in choices):
        raise other_vendor(choices, ask.lang)
    return choices


def has_amounts(ask: Ask) -> bool:
    """Whether there is something to price."""
    counted = any(each.tokens is not None for each in ask.caching)
    return bool(ask.amounts or ask.counts or ask.contents or ask.pasted or counted)


def currency_of(ask: Ask) -> Currency | None:
    """The currency that dollars are shown in as well, with the rate that was said."""
    rated = only(tuple((each.code, each.per_usd) for each in ask.rated), "ask.two_rates")
    codes = tuple(code for code in ask.currencies if code != _DOLLAR)
    code = only(codes, "ask.two_currencies")
    if rated is None:
        return Currency(code) if code else None
    said, per_usd = rated
    if code and said and code != said:
        raise NeedsMore(phrase("ask.two_currencies"))
    if not (code or said):
        raise NeedsMore(phrase("ask.which_currency"))
    return Currency(said or code or "", per_usd)


def with_few_ranges(work: Work) -> Work:
    """`work`, unless it holds too many ranges to be read at once.

    Raises:
        NeedsMore: it does.
    """
    if len(work.varied) > _MOST_RANGES:
        raise NeedsMore(phrase("ask.too_many_ranges", count=_MOST_RANGES))
    return work


def ask_for_one_request(ask: Ask) -> NoReturn:
    """Ask how large one request is.

    Raises:
        NeedsMore: always.
    """
    raise NeedsMore(phrase("ask.one_request"), None, (with_amounts(ask, "one"),))


def other_vendor(choices: Iterable[ModelChoice], lang: Lang) -> OutOfScope:
    """That the models of other vendors among `choices` are not in this book."""
    names = tuple(each.name for each in choices if isinstance(each, Foreign))
    return OutOfScope(phrase("elsewhere.vendor", names=names), None, (_CURRENT_MODELS[lang],))


_CURRENT_MODELS: Mapping[Lang, str] = {"en": "current models", "ja": "現行モデル"}
