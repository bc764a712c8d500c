"""Modifiers: what changes the price of all requests.

modifier = ["no" | "without"] (batch | fast | us-only | regional)
"""

from __future__ import annotations

from bot.query.ask import Remark
from bot.query.patterns import Pattern
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, ModelPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Modifier

from .nouns import singular
from .terms import begins_clause, is_shown_in


def modifier(sentence: Sentence) -> bool:
    """`batch`, `us-only`, `regional`, `fast`."""
    start = sentence.place
    piece = sentence.here(TermPiece)
    if piece.term.value == "fast" and not _means_fast_mode(sentence, start):
        if _may_be_a_clause(sentence, start):
            sentence.ask(start, start + 2, "ask.modifier", modifier=Modifier.FAST)
        elif _is_led_to(sentence, start):
            sentence.ask(start - 1, start + 1, "ask.modifier", modifier=Modifier.FAST)
        else:
            sentence.pass_over()
        return True
    value = sentence.at(start + 2, Piece) if sentence.mark(start + 1, "=") else None
    if value and value.text.casefold() not in _YES:  # "batch=fakse"; a plain no was tried before
        sentence.ask(start, start + 3, "ask.unused")
        return True
    if piece.term.value == "regional" and _is_set_against_the_global(sentence):
        sentence.ask(start, start + 1, "ask.with_or_without")
        return True
    if _is_a_job_of_theirs(sentence, start):
        sentence.take([start], "a job, at the standard price")
        return True
    if piece.term.value == "batch" and _is_at_the_standard_price(sentence):
        sentence.ask(start, start + 1, "ask.with_or_without")
        return True
    _say_whose_batch(sentence, start)
    sentence.said.modifiers.add(Modifier(piece.term.value))
    sentence.terms.append((start, piece.term.value))
    sentence.take([start], piece.term.value)
    return True


def _say_whose_batch(sentence: Sentence, start: int) -> None:
    """`月次バッチで4万件`, `a nightly batch job`: may be a job of theirs, and not the Batch API."""
    first = _start_of_a_job(sentence, start)
    if first is None:
        return
    span = sentence.span(first, start + 1)
    said = phrase("note.scheduled_batch", said=sentence.source[slice(*span)])
    sentence.remarks.append(Remark("approximate", said))


def _start_of_a_job(sentence: Sentence, start: int) -> int | None:
    """Where `月次バッチ`, `a nightly batch job` begins; None where it can be no job's name."""
    text = sentence.word(start)
    if not text.endswith(_JOBS) or any(each.endswith(_BATCH_API) for each in sentence.words):
        return None
    before = start - 2 if sentence.word(start - 1) == "の" else start - 1
    if sentence.word(before) in _ON_A_SCHEDULE:
        return before
    return start if text.startswith(_AT_NIGHT) else None


def _is_a_job_of_theirs(sentence: Sentence, start: int) -> bool:
    """`夜間バッチは通常のAPIで`: a job's name, as it is at the standard price."""
    if sentence.holds("several") or sentence.holds("intent", "saved"):
        return False
    is_standard = _AT_STANDARD.search(sentence.source.casefold()) is not None
    is_job = _start_of_a_job(sentence, start) is not None or _is_called_so(sentence, start)
    return is_standard and is_job


def _is_called_so(sentence: Sentence, start: int) -> bool:
    """`集計バッチ`: a word of theirs runs into it, and it names a job."""
    word, before = sentence.word(start), sentence.pieces[start - 1] if start else None
    if before is None or not word.endswith(_JOBS) or word.isascii():
        return False
    is_word = isinstance(before, WordPiece) or sentence.was(start - 1, "prose")
    return is_word and before.span.end == sentence.pieces[start].span.start


def _is_at_the_standard_price(sentence: Sentence) -> bool:
    """`バッチで月3000件、通常料金だといくら`, `A部署はバッチ、B部署は通常`: which is it?"""
    if sentence.source.isascii() or sentence.holds("several") or sentence.holds("intent", "saved"):
        return False
    if sentence.models_named > 1:  # opus 5.5はバッチで、sonnet 5.5は通常で
        return False
    return _IS_ASKED_FOR.search(sentence.source) is not None


