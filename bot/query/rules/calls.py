"""How often each of several models is called for one of what is counted.

    calls = a count beside each model, and one of what they are called for
          | a model with no count, a count beside each other one, and one of what it is for

`1件につきhaiku 4.5を2回、opus 5.5を1回。1日1,000件`: 2,000 calls of the one, 1,000 of the other.
So are `each claim: 2 opus 5.5 calls (...) and one haiku 5.5 call (...). 2,000 claims`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.query.ask import Amount, Count
from bot.query.errors import NeedsMore
from bot.query.model import ONE, REQUESTS, Scope
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, PercentPiece, Piece, TermPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .calls_of_models import beside_models
from .counted_models import is_called
from .counts import forget_remark
from .nouns import ONE_REQUEST, person, singular
from .own_amounts import are_apart, dealt, drop_their_sum

_EACH, _TAKES = words_that("for_each_item"), words_that("says_what_one_takes")
_LONE, _ONCE, _A = words_that("lone_call"), words_that("called_once"), words_that("a_or_an")
_BESIDE = " ,:、はが"


class _Calls(NamedTuple):
    """How often each model is called, in their order, for one of what is counted.

    Attributes:
        of: what is counted.
        each: of each model; None where that is not said.
    """

    of: Count
    each: tuple[Count | None, ...]


def are_of_one(pieces: Sequence[Piece]) -> bool:
    """Whether something is told of each of what is counted: `a run = 1 call + 12 calls. 300 runs`.

    So what a plus joins are no questions by themselves, unless each side has so many of its own.
    """
    beside = [pair for pair in pairwise(pieces) if not _is_no_noun(pair[1])]
    named = {of.text.casefold() for each, of in beside if each.text.casefold() in _EACH | _A}
    counted = (noun.text.casefold() for number, noun in beside if isinstance(number, NumberPiece))
    times = Counter(singular(word) for word in counted)
    return any(times[word] == 1 for word in named)


def _is_no_noun(piece: Piece) -> bool:
    """`500 a day`, `5k in each batch`, `5k in each 10% off`, `5k in each + ...`."""
    if isinstance(piece, (NumberPiece, PercentPiece)) or not piece.text[:1].isalpha():
        return True
    return isinstance(piece, TermPiece) and piece.term.category in _NO_NOUNS


_NO_NOUNS = frozenset({"period", "modifier", "caching"})


def settle_calls(sentence: Sentence) -> None:
    """Keep the calls of each model apart from what they are counted for, or ask."""
    said = sentence.said
    is_mix = are_apart([choice for _, choice in sentence.model_places])
    if said.shares or not (is_mix and said.counts):
        return
    drop_their_sum(sentence)
    calls = _beside(sentence) or _in_turns(sentence)
    if calls is None:
        _ask_whose_calls(sentence)
    elif sum(each.number for each in calls.each if each) == calls.of.number:
        pass  # `1,000件、haiku 700件、opus 300件`: those are all of them
    elif said.adds:  # "3 haiku calls per ticket vs 1 opus call"
        sentence.troubles.append(NeedsMore(phrase("ask.alternatives"), calls.of.span))
    elif _are_known(sentence, calls) and _are_for_each(sentence, calls):
        _settle(sentence, calls)
    else:
        quoted = tuple(_quoted(sentence, each.span) for each in said.counts)
        of = _quoted(sentence, calls.of.span)
        asked = phrase("ask.calls_for_each", said=quoted, of=of)
        sentence.troubles.append(NeedsMore(asked, said.counts[0].span))


def _ask_whose_calls(sentence: Sentence) -> None:
    """Ask where the only number is that of one model: `planner on opus, 8 workers on haiku`.

    One before all models may be that of each: `500 requests on haiku and on opus`.
    """
    counts = sentence.said.counts
    each = beside_models(sentence, counts)
    is_only_one = len(counts) == 1 and any(each) and not sentence.said.adds
    if not is_only_one or not _may_stand_alone(sentence, each):
        return
    span = counts[0].span
    if _starts(sentence)[0] < span.end:
        asked = phrase("ask.which_side", said=_quoted(sentence, span))
        sentence.troubles.append(NeedsMore(asked, span))


def _starts(sentence: Sentence) -> list[int]:
    return [sentence.pieces[place].span.start for place, _ in sentence.model_places]


def _quoted(sentence: Sentence, span: Span) -> str:
    return sentence.source[span.start : span.end]


def _in_turns(sentence: Sentence) -> _Calls | None:
    """One more count than there are models: the first or the last is what they are called for."""
    starts = _starts(sentence)
    counts = [each for each in sentence.said.counts if not _is_one_of_many(sentence, each)]
    if len(counts) != len(starts) + 1:
        return None
    for whole in (0, -1):
        calls = [*counts]
        of = calls.pop(whole)
        if of.number == ONE:  # 1件 入力500
            continue
        if dealt(tuple(calls), starts) is not None and _is_at_an_end(sentence, of, calls):
            return _Calls(of, tuple(calls))
    return None


def _is_one_of_many(sentence: Sentence, one: Count) -> bool:
    """`1チケット＝haikuが2回、opusが1回。1日1000チケット`: one of those counted elsewhere."""
    if one.number != ONE or one.noun == REQUESTS:
        return False
    return any(each.noun == one.noun and each.number != ONE for each in sentence.said.counts)


def _beside(sentence: Sentence) -> _Calls | None:
    """One count that is no model's, where others are: `opus plans, 8 haiku workers, 300 runs`."""
    counts = sentence.said.counts
    each = beside_models(sentence, counts)
    alone = [count for count in counts if count not in each]
    calls = [count for count in each if count]
    if not calls or len(alone) != 1 or not _may_stand_alone(sentence, each):
        return None
    (of,) = alone
    if of.number == ONE or not _is_at_an_end(sentence, of, calls):
        return None
    if _is_in_its_turn(sentence, each, of):
        return None
    return _Calls(of, each)


