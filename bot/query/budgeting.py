"""Budgets: what so much money buys, and whether it is enough for some work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from pricing import FEE_UNITS, Lever, Period, Unit

from .ask import Amount, Ask, Intent, Limit
from .asked import ask_for_one_request, choices_of, currency_of, our_choices_of, with_few_ranges
from .contrast import CACHES, contrast_of_budget, levers_of, refuse_contrast
from .dealing import has_ranges
from .errors import NeedsMore, NotUnderstood
from .mixing import (
    alternatives,
    are_alternatives,
    dealt,
    is_mix,
    model_of,
    of_shares,
    refuse_shared_totals,
    refuse_shares_of_a_sum,
    whole,
    with_rest_dealt,
    without_parts,
)
from .model import (
    ONE,
    REQUESTS,
    BudgetQuery,
    Counted,
    Over,
    Part,
    Scope,
    TokenBudgetQuery,
    Work,
)
from .phrase import phrase
from .reading import IGNORED, Span
from .roles import words_that
from .rules.nouns import singular
from .suggesting import with_amounts
from .timing import timing
from .work import discount_of, work_of


def budget_of(ask: Ask, day: date | None) -> BudgetQuery:
    """How much a budget buys, or whether it is enough."""
    return _of_mix(ask, day) if is_mix(ask) else _of_one_work(ask, day)


def _of_one_work(ask: Ask, day: date | None) -> BudgetQuery:
    """The same of work that each model would do all of."""
    limit = _limit(ask)
    if "tokens" in ask.intents or _asks_how_large(ask):  # "8k in: how many tokens out for $0.05?"
        raise NeedsMore(phrase("ask.tokens_beside_others"), limit.span)
    _refuse_without_number(ask)
    _refuse_threshold(ask, limit)
    is_share_asked = asks_a_share(ask)
    if is_share_asked:
        if any(each.kind == "prefix" for each in ask.amounts):  # it is cached, and of one size
            raise NeedsMore(phrase("ask.share_to_fit"))
        ask = replace(ask, caching=())
    choices = our_choices_of(ask)
    time = timing(ask)
    contrast, work = contrast_of_budget(ask, with_few_ranges(work_of(ask)))
    if _counts_senders(ask):
        return replace(_sender_budget(ask, work, day), contrast=contrast)
    if limit.of is not None:
        query = replace(_limit_of_one(ask, limit, work, day), contrast=contrast)
        return _with_share_asked(query) if is_share_asked else query
    counts_vary = any(each.bounds for each in ask.counts)
    one = work.requests == ONE and not counts_vary
    asks_many = "how_many" in ask.intents  # "within $50, one request is 2k in: how many"
    one = one and (not ask.counts or asks_many or not _OF_ALL & ask.intents)
    if _is_of_one_prompt(ask, work):
        one, work = True, replace(work, prompt_tokens=None)
    fits = bool(work.counts and not one) or not (asks_many or one)
    if fits and asks_many:  # "how many users at 20 messages a day"
        raise NeedsMore(phrase("ask.how_many_requests"), limit.span)
    _refuse_size_of_one(ask, limit)
    per = time.limit or (Period.MONTH if work.per else None)
    _refuse_year(ask, limit, is_open=not time.limit and bool(work.per))
    if not fits:
        work = replace(work, counts=(), scope=Scope.UNMARKED, per=None)
        per = time.limit or (None if ask.counts or time.every else time.per)
    money, currency = limit.money, currency_of(ask)
    _refuse_other_time(ask, limit, is_open=not time.limit)
    work = replace(work, over=None)
    query = BudgetQuery(choices, work, money, per, fits, day, currency, contrast=contrast)
    if "lasts" in ask.intents and not time.limit:
        return _lasting(query, limit, ask)
    return _with_share_asked(query) if is_share_asked else query


def _refuse_size_of_one(ask: Ask, limit: Limit) -> None:
    """`2k in 500 out, $500`: how many of those it buys, or whether it is enough for one?

    Raises:
        NeedsMore: neither is said, and both kinds of tokens are of the size of a request.
    """
    sizes = {each.kind: each.quantity for each in ask.amounts}
    rates = [each for each in ask.times if each.binds != "limit"]
    is_said = (
        ask.counts or rates or ask.intents - {"budget"} or ask.scopes or ask.caching or ask.contents
    )
    is_of_one = set(sizes) == _BOTH_KINDS and max(sizes.values()) <= _SIZE_OF_ONE
    if is_of_one and not is_said and limit.of is None:
        said = ask.quoted(limit.span)
        raise NeedsMore(phrase("ask.fits_or_how_many", said=said), limit.span)


_BOTH_KINDS, _SIZE_OF_ONE = frozenset({Unit.INPUT, Unit.OUTPUT}), 20_000
"""Sizes that hardly anybody gives as those of all the work."""


def _refuse_credits(ask: Ask, limit: Limit) -> None:
    """`$500 free credits, then 10% off`: what is spent first is no budget.

    It is one where nothing else is asked than what it buys: "$75 credit, how many runs?".

    Raises:
        NeedsMore: credits are spoken of.
    """
    is_all = ask.how_many is not None and not ask.discounts
    if not is_all and any(map(ask.source.casefold().__contains__, _CREDITS)):
        raise NeedsMore(phrase("ask.money_paid", said=ask.quoted(limit.span)), limit.span)


_CREDITS = ("credit", "クレジット")


def _refuse_year(ask: Ask, limit: Limit, *, is_open: bool) -> None:
    """`FY27 budget is $20k, 1,000 requests a day`: that may be for a year, and not for a month.

    Raises:
        NeedsMore: a year is spoken of, and no period of the budget.
    """
    said = ask.source.casefold()
    speaks_of_one = any(map(said.__contains__, _OF_A_YEAR)) or _BUDGET_OF_A_YEAR.search(said)
    if is_open and speaks_of_one:
        raise NeedsMore(phrase("ask.budget_of_a_year", said=ask.quoted(limit.span)), limit.span)


def _refuse_other_time(ask: Ask, limit: Limit, *, is_open: bool) -> None:
    """`$600 for 3 months`, `半年の予算30万円`: that is no budget for each month.

    Raises:
        NeedsMore: a stretch of time is said, and no period of the budget.
    """
    said = next((ask.quoted(each.span) for each in ask.times if each.over), None)
    if is_open and said:
        facts = {"said": said, "limit": ask.quoted(limit.span)}
        raise NeedsMore(phrase("ask.budget_for_a_time", **facts), limit.span)


def _refuse_threshold(ask: Ask, limit: Limit) -> None:
    """`10% off above $500`, `500ドルを超えた分は10%引き`: what it takes for less, and no budget.

    Raises:
        NeedsMore: a discount holds only from an amount on.
    """
    if not ask.discounts:
        return
    before = ask.source[: limit.span.start].casefold()
    behind = ask.source[limit.span.end :].casefold().lstrip()
    is_one = "%" in before and before.split()[-1] in _FROM_THERE  # not "over $500? with 10% off"
    if is_one or behind.startswith(_FROM_THERE_BEHIND):
        raise NeedsMore(phrase("ask.portion", said=ask.quoted(limit.span)), limit.span)


_FROM_THERE = words_that("beyond_an_amount")
_FROM_THERE_BEHIND = tuple(words_that("beyond_an_amount_behind"))
_OF_A_YEAR = tuple(words_that("year_of_a_budget"))
_BUDGET_OF_A_YEAR = re.compile(r"\bfy ?\d{2}|\b20\d\d (?:budget|plan|cap)\b")


_OF_ALL = frozenset({"fits", "lasts"})
"""What is asked of all the work, be it a single request: "how long does $5 last at 1 a day"."""


def _is_of_one_prompt(ask: Ask, work: Work) -> bool:
    """`$25 of haiku 5.5, prompts 800 tokens, replies 100`: each prompt is one request's."""
    is_size = work.prompt_tokens is not None and work.prompt_tokens == work.usage.input
    return is_size and not (ask.counts or {"fits", "how_many"} & ask.intents)


