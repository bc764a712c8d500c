"""The whole answer as text, as it is read in a terminal, by a screen reader, or where blocks fail."""

import pytest
from inline_snapshot import snapshot
from msgspec.structs import replace

from bot.answers.types import NeedsMore, NotUnderstood
from bot.query.phrase import phrase
from bot.query.reading import Span
from bot.render.document import document
from bot.render.parts import Document, Entry, Link, Passage, Table
from bot.render.text import LONGEST_RECEIPT, SLACK_LIMIT, plain_text, slack_text

from .asking import ask, hostile


def text(question: str) -> str:
    return plain_text(document(ask(question)))


def test_a_volume() -> None:
    """10M x 0.30 / 1M = 3, 2M x 15 / 1M = 30; writing 10M: x 3.75 = 37.50, x 6 = 60."""
    assert text("sonnet-4 10M in 2M out cached") == snapshot("""\
Sonnet 4: $33.00 for 10M in, 2M out, all cached
Read as: sonnet-4 10M in 2M out cached

Sonnet 4 (asked; retired 2026-06-15): Standard $60.00, Cached ▸ $33.00, Batch $30.00, Batch + cached $16.50
Haiku 5.5: Standard $2.00, Cached $1.10, Batch $1.00, Batch + cached $0.55
Sonnet 5.5: Standard $40.00, Cached $21.00, Batch $20.00, Batch + cached $10.50
Opus 5.5: Standard $80.00, Cached $42.00, Batch $40.00, Batch + cached $21.00
Fable 5.2: Standard $160.00, Cached $82.00, Batch $80.00, Batch + cached $41.00

How it was worked out
• 10M cache reads × $0.30 per 1M = $3.00
• 2M output × $15.00 per 1M = $30.00
• Total: $33.00

Notes
• Sonnet 4 was retired on the Claude API on 2026-06-15, and is still sold on Bedrock and Google Cloud: this is its last published price. The current model of its family is Sonnet 5.5.
• The vendor names Sonnet 4.6 in place of Sonnet 4: there the same work costs $33.00 today.
• “cached” is read as 100% cache reads; on Sonnet 4, writing 10M tokens once costs $37.50 (5-minute cache) or $60.00 (1-hour cache) more.
• Haiku 5.5, Sonnet 5.5, Opus 5.5, and Fable 5.2 make about 30% more tokens of the same text than older models: for the same text, not the same tokens, theirs is about 1.3 times what is shown.
• Haiku 5.5 costs 5 times as much where one request's prompt is above 100,000 tokens.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing
Claude API pricing page (read 2025-09-29) https://docs.anthropic.com/en/docs/about-claude/pricing

Receipt (asked again, it gives the same number):
sonnet-4 10M in 2M out cached as of 2026-11-22 [book 2026-11-22, $33.00]\
""")


def test_a_number_of_requests() -> None:
    """1,000 x 150k x 0.50 / 1M = 75, 1,000 x 2k x 2.50 / 1M = 5."""
    assert text("haiku 5.5, 1000 requests, 150k in and 2k out each") == snapshot("""\
Haiku 5.5: $80.00 for 1,000 requests of 150k in, 2k out
That is $0.08 per request, $80.00 per 1,000 requests.
Read as: haiku-5.5 1k requests 150k in 2k out each

Haiku 5.5 (asked): Standard ▸ $80.00, Cached $12.50, Batch $40.00, Batch + cached $6.25
Sonnet 5.5: Standard $320.00, Cached $35.00, Batch $160.00, Batch + cached $17.50
Opus 5.5: Standard $640.00, Cached $70.00, Batch $320.00, Batch + cached $35.00
Fable 5.2: Standard $1,280.00, Cached $110.00, Batch $640.00, Batch + cached $55.00

How it was worked out
• 150M input (1,000 × 150k) × $0.50 per 1M = $75.00
• 2M output (1,000 × 2k) × $2.50 per 1M = $5.00
• Total: $80.00

Notes
• Haiku 5.5 costs more where one request's prompt is above 100,000 tokens; at 150,000 tokens every request here is.

Prices as of 2026-11-22, in US dollars.
Claude Haiku 5.5 overview (read 2026-11-22) https://platform.claude.com/docs/en/models/haiku-5-5/overview
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing

Receipt (asked again, it gives the same number):
haiku-5.5 1k requests 150k in 2k out each as of 2026-11-22 [book 2026-11-22, $80.00]\
""")


