"""Advice in words, in blocks and as JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.answers.advice import answer_advice
from bot.answers.types import AdviceAnswer, Frame, Language
from bot.query.model import AdviceQuery, Bounds, Counted, Named, Scope, Varied, Work
from bot.query.topics import tasks
from bot.render.as_json import to_json
from bot.render.document import document
from bot.render.slack import command_message
from bot.render.text import SLACK_LIMIT, plain_text
from pricing import Modifier, Period, Usage, load_published

from .slack_rules import problems

BOOK = load_published()
TODAY = date(2026, 11, 22)
USAGE = Usage(input=Decimal(10_000_000), output=Decimal(2_000_000))


def advised(query: AdviceQuery, lang: Language = "en") -> AdviceAnswer:
    found = answer_advice(query, Frame("", lang, (), TODAY, BOOK.prices_as_of), BOOK, ())
    assert isinstance(found, AdviceAnswer)
    return found


def shown(query: AdviceQuery, lang: Language = "en") -> str:
    return plain_text(document(advised(query, lang)))


def test_advice_begins_with_one_model_and_gives_reasons() -> None:
    text = shown(AdviceQuery("classification"))

    assert text.startswith("Classification, tagging, routing: begin with Haiku 5.5\n")
    assert "Haiku 5.5: Input $0.10, Output $0.50" in text
    assert "• Haiku 5.5: Begin here: simple decisions, short outputs, many requests." in text
    assert "(said of Sonnet 5)" in text
    assert "which model for classification, 1000 requests, 5k in and 500 out each" in text
    assert "Cost" not in text


def test_a_model_that_was_named_is_marked() -> None:
    model = Named(BOOK.find("opus 4.7").id, "opus-4.7")

    assert "Opus 4.7 (asked): Input $5.00, Output $25.00" in shown(AdviceQuery(models=(model,)))


def test_a_volume_shows_what_each_choice_costs() -> None:
    text = shown(AdviceQuery("chat", Work(USAGE)))

    assert "Sonnet 5.5: Input $2.00, Output $10.00, Cost $40.00" in text
    assert "Haiku 5.5: 10M in × $0.10" in text or "How it was worked out" in text
    assert "Ask for a number" not in text


def test_a_rate_is_shown_per_month() -> None:
    usage = Usage(input=Decimal(3_000), output=Decimal(800))
    work = Work(usage, counts=(Counted(Decimal(50_000)),), scope=Scope.EACH, per=Period.DAY)

    assert "$21,000.00 a month" in shown(AdviceQuery("chat", work))


def test_a_range_shows_both_its_ends() -> None:
    varied = Varied("input", Bounds(Decimal(10_000_000), Decimal(20_000_000)))

    assert "$40.00 to $60.00" in shown(AdviceQuery("chat", Work(USAGE, varied=(varied,))))


def test_a_choice_without_a_price_says_why() -> None:
    text = shown(AdviceQuery("chat", Work(USAGE, modifiers=frozenset({Modifier.FAST}))))

    assert "Haiku 5.5: Input $0.10, Output $0.50, Cost –" in text
    assert "– Haiku 5.5 has no fast mode." in text


def test_no_choice_with_a_price_has_no_working() -> None:
    text = shown(AdviceQuery("volume", Work(USAGE, modifiers=frozenset({Modifier.FAST}))))

    assert "How it was worked out" not in text


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("task", [None, *tasks()])
def test_advice_is_within_the_limits_of_slack(task: str | None, lang: Language) -> None:
    message = command_message(advised(AdviceQuery(task, Work(USAGE)), lang))

    assert problems(message) == []
    assert len(message.text) <= SLACK_LIMIT


def test_json_of_advice() -> None:
    found = to_json(advised(AdviceQuery("chat", Work(USAGE))))

    assert found["kind"] == "advice"
    assert [each["total_usd"] for each in found["estimates"]] == ["40", "2", "80"]
    assert found["rates"]
    assert found["period"] is None


def test_json_of_advice_without_amounts() -> None:
    found = to_json(advised(AdviceQuery()))

    assert found["estimates"] == []
    assert found["reading"] == "which model"
