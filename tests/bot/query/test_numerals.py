"""Numerals in Japanese."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.query.numerals import numeral_at, read, script, share_at

from .test_japanese import lexicon


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10_000_000, "1000万"),
        (200_000_000, "2億"),
        (120_000_000, "1億2000万"),
        (120_000_000, "1億2,000万"),
        (12_345_678, "1234万5678"),
        (15_000, "1万5,000"),
        (20_000_000, "2,000万"),
        (2_000, "2千"),
        (3_000, "3千"),
        (3_500, "3千5百"),
        (1_200, "12百"),
        (12_000, "1万2千"),
        (120_000_000, "1億2千万"),
        (15_000, "1.5万"),
        (150_000_000, "1.5億"),
        (100_000, "10万"),
        (1_000_000, "百万"),
        (10_000_000, "一千万"),
        (10_000_000, "千万"),
        (100_000_000, "一億"),
        (120_000_000, "一億2000万"),
        (300, "三百"),
        (2_500, "二千五百"),
        (365, "三百六十五"),
        (12, "十二"),
        (25, "二十五"),
        (10, "十"),
        (3, "三"),
        (2_025, "二〇二五"),
        (100, "一〇〇"),
        (3_000_000_000_000, "3兆"),
        (10_000_000, "1000 万"),
    ],
)
def test_a_numeral_is_read(value: int, text: str) -> None:
    assert Decimal(value) == read(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.8", "8割"),
        ("0.85", "8割5分"),
        ("0.85", "8.5割"),
        ("0.8", "八割"),
        ("0.25", "二割五分"),
        ("1", "十割"),
        ("0.25", "4分の1"),
        ("0.75", "四分の三"),
        ("0.5", "半分"),
        ("0.5", "半額"),
        ("2", "2倍"),
        ("1.5", "1.5倍"),
        ("10", "十倍"),
    ],
)
def test_a_share_or_a_factor_is_read(value: str, text: str) -> None:
    assert Decimal(value) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万",
        "億",
        "一万二億",
        "万千",
        "二三",
        "千千",
        "数千",
        "数割",
        "一億2億",
        "1万1",
        "3千20",
        "1万10",
        "倍",
        "入力",
        "10割当",
        "1万2万",
    ],
)
def test_what_makes_no_number_is_not_read(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("1000万トークン", "1000万"),
        ("1億2000万円", "1億2000万"),
        ("10万件", "10万"),
        ("百万件", "百万"),
        ("百万の入力", "百万"),
        ("三百入力", "三百"),
        ("五百、", "五百"),
        ("一件あたり", "一"),
        ("一日百件", "一"),
        ("一日平均", "一"),
        ("一回につき", "一"),
        ("一人当たり", "一"),
        ("一ヶ月", "一"),
        ("一か月間", "一"),
        ("一時間", "一"),
        ("一リクエスト", "一"),
        ("十分間", "十"),
        ("十件", "十"),
        ("二十人", "二十"),
        ("千トークン", "千"),
        ("千円", "千"),
        ("2千", "2千"),
        ("五割", None),
        ("8割", None),
    ],
)
def test_the_longest_numeral_is_found(text: str, numeral: str | None) -> None:
    found = numeral_at(text, 0)

    assert found == (None if numeral is None else (read(numeral), len(numeral)))


@pytest.mark.parametrize(
    "text",
    [
        "一般的", "一緒", "一番", "一度", "一部", "一方", "一旦", "一通り", "一時的", "一人前", "一人暮らし",
        "一人ひとり", "一人っ子", "一回り", "一日中", "一覧", "一括", "一つ", "三つ", "二つの", "千葉", "千葉県",
        "千代田区", "万が一", "万一", "万全", "万能", "十分", "十分な", "十分に", "十字", "百貨店", "百科事典",
        "八百屋", "八百長", "三日坊主", "三井", "四国", "四角", "四半期", "五感", "五月", "六本木", "七夕", "九州",
        "二次", "二人三脚", "一石二鳥", "百人一首", "百人力", "三千院", "億劫", "兆候", "千差万別", "何千", "10",
        "10,000", "10k", "入力", "二三", "10万1件", "10万能", "4万が一", "5千数百", "1億2,00万", "千々",
    ],
)  # fmt: skip
def test_a_word_is_no_numeral(text: str) -> None:
    assert numeral_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("数千", 1),
        ("何百万", 1),
        ("第三回", 1),
        ("統一日程", 1),
        ("1億2千万", 1),
        ("12万", 1),
        ("唯一件", 1),
    ],
)
def test_the_rest_of_something_is_no_numeral(text: str, start: int) -> None:
    assert numeral_at(text, start) is None


@pytest.mark.parametrize("text", ["月一回", "約十件", "平均三回", "入力千トークン", "月百万件"])
def test_a_numeral_may_stand_behind_some_kanji(text: str) -> None:
    start = next(place for place, each in enumerate(text) if read(each))

    assert numeral_at(text, start) is not None


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("8割キャッシュ", "0.8", 2),
        ("8 割", "0.8", 3),
        ("8割5分が", "0.85", 4),
        ("2割引き", "0.2", 2),
        ("5割合計", "0.5", 2),
        ("4分の3を", "0.75", 4),
    ],
)
def test_a_share_is_found(text: str, value: str, end: int) -> None:
    assert share_at(text, 0) == (Decimal(value), end)


@pytest.mark.parametrize(
    "text",
    ["1割り当て", "1割当", "役割", "数割", "割合", "3割る2", "5分の休憩", "0分の1", "半分", "10分"],
)
def test_a_word_is_no_share(text: str) -> None:
    assert share_at(text, 0) is None


def test_no_phrase_is_read_as_a_number() -> None:
    phrases = ["".join(phrase) for phrase in lexicon().terms]

    assert [] == [phrase for phrase in phrases if numeral_at(phrase, 0)]


@given(st.integers(1, 10**15 - 1))
def test_every_number_written_with_scales_is_read(number: int) -> None:
    parts = [
        (number // 10**power % 10**4, scale) for power, scale in ((12, "兆"), (8, "億"), (4, "万"))
    ]
    text = "".join(f"{part}{scale}" for part, scale in parts if part)
    rest = number % 10**4
    text += f"{rest:04}" if rest and text else f"{rest}千" if not text else ""

    expected = number if any(part for part, _ in parts) else rest * 1_000

    if not (text[-4:-1] == "000" and text[-1].isdecimal()):
        assert read(text) == expected


@pytest.mark.parametrize(
    ("character", "name"), [("あ", "hiragana"), ("ー", "katakana"), ("ヶ", "kanji")]
)
def test_a_character_has_a_script(character: str, name: str) -> None:
    assert script(character) == name
