"""What was said, and the thread's previous query, to a complete query - or what is missing."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec.structs import replace

from . import paying_off
from .added import adds_work, refuse_same_again, with_added
from .ask import Ask
from .asked import (
    ask_for_one_request,
    choices_of,
    currency_of,
    has_amounts,
    other_vendor,
    with_few_ranges,
)
from .budgeting import budget_of, token_budget_of, with_one_fee
from .contrast import contrast_of
from .errors import NeedsMore, OutOfScope
from .explaining import break_even, explanation, list_of_a_day
from .fees_aside import adds_fees, with_fees_aside
from .follow_up import counted_as_before, follows, laid_over
from .history import then
from .how_it_came import asks_how_it_came
from .left_open import (
    refuse_open_changes,
    refuse_open_parts,
    without_nobodys,
    without_ruled_out,
)
from .mixing import is_mix, mix_of
from .model import (
    AdviceQuery,
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    ExplainQuery,
    Following,
    Foreign,
    Group,
    HelpQuery,
    ModelChoice,
    ModelsQuery,
    OneModel,
    Query,
    RatesQuery,
    SameText,
    TokensQuery,
)
from .money_before import lasting_as_before
from .monthly_cost import with_its_month
from .multiples import supposed
from .part_shown import shows_otherwise, speaks_of_all, whole_meant
from .parts_of_mix import part_named, with_parts_changed
from .phrase import phrase
from .recalled import models_of
from .roles import words_that
from .suggesting import with_amounts
from .told_of_some import refuse_what_is_told_of_some
from .topics import asks_advice, asks_cheapest, asks_how, asks_rank, asks_tokens, task_of, topics_of
from .unclear import refuse_going_back, refuse_part_of_before
from .unread import refuse_unread
from .work import only, ranges_of_contents, work_of

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
    if ask.doubt:
        raise ask.doubt
    ask = without_ruled_out(ask)
    refuse_open_changes(ask)
    refuse_what_is_told_of_some(ask)
    ask = without_nobodys(ask)
    if ask.part_of:
        return part_named(ask, ask.part_of, complete(replace(ask, part_of=None), previous))
    if isinstance(previous, EstimateQuery) and previous.whole and shows_otherwise(ask):
        whole = complete(ask, previous.whole)
        return whole if speaks_of_all(ask) else part_named(ask, previous.model, whole)
    previous = whole_meant(ask, previous)
    if previous is not None:
        if found := with_fees_aside(ask, previous, complete):
            return found
        refuse_open_parts(ask, previous)
    return with_parts_changed(ask, previous) or _complete(ask, previous)


def _complete(ask: Ask, previous: Query | None) -> Query:
    if previous is not None:
        ask = with_its_month(ask)
        ask, previous = lasting_as_before(counted_as_before(ask, previous), previous)
    paying_off.refuse_to_match(ask)
    ask, found = _explained(ask, previous)
    if found:
        return found
    refuse_unread(ask, previous)
    if previous is None and _is_of_a_plan(ask):
        raise OutOfScope(phrase("elsewhere.subscription"))
    if previous is not None:
        refuse_same_again(ask)
        if adds_work(ask) or adds_fees(ask, previous):
            return with_added(ask, previous)
    ask = _changed(ask, previous)
    day = only(ask.days, "ask.two_days")
    ask = with_one_fee(ask)
    if not has_amounts(ask):
        buys_tokens = ask.limits and "tokens" in ask.intents
        return token_budget_of(ask, day) if buys_tokens else _without_amounts(ask, day)
    if paying_off.is_asked(ask):
        return paying_off.break_even_of(ask, day, currency_of(ask))
    if ask.limits:
        return budget_of(ask, day)
    if is_mix(ask):
        return mix_of(ask, day)
    return _priced(ask, day)


def _is_of_a_plan(ask: Ask) -> bool:
    """`is the max plan cheaper for 20 devs?`: nothing is said of tokens, nor of a model."""
    said = ask.amounts or ask.contents or ask.pasted or ask.models or ask.caching
    return ask.topic == "subscription" and bool(ask.counts) and not said


def _changed(ask: Ask, previous: Query | None) -> Ask:
    """`ask` with all that it leaves out, where it follows `previous`."""
    if previous is not None and _is_of_its_own(ask, previous):
        return replace(ask, models=ask.models or models_of(previous))
    if previous is not None and (follows(ask) or _asks_again(ask, previous)):
        return laid_over(ask, previous)
    if previous is not None and not has_amounts(ask):
        refuse_going_back(ask)
    if previous is not None and ask.on_top:  # "plus 3M in on opus 5.5"
        span = ask.on_top[0]
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)
    if previous is not None:
        refuse_part_of_before(ask, previous)
    return supposed(ask) if ask.changes else ask


def _is_of_its_own(ask: Ask, previous: Query) -> bool:
    """`how many tokens is a 1000x1000 image?`, `what is opus per million tokens?` behind work."""
    if isinstance(previous, TokensQuery):
        return False
    if _asks_tokens(ask):
        return True
    said = ask.source.casefold()
    is_bare = ask.models and not (has_amounts(ask) or ask.modifiers or ask.caching or ask.times)
    return bool(is_bare) and any(map(said.__contains__, _UNITS_OF_A_PRICE))


_UNITS_OF_A_PRICE = tuple(words_that("unit_of_a_price"))


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
    return ask, previous if asks_how_it_came(ask) else None


def _asks_again(ask: Ask, previous: Query) -> bool:
    """`what would make it fit?` behind a budget: the same answer says that."""
    asks = {"fits", "how_many"} & ask.intents
    return isinstance(previous, BudgetQuery) and bool(asks)


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
    if others or not isinstance(previous, (EstimateQuery, ComparisonQuery)):
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
    of_some = any(isinstance(each, Group) and each.without for each in ask.models)
    if of_some and isinstance(found, (AdviceQuery, ModelsQuery)):
        raise NeedsMore(phrase("ask.other_model", said=ask.source.strip()))


def _beside_the_one_left(ask: Ask) -> Ask:
    """`sonnet 5.5をやめてhaiku 5.5にしたらいくら安くなる`: the two models are compared."""
    if "saved" not in ask.intents or ask.saved or (len(ask.left_out), len(ask.models)) != (1, 1):
        return ask
    return replace(ask, models=(*ask.left_out, *ask.models), intents=ask.intents - {"saved"})


def _priced(ask: Ask, day: date | None) -> Query:
    """What the work costs on one model, or on several."""
    if _asks_tokens(ask):
        contents = tuple(each.content for each in ask.contents)
        return TokensQuery(contents, choices_of(ask), day, tuple(ranges_of_contents(ask)))
    ask = _beside_the_one_left(ask)
    work = with_few_ranges(work_of(ask))
    if not ask.models and _asks_which(ask):
        return AdviceQuery(task_of(ask.source), work, day)
    if leaves := _model_to_leave(ask):
        return AdviceQuery(task_of(ask.source), work, day, (leaves,))
    choices = choices_of(ask)
    contrast, work = contrast_of(ask, work)
    same_text = _same_text(ask, choices)
    (first, *others) = choices
    if not others and not ask.against and not isinstance(first, (Group, Foreign)):
        return EstimateQuery(first, work, day, currency_of(ask), contrast)
    if all(isinstance(choice, Foreign) for choice in choices):
        raise other_vendor(choices, ask.lang)
    return ComparisonQuery(choices, work, day, currency_of(ask), contrast, same_text)


def _asks_which(ask: Ask) -> bool:
    """Whether advice is asked for, and not only the lowest price."""
    if ask.against or not asks_advice(ask.source):
        return False
    return not (asks_cheapest(ask.source) or asks_rank(ask.source))


def _model_to_leave(ask: Ask) -> OneModel | None:
    """The one model that another is wanted instead of: `which model should we switch to`."""
    choice = ask.models[0] if len(ask.models) == 1 else None
    if choice is None or isinstance(choice, (Group, Foreign)) or ask.against:
        return None
    said = ask.source.casefold()
    if any(f" {each} " in said for each in _REPLACES):  # it is its successor that is asked about
        return None
    for extent in _EXTENTS:
        said = said.replace(extent, "")
    is_asked = said.startswith(_WHICH_MODEL) or (
        any(each in said for each in _ASKS_WHICH) and any(each in said for each in _SWITCHES)
    )
    return choice if is_asked else None


_ASKS_WHICH, _SWITCHES = words_that("asks_which_model"), words_that("switches_to_a_model")
_REPLACES, _EXTENTS = words_that("replaces"), words_that("asks_an_extent")
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
        if ask.counted_on is None and _TOKENIZER not in ask.source.casefold():
            return None  # "we read the same documents each day"
        raise NeedsMore(phrase("ask.same_text_as"))
    if ask.against or "every_lever" in ask.intents or "saved" in ask.intents:
        raise NeedsMore(phrase("ask.same_text_or_levers"))
    return SameText(ask.counted_on)


_TOKENIZER = "tokenizer"


def _asks_tokens(ask: Ask) -> bool:
    """Whether only the tokens of contents are asked for: "how many tokens is a page"."""
    if not ask.contents or ask.amounts or ask.counts:
        return False
    return "tokens" in ask.intents or asks_tokens(ask.source)


# --- questions without amounts


def _without_amounts(ask: Ask, day: date | None) -> Query:
    foreign = tuple(each for each in ask.models if isinstance(each, Foreign))
    if foreign:
        raise other_vendor(foreign, ask.lang)
    if ask.topic:
        raise OutOfScope(phrase(f"elsewhere.{ask.topic}"))
    ours = tuple(each for each in ask.models if not isinstance(each, (Group, Foreign)))
    if ask.listing or len(ours) < len(ask.models):
        return _listed(ask, ours, day)
    if ask.limits:
        ask_for_one_request(ask)
    if found_break_even := break_even(ask):
        return found_break_even
    if ask.models:
        _need_tokens_for_shares(ask)
        return then(ask, day) or RatesQuery(ask.models, day, currency_of(ask))
    terms = ask.caching or ask.modifiers or ask.against or ask.costs_per
    if terms or ask.discounts or ask.scopes or ask.days or ask.times:
        if found := topics_of(ask.source):
            explained = ExplainQuery(tuple(each.topic for each in found))
            return list_of_a_day(explained, ask) or explained
        raise NeedsMore(phrase("ask.model_and_tokens"), None, (f"sonnet 5.5 {_EVERYDAY}",))
    if not ask.greets and (found := topics_of(ask.source)):
        return ExplainQuery(tuple(each.topic for each in found))
    unread = None if ask.greets or not ask.source else ask.source
    return HelpQuery(unread)


def _listed(ask: Ask, ours: tuple[OneModel, ...], day: date | None) -> Query:
    """A list of models; the rates of those that were named beside it: "the latest sonnet"."""
    if any(isinstance(each, Group) and (each.family or each.without) for each in ask.models):
        return RatesQuery(ask.models, day, currency_of(ask))
    which = _which(ask)
    if ours and which == "current":
        return RatesQuery(ours, day, currency_of(ask))
    return ModelsQuery(which, day)


def _which(ask: Ask) -> Literal["current", "all", "retired"]:
    if ask.listing == "retired":
        return "retired"
    groups = [each.which for each in ask.models if isinstance(each, Group)]
    return groups[0] if groups else "all"


def _need_tokens_for_shares(ask: Ask) -> None:
    """A share or a discount of nothing is no question: how many tokens?"""
    if (
        ask.discounts
        or ask.shares
        or ask.partly
        or any(each.share is not None for each in ask.caching)
    ):
        raise NeedsMore(phrase("ask.tokens"), None, (with_amounts(ask, "all"),))
