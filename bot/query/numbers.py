"""How people write numbers: digits, separators, suffixes.

10,000   ten thousand          10_000_000
10.000   asked: it could be ten, or ten thousand; of 10.000.000 there is no doubt
1.5k  10M  10mn  10MM  2B      10 million
2,5M     two and a half million: a scale behind it leaves nothing open
10e6  1.5e6
"""

from __future__ import annotations

import re
from decimal import Decimal

LARGEST = Decimal(10) ** 15
"""Above this no count of tokens or requests is meant."""
HUNDRED = Decimal(100)
_MOST_DIGITS = 40

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_UNDERSCORED = re.compile(r"[0-9]{1,3}(?:_[0-9]{3})+")
_PLAIN = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[0-9]{1,2})?")
_SHAPES = ((_GROUPED, ","), (_DOTTED, "."), (_UNDERSCORED, "_"), (_PLAIN, ""))
_COMMA_DECIMALS = re.compile(r"[0-9]{1,3},[0-9]{1,2}")
_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


class Ambiguous(Exception):
    """A dot or comma that could part thousands or decimals."""


class TooLarge(Exception):
    """A number beyond all measure, or with more digits than anything is counted in."""


def read(text: str, scale: Decimal | None) -> Decimal:
    """The number that `text` writes, times `scale` where one stands behind it.

    Raises:
        Ambiguous: its dot or comma could part thousands or decimals.
        TooLarge: it is beyond all measure.
    """
    if scale is None and "." in text and _THOUSANDS_OR_DECIMALS.fullmatch(text):
        raise Ambiguous
    if scale is not None and "," in text and _COMMA_DECIMALS.fullmatch(text):
        text = text.replace(",", ".")
    if len(text) > _MOST_DIGITS:
        raise TooLarge
    return within(Decimal(_digits(text)) * (scale or 1))


def within(number: Decimal) -> Decimal:
    """`number`, if anything is counted in so many.

    Raises:
        TooLarge: it is beyond all measure.
    """
    if number > LARGEST:
        raise TooLarge
    return number


def _digits(text: str) -> str:
    if text.isascii() and text.isdecimal():  # nearly all are
        return text
    for shape, separator in _SHAPES:
        if shape.fullmatch(text):
            return text.replace(separator, "") if separator else text
    raise Ambiguous
