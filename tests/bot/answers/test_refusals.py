"""Why something cannot be read or priced, and what to ask instead."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import priced_query
from bot.answers.refusals import of_price, reason
from bot.answers.types import (
    Answer,
    CannotPriceAnswer,
    ComparisonAnswer,
    EstimateAnswer,
    HelpAnswer,
    ModelsAnswer,
    NeedsMore,
    NotUnderstood,
    OutOfScope,
    RatesAnswer,
    Refusal,
)
from bot.query.model import HelpQuery, ModelsQuery
from bot.render.catalogue import word
from pricing import CannotCombine, CannotPrice, Modifier, ModifierRefused, Unit

from .asking import BOOK, ask, ask_for

# (what is said, the reason, what could be asked instead)
REFUSED: list[tuple[str, str, tuple[str, ...]]] = [
    ("opus 5.5 1M in as of 2026-01-15", "reason.not_released", ("opus-5.5 1M in",)),
    ("sonnet 3 1M in cached", "reason.not_published", ("sonnet-3 1M in",)),
    ("sonnet 3 1M cache reads", "reason.not_published", ()),
    ("claude instant 1M in as of 2023-06-01", "reason.not_known_on", ("claude-instant 1M in",)),
    ("opus 4.5 1M in us-only", "reason.us_only_refused", ("opus-4.5 1M in",)),
    ("haiku 5.5 1M in fast", "reason.fast_refused", ("haiku-5.5 1M in",)),
    ("opus 4.7 1M in fast", "reason.fast_removed", ("opus-4.7 1M in",)),
    ("opus 5.5 1M in fast batch", "reason.batch_fast", ("opus-5.5 1M in fast mode", "opus-5.5 1M in batch")),
    ("haiku 5.5 1M in fast batch", "reason.batch_fast", ("haiku-5.5 1M in", "haiku-5.5 1M in batch")),
    ("opus 5.5 1M in us-only regional", "reason.us_only_regional", ("opus-5.5 1M in regional", "opus-5.5 1M in us-only")),
    ("opus 5.5 1M in fast regional", "reason.fast_regional", ("opus-5.5 1M in regional", "opus-5.5 1M in fast mode")),
    ("opus 5.5 1M in 9 web searches batch", "reason.batch_web_search", ("opus-5.5 1M in 9 web searches",)),
    ("opus 5.5 1M in 9 session hours batch", "reason.batch_session_hour", ("opus-5.5 1M in 9 session hours",)),
    ("opus 5.5 1M in 9 session hours regional", "reason.regional_session_hour", ("opus-5.5 1M in 9 session hours",)),
    ("opus 5.5 9 requests 2M in each", "reason.prompt_too_large", ("opus-5.5 9 requests 2M in in total",)),
    ("opus 5.5 9 requests 200k out each", "reason.output_too_large", ("opus-5.5 9 requests 200k out in total",)),
    ("opus 5.5 2 requests 9M in in total", "reason.prompt_too_large", ()),
    ("opus 5.5 9 requests 9M in 80% cached each", "reason.prompt_too_large", ("opus-5.5 9 requests 9M in in total 80% cached",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "instead"), REFUSED)
def test_what_has_no_price_says_why_and_what_has_one(
    text: str, key: str, instead: tuple[str, ...]
) -> None:
    found = ask_for(CannotPriceAnswer, text)

    assert found.message.key == key
    assert found.suggestions == instead
    assert found.span is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("opus 5.5 10M", NeedsMore),
        ("sonnet 6 10M in", NotUnderstood),
        ("price of gpt-5", OutOfScope),
        ("sonnet 4.5 vs sonnet 5.5, 9 requests 300k in", NeedsMore),
    ],
)
def test_what_cannot_be_read_is_a_refusal_of_its_kind(text: str, kind: type) -> None:
    assert type(ask(text)) is kind


def test_a_refusal_keeps_what_was_assumed() -> None:
    assert [note.code for note in ask_for(NeedsMore, "sonet 5.5 10M").notes] == ["typo"]
    assert [note.code for note in ask_for(CannotPriceAnswer, "haku 5.5 1M in fast").notes] == [
        "typo"
    ]


def test_the_piece_that_is_asked_about_is_pointed_at() -> None:
    found = ask_for(NeedsMore, "sonnet 4.6 10M tokens")

    assert found.span is not None
    assert found.frame.source[found.span.start : found.span.end] == "10M tokens"


def test_the_one_missing_thing_is_offered_with_an_example() -> None:
    found = ask_for(NeedsMore, "1000 requests on sonnet 5.5")

    assert found.suggestions == ("1000 requests on sonnet 5.5, 3k in and 500 out each",)


def test_an_example_that_would_be_refused_itself_is_not_offered() -> None:
    assert ask_for(NeedsMore, "sonnet 3 80% cached").suggestions == ("sonnet-3 10M in 2M out",)
    assert ask_for(NeedsMore, "1000 requests as of 2022-01-01").suggestions == ()


PIECES = st.lists(
    st.sampled_from(
        [
            *("opus 5.5", "opus 4.5", "sonnet 3", "sonet 5.5", "haiku", "mythos preview", "fable"),
            *(
                "sonnet 6",
                "gpt-5",
                "opus-4-10",
                "claude instant",
                "vs",
                "10M in",
                "2M out",
                "1.5M in",
            ),
            *("1000 requests", "each", "in total", "cached", "80% cached", "20k cache writes"),
            *("batch", "fast", "us-only", "regional", "15% off", "1000 web searches"),
            *("2 session hours", "as of 2026-01-15", "as of 2023-06-01", "10M", "bached"),
        ]
    ),
    min_size=1,
    max_size=7,
).map(" ".join)


@settings(max_examples=1000, deadline=None)
@given(PIECES)
def test_every_suggestion_is_answered_when_it_is_asked(text: str) -> None:
    for suggestion in getattr(ask(text), "suggestions", ()):
        assert not isinstance(ask(suggestion), Refusal), suggestion


@pytest.mark.parametrize("text", [text for text, _, _ in REFUSED])
def test_what_is_suggested_for_want_of_a_price_has_one(text: str) -> None:
    for suggestion in ask_for(CannotPriceAnswer, text).suggestions:
        assert isinstance(ask(suggestion), EstimateAnswer)


@pytest.mark.parametrize(
    "error",
    [
        *(ModifierRefused("claude-opus-5-5", modifier, "refused", None) for modifier in Modifier),
        ModifierRefused("claude-opus-5-5", Modifier.FAST, "not_yet", date(2026, 9, 22)),
        ModifierRefused("claude-opus-5-5", Modifier.FAST, "removed", date(2026, 9, 22)),
        CannotCombine("claude-opus-5-5", Modifier.BATCH, Modifier.FAST),
        CannotCombine("claude-opus-5-5", Modifier.REGIONAL, Unit.SESSION_HOUR),
    ],
    ids=str,
)
def test_every_refusal_to_price_has_a_sentence(error: CannotPrice) -> None:
    sentence = word(reason(error, BOOK), "en")

    assert sentence.endswith(".")


def test_a_refusal_that_nobody_gave_a_sentence_is_a_bug() -> None:
    with pytest.raises(CannotPrice):
        reason(CannotPrice("claude-opus-5-5", "the moon is full"), BOOK)


def test_a_list_has_no_neighbours() -> None:
    error = ModifierRefused("claude-opus-5-5", Modifier.FAST, "refused")
    frame = ask("which models").frame

    assert of_price(error, ModelsQuery(), frame, BOOK, ()).suggestions == ()


@pytest.mark.parametrize(
    ("text", "kind", "is_priced"),
    [
        ("opus 5.5 1M in", EstimateAnswer, True),
        ("1M in", ComparisonAnswer, True),
        ("opus 5.5", RatesAnswer, True),
        ("which models", ModelsAnswer, False),
        ("help", HelpAnswer, False),
        ("opus 5.5 10M", NeedsMore, False),
    ],
)
def test_only_an_answer_with_prices_is_followed_up(
    text: str, kind: type[Answer], is_priced: bool
) -> None:
    found = ask_for(kind, text)

    assert (priced_query(found) is not None) is is_priced
    assert not isinstance(priced_query(found), ModelsQuery | HelpQuery)
