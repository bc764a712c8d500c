"""How numbers are shown. Nothing else rounds.

    usd      half-up to cents from one dollar up; below, to three significant digits
    rate     a published rate, in full
    exact    a dollar amount in full, for sums that a reader adds up
    tokens   10M, 1.5k; 1,000万, 1億2,345万: short only where nothing is lost
    count    50,000; 5万
    percent  of a share: 0.8 is 80%; about_percent to two decimals
    times    × 0.5
    per_usd  what a dollar is in another currency, to six significant digits
    units    an amount of another currency: half-up to its own smallest unit
    date     2026-11-22; 2026年11月22日

Dollars always have at least two decimals, and only nothing at all is shown as $0.00.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache

from bot.answers.types import Language

UNKNOWN = "–"

_HALF_UP = Context(prec=200, rounding=ROUND_HALF_UP)
_ONE = Decimal(1)
_CENT = Decimal("0.01")
_SIGNIFICANT = 3
# More decimals than any product of tokens, rate and modifiers has.
_IN_FULL = 10
# Suffixes: what each stands for, and what an amount must be a whole multiple of to be shown
# with it, as 1,125,000 is (1.125M) and 344,139 is not.
_SUFFIXES = (
    ("B", Decimal(1_000_000_000), Decimal(1_000_000)),
    ("M", Decimal(1_000_000), Decimal(1_000)),
    ("k", Decimal(1_000), Decimal(100)),
)
# Japanese counts in ten thousands, and says the rest with the next suffix.
_MYRIADS = (("兆", Decimal(10**12)), ("億", Decimal(10**8)), ("万", Decimal(10**4)))
_WITH_A_DECIMAL = Decimal(1_000)


def usd(amount: Decimal, lang: Language) -> str:
    """US dollars: $33.00, $0.125, $0.00000000123."""
    if amount >= _ONE:  # most are: these have two decimals once rounded, and no sign
        text = f"${amount.quantize(_CENT, None, _HALF_UP):,f}"
        return text if lang == "en" else _localised(text, lang)
    return _dollars(_rounded(amount), lang)


@lru_cache(maxsize=1024)
def rate(amount: Decimal, lang: Language) -> str:
    """A published rate in US dollars, with every digit of it: $0.10, $18.75, $0.0125."""
    return _dollars(amount, lang)


def exact(amount: Decimal, lang: Language) -> str:
    """US dollars with every digit, unless a division left more of them than anyone reads."""
    digits = f"{amount:f}".partition(".")[2].rstrip("0")
    return _dollars(amount if len(digits) <= _IN_FULL else _rounded(amount), lang)


@lru_cache(maxsize=256)  # an answer says the same few several times
def tokens(amount: Decimal, lang: Language) -> str:
    """An amount of tokens, with a suffix where that loses nothing: 10M, 1.5k, 344,139."""
    short = "" if lang == "ja" else _in_thousands(amount, lang)
    return short or count(amount, lang)


def count(amount: Decimal, lang: Language) -> str:
    """A number of things: 50,000, 5万, 47,619; to two decimals where it is not whole."""
    short = _in_myriads(amount, lang) if lang == "ja" else ""
    return short or _grouped(_rounded(amount), 0, lang)


def percent(share: Decimal, lang: Language) -> str:
    """A share in percent: 80%, 12.5%."""
    hundredfold = share.scaleb(2, _HALF_UP)
    shown = hundredfold if _decimals(hundredfold) <= _IN_FULL else _rounded(hundredfold)
    return f"{_grouped(shown, 0, lang)}%"


def about_percent(share: Decimal, lang: Language) -> str:
    """A share in percent, rounded: 97.38%."""
    return f"{_grouped(_rounded(share.scaleb(2, _HALF_UP)), 0, lang)}%"


def times(factor: Decimal, lang: Language) -> str:
    """A factor with its sign: × 0.5."""
    return f"× {count(factor, lang)}"


def plotted(amount: Decimal) -> float:
    """US dollars as a number of JSON, for a picture: rounded as they are shown."""
    shown = _rounded(amount)
    return int(shown) if shown == shown.to_integral_value() else float(shown)


def per_usd(rate: Decimal, lang: Language) -> str:
    """What a dollar is in another currency: 155, 152.379, 0.85675."""
    return _grouped(_significant(rate, 6), 0, lang)


def units(amount: Decimal, decimals: int, lang: Language) -> str:
    """An amount of another currency with so many decimals: 5,115, 48.50.

    To three significant digits where that is finer: below 1.00 with two decimals, below 100
    with none.
    """
    if not amount or amount >= _ONE.scaleb(2 - decimals):
        shown = amount.quantize(_ONE.scaleb(-decimals), context=_HALF_UP)
    else:
        shown = _significant(amount, _SIGNIFICANT)
    return _grouped(shown, decimals, lang)


def day(value: date, lang: Language) -> str:
    """A day as year, month, day: read the same on every side of an ocean."""
    if lang == "ja":
        return f"{value.year}年{value.month}月{value.day}日"
    return value.isoformat()


FORMATS: Mapping[str, Callable[[Decimal, Language], str]] = {
    "usd": usd,
    "rate": rate,
    "exact": exact,
    "tokens": tokens,
    "count": count,
    "percent": percent,
    "times": times,
    "per_usd": per_usd,
}


def _in_thousands(amount: Decimal, lang: Language) -> str:
    """10M, 1.5k; nothing where that loses digits."""
    for suffix, size, step in _SUFFIXES:
        if amount >= size and not _HALF_UP.remainder(amount, step):
            return f"{_grouped(_HALF_UP.divide(amount, size), 0, lang)}{suffix}"
    return ""


def _in_myriads(amount: Decimal, lang: Language) -> str:
    """1,000万, 1.5億, 1億2,345万; nothing where that leaves a rest."""
    for suffix, size in _MYRIADS:
        short = _HALF_UP.divide(amount, size)
        if _ONE <= short < _WITH_A_DECIMAL and _decimals(short) <= 1:
            return f"{_grouped(short, 0, lang)}{suffix}"
    text = ""
    for suffix, size in _MYRIADS:
        whole, amount = _HALF_UP.divmod(amount, size)
        if whole:
            text += f"{_grouped(whole, 0, lang)}{suffix}"
    return "" if amount else text


def _rounded(amount: Decimal) -> Decimal:
    if not amount:
        return amount
    if amount.copy_abs() >= _ONE:
        return amount.quantize(_CENT, context=_HALF_UP)
    return _significant(amount, _SIGNIFICANT)


def _significant(amount: Decimal, digits: int) -> Decimal:
    last = amount.adjusted() - digits + 1
    return amount.quantize(_ONE.scaleb(last, _HALF_UP), context=_HALF_UP)


def _dollars(amount: Decimal, lang: Language) -> str:
    sign = "-" if amount < 0 else ""
    return f"{sign}${_grouped(amount.copy_abs(), 2, lang)}"


def _grouped(amount: Decimal, least: int, lang: Language) -> str:
    """Every digit of `amount`, thousands separated, with at least so many decimals."""
    whole, _, decimals = f"{amount:,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return _localised(f"{whole}.{decimals}" if decimals else whole, lang)


def _localised(text: str, lang: Language) -> str:
    """`text`, written with English separators, with those of the language."""
    if lang == "en":
        return text
    return text.translate(_separators(lang))


@cache
def _separators(lang: Language) -> Mapping[int, str]:
    """What separators of the language stand for the English ones, where they differ.

    Babel knows them. Its facts of a language take 4 MB, so it is asked once, and for English,
    which everything is written in before, not at all.
    """
    from babel import Locale  # noqa: PLC0415 - as above

    symbols = Locale.parse(lang).number_symbols["latn"]
    pairs = {",": symbols["group"], ".": symbols["decimal"]}
    return {ord(ours): theirs for ours, theirs in pairs.items() if ours != theirs}


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize(_HALF_UP).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