def test_totals_batched_with_a_discount() -> None:
    """100M x 5 / 1M / 2 = 250, 25M x 25 / 1M / 2 = 312.50; 15 % of 562.50 = 84.375."""
    question = "opus 4.7, 5000 requests, 100M in and 25M out in total, batch, 15% off"

    assert text(question) == snapshot("""\
Opus 4.7: $478.13 for 100M in, 25M out in total over 5,000 requests, batch, 15% off
That is $0.0956 per request, $95.63 per 1,000 requests.
Read as: opus-4.7 5k requests 100M in 25M out in total batch 15% off

Opus 4.7 (asked): Standard $956.25, Cached $573.75, Batch ▸ $478.13, Batch + cached $286.88
Haiku 5.5: Standard $19.13, Cached $11.48, Batch $9.56, Batch + cached $5.74
Sonnet 5.5: Standard $382.50, Cached $221.00, Batch $191.25, Batch + cached $110.50
Opus 5.5: Standard $765.00, Cached $442.00, Batch $382.50, Batch + cached $221.00
Fable 5.2: Standard $1,530.00, Cached $867.00, Batch $765.00, Batch + cached $433.50

How it was worked out
• 100M input × $5.00 per 1M × 0.5 (batch) = $250.00
• 25M output × $25.00 per 1M × 0.5 (batch) = $312.50
• negotiated discount, -15% of $562.50 = -$84.375
• Total: $478.125, shown as $478.13

Notes
• A negotiated discount of 15% is taken off token prices, not off tool fees; it is your figure, not a published one.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing

Receipt (asked again, it gives the same number):
opus-4.7 5k requests 100M in 25M out in total batch 15% off as of 2026-11-22 [book 2026-11-22, $478.125]\
""")


def test_fast_mode_with_searches() -> None:
    """1M x 8 / 1M = 8, 1M x 40 / 1M = 40, 1,000 searches = 10."""
    assert text("opus 5.5 1M in 1M out 1000 web searches fast") == snapshot("""\
Opus 5.5: $58.00 for 1M in, 1M out, 1,000 web searches, fast mode
Read as: opus-5.5 1M in 1M out 1k web searches fast mode

Opus 5.5 (asked): Standard $34.00, Cached $30.20, Batch –, Batch + cached –, Fast ▸ $58.00
Fable 5.2: Standard $58.00, Cached $50.20, Batch –, Batch + cached –, Fast $106.00
Sonnet 5.5: Standard $22.00, Cached $20.10, Batch –, Batch + cached –, Fast –
Haiku 5.5: Standard $10.60, Cached $10.51, Batch –, Batch + cached –, Fast –

– Whether a batch halves the web-search fee is not published, so batch and searches cannot be priced together.
– Sonnet 5.5 has no fast mode.
– Haiku 5.5 has no fast mode.

How it was worked out
• 1M input × $8.00 per 1M (fast) = $8.00
• 1M output × $40.00 per 1M (fast) = $40.00
• 1,000 web searches × $10.00 per 1,000 = $10.00
• Total: $58.00

Notes
• Haiku 5.5 costs 5 times as much where one request's prompt is above 100,000 tokens.

Prices as of 2026-11-22, in US dollars.
Claude Code docs, fast mode (read 2026-11-22) https://code.claude.com/docs/en/fast-mode
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing
genai-prices 0.2.3 on PyPI (read 2026-11-22)
1 more source

Receipt (asked again, it gives the same number):
opus-5.5 1M in 1M out 1k web searches fast mode as of 2026-11-22 [book 2026-11-22, $58.00]\
""")


