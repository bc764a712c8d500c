"""Amounts worked out by plain arithmetic from published prices, asked for in both languages.

For each part of what the bot works out there are at least three amounts. Each stands here as the
sum that a person would write down, from rates typed by hand off the price pages and not read
from the book: nothing of the code that is tested takes part in what is expected.

    PARTS   the amounts, by the part that they are of
    Worked  one of them: how it is asked in English and in Japanese, where it stands in the
            answer, and what it is
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from bot.answers import answer, priced_query
from bot.answers.types import Answer, Question
from bot.render import thread_messages
from bot.render.as_json import to_json
from pricing import load_published

BOOK = load_published()
TODAY = date(2026, 11, 22)
LEAST = 3
"""Amounts of each part, in each language."""

Json = dict[str, Any]
Read = Callable[[Answer], Any]


class Worked(NamedTuple):
    """One amount: `after` is the question before it, where it is a follow-up."""

    en: str
    ja: str
    read: Read
    expected: Decimal
    after: str | None = None
    day: date = TODAY


# --- the published rates, US dollars per 1,000,000 tokens


class Rates(NamedTuple):
    """Input, output, a read from the cache, a write for 5 minutes, and one for an hour."""

    input: Decimal
    output: Decimal
    read: Decimal
    write_5m: Decimal
    write_1h: Decimal


def rates(*published: str) -> Rates:
    """Rates as they are published."""
    return Rates(*map(Decimal, published))


OPUS_55 = rates("4", "20", "0.20", "5", "8")
OPUS_55_FAST = rates("8", "40", "0.40", "10", "16")
OPUS_48_FAST = rates("10", "50", "1", "12.50", "20")
OPUS_47 = rates("5", "25", "0.50", "6.25", "10")
OPUS_46 = rates("5", "25", "0.50", "6.25", "10")
OPUS_41 = rates("15", "75", "1.50", "18.75", "30")
SONNET_55 = rates("2", "10", "0.10", "2.50", "4")
SONNET_55_READ_BEFORE_OCTOBER_7 = Decimal("0.20")
SONNET_46 = rates("3", "15", "0.30", "3.75", "6")
SONNET_4 = rates("3", "15", "0.30", "3.75", "6")
HAIKU_45 = rates("1", "5", "0.10", "1.25", "2")
HAIKU_55 = rates("0.10", "0.50", "0.01", "0.125", "0.20")
HAIKU_55_ABOVE_100K = rates("0.50", "2.50", "0.05", "0.625", "1")
HAIKU_35_AT_LAUNCH = rates("1", "5", "0.10", "1.25", "2")

HALF, US_ONLY = Decimal("0.5"), Decimal("1.1")
SAME_TEXT = Decimal("1.3")
MONTH = 30


def tokens(million: str) -> Decimal:
    """So many million tokens, as a number of millions."""
    return Decimal(million)


def thousand(number: str) -> Decimal:
    """So many thousand tokens, in millions."""
    return Decimal(number) / 1000


TEN, TWO = tokens("10"), tokens("2")
"""10M in and 2M out, the everyday volume."""


def plain(of: Rates, in_: Decimal = TEN, out: Decimal = TWO) -> Decimal:
    """What so many million tokens cost that are not cached."""
    return in_ * of.input + out * of.output


def cached(of: Rates, in_: Decimal = TEN, out: Decimal = TWO) -> Decimal:
    """The same, all of the input being read from the cache."""
    return in_ * of.read + out * of.output


SMALL = thousand("2"), thousand("0.3")
"""One request of 2k in and 300 out."""
MIX_WITHIN = "does 100k requests/month, 70% haiku 5.5 30% opus 5.5, 2k in 300 out fit in $300/month"
MIX_WITHIN_JA = "月10万件、haiku 5.5 7割 opus 5.5 3割、入力2千 出力300、月300ドルに収まる？"


# --- where an amount stands in an answer


def total(found: Answer) -> Any:
    """The amount of the headline."""
    return to_json(found)["total_usd"]


def at(*path: str | int) -> Read:
    """What stands at this place of the JSON."""

    def read(found: Answer) -> Any:
        value: Any = to_json(found)
        for step in path:
            value = value[step]
        return value

    return read


def lever(model: str, name: str) -> Read:
    """The field of the table that one model has with one lever."""

    def read(found: Answer) -> Any:
        fields = to_json(found)["alternatives"]
        (field,) = (e for e in fields if (e["model"], e["lever"]) == (model, name))
        return field["total_usd"]

    return read


def on(model: str) -> Read:
    """What one of several models costs."""

    def read(found: Answer) -> Any:
        (priced,) = (e for e in to_json(found)["estimates"] if e["model"] == model)
        return priced["total_usd"]

    return read


def rate(unit: str) -> Read:
    """A rate that was asked for."""

    def read(found: Answer) -> Any:
        (published,) = (e for e in to_json(found)["rates"] if e["unit"] == unit)
        return published["usd"]

    return read


def caching(choice: str) -> Read:
    """What one choice of a cache costs."""

    def read(found: Answer) -> Any:
        (chosen,) = (e for e in to_json(found)["caching"] if e["choice"] == choice)
        return chosen["usd"]

    return read


def receipt(found: Answer) -> Any:
    """The number at the end of the receipt, asked again a year later."""
    line = to_json(found)["receipt"]
    later = to_json(answer(Question(line, date(2027, 11, 22)), BOOK))
    assert later["notes"][0]["code"] == "replayed", later["text"]
    return line.rpartition(", ")[2].strip("$]").removesuffix(" requests")


def lines_of(found: Answer) -> Any:
    """The sum of the lines that the working lists: tokens x rate x multiplier."""
    (priced,) = to_json(found)["estimates"]
    return sum(
        Decimal(line["quantity"]) * Decimal(line["rate_usd"]) * Decimal(line["multiplier"])
        / line["per"]
        for line in priced["lines"]
    )  # fmt: skip


def unit(noun: str) -> Read:
    """What one of something costs."""

    def read(found: Answer) -> Any:
        (one,) = (e for e in to_json(found)["unit_costs"] if e["noun"] == noun)
        return one["usd"]

    return read


def drawn(series: int, place: int) -> Read:
    """A value of the picture."""

    def read(found: Answer) -> Any:
        blocks = [block for message in thread_messages(found) for block in message.blocks]
        chart = next(block for block in blocks if block["type"] == "data_visualization")["chart"]
        return str(chart["series"][series]["data"][place]["value"])

    return read


# --- the amounts

# e to the power of -5/6: ten calls an hour at random, of which so many leave a gap of 5 minutes
# and more. The sum of its series, to 30 terms.
_X = Decimal(5) / 6
_TERMS = [Decimal(1)]
for _n in range(1, 31):
    _TERMS.append(-_TERMS[-1] * _X / _n)
GONE = sum(_TERMS)

# One call every 7 minutes is 1,440 a week; a month has 30 / 7 weeks. Of a prefix of 50k each.
CALLS = Decimal(1440)
WEEKS = Decimal(30) / 7
PREFIX = thousand("50")

EVERY = "every lever on {model} 10M in 2M out"
EVERY_JA = "{model} 入力1000万 出力200万で全部の割引を比較"

PARTS: dict[str, list[Worked]] = {
    "every lever at once": [
        Worked(
            EVERY.format(model="sonnet 5.5"),
            EVERY_JA.format(model="sonnet 5.5"),
            lever("claude-sonnet-5-5", "batch_cached"),
            cached(SONNET_55) * HALF,  # 10.50
        ),
        Worked(
            EVERY.format(model="opus 5.5"),
            EVERY_JA.format(model="opus 5.5"),
            lever("claude-opus-5-5", "fast"),
            plain(OPUS_55_FAST),  # 160
        ),
        Worked(
            EVERY.format(model="haiku 5.5"),
            EVERY_JA.format(model="haiku 5.5"),
            lever("claude-haiku-5-5", "us_only"),
            plain(HAIKU_55) * US_ONLY,  # 2.20
        ),
        Worked(
            "how much would batch save on opus 4.7, 10M in 2M out",
            "opus 4.7 入力1000万 出力200万、バッチでいくら安くなる？",
            at("change", "to_usd"),
            plain(OPUS_47) * HALF,  # 50
        ),
    ],
    "when caching pays": [
        Worked(
            "when does caching pay off on opus 5.5",
            "opus 5.5でキャッシュはいつ元が取れる？",
            at("break_even", 0, "hit_share"),
            (OPUS_55.write_5m - OPUS_55.input) / (OPUS_55.write_5m - OPUS_55.read),  # 1 / 4.80
        ),
        Worked(
            "when does caching pay off on sonnet 4.6",
            "sonnet 4.6でキャッシュはいつ元が取れる？",
            at("break_even", 1, "hit_share"),
            (SONNET_46.write_1h - SONNET_46.input) / (SONNET_46.write_1h - SONNET_46.read),
        ),
        Worked(
            "50k system prompt, one call every 7 minutes, sonnet 5.5, cache or not?",
            "5万トークンのシステムプロンプト、7分に1回の呼び出し、sonnet 5.5、キャッシュすべき？",
            caching("none"),
            CALLS * PREFIX * SONNET_55.input * WEEKS,
        ),
        Worked(  # a write on each of 7 days, all others read
            "50k system prompt, one call every 7 minutes, sonnet 5.5, cache or not?",
            "5万トークンのシステムプロンプト、7分に1回の呼び出し、sonnet 5.5、キャッシュすべき？",
            caching("1h"),
            PREFIX * (7 * SONNET_55.write_1h + (CALLS - 7) * SONNET_55.read) * WEEKS,
        ),
        Worked(  # 240 a day, the first of which writes
            "calls arrive at random, 10 an hour, 40k prefix, opus 5.5, cache or not?",
            "1時間に10回の呼び出しがランダムに届く、プレフィックス4万トークン、opus 5.5、キャッシュすべき？",
            caching("5m"),
            thousand("40")
            * ((1 + 239 * GONE) * OPUS_55.write_5m + 239 * (1 - GONE) * OPUS_55.read)
            * MONTH,
        ),
    ],
    "budgets": [
        Worked(  # a request is $0.0045
            "how many requests fit in $500/month at 2k in 500 out on haiku 4.5",
            "月500ドルでhaiku 4.5、1件あたり入力2千・出力500で何件できる？",
            at("requests"),
            Decimal(500) // plain(HAIKU_45, thousand("2"), thousand("0.5")),
        ),
        Worked(
            "does 10M in 2M out fit in $50 on opus 5.5",
            "opus 5.5で入力1000万 出力200万は50ドルに収まる？",
            at("budget", "share"),
            plain(OPUS_55) / 50,
        ),
        Worked(
            "how many output tokens fit in $500 on sonnet 5.5",
            "500ドルでsonnet 5.5の出力トークンはどれくらい使える？",
            at("requests"),
            Decimal(500) / SONNET_55.output * 1_000_000,
        ),
        Worked(  # a month: 30 x 20 x $0.005
            "how many users fit in $500/month at 20 messages a day each, 1k in 300 out, sonnet 5.5",
            "月500ドルで何人使える？1人1日20通、1通あたり入力1千・出力300、sonnet 5.5",
            at("requests"),
            Decimal(500) // (MONTH * 20 * plain(SONNET_55, thousand("1"), thousand("0.3"))),
        ),
        Worked(  # $24.50 and $420
            MIX_WITHIN,
            MIX_WITHIN_JA,
            total,
            70_000 * plain(HAIKU_55, *SMALL) + 30_000 * plain(OPUS_55, *SMALL),
        ),
        Worked(
            MIX_WITHIN,
            MIX_WITHIN_JA,
            at("budget", "share"),
            (70_000 * plain(HAIKU_55, *SMALL) + 30_000 * plain(OPUS_55, *SMALL)) / 300,
        ),
        Worked(  # what would make it fit, after three levers on the mix: all of it on Haiku 5.5
            MIX_WITHIN,
            MIX_WITHIN_JA,
            at("options", 3, "total_usd"),
            100_000 * plain(HAIKU_55, *SMALL),
        ),
        Worked(
            "how many requests fit in $500/month, 70/30 haiku 5.5/sonnet 5.5, 2k in 300 out",
            "月500ドルで何件？haiku 5.5 7割、sonnet 5.5 3割、入力2千 出力300",
            at("requests"),
            Decimal(500)
            // (
                Decimal("0.7") * plain(HAIKU_55, *SMALL) + Decimal("0.3") * plain(SONNET_55, *SMALL)
            ),
        ),
        Worked(
            "how many users for $500/month, 20 messages a day each, 70/30 haiku 5.5/sonnet 5.5, "
            "2k in 300 out",
            "月500ドルで何人使える？1人1日20通、haiku 5.5 7割、sonnet 5.5 3割、入力2千 出力300",
            at("requests"),
            Decimal(500) // (MONTH * (14 * plain(HAIKU_55, *SMALL) + 6 * plain(SONNET_55, *SMALL))),
        ),
        Worked(
            "100k requests/month on opus 5.5, 2k in 300 out, 60% batched, within $1,000/month",
            "opus 5.5で月10万件、入力2千 出力300、6割はバッチ、月1000ドルに収まる？",
            total,
            (60_000 * HALF + 40_000) * plain(OPUS_55, *SMALL),
        ),
    ],
    "ranges and what matters": [
        Worked(
            "opus 5.5, 5-10M in 2M out",
            "opus 5.5で入力500万〜1000万、出力200万",
            at("high_usd"),
            plain(OPUS_55),  # 80
        ),
        Worked(  # a day: 500 x 1k in, 499 reads and a write of the prefix, 500 x 300 out
            "20-50k system prompt cached, 500 requests a day, 1k in 300 out each, sonnet 5.5",
            "2万〜5万トークンのシステムプロンプトをキャッシュ、1日500件、1件あたり入力1千・出力300、sonnet 5.5",
            at("low_usd"),
            MONTH
            * (
                500 * plain(SONNET_55, thousand("1"), thousand("0.3"))
                + thousand("20") * (499 * SONNET_55.read + SONNET_55.write_5m)
            ),
        ),
        Worked(  # at 7,500 requests, the middle, 2k in or 4k in and 500 out
            "haiku 4.5, 5-10k requests, 2-4k in 500 out each",
            "haiku 4.5で5千〜1万件、1件あたり入力2千〜4千・出力500",
            at("drivers", 1, "high_usd"),
            7500 * plain(HAIKU_45, thousand("4"), thousand("0.5")),
        ),
        Worked(  # the fewest: the smallest budget, the dearest request
            "how many requests fit in $500-800 a month at 2-4k in 500 out on haiku 4.5",
            "月500〜800ドルでhaiku 4.5、1件あたり入力2千〜4千・出力500で何件できる？",
            at("low_requests"),
            Decimal(500) // plain(HAIKU_45, thousand("4"), thousand("0.5")),
        ),
        Worked(  # the most: the largest budget, the cheapest request
            "how many requests fit in $500-800 a month at 2-4k in 500 out on haiku 4.5",
            "月500〜800ドルでhaiku 4.5、1件あたり入力2千〜4千・出力500で何件できる？",
            at("high_requests"),
            Decimal(800) // plain(HAIKU_45, thousand("2"), thousand("0.5")),
        ),
    ],
    "mixes and routing": [
        Worked(
            "70% haiku 4.5, 30% opus 4.7, 10M in 2M out",
            "haiku 4.5が7割、opus 4.7が3割、入力1000万 出力200万",
            total,
            Decimal("0.7") * plain(HAIKU_45) + Decimal("0.3") * plain(OPUS_47),  # 44
        ),
        Worked(
            "70% haiku 4.5, 30% opus 4.7, 10M in 2M out",
            "haiku 4.5が7割、opus 4.7が3割、入力1000万 出力200万",
            lever("claude-opus-4-7", "batch"),
            plain(OPUS_47) * HALF,  # 50
        ),
        Worked(
            "what if 90% of it went to haiku?",
            "9割をhaikuに回したら？",
            total,
            Decimal("0.9") * plain(HAIKU_45) + Decimal("0.1") * plain(OPUS_47),  # 28
            after="70% haiku 4.5, 30% opus 4.7, 10M in 2M out",
        ),
        Worked(
            "half sonnet 5.5, half opus 5.5, 10M in 2M out, batch",
            "sonnet 5.5とopus 5.5を半々、入力1000万 出力200万、バッチ",
            total,
            (plain(SONNET_55) + plain(OPUS_55)) / 2 * HALF,  # 30
        ),
    ],
    "the same text with another tokenizer": [
        Worked(
            "sonnet 4.6 vs sonnet 5.5 for the same text, 10M in 2M out",
            "sonnet 4.6とsonnet 5.5を同じテキストで比較、入力1000万 出力200万",
            on("claude-sonnet-5-5"),
            plain(SONNET_55) * SAME_TEXT,  # 52
        ),
        Worked(
            "opus 4.6 vs opus 5.5 for the same text, 10M in 2M out",
            "opus 4.6とopus 5.5を同じテキストで比較、入力1000万 出力200万",
            on("claude-opus-5-5"),
            plain(OPUS_55) * SAME_TEXT,  # 104
        ),
        Worked(  # 90k become 117k, which is above the tier
            "haiku 4.5 vs haiku 5.5 for the same text, 1000 requests 90k in 1k out each",
            "haiku 4.5とhaiku 5.5を同じ文章で比較、1000件、1件あたり入力9万・出力1千",
            on("claude-haiku-5-5"),
            plain(HAIKU_55_ABOVE_100K, tokens("90"), tokens("1")) * SAME_TEXT,  # 61.75
        ),
        Worked(
            "sonnet 4.6 vs sonnet 5.5 for the same text, 10M in 2M out",
            "sonnet 4.6とsonnet 5.5を同じテキストで比較、入力1000万 出力200万",
            lever("claude-sonnet-5-5", "cached"),
            cached(SONNET_55) * SAME_TEXT,  # 27.30
        ),
    ],
    "time": [
        Worked(
            "sonnet 5.5 cache reads 10M as of 2026-10-06",
            "sonnet 5.5 キャッシュ読込1000万、2026年10月6日時点",
            total,
            TEN * SONNET_55_READ_BEFORE_OCTOBER_7,  # 2
        ),
        Worked(
            "sonnet 5.5 cache reads 10M as of 2026-10-07",
            "sonnet 5.5 キャッシュ読込1000万、2026年10月7日時点",
            total,
            TEN * SONNET_55.read,  # 1
        ),
        Worked(
            "haiku 3.5 1M in 1M out as of 2024-11-20",
            "haiku 3.5 入力100万 出力100万、2024年11月20日時点",
            total,
            plain(HAIKU_35_AT_LAUNCH, tokens("1"), tokens("1")),  # 6
        ),
        Worked(
            "price history of sonnet 5.5",
            "sonnet 5.5の料金の推移",
            at("history", -1, "changes", 0, "to_usd"),
            SONNET_55.read,
        ),
        Worked(  # the last day of fast mode there
            "opus 4.8 1M in 1M out fast as of 2026-11-29",
            "opus 4.8 入力100万 出力100万 高速モード、2026年11月29日時点",
            total,
            plain(OPUS_48_FAST, tokens("1"), tokens("1")),  # 60
        ),
        Worked(
            "opus 4.1 10M in 2M out, and what would its successor cost",
            "opus 4.1 入力1000万 出力200万、後継だといくら？",
            on("claude-opus-5-5"),
            plain(OPUS_55),  # the newest of the family, 80 instead of 300
        ),
    ],
    "receipts that replay": [
        Worked(
            "sonnet 4 10M in 2M out cached",
            "sonnet 4 入力1000万 出力200万 キャッシュあり",
            receipt,
            cached(SONNET_4),  # 33
        ),
        Worked(  # 30 days of 100
            "haiku 4.5 100 tickets/day, 1k in 500 out each",
            "haiku 4.5で1日100件、1件あたり入力1千・出力500",
            receipt,
            MONTH * 100 * plain(HAIKU_45, thousand("1"), thousand("0.5")),  # 10.50
        ),
        Worked(
            "how many requests of 1k in 500 out on haiku 4.5 for $35",
            "35ドルでhaiku 4.5、1件あたり入力1千・出力500で何件できる？",
            receipt,
            Decimal(35) // plain(HAIKU_45, thousand("1"), thousand("0.5")),  # 10,000
        ),
        Worked(
            "sonnet 5.5 10M in 2M out at 155 JPY",
            "sonnet 5.5 入力1000万 出力200万、1ドル=155円",
            at("in_currency", "amount"),
            plain(SONNET_55) * 155,  # 6,200
        ),
        Worked(  # the lines of the working sum up to it
            "opus 5.5 10M in 2M out 80% cached batch",
            "opus 5.5 入力1000万 出力200万 キャッシュ8割 バッチ",
            lines_of,
            (tokens("2") * OPUS_55.input + tokens("8") * OPUS_55.read + TWO * OPUS_55.output)
            * HALF,
        ),
    ],
    "unit economics": [
        Worked(
            "haiku 4.5, 100 tickets a day, 2k in 500 out each",
            "haiku 4.5で1日100件、1件あたり入力2千・出力500",
            at("per_request_usd"),
            plain(HAIKU_45, thousand("2"), thousand("0.5")),  # 0.0045
        ),
        Worked(  # a user sends 20 x 30 messages a month
            "sonnet 5.5, 500 users x 20 messages/day, 1k in 300 out",
            "sonnet 5.5で500人×20メッセージ/日、入力1千・出力300",
            unit("users"),
            MONTH * 20 * plain(SONNET_55, thousand("1"), thousand("0.3")),  # 3
        ),
        Worked(
            "sonnet 5.5, 500 users x 20 messages/day, 1k in 300 out",
            "sonnet 5.5で500人×20メッセージ/日、入力1千・出力300",
            unit("messages"),
            plain(SONNET_55, thousand("1"), thousand("0.3")),  # 0.005
        ),
        Worked(
            "haiku 4.5, 100 tickets a day, 2k in 500 out each",
            "haiku 4.5で1日100件、1件あたり入力2千・出力500",
            at("totals", "year"),
            365 * 100 * plain(HAIKU_45, thousand("2"), thousand("0.5")),  # 164.25
        ),
    ],
    "whether the book is right": [
        Worked("price of opus 5.5", "opus 5.5の料金", rate("output"), OPUS_55.output),
        Worked("price of sonnet 4.6", "sonnet 4.6の料金", rate("cache_write_1h"), Decimal(6)),
        Worked("price of haiku 5.5", "haiku 5.5の料金", rate("cache_read"), HAIKU_55.read),
        Worked("price of opus 4.1", "opus 4.1の料金", rate("cache_write_5m"), OPUS_41.write_5m),
        Worked(  # 40 days after the book was checked the price is still there, with a note
            "opus 4.6 10M in 2M out",
            "opus 4.6 入力1000万 出力200万",
            total,
            plain(OPUS_46),
            day=date(2027, 1, 1),
        ),
    ],
    "pictures": [
        Worked(
            "sonnet 5.5 vs opus 5.5, 10M in 2M out",
            "sonnet 5.5とopus 5.5を比較、入力1000万 出力200万",
            drawn(0, 1),
            plain(OPUS_55),  # 80
        ),
        Worked(  # the second series is the 5-minute cache, its fourth point 3 reads
            "when does caching pay off on opus 5.5",
            "opus 5.5でキャッシュはいつ元が取れる？",
            drawn(1, 3),
            OPUS_55.write_5m + 3 * OPUS_55.read,  # 5.60
        ),
        Worked(  # with no cache the prompt is sent once more for each read
            "when does caching pay off on sonnet 5.5",
            "sonnet 5.5でキャッシュはいつ元が取れる？",
            drawn(0, 2),
            3 * SONNET_55.input,  # 6
        ),
        Worked(  # the bars are in the order of the levers: cached is the second
            EVERY.format(model="opus 5.5"),
            EVERY_JA.format(model="opus 5.5"),
            drawn(0, 1),
            cached(OPUS_55),  # 42
        ),
    ],
}

CASES = [
    pytest.param(each, lang, id=f"{part}, {lang}: {getattr(each, lang)[:40]}")
    for part, several in PARTS.items()
    for each in several
    for lang in ("en", "ja")
]


@pytest.mark.parametrize(("worked", "lang"), CASES)
def test_what_was_worked_out_is_what_is_answered(worked: Worked, lang: str) -> None:
    previous = None
    if worked.after:
        previous = priced_query(answer(Question(worked.after, worked.day), BOOK))
    text = worked.en if lang == "en" else worked.ja

    found = answer(Question(text, worked.day, previous=previous), BOOK)

    assert lang == to_json(found)["lang"]
    amount = Decimal(worked.read(found))
    # Where a quotient has no end, to the digits that both of these keep.
    assert abs(amount - worked.expected) <= abs(worked.expected) * Decimal("1e-24")


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_its_amounts(part: str) -> None:
    assert len(PARTS[part]) >= LEAST
    assert len({(each.en, each.expected) for each in PARTS[part]}) == len(PARTS[part])


def test_no_part_is_left_out() -> None:
    assert len(PARTS) == 11
