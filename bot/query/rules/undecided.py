"""Levers that are only thought of or spoken of: "we are considering batch", 以前はバッチでした.

So is one whose clause holds nothing but it and what says that nobody has decided. With a number or
a model in its clause it is part of what is asked: "we are considering sonnet 5.5 in batch".

Nor is a lever taken for granted where its clause says of it what no list knows: "our proxy breaks
the cache", "nobody wants batch". It is used where such a clause ties it to the work ("the nightly
pipeline is batched"), or is made of words that leave no doubt of it ("and with caching?").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, Piece, TermPiece, WordPiece
from bot.query.roles import longest_first, words_that
from bot.query.sentence import Sentence
from pricing import Modifier

_UNDECIDED, _ASKS_WHAT_IT_IS = words_that("not_decided"), words_that("asks_what_a_lever_is")
_STOPS = frozenset(",;.!?、。！？()") | words_that("begins_a_reason")
_LEVERS = ("caching", "modifier")
_TERMS, _NOT_OURS = (*_LEVERS, "discount"), words_that("not_our_lever")


def ask_about_undecided(sentence: Sentence) -> None:
    """Ask whether a lever is meant that is only thought of."""
    if not any(sentence.holds(kind) for kind in _TERMS):
        return
    if not _NOT_OURS.isdisjoint(sentence.words):
        _ask_whose_it_is(sentence)
    for start, end in _clauses(sentence):
        places = range(start, end)
        levers = [each for each in places if _is_lever(sentence.pieces[each])]
        if not levers or _is_labelled(sentence, start, end):
            continue
        if any(
            _is_left_out_behind(sentence, each, end) or _is_told_unread(sentence, each, end)
            for each in levers
        ):
            doubtful = True
        elif all(_is_word(sentence, each) for each in places):
            thought_of = any(_begins(sentence, each, _UNDECIDED) for each in places)
            thought_of = thought_of or any(_is_asked_about(sentence, each) for each in levers)
            doubtful = thought_of or _is_doubtful(sentence, places)
        else:
            doubtful = any(_is_left_out(sentence, each) for each in levers)
        if doubtful:
            span = sentence.span(start, end)
            said = sentence.source[span.start : span.end]
            asked = phrase("ask.with_or_without", said=said)
            sentence.troubles.append(NeedsMore(asked, span))
            return


def _is_labelled(sentence: Sentence, start: int, end: int) -> bool:
    """`tier: batch`, in a list of what holds."""
    is_label = sentence.word(start) == _TIER and sentence.mark(start + 1, ":=")
    return is_label and end == start + len("a:b")


_TIER = "tier"


def _is_lever(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category in _LEVERS


def _ask_whose_it_is(sentence: Sentence) -> None:
    """`our competitor has 90% cached`, `last year we were 80% cached`, `GPT gives us 15% off`."""
    for start, end in _clauses(sentence):
        places = range(start, end)
        is_lever = any(sentence.was(each, kind) for each in places for kind in _TERMS)
        if is_lever and any(sentence.word(each) in _NOT_OURS for each in places):
            span = sentence.span(start, end)
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.with_or_without", said=said), span))
            return


def _is_doubtful(sentence: Sentence, places: range) -> bool:
    """Whether a clause speaks of a cache or a batch, and nothing says that it is used."""
    levers = [each for each in places if _is_in_use(sentence, each)]
    said = [sentence.word(each) for each in places]
    if not levers or _is_compared(sentence) or not all(map(str.isascii, said)):
        return False
    if any(_is_left_out(sentence, each) for each in levers):
        return True
    tied = any(_is_tied(sentence, each) for each in levers)
    if any(_begins(sentence, each, _LEAVES_OUT) for each in places) and not tied:
        return True
    if tied or any(_begins(sentence, each, _AFFIRMS) for each in places):
        return False
    others = [each for each in places if isinstance(sentence.pieces[each], WordPiece)]
    return any(sentence.word(each) not in _PLAIN for each in others)


def _is_compared(sentence: Sentence) -> bool:
    """Whether the lever is looked at beside doing without it: when it pays, what it saves."""
    said = sentence.said
    return bool(said.against or said.saved or "break_even" in said.intents)


def _is_left_out(sentence: Sentence, index: int) -> bool:
    """Whether a word that leaves a lever out is near: "[before] we turn caching on: 10M in"."""
    if _is_compared(sentence) or not _is_in_use(sentence, index):
        return False
    before = index - 1
    while before >= max(0, index - _NEAR) and _is_word(sentence, before):
        if _begins(sentence, before, _LEAVES_OUT):
            return True
        before -= 1
    return False


_NEAR = 3


def _is_left_out_behind(sentence: Sentence, index: int, end: int) -> bool:
    """`キャッシュ導入前`, `バッチは無理`: Japanese leaves a lever out behind it, in its clause."""
    if _is_compared(sentence) or not _is_in_use(sentence, index):
        return False
    behind = index + 1
    while behind < min(end, index + 1 + _FAR) and _is_word(sentence, behind):
        words = [sentence.word(each) for each in range(behind, min(end, behind + _FAR))]
        if "".join(words).startswith(_BEGINS_SO) and not _LEFT_OUT.isdisjoint(accumulate(words)):
            return True
        is_until = sentence.was(behind, "particle", "until") and sentence.word(behind + 1) != "に"
        if is_until and behind > index + 1:  # するまで
            return True
        behind += 1
    return False


def _is_told_unread(sentence: Sentence, index: int, end: int) -> bool:
    """`バッチは微妙`, `キャッシュ：未対応かも`: something is said of a lever that no list knows.

    A number, a share, a unit or a model says how much of what, and a word that affirms it, that it
    is used.
    """
    said_so_much = sentence.said.amounts or sentence.said.counts
    if not said_so_much or _is_compared(sentence) or _is_ruled_out(sentence, index):
        return False
    if not (sentence.was(index + 1, "particle", "topic", "also") or sentence.mark(index + 1, _IS)):
        return False
    said = [*range(index + 2, min(end, index + 2 + _FAR))]
    while said and not all(_is_word(sentence, each) for each in said):
        said.pop()
    words = [sentence.word(each) for each in said]
    if any(map("".join(words).__contains__, _OPEN)):
        return True
    if not _USED.isdisjoint(words) or any(each.startswith(_ASKS) for each in words):
        return False
    if _is_affirmed(words):
        return False
    if any(sentence.was(each, kind) for each in said for kind in _SO_MUCH):
        return False
    return any(
        isinstance(sentence.pieces[each], WordPiece) and not sentence.word(each).isascii()
        for each in said
    )


def _is_affirmed(words: list[str]) -> bool:
    """`キャッシュが毎回当たる`, `バッチを選んだら`; but `当たるかどうか`."""
    while words and words[0] in _ADVERBS:
        words = words[1:]
    said = "".join(words)
    verb = next((each for each in _IN_A_VERB if said.startswith(each)), None)
    return verb is not None and not said.removeprefix(verb).startswith(_LEAVES_OPEN)


_ADVERBS = words_that("adverb_of_a_lever")
_LEAVES_OPEN = tuple(words_that("leaves_it_open"))
_USED, _IS = words_that("affirms_a_lever_behind") | words_that("stays"), ":=→"
_OPEN = ("かどうか", "かも")
_IN_A_VERB = longest_first(words_that("affirms_a_lever_in_a_verb"))
_ASKS, _SO_MUCH = tuple(words_that("begins_a_question")), ("unit", "cache_side")


def _is_ruled_out(sentence: Sentence, index: int) -> bool:
    """Whether the lever at `index` is ruled out, or is looked at as a question."""
    piece = sentence.pieces[index]
    if not isinstance(piece, TermPiece) or piece.term.category != "modifier":
        return sentence.said.uncached or not sentence.was(index, "caching", "cached")
    return piece.term.value not in sentence.said.modifiers


_LEFT_OUT, _FAR = words_that("leaves_out_what_is_before"), 4
_BEGINS_SO = tuple(_LEFT_OUT)


def _is_in_use(sentence: Sentence, index: int) -> bool:
    """Whether caching or batch stands at `index`, and is not ruled out anywhere."""
    if sentence.was(index, "caching", "cached"):
        return not sentence.said.uncached
    return sentence.was(index, "modifier", "batch") and Modifier.BATCH not in sentence.said.without


def _is_tied(sentence: Sentence, index: int) -> bool:
    """Whether the lever at `index` is tied to the work: "is batched", "through the batch API"."""
    before = index - 1
    while sentence.word(before) in _ARTICLES:  # "as a batch"
        before -= 1
    return sentence.was(before, "period") or sentence.word(before) in _TIES


_AFFIRMS, _PLAIN, _TIES, _LEAVES_OUT = map(
    words_that,
    (
        "affirms_a_lever",
        "says_nothing_of_a_lever",
        "ties_a_lever_to_work",
        "leaves_a_lever_out",
    ),
)
_ARTICLES = words_that("before_a_part") | {"a", "an"}


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """From where to where each clause goes, the marks between them left out."""
    start = 0
    for place in (*sentence.places_of(_STOPS), len(sentence.pieces)):
        yield start, place
        start = place + 1


def _is_asked_about(sentence: Sentence, index: int) -> bool:
    """`what is batch`, `how does the cache work`; but `what is that batched`."""
    before = index - 1 if sentence.word(index - 1) in _THE else index
    return f"{sentence.word(before - 2)} {sentence.word(before - 1)}" in _ASKS_WHAT_IT_IS


_THE = frozenset({"a", "the"})


def _begins(sentence: Sentence, index: int, words: frozenset[str]) -> bool:
    """Whether one of those words stands at `index`, or begins there: `used to`."""
    word = sentence.word(index)
    return word in words or f"{word} {sentence.word(index + 1)}" in words


def _is_word(sentence: Sentence, index: int) -> bool:
    return isinstance(sentence.pieces[index], (WordPiece, TermPiece, MarkPiece))
