"""What is ruled out.

negated = ("no" | "without" | "don't" ...) {filler} ruled {("or" | "nor" | "/" | ",") ruled}
ruled   = cached | modifier | unit | discount | image | tax | region ...
A number or a model behind a negation is asked about, and so is a negation that rules out
nothing where something could be meant: see `leftovers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.query.lexicon import Term
from bot.query.model import ModelChoice
from bot.query.pieces import (
    MarkPiece,
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    WordPiece,
)
from bot.query.roles import longest_first, words_that
from bot.query.sentence import Sentence
from pricing import Modifier

_FILLERS = words_that("behind_a_negation")


_EXCL = "excl"


def negated(sentence: Sentence) -> bool:
    """`no cache`, `don't use batch`, `neither cached nor batched`, `not on opus`."""
    start = sentence.place
    if sentence.term(start, "negation", "behind"):
        return False
    is_short = sentence.word(start) == _EXCL and sentence.mark(start + 1, ".")
    index = _behind(sentence, start + 2 if is_short else start + 1)
    if _corrects(sentence, start, index) or _leaves_the_rest(sentence, start, index):
        return True
    if sentence.at(index, NumberPiece) or sentence.at(index, PercentPiece):
        sentence.ask(start, index + 1, "ask.negation")
        return True
    if model := sentence.at(index, ModelPiece):
        return _of_a_model(sentence, start, index, model)
    if sentence.word(start) in _BUT and sentence.term(index, "unit"):
        return _all_but(sentence, start, index)
    none_yet = not (sentence.said.without or sentence.said.uncached)
    if not _rule_out(sentence, index):
        return False
    with_and = sentence.was(start - 1, "link", "and") and _is_with(sentence, start - 2)
    # "cached, or without caching?", "with and without batch"
    if none_yet and (with_and or sentence.was(start - 1, "several")):
        sentence.ask(start - 1, index + 1, "ask.with_or_without")
        return True
    end = index + 1
    while _joins(sentence, start, end) and _rule_out(sentence, _behind(sentence, end + 1)):
        end = _behind(sentence, end + 1) + 1
    if _leaves_open(sentence, end):
        sentence.ask(start, _behind(sentence, end + 1) + 1, "ask.with_or_without")
        return True
    said = sentence.pieces[index].text
    sentence.take(range(start, end), f"without {said}")
    return True


def _corrects(sentence: Sentence, start: int, index: int) -> bool:
    """`2k requests a day, not 20k`, `5k in instead of 3k`: the first number is what holds."""
    before = start - 1 if sentence.mark(start - 1, ",(") else start
    if sentence.word(start) not in _RATHER:
        return False
    if not sentence.at(index, NumberPiece) or before not in _ends(sentence):
        return False
    if sentence.at(index + 1, Piece) and not sentence.mark(index + 1, _CLAUSE_ENDS):
        return False
    sentence.take(range(start, index + 1), "not so many")
    return True


def _leaves_the_rest(sentence: Sentence, start: int, index: int) -> bool:
    """`keep everything but use sonnet`, `drop the output to 200`: nothing is ruled out."""
    but = sentence.word(start).endswith(" but") and sentence.says(start + 1, _CHANGES)
    lowers = sentence.word(start) in _LOWERS and sentence.was(index + 1, "link", "range")
    if not (but or (lowers and sentence.at(index + 2, NumberPiece))):
        return False
    sentence.take([start], "all else stays" if but else "less")
    return True


_CHANGES, _LOWERS = map(words_that, ("begins_a_change", "lowers_to"))


def _ends(sentence: Sentence) -> tuple[int, int]:
    """Where the last amount and the last number of requests end."""
    return sentence.amount_end, sentence.count_end


_RATHER = words_that("corrects_a_number")
_CLAUSE_ENDS = ",;.?!)"


def unbatched(sentence: Sentence) -> bool:
    """`unbatched`: the word itself rules out."""
    piece = sentence.here(TermPiece)
    sentence.said.without.add(Modifier(piece.term.value))
    sentence.take([sentence.place], f"without {piece.term.value}")
    return True


def negated_behind(sentence: Sentence) -> bool:
    """`バッチなし`, `キャッシュは使わない`: Japanese rules out behind the word."""
    start = sentence.place
    if _none_of_several(sentence, start):
        return True
    index = _behind_name(sentence, start)
    if sentence.word(index) in _ITS_COST:  # 検索料金は除いて
        index = sentence.skip(index + 1, ("link", "of"))
    index = index + 1 if sentence.mark(index, ":=") else index  # バッチ：なし
    index = _behind_adverbs(sentence, start, index)
    word = sentence.at(index, Piece)
    said_no = sentence.mark(index - 1, ":=") and word and word.text.casefold() in _NO
    said_no = said_no and not _is_of_the_cache_behind(sentence, index + 1)
    said_no = said_no or _is_switched_off(sentence, start, index) or _is_crossed(sentence, start)
    if not _is_ruled_out_at(sentence, index) and not said_no:
        return False
    if sentence.at(start, ModelPiece) and sentence.says(index + 1, _WHAT_INSTEAD):
        sentence.take([index], "another is looked for")  # sonnet 4の代わりに何を使う
        return True
    model = sentence.at(start, ModelPiece)
    others = list(_others_left_out(sentence, start))
    if model and (sentence.models_named == 1 or others):
        sentence.said.left_out += [*others, model.choice]
        sentence.said.models[:] = [each for each in sentence.said.models if each not in others]
        sentence.ask(start, index + 1, "ask.other_model")  # haiku以外で安いのは
        return True
    if model:
        is_side = _is_side(sentence, index)
        if not is_side:
            sentence.said.left_out.append(model.choice)
        taken = [index] if is_side else range(start, index + 1)
        sentence.take(taken, "compared with" if is_side else "not on this model")
        return True
    if sentence.word(index) == _ALL_BUT and sentence.term(start, "unit"):
        return _all_but(sentence, start, index)
    if not _rule_out(sentence, start):
        return False
    sentence.take(range(start, index + 1), f"without {sentence.pieces[start].text}")
    return True


def _behind_name(sentence: Sentence, start: int) -> int:
    """The index behind `opus系[以外]`, or what else stands before what rules it out."""
    index = sentence.skip(start + 1, ("link", "of"))
    is_family = sentence.at(start, ModelPiece) and sentence.word(index) in _FAMILY
    return index + 1 if is_family else index


_FAMILY = words_that("names_a_family")


def _is_ruled_out_at(sentence: Sentence, index: int) -> bool:
    """Whether a "not" stands at `index`; `バッチを使わなくてはいけない` is none."""
    must = sentence.word(index + 1) == "は" and sentence.word(index + 2).startswith(_MUST)
    return sentence.term(index, "negation", "behind") is not None and not must


_MUST = ("いけ", "なら", "だめ", "ダメ", "駄目")


def _behind_adverbs(sentence: Sentence, start: int, index: int) -> int:
    """The index of the negation in `バッチは今回使わない`; `index` itself where none is there."""
    if not _is_lever(sentence, start) or sentence.word(index) not in _BETWEEN:
        return index
    end = index
    while sentence.word(end) in _BETWEEN or sentence.word(end) in _TIED_TO_NO:
        end += 1
    return end if sentence.term(end, "negation", "behind") else index


_BETWEEN, _TIED_TO_NO = words_that("between_a_lever_and_no"), frozenset({"は", "に", "も"})


def _is_of_the_cache_behind(sentence: Sentence, index: int) -> bool:
    """`haiku: no cache, or 1h?`; but `batch=false cache=true` are two terms."""
    return bool(sentence.term(index, "caching")) and not sentence.mark(index + 1, ":=")


def _others_left_out(sentence: Sentence, index: int) -> Iterator[ModelChoice]:
    """`[fableと]opus以外`: the other one is left out as well, and is none that is asked for."""
    while sentence.was(index - 1, "link", "and") or sentence.mark(index - 1, "・"):
        piece = sentence.pieces[index - 2]
        if not isinstance(piece, ModelPiece):
            return
        yield piece.choice
        index -= 2


def _none_of_several(sentence: Sentence, start: int) -> bool:
    """`キャッシュもバッチも使わない`, `キャッシュやバッチを使わず`: neither the one nor the other.

    `キャッシュとバッチなし` may be with a cache, and is asked about.
    """
    levers, joined, end = [start], set[str](), start + 1
    while sentence.word(end) in _JOINED and _is_lever(sentence, end + 1):
        joined.add(sentence.word(end))
        levers.append(end + 1)
        end += 2
    if len(levers) < _TWO or not _is_lever(sentence, start):
        return False
    if any(sentence.word(each).endswith(_USED) for each in levers):  # キャッシュあり/バッチなし
        return False
    behind = sentence.skip(end, ("link", "of"), ("particle", "also"))
    is_named = sentence.term(end - 1, "caching", "uncached")  # バッチやキャッシュなし
    if not is_named and not sentence.term(behind, "negation", "behind"):
        return False
    is_bare = is_named or (behind == end and sentence.word(behind) in _NONE)
    if is_bare and not joined <= _NEITHER:
        sentence.ask(start, end if is_named else behind + 1, "ask.with_or_without")
        return True
    for each in levers:
        _rule_out(sentence, each)
    if is_named:
        sentence.said.uncached = True
    sentence.take(range(start, end if is_named else behind + 1), "without either")
    return True


def _is_lever(sentence: Sentence, index: int) -> bool:
    return bool(sentence.term(index, "caching") or sentence.term(index, "modifier"))


_USED = ("あり", "有り")
_JOINED, _NEITHER, _NONE = map(words_that, ("joins_levers", "joins_what_is_ruled_out", "none"))


def _all_but(sentence: Sentence, start: int, index: int) -> bool:
    """`出力以外は同じ`: all else stays, and what is named is what changes; else what is meant?

    So with `double everything except the output`, whose output is not left out.
    """
    near = {sentence.word(each) for each in range(index + 1, index + 1 + _NEAR)}
    if near.isdisjoint(_STAYS):
        sentence.ask(start, index + 1, "ask.unused")
    else:
        sentence.take(range(start, index + 1), "all else stays")
    return True


_ITS_COST = words_that("cost_of_something")
_ALL_BUT, _NEAR = "以外", 4
_BUT = words_that("all_but_something")
_STAYS = words_that("all_else_stays")


def _is_switched_off(sentence: Sentence, start: int, index: int) -> bool:
    """`with the cache off`, `キャッシュはオフ`; not `batch off-peak`."""
    if not sentence.term(index, "discount", "off"):
        return False
    is_lever = sentence.term(start, "caching") or sentence.term(start, "modifier")
    is_lever = is_lever or sentence.term(start, "unit", "thinking")
    return (
        bool(is_lever)
        and (not sentence.at(index + 1, WordPiece) or sentence.word(index + 1) in _PLEASE)
        and not sentence.mark(index + 1, "-")
    )


def _is_crossed(sentence: Sentence, start: int) -> bool:
    """`バッチ×`, with nothing tied behind it; `キャッシュ×バッチ` are both."""
    places = sentence.pieces[start : start + 3]
    if not _is_lever(sentence, start) or sentence.word(start + 1) not in _CROSSES:
        return False
    return all(
        (one.span.end == other.span.start) is (one is places[0]) or isinstance(other, MarkPiece)
        for one, other in pairwise(places)
    )


_CROSSES = words_that("crosses_out")
_PLEASE = words_that("please")


def _of_a_model(sentence: Sentence, start: int, index: int, model: ModelPiece) -> bool:
    """`haiku instead of opus`: the two are compared; else which model is it then?"""
    if _is_side(sentence, start):
        sentence.take([start], "compared with")
        return True
    if _is_another_named(sentence, start, index):
        sentence.take(range(start, index + 1), "not on that model")
        return True
    sentence.said.left_out.append(model.choice)
    end = index + 1
    while sentence.says(end, _LISTS) and (other := sentence.at(end + 1, ModelPiece)):
        sentence.said.left_out.append(other.choice)
        end += 2
    sentence.ask(start, end, "ask.other_model")
    return True


def dismissed(sentence: Sentence) -> bool:
    """`forget haiku, sonnet 5.5 please`: it is spoken of, and not asked about."""
    start = sentence.place
    end = start + 1
    while sentence.says(end, _LISTS) and sentence.at(end + 1, ModelPiece):
        end += 2
    if sentence.word(start - 1) not in _DISMISSES or not sentence.mark(end, ",.;"):
        return False
    if sentence.at(end + 1, ModelPiece) is None:
        return False
    if sentence.was(start - 2, "negation"):  # "don't forget haiku"
        sentence.ask(start - 2, end, "ask.negation")
        return True
    sentence.take(range(start, end), "not on that model")
    return True


_DISMISSES = words_that("dismisses_a_model")


def _is_another_named(sentence: Sentence, start: int, index: int) -> bool:
    """`not opus, sonnet 5.5 please`, `sonnet 5.5 (not haiku)`: on which it is then, is said.

    Not so where a question could have been asked before, or more models are named.
    """
    is_ruled_out = sentence.word(start) == "not" or sentence.word(start) in _DISMISSES
    if not is_ruled_out or sentence.models_named != _TWO or not sentence.sides:
        return False
    if sentence.mark(start - 1, "("):
        before = sentence.pieces[start - 2 : start - 1]
        return sentence.mark(index + 1, ")") and any(isinstance(e, ModelPiece) for e in before)
    behind = sentence.at(index + 2, ModelPiece)
    return start == 0 and sentence.mark(index + 1, ",") and behind is not None


def _is_side(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` names the other of two models."""
    if sentence.models_named != _TWO or sentence.word(index) not in _INSTEAD:
        return False
    return sentence.word(index).isascii() or sentence.holds("intent", "saved")


