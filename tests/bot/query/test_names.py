"""Models as people write them."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore, NotUnderstood, OutOfScope
from bot.query.model import Foreign, Group, ModelChoice, Named, Newest

from .reading import ask, query, quoted, reading


def models(text: str) -> list[str]:
    return [each.heard for each in ask(text).models]


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("sonnet-4", "sonnet-4"),
        ("sonnet-4", "Sonnet 4"),
        ("sonnet-4", "claude-sonnet-4@20250514"),
        ("sonnet-4", "anthropic.claude-sonnet-4-20250514-v1:0"),
        ("sonnet-4", "sonnet4"),
        ("sonnet-3.5", "claude sonnet 3.5"),
        ("sonnet-3.5", "3.5-sonnet"),
        ("sonnet-3.5", "3.5 Sonnet"),
        ("haiku-4.5", "haiku4.5"),
        ("haiku-4.5", "haiku 4 5"),
        ("haiku-4.5", "Claude Haiku (4.5)"),
        ("opus-5.5", "anthropic.claude-opus-5-5"),
        ("opus-5.5", "global.anthropic.claude-opus-5-5"),
        ("opus-5.5", "ＯＰＵＳ　５．５"),
        ("opus-3", "claude-3-opus"),
        ("opus-3", "Claude 3 Opus"),
        ("claude-2", "claude 2"),
        ("claude-2.1", "Claude v2.1"),
        ("claude-instant", "claude instant"),
        ("claude-instant", "instant 1.2"),
        ("mythos-preview", "mythos preview"),
        ("sonnet", "sonnet"),
        ("sonnet", "claude sonnet"),
        ("sonnet", "claude-sonnet"),
        ("sonnet", "Sonnet."),
    ],
)
def test_a_model_has_many_spellings(model: str, said: str) -> None:
    assert f"{model} 10M in" == reading(f"{said} 10M in")
    assert f"{model} 10M in" == reading(f"10M in, {said}?")
    assert f"{model} 10M in" == reading(f"10M in, {said}")


@pytest.mark.parametrize("region", ["us", "eu", "jp", "apac", "au"])
def test_a_region_before_a_partners_id_is_regional(region: str) -> None:
    said = f"{region}.anthropic.claude-opus-5-5 1M in"

    assert "opus-5.5 1M in regional" == reading(said)


@pytest.mark.parametrize("said", ["us 10M in", "jp. 10M in", "global 10M in", "us.sonnet 10M in"])
def test_a_region_alone_is_no_model(said: str) -> None:
    assert "regional" not in reading(said)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Named("claude-opus-4-5-20251101", "opus-4.5"), "opus 4.5"),
        (Newest("opus"), "opus"),
        (Group("current"), "current models"),
        (Group("all"), "all models"),
        (Foreign("gpt-5"), "gpt-5"),
        (Foreign("gpt-4o-mini"), "gpt-4o-mini"),
        (Foreign("Gemini 2.5 Pro"), "Gemini 2.5 Pro"),
        (Foreign("o3"), "o3"),
        (Foreign("llama"), "llama cheap"),
        (Foreign("llama"), "llama."),
    ],
)
def test_a_choice_of_models_is_found(choice: ModelChoice, said: str) -> None:
    assert (choice,) == ask(said).models


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        (["claude-sonnet-4-20250514", "claude-opus-4-20250514"], "sonnet 4 vs opus 4"),
        (["the newest haiku", "the newest sonnet", "the newest opus"], "haiku, sonnet and opus"),
        (["claude-opus-5-5"], "opus 5.5 or claude-opus-5-5"),
        (["claude-sonnet-4-5-20250929"], "4 sonnet 4.5"),
        (["another vendor's model", "the newest sonnet"], "gpt-5 or sonnet"),
        (["all models"], "all models"),
    ],
)
def test_models_are_heard_in_order_and_once(heard: list[str], said: str) -> None:
    assert heard == models(said)


@pytest.mark.parametrize("said", ["sonnet 20 requests 3k in", "sonnet 3k in 20 requests"])
def test_a_number_of_something_is_no_version(said: str) -> None:
    assert "sonnet, 20 requests 3k in" == reading(said)


@pytest.mark.parametrize("said", ["80 opus 5 requests 3k in", "80k opus 5 requests 3k in"])
def test_behind_a_count_a_version_is_none(said: str) -> None:
    assert reading(said).startswith(("opus-5, 80 requests", "opus-5 80k requests"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("sonnet 50% cached 10M in", "sonnet 10M in 50% cached"),
        ("sonnet 10 zorbs 3k in", "sonnet, 10 zorbs 3k in"),
        ("sonnet 10 x 3k in", None),
        ("sonnet 50k in", "sonnet 50k in"),
    ],
)
def test_a_number_tied_to_something_is_no_version(said: str, expected: str | None) -> None:
    assert [] == [each for each in ask(said).troubles if each.message.key == "unread.model"]
    if expected:
        assert expected == reading(said)


@pytest.mark.parametrize(
    ("piece", "near", "said"),
    [
        ("sonnet v4", "sonnet 4", "sonnet v4 1M in"),
        ("opus-4-10", "opus 4.1", "opus-4-10 1M in"),
        ("opus 4.10", "opus 4.1", "opus 4.10 1M in"),
        ("sonnet 9", None, "sonnet 9 1M in"),
        ("sonnet 9", None, "1M in sonnet 9"),
        ("claude sonnet 9", None, "claude sonnet 9"),
        ("sonnet-4-20259999", None, "sonnet-4-20259999 1M in"),
        ("sonnet-4.5x", None, "sonnet-4.5x 1M in"),
        ("claude 77", None, "claude 77 1M in"),
        ("haiku-v9", None, "haiku-v9, 1M in"),
    ],
)
def test_error_a_model_is_unknown_and_never_a_prefix(
    piece: str, near: str | None, said: str
) -> None:
    with pytest.raises(NotUnderstood) as caught:
        query(said)

    assert ("unread.model", piece) == (caught.value.message.key, quoted(said, caught.value))
    if near:
        assert near in caught.value.suggestions


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (("opus 4", "sonnet 4"), "claude 4 1M in"),
        (("haiku 3.5", "sonnet 3.5"), "claude 3.5 1M in"),
        (("haiku 3", "opus 3", "sonnet 3"), "Claude-3 1M in"),
    ],
)
def test_error_which_claude(choices: tuple[str, ...], said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert "ask.which_claude" == caught.value.message.key
    assert choices == caught.value.suggestions


@pytest.mark.parametrize(
    ("key", "piece", "said"),
    [
        ("ask.version", "opus 4 8", "opus 4 8 users, 10 in each"),
        ("ask.version", "opus 4 5", "opus 4 5 zorbs, 10 in each"),
        ("ask.version_first", "3 opus", "3 opus calls, 10k in each"),
        ("ask.version_first", "3 opus", "3 opus widgets, 10k in each"),
        ("ask.version", "opus 5", "opus 5 requests, 3k in each"),
    ],
)
def test_error_a_number_is_a_version_or_a_count(key: str, piece: str, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert (key, piece) == (caught.value.message.key, quoted(said, caught.value))


@pytest.mark.parametrize("said", ["gpt-5 10M in", "10M in on o3", "gpt-5 vs sonnet 5.5", "gemini"])
def test_error_another_vendor_is_out_of_scope(said: str) -> None:
    with pytest.raises(OutOfScope) as caught:
        query(said)

    assert "elsewhere.vendor" == caught.value.message.key
    assert ("current models",) == caught.value.suggestions


def test_error_another_vendor_in_japanese_suggests_what_is_read_in_japanese() -> None:
    with pytest.raises(OutOfScope) as caught:
        query("gpt-5の料金")

    assert ("現行モデル",) == caught.value.suggestions
    assert query("current models") == query("現行モデル")


def test_an_amount_behind_a_foreign_model_is_no_part_of_its_name() -> None:
    assert "opus-5.5 vs gpt-5 1k in" == reading("opus 5.5 vs gpt-5 1000 in")


def test_a_foreign_model_keeps_its_place_beside_ours() -> None:
    assert "gpt-5 vs sonnet 10M in" == reading("gpt-5 vs sonnet 10M in")


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("opus-5.5 vs gpt-5 2B in 1B out", "opus 5.5 vs gpt-5 2B in 1B out"),
        ("opus-5.5 vs gpt-5 2B in", "opus 5.5 vs gpt-5 2B of input"),
        ("opus-5.5 vs gpt-5 2B requests 3k in", "opus 5.5 vs gpt-5 2B requests 3k in"),
        ("opus-5.5 vs llama 3 70B 10M in", "opus 5.5 vs llama 3 70B 10M in"),
        ("opus-5.5 vs llama 3 70B 10M in", "opus 5.5 10M in vs llama 3 70B"),
    ],
)
def test_the_size_of_a_model_is_no_amount_and_an_amount_no_size(expected: str, said: str) -> None:
    assert expected == reading(said)
