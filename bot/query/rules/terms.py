"""Models, modifiers, days and everything else that is one phrase.

model     = MODEL
modifier  = ["no" | "without"] (batch | fast | us-only | regional)
discount  = PERCENT ("off" | "discount") | "discount" ["of"] PERCENT
day       = ["as of" | "on" ...] DATE
size      = ("prompts" ["of"] | "prompt size" ...) NUMBER
several   = "vs" | "compare" | group
"""

from __future__ import annotations

import re

from bot.query.ask import Discount, Month, Remark
from bot.query.errors import NeedsMore
from bot.query.model import HALF, NINE_TENTHS, ONE, Group, Newest
from bot.query.phrase import phrase
from bot.query.pieces import (
    DatePiece,
    MarkPiece,
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    TroublePiece,
    WordPiece,
)
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Modifier, Unit

from . import families, showing
from .amounts import (
    OF_A_RATE,
    behind_becoming,
    has_own_unit,
    price_unit_end,
    units_stand_first,
)
from .leftovers import is_of_prices
from .nouns import singular
from .period_names import is_one
from .scopes import is_anything_counted


def trouble(sentence: Sentence) -> bool:
    """What the scanner could not read."""
    piece = sentence.here(TroublePiece)
    sentence.troubles.append(piece.error)
    sentence.take([sentence.place], "not understood")
    return True


def model(sentence: Sentence) -> bool:
    """A model, a family, or another vendor's model."""
    piece = sentence.here(ModelPiece)
    if isinstance(piece.choice, Newest) and _is_cheapest(sentence):
        sentence.ask(sentence.place, sentence.place + 1, "ask.cheapest_of_family")
        return True
    sentence.model_places.append((sentence.place, piece.choice))
    if piece.choice not in sentence.said.models:
        sentence.said.models.append(piece.choice)
    if piece.regional:
        sentence.said.modifiers.add(Modifier.REGIONAL)
    if _comes_on_top(sentence):
        sentence.said.adds = True
    place = sentence.place
    sentence.take([place], piece.choice.heard)
    if families.compares_a_family(sentence, place):
        families.all_of_family(sentence, place)
    elif families.are_all_of_it(sentence, place):
        families.mean_all_of_family(sentence, place)
    return True


def _comes_on_top(sentence: Sentence) -> bool:
    """`opusも`, `opus too`, `add opus`: beside the models of before."""
    index = sentence.place + 1
    if sentence.term(index, "particle", "also") or sentence.word(index - 2) in _ADDS_A_MODEL:
        return True
    if sentence.word(index) not in _AS_WELL:
        return False
    return _begins_clause(sentence.at(index + 1, Piece))


_ADDS_A_MODEL, _AS_WELL = words_that("adds_a_model"), words_that("as_well")


def _is_cheapest(sentence: Sentence) -> bool:
    """`cheapest opus`, `最安のopus`: one of a family, which is not always the newest."""
    start = sentence.place
    before = sentence.skip_back(start - 1, "link")
    said = before is not None and before.text.casefold() in _CHEAPEST
    return said and sentence.models_named == 1


_CHEAPEST = words_that("cheapest_of_a_family")


def group(sentence: Sentence) -> bool:
    """`all models`, `current models`, `retired models`, `haikuの全モデル`."""
    if families.every_of_family(sentence):
        return True
    piece = sentence.here(TermPiece)
    if piece.term.value == "retired":
        sentence.said.listing = "retired"
    elif piece.term.value == "all" and families.are_models_of_it(sentence):
        return True
    elif not families.leads_to_a_family(sentence, sentence.place):
        sentence.said.models.append(Group("current" if piece.term.value == "current" else "all"))
    sentence.take([sentence.place], f"{piece.term.value} models")
    return True


