"""What is said as it was before, and could be anything by itself.

and 5,000 PDFs     behind so many PDFs, of which it was said how long each is: so many of them
weekends off       behind a daily rate: on business days
テスト環境も同じ量で    as much again, elsewhere: twice all of it
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from pricing import Period

from .ask import Ask, Change, Count
from .errors import NeedsMore
from .model import HALF, Query
from .patterns import AnyWord, Pattern
from .phrase import phrase
from .reading import Span
from .recalled import recalled, work_of
from .roles import any_of, longest_first, words_that
from .rules.nouns import in_full, singular
from .said_beside import place_in, words_of


def with_files_as_before(ask: Ask, previous: Query) -> Ask:
    """`ask` with its number of PDFs as that of what was counted before."""
    asked = [each for each in ask.troubles if each.message.key == "ask.pdf"]
    counts = recalled(previous).counts if asked else ()
    if len(asked) != 1 or len(counts) != 1 or singular(counts[0].noun) not in _FILES:
        return ask
    files, span = asked[0].message.facts.get("files"), asked[0].span
    if not isinstance(files, Decimal) or span is None or ask.counts:
        return ask
    troubles = tuple(each for each in ask.troubles if each is not asked[0])
    times = tuple(each if each.binds else each._replace(binds="requests") for each in ask.times)
    count = Count(files, counts[0].noun, span)
    return replace(ask, counts=(count,), times=times, troubles=troubles)


_FILES = frozenset({"pdf", "document"})


def without_weekends(ask: Ask, previous: Query) -> Ask:
    """`ask` with business days for `weekends off`, `no weekends`, behind so many a day."""
    work = work_of(previous)
    words = {*words_of(ask.source)}
    if work is None or work.per is not Period.DAY or words.isdisjoint(_WEEKENDS):
        return ask
    is_off = not words.isdisjoint(_OFF) and words <= _OFF | _WEEKENDS | _BESIDE
    if not is_off:
        return ask
    place = ask.source.casefold().index("weekend")
    span = Span(place, place + len("weekend"))
    return replace(ask, business_days=(span,), unused=(), negations=(), times=())


_WEEKENDS = frozenset({"weekend", "weekends"})
_OFF, _BESIDE = words_that("no_work_then"), words_that("beside_days_off")


def with_the_same_again(ask: Ask, _: Query) -> Ask:
    """`same again for staging`, `テスト環境も同じ量で`: twice as much; without "too" it is open."""
    place = place_in(ask, _ELSEWHERE)
    said = (ask.amounts, ask.counts, ask.models, ask.times, ask.modifiers, ask.caching, ask.limits)
    more = (ask.changes, ask.troubles, ask.discounts, ask.contents, ask.shares, ask.currencies)
    if place is None or any(said) or any(more) or ask.topic or ask.uncached or ask.without:
        return ask
    words = {*words_of(ask.source)}
    is_same = not words.isdisjoint(_SAME) or any(map(ask.source.__contains__, _SAME_IN_JAPANESE))
    too = not words.isdisjoint(_TOO) or ask.source.startswith(_ALSO, place.end)
    too = too or any(map(ask.source.casefold().__contains__, _TOO_BEHIND))
    if not (is_same or too) or ask.negations:
        return ask
    if not (is_same and too):
        return replace(ask, doubt=NeedsMore(phrase("ask.part_or_all", said=ask.source.strip())))
    return replace(ask, unused=(), changes=(Change(_TWICE, None, place),))


_ELSEWHERE, _TWICE = AnyWord(words_that("another_environment")), Decimal(2)
_SAME = frozenset(filter(str.isascii, words_that("the_same_amount")))
_SAME_IN_JAPANESE = tuple(words_that("the_same_amount") - _SAME)
_ALSO = ("も", "でも", "にも")
_TOO, _TOO_BEHIND = words_that("as_much_too"), tuple(words_that("does_it_too"))


def grown_as_it_comes(ask: Ask, previous: Query) -> Ask:
    """`daily volume doubles`: what comes each day does; no other period is asked for."""
    often = [each for each in ask.times if each.often and not each.binds]
    if len(often) != 1 or not ask.changes or ask.counts or ask.amounts:
        return ask
    words = words_of(ask.source[often[0].span.end :])[:1]
    counted = {in_full(each.noun) for each in recalled(previous).counts}
    is_traffic = any(each in _TRAFFIC or in_full(each) in counted for each in words)
    if not is_traffic or ask.changes[0].span < often[0].span:
        return ask
    return replace(ask, times=tuple(each for each in ask.times if each is not often[0]))


_TRAFFIC = words_that("traffic_that_grows")


def half_of_that(ask: Ask, previous: Query) -> Ask:
    """`half of that`, その半分なら: of all of it, where no share was said that it could be of."""
    if len(ask.unused) != 1 or ask.troubles or not _HALF.fullmatch(ask.source):
        return ask
    work = work_of(previous)
    if work is None or work.cached is not None or work.prefix or work.discount:
        return ask
    return replace(ask, unused=(), changes=(Change(HALF, None, ask.unused[0]),))


_HALF = Pattern(
    rf"(?i)\s*(?:(?:{any_of('before_half_of_that')}),?\s+)*"
    r"half(?: of)? (?:that|this|it|all that|all of that|the volume|the traffic)[\s?.!]*"
    r"|(?:じゃあ|では|もし)?[、,]?(?:その|この|全体の)?半分(?:だと|なら|だったら|の場合は?|にしたら|にすると)"
    r"(?:いくら|どうなる)?[\s?？。]*"
)


def of_which_day(ask: Ask, _: Query) -> Ask:
    """`in March?` behind work: of which year, and at whose prices?"""
    if len(ask.unused) != 1 or ask.quoted(ask.unused[0]).casefold() not in _MONTHS:
        return ask
    (span,) = ask.unused
    return replace(ask, doubt=NeedsMore(phrase("ask.whole_date", said=ask.quoted(span)), span))


_MONTHS = words_that("month_by_its_name")


def of_some_kind_of_them(ask: Ask, previous: Query) -> Ask:
    """`long tickets: 500 a day at 10k in`, 一部は入力1万: of how many of those before?"""
    found = _SOME_KIND.search(ask.source) if ask.amounts and not ask.shares else None
    if found is None or work_of(previous) is None or ask.on_top or ask.adds:
        return ask
    noun = (found["noun"] or "").casefold()
    counted = {in_full(each.noun) for each in recalled(previous).counts}
    if noun and noun not in _ONES and in_full(noun) not in counted:
        return ask
    span = Span(*found.span())
    return replace(ask, doubt=NeedsMore(phrase("ask.portion", said=found[0].strip()), span))


_ONES = frozenset({"ones", "of them", "them", "of those"})
_SOME_KIND = Pattern(
    rf"(?i)^\s*(?:(?:and|but|the|our|\d[\d,.k]*)\s+)*"
    rf"(?:{'|'.join(longest_first(e for e in words_that('kind_of_them') if e.isascii()))})\s+"
    r"(?P<noun>of them|of those|[a-z]+)"
    rf"|^\s*(?:{'|'.join(longest_first(e for e in words_that('kind_of_them') if not e.isascii()))})"
    r"[^0-9、,]{0,8}は"
)
