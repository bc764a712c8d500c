"""How much of the work each part of a mix is, where shares are ranges: "60-80% haiku".

What is left to the last model is less, the more the others have: the same range moves both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from pricing import exactly

from .ask import Shared
from .errors import NeedsMore
from .model import ONE, SHARE, Bounds, Part, Varied, Work, is_of_share
from .phrase import phrase


class Portion(NamedTuple):
    """How much of the work a part is.

    Attributes:
        share: with every range at its low end.
        varied: how each of the ranges of shares moves it; downward, where it is what is left.
    """

    share: Decimal
    varied: tuple[Varied, ...] = ()


def has_ranges(shares: Iterable[Shared]) -> bool:
    """Whether one of the shares was said as a range."""
    return any(each.bounds for each in shares)


def with_rest_last(shares: Sequence[Shared]) -> tuple[Shared, ...]:
    """The shares, at least one of them a range, with the one that is left over at the end.

    `60-80% haiku, 20-40% opus`: the one is what the other leaves.

    Raises:
        NeedsMore: nothing is left over, or several are; or there may be more than all of it.
    """
    rests = [each for each in shares if each.share < 0] or _left_by_another(shares)
    others = [each for each in shares if each not in rests]
    _, high = _sums(others)
    if len(rests) != 1 or high > ONE:
        said = _sums([each for each in shares if each.share >= 0])
        raise NeedsMore(phrase("ask.shares_of_ranges", share=said), shares[0].span)
    return (*others, rests[0]._replace(share=-ONE, bounds=None))


def _left_by_another(shares: Sequence[Shared]) -> list[Shared]:
    """The last one of two ranges, where it is what the other leaves at both of its ends."""
    *_, last = ranges = [each for each in shares if each.bounds]
    low, high = _sums([each for each in shares if each is not last])
    ends = last.bounds or Bounds(last.share, last.share)
    with exactly():
        is_left = len(ranges) == len("ab") and (low + ends.high, high + ends.low) == (ONE, ONE)
    return [last] if is_left else []


def _sums(shares: Iterable[Shared]) -> Bounds:
    """What shares come to with all ranges at their low, and at their high ends."""
    ends = [each.bounds or Bounds(each.share, each.share) for each in shares]
    with exactly():
        low = sum((each.low for each in ends), Decimal(0))
        return Bounds(low, sum((each.high for each in ends), Decimal(0)))


def portions(shares: Sequence[Shared]) -> list[Portion]:
    """How much each share is, the last being what is left."""
    others = shares[:-1]
    found = [
        Portion(each.bounds.low, (Varied(f"{SHARE} {index}", each.bounds),))
        if each.bounds
        else Portion(each.share)
        for index, each in enumerate(others)
    ]
    with exactly():
        left = ONE - _sums(others).low
        falls = [
            each._replace(bounds=Bounds(left, left - (each.bounds.high - each.bounds.low)))
            for portion in found
            for each in portion.varied
        ]
    return [*found, Portion(left, tuple(falls))]


def dealt_to(work: Work, portion: Portion) -> Work:
    """So much of `work`, all of which stays in its numbers."""
    return replace(work, share=portion.share, varied=(*work.varied, *portion.varied))


# --- of parts that were dealt out so


def whole_of(work: Work) -> Work:
    """All of the work that `work` is a share of."""
    return replace(work, share=ONE, varied=tuple(e for e in work.varied if not is_of_share(e)))


def are_ranges(works: Iterable[Work]) -> bool:
    """Whether they are parts of a mix whose shares are ranges."""
    return any(is_of_share(each) for work in works for each in work.varied)


def said_shares(parts: Sequence[Part]) -> list[Decimal | Bounds | None]:
    """The share of each part as it was said; None for what is left."""
    return [_share_of(index, part.work) for index, part in enumerate(parts)]


def _share_of(index: int, work: Work) -> Decimal | Bounds | None:
    ranges = {each.part: each.bounds for each in work.varied if is_of_share(each)}
    return ranges.get(f"{SHARE} {index}") if ranges else work.share
