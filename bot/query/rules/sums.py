"""Sums of what one prompt is made of: several numbers of tokens, and one kind of them.

sum    = part {plus part} [filler] input              3k + 5k + 2k in
       | unit [":"] part plus part {plus part}        入力3千＋5千＋2千
       | named plus named {plus named}                system 2k + history 5k + question 300
plus   = "+" | "plus" ["a"]
part   = NUMBER ["tokens"] | pieces
named  = name part | part name | pieces
pieces = NUMBER "chunks" ("of" | "at" | "x") NUMBER ["tokens"] ["each"]
       | NUMBER "chunks" ("(" NUMBER ["tokens"] "each" ")" | "," NUMBER ["tokens"] "each")
       | NUMBER ["tokens"] "の" "チャンク" NUMBER "個"
       | ("チャンク" | "検索結果") NUMBER ["件"] "×" NUMBER ["tokens"]
       | ("チャンク" | "検索結果") NUMBER ["tokens"] "×" NUMBER ["件"]

`10M + 2M out` may as well be input and output, and is left to be asked about. So is what is cached
beside parts with a name: it could be one of them. Pieces alone are a part of something only where
requests are counted before; else they may be the requests.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from bot.query.model import PartOfPrompt
from bot.query.pieces import NumberPiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from .amounts import FILLERS, has_own_unit, meaning, unit_at
from .nouns import counted_noun, is_plural, singular
from .units_first import units_stand_first

_TOKENS, _ABOUT, _EACH = ("tokens", "tokens"), ("approximately", "about"), ("scope", "each")
_SIDES = (Unit.INPUT, Unit.OUTPUT)


class Part(NamedTuple):
    """One number of tokens, or so many pieces of so many each.

    Attributes:
        numbers: one, or the two that are multiplied.
        last: where the last one stands.
        end: the index behind all of it.
        named: whether it is called by what it is.
        name: what it is called, where that is a word that stands behind a number as well.
    """

    numbers: tuple[NumberPiece, ...]
    last: int
    end: int
    named: bool
    name: str = ""

    @property
    def tokens(self) -> Decimal:
        """How many tokens it has."""
        return _product(each.value for each in self.numbers)


def summed(sentence: Sentence) -> bool:
    """`3k + 5k + 2k in`, `5 chunks of 400 tokens plus a 200 token question`."""
    parts = _parts(sentence, sentence.place)
    are_pieces = bool(parts) and len(parts[0].numbers) > 1
    if are_pieces and _are_answered_one_by_one(sentence):
        sentence.ask(sentence.place, parts[0].end, "ask.in_each")
        return True
    if are_pieces and len(parts) > 1 and sentence.term(parts[1].end, "unit", "prefix"):
        parts = parts[:1]  # "6 chunks of 500 tokens plus a 1,200 token system prompt"
    if len(parts) == 1 and _is_beside_a_prefix(sentence, parts[0]):
        return add_up(sentence, Unit.INPUT, parts, sentence.place, parts[0].end)
    if len(parts) < len("ab") and not (are_pieces and _is_of_requests(sentence)):
        return False
    end = parts[-1].end
    is_closed = sentence.mark(sentence.place - 1, "(") and sentence.mark(end, ")")
    index = sentence.skip(end + is_closed, *FILLERS)  # "(1k + 2k RAG) in"
    if unit_at(sentence, index) is Unit.INPUT:
        return add_up(
            sentence, Unit.INPUT, parts, sentence.place, sentence.skip(index + 1, _TOKENS)
        )
    is_plain = all(each.named for each in parts) and not sentence.term(index, "unit")
    is_cached = sentence.holds("caching") and not sentence.holds("unit", "prefix")
    return is_plain and not is_cached and add_up(sentence, Unit.INPUT, parts, sentence.place, end)


def _are_answered_one_by_one(sentence: Sentence) -> bool:
    """`4 chunks of 2k tokens, 150 out per chunk`: each is a request, and no part of one."""
    pieces = sentence.word(sentence.place + 1)
    for place in sentence.places_of({singular(pieces)}) if pieces in _CHUNKS else ():
        before = range(sentence.clause(place).start, place)
        is_one = sentence.word(place - 1) in _ONE_BY_ONE
        if is_one and any(sentence.was(each, "unit", Unit.OUTPUT) for each in before):
            return True
    return False


_ONE_BY_ONE = frozenset({"per", "each", "every", "/"})


def _is_of_requests(sentence: Sentence) -> bool:
    """Whether something else is counted, here or later: `12 chunks of 400 tokens, 90k queries`."""
    if sentence.said.counts:
        return True
    numbers = (place for place, each in enumerate(sentence.pieces) if isinstance(each, NumberPiece))
    nouns = (counted_noun(sentence, each + 1) for each in numbers if each != sentence.place)
    return any(each is not None and sentence.word(each) not in _CHUNKS for each in nouns)


def _is_beside_a_prefix(sentence: Sentence, part: Part) -> bool:
    """`40k system prompt + [2k question]`: what comes behind what each prompt begins with."""
    before = sentence.skip_back(part.last - 1, "link")
    if not part.named or before is None or sentence.term(part.end, "unit"):
        return False
    amounts = sentence.said.amounts
    is_plus = any(sentence.word(part.last - each) in _PLUS for each in (1, 2))
    is_behind = (
        bool(amounts) and amounts[-1].kind == "prefix" and amounts[-1].span.end == before.span.end
    )
    return is_plus and is_behind and all(each.kind is not Unit.INPUT for each in amounts)


def unit_then_sum(sentence: Sentence) -> bool:
    """`入力3千＋5千＋2千`, `input: 3k + 5k`."""
    piece = sentence.here(TermPiece)
    if piece.term.value not in _SIDES:
        return False
    first = sentence.skip(sentence.place + 1, *FILLERS)
    first = first + 1 if sentence.mark(first, ":") else first
    parts = _parts(sentence, _behind_name(sentence, first))
    if len(parts) < len("ab"):
        return False
    last = parts[-1].last
    if has_own_unit(sentence, last) and not units_stand_first(sentence, last):
        return False
    return add_up(sentence, Unit(piece.term.value), parts, sentence.place, parts[-1].end)


def _parts(sentence: Sentence, index: int) -> list[Part]:
    """What stands from `index` on, with a plus between one and the next."""
    parts: list[Part] = []
    while part := _part(sentence, index):
        parts.append(part)
        index = sentence.skip(part.end + 1, ("link", "per"))
        index = _behind_name(sentence, index)
        if sentence.word(part.end) not in _PLUS and not _lists(sentence, part, index):
            break
    return parts


def _behind_name(sentence: Sentence, index: int) -> int:
    """The index behind what a part is called: `本文6k＋指示500`; in Japanese by any word."""
    if sentence.word(index) in _NAMES:
        return index + 2 if sentence.word(index + 1) in _TEXT_BEHIND else index + 1
    end = index
    while _may_name(sentence, end):
        end += 1
    is_size = sentence.at(end, NumberPiece) and counted_noun(sentence, end + 1) is None
    return end if is_size else index


def _may_name(sentence: Sentence, index: int) -> bool:
    word = sentence.at(index, WordPiece) or sentence.term(index, "prose")
    return word is not None and not word.text.isascii()


def _lists(sentence: Sentence, part: Part, index: int) -> bool:
    """`12 chunks of 400 tokens, 150-token question`: a comma or "and" between two with names.

    Not so of `question 500, context 6k`: the context may be all of it.
    """
    is_listed = sentence.mark(part.end, ",、") or sentence.term(part.end, "link", "and")
    following = _part(sentence, index) if part.named and is_listed else None
    if following is None or not following.named:
        return False
    return not any(_may_be_all(sentence, each) for each in (part, following))


def _may_be_all(sentence: Sentence, part: Part) -> bool:
    """`context 6k`; not so `2k of context`, as if there were more."""
    return part.name == _ALL and sentence.word(part.end - 1) != _ALL


def _part(sentence: Sentence, index: int) -> Part | None:
    number = sentence.at(index, NumberPiece)
    if number is None:
        return None
    if found := _pieces(sentence, index, number):
        return found
    if sentence.was(index + 1, "count") and not sentence.word(index + 1).isascii():
        return None  # 本文6k＋文書20件
    end = sentence.skip(index + 2 if sentence.mark(index + 1, "-") else index + 1, _TOKENS)
    are_tokens = sentence.was(end - 1, *_TOKENS)
    end = _behind_of(sentence, end, are_tokens=are_tokens)
    is_behind = _names_what_is_before(sentence, end, are_tokens=are_tokens)
    before = index - 2 if sentence.word(index - 1) in _TEXT_BEHIND else index - 1
    named = is_behind or sentence.word(before) in _NAMES
    said = sentence.word(end) if is_behind else sentence.word(before)
    name = said if named and said.isascii() and said.isalpha() and not said.endswith("s") else ""
    return Part((number,), index, end + 1 if is_behind else end, named, name)


def _behind_of(sentence: Sentence, index: int, *, are_tokens: bool) -> int:
    """The index of the name in `8k of [repo] context`; `index` where none stands there."""
    if sentence.word(index) != "of":
        return index
    places = (index + 1, index + 2)
    named = (
        each for each in places if _names_what_is_before(sentence, each, are_tokens=are_tokens)
    )
    return next(named, index)


def _names_what_is_before(sentence: Sentence, index: int, *, are_tokens: bool) -> bool:
    """Whether the number before `index` is the size of one of these, and no number of them.

    `200 token question` and `6k tokens of docs` are, `1000 docs` and `5資料` are not.
    """
    word = sentence.word(index)
    counts = sentence.was(index, "count") if not word.isascii() else is_plural(word)
    return word in _NAMES and (are_tokens or not counts)


def _pieces(sentence: Sentence, index: int, number: NumberPiece) -> Part | None:
    """`5 chunks of 400 tokens`, `5 chunks (400 each)`, `400トークンのチャンク5個`."""
    if found := _multiplied(sentence, index, number):
        return found
    if sentence.word(index + 1) in _CHUNKS and sentence.word(index + 2) in _OF:
        last = sentence.skip(index + 3, _ABOUT)
        end = sentence.skip(last + 1, _TOKENS, _EACH)
    elif sentence.word(index + 1) in _CHUNKS and sentence.mark(index + 2, "(,"):
        last = sentence.skip(index + 3, _ABOUT)
        each = sentence.skip(last + 1, _TOKENS)
        end = each + 2 if sentence.mark(index + 2, "(") else each + 1
        is_closed = sentence.mark(index + 2, ",") or sentence.mark(each + 1, ")")
        if not sentence.term(each, *_EACH) or not is_closed:
            return None
    elif _is_held_in_japanese(sentence, index) and sentence.mark(index + 2, "("):  # 8個（各500）
        is_one = sentence.at(index + 3, NumberPiece) and sentence.was(index + 4, "count")
        last = sentence.skip(index + 5 if is_one else index + 3, _EACH, _ABOUT)
        end = sentence.skip(last + 1, _TOKENS) + 1
        if not sentence.mark(end - 1, ")"):
            return None
    else:
        name = sentence.skip(index + 1, _TOKENS, ("link", "of"))
        last = name + 1
        end = last + 2
        if sentence.word(name) not in _CHUNKS or not sentence.was(last + 1, "count"):
            return None
    other = sentence.at(last, NumberPiece)
    return Part((number, other), last, end, named=True) if other else None


def _multiplied(sentence: Sentence, index: int, number: NumberPiece) -> Part | None:
    """`チャンク5件×800トークン`, `検索結果800トークン×5件`: so many of what a prompt holds."""
    if not (_is_held_in_japanese(sentence, index) or _is_input(sentence, index)):
        return None
    behind = index + 2 if sentence.term(index + 1, "count") else sentence.skip(index + 1, _TOKENS)
    last = behind + 1
    other = sentence.at(last, NumberPiece)
    is_handed = sentence.word(behind) == "を" and sentence.was(
        last + 1, "count"
    )  # 800トークンを5件
    if other is None or not (is_handed or sentence.term(behind, "link", "times")):
        return None
    end = last + 2 if sentence.term(last + 1, "count") else sentence.skip(last + 1, _TOKENS)
    are_counted = [sentence.was(each + 1, "count") for each in (index, last)]
    are_sizes = [sentence.was(each + 1, "tokens") for each in (index, last)]
    if all(are_counted) or all(are_sizes) or not (any(are_sizes) or _is_sum(sentence, end)):
        return None
    return Part((number, other), last, end, named=True)


def _is_held_in_japanese(sentence: Sentence, index: int) -> bool:
    """Whether `index` counts what a prompt holds: チャンク5件, 検索結果5件 beside 1日2000回.

    By itself `契約書200件` is a number of requests, whatever each of them holds.
    """
    word = sentence.word(index - 1)
    if word.isascii():
        return False
    return word in _CHUNKS or (word in _HELD and _counts_another(sentence, index))


def _is_input(sentence: Sentence, index: int) -> bool:
    """`入力は[5件×800]＋質問200、1日2000回`."""
    is_told = sentence.word(index - 1) in _IS and not sentence.source.isascii()
    return is_told and sentence.was(index - 2, "unit", "input") and _counts_another(sentence, index)


def _counts_another(sentence: Sentence, index: int) -> bool:
    """Whether so many of something are spoken of in another clause than `index`."""
    clause = sentence.clause(index)
    others = (
        place
        for place, each in enumerate(sentence.pieces)
        if isinstance(each, NumberPiece) and place not in clause
    )
    return any(sentence.was(place + 1, "count") for place in others)


_IS = frozenset({"は", ":", "が"})


def _is_sum(sentence: Sentence, index: int) -> bool:
    """Whether more is added to it: of `質問5件×800` alone it is open what 800 is."""
    return sentence.word(index) in _PLUS


def add_up(sentence: Sentence, unit: Unit, parts: list[Part], start: int, end: int) -> bool:
    """Take the pieces from `start` up to `end` as the sum of some parts; not of tiny ones."""
    numbers = [number for each in parts for number in each.numbers]
    if any(each.bounds for each in numbers) or any(each.tokens < _FEWEST for each in parts):
        return False
    with exactly():
        total = sum((each.tokens for each in parts), start=Decimal(0))
    number = replace(numbers[0], value=total, minutes=None)
    sentence.add(unit, number, range(start, end), meaning(unit, number))
    names = [each.name for each in parts if each.name]
    if unit is Unit.INPUT and len(parts) > 1 and names and len(names) == len({*names}):
        said = sentence.said.amounts
        made_of = tuple(PartOfPrompt(each.name, each.tokens) for each in parts)
        said[-1] = replace(said[-1], made_of=made_of)
    return True


def _product(numbers: Iterable[Decimal]) -> Decimal:
    found = Decimal(1)
    with exactly():
        for each in numbers:
            found *= each
    return found


_NAMES, _CHUNKS = words_that("part_of_a_prompt"), words_that("pieces_of_a_prompt")
_HELD = words_that("held_by_a_prompt")
_TEXT_BEHIND = words_that("text_behind_a_name")
_ALL = "context"
_FEWEST = 10
"""Tokens that a part has at least; fewer of anything are no tokens."""
_PLUS, _OF = frozenset({"+", "plus", "プラス"}), frozenset({"at", "of", "x", "×"})
