from __future__ import annotations

from datetime import date, timedelta

import pytest

from pricing import NotReleased, PriceBook, PriceList


def ids(prices: PriceList) -> list[str]:
    return [model.id for model in prices.current()]


def test_families_stand_in_the_order_of_the_book(book: PriceBook) -> None:
    assert ("fable", "mythos", "opus", "sonnet", "haiku", "claude") == book.families


@pytest.mark.parametrize(
    ("day", "current"),
    [
        ("2026-11-22", "claude-fable-5-2 claude-opus-5-5 claude-sonnet-5-5 claude-haiku-5-5"),
        ("2026-11-08", "claude-fable-5-1 claude-opus-5-5 claude-sonnet-5-5 claude-haiku-5-5"),
        ("2026-10-06", "claude-fable-5-1 claude-opus-5-5 claude-sonnet-5-5 claude-haiku-4-5-20251001"),
        ("2026-09-27", "claude-fable-5-1 claude-opus-5-5 claude-sonnet-5 claude-haiku-4-5-20251001"),
        ("2026-03-01", "claude-opus-4-6 claude-sonnet-4-6 claude-haiku-4-5-20251001"),
        ("2025-09-28", "claude-opus-4-1-20250805 claude-sonnet-4-20250514 claude-3-5-haiku-20241022"),
    ],
)  # fmt: skip
def test_current_is_the_newest_of_each_family(day: str, current: str, book: PriceBook) -> None:
    assert current.split() == ids(book.as_of(date.fromisoformat(day)))


def test_the_newest_mythos_is_found_though_it_is_never_current(today: PriceList) -> None:
    newest = today.newest("mythos")

    assert newest is not None
    assert "claude-mythos-5-2" == newest.id


def test_a_family_may_have_no_model_left(today: PriceList) -> None:
    assert today.newest("claude") is None


def test_sold_is_what_the_claude_api_serves_to_everybody(today: PriceList) -> None:
    assert [
        *("claude-fable-5-2", "claude-fable-5-1", "claude-fable-5"),
        *("claude-opus-5-5", "claude-opus-5", "claude-opus-4-8", "claude-opus-4-7"),
        *("claude-opus-4-6", "claude-opus-4-5-20251101"),
        *("claude-sonnet-5-5", "claude-sonnet-5", "claude-sonnet-4-6"),
        *("claude-sonnet-4-5-20250929", "claude-haiku-5-5", "claude-haiku-4-5-20251001"),
    ] == [model.id for model in today.sold()]


def test_sonnet_4_5_is_sold_for_the_last_time_on_november_29(book: PriceBook) -> None:
    sonnet = book.find("sonnet 4.5")

    assert sonnet in book.as_of(date(2026, 11, 29)).sold()
    assert sonnet not in book.as_of(date(2026, 11, 30)).sold()


@pytest.mark.parametrize(
    ("model", "day", "status"),
    [
        ("sonnet 4.5", "2026-09-29", "active"),
        ("sonnet 4.5", "2026-09-30", "deprecated"),
        ("sonnet 4.5", "2026-11-29", "deprecated"),
        ("sonnet 4.5", "2026-11-30", "retired"),
        ("sonnet 4", "2026-11-22", "retired"),
        ("opus 5.5", "2026-11-22", "active"),
        ("mythos preview", "2026-11-22", "deprecated"),
    ],
)
def test_status(model: str, day: str, status: str, book: PriceBook) -> None:
    assert status == book.as_of(date.fromisoformat(day)).pricing(model).status


def test_error_before_release_names_both_days(book: PriceBook) -> None:
    with pytest.raises(NotReleased) as refusal:
        book.as_of(date(2025, 12, 1)).pricing("opus 4.6")

    message = "claude-opus-4-6: not yet released on 2025-12-01; it came on 2026-02-05"
    assert message == str(refusal.value)
    assert (date(2025, 12, 1), date(2026, 2, 5)) == (refusal.value.day, refusal.value.released)


def test_one_model_has_one_pricing_a_day_whatever_it_is_called(today: PriceList) -> None:
    assert today.pricing("sonnet 4") is today.pricing("claude-sonnet-4-20250514")


def test_the_prices_of_a_day_are_worked_out_once(book: PriceBook) -> None:
    assert book.as_of(date(2026, 1, 15)) is book.as_of(date(2026, 1, 15))


def test_not_every_day_is_kept_for_ever(book: PriceBook) -> None:
    first = book.as_of(date(2020, 1, 1))

    for days in range(100):
        book.as_of(date(2020, 1, 2) + timedelta(days=days))

    assert first is not book.as_of(date(2020, 1, 1))


def test_the_older_snapshot_of_a_name_is_known(book: PriceBook) -> None:
    assert "claude-3-5-sonnet-20240620" == book.find("sonnet 3.5").older_snapshot


def test_every_source_is_cited(book: PriceBook) -> None:
    rows = [
        row
        for model in book.models
        for row in (model, *model.prices, *model.fast, *model.tiers, *model.former)
    ]

    assert set(book.sources) == {key for row in (*rows, *book.fees) for key in row.source}
