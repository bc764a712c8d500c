"""What a follow-up puts right, shares evenly or halves, told by what was said before.

"5000, not 1000" is of the one number that was 1000, "50/50 with haiku" leaves half of the work
where it was, and "outputs shrink by half" is half as many of those.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from pricing import Unit

from .ask import Amount, Ask, Change, Count, Shared
from .errors import NeedsMore, QueryError
from .model import HALF, ONE, BudgetQuery, EstimateQuery, Query
from .patterns import Pattern
from .phrase import phrase
from .reading import Span
from .recalled import NOWHERE, recalled, work_of
from .roles import words_that
from .routing import is_same
from .rules.nouns import in_full
from .unclear import is_one

_NUMBER_NOT_NUMBER = ["ask.number_of_what", "ask.negation"]
_NOT = re.compile(r"not ([0-9][0-9,]*(?:\.[0-9]+)?)([km]?)", re.IGNORECASE)
_NOT_IT = Pattern(
    r"(?<![0-9.,])([0-9][0-9,]*(?:\.[0-9]+)?)([km千万億]?)(?:件|人|回|トークン)?"
    r"(?:じゃなく|ではなく|でなく|やなく)て?[、,]?[0-9]",
    re.IGNORECASE,
)
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "千": 1_000, "万": 10_000, "億": 100_000_000}


def put_right(ask: Ask, previous: Query) -> Ask:
    """`ask` with what it puts right, halves or shares evenly of `previous`."""
    ask = _with_number_put_right(ask, previous)
    ask = _as_many_as_fit(_shared_evenly(ask, previous), previous)
    return _on_it(_times_one(_by_half(ask, previous)))


def _with_number_put_right(ask: Ask, previous: Query) -> Ask:
    """`5000, not 1000`, 1000じゃなくて5000: of the one number of before that was 1000."""
    keys = [each.message.key for each in ask.troubles]
    if keys not in (_NUMBER_NOT_NUMBER, _NUMBER_NOT_NUMBER[:1]) or ask.models:
        return ask
    right, wrong = ask.troubles[0], ask.troubles[-1]
    in_japanese = len(ask.troubles) == 1
    said = _NOT_IT.search(ask.source) if in_japanese else _NOT.fullmatch(ask.quoted(_span(wrong)))
    number = right.message.facts.get("number")
    if not isinstance(number, Decimal) or not said or ask.amounts or ask.counts:
        return ask
    old = Decimal(said[1].replace(",", "")) * _SCALES[said[2].casefold()]
    before = recalled(previous)
    counts = [each for each in before.counts if each.number == old and not each.bounds]
    amounts = [each for each in before.amounts if each.quantity == old and not each.bounds]
    found: list[Count | Amount] = [*counts, *amounts]
    if len(found) != 1:
        return ask
    span = _span(right)
    if amounts:
        new = replace(amounts[0], quantity=number, span=span)
        return replace(ask, amounts=(new,), troubles=())
    count = replace(counts[0], number=number, span=span)
    anew = tuple(count if each is counts[0] else each for each in before.counts)
    return replace(ask, counts=anew, joined=before.joined, troubles=())


def _span(trouble: QueryError) -> Span:
    return trouble.span or NOWHERE


def _shared_evenly(ask: Ask, previous: Query) -> Ask:
    """`50/50 with haiku`, haikuと半々で behind one model: half of it stays there."""
    said = [ask.quoted(each) for each in ask.unused] + [
        ask.quoted(_span(each)) for each in ask.troubles
    ]
    if len(said) != 1 or said[0] not in _EVENLY or len(ask.models) != 1:
        return ask
    (model,) = ask.models
    if not is_one(model) or not isinstance(previous, EstimateQuery):
        return ask
    others = (ask.amounts, ask.counts, ask.contents, ask.shares, ask.changes)
    if is_same(model, previous.model) or any(others):
        return ask
    half = Shared(model, HALF, NOWHERE)
    return replace(ask, shares=(half,), unused=(), troubles=(), adds=False)


_EVENLY = words_that("shared_evenly")


def _by_half(ask: Ask, previous: Query) -> Ask:
    """`outputs shrink by half`: half as many; `prompts shrink by half` is asked about."""
    asked = [each.span for each in ask.troubles if each.message.key == "ask.change_what"]
    told = [each.span for each in ask.changes if not (each.what or each.noun)]
    spans = [each for each in (*asked, *told) if each]
    if len(spans) != 1 or len(ask.troubles) > 1 or len(ask.changes) > 1:
        return ask
    (span,) = spans
    words = ask.source[: span.start].casefold().split()
    if ask.quoted(span).casefold() != _HALF or len(words) < len("ab") or words[-1] not in _SHRINK:
        return ask
    noun = words[-2]
    if noun in _WHAT:
        return replace(ask, changes=(Change(HALF, _WHAT[noun], span),), troubles=(), negations=())
    counted = {in_full(each.noun) for each in recalled(previous).counts}
    if told and noun in _MANY_OR_LONG and in_full(noun) not in counted:
        said = phrase("ask.change_what", said=ask.source.strip(" ?."))
        return replace(ask, doubt=NeedsMore(said, span))
    return ask


_HALF, _SHRINK = "by half", words_that("shrinks_by")
_MANY_OR_LONG = words_that("many_or_long") | words_that("not_what_is_counted")
_WHAT: Mapping[str, Unit | None] = {
    **dict.fromkeys(("output", "outputs", "answers", "replies", "responses"), Unit.OUTPUT),
    **dict.fromkeys(("input", "inputs"), Unit.INPUT),
    **dict.fromkeys(("traffic", "volume", "usage", "requests")),
}


def _as_many_as_fit(ask: Ask, previous: Query) -> Ask:
    """`how many requests could we do on haiku?` behind work without a budget: for how much?"""
    asks = "how_many" in ask.intents and ask.models and not (ask.limits or ask.counts)
    if not asks or ask.amounts or isinstance(previous, BudgetQuery) or work_of(previous) is None:
        return ask
    said = phrase("ask.for_how_much", said=ask.source.strip())
    return replace(ask, doubt=NeedsMore(said))


def _on_it(ask: Ask) -> Ask:
    """`2k requests a day on it`: the model of before, or one whose price was asked since?"""
    said = ask.source.casefold().rstrip(" ?!.")
    if ask.models or not (ask.counts or ask.amounts) or not said.endswith(_ON_THAT_MODEL):
        return ask
    return replace(ask, doubt=NeedsMore(phrase("ask.other_model", said=ask.source.strip())))


_ON_THAT_MODEL = tuple(f" {each}" for each in words_that("on_that_model"))


def _times_one(ask: Ask) -> Ask:
    """`go back to 1x input`: that changes nothing, so that something else is meant."""
    for each in ask.changes:
        if each.factor == ONE:
            said = phrase("ask.change_what", said=ask.quoted(each.span))
            return replace(ask, doubt=NeedsMore(said, each.span))
    return ask
