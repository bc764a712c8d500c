"""Models, and everything else that is one phrase and has no page of its own.

model     = MODEL
size      = ("prompts" ["of"] | "prompt size" ...) NUMBER
several   = "vs" | "compare" | group
"""

from __future__ import annotations

from bot.query.ask import Remark
from bot.query.errors import NeedsMore
from bot.query.model import Group, Newest
from bot.query.phrase import phrase
from bot.query.pieces import (
    ChangePiece,
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    TroublePiece,
    WordPiece,
)
from bot.query.reading import IGNORED
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Modifier, Unit

from . import families, showing
from .amounts import behind_becoming, has_own_unit
from .period_names import is_one
from .scopes import is_anything_counted
from .units_first import units_stand_first


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
    return begins_clause(sentence.at(index + 1, Piece))


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


def is_shown_in(sentence: Sentence, index: int) -> bool:
    """`in yen`: what the answer is shown in, and not what is said of input."""
    return bool(sentence.term(index, "unit") and sentence.term(index + 1, "currency"))


def begins_clause(piece: Piece | None) -> bool:
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
    if _is_of_all_work(sentence):
        return True
    sentence.said.topic = sentence.said.topic or piece.term.value
    sentence.take([sentence.place], f"about {piece.term.value.replace('_', ' ')}")
    return True


def greeting(sentence: Sentence) -> bool:
    """`help`, `hello`."""
    if _is_of_all_work(sentence):
        return True
    sentence.said.greets = True
    sentence.take([sentence.place], "help")
    return True


def _is_of_all_work(sentence: Sentence) -> bool:
    """`usage doubles`, `our usage is up 20%`: neither help is meant, nor what was spent so far."""
    said = sentence.here(TermPiece).text.casefold()
    if not (said.endswith(_USAGE) and any(map(_multiplies, sentence.pieces))):
        return False
    sentence.take([sentence.place], IGNORED)
    return True


def _multiplies(piece: Piece) -> bool:
    """Whether it says how many times as much there is of something, or can."""
    if isinstance(piece, TermPiece):
        return piece.term.category == "multiple"
    return isinstance(piece, (ChangePiece, PercentPiece))


_USAGE = "usage"


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
_ASKED = {
    "vague": "ask.vague",
    "either": "ask.with_or_without",
    "retry": "ask.retries",
    "predecessor": "ask.predecessor",
}