_IS_ASKED_FOR = Pattern(
    "(?:通常|標準)の?(?:料金|価格)(?:で|だと|なら)(?!は)"
    "|[は、](?:例外的に)?(?:通常|標準|リアルタイム|同期)の?(?:処理|モード|api|API|実行|扱い)?"
    "(?:で|です|とする|にする|のまま[^、。]*)?(?:[、。,)]|$)"
)


_AT_STANDARD = Pattern(
    f"(?:{'|'.join(words_that('at_the_standard_price'))})(?!の半|の50%|の5割|より|から|に比べ)"
)
_ON_A_SCHEDULE, _AT_NIGHT = words_that("on_a_schedule"), "夜間"
_BATCH_API = ("batch api", "バッチapi", "バッチ api")
_JOBS = ("batch", "バッチ", "バッチ処理", "バッチジョブ")


def _is_set_against_the_global(sentence: Sentence) -> bool:
    """`グローバルとリージョナルの差`: both of them, and neither is chosen."""
    if sentence.words.isdisjoint(_GLOBAL) or not sentence.sides:
        return False
    is_compared = sentence.holds("several") or sentence.holds("intent", "saved")
    return is_compared or not sentence.words.isdisjoint(_APART)


_GLOBAL, _APART = words_that("global_endpoint"), words_that("sets_endpoints_apart")
_YES = words_that("true")


def _means_fast_mode(sentence: Sentence, index: int) -> bool:
    """`fast` counts in "fast mode", beside a model, or as its own clause; else it is prose."""
    text = sentence.pieces[index].text.casefold()
    if any(map(text.__contains__, _SAYS_HOW)):
        return True
    if not text.isascii():
        return _means_fast_mode_in_japanese(sentence, index)
    before = sentence.pieces[index - 1] if index else None
    behind = sentence.pieces[index + 1] if index + 1 < len(sentence.pieces) else None
    if sentence.word(index + 1) == _QUALIFIES:  # fastな応答
        return False
    if isinstance(before, ModelPiece) or isinstance(behind, ModelPiece):
        return True
    if text.startswith(_USED) and (begins_clause(behind) or isinstance(behind, NumberPiece)):
        return True  # "by using fast"
    if _is_listed_or_used(sentence, index):
        return True
    if not _ends_clause(before):
        return False
    return (
        begins_clause(behind)
        or is_shown_in(sentence, index + 1)
        or _is_before_an_amount(sentence, index + 1)
    )


_USED = ("using ", "with ")
_SAYS_HOW, _QUALIFIES = ("mode", "モード", "speed"), "な"


def _is_listed_or_used(sentence: Sentence, index: int) -> bool:
    """`バッチとfast併用`, `キャッシュ・fast`, `fastを使うと`, `opus 5.5のfastだと`: in Japanese."""
    if sentence.word(index + 1) in _SUPPOSED or _is_of_a_model(sentence, index):
        return True
    behind = sentence.skip(index + 1, ("link", "of"), ("particle", "also"))
    if sentence.word(behind) in _USES:
        return True
    is_joined = sentence.was(index - 1, "link", "and") or sentence.mark(index - 1, "・")
    is_joined = is_joined and not sentence.word(index - 1).isascii()
    return is_joined and any(sentence.was(index - 2, each) for each in ("modifier", "caching"))


def _is_of_a_model(sentence: Sentence, index: int) -> bool:
    """`opus 5.5のfastで`; not `opus 5.5のfast応答`."""
    of = sentence.word(index - 1) == "の" and isinstance(sentence.pieces[index - 2], ModelPiece)
    return of and not isinstance(sentence.at(index + 1, Piece), WordPiece)


_USES, _SUPPOSED = words_that("uses_a_lever"), words_that("supposes_a_lever")


def _is_before_an_amount(sentence: Sentence, index: int) -> bool:
    """`fast 入力100万`: an amount, and no input that is fast."""
    unit = sentence.term(index, "unit")
    if unit is None or unit.text.isascii():
        return False
    return sentence.at(index + 1, NumberPiece) is not None


