"""Questions that say more than one thing, or half of one: what is asked back, piece by piece."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore, NotUnderstood, OutOfScope, QueryError

from .reading import query, quoted, reading


@pytest.mark.parametrize(
    ("error", "key", "piece", "said"),
    [
        (NeedsMore, "ask.unused", "overnight", "opus 5.5 10M in 2M out overnight"),
        (
            NeedsMore,
            "ask.too_many_ranges",
            None,
            "opus 5.5 1-2k users x 5-8 requests, 1-2k in, 100-200 out, 50-60% cached, 3-4 web searches each",
        ),
        (NeedsMore, "ask.two_currencies", None, "opus 5.5 10M in in euros at 155 JPY"),
        (NeedsMore, "ask.two_currencies", None, "opus 5.5 10M in in yen at 0.9 EUR per USD"),
        (
            NeedsMore,
            "ask.budget_of_mix",
            "$500",
            "haiku 4.5 2k in and opus 4.7 1k in, how many requests for $500?",
        ),
        (
            NeedsMore,
            "ask.budget_of_mix",
            "$500",
            "how many requests, 70% haiku 4.5 2k in + opus 4.7 1k in for $500",
        ),
        (
            NeedsMore,
            "ask.shares_sum",
            "70% haiku 4.5",
            "how many requests, 70% haiku 4.5 2k in + 40% opus 4.7 1k in for $500",
        ),
        (
            NeedsMore,
            "ask.budget_of_usages",
            "$500",
            '[{"input_tokens": 100}, {"input_tokens": 200}] on opus 5.5 fits in $500',
        ),
        (
            NeedsMore,
            "ask.levers_of_mix_budget",
            "$500",
            "70% haiku 4.5, 30% opus 4.7, 10M in, us-only or standard, fits in $500?",
        ),
        (
            NeedsMore,
            "ask.limit_of_one",
            "$0.05",
            "70% haiku 4.5, 30% opus 4.7, 2k in, at most $0.05 per request",
        ),
        (
            NeedsMore,
            "ask.mix_periods",
            None,
            "how many users for $500: haiku 4.5 20 messages/day 2k in + opus 4.7 30 messages 1k in",
        ),
        (NeedsMore, "ask.partly", "70% haiku 4.5", "70% haiku 4.5 10M in + opus 4.7 10M in"),
        (NeedsMore, "ask.partly", "60% batched", "haiku 4.5 10M in + opus 4.7 10M in 60% batched"),
        (NotUnderstood, "unread.no_budget", "$0", "does 10M in fit in $0 on opus 5.5"),
        (OutOfScope, "elsewhere.vendor", None, "does 10M in fit in $500 on gpt-5"),
        (
            NeedsMore,
            "ask.total_of_mix",
            None,
            "700 requests on haiku 4.5 and 300 on opus 4.7, 5k in 2k out in total",
        ),
        (NotUnderstood, "unread.number", "٣", "sonnet 5.5 10M in + opus 5.5 ٣M in"),
        (NeedsMore, "ask.image_size", "images", "sonnet 5.5 10M in + opus 5.5 2M in with images"),
        (NeedsMore, "ask.part_model", None, "sonnet 5.5 10M in + gpt-5 2M in"),
        (
            NeedsMore,
            "ask.mix_against",
            None,
            "70% haiku 4.5, 30% opus 4.7, fable 5.2 as well, 10M in",
        ),
        (
            NeedsMore,
            "ask.split_models",
            None,
            "70% haiku 4.5, 30% opus 4.7, fable 5.2 and sonnet 5 as well, 10M in",
        ),
        (NeedsMore, "ask.split_models", None, "70% haiku 4.5, 30% haiku 4.5, 10M in"),
        (
            NeedsMore,
            "ask.contents_of_mix",
            None,
            "70% haiku 4.5, 30% opus 4.7, 10 images of 1000x1000",
        ),
        (
            NeedsMore,
            "ask.usage_model",
            '[{"input_tokens": 100}, {"input_tokens": 200}]',
            '[{"input_tokens": 100}, {"input_tokens": 200}]',
        ),
        (
            NeedsMore,
            "ask.usage_alone",
            '{"input_tokens": 100}',
            '{"input_tokens": 100} 10M in opus 5.5',
        ),
        (
            NeedsMore,
            "ask.usage_alone",
            '{"input_tokens": 100}',
            '{"input_tokens": 100} cached opus 5.5',
        ),
        (
            NeedsMore,
            "ask.prompt_above_input",
            None,
            "opus 5.5 10M in, prompts of 50k, 10k system prompt",
        ),
        (
            NeedsMore,
            "ask.prompt_above_input",
            None,
            "opus 5.5 system prompt of 10k, prompt size 50k, 2M out",
        ),
        (NeedsMore, "ask.discount_on_top", "50% off", "opus 5.5 10M in batch, 50% off"),
        (
            NeedsMore,
            "ask.cached_above_input",
            "cached 10M",
            "opus 5.5 500 requests/day 10k system prompt cached 10M in total",
        ),
        (
            NeedsMore,
            "ask.prefix_rate",
            "10k system prompt",
            "opus 5.5 500 requests 10k system prompt cached, 2k in",
        ),
        (
            NeedsMore,
            "ask.range_here",
            "10-20k system prompt",
            "opus 5.5 500 requests/day, 10-20k system prompt, 30k in",
        ),
        (
            NeedsMore,
            "ask.range_here",
            "5-10k thinking tokens",
            "opus 5.5 5-10k thinking tokens 10k in",
        ),
        (NeedsMore, "ask.range_here", "10M ±50% in", "opus 5.5 10M ±50% in, 8M of it cached"),
        (
            NeedsMore,
            "ask.part",
            "10k system prompt",
            "opus 5.5 500 requests/day, 10k system prompt cached, 2M in 1M out in total",
        ),
        (
            NeedsMore,
            "ask.part",
            "10k system prompt",
            "opus 5.5 500 requests/day, 10k system prompt cached, 2k in 5k cache reads",
        ),
        (NeedsMore, "ask.unused", "September", "sonnet 5.5 10M in + opus 5.5 2M in in September"),
        (NeedsMore, "ask.unused", "€", "sonnet 5.5 10M in + opus 5.5 2M in €"),
        (NotUnderstood, "unread.over_100", "15割", "opus 5.5 10M in 15割キャッシュ"),
        (NeedsMore, "ask.separators", "1.2.3", "opus 5.5 1.2.3 in"),
        (NeedsMore, "ask.number_of_what", "1920", "opus 5.5 10M in, 1920x10k image"),
        (NeedsMore, "ask.number_of_what", "1.5", "opus 5.5 10M in, 1.5x1.5 images"),
        (NotUnderstood, "unread.over_100", "80-120%", "opus 5.5 10M in, 80-120% cached"),
        (
            NeedsMore,
            "ask.money_range",
            "$500 to 800",
            "does $500 to 800 requests fit, 1k in opus 5.5",
        ),
        (NeedsMore, "ask.money_range", "$800-500", "opus 5.5 $800-500 10M in"),
        (NeedsMore, "ask.money_range", "$500-800", "opus 5.5 $500-800 tickets 10M in"),
        (NeedsMore, "ask.money_range", "150-160 JPY", "opus 5.5 10M in at 150-160 JPY"),
        (NeedsMore, "ask.money_range", "150-160 yen", "opus 5.5 10M in, 150-160 yen per dollar"),
        (
            NeedsMore,
            "ask.money_range",
            "1 USD = 150-160 JPY",
            "opus 5.5 10M in 1 USD = 150-160 JPY",
        ),
        (
            NeedsMore,
            "ask.money_range",
            "exchange rate 150-160 JPY",
            "opus 5.5 10M in, exchange rate 150-160 JPY",
        ),
        (NeedsMore, "ask.two_currencies", "$500-800 EUR", "opus 5.5 10M in for $500-800 EUR"),
        (NotUnderstood, "unread.negative", "$500 ± 600", "opus 5.5 10M in for $500 ± 600"),
        (NeedsMore, "ask.range", "between $800 and $500", "between $800 and $500, opus 5.5 10M in"),
        (NeedsMore, "ask.separators", "$1.2.3", "opus 5.5 $1.2.3 10M in"),
        (NeedsMore, "ask.separators", "+1.2.3", "opus 5.5 10M in, +1.2.3"),
        (NotUnderstood, "unread.over_100", "-120%", "opus 5.5 10M in, -120%"),
        (NeedsMore, "ask.unused", "five", "opus 5.5 10M in, five and of them"),
        (NeedsMore, "ask.number_of_what", "5k", "opus 5.5 between 5k and many in"),
        (NeedsMore, "ask.range", "between 10k and 5k", "opus 5.5 between 10k and 5k in"),
        (NeedsMore, "ask.number_of_what", "10k", "opus 5.5 10M in, 10k ±"),
        (NotUnderstood, "unread.negative", "100 ± 200", "opus 5.5 100 ± 200 in"),
        (NotUnderstood, "unread.negative", "-$500", "opus 5.5 10M in for -$500"),
        (NeedsMore, "ask.range_of", "±20", "opus 5.5 10M in ±20"),
        (NeedsMore, "ask.in_currency", "10M in yen", "opus 5.5 10M in yen"),
        (
            NeedsMore,
            "ask.thinking_above_output",
            "3M thinking",
            "opus 5.5 2M out, of which 3M thinking, 1M in",
        ),
        (NeedsMore, "ask.number_of_what", "10M", "opus 5.5 10M in a meeting"),
        (
            NeedsMore,
            "ask.how_many",
            "images of 1000x1000",
            "opus 5.5 analyse images of 1000x1000 with 1k in",
        ),
        (NeedsMore, "ask.pdf", "10 pdfs", "opus 5.5 10 pdfs"),
        (NeedsMore, "ask.number_of_what", "3", "opus 5.5 3 minutes of audio"),
        (
            NeedsMore,
            "ask.other_text",
            "5000 characters",
            "haiku 4.5 5000 characters of Japanese text",
        ),
        (NeedsMore, "ask.other_text", "5000 characters", "haiku 4.5 5000 characters of German"),
        (NeedsMore, "ask.japanese_text", "3000文字", "haiku 4.5 3000文字"),
        (NeedsMore, "ask.unused", "ten", "opus 5.5 10M in, ten of"),
        (NeedsMore, "ask.number_of_what", "1", "opus 5.5 1千万万 in"),
        (NeedsMore, "ask.separators", "2,5", "opus 5.5 in 2,5 out"),
    ],
)
def test_error_it_is_asked_back(
    error: type[QueryError], key: str, piece: str | None, said: str
) -> None:
    with pytest.raises(error) as caught:
        query(said)

    assert (key, piece) == (caught.value.message.key, quoted(said, caught.value))


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("opus-5.5 10M in per day", "opus 5.5 10M in nightly"),
        (
            "haiku-4.5 3500 to 7000 requests 3k in + opus-4.7 1500 to 3000 requests 3k in",
            "70% haiku 4.5, 30% opus 4.7, 5-10k requests 3k in",
        ),
        (
            "haiku-4.5 3500000 to 7000000 in + opus-4.7 1500000 to 3000000 in",
            "70% haiku 4.5, 30% opus 4.7, 5-10M in",
        ),
        ("opus-5.5 10M in 2M out per day", "opus 5.5 10M in 2M out every night"),
        ("opus-5.5 10M in 2M out", "opus 5.5 10M in 2M out at night"),
        ("opus-5.5 10M in 2M out per day", "opus 5.5 10M in 2M out per night"),
        ("opus-5.5 10M in 2M out per day", "opus 5.5 10M in 2M out a night"),
        ("opus-5.5 500 to 1000 in", "opus 5.5 between 500 and 1k in"),
        ("opus-5.5 5k words in", "opus 5.5 5000 input words"),
        (
            "opus-5.5 1k requests 3k in 500 out each",
            "opus 5.5 input each: 3k, output each: 500, 1000 requests",
        ),
        ("opus-5.5 10M in per day", "opus 5.5 10M in a day"),
        ("opus-5.5 100 images of 1920x1080", "1920x1080の画像: 100枚 opus 5.5"),
        ("opus-5.5 100 images of 1000x1000", "opus 5.5 images of 1000x1000 x 100"),
        ("opus-5.5 20 videos 1k in", "opus 5.5 20 videos 1k in"),
        ("haiku-4.5 5k words in", "haiku 4.5 translate 5000 English words to German"),
    ],
)
def test_it_is_read(expected: str, said: str) -> None:
    assert expected == reading(said)
