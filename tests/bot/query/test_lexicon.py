"""The words of a language."""

from __future__ import annotations

import pytest

from bot.query.lexicon import Branch, Term, build, lexicon

ENGLISH = lexicon("en")


def test_a_phrase_means_its_category_and_value() -> None:
    words = build({"unit": {"input": ["prompt token", "in"]}}, "the")

    assert Term("unit", "input") == words.terms["prompt", "token"]
    assert Term("unit", "input") == words.terms["in",]
    assert {"prompt", "token", "in"} == words.known
    assert Term("unit", "input") == words.term("in")
    assert words.term("token") is None


def test_hyphens_and_underscores_between_words_do_not_matter() -> None:
    words = build({"modifier": {"us_only": ["US-only_inference"]}}, "")

    assert {("us", "only", "inference"): Term("modifier", "us_only")} == words.terms


def test_a_phrase_is_begun_by_each_of_its_beginnings() -> None:
    words = build({"unit": {"input": ["prompt token"]}}, "")

    assert {"prompt"} == words.phrases.further.keys()
    (begun,) = words.phrases.further.values()
    assert begun.term is None
    assert {"token": Branch(Term("unit", "input"))} == begun.further


def test_only_words_of_weight_may_be_meant_by_a_typo() -> None:
    words = build({"unit": {"input": ["prompt", "ins side"]}, "count": {"request": ["chat"]}}, "")

    assert {"prompt"} == words.meant


def test_long_words_of_a_phrase_may_be_meant_by_a_typo() -> None:
    words = build({"modifier": {"us_only": ["us inference"]}, "link": {"of": ["worth of"]}}, "")

    assert {"inference"} == words.meant


def test_error_a_phrase_means_two_things() -> None:
    with pytest.raises(ValueError, match="'in the' means both") as caught:
        build({"unit": {"input": ["in the"]}, "link": {"of": ["in-the"]}}, "")

    assert str(caught.value) == (
        "'in the' means both Term(category='unit', value='input') "
        "and Term(category='link', value='of')"
    )


@pytest.mark.parametrize("word", ["match", "last", "fact", "hours", "table", "your"])
def test_everyday_words_are_known_as_such(word: str) -> None:
    assert ENGLISH.is_ordinary(word)


@pytest.mark.parametrize("word", ["own", "man", "car"])
def test_words_of_three_letters_are_everyday_ones_as_well(word: str) -> None:
    assert ENGLISH.is_ordinary(word)


def test_everyday_words_are_picked_out_of_many() -> None:
    words = ["forth", "north", "zorth", "xqzzy", "north", "south"]

    assert {"forth", "north", "south"} == set(ENGLISH.everyday(words))


@pytest.mark.parametrize("word", ["aaron", "zurich", "meeting"])
def test_everyday_words_are_found_wherever_they_stand(word: str) -> None:
    assert ENGLISH.is_ordinary(word)


@pytest.mark.parametrize("word", ["bached", "sonet", "matchh", "aaaa", "zzzz"])
def test_slips_are_no_everyday_words(word: str) -> None:
    assert not ENGLISH.is_ordinary(word)
