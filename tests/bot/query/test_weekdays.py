"""Days of the week and hours of the day: read where they are plain, else asked about."""

from __future__ import annotations

import pytest

from bot.query.errors import QueryError

from .reading import query, reading

WORK = "opus 5.5 100 requests a day, 2k in 500 out"
DAILY = "opus-5.5 100 requests/day 2k in 500 out"
BUSINESS = "opus-5.5 100 requests/business day 2k in 500 out"
WORK_JA = "opus 5.5 1日100件 入力2千 出力500"


@pytest.mark.parametrize(
    "said",
    [
        f"{WORK} Mon-Fri",
        f"{WORK}, Monday to Friday",
        f"{WORK}, mondays through fridays",
        f"{WORK}, on weekdays",
        f"{WORK}, weekdays only",
        f"{WORK}, except weekends",
        f"Mon-Fri: {WORK}",
        f"{WORK_JA} 月〜金",
        f"{WORK_JA} 月曜から金曜",
        f"{WORK_JA} 月曜日〜金曜日",
        f"{WORK_JA} 土日除く",
        f"{WORK_JA} 土日は休み",
        f"{WORK_JA} 土日祝休業",
    ],
)
def test_monday_to_friday_are_business_days(said: str) -> None:
    assert reading(said) == BUSINESS


@pytest.mark.parametrize(
    "said",
    [
        f"by Friday: {WORK}",
        f"for Monday's meeting, {WORK}",
        f"月曜までに {WORK_JA}",
        f"{WORK} between 9am and 5pm",
        f"{WORK} from 9am to 5pm",
        f"{WORK} at 9am",
        f"{WORK} 9pm-6am",
        f"{WORK} during business hours",
        f"{WORK_JA} 9時から17時まで",
        f"{WORK_JA} 日中のみ",
    ],
)
def test_what_changes_no_total_is_passed_over(said: str) -> None:
    assert reading(said) == DAILY


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ask.unused", f"{WORK}, Mon-Thu"),
        ("ask.unused", f"{WORK}, Mon, Wed and Fri"),
        ("ask.unused", f"{WORK}, Saturday and Sunday"),
        ("ask.unused", f"{WORK}, closed on Sundays"),
        ("ask.unused", f"{WORK}, Tuesday only"),
        ("ask.unused", f"{WORK}, every Tuesday"),
        ("ask.unused", f"{WORK}, not Mon-Fri"),
        ("ask.unused", f"{WORK}, except weekdays"),
        ("ask.unused", f"{WORK}, weekdays off"),
        ("ask.unused", f"{WORK_JA} 月水金"),
        ("ask.unused", f"{WORK_JA} 土日のみ"),
        ("ask.unused", f"{WORK_JA} 日曜は休み"),
        ("ask.unused", f"{WORK_JA} 月〜金休み"),
        ("ask.unused", "opus 5.5 10M in Mon-Fri"),
        ("ask.two_periods", "opus 5.5 100 requests a month Mon-Fri, 2k in"),
        ("ask.unused", f"{WORK}, 8 hours a day, 9am-5pm"),
        ("ask.unused", f"{WORK}, 9am-9am"),
        ("ask.unused", "opus 5.5 100 requests an hour during business hours, 2k in"),
        ("ask.unused", f"{WORK}, after 6pm, 1k cached prefix"),
        ("unread.region", f"{WORK} in Tokyo"),
        ("unread.region", f"data must stay in Europe, {WORK}"),
        ("unread.region", f"{WORK_JA} 国内で"),
        ("unread.region", "opus 5.5 1M in from Tokyo + sonnet 5.5 1M in"),
        ("unread.unsold", f"{WORK} embeddings"),
        ("unread.unsold", f"fine-tune {WORK}"),
        ("ask.with_or_without", f"{WORK} before caching"),
        ("ask.with_or_without", f"{WORK} vs batch"),
        ("ask.vague", f"{WORK} some batch"),
        ("ask.vague", f"{WORK} some cached"),
        ("ask.unused", f"{WORK_JA} 片方だけバッチ"),
    ],
)
def test_error_what_is_not_plain_is_asked_about(key: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(said)

    assert caught.value.message.key == key


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (
            "opus 5.5 100 requests an hour 9am-5pm, 2k in",
            "opus-5.5 100 requests/hour x 8 hours/day 2k in",
        ),
        (
            "opus 5.5 100 requests a day 9am-5pm, 20k in, 10k cached prefix",
            "opus-5.5 100 requests/day 20k in 10k system prompt cached, 8 hours a day",
        ),
        (
            "opus 5.5 1日100件 22時〜6時 入力2万 共通プレフィックス1万はキャッシュ",
            "opus-5.5 100 requests/day 20k in 10k system prompt cached, 8 hours a day",
        ),
        ("opus 5.5 1M in on a regional endpoint in Frankfurt", "opus-5.5 1M in regional"),
        ("haiku 4.5 7割、opus 5.5 3割、入力10M", "haiku-4.5 7M in + opus-5.5 3M in"),
        ("haiku 7割、opus 3割、入力10M", "haiku 7M in + opus 3M in"),
        (
            "10M in 2M out split evenly between opus and sonnet",
            "opus 5M in 1M out + sonnet 5M in 1M out",
        ),
        (
            "haiku 5.5 10k conversations of 8 turns, 500 in each",
            "haiku-5.5 10k conversations x 8 turns 500 in each",
        ),
        ("opus 5.5 10M in 80% cached for 1 hour", "opus-5.5 10M in 80% cached"),
    ],
)
def test_what_is_plain_is_read(said: str, read: str) -> None:
    assert reading(said) == read
