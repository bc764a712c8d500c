"""What a text asks about pricing itself: an explanation, advice, or where the answer lies.

Only where it says no amounts of work: those are priced, or asked about. A number that belongs
to the topic ("over 200k tokens", "a 529 error") is no such amount; one that could be no work
either ("20 MCP tools") is named beside the explanation. A text that really asks about a topic
is explained even where some other word of it cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pricing import FEE_UNITS, TOKEN_UNITS, Unit

from .ask import GENERIC, Ask
from .asked import other_vendor
from .budgeting import asks_a_share
from .errors import NeedsMore, OutOfScope
from .follow_up import follows
from .history import history
from .model import (
    AdviceQuery,
    BreakEvenQuery,
    BudgetQuery,
    ExplainQuery,
    Foreign,
    Group,
    ModelChoice,
    ModelsQuery,
    OneModel,
    Query,
    RatesQuery,
)
from .paying_off import any_life
from .phrase import phrase
from .reading import Span
from .recalled import models_of, work_of
from .roles import words_that
from .topics import (
    CACHES,
    asks_advice,
    asks_cheapest,
    asks_how,
    asks_price,
    asks_rank,
    asks_whether_to_cache,
    explained,
    is_elsewhere,
    is_general,
    is_of_rates,
    names_us,
    numbers_of,
    task_of,
    topics_of,
)
from .work import only

_NUMBER_WORD = re.compile("million|billion|thousand|hundred|dozen", re.IGNORECASE)
_MILLIONS = re.compile("[0-9] ?m", re.IGNORECASE)
"""An amount, perhaps: `5m cache writes`."""
# Topics that only say where the answer is.
_POINTERS = {"spend": "spend", "payment": "payment", "subscriptions": "subscription"}
_BREAK_EVEN = "break-even"
_ALIASES = "aliases"
_CHEAPEST = "volume"
"""The task whose first choice is the cheapest model."""
_MOST_TOPICS = 3
_OF_MODELS = frozenset({"unread.model", "ask.which_claude", "ask.version", "ask.version_first"})
# Troubles whose numbers are none of the work: of models, and "1h cache writes" without an amount.
_WITHOUT_WORK = _OF_MODELS | {"ask.write_amount"}


def explanation(ask: Ask, previous: Query | None = None) -> Query | None:
    """The explanation, the advice or the break-even that `ask` wants; None for any other wish.

    Args:
        ask: what was said.
        previous: the thread's last priced query, which a follow-up changes instead.

    Raises:
        NotUnderstood: a model is named that there is none of.
        NeedsMore: a name could be several models.
        OutOfScope: the answer lies elsewhere.
    """
    if named := explained(ask.source):
        return ExplainQuery(named, _single(ask))
    if _is_work_on_a_model(ask):
        return None
    numbers = tuple(_numbers(ask))
    of_before = previous is not None and "saved" in ask.intents and not ask.models
    if not (ask.arrivals or of_before) and (found_history := history(ask, numbers, previous)):
        return found_history
    if not numbers and (found := break_even(ask, previous)):
        return found
    if previous is not None and follows(ask) and not asks_how(ask.source):
        return None
    if not numbers and _asks_whether_to_cache(ask):
        return _break_even_on(ask.models, ask)
    if not numbers and (found_models := _of_models(ask)):
        return found_models
    if topics := _explained(ask, numbers):
        return list_of_a_day(topics, ask) or topics
    return None if numbers else _without_numbers(ask)


def list_of_a_day(found: Query, ask: Ask) -> ModelsQuery | None:
    """All models of the day that was named, where `found` explains no part of pricing alone.

    `what are the prices as of 2025-06-01` asks for them, and not for how pricing works.
    """
    is_general = isinstance(found, ExplainQuery) and _PRICES.issuperset(found.topics)
    if not is_general or not ask.days or ask.models:
        return None
    return ModelsQuery("all", only(ask.days, "ask.two_days"))


_PRICES = frozenset({"pricing", "accuracy"})


def _of_models(ask: Ask) -> AdviceQuery | ModelsQuery | None:
    """Which model is the right one, or how they rank by price: all that are sold, with theirs."""
    is_rank = _wants_a_rank(ask)
    if not (is_rank or _wants_advice(ask)):
        return None
    _refuse_unknown_models(ask)
    day = only(ask.days, "ask.two_days")
    cheapest = _CHEAPEST if asks_cheapest(ask.source) else None
    if is_rank or (cheapest and ask.uncounted and not task_of(ask.source)):
        return ModelsQuery("current", day)  # "which model has the cheapest cache reads?"
    return AdviceQuery(task_of(ask.source) or cheapest, None, day, _ours(ask))


def _without_numbers(ask: Ask) -> Query | None:
    """Rates where "cache writes" of a model are asked about; other vendors' are elsewhere.

    Raises:
        OutOfScope: only other vendors' models were named.
    """
    if _is_all_foreign(ask):
        raise other_vendor(ask.models, ask.lang)
    said = [ask.quoted(each.span) for each in ask.troubles if each.span]
    keys = {each.message.key for each in ask.troubles}
    of_writes = keys == {"ask.write_amount"} and not any(map(_MILLIONS.search, said))
    if _ours(ask) and of_writes and asks_price(ask.source):
        return RatesQuery(_ours(ask), only(ask.days, "ask.two_days"))
    return None


def _is_work_on_a_model(ask: Ask) -> bool:
    """Whether what is to be priced was said, so that no other word makes it another question.

    The keys of a usage object are words of many topics, and its numbers are the question.
    """
    if _is_pasted(ask) or (ask.limits and ask.how_many in _FEES):
        return True
    if not ask.models:
        return False
    kinds = {each.kind for each in ask.amounts}
    if Unit.INPUT in kinds or Unit.OUTPUT in kinds:
        return True
    return Unit.WEB_SEARCH in kinds and asks_price(ask.source)  # "10,000 searches: how much?"


_FEES = frozenset(each.value for each in FEE_UNITS)


def _is_pasted(ask: Ask) -> bool:
    """Whether a usage object was pasted, perhaps one that has no price."""
    return bool(ask.pasted) or any(each.message.key in _OF_USAGE for each in ask.troubles)


_OF_USAGE = frozenset({"unread.usage", "unread.usage_key"})


def break_even(ask: Ask, previous: Query | None = None) -> BreakEvenQuery | None:
    """When caching pays off on the models that were named, else on those spoken of before."""
    if isinstance(previous, BudgetQuery) and previous.fits and asks_a_share(ask):
        return None
    follows_up = previous is not None and not ask.models and _speaks_of_caching(ask)
    asks = follows_up and asks_whether_to_cache(ask.source)
    has_share = any(each.share for each in ask.caching)
    if has_share and previous is not None and len(models_of(previous)) > 1:
        asks = False  # 8割キャッシュしたらどっちが安い: of the models
    saves_so_much = "saved" in ask.intents and has_share
    if "break_even" not in ask.intents and (saves_so_much or not asks):
        return None
    if ask.models or previous is None:
        return _break_even_on(ask.models, ask)
    found = _break_even_on(models_of(previous), ask)
    work = work_of(previous)
    if found.hit_share is not None or work is None or not work.prefix:
        return found
    return replace(found, work=any_life(work))


def _break_even_on(models: tuple[ModelChoice, ...], ask: Ask) -> BreakEvenQuery:
    """On `models`, else the current ones; is a share of hits that was said enough?"""
    day = only(ask.days, "ask.two_days")
    shares = tuple(each.share for each in ask.caching if each.share is not None)
    for each in ask.caching:
        if each.bounds:
            raise NeedsMore(phrase("ask.range_here", said=ask.quoted(each.span)), each.span)
    share = only(shares, "ask.two_shares")
    return BreakEvenQuery(models or (Group("current"),), day, hit_share=share)


def _asks_whether_to_cache(ask: Ask) -> bool:
    """Whether caching on models that were named is to pay: "should I cache on opus 5.5?"."""
    return bool(_names_caching(ask) and _ours(ask)) and asks_whether_to_cache(ask.source)


def _speaks_of_caching(ask: Ask) -> bool:
    writes = any(each.message.key == "ask.write_amount" for each in ask.troubles)
    return bool(ask.caching or ask.uncached or ask.ttls or writes)


def _names_caching(ask: Ask) -> bool:
    """Whether any word speaks of it, a `cache hit` as well."""
    said = ask.source.casefold()
    return _speaks_of_caching(ask) or any(map(said.__contains__, CACHES))


def _wants_a_rank(ask: Ask) -> bool:
    """`2番目に安いモデル`, `the most expensive model`, of all that are sold."""
    return not (ask.models or task_of(ask.source)) and asks_rank(ask.source)


def _wants_advice(ask: Ask) -> bool:
    foreign = any(isinstance(each, Foreign) for each in ask.models)
    return asks_advice(ask.source) and not foreign


def _explained(ask: Ask, numbers: tuple[Span, ...]) -> ExplainQuery | BreakEvenQuery | None:
    found = topics_of(ask.source)
    asked = [each.topic for each in found if each.phrase]
    best = next((each for each in asked if not _left(each, ask, numbers)), None)
    unused: tuple[Span, ...] = ()
    if best is None and asked and not is_general(asked[0]):
        best, unused = asked[0], _left(asked[0], ask, numbers)
        if not _is_beside_the_work(ask, unused):
            return None
    if best is None or _is_for_others(ask, best) or _is_for_rates(ask, best):
        return None
    _refuse_unknown_models(ask)
    if best == _BREAK_EVEN and not unused:
        return _break_even_on(ask.models, ask)
    if best in _POINTERS:
        raise OutOfScope(phrase(f"elsewhere.{_POINTERS[best]}"))
    others = [each.topic for each in found if each.topic != best]
    said = tuple(ask.quoted(each) for each in unused)
    return ExplainQuery((best, *others)[:_MOST_TOPICS], _single(ask), said)


def _is_for_rates(ask: Ask, topic: str) -> bool:
    """Whether it is about the price of the models, or of what this bot has no prices of."""
    if (ask.topic and is_general(topic)) or _asks_cached_rates(ask, topic):
        return True
    if topic == _ALIASES and len(set(_ours(ask))) > 1:
        return asks_price(ask.source)  # "is fable priced the same as mythos?"
    return bool(ask.models) and is_of_rates(topic) and asks_price(ask.source)


def _asks_cached_rates(ask: Ask, topic: str) -> bool:
    """`what's the cache read price on opus 5.5`: a rate, and not how caching works."""
    keys = {each.message.key for each in ask.troubles}
    names = ask.uncounted or keys == {"ask.write_amount"}
    if topic not in _OF_CACHING or not (names and _ours(ask) and asks_price(ask.source)):
        return False
    return _EXPLAINS.isdisjoint(ask.source.casefold().replace("?", " ").split())


_OF_CACHING = frozenset({"caching", "cache-lifetime"})
_EXPLAINS = words_that("wants_an_explanation")


def _left(topic: str, ask: Ask, numbers: Iterable[Span]) -> tuple[Span, ...]:
    """The numbers that do not belong to the topic.

    No work of a model named does, and tokens only in "why are there 300 more input tokens".
    """
    known = numbers_of(topic, ask.source)
    said = () if asks_how(ask.source) else ask.amounts
    tokens = {each.span for each in said if each.kind in TOKEN_UNITS}
    work = _work(ask) if _ours(ask) else tokens
    return tuple(each for each in numbers if each in work or not _belongs(ask.source, each, known))


def _belongs(source: str, number: Span, parts: Iterable[Span]) -> bool:
    """Whether the parts hold all digits of a number: not those of "4K" in "4K image, 1 of them"."""
    held = {place for part in parts for place in range(*part)}
    places = range(*number)
    digits = {place for place in places if source[place].isdecimal()}
    return digits <= held if digits else not held.isdisjoint(places)


def _work(ask: Ask) -> frozenset[Span]:
    """Where amounts of work were said; the size of one prompt is none yet."""
    said = (ask.counts, ask.contents, ask.caching)
    spans = frozenset(each.span for parts in said for each in parts)
    return spans | {each.span for each in ask.amounts if each.kind != "prompt_size"}


def _is_beside_the_work(ask: Ask, numbers: Iterable[Span]) -> bool:
    """Whether no price can be meant: "will 20 MCP tools use more tokens?"."""
    if ask.models or ask.times or (asks_price(ask.source) and not asks_how(ask.source)):
        return False
    generic = {each.span for each in ask.counts if each.noun in GENERIC}
    unread = {each.span for each in ask.troubles if each.message.key != "ask.number_of_what"}
    counted = {each.span for each in ask.counts}
    return (_work(ask) - counted | generic | unread).isdisjoint(numbers)


def _is_for_others(ask: Ask, topic: str) -> bool:
    """Whether it is about another vendor's models, and not about how ours are priced as well."""
    if not any(isinstance(each, Foreign) for each in ask.models):
        return False
    return is_elsewhere(topic) or is_general(topic) or not names_us(ask.source)


