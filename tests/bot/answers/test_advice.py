"""Advice: whole data in both languages, models and prices of the day, costs where asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.answers import advice
from bot.answers.advice import ANY, advice_on, answer_advice
from bot.answers.types import AdviceAnswer, CannotPriceAnswer, Frame, Language
from bot.query.model import (
    MONTHLY,
    AdviceQuery,
    Bounds,
    Counted,
    Named,
    Newest,
    Scope,
    Varied,
    Work,
)
from bot.query.text import normalise
from bot.query.topics import asks_advice, task_of, tasks
from pricing import Modifier, Period, PriceBook, Usage, read_yaml

from .asking import BOOK, TODAY, keys

FOLDER = Path(advice.__file__).parent / "advice"
LANGUAGES: tuple[Language, ...] = ("en", "ja")
VOLUME = Work(Usage(input=Decimal(10_000_000), output=Decimal(2_000_000)))


def answered(
    query: AdviceQuery, lang: Language = "en", book: PriceBook = BOOK
) -> AdviceAnswer | CannotPriceAnswer:
    return answer_advice(query, Frame("", lang, (), TODAY, book.prices_as_of), book, ())


def advised(query: AdviceQuery, lang: Language = "en") -> AdviceAnswer:
    found = answered(query, lang)
    assert isinstance(found, AdviceAnswer)
    return found


def names(query: AdviceQuery) -> list[str]:
    return [each.model.name for each in advised(query).advised]


def test_every_task_has_its_choices() -> None:
    assert set(read_yaml(FOLDER / "tasks.yaml")["tasks"]) == {*tasks(), ANY}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_has_its_words(lang: Language) -> None:
    order, words = (read_yaml(FOLDER / name) for name in ("tasks.yaml", f"{lang}.yaml"))

    assert set(words["vendor"]) == set(order["families"])
    for task, families in order["tasks"].items():
        assert set(words["tasks"][task]["why"]) == set(families)
        assert list(advice_on(task, lang).why) == families


@pytest.mark.parametrize("task", tasks())
def test_the_example_asks_for_the_same_task(task: str) -> None:
    example = normalise(advised(AdviceQuery(task)).example)

    assert asks_advice(example)
    assert task_of(example) == task


def test_the_japanese_example_compares_the_choices() -> None:
    example = advised(AdviceQuery("volume"), "ja").example

    assert example.startswith("haiku 5.5とsonnet 5.5を比較")


def test_the_newest_models_of_the_day_are_advised() -> None:
    assert names(AdviceQuery("chat")) == [
        "Claude Sonnet 5.5",
        "Claude Haiku 5.5",
        "Claude Opus 5.5",
    ]
    assert names(AdviceQuery("reasoning", day=date(2026, 1, 15))) == [
        "Claude Opus 4.5",
        "Claude Sonnet 4.5",
    ]


def test_a_question_without_a_task_gets_all_tiers() -> None:
    assert len(names(AdviceQuery())) == 4


def test_each_choice_has_its_rates_and_what_the_vendor_says() -> None:
    first = advised(AdviceQuery("classification")).advised[0]

    assert (first.input, first.output) == (Decimal("0.1"), Decimal("0.5"))
    assert first.advice
    assert first.advice.said_of == BOOK.find("haiku 5.5")
    assert first.estimate is None


def test_a_volume_is_priced_on_each_choice() -> None:
    answer = advised(AdviceQuery("chat", VOLUME))

    totals = [each.estimate and each.estimate.total for each in answer.advised]
    assert totals == [Decimal(40), Decimal(2), Decimal(80)]
    assert "note.tier_of_a_volume" in keys(answer.notes)


def test_amounts_per_request_are_priced_too() -> None:
    usage = Usage(input=Decimal(5_000), output=Decimal(500))
    work = Work(usage, counts=(Counted(Decimal(1_000)),), scope=Scope.EACH)

    first = advised(AdviceQuery("chat", work)).advised[0]

    assert first.estimate is not None
    assert first.estimate.total == Decimal(15)


def test_what_a_model_does_not_offer_keeps_its_place_with_the_reason() -> None:
    work = Work(VOLUME.usage, modifiers=frozenset({Modifier.FAST}))

    sonnet, haiku, opus = advised(AdviceQuery("chat", work)).advised

    assert sonnet.reason is not None
    assert haiku.estimate is None
    assert opus.estimate is not None


def test_work_that_no_choice_can_do_still_gets_advice() -> None:
    work = Work(VOLUME.usage, modifiers=frozenset({Modifier.FAST}))

    answer = advised(AdviceQuery("volume", work))

    assert all(each.reason for each in answer.advised)
    assert answer.sources


def test_error_no_model_of_these_families_on_the_day() -> None:
    found = answered(AdviceQuery("chat", day=date(2023, 4, 1)))

    assert isinstance(found, CannotPriceAnswer)
    assert found.message.key == "reason.no_models"


def test_sources_say_where_the_vendor_says_so() -> None:
    titles = [each.title for each in advised(AdviceQuery("volume")).sources.values()]

    assert "Claude Haiku 5.5 overview" in titles


def test_a_rate_is_answered_per_month() -> None:
    usage = Usage(input=Decimal(3_000), output=Decimal(800))
    work = Work(usage, counts=(Counted(Decimal(50_000)),), scope=Scope.EACH, per=Period.DAY)

    answer = advised(AdviceQuery("chat", work))

    assert answer.projection.over == MONTHLY
    assert answer.advised[0].total == Decimal(21_000)


def test_a_range_has_both_its_ends() -> None:
    varied = Varied("input", Bounds(Decimal(10_000_000), Decimal(20_000_000)))

    first = advised(AdviceQuery("chat", replace(VOLUME, varied=(varied,)))).advised[0]

    assert (first.total, first.high) == (Decimal(40), Decimal(60))


def test_the_reading_names_the_task_and_the_work() -> None:
    assert advised(AdviceQuery("chat", VOLUME)).reading == "which model for chat 10M in 2M out"


def test_a_model_that_was_named_stands_below_the_choices() -> None:
    query = AdviceQuery("coding", models=(Named("claude-sonnet-4-20250514", "sonnet-4"),))

    answer = advised(query)

    *choices, last = answer.advised
    assert all(each.advice for each in choices)
    assert (last.model, last.advice) == (BOOK.find("sonnet 4"), None)
    assert (last.input, last.output) == (Decimal(3), Decimal(15))
    assert {"note.retired_sold", "note.tokenizer"} <= set(keys(answer.notes))


def test_a_named_model_that_is_a_choice_stands_there_alone() -> None:
    answer = advised(AdviceQuery("chat", models=(Newest("sonnet"),)))

    assert len(answer.advised) == 3
    assert keys(answer.notes) == ["note.model_default"]
