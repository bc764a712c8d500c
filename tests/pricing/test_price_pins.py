"""The published prices once more, typed by hand and not read from the YAML.

A slip in either fails. Read a line as: from this day on, US dollars per 1,000,000 tokens of
input, output, cache reads, 5-minute writes, 1-hour writes; `-` where no price was ever
published. The last column says whether batches are known to be at half of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter

import pytest

from pricing import (
    FEE_UNITS,
    ModelPricing,
    Modifier,
    NotReleased,
    PriceBook,
    PriceList,
    Unit,
)

STANDARD = """
claude-fable-5-2            2026-11-09   8      40     0.20   10     16    batch
claude-fable-5-1            2026-09-01  10      50     0.25   12.50  20    batch
claude-fable-5              2026-06-09  10      50     1.00   12.50  20    batch
claude-mythos-5-2           2026-11-09   8      40     0.20   10     16    batch
claude-mythos-5-1           2026-09-01  10      50     0.25   12.50  20    batch
claude-mythos-5             2026-06-09  10      50     1.00   12.50  20    batch
claude-mythos-preview       2026-04-07  25     125     -      -      -     -
claude-opus-5-5             2026-09-22   4      20     0.20    5      8    batch
claude-opus-5               2026-07-24   5      25     0.50    6.25  10    batch
claude-opus-4-8             2026-05-28   5      25     0.50    6.25  10    batch
claude-opus-4-7             2026-04-16   5      25     0.50    6.25  10    batch
claude-opus-4-6             2026-02-05   5      25     0.50    6.25  10    batch
claude-opus-4-5-20251101    2025-11-24   5      25     0.50    6.25  10    batch
claude-opus-4-1-20250805    2025-08-05  15      75     1.50   18.75  30    batch
claude-opus-4-20250514      2025-05-22  15      75     1.50   18.75  30    batch
claude-3-opus-20240229      2024-03-04  15      75     1.50   18.75  30    batch
claude-sonnet-5-5           2026-09-28   2      10     0.20    2.50   4    batch
claude-sonnet-5-5           2026-10-07   2      10     0.10    2.50   4    batch
claude-sonnet-5             2026-06-30   2      10     0.20    2.50   4    batch
claude-sonnet-4-6           2026-02-17   3      15     0.30    3.75   6    batch
claude-sonnet-4-5-20250929  2025-09-29   3      15     0.30    3.75   6    batch
claude-sonnet-4-20250514    2025-05-22   3      15     0.30    3.75   6    batch
claude-3-7-sonnet-20250219  2025-02-24   3      15     0.30    3.75   6    batch
claude-3-5-sonnet-20241022  2024-10-22   3      15     0.30    3.75   6    batch
claude-3-5-sonnet-20240620  2024-06-20   3      15     0.30    3.75   6    batch
claude-3-sonnet-20240229    2024-03-04   3      15     -      -      -     -
claude-haiku-5-5            2026-10-07   0.10    0.50  0.01    0.125  0.20 batch
claude-haiku-4-5-20251001   2025-10-15   1       5     0.10    1.25   2    batch
claude-3-5-haiku-20241022   2024-11-04   1       5     0.10    1.25   2    batch
claude-3-5-haiku-20241022   2024-12-05   0.80    4     0.08    1      1.60 batch
claude-3-haiku-20240307     2024-03-13   0.25    1.25  0.03    0.30   0.50 batch
claude-2.1                  -            8      24     -      -      -     -
claude-2.0                  -            8      24     -      -      -     -
claude-1.3                  -            8      24     -      -      -     -
claude-instant-1.2          -            0.80    2.40  -      -      -     -
"""

# Fast mode: the day it came and the day it went, then as above.
FAST = """
claude-fable-5-2   2026-11-09  -           16   80  0.40  20     32
claude-mythos-5-2  2026-11-09  -           16   80  0.40  20     32
claude-opus-5-5    2026-09-22  -            8   40  0.40  10     16
claude-opus-5      2026-07-24  -           10   50  1     12.50  20
claude-opus-4-8    2026-05-28  2026-11-30  10   50  1     12.50  20
claude-opus-4-7    2026-05-12  2026-07-24  30  150  3     37.50  60
claude-opus-4-6    2026-02-07  2026-06-29  30  150  3     37.50  60
"""

# Prompt tiers: first and last day, threshold, then what a request strictly above it pays.
TIERS = """
claude-haiku-5-5            2026-10-07  2026-11-22  100000  0.50   2.50  0.05   0.625   1
claude-opus-4-6             2026-02-05  2026-03-12  200000  10    37.50  1     12.50   20
claude-sonnet-4-6           2026-02-17  2026-03-12  200000   6    22.50  0.60   7.50   12
claude-sonnet-4-5-20250929  2025-09-29  2026-04-29  200000   6    22.50  0.60   7.50   12
claude-sonnet-4-20250514    2025-08-12  2026-04-29  200000   6    22.50  0.60   7.50   12
"""

# Deprecated on, first day after its last one, or not before this one; who sells it after that.
LIFE = """
claude-fable-5-2            -           -           2027-11-09
claude-fable-5-1            -           -           2027-09-01
claude-fable-5              -           -           2027-06-09
claude-mythos-5-2           -           -           -
claude-mythos-5-1           -           -           2027-09-01
claude-mythos-5             -           -           2027-06-09
claude-mythos-preview       2026-08-22  -           -
claude-opus-5-5             -           -           2027-09-22
claude-opus-5               -           -           2027-07-24
claude-opus-4-8             -           -           2027-05-28
claude-opus-4-7             -           -           2027-04-16
claude-opus-4-6             -           -           2027-02-05
claude-opus-4-5-20251101    -           -           2026-11-24
claude-opus-4-1-20250805    2026-06-05  2026-08-05  -           bedrock google_cloud
claude-opus-4-20250514      2026-04-14  2026-06-15  -           google_cloud
claude-3-opus-20240229      2025-06-30  2026-01-05  -
claude-sonnet-5-5           -           -           2027-09-28
claude-sonnet-5             -           -           2027-06-30
claude-sonnet-4-6           -           -           2027-02-17
claude-sonnet-4-5-20250929  2026-09-30  2026-11-30  -
claude-sonnet-4-20250514    2026-04-14  2026-06-15  -           bedrock google_cloud
claude-3-7-sonnet-20250219  2025-10-28  2026-02-19  -
claude-3-5-sonnet-20241022  2025-08-13  2025-10-28  -
claude-3-5-sonnet-20240620  2025-08-13  2025-10-28  -
claude-3-sonnet-20240229    2025-01-21  2025-07-21  -
claude-haiku-5-5            -           -           2027-10-07
claude-haiku-4-5-20251001   -           -           2026-10-15
claude-3-5-haiku-20241022   2025-12-19  2026-02-19  -           bedrock google_cloud
claude-3-haiku-20240307     2026-02-19  2026-04-20  -
claude-2.1                  2025-01-21  2025-07-21  -
claude-2.0                  2025-01-21  2025-07-21  -
claude-1.3                  2024-09-04  2024-11-06  -
claude-instant-1.2          2024-09-04  2024-11-06  -
"""

# Context window, largest output, largest output of a batch, smallest prompt that is cached, and
# how large an image is read.
LIMITS = """
claude-fable-5-2            1000000  128000  128000     -  high
claude-fable-5-1            1000000  128000  128000   512  high
claude-fable-5              1000000  128000  128000   512  high
claude-mythos-5-2           1000000  128000  128000     -  high
claude-mythos-5-1           1000000  128000  128000   512  high
claude-mythos-5             1000000  128000  128000   512  high
claude-mythos-preview       1000000       -       -  2048  -
claude-opus-5-5             1000000  128000  300000   512  high
claude-opus-5               1000000  128000  300000   512  high
claude-opus-4-8             1000000  128000  300000  1024  high
claude-opus-4-7             1000000  128000  300000  2048  high
claude-opus-4-6             1000000  128000  300000  4096  standard
claude-opus-4-5-20251101     200000   64000   64000  4096  standard
claude-opus-4-1-20250805     200000   32000   32000  1024  standard
claude-opus-4-20250514       200000   32000   32000  1024  standard
claude-3-opus-20240229       200000    4096    4096  1024  standard
claude-sonnet-5-5           1000000  128000  300000   512  high
claude-sonnet-5             1000000  128000  300000  1024  high
claude-sonnet-4-6           1000000  128000  300000  1024  standard
claude-sonnet-4-5-20250929   200000   64000   64000  1024  standard
claude-sonnet-4-20250514     200000   64000   64000  1024  standard
claude-3-7-sonnet-20250219   200000   64000   64000  1024  standard
claude-3-5-sonnet-20241022   200000    8192    8192  1024  standard
claude-3-5-sonnet-20240620   200000    8192    8192  1024  standard
claude-3-sonnet-20240229     200000    4096    4096     -  standard
claude-haiku-5-5            1000000  128000  300000   512  high
claude-haiku-4-5-20251001    200000   64000   64000  4096  standard
claude-3-5-haiku-20241022    200000    8192    8192  2048  standard
claude-3-haiku-20240307      200000    4096    4096  2048  standard
claude-2.1                   200000       -       -     -  -
claude-2.0                   100000       -       -     -  -
claude-1.3                        -       -       -     -  -
claude-instant-1.2           100000       -       -     -  -
"""

FROM_THE_4_6_GENERATION = {
    *("claude-fable-5-2", "claude-fable-5-1", "claude-fable-5"),
    *("claude-mythos-5-2", "claude-mythos-5-1", "claude-mythos-5"),
    *("claude-opus-5-5", "claude-opus-5", "claude-opus-4-8", "claude-opus-4-7", "claude-opus-4-6"),
    *("claude-sonnet-5-5", "claude-sonnet-5", "claude-sonnet-4-6", "claude-haiku-5-5"),
}
FROM_THE_4_5_GENERATION = FROM_THE_4_6_GENERATION | {
    *("claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"),
}
NEW_TOKENIZER = FROM_THE_4_6_GENERATION - {"claude-opus-4-6", "claude-sonnet-4-6"} | {
    "claude-mythos-preview"
}
UNITS = (Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ, Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H)
LAST_DAY = date(2026, 11, 22)
A_DAY = timedelta(days=1)
NONE: frozenset[Modifier] = frozenset()


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def name(row: list[str]) -> str:
    return " ".join(row[:2])


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def number(text: str) -> int | None:
    return None if text == "-" else int(text)


def pinned(cells: list[str]) -> dict[Unit, Decimal]:
    pairs = zip(UNITS, cells, strict=True)
    return {unit: Decimal(text) for unit, text in pairs if text != "-"}


def published(
    pricing: ModelPricing, modifiers: frozenset[Modifier] = NONE, *, above: bool = False
) -> dict[Unit, Decimal]:
    """What the book says: dollars per 1,000,000 tokens on these terms."""
    charges = pricing.charges(modifiers, above_tier=above)
    return {
        unit: charges[unit].each * 1_000_000 * charges[unit].multiplier
        for unit in UNITS
        if unit in charges
    }


def last_day(model: str, start: str) -> date:
    """The last day on which the row of `start` holds."""
    later = [row[1] for row in rows(STANDARD) if row[0] == model and row[1] > start]
    return date.fromisoformat(later[0]) - A_DAY if later else LAST_DAY


# The row in which a model came out, where that day is known.
FIRST_ROWS = [
    row
    for index, row in enumerate(rows(STANDARD))
    if row[1] != "-" and row[0] not in {earlier[0] for earlier in rows(STANDARD)[:index]}
]


def test_every_model_is_pinned(book: PriceBook) -> None:
    ids = {model.id for model in book.models}

    assert 33 == len(ids)
    assert ids == {row[0] for row in rows(STANDARD)}
    assert ids == {row[0] for row in rows(LIMITS)}


def test_every_dated_row_is_pinned(book: PriceBook) -> None:
    in_book = [(model.id, row.start) for model in book.models for row in model.prices]

    assert {(row[0], day(row[1])) for row in rows(STANDARD)} == set(in_book)
    assert len(rows(STANDARD)) == len(in_book)


@pytest.mark.parametrize("row", rows(STANDARD), ids=name)
def test_standard_prices(row: list[str], book: PriceBook) -> None:
    model, start, *cells, batch = row
    last = last_day(model, start)

    for each in (day(start) or last, last):
        pricing = book.as_of(each).pricing(model)
        assert pinned(cells) == published(pricing)
        assert day(start) == pricing.prices.start
        assert ("allowed" if batch == "batch" else "unknown") == pricing.prices.batch


@pytest.mark.parametrize("row", FIRST_ROWS, ids=name)
def test_error_on_the_day_before_release(row: list[str], book: PriceBook) -> None:
    model, released, *_ = row
    day_before = date.fromisoformat(released) - A_DAY

    with pytest.raises(NotReleased) as refusal:
        book.as_of(day_before).pricing(model)

    assert f"{model}: not yet released on {day_before}; it came on {released}" == str(refusal.value)


@pytest.mark.parametrize("row", rows(FAST), ids=name)
def test_fast_prices(row: list[str], book: PriceBook) -> None:
    model, start, end, *cells = row
    first, gone = date.fromisoformat(start), day(end)
    last = gone - A_DAY if gone else LAST_DAY

    for days in range((last - first).days + 1):
        pricing = book.as_of(first + timedelta(days=days)).pricing(model)
        assert pinned(cells) == published(pricing, frozenset({Modifier.FAST}))
    rows_of_model = book.find(model).fast
    assert (first, gone) == (rows_of_model[0].start, rows_of_model[-1].end)


def test_only_these_models_ever_had_fast_mode(book: PriceBook) -> None:
    assert {row[0] for row in rows(FAST)} == {model.id for model in book.models if model.fast}


@pytest.mark.parametrize("row", rows(TIERS), ids=name)
def test_prices_above_a_prompt_tier(row: list[str], book: PriceBook) -> None:
    model, first, last, above, *cells = row

    for each in (first, last):
        pricing = book.as_of(date.fromisoformat(each)).pricing(model)
        assert pinned(cells) == published(pricing, above=True)
        assert not pricing.is_above_tier(Decimal(above))
        assert pricing.is_above_tier(Decimal(above) + 1)


@pytest.mark.parametrize("row", rows(TIERS), ids=name)
def test_the_days_of_a_prompt_tier(row: list[str], book: PriceBook) -> None:
    model, first, last, *_ = row
    (tier,) = book.find(model).tiers
    after = date.fromisoformat(last) + A_DAY

    assert date.fromisoformat(first) == tier.start
    assert (None if after > LAST_DAY else after) == tier.end


def test_only_these_models_ever_had_a_prompt_tier(book: PriceBook) -> None:
    assert {row[0] for row in rows(TIERS)} == {model.id for model in book.models if model.tiers}


@pytest.mark.parametrize("row", rows(LIFE), ids=itemgetter(0))
def test_the_end_of_a_model(row: list[str], book: PriceBook) -> None:
    model_id, deprecated, retired, not_before, *partners = row
    model = book.find(model_id)

    assert (day(deprecated), day(retired)) == (model.deprecated, model.retired)
    assert day(not_before) == model.retires_not_before
    assert partners == list(model.still_sold_by)


def test_mythos_is_not_sold_to_everybody(book: PriceBook) -> None:
    assert {"mythos"} == {each.family for each in book.models if each.availability == "limited"}
    assert all(each.availability == "limited" for each in book.models if each.family == "mythos")


@pytest.mark.parametrize("row", rows(LIMITS), ids=itemgetter(0))
def test_limits(row: list[str], today: PriceList) -> None:
    model, *limits, vision = row
    pricing = today.pricing(model)

    assert vision == (pricing.model.vision or "-")

    assert [number(text) for text in limits] == [
        pricing.context_window,
        pricing.max_output(batch=False),
        pricing.max_output(batch=True),
        pricing.model.min_cacheable,
    ]


def test_us_only_costs_a_tenth_more_from_the_4_6_generation_on(book: PriceBook) -> None:
    assert FROM_THE_4_6_GENERATION == {
        model.id for model in book.models if model.us_only == Decimal("1.1")
    }
    assert {"claude-mythos-preview"} == {
        model.id for model in book.models if model.us_only == "unknown"
    }


def test_regional_costs_a_tenth_more_from_the_4_5_generation_on(book: PriceBook) -> None:
    assert FROM_THE_4_5_GENERATION == {
        model.id for model in book.models if model.regional == Decimal("1.1")
    }
    assert {"unknown"} == {
        model.regional for model in book.models if model.id not in FROM_THE_4_5_GENERATION
    }


def test_the_new_tokenizer_came_with_opus_4_7_and_mythos_preview(book: PriceBook) -> None:
    assert NEW_TOKENIZER == {model.id for model in book.models if model.tokenizer == "opus-4.7"}


def test_fees(today: PriceList) -> None:
    rates = today.pricing("opus 5.5").rates()

    assert [("web_search", Decimal(10), 1000), ("session_hour", Decimal("0.08"), 1)] == [
        (unit, rates[unit].usd, rates[unit].per) for unit in FEE_UNITS
    ]


def test_older_undated_prices_are_kept_as_history(book: PriceBook) -> None:
    assert {
        "claude-2.0": [(Decimal("11.02"), Decimal("32.68"))],
        "claude-instant-1.2": [(Decimal("1.63"), Decimal("5.51"))],
    } == {
        model.id: [(row.input, row.output) for row in model.former]
        for model in book.models
        if model.former
    }


def test_the_day_of_the_book(book: PriceBook) -> None:
    assert LAST_DAY == book.prices_as_of
