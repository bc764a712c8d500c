"""Images that a thread spoke of before: more of them, or what comes out for each.

1000 images a day ... with 200 tokens out each      each image is a request of its own
1000 images a day ... half as many images           as many of them, of the same size
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from pricing import Unit, exactly

from .ask import Ask, Change, Contained, Count
from .errors import NeedsMore
from .model import ONE, REQUESTS, Images, Query, Scope, Work
from .phrase import phrase
from .recalled import NOWHERE, recalled, work_of
from .roles import words_that

_IMAGES, _PER_ONE = tuple(words_that("names_images")), tuple(words_that("for_each_image"))
_SIZE, _CHANGE = "ask.image_size", "ask.change_what"
_SIDES = frozenset[object]({Unit.INPUT, Unit.OUTPUT})
_HALVES = words_that("half_of_them")


def with_more_images(ask: Ask, previous: Query) -> Ask:
    """`ask` with what it says of the images of `previous`."""
    work = work_of(previous)
    images = work.contents[0] if work and len(work.contents) == 1 else None
    if work is None or not isinstance(images, Images):
        return ask
    found = _each_of_them(ask, previous, work, images) or _so_many_more(ask, work, images)
    return found or _at_a_rate(ask, previous, images) or ask


def _at_a_rate(ask: Ask, previous: Query, images: Images) -> Ask | None:
    """`100 images a day`: so many of them instead, where each is all there is in a request.

    Behind requests with several images each it is asked which of the two it is.
    """
    told = [each for each in ask.troubles if each.message.key == _SIZE]
    if len(ask.troubles) != 1 or not told or len(ask.times) != 1 or not told[0].span:
        return None
    number, span, time = told[0].message.facts.get("number"), told[0].span, ask.times[0]
    if not isinstance(number, Decimal) or time.span.start - span.end not in {0, 1}:
        return None
    counts = recalled(previous).counts
    if not counts:
        contents = (*ask.contents, Contained(images._replace(number=number), NOWHERE))
        times = (time._replace(binds="amounts"),)
        return replace(ask, contents=contents, times=times, troubles=())
    if len(counts) > 1 or images.number != ONE:
        said = phrase("ask.which_count", said=ask.quoted(span))
        return replace(ask, troubles=(NeedsMore(said, span),))
    count = Count(number, counts[0].noun, span)
    times = (time._replace(binds="requests"),)
    return replace(ask, counts=(*ask.counts, count), times=times, troubles=())


def _each_of_them(ask: Ask, previous: Query, work: Work, images: Images) -> Ask | None:
    """`with 200 tokens out each`: so much for each image, which is a request of its own."""
    said = ask.source.casefold()
    per_one = any(map(said.__contains__, _PER_ONE))
    asked = [each for each in ask.troubles if each.message.key != _SIZE or not per_one]
    is_told = ask.scopes == {Scope.EACH} or (per_one and not ask.scopes)
    of_sides = {each.kind for each in ask.amounts} <= _SIDES and bool(ask.amounts)
    said_more = (ask.counts, ask.models, ask.contents, ask.times, ask.changes, ask.on_top)
    others = (asked, *said_more, work.counts)
    if not (is_told and of_sides) or any(others):
        return None
    times = tuple(each._replace(binds="requests") for each in recalled(previous).times)
    return replace(
        ask,
        counts=(Count(images.number, REQUESTS, NOWHERE),),
        contents=(Contained(images._replace(number=ONE), NOWHERE),),
        scopes=frozenset({Scope.EACH}),
        times=times,
        troubles=(),
    )


def _so_many_more(ask: Ask, work: Work, images: Images) -> Ask | None:
    """`double the images`, 画像が半分なら: those of before, or as many of each request."""
    factor = _factor(ask)
    if factor is None or not any(map(ask.source.casefold().__contains__, _IMAGES)):
        return None
    others = (ask.amounts, ask.counts, ask.models, ask.contents, ask.times, ask.limits)
    told = [ask.quoted(each.span) for each in ask.troubles if each.span]
    if any(each.isascii() and not each.casefold().rstrip("s").endswith(_IMAGES) for each in told):
        return None  # "10x the images per year"
    with exactly():
        number = images.number * factor
    if any(others) or {each.message.key for each in ask.troubles} - {_SIZE, _CHANGE}:
        return None
    if [each.noun for each in work.counts] == [_SHEETS] and images.number == ONE:
        change = Change(factor, None, NOWHERE, _SHEETS)
        return replace(ask, troubles=(), unused=(), changes=(change,))
    is_one_each = bool(work.counts) and images.number == ONE  # more requests, or more in each?
    if is_one_each or number != int(number):
        return None
    more = Contained(images._replace(number=number), NOWHERE)
    return replace(ask, troubles=(), unused=(), changes=(), contents=(more,))


def _factor(ask: Ask) -> Decimal | None:
    """How many times as many it is, where one such number is said."""
    found = [each.message.facts.get("factor") for each in ask.troubles]
    factors = [each for each in found if isinstance(each, Decimal)]
    factors += [each.factor for each in ask.changes]
    factors += [ONE / 2 for each in ask.unused if ask.quoted(each).casefold() in _HALVES]
    return factors[0] if len(factors) == 1 else None


_SHEETS = "sheets"
