"""A term that is let go of: `forget caching, go batch`, `ditch the batch`.

Behind a question that was priced that is plain; by itself it could as well be what somebody else
does, and is asked about.
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import CACHE_UNITS, Modifier

from .ask import Ask
from .errors import NeedsMore
from .model import Query
from .patterns import Pattern
from .phrase import phrase
from .recalled import recalled, work_of
from .roles import any_of


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


def with_neither(ask: Ask, previous: Query) -> Ask:
    """`neither`, `両方なしなら？` behind work on two terms: without the two."""
    work = work_of(previous)
    if work is None or not (_NEITHER.fullmatch(ask.source) and _says_no_more(ask)):
        return ask
    before = recalled(previous)
    kinds = {each.kind for each in before.amounts}
    is_cached = bool(before.caching) or not kinds.isdisjoint(_OF_A_CACHE)
    terms = len(work.modifiers) + is_cached + bool(before.discounts)
    if terms != len("ab"):
        open_one = NeedsMore(phrase("ask.loose_negation", said=ask.source.strip()))
        return replace(ask, doubt=open_one)
    return replace(
        ask,
        troubles=(),
        unused=(),
        negations=(),
        without=work.modifiers,
        uncached=is_cached,
        undiscounted=bool(before.discounts),
    )


def _says_no_more(ask: Ask) -> bool:
    return not (ask.models or ask.amounts or ask.counts or ask.caching or ask.modifiers)


_OF_A_CACHE = frozenset[object]({"prefix", *CACHE_UNITS})


_NEITHER = Pattern(
    rf"(?i)\s*(?:(?:and|with|what about|what if)\s+)*(?:{any_of('neither_of_terms')})[\s?.!]*"
    r"|(?:じゃあ|では)?[、,]?(?:両方|どっち|どちら)(?:とも|も)?(?:なし|無し|ナシ|使わない|外す|外し)"
    r"(?:て|だと|なら|で|は|の場合|場合|だったら|にすると|にしたら)*[\s?？。]*"
)
_LET_GO = Pattern(
    rf"(?i)(?:just |let's |we )?(?:{any_of('lets_go_of_a_term')}) (?:the )?"
    rf"(?:({any_of('term_of_caching')})|(?:{any_of('term_of_batch')}))"
)