def _means_fast_mode_in_japanese(sentence: Sentence, index: int) -> bool:
    """`バッチ、高速`, `opus 5.5を高速で`; but `高速な応答`, `高速で処理`."""
    behind = sentence.pieces[index + 1] if index + 1 < len(sentence.pieces) else None
    if behind is not None and behind.text == "で":
        before = sentence.skip_back(index - 1, "particle", "link")
        return isinstance(before, ModelPiece) or _ends_here(sentence, index + 2)
    return not isinstance(behind, WordPiece) and (behind is None or behind.text not in _ADVERBIAL)


def _ends_here(sentence: Sentence, index: int) -> bool:
    return index >= len(sentence.pieces) or isinstance(sentence.pieces[index], MarkPiece)


_ADVERBIAL = words_that("makes_an_adverb")


def _may_be_a_clause(sentence: Sentence, index: int) -> bool:
    """`..., fast pls`: one more word at the very end, whatever it is."""
    last = index + 2 == len(sentence.pieces) and sentence.at(index + 1, WordPiece) is not None
    return last and sentence.mark(index - 1, ",;.")


def _is_led_to(sentence: Sentence, index: int) -> bool:
    """`via fast`, `w/ fast`, `assuming fast`: as if it were a mode, where no noun stands behind."""
    if sentence.word(index - 1) not in _LEADS_TO_FAST:
        return False
    behind = sentence.pieces[index + 1] if index + 1 < len(sentence.pieces) else None
    on_model = isinstance(behind, TermPiece) and behind.term.category == "link"
    return begins_clause(behind) or on_model or isinstance(behind, NumberPiece)


_LEADS_TO_FAST = words_that("leads_to_a_mode")


def _ends_clause(piece: Piece | None) -> bool:
    """Whether a clause can begin behind `piece`."""
    if isinstance(piece, TermPiece):
        return piece.term not in (("link", "per"), ("link", "of"))
    return not isinstance(piece, WordPiece)


def priority(sentence: Sentence) -> bool:
    """`opus 5.5 priority`, `express opus 5.5`: what has no price here, where it is no prose."""
    start, value = sentence.place, sentence.here(TermPiece).term.value
    if _MEANT.get(value, _is_a_way_to_run_a_model)(sentence, start):
        sentence.refuse(start, start + 1, _UNPRICED.get(value, f"unread.{value}"))
    else:
        sentence.pass_over()
    return True


_UNPRICED = {"priority": "unread.unpriced", "capacity": "unread.unpriced"}


def _is_a_way_to_run_a_model(sentence: Sentence, index: int) -> bool:
    """`express opus 5.5`, `opus 5.5 express, 10M in`; but `our express app`, `async workers`."""
    before = sentence.pieces[index - 1] if index else None
    behind = sentence.pieces[index + 1] if index + 1 < len(sentence.pieces) else None
    if isinstance(behind, ModelPiece):
        return True
    return isinstance(before, ModelPiece) and begins_clause(behind)


def _is_capacity(sentence: Sentence, index: int) -> bool:
    """`opus 5.5 spot`, `10M in 2M out, reserved`; but `spot check 100 docs`."""
    before = sentence.pieces[index - 1] if index else None
    behind = sentence.pieces[index + 1] if index + 1 < len(sentence.pieces) else None
    return begins_clause(behind) and _ends_clause(before)


def _means_a_tier(sentence: Sentence, index: int) -> bool:
    """`opus 5.5 priority`, `..., priority`, `優先で`; but `priority tickets`, `コスト優先`."""
    before = sentence.pieces[index - 1] if index else None
    behind = sentence.pieces[index + 1] if index + 1 < len(sentence.pieces) else None
    if isinstance(before, ModelPiece) or isinstance(behind, ModelPiece):
        return True
    if sentence.word(index + 1) in _IS or sentence.word(index - 1) == "-":
        return False  # "priority: high", "high-priority"
    if not sentence.pieces[index].text.isascii():
        alone = before is None or isinstance(before, (MarkPiece, NumberPiece))
        return alone and (_ends_here(sentence, index + 1) or sentence.word(index + 1) == "で")
    if singular(sentence.word(index + 1)) in _REQUEST:
        return True
    return _ends_clause(before) and begins_clause(behind)


_REQUEST, _IS = words_that("one_request"), frozenset({":", "=", "is", "は"})
_MEANT = {"priority": _means_a_tier, "capacity": _is_capacity}
