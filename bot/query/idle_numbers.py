"""Numbers that are none of any work: "5 tips to save", "10x cheaper", "pricing in 2026".

They stand in headlines and in claims about prices, or name what rates are per: "1M tokens". Only
where no work is said beside them: in "opus 5.5, 10M in, 5x more expensive?" nobody knows what is
meant, and it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from .ask import Ask, Remark
from .errors import NeedsMore, QueryError
from .patterns import Pattern
from .phrase import phrase
from .reading import Heard, Span
from .topics import asks_price, claims_of, idle_numbers_of

_YEAR = re.compile(r"(?<![\d.,$¥€#/-])20[2-9]\d(?![\d.,]*\d|[-/]\d|年\d|[a-z$%])", re.IGNORECASE)
_MILLION = Pattern(
    r"(?:1 ?m|(?:1|an?|one) million|1,?000,?000|100万|百万) ?(?:tokens?|toks?|トークン)",
    re.IGNORECASE,
)
# Before or behind a year they make it more or less than the prices of today.
_NARROWS_BEFORE = Pattern(
    r"(?:\b(?:as of|since|before|until|till|after|by|from|through|early|late|mid|of|last|first"
    r"|second|half|q[1-4]|h[12]|spring|summer|autumn|fall|winter|than|vs|and|to|or)"
    r"|昨|前|より|から|[qh][1-4])[ -]*$",
    re.IGNORECASE,
)
_NARROWS_BEHIND = Pattern(
    r"年?(?:の?(?:初|末|頭|春|夏|秋|冬|前半|後半|上|下|第|q)|度|以|から|まで|より|時点|と|内|中)"
    r"| ?(?:q[1-4]|h[12]|or|and|to|vs|until|onward|a|an|per|each|every)\b| ?/",
    re.IGNORECASE,
)


_SUPPOSES = Pattern(
    r"\b(?:if|assum\w*|suppos\w*|say|imagine|were|unless)\b|もし|仮に|として|とする|としたら|場合|なったら|なると",
    re.IGNORECASE,
)
"""What makes of a claim something to reckon with: "if opus were 2x the price"."""


def without_claims(ask: Ask) -> Ask:
    """`ask` without "10x cheaper", where it asks so of a model: its cost tells whether it is."""
    if not (ask.changes or ask.troubles) or not ask.models or _SUPPOSES.search(ask.source):
        return ask
    claims = claims_of(ask.source)
    said = {each.span for each in ask.changes} | {each.span for each in ask.troubles if each.span}
    dropped = [each for each in said if _holds(claims, ask.source, each)]
    return _without(ask, dict.fromkeys(dropped, "to be told")) if dropped else ask


def without_idle(ask: Ask) -> Ask:
    """`ask` without its numbers, where none of them is of any work."""
    if not (ask.troubles or ask.counts or ask.changes) or _says_work(ask):
        return ask
    idle = idle_numbers_of(ask.source)
    this_year = tuple(_years_of_today(ask))
    per_million = set(_per_million(ask))
    unread = {each.span for each in ask.troubles if each.span and _is_number(ask, each)}
    unread |= per_million
    said = {each.span for each in ask.counts} | {each.span for each in ask.changes}
    meant = {each: "no amount" for each in said | unread if _holds(idle, ask.source, each)}
    meant |= {each: "today" for each in unread if _holds(this_year, ask.source, each)}
    meant |= dict.fromkeys(per_million, "what rates are per")
    if meant.keys() != said | unread or not meant:
        return _with_days_asked(ask)
    return _without(replace(ask, counts=(), remarks=_without_counts(ask.remarks)), meant)


def _without(ask: Ask, meant: Mapping[Span, str]) -> Ask:
    """`ask` without the numbers at these places, and what they were taken for."""
    heard = tuple(
        Heard(each.span, each.text, meant[each.span]) if each.span in meant else each
        for each in ask.heard
    )
    changes = tuple(each for each in ask.changes if each.span not in meant)
    troubles = tuple(each for each in ask.troubles if each.span not in meant)
    return replace(ask, heard=heard, changes=changes, troubles=troubles)


def _without_counts(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """`remarks` without those of what was counted as requests."""
    return tuple(each for each in remarks if each.code != "count")


def _says_work(ask: Ask) -> bool:
    """Whether anything is said that has a price, a term or a day."""
    cached = any(not each.is_open for each in ask.caching)
    work = ask.amounts or ask.contents or ask.pasted or cached or ask.limits or ask.parts
    bound = any(each.binds for each in ask.times)
    of_it = bound or ask.schedules or ask.discounts or ask.shares or ask.partly or ask.split
    return bool(work or of_it or ask.days or ask.uncalled or ask.ttls)


def _is_number(ask: Ask, trouble: QueryError) -> bool:
    """Whether what cannot be read is a number, or a multiple such as "twice the price"."""
    is_multiple = trouble.message.key == "ask.change_what"
    said = ask.quoted(trouble.span) if trouble.span else ""
    return is_multiple or any(map(str.isdecimal, said))


def _holds(idle: Iterable[Span], source: str, number: Span) -> bool:
    """Whether all digits of a number, or all of its words, stand in idle ones."""
    held = {place for span in idle for place in range(*span)}
    places = set(range(*number))
    return ({place for place in places if source[place].isdecimal()} or places) <= held


def _years_of_today(ask: Ask) -> Iterator[Span]:
    """Where this year is named by itself, so that the prices of today are meant."""
    for found in _YEAR.finditer(ask.source):
        before, behind = ask.source[: found.start()], ask.source[found.end() :]
        is_narrowed = _NARROWS_BEFORE.search(before) or _NARROWS_BEHIND.match(behind)
        if ask.today and int(found.group()) == ask.today.year and not is_narrowed:
            yield Span(*found.span())


def _per_million(ask: Ask) -> Iterator[Span]:
    """`how much are 1M tokens`: just what rates are published for, in and out."""
    asked = ask.troubles if asks_price(ask.source) else ()
    for each in asked:
        of_what = each.message.key == "ask.tokens_of_what"
        if of_what and each.span and _MILLION.fullmatch(ask.quoted(each.span)):
            yield each.span


def _with_days_asked(ask: Ask) -> Ask:
    """`ask`, where another year beside a price is asked for its day: "claude pricing 2025"."""
    if not asks_price(ask.source):
        return ask
    years = {Span(*found.span()) for found in _YEAR.finditer(ask.source)}
    troubles = tuple(
        NeedsMore(phrase("ask.whole_date", said=ask.quoted(each.span)), each.span)
        if each.span in years and each.message.key == "ask.number_of_what"
        else each
        for each in ask.troubles
    )
    return replace(ask, troubles=troubles)