_INSTEAD, _WHAT_INSTEAD = map(words_that, ("instead_of_a_model", "what_instead"))
_LISTS = frozenset({"and", "or", "nor", "&", "/"})
_TWO = 2

# Behind a colon: "batch: no", "cached=false".
_NO = words_that("false")


def _behind(sentence: Sentence, index: int) -> int:
    """The index behind words that say nothing of their own: "don't *use the* cache"."""
    while _is_filler(sentence, index):
        index += 1
    return index


def _is_filler(sentence: Sentence, index: int) -> bool:
    if sentence.mark(index, "-") or sentence.term(index, "link", "of", "per"):
        return True
    if sentence.term(index, "date"):
        return True
    piece = sentence.at(index, WordPiece)
    return piece is not None and piece.text.casefold() in _FILLERS


def _is_with(sentence: Sentence, index: int) -> bool:
    return index >= 0 and sentence.pieces[index].text.casefold() == "with"


def _joins(sentence: Sentence, start: int, index: int) -> bool:
    """`no batch or caching`, `without batch and caching`; but `no batch and 80% cached`."""
    if _is_or(sentence, index) or _lists(sentence, start, index):
        return True
    if sentence.term(index, "link", "and") and sentence.word(index + 1) in _OF_THE_CACHE:
        return True
    place = _named_behind_and(sentence, index)
    if not place:
        return False
    if sentence.was(place, "modifier", Modifier.FAST):
        return False  # "no caching and fast mode": hardly is that ruled out as well
    return sentence.says(place, _LEVERS_THEMSELVES) or sentence.word(start) in _WITHOUT


