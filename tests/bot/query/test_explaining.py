"""What is explained, advised or pointed elsewhere, and what is priced or asked about instead."""

from __future__ import annotations

from datetime import date

import pytest

from bot.query import complete
from bot.query.errors import NeedsMore, NotUnderstood, OutOfScope, QueryError
from bot.query.model import (
    AdviceQuery,
    BreakEvenQuery,
    ComparisonQuery,
    EstimateQuery,
    ExplainQuery,
    Foreign,
    ModelsQuery,
    Query,
    RatesQuery,
)

from .reading import ask, query, reading

EXPLAINED = [
    ("how do I make Claude Code cheaper", "claude-code"),
    ("Why did Claude Code cost $20 for one session?", "claude-code"),
    ("how much does Claude Code cost for 12 developers", "claude-code"),
    ("does the 50% batch discount apply on top of cached reads?", "discounts-stack"),
    ("are errored requests in a batch billed?", "batch"),
    ("am I billed for 529 overloaded errors?", "failed-requests"),
    ("does a 500 error still consume tokens?", "failed-requests"),
    ("do you pay more above 200K tokens?", "long-context"),
    ("is the 1M context beta still charged double?", "long-context"),
    ("why are there 300 extra input tokens when I add a tool", "tools"),
    ("does Opus 4.7 really use 35% more tokens?", "tokenizer"),
    ("my actual cost is twice the estimate, what did I miss", "higher-bill"),
    ("turned on prompt caching last week and the invoice went up", "cache-not-saving"),
    ("can I try the api without a credit card?", "free"),
    ("how do I keep inference in the US and what does it cost", "us-only"),
    ("what is priority tier and how much does it cost", "unpriced"),
    ("how much does one API call cost?", "per-request"),
    ("what will my bill be next month", "per-request"),
    ("image pricing", "images"),
    ("batch vs realtime pricing", "batch"),
    ("キャッシュを有効にしたら逆に高くなった", "cache-not-saving"),
    ("バッチは1回に何件まで送れますか？", "batch"),
    ("バッチはどのモデルでも半額になりますか", "batch"),
    ("20万トークンを超えると高くなりますか？", "long-context"),
    ("100万トークンのコンテキストは追加料金がかかりますか", "long-context"),
    ("先月より料金が3倍になったのはなぜ？", "higher-bill"),
    ("月次の請求額が想定の2〜3倍になっており、原因がわからない。", "higher-bill"),
    ("クレジットカードなしで試せますか？", "free"),
    ("Web検索ツールの料金はいくら？", "web-search"),
    ("データを米国内に限定すると料金は上がりますか", "us-only"),
    ("Claude Codeをチーム10人で使うと月いくら？", "claude-code"),
    ("APIはクレジットカードなしで試せる？", "free"),
]


@pytest.mark.parametrize(("text", "topic"), EXPLAINED, ids=[text for text, _ in EXPLAINED])
def test_a_question_about_pricing_is_explained(text: str, topic: str) -> None:
    found = query(text)

    assert isinstance(found, ExplainQuery)
    assert found.topics[0] == topic


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Does Sonnet 4.5 support batch?", "explain batch on sonnet-4.5"),
        ("how does fast mode work on Opus 4.8?", "explain fast-mode on opus-4.8"),
        ("does haiku 5.5 cost more above 100k tokens?", "explain long-context on haiku-5.5"),
        ("how much does sonnet cost on bedrock?", "explain partners on sonnet"),
    ],
)
def test_an_explanation_is_of_the_models_that_were_named(text: str, said: str) -> None:
    assert reading(text) == said
    assert query(said) == query(text)


def test_how_something_of_ours_works_is_explained_beside_another_vendor() -> None:
    found = query("is this using the lower cost batch options for Anthropic and OpenAI?")

    assert isinstance(found, ExplainQuery)
    assert (found.topics[0], found.models) == ("batch", (Foreign("OpenAI"),))


@pytest.mark.parametrize(
    "text",
    [
        "is claude cheaper than gpt-5 with caching?",
        "does gemini have prompt caching?",
        "how does OpenAI charge for images",
    ],
)
def test_error_another_vendor_is_not_compared(text: str) -> None:
    with pytest.raises(OutOfScope):
        query(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sonnet 5.5 10M in 2M out for our caching service", EstimateQuery),
        ("opus 5.5 3M in 400k out, we process refunds and invoices", EstimateQuery),
        ("why is opus 5.5 so expensive, 10M in 2M out", EstimateQuery),
        ("is it cheaper to use haiku 5.5 or sonnet 5.5 for 10M in 1M out?", ComparisonQuery),
        ("キャッシュサービス用にsonnet 5.5で入力1000万、出力200万", EstimateQuery),
    ],
)
def test_amounts_are_priced_whatever_else_is_said(text: str, kind: type[Query]) -> None:
    assert isinstance(query(text), kind)


@pytest.mark.parametrize(
    ("error", "key", "text"),
    [
        (NeedsMore, "ask.tokens_of_what", "what would 2 million tokens cost on haiku 5.5"),
        (NeedsMore, "ask.tokens_of_what", "50k tokens a day, which model is cheapest"),
        (NeedsMore, "ask.tokens_each", "what would 50k requests a day cost with caching?"),
        (NeedsMore, "ask.which_claude", "how much does claude 4 cost"),
        (NotUnderstood, "unread.negative", "does caching work with -5M tokens in?"),
        (NeedsMore, "ask.tokens_of_what", "does caching help with 5M tokens?"),
        (NotUnderstood, "unread.model", "how does caching work on sonnet 9?"),
        (NotUnderstood, "unread.model", "is sonnet 9 good enough for chat?"),
        (NeedsMore, "ask.japanese_text", "日本語5000文字は何トークン？"),
    ],
)
def test_error_a_number_or_a_model_is_never_dropped_for_an_explanation(
    error: type[QueryError], key: str, text: str
) -> None:
    with pytest.raises(error) as caught:
        query(text)

    assert caught.value.message.key == key


