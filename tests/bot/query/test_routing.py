"""A mix that is routed anew, as a follow-up."""

from __future__ import annotations

import pytest

from bot.query import canonical, complete
from bot.query.errors import NeedsMore
from bot.query.model import Query

from .reading import ask, query

SONNET = "sonnet 5.5, 10k requests/day, 2k in 300 out"
MIX = "70% haiku 5.5, 30% opus, 10k requests/day, 2k in 300 out"
REST = "requests/day 2k in 300 out"


def thread(*texts: str) -> Query:
    first, *others = texts
    found = query(first)
    for text in others:
        found = complete(ask(text), found)
    return found


@pytest.mark.parametrize(
    "said",
    [
        "what if 70% of it went to haiku 5.5?",
        "7割をhaiku 5.5に",
        "haiku 5.5を7割に",
        "send 70% to haiku 5.5, the rest stays",
        "7割をhaiku 5.5に、残りはそのまま",
        "what if haiku 5.5 handled 70%?",
        "haiku 5.5 takes 70%",
    ],
)
def test_the_rest_stays_on_the_model_of_before(said: str) -> None:
    assert f"haiku-5.5 7k {REST} + sonnet-5.5 3k {REST}" == canonical(thread(SONNET, said))


@pytest.mark.parametrize(
    ("said", "reading"),
    [
        ("what if 90% went to haiku?", f"haiku-5.5 9k {REST} + opus 1k {REST}"),
        ("haikuを9割に", f"haiku-5.5 9k {REST} + opus 1k {REST}"),
        (
            "route 50% to sonnet 5.5",
            f"sonnet-5.5 5k {REST} + haiku-5.5 3.5k {REST} + opus 1.5k {REST}",
        ),
        ("60% haiku, the rest on sonnet 5.5", f"haiku-5.5 6k {REST} + sonnet-5.5 4k {REST}"),
        ("20% haiku, 80% opus", f"haiku-5.5 2k {REST} + opus 8k {REST}"),
        ("back to sonnet 5.5 only", f"sonnet-5.5 10k {REST}"),
        ("全部haikuで", f"haiku-5.5 10k {REST}"),
        ("haiku vs opus", None),
        ("90% to haiku, 20k requests a day", f"haiku-5.5 18k {REST} + opus 2k {REST}"),
    ],
)
def test_a_mix_is_dealt_out_again(said: str, reading: str | None) -> None:
    if reading is None:
        with pytest.raises(NeedsMore):
            thread(MIX, said)
    else:
        assert reading == canonical(thread(MIX, said))


@pytest.mark.parametrize(
    ("mix", "said", "reading"),
    [
        ("70% haiku 5.5, 30% opus, 10M in 2M out", "only haiku", "haiku-5.5 10M in 2M out"),
        (
            "70% haiku 5.5, 30% opus, 10M in 2M out",
            "50% on sonnet 5.5",
            "sonnet-5.5 5M in 1M out + haiku-5.5 3.5M in 700k out + opus 1.5M in 300k out",
        ),
        ("haiku 5.5 10M in + opus 2M in", "only sonnet 5.5", "sonnet-5.5 12M in"),
        (
            "1/3 haiku 5.5, 2/3 opus, 10k requests, 2k in",
            "only haiku",
            "haiku-5.5 10k requests 2k in",
        ),
        (
            "70% haiku 5.5, 30% opus, 5-10k requests, 1-2k in",
            "only haiku",
            "haiku-5.5 5000 to 10000 requests 1000 to 2000 in",
        ),
        (
            "70% haiku 5.5, 30% opus, 1000 requests, 10M in in total",
            "only haiku",
            "haiku-5.5 1k requests 10M in in total",
        ),
    ],
)
def test_all_of_the_work_is_what_it_was(mix: str, said: str, reading: str) -> None:
    assert reading == canonical(thread(mix, said))


@pytest.mark.parametrize(
    ("mix", "said"),
    [
        ("haiku 5.5 100 requests 2k in each + opus 100 requests 5k in each", "only haiku"),
        ("haiku 5.5 10M in + opus 2M out", "only haiku"),
        ("haiku 5.5 1M out 1000 words in + opus 1M out 1000 words in", "only haiku"),
        ("haiku 5.5 3 images 100x100 + opus 3 images 100x100", "only haiku"),
        (MIX, "and current models"),
        (MIX, "on opus 4.7"),
        (MIX, "60% haiku, 20% opus"),
        (MIX, "haiku for $500/month"),
    ],
)
def test_error_what_cannot_be_dealt_out_again(mix: str, said: str) -> None:
    with pytest.raises(NeedsMore):
        thread(mix, said)
