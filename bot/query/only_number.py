"""A new number by itself, where there was but one that it can be of.

10M in ... make it 20M                              the only number there was
500 users, 20 messages each ... headcount is 300    what counts people
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from .ask import Amount, Ask, Count
from .lengths_of_texts import ABOUT, WILL, ends_a_clause
from .model import Query
from .number_alone import number_alone
from .recalled import recalled, work_of
from .roles import words_that
from .rules.nouns import is_of_people


def with_the_only_number(ask: Ask, previous: Query) -> Ask:
    """`ask` with its number as what there was one of."""
    said_alone, work = number_alone(ask), work_of(previous)
    if said_alone is None or work is None or ask.amounts or ask.counts or ask.models:
        return ask
    number, span = said_alone
    before = recalled(previous)
    known: list[Amount | Count] = [*before.counts, *before.amounts]
    others = {each.text.casefold() for each in ask.heard if each.span != span}
    if others <= _BESIDE and len(known) == 1 and not work.contents:
        return _with_one_amount(ask, known[0], number)
    words = ask.source[: span.start].casefold().split()
    while words and words[-1] in _COME_TO:
        words.pop()
    is_of_heads = bool(words) and words[-1] in _PEOPLE and ends_a_clause(ask.source[span.end :])
    people = [each for each in before.counts if is_of_people(each)]
    if not is_of_heads or len(people) != 1:
        return ask
    new = replace(people[0], number=number, bounds=None, centred=False, span=span)
    counts = tuple(new if each is people[0] else each for each in before.counts)
    return replace(ask, counts=counts, joined=before.joined, troubles=())


def _with_one_amount(ask: Ask, old: Amount | Count, number: Decimal) -> Ask:
    """`make it 20M` behind 10M in; of another size by far nobody knows what it is."""
    if not isinstance(old, Amount) or not old.quantity / _FAR < number < old.quantity * _FAR:
        return ask
    new = replace(old, quantity=number, bounds=None, centred=False)
    return replace(ask, amounts=(new,), troubles=())


_FAR = 1000
_BESIDE = words_that("beside_a_bare_share") | {"instead", "でした", "にすると", "へ"}
_COME_TO = words_that("becomes_as_many") | words_that("comes_to_a_length") | ABOUT | WILL
_COME_TO |= words_that("comes_to_a_headcount")
_PEOPLE = words_that("headcount_by_another_name")
