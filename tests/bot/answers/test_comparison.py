"""What the same work costs on several models."""

import shutil
from decimal import Decimal
from pathlib import Path

import pricing
from bot.answers.types import CannotPriceAnswer, ComparisonAnswer, NeedsMore
from bot.render.catalogue import word
from pricing import load

from .asking import ask_for, codes, notes, totals


def test_models_come_as_they_were_named() -> None:
    found = totals("opus 5.5 vs haiku 5.5 vs sonnet 5.5, 10M in 2M out")

    assert found == {"Claude Opus 5.5": 80, "Claude Haiku 5.5": 2, "Claude Sonnet 5.5": 40}
    assert list(found) == ["Claude Opus 5.5", "Claude Haiku 5.5", "Claude Sonnet 5.5"]


def test_without_a_model_the_current_ones_come_cheapest_first() -> None:
    found = totals("10M in 2M out")

    assert list(found.values()) == [2, 40, 80, 160]
    assert list(found) == [
        *("Claude Haiku 5.5", "Claude Sonnet 5.5", "Claude Opus 5.5", "Claude Fable 5.2")
    ]


def test_of_a_group_what_has_no_price_comes_last() -> None:
    found = totals("10M in 2M out fast")

    assert list(found.values())[:2] == [160, 320]
    assert list(found.values())[2:] == [None, None]


def test_all_models_are_those_sold_on_the_day() -> None:
    found = totals("all models 10M in as of 2025-12-01")

    assert "Claude Opus 4.5" in found
    assert "Claude Sonnet 5.5" not in found
    assert list(found.values()) == sorted(cost for cost in found.values() if cost is not None)


def test_a_model_named_twice_is_compared_once() -> None:
    text = "opus vs opus 5.5 vs haiku 5.5, 1M in"

    assert list(totals(text)) == ["Claude Opus 5.5", "Claude Haiku 5.5"]
    assert "model_default" in codes(text)
    assert "model_default" in codes("opus 5.5 vs opus vs haiku 5.5, 1M in")


def test_another_vendors_model_keeps_its_row_with_the_reason() -> None:
    ours, theirs = ask_for(ComparisonAnswer, "sonnet 5.5 vs gpt-5, 10M in").compared

    assert ours.estimate is not None
    assert theirs.model is None
    assert theirs.reason is not None
    assert theirs.reason.key == "reason.foreign"


def test_an_impossible_model_keeps_its_row_with_the_reason() -> None:
    first, second = ask_for(ComparisonAnswer, "opus 4.5 vs opus 5.5, 1M in us-only").compared

    assert first.reason is not None
    assert first.reason.key == "reason.us_only_refused"
    assert second.estimate is not None


def test_a_family_without_a_model_on_the_day_keeps_its_row() -> None:
    first, _ = ask_for(ComparisonAnswer, "fable vs sonnet 4.5, 1M in as of 2026-01-15").compared

    assert first.name == "Fable"
    assert first.reason is not None
    assert first.reason.key == "reason.no_model_of_family"


def test_a_model_not_yet_out_has_no_notes_on_what_it_is_today() -> None:
    found = notes("sonnet 4.5 vs opus 5.5, 1M in as of 2026-01-15")

    assert all(note.phrase.facts.get("model") != "claude-opus-5-5" for note in found)


def test_where_none_has_a_price_every_reason_is_given() -> None:
    found = ask_for(CannotPriceAnswer, "sonnet 5.5 vs haiku 5.5 vs gpt-5, 1M in fast")

    assert word(found.message, "en") == (
        "None of these has a price: Sonnet 5.5 has no fast mode. Haiku 5.5 has no fast mode. "
        "gpt-5 is another vendor's: its price is not in this book."
    )
    assert found.reading == "sonnet-5.5 vs haiku-5.5 vs gpt-5 1M in fast mode"


def test_where_the_only_one_has_no_price_its_reason_is_the_answer() -> None:
    found = ask_for(CannotPriceAnswer, "1M in as of 2019-01-01")

    assert found.message.key == "reason.not_known_on"


def test_on_a_day_without_models_there_is_none_to_compare(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(Path(pricing.__file__).parent / "data", data)
    (data / "claude.yaml").unlink()
    listed = data / "book.yaml"
    listed.write_text(listed.read_text().replace(", claude]", "]"))

    found = ask_for(CannotPriceAnswer, "1M in as of 2019-01-01", book=load(data))

    assert found.message.key == "reason.no_models"


def test_amounts_that_only_some_models_take_at_once_are_asked_about() -> None:
    found = ask_for(NeedsMore, "sonnet 4.5 vs sonnet 5.5, 100 requests, 300k in")

    assert found.message.key == "ask.each_or_total"
    assert found.suggestions == (
        "sonnet-4.5 vs sonnet-5.5 100 requests 300k in each",
        "sonnet-4.5 vs sonnet-5.5 100 requests 300k in in total",
    )


def test_a_model_not_yet_out_does_not_decide_what_amounts_mean() -> None:
    text = "sonnet 3.7 vs opus 5.5, 100 requests, 250k in as of 2025-12-01"

    assert totals(text) == {"Claude Sonnet 3.7": Decimal("0.75"), "Claude Opus 5.5": None}
