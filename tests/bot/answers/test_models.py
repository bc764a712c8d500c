"""Which models there are."""

from datetime import date
from decimal import Decimal

from bot.answers.types import Listed, ModelsAnswer

from .asking import BOOK, TODAY, ask_for, codes


def listed(text: str) -> dict[str, Listed]:
    return {each.model.name: each for each in ask_for(ModelsAnswer, text).listed}


def test_all_models_are_those_the_claude_api_serves() -> None:
    assert {each.model.id for each in listed("which models").values()} == {
        model.id for model in BOOK.models if model.serves(TODAY)
    }


def test_current_models_are_the_newest_of_each_family() -> None:
    names = {"Claude Fable 5.2", "Claude Opus 5.5", "Claude Sonnet 5.5", "Claude Haiku 5.5"}

    assert set(listed("current models")) == names


def test_retired_models_say_since_when() -> None:
    found = listed("retired models")

    assert found["Claude Sonnet 4"].status.key == "status.retired"
    assert found["Claude Sonnet 4"].status.facts == {"day": date(2026, 6, 15)}
    assert "Claude Sonnet 4.5" not in found


def test_each_has_its_standard_rates() -> None:
    opus = listed("which models")["Claude Opus 5.5"]

    assert [opus.input, opus.output, opus.cache_read] == [4, 20, Decimal("0.2")]


def test_a_rate_that_was_never_published_is_left_open() -> None:
    assert listed("retired models")["Claude Sonnet 3"].cache_read is None


def test_the_models_of_another_day_are_those_of_that_day() -> None:
    found = listed("all models as of 2026-01-15")

    assert "Claude Sonnet 4" in found
    assert "Claude Opus 5.5" not in found
    assert codes("all models as of 2026-01-15") == ["price_change"]


def test_a_list_of_today_needs_no_notes() -> None:
    assert codes("which models") == []