def modifier(sentence: Sentence) -> bool:
    """`batch`, `us-only`, `regional`, `fast`."""
    start = sentence.place
    piece = sentence.here(TermPiece)
    if piece.term.value == "fast" and not _means_fast_mode(sentence, start):
        if _may_be_a_clause(sentence, start):
            sentence.ask(start, start + 2, "ask.modifier", modifier=Modifier.FAST)
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
    is_standard = _AT_STANDARD.search(sentence.source.casefold())
    return is_standard is not None and _start_of_a_job(sentence, start) is not None


_AT_STANDARD = re.compile(
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
    if "mode" in text or "モード" in text:
        return True
    if not text.isascii():
        return _means_fast_mode_in_japanese(sentence, index)
    before = sentence.pieces[index - 1] if index else None
    behind = sentence.pieces[index + 1] if index + 1 < len(sentence.pieces) else None
    if sentence.word(index + 1) == _QUALIFIES:  # fastな応答
        return False
    if isinstance(before, ModelPiece) or isinstance(behind, ModelPiece):
        return True
    if _is_listed_or_used(sentence, index):
        return True
    if not _ends_clause(before):
        return False
    return (
        _begins_clause(behind)
        or _is_shown_in(sentence, index + 1)
        or _is_before_an_amount(sentence, index + 1)
    )


_QUALIFIES = "な"


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


def _is_shown_in(sentence: Sentence, index: int) -> bool:
    """`in yen`: what the answer is shown in, and not what is said of input."""
    return bool(sentence.term(index, "unit") and sentence.term(index + 1, "currency"))


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


def _ends_clause(piece: Piece | None) -> bool:
    """Whether a clause can begin behind `piece`."""
    if isinstance(piece, TermPiece):
        return piece.term not in (("link", "per"), ("link", "of"))
    return not isinstance(piece, WordPiece)


def _begins_clause(piece: Piece | None) -> bool:
    """Whether a clause can end before `piece`."""
    if piece and piece.text.casefold() in _POLITE:
        return True
    if isinstance(piece, TermPiece):
        return piece.term.category not in _NEVER_ALONE
    return not isinstance(piece, WordPiece)


# "Fast responses", "fast calls": what is fast, and no mode.
_NEVER_ALONE = frozenset({"unit", "count", "content", "traffic", "tokens", "prose"})


_POLITE = words_that("polite")


def several(sentence: Sentence) -> bool:
    """`vs`, `compare`: several models make a comparison anyway."""
    start = sentence.place
    if sentence.pieces[start].text.casefold() in _OR and _parts_terms(sentence, start):
        span = sentence.span(start - 1, start + 2)
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.with_or_without", said=said), span))
        sentence.take(range(start, start + 2), "asked about")
        return True
    if sentence.word(start) == "or" and not _parts_models(sentence, start):
        sentence.pass_over()
        return True
    sentence.said.adds = True
    sentence.take([sentence.place], "compared")
    return True


def _parts_models(sentence: Sentence, index: int) -> bool:
    """`gpt-5 or sonnet`, `or on opus?`; not `any or all of our GPT prompts`."""
    behind = sentence.pieces[index + 1 : index + _MOST_BEHIND_OR]
    if not any(isinstance(each, ModelPiece) or is_group(each) for each in behind):
        return False
    return bool(sentence.said.models) or sentence.models_named <= 1


def is_group(piece: Piece) -> bool:
    """Whether several models are named at once."""
    return isinstance(piece, TermPiece) and piece.term.category == "group"


_MOST_BEHIND_OR = 4
_OR = ("or", "vs", "versus")
_TERMS = ("modifier", "caching", "negation")


def _parts_terms(sentence: Sentence, index: int) -> bool:
    """`with or without caching`, `cached or batched`, `70% haiku or 30% opus`."""
    behind = sentence.at(index + 1, Piece)
    if isinstance(behind, PercentPiece):
        return bool(sentence.said.shares)
    if not isinstance(behind, TermPiece) or behind.term.category not in _TERMS:
        return False
    if index == sentence.amount_end and behind.term.category != "negation":
        return True  # "10M in vs batch"
    return any(sentence.was(index - 1, each) for each in (*_TERMS, "link"))


def correction(sentence: Sentence) -> bool:
    """`opus 5.5, sorry, sonnet 5.5`: which of the two is meant?"""
    start = sentence.place
    if not sentence.said.models:
        return False
    for index in range(start + 1, start + _MOST_BEHIND_CORRECTION):
        if sentence.at(index, ModelPiece):
            sentence.ask(start, index + 1, "ask.not_model")
            return True
    return False


_MOST_BEHIND_CORRECTION = 5


_THE = words_that("before_a_part")


def discount(sentence: Sentence) -> bool:
    """`15% off`, `15% discount`, `discount of 15%`."""
    start = sentence.place
    if sentence.term(start, "discount", "half"):
        return _half_of_batch(sentence, start)
    index, end = start, start + 2
    if sentence.term(start, "discount"):
        index = sentence.skip(start + 1, ("link", "of"))
        index = index + 1 if sentence.mark(index, ":=(") else index  # 割引（15%）
        end = index + 1
    else:
        end = _behind_words(sentence, sentence.skip(start + 1, ("link", "of"))) + 1
        if not sentence.term(end - 1, "discount"):
            return False
    percent = sentence.at(index, PercentPiece)
    if percent is None and _is_said_elsewhere(sentence, start):
        sentence.take([start], "the discount that is said")
        return True
    if percent is None:
        return False
    behind = sentence.skip(end, ("link", "of"), ("date", "as_of"))
    behind = behind + 1 if sentence.word(behind) in _THE else behind  # "10% off the input"
    is_of_part = sentence.term(behind, "unit") and not _is_shown_in(sentence, behind)
    is_of_part = is_of_part and not sentence.was(end, "particle", "at")  # 15%割引で入力1000万
    is_of_part = is_of_part and not _begins_an_amount(sentence, behind)
    is_of_part = is_of_part or sentence.word(behind) in _PRICES_OF_A_SIDE
    if is_of_part or _is_of_a_unit(sentence, start):  # "30% off output"
        sentence.ask(start, behind + 1 if is_of_part else end, "ask.discount_part")
        return True
    if _is_over(sentence, end):
        last = min(sentence.clause(start, end).stop, end + _MOST_OF_ITS_END)
        sentence.ask(start, last, "ask.with_or_without")
        return True
    sentence.said.discounts.append(Discount(percent.share, percent.bounds))
    sentence.terms.append((start, f"{percent.share} off"))
    is_like_a_lever = percent.share in _LIKE_LEVERS and not percent.bounds
    if is_like_a_lever and not _is_negotiated(sentence, start):
        sentence.said.like_levers.append(sentence.span(start, end))
    sentence.take(range(start, end), f"{showing.percent(percent.share, percent.bounds)} discount")
    return True


def _begins_an_amount(sentence: Sentence, index: int) -> bool:
    """`20%off [入力]5000万`: Japanese has the unit before its number, and no part of a price."""
    is_unit = not sentence.word(index).isascii() and units_stand_first(sentence, index + 1)
    return is_unit and sentence.at(index + 1, NumberPiece) is not None


def _is_over(sentence: Sentence, end: int) -> bool:
    """`10%割引を適用する前`, `割引10%が無くなったら`: what it costs without it, most likely."""
    said = sentence.source[sentence.pieces[end - 1].span.end :]
    said = said.lstrip(_TIES_ITS_END)
    return said.startswith(_ENDS) or said.rstrip("?!。 ") == _BEFORE


_ENDS, _BEFORE = tuple(words_that("ends_a_discount")), "前"
_TIES_ITS_END, _MOST_OF_ITS_END = "がをはもの ", 3


def _is_said_elsewhere(sentence: Sentence, start: int) -> bool:
    """`10%の割引契約 ... 割引後は`, `what is it after discount, we have 10% off`."""
    before = {sentence.word(each) for each in (start - 1, start - 2)}
    if sentence.word(start - 1) == "の" and sentence.was(start - 2, "discount"):
        return True  # 5%オフの割引
    if sentence.word(start + 1) not in _OF_ONE_SAID and before.isdisjoint(_BEFORE_ONE_SAID):
        return False
    percents = (
        place for place, each in enumerate(sentence.pieces) if isinstance(each, PercentPiece)
    )
    return any(sentence.was(each + behind, "discount") for each in percents for behind in (1, 2))


_OF_ONE_SAID = words_that("of_a_discount_said")
_BEFORE_ONE_SAID = words_that("before_a_discount_said")


def _is_of_a_unit(sentence: Sentence, start: int) -> bool:
    """`入力のみ10%割引`, `入力単価が10%引き`: a unit stands before, with no number of its own."""
    before = sentence.skip_back(start - 1, "particle", "link")
    is_unit = isinstance(before, TermPiece) and (
        before.term.category == "unit" or before.text in _PRICES_OF_A_SIDE
    )
    return is_unit and not sentence.pieces[start - 1].text.isascii()


_PRICES_OF_A_SIDE = words_that("price_of_a_side")


def _half_of_batch(sentence: Sentence, start: int) -> bool:
    """`バッチで半額`, `バッチにしたら半額になる`: half price only says what the Batch API does."""
    beside = range(start - 3, start + 3)
    if not any(sentence.was(each, "modifier", "batch") for each in beside):
        return False
    sentence.take([start], "the discount of a batch")
    return True


def _behind_words(sentence: Sentence, index: int) -> int:
    """The index behind "enterprise" in "12% enterprise discount"."""
    return index + 1 if sentence.at(index, WordPiece) else index


def negotiated(sentence: Sentence) -> bool:
    """`if we negotiate 15%`, `we've negotiated about 12% with Anthropic`: off the price."""
    start = sentence.place
    percent = sentence.here(PercentPiece)
    before = start - 1
    while before > 0 and sentence.word(before) in _BEFORE_WHAT_IS_NEGOTIATED:
        before -= 1
    is_negotiated = before >= 0 and sentence.word(before) in _NEGOTIATES
    if not is_negotiated or not 0 < percent.share < ONE or not _ends_there(sentence, start + 1):
        return False
    sentence.said.discounts.append(Discount(percent.share, percent.bounds))
    sentence.terms.append((start, f"{percent.share} off"))
    sentence.take([start], f"{showing.percent(percent.share, percent.bounds)} discount")
    return True


def _ends_there(sentence: Sentence, index: int) -> bool:
    """Whether a clause ends there, or goes on with whom it was negotiated with."""
    if sentence.mark(index, _CLAUSE_ENDS) or index == len(sentence.pieces):
        return True
    return sentence.word(index) in _BEHIND_WHAT_IS_NEGOTIATED


_CLAUSE_ENDS = ",.;:?!)"
_NEGOTIATES = words_that("negotiates")
_BEFORE_WHAT_IS_NEGOTIATED = words_that("before_what_is_negotiated")
_BEHIND_WHAT_IS_NEGOTIATED = words_that("behind_what_is_negotiated")
_LIKE_LEVERS = frozenset({HALF, NINE_TENTHS})


def _is_negotiated(sentence: Sentence, start: int) -> bool:
    """`a negotiated 50% off`, `個別契約の9割引き`."""
    said = "".join(sentence.word(each) for each in sentence.clause(start))
    return any(each in said for each in _NEGOTIATED)


_NEGOTIATED = words_that("negotiated")


def day(sentence: Sentence) -> bool:
    """`as of 2026-01-15`, `on March 1 2026`."""
    start = sentence.place
    leads = sentence.term(start, "date") or sentence.term(start, "link", "of")
    index = start + 1 if leads else start
    index = index + 1 if leads and _is_the(sentence, index) else index
    piece = sentence.at(index, DatePiece)
    if piece is None:
        return False
    end = sentence.skip(index + 1, ("date", "as_of"))
    before = sentence.pieces[start - 1].text.casefold() if start else ""
    behind = sentence.pieces[end].text.casefold() if end < len(sentence.pieces) else ""
    led = sentence.term(start, "date") or end > index + 1 or is_of_prices(sentence, end)
    led = led or (not piece.month and _are_prices_of_a_model(sentence, end))
    counts = any(sentence.term(index + 1, each) for each in ("count", "unit", "tokens"))
    is_open = not (piece.whole or (led and not counts))
    if is_open and piece.month and not counts and _is_all_month(sentence, start, before, behind):
        sentence.said.days.append(piece.day)
        sentence.said.months.append(Month(piece.day, piece.text, sentence.span(index, index + 1)))
        sentence.take(range(start, end), f"prices of {piece.day.isoformat()[:7]}")
        return True
    if before in _NOT_ON_THE_DAY or behind in _NOT_BEFORE_THE_DAY or is_open:
        sentence.ask(start, end, "ask.whole_date")
        return True
    if not piece.whole:
        note = phrase("note.day_taken", said=piece.text, day=piece.day)
        sentence.remarks.append(Remark("price_change", note))
    sentence.said.days.append(piece.day)
    sentence.take(range(start, end), f"prices of {piece.day.isoformat()}")
    return True


def _are_prices_of_a_model(sentence: Sentence, index: int) -> bool:
    """Whether `のsonnet 5.5の料金` stands behind a day: those of that day."""
    model = sentence.skip(index, ("link", "of"))
    return sentence.at(model, ModelPiece) is not None and is_of_prices(sentence, model + 1)


def _is_all_month(sentence: Sentence, start: int, before: str, behind: str) -> bool:
    """`in December 2025`: no "since", and no "in" that belongs to an amount: `10M in`."""
    if before in _NOT_IN_THE_MONTH or behind in _NOT_BEFORE_THE_DAY:
        return False
    return before != "in" or sentence.amount_end != start


def _is_the(sentence: Sentence, index: int) -> bool:
    word = sentence.at(index, WordPiece)
    return word is not None and word.text.casefold() == "the"


# "Before the 7th" is not the 7th.
_NOT_ON_THE_DAY = words_that("not_on_the_day")
_NOT_BEFORE_THE_DAY = words_that("behind_another_day")
_NOT_IN_THE_MONTH = _NOT_ON_THE_DAY | {"since", "from", "through", "and", "between"}


def no_day(sentence: Sentence) -> bool:
    """`as of yesterday`: which day is that? "As of now" is today."""
    start = sentence.place
    piece = sentence.term(start, "date")
    if piece is None or "as" not in piece.text.casefold().split():
        return False
    behind = sentence.at(start + 1, Piece)
    end = start + 2 if behind else start + 1
    if behind and behind.text.casefold() in {"now", "today"}:
        sentence.said.now = True
        sentence.take(range(start, end), "prices of today")
    else:
        sentence.ask(start, end, "ask.whole_date")
    return True


def settle_alone(sentence: Sentence) -> None:
    """`and today?`, `今だと？` with nothing else said: at today's prices; `and live?`: no batch."""
    if _is_all_that_is_said(sentence, _TODAY):
        sentence.said.now = True
    elif _is_all_that_is_said(sentence, _LIVE):
        sentence.said.without.add(Modifier.BATCH)


def _is_all_that_is_said(sentence: Sentence, words: frozenset[str]) -> bool:
    is_said = not sentence.words.isdisjoint(words)
    return is_said and sentence.words <= words | _BESIDE_TODAY


_TODAY, _BESIDE_TODAY, _LIVE = map(words_that, ("today", "beside_today", "not_in_a_batch"))
_PROMPTS = words_that("prompt_before_its_size")
_INPUTS = words_that("counted_or_input")


def prompt_size(sentence: Sentence) -> bool:
    """`prompts of 150k`, `プロンプトは40万`; `150k-token prompts` is an amount of its own.

    In `プロンプト200 出力150` each unit stands before its number, as it does behind a colon.
    """
    start = sentence.place
    piece = sentence.term(start, "count")
    if piece is None or piece.text.casefold() not in _PROMPTS | _INPUTS:
        return False
    index = behind_becoming(sentence, start + 1)
    index = index + 1 if index > start + 1 else index
    index = index + 1 if sentence.word(index) in _AVERAGES else index
    index = sentence.skip(index, ("link", "of"), ("approximately", "about"))
    is_input = piece.text in _INPUTS
    index = index + 1 if is_input and sentence.mark(index, ":=") else index
    number = sentence.at(index, NumberPiece)
    stands_first = is_input and _is_before_another_unit(sentence, index)
    if number is None or (has_own_unit(sentence, index) and not stands_first):
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    shown = showing.number(number.value, number.bounds)
    if is_input:
        sentence.add(Unit.INPUT, number, range(start, end), f"{shown} input tokens")
    else:
        sentence.add("prompt_size", number, range(start, end), f"prompts of {shown} tokens")
    return True


_AVERAGES = words_that("averages_so_many")


def _is_before_another_unit(sentence: Sentence, index: int) -> bool:
    """`プロンプト200 出力150`; of `プロンプト100 応答500トークン` 100 may be how many there are."""
    unit = sentence.skip(index + 1, ("tokens", "tokens"))
    if not sentence.term(unit, "unit", "output") or not units_stand_first(sentence, index):
        return False
    is_other = sentence.term(unit + 2, "tokens") and unit == index + 1
    return not is_other


def partner(sentence: Sentence) -> bool:
    """`on Bedrock` alone is the global endpoint, at list price."""
    piece = sentence.here(TermPiece)
    sentence.said.partners.append(piece.term.value)
    sentence.take([sentence.place], "on a partner's global endpoint")
    return True


def about(sentence: Sentence) -> bool:
    """`about 10M`, `最大で月5万件`: taken as said, and noted."""
    start = sentence.place
    place = _number_meant(sentence, start + 1)
    number = sentence.at(place, NumberPiece)
    if number is None or not sentence.term(start, "approximately"):
        return False
    span = sentence.span(start, place + 1)
    facts = {"said": sentence.source[span.start : span.end], "taken": number.text}
    sentence.remarks.append(Remark("approximate", phrase("note.approximate", **facts)))
    sentence.take([start], "about")
    return True


def _number_meant(sentence: Sentence, index: int) -> int:
    """Where the number stands that is meant in `約[1日]1000件`, `多くても[1人1日]10回`."""
    place = index
    while sentence.at(place, Piece):
        end = place + 1 if is_one(sentence, place) else place
        if not (sentence.term(end, "period") or (end > place and sentence.term(end, "count"))):
            break
        place = end + 1
    return place if sentence.at(place, NumberPiece) else index


def price_unit(sentence: Sentence) -> bool:
    """`per 1M tokens`: how rates are given, not an amount."""
    start = sentence.place
    number = sentence.at(start + 1, NumberPiece)
    if not sentence.term(start, "link", "per") or number is None:
        return False
    if end := _behind_listed_prices(sentence, start, number):
        sentence.take(range(start, end), "the unit of a rate")
        return True
    if sentence.pieces[start].text.casefold() != "per" or not sentence.term(start + 2, "tokens"):
        return False
    if sentence.term(start + 3, "unit"):  # "cost per 10M tokens in": an amount
        return False
    sentence.take(range(start, start + 3), "the unit of a rate")
    return True


def _behind_listed_prices(sentence: Sentence, start: int, number: NumberPiece) -> int | None:
    """The index behind `per 1M input [and cached input]`: prices of several kinds, no amount."""
    side = sentence.skip(start + 2, ("tokens", "tokens"))
    side_end = sentence.skip(side + 1, ("tokens", "tokens"))
    lists = sentence.term(side, "unit") and sentence.term(side_end, "link", "and")
    of_more = any(sentence.term(side_end + 1, each) for each in ("unit", "caching"))
    return side_end if lists and of_more and number.value == OF_A_RATE else None


def per_amount(sentence: Sentence) -> bool:
    """`2k out per 10k in`: in proportion to what?"""
    start = sentence.place
    if start != sentence.amount_end or not sentence.at(start + 1, NumberPiece):
        return False
    if not sentence.term(start, "link", "per") or not sentence.term(start + 2, "unit"):
        return False
    sentence.ask(start, start + 3, "ask.unused")
    return True


def price_unit_behind(sentence: Sentence) -> bool:
    """`100万トークンあたり`: how rates are given, not an amount; 500トークンずつ is one."""
    start = sentence.place
    if end := price_unit_end(sentence, start):
        sentence.take(range(start, end), "the unit of a rate")
        return True
    behind = sentence.term(start + 2, "scope", "each")
    if not sentence.term(start + 1, "tokens") or behind is None:
        return False
    if behind.text not in _PER:
        return False
    sentence.take(range(start, start + 3), "the unit of a rate")
    return True


_PER = words_that("per_behind_tokens")


def about_behind(sentence: Sentence) -> bool:
    """`1万件くらい`, `500程度`: the word stands behind what it is said of."""
    start = sentence.place
    behind = start in {sentence.count_end, sentence.amount_end}
    if not sentence.term(start, "approximately", "behind") or not behind:
        return False
    first = start - 1
    while first and not isinstance(sentence.pieces[first], NumberPiece):
        first -= 1
    before, whole = sentence.span(first, start), sentence.span(first, start + 1)
    taken = sentence.source[before.start : before.end]
    facts = {"said": sentence.source[whole.start : whole.end], "taken": taken}
    sentence.remarks.append(Remark("approximate", phrase("note.approximate", **facts)))
    sentence.take([start], "about")
    return True


def listing(sentence: Sentence) -> bool:
    """`which models`, `list models`; `3 models` only says how many are compared."""
    start = sentence.place
    number = sentence.at(start, NumberPiece)
    index = start + 1 if number else start
    if not sentence.term(index, "listing"):
        return False
    if number:
        multiplies = sentence.was(start - 1, "link", "times") or sentence.word(start - 1) == "times"
        if multiplies or 0 < sentence.models_named < number.value:
            sentence.ask(start - multiplies, index + 1, "ask.how_many_models")
            return True
        sentence.take(range(start, index + 1), "how many models are compared")
        return True
    family = sentence.pieces[start - 1] if start else None
    if isinstance(family, ModelPiece) and isinstance(family.choice, Newest):
        if families.not_sold_any_more(sentence, start - 1):
            sentence.ask(start, start + 1, "ask.family_models", choices=_EXAMPLES)
        elif families.is_family(sentence, start - 1):
            families.all_of_family(sentence, start - 1)
        else:  # "opus and sonnet models"
            sentence.ask(start, start + 1, "ask.family_models", choices=_EXAMPLES)
        return True
    sentence.said.listing = sentence.said.listing or "all"
    sentence.take([start], "a list of models")
    return True


_EXAMPLES = ("sonnet 5.5", "sonnet 4.6")


def topic(sentence: Sentence) -> bool:
    """Spend so far, subscriptions: known, but answered elsewhere."""
    piece = sentence.here(TermPiece)
    sentence.said.topic = sentence.said.topic or piece.term.value
    sentence.take([sentence.place], f"about {piece.term.value.replace('_', ' ')}")
    return True


def greeting(sentence: Sentence) -> bool:
    """`help`, `hello`."""
    sentence.said.greets = True
    sentence.take([sentence.place], "help")
    return True


def unusable(sentence: Sentence) -> bool:
    """`priority tier`, `VAT`, `a few`: known, but nothing that a price can be given for."""
    value = sentence.here(TermPiece).term.value
    if value == "successor":
        sentence.successors.append(sentence.place)
        sentence.take([sentence.place], "what replaces a model")
    elif value == "region" and _is_chosen(sentence):
        sentence.take([sentence.place], "where it runs")
    elif value == "tax" and _is_before_tax(sentence):
        sentence.take([sentence.place], "before tax, as all prices are")
    elif value == "tax" and sentence.word(sentence.place + 1) in _ABOUT_TAX:
        sentence.pass_over()  # "a tax chatbot": what the work is about
    elif value == "vague" and _is_counted_too(sentence):
        sentence.take([sentence.place], "counted elsewhere")
    elif value in _ASKED:
        sentence.ask(sentence.place, sentence.place + 1, _ASKED[value])
    else:
        sentence.refuse(sentence.place, sentence.place + 1, f"unread.{value}")
    return True


def _is_counted_too(sentence: Sentence) -> bool:
    """`メールを大量に分類、1日10万件`, `lots of emails, 100k emails a day`: many, and how many.

    Not so of `lots of the emails`, nor where it is of something else: `大量のメールと1日10万件`.
    """
    place = sentence.place
    noun = place + 2 if sentence.word(place + 1) == "の" else place + 1
    if sentence.word(place) not in _MANY or sentence.word(place - 1) in _ADDS:
        return False
    if not sentence.word(place).isascii():
        is_one_work = all(sentence.word(each) not in _ADDS for each in (noun, noun + 1))
        return is_one_work and is_anything_counted(sentence)
    places = range(noun + 1, len(sentence.pieces))
    same = (each for each in places if sentence.word(each) == sentence.word(noun))
    return any(isinstance(sentence.pieces[each - 1], NumberPiece) for each in same)


_MANY, _ADDS = words_that("many_of_them"), words_that("adds_up_works") | {"や", "も"}


def _is_before_tax(sentence: Sentence) -> bool:
    """`税抜で`, `before tax`, `ex VAT`; `tax not included`, `消費税は考えない`."""
    place = sentence.place
    before = place - 2 if sentence.mark(place - 1, "-") else place - 1  # pre-tax
    if sentence.word(place) in _TAX_LEFT_OUT or sentence.word(before) in _BEFORE_TAX:
        return True
    near = range(place + 1, sentence.skip(place + 1, ("link", "of")) + len(("not", "included")))
    return any(sentence.word(each) in _LEFT_OUT for each in near)


_TAX_LEFT_OUT, _BEFORE_TAX, _LEFT_OUT, _ABOUT_TAX = map(
    words_that, ("tax_left_out", "before_tax", "is_left_out", "is_about_tax")
)


def _is_chosen(sentence: Sentence) -> bool:
    """`keep everything in the US, so us-only`, `東京リージョン（regional）`: what is chosen."""
    if sentence.holds("modifier", "regional"):
        return True
    if sentence.word(sentence.place) not in _IN_THE_US:
        return False
    return sentence.holds("modifier", "us_only")


_IN_THE_US = words_that("in_the_us")


def priority(sentence: Sentence) -> bool:
    """`opus 5.5 priority`: a tier that has no price here, where it is no prose."""
    start = sentence.place
    if _means_a_tier(sentence, start):
        sentence.refuse(start, start + 1, "unread.unpriced")
    else:
        sentence.pass_over()
    return True


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
    return _ends_clause(before) and _begins_clause(behind)


_REQUEST, _IS = words_that("one_request"), frozenset({":", "=", "is", "は"})
_ASKED = {
    "vague": "ask.vague",
    "either": "ask.with_or_without",
    "retry": "ask.retries",
    "predecessor": "ask.predecessor",
}
