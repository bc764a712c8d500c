"""Words that say something only behind an earlier question, as what they say there.

standard speed, 通常速度なら      no fast mode, where that was asked for
global endpoint                 neither US-only nor regional
worst case?, 最悪だと            the dear end of each range
152円だと                        another exchange rate, behind one that was said
1,000 of those                  so many requests, behind a single one
what if replies are 400?        how long each is, behind requests that have an output
2 images each                   of the size that was said before
in total per year               what all of it costs: no amounts were said to be totals
what's the difference?          of the models that were compared
and if we run that weekly?      how often it is done, behind work without a period
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from msgspec.structs import replace

from pricing import CACHE_UNITS, Modifier, Unit

from .as_before import (
    grown_as_it_comes,
    half_of_that,
    of_some_kind_of_them,
    of_which_day,
    with_files_as_before,
    with_the_same_again,
    without_weekends,
)
from .ask import Amount, Ask, Caching, Contained, Count, PerUnit, Rated
from .asked import has_amounts
from .both_sides import with_both_sides
from .errors import NeedsMore
from .follow_up import follows
from .how_it_came import asks_how_it_came
from .lengths_of_texts import (
    ABOUT,
    MAY_BE_LONG,
    WILL,
    ends_a_clause,
    with_length_of_replies,
    with_length_of_those,
    with_new_length,
    with_texts_of_a_size,
)
from .model import (
    MOST_OF_ONE,
    ONE,
    REQUESTS,
    Bounds,
    BudgetQuery,
    ComparisonQuery,
    Currency,
    EstimateQuery,
    Images,
    MixQuery,
    Query,
    Scope,
)
from .models_of_before import against_all_on_one, of_all_of_them
from .more_images import with_more_images
from .number_alone import number_alone
from .one_of_them import asking_what_one_costs
from .only_number import with_the_only_number
from .part_in_batch import with_part_in_batch
from .phrase import phrase
from .prompt_on_top import (
    refuse_less_than_prompt,
    with_part_cached,
    with_prompt_on_top,
    with_so_much_cached,
)
from .prompt_parts import of_what_is_not_counted, with_part_of_prompt, without_its_history
from .put_right import put_right
from .reading import Span
from .recalled import NOWHERE, recalled, work_of
from .repeated import with_work_repeated
from .roles import words_that
from .rules.nouns import in_full, is_of_people, singular
from .some_on_a_model import with_some_on_a_model
from .terms_let_go import with_neither, with_terms_let_go
from .which_of_them import against_another, with_those_of_a_family, with_which_of_them


def in_thread(ask: Ask, previous: Query) -> Ask:
    """`ask` with what its words mean behind `previous`."""
    ask = asking_what_one_costs(ask, previous)
    for each in _BEHIND:
        ask = each(ask, previous)
    return ask


# --- terms that are dropped by what stands in their place


def _with_terms_dropped(ask: Ask, previous: Query) -> Ask:
    """`standard speed` behind fast mode, `global` behind US-only, `standard` behind batch."""
    terms = _terms_of(previous)
    compares = ask.against or ask.sided or "saved" in ask.intents
    if not terms or compares or ask.modifiers & terms:
        return ask
    gone = frozenset[Modifier]()
    said = ask.source.casefold()
    words = frozenset(each.text.casefold() for each in ask.heard)
    if terms & _PLACES and _says_alone(_GLOBAL, ask) and not ask.modifiers & _PLACES:
        gone |= terms & _PLACES
    if Modifier.FAST in terms and any(map(said.__contains__, _STANDARD_SPEED)):
        gone |= {Modifier.FAST}
    if Modifier.BATCH in terms and _says_alone(_REAL_TIME, ask) and not ask.negations:
        gone |= {Modifier.BATCH}
    if len(terms & _SPEEDS) == 1 and _is_standard_alone(words):
        gone |= terms & _SPEEDS
    return replace(ask, without=ask.without | gone) if gone else ask


def _without_that(ask: Ask, previous: Query) -> Ask:
    """`without that, on opus`, それを外して: the one term of before, where there is but one."""
    if len(ask.negations) != 1 or not _is_of_that(ask) or asks_how_it_came(ask):
        return ask
    terms, before = _terms_of(previous), recalled(previous)
    of_parts = isinstance(previous, (MixQuery, BudgetQuery)) and previous.parts
    is_cached = before.caching or any(each.kind in _OF_A_CACHE for each in before.amounts)
    if of_parts or len(terms) + bool(is_cached) + bool(before.discounts) != 1:
        span = ask.negations[0]
        open_one = NeedsMore(phrase("ask.loose_negation", said=ask.quoted(span)), span)
        return replace(ask, doubt=open_one)
    return replace(
        ask,
        negations=(),
        without=ask.without | terms,
        uncached=ask.uncached or bool(is_cached),
        undiscounted=ask.undiscounted or bool(before.discounts),
    )


def _is_of_that(ask: Ask) -> bool:
    """Whether what is ruled out is called "that", and no more: `without it`, それはなしで."""
    said = [each.text.casefold() for each in ask.heard]
    place = next(i for i, each in enumerate(ask.heard) if each.span == ask.negations[0])
    if ask.source.isascii():
        behind = said[place + 1 : place + 2]
        ends = (said[place + 2 : place + 3] or ["."])[0]
        is_that = not _THAT.isdisjoint(behind) and ends in _ENDS_A_TERM
        return is_that and said[place] in _DROPS  # "that's not it" drops nothing
    return any(each in _THAT for each in said[max(place - 2, 0) : place])


_THAT, _DROPS = words_that("what_was_said_before"), words_that("drops_a_term")
_ENDS_A_TERM = frozenset({".", ",", ";", "!", "?", "and", "but", "on", "please", "then", "with"})
_OF_A_CACHE = frozenset[object]({"prefix", *CACHE_UNITS})


def _at_prices_of_now(ask: Ask, previous: Query) -> Ask:
    """`今の価格で`, `at current prices` behind prices of a past day."""
    said = ask.source.casefold()
    is_asked = any(map(said.__contains__, _PRICES_OF_NOW)) and not (ask.days or ask.models)
    return replace(ask, now=True) if is_asked and getattr(previous, "day", None) else ask


_PRICES_OF_NOW = tuple(words_that("prices_of_now"))


def _says_alone(words: frozenset[str], ask: Ask) -> bool:
    """Whether one of these is said, and of no noun behind it: not of "global traffic"."""
    behind = [*(each.text.casefold() for each in ask.heard[1:]), "."]
    pairs = zip(ask.heard, behind, strict=True) if ask.heard else ()
    return any(one.text.casefold() in words and other in _NO_NOUN for one, other in pairs)


def _terms_of(query: Query) -> frozenset[Modifier]:
    parts = query.parts if isinstance(query, (MixQuery, BudgetQuery)) else ()
    works = [each.work for each in parts] if parts else [work_of(query)]
    return frozenset[Modifier]().union(*(each.modifiers for each in works if each is not None))


def _is_standard_alone(words: frozenset[str]) -> bool:
    """`back to standard`, 通常だと: nothing else that could be the standard is spoken of."""
    return bool(words & _STANDARD) and words <= _STANDARD | _BESIDE_STANDARD


_PLACES = frozenset({Modifier.US_ONLY, Modifier.REGIONAL})
_SPEEDS = frozenset({Modifier.FAST, Modifier.BATCH})
_GLOBAL, _STANDARD = words_that("global_endpoint"), words_that("standard_term")
_NO_NOUN = words_that("no_noun_behind_a_term") | words_that("beside_a_bare_share")
_BESIDE_STANDARD = words_that("beside_a_standard_term") | words_that("beside_a_bare_share")
_REAL_TIME = words_that("in_real_time")
_STANDARD_SPEED = tuple(words_that("standard_speed"))


# --- one end of what was a range


def _at_one_end(ask: Ask, previous: Query) -> Ask:
    """`worst case?` behind a range: its dear end, with the least cached; `best case?`."""
    work = work_of(previous)
    numbers = ask.amounts or ask.counts or ask.caching or ask.limits
    if work is None or not work.varied or numbers:
        return ask
    said = ask.source.casefold()
    dear, cheap = (any(map(said.__contains__, each)) for each in (_DEAREST, _CHEAPEST))
    before = recalled(previous)
    if dear is cheap or _has_other_ranges(before):
        return ask
    end = _HIGH if dear else _LOW
    counted = any(each.bounds for each in before.counts)
    counts = tuple(_count_at(end, each) for each in before.counts) if counted else ()
    amounts = tuple(_amount_at(end, each) for each in before.amounts if each.bounds)
    shares = (each for each in before.caching if each.bounds)
    return replace(
        ask,
        amounts=amounts,
        counts=counts,
        joined=counted and before.joined,
        caching=tuple(_share_at(_LOW if dear else _HIGH, each) for each in shares),
    )


def _has_other_ranges(before: Ask) -> bool:
    """Whether more than plain amounts, counts and a share to cache has two ends."""
    prefixes = [each.bounds for each in before.amounts if each.kind == "prefix"]
    others = [each.bounds for some in (before.contents, before.discounts) for each in some]
    return any(prefixes) or any(others)


_End = Callable[[Bounds], Decimal]
_HIGH: _End = attrgetter("high")
_LOW: _End = attrgetter("low")


def _amount_at(end: _End, said: Amount) -> Amount:
    quantity = end(said.bounds) if said.bounds else said.quantity
    return replace(said, quantity=quantity, bounds=None, centred=False)


def _count_at(end: _End, said: Count) -> Count:
    number = end(said.bounds) if said.bounds else said.number
    return replace(said, number=number, bounds=None, centred=False)


def _share_at(end: _End, said: Caching) -> Caching:
    return replace(said, share=end(said.bounds) if said.bounds else said.share, bounds=None)


_DEAREST, _CHEAPEST = tuple(words_that("dear_end")), tuple(words_that("cheap_end"))


# --- another exchange rate, and so many of a single request


def _at_another_rate(ask: Ask, previous: Query) -> Ask:
    """`152円だと` behind 1ドル150円: no budget of 152 yen."""
    currency = getattr(previous, "currency", None)
    if not isinstance(currency, Currency) or not currency.per_usd or len(ask.limits) != 1:
        return ask
    money, span = ask.limits[0].money, ask.limits[0].span
    is_near = currency.per_usd / _NEAR < money.amount < currency.per_usd * _NEAR
    if money.code != currency.code or money.high or ask.times or ask.intents or not is_near:
        return ask
    return replace(ask, limits=(), rated=(Rated(money.code, money.amount, span),))


_NEAR = 2
"""How many times another exchange rate may be that of before: what else could it be?"""


def _with_so_many(ask: Ask, previous: Query) -> Ask:
    """`1,000 of those` behind a single request: so many such requests."""
    work, said_alone = work_of(previous), number_alone(ask)
    if work is None or said_alone is None:
        return ask
    number, span = said_alone
    is_of_those = ask.source[span.end :].casefold().lstrip().startswith(_OF_THOSE)
    is_one = work.usage.input <= MOST_OF_ONE and (work.requests or ONE) == ONE and not work.per
    if not (is_of_those and is_one):
        return ask
    times = tuple(each._replace(binds="requests") for each in ask.times)
    return replace(ask, troubles=(), times=times, counts=(Count(number, REQUESTS, span),))


_OF_THOSE = tuple(words_that("of_those_before"))


# --- one of a range, all of several, and what comes beside the other side


def _within_a_range(ask: Ask, previous: Query) -> Ask:
    """`let's say 6k` behind 5-8k requests a day: so many of what was a range."""
    work, said_alone = work_of(previous), number_alone(ask)
    if said_alone is None or work is None or not work.varied:
        return ask
    before = recalled(previous)
    (number, span), others = said_alone, [each for each in before.caching if each.bounds]
    known: tuple[Amount | Count, ...] = (*before.counts, *before.amounts)
    ranged = [each for each in known if each.bounds]
    if len(ranged) != 1 or others or _has_other_ranges(before) or not _says_no_more(ask, span):
        return ask
    (old,) = ranged
    if old.bounds is None or not old.bounds.low <= number <= old.bounds.high:
        return ask
    if isinstance(old, Amount):
        new = replace(old, quantity=number, bounds=None, centred=False, span=span)
        return replace(ask, amounts=(new,), troubles=())
    count = replace(old, number=number, bounds=None, centred=False, span=span)
    counts = tuple(count if each is old else each for each in before.counts)
    return replace(ask, counts=counts, joined=before.joined, troubles=())


def _says_no_more(ask: Ask, span: Span) -> bool:
    """Whether the words beside what is at `span` change nothing: "ok, let's say 6k"."""
    others = {each.text.casefold() for each in ask.heard if each.span != span}
    return others <= _BESIDE_A_NUMBER


_BESIDE_A_NUMBER = words_that("beside_a_bare_share") | words_that("beside_a_verb_of_writing")
_BESIDE_A_NUMBER |= words_that("opens_a_follow_up") | {"about", "around", "roughly"}


def _with_the_other_side(ask: Ask, previous: Query) -> Ask:
    """`出力100万も追加` behind what only goes in: that comes out, and the rest is as before."""
    work = work_of(previous)
    others = (ask.counts, ask.models, ask.times, ask.contents, ask.changes, ask.scopes, ask.limits)
    if len(ask.amounts) != 1 or work is None or any(others) or ask.on_top or ask.troubles:
        return ask
    (said,) = ask.amounts
    behind = ask.source[said.span.end :].strip(" ?!。")
    is_new = isinstance(said.kind, Unit) and not getattr(work.usage, said.kind)
    if said.kind not in _SIDES or not is_new or behind not in _COMES_TOO:
        return ask
    return replace(ask, on_top=(said.span,))


_SIDES, _COMES_TOO = frozenset[object]({Unit.INPUT, Unit.OUTPUT}), words_that("comes_too")


# --- how many there are, or how long each is


def _with_new_number(ask: Ask, previous: Query) -> Ask:
    """`calls drop to 20k`, `200 of them` behind so many calls, or people: so many instead."""
    said_alone = number_alone(ask)
    if said_alone is None or ask.amounts or ask.counts or ask.models:
        return ask
    counts = recalled(previous).counts
    if not counts:
        return ask
    number, span = said_alone
    behind = ask.source[span.end :].casefold()
    before = ask.source[: span.start].casefold().split()
    said = _some_of_them(number, behind, counts) or _become_as_many(before, behind, counts)
    said = said or _called_again(behind, counts) or _what_each_does(before, behind, counts)
    if said is None:
        return ask
    new = replace(said, number=number, bounds=None, centred=False, span=span)
    changed = tuple(new if each is said else each for each in counts)
    topic = None if ask.topic == "subscription" else ask.topic  # 500 seats: those of before
    anew = replace(ask, counts=changed, joined=len(changed) > 1, troubles=(), topic=topic)
    return replace(anew, scopes=frozenset())


def _called_again(behind: str, counts: tuple[Count, ...]) -> Count | None:
    """The seats of `500 seats`, which by themselves could be those of a plan."""
    words = behind.strip(" ?!.").split()
    return next((e for e in counts if len(words) == 1 and singular(e.noun) == _seat(words)), None)


def _seat(words: list[str]) -> str | None:
    return _SEAT if singular(words[0]) == _SEAT else None


def _what_each_does(before: list[str], behind: str, counts: tuple[Count, ...]) -> Count | None:
    """What is counted of each of `what if they each do 60`, behind 300 seats with 40 prompts."""
    words = set(before)
    is_of_each = not words.isdisjoint(_EACH_OF_THEM) and before[-1:] and before[-1] in _DOES
    if not is_of_each or len(counts) != _OF_EACH or not ends_a_clause(behind):
        return None
    (sender, sent) = counts
    is_sender = is_of_people(sender) or singular(sender.noun) == _SEAT
    return sent if is_sender and not is_of_people(sent) else None


_OF_EACH = 2
_EACH_OF_THEM, _DOES = words_that("each_of_those_people"), words_that("does_so_many")


def _some_of_them(number: Decimal, behind: str, counts: tuple[Count, ...]) -> Count | None:
    """The people of `only 200 of them use it`: fewer than before."""
    found = next((each for each in _OF_THOSE if behind.strip().startswith(each)), None)
    if found is None or not is_of_people(counts[0]) or number >= counts[0].number:
        return None
    rest = behind.strip().removeprefix(found).strip(" .,!?").split()
    return counts[0] if set(rest) <= _DO_IT else None


def _become_as_many(before: list[str], behind: str, counts: tuple[Count, ...]) -> Count | None:
    """What is counted of `calls drop to 20k`; not of `docs grow to 20k`, which may be longer."""
    verbs: set[str] = set()
    while before and before[-1] in _BECOME_MANY | ABOUT | WILL:
        verbs.add(before.pop())
    reaches = {"to", *_REACH} & verbs  # "go up 50k" is by so many
    if not (before and reaches) or not ends_a_clause(behind) or verbs.isdisjoint(_BECOME_MANY):
        return None
    noun = before[-1]
    if noun in _ALL_OF_IT and len(counts) == 1:
        return counts[0]
    named = [each for each in counts if in_full(each.noun) == in_full(noun)]
    return named[0] if len(named) == 1 and noun not in MAY_BE_LONG else None


_BECOME_MANY, _DO_IT = words_that("becomes_as_many"), words_that("use_it_themselves")
_REACH = frozenset({"reach", "reaches", "hit", "hits"})
_ALL_OF_IT = frozenset({"traffic", "volume"})


# --- how often, and for whom


def _as_often(ask: Ask, previous: Query) -> Ask:
    """`weekly instead of nightly` behind so many a night: as many of them, each week."""
    work = work_of(previous)
    if work is None or work.per is None or len(ask.times) != _NEW_AND_OLD or not ask.negations:
        return ask
    new, old = ask.times
    numbers = (ask.amounts, ask.counts, ask.contents, ask.changes, ask.schedules, ask.limits)
    is_told = new.often and old.often and old.period is work.per
    between = ask.source[new.span.end : old.span.start].strip(" ,").casefold()
    if any(numbers) or not is_told or between not in _NOT_SO_OFTEN:
        return ask
    binds: Literal["requests", "amounts"] = "requests" if work.counts else "amounts"
    times = (new._replace(binds=binds, often=False),)
    return replace(ask, times=times, negations=())


def _for_each_seat(ask: Ask, previous: Query) -> Ask:
    """`per seat per month?` behind so many seats: no subscription is asked about."""
    if ask.topic != "subscription":
        return ask
    if all(singular(each.noun) != _SEAT for each in recalled(previous).counts):
        return ask
    for one, other in pairwise(ask.heard):
        if one.text.casefold() in _PER and other.text.casefold() == _SEAT:
            span = Span(one.span.start, other.span.end)
            of_seat = PerUnit(_SEAT, ask.quoted(span), span)
            return replace(ask, topic=None, costs_per=(*ask.costs_per, of_seat))
    return ask


_NEW_AND_OLD, _SEAT = 2, "seat"
_NOT_SO_OFTEN, _PER = words_that("rules_out_how_often"), words_that("per_one_of_them")


# --- what one side of the work costs


def _asking_one_side(ask: Ask, previous: Query) -> Ask:
    """`how much of that is output?` behind work with both sides is asked about."""
    works = [each.work for each in getattr(previous, "parts", ())] or [work_of(previous)]
    both = any(each and each.usage.input and each.usage.output for each in works)
    words = {each.text.casefold() for each in ask.heard}
    sides = words & _ONE_SIDE
    if not both or len(sides) != 1 or words.isdisjoint(_OF_ONE_SIDE) or ask.troubles:
        return ask
    of_rates = any(map(ask.source.casefold().__contains__, _PER_MILLION))
    if ask.models or of_rates or follows(ask) or has_amounts(ask):
        return ask
    span = next(each.span for each in ask.heard if each.text.casefold() in sides)
    said = phrase("ask.of_one_alone", said=ask.quoted(span))
    return replace(ask, doubt=NeedsMore(said, span))


_PER_MILLION = tuple(words_that("unit_of_a_price"))
_COSTS_OF_ONE = words_that("cost_of_one_kind")
_ONE_SIDE = words_that("one_side_of_work") | _COSTS_OF_ONE
_OF_ONE_SIDE = words_that("asks_of_one_side") | _COSTS_OF_ONE


# --- what is told by what was said before


def _with_images_as_before(ask: Ask, previous: Query) -> Ask:
    """`2 images each`, 画像3枚なら behind images of one size: so many of that size in each."""
    work = work_of(previous)
    before = work.contents[0] if work and len(work.contents) == 1 else None
    if not work or not isinstance(before, Images) or not (ask.troubles or ask.counts):
        return ask
    asked = [each for each in ask.troubles if each.message.key == "ask.image_size"]
    sheets = _sheets(ask) if all(each.noun != _SHEETS for each in work.counts) else []
    if sheets and ask.times:  # 月500枚: in all of them?
        said, span = ask.quoted(sheets[0].span), sheets[0].span
        return replace(ask, troubles=(NeedsMore(phrase("ask.which_count", said=said), span),))
    told = [*(each.message.facts.get("number") for each in asked), *(n.number for n in sheets)]
    numbers = {each for each in told if isinstance(each, Decimal)}
    if len(numbers) != 1 or len(asked) > 1:
        return ask
    return replace(
        ask,
        contents=(*ask.contents, Contained(before._replace(number=numbers.pop()), NOWHERE)),
        troubles=tuple(each for each in ask.troubles if each not in asked),
        counts=tuple(each for each in ask.counts if each not in sheets),
    )


def _sheets(ask: Ask) -> list[Count]:
    """画像3[枚]."""
    return [each for each in ask.counts if ask.quoted(each.span).endswith(_IN_SHEETS)]


_SHEETS, _IN_SHEETS = "sheets", tuple(words_that("counter_of_sheets"))


def _of_all_of_it(ask: Ask, _: Query) -> Ask:
    """`in total per year`: the cost is summed up; no amounts are said that could be totals."""
    of_amounts = ask.amounts or ask.counts or ask.contents or ask.caching or ask.limits
    plainly = all(each.every == ONE for each in ask.times)  # not "in total, every 3 minutes"
    if (
        ask.scopes != {Scope.TOTAL}
        or of_amounts
        or not plainly
        or not (ask.times or ask.models or ask.changes)
    ):
        return ask
    return replace(ask, scopes=frozenset())


def _asking_the_difference(ask: Ask, previous: Query) -> Ask:
    """`what's the difference?` behind several models."""
    words = {each.text.casefold() for each in ask.heard}
    is_asked = not words.isdisjoint(_DIFFERENCES) or any(
        map(ask.source.casefold().__contains__, _WHICH)
    )
    if isinstance(previous, (EstimateQuery, MixQuery)):
        return _asked_of_what(ask, words)
    if not isinstance(previous, ComparisonQuery) or not is_asked:
        return ask
    return ask if follows(ask) else replace(ask, intents=ask.intents | {"saved"})


def _asked_of_what(ask: Ask, words: set[str]) -> Ask:
    """`年間の差額は？`, `what would we save by switching?`: of two, and one is remembered."""
    levers = (ask.modifiers, ask.without, ask.caching, ask.against, ask.uncached, ask.discounts)
    numbers = (ask.amounts, ask.counts, ask.changes, ask.contents, ask.limits, ask.shares)
    if any(levers) or any(numbers) or ask.saved:
        return ask
    said = ask.source.casefold()
    if ask.models:  # haikuとの差額は？
        is_gap = any(map(said.__contains__, _GAP_TO_A_MODEL))
        return replace(ask, adds=True, intents=ask.intents | {"saved"}) if is_gap else ask
    moves = "saved" in ask.intents and any(map(said.__contains__, _MOVES_TO_ANOTHER))
    if words.isdisjoint(_GAPS) and not moves:
        return ask
    open_gap = NeedsMore(phrase("ask.cheaper_than", said=ask.source.strip()))
    return replace(ask, troubles=(*ask.troubles, open_gap))


_GAPS = words_that("difference_between_two")
_GAP_TO_A_MODEL = tuple(words_that("difference_to_a_model"))
_MOVES_TO_ANOTHER = tuple(words_that("moves_to_another"))
_DIFFERENCES = words_that("asks_a_difference") | {"gap"}
_WHICH = tuple(words_that("asks_which_is_cheaper"))
_BEHIND = (
    put_right,
    grown_as_it_comes,
    half_of_that,
    with_which_of_them,
    against_another,
    with_those_of_a_family,
    with_some_on_a_model,
    with_part_in_batch,
    with_files_as_before,
    without_weekends,
    with_the_same_again,
    of_which_day,
    of_some_kind_of_them,
    with_both_sides,
    with_terms_let_go,
    with_neither,
    _as_often,
    _for_each_seat,
    _asking_one_side,
    _without_that,
    _at_prices_of_now,
    _with_terms_dropped,
    _at_one_end,
    _at_another_rate,
    _with_so_many,
    with_length_of_replies,
    with_texts_of_a_size,
    refuse_less_than_prompt,
    with_prompt_on_top,
    with_part_cached,
    with_so_much_cached,
    with_part_of_prompt,
    without_its_history,
    of_what_is_not_counted,
    _within_a_range,
    of_all_of_them,
    against_all_on_one,
    _with_the_other_side,
    with_length_of_those,
    _with_new_number,
    with_the_only_number,
    with_new_length,
    with_more_images,
    _with_images_as_before,
    _of_all_of_it,
    _asking_the_difference,
    with_work_repeated,
)