def _lists(sentence: Sentence, start: int, index: int) -> bool:
    """`without batch[,] caching or US-only`: what is listed up to an "or" or an "and"."""
    place = _behind(sentence, index + 1)
    if not sentence.mark(index, ",、") or not sentence.says(place, _LEVERS_THEMSELVES | _LEVERS):
        return False
    return _joins(sentence, start, place + 1) or _leaves_open(sentence, place + 1)


def _leaves_open(sentence: Sentence, index: int) -> bool:
    """`no cache and batch`: without it as well, or with it? `without batch or the discount`."""
    if _is_or(sentence, index):
        return bool(sentence.at(_behind(sentence, index + 1), PercentPiece))
    return bool(_named_behind_and(sentence, index))


_PULLS = words_that("pulls_a_lever")


def _named_behind_and(sentence: Sentence, index: int) -> int:
    """Where a lever is named behind an "and", with nothing that says how it is used; else 0."""
    place = _behind(sentence, index + 1)
    if not sentence.term(index, "link", "and"):
        return 0
    if any(sentence.word(each) in _PULLS for each in range(index + 1, place)):
        return 0  # "without batch and with fast mode", "drop the searches and use batch"
    if not sentence.says(place, _LEVERS_THEMSELVES | _LEVERS):
        return 0
    is_used = sentence.says(place + 1, _ON) and not sentence.at(place + 2, ModelPiece)
    is_share = sentence.at(place + 1, NumberPiece) or sentence.at(place + 1, PercentPiece)
    return 0 if is_used or is_share or sentence.says(place + 1, _ALL_OF_IT) else place


