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


VOLUME = "sonnet-4 10M in 2M out"
DAILY = "sonnet 5.5 1000 requests a day, 3k in 500 out"
CHATS = "sonnet 5.5 500 users x 20 messages/day, 1k in 300 out"
PREFIX = "sonnet 5.5 500 requests a day, 50k system prompt cached, 2k in 500 out"
DAY = "sonnet-5.5 1k requests/day 3k in 500 out"
CACHED = "sonnet-5.5 500 requests/day 52k in 500 out 50k system prompt cached, 8 hours a day"
MIX = "1M requests a month, 70% haiku 4.5 30% opus 4.7, 5k in 2k out"
BOTH = " + ".join(
    f"{model} {many} requests/month 5k in 2k out batch"
    for model, many in (("haiku-4.5", "700k"), ("opus-4.7", "300k"))
)


@pytest.mark.parametrize(
    ("first", "said", "reading"),
    [
        (VOLUME, "and with opus 5.5?", "opus-5.5 10M in 2M out"),
        (VOLUME, "vs opus 5.5", "sonnet-4 vs opus-5.5 10M in 2M out"),
        (VOLUME, "sonnet 4 or opus 5.5?", "sonnet-4 vs opus-5.5 10M in 2M out"),
        (VOLUME, "also on haiku 4.5", "sonnet-4 vs haiku-4.5 10M in 2M out"),
        (VOLUME, "batched", "sonnet-4 10M in 2M out batch"),
        (f"{VOLUME} batch", "without batch", "sonnet-4 10M in 2M out"),
        (f"{VOLUME} batch", "unbatched", "sonnet-4 10M in 2M out"),
        (VOLUME, "90% cached", "sonnet-4 10M in 2M out 90% cached"),
        (f"{VOLUME} cached", "80% cached", "sonnet-4 10M in 2M out 80% cached"),
        (f"{VOLUME} cached", "without caching", "sonnet-4 10M in 2M out"),
        ("opus 5.5 2M in 8M cache reads 1M out", "50% cached", "opus-5.5 10M in 1M out 50% cached"),
        ("opus 5.5 8M cache reads 1M out", "no cache", "opus-5.5 8M in 1M out"),
        ("opus 5.5 1M out", "no cache", "opus-5.5 1M out"),
        (VOLUME, "what if the output is 4M", "sonnet-4 10M in 4M out"),
        (VOLUME, "no output", "sonnet-4 10M in"),
        (VOLUME, "15% off", "sonnet-4 10M in 2M out 15% off"),
        (f"{VOLUME} 15% off", "20% off", "sonnet-4 10M in 2M out 20% off"),
        (f"{VOLUME} 15% off", "without the discount", "sonnet-4 10M in 2M out"),
        (VOLUME, "on 2026-01-01", "sonnet-4 10M in 2M out as of 2026-01-01"),
        (f"{VOLUME} as of 2026-01-01", "as of today", "sonnet-4 10M in 2M out"),
        (VOLUME, "on bedrock", "sonnet-4 10M in 2M out"),
        (VOLUME, "in yen", "sonnet-4 10M in 2M out, in JPY"),
        (f"{VOLUME} in yen", "in dollars", "sonnet-4 10M in 2M out"),
        (f"{VOLUME} at 155 JPY", "in euros", "sonnet-4 10M in 2M out, in EUR"),
        (
            "opus 5.5 1k in as of 2026-10-01",
            "fast mode",
            "opus-5.5 1k in fast mode as of 2026-10-01",
        ),
        ("haiku 5.5 10M in 2M out", "prompts of 150k", "haiku-5.5 10M in 2M out prompts of 150k"),
        ("haiku 5.5 10M in prompts of 150k", "batch", "haiku-5.5 10M in prompts of 150k batch"),
        ("9 calls 5k in 1k out opus 5", "what if prompts are 8k", "opus-5, 9 calls 8k in 1k out"),
        ("9 calls 5k in 1k out opus 5", "90 calls", "opus-5, 90 calls 5k in 1k out"),
        ("9 calls 5k in each opus 5", "in total", "opus-5, 9 calls 5k in in total"),
        ("10M in 2M out", "on opus 5.5", "opus-5.5 10M in 2M out"),
        ("price of opus 5.5", "10M in 2M out", "opus-5.5 10M in 2M out"),
        ("price of opus 5.5 as of 2026-10-01", "and opus 5?", "price of opus-5 as of 2026-10-01"),
        (DAILY, "per year", "sonnet-5.5 1k requests/day 3k in 500 out per year"),
        (DAILY, "1h cache", "sonnet-5.5 1k requests/day 3k in 500 out cached"),
        (
            VOLUME,
            "70% haiku 5.5, 30% opus 5.5",
            "haiku-5.5 7M in 1.4M out + opus-5.5 3M in 600k out",
        ),
        (f"{DAILY} for 3 months", "batched", f"{DAY} batch for 3 months"),
        (f"{DAILY} per year", "batched", f"{DAY} batch per year"),
        (f"{PREFIX}, 8 hours a day", "batched", CACHED.replace("cached,", "cached batch,")),
        (f"does {DAILY} fit in $300/month?", "$400", f"{DAY} fits in 400 USD/month"),
        (
            "is $50 enough for sonnet-4 10M in 2M out?",
            "batched",
            "sonnet-4 10M in 2M out batch fits in 50 USD",
        ),
        (
            "which model for chat, 10M in 2M out",
            "batched",
            "compare current models 10M in 2M out batch",
        ),
        (f"{VOLUME} at 155 JPY", "batched", "sonnet-4 10M in 2M out batch, at 155 JPY per USD"),
        (f"{MIX} in yen", "batched", f"{BOTH}, in JPY"),
        (CHATS, "1000 users", "sonnet-5.5 1k users x 20 messages/day 1k in 300 out"),
        (CHATS, "10,000 requests per day", "sonnet-5.5 10k requests/day 1k in 300 out"),
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
        complete(parse("double the output", VOCABULARY), previous)


@pytest.mark.parametrize(
    ("first", "said", "reading"),
    [
        (VOLUME, "double the output", "sonnet-4 10M in 4M out"),
        (VOLUME, "output doubled", "sonnet-4 10M in 4M out"),
        (VOLUME, "what if the output doubles?", "sonnet-4 10M in 4M out"),
        (VOLUME, "cut the output in half", "sonnet-4 10M in 1M out"),
        (VOLUME, "output is half", "sonnet-4 10M in 1M out"),
        (VOLUME, "double it", "sonnet-4 20M in 4M out"),
        (VOLUME, "+20%", "sonnet-4 12M in 2.4M out"),
        (VOLUME, "half the requests", "sonnet-4 5M in 1M out"),
        (VOLUME, "出力を倍にしたら？", "sonnet-4 10M in 4M out"),
        (VOLUME, "20%増えたら？", "sonnet-4 12M in 2.4M out"),
        ("opus 5.5 5M to 6M in", "double the input", "opus-5.5 10000000 to 12000000 in"),
        ("haiku 5.5 10M in prompts of 150k", "double it", "haiku-5.5 20M in prompts of 150k"),
        (DAILY, "10x the traffic", "sonnet-5.5 10k requests/day 3k in 500 out"),
        (DAILY, "3 times as many", "sonnet-5.5 3k requests/day 3k in 500 out"),
        (DAILY, "x3", "sonnet-5.5 3k requests/day 3k in 500 out"),
        (DAILY, "double the users", "sonnet-5.5 2k requests/day 3k in 500 out"),
        (DAILY, "if traffic grows 20%", "sonnet-5.5 1.2k requests/day 3k in 500 out"),
        (DAILY, "件数が半分なら？", "sonnet-5.5 500 requests/day 3k in 500 out"),
        (DAILY, "half the tokens", "sonnet-5.5 1k requests/day 1.5k in 250 out"),
        (DAILY, "double the context", "sonnet-5.5 1k requests/day 6k in 500 out"),
        (CHATS, "10x the messages", "sonnet-5.5 500 users x 200 messages/day 1k in 300 out"),
        (CHATS, "double the traffic", "sonnet-5.5 1k users x 20 messages/day 1k in 300 out"),
    ],
)
def test_so_many_times_as_much(first: str, said: str, reading: str) -> None:
    assert reading == after(first, said)


@pytest.mark.parametrize(
    ("first", "said", "reading"),
    [
        (VOLUME, "another 5M in", "sonnet-4 15M in 2M out"),
        (VOLUME, "5M more input tokens", "sonnet-4 15M in 2M out"),
        (VOLUME, "plus 2M out", "sonnet-4 10M in 4M out"),
        (VOLUME, "plus 1000 web searches", "sonnet-4 10M in 2M out 1k web searches"),
        (DAILY, "500 more requests", "sonnet-5.5 1.5k requests/day 3k in 500 out"),
        (DAILY, "additional 500 requests a day", "sonnet-5.5 1.5k requests/day 3k in 500 out"),
        (DAILY, "500件追加したら？", "sonnet-5.5 1.5k requests/day 3k in 500 out"),
        (DAILY, "500件増やしたら？", "sonnet-5.5 1.5k requests/day 3k in 500 out"),
        (DAILY, "入力1千追加", "sonnet-5.5 1k requests/day 4k in 500 out"),
        (CHATS, "100 more users", "sonnet-5.5 600 users x 20 messages/day 1k in 300 out"),
    ],
)
def test_what_comes_on_top_is_added(first: str, said: str, reading: str) -> None:
    assert reading == after(first, said)


@pytest.mark.parametrize(
    ("said", "reading"),
    [
        ("with a 1h ttl", "52k in 500 out 50k system prompt cached for 1 hour"),
        ("20k system prompt", "22k in 500 out 20k system prompt cached"),
        ("double the system prompt", "102k in 500 out 100k system prompt cached"),
        ("without caching", "52k in 500 out"),
    ],
)
def test_the_prompt_behind_a_prefix_stays_as_long(said: str, reading: str) -> None:
    assert f"sonnet-5.5 500 requests/day {reading}" == after(PREFIX, said)


@pytest.mark.parametrize(
    ("first", "said", "reading"),
    [
        (MIX, "2M requests a month", "1.4M requests/month 5k in 2k out|600k requests/month"),
        (MIX, "prompts of 10k", "700k requests/month 10k in 2k out|300k requests/month"),
        (f"{MIX} as of 2026-10-01", "as of now", "700k requests/month 5k in 2k out|300k"),
    ],
)
def test_a_mix_keeps_its_proportions(first: str, said: str, reading: str) -> None:
    cheap, dear = after(first, said).split(" + ")
    for whole, piece in zip((cheap, dear), reading.split("|"), strict=True):
        assert piece in whole


def test_a_part_moves_to_another_model_and_the_rest_stays() -> None:
    reading = after(VOLUME, "what if 70% of it went to haiku 5.5?")

    assert "haiku-5.5 7M in 1.4M out + sonnet-4 3M in 600k out" == reading


@pytest.mark.parametrize(
    ("first", "said", "reading"),
    [
        (VOLUME, "when does caching pay off?", "break-even of caching on sonnet-4"),
        ("when does caching pay off on opus 5.5?", "opus 5?", "break-even of caching on opus-5"),
        (
            "how many tokens is 1000 words on opus 5.5",
            "on opus 5",
            "how many tokens are 1k words in on opus-5",
        ),
    ],
)
def test_other_questions_are_followed_up_as_well(first: str, said: str, reading: str) -> None:
    assert reading == after(first, said)


@pytest.mark.parametrize(
    ("key", "first", "said"),
    [
        *(
            ("ask.change_what", VOLUME, said)
            for said in (
                "double the budget",
                "twice the budget",
                "savings doubled",
                "double the thinking",
                "thinking doubled",
                "if we halve the prompts",
                "+20% a month",
                "毎月20%増",
                "double the discount",
            )
        ),
        ("ask.change_what", DAILY, "3 times"),
        ("ask.change_what", DAILY, "+20% requests a month"),
        ("ask.times_more", DAILY, "3 times more requests"),
        ("ask.fewer", DAILY, "500 fewer requests"),
        ("ask.fewer", DAILY, "500件減らしたら"),
        ("ask.change_of_nothing", VOLUME, "double the searches"),
        ("ask.change_of_contents", "opus 5.5 100 images 1000x1000", "double it"),
        ("ask.which_count", CHATS, "200 tickets"),
        ("ask.which_count", CHATS, "double the tickets"),
        ("ask.which_count", DAILY, "for 12 users"),
        ("ask.which_count", DAILY, "500 more requests a month"),
        ("ask.percent_of_what", VOLUME, "150% less"),
        ("ask.range_here", "opus 5.5 5M to 6M in", "another 1M in"),
        ("ask.which_count", DAILY, "1M requests in total"),
        ("ask.which_count", "9 calls 5k in opus 5", "total output, 90 calls"),
        ("ask.cached_of_what", VOLUME, "with a 1h ttl"),
        ("ask.rate_of", VOLUME, "per year"),
        ("ask.part", VOLUME, "opus 5.5 1000 words, prompts of 150k"),
        ("ask.change_of_mix", MIX, "also on opus 5.5"),
        ("ask.change_of_mix", MIX, "500 users x 20 messages"),
        (
            "ask.change_of_mix",
            "haiku 4.5 1 request 1k in + opus 4.7, 2 requests 1k in",
            "100 requests",
        ),
        (
            "ask.change_of_mix",  # a third of 1,000 has no end
            "100 requests on haiku 4.5 and 200 requests on opus 5.5, 3k in",
            "1000 requests",
        ),
        ("ask.change_of_mix", "haiku 4.5 10M in + opus 4.7 5M in", "20M in"),
        ("ask.change_of_mix", "haiku 4.5 vs opus 4.7 5M in", "70% on sonnet 4"),
    ],
)
def test_error_what_it_changes_is_not_plain(key: str, first: str, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        after(first, said)

    assert key == caught.value.message.key


def test_a_spread_of_a_number_of_requests_is_that_numbers() -> None:
    reading = after(DAILY, "100 requests a day, give or take ±20%")

    assert "sonnet-5.5 100 ± 20 requests/day 3k in 500 out" == reading