def _lasting(query: BudgetQuery, limit: Limit, ask: Ask) -> BudgetQuery:
    """`how long does $500 last, with 2000 requests a day`: days, whatever the work is per.

    Raises:
        NeedsMore: the work is not one at a rate, or levers are set against each other.
    """
    if query.work.per in {None, Period.BUSINESS_DAY} or query.contrast:
        said = ask.quoted(limit.span)
        if not said:  # the money of before
            raise NeedsMore(phrase("ask.rate_of", said=ask.source.strip()))
        raise NeedsMore(phrase("ask.budget_lasts", said=said), limit.span)
    work = replace(query.work, over=Over(ONE, Period.DAY))
    return replace(query, work=work, per=None, fits=True, lasts=True)


def asks_a_share(ask: Ask) -> bool:
    """`キャッシュを何割使えば収まる？`, `what hit rate do we need`: all of it is not what is said.

    Raises:
        NeedsMore: a share is said, and one is asked for.
    """
    source = ask.source.casefold()
    left_open = [each.is_open for each in ask.caching]
    if any(left_open) and any(map(source.__contains__, _ASKS_A_SHARE)):
        if not all(left_open):
            raise NeedsMore(phrase("ask.share_to_fit"))
        return True
    return "cached_share" in ask.intents and all(left_open)


