"""Second thoughts about words that are neither known nor everyday ones."""

from __future__ import annotations

from datetime import date

import pytest

from bot.query import canonical, complete, doubts, parse
from bot.query.ask import Ask
from bot.query.doubts import settled
from bot.query.errors import NeedsMore

from .reading import VOCABULARY

TODAY = date(2026, 11, 22)


def settled_ask(text: str) -> Ask:
    return settled(parse(text, VOCABULARY, TODAY), VOCABULARY)


def reading(text: str) -> str:
    return canonical(complete(settled_ask(text)))


def typos(text: str) -> list[tuple[object, object]]:
    facts = [each.phrase.facts for each in settled_ask(text).remarks if each.code == "typo"]
    return [(each["said"], each["meant"]) for each in facts]


@pytest.mark.parametrize(
    ("meant", "said", "slip"),
    [
        ("is caching worth it?", "is caching worht it?", ("worht", "worth")),
        ("is caching worth it?", "is cacihng worth it?", ("cacihng", "caching")),
        (
            "what changed between June and September 2026?",
            "what changed betseen June and September 2026?",
            ("betseen", "between"),
        ),
        (
            "standard vs batch on opus 5.5 10M in 2M out",
            "standsrd vs batch on opus 5.5 10M in 2M out",
            ("standsrd", "standard"),
        ),
        ("what changed in september", "what changed in aeptember", ("aeptember", "september")),
        ("retired models", "reired models", ("reired", "retired")),
        ("has opus got cheaper?", "has oopus got cheaper?", ("oopus", "opus")),
    ],
)
def test_a_slip_that_would_change_the_question_is_mended(
    meant: str, said: str, slip: tuple[str, str]
) -> None:
    assert (reading(meant), [slip]) == (reading(said), typos(said))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("worth", "worry"), "is caching worrh it? opus 5.5"),
        (("longer", "longest"), "which models are no longet available?"),
        (("daily", "rail", "sail"), "sonnet 5.5, 100 requests dail, 2k in 500 out"),
        (("fast", "gas", "fans"), "when does fas mode on opus 4.8 end?"),
    ],
)
def test_error_a_slip_of_two_words_that_ask_for_different_things(
    words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(NeedsMore) as caught:
        reading(said)

    assert ("ask.typo", words) == (caught.value.message.key, caught.value.message.facts["words"])
    assert caught.value.span is not None
    assert said[slice(*caught.value.span)] == caught.value.message.facts["said"]
    assert [] == typos(said)


@pytest.mark.parametrize(
    "said",
    [
        "opus 5.5 10M in 2M out for the Zorb team",
        "opus 5.5 10M in 2M out for Jira",
        "opus 5.5 500 chagelogs a day, 2k in 300 out",
        "opus 5.5 10M in 2M out, they'll like it",
        "opus 5.5 10M in 2M out for our own car app",
    ],
)
def test_a_word_that_changes_nothing_is_prose(said: str) -> None:
    assert [] == typos(said)
    assert settled_ask(said).doubt is None


def test_what_is_refused_is_left_so() -> None:
    said = parse("opus 5.5 5M in 1M out, fast pelase", VOCABULARY, TODAY)

    assert said is settled(said, VOCABULARY)


def test_a_text_whose_odd_words_are_like_no_others_is_left_as_it_is() -> None:
    said = parse("opus 5.5 10M in 2M out for the Zorb team", VOCABULARY, TODAY)

    assert said is settled(said, VOCABULARY)


def test_error_a_slip_of_what_is_asked_back_is_asked_back() -> None:
    with pytest.raises(NeedsMore):
        reading("sonnet 5.5 kver 10M in, 2M out")


def test_a_slip_of_what_means_the_same_is_mended() -> None:
    assert [("cachd", "cache")] == typos("opus 5.5 10M in 2M out cachd")


def test_a_word_that_topics_know_is_no_slip() -> None:
    said = "what changed in june on overage?"

    assert [("overage", "average")] == [
        (each.said, each.meant) for each in parse(said, VOCABULARY, TODAY).slips
    ]
    assert [] == typos(said)


def test_the_receipt_of_an_answer_may_be_mistyped() -> None:
    said = "sonnet-5.5 11M in as of 2026-11-22 [{} 2026-11-22, $20.00]"

    assert reading(said.format("book")) == reading(said.format("hbook"))


def test_error_with_too_many_doubtful_words_one_is_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = "opus 5.5 10M in 2M out abqrt abqut abqve adqed adqin"
    assert settled_ask(said).doubt is None

    monkeypatch.setattr(doubts, "_MOST_READINGS", 3)

    assert settled_ask(said).doubt is not None


@pytest.mark.parametrize("said", ["opus 5.5 10M tokes in", "opus 5.5 10M in tokes"])
def test_a_slip_of_what_makes_a_text_whole_is_no_prose(said: str) -> None:
    assert [("tokes", "tokens")] == typos(said)


@pytest.mark.parametrize(
    ("meant", "said"),
    [
        ("英語500単語は何トークン？", "英語500単語は何トクン？"),
        ("ソネット最新版で入力1000万 出力200万", "ソネト最新版で入力1000万 出力200万"),
        (
            "opus 5.5、4万トークンのプレフィックス、1時間に10回ランダムに呼ばれる",
            "opus 5.5、4万トークンのプレフィックス、1時間に10回ランムに呼ばれる",
        ),
    ],
)
def test_a_slip_in_katakana_is_mended_as_well(meant: str, said: str) -> None:
    assert reading(meant) == reading(said)


def test_katakana_like_an_everyday_word_is_asked_about_where_it_matters() -> None:
    said = "sonnet 4.5の代わりにopus 5.5で同じテキトを処理、入力1000万 出力200万"

    assert settled_ask(said).doubt is not None or [("テキト", "テキスト")] == typos(said)
