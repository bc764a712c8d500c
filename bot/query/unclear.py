"""What a follow-up leaves open beside the question before it: asked about."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeGuard

from pricing import CACHE_UNITS, Unit

from .ask import Amount, Ask, Count
from .errors import NeedsMore
from .gone_back import says_only_to_go_back
from .model import (
    MOST_OF_ONE,
    BudgetQuery,
    Foreign,
    Group,
    MixQuery,
    ModelChoice,
    OneModel,
    Query,
    Scope,
    Work,
)
from .of_part import names_a_part
from .one_of_them import counts_of
from .phrase import phrase
from .rate_of_its_own import refuse_rate_of_its_own
from .reading import Span
from .recalled import models_of
from .roles import words_that
from .routing import is_same
from .said_beside import words_of
from .said_on_top import is_said_on_top

_OF_ONE = words_that("of_one_model")
_ONLY = "only"
_PROMPTS = tuple(words_that("names_a_prompt"))
_GO_IN = tuple(words_that("goes_in"))


def refuse_of_one_model(ask: Ask, previous: Query) -> None:
    """`opusの出力だけ倍`, `opusだけバッチ` of several models: the others are not given up.

    Raises:
        NeedsMore: it is said of one of them.
    """
    parts = previous.parts if isinstance(previous, (MixQuery, BudgetQuery)) else ()
    several = {*(each.model for each in parts), *models_of(previous)}
    changes = (ask.changes, ask.modifiers, ask.without, ask.caching, ask.uncached, ask.amounts)
    is_changed = any(changes) or ask.partly
    if len(several) == 1 or len(ask.models) != 1 or ask.shares or ask.adds or not is_changed:
        return
    for one, other in pairwise(ask.heard):
        is_behind = one.meaning == ask.models[0].heard and other.text.casefold() in _OF_ONE
        is_before = other.meaning == ask.models[0].heard and one.text.casefold() == _ONLY
        if is_behind or is_before:
            said = ask.source[one.span.start : other.span.end]
            raise NeedsMore(phrase("ask.which_side", said=said), one.span)
    if ask.partly and any(is_same(ask.models[0], each) for each in several if is_one(each)):
        said = ask.source.strip()  # "only 10% of opus batched"
        raise NeedsMore(phrase("ask.which_side", said=said), ask.partly[0].span)
    if not parts and (part := names_a_part(ask)):  # "batch the haiku share" of a comparison
        raise NeedsMore(phrase("ask.which_side", said=part.text), part.span)


def is_one(model: ModelChoice) -> TypeGuard[OneModel]:
    """Whether `model` is one of the price book, and not several by what they have in common."""
    return not isinstance(model, (Group, Foreign))


def refuse_prompt_beside_prefix(ask: Ask, before: Ask) -> None:
    """`プロンプトを20kに削ったら` behind one that is cached: that one, or what goes in beside it?

    Raises:
        NeedsMore: it could be both.
    """
    if not any(each.kind == "prefix" for each in before.amounts):
        return
    for each in ask.amounts:
        if each.kind != "prefix" and ask.quoted(each.span).casefold().startswith(_PROMPTS):
            raise NeedsMore(phrase("ask.prefix_or_input", tokens=each.quantity), each.span)


def refuse_what_goes_in(ask: Ask, before: Ask) -> None:
    """`質問が1kになったら`: so many of them, or so long a one?

    Raises:
        NeedsMore: what is counted without a counter is what goes in as well.
    """
    first = ask.counts[0]
    said = ask.quoted(first.span)
    has_input = any(each.kind is Unit.INPUT for each in before.amounts)
    if has_input and said.startswith(_GO_IN) and said[-1:].isascii() and not ask.times:
        raise NeedsMore(phrase("ask.number_of_what", said=said), first.span)


def refuse_part_of_before(ask: Ask, previous: Query) -> None:
    """`入力1億をsonnetに移したら`, `opusは出力1,000` of a mix: all there is now, or a part?

    Args:
        ask: one model with amounts of its own.
        previous: the thread's last priced query.

    Raises:
        NeedsMore: it could be said of a part of the work before.
    """
    if _is_one_more_of_each(ask, previous):
        span = ask.amounts[0].span
        raise NeedsMore(phrase("ask.added_rate", said=ask.quoted(span)), span)
    if ask.counts or len(ask.models) != 1 or not ask.amounts:
        return
    said = ask.source.casefold()
    moves = not _MOVES.isdisjoint(said.split()) or any(map(said.__contains__, _MOVES_BEHIND))
    moves = moves or bool(names_a_part(ask))  # "haikuの方は出力も1000万"
    if moves or _is_of_one_side(ask, previous):
        span = ask.amounts[0].span
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)


def _is_one_more_of_each(ask: Ask, previous: Query) -> bool:
    """`an extra call per request on haiku, 2k in 50 out` behind a number of requests."""
    words = words_of(ask.source)
    alone = all(each.number == 1 for each in ask.counts) and Scope.EACH in ask.scopes
    is_more = bool(ask.amounts) and alone and not _ONE_MORE.isdisjoint(words)
    return is_more and bool(counts_of(previous))


def _is_of_one_side(ask: Ask, previous: Query) -> bool:
    """Whether one kind of amount is said, such as one request has, behind a number of requests.

    `context is 8k on opus` leaves out what comes out: hardly all there is.
    """
    (first, *others) = ask.amounts
    return not others and first.quantity <= MOST_OF_ONE and bool(counts_of(previous))


_MOVES = frozenset(filter(str.isascii, words_that("moves_to_a_model")))
_MOVES_BEHIND = tuple(words_that("moves_to_a_model") - _MOVES)


def refuse_going_back(ask: Ask) -> None:
    """`最初の条件に戻して`, `undo that and batch it`: only the last query is changed.

    Raises:
        NeedsMore: what was said before the last question is meant, and cannot be gone back to.
    """
    if says_only_to_go_back(ask.source):
        raise NeedsMore(phrase("ask.going_back"))
    said = ask.source.casefold()
    for words in _GOES_BACK:
        place = said.find(words)
        if place >= 0 and not said.startswith(_AS_IT_IS, place + len(words)):
            span = Span(place, place + len(words))
            raise NeedsMore(phrase("ask.going_back"), span)


def refuse_portions(ask: Ask, previous: Query) -> None:
    """`half the docs are 40k in`, `500 more docs, batched`: of all of them, or of that part?

    Raises:
        NeedsMore: what is said beside a part of the work could be meant for that part alone.
    """
    spans = [each for each in ask.portions if _is_a_part(ask, each, previous)]
    others = ask.models or ask.modifiers or ask.caching or ask.partly or ask.contents
    if (
        others
        or _has_two_changes(ask)
        or not all(is_said_on_top(each, ask) for each in ask.amounts)
    ):
        spans += _parts_of_counts(ask)
    if spans:
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(spans[0])), spans[0])


def _has_two_changes(ask: Ask) -> bool:
    """`half the docs have twice the output`; `half the users, twice the messages` are apart."""
    between = (ask.source[one.span.end : two.span.start] for one, two in pairwise(ask.changes))
    return any(_APART.isdisjoint(each.replace(",", " , ").casefold().split()) for each in between)


_APART = words_that("parts_changes")


def _is_a_part(ask: Ask, span: Span, previous: Query) -> bool:
    """Whether `span` is no new number of requests, larger than before: `opus for 20k requests`."""
    said = [each for each in ask.counts if span.start <= each.span.start < span.end]
    return not said or any(each.number > said[0].number for each in counts_of(previous))


def _parts_of_counts(ask: Ask) -> list[Span]:
    """Where half of what is counted is said, or so much of it on top."""
    halves = [each.span for each in ask.changes if not each.what]
    halves = [each for each in halves if _is_a_half(ask, each)]
    more = (each.span for each in ask.counts if is_said_on_top(each, ask))
    return [*halves, *more]


def _is_a_half(ask: Ask, span: Span) -> bool:
    """`half the docs`, `件数の半分`: so many of those before, and not that they are halved."""
    return ask.source[span.start :].casefold().startswith(_HALF_THE) or (
        ask.source[: span.start].endswith(_OF) and ask.quoted(span).startswith(_HALF)
    )


_HALF_THE, _OF, _HALF = "half the", "の", "半分"
_GOES_BACK = tuple(sorted(words_that("goes_back")))
_AS_IT_IS = tuple(words_that("as_it_is"))


def refuse_open(ask: Ask, before: Ask, work: Work | None) -> None:
    """What could be meant in two ways."""
    _refuse_period_of_volume(ask, work)
    _refuse_corrected_period(ask, work)
    _refuse_change_in_time(ask)
    if {"prefix", "prompt_size"} & {*ask.without_units}:  # how much of the input was it?
        raise NeedsMore(phrase("ask.part", said=ask.source.strip()))
    if ask.without_units and (ask.discounts or ask.caching or ask.modifiers):
        raise NeedsMore(phrase("ask.part", said=ask.source.strip()))  # "20% off, but not on output"
    _refuse_cached_as_once(ask, before)
    if ask.ttls and not (ask.caching or before.caching):
        raise NeedsMore(phrase("ask.cached_of_what"))
    _refuse_smaller_and_cached(ask, before)
    refuse_rate_of_its_own(ask, before)
    _refuse_besides(ask, before)
    _refuse_more_of_what_fits(ask, before)
    _refuse_so_many_more_or_less(ask)
    in_all = ask.summed and any(each.binds == "requests" for each in before.times)
    if ask.counts and (in_all or (Scope.TOTAL in ask.scopes and not ask.amounts)):
        span = ask.counts[0].span
        raise NeedsMore(phrase("ask.which_count", said=ask.quoted(span)), span)


def _refuse_more_of_what_fits(ask: Ask, before: Ask) -> None:
    """`5x traffic` behind how many requests fit: of those there is no number."""
    if "how_many" not in before.intents or before.counts:
        return
    for each in ask.changes:
        if each.what is None:
            said = ask.quoted(each.span)
            raise NeedsMore(phrase("ask.change_what", said=said), each.span)


def _refuse_so_many_more_or_less(ask: Ask) -> None:
    """`we lose 100 users`, `50 users churn`, `100 new users`: how many are there then?"""
    for each in ask.counts:
        if is_said_on_top(each, ask):
            continue
        counted = ask.quoted(each.span)
        before = ask.source[: each.span.start].casefold().split()[-1:]
        behind = words_of(ask.source[each.span.end :])[:1]
        lead = before if not _BY_SO_MANY.isdisjoint(before) else []
        ends = behind if not _COME_OR_GO.isdisjoint(behind) else []
        if lead or ends or _NEW in counted.casefold().split():
            said = " ".join((*lead, counted, *ends))
            raise NeedsMore(phrase("ask.fewer", said=said), each.span)


_COME_OR_GO, _NEW = words_that("come_or_go"), "new"


def _refuse_cached_as_once(ask: Ask, before: Ask) -> None:
    """`keep the caching` behind work without any: as much as was cached before that is meant.

    Raises:
        NeedsMore: nothing says how much that was.
    """
    has_cache = before.caching or any(each.kind in _OF_A_CACHE for each in before.amounts)
    if has_cache or ask.amounts or not ask.caching or not all(e.is_open for e in ask.caching):
        return
    words = words_of(ask.source)
    if not _ONCE.isdisjoint(words):
        raise NeedsMore(phrase("ask.going_back"), ask.caching[0].span)


def _refuse_smaller_and_cached(ask: Ask, before: Ask) -> None:
    """`1.2k context cached` behind 1.5k in: so much of it, or is it less than before?"""
    if len(ask.amounts) != 1 or len(ask.caching) != 1 or not before.counts:
        return
    (said,), (cached,) = ask.amounts, ask.caching
    old = next((each for each in before.amounts if each.kind is Unit.INPUT), None)
    is_less = old is not None and said.quantity < old.quantity
    if not (is_less and cached.is_open and said.kind in {Unit.INPUT, "prompt_size"}):
        return
    first, last = sorted((said.span, cached.span))
    if not ask.source[first.end : last.start].strip():
        quoted = ask.source[first.start : last.end]
        raise NeedsMore(phrase("ask.part", said=quoted), first)


def _refuse_besides(ask: Ask, before: Ask) -> None:
    """`別途opus 5.5で1,000件`: those of before stay, and how the two go together is open."""
    known = {each.kind for each in before.amounts} - {"prefix"}
    amounts = [each for each in ask.amounts if each.kind in known]
    said_now: tuple[Amount | Count, ...] = (*ask.counts, *amounts)
    numbers = [each for each in said_now if not is_said_on_top(each, ask)]
    said = ask.source.casefold()
    if numbers and any(map(said.__contains__, _BESIDES)):
        span = numbers[0].span
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)


_BESIDES = tuple(words_that("besides_what_was_said"))


def _refuse_period_of_volume(ask: Ask, work: Work | None) -> None:
    """A year's cost is asked for, of a volume that has no rate: how often is it?"""
    is_rate = any(each.binds for each in ask.times)  # "and if we run that weekly?"
    alone = ask.times and not (ask.counts or ask.amounts or ask.limits or is_rate)
    if alone and work is not None and work.per is None:
        span = ask.times[0].span
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(span)), span)


