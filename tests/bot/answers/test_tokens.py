"""How many tokens contents take."""

from datetime import date
from decimal import Decimal

import pytest

from bot.answers.tokens import answer_tokens
from bot.answers.types import CannotPriceAnswer, TokensAnswer
from bot.query.model import Foreign, Group, Images, ModelChoice, Newest, Text, TokensQuery
from pricing import TextUnit, Unit, VisionUnknown

from .framing import BOOK, FRAME, named

SCREENSHOT = Images(Decimal(1), 1920, 1080)
WORDS = Text(Decimal(1000), TextUnit.WORD)
CURRENT = Group("current")


def found_for(query: TokensQuery) -> TokensAnswer:
    found = answer_tokens(query, FRAME, BOOK, ())
    assert isinstance(found, TokensAnswer), found
    return found


def tokens(query: TokensQuery) -> dict[str, Decimal | None]:
    return {each.name.removeprefix("Claude "): each.tokens for each in found_for(query).counted}


def test_on_one_model() -> None:
    """1,560 tokens of images and 1,000 / 0.75 of words; at $3 a million."""
    (found,) = found_for(TokensQuery((SCREENSHOT, WORDS), (named("sonnet 4.6"),))).counted

    assert 1560 + 1334 == found.tokens
    assert found.estimate
    assert Decimal("0.008682") == found.estimate.total


def test_several_models_come_as_they_were_named() -> None:
    query = TokensQuery((WORDS,), (named("opus 5.5"), named("haiku 4.5"), Foreign("gpt-5")))

    assert {"Opus 5.5": 1802, "Haiku 4.5": 1334, "gpt-5": None} == tokens(query)


def test_without_a_model_the_way_to_count_before_stands_beside_the_current_ones() -> None:
    assert tokens(TokensQuery((SCREENSHOT,), (CURRENT,))) == {
        "Fable 5.2": 2691,
        "Opus 5.5": 2691,
        "Sonnet 5.5": 2691,
        "Haiku 5.5": 2691,
        "Sonnet 4.6": 1560,
    }


def test_where_all_count_alike_there_is_no_other_way() -> None:
    found = tokens(TokensQuery((SCREENSHOT,), (CURRENT,), date(2025, 12, 1)))

    assert {1560} == set(found.values())
    assert ["Opus 4.5", "Sonnet 4.5", "Haiku 4.5"] == list(found)


def test_only_texts_are_estimated() -> None:
    model = (named("sonnet 4.6"),)

    assert not found_for(TokensQuery((SCREENSHOT,), model)).estimated
    assert found_for(TokensQuery((SCREENSHOT, WORDS), model)).estimated


def test_a_text_that_is_written_costs_output() -> None:
    """1,334 x 15 a million."""
    text = Text(Decimal(1000), TextUnit.WORD, Unit.OUTPUT)

    (found,) = found_for(TokensQuery((text,), (named("sonnet 4.6"),))).counted

    assert 1334 == found.tokens
    assert found.estimate
    assert Decimal("0.02001") == found.estimate.total


def test_models_that_count_alike_share_a_note() -> None:
    found = found_for(TokensQuery((WORDS,), (CURRENT,)))

    assert ["approximate", "approximate"] == [note.code for note in found.notes]


def test_a_model_without_a_count_keeps_its_row() -> None:
    query = TokensQuery((SCREENSHOT,), (named("mythos preview"), named("opus 5.5")))

    first, second = found_for(query).counted

    assert first.reason
    assert "reason.vision_unknown" == first.reason.key
    assert 2691 == second.tokens


def test_error_when_the_only_model_has_no_count() -> None:
    with pytest.raises(VisionUnknown):
        found_for(TokensQuery((SCREENSHOT,), (named("mythos preview"),)))


@pytest.mark.parametrize(
    ("models", "key"),
    [
        ((Foreign("gpt-5"),), "reason.foreign"),
        ((Newest("fable"),), "reason.no_model_of_family"),
        ((Foreign("gpt-5"), Foreign("o3")), "reason.none_of_them"),
    ],
)
def test_without_a_price_the_reason_is_the_answer(
    models: tuple[ModelChoice, ...], key: str
) -> None:
    found = answer_tokens(TokensQuery((WORDS,), models, date(2026, 1, 15)), FRAME, BOOK, ())

    assert isinstance(found, CannotPriceAnswer)
    assert key == found.message.key
