"""Japanese cut into words."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.query import japanese
from bot.query.japanese import segment, split
from bot.query.lexicon import Lexicon, build
from bot.query.numerals import is_japanese, numeral_at, share_at
from bot.query.text import normalise
from bot.query.tokens import tokens
from pricing import read_yaml

FOLDER = Path(japanese.__file__).parent / "words"
SLOWEST = 3
"""Seconds for a text of the greatest length, on a slow machine that counts coverage."""


@cache
def lexicon() -> Lexicon:
    return build(read_yaml(FOLDER / "ja.yaml"), (FOLDER / "ja.ordinary.txt").read_text("utf-8"))


def words_of(text: str) -> str:
    """The words of `text`, with spaces between them."""
    return " ".join(each.text for each in split(tokens(normalise(text)), lexicon()))


@pytest.mark.parametrize(
    "cut",
    [
        "入力 1000 万 トークン 、 出力 200 万 トークン 、 キャッシュあり で いくら ?",
        "入力 は いくら",
        "1 日 1 万 リクエスト 、 入力 2 千 ・ 出力 500 トークン 、 キャッシュ 8 割 、 月 いくら ?",
        "ユーザー 1,000 人 × 1 日 10 回",
        "入力 100 万 トークン は 何円 ?",
        "1 ドル 155 円",
        "1 ドル = 155 円",
        "バッチ は 使わない 場合",
        "キャッシュ は なし で",
        "1 件 あたり 入力 二千五百 、 出力 三百 トークン",
        "一 日 五百 件 、 一 件 当たり 三千 トークン",
        "プロンプトキャッシュのヒット率 は 85 % です",
        "キャッシュヒット 500 万 、 キャッシュ書き込み 100 万",
        "3 分の 2 を キャッシュ",
        "5 分 キャッシュ と 1 時間 キャッシュ どっち が 得 ?",
        "予算 は 月 10 万 円 です",
        "月 百万 件",
        "1 億 2000 万 円",
        "一億 2000 万 円",
        "8 割 5 分 が キャッシュ",
        "半年 で",
        "現行モデル を 全部 比較して",
    ],
)
def test_a_run_is_cut_into_its_words(cut: str) -> None:
    assert cut == words_of(cut.replace(" ", ""))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("sonnetで1万件", "sonnet で 1 万 件"),
        ("バッチAPIで", "バッチ api で"),
        ("Web検索を5回", "web 検索 を 5 回"),
        ("opusとsonnetと", "opus と sonnet と"),
        ("入力10Mで出力2M", "入力 10 m で 出力 2 m"),
        ("１日３千リクエスト", "1 日 3 千 リクエスト"),
        ("ﾊﾞｯﾁで", "バッチ で"),
        ("十ﾄｰｸﾝ", "十 トークン"),
    ],
)
def test_latin_letters_and_width_make_no_difference(text: str, cut: str) -> None:
    assert cut == words_of(text)


@pytest.mark.parametrize(
    "word",
    [
        "バッチリ",
        "コールセンター",
        "キャッシュレス",
        "オプトアウト",
        "チャットボット",
        "ケースバッチナー",
    ],
)
def test_katakana_is_not_cut_out_of_a_longer_word(word: str) -> None:
    assert f"{word} です" == words_of(f"{word}です")


@pytest.mark.parametrize(
    "cut", ["バッチ リクエスト", "プロンプト トークン", "インプット トークン", "キャッシュ バッチ"]
)
def test_katakana_made_of_phrases_alone_is_cut(cut: str) -> None:
    known = japanese.words(cut.split(), [])

    assert cut.split() == segment(cut.replace(" ", ""), known)


@pytest.mark.parametrize(
    ("run", "cut"),
    [
        ("入力欄外", ["入力", "欄外"]),
        ("本山寺", ["本山寺"]),
        ("山寺本", ["山寺本"]),
        ("件と本", ["件", "と", "本"]),
        ("本はつけない", ["本", "は", "つけ", "ない"]),
        ("つけとない", ["つけと", "ない"]),
        ("ほとけはない", ["ほとけは", "ない"]),
        ("ほとけをみる", ["ほとけ", "を", "みる"]),
        ("山とある", ["山", "と", "ある"]),
        ("とはある", ["と", "はある"]),
        ("いくらある", ["いくら", "ある"]),
        ("々", ["々"]),
        ("", []),
    ],
)
def test_a_short_word_is_not_found_in_the_middle_of_unknown_ones(run: str, cut: list[str]) -> None:
    known = japanese.words(["入力", "件", "本", "は", "と", "を", "ない", "いくら"], ["一字", "字"])

    assert cut == segment(run, known)


def test_of_two_ways_the_one_with_fewer_words_is_taken() -> None:
    known = japanese.words(["キャッシュ", "なし", "キャッシュなし", "で"], ["なしで"])

    assert ["キャッシュなし", "で"] == segment("キャッシュなしで", known)


@pytest.mark.parametrize(
    "cut", ["1 日 中", "5 件 精査", "2 月 分", "10 人 程度", "3 分野 で", "四半期 で"]
)
def test_behind_a_number_stands_what_it_counts(cut: str) -> None:
    known = build(
        {
            "link": {"x": ["中"]},
            "period": {"x": ["日", "分", "月", "四半期"]},
            "count": {"x": ["件", "人"]},
        },
        "日中\n分野\n月分",
    )

    assert cut == " ".join(
        each.text for each in split(tokens(cut.replace(" ", "")), known)
    ).replace("程 度", "程度")


def test_a_token_whose_lower_case_is_longer_stays_whole() -> None:
    assert "strasseは で" == words_of("Straßeは で")


def test_a_text_without_japanese_is_left_alone() -> None:
    row = tokens("10M in 2M out")

    assert split(row, lexicon()) is row


def test_each_phrase_is_found_where_it_stands() -> None:
    phrases = [" ".join(phrase) for phrase in lexicon().terms]

    cut = [words_of(f"opus、{phrase}、です") for phrase in phrases]

    assert [f"opus 、 {phrase} 、 です" for phrase in phrases] == cut


def test_each_phrase_is_found_between_particles() -> None:
    hanging = {"link", "particle", "prose", "negation", "part", "verb"}
    terms = lexicon().terms.items()
    words = ["".join(each) for each, term in terms if len(each) == 1 if term[0] not in hanging]

    cut = [words_of(f"値が{word}の場合") for word in words]

    assert [f"値 が {word} の 場合" for word in words] == cut


def test_no_everyday_word_is_read_as_a_number() -> None:
    words = lexicon().ordinary.split()

    assert [] == [word for word in words if numeral_at(word, 0) or share_at(word, 0)]


def test_everyday_words_are_no_phrases_and_hold_no_digits() -> None:
    ordinary = lexicon().ordinary.split()

    assert sorted(set(ordinary)) == ordinary
    assert not [word for word in ordinary if (word,) in lexicon().terms]
    assert all(len(word) > 1 and all(map(is_japanese, word)) for word in ordinary)


@given(
    st.text(
        alphabet="入力出バッチーキャシュはがをので1万億千割分日件本一二十ab 、々〇", max_size=60
    )
)
def test_whatever_is_cut_is_all_there(text: str) -> None:
    row = tokens(normalise(text))

    cut = split(row, lexicon())

    assert "".join(each.text for each in row) == "".join(each.text for each in cut)
    assert all(left.span.end <= right.span.start for left, right in pairwise(cut))


@pytest.mark.parametrize(
    "part", ["入力", "バッチ", "ー", "万", "十", "あ", "々", "1万", "の", "一日"]
)
def test_a_hostile_text_takes_linear_time(part: str) -> None:
    text = (part * 4_000)[:4_000]
    japanese.words_of(lexicon())
    started = time.process_time()

    words_of(text)

    assert time.process_time() - started < SLOWEST