def _refuse_change_in_time(ask: Ask) -> None:
    """`peak is 3x, 2 hours a day`, `1年後に2倍`: more for some of the time, or from some day on."""
    peak = next((each for each in ask.heard if each.text.casefold() in _PEAK), None)
    if peak and (ask.changes or ask.counts or ask.uncalled):
        raise NeedsMore(phrase("ask.part_or_all", said=peak.text), peak.span)
    if not ask.changes:
        return
    later = [each.span for each in ask.times if ask.source.startswith(_LATER, each.span.end)]
    if spans := [*(each.span for each in ask.schedules), *later]:
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(spans[0])), spans[0])


_PEAK = words_that("at_peak")
_LATER = ("後", "先")


def _refuse_corrected_period(ask: Ask, work: Work | None) -> None:
    """`that was per week[, not per day]`: is it the rate, or what is asked for?"""
    periods = {each.period for each in ask.times if not (each.binds or each.over)}
    _refuse_another_period(ask)
    if not periods or ask.counts or ask.amounts or work is None or work.per is None:
        return
    if periods != {work.per} and (_corrects(ask) or _says_how_often(ask)):
        span = ask.times[0].span
        raise NeedsMore(phrase("ask.rate_or_asked", said=ask.quoted(span)), span)
    if ask.negations and len(periods) > 1 and work.per in periods:
        said = tuple(ask.quoted(each.span) for each in ask.times)
        raise NeedsMore(phrase("ask.two_periods", said=said), ask.times[0].span)


