"""What was said is laid over the thread's previous query, and changes nothing else."""

import pytest

from bot.query import canonical, complete, follows, parse, vocabulary
from bot.query.errors import NeedsMore
from bot.query.model import HelpQuery, ModelsQuery, Query
from pricing import load_published

VOCABULARY = vocabulary(load_published())


def after(first: str, *said: str) -> str:
    """The reading of the last message of a thread."""
    query: Query | None = None
    for text in (first, *said):
        query = complete(parse(text, VOCABULARY), query)
    assert query is not None
    return canonical(query)


@pytest.mark.parametrize(
    ("first", "said", "reading"),
    [
        ("sonnet-4 10M in 2M out", "and with opus 5.5?", "opus-5.5 10M in 2M out"),
        ("sonnet-4 10M in 2M out", "vs opus 5.5", "sonnet-4 vs opus-5.5 10M in 2M out"),
        ("sonnet-4 10M in 2M out", "also on haiku 4.5", "sonnet-4 vs haiku-4.5 10M in 2M out"),
        ("sonnet-4 10M in 2M out", "batched", "sonnet-4 10M in 2M out batch"),
        ("sonnet-4 10M in 2M out batch", "without batch", "sonnet-4 10M in 2M out"),
        ("sonnet-4 10M in 2M out", "90% cached", "sonnet-4 10M in 2M out 90% cached"),
        ("sonnet-4 10M in 2M out cached", "80% cached", "sonnet-4 10M in 2M out 80% cached"),
        ("sonnet-4 10M in 2M out cached", "without caching", "sonnet-4 10M in 2M out"),
        ("opus 5.5 2M in 8M cache reads 1M out", "50% cached", "opus-5.5 10M in 1M out 50% cached"),
        ("opus 5.5 8M cache reads 1M out", "no cache", "opus-5.5 8M in 1M out"),
        ("opus 5.5 1M out", "no cache", "opus-5.5 1M out"),
        ("sonnet-4 10M in 2M out", "what if the output is 4M", "sonnet-4 10M in 4M out"),
        ("sonnet-4 10M in 2M out", "15% off", "sonnet-4 10M in 2M out 15% off"),
        ("sonnet-4 10M in 2M out 15% off", "20% off", "sonnet-4 10M in 2M out 20% off"),
        ("sonnet-4 10M in 2M out", "on 2026-01-01", "sonnet-4 10M in 2M out as of 2026-01-01"),
        ("opus 5.5 1k in as of 2026-10-01", "fast mode", "opus-5.5 1k in fast as of 2026-10-01"),
        ("haiku 5.5 10M in 2M out", "prompts of 150k", "haiku-5.5 10M in 2M out prompts of 150k"),
        ("haiku 5.5 10M in prompts of 150k", "batch", "haiku-5.5 10M in prompts of 150k batch"),
        (
            "9 calls 5k in 1k out opus 5",
            "what if prompts are 8k",
            "opus-5, 9 calls 8k in 1k out",
        ),
        ("9 calls 5k in 1k out opus 5", "90 calls", "opus-5, 90 calls 5k in 1k out"),
        ("9 calls 5k in each opus 5", "in total", "opus-5, 9 calls 5k in in total"),
        ("10M in 2M out", "on opus 5.5", "opus-5.5 10M in 2M out"),
        ("price of opus 5.5", "10M in 2M out", "opus-5.5 10M in 2M out"),
        ("price of opus 5.5 as of 2026-10-01", "and opus 5?", "price of opus-5 as of 2026-10-01"),
    ],
)
def test_only_what_was_said_changes(first: str, said: str, reading: str) -> None:
    assert reading == after(first, said)


def test_a_thread_goes_on_from_its_last_query() -> None:
    reading = after(
        "sonnet-4 10M in 2M out", "on opus 5.5", "batched", "80% cached", "vs haiku 5.5"
    )

    assert "opus-5.5 vs haiku-5.5 10M in 2M out 80% cached batch" == reading


def test_a_model_with_amounts_is_a_new_question() -> None:
    assert "opus-5.5 1M in" == after("sonnet-4 10M in 2M out cached batch", "opus 5.5 1M in")


@pytest.mark.parametrize("said", ["help", "which models", "retired models", "thanks!", ""])
def test_what_changes_nothing_is_no_follow_up(said: str) -> None:
    assert not follows(parse(said, VOCABULARY))


@pytest.mark.parametrize("previous", [HelpQuery(), ModelsQuery()])
def test_a_query_without_prices_leaves_nothing_to_change(previous: Query) -> None:
    with pytest.raises(NeedsMore):
        complete(parse("15% off", VOCABULARY), previous)
