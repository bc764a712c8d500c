"""Modifiers, discounts, lists and everything else that is one phrase."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore, NotUnderstood, OutOfScope, QueryError

from .reading import ask, query, quoted, reading


@pytest.mark.parametrize(
    ("modifiers", "said"),
    [
        *(("batch", each) for each in ("batched", "Batch API", "with batch processing")),
        *(("us-only", each) for each in ("US-only", "US inference", "inference_geo us")),
        ("us-only", "with data residency"),
        *(("regional", each) for each in ("regional endpoint", "multi-region")),
        *(
            ("fast mode", each)
            for each in ("fast mode", "fast mode", "in fast mode please", "and fast")
        ),
        *(("batch us-only", each) for each in ("us-only, batched", "batch + US only")),
        *(("", each) for each in ("not batched", "without batch", "no fast mode", "w/o regional")),
        *(("", each) for each in ("how fast?", "as fast as it gets", "a fast answer")),
        ("", "with a fast answer"),
        ("batch", "batched, not regional"),
        ("15% off", "15% off"),
        ("15% off", "with a 15% discount"),
        ("15% off", "discount of 15%"),
        ("15% off", "discount: 15 percent"),
        ("15% off", "15% off, 15% discount"),
        ("", "on Bedrock"),
        ("regional", "regional on vertex"),
        ("", "without thinking"),
        ("", "per 1M tokens"),
        ("", "no"),
    ],
)
def test_terms_have_many_spellings(modifiers: str, said: str) -> None:
    assert f"opus-5.5 10M in {modifiers}".strip() == reading(f"opus 5.5 10M in: {said}")


@pytest.mark.parametrize(
    "said", ["opus 5.5 fast 10M in", "fast opus 5.5 10M in", "fast: opus 5.5, 10M in"]
)
def test_fast_counts_beside_a_model_or_as_a_clause(said: str) -> None:
    assert "opus-5.5 10M in fast mode" == reading(said)


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("haiku vs sonnet vs opus 10M in", "compare haiku, sonnet and opus: 10M in"),
        ("sonnet-4.5 vs opus-4.5 10M in", "10M in on sonnet 4.5 or opus 4.5"),
        ("compare current models 10M in", "10M in"),
        ("compare all models 10M in", "10M in on every model"),
        ("all models", "which models are there"),
        ("current models", "current models"),
        ("current models", "list the current models"),
        ("retired models", "old models"),
        ("retired models as of 2026-03-01", "retired models as of 2026-03-01"),
        ("price of opus-5.5", "opus 5.5"),
        ("price of opus-5.5", "what does opus 5.5 cost per million tokens"),
        ("price of opus-5.5 vs sonnet as of 2026-03-01", "opus 5.5 vs sonnet on March 1 2026"),
        ("price of opus-5.5", "opus 5.5 batched"),
        ("help", "hello"),
        ("help", ""),
        ("good morning", "good morning"),
        ("opus-5.5 10M in prompts of 150k", "opus 5.5 10M in, prompts of 150k tokens"),
    ],
)
def test_what_is_said_decides_the_kind_of_question(expected: str, said: str) -> None:
    assert expected == reading(said)


def test_about_and_partners_are_remarked_upon() -> None:
    remarks = ask("about 10M in on bedrock, 5k thinking").remarks

    assert ["approximate", "thinking", "partner"] == [each.code for each in remarks]
    assert {"said": "about 10M", "taken": "10M"} == dict(remarks[0].phrase.facts)


@pytest.mark.parametrize(
    ("error", "key", "piece", "said"),
    [
        (NeedsMore, "ask.with_and_without", None, "opus 5.5 10M in batch, without batch"),
        (NeedsMore, "ask.not_on_partner", None, "opus 5.5 10M in us-only on bedrock"),
        (NeedsMore, "ask.not_on_partner", None, "opus 5.5 10M in 2 session hours on vertex"),
        (NeedsMore, "ask.two_discounts", None, "opus 5.5 10M in 15% off 20% off"),
        (NeedsMore, "ask.other_model", "not on opus", "10M in not on opus"),
        (NeedsMore, "ask.family_models", "models", "opus and haiku models"),
        (NeedsMore, "ask.model_and_tokens", None, "as of 2026-03-01"),
        (NeedsMore, "ask.model_and_tokens", None, "each"),
        (NotUnderstood, "unread.unpriced", "priority tier", "opus 5.5 10M in priority tier"),
        (NotUnderstood, "unread.too_long", None, "opus " * 1_000),
        (OutOfScope, "elsewhere.spend", None, "what have we spent"),
        (OutOfScope, "elsewhere.subscription", None, "what is Claude Max, or Claude Pro"),
        (OutOfScope, "elsewhere.payment", None, "can I pay by credit card, no invoice"),
    ],
)
def test_error_a_term_is_not_read(
    error: type[QueryError], key: str, piece: str | None, said: str
) -> None:
    with pytest.raises(error) as caught:
        query(said)

    assert (key, piece) == (caught.value.message.key, quoted(said, caught.value))


def test_the_first_trouble_is_told() -> None:
    said = "opus 5.5 -5M in, 10.000 out, priority tier"
    with pytest.raises(NotUnderstood) as caught:
        query(said)

    assert "-5M" == quoted(said, caught.value)


@pytest.mark.parametrize(
    ("key", "piece", "said"),
    [
        ("ask.of_one_kind", "input is batched", "10M in 2M out, only the input is batched"),
        ("ask.of_one_kind", "output not batched", "10M in 2M out, output not batched"),
        ("ask.of_one_kind", "batch the output", "10M in 2M out, batch the output only"),
        ("ask.of_one_kind", "cached output", "10M in 2M out, cached output"),
        ("ask.of_one_kind", "バッチは出力", "入力1000万、出力200万、バッチは出力のみ"),
        ("ask.which_side", "opus", "とsonnet 5.5、入力1000万、opusのみバッチ"),
        ("ask.which_side", "opus", "とsonnet 5.5、入力1000万、opusだけ10%割引"),
        ("ask.with_or_without", "有無", "入力1000万、割引の有無"),
        ("ask.own_price", "$50 of input tokens", "$50 of input tokens and 2M out"),
    ],
)
def test_a_term_of_a_part_is_asked_about(key: str, piece: str, said: str) -> None:
    asked = f"opus 5.5 {said}"
    with pytest.raises(NeedsMore) as caught:
        query(asked)

    assert (key, piece) == (caught.value.message.key, quoted(asked, caught.value))


def test_a_discount_behind_one_of_two_models_is_asked_about() -> None:
    with pytest.raises(NeedsMore) as caught:
        query("sonnet 5.5 vs opus 5.5 10M in, 15% discount on opus")

    assert caught.value.message.key == "ask.which_side"


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("opus-5.5 vs sonnet-5.5 10M in batch", "opus 5.5 vs sonnet 5.5, 10M in, batched"),
        ("opus-5.5 vs opus 10M in batch", "opus 5.5 vs opus 10M in batch"),
        ("opus-5.5 vs sonnet 10M in batch", "opus 5.5, sonnet 10M in batch"),
        ("opus-5.5 10M in cached", "opus 5.5 10M in, only the input is cached"),
        ("opus-5.5 10M in", "opus 5.5 10M in, the output"),
    ],
)
def test_a_term_of_all_of_it_is_read(expected: str, said: str) -> None:
    assert expected == reading(said)


def test_an_apology_before_any_model_corrects_nothing() -> None:
    assert "opus-5.5 10M in" == reading("sorry, what does 10M in on opus 5.5 cost?")


def test_all_models_of_one_model_are_all_of_them() -> None:
    assert reading("opus 5.5の全モデル 入力1000万") == "opus-5.5 vs all models 10M in"