def _refuse_another_period(ask: Ask) -> None:
    """`週じゃなくて1日2000件`, `2,000 a day, not a week`: one of the two is what holds.

    Raises:
        NeedsMore: a number comes with two periods, one of which is ruled out.
    """
    said = ask.source.casefold()
    times = [each for each in ask.times if not each.over]
    if (
        ask.counts
        and len({each.period for each in times}) > 1
        and any(map(said.__contains__, _NOT))
    ):
        quoted = tuple(ask.quoted(each.span) for each in times)
        raise NeedsMore(phrase("ask.two_periods", said=quoted), times[0].span)


_NOT = tuple(words_that("rules_out_a_period"))


def _says_how_often(ask: Ask) -> bool:
    """`we'd run it weekly`, `every Monday`: as many each week, or what a week of it costs?"""
    words = words_of(ask.source)
    often = [each.span for each in ask.times if each.often]
    said = [ask.source[each.start : each.end + _TO_A_DAY].casefold() for each in often]
    names_a_day = any(day in each for each in said for day in _DAYS_OF_IT)
    return names_a_day or bool(often and not _RUNS.isdisjoint(words))


def _corrects(ask: Ask) -> bool:
    """Whether a word says that it was said wrong before."""
    said = ask.source.casefold()
    words = words_of(said)
    if not _DENIES.isdisjoint(words[:1]) or said.startswith(_DENIES_IN_JAPANESE):
        return True
    is_asked = "?" in said or not _PLEASE.isdisjoint(words)
    wrong = _WRONG - _ASKED_FOR if is_asked else _WRONG  # "the yearly figure?"
    return any(each in (words if each.isascii() and " " not in each else said) for each in wrong)


_BY_SO_MANY = words_that("changes_by_so_many")
_ONE_MORE = words_that("one_more_of_each")
_ONCE = words_that("as_it_was_once")
_OF_A_CACHE = frozenset[object]({"prefix", *CACHE_UNITS})
_RUNS, _DAYS_OF_IT = words_that("runs_so_often"), tuple(words_that("names_a_day_of_it"))
_TO_A_DAY = 2
"""Letters in which a day is named behind how often: 毎週[月曜]."""
_WRONG, _DENIES = words_that("corrects_the_rate"), words_that("denies")
_PLEASE = frozenset({"figure", "please", "show", "give"})
_ASKED_FOR = frozenset({"figure", "figures", "numbers"})
_DENIES_IN_JAPANESE = tuple(each for each in _DENIES if not each.isascii())
