"""Whether the number of before has a term inside: `is that with caching?`, `それはバッチ料金？`.

That is told by the same answer again, with a sentence that says so; nothing of the work changes.
What asks for a term (`and with caching?`, キャッシュありだと？) changes the work, as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pricing import CACHE_UNITS, Modifier

from .added import adds_work
from .ask import Ask
from .model import (
    MONTHLY,
    OFF,
    ONE,
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    MixQuery,
    Query,
    Work,
)
from .patterns import Pattern
from .phrase import Phrase, phrase
from .recalled import work_of
from .roles import any_of, words_that

if TYPE_CHECKING:
    from decimal import Decimal


def told_of_terms(ask: Ask, previous: Query) -> Phrase | None:
    """What is to be told of the term that is asked about; None where none is.

    Args:
        ask: what was said.
        previous: the thread's last priced query, which is answered again.
    """
    if not isinstance(previous, _OF_WORK):
        return None
    said = ask.source.strip().casefold()
    if ask.times and (told := _told_of_period(said, previous)):
        return told
    if not _may_ask(ask):
        return None
    found = _ASKED.fullmatch(said) or _ASKED_IN_JAPANESE.fullmatch(said)
    if found is None:
        return None
    term = _term_of(next(filter(None, found.groups())))
    works = _works_of(previous)
    having = [each for each in works if _has(term, each)]
    if getattr(previous, "contrast", None) or 0 < len(having) < len(works):
        return phrase("note.term_in_part")
    if not having:
        return phrase(f"note.without_{term}")
    shares = {_share_of(term, each) for each in works}
    (share, *others) = shares
    if share and not others:
        return phrase(f"note.with_share_{term}", share=share)
    return phrase(f"note.with_{term}")


def _told_of_period(said: str, previous: _OfWork) -> Phrase | None:
    """`is that per month?`, `それは月額？`: what it is for, and no other period."""
    if isinstance(previous, BudgetQuery) or not _PERIOD_ASKED.fullmatch(said):
        return None
    work = _works_of(previous)[0]
    if work.per is None:
        return None
    times, period = work.over or MONTHLY
    return phrase("note.for_period", per=period) if times == ONE else phrase("note.for_so_long")


def _may_ask(ask: Ask) -> bool:
    """Whether terms are spoken of, and nothing else that could be meant."""
    levers = (ask.caching, ask.uncached, ask.modifiers, ask.without, ask.against)
    of_discounts = _NAMED_ALONE.search(ask.source)
    others = (ask.models, ask.amounts, ask.counts, ask.contents, ask.limits, ask.changes)
    is_of_terms = any(levers) or ask.discounts or ask.undiscounted or of_discounts
    return bool(is_of_terms) and not any(others) and not adds_work(ask)


def _term_of(said: str) -> str:
    """Which of the terms is called so."""
    return next(term for term, words in _TERMS.items() if said in words)


def _works_of(previous: _OfWork) -> list[Work]:
    parts = previous.parts if isinstance(previous, (MixQuery, BudgetQuery)) else ()
    works: list[Work | None] = [each.work for each in parts] or [work_of(previous)]
    return [each for each in works if each is not None]


def _has(term: str, work: Work) -> bool:
    """Whether what `work` costs is with `term`."""
    if term == _CACHING:
        return bool(work.cached or work.prefix) or any(_cached_units(work))
    if term in _SIDES:
        return bool(getattr(work.usage, term))
    if term == _DISCOUNT:
        return bool(work.discount) or any(each.part == OFF for each in work.varied)
    return Modifier(term) in work.modifiers


def _cached_units(work: Work) -> Iterator[Decimal]:
    return (getattr(work.usage, each) for each in CACHE_UNITS)


def _share_of(term: str, work: Work) -> Decimal | None:
    """How much of the input is cached, or how large the discount is; None of a term without one."""
    if any(each.part in _RANGED for each in work.varied):
        return None
    return {_CACHING: work.cached, _DISCOUNT: work.discount}.get(term)


_OfWork = EstimateQuery | ComparisonQuery | MixQuery | BudgetQuery
_OF_WORK = (EstimateQuery, ComparisonQuery, MixQuery, BudgetQuery)
_CACHING, _DISCOUNT = "caching", "discount"
_RANGED = frozenset({OFF, "cached"})
_TERMS: Mapping[str, frozenset[str]] = {
    each: words_that(f"term_of_{each}")
    for each in (_CACHING, _DISCOUNT, "input", "output", *(each.value for each in Modifier))
}
_SIDES = frozenset({"input", "output"})
_NAMED_ALONE = Pattern("(?i)discount|input|output|割引|値引|入力|出力")


def _any_of(*roles: str) -> str:
    return any_of(*roles).replace(" ", r"\s+")


_NAMED = _any_of(*(f"term_of_{each}" for each in _TERMS))
_THAT, _SO = _any_of("number_of_before"), _any_of("beside_a_term_inside")
_TERM = rf"(?:(?:the|a|any|your|our)\s+)?(?:\d[\d.]*\s*%\s+)?({_NAMED})"
_END = (
    rf"(?:\s+(?:{_any_of('behind_a_term_inside')}))*"
    r"(?:\s+or\s+(?:not|without(?: it)?|standard|real[- ]time|uncached|without caching))?[\s.?!]*"
)
_ASKED = Pattern(
    rf"(?:(?:{_any_of('before_a_term_inside')})[\s,:.]+)*(?:"
    rf"(?:that's|thats|that is|this is|it's|those are)\s+(?:(?:{_SO})\s+)*{_TERM}(?=\s*\?)"
    rf"|(?:is|was|are|were|isn't|wasn't)\s+(?:{_THAT})\s+(?:(?:{_SO})\s+)*{_TERM}"
    rf"|(?:does|did|do|doesn't|didn't|would)\s+(?:{_THAT}|you)\s+(?:(?:{_SO})\s+)*"
    rf"(?:{_any_of('holds_a_term')})\s+(?:(?:{_SO})\s+)*{_TERM}"
    rf"|(?:is|was|are)\s+{_TERM}\s+(?:(?:{_SO})\s+)*(?:{_any_of('term_is_inside')})"
    rf"|(?:are|were|have|had)\s+you\s+(?:(?:{_SO})\s+)*(?:{_any_of('holds_a_term')})\s+{_TERM}"
    rf"|{_TERM}\s+(?:(?:{_SO})\s+)*(?:included|applied|factored in|in there|assumed)(?=\s*\?)"
    r"|(?:how much|how many|what share|what percentage|what fraction|what part)\s+of\s+"
    r"(?:it|that|this|them|the input|the prompt|the tokens)\s+(?:is|are|was)\s+"
    r"(cached|batched|discounted)"
    r"|how much (?:is|was) (cached|discounted)(?=\s*\?)"
    r"|what(?:'s|\s+is|\s+was)\s+the\s+(cache|caching)\s+(?:hit\s+)?(?:rate|share|ratio)"
    rf"|(?:is there\s+|are there\s+)?any\s+{_TERM}\s+(?:in|on|inside)\s+(?:{_THAT}|there)"
    rf"){_END}"
)
_PERIOD_ASKED = Pattern(
    rf"(?:(?:{_any_of('before_a_term_inside')})[\s,:.]+)*(?:is|was|are)\s+(?:{_THAT})\s+"
    r"(?:(?:already|just|still|the|a|an|per|for|one|each|every|in)\s+)*"
    r"(?:month|year|week|day|quarter|monthly|yearly|annual|annually|weekly|daily|quarterly)"
    r"(?:\s+(?:cost|price|figure|number|total|or\s.*))?[\s?.!]*"
    rf"|(?:{_any_of('number_of_before_in_japanese')})[、,]?"
    r"(?:月額|年額|日額|週額|月間|年間|月あたり|年あたり|1日あたり|1か月分|1ヶ月分|1年分)"
    r"(?:の(?:金額|料金|値段|話))?(?:ですか|です|なの|か)?[?？。]*"
)
_OF_THAT = rf"(?:{_any_of('number_of_before_in_japanese')})"
_TERM_IN_JAPANESE = rf"(?:\d[\d.]*[%割]の?)?({_NAMED})(?:の|割引|料金|価格|適用|利用|分|率)*"
_INSIDE = rf"(?:{_any_of('term_is_inside_in_japanese')})"
_IS_IT = r"(?:の?(?:金額|値段|価格|料金|計算|額|数字|見積もり|見積|話))?"
_ASKS = r"(?:です|でしょう|なん(?:です)?)?(?:か|かな|よね|の|んですか|のかな|かね)"
_ASKED_IN_JAPANESE = Pattern(
    rf"(?:ちなみに|で|えっと|確認ですが|念のため)?[、,\s]*(?:"
    rf"{_OF_THAT}[、,\s]*(?:もう|すでに|既に)?{_TERM_IN_JAPANESE}(?:は|も|が|を)?{_INSIDE}?{_IS_IT}"
    rf"(?:{_ASKS}?\s*[?？]+|{_ASKS}[。\s]*)"
    rf"|{_TERM_IN_JAPANESE}(?:は|も|が|って)?(?:もう|すでに|既に)?{_INSIDE}{_IS_IT}{_ASKS}[?？。\s]*"
    rf"|{_TERM_IN_JAPANESE}(?:は|も|が|って)(?:もう|すでに|既に)?{_INSIDE}{_IS_IT}[?？]+"
    rf"|{_TERM_IN_JAPANESE}(?:込み|込|こみ|済み|済){_IS_IT}[?？]+"
    r"|(キャッシュ)(?:の?ヒット)?(?:率|の割合)は(?:どれ?くらい|どの(?:くらい|程度)|いくつ|何%)?(?:です)?か?[?？]+"
    r"|(?:どれ?くらい|どの(?:くらい|程度))(キャッシュ)され(?:て|てい)(?:る|ます)(?:の|か)*[?？]+"
    r")"
)