def _is_in_its_turn(sentence: Sentence, each: tuple[Count | None, ...], of: Count) -> bool:
    """`haiku: 10k chats, opus handles 500 reports`: the last is that of the last model.

    Not so where so many calls are for one of those: `per ticket haiku twice, ... 1,000 tickets`,
    nor where the last model is called once: `haiku 3 times, opus once, 1,000 tickets`.
    """
    turns = dealt(tuple(sentence.said.counts), _starts(sentence))
    if turns is None or any(_marks(sentence, of)) or _are_called_once(sentence, each):
        return False
    return all(one in (None, *own) for one, own in zip(each, turns, strict=True))


def _may_stand_alone(sentence: Sentence, each: tuple[Count | None, ...]) -> bool:
    """Whether a model with no count of its own has amounts of its own.

    So may one that is called once: `opus 5.5 once and haiku 5.5 twice per ticket`. Else the numbers
    are those of all: `500 users, 20 messages each on haiku 5.5 and opus 5.5`.
    """
    kinds = Counter(amount.kind for amount in sentence.said.amounts)
    is_doubled = any(number > 1 for number in kinds.values())
    return None not in each or is_doubled or _are_called_once(sentence, each)


def _are_called_once(sentence: Sentence, each: tuple[Count | None, ...]) -> bool:
    """Whether "once" stands behind each model that has no count of its own, and there is one."""
    named = zip(sentence.model_places, each, strict=True)
    alone = [sentence.word(place + 1) for (place, _), one in named if one is None]
    return bool(alone) and _ONCE.issuperset(alone)


def _is_at_an_end(sentence: Sentence, of: Count, calls: list[Count]) -> bool:
    """Whether it stands before or behind all that is said of the models."""
    places = [*_starts(sentence), *(each.span.start for each in calls)]
    return not min(places) < of.span.start < max(places)


def _are_known(sentence: Sentence, calls: _Calls) -> bool:
    """Whether it is told how often each model is called, and only one number has a period.

    A model without a number is called once where it stands before those that have one, as who
    plans for others does, or is "an opus 5.5 call", or "opus 5.5 once".
    """
    said = [each for each in calls.each if each]
    if _has_period(sentence, calls.of) and any(_has_period(sentence, each) for each in said):
        return False
    first = calls.each.index(said[0])
    return all(
        place < first or _is_lone(sentence, sentence.model_places[place][0])
        for place, each in enumerate(calls.each)
        if each is None
    )


