"""Every rule of how numbers are shown, one a row."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.types import Language
from bot.render import numbers

Cases = list[tuple[str, str, str]]


def case(rule: str, amount: str, shown: str) -> tuple[str, str, str]:
    return rule, amount, shown


USD = [
    case("whole dollars have cents", "33", "$33.00"),
    case("zeros at the end change nothing", "33.00000", "$33.00"),
    case("an exponent changes nothing", "3.3E+1", "$33.00"),
    case("thousands are separated", "1234567.8", "$1,234,567.80"),
    case("half a cent goes up", "1.005", "$1.01"),
    case("less than half a cent goes down", "1.00499999999999999999999999999999", "$1.00"),
    case("half a cent goes up after an even cent too", "2.125", "$2.13"),
    case("cents from one dollar up", "1.23456", "$1.23"),
    case("three digits below a dollar", "0.123456", "$0.123"),
    case("half goes up below a dollar", "0.0012345", "$0.00123"),
    case("... at the third digit", "0.001235", "$0.00124"),
    case("two decimals at least", "0.5", "$0.50"),
    case("no zeros at the end beyond cents", "0.100", "$0.10"),
    case("a digit carried over to a dollar", "0.9999", "$1.00"),
    case("a digit carried over below a dollar", "0.09999", "$0.10"),
    case("just below a dollar", "0.999", "$0.999"),
    case("a published rate below a cent", "0.0045", "$0.0045"),
    case("a billionth", "0.00000000123", "$0.00000000123"),
    case("less than a billionth is not nothing", "1E-40", "$0.0000000000000000000000000000000000000001"),
    case("nothing", "0", "$0.00"),
    case("nothing with an exponent", "0E-12", "$0.00"),
    case("nothing, negative", "-0", "$0.00"),
    case("a discount", "-4.95", "-$4.95"),
    case("half a cent of a discount goes away from zero", "-1.005", "-$1.01"),
    case("a small discount", "-0.0012345", "-$0.00123"),
    case("more than 28 digits", "12345678901234567890123456789.015", "$12,345,678,901,234,567,890,123,456,789.02"),
]  # fmt: skip
RATE = [
    case("ten cents", "0.1", "$0.10"),
    case("whole dollars", "2", "$2.00"),
    case("every digit that was published", "0.0625", "$0.0625"),
    case("more than three digits", "0.3125", "$0.3125"),
    case("a large one", "18.75", "$18.75"),
    case("a thousandth", "0.005", "$0.005"),
]
EXACT = [
    case("every digit, so that sums add up", "2.753112", "$2.753112"),
    case("no zeros at the end beyond cents", "84.3750", "$84.375"),
    case("a discount", "-84.375", "-$84.375"),
    case("what a division left is rounded", "8603.571428571428571428571429", "$8,603.57"),
    case("ten decimals are still exact", "0.0000000001", "$0.0000000001"),
]
TOKENS = [
    case("none", "0", "0"),
    case("below a thousand", "999", "999"),
    case("a thousand", "1000", "1k"),
    case("one decimal of thousands", "1500", "1.5k"),
    case("two decimals of thousands are written out", "1250", "1,250"),
    case("what would lose digits is written out", "344139", "344,139"),
    case("hundreds of thousands", "200000", "200k"),
    case("millions", "10000000", "10M"),
    case("three decimals of millions", "1125000", "1.125M"),
    case("four decimals of millions are thousands", "1125500", "1,125.5k"),
    case("billions", "2500000000", "2.5B"),
    case("a thousand billions", "1000000000000", "1,000B"),
    case("more than 28 digits", "1E+40", "10,000,000,000,000,000,000,000,000,000,000B"),
    case("a part of a token", "8571.428571428571", "8,571.43"),
    case("thousands and a part of a token", "1000.5", "1,000.5"),
]  # fmt: skip
JAPANESE_TOKENS = [
    case("none", "0", "0"),
    case("thousands are separated", "3700", "3,700"),
    case("ten thousand", "10000", "1万"),
    case("one decimal of ten thousands", "15000", "1.5万"),
    case("two decimals of ten thousands are written out", "15500", "15,500"),
    case("what would lose digits is written out", "344139", "344,139"),
    case("tens of thousands", "1500000", "150万"),
    case("thousands of ten thousands", "10000000", "1,000万"),
    case("many of them and a decimal", "1125000", "112.5万"),
    case("too many of them for a decimal", "11255000", "11,255,000"),
    case("hundred millions", "200000000", "2億"),
    case("one decimal of hundred millions", "150000000", "1.5億"),
    case("two decimals of hundred millions are said with the next suffix", "112500000", "1億1,250万"),
    case("many hundred millions", "123450000000", "1,234億5,000万"),
    case("the next suffix without thousands", "100050000", "1億5万"),
    case("the next suffix takes no decimals", "100015000", "100,015,000"),
    case("a trillion", "1000000000000", "1兆"),
    case("one decimal of trillions", "1200000000000", "1.2兆"),
    case("all suffixes", "1234567890000", "1兆2,345億6,789万"),
    case("a suffix is left out where there is none of it", "1000012340000", "1兆1,234万"),
    case("hardly less than a trillion", "999999999999", "999,999,999,999"),
    case("more than 28 digits", "1E+40", "10,000,000,000,000,000,000,000,000,000兆"),
    case("a part of a token", "8571.428571428571", "8,571.43"),
    case("ten thousands and a part of a token", "10000.5", "10,000.5"),
]  # fmt: skip
COUNT = [
    case("thousands are separated", "50000", "50,000"),
    case("never short", "10000000", "10,000,000"),
    case("two decimals where it is not whole", "217.391304", "217.39"),
    case("three digits below one", "0.3333333", "0.333"),
]
PERCENT = [
    case("a whole one", "0.8", "80%"),
    case("all", "1", "100%"),
    case("a part of a percent", "0.125", "12.5%"),
    case("nearly all is not all", "0.99999", "99.999%"),
    case("what a division left is rounded", "0.3333333333333333333333333333", "33.33%"),
    case("hardly any is not none", "0.00001", "0.001%"),
    case("a discount", "-0.15", "-15%"),
]
TIMES = [
    case("half", "0.5", "× 0.5"),
    case("a tenth more", "1.10", "× 1.1"),
    case("a whole factor", "5", "× 5"),
    case("several modifiers", "0.55", "× 0.55"),
]


@pytest.mark.parametrize(
    ("show", "amount", "shown"),
    [
        pytest.param(show, amount, shown, id=f"{show.__name__}: {rule}")
        for show, cases in (
            (numbers.usd, USD),
            (numbers.rate, RATE),
            (numbers.exact, EXACT),
            (numbers.tokens, TOKENS),
            (numbers.count, COUNT),
            (numbers.percent, PERCENT),
            (numbers.times, TIMES),
        )
        for rule, amount, shown in cases
    ],
)
def test_shows(show: Callable[[Decimal, Language], str], amount: str, shown: str) -> None:
    assert shown == show(Decimal(amount), "en")


def test_a_day_is_shown_in_one_order_everywhere() -> None:
    assert "2026-11-02" == numbers.day(date(2026, 11, 2), "en")
    assert "2026年11月2日" == numbers.day(date(2026, 11, 2), "ja")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [pytest.param(amount, shown, id=rule) for rule, amount, shown in JAPANESE_TOKENS],
)
def test_japanese_tokens_and_things_are_counted_in_ten_thousands(amount: str, shown: str) -> None:
    assert shown == numbers.tokens(Decimal(amount), "ja")
    assert shown == numbers.count(Decimal(amount), "ja")


@pytest.mark.parametrize(
    ("show", "amount"),
    [
        pytest.param(show, amount, id=f"{show.__name__}: {rule}")
        for show, cases in (
            (numbers.usd, USD),
            (numbers.rate, RATE),
            (numbers.exact, EXACT),
            (numbers.percent, PERCENT),
            (numbers.times, TIMES),
        )
        for rule, amount, _ in cases
    ],
)
def test_all_else_is_shown_alike_in_japanese(
    show: Callable[[Decimal, Language], str], amount: str
) -> None:
    assert show(Decimal(amount), "en") == show(Decimal(amount), "ja")


amounts = st.decimals(min_value=0, max_value=10**24, allow_nan=False, allow_infinity=False)


@given(amounts)
def test_only_nothing_is_shown_as_zero_dollars(amount: Decimal) -> None:
    assert (numbers.usd(amount, "en") == "$0.00") == (amount == 0)


@given(amounts)
def test_shown_dollars_are_within_half_a_cent_or_half_of_the_third_digit(amount: Decimal) -> None:
    shown = Decimal(numbers.usd(amount, "en").replace("$", "").replace(",", ""))

    assert abs(shown - amount) <= min(amount, Decimal(1)) / 200


@given(st.integers(min_value=0, max_value=10**18))
def test_short_tokens_are_the_same_tokens(amount: int) -> None:
    shown = numbers.tokens(Decimal(amount), "en").replace(",", "")
    sizes = {"k": 10**3, "M": 10**6, "B": 10**9}
    size = sizes.get(shown[-1], 1)

    assert amount == Decimal(shown.rstrip("kMB")) * size


@given(
    st.integers(min_value=0, max_value=10**18)
    | st.integers(min_value=0, max_value=10**12).map(lambda many: many * 10**4)
)
def test_short_japanese_tokens_are_the_same_tokens(amount: int) -> None:
    shown = numbers.tokens(Decimal(amount), "ja").replace(",", "")
    sizes = {"兆": 10**12, "億": 10**8, "万": 10**4, "": 1}
    parts = re.findall(r"([\d.]+)([兆億万]?)", shown)

    assert amount == sum(Decimal(number) * sizes[suffix] for number, suffix in parts)