def test_another_day_above_the_prompt_tier_of_then() -> None:
    """100 x 300k x 3 / 1M x 2 = 180, 100 x 1k x 15 / 1M x 1.5 = 2.25."""
    question = "sonnet 4.5 100 requests 300k in 1k out each as of 2026-01-15"

    assert text(question) == snapshot("""\
Sonnet 4.5: $182.25 for 100 requests of 300k in, 1k out, at the rates of 2026-01-15
That is $1.82 per request, $1,822.50 per 1,000 requests.
Read as: sonnet-4.5 100 requests 300k in 1k out each as of 2026-01-15

Sonnet 4.5 (asked; retires 2026-11-30): Standard ▸ $182.25, Cached $20.25, Batch $91.13, Batch + cached $10.13
Opus 4.5: Standard –, Cached –, Batch –, Batch + cached –
Haiku 4.5: Standard –, Cached –, Batch –, Batch + cached –

– Opus 4.5 takes at most 200,000 tokens in one prompt; one of 300,000 is too large.
– Haiku 4.5 takes at most 200,000 tokens in one prompt; one of 300,000 is too large.

How it was worked out
• 30M input (100 × 300k) × $3.00 per 1M × 2 (large prompts) = $180.00
• 100k output (100 × 1k) × $15.00 per 1M × 1.5 (large prompts) = $2.25
• Total: $182.25

Notes
• Sonnet 4.5 retires on the Claude API on 2026-11-30. The current model of its family is Sonnet 5.5.
• The vendor names Sonnet 5.5 in place of Sonnet 4.5: there the same tokens cost $61.00 today, but the same text takes about 1.3 times as many.
• Sonnet 4.5 costs more where one request's prompt is above 200,000 tokens; at 300,000 tokens every request here is.
• These are the prices of 2026-01-15, not of today.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing

Receipt (asked again, it gives the same number):
sonnet-4.5 100 requests 300k in 1k out each as of 2026-01-15 [book 2026-11-22, $182.25]\
""")


def test_a_total_that_is_no_whole_cent_is_shown_in_full_in_the_working() -> None:
    """344,139 x 8 / 1M = 2.753112."""
    assert "• Total: $2.753112, shown as $2.75" in text("opus 5.5 cache write 344139 tokens 1h")


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        (
            "haiku 5.5 10M in 2M out, prompts of 150k",
            "Haiku 5.5: $10.00 for 10M in, 2M out, prompts of 150k",
        ),
        (
            "opus 5.5: 80% cached, 10M in / 2M out, Batch API",
            "Opus 5.5: $24.80 for 10M in, 2M out, 80% cached, batch",
        ),
        (
            "opus 5.5 1M in 1M out us-only",
            "Opus 5.5: $26.40 for 1M in, 1M out, US-only",
        ),
        (
            "sonnet 4.6 1000 requests, 2500 in and 1 web search each",
            "Sonnet 4.6: $17.50 for 1,000 requests of 2.5k in, 1 web search",
        ),
    ],
)
def test_a_headline_stands_alone(question: str, headline: str) -> None:
    """5 x 2; 2M x 4 + 8M x 0.2 + 2M x 20, halved; 24 x 1.1; 2.5M x 3 and 1,000 searches."""
    assert headline == text(question).splitlines()[0]


def test_a_prompt_too_small_to_be_cached_is_worked_out_as_input() -> None:
    question = "sonnet 4.5 1000 requests 500 in 100 out each cached"

    assert "• 500k input (1,000 × 500) × $3.00 per 1M = $1.50" in text(question)


def test_one_request_is_its_own_total() -> None:
    lines = text("sonnet 4.5, 1 request, 500 in 100 out").splitlines()

    assert "Sonnet 4.5: $0.003 for 1 request of 500 in, 100 out" == lines[0]
    assert "• 500 input × $3.00 per 1M = $0.0015" in lines
    assert not any("per request." in line for line in lines)


