"""How often each of several models is called for one of what is counted.

    calls = a count beside each model, and one of what they are called for

`1件につきhaiku 4.5を2回、opus 5.5を1回。1日1,000件`: 2,000 calls of the one, 1,000 of the other.
"""

from __future__ import annotations

from bot.query.ask import Count
from bot.query.errors import NeedsMore
from bot.query.model import ONE, Scope
from bot.query.phrase import phrase
from bot.query.reading import Span
from bot.query.sentence import Sentence

from .joins import is_beside_amounts
from .mixes import are_apart, dealt
from .nouns import ONE_REQUEST, person, singular


def settle_calls(sentence: Sentence) -> None:
    """Keep the calls of each model apart from what they are counted for, or ask."""
    said = sentence.said
    starts = [sentence.pieces[place].span.start for place, _ in sentence.model_places]
    is_apart = len(said.counts) == len(starts) + 1 and not (said.adds or said.shares)
    if not is_apart or not are_apart([choice for _, choice in sentence.model_places]):
        return
    for whole in (0, -1):
        calls = [*said.counts]
        of = calls.pop(whole)
        if of.number == ONE:  # 1件 入力500
            continue
        if dealt(tuple(calls), starts) is not None and _is_at_an_end(of, starts, calls):
            _settle(sentence, of, calls)
            return


def _is_at_an_end(of: Count, starts: list[int], calls: list[Count]) -> bool:
    """Whether it stands before or behind all that is said of the models."""
    places = [*starts, *(each.span.start for each in calls)]
    return not min(places) < of.span.start < max(places)


def _settle(sentence: Sentence, of: Count, calls: list[Count]) -> None:
    said = sentence.said
    if sum(each.number for each in calls) == of.number:
        return  # `1,000件、haiku 700件、opus 300件`: those are all of them
    is_rate, are_rates = _has_period(sentence, of), any(_has_period(sentence, e) for e in calls)
    if not _are_for_each(sentence, of) or (is_rate and are_rates):
        quoted = tuple(sentence.source[slice(*each.span)] for each in said.counts)
        sentence.troubles.append(NeedsMore(phrase("ask.two_counts", said=quoted), calls[0].span))
        return
    sentence.calls = tuple(calls)
    place = said.counts.index(of)
    sentence.ones[:] = [(0, start, one) for each, start, one in sentence.ones if each == place]
    said.counts[:] = [of]
    said.scopes.add(Scope.EACH)


def _has_period(sentence: Sentence, count: Count) -> bool:
    """`haikuで1日700件`, `1,000 tickets a day`: so many each time."""
    rates = [each.span for each in sentence.said.times if each.binds == "requests"]
    return any(_touch(sentence, *sorted((rate, count.span))) for rate in rates)


def _touch(sentence: Sentence, one: Span, other: Span) -> bool:
    return not sentence.source[one.end : other.start].strip(" /")


def _are_for_each(sentence: Sentence, of: Count) -> bool:
    """Whether so many calls are said to be made for one of them: `1件につき`, `each ticket`."""
    names = [(each.noun, each.span) for each in sentence.each_of]
    names += [(noun, sentence.pieces[place].span) for place, noun in sentence.joins]
    marks = [span for noun, span in names if _is_one_of(noun, of)]
    return bool(marks) and not any(is_beside_amounts(sentence, each) for each in marks)


def _is_one_of(noun: str, of: Count) -> bool:
    counted = singular(of.noun)
    return not noun or person(noun) == person(counted) or {noun, counted} <= ONE_REQUEST