def _with_share_asked(query: BudgetQuery) -> BudgetQuery:
    """The same, where it is asked how much of the input must be cached.

    Raises:
        NeedsMore: some of it is cached already, or there is nothing that is to fit.
    """
    if levers_of(query.work) & CACHES or query.contrast or not query.fits:
        raise NeedsMore(phrase("ask.share_to_fit"))
    return replace(query, cached_share=True)


def _asks_how_large(ask: Ask) -> bool:
    """`the largest prompt for $0.05 a request`, `what output length`: of a size not said."""
    said, kinds = ask.source.casefold(), {each.kind for each in ask.amounts}
    prompt = kinds.isdisjoint({"input", "prompt_size"}) and _ASKS_HOW_LARGE
    answer = kinds.isdisjoint({"output"}) and _ASKS_HOW_LONG
    return any(map(said.__contains__, (*(prompt or ()), *(answer or ()))))


_ASKS_A_SHARE, _ASKS_HOW_LARGE, _ASKS_HOW_LONG = map(
    words_that, ("asks_a_cached_share", "asks_how_large", "asks_how_long_an_answer")
)


# --- of a mix


def _of_mix(ask: Ask, day: date | None) -> BudgetQuery:
    """The same of work in parts, each on its own model: how many depends on their shares.

    Raises:
        NeedsMore: it is about one request, about levers, or about usage that was pasted.
    """
    limit = _limit(ask)
    if ask.pasted:
        raise NeedsMore(phrase("ask.budget_of_usages"), limit.span)
    if limit.of is not None:
        raise NeedsMore(phrase("ask.limit_of_one", said=ask.quoted(limit.span)), limit.span)
    ask = with_rest_dealt(ask)
    if ask.parts and are_alternatives(ask):
        return _of_alternatives(ask, day)
    if ask.parts:
        found, parts = _of_parts(ask, day)
    else:
        found = _of_one_work(without_parts(ask), day)
        parts = dealt(ask, _countable(found))
    if found.contrast and not _IN_TABLE.issuperset(found.contrast.levers):
        raise NeedsMore(phrase("ask.levers_of_mix_budget"), limit.span)
    found = replace(found, contrast=None)
    first, others = parts[0], tuple(parts[1:])
    work = first.work if others else found.work  # "all on opus" is no mix
    return replace(found, models=(first.model,), work=work, others=others)


_IN_TABLE = frozenset({Lever.STANDARD, Lever.CACHED, Lever.BATCH, Lever.BATCH_CACHED})
"""Levers that stand beside each other in the table of a mix, whichever was asked about."""


