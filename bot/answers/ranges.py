"""Ranges: the work at each end of them, and which of them moves the total most.

The calculation is `pricing.sensitivity`'s; here numbers of the work become its assumptions.
`Steps` are values between their ends at which a total turns, see `steps`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from bot.query.dealing import whole_of
from bot.query.mixing import times
from bot.query.model import (
    HALF,
    OFF,
    ONE,
    PREFIX,
    SHARE,
    WITHIN,
    Bounds,
    Images,
    Scope,
    Varied,
    Work,
    is_of_share,
    with_many,
)
from pricing import exactly

from .prefixes import prefix_of

if TYPE_CHECKING:
    from pricing import Driver

Steps = Mapping[str, Sequence[Decimal]]
_NONE: Steps = {}


def corners(work: Work, steps: Steps = _NONE) -> Iterator[Work]:
    """The work with every combination of the ends of its ranges; itself where it has none."""
    from pricing import corners as every_corner  # noqa: PLC0415 - few questions hold a range

    base = replace(work, varied=())
    for at in every_corner({each.part: each.bounds for each in work.varied}, steps):
        yield _at_values(base, work.varied, at)


def falls(part: str, scope: Scope) -> bool:
    """Whether more of it makes the work cheaper: of amounts in all, more requests are smaller."""
    return part in {"cached", OFF} or (scope is Scope.TOTAL and part.startswith("count"))


def at_ends(work: Work, high: Collection[str]) -> Work:
    """The work with these of its ranges at their high end, and the others at their low one."""
    at = {
        each.part: each.bounds.high if each.part in high else each.bounds.low
        for each in work.varied
    }
    return _at_values(replace(work, varied=()), work.varied, at)


def at_shares(works: Sequence[Work]) -> Iterator[list[Work]]:
    """The parts of a mix with every combination of the ends of their shares, the low ones first.

    Their other ranges stay. What is left to the last of them is less, the more the others have.
    """
    from pricing import corners as every_corner  # noqa: PLC0415 - few questions hold a range

    shares = {each.part: _WHOLE for work in works for each in work.varied if is_of_share(each)}
    for at in every_corner(shares):
        yield [_of_share(work, at) for work in works]


def _of_share(work: Work, at: Mapping[str, Decimal]) -> Work:
    """The part of a mix with each range of shares so far between its ends."""
    with exactly():
        moved = [
            (each.bounds.high - each.bounds.low) * at[each.part]
            for each in work.varied
            if is_of_share(each)
        ]
        share = sum(moved, work.share)
    return times(whole_of(work), share)


def corners_of_all(works: Sequence[Work], steps: Steps = _NONE) -> Iterator[list[Work]]:
    """The parts of a mix with every combination of ends: the same number moves in all of them.

    `steps`: of those that have the same ends in all parts.
    """
    from pricing import corners as every_corner  # noqa: PLC0415 - few questions hold a range

    ranges = _ranges(works)
    for at in every_corner(ranges, steps):
        yield [_at(work, at, ranges) for work in works]


def extremes_of_all(
    works: Sequence[Work], steps: Steps, falls: Collection[str]
) -> Iterator[list[Work]]:
    """The corners at which all parts together may be cheapest or dearest, with all low ends first.

    What neither turns nor is a share is at its cheap end everywhere, or at its dear one.

    Args:
        works: the parts of a mix.
        steps: where any of them turns.
        falls: what makes them cheaper, the more there is of it.
    """
    from pricing import corners as every_corner  # noqa: PLC0415 - few questions hold a range

    ranges = _ranges(works)
    turning = {e: ends for e, ends in ranges.items() if e in steps or e.startswith(SHARE)}
    others = {part: ends for part, ends in ranges.items() if part not in turning}
    low, high = ({part: ends[end] for part, ends in others.items()} for end in (0, 1))
    cheap = {part: high[part] if part in falls else low[part] for part in others}
    dear = {part: low[part] if part in falls else high[part] for part in others}
    first = {part: ends[0] for part, ends in turning.items()}
    yield [_at(work, first | low, ranges) for work in works]
    for at in every_corner(turning, steps):
        for ends in (cheap, dear):
            yield [_at(work, at | ends, ranges) for work in works]


def in_the_middle(work: Work) -> Work:
    """The work with every range at its middle."""
    with exactly():
        middle = {each.part: (each.bounds.low + each.bounds.high) * HALF for each in work.varied}
    return _at_values(replace(work, varied=()), work.varied, middle)


def _at_values(base: Work, ranges: Sequence[Varied], at: Mapping[str, Decimal]) -> Work:
    """The work with its ranges at these values; it is copied once, as corners are many."""
    changed: dict[str, Any] = {}
    usage: dict[str, Decimal] = {}
    for each in ranges:
        kind, _, index = each.part.partition(" ")
        value = at[each.part]
        if kind in _FIELDS:
            changed[_FIELDS[kind]] = value
        elif kind in _SEVERAL:
            of_many = changed.setdefault(f"{kind}s", list(getattr(base, f"{kind}s")))
            of_many[int(index)] = with_many(of_many[int(index)], value)
        elif kind not in _LAST:
            usage[kind] = value
    if usage:
        changed["usage"] = dataclasses.replace(base.usage, **usage)
    for several in changed.keys() & {"counts", "contents"}:
        changed[several] = tuple(changed[several])
    found = _dealt_at(replace(base, **changed), ranges, at)
    for each in ranges:  # behind the input, which it is on top of
        if each.part in _OF_A_PREFIX:
            found = _with_prefix(found, at[each.part], is_on_top=each.part == PREFIX)
    return found


def _dealt_at(work: Work, ranges: Sequence[Varied], at: Mapping[str, Decimal]) -> Work:
    """So much of the work as its part of a mix is, with ranges of shares at these values."""
    with exactly():
        moved = [at[each.part] - each.bounds.low for each in ranges if is_of_share(each)]
        share = sum(moved, work.share)
    return times(work, share) if moved or work.share != ONE else work


_FIELDS = {"cached": "cached", OFF: "discount", "prompt_size": "prompt_tokens"}
"""Parts of a work that are one number, and what holds it."""
_SEVERAL = frozenset({"count", "content"})
"""Parts of which there are several."""
_OF_A_PREFIX = frozenset({PREFIX, WITHIN})
_LAST = _OF_A_PREFIX | {SHARE}
"""Parts that change others, which come first."""


def has_middle(work: Work) -> bool:
    """Whether each range was said around its middle, so that the work as it stands is that."""
    return all(each.centred for each in work.varied)


def drivers(
    works: Sequence[Work], total: Callable[[list[Work]], Decimal], steps: Steps = _NONE
) -> tuple[Driver, ...]:
    """What each range does to the total by itself, the others at their middle; largest first.

    Args:
        works: one, or the parts of a mix: the same number of each part moves in all of them,
            as does a number of requests that is shared out.
        total: US dollars for all of them, without ranges.
        steps: those of the ranges; of parts of those that have the same ends in all of them.
    """
    if not any(work.varied for work in works):
        return ()
    from pricing import drivers as which_drive  # noqa: PLC0415 - few questions hold a range

    if len(works) == 1:
        (one,) = works
        base, ranges = replace(one, varied=()), {each.part: each.bounds for each in one.varied}
        found = which_drive(ranges, lambda at: total([_at_values(base, one.varied, at)]), steps)
    else:
        moved = _ranges(works)
        found = which_drive(moved, lambda at: total([_at(e, at, moved) for e in works]), steps)
    named = {each.part: _name(each, work) for work in works for each in work.varied}
    return tuple(each._replace(assumption=named[each.assumption]) for each in found)


_WHOLE = (Decimal(0), Decimal(1))


_Ranges = Mapping[str, tuple[Decimal, Decimal]]


def _ranges(works: Sequence[Work]) -> _Ranges:
    """Each number that varies, with its ends where these are the same in all parts.

    Any other moves from one end of its range (0) to the other (1), as one that is shared out.
    """
    found: dict[str, set[Bounds]] = {}
    for each in (each for work in works for each in work.varied):
        found.setdefault(each.part, set()).add(each.bounds)
    return {
        part: _WHOLE if part.startswith(SHARE) or len(bounds) > 1 else next(iter(bounds))
        for part, bounds in found.items()
    }


def have_same_ends(works: Sequence[Work], parts: Collection[str]) -> bool:
    """Whether these ranges have the same ends in all parts of a mix that have them."""
    ranges = _ranges(works)
    return all(ranges[each] is not _WHOLE for each in parts)


def _at(work: Work, at: Mapping[str, Decimal], ranges: _Ranges) -> Work:
    """The work with each number as it is, or so far between its ends."""
    with exactly():
        values = {
            each.part: each.bounds.low + (each.bounds.high - each.bounds.low) * at[each.part]
            if ranges[each.part] is _WHOLE
            else at[each.part]
            for each in work.varied
        }
    return _at_values(replace(work, varied=()), work.varied, values)


def _name(varied: Varied, work: Work) -> str:
    """What a range is of: a unit, "cached", "prompt_size" ..., or what is counted."""
    kind, _, index = varied.part.partition(" ")
    if kind == "count":
        return work.counts[int(index)].noun
    if kind == "content":
        content = work.contents[int(index)]
        return "images" if isinstance(content, Images) else f"{content.unit}s"
    return _NAMES.get(kind, varied.part)


_NAMES = {WITHIN: PREFIX, OFF: "discount"}


def _with_prefix(work: Work, tokens: Decimal, *, is_on_top: bool) -> Work:
    """The work with a prefix of so many tokens: on top of the rest of the input, or within it."""
    prefix = prefix_of(work)
    with exactly():
        longer = tokens - prefix.tokens if is_on_top else Decimal(0)
        usage = dataclasses.replace(work.usage, input=work.usage.input + longer)
    return replace(work, usage=usage, prefix=prefix._replace(tokens=tokens))