def test_a_comparison() -> None:
    """10M x 3 / 1M + 2M x 15 / 1M = 60, and 5 times that."""
    assert text("sonnet 4 vs opus 4 vs gpt-5, 10M in 2M out") == snapshot("""\
Cheapest Sonnet 4 at $60.00, dearest Opus 4 at $300.00: 10M in, 2M out
Sonnet 4 costs $240.00 less than Opus 4 (-80%).
Read as: sonnet-4 vs opus-4 vs gpt-5 10M in 2M out

Sonnet 4 (retired 2026-06-15; cheapest): Standard ▸ $60.00, Cached $33.00, Batch $30.00, Batch + cached $16.50
Opus 4 (retired 2026-06-15; 5×): Standard ▸ $300.00, Cached $165.00, Batch $150.00, Batch + cached $82.50
gpt-5: Standard –, Cached –, Batch –, Batch + cached –

– gpt-5 is another vendor's: its price is not in this book.

How it was worked out
• Sonnet 4: 10M input × $3.00 per 1M + 2M output × $15.00 per 1M = $60.00
• Opus 4: 10M input × $15.00 per 1M + 2M output × $75.00 per 1M = $300.00

Notes
• Sonnet 4 was retired on the Claude API on 2026-06-15, and is still sold on Bedrock and Google Cloud: this is its last published price. The current model of its family is Sonnet 5.5.
• Opus 4 was retired on the Claude API on 2026-06-15, and is still sold on Google Cloud: this is its last published price. The current model of its family is Opus 5.5.
• The vendor names Sonnet 4.6 in place of Sonnet 4: there the same work costs $60.00 today.
• On Opus 5.5, the current model of the family of Opus 4, the same tokens cost $80.00, but the same text takes about 1.3 times as many.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing
Claude API pricing page (read 2025-09-29) https://docs.anthropic.com/en/docs/about-claude/pricing

Receipt (asked again, it gives the same number):
sonnet-4 vs opus-4 vs gpt-5 10M in 2M out as of 2026-11-22 [book 2026-11-22, $60.00, $300.00, –]\
""")


def test_a_comparison_of_equals_names_no_cheapest() -> None:
    """5M x 5 / 1M = 25."""
    head, *_ = text("opus 4.5 vs opus 4.6, 5M in").splitlines()

    assert "Opus 4.5 and Opus 4.6: $25.00 each for 5M in" == head


def test_no_model_is_called_cheaper_where_long_prompts_turn_the_order() -> None:
    """Haiku 5.5: 0.10 up to 100,000 tokens, 0.50 above; Haiku 3: 0.25."""
    assert "is cheaper than" not in text("price of haiku 3 vs haiku 5.5")


def test_the_rates_of_one_model() -> None:
    assert text("price of opus 5.5") == snapshot("""\
Opus 5.5 $4.00 in / $20.00 out per 1M tokens
Read as: price of opus-5.5

Standard: Input $4.00, Output $20.00, Cache read $0.20, 5-minute cache write $5.00, 1-hour cache write $8.00, Since 2026-09-22
Standard, batch: Input $2.00, Output $10.00, Cache read $0.10, 5-minute cache write $2.50, 1-hour cache write $4.00, Since 2026-09-22
Fast mode: Input $8.00, Output $40.00, Cache read $0.40, 5-minute cache write $10.00, 1-hour cache write $16.00, Since 2026-09-22

Opus 5.5 (active)
• Context window 1M tokens.
• Largest output 128k tokens.
• Prompts are cached from 512 tokens up.
• US-only inference: × 1.1 on every token.
• Regional endpoints on Bedrock and Google Cloud: × 1.1 on every token.

Prices as of 2026-11-22, in US dollars.
Claude Code docs, fast mode (read 2026-11-22) https://code.claude.com/docs/en/fast-mode
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing
genai-prices 0.2.3 on PyPI (read 2026-11-22)
2 more sources\
""")


def test_the_rates_of_some_models() -> None:
    assert text("price of haiku 5.5 vs mythos preview as of 2026-10-20") == snapshot("""\
Haiku 5.5 $0.10 in / $0.50 out, Mythos Preview $25.00 in / $125.00 out per 1M tokens, on 2026-10-20
Per token, Haiku 5.5 is cheaper than Mythos Preview, for input and for output.
Read as: price of haiku-5.5 vs mythos-preview as of 2026-10-20

Haiku 5.5 · Standard: Input $0.10, Output $0.50, Cache read $0.01, 5-minute cache write $0.125, 1-hour cache write $0.20, Since 2026-10-07
Haiku 5.5 · Standard, batch: Input $0.05, Output $0.25, Cache read $0.005, 5-minute cache write $0.0625, 1-hour cache write $0.10, Since 2026-10-07
Haiku 5.5 · Prompts above 100,000 tokens: Input $0.50, Output $2.50, Cache read $0.05, 5-minute cache write $0.625, 1-hour cache write $1.00, Since 2026-10-07
Haiku 5.5 · Prompts above 100,000 tokens, batch: Input $0.25, Output $1.25, Cache read $0.025, 5-minute cache write $0.3125, 1-hour cache write $0.50, Since 2026-10-07
Mythos Preview · Standard: Input $25.00, Output $125.00, Cache read –, 5-minute cache write –, 1-hour cache write –, Since 2026-04-07

– No price was ever published.

What else decides the cost
• Haiku 5.5 (active): Context window 1M tokens. Largest output 128k tokens. Prompts are cached from 512 tokens up. US-only inference: × 1.1 on every token. Regional endpoints on Bedrock and Google Cloud: × 1.1 on every token. No fast mode.
• Mythos Preview (limited availability): Context window 1M tokens. Prompts are cached from 2,048 tokens up. Whether US-only inference is offered is not published. Whether regional endpoints are offered is not published. No fast mode.

Notes
• The price of Mythos Preview is not from an official price page: medium confidence.
• These are the prices of 2026-10-20, not of today.

Prices as of 2026-11-22, in US dollars.
Claude Haiku 5.5 overview (read 2026-11-22) https://platform.claude.com/docs/en/models/haiku-5-5/overview
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing
Claude Haiku 5.5 announcement (read 2026-10-07) https://anthropic.com/claude-haiku-5-5
2 more sources\
""")


