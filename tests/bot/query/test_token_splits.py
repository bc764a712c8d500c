"""Tokens of both kinds in one number."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, reading


@pytest.mark.parametrize(
    "said",
    [
        "5M tokens, 80% input 20% output",
        "5M tokens, input 80%, output 20%",
        "5M tokens, 80% input",
        "5M tokens, of which 20% output",
        "5M tokens total, 80/20 input output",
        "5M tokens 80/20 in/out",
        "5M tokens with a 4:1 input/output split",
        "5M tokens, 4:1 input to output",
        "5M tokens at an input to output ratio of 4:1",
        "500万トークン、入力8割",
        "500万トークン 入出力比4:1",
        "500万トークン、入力:出力=4:1",
        "500万トークン 入力と出力は4対1",
        "5M tokens, 1:4 out:in",
    ],
)
def test_the_tokens_are_dealt_out_by_their_shares(said: str) -> None:
    assert reading(f"opus 5.5, {said}") == "opus-5.5 4M in 1M out"


def test_a_share_of_the_input_may_be_cached_as_well() -> None:
    said = "opus 5.5, 5M tokens, 80% input, 90% cached"

    assert reading(said) == "opus-5.5 4M in 1M out 90% cached"


@pytest.mark.parametrize(
    "said",
    [
        "5M tokens, 80% of input cached",  # and how much is input?
        "5M tokens, 120% input",
        "5M tokens, 80% input 30% output",
        "5M tokens, 80% input, 2M out",
        "5M tokens, 2:1 in/out",  # thirds of a number that is no multiple of three
        "5M tokens, 4:1",
        "5M tokens, 4:1 in/in",
        "5M tokens, in/out 4k",
    ],
)
def test_what_does_not_deal_them_out_is_asked(said: str) -> None:
    with pytest.raises(NeedsMore):
        query(f"opus 5.5, {said}")