def _countable(query: BudgetQuery) -> Work:
    """The work, which is that of one request where it is asked how many there can be."""
    if query.counts_requests:
        return replace(query.work, counts=(Counted(ONE),), scope=Scope.EACH)
    return query.work


def _of_alternatives(ask: Ask, day: date | None) -> BudgetQuery:
    """The budget for each of several alternatives by itself."""
    found = [_of_part(each, ask, day) for each in ask.parts]
    pairs = zip(ask.parts, found, strict=True)
    models = alternatives([Part(model_of(part), query.work) for part, query in pairs])
    return replace(found[0], models=models)


def _of_parts(ask: Ask, day: date | None) -> tuple[BudgetQuery, list[Part]]:
    """What is asked of all of the parts, and what they are, where each is said by itself.

    Raises:
        NeedsMore: it is asked how many there can be, and not said what goes to each.
    """
    found = [_of_part(each, _with_what_is_asked(ask), day) for each in ask.parts]
    parts = [
        Part(model_of(part), _countable(query))
        for part, query in zip(ask.parts, found, strict=True)
    ]
    first = found[0]
    if len({(each.per, each.fits, each.noun) for each in found}) > 1:
        raise NeedsMore(phrase("ask.mix_periods"))
    if first.fits:
        refuse_shared_totals(ask)
        refuse_shares_of_a_sum(ask)
        return first, parts
    shares = [share for each in ask.parts for share in each.shares]
    if len(shares) == len(parts):
        dealt_out, works = whole(tuple(shares)), [part.work for part in parts]
        if has_ranges(dealt_out):  # which puts the rest last
            by_model = {part.model: part.work for part in parts}
            works = [by_model[each.model] for each in dealt_out]
        return first, of_shares(ask, dealt_out, works)
    if shares or first.counts_requests:
        raise NeedsMore(phrase("ask.budget_of_mix"), ask.limits[0].span)
    return first, parts


def _with_what_is_asked(ask: Ask) -> Ask:
    """The question with what is asked of all parts, in whichever of them it stands."""
    asked: dict[Intent, bool] = {
        "lasts": any("lasts" in each.intents for each in ask.parts),
        "cached_share": any(map(asks_a_share, ask.parts)),
    }
    return replace(ask, intents=ask.intents.union(each for each, found in asked.items() if found))


def _of_part(part: Ask, ask: Ask, day: date | None) -> BudgetQuery:
    """The budget as if this part were all that it is for."""
    limited = (each for each in ask.times if each.binds == "limit")
    return _of_one_work(
        replace(
            part,
            parts=(),
            shares=(),
            limits=ask.limits,
            intents=part.intents | ask.intents,
            how_many=ask.how_many,
            times=tuple(dict.fromkeys((*part.times, *limited))),
            currencies=ask.currencies,
            rated=ask.rated,
        ),
        day,
    )


def _refuse_without_number(ask: Ask) -> None:
    """`$500/month, 1k in 500 out, requests per day?`: so many, or how many of them?

    Raises:
        NeedsMore: requests are spoken of, and no number of them is said or asked for.
    """
    if ask.counts or "how_many" in ask.intents:
        return
    for each in ask.heard:
        if each.meaning == IGNORED and each.text.casefold() in _SEVERAL_REQUESTS:
            raise NeedsMore(phrase("ask.requests_without_number", said=each.text), each.span)


_SEVERAL_REQUESTS = words_that("several_requests")


_FEES = {unit.value: unit for unit in FEE_UNITS}
"""What is paid for by the piece: "how many web searches fit in $100"."""


