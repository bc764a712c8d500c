"""Amounts of tokens, searches and hours: many spellings, one meaning."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore, NotUnderstood, QueryError

from .reading import meanings, query, quoted, reading


@pytest.mark.parametrize(
    "said",
    [
        "10M in 2M out",
        "10M in, 2M out",
        "10M input and 2M output tokens",
        "2M out / 10M in",
        "input: 10M, output: 2M",
        "input 10M output 2M",
        "in 10000000 out 2000000",
        "10M/2M in/out",
        "10M / 2M tokens input / output",
        "10M/2M input/output",
        "2M/10M out/in",
        "10M prompt tokens and 2M completion tokens",
        "input_tokens=10000000 output_tokens=2000000",
        "10M of input, 2M of output",
        "10M tokens in, 2M tokens out",
        "10Mtok in 2Mtok out",
        "10000kin 2000kout",
        "(10M in) (2M out)",
        "10M in + 2M out",
        "about 10M in and roughly 2M out",
        "prompt is 10M, response is 2M",
        "input of 10M tokens, output of 2M tokens",
    ],
)
def test_input_and_output_have_many_spellings(said: str) -> None:
    assert "opus-5.5 10M in 2M out" == reading(f"opus 5.5 {said}")
    assert "opus-5.5 10M in 2M out" == reading(f"{said} on opus 5.5")


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("10M in", "10M in, no output"),
        ("10M in", "10M in, zero out"),
        ("10M in", "10M in, without web search"),
        ("10M in 1k web searches", "10M in and 1000 web searches"),
        ("10M in 2 session hours", "10M in, 2 hour session"),
        ("10M in 2 session hours", "10M in, session hours: 2"),
        ("10M in 2k out 5k thinking", "10M in 2k out 5k thinking"),
        ("10M in 5k thinking", "10M in, 5k reasoning tokens"),
        ("10M in 2M out", "10M in in total, 2M out in total"),
        ("10M in 2M out", "10M total input tokens, 2M total output tokens"),
        ("5k in 1k out prompts of 5k", "system prompt: 5k, 1k out"),
        ("150k in 2k out prompts of 150k", "150k-token prompt, 2k out"),
        ("10M in prompts of 150k", "10M in, prompt size 150k"),
        ("1k requests 50k in 500 out", "context of 50k, 1000 requests, 500 out"),
        ("0 in", "0 in 0 out"),
        ("1k in", "1千 in"),
        ("5000 to 10000 in", "5-10k in"),
        ("5000 to 10000 in", "5k to 10k in"),
        ("10000000 ± 2000000 in", "10M in ±20%"),
        ("300 pages in", "300 pages"),
    ],
)
def test_an_amount_is_read(expected: str, said: str) -> None:
    assert f"opus-5.5 {expected}" == reading(f"opus 5.5 {said}")


def test_each_piece_says_what_it_was_taken_for() -> None:
    assert [
        ("opus 5.5", "claude-opus-5-5"),
        ("10M", "10,000,000 input tokens"),
        ("/", "input and output"),
        ("2M", "2,000,000 output tokens"),
        ("in/out", "input and output"),
        ("please", "ignored"),
    ] == meanings("opus 5.5 10M/2M in/out please")


@pytest.mark.parametrize(
    ("error", "key", "piece", "said"),
    [
        (NeedsMore, "ask.tokens_of_what", "10M tokens", "10M tokens"),
        (NeedsMore, "ask.pair", "10M/2M", "10M/2M"),
        (NeedsMore, "ask.pair", "10M/2M in", "10M/2M in"),
        (NeedsMore, "ask.number_of_what", "10M zorb", "10M zorb"),
        (NeedsMore, "ask.number_of_what", "10M", "10M"),
        (NeedsMore, "ask.number_of_what", "10M", "10M, 2M out"),
        (NeedsMore, "ask.number_of_what", "million", "10M in, some million"),
        (NeedsMore, "ask.percent_of_what", "20%", "10M in 20%"),
        (NeedsMore, "ask.two_amounts", "5M in", "10M in 5M in"),
        (NeedsMore, "ask.spelled", "two thousand three million", "two thousand three million in"),
        (NeedsMore, "ask.how_many", "web search", "10M in with web search"),
        (NeedsMore, "ask.how_many", "cache reads", "10M in and cache reads"),
        (NeedsMore, "ask.separators", "10.000", "10.000 in"),
        (NeedsMore, "ask.separators", "1,5", "1,5 in"),
        (NeedsMore, "ask.separators", ".5", "10M in.5M out"),
        (NotUnderstood, "unread.negative", "-5M", "-5M in"),
        (NotUnderstood, "unread.too_large", "9" * 30, f"{'9' * 30} in"),
        (NotUnderstood, "unread.number", "10zq", "10zq in"),
        (NotUnderstood, "unread.number", "10²", "10² in"),
        (NotUnderstood, "unread.number", "1½", "1½ in"),
        (NotUnderstood, "unread.number", "٣", "٣ in"),
        (NeedsMore, "ask.image_size", "4 large images", "4 large images"),
    ],
)
def test_error_an_amount_is_not_read(
    error: type[QueryError], key: str, piece: str, said: str
) -> None:
    asked = f"opus 5.5: {said}"
    with pytest.raises(error) as caught:
        query(asked)

    assert (key, piece) == (caught.value.message.key, quoted(asked, caught.value))


@pytest.mark.parametrize("said", ["10M in, same out", "10M in, the same out"])
def test_error_as_much_of_the_other_kind_is_asked_about(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(f"opus 5.5 {said}")

    assert caught.value.message.key == "ask.in_or_out"