def _is_lone(sentence: Sentence, place: int) -> bool:
    """`then an opus 5.5 call`, `opus 5.5 once`: one of them."""
    if sentence.word(place + 1) in _ONCE:
        return True
    noun = sentence.pieces[place + 1 : place + 2]
    is_one = bool(noun) and is_called(noun[0]) and singular(noun[0].text) == noun[0].text
    return is_one and sentence.word(place - 1) in _LONE


def _has_period(sentence: Sentence, count: Count) -> bool:
    """`haikuで1日700件`, `1,000 tickets a day`: so many each time."""
    rates = [each.span for each in sentence.said.times if each.binds == "requests"]
    return any(_touch(sentence, *sorted((rate, count.span))) for rate in rates)


def _touch(sentence: Sentence, one: Span, other: Span) -> bool:
    return one.end <= other.start and not sentence.source[one.end : other.start].strip(" /")


def _are_for_each(sentence: Sentence, calls: _Calls) -> bool:
    """Whether so many calls are said to be made for one of them: `1件につき`, `each ticket`.

    Amounts of one of them are open where a model is called several times for it: "8k in per
    ticket" of three calls.
    """
    marks = [*_marks(sentence, calls.of)]
    return bool(marks) and not any(_is_of_several(sentence, calls, mark) for mark in marks)


def _marks(sentence: Sentence, of: Count) -> Iterator[Span]:
    """Where it is said that something is for one of what is counted."""
    said = [(each.noun, each.span) for each in sentence.each_of]
    said += [(noun, sentence.pieces[place].span) for place, noun in sentence.joins]
    yield from (span for noun, span in said if _is_one_of(noun, of))
    ones = (each for each in sentence.said.counts if _is_one_of_many(sentence, each))
    yield from (each.span for each in ones if each.noun == of.noun)
    for place in range(len(sentence.pieces) - 1):
        if _says_each(sentence, place) and _names(sentence.word(place + 1), of):
            yield sentence.span(place, place + 2)


def _says_each(sentence: Sentence, place: int) -> bool:
    """`each claim`, `per run`; `a run` where it is said what that takes: "a run = ..."."""
    word = sentence.word(place)
    return word in _EACH or (word in _A and sentence.word(place + 2) in _TAKES)


def _names(word: str, of: Count) -> bool:
    """Whether `word` is one of what is counted, in full or in part: a "pr review" of "80 PRs"."""
    noun = singular(of.noun)
    return word == noun or word.partition(" ")[0] == noun or word.rpartition(" ")[-1] == noun


def _is_one_of(noun: str, of: Count) -> bool:
    counted = singular(of.noun)
    return not noun or person(noun) == person(counted) or {noun, counted} <= ONE_REQUEST


def _is_of_several(sentence: Sentence, calls: _Calls, mark: Span) -> bool:
    """Whether a mark stands beside amounts of a model that is called more than once."""
    if any(_touch(sentence, each.span, mark) for each in calls.each if each):
        return False  # "3 haiku 5.5 calls per ticket 2k in"
    for amount in sentence.said.amounts:
        one, other = sorted((amount.span, mark))
        if sentence.source[one.end : other.start].strip(_BESIDE):
            continue
        if any(_are_several(each) for each in _of_amount(sentence, calls, amount)):
            return True
    return False


def _of_amount(sentence: Sentence, calls: _Calls, amount: Amount) -> tuple[Count | None, ...]:
    """The calls that an amount is of: those of the model before it, or of all where it is alone."""
    alike = [each for each in sentence.said.amounts if each.kind == amount.kind]
    before = sum(start < amount.span.start for start in _starts(sentence))
    return calls.each if len(alike) == 1 or not before else calls.each[before - 1 : before]


def _are_several(calls: Count | None) -> bool:
    return calls is not None and (calls.number != ONE or calls.bounds is not None)


def _settle(sentence: Sentence, calls: _Calls) -> None:
    said = sentence.said
    for each in said.counts:
        if each is not calls.of:
            forget_remark(sentence, each)
    once = Count(ONE, REQUESTS, calls.of.span)
    sentence.calls = tuple(each or once for each in calls.each)
    place = said.counts.index(calls.of)
    sentence.ones[:] = [(0, start, one) for each, start, one in sentence.ones if each == place]
    sentence.joins[:] = []
    said.counts[:] = [calls.of]
    said.scopes.add(Scope.EACH)