_LEVERS_THEMSELVES, _LEVERS, _ON, _WITHOUT = map(
    words_that, ("lever_itself", "lever_in_short", "switched_on", "without_several")
)
_ALL_OF_IT = frozenset({"all", "everything", "it", "them", "these", "those"})


def _is_or(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, TermPiece)
    either = piece is not None and piece.text.casefold() in {"or", "nor"}
    return either or sentence.mark(index, "/")


def _rule_out(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, TermPiece)
    if piece is None:
        return _rules_out_of_the_cache(sentence, index)
    category, value = piece.term
    if category == "modifier":
        sentence.said.without.add(Modifier(value))
    elif category == "caching" and value == "cached":
        sentence.said.uncached = True
    elif category == "unit" or value == "image":
        sentence.said.without_units += _KINDS.get(value, (value,))
    elif category == "discount":
        sentence.said.undiscounted = True
    else:
        return category in _PLAINLY_OUT or piece.term in _NO_PRICE
    return True


def _rules_out_of_the_cache(sentence: Sentence, index: int) -> bool:
    """`no cache reads or [writes]`: of the cache as well, which is named once."""
    gone, value = sentence.said.without_units, _OF_THE_CACHE.get(sentence.word(index))
    if value is None or not any(each.startswith("cache_") for each in gone):
        return False
    gone += _KINDS.get(value, (value,))
    return True


