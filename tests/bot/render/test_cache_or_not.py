"""Whether to cache work, how many users and tokens a budget buys: in words, and as Slack is sent it."""

import pytest
from inline_snapshot import snapshot

from bot.render import command_message, thread_messages
from bot.render.as_json import to_json
from bot.render.document import document
from bot.render.text import plain_text

from .asking import ask
from .slack_rules import problems

EVERY_7_MINUTES = "50k system prompt, one call every 7 minutes on opus 5.5, cache or not?"
ASKED = [
    EVERY_7_MINUTES,
    "calls arrive randomly, about 10 an hour, 40k prefix",
    "opus 5.5、4万トークンのプレフィックス、1時間に10回ランダムに呼ばれる",
    "a 3k prompt called 1000 times a day on haiku 4.5: should I cache it",
    "300 token system prompt, 1000 requests a day, worth caching?",
    "50k prefix, 3000 requests a month on opus 5.5 and claude 2.1, worth caching? in yen",
    "when does caching pay off",
    "is a 15% hit rate enough for caching to pay off",
    "how many users fit in $500/month at 20 messages a day, 2k in 500 out on sonnet 5.5",
    "how many people for $1 a month if each sends 15 messages a day, 3k in 400 out",
    "how many tokens can I buy for $500 on opus 5.5",
    "how many tokens can I buy for ¥50,000, at 150 yen per dollar",
    "how many tokens for $10 on opus 5.5 and gpt-5",
    "does 10M in 2M out fit in $0.10",
]


@pytest.mark.parametrize("question", ASKED)
def test_slack_takes_it(question: str) -> None:
    found = ask(question)

    for message in (command_message(found), *thread_messages(found)):
        assert [] == problems(message)


def test_one_model_in_words() -> None:
    """A week: 1,440 x 50k = 72M; 7 x 50k written and 1,433 x 50k read."""
    text = plain_text(document(ask(EVERY_7_MINUTES)))

    assert text.partition("\n\nWhen")[0] == snapshot("""\
Opus 5.5: a 1-hour cache is the cheapest, $73.41 a month instead of $1,234.29 a month without caching, for 1,440 calls a week of 50k in
One request comes every 7 minutes: a 5-minute cache is gone by then, and written anew each time; a 1-hour cache is still alive, so that one write a day is enough and 99.51% of the requests read it.
Read as: break-even of caching on opus-5.5 1440 calls/week 50k in each 50k system prompt cached

No cache: Cost $1,234.29 a month, Requests that read it 0%, Beside no cache –
5-minute cache: Cost $1,542.86 a month, Requests that read it 0%, Beside no cache +25%
1-hour cache: Cost ▸ $73.41 a month, Requests that read it 99.51%, Beside no cache -94.05%\
""")
    assert text.partition("worked out\n")[2].partition("\n• 5-minute cache: writing")[
        0
    ] == snapshot("""\
• No cache: 72M input × $4.00 per 1M = $288.00
• 5-minute cache: 72M 5-minute cache writes × $5.00 per 1M = $360.00
• 1-hour cache: 71.65M cache reads × $0.20 per 1M + 350k 1-hour cache writes × $8.00 per 1M = $17.13
• $17.13 a week is $73.41 a month\
""")


def test_several_models_in_words() -> None:
    text = plain_text(
        document(ask("calls arrive randomly, 10 an hour, 40k prefix, sonnet 5.5 vs haiku 5.5"))
    )

    assert text.partition("\n\nNotes")[0] == snapshot("""\
The cheapest is a 1-hour cache on Sonnet 5.5 and Haiku 5.5: 10 calls an hour of 40k in
Sonnet 5.5: With gaps at random, 99.58% of the requests are expected to find a 1-hour cache alive, and it pays off above 51.28%; a 5-minute one would be found by 56.3% only.
Haiku 5.5: With gaps at random, 99.58% of the requests are expected to find a 1-hour cache alive, and it pays off above 52.63%; a 5-minute one would be found by 56.3% only.
Read as: break-even of caching on sonnet-5.5 vs haiku-5.5 10 calls/hour 40k in 40k system prompt cached, at random

Sonnet 5.5: No cache $576.00 a month, 5-minute cache $330.82 a month, 1-hour cache ▸ $33.53 a month
Haiku 5.5: No cache $28.80 a month, 5-minute cache $17.35 a month, 1-hour cache ▸ $3.11 a month

How it was worked out
• Sonnet 5.5: about 9,559,566 cache reads × $0.10 per 1M + about 40,434 1-hour cache writes × $4.00 per 1M = $1.12
• Haiku 5.5: about 9,559,566 cache reads × $0.01 per 1M + about 40,434 1-hour cache writes × $0.20 per 1M = $0.104\
""")


