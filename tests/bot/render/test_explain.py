"""Explanations in words, in blocks and as JSON."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.explain import answer_explain
from bot.answers.types import ExplainAnswer, Frame, Language
from bot.query.model import ExplainQuery, Named
from bot.query.topics import topics
from bot.render.as_json import to_json
from bot.render.document import document
from bot.render.explain import paragraph
from bot.render.slack import command_message
from bot.render.text import SLACK_LIMIT, plain_text
from pricing import load_published

from .slack_rules import problems

BOOK = load_published()
TODAY = date(2026, 11, 22)


def explained(*keys: str, lang: Language = "en", day: date = TODAY) -> ExplainAnswer:
    frame = Frame("", lang, (), day, BOOK.prices_as_of)
    return answer_explain(ExplainQuery(keys), frame, BOOK, ())


def test_an_explanation_shows_its_figures_and_what_to_ask_next() -> None:
    text = plain_text(document(explained("fast-mode")))

    assert text.startswith("What fast mode costs\nFast mode answers quicker")
    assert "Opus 5.5: $8.00 in and $40.00 out per 1M instead of $4.00 and $20.00." in text
    assert "Fable 5.2, Opus 5.5, Opus 5, and Opus 4.8" in text
    assert "Ask for a number\n• opus 5.5 1M in 1M out fast" in text
    assert "Also explained\n• How does the batch discount work?" in text
    assert "Prices as of 2026-11-22" in text
    assert "(read 2026-11-22)" in text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Sonnet 4.5 is retired on 2026-11-30; it costs $3.00 in and $15.00 out"),
        ("ja", "Sonnet 4.5は2026年11月30日に提供が終わります"),
    ],
)
def test_what_holds_for_a_named_model_is_the_lead(lang: Language, said: str) -> None:
    frame = Frame("", lang, (), TODAY, BOOK.prices_as_of)
    model = Named(BOOK.find("sonnet 4.5").id, "sonnet-4.5")
    answer = answer_explain(ExplainQuery(("retired-models",), (model,)), frame, BOOK, ())

    assert plain_text(document(answer)).split("\n")[1].startswith(said)


def test_models_are_shown_with_their_last_days() -> None:
    assert "Sonnet 4.5 (2026-11-30)" in plain_text(document(explained("retired-models")))


def test_an_explanation_of_one_paragraph_has_no_more_to_say() -> None:
    text = plain_text(document(explained("aliases", day=date(2023, 4, 1))))

    assert "\nMore on this\n" in text
    assert "$" not in text


def test_japanese_is_shown_with_japanese_figures() -> None:
    says = [paragraph(each, "ja") for each in explained("caching", lang="ja").says]

    assert "読み取り分は95%安くなります。" in says[1]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("key", topics())
def test_an_explanation_is_within_the_limits_of_slack(key: str, lang: Language) -> None:
    message = command_message(explained(key, lang=lang))

    assert problems(message) == []
    assert len(message.text) <= SLACK_LIMIT


def test_json_of_an_explanation() -> None:
    shown = to_json(explained("caching", "batch"))

    assert shown["kind"] == "explain"
    assert shown["reading"] == "explain caching, batch"
    assert shown["total_usd"] is None
    assert shown["suggestions"][0] == "How does the batch discount work?"
    assert "sonnet 5.5 10M in 2M out cached" in shown["suggestions"]
