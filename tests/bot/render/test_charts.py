"""Pictures say what the text says, within what Slack takes."""

from __future__ import annotations

import io
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.console import Console

from bot.answers.types import BreakEvenAnswer, ComparisonAnswer, EstimateAnswer
from bot.query import canonical
from bot.render import command_message, shared_messages, thread_messages
from bot.render.charts import charts_of
from bot.render.document import document
from bot.render.terminal import print_document
from pricing import BreakEven
from tests.bot.query.queries import comparisons, contrasts, same_texts

from .asking import ask, ask_for
from .slack_rules import problems


def drawn(question: str) -> list[dict[str, Any]]:
    """The pictures beside an answer in a thread."""
    richest, plainer, last = thread_messages(ask(question))
    for message in (plainer, last):
        assert "data_visualization" not in {each["type"] for each in message.blocks}
    assert not problems(richest)
    return [each for each in richest.blocks if each["type"] == "data_visualization"]


def bars(chart: dict[str, Any]) -> dict[str, dict[str, float]]:
    return {
        each["name"]: {point["label"]: point["value"] for point in each["data"]}
        for each in chart["chart"]["series"]
    }


def test_a_comparison_is_drawn_as_bars() -> None:
    (chart,) = drawn("sonnet 5.5 vs opus 5.5, 10M in 2M out")

    assert "bar" == chart["chart"]["type"]
    assert {"Standard": {"Sonnet 5.5": 40, "Opus 5.5": 80}} == bars(chart)
    assert "US dollars" == chart["chart"]["axis_config"]["y_label"]


def test_a_slash_command_has_no_picture() -> None:
    message = command_message(ask("sonnet 5.5 vs opus 5.5, 10M in 2M out"))

    assert "data_visualization" not in {each["type"] for each in message.blocks}


def test_what_is_shared_is_drawn_as_well() -> None:
    richest, *_ = shared_messages(ask("sonnet 5.5 vs opus 5.5, 10M in 2M out"), "U1")

    assert "data_visualization" in {each["type"] for each in richest.blocks}


def test_the_period_stands_beside_the_axis() -> None:
    (chart,) = drawn("sonnet 5.5とopus 5.5、1日1000件、入力5千 出力1千")

    assert "1か月あたり米ドル" == chart["chart"]["axis_config"]["y_label"]
    assert {"標準": {"Sonnet 5.5": 600, "Opus 5.5": 1200}} == bars(chart)


def test_the_asked_lever_names_the_bars() -> None:
    (chart,) = drawn("sonnet 5.5 vs opus 5.5, 10M in 2M out cached batch")

    assert {"Batch + cached": {"Sonnet 5.5": 10.5, "Opus 5.5": 21}} == bars(chart)


def test_both_ends_of_a_range_are_drawn() -> None:
    (chart,) = drawn("sonnet 5.5 vs opus 5.5, 5-10k in 1k out x 1000 requests")

    assert {
        "Low end": {"Sonnet 5.5": 20, "Opus 5.5": 40},
        "High end": {"Sonnet 5.5": 30, "Opus 5.5": 60},
    } == bars(chart)


def test_what_has_no_price_is_in_the_text_alone() -> None:
    (chart,) = drawn("sonnet 5.5 vs gpt-5 vs opus 5.5, 10M in 2M out")

    assert ["Sonnet 5.5", "Opus 5.5"] == chart["chart"]["axis_config"]["categories"]
    assert [] == drawn("sonnet 5.5 vs gpt-5, 10M in 2M out")


def test_nothing_is_no_picture() -> None:
    assert [] == drawn("sonnet 5.5 vs opus 5.5, 0 in")


def test_there_are_twelve_bars_at_most() -> None:
    (chart,) = drawn("all models 10M in 2M out")

    assert 12 == len(chart["chart"]["axis_config"]["categories"])


def test_the_same_text_stands_beside_the_same_tokens() -> None:
    (chart,) = drawn("sonnet 4.5 vs sonnet 5.5 10M in 2M out")

    assert {
        "Same tokens": {"Sonnet 4.5": 60, "Sonnet 5.5": 40},
        "Same text (est.)": {"Sonnet 4.5": 60, "Sonnet 5.5": 52},
    } == bars(chart)


def test_a_text_that_has_no_price_is_not_drawn() -> None:
    (chart,) = drawn("sonnet 4.6 vs sonnet 5.5, 1 request, 900k in")

    assert {"Standard": {"Sonnet 4.6": 2.7, "Sonnet 5.5": 1.8}} == bars(chart)


def test_levers_of_one_model_are_bars() -> None:
    (chart,) = drawn("cached vs uncached on opus 5.5 10M in 2M out")

    assert {"Opus 5.5": {"Cached": 42, "Standard": 80}} == bars(chart)


def test_every_lever_is_a_bar_where_it_has_a_price() -> None:
    (chart,) = drawn("every lever on sonnet 5.5 10M in 2M out")

    assert {
        "Sonnet 5.5": {
            "Standard": 40,
            "Cached": 21,
            "1-hour cache": 21,
            "Batch": 20,
            "Batch + cached": 10.5,
            "US-only": 44,
        }
    } == bars(chart)


