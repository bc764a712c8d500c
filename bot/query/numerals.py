"""Numerals in Japanese.

    numeral  = part {part}          1万, 1億2,000万, 2千5百, 百万, 二千五百, 一億2000万
    part     = (digits | 一 ... 九) [十 | 百 | 千] [万 | 億 | 兆]          ever smaller
    share    = n "割" [n "分"] | n "分の" n                              8割, 8割5分, 3分の1

A numeral in kanji alone must not be part of a word (一般, 千葉, 十分): a large one ends its word,
a small one stands before a counter (一日, 百件, 一リクエスト).
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from pricing import divide

from .patterns import Pattern

Found = tuple[Decimal, int]
"""A number, and where it ends in the text."""


_ONES = {each: Decimal(value) for value, each in enumerate("〇一二三四五六七八九")}
_TENS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_MYRIADS = {"万": Decimal(10) ** 4, "億": Decimal(10) ** 8, "兆": Decimal(10) ** 12}
# As it is typed where no kanji comes of it: 500マン, 5千まん.
_IN_KANA = r"(?<=[0-9十百千])(?:マン(?![ァ-ヺー])|まん)"
_MYRIADS |= {"マン": _MYRIADS["万"], "まん": _MYRIADS["万"]}
_HALVES = frozenset({"半分", "半額", "半数"})
_OPENINGS = frozenset("0123456789〇一二三四五六七八九十百千万億兆")
_LARGE = Decimal(100)
_FEWEST_DIGITS = 3
"""Behind a scale; fewer are rather a number of their own: "月10万1件あたり"."""
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,9})?"
_KANJI = "㐀-鿿々"
# 数100万 is some millions, and 件数100万 a million of them, whatever they are: 社員数, 店舗数.
# Behind a time (月数100件), 約 and the like, or so many (1件数100トークン) it is some again,
# and so it is before a numeral in kanji, but for counters: 社員数百人, but 件数百万.
_SEVERAL = (
    rf"(?:(?<![A-Za-zァ-ヺー{_KANJI}])|(?<=[月日年週毎約計大低均時分秒間各])(?<!予約)(?<!契約)"
    r"|(?<=[0-9一各毎][件回人枚本社名通])|(?<![件回人枚本字話力])(?=数[十百千万億兆]))数"
)
_PART = re.compile(rf"{_DIGITS}|[〇一二三四五六七八九十百千万億兆]|マン|まん")
# A space is only taken where the digits before it would else count nothing: "1000 万". Nothing
# is given back once taken ("+"): else a long run of digits could be cut up in countless ways.
_NUMERAL = Pattern(
    rf"(?<![0-9.,何幾第〇一二三四五六七八九十百千万億兆])(?<!{_SEVERAL})"
    rf"(?:{_DIGITS}(?: (?=[万億兆]))?|[〇一二三四五六七八九十百千万億兆]|{_IN_KANA}){{1,16}}+"
    # Behind it: no other number, nothing vague, no word that begins with its last character.
    r"(?![0-9]|[.,][0-9]|[〇一二三四五六七八九十百千万億兆数々]|が一|能|歳|葉|全の)"
)
_SHARE = Pattern(
    r"(?<![0-9.,何幾])(?P<tenths>[0-9]{1,3}(?:\.[0-9]{1,6})?|(?<!数)[一二三四五六七八九十]) ?割"
    r"(?:(?P<hundredths>[0-9]|[一二三四五六七八九])分)?(?!当|り当|合(?![わ計])|く(?!らい)|[けっるれ])"
)
_FRACTION = Pattern(
    r"(?<![0-9.,何幾])(?P<below>[1-9][0-9]{0,2}|(?<!数)[二三四五六七八九十])分の"
    r"(?P<above>[0-9]{1,3}|[一二三四五六七八九十])(?![0-9.,十百千万億兆])"
)
_TIMES = Pattern(rf"(?P<times>{_DIGITS}|[〇一二三四五六七八九十百千万億兆]+)倍")
# What a numeral in kanji may count, and what may stand behind that in the same run of kanji.
_COUNTER = (
    r"(?:人(?!っ子|ひとり|ぼっち|ぽっち|とも)|回(?!り)|(?<!一)度(?![目とも合])|[件本枚名個社冊台日年秒円問週]|通(?!り)|時間|[ヶヵかカケ箇]月|文字|単語|営業日|種類"
    r"|割|倍|分(?=間|ごと|毎|以内|おき|キャッシュ)"
    r"|リクエスト|トークン|ユーザー?|セッション|コール|クエリー?|メッセージ|チケット|ドキュメント"
    r"|ドル|ユーロ|パーセント|ページ|メール|チャット|ターン|プロンプト|ジョブ|ファイル|レコード|入力|出力)"
)
_BEHIND_COUNTER = (
    rf"(?:(?![{_KANJI}])|(?=当|平均|毎|合計|以上|以下|以内|未満|程度|前後|弱|強|超|間|分|目|入力"
    r"|出力|最大|最低|割引|引|約|計|処理|利用|使用|各)|(?<=人)(?=月)|(?<=[日週月年間力])(?=[一二三四五六七八九十百千万億兆])"
    r"|(?<=[人件回])(?=[一二三四五六七八九十百千万]{1,8}[日回件通本月週年]))"
)
_COUNTED = Pattern(_COUNTER + _BEHIND_COUNTER)
_MAY_STAND_BEFORE = frozenset("約計均月週年日力各大々間時人件回")
"""Kanji that a small numeral may follow: 約十件, 平均三回, 月一回, 入力千トークン."""


def is_vague(source: str, start: int) -> bool:
    """Whether the 数 at `start` is some of the number behind it (数100件), and no 件数."""
    return _SOME.match(source, start) is not None


_SOME = Pattern(_SEVERAL)


def read(text: str) -> Decimal | None:
    """The number that all of `text` writes; a share for 割 and 半分, the factor for 倍."""
    if text in _HALVES:
        return Decimal("0.5")
    if match := _TIMES.fullmatch(text):
        return _value(match["times"])
    for pattern, value in ((_SHARE, _tenths), (_FRACTION, _part_of)):
        if match := pattern.fullmatch(text):
            return value(match)
    return _value(text) if _NUMERAL.fullmatch(text) else None


def has_numerals(text: str) -> bool:
    """Whether a numeral could begin somewhere in `text`."""
    return not _OPENINGS.isdisjoint(text)


def numeral_at(source: str, start: int) -> Found | None:
    """The Japanese numeral that begins at `start` and where it ends, None where none does.

    Digits with nothing Japanese behind them (10, 10,000) are none, and neither is a share.
    """
    if source.isascii() or source[start] not in _OPENINGS:
        return None
    match = _NUMERAL.match(source, start)
    if match is None or match.group().isascii():
        return None
    value = _value(match.group())
    if value is None or _SHARE.match(source, start):
        return None
    is_written_out = not any(map(str.isdecimal, match.group()))
    if is_written_out and not _stands_alone(source, match, value):
        return None
    return value, match.end()


def share_at(source: str, start: int) -> Found | None:
    """The share written at `start` (8割, 8割5分, 3分の1) and where it ends, None where none is."""
    if source.isascii() or source[start] not in _OPENINGS:
        return None
    if match := _SHARE.match(source, start):
        return _tenths(match), match.end()
    if match := _FRACTION.match(source, start):
        return _part_of(match), match.end()
    return None


def end_of_number(source: str, start: int) -> int:
    """Where the numeral or share that begins at `start` ends, 0 where none does."""
    if source[start] not in _OPENINGS:
        return 0
    found = numeral_at(source, start) or share_at(source, start)
    return found[1] if found else 0


def _stands_alone(source: str, match: re.Match[str], value: Decimal) -> bool:
    """Whether a numeral without digits is one, and not the beginning of a word."""
    before = source[match.start() - 1 : match.start()]
    if _COUNTED.match(source, match.end()):
        return not _is_kanji(before) or before in _MAY_STAND_BEFORE or value >= _LARGE
    is_large = value >= _LARGE and (len(match.group()) > 1 or before == "力")  # 入力2万 出力千
    return is_large and not _is_kanji(source[match.end() : match.end() + 1])


def _tenths(match: re.Match[str]) -> Decimal:
    tenths, hundredths = _digits(match["tenths"]), _digits(match["hundredths"] or "0")
    return tenths / 10 + hundredths / 100


def _part_of(match: re.Match[str]) -> Decimal:
    return divide(_digits(match["above"]), _digits(match["below"]))


def _digits(text: str) -> Decimal:
    return _ONES.get(text) or _TENS.get(text) or Decimal(text.replace(",", ""))


def _value(text: str) -> Decimal | None:
    """The number that a numeral writes, None where its parts do not make one."""
    if len(text) > 1 and set(text) <= _ONES.keys():
        return Decimal("".join(str(_ONES[each]) for each in text)) if "〇" in text else None
    numeral = _Numeral()
    fits = all(numeral.add(part) for part in _PART.findall(text))
    return numeral.total if fits and numeral.end() else None


class _Numeral:
    """A numeral being added up, part by part, each scale smaller than the one before."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self._section = Decimal(0)
        self._number: Decimal | None = None
        self._is_short = False
        self._tens = Decimal("Infinity")
        self._myriads = Decimal("Infinity")

    def add(self, part: str) -> bool:
        """Add digits or a scale; whether it fits behind what was there."""
        if part in _TENS:
            return self._add_tens(_TENS[part])
        if part in _MYRIADS:
            return self._add_myriads(_MYRIADS[part])
        if self._number is not None:
            return False
        self._number = _ONES[part] if part in _ONES else Decimal(part.replace(",", ""))
        self._is_short = part.isdecimal() and part.isascii() and len(part) < _FEWEST_DIGITS
        return True

    def end(self) -> bool:
        """Add what stands behind the last scale; whether it fits."""
        rest = self._rest()
        scaled = self.total or self._section
        if rest >= self._myriads or (scaled and self._number is not None and self._is_short):
            return False
        self.total += rest
        return True

    def _add_tens(self, scale: Decimal) -> bool:
        if scale >= self._tens:
            return False
        self._section += (Decimal(1) if self._number is None else self._number) * scale
        self._number, self._tens = None, scale
        return True

    def _add_myriads(self, scale: Decimal) -> bool:
        rest = self._rest()
        if scale >= self._myriads or not rest or rest * scale >= self._myriads:
            return False
        self.total += rest * scale
        self._section, self._number = Decimal(0), None
        self._tens, self._myriads = Decimal("Infinity"), scale
        return True

    def _rest(self) -> Decimal:
        return self._section + (self._number or Decimal(0))


# --- scripts


class Script(StrEnum):
    """What a Japanese character is one of; kanji is also what is none of the others."""

    HIRAGANA = "hiragana"
    KATAKANA = "katakana"
    KANJI = "kanji"


def script(character: str) -> Script:
    """The script of a character; the small ヶ of ヶ月 stands for a kanji."""
    if "\u3041" <= character <= "\u309f":
        return Script.HIRAGANA
    if "\u30a0" <= character <= "\u30ff" and character not in "ヶヵ":
        return Script.KATAKANA
    return Script.KANJI


def is_japanese(character: str) -> bool:
    """Whether a character is kana or kanji, and no punctuation of theirs."""
    return character >= "\u3041" or character in "々〆〇"


def _is_kanji(text: str) -> bool:
    return bool(text) and is_japanese(text) and script(text) is Script.KANJI
