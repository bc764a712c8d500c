"""A new number of what people send: what each of them does, or all of them together.

    500 users x 10 messages a day ... what if it's 20 messages a day?        each of them
    500 users x 10 messages a day ... what if it's 8,000 messages a day?     all of them

Its size tells, by how far it is from what each of them did before and from what all of them did:
fewer than there are people is not even one for each of them. What could be either is asked about.
"""

from __future__ import annotations

from pricing import exactly

from .ask import Ask, Count
from .errors import NeedsMore
from .model import Scope
from .phrase import phrase
from .roles import words_that
from .rules.nouns import in_full, is_of_people, person, singular

_REQUESTS = words_that("one_request")
_OF_EACH = words_that("for_each_of_people") | words_that("everybody_of_them")
_FAR = 10
"""How many times as much as before is hardly meant."""


def replaced_among_people(ask: Ask, before: Ask) -> tuple[Count, ...]:
    """The counts with the new number in its place; nothing where it is none of what people send.

    Args:
        ask: what was said, with one count that does not come on top.
        before: what was said before.

    Raises:
        NeedsMore: it could be what each of them sends, or all of them.
    """
    (new,) = ask.counts
    people, *others = before.counts
    sent = others[0] if len(others) == 1 else people
    if sent is people or not _is_sent(new, sent):
        return ()
    is_of_each = _is_told_of_each(ask) or _is_of_each(new, sent, people)
    if is_of_each and _is_named_like(new, sent):
        return (people, new)
    if not is_of_people(people) and (is_of_each or not is_far_more(new, sent)):
        return ()
    is_told = is_of_people(people) and not _names_people(ask) and _is_as_often(ask, before)
    if is_told and _is_of_all(new, sent, people):
        return (new,)
    raise NeedsMore(phrase("ask.which_count", said=ask.quoted(new.span)), new.span)


def is_far_more(new: Count, old: Count) -> bool:
    """Whether it is so many more that hardly each of them sends as many."""
    return new.number >= old.number * _FAR


def _is_sent(new: Count, sent: Count) -> bool:
    return singular(new.noun) in _REQUESTS or in_full(new.noun) == in_full(sent.noun)


def _is_named_like(new: Count, sent: Count) -> bool:
    """Whether what is counted has the name of before; a call may be one of several of a message."""
    both = {singular(new.noun), singular(sent.noun)}
    return both <= _REQUESTS or in_full(new.noun) == in_full(sent.noun)


def _is_told_of_each(ask: Ask) -> bool:
    """`600 messages each`, `everyone sends 600 messages`."""
    return Scope.EACH in ask.scopes or not _OF_EACH.isdisjoint(_words(ask))


def _names_people(ask: Ask) -> bool:
    """`if the users send 8,000 messages`: it could be said of each, whatever their number."""
    return any(person(singular(each)) == "person" for each in _words(ask))


def _words(ask: Ask) -> list[str]:
    return [each.text.casefold() for each in ask.heard]


def _is_of_each(new: Count, sent: Count, people: Count) -> bool:
    """So few that they cannot be what all of them send, and not far more than each sent before."""
    return new.number < people.number and not is_far_more(new, sent)


def _is_of_all(new: Count, sent: Count, people: Count) -> bool:
    """So many that they cannot be what each sends: far nearer to what all of them sent before."""
    with exactly():
        all_before = people.number * sent.number
        nearest = max(new.number * new.number, all_before * all_before)  # times how far it is
        return new.number >= people.number and (
            new.number * new.number * all_before >= nearest * sent.number * _FAR
        )


def _is_as_often(ask: Ask, before: Ask) -> bool:
    """Whether both numbers are of one period, so that they can be told apart by their size."""
    said = {each.period for each in ask.times if each.binds == "requests"}
    return said <= {each.period for each in before.times if each.binds == "requests"}