def test_the_rates_of_many_models_leave_their_facts_to_another_question() -> None:
    lines = text("price of opus 4.5 vs opus 4.6 vs opus 4.7 vs opus 4.8 vs opus 5").splitlines()

    assert "Published rates of 5 models, in US dollars per 1M tokens" == lines[0]
    assert (
        "• Ask for one model to see its limits, and what US-only, regional and fast cost there."
        in lines
    )


def test_the_models() -> None:
    assert text("current models") == snapshot("""\
4 current models on the Claude API, with rates per 1M tokens
Read as: current models

Fable 5.2: Status active, Input $8.00, Output $40.00, Cache read $0.20
Opus 5.5: Status active, Input $4.00, Output $20.00, Cache read $0.20
Sonnet 5.5: Status active, Input $2.00, Output $10.00, Cache read $0.10
Haiku 5.5: Status active, Input $0.10, Output $0.50, Cache read $0.01

Prices as of 2026-11-22, in US dollars.
What's new in Claude Fable 5.2, and partner model cards (read 2026-11-12) https://platform.claude.com/docs/en/fable-5-2/whats-new-fable-5-2
Claude API release notes (read 2026-11-09) https://platform.claude.com/docs/en/release-notes/overview
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing
5 more sources\
""")


def test_the_models_of_another_day() -> None:
    head, *_ = text("which models were there on 2026-01-15").splitlines()

    assert head == snapshot("9 models on the Claude API, with rates per 1M tokens, on 2026-01-15")


def test_help() -> None:
    assert text("help") == snapshot("""\
Ask what the Claude API costs: models and tokens, in any order

Try
• sonnet-4 10M in 2M out cached
• opus 5.5: 80% cached, 10M in / 2M out, batch
• haiku 5.5, 1000 requests, 5k in and 500 out each
• sonnet 5.5 vs opus 5.5, 10M in 2M out
• price of opus 5.5
• 10M in 2M out as of 2026-01-15

What a question may hold
• Models by id or name: sonnet 4.5, opus-5.5, claude-haiku-5-5. “sonnet” alone is the newest one; without a model, the current ones are compared.
• Tokens: 10M in, 2M out, 500k cache reads, 20k 1-hour cache writes; or a usage object of the API, pasted.
• Requests: with a number of them, as in 1000 tickets, amounts are per request; “in total” makes them totals.
• Traffic: 50k requests/day, 500 users x 20 messages/day, 3 qps; per month unless you ask per day, per year or for 3 months.
• Ranges: 5-10k requests, 10M in ±20%.
• Caching: cached, 80% cached, 8M of it cached, 50k system prompt cached, without caching.
• Terms: batch, fast, us-only, regional, 15% off.
• Other things: 4 images 1920x1080, 2 web searches each, 1 session hour, 3000 words.
• Several models: sonnet 5.5 vs opus 5.5 vs haiku 5.5, all models.
• Mixes: 70% haiku 4.5, 30% opus 4.7.
• Budgets: how many requests for $500/month? does it fit in $500?
• Currencies: in yen, at 155 JPY.
• Another day: as of 2026-01-15.
• No amounts: price of opus 5.5, which models, retired models.
• Over time: price history of sonnet 5.5, what changed since 2026-06, what is coming, when does sonnet 4.5 retire.
• Questions: how does caching work? when does caching pay off on opus 5.5? which model for chat?
• In a thread: and on opus 5.5? without batch, double the output, per year.\
""")


