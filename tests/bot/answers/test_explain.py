"""Explanations: their data is whole in both languages, and their figures are the book's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.answers import explain
from bot.answers.explain import answer_explain, facts, topic_of
from bot.answers.types import BreakEvenAnswer, ExplainAnswer, Figure, Frame, Language, Note, Refusal
from bot.query.model import ExplainQuery, Named
from bot.query.phrase import phrase
from bot.query.text import normalise
from bot.query.topics import is_elsewhere, topics, topics_of
from pricing import Modifier, image_tokens_on, read_yaml
from pricing.text import CHARACTERS_PER_TOKEN

from .asking import BOOK, TODAY, ask, ask_for

FOLDER = Path(explain.__file__).parent / "explain"
LANGUAGES: tuple[Language, ...] = ("en", "ja")
LONGEST = 1_500


def explained(*keys: str, lang: Language = "en", day: date = TODAY) -> ExplainAnswer:
    frame = Frame("", lang, (), day, BOOK.prices_as_of)
    return answer_explain(ExplainQuery(keys), frame, BOOK, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_topic_has_its_file(lang: Language) -> None:
    assert {file.stem for file in (FOLDER / lang).glob("*.yaml")} == set(topics())


def test_every_topic_has_its_sources_and_neighbours() -> None:
    listed = read_yaml(FOLDER / "topics.yaml")

    assert set(listed) == set(topics())
    assert {key for each in listed.values() for key in each["next"]} <= set(topics())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", topics())
def test_the_question_of_a_topic_leads_to_it(key: str, lang: Language) -> None:
    best = topics_of(normalise(topic_of(key, lang).asking))[0]

    assert (best.topic, best.phrase) == (key, True)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", topics())
def test_a_text_fits_a_message(key: str, lang: Language) -> None:
    answer = explained(key, lang=lang)
    texts = topic_of(key, lang).says

    assert 2 <= len(texts) <= 6
    assert len(answer.says) == len(texts)
    assert sum(map(len, texts)) <= LONGEST
    assert "`" not in "".join(texts)
    assert answer.sources
    assert answer.examples


@pytest.mark.parametrize("key", topics())
def test_both_languages_fill_in_the_same_figures(key: str) -> None:
    english, japanese = (
        {part for says in explained(key, lang=lang).says for part in says if _is_figure(part)}
        for lang in LANGUAGES
    )

    assert english == japanese


def _is_figure(part: object) -> bool:
    return isinstance(part, Figure) and part.style != "tokens"


@pytest.mark.parametrize("day", [date(2023, 4, 1), date(2024, 6, 1), date(2026, 1, 15)])
@pytest.mark.parametrize("key", topics())
def test_on_another_day_what_is_unknown_is_left_out(key: str, day: date) -> None:
    assert explained(key, day=day).says


def test_figures_are_those_of_the_day() -> None:
    today = explained("discounts-stack").says[1]

    assert Figure(BOOK.find("opus 5.5"), "") in today
    assert Figure(Decimal("0.10"), "rate") in today


def test_other_topics_are_offered_before_neighbours() -> None:
    answer = explained("caching", "batch")

    assert answer.topic == "caching"
    assert answer.reading == "explain caching, batch"
    assert answer.related[0] == topic_of("batch", "en").asking


def test_topics_whose_answer_lies_elsewhere_are_not_offered() -> None:
    assert topic_of("subscriptions", "en").asking not in explained("free", "subscriptions").related


def test_remarks_are_passed_on() -> None:
    said = (Note("typo", phrase("note.typo", said="cachng", meant="caching")),)
    frame = Frame("", "en", (), TODAY, BOOK.prices_as_of)

    assert answer_explain(ExplainQuery(("caching",)), frame, BOOK, said).notes == said


def test_pages_of_its_own_and_of_the_book_are_cited() -> None:
    titles = [source.title for source in explained("batch").sources.values()]

    assert "Claude API docs, batch processing" in titles
    assert "Claude API pricing page" in titles


def test_facts_agree_with_the_calculations() -> None:
    found = {key: fact.value for key, fact in facts().items()}
    older, newer = BOOK.find("sonnet 4.6"), BOOK.find("opus 5.5")

    assert found["image_small"] == image_tokens_on(newer, 1000, 1000)
    assert found["image_wide"] == image_tokens_on(older, 1920, 1080)
    assert found["image_wide_high"] == image_tokens_on(newer, 1920, 1080)
    assert found["image_most_high"] == image_tokens_on(newer, 3840, 2160)
    assert found["characters_now"] == CHARACTERS_PER_TOKEN["opus-4.7"]
    assert found["characters_before"] == CHARACTERS_PER_TOKEN["previous"]


def test_all_models_sold_today_take_batches() -> None:
    """The explanation of batches says so."""
    prices = BOOK.as_of(BOOK.prices_as_of)

    for model in prices.sold():
        assert prices.pricing(model.id).multiplier(Modifier.BATCH) == Decimal("0.5")


OFFERED = [key for key in topics() if not is_elsewhere(key) and key != "break-even"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", OFFERED)
def test_what_is_offered_is_explained(key: str, lang: Language) -> None:
    found = ask_for(ExplainAnswer, topic_of(key, lang).asking)

    assert (found.topic, found.frame.lang) == (key, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_when_caching_pays_off_is_answered_for_the_current_models(lang: Language) -> None:
    found = ask_for(BreakEvenAnswer, topic_of("break-even", lang).asking)

    assert 1 < len(found.models)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", topics())
def test_the_examples_of_a_topic_are_answered(key: str, lang: Language) -> None:
    for example in topic_of(key, lang).examples:
        found = ask(example)

        assert not isinstance(found, Refusal | ExplainAnswer), example
        assert found.frame.lang == lang


def test_a_canonical_text_is_explained() -> None:
    found = ask_for(ExplainAnswer, explained("caching", "batch").reading)

    assert found.query == ExplainQuery(("caching", "batch"))


MODELS = (
    "sonnet 5.5",
    "haiku 5.5",
    "sonnet 4.5",
    "opus 4.8",
    "opus 3",
    "claude 2.1",
    "mythos preview",
)


def on_model(key: str, model: str, lang: Language) -> ExplainAnswer:
    named = (Named(BOOK.find(model).id, model),)
    frame = Frame("", lang, (), TODAY, BOOK.prices_as_of)
    return answer_explain(ExplainQuery((key,), named), frame, BOOK, ())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("key", topics())
def test_what_holds_for_a_named_model_comes_first(key: str, model: str) -> None:
    english, japanese = (on_model(key, model, lang) for lang in LANGUAGES)

    assert english.says[1:] == explained(key).says
    first = [{part for part in each.says[0] if _is_figure(part)} for each in (english, japanese)]
    assert first[0] == first[1]


@pytest.mark.parametrize(
    ("key", "model", "figures"),
    [
        ("batch", "sonnet 4.5", ["1.5", "7.5", "0.5", "3", "15"]),
        ("long-context", "haiku 5.5", ["100000", "0.5", "2.5", "0.1", "0.5", "1000000"]),
        ("fast-mode", "opus 4.8", ["10", "50", "5", "25"]),
        ("fast-mode", "sonnet 5.5", ["2", "10"]),
        ("us-only", "opus 3", []),
        ("caching", "claude 2.1", []),
    ],
)
def test_a_named_model_has_its_own_figures(key: str, model: str, figures: list[str]) -> None:
    first = on_model(key, model, "en").says[0]

    shown = [each.value for each in first if isinstance(each, Figure)]
    assert shown[0] == BOOK.find(model)
    assert [value for value in shown if isinstance(value, Decimal | int)] == [
        Decimal(each) for each in figures
    ]


def test_days_of_a_named_model_are_given() -> None:
    sonnet = on_model("retired-models", "sonnet 4.5", "en")
    opus = on_model("retired-models", "opus 3", "en")

    assert Figure(date(2026, 11, 30), "day") in sonnet.says[0]
    assert "note.retiring" in [each.phrase.key for each in sonnet.notes]
    assert Figure(date(2026, 1, 5), "day") in opus.says[0]


def test_another_vendor_is_named_in_a_note() -> None:
    found = ask_for(ExplainAnswer, "does batch work the same on Anthropic and OpenAI?")

    assert [each.phrase.key for each in found.notes] == ["reason.foreign"]


def test_a_number_that_is_not_used_is_named() -> None:
    found = ask_for(ExplainAnswer, "Will adding 20 MCP tools blow up my token usage?")

    assert found.notes == (Note("unused", phrase("note.unused", said="20 MCP")),)
