"""Quantities: numbers and whatever else is written with digits or number words.

    quantity = size | fraction | multiple | money | percent | number
    number   = value [range]         value = digits [scale] | spelled | Japanese numeral
    range    = ("-" | "~" | "to") value | "±" (value | percent)
             | "between" value "and" value
    percent  = value [range] "%"
    fraction = digits "/" digits     1/3, with nothing behind that makes a pair of it
    money    = sign value [range] | value [range] currency
    multiple = digits "x" | ("+" | "-") percent
    size     = digits "x" digits     tied, or where images are spoken of

What looks like one of these and cannot be read becomes a trouble, so that none is passed over.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from pricing import divide, exactly

from . import numbers
from .ask import Remark
from .errors import NeedsMore, NotUnderstood
from .japanese import is_vague, numeral_at, share_at
from .model import ONE, Bounds, Money
from .phrase import phrase
from .pieces import (
    ChangePiece,
    MoneyPiece,
    NumberPiece,
    PercentPiece,
    SizePiece,
    SpreadPiece,
    WordPiece,
)
from .roles import words_that
from .row import Found, Row
from .spelled import Spelled, TwoNumbers, spelled_at
from .tokens import Token

CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR"}
_BEFORE_DIGITS = frozenset("-+±#.,")
# Currencies that are written with the sign of another one as well.
_SHARED_SIGNS = {
    "USD": frozenset({"CAD", "AUD", "SGD", "HKD", "NZD", "TWD", "MXN"}),
    "JPY": frozenset({"CNY"}),
}
_WAVES = frozenset("~〜")
_DASHES = _WAVES | {"-"}
# What stands for "±", by the first word of it.
PLUS_MINUS = {
    "±": (("±",),),
    "+": (("+", "/", "-"), ("+", "-")),
    "plus": (("plus", "or", "minus"), ("plus", "/", "minus"), ("plus", "minus")),
    "give": (("give", "or", "take"),),
}
MARKS = _BEFORE_DIGITS | CURRENCY_SIGNS.keys() | PLUS_MINUS.keys()
"""What a quantity may begin with, digits and the words of numbers aside."""
_ALL_OF_IT = 100
_CAN_GROW = frozenset({"count", "unit"})
_HAVE_SHARES = frozenset({"cache_side", "caching", "discount", "modifier"})
_TIMES = frozenset("x×")
_BY = _TIMES | {"/", "*"}
_ORDINALS = words_that("ordinal")
"""Behind a number they make a word of it: 2nd, 3pm, 2番目."""
_WHICH, _QUARTER = "第", "四半期"
_MYRIADS = {"千": Decimal(10) ** 3, "万": Decimal(10) ** 4, "億": Decimal(10) ** 8}
_ARROW = "→"
_FROM = frozenset({"から", "to", _ARROW})
_BEHIND = frozenset({"count", "tokens", "percent"})
_TO, _AT_THE_END = "に", "?!。、…"
_GROWS, _MOST_BEFORE = words_that("becomes_as_much"), 5
_BECOMES = tuple(words_that("becomes_so_many"))
_GRAND = words_that("thousands_of_dollars")
_SMALLEST_SPELLED = 1_000
"""Fewer, as in "one" or "twenty", is a number only before something that is counted."""
_COUNTED = frozenset({"unit", "count", "tokens", "content", "currency", "percent", "period"})
_WORK = frozenset({"unit", "count", "tokens", "caching"})
_THINGS = frozenset({"unit", "count", "tokens", "content", "percent"})
_LARGEST_PART = 100
_ONE_DOES = words_that("done_by_one_in_many")
_TEN = 10
_WIDTHS = {"720": 1280, "1080": 1920, "1440": 2560, "2160": 3840}
"""Of images by their lines, in pixels."""
_SIDE = range(16, 100_000)
"""Pixels that an image's side may have, and fewer than which are no image."""


class _Value(NamedTuple):
    """A number and the index behind it; `scaled` where a scale stands behind its digits."""

    value: Decimal
    end: int
    scaled: bool


