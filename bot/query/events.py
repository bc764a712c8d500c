"""Days on which something is to happen, and whose prices nobody asks for.

event = day [when] [glue] HAPPENING          "12/1リリース予定", "12月の予算会議", "4月から本番"
      | day "から" work                       "来年4月から1日1000件"
      | HAPPENING [glue] ["("] day           "MTG(11/20)", "納期は12/20"
      | YEAR "年度" ["の"] PLAN                "2027年度の予算"

Where prices stand right behind it a day is one of prices all the same: `3月1日公開の料金`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .roles import words_that

_MONTHS, _SLASH = "月", "/"
_FISCAL = "年度"


def may_be_in(source: str) -> bool:
    """Whether there may be such a day in `source`; most questions hold none, at one look."""
    return not source.isascii() and any(_is_behind_digit(source, each) for each in _SIGNS)


_SIGNS = (_MONTHS, _SLASH, _FISCAL)


def _is_behind_digit(source: str, sign: str) -> bool:
    place = source.find(sign)
    while place >= 0:
        if source[place - 1 : place].isdecimal():
            return True
        place = source.find(sign, place + 1)
    return False


def days(source: str) -> Mapping[int, int]:
    """Where each of these days begins in `source`, and where it ends."""
    found: dict[int, int] = {}
    for match in _event().finditer(source):
        group = match.lastgroup or ""
        found[match.start(group)] = match.end(group)
    return found


_DAY = (
    r"(?:(?:来年|今年|去年|昨年|20\d\d[年/])の?)?(?<![\d/.,])(?:1[0-2]|0?[1-9])"
    r"(?:月(?:[0-3]?\d日)?|/[0-3]?\d(?![\d/.,%]))(?:\([月火水木金土日](?:曜日?)?\))?"
)
_SLASHED = r"(?<![\d/.,])(?:1[0-2]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])(?![\d/.,%])"
"""A day that can be no share, nor what goes in and comes out, with "from" behind it."""
_NO_HISTORY = (
    r"(?!\s?(?:翌年)?\d{1,2}(?:月|/))"
    "(?=[^。?!\n]*(?:件|回|リクエスト|トークン|入力))"
    "(?![^\n]*(?:料金|価格|単価|値段|変わ|変更|値上|値下|推移|改定|履歴|廃止|終了))"
)
"""Behind "from": work that begins then, and no other day, nor prices that changed since."""
_WHEN = "(?:頃|ごろ|末|初旬|上旬|中旬|下旬|初め|はじめ|半ば)?"
_GLUE = r"(?:の|に|は|で|からの|から|より|までに|までの|まで|付けで|開催の)\s?"


@cache
def _event() -> re.Pattern[str]:
    happens, done, before, plans = (
        "|".join(sorted(words_that(role), key=len, reverse=True))
        for role in (
            "happens_on_a_day",
            "done_by_a_day",
            "before_its_day",
            "plan_of_a_fiscal_year",
        )
    )
    on_it = rf"(?:(?:{_GLUE})?(?:{happens})|{_GLUE}(?:{done}))"
    prices = "|".join(sorted(each for each in words_that("prices") if not each.isascii()))
    no_price = rf"(?![^、。,.\s()]{{0,8}}(?:{prices}|時点))"
    return re.compile(
        rf"(?P<first>{_DAY})(?={_WHEN}\s?{on_it}(?![時当前後]){no_price})"
        rf"|(?P<since>{_DAY})(?=から{_NO_HISTORY})"
        rf"|(?P<on>{_SLASHED})(?=(?:から|以降){no_price}(?![\d/]))"
        rf"|(?:{before})日?(?:は|が|:)?\s?\(?(?P<behind>{_DAY}){no_price}"
        rf"|(?P<year>(?<!\d)20\d\d年度)の?(?:{plans})"
        rf"|(?:[QqHh]\d|四半期)\s?\(?(?P<months>\d{{1,2}}月?[〜~-]\d{{1,2}}月)",
        re.IGNORECASE,
    )
