from __future__ import annotations

import pytest

from pricing import PriceBook, UnknownModel, key
from pricing.names import variants

SPELLINGS = {
    "claude-sonnet-4-20250514": [
        *("sonnet 4", "Sonnet-4", "SONNET 4", "sonnet4", "sonnet.4", "sonnet_4", "claude sonnet 4"),
        *("4 sonnet", "4sonnet", "claude-4-sonnet", "claude-sonnet-4", "claude-sonnet-4-0"),
        *("sonnet-4-0", "sonnet 4.0", "claude-sonnet-4-20250514", "sonnet-4-20250514"),
        *("claude-sonnet-4@20250514", "anthropic.claude-sonnet-4-20250514-v1:0"),
        *("us.anthropic.claude-sonnet-4-20250514-v1:0", "anthropic/claude-sonnet-4"),
        *("\uff33\uff4f\uff4e\uff4e\uff45\uff54\u3000\uff14", "  sonnet   4 ", "sonnet\u20114"),
    ],
    "claude-sonnet-4-5-20250929": [
        *("sonnet 4.5", "sonnet-4-5", "sonnet 4 5", "4.5 sonnet", "claude-4-5-sonnet"),
        *("claude-sonnet-4-5", "claude-sonnet-4.5", "sonnet4.5", "Claude Sonnet 4.5"),
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
    ],
    "claude-3-5-sonnet-20241022": [
        *("sonnet 3.5", "3.5 sonnet", "3.5sonnet", "claude-3.5-sonnet", "claude 3.5 sonnet"),
        *("claude-3-5-sonnet-latest", "claude sonnet 3.5", "sonnet 3.5 v2", "3.5 sonnet v2"),
        *("anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-3-5-sonnet-v2@20241022"),
    ],
    "claude-3-5-sonnet-20240620": [
        *("claude-3-5-sonnet-20240620", "claude-3-5-sonnet@20240620", "sonnet 3.5 v1"),
        "anthropic.claude-3-5-sonnet-20240620-v1:0",
    ],
    "claude-3-7-sonnet-20250219": ["sonnet 3.7", "3.7 sonnet", "claude-3-7-sonnet-latest"],
    "claude-opus-5-5": [
        *("opus 5.5", "5.5 opus", "opus-5-5", "opus5.5", "claude-opus-5-5", "claude opus 5.5"),
        *("anthropic.claude-opus-5-5", "eu.anthropic.claude-opus-5-5", "claude-opus-5-5@default"),
        *("jp.anthropic.claude-opus-5-5", "apac.anthropic.claude-opus-5-5"),
        *("au.anthropic.claude-opus-5-5", "global.anthropic.claude-opus-5-5"),
    ],
    "claude-opus-5": ["opus 5", "5 opus", "claude-opus-5", "anthropic.claude-opus-5"],
    "claude-opus-4-6": ["opus 4.6", "us.anthropic.claude-opus-4-6-v1"],
    "claude-opus-4-1-20250805": ["opus 4.1", "claude-opus-4-1", "claude-opus-4-1@20250805"],
    "claude-opus-4-20250514": ["opus 4", "opus-4", "claude-opus-4-0"],
    "claude-3-opus-20240229": ["opus 3", "claude 3 opus", "claude-3-opus-latest"],
    "claude-haiku-4-5-20251001": ["haiku 4.5", "haiku4.5", "claude-haiku-4-5"],
    "claude-3-5-haiku-20241022": ["haiku 3.5", "claude-3-5-haiku-latest"],
    "claude-3-haiku-20240307": ["haiku 3", "claude-3-haiku", "anthropic.claude-3-haiku-20240307-v1:0"],
    "claude-mythos-preview": ["mythos preview", "Claude Mythos Preview", "mythos-preview"],
    "claude-fable-5-2": ["fable 5.2", "Fable-5-2", "anthropic.claude-fable-5-2"],
    "claude-2.1": ["claude 2.1", "claude-2.1", "anthropic.claude-v2:1"],
    "claude-2.0": ["claude 2", "claude-2", "claude 2.0", "anthropic.claude-v2"],
    "claude-1.3": ["claude-1.3", "claude-v1", "claude-1.0", "claude-1.3-100k"],
    "claude-instant-1.2": ["claude instant", "claude-instant-1.2", "anthropic.claude-instant-v1"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "model"),
    [(said, model) for model, spellings in SPELLINGS.items() for said in spellings],
)
def test_a_spelling_of_a_model(said: str, model: str, book: PriceBook) -> None:
    assert model == book.find(said).id


def test_every_model_answers_to_its_id_name_and_aliases(book: PriceBook) -> None:
    for model in book.models:
        for name in (model.id, model.name, *model.aliases, *model.spellings):
            assert model is book.find(name)


def test_every_model_answers_to_its_ids_on_bedrock(book: PriceBook) -> None:
    for model in book.models:
        for name in (f"anthropic.{model.id}", f"eu.anthropic.{model.id}-v1:0"):
            assert model is book.find(name)


@pytest.mark.parametrize(
    "said",
    [
        "opus-4-10",  # Opus 4.1 is inside it
        "opus-4-11",
        "claude-opus-4-10",
        "opus 4.9",
        "opus 40",
        "opus 45",
        "sonnet-5-55",
        "sonnet 6",
        "haiku 5",
        "sonnet",  # a family is no model
        "opus",
        "claude",
        "claude 4",
        "claude 3.5",
        "4",
        "4.5",
        "2.1",
        "",
        "-",
        "sonnet 4 vs opus 4",
        "opus 4/5",  # two models, or one: never guessed
        "sonnet-4-20250515",
        "claude-opus-4-6-20260205",  # from 4.6 on an id has no date
        "claude-sonnet-4@20250515",
        "us-gov.anthropic.claude-sonnet-5-5",  # AWS GovCloud has prices of its own
        "de.anthropic.claude-sonnet-5-5",
        "anthropic.opus-5",
        "gpt-5",
        "クロード",
    ],
)
def test_error_for_a_name_that_no_model_has(said: str, book: PriceBook) -> None:
    with pytest.raises(UnknownModel) as refusal:
        book.find(said)

    assert f"no model answers to {said!r}" == str(refusal.value)
    assert said == refusal.value.name


def test_no_two_models_answer_to_one_name(book: PriceBook) -> None:
    assert len(book.keys) == sum(len(model.keys) for model in book.models)


def test_a_key_is_its_own_key(book: PriceBook) -> None:
    assert book.keys == {key(each) for each in book.keys}


@pytest.mark.parametrize(
    ("spelling", "orders"),
    [
        ("opus 5", {"opus-5", "5-opus", "claude-opus-5", "claude-5-opus"}),
        ("mythos preview", {"mythos-preview", "claude-mythos-preview"}),
        ("claude 2", {"claude-2"}),
        ("3.5 sonnet v2", {"3-5-sonnet-v-2", "claude-3-5-sonnet-v-2"}),
    ],
)
def test_the_orders_in_which_a_name_is_written(spelling: str, orders: set[str]) -> None:
    assert orders == variants(spelling)