def test_users_in_words() -> None:
    """600 messages a month of 2k x 2 + 500 x 10 a million: 5.40."""
    text = plain_text(document(ask(ASKED[8])))

    assert text.partition("\n\nNotes")[0] == snapshot("""\
Sonnet 5.5: $500.00 a month is enough for 92 users, each with 20 messages a day of 2k in, 500 out
One user costs $5.40 a month; $3.20 is left over.
Read as: how many users sonnet-5.5 20 messages/day 2k in 500 out each for 500 USD/month

Sonnet 5.5 (asked): Standard ▸ 92, Cached 160, Batch 185, Batch + cached 320
Haiku 5.5: Standard 1,851, Cached 3,086, Batch 3,703, Batch + cached 6,172
Opus 5.5: Standard 46, Cached 80, Batch 92, Batch + cached 160
Fable 5.2: Standard 23, Cached 40, Batch 46, Batch + cached 81

How it was worked out
• 40k input (20 × 2k) × $2.00 per 1M = $0.08
• 10k output (20 × 500) × $10.00 per 1M = $0.10
• Total: $0.18
• $0.18 a day is $5.40 a month
• $500.00 ÷ $5.40: 92 whole users\
""")


def test_tokens_in_words() -> None:
    text = plain_text(document(ask("how many tokens for $10 on opus 5.5, sonnet 5.5 and gpt-5")))

    assert text.partition("\n\nNotes")[0] == snapshot("""\
$10.00 buys 5,000,000 input tokens or 1,000,000 output tokens on Sonnet 5.5, 2,500,000 input tokens or 500,000 output tokens on Opus 5.5
Either of these, not both: each is all that the budget is spent on.
Read as: how many tokens opus-5.5 vs sonnet-5.5 vs gpt-5 for 10 USD

Sonnet 5.5: input 5,000,000, output 1,000,000
Opus 5.5: input 2,500,000, output 500,000
gpt-5: input –, output –

gpt-5: gpt-5 is another vendor's: its price is not in this book.

How it was worked out
• Sonnet 5.5: $10.00 ÷ $2.00 per 1M input: 5,000,000 whole tokens; $10.00 ÷ $10.00 per 1M output: 1,000,000 whole tokens
• Opus 5.5: $10.00 ÷ $4.00 per 1M input: 2,500,000 whole tokens; $10.00 ÷ $20.00 per 1M output: 500,000 whole tokens

Prices as of 2026-11-22, in US dollars.
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing
Claude Haiku 5.5 announcement (read 2026-10-07) https://anthropic.com/claude-haiku-5-5
genai-prices 0.2.3 on PyPI (read 2026-11-22)
3 more sources

Receipt (asked again, it gives the same number):
how many tokens opus-5.5 vs sonnet-5.5 vs gpt-5 for 10 USD as of 2026-11-22 [book 2026-11-22, 5000000 tokens, 1000000 tokens, 2500000 tokens, 500000 tokens, –, –]\
""")


def test_as_json() -> None:
    found = to_json(ask(EVERY_7_MINUTES))

    assert ("break_even", "1h", "month") == (found["kind"], found["best"], found["period"])
    assert ["none", "5m", "1h"] == [each["choice"] for each in found["caching"]]
    assert found["caching"][2]["usd"] == found["total_usd"]
    assert 1 == len(found["estimates"])


def test_as_json_of_several_models() -> None:
    found = to_json(ask(ASKED[1]))

    assert "1h" == found["best"]
    assert found["total_usd"] is None
    assert 4 == len({each["model"] for each in found["caching"]})
    assert 4 == len({each["model"] for each in found["break_even"]})


def test_tokens_as_json() -> None:
    found = to_json(ask(ASKED[10]))

    assert [("input", 125_000_000, "4"), ("output", 25_000_000, "20")] == [
        (each["unit"], each["tokens"], each["per_million_usd"]) for each in found["tokens"]
    ]
    assert ("tokens", None) == (found["counted"], found["requests"])


def test_what_is_missing_as_json() -> None:
    """The cheapest is Haiku 5.5, cached and in a batch: 0.05 + 0.50."""
    found = to_json(ask("does 10M in 2M out fit in $0.10 on opus 5.5"))

    assert ([], "0.45") == (found["options"], found["over_usd"])
