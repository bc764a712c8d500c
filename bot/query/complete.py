"""What was said, and the thread's previous query, to a complete query - or what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from pricing import Modifier, Unit, Usage, exactly

from .ask import Ask, Caching
from .errors import NeedsMore, NotUnderstood, OutOfScope
from .follow_up import follows, laid_over
from .model import (
    ONE,
    ComparisonQuery,
    EstimateQuery,
    Foreign,
    Group,
    HelpQuery,
    ModelChoice,
    ModelsQuery,
    Query,
    RatesQuery,
    Scope,
    Work,
)
from .phrase import phrase
from .reading import Span

T = TypeVar("T")
_EVERYDAY = "10M in 2M out"
"""Amounts that suggestions are made with."""


def complete(ask: Ask, previous: Query | None = None) -> Query:
    """The query that `ask` is.

    Args:
        ask: what was said.
        previous: the thread's last priced query, which a follow-up changes.

    Raises:
        NotUnderstood: a word, number or name cannot be read.
        NeedsMore: something is missing, or said twice.
        OutOfScope: the question is not about what the Claude API costs.
    """
    if ask.troubles:
        raise ask.troubles[0]
    if ask.unused and (previous is not None or _has_amounts(ask)):
        raise NeedsMore(phrase("ask.unused", said=_quoted(ask, ask.unused[0])), ask.unused[0])
    _refuse_vague_share(ask)
    _refuse_loose_negations(ask)
    if previous is not None and follows(ask):
        ask = laid_over(ask, previous)
    day = _only(ask.days, "ask.two_days")
    if not _has_amounts(ask):
        return _without_amounts(ask, day)
    work = _work(ask)
    choices = ask.models or (Group("current"),)
    (first, *others) = choices
    if not others and not isinstance(first, Group | Foreign):
        return EstimateQuery(first, work, day)
    if all(isinstance(choice, Foreign) for choice in choices):
        raise _other_vendor(choices)
    return ComparisonQuery(choices, work, day)


def _has_amounts(ask: Ask) -> bool:
    return bool(ask.amounts or ask.counts or _counted_cache(ask))


def _quoted(ask: Ask, span: Span) -> str:
    return ask.source[span.start : span.end]


def _refuse_vague_share(ask: Ask) -> None:
    """Most of the input is cached: how much of it is that?"""
    alone = [each for each in ask.caching if each.share is None and each.tokens is None]
    for span in ask.vague:
        if any(_in_one_sentence(ask, span, each.span) for each in alone):
            raise NeedsMore(phrase("ask.cached_share", said=_quoted(ask, span)), span)


def _in_one_sentence(ask: Ask, one: Span, other: Span) -> bool:
    between = ask.source[min(one.end, other.end) : max(one.start, other.start)]
    return ". " not in between


def _refuse_loose_negations(ask: Ask) -> None:
    """A "not" that rules out nothing in particular could be meant for what was asked for."""
    if ask.negations and (ask.modifiers or ask.caching):
        span = ask.negations[0]
        raise NeedsMore(phrase("ask.loose_negation", said=_quoted(ask, span)), span)
    for each in ask.amounts:
        if each.quantity and str(each.kind) in ask.without_units:
            said = _quoted(ask, each.span)
            raise NeedsMore(phrase("ask.ruled_out", said=said), each.span)


def _counted_cache(ask: Ask) -> bool:
    return any(each.tokens is not None for each in ask.caching)


# --- questions without amounts


def _without_amounts(ask: Ask, day: date | None) -> Query:
    foreign = tuple(each for each in ask.models if isinstance(each, Foreign))
    if foreign:
        raise _other_vendor(foreign)
    if ask.topic:
        raise OutOfScope(phrase(f"elsewhere.{ask.topic}"))
    if ask.listing or any(isinstance(each, Group) for each in ask.models):
        return ModelsQuery(_which(ask), day)
    if ask.models:
        _need_tokens_for_shares(ask)
        return RatesQuery(ask.models, day)
    if ask.caching or ask.modifiers or ask.discounts or ask.scopes or ask.days:
        raise NeedsMore(phrase("ask.model_and_tokens"), None, (f"sonnet 5.5 {_EVERYDAY}",))
    unread = None if ask.greets or not ask.source else ask.source
    return HelpQuery(unread)


def _which(ask: Ask) -> Literal["current", "all", "retired"]:
    if ask.listing == "retired":
        return "retired"
    groups = [each.which for each in ask.models if isinstance(each, Group)]
    return groups[0] if groups else "all"


def _need_tokens_for_shares(ask: Ask) -> None:
    """A share or a discount of nothing is no question: how many tokens?"""
    if ask.discounts or any(each.share is not None for each in ask.caching):
        raise NeedsMore(phrase("ask.tokens"), None, (f"{ask.source} {_EVERYDAY}",))


def _other_vendor(choices: Iterable[ModelChoice]) -> OutOfScope:
    names = tuple(each.name for each in choices if isinstance(each, Foreign))
    return OutOfScope(phrase("elsewhere.vendor", names=names), None, ("current models",))


# --- the work


def _work(ask: Ask) -> Work:
    requests, scope = _requests(ask)
    usage, prompt_tokens = _usage(ask)
    if ask.uncounted:
        span = ask.uncounted[0]
        raise NeedsMore(phrase("ask.how_many", said=_quoted(ask, span)), span)
    if not any((usage.prompt, usage.output, usage.web_search, usage.session_hour)):
        _ask_for_tokens(ask)
    usage, cached = _cached(usage, ask)
    _refuse_contradictions(ask, usage)
    return Work(
        usage,
        requests,
        scope,
        cached,
        ask.modifiers,
        prompt_tokens,
        _only(ask.discounts, "ask.two_discounts") or Decimal(0),
    )


def _refuse_contradictions(ask: Ask, usage: Usage) -> None:
    """A term both asked for and ruled out; what only the Claude API has, on a partner."""
    if clash := ask.modifiers & ask.without:
        raise NeedsMore(phrase("ask.with_and_without", modifier=min(clash)))
    if ask.partners and Modifier.US_ONLY in ask.modifiers:
        raise NeedsMore(phrase("ask.not_on_partner", what=Modifier.US_ONLY))
    if ask.partners and usage.session_hour:
        raise NeedsMore(phrase("ask.not_on_partner", what=Unit.SESSION_HOUR))


def _ask_for_tokens(ask: Ask) -> None:
    """A number of requests alone: how many tokens each? Amounts of zero are an answer."""
    if not (ask.amounts or _counted_cache(ask)):
        raise NeedsMore(phrase("ask.tokens_each"), None, (f"{ask.source}, 3k in and 500 out each",))


def _requests(ask: Ask) -> tuple[Decimal | None, Scope]:
    """How many requests, and what the amounts beside them are meant for."""
    if len(ask.counts) > 1:
        said = tuple(_quoted(ask, each.span) for each in ask.counts)
        raise NeedsMore(phrase("ask.two_counts", said=said), ask.counts[1].span)
    if len(ask.scopes) > 1:
        raise NeedsMore(phrase("ask.each_and_total"))
    scope = next(iter(ask.scopes), Scope.UNMARKED)
    if ask.counts:
        if not ask.counts[0].number:
            raise NotUnderstood(phrase("unread.no_requests"), ask.counts[0].span)
        return ask.counts[0].number, scope
    if scope is Scope.EACH and len(ask.models) == 1:
        return ONE, scope  # what one request costs
    return None, Scope.UNMARKED


def _usage(ask: Ask) -> tuple[Usage, Decimal | None]:
    """The amounts by unit, and the size of one prompt where other input stands beside it."""
    _refuse_doubles(ask)
    by_kind = {each.kind: each.quantity for each in ask.amounts}
    size, thinking = by_kind.pop("prompt_size", None), by_kind.pop("thinking", None)
    if thinking is not None:
        with exactly():
            by_kind[Unit.OUTPUT] = by_kind.get(Unit.OUTPUT, Decimal(0)) + thinking
    is_input = Unit.INPUT not in by_kind
    if size is not None and is_input:
        by_kind[Unit.INPUT] = size
    usage = Usage(**{str(kind): quantity for kind, quantity in by_kind.items()})
    if size is not None and not is_input:
        _refuse_larger_prompt(size, usage, ask)
    return usage, None if ask.counts or Scope.EACH in ask.scopes else size


def _refuse_larger_prompt(size: Decimal, usage: Usage, ask: Ask) -> None:
    """A prompt is part of the input beside it: larger than that, is it meant on top?

    Beside a number of requests each one's input is known, and decides the prompt tier.
    """
    requests = ask.counts[0].number if ask.counts and Scope.TOTAL in ask.scopes else ONE
    with exactly():
        larger = size * requests > usage.prompt
    if larger:
        facts = {"prompt": size, "input": usage.prompt}
        raise NeedsMore(phrase("ask.prompt_above_input", **facts))


def _refuse_doubles(ask: Ask) -> None:
    """Two amounts of one kind: which one is meant, or their sum?"""
    kinds = Counter(each.kind for each in ask.amounts)
    for kind, times in kinds.items():
        if times > 1:
            both = [each for each in ask.amounts if each.kind == kind]
            said = tuple(_quoted(ask, each.span) for each in both)
            raise NeedsMore(phrase("ask.two_amounts", said=said), both[1].span)


def _cached(usage: Usage, ask: Ask) -> tuple[Usage, Decimal | None]:
    """The usage with cached tokens counted apart, and the share that is cached."""
    if not ask.caching:
        if ask.uncached and usage.is_cached:
            raise NeedsMore(phrase("ask.two_shares"))
        return usage, None
    if ask.uncached or len(ask.caching) > 1:
        raise NeedsMore(phrase("ask.two_shares"), ask.caching[-1].span)
    (said,) = ask.caching
    if said.tokens is not None:
        return _part_cached(usage, said), None
    if not usage.input and not usage.cache_read:
        raise NeedsMore(phrase("ask.cached_of_what"), said.span)
    if said.share == 0 or not usage.input:
        return usage, None
    return usage, ONE if said.share is None else said.share


def _part_cached(usage: Usage, said: Caching) -> Usage:
    """So many of the input tokens are reads; with no input said, they are the amount."""
    tokens = said.tokens or Decimal(0)
    if not usage.input:
        return replace(usage, cache_read=usage.cache_read + tokens)
    if tokens > usage.input:
        facts = {"cached": tokens, "input": usage.input}
        raise NeedsMore(phrase("ask.cached_above_input", **facts), said.span)
    return replace(usage, input=usage.input - tokens, cache_read=usage.cache_read + tokens)


def _only(values: tuple[T, ...], key: str) -> T | None:
    """The one value that was said, None where none was."""
    if len(set(values)) > 1:
        raise NeedsMore(phrase(key))
    return values[0] if values else None
