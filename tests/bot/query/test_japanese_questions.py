"""What Japanese word order, counters and particles make of a question."""

from __future__ import annotations

from datetime import date

import pytest

from bot.query import canonical, complete, parse, vocabulary
from bot.query.errors import QueryError
from pricing import load_published

VOCABULARY = vocabulary(load_published())
TODAY = date(2026, 11, 22)


def read(text: str) -> str:
    return canonical(complete(parse(text, VOCABULARY, TODAY)))


def asked(text: str) -> str:
    with pytest.raises(QueryError) as caught:
        read(text)
    return caught.value.message.key


@pytest.mark.parametrize(
    ("said", "reading"),
    [
        ("opus 5.5 入力/出力 10M/2M", "opus-5.5 10M in 2M out"),
        ("opus 5.5 入力：出力＝1000万：200万", "opus-5.5 10M in 2M out"),
        ("opus 5.5 1000万/200万（入力/出力）", "opus-5.5 10M in 2M out"),
        ("opus 5.5 入力と出力がそれぞれ100万トークン", "opus-5.5 1M in 1M out"),
        ("三百人が一人一日十回、入力千五百、haiku 4.5", "haiku-4.5 300 users x 10 requests/day 1.5k in"),
        ("入出力の料金、opus 5.5 入力100万", "opus-5.5 1M in"),
        ("opus 5.5 入力も出力も100万トークン", "opus-5.5 1M in 1M out"),
        ("opus 5.5 入力1000万、うち800万がキャッシュヒット", "opus-5.5 2M in 8M cache reads"),
        ("opus 5.5 入力1000万トークン中800万がキャッシュヒット", "opus-5.5 2M in 8M cache reads"),
        ("opus 5.5 入力100万、出力200万（思考50万を含む）", "opus-5.5 1M in 2M out"),
        ("opus 5.5 キャッシュ書込 20万 1時間キャッシュ", "opus-5.5 200k 1-hour cache writes"),
        ("opus 5.5 入力100万 1時間キャッシュ8割", "opus-5.5 1M in 80% cached"),
        ("opus 5.5 入力100万 キャッシュヒット8割", "opus-5.5 1M in 80% cached"),
        ("opus 5.5 入力100万 キャッシュ8〜9割", "opus-5.5 1M in 80 to 90% cached"),
        ("opus 5.5 入力100万 キャッシュ8割〜9割", "opus-5.5 1M in 80 to 90% cached"),
        ("opus 5.5 入力100万 バッチで半額", "opus-5.5 1M in batch"),
        ("opus 5.5 入力100万 バッチ：なし", "opus-5.5 1M in"),
        ("opus 5.5 入力100万 高速で", "opus-5.5 1M in fast mode"),
        ("opus 5.5を高速で、入力100万", "opus-5.5 1M in fast mode"),
        ("高速で処理したい、opus 5.5 入力100万", "opus-5.5 1M in"),
        ("高速な応答、opus 5.5 入力100万", "opus-5.5 1M in"),
        ("opus 5.5 入力が月1000万、出力が月200万", "opus-5.5 10M in 2M out per month"),
        ("haiku 4.5 QPS 5 入力1千", "haiku-4.5 5 requests/second 1k in"),
        ("haiku 4.5 QPS: 5 入力1千", "haiku-4.5 5 requests/second 1k in"),
        ("haiku 4.5 リクエスト数は1日5000 入力1千", "haiku-4.5 5k requests/day 1k in"),
        ("haiku 4.5 件数：5000 入力1千", "haiku-4.5 5k requests 1k in"),
        ("haiku 4.5 1日1万件（営業日のみ） 入力1千", "haiku-4.5 10k requests/business day 1k in"),
        ("haiku 4.5 平日1日1万件 入力1千", "haiku-4.5 10k requests/business day 1k in"),
        ("haiku 4.5 1営業日1万件 平日だけ 入力1千", "haiku-4.5 10k requests/business day 1k in"),
        ("haiku 4.5 1日1回、500件、入力1千", "haiku-4.5 500 requests/day 1k in"),
        ("sonnet 5.5とopus 5.5を7:3で 入力1000万", "sonnet-5.5 7M in + opus-5.5 3M in"),
        ("sonnet 5.5とopus 5.5を半々で 入力1000万", "sonnet-5.5 5M in + opus-5.5 5M in"),
        ("haiku 4.5を7割、残り3割はopus 5.5 入力1000万", "haiku-4.5 7M in + opus-5.5 3M in"),
        ("haiku 4.5で1件、opus 4.7で3件、入力1千", "haiku-4.5 1 requests 1k in + opus-4.7 3 requests 1k in"),
        ("opus 5.5 入力100万 為替レート1ドル=150円", "opus-5.5 1M in, at 150 JPY per USD"),
        ("opus 5.5 入力100万 ドル円150円", "opus-5.5 1M in, at 150 JPY per USD"),
        ("opus 5.5 入力100万 150円換算で", "opus-5.5 1M in, at 150 JPY per USD"),
        ("haiku 4.5 エージェントセッション5時間", "haiku-4.5 5 session hours"),
        ("haiku 4.5 2回のWeb検索 入力1千", "haiku-4.5 1k in 2 web searches"),
        ("haiku 4.5 出力は1件あたり500、月1千件、入力1千", "haiku-4.5 1k requests/month 1k in 500 out each"),
        ("haiku 4.5 月リクエスト数100万 入力1千", "haiku-4.5 1M requests/month 1k in"),
    ],
)  # fmt: skip
def test_is_read_as(said: str, reading: str) -> None:
    assert reading == read(said)


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("opus 5.5 入力/出力 1M/2M/3M", "ask.pair"),
        ("opus 5.5 入出力100万トークン", "ask.tokens_of_what"),
        ("opus 5.5 入力1000万、うち出力200万", "ask.part"),
        ("opus 5.5 入力1000万（キャッシュ書き込み200万を含む）", "ask.part"),
        ("haiku 4.5 1週間おきに100件 入力1千", "ask.unused"),
        ("haiku 4.5 2日おきに100件 入力1千", "ask.unused"),
        ("haiku 4.5 1時間100件、営業日のみ、入力1千", "ask.two_periods"),
        ("haiku 4.5 入力のみ10%割引 入力100万", "ask.discount_part"),
        ("haiku 4.5 半額 入力100万", "ask.unused"),
        ("haiku 4.5 3月 入力100万", "ask.whole_date"),
        ("haiku 4.5 2025年 入力100万", "ask.whole_date"),
        ("haiku 4.5 2026年3月1日以降 入力100万", "ask.whole_date"),
        ("haiku 4.5 半々で 入力100万", "ask.unused"),
        ("haiku 4.5 平日毎時100件 入力1千", "ask.unused"),
        ("haiku 4.5 昨年の料金で 入力100万", "ask.whole_date"),
        ("haiku 4.5 数100件 入力1千", "ask.vague"),
        ("haiku 4.5 為替レート0円 入力100万", "ask.exchange_rate_zero"),
        ("haiku 4.5 システムプロンプト3千＋入力500万、出力100万", "ask.part"),
    ],
)
def test_error_is_asked_about(said: str, question: str) -> None:
    assert question == asked(said)


def test_a_version_that_there_is_none_of_is_no_amount() -> None:
    assert "unread.model" == asked("opus 9 入力100万")


def test_a_name_of_another_vendor_ends_before_japanese() -> None:
    assert "GPT-5 vs sonnet-5.5 10M in" == read("GPT-5とsonnet 5.5、入力1000万")


def test_japanese_brackets_are_no_marks() -> None:
    assert "opus-5.5 3M in" == read("「opus 5.5」で入力「300万」")
