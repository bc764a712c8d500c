"""Which topic a text asks about, which task it names, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.query import topics
from bot.query.text import normalise
from bot.query.topics import (
    Match,
    asks_advice,
    asks_how,
    explained,
    is_elsewhere,
    is_general,
    names_us,
    numbers_of,
    task_of,
    topics_of,
)
from pricing import read_yaml

WORDS = Path(topics.__file__).parent / "words" / "topics"

ASKED = [
    ("How do discounts stack?", "discounts-stack"),
    ("can batch and caching be combined", "discounts-stack"),
    ("Is the Claude API free?", "free"),
    ("do new accounts get free credits?", "free"),
    ("HOW DOES PROMPT CACHING WORK", "caching"),
    ("How much does prompt caching save?", "caching"),
    ("how long does the cache live", "cache-lifetime"),
    ("Do cache breakpoints add extra cost?", "cache-lifetime"),
    ("When does prompt caching pay off on sonnet 4.6?", "break-even"),
    ("we enabled caching but our bill didn't go down, why?", "cache-not-saving"),
    ("Does the batch discount apply to every model?", "batch"),
    ("is there a surcharge for prompts over 200k?", "long-context"),
    ("which models have fast mode", "fast-mode"),
    ("does data residency cost more?", "us-only"),
    ("do I pay for reasoning tokens", "thinking"),
    ("How many tokens does a typical image consume?", "images"),
    ("What's the token overhead?", "tools"),
    ("How do MCP servers affect token usage?", "mcp-skills"),
    ("is web search billed separately", "web-search"),
    ("What is the cost of hosting a container?", "code-execution"),
    ("Does idle time cost money?", "managed-agents"),
    ("What Is a Token?", "tokens"),
    ("why does opus 4.7 use more tokens for the same text", "tokenizer"),
    ("Can I negotiate volume discounts?", "volume-discounts"),
    ("Does Anthropic charge for failed requests?", "failed-requests"),
    ("do I pay when claude refuses to answer", "refusals"),
    ("is bedrock more expensive than the claude api?", "partners"),
    ("can I still use a deprecated model?", "retired-models"),
    ("does the model alias cost the same as the full model id", "aliases"),
    ("Does prompt caching help with rate limits?", "rate-limits"),
    ("ways to cut our claude bill", "reduce-costs"),
    ("Do these cost savings affect response quality?", "quality"),
    ("why is my invoice so high", "higher-bill"),
    ("Do unused tokens roll over?", "rollover"),
    ("does every turn resend the chat history and cost tokens", "conversations"),
    ("How do pricing models compare?", "pricing"),
    ("what does a single request cost", "per-request"),
    ("Is it possible to have slash commands in threads?", "slack"),
    ("where do these prices come from?", "accuracy"),
    ("will prices go down?", "price-changes"),
    ("How does Claude API pricing compare to running local models?", "local-models"),
    ("Is API mode cheaper?", "subscriptions"),
    ("How Many Tokens Does Claude Code Use Per Session?", "claude-code"),
    ("Can I set a spending limit?", "spend"),
    ("What payment methods are accepted?", "payment"),
    ("is claude cheaper than gemini", "other-vendors"),
    ("キャッシュ（プロンプトキャッシング）の効果は？", "caching"),
    ("キャッシュは何分で消える？", "cache-lifetime"),
    ("プロンプトキャッシュの損益分岐点を知りたい", "break-even"),
    ("「キャッシュを使っているのにコストが減らない」", "cache-not-saving"),
    ("バッチ処理はどのくらい安くなりますか？", "batch"),
    ("割引は重ねがけできますか", "discounts-stack"),
    ("200Kトークンを超えると料金が2倍!知らないと大損する隠れた課金ルール", "long-context"),
    ("Claude 超过 200K 输入 token的计费", "long-context"),
    ("高速モードとは？", "fast-mode"),
    ("思考トークンも料金に含まれますか？", "thinking"),
    ("画像1枚で何トークンですか", "images"),
    ("MCPを使うとコストは増える？", "mcp-skills"),
    ("1トークンは何文字?", "tokens"),
    ("トークナイザーが変わると料金はどうなる", "tokenizer"),
    ("無料枠はある？", "free"),
    ("エラーになっても課金される？", "failed-requests"),
    ("API料金を抑えるコツ", "reduce-costs"),
    ("月次の請求額が想定の2〜3倍になっており、原因がわからない。", "higher-bill"),
    ("余ったトークンは来月に繰り越せる？", "rollover"),
    ("Claude APIの料金体系とは?基本を理解しよう", "pricing"),
    ("このボットの使い方を教えて", "slack"),
    ("今月いくら使った？", "spend"),
    ("請求書払いはできますか", "payment"),
]

PRICED = [
    "sonnet-4 10M in 2M out cached",
    "opus 5.5: 80% cached, 10M in / 2M out, Batch API",
    "haiku 5.5, 1000 requests, 5k in and 500 out each",
    "what does sonnet 5.5 cost per day at 50k requests a day with 3k in and 800 out?",
    "how much does opus 5.5 cost with 80% cached and batch, 3M in?",
    "how much is a 50k system prompt cached 500 times per day on sonnet 5.5",
    "how much does Claude Opus 5.5 cost?",
    "price of opus 5.5",
    "haiku 4.5 vs sonnet 5.5, 10M in 2M out",
    "1000 images of 1000x1000 on sonnet 4.6",
    "what about fast mode? opus 5.5 1M in 1M out",
    "and batched?",
    "バッチなら？",
    "what if 80% is cached?",
    "which models",
    "opus 5.5の料金",
    "sonnet 5.5で入力1000万トークン、出力200万トークン、キャッシュありでいくら？",
    "sonnet 5.5で1000x1000の画像1000枚はいくら？",
    "Opus 4.8 入力2,000万 出力600万 バッチ",
    "",
]


@pytest.mark.parametrize(("text", "topic"), ASKED, ids=[text for text, _ in ASKED])
def test_a_question_leads_to_its_topic(text: str, topic: str) -> None:
    best, *others = topics_of(normalise(text))

    assert best == Match(topic, phrase=True)
    assert len(others) <= 2


@pytest.mark.parametrize("text", PRICED)
def test_a_question_of_cost_asks_for_no_explanation(text: str) -> None:
    assert not [match for match in topics_of(normalise(text)) if match.phrase]


def test_a_word_alone_only_mentions_its_topic() -> None:
    assert topics_of("batch") == (Match("batch", phrase=False),)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what's the SLA on batches?", "batch"),
        ("price of web search tool", "web-search"),
        ("プロンプトキャッシングの料金はどうなっていますか", "caching"),
    ],
)
def test_a_question_without_a_number_asks_about_what_it_mentions(text: str, topic: str) -> None:
    assert topics_of(text)[0] == Match(topic, phrase=True)


def test_a_topic_that_is_asked_about_is_not_mentioned_as_well() -> None:
    assert [match.topic for match in topics_of("how does caching work")].count("caching") == 1


def test_prose_leads_nowhere() -> None:
    assert topics_of("the weather is nice today") == ()
    assert task_of("the weather is nice today") is None


def test_a_canonical_text_names_its_topics() -> None:
    assert explained("explain caching, Break-Even") == ("caching", "break-even")


@pytest.mark.parametrize("text", ["explain", "explain the weather", "caching", "explain caching,"])
def test_another_text_names_none(text: str) -> None:
    assert explained(text) == ()


def test_pointers_are_marked() -> None:
    assert is_elsewhere("spend")
    assert not is_elsewhere("caching")


@pytest.mark.parametrize("key", topics.tasks())
def test_a_task_is_found_in_its_canonical_text(key: str) -> None:
    text = f"which model for {key}"

    assert task_of(text) == key
    assert asks_advice(text)


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("which model for high-volume classification?", "classification"),
        ("best model for coding", "coding"),
        ("what should I use for summarizing meetings", "summaries"),
        ("should I use opus or sonnet for agents?", "agents"),
        ("which Claude is best for long legal contracts", "documents"),
        ("cheapest model for translation", "translation"),
        ("best model for summarising 10,000 articles", "summaries"),
        ("which model for extracting data from documents", "extraction"),
        ("which model for image classification", "classification"),
        ("best model for reading charts", "vision"),
        ("which model to use", None),
        ("cheapest claude model", None),
        ("一番安いClaudeは？", None),
        ("高頻度のチャットにはどれ？", "chat"),
        ("分類に使うならどのモデルがおすすめですか", "classification"),
        ("要約に最適なモデル", "summaries"),
        ("おすすめのモデルは？", None),
    ],
)
def test_advice_is_asked_for_a_task(text: str, task: str | None) -> None:
    assert asks_advice(normalise(text))
    assert task_of(normalise(text)) == task


@pytest.mark.parametrize("text", PRICED)
def test_a_question_of_cost_asks_for_no_advice(text: str) -> None:
    assert not asks_advice(normalise(text))


def test_both_languages_have_the_same_topics_and_tasks() -> None:
    english, japanese = (read_yaml(WORDS / f"{lang}.yaml") for lang in ("en", "ja"))

    for part in ("topics", "tasks"):
        assert list(english[part]) == list(japanese[part])
    for key, entry in english["topics"].items():
        assert entry.get("elsewhere") == japanese["topics"][key].get("elsewhere")


def test_a_long_text_takes_linear_time() -> None:
    assert topics_of("a cache " * 500)[0].topic == "caching"


@pytest.mark.parametrize(
    ("topic", "text", "numbers"),
    [
        ("long-context", "what happens above 200K tokens", ["above 200k"]),
        ("long-context", "prompts over 250,000 tokens", ["over 250,000"]),
        ("long-context", "20万トークンを超えると", ["20万トークンを超え"]),
        ("failed-requests", "a 529 error", ["529", "529 error"]),
        ("cache-not-saving", "reads are 0, input is 1000", ["0"]),
        ("higher-bill", "2〜3倍になった", ["2〜3倍"]),
        ("caching", "10M in 2M out", []),
        ("batch", "1000 requests", []),
    ],
)
def test_numbers_that_belong_to_a_topic_are_told_apart(
    topic: str, text: str, numbers: list[str]
) -> None:
    found = {text.lower()[start:end] for start, end in numbers_of(topic, text)}

    assert found == set(numbers)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how is image pricing calculated", "images"),
        ("MCPサーバーをつなぐと料金は上がりますか？", "mcp-skills"),
        ("how can I reduce my Claude Code bill", "claude-code"),
        ("API料金を安くする方法を教えて", "reduce-costs"),
    ],
)
def test_a_broad_topic_gives_way(text: str, topic: str) -> None:
    assert topics_of(normalise(text))[0].topic == topic


def test_what_is_general_is_marked() -> None:
    assert is_general("pricing")
    assert not is_general("caching")


def test_a_question_of_how_is_told_from_a_change() -> None:
    assert asks_how("how does caching work?")
    assert asks_how("キャッシュとは？")
    assert not asks_how("what is it cached?")


def test_names_of_ours_are_known() -> None:
    assert names_us("is this for Anthropic and OpenAI?")
    assert not names_us("how does OpenAI do it?")
