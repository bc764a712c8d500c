"""The one way through the core: it is pure, and raises for nothing that anybody can say."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import answer
from bot.answers.answer import EXAMPLES
from bot.answers.types import (
    ComparisonAnswer,
    EstimateAnswer,
    HelpAnswer,
    ModelsAnswer,
    NeedsMore,
    NotUnderstood,
    Question,
    RatesAnswer,
)
from bot.render import command_message, thread_messages
from bot.render.as_json import to_json

from .asking import BOOK, TODAY, ask, ask_for


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("opus 5.5 1M in", EstimateAnswer),
        ("1M in", ComparisonAnswer),
        ("opus 5.5", RatesAnswer),
        ("which models", ModelsAnswer),
        ("", HelpAnswer),
        ("opus 5.5 10M", NeedsMore),
        ("sonnet 6", NotUnderstood),
    ],
)
def test_what_is_missing_decides_the_kind(text: str, kind: type) -> None:
    assert type(ask(text)) is kind


def test_the_same_question_has_the_same_answer() -> None:
    text = "sonnet-4 10M in 2M out cached"

    assert ask(text) == ask(text)


def test_an_answer_carries_the_day_of_the_question_and_of_the_book() -> None:
    frame = ask("help", date(2027, 2, 1)).frame

    assert frame.today == date(2027, 2, 1)
    assert frame.prices_as_of == BOOK.prices_as_of


def test_the_language_asked_for_wins_over_that_of_the_text() -> None:
    assert answer(Question("help", TODAY, "ja"), BOOK).frame.lang == "ja"
    assert answer(Question("help", TODAY), BOOK).frame.lang == "en"


def test_what_was_heard_points_into_the_normalised_text() -> None:
    frame = ask("ｏｐｕｓ 5.5　１０Ｍ in").frame

    assert frame.source == "opus 5.5 10M in"
    assert [frame.source[each.span.start : each.span.end] for each in frame.heard] == [
        each.text for each in frame.heard
    ]


@pytest.mark.parametrize("example", [each for said in EXAMPLES.values() for each in said])
def test_every_example_of_the_help_is_answered_with_prices(example: str) -> None:
    assert isinstance(ask(example), EstimateAnswer | ComparisonAnswer | RatesAnswer)


def test_help_quotes_a_text_that_says_nothing_of_costs() -> None:
    assert ask_for(HelpAnswer, "lorem ipsum").query.unread == "lorem ipsum"
    assert ask_for(HelpAnswer, "help").query.unread is None


_FRAGMENTS = st.sampled_from(
    [
        *(
            "sonnet-4",
            "opus 5.5",
            "haiku",
            "claude",
            "gpt-5",
            "all models",
            "mythos preview",
            "3 opus",
        ),
        *(
            "10M in",
            "2M out",
            "10k",
            "1.5",
            "10.000",
            "in",
            "out",
            "tokens",
            "5m",
            "1h",
            "1e99",
            "-5",
        ),
        *("cached", "80% cached", "cache writes", "cache reads 5k", "no cache", "hit rate", "120%"),
        *(
            "1000 requests",
            "each",
            "in total",
            "per request",
            "/day",
            "x 20",
            "500 users",
            "0 calls",
        ),
        *("batch", "fast", "us-only", "regional", "on bedrock", "without batch", "not", "15% off"),
        *("as of 2026-01-15", "2019-01-01", "2999-01-01", "yesterday", "since", "$500", "in yen"),
        *("1000 web searches", "2 session hours", "4 images", "prompts of 150k", "thinking", "vs"),
        *(",", "/", "(", "{", '"', "\n", "…", "🙃", "\u200b", "バッチ", "入力1000万", "½", "²"),
    ]
)
_GLUED = st.lists(_FRAGMENTS, max_size=9).flatmap(
    lambda parts: st.sampled_from((" ", "", ", ")).map(lambda glue: glue.join(parts))
)
_DAYS = st.dates(date(2023, 1, 1), date(2029, 1, 1))
_unhurried = settings(
    max_examples=2500,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_LONG = pytest.mark.timeout(
    600
)  # thousands of questions, where coverage is measured and CPUs are slow


def _show(text: str, today: date = TODAY) -> None:
    found = answer(Question(text, today), BOOK)
    command_message(found)
    thread_messages(found)
    json.dumps(to_json(found))


@_LONG
@_unhurried
@given(st.text(max_size=80))
def test_any_text_is_answered_and_shown(text: str) -> None:
    _show(text)


@_LONG
@_unhurried
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=60))
def test_any_western_text_is_answered_and_shown(text: str) -> None:
    _show(text)


@_LONG
@_unhurried
@given(_GLUED)
def test_any_pieces_of_questions_are_answered_and_shown(text: str) -> None:
    _show(text)


@_LONG
@_unhurried
@given(_GLUED, _DAYS)
def test_any_pieces_of_questions_are_answered_on_any_day(text: str, today: date) -> None:
    _show(text, today)


@pytest.mark.parametrize("text", ["9" * 500, "opus 5.5 " * 500, "1M in " * 300, "x" * 100_000])
def test_a_huge_text_is_answered_and_shown(text: str) -> None:
    _show(text)


@pytest.mark.parametrize("tokens", ["1", "999999999999", "0.1"])
def test_totals_are_exact_however_large_or_small(tokens: str) -> None:
    found = ask_for(EstimateAnswer, f"opus 5.5 {tokens} in")

    assert found.estimate.total == Decimal(tokens) * 4 / 1_000_000