_OF_THE_CACHE = {"reads": "cache_read", "writes": "cache_write"}
_KINDS = {"cache_write": ("cache_write_5m", "cache_write_1h")}
"""What is billed in kinds that one word means: `no cache writes` are none of either life."""
_PLAINLY_OUT = frozenset({"content"})
"""Without it there is nothing to price: `画像なし`."""
_NO_PRICE = frozenset(
    Term("unread", each)
    for each in ("cloud", "like_batch", "like_fast", "region", "retry", "tax", "unpriced")
)
"""What is refused where it is asked for, and may well be ruled out: `税は抜きで`."""


def all_but_a_share(sentence: Sentence) -> bool:
    """`everything but the urgent 10% is batched`: the others, so that it is no 10%."""
    start = sentence.place
    first = max(start - _MOST_BEFORE_A_SHARE, sentence.clause(start).start)
    for place in range(first, start):
        said = " ".join(sentence.word(each) for each in range(place, start))
        if _ALL_BUT_SO_MUCH.fullmatch(said):
            sentence.ask(place, start + 1, "ask.negation")
            return True
    return False


_MOST_BEFORE_A_SHARE = 7


def _one_of(words: frozenset[str]) -> str:
    return "|".join(re.escape(each) for each in longest_first(words))


_ALL_BUT_SO_MUCH = re.compile(
    f"(?:{_one_of(words_that('all_that_there_is'))}) "
    f"(?:{_one_of(words_that('leaves_out_of_all'))})(?: [a-z' ]+)?"
)
