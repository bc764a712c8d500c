"""Two stages of one work: all of it goes through one model, and a share of it to another as well.

stages = [count] MODEL "all" amounts [count] (MODEL {word} PERCENT | PERCENT {word} MODEL) amounts

    haiku triages all 1.2k tickets a week (800 in, 60 out), 35% escalate to sonnet (5k in, 700 out)

No mix: the first model does all of the work, and what goes on to the second is paid on both. Each
of them has amounts of its own; where it is not said that all of it goes through the first, nor that
the share escalates from what the first triages, or the second does its share "instead", the share
is left to be asked about.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from bot.query.ask import Amount, Ask, Count
from bot.query.model import ONE, Bounds, ModelChoice, Scope
from bot.query.pieces import ModelPiece, NumberPiece, PercentPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import exactly

from .nouns import ESCALATIONS
from .own_amounts import are_apart, dealt_amounts
from .work_shares import part_of
from .works import has_own_term

_ALL, _NO_STAGE = words_that("goes_through_all"), words_that("is_no_stage")
_EVERY = words_that("each_one")
_OF_THE_SHARE = frozenset({"ask.percent_of_what", "ask.part_or_all"})


def in_stages(sentence: Sentence, ask: Ask) -> Ask:
    """`ask` in the two parts that its stages make; as it is where it has none."""
    if len(ask.models) != len("ab"):
        return ask
    percent = _only_percent(sentence, ask)
    models = [each for each in sentence.pieces if isinstance(each, ModelPiece)]
    if percent is None or not ask.counts or not _are_two([each.choice for each in models]):
        return ask
    amounts = dealt_amounts(ask.amounts, [each.span.start for each in models], ask.source)
    if amounts is None or not _are_stages(sentence, ask, amounts, percent.span):
        return ask
    first, second = (each.choice for each in models)
    troubles = tuple(each for each in ask.troubles if not _is_of(each.span, percent.span))
    whole = replace(ask, shares=(), troubles=troubles)
    parts = (
        replace(whole, models=(first,), amounts=amounts[0]),
        replace(
            whole,
            models=(second,),
            counts=(_escalated(ask.counts, percent.share),),
            joined=False,
            amounts=amounts[1],
        ),
    )
    return replace(whole, parts=parts)


def _escalated(counts: Sequence[Count], share: Decimal) -> Count:
    """The share of all requests that go on, as one count of its own."""
    with exactly():
        number = math.prod((each.number for each in counts), start=ONE)
        ends = zip(*map(_ends, counts), strict=True)
        low, high = (math.prod(each, start=ONE) for each in ends)
    bounds = Bounds(low, high) if any(each.bounds for each in counts) else None
    whole = replace(counts[0], number=number, noun=ESCALATIONS, bounds=bounds)
    return part_of(whole, share)


def _ends(count: Count) -> tuple[Decimal, Decimal]:
    return count.bounds or (count.number, count.number)


def _only_percent(sentence: Sentence, ask: Ask) -> PercentPiece | None:
    """The one share that was said, where nothing is open but what it is of."""
    found = [each for each in sentence.pieces if isinstance(each, PercentPiece)]
    if len(found) != 1 or found[0].bounds or not Decimal(0) < found[0].share < ONE:
        return None
    (percent,) = found
    shares = any(_is_of(each.span, percent.span) for each in ask.shares)
    is_open = [_is_of(each.span, percent.span) for each in ask.troubles]
    keys = {each.message.key for each in ask.troubles}
    is_known = all(is_open) and keys <= _OF_THE_SHARE
    return percent if is_known and (shares or is_open) else None


def _is_of(span: Span | None, percent: Span) -> bool:
    return span is not None and span.start <= percent.start and percent.end <= span.end


def _are_two(choices: Sequence[ModelChoice]) -> bool:
    """Whether each model is named once."""
    return len(choices) == len("ab") and are_apart(choices)


def _are_stages(
    sentence: Sentence, ask: Ask, amounts: Sequence[tuple[Amount, ...]], percent: Span
) -> bool:
    """Whether all goes through the first model, and the share behind its amounts to the second."""
    first, second = amounts
    kinds = [{each.kind for each in of_one} for of_one in amounts]
    has_own = kinds[0] and kinds[0] == kinds[1] and not set(first) & set(second)
    if not has_own or percent.start < max(each.span.end for each in first):
        return False
    if not _is_beside_the_second(sentence, percent) or _counts_something_else(ask, percent):
        return False
    if _is_of_something_else(sentence, percent):
        return False
    if not sentence.words.isdisjoint(_NO_STAGE) or ask.adds or Scope.TOTAL in ask.scopes:
        return False
    if not (_goes_through_all(sentence, percent.start) or _is_escalated(sentence)):
        return False
    start, end = min(e.span.start for e in first), max(e.span.end for e in second)
    return not has_own_term(sentence, start, end, second[0].span.start)


def _is_beside_the_second(sentence: Sentence, percent: Span) -> bool:
    """Whether no mark stands between the share and the last model: not `for 80%, opus 3k in`."""
    models = (each.span for each in sentence.pieces if isinstance(each, ModelPiece))
    between = sentence.source[percent.end : max(models).start]
    return _MARKS.isdisjoint(between)


_MARKS = frozenset(",;:.()、。")


def _is_of_something_else(sentence: Sentence, percent: Span) -> bool:
    """`35% of the billing tickets`, `エラーの2割`: of some of what is counted alone."""
    place = next(each for each, piece in enumerate(sentence.pieces) if piece.span == percent)
    if sentence.word(place - 1) == _JAPANESE_OF and sentence.word(place - 2) not in _THEM:
        return True
    behind = place + 1
    while sentence.word(behind) in _OF:
        behind += 1
    is_named = behind == place + 1 or sentence.was(behind, "count")
    return not is_named and sentence.word(behind) not in _THEM


_OF, _THEM = frozenset({"of", "of the", "the", "all", "our"}), words_that("all_of_what_is_counted")
_JAPANESE_OF = "の"


def _counts_something_else(ask: Ask, percent: Span) -> bool:
    """`20% escalate to opus: 3 calls each`: what is counted there is not all of the work."""
    last = max(each.span for each in ask.amounts)
    behind = [each for each in ask.counts if each.span > percent]
    return len(ask.counts) > len(behind) > 0 or any(each.span < last for each in behind)


def _is_escalated(sentence: Sentence) -> bool:
    """`haiku triages 100k messages, 8% escalate to sonnet`: what escalates went through it."""
    words = sentence.words
    return not (words.isdisjoint(_ESCALATES) or words.isdisjoint(_FIRST_STAGE))


_ESCALATES, _FIRST_STAGE = words_that("escalates"), words_that("is_a_first_stage")


def _goes_through_all(sentence: Sentence, end: int) -> bool:
    """Whether `all of them`, `every ticket` is said before `end`; not `every day`."""
    places = (each for each in sentence.places_of(_ALL) if sentence.pieces[each].span.end < end)
    return any(not _is_of_time(sentence, each) for each in places)


def _is_of_time(sentence: Sentence, place: int) -> bool:
    """`every day`, `all month`, `every 5 minutes`."""
    is_number = isinstance(sentence.pieces[place + 1], NumberPiece)
    is_every = sentence.word(place) in _EVERY
    return sentence.was(place + 1, "period") or (is_number and is_every)
