"""How many tokens an image takes.

An image is billed by the patches of 28 x 28 pixels that cover it. One that exceeds the limits
of the model's vision tier is scaled down first, to the largest size that meets both of them.
Source: the vendor's page on vision; its published figures are pinned in the tests.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from .errors import BadWorkload, VisionUnknown
from .pricebook import Model

Vision = Literal["standard", "high"]
"""A model's vision tier: "high" from the 4.7 generation on."""

_PATCH = 28


class _Limits(NamedTuple):
    edge: int
    """Pixels of the long edge."""
    tokens: int


_LIMITS: dict[Vision, _Limits] = {"standard": _Limits(1568, 1568), "high": _Limits(2576, 4784)}


def image_tokens(width: int, height: int, vision: Vision) -> int:
    """Tokens of one image of `width` x `height` pixels on a vision tier.

    >>> image_tokens(1920, 1080, "standard"), image_tokens(1920, 1080, "high")
    (1560, 2691)

    Raises:
        BadWorkload: a side is no whole number of pixels above zero.
    """
    for field, pixels in (("width", width), ("height", height)):
        if type(pixels) is not int or pixels < 1:
            raise BadWorkload(field, pixels, "an image's side is a whole number of pixels above 0")
    long, short = max(width, height), min(width, height)
    limits = _LIMITS[vision]
    if long <= limits.edge and _patches(long, short) <= limits.tokens:
        return _patches(long, short)

    def scaled(edge: int) -> int:
        """Tokens of the same image scaled to this long edge: never fewer for a longer one."""
        return _patches(edge, max(1, _round_half_even(edge * short, long)))

    # The long edges from 1 up that could be, and how many of them meet the limit of tokens.
    edges = range(1, min(limits.edge, long - 1) + 1)
    return scaled(bisect_left(edges, limits.tokens + 1, key=scaled))


def image_tokens_on(model: Model, width: int, height: int) -> int:
    """Tokens of one image of `width` x `height` pixels on `model`.

    Raises:
        VisionUnknown: no source says what images take on this model, or whether it takes any.
        BadWorkload: a side is no whole number of pixels above zero.
    """
    if model.vision is None:
        raise VisionUnknown(model.id)
    return image_tokens(width, height, model.vision)


def _patches(width: int, height: int) -> int:
    return -(-width // _PATCH) * -(-height // _PATCH)


def _round_half_even(dividend: int, divisor: int) -> int:
    quotient, rest = divmod(dividend, divisor)
    return quotient + (2 * rest > divisor or (2 * rest == divisor and quotient % 2))
