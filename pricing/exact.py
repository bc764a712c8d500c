"""Arithmetic that never rounds in silence.

Costs are sums and products. They are computed by `add`, `subtract`, `multiply`,
`multiply_add` and `shift`, or with plain operators inside `exactly()`: either way a result that
would have to be rounded raises `decimal.Inexact`. The one rounding step a calculation may end
with (a share, a period, a currency) is `divide`, at 28 digits.

    >>> multiply(Decimal("0.1"), Decimal("0.2"))
    Decimal('0.02')
    >>> divide(1, 3)
    Decimal('0.3333333333333333333333333333')
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import (
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    localcontext,
)
from fractions import Fraction

# The longest product there is: an amount (up to 119 digits, see `workload.amount`) x requests
# (119) x rate (20) x three multipliers (20 each) x discount (119), which is 437 digits.
_EXACT = Context(prec=600, traps=[Inexact, InvalidOperation, DivisionByZero, FloatOperation])
_FINAL = Context(prec=28, traps=[InvalidOperation, DivisionByZero])
# Digits enough that a chance close to 0 keeps its 28 where 1 is taken from it.
_GUARDED = Context(prec=60, traps=[InvalidOperation, DivisionByZero])

# Bound once, as they are called for every line: switching contexts would cost more.
add = _EXACT.add
subtract = _EXACT.subtract
multiply = _EXACT.multiply
multiply_add = _EXACT.fma
shift = _EXACT.scaleb


def exactly() -> AbstractContextManager[Context]:
    """A context in which any rounding raises `decimal.Inexact`, and any float `FloatOperation`."""
    return localcontext(_EXACT)


def divide(dividend: Decimal | int, divisor: Decimal | int) -> Decimal:
    """The quotient to 28 significant digits: the one step that may round.

    Raises:
        decimal.DivisionByZero: the divisor is zero.
    """
    return _FINAL.divide(Decimal(dividend), Decimal(divisor))


def chance_within(expected: Fraction) -> Decimal:
    """The chance of at least one arrival where `expected` are expected, at random times.

    Arrivals at random times are a Poisson process: 1 - e^(-expected), rounded to 28 digits.

        >>> chance_within(Fraction(1, 3))
        Decimal('0.2834686894262107495743959031')
    """
    mean = _GUARDED.divide(Decimal(expected.numerator), Decimal(expected.denominator))
    return _FINAL.plus(_GUARDED.subtract(Decimal(1), _GUARDED.exp(-mean)))


def quotient(dividend: Decimal, divisor: Decimal | int) -> Decimal:
    """The quotient, exact where it has an end, else to 28 digits.

    >>> quotient(Decimal(1), 8), quotient(Decimal(1), 3)
    (Decimal('0.125'), Decimal('0.3333333333333333333333333333'))

    Raises:
        decimal.DivisionByZero: the divisor is zero.
    """
    with exactly():
        try:
            return dividend / divisor
        except Inexact:
            return divide(dividend, divisor)


def part(whole: Decimal, share: Decimal) -> Decimal:
    """That share of `whole`; a third of 9 is 3, though a third has no end.

    >>> part(Decimal(9), divide(1, 3))
    Decimal('3')
    """
    if len(share.as_tuple().digits) < _FINAL.prec - 1:
        return multiply(whole, share)
    ratio = Fraction(share).limit_denominator(_MOST_PARTS)
    if divide(ratio.numerator, ratio.denominator) != share:
        return multiply(whole, share)
    return divide(multiply(whole, Decimal(ratio.numerator)), ratio.denominator)


_MOST_PARTS = 100
