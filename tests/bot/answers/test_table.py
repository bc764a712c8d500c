"""The summary table: models by levers, the same work in every cell."""

from decimal import Decimal

import pytest

from bot.answers.types import ComparisonAnswer, EstimateAnswer, SummaryTable
from pricing import Lever

from .asking import ask_for


def table_of(text: str) -> SummaryTable:
    return ask_for(EstimateAnswer, text).table


def cells(table: SummaryTable) -> dict[str, list[str]]:
    """What each row shows: dollars, or a dash where there is no price."""
    return {
        row.name.removeprefix("Claude "): [
            "–" if cell.total is None else f"{cell.total:.2f}" for cell in row.cells
        ]
        for row in table.rows
    }


def test_the_example_question_has_the_table_everybody_knows() -> None:
    table = table_of("sonnet-4 10M in 2M out cached")

    assert table.levers == (Lever.STANDARD, Lever.CACHED, Lever.BATCH, Lever.BATCH_CACHED)
    assert list(cells(table).items()) == [
        ("Sonnet 4", ["60.00", "33.00", "30.00", "16.50"]),
        ("Haiku 5.5", ["2.00", "1.10", "1.00", "0.55"]),
        ("Sonnet 5.5", ["40.00", "21.00", "20.00", "10.50"]),
        ("Opus 5.5", ["80.00", "42.00", "40.00", "21.00"]),
        ("Fable 5.2", ["160.00", "82.00", "80.00", "41.00"]),
    ]


def test_the_asked_row_says_so_and_since_when_it_is_retired() -> None:
    first, *others = table_of("sonnet-4 10M in 2M out cached").rows

    assert [each.key for each in first.remarks] == ["remark.asked", "remark.retired"]
    assert all(not row.remarks for row in others)


def test_a_model_on_its_way_out_says_when() -> None:
    first, *_ = table_of("sonnet 4.5 10M in").rows

    assert [each.key for each in first.remarks] == ["remark.asked", "remark.retires"]


@pytest.mark.parametrize(
    ("terms", "lever"),
    [
        ("", Lever.STANDARD),
        ("cached", Lever.CACHED),
        ("80% cached", Lever.CACHED),
        ("batch", Lever.BATCH),
        ("batch cached", Lever.BATCH_CACHED),
        ("fast", Lever.FAST),
    ],
)
def test_the_asked_cell_is_marked_and_holds_the_total(terms: str, lever: Lever) -> None:
    found = ask_for(EstimateAnswer, f"opus 5.5 10M in 2M out {terms}")
    (asked,) = [cell for cell in found.table.rows[0].cells if cell.asked]

    assert asked.lever is lever
    assert asked.total == found.estimate.total


def test_a_current_model_that_is_asked_for_has_one_row() -> None:
    names = list(cells(table_of("opus 5.5 10M in 2M out")))

    assert names == ["Opus 5.5", "Haiku 5.5", "Sonnet 5.5", "Fable 5.2"]


def test_what_has_no_price_is_a_dash_with_a_reason_and_comes_last() -> None:
    table = table_of("opus 5.5 10M in 2M out fast")
    fast = {row.name: row.cells[-1] for row in table.rows}

    assert cells(table) == {
        "Opus 5.5": ["80.00", "42.00", "40.00", "21.00", "160.00"],
        "Fable 5.2": ["160.00", "82.00", "80.00", "41.00", "320.00"],
        "Haiku 5.5": ["2.00", "1.10", "1.00", "0.55", "–"],
        "Sonnet 5.5": ["40.00", "21.00", "20.00", "10.50", "–"],
    }
    reason = fast["Claude Haiku 5.5"].reason
    assert reason is not None
    assert reason.key == "reason.fast_refused"


def test_every_cell_has_either_a_total_or_a_reason() -> None:
    for text in ("mythos preview 10M in 2M out", "opus 4.5 10M in", "opus 5.5 1M in us-only"):
        for row in table_of(text).rows:
            assert all((cell.total is None) != (cell.reason is None) for cell in row.cells)


def test_a_model_that_takes_no_such_request_keeps_its_row() -> None:
    table = table_of("sonnet 4.6 10 requests 300k in 1k out each as of 2026-03-01")

    assert cells(table)["Sonnet 4.6"][0] == "18.22"  # 10 x (0.3 x 6 + 0.001 x 22.5) = 18.225
    assert set(cells(table)["Haiku 4.5"]) == {"–"}


def test_terms_that_are_no_lever_hold_in_every_cell() -> None:
    plain = table_of("opus 5.5 10M in 2M out").rows
    table = table_of("opus 5.5 10M in 2M out us-only").rows

    for before, after in zip(plain, table, strict=True):
        assert before.cells[0].total is not None
        assert after.cells[0].total == before.cells[0].total * Decimal("1.1")


def test_a_comparison_keeps_the_order_in_which_models_were_named() -> None:
    table = ask_for(ComparisonAnswer, "opus 5.5 vs gpt-5 vs haiku 5.5, 10M in 2M out").table

    assert cells(table) == {
        "Opus 5.5": ["80.00", "42.00", "40.00", "21.00"],
        "gpt-5": ["–", "–", "–", "–"],
        "Haiku 5.5": ["2.00", "1.10", "1.00", "0.55"],
    }


def test_a_model_not_yet_out_keeps_its_row_in_a_comparison() -> None:
    found = ask_for(ComparisonAnswer, "opus 5.5 vs opus 4.5, 10M in as of 2026-01-15")
    first, second = found.table.rows

    assert {cell.reason.key for cell in first.cells if cell.reason} == {"reason.not_released"}
    assert second.cells[0].total == 50


@pytest.mark.parametrize("number", range(20, 40))
def test_each_row_spans_the_whole_range_that_was_said(number: int) -> None:
    table = table_of(f"opus 5.5 {number}k-90k in 147k out")

    for row in table.rows:
        spans = [(cell.total, cell.high) for cell in row.cells]
        assert all(low and high and low < high for low, high in spans)
    (asked,) = (cell for cell in table.rows[0].cells if cell.asked)
    assert Decimal(number * 4 + 147 * 20) / 1000 == asked.total
    assert Decimal(90 * 4 + 147 * 20) / 1000 == asked.high


@pytest.mark.parametrize(
    ("terms", "lever"),
    [("batch", Lever.BATCH), ("batch cached", Lever.BATCH_CACHED), ("fast", Lever.FAST)],
)
def test_a_row_without_any_price_has_its_empty_cell_where_it_was_asked(
    terms: str, lever: Lever
) -> None:
    found = ask_for(ComparisonAnswer, f"opus 5.5 vs gpt-5, 10M in, {terms}")
    _, foreign = found.table.rows

    assert [cell.lever for cell in foreign.cells if cell.asked] == [lever]