class QuantityFinder:
    """Finds quantities in the tokens of one text."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._has_images = row.has("content", "image")
        self._is_ascii = row.source.isascii()
        self.remarks: list[Remark] = []

    def at(self, index: int) -> Found | None:
        """The quantity at `index` and the index behind it, None where none is."""
        row = self._row
        if self._is_ascii:
            return self._at(index)
        if share := share_at(row.source, row[index].span.start):
            end = row.index_at(share[1], index)
            if share[0] > ONE:
                return row.trouble(index, end, NotUnderstood, "unread.over_100")
            return self._tenths_up_to(index, end, share[0]) or (
                PercentPiece(*row.stretch(index, end), share[0]),
                end,
            )
        if self._is_vague(index):
            return row.trouble(index, self._behind_digits(index), NeedsMore, "ask.vague")
        return self._at(index)

    def _is_vague(self, index: int) -> bool:
        """Whether 数 and a number stand at `index` that are some of it: 数100件."""
        row = self._row
        is_before = row.text(index) == "数" and row.touches(index + 1) and row.is_number(index + 1)
        return is_before and is_vague(row.source, row[index].span.start)

    def _at(self, index: int) -> Found | None:
        """The same, shares in Japanese aside."""
        row = self._row
        try:
            if row.is_number(index):
                return self._number(index)
            if row.text(index) in CURRENCY_SIGNS and (value := self._written(index + 1)):
                return self._signed_money(index, value)
            if row.text(index) in _BEFORE_DIGITS:
                return self._marked(index)
            return self._worded(index)
        except numbers.Ambiguous:
            return row.trouble(index, self._behind_digits(index), NeedsMore, "ask.separators")
        except numbers.TooLarge:
            end = self._behind_digits(index)
            return row.trouble(index, end, NotUnderstood, "unread.too_large")
        except TwoNumbers as error:
            return row.trouble(index, error.end, NeedsMore, "ask.spelled")

    def _tenths_up_to(self, index: int, end: int, low: Decimal) -> Found | None:
        """`8割〜9割`, `8〜9割`: a range of shares; `end` is behind the lower one."""
        row = self._row
        is_range = row.text(end) in _DASHES or row.is_of(end, "link", "range")
        if not is_range or end + 1 >= len(row):
            return None
        high = share_at(row.source, row[end + 1].span.start)
        if high is None or not low < high[0] <= ONE:
            return None
        stop = row.index_at(high[1], end + 1)
        if self._becomes(stop, row.text(end)) and not self._is_ascii:
            found = PercentPiece(*row.stretch(end + 1, stop), high[0])
            return self._becoming(index, (found, stop))
        return PercentPiece(*row.stretch(index, stop), low, Bounds(low, high[0])), stop

    def _behind_digits(self, index: int) -> int:
        while not self._row.is_number(index):
            index += 1
        return index + 2 if self._row.is_of(index + 1, "scale") else index + 1

    # --- values

    def _value(self, index: int) -> _Value | None:
        """The plain number at `index`: digits, spelled, or Japanese."""
        if index >= len(self._row):
            return None
        return self._written(index) or self._spelled(index)

    def _written(self, index: int) -> _Value | None:
        """The number at `index` if it is of digits, or of Japanese numerals."""
        return self._japanese(index) or (
            self._digits(index) if self._row.is_number(index) else None
        )

    def _japanese(self, index: int) -> _Value | None:
        row = self._row
        if self._is_ascii:
            return None
        found = numeral_at(row.source, row[index].span.start) if index < len(row) else None
        if found is None:
            return None
        return _Value(numbers.within(found[0]), row.index_at(found[1], index), scaled=True)

    def _spelled(self, index: int) -> _Value | None:
        found = spelled_at(self._row, index)
        return _Value(found.value, found.end, scaled=True) if found else None

    def _digits(self, index: int) -> _Value:
        row = self._row
        scale, end = None, index + 1
        if row.is_of(end, "scale"):
            scale, end = Decimal(row.term(end).value), end + 1  # type: ignore[union-attr]  # is_of has it
        return _Value(numbers.read(row.text(index), scale), end, scale is not None)

    # --- what begins with digits

    def _number(self, index: int) -> Found:
        row, text = self._row, self._row.text(index)
        return (
            self._tenths(index)
            or (self._has_images and self._lines(index))
            or self._name(index)
            or (self._has_images and self._size(index))
            or (text == "24" and self._always(index))
            or (row.text(index + 1) == "/" and self._fraction(index))
            or (text == "1" and self._one_in(index))
            or self._multiple(index)
            or self._range_or_value(index, self._japanese(index) or self._digits(index))
        )

    def _tenths(self, index: int) -> Found | None:
        """`8〜9割`: the first number leaves its 割 out."""
        text = self._row.text(index)
        if self._is_ascii or not text.isdecimal() or not 0 < int(text[:3]) < _TEN:
            return None
        return self._tenths_up_to(index, index + 1, Decimal(text) / _TEN)

    def _name(self, index: int) -> Found | None:
        """Letters of no meaning tied to a number: `2nd` is a word, `10x7q` is nothing."""
        row, behind = self._row, index + 1
        if row.is_of(behind, "scale") and row.touches(behind):
            behind += 1
        if not row.touches(behind) or not row[behind].is_word:
            return None
        whole = row.text(index).isdecimal() or row.text(behind).isascii()
        is_ordinal = row.text(behind) in _ORDINALS or self._is_in_order(index)
        if is_ordinal and whole:
            return WordPiece(*row.stretch(index, behind + 1)), behind + 1
        if row[behind].is_cjk:
            return None
        if row.term(behind) or row.text(behind) in _TIMES:
            return None
        return row.trouble(index, behind + 1, NotUnderstood, "unread.number")

    def _is_in_order(self, index: int) -> bool:
        """`第2フェーズ`, `第3章`: which of them it is; a quarter is read with its number."""
        row = self._row
        is_time = row.text(index + 1).startswith(_QUARTER) or row.is_of(index + 1, "period")
        return row.text(index - 1) == _WHICH and not is_time

    def _lines(self, index: int) -> Found | None:
        """`1080p`: the size of an image by its lines, with 16 pixels of width for 9 of them."""
        row = self._row
        width = _WIDTHS.get(row.text(index))
        if width is None or row.text(index + 1) != "p" or not row.touches(index + 1):
            return None
        return SizePiece(*row.stretch(index, index + 2), width, int(row.text(index))), index + 2

    def _size(self, index: int) -> Found | None:
        """`1920x1080`; with spaces, or with "by", where images are spoken of."""
        row = self._row
        times = row.text(index + 1) in _TIMES or row.text(index + 1) == "by"
        if not times or not row.is_number(index + 2):
            return None
        width, height = (row.text(each).replace(",", "") for each in (index, index + 2))
        if not (width.isdecimal() and height.isdecimal()) or row.is_of(index + 3, "scale"):
            return None
        if int(width[:6]) not in _SIDE or int(height[:6]) not in _SIDE:
            return None
        end = index + 4 if row.is_of(index + 3, "pixels") else index + 3
        return SizePiece(*row.stretch(index, end), int(width), int(height)), end

    def _always(self, index: int) -> Found | None:
        """`24/7`, `24x7`: no number of anything."""
        row = self._row
        if not (
            row.text(index + 1) in _BY and row.text(index + 2) == "7" and row.touches(index + 2)
        ):
            return None
        return WordPiece(*row.stretch(index, index + 3)), index + 3

    def _fraction(self, index: int) -> Found | None:
        """`1/3`, as a share; `10/2M in/out` is none."""
        row = self._row
        is_tied = row.touches(index + 1) and row.touches(index + 2)
        if row.text(index - 1) == "/" or not is_tied:
            return None
        above, below = row.text(index), row.text(index + 2)
        if not (above.isdecimal() and below.isdecimal()) or row.text(index + 3) == "/":
            return None
        is_share = 0 < int(above[:9]) < int(below[:9]) <= _LARGEST_PART
        if int(above[:9]) + int(below[:9]) == _ALL_OF_IT:  # "30/70 opus/haiku"
            return None
        if not is_share or row.category(index + 3) in {"unit", "scale", "tokens"}:
            return None
        share = divide(Decimal(above), Decimal(below))
        return PercentPiece(*row.stretch(index, index + 3), share), index + 3

    def _one_in(self, index: int) -> Found | None:
        """`1 in 4 requests`, `one in ten calls`: a share; `1 in 4 out` are two amounts."""
        row = self._row
        if row.text(index + 1) != "in" or not self._has_so_many(index + 3):
            return None
        below = row.text(index + 2)
        if not row.is_number(index + 2):
            below = row.term(index + 2).value if row.is_of(index + 2, "numeral") else ""  # type: ignore[union-attr]  # is_of has it
        if not below.isdecimal() or not 1 < int(below[:9]) <= _LARGEST_PART:
            return None
        return PercentPiece(*row.stretch(index, index + 3), divide(ONE, Decimal(below))), index + 3

    def _has_so_many(self, index: int) -> bool:
        """Whether what stands behind `1 in 4` is counted, or is what one of them does."""
        row, text = self._row, self._row.text(index)
        if row.category(index) == "count" or text in _ONE_DOES:
            return True
        is_many = text.isalpha() and text.endswith("s") and len(text) > len("was")
        return is_many and not row.category(index)

    def _multiple(self, index: int) -> Found | None:
        """`10x`, `2倍`: a factor, where no number follows that makes it a product."""
        row, end = self._row, index + 1
        is_times = row.text(end) in _TIMES and row.touches(end) and not row.is_number(end + 1)
        if not is_times and not row.is_of(end, "times_suffix"):
            return None
        factor = numbers.read(row.text(index), None)
        return ChangePiece(*row.stretch(index, end + 1), factor), end + 1

    # --- values and ranges

    def _range_or_value(self, index: int, value: _Value) -> Found:
        spread = self._spread(index, value) or self._changed(index, value)
        if spread is not None:
            return spread
        other, shared = self._other_end(value)
        if other is None or self._is_told_apart(index, value, other):
            return self._plain(index, value)
        bounds = _bounds(value, other, shared)
        if bounds is None:
            key = "ask.range_of_hours" if _are_hours(value, other) else "ask.range"
            return self._row.trouble(index, other.end, NeedsMore, key)
        return self._bounded(index, other.end, bounds, bounds.low)

    def _is_told_apart(self, index: int, value: _Value, other: _Value) -> bool:
        """`out: 50 - 90% cached`: of output behind a colon, and a share of something else."""
        row = self._row
        is_share = row.is_of(other.end, "percent") and not row.is_of(value.end, "percent")
        is_tied = row.touches(value.end)
        return (
            is_share
            and not is_tied
            and row.text(index - 1) == ":"
            and row.category(index - 2) == "unit"
        )

    def _changed(self, index: int, value: _Value) -> Found | None:
        """`2,000件から4,000件に増える`, `入力3,000→5,000`: what it becomes, and no range.

        So it is in "requests go from 2,000 to 4,000".
        """
        row = self._row
        link = self._behind_noun(value.end)
        if row.text(link) not in _FROM:
            return None
        second = self._behind_period(index, link + 1)
        other = self._written(second)
        if other is None or not (self._grows(index) or self._becomes(other.end, row.text(link))):
            return None
        if row.is_of(value.end, "percent"):
            return self._becoming(index, self._percent(second, other.end + 1, other.value))
        return self._becoming(index, self._plain(second, other))

    def _becoming(self, index: int, found: Found) -> Found:
        """What was found for the last number, as all that begins at `index`."""
        piece, end = found
        span, said = self._row.stretch(index, end)
        note = phrase("note.becomes", said=said, taken=piece.text)
        self.remarks.append(Remark("approximate", note))
        return replace(piece, span=span), end

    def _behind_period(self, index: int, second: int) -> int:
        """The index behind 1日 or 月 at `second`, where the number at `index` has it too."""
        row = self._row
        one = second + 1 if row.text(second) == "1" else second
        is_same = row.category(one) == "period" and row.text(one) == row.text(index - 1)
        return one + 1 if is_same else second

    def _grows(self, index: int) -> bool:
        """Whether "grow from" or the like stands before `index`."""
        row = self._row
        before = range(max(index - _MOST_BEFORE, 0), index - 1)
        return row.text(index - 1) == "from" and any(row.text(each) in _GROWS for each in before)

    def _behind_noun(self, index: int) -> int:
        """The index behind 件, トークン or % at `index`; `index` itself where none is there."""
        return index + 1 if self._row.category(index) in _BEHIND else index

    def _becomes(self, index: int, link: str) -> bool:
        """Whether `に増える` or the like stands at `index`; behind an arrow 件 is enough."""
        row = self._row
        end = self._behind_noun(index)
        if self._is_ascii or (link == _ARROW and end > index):
            return not self._is_ascii
        said = row.source[row[end].span.start :] if end < len(row) else ""
        ends = said[:1] == _TO and said[1:2] in {"", *_AT_THE_END}  # 4,000件に。
        return said.startswith(_BECOMES) or ends

    def _other_end(self, value: _Value) -> tuple[_Value | None, Decimal | None]:
        """The other end of a range, and the first end with its scale: 5-10k is 5k to 10k."""
        row, end = self._row, value.end
        percent = row.is_of(end, "percent")
        counted = row.is_of(end, "count") and (
            row.text(end + 1) in _WAVES or row.is_of(end + 1, "link", "range")
        )
        named = self._behind_currency(end)
        link = named or (end + 1 if percent or counted else end)
        if not self._is_range(link):
            return None, None
        other = self._written(link + 1)
        if other is None or (percent and not row.is_of(other.end, "percent")):
            return None, None
        if named and row.category(other.end) != "currency":
            return None, None
        if named or value.scaled or not other.scaled:
            return other, None
        return other, self._scaled_as(value, other)

    def _is_range(self, index: int) -> bool:
        return self._row.text(index) in _DASHES or self._row.is_of(index, "link", "range")

    def _behind_currency(self, index: int) -> int | None:
        """The index behind a currency at `index` that is followed by a range: `5万円〜10万円`."""
        found = self._row.longest(index) if self._row.category(index) == "currency" else None
        return found[1] if found and self._is_range(found[1]) else None

    def _scaled_as(self, value: _Value, other: _Value) -> Decimal | None:
        """`value` with the scale of `other`: 5 as in 5-10k; None where that has none."""
        row = self._row
        scale = row.term(other.end - 1)
        myriad = _MYRIADS.get(row.text(other.end - 1)[-1:])
        if scale is not None and scale.category == "scale":
            return value.value * Decimal(scale.value)
        return value.value * myriad if myriad else None

    def _spread(self, index: int, value: _Value) -> Found | None:
        """`10k ±20%`, `10k ± 2k`: a range around its middle."""
        found = self._around(value)
        if found is None:
            return None
        bounds, stop = found
        if bounds.low < 0:
            return self._row.trouble(index, stop, NotUnderstood, "unread.negative")
        return self._bounded(index, stop, bounds, value.value, centred=True)

    def _around(self, value: _Value) -> tuple[Bounds, int] | None:
        """The ends around a value that `±` stands behind, and the index behind all of it."""
        row, end = self._row, value.end
        behind = self._behind_plus_minus(end)
        more = self._value(behind) if behind != end else None
        if more is None:
            return None
        is_share = row.is_of(more.end, "percent")
        with exactly():
            by = value.value * more.value / numbers.HUNDRED if is_share else more.value
            bounds = Bounds(value.value - by, value.value + by)
        return bounds, more.end + 1 if is_share else more.end

    def _behind_plus_minus(self, index: int) -> int:
        """The index behind "±" and whatever else is written for it; `index` where none is."""
        row = self._row
        for words in PLUS_MINUS.get(row.text(index), ()):
            end = index + len(words)
            if all(row.text(each) == word for each, word in enumerate(words, index)):
                return end
        return index

    def _bounded(
        self, index: int, end: int, bounds: Bounds, value: Decimal, *, centred: bool = False
    ) -> Found:
        row = self._row
        if row.is_of(end, "percent"):
            low, high = (each / numbers.HUNDRED for each in bounds)
            if high > ONE:
                return row.trouble(index, end + 1, NotUnderstood, "unread.over_100")
            return PercentPiece(*row.stretch(index, end + 1), low, Bounds(low, high)), end + 1
        if found := self._currency_at(end, index):
            code, stop = found
            return MoneyPiece(
                *row.stretch(index, stop), _money(bounds.low, code, bounds.high)
            ), stop
        piece = NumberPiece(*row.stretch(index, end), value, None, bounds, centred)
        return piece, end

    def _plain(self, index: int, value: _Value) -> Found:
        row, end = self._row, value.end
        if row.is_of(end, "percent"):
            return self._percent(index, end + 1, value.value)
        if found := self._currency_at(end, index):
            code, stop = found
            return self._spread_money(index, value._replace(end=stop), code)
        if row.text(end - 1) in _GRAND and not self._counts(end):
            return MoneyPiece(*row.stretch(index, end), Money(value.value, "USD")), end
        span, text = row.stretch(index, end)
        return NumberPiece(span, text, value.value, _minutes(row[index], text)), end

    def _currency_at(self, index: int, start: int) -> tuple[str, int] | None:
        """The currency, or cents, behind the number from `start` on, and the index behind it."""
        row = self._row
        if (
            row.text(index) in CURRENCY_SIGNS
            and row.touches(index)
            and not row.is_number(index + 1)
        ):
            return CURRENCY_SIGNS[row.text(index)], index + 1
        found = row.longest(index)
        if found and found[0].term.category == "currency" and self._is_tied_currency(index, start):
            return found[0].term.value, found[1]
        return None

    def _spread_money(self, index: int, value: _Value, code: str) -> Found:
        """Money, or with `±` behind it from one amount to another."""
        row, found = self._row, self._around(value)
        if found is None:
            return MoneyPiece(*row.stretch(index, value.end), _money(value.value, code)), value.end
        bounds, stop = found
        if bounds.low < 0:
            return row.trouble(index, stop, NotUnderstood, "unread.negative")
        return MoneyPiece(*row.stretch(index, stop), _money(bounds.low, code, bounds.high)), stop

    def _is_tied_currency(self, index: int, start: int) -> bool:
        """`200万円`, `500 dollars`, `月500 ドル`; but `出力200万 円で` asks for yen."""
        row = self._row
        if row.text(index).isascii() or row.touches(index):
            return True
        return not start or row.category(start - 1) not in _WORK

    def _percent(self, index: int, end: int, value: Decimal) -> Found:
        row = self._row
        if value > numbers.HUNDRED and not row.is_of(end, "more"):
            return row.trouble(index, end, NotUnderstood, "unread.over_100")
        with exactly():
            share = value / numbers.HUNDRED
        return PercentPiece(*row.stretch(index, end), share), end

    # --- what begins with a mark

    def _signed_money(self, index: int, value: _Value) -> Found:
        row = self._row
        is_signed = row.text(value.end + 1) == row.text(index)
        second = value.end + 2 if is_signed else value.end + 1
        if self._is_range(value.end) and (other := self._written(second)):
            shared = None if value.scaled or not other.scaled else self._scaled_as(value, other)
            bounds = _bounds(value, other, shared)
            counted = not is_signed and row.category(other.end) in _THINGS  # $500 to 800 requests
            if bounds is None or counted:
                return row.trouble(index, other.end, NeedsMore, "ask.money_range")
            return self._money_between(index, other.end, bounds, row.text(index))
        named = self._named_behind(CURRENCY_SIGNS[row.text(index)], value.end)
        if named is None:
            return row.trouble(index, value.end + 1, NeedsMore, "ask.two_currencies")
        code, end = named
        return self._spread_money(index, value._replace(end=end), code)

    def _named_behind(self, code: str, index: int) -> tuple[str, int] | None:
        """`$500 bucks`, `$500 USD`: the same once more; `$500 CAD`: whose dollars they are.

        None where it is another one, "$500 EUR"; `予算$500 円換算で` says what to show it in.
        """
        found = self._row.longest(index)
        if not found or found[0].term.category != "currency":
            return code, index
        named = found[0].term.value.upper()
        if named == code or named in _SHARED_SIGNS.get(code, ()):
            return named, found[1]
        return None if self._row.text(index).isascii() else (code, index)

    def _marked(self, index: int) -> Found | None:
        row, mark = self._row, self._row.text(index)
        if mark == "-" and row.text(index + 1) in CURRENCY_SIGNS and row.is_number(index + 2):
            return row.trouble(index, self._behind_digits(index), NotUnderstood, "unread.negative")
        if found := self._spread_apart(index):
            return found
        if not row.is_number(index + 1):
            return None
        if not row.touches(index + 1):
            return None
        if mark == "#":  # "PR #1234"
            return WordPiece(*row.stretch(index, index + 2)), index + 2
        if mark == "," and index and row.touches(index):  # "10M in,2M out"
            return None
        if mark in ".,":  # "10M in.5M out"
            return row.trouble(index, index + 2, NeedsMore, "ask.separators")
        may_be_signed = {"+": self._may_grow, "-": self._may_shrink}
        if row.touches(index) and not (mark in may_be_signed and may_be_signed[mark](index - 1)):
            return None
        return self._signed(index) if mark in "-+" else None

    def _may_grow(self, index: int) -> bool:
        """Whether a sign may be tied to the word at `index`: 件数+10%, "output+20%"."""
        row = self._row
        if row.text(index).isascii():
            return row.category(index) in _CAN_GROW
        return not row.is_of(index, "scale")

    def _may_shrink(self, index: int) -> bool:
        """Whether `-20%` may be tied to the word at `index`: 件数-20%; not 入力-20%キャッシュ."""
        row, value = self._row, self._japanese(index + 2) or self._digits(index + 2)
        is_change = row.category(index) in _CAN_GROW and row.is_of(value.end, "percent")
        return is_change and row.category(value.end + 1) not in _HAVE_SHARES

    def _spread_apart(self, index: int) -> Found | None:
        """`±10%`, `+/- 10%`, `give or take 10%`: of a number that does not stand before it."""
        row = self._row
        behind = self._behind_plus_minus(index)
        if behind == index or not row.is_number(behind):
            return None
        value = self._japanese(behind) or self._digits(behind)
        if not row.is_of(value.end, "percent"):
            return row.trouble(index, self._behind_digits(behind), NeedsMore, "ask.range_of")
        with exactly():
            share = value.value / numbers.HUNDRED
        return SpreadPiece(*row.stretch(index, value.end + 1), share), value.end + 1

    def _signed(self, index: int) -> Found | None:
        """`+20%`, `-5`."""
        row, mark = self._row, self._row.text(index)
        value = self._japanese(index + 1) or self._digits(index + 1)
        if row.is_of(value.end, "percent"):
            share = value.value / numbers.HUNDRED
            factor = ONE + share if mark == "+" else ONE - share
            if factor < 0:
                return row.trouble(index, value.end + 1, NotUnderstood, "unread.over_100")
            return ChangePiece(*row.stretch(index, value.end + 1), factor), value.end + 1
        if mark == "-":
            return row.trouble(index, value.end, NotUnderstood, "unread.negative")
        return None

    # --- what begins with a word

    def _worded(self, index: int) -> Found | None:
        row = self._row
        if row.is_of(index, "link", "between") and (found := self._between(index)):
            return found
        if row.text(index) in PLUS_MINUS and (found := self._spread_apart(index)):
            return found
        if row.text(index) == "one" and (found := self._one_in(index)):
            return found
        if value := self._japanese(index):
            return self._range_or_value(index, value)
        if row.category(index) != "numeral":
            return None
        spelled = spelled_at(row, index)
        if spelled is None or self._is_small(spelled):
            return row.longest(index)
        return self._range_or_value(index, _Value(spelled.value, spelled.end, scaled=True))

    def _is_small(self, spelled: Spelled) -> bool:
        """Whether it is "one" or "twenty" before nothing that is counted."""
        is_small = spelled.words == 1 and spelled.value < _SMALLEST_SPELLED
        return is_small and not (self._counts(spelled.end) or self._counts_of_a_model(spelled))

    def _counts_of_a_model(self, spelled: Spelled) -> bool:
        """`two opus 5.5 calls`: a name with its version stands between; "one" may be prose."""
        row, index = self._row, spelled.end
        is_name = row.text(index).isalpha() and not row.category(index) and spelled.value > ONE
        return is_name and row.is_number(index + 1) and row.category(index + 2) == "count"

    def _counts(self, index: int) -> bool:
        """Whether something stands at `index` that numbers are said of, one word aside."""
        row = self._row
        if row.is_of(index, "odd_period", "night"):
            return True
        if row.text(index).isalpha() and not row.category(index):  # "two LLM calls"
            return row.category(index + 1) == "count"
        return row.category(index) in _COUNTED and row.text(index) != "in"

    def _between(self, index: int) -> Found | None:
        """`between 5k and 10k`, `between $500 and $800`, `between 60% and 80%`."""
        row, first = self._row, index + 1
        sign = row.text(first) if row.text(first) in CURRENCY_SIGNS else None
        low = self._value(first + 1 if sign else first)
        if low is None:
            return None
        link = low.end + 1 if row.is_of(low.end, "percent") else low.end
        if row.text(link) not in {"and", "to", "-"}:
            return None
        second = link + 1
        high = self._value(second + 1 if row.text(second) == sign else second)
        if high is None or (link != low.end and not row.is_of(high.end, "percent")):
            return None
        shared = None if low.scaled or not high.scaled else self._scaled_as(low, high)
        bounds = _bounds(low, high, shared)
        if bounds is None and row.is_of(high.end, "period", "hour"):
            return None  # "between 5m and 1h cache"
        if bounds is None:
            return row.trouble(index, high.end, NeedsMore, "ask.range")
        if sign:
            return self._money_between(index, high.end, bounds, sign)
        return self._bounded(index, high.end, bounds, bounds.low)

    def _money_between(self, index: int, end: int, bounds: Bounds, sign: str) -> Found:
        """A range of money with a sign before it, and what follows that says whose it is."""
        named = self._named_behind(CURRENCY_SIGNS[sign], end)
        if named is None:
            return self._row.trouble(index, end + 1, NeedsMore, "ask.two_currencies")
        code, stop = named
        money = Money(bounds.low, code, bounds.high)
        return MoneyPiece(*self._row.stretch(index, stop), money), stop


def _are_hours(value: _Value, other: _Value) -> bool:
    """`9 to 5`: from one hour of the day to another, most likely."""
    are_small = max(value.value, other.value) <= _HOURS_OF_A_CLOCK
    return are_small and not (value.scaled or other.scaled)


_HOURS_OF_A_CLOCK = 12


def _bounds(value: _Value, other: _Value, shared: Decimal | None) -> Bounds | None:
    """From one value to another, with its scale where they share it; None where that is none."""
    low = value.value if shared is None else shared
    if shared is not None and low >= other.value and _is_near(value.value, other.value):  # 500-1k
        low = value.value
    return Bounds(low, other.value) if low < other.value else None


def _is_near(low: Decimal, high: Decimal) -> bool:
    """Whether 500 and 1k may be the ends of one range, as 900 and 800 million are not."""
    return low >= numbers.HUNDRED and high <= low * numbers.HUNDRED


def _money(amount: Decimal, currency: str, high: Decimal | None = None) -> Money:
    """So much of a currency, or a range of it; cents are dollars."""
    if currency != "cent":
        return Money(amount, currency.upper(), high)
    with exactly():
        return Money(amount / 100, "USD", None if high is None else high / 100)


def _minutes(token: Token, text: str) -> Decimal | None:
    """Minutes that a number could also be: `5m` may be five minutes beside cache words."""
    return Decimal(token.text) if text == f"{token.text}m" and token.text.isdecimal() else None