def test_a_refusal_says_why_and_what_is_near() -> None:
    assert text("opus 5.5 1M in 1M out fast batch") == snapshot("""\
Batch and fast mode cannot be combined: the API refuses such a request.
Read as: opus-5.5 1M in 1M out batch fast mode

You could ask
• opus-5.5 1M in 1M out fast mode
• opus-5.5 1M in 1M out batch

Prices as of 2026-11-22, in US dollars.\
""")


FRAME = ask("10M of it").frame


def test_a_question_back_offers_what_would_be_answered() -> None:
    message = phrase("ask.tokens_of_what", said="10M tokens")
    suggestions = ("sonnet-4.6 10M in", "sonnet-4.6 10M out")
    answer = NeedsMore(FRAME, message, Span(0, 3), suggestions)

    assert plain_text(document(answer)) == snapshot("""\
“10M tokens” of what: tokens in or out?

You could ask
• sonnet-4.6 10M in
• sonnet-4.6 10M out\
""")


def test_a_name_that_is_not_known_is_quoted() -> None:
    message = phrase("unread.model", said="sonnet 6")
    answer = NotUnderstood(FRAME, message, None, ("sonnet 5 10M in",))

    assert plain_text(document(answer)) == snapshot("""\
I know no model “sonnet 6”.

Did you mean
• sonnet 5 10M in\
""")


def test_the_piece_in_question_is_quoted_where_the_message_does_not() -> None:
    *_, refusal = hostile("half of it")

    assert "This is about “half of it”." in plain_text(document(refusal))


def test_a_text_that_says_nothing_of_costs_is_quoted() -> None:
    *_, help_ = (each for each in hostile("who moved my cheese") if hasattr(each, "examples"))

    assert "“who moved my cheese” says nothing of costs that I can read." in plain_text(
        document(help_)
    )


def test_the_text_beside_blocks_is_the_same() -> None:
    page = document(ask("sonnet-4 10M in 2M out cached"))

    assert plain_text(page) == slack_text(page)


LONG = Document(
    "en",
    "Sonnet 4: $33.00",
    table=Table(("Model", "Standard"), tuple((Entry(f"Model {i}"), Entry("$1.00")) for i in range(80))),
    working=Passage("How it was worked out", ("1 × 1 = 1",) * 300),
    notes=Passage("Notes", ("A note.",)),
    dated="Prices as of 2026-11-22.",
    links=(Link("A page", None),),
)  # fmt: skip


def test_a_text_too_long_for_slack_loses_the_working_first() -> None:
    lines = slack_text(LONG).splitlines()

    assert "Sonnet 4: $33.00" == lines[0]
    assert "Model 79: Standard $1.00" in lines
    assert "How it was worked out is left out here: too many lines." in lines
    assert ["• A note.", "", "Prices as of 2026-11-22.", "A page"] == lines[-4:]


def test_then_it_loses_rows() -> None:
    rows = tuple((Entry(f"Model {i}"), Entry("$1.00")) for i in range(400))
    table = Table(("Model", "Standard"), rows)

    lines = slack_text(replace(LONG, table=table)).splitlines()

    assert "Model 99: Standard $1.00" in lines
    assert "Model 100: Standard $1.00" not in lines
    assert "300 more rows left out: ask for fewer models at once." in lines
    assert "A page" == lines[-1]


def test_at_last_it_keeps_the_lines_that_fit() -> None:
    text = slack_text(replace(LONG, notes=Passage("Notes", ("& " * 300,) * 20)))

    assert text.startswith("Sonnet 4: $33.00\n")
    assert text.endswith("&amp; " * 300)
    assert len(text) <= SLACK_LIMIT


def test_a_receipt_that_would_be_cut_is_left_out() -> None:
    page = document(ask("sonnet-4 10M in 2M out cached"))
    long = replace(page, receipt=f"{'x' * LONGEST_RECEIPT} [book 2026-11-22, $33.00]")

    assert page.receipt
    assert page.receipt in slack_text(page)
    assert "[book" not in slack_text(long)
    assert "[book" in plain_text(long)