def test_levers_of_several_models_are_series() -> None:
    """Fast mode, which only one of them has, is in the table."""
    (chart,) = drawn("every lever on sonnet 5.5 vs opus 5.5 10M in 2M out")

    assert ["Standard", "Cached", "1-hour cache", "Batch", "Batch + cached", "US-only"] == list(
        bars(chart)
    )
    assert {"Sonnet 5.5": 20, "Opus 5.5": 40} == bars(chart)["Batch"]


def test_ranges_of_several_levers_keep_their_names() -> None:
    (chart,) = drawn("batch vs standard on sonnet 5.5 vs opus 5.5, 5-10k in x 1000 requests")

    assert ["Batch min", "Batch max", "Standard min", "Standard max"] == list(bars(chart))


def test_one_lever_asked_about_is_no_picture() -> None:
    assert [] == drawn("how much does batch save on opus 5.5 10M in 2M out")
    assert 1 == len(drawn("how much does batch save on opus 5.5 vs sonnet 5.5 10M in 2M out"))


def test_break_even_is_drawn_as_lines() -> None:
    """Opus 5.5: $4.00 each time, or $5.00 once and $0.20 a read, or $8.00 once."""
    (chart,) = drawn("when does caching pay off on opus 5.5")

    lines = bars(chart)
    assert "line" == chart["chart"]["type"]
    assert [str(each) for each in range(11)] == chart["chart"]["axis_config"]["categories"]
    assert (4, 8, 44) == tuple(lines["No cache"][each] for each in ("0", "1", "10"))
    assert (5, 5.2, 7) == tuple(lines["5-minute cache"][each] for each in ("0", "1", "10"))
    assert (8, 8.2, 10) == tuple(lines["1-hour cache"][each] for each in ("0", "1", "10"))


def test_what_pays_off_late_is_drawn_as_far_as_slack_goes() -> None:
    answer = ask_for(BreakEvenAnswer, "when does caching pay off on opus 5.5")
    found = answer.models[0]
    late: list[BreakEven] = [each._replace(reads=500) for each in found.break_evens]
    answer = replace(answer, models=(found._replace(break_evens=tuple(late)),))

    (chart,) = charts_of(answer, "en")

    assert 20 == len(chart.categories)


def test_two_pictures_at_most() -> None:
    charts = drawn("when does caching pay off on opus 5.5 vs sonnet 5.5 vs haiku 5.5")

    assert ["Opus 5.5: cost by cache reads", "Sonnet 5.5: cost by cache reads"] == [
        each["title"] for each in charts
    ]


def test_one_model_is_no_picture() -> None:
    assert [] == drawn("opus 5.5 10M in 2M out")
    assert () == charts_of(ask_for(EstimateAnswer, "opus 5.5 10M in 2M out"), "en")


def test_names_that_are_cut_alike_are_drawn_once() -> None:
    answer = ask_for(ComparisonAnswer, "sonnet 5.5 vs opus 5.5, 10M in 2M out")
    models = [each.model for each in answer.compared if each.model]
    long = [each.model_copy(update={"name": f"Claude {'x' * 30} {each.id}"}) for each in models]
    compared = tuple(
        replace(each, model=model) for each, model in zip(answer.compared, long, strict=True)
    )

    assert () == charts_of(replace(answer, compared=compared), "en")


@given(st.one_of(comparisons, contrasts, same_texts()))
@settings(max_examples=150, deadline=None)
def test_every_comparison_is_drawn_within_the_limits(query: Any) -> None:
    answer = ask(canonical(query))

    assert [] == problems(thread_messages(answer)[0])


def test_an_amount_is_drawn_as_it_is_shown() -> None:
    answer = ask_for(ComparisonAnswer, "sonnet 5.5 vs opus 5.5, 12345 in")
    (chart,) = charts_of(answer, "en")

    assert (Decimal("0.02469"), Decimal("0.04938")) == chart.series[0].values
    (block,) = drawn("sonnet 5.5 vs opus 5.5, 12345 in")
    assert {"Standard": {"Sonnet 5.5": 0.0247, "Opus 5.5": 0.0494}} == bars(block)


@pytest.mark.parametrize(
    ("question", "bar"),
    [
        ("sonnet 5.5 vs opus 5.5, 10M in 2M out", "Sonnet 5.5    ████████████████████  "),
        ("sonnet 4.5 vs sonnet 5.5 10M in 2M out", "Sonnet 4.5  Same tokens       ████"),
    ],
)
def test_a_terminal_shows_bars(question: str, bar: str) -> None:
    console = Console(file=io.StringIO(), width=100)
    print_document(document(ask(question)), console)

    assert isinstance(console.file, io.StringIO)
    assert bar in console.file.getvalue()


def test_a_terminal_leaves_lines_out() -> None:
    console = Console(file=io.StringIO(), width=100)
    print_document(document(ask("when does caching pay off on opus 5.5")), console)

    assert isinstance(console.file, io.StringIO)
    assert "cost by cache reads" not in console.file.getvalue()


def test_nothing_that_draws_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys; from datetime import date; from bot.answers import answer;"
        "from bot.answers.types import Question; from bot.render import command_message;"
        "from pricing import load_published;"
        "found = answer(Question('sonnet 5.5 vs opus 5.5 1M in', date(2026, 11, 22)),"
        " load_published());"
        "command_message(found); sys.exit('bot.render.charts' in sys.modules)"
    )

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