@pytest.mark.parametrize(
    ("text", "topic", "unused"),
    [
        ("Will adding 20 MCP tools blow up my token usage?", "mcp-skills", ("20 MCP",)),
        ("does anthropic give $5 of free credits to new accounts?", "free", ("$5",)),
        ("Why was I charged $80 when my estimate said $20?", "higher-bill", ()),
    ],
)
def test_a_number_that_is_no_work_is_named_beside_the_explanation(
    text: str, topic: str, unused: tuple[str, ...]
) -> None:
    found = query(text)

    assert isinstance(found, ExplainQuery)
    assert (found.topics[0], found.unused) == (topic, unused)


@pytest.mark.parametrize("text", ["how much do 20 retries cost?", "are 10,000 requests cheaper?"])
def test_error_a_number_that_could_be_work_is_asked_about(text: str) -> None:
    with pytest.raises(NeedsMore):
        query(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cost of 1h cache write on sonnet 5.5", "price of sonnet-5.5"),
        ("what do the current models cost", "current models"),
        ("What did Claude 2.1 cost?", "price of claude-2.1"),
        (
            "tokens for a 1024x768 picture",
            "how many tokens are 1 image of 1024x768 on current models",
        ),
        (
            "what's the token count of 2,500 words",
            "how many tokens are 2.5k words in on current models",
        ),
        ("what's the newest claude model?", "all models"),
    ],
)
def test_other_questions_without_amounts_keep_their_kind(text: str, said: str) -> None:
    assert reading(text) == said


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("How much have I spent this month?", "elsewhere.spend"),
        ("can I get an alert when I spend over $100", "elsewhere.spend"),
        ("what is the API cost so far this month?", "elsewhere.spend"),
        ("should I get the $200 Max plan or use the API?", "elsewhere.subscription"),
        ("What payment methods are accepted?", "elsewhere.payment"),
        ("利用上限を設定できますか", "elsewhere.spend"),
        ("Claude Maxは月いくら？", "elsewhere.subscription"),
        ("請求書払いに対応していますか", "elsewhere.payment"),
    ],
)
def test_error_what_lies_elsewhere_is_pointed_to(text: str, key: str) -> None:
    with pytest.raises(OutOfScope) as caught:
        query(text)

    assert caught.value.message.key == key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Claude Opus 4.7: is it worth the extra cost?", "which model on opus-4.7"),
        ("do I need opus for translating documents", "which model for translation on opus"),
        ("翻訳ならHaikuで十分ですか", "which model for translation on haiku"),
        ("which claude model is the smartest", "which model"),
    ],
)
def test_advice_is_of_the_models_that_were_named(text: str, said: str) -> None:
    assert isinstance(query(text), AdviceQuery)
    assert reading(text) == said
    assert query(said) == query(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("best way to reduce the cost of a chatbot", ExplainQuery),
        ("どんなモデルがありますか？", ModelsQuery),
        ("which models are retired?", ModelsQuery),
        ("ソネットの最新モデルはいくら？", RatesQuery),
        ("cost per million tokens claude sonnet 5.5", RatesQuery),
    ],
)
def test_not_every_question_about_models_asks_for_advice(text: str, kind: type[Query]) -> None:
    assert isinstance(query(text), kind)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cheapest claude model", "which model for volume"),
        ("cheapest model for coding", "which model for coding"),
        ("cheapest model for coding, 10M in 2M out", "compare current models 10M in 2M out"),
        ("cheapest model for 10M in 2M out", "compare current models 10M in 2M out"),
        ("which model should I use for 10M in 2M out?", "which model 10M in 2M out"),
        ("一番安いClaudeは？", "which model for volume"),
    ],
)
def test_the_cheapest_model_is_named_or_found_by_its_cost(text: str, said: str) -> None:
    assert reading(text) == said


def test_a_day_goes_with_advice() -> None:
    assert query("which model for chat as of 2026-01-15") == AdviceQuery(
        "chat", None, date(2026, 1, 15)
    )


ESTIMATE = query("opus 5.5 10M in 2M out")


@pytest.mark.parametrize(
    "text",
    ["how does prompt caching work?", "what is the batch API?", "why is output dearer than input?"],
)
def test_how_something_works_is_explained_in_a_thread_too(text: str) -> None:
    assert isinstance(complete(ask(text), ESTIMATE), ExplainQuery)


@pytest.mark.parametrize("text", ["and with caching?", "what if it's cached", "batched?"])
def test_a_change_in_a_thread_is_no_question_about_its_topic(text: str) -> None:
    assert isinstance(complete(ask(text), ESTIMATE), EstimateQuery)


def test_break_even_is_of_the_model_that_was_spoken_of() -> None:
    found = complete(ask("when does caching pay off?"), ESTIMATE)

    assert isinstance(found, BreakEvenQuery)


def test_numbers_that_change_nothing_are_no_part_of_what_is_asked() -> None:
    plain, with_number = ExplainQuery(("batch",)), ExplainQuery(("batch",), unused=("529",))

    assert len({plain, with_number}) == 1
    assert plain != ExplainQuery(("caching",))
