"""What was said, and the thread's previous query, to a complete query - or what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from pricing import Modifier, Period, Unit, exactly, part

from . import paying_off
from .ask import Amount, Ask, Limit, Partial, Shared
from .contrast import contrast_of, contrast_of_budget, contrast_of_mix, refuse_contrast
from .errors import NeedsMore, NotUnderstood, OutOfScope
from .explaining import break_even, explanation, other_vendor
from .follow_up import counted_as_before, follows, laid_over
from .history import then
from .model import (
    ONE,
    REQUESTS,
    AdviceQuery,
    Bounds,
    BudgetQuery,
    ComparisonQuery,
    Counted,
    Currency,
    EstimateQuery,
    ExplainQuery,
    Following,
    Foreign,
    Group,
    HelpQuery,
    MixQuery,
    ModelChoice,
    ModelsQuery,
    OneModel,
    Part,
    Query,
    RatesQuery,
    SameText,
    Scope,
    TokenBudgetQuery,
    TokensQuery,
    Varied,
    Work,
)
from .phrase import phrase
from .reading import Span
from .roles import words_that
from .routing import dealt_by_number, dealt_out, is_number_and_rest
from .rules.counts import singular
from .suggesting import with_amounts
from .timing import timing
from .topics import asks_advice, asks_cheapest, asks_how, asks_tokens, task_of, topics_of
from .work import only, work_of

_EVERYDAY = "10M in 2M out"
"""Amounts that suggestions are made with."""
_MOST_RANGES = 4
_DOLLAR = "USD"


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
    if ask.doubt:
        raise ask.doubt
    return _complete(ask, previous)


def _complete(ask: Ask, previous: Query | None) -> Query:
    if ask.uncalled and previous is not None:
        ask = counted_as_before(ask, previous)
    ask, found = _explained(ask, previous)
    if found:
        return found
    _refuse_unread(ask, previous)
    if previous is not None and follows(ask):
        ask = laid_over(ask, previous)
    elif ask.changes:
        span = ask.changes[0].span
        raise NeedsMore(phrase("ask.change_of", said=ask.quoted(span)), span)
    day = only(ask.days, "ask.two_days")
    ask = _with_one_fee(ask)
    if not _has_amounts(ask):
        buys_tokens = ask.limits and "tokens" in ask.intents
        return _token_budget(ask, day) if buys_tokens else _without_amounts(ask, day)
    if paying_off.is_asked(ask):
        return paying_off.break_even_of(ask, day, _currency(ask))
    if ask.limits:
        return _budget(ask, day)
    if _is_mix(ask):
        return _mix(ask, day)
    return _priced(ask, day)


def _explained(ask: Ask, previous: Query | None) -> tuple[Ask, Query | None]:
    """`ask` as it is to be completed, or how a part of pricing works where that is asked."""
    if previous is not None and (
        renewed := _with_successor(ask, previous) or _on_every_model(ask, previous)
    ):
        return renewed, None
    if paying_off.is_asked(ask):
        return paying_off.asked_plainly(ask), None
    found = explanation(ask, previous)
    if found:
        _refuse_advice_on_others(ask, found)
    return ask, found


def _with_successor(ask: Ask, previous: Query) -> Ask | None:
    """`what would its successor cost?` behind work on one model: the same, on what replaces it."""
    asked = [each for each in ask.troubles if each.message.key == "ask.successor"]
    if not asked or ask.models or not isinstance(previous, EstimateQuery):
        return None
    said = {each.text.casefold() for each in ask.heard}
    if isinstance(previous.model, Following) or said.isdisjoint(_COSTS):
        return None
    others = tuple(each for each in ask.troubles if each not in asked)
    return replace(ask, models=(Following(previous.model),), troubles=others)


_COSTS = words_that("cost") | words_that("on_a_model")


def _on_every_model(ask: Ask, previous: Query) -> Ask | None:
    """`who's cheapest for that?` behind work that was priced: the same on each model of today."""
    others = ask.models or ask.troubles or ask.topic or ask.greets or follows(ask)
    if others or not isinstance(previous, EstimateQuery | ComparisonQuery):
        return None
    if not asks_cheapest(ask.source) or task_of(ask.source) or asks_how(ask.source):
        return None
    if isinstance(previous, ComparisonQuery):
        return replace(ask, models=previous.models, listing=None)
    return replace(ask, models=(Group("current"),), adds=True, listing=None)


def _refuse_advice_on_others(ask: Ask, found: Query) -> None:
    """`haiku以外で一番安いモデルは`: no advice that may name the one that is left out."""
    left_out = [each for each in ask.troubles if each.message.key == "ask.other_model"]
    if left_out and isinstance(found, AdviceQuery):
        raise left_out[0]


def _refuse_unread(ask: Ask, previous: Query | None) -> None:
    """Ask about what could change the cost and was not used."""
    if ask.troubles:
        raise ask.troubles[0]
    if ask.unused and (previous is not None or _has_amounts(ask)):
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(ask.unused[0])), ask.unused[0])
    _refuse_places_and_hours(ask, previous)
    if ask.loose and not any(each.binds or each.often for each in ask.times) and _has_amounts(ask):
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(ask.loose[0])), ask.loose[0])
    _refuse_vague_share(ask)
    _refuse_loose_negations(ask)


def _refuse_places_and_hours(ask: Ask, previous: Query | None) -> None:
    """`in Tokyo`, with no region chosen; `in daytime`, where the hours of a day count."""
    if previous is None and not _has_amounts(ask):
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
    return any(each.text.casefold() in _GLOBAL for each in ask.heard)


_GLOBAL = words_that("global_endpoint")


def _counts_hours(ask: Ask) -> bool:
    """Whether the cost depends on how many hours of a day there is work."""
    keeps = any(each.kind == "prefix" for each in ask.amounts)
    return keeps or any(each.period in _OF_A_DAY for each in ask.times)


_OF_A_DAY = frozenset({Period.SECOND, Period.MINUTE, Period.HOUR})


def _priced(ask: Ask, day: date | None) -> Query:
    """What the work costs on one model, or on several."""
    if _asks_tokens(ask):
        return TokensQuery(tuple(each.content for each in ask.contents), _choices(ask), day)
    work = _ranged(work_of(ask))
    advises = asks_advice(ask.source) and not (asks_cheapest(ask.source) or ask.against)
    if not ask.models and advises:
        return AdviceQuery(task_of(ask.source), work, day)
    if leaves := _model_to_leave(ask):
        return AdviceQuery(task_of(ask.source), work, day, (leaves,))
    choices = _choices(ask)
    contrast, work = contrast_of(ask, work)
    same_text = _same_text(ask, choices)
    (first, *others) = choices
    if not others and not ask.against and not isinstance(first, Group | Foreign):
        return EstimateQuery(first, work, day, _currency(ask), contrast)
    if all(isinstance(choice, Foreign) for choice in choices):
        raise other_vendor(choices)
    return ComparisonQuery(choices, work, day, _currency(ask), contrast, same_text)


def _ranged(work: Work) -> Work:
    """`work`, unless it holds too many ranges to be read at once."""
    if len(work.varied) > _MOST_RANGES:
        raise NeedsMore(phrase("ask.too_many_ranges", count=_MOST_RANGES))
    return work


def _model_to_leave(ask: Ask) -> OneModel | None:
    """The one model that another is wanted instead of: `which model should we switch to`."""
    choice = ask.models[0] if len(ask.models) == 1 else None
    if choice is None or isinstance(choice, Group | Foreign) or ask.against:
        return None
    said = ask.source.casefold()
    is_asked = said.startswith(_WHICH_MODEL) or (
        any(each in said for each in _ASKS_WHICH) and any(each in said for each in _SWITCHES)
    )
    return choice if is_asked else None


_ASKS_WHICH, _SWITCHES = words_that("asks_which_model"), words_that("switches_to_a_model")
_WHICH_MODEL = "which model "
"""How a canonical text asks for advice."""


def _same_text(ask: Ask, choices: tuple[ModelChoice, ...]) -> SameText | None:
    """That the same text is meant on each model.

    Raises:
        NeedsMore: there is only one model, or levers are compared as well.
    """
    if "same_text" not in ask.intents:
        return None
    if len(choices) == 1 and not isinstance(choices[0], Group):
        if ask.counted_on is None:  # "we read the same documents each day"
            return None
        raise NeedsMore(phrase("ask.same_text_as"))
    if ask.against or "every_lever" in ask.intents or "saved" in ask.intents:
        raise NeedsMore(phrase("ask.same_text_or_levers"))
    return SameText(ask.counted_on)


def _choices(ask: Ask) -> tuple[ModelChoice, ...]:
    return ask.models or (Group("current"),)


def _choices_of_ours(ask: Ask) -> tuple[ModelChoice, ...]:
    """The same, one of ours among them.

    Raises:
        OutOfScope: only other vendors' models were named.
    """
    choices = _choices(ask)
    if all(isinstance(choice, Foreign) for choice in choices):
        raise other_vendor(choices)
    return choices


def _has_amounts(ask: Ask) -> bool:
    counted = any(each.tokens is not None for each in ask.caching)
    return bool(ask.amounts or ask.counts or ask.contents or ask.pasted or counted)


def _asks_tokens(ask: Ask) -> bool:
    """Whether only the tokens of contents are asked for: "how many tokens is a page"."""
    if not ask.contents or ask.amounts or ask.counts:
        return False
    return "tokens" in ask.intents or asks_tokens(ask.source)


# --- what cannot be left open


def _refuse_vague_share(ask: Ask) -> None:
    """Most of the input is cached: how much of it is that?"""
    alone = [each for each in ask.caching if each.share is None and each.tokens is None]
    for span in ask.vague:
        if any(_in_one_sentence(ask, span, each.span) for each in alone):
            raise NeedsMore(phrase("ask.cached_share", said=ask.quoted(span)), span)


def _in_one_sentence(ask: Ask, one: Span, other: Span) -> bool:
    between = ask.source[min(one.end, other.end) : max(one.start, other.start)]
    return ". " not in between


def _refuse_loose_negations(ask: Ask) -> None:
    """A "not" that rules out nothing in particular could be meant for what was asked for."""
    if ask.negations and (ask.modifiers or ask.caching):
        span = ask.negations[0]
        raise NeedsMore(phrase("ask.loose_negation", said=ask.quoted(span)), span)
    for each in ask.amounts:
        if each.quantity and str(each.kind) in ask.without_units:
            said = ask.quoted(each.span)
            raise NeedsMore(phrase("ask.ruled_out", said=said), each.span)


# --- questions without amounts


def _without_amounts(ask: Ask, day: date | None) -> Query:
    foreign = tuple(each for each in ask.models if isinstance(each, Foreign))
    if foreign:
        raise other_vendor(foreign)
    if ask.topic:
        raise OutOfScope(phrase(f"elsewhere.{ask.topic}"))
    ours = tuple(each for each in ask.models if not isinstance(each, Group | Foreign))
    if ask.listing or len(ours) < len(ask.models):
        return _listed(ask, ours, day)
    if ask.limits:
        _ask_for_one_request(ask)
    if found_break_even := break_even(ask):
        return found_break_even
    if ask.models:
        _need_tokens_for_shares(ask)
        return then(ask, day) or RatesQuery(ask.models, day, _currency(ask))
    terms = ask.caching or ask.modifiers or ask.against or ask.costs_per
    if terms or ask.discounts or ask.scopes or ask.days or ask.times:
        if found := topics_of(ask.source):
            return ExplainQuery(tuple(each.topic for each in found))
        raise NeedsMore(phrase("ask.model_and_tokens"), None, (f"sonnet 5.5 {_EVERYDAY}",))
    if not ask.greets and (found := topics_of(ask.source)):
        return ExplainQuery(tuple(each.topic for each in found))
    unread = None if ask.greets or not ask.source else ask.source
    return HelpQuery(unread)


def _ask_for_one_request(ask: Ask) -> None:
    raise NeedsMore(phrase("ask.one_request"), None, (with_amounts(ask, "one"),))


def _listed(ask: Ask, ours: tuple[OneModel, ...], day: date | None) -> Query:
    """A list of models; the rates of those that were named beside it: "the latest sonnet"."""
    if any(isinstance(each, Group) and each.family for each in ask.models):
        return RatesQuery(ask.models, day, _currency(ask))
    which = _which(ask)
    if ours and which == "current":
        return RatesQuery(ours, day, _currency(ask))
    return ModelsQuery(which, day)


def _which(ask: Ask) -> Literal["current", "all", "retired"]:
    if ask.listing == "retired":
        return "retired"
    groups = [each.which for each in ask.models if isinstance(each, Group)]
    return groups[0] if groups else "all"


def _need_tokens_for_shares(ask: Ask) -> None:
    """A share or a discount of nothing is no question: how many tokens?"""
    if ask.discounts or ask.shares or any(each.share is not None for each in ask.caching):
        raise NeedsMore(phrase("ask.tokens"), None, (with_amounts(ask, "all"),))


# --- money


def _currency(ask: Ask) -> Currency | None:
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


def _budget(ask: Ask, day: date | None) -> BudgetQuery:
    """How much a budget buys, or whether it is enough."""
    limit = _limit(ask)
    if ask.partly:
        (said, *_) = ask.partly
        raise NeedsMore(phrase("ask.partly", said=ask.quoted(said.span)), said.span)
    if _is_mix(ask):
        raise NeedsMore(phrase("ask.budget_of_mix"), limit.span)
    if "tokens" in ask.intents:  # "8k in: how many output tokens for $0.05?"
        raise NeedsMore(phrase("ask.tokens_beside_others"), limit.span)
    choices = _choices_of_ours(ask)
    time = timing(ask)
    contrast, work = contrast_of_budget(ask, _ranged(work_of(ask)))
    if _counts_senders(ask):
        return replace(_sender_budget(ask, work, day), contrast=contrast)
    if limit.each:
        return replace(_limit_of_one(ask, limit, work, day), contrast=contrast)
    counts_vary = any(each.bounds for each in ask.counts)
    one = work.requests == ONE and not counts_vary
    one = one and (not ask.counts or "how_many" in ask.intents)
    fits = bool(work.counts and not one) or not ("how_many" in ask.intents or one)
    if fits and "how_many" in ask.intents:  # "how many users at 20 messages a day"
        raise NeedsMore(phrase("ask.how_many_requests"), limit.span)
    per = time.limit or (Period.MONTH if work.per else None)
    if not fits:
        work = replace(work, counts=(), scope=Scope.UNMARKED, per=None)
        per = time.limit or (None if ask.counts or time.every else time.per)
    money, currency = limit.money, _currency(ask)
    work = replace(work, over=None)
    return BudgetQuery(choices, work, money, per, fits, day, currency, contrast=contrast)


_FEES = {unit.value: unit for unit in (Unit.WEB_SEARCH, Unit.SESSION_HOUR)}
"""What is paid for by the piece: "how many web searches fit in $100"."""


def _with_one_fee(ask: Ask) -> Ask:
    """`ask` with one of what is asked for in each request, so that as many are counted.

    Raises:
        NeedsMore: more of it in each request was said.
    """
    unit = _FEES.get(ask.how_many or "") if ask.limits else None
    if unit is None:
        return ask
    said = [each for each in ask.amounts if each.kind is unit]
    if said:
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(said[0].span)), said[0].span)
    one = Amount(unit, ONE, Span(0, 0))
    return replace(ask, amounts=(*ask.amounts, one), how_many=REQUESTS)


def _limit_of_one(ask: Ask, limit: Limit, work: Work, day: date | None) -> BudgetQuery:
    """Whether one request costs no more than that.

    Raises:
        NeedsMore: how large one request is, or what it costs, depends on how many there are.
    """
    is_plain = len(work.counts) == 1 or not (work.counts or work.per)
    others = work.scope is Scope.TOTAL or work.prefix or "how_many" in ask.intents
    if others or not is_plain or timing(ask).limit:
        raise NeedsMore(phrase("ask.limit_of_one", said=ask.quoted(limit.span)), limit.span)
    varied = tuple(each for each in work.varied if not each.part.startswith("count"))
    work = replace(work, counts=_ONE_REQUEST, per=None, over=None, varied=varied)
    return BudgetQuery(_choices(ask), work, limit.money, None, True, day, _currency(ask))  # noqa: FBT003


_ONE_REQUEST = (Counted(ONE, "request"),)


def _limit(ask: Ask) -> Limit:
    """The one budget."""
    if len(ask.limits) > 1:
        said = tuple(ask.quoted(each.span) for each in ask.limits)
        raise NeedsMore(phrase("ask.two_limits", said=said), ask.limits[1].span)
    (limit,) = ask.limits
    if not limit.money.amount:
        raise NotUnderstood(phrase("unread.no_budget"), limit.span)
    return limit


def _counts_senders(ask: Ask) -> bool:
    """Whether it is asked how many users there can be, or others who send requests.

    Raises:
        NeedsMore: users are asked for, and how many requests each of them sends is not said.
    """
    if ask.how_many is None or "how_many" not in ask.intents:
        return False
    sender = singular(ask.how_many)
    if ask.counts or any(each.every != ONE for each in ask.times):
        return all(singular(each.noun) != sender for each in ask.counts)
    if sender in _PERSONS:
        said = (with_amounts(ask, "user"),)
        raise NeedsMore(phrase("ask.requests_of_each"), None, said)
    return False


_PERSONS = words_that("person")


def _sender_budget(ask: Ask, work: Work, day: date | None) -> BudgetQuery:
    """How many of them a budget is enough for, where each sends the same."""
    work = replace(work, scope=work.scope if work.scope is Scope.TOTAL else Scope.EACH, over=None)
    per = timing(ask).limit or (Period.MONTH if work.per else None)
    money, currency = _limit(ask).money, _currency(ask)
    noun = ask.how_many or REQUESTS
    return BudgetQuery(_choices(ask), work, money, per, False, day, currency, noun)  # noqa: FBT003


def _token_budget(ask: Ask, day: date | None) -> TokenBudgetQuery:
    """How many tokens a budget buys: of the kind that was said, else input and output."""
    limit = _limit(ask)
    refuse_contrast(ask)
    if ask.shares or any(each.share is not None for each in ask.caching):
        _ask_for_one_request(ask)
    choices = _choices_of_ours(ask)
    asked = ask.how_many or "tokens"
    named = _CACHED_UNITS if ask.caching and not ask.uncached else _UNITS
    units = named.get(asked, named["tokens"])
    discount = only(ask.discounts, "ask.two_discounts") or Decimal(0)
    time = timing(ask)
    return TokenBudgetQuery(
        choices, limit.money, time.limit, units, ask.modifiers, discount, day, _currency(ask)
    )


_UNITS: Mapping[str, tuple[Unit, ...]] = {
    "tokens": (Unit.INPUT, Unit.OUTPUT),
    "input": (Unit.INPUT,),
    "output": (Unit.OUTPUT,),
}
_CACHED_UNITS = {
    **_UNITS,
    "tokens": (Unit.CACHE_READ, Unit.OUTPUT),
    "input": (Unit.CACHE_READ,),
}


# --- mixes


def _is_mix(ask: Ask) -> bool:
    """Whether it is several pieces of work, each on terms of its own."""
    return bool(ask.parts or ask.shares or ask.partly) or len(ask.pasted) > 1


def _mix(ask: Ask, day: date | None) -> Query:
    """Several parts, each on its own model, priced as one."""
    if ask.parts:
        if Scope.TOTAL in ask.scopes and len({each.amounts for each in ask.parts}) == 1:
            raise NeedsMore(phrase("ask.total_of_mix"))
        parts = [_part(each) for each in ask.parts]
    elif ask.partly:
        parts = list(_partly(ask))
    elif ask.shares:
        parts = list(_shared(ask))
    else:
        parts = list(_pasted(ask))
    if ask.partly:
        refuse_contrast(ask)
    contrast, contrasted = contrast_of_mix(ask, tuple(parts))
    return MixQuery(contrasted, day, _currency(ask), contrast)


def _part(ask: Ask) -> Part:
    if ask.unused:
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(ask.unused[0])), ask.unused[0])
    _refuse_places_and_hours(ask, None)
    (choice,) = ask.models if len(ask.models) == 1 else (None,)
    if choice is None or isinstance(choice, Group | Foreign):
        raise NeedsMore(phrase("ask.part_model"))
    return Part(choice, work_of(replace(ask, parts=())))


def _shared(ask: Ask) -> Iterable[Part]:
    """`70% haiku 4.5, 30% opus 4.7`: each with its share of the requests, or of the volume."""
    if is_number_and_rest(ask) and len(ask.counts) == _BOTH:
        number, total = sorted(ask.counts, key=lambda each: each.number)
        ask = dealt_by_number(replace(ask, counts=(number,)), total)
        return [_part(each) for each in ask.parts]
    shares = _whole(ask.shares)
    others = [each for each in ask.models if each not in {share.model for share in shares}]
    if others:
        raise NeedsMore(phrase("ask.split_models"))
    if len(shares) != len({each.model for each in shares}):
        raise NeedsMore(phrase("ask.split_models"))
    work = work_of(replace(ask, shares=()))
    return [Part(each.model, _times(work, each.share)) for each in shares]


def _partly(ask: Ask) -> Iterable[Part]:
    """`60% batched`: so much of the work with the term, and the rest of it without.

    Raises:
        NeedsMore: it is not said of the one model, or of all of the work as well.
    """
    (said, *others) = ask.partly
    of_all = said.modifier in ask.modifiers | ask.without
    apart = others or of_all or ask.shares or ask.pasted or ask.parts
    if apart or _is_cached_apart(ask, said) or len(ask.models) > 1:
        raise NeedsMore(phrase("ask.partly", said=ask.quoted(said.span)), said.span)
    whole = _part(replace(ask, partly=()))
    if whole.work.prefix:  # how far apart are those that share a cache?
        raise NeedsMore(phrase("ask.partly", said=ask.quoted(said.span)), said.span)
    with exactly():
        rest = ONE - said.share
    with_it, without_it = (_times(whole.work, each) for each in (said.share, rest))
    yield Part(whole.model, replace(with_it, modifiers=with_it.modifiers | {said.modifier}))
    yield Part(whole.model, without_it)


_BOTH = 2


def _is_cached_apart(ask: Ask, said: Partial) -> bool:
    """Whether the part, or all but it, may be what is cached: "60% batched, of which 50% cached".

    "60% batched and 40% cached" leaves open whether it is 40% of all, or the rest of the work.
    """
    for each in ask.caching:
        between = ask.source[said.span.end : each.span.start].casefold()
        if each.share is not None and said.share + each.share == ONE:
            return True
        if any(map(between.__contains__, _OF_THE_PART)):
            return True
    return False


_OF_THE_PART = words_that("of_the_part")


def _whole(shares: tuple[Shared, ...]) -> tuple[Shared, ...]:
    """The shares, with "the rest" worked out; they sum to 100 %."""
    rests = [each for each in shares if each.share < 0]
    with exactly():
        said = sum((each.share for each in shares if each.share >= 0), Decimal(0))
        rest = ONE - said
    if (rests and not 0 < rest < 1) or len(rests) > 1 or (not rests and not _is_whole(said)):
        raise NeedsMore(phrase("ask.shares_sum", share=said), shares[0].span)
    return tuple(each._replace(share=rest) if each.share < 0 else each for each in shares)


def _is_whole(share: Decimal) -> bool:
    """Whether shares sum to 100 %, thirds included, which have no end."""
    return abs(share - ONE) < Decimal("1e-20")


def _times(work: Work, share: Decimal) -> Work:
    """That share of the requests, or of a volume."""
    counts, usage, dealt = work.counts, work.usage, dealt_out(work)
    if counts:
        counts = (counts[0]._replace(number=part(counts[0].number, share)), *counts[1:])
    elif work.contents:
        raise NeedsMore(phrase("ask.contents_of_mix"))
    if not counts or work.scope is Scope.TOTAL:
        usage = usage.times(share)
        work = replace(work, thinking=Decimal(0))
    varied = tuple(
        _bounds_times(each, share) if each.part in dealt else each for each in work.varied
    )
    return replace(work, counts=counts, usage=usage, varied=varied)


def _bounds_times(varied: Varied, share: Decimal) -> Varied:
    low, high = (part(each, share) for each in varied.bounds)
    return varied._replace(bounds=Bounds(low, high))


def _pasted(ask: Ask) -> Iterable[Part]:
    """Each `usage` object as a request of its own, on the model that came along or was named."""
    named = [each for each in ask.models if not isinstance(each, Group | Foreign)]
    for each in ask.pasted:
        model = each.model or (named[0] if len(named) == 1 else None)
        if model is None:
            raise NeedsMore(phrase("ask.usage_model"), each.span)
        yield Part(model, work_of(replace(ask, pasted=(each,), models=(model,))))
