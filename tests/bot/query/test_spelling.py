"""Typos and suggestions."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore
from bot.query.spelling import could_be_struck_as, meant, nearest

from .reading import ask, query, quoted, reading

KNOWN = frozenset({"batched", "cached", "input", "output", "sonnet", "opus", "completion", "in"})


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        pytest.param(("sonnet",), "sonet", id="a-letter-missing"),
        pytest.param(("input",), "inptu", id="two-letters-swapped"),
        pytest.param(("opus",), "opas", id="another-letter"),
        pytest.param(("output",), "ouutput", id="a-letter-too-many"),
        pytest.param(("completion",), "copmletoin", id="two-slips-in-a-long-word"),
        pytest.param((), "iptu", id="two-slips-in-a-short-word"),
        pytest.param((), "inn", id="too-short"),
        pytest.param((), "sonnet4", id="with-a-digit"),
        pytest.param((), "elephant", id="nothing-near"),
        pytest.param(("batched", "cached"), "bached", id="two-meanings"),
        pytest.param(("sonnet",), "sonnet", id="no-slip"),
    ],
)
def test_a_slip_means_the_nearest_word(expected: tuple[str, ...], word: str) -> None:
    assert expected == meant(word, KNOWN)


@pytest.mark.parametrize(
    ("word", "struck"),
    [
        pytest.param("worth", "worh", id="a-letter-left-out"),
        pytest.param("worth", "wortth", id="a-letter-struck-twice"),
        pytest.param("worth", "worht", id="two-letters-swapped"),
        pytest.param("worth", "wortj", id="the-key-beside"),
        pytest.param("worth", "aorth", id="the-key-below"),
        pytest.param("worth", "worgh", id="the-key-below-to-the-right"),
    ],
)
def test_a_word_may_be_struck_amiss(word: str, struck: str) -> None:
    assert word in set(could_be_struck_as(struck))


@pytest.mark.parametrize("struck", ["wormh", "worxth", "wxrzh"])
def test_other_letters_are_no_slip_of_a_finger(struck: str) -> None:
    assert "worth" not in set(could_be_struck_as(struck))


def test_the_most_alike_names_come_first() -> None:
    assert ("opus 4.1", "opus 4") == nearest(
        "Opus 4.10", ["opus 4", "haiku 3", "opus 4.1"], limit=2
    )


def test_names_that_are_not_alike_are_not_suggested() -> None:
    assert () == nearest("elephant", ["opus 4"])


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("sonnet 10M in 2M out", "sonet 10M in 2M out"),
        ("opus-5.5 10M in", "opsu 5.5 10M inptu tokens"),
        ("opus-5.5 10M in 2M out", "opus 5.5 10M input 2M ouput"),
        ("opus-5.5 10M in cached", "opus 5.5 10M in cachd"),
        ("opus-5.5 10M in", "opus 5.5 10 milion in"),
        ("opus-5.5 10M in", "cluade opus 5.5 10M in"),
    ],
)
def test_a_slip_with_one_meaning_is_mended(expected: str, said: str) -> None:
    assert expected == reading(said)


def test_a_mended_slip_is_remarked_upon() -> None:
    (remark,) = ask("Sonet 10M in 2M out").remarks

    assert "typo" == remark.code
    assert {"said": "Sonet", "meant": "sonnet"} == dict(remark.phrase.facts)


@pytest.mark.parametrize("said", ["match", "table", "catch", "fact", "march", "gemini", "January"])
def test_ordinary_words_and_other_names_are_no_slips(said: str) -> None:
    assert () == ask(f"{said} in the app").remarks


def test_letters_tied_to_digits_are_never_mended() -> None:
    assert () == ask("opus 5.5 10inptu").remarks


def test_error_a_slip_could_be_two_words() -> None:
    said = "opus 5.5 10M in 2M out bached"

    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert ("ask.typo", "bached") == (caught.value.message.key, quoted(said, caught.value))
    assert ("batched", "cached") == caught.value.message.facts["words"]


@pytest.mark.parametrize(
    "said",
    ["since Jznuary", "in bitconi", "xorry, sonnet 5.5", "prioirty tier", "in dollqrs", "unbatch"],
)
def test_error_a_slip_of_what_changes_the_cost_is_asked_about(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(f"opus 5.5 10M in 2M out, {said}")

    assert "ask.typo" == caught.value.message.key


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ask.typo", "thred hundred tokens out"),  # three, not a thread
        ("ask.month_of", "200k out sincr January"),
        ("ask.unused", "200k out batch=fakse"),
    ],
)
def test_error_beside_a_slip_nothing_is_guessed(key: str, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(f"haiku 4.5, 2k tokens in, {said}")

    assert key == caught.value.message.key


def test_a_slip_in_a_negation_is_one_still() -> None:
    assert "opus-5.5 10M in 2M out" == reading("opus 5.5 10M in 2M out. We dno't cache.")


def test_a_usage_keeps_its_model_under_a_mistyped_key() -> None:
    said = '{"modek": "claude-opus-5-5", "usage": {"input_tokens": 2500, "output_tokens": 800}}'

    assert "opus-5.5 1 request 2.5k in 800 out each" == reading(said)