def with_one_fee(ask: Ask) -> Ask:
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
    """Whether one request, or one of what takes some, costs no more than that.

    Raises:
        NeedsMore: how large one request is, or what it costs, depends on how many there are; or
            nobody said how many requests one takes.
    """
    is_plain = work.counts or not work.per
    others = work.scope is Scope.TOTAL or work.prefix or "how_many" in ask.intents
    counts, per = _counts_of_one(work, limit.of or ""), timing(ask).limit
    if work.per and per is None and limit.of in _PERSONS:  # a day, or a month?
        raise NeedsMore(phrase("ask.budget_period", said=ask.quoted(limit.span)), limit.span)
    vary = any(each.part.startswith("count") for each in work.varied)
    in_time = per is None or (work.per and limit.of in _PERSONS and counts != _ONE_REQUEST)
    if others or not (is_plain and counts and in_time) or (vary and counts != _ONE_REQUEST):
        raise NeedsMore(phrase("ask.limit_of_one", said=ask.quoted(limit.span)), limit.span)
    varied = tuple(each for each in work.varied if not each.part.startswith("count"))
    work = replace(work, counts=counts, per=work.per if per else None, over=None, varied=varied)
    return BudgetQuery(choices_of(ask), work, limit.money, per, True, day, currency_of(ask))  # noqa: FBT003


def _counts_of_one(work: Work, one: str) -> tuple[Counted, ...] | None:
    """How many requests one of them takes; None where that is not said.

    "7 turns, $0.02 per conversation" are 7, as "500 conversations x 7 turns a day" are; of
    "4,000 tickets a day, $0.01 per ticket" each is one. A user may send so many each day.
    """
    nouns = [singular(each.noun) for each in work.counts]
    if not nouns or not one:
        return _ONE_REQUEST if len(nouns) <= 1 else None
    if one in nouns[:-1]:
        return work.counts[nouns.index(one) + 1 :]
    if nouns[-1] == one and one in _PERSONS:  # "$20 a seat, 30 seats": how much does each ask?
        return None
    stays = work.per is None or one in _PERSONS
    if len(nouns) == 1 and stays and _takes(one, work.counts[0]):
        return work.counts
    return _ONE_REQUEST if _is_same(nouns[-1], one) else None


def _takes(one: str, counted: Counted) -> bool:
    """Whether so many may be those of one: 7 turns of a conversation, and no 1000 of them."""
    noun = singular(counted.noun)
    return noun in _TAKEN and one not in {noun, *_REQUESTS} and counted.number <= _MOST_OF_ONE


def _is_same(noun: str, other: str) -> bool:
    """Whether both are called the same, or one of them a request, as any may be."""
    return noun == other or not _REQUESTS.isdisjoint((noun, other))


_ONE_REQUEST = (Counted(ONE, "request"),)
_MOST_OF_ONE = 100
_REQUESTS = words_that("one_request")
_TAKEN = words_that("taken_by_one")


def _limit(ask: Ask) -> Limit:
    """The one budget."""
    if len(ask.limits) > 1:
        said = tuple(ask.quoted(each.span) for each in ask.limits)
        raise NeedsMore(phrase("ask.two_limits", said=said), ask.limits[1].span)
    (limit,) = ask.limits
    if not limit.money.amount:
        raise NotUnderstood(phrase("unread.no_budget"), limit.span)
    _refuse_credits(ask, limit)
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
    money, currency = _limit(ask).money, currency_of(ask)
    noun = ask.how_many or REQUESTS
    return BudgetQuery(choices_of(ask), work, money, per, False, day, currency, noun)  # noqa: FBT003


def token_budget_of(ask: Ask, day: date | None) -> TokenBudgetQuery:
    """How many tokens a budget buys: of the kind that was said, else input and output."""
    limit = _limit(ask)
    refuse_contrast(ask)
    if ask.shares or any(each.share is not None for each in ask.caching):
        ask_for_one_request(ask)
    choices = our_choices_of(ask)
    asked = ask.how_many or "tokens"
    named = _CACHED_UNITS if ask.caching and not ask.uncached else _UNITS
    units = named.get(asked, named["tokens"])
    if any(each.bounds for each in ask.discounts):
        raise NeedsMore(phrase("ask.range_of_discount"))
    discount = discount_of(ask)
    time = timing(ask)
    return TokenBudgetQuery(
        choices, limit.money, time.limit, units, ask.modifiers, discount, day, currency_of(ask)
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
