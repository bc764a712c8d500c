"""A term that is let go of: `forget caching, go batch`, `ditch the batch`.

Behind a question that was priced that is plain; by itself it could as well be what somebody else
does, and is asked about.
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import Modifier

from .ask import Ask
from .model import Query
from .patterns import Pattern
from .roles import longest_first, words_that


def with_terms_let_go(ask: Ask, _: Query) -> Ask:
    """`ask` without the caching, or the batch, that it says is let go of."""
    if [each.message.key for each in ask.troubles] != ["ask.with_or_without"]:
        return ask
    (trouble,) = ask.troubles
    found = _LET_GO.fullmatch(ask.quoted(trouble.span)) if trouble.span else None
    if found is None:
        return ask
    if found[1]:
        return replace(ask, troubles=(), caching=(), uncached=True)
    gone = frozenset({Modifier.BATCH})
    return replace(ask, troubles=(), modifiers=ask.modifiers - gone, without=ask.without | gone)


def _any_of(role: str) -> str:
    return "|".join(longest_first(words_that(role)))


_LET_GO = Pattern(
    rf"(?i)(?:just |let's |we )?(?:{_any_of('lets_go_of_a_term')}) (?:the )?"
    rf"(?:({_any_of('term_of_caching')})|(?:{_any_of('term_of_batch')}))"
)