def _is_all_foreign(ask: Ask) -> bool:
    return bool(ask.models) and all(isinstance(each, Foreign) for each in ask.models)


def _single(ask: Ask) -> tuple[OneModel | Foreign, ...]:
    return tuple(each for each in ask.models if not isinstance(each, Group))


def _ours(ask: Ask) -> tuple[OneModel, ...]:
    return tuple(each for each in _single(ask) if not isinstance(each, Foreign))


def _numbers(ask: Ask) -> Iterator[Span]:
    """Where numbers stand that could be amounts of work, money included."""
    for said in (ask.amounts, ask.counts, ask.contents, ask.pasted, ask.limits):
        yield from (each.span for each in said)
    yield from (each.span for each in ask.caching if each.tokens is not None)
    for trouble in ask.troubles:
        span = trouble.span
        of_work = trouble.message.key not in _WITHOUT_WORK
        if span and of_work and _has_number(ask.quoted(span)):
            yield span


def _has_number(text: str) -> bool:
    """Whether a number is written in it, in whatever script."""
    return any(each.isnumeric() for each in text) or bool(_NUMBER_WORD.search(text))


def _refuse_unknown_models(ask: Ask) -> None:
    for trouble in ask.troubles:
        if trouble.message.key in _OF_MODELS:
            raise trouble
