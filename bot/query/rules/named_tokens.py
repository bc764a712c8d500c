"""What so many tokens are, where no unit says so: "a 2k token prompt", "300 tokens come back"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.query.ask import Remark
from bot.query.model import MOST_OF_ONE, ONE, Scope
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, ModelPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from . import period_names, told_sides
from .amounts import FILLERS, add, ends_there, has_own_unit, is_counter, meaning, unit_at
from .nouns import counted_noun


def tokens_of_what(sentence: Sentence) -> bool:
    """`10M tokens` alone: in or out?"""
    start = sentence.place
    first = start + 2 if sentence.mark(start + 1, "-") else start + 1  # "250-token summaries"
    end = sentence.skip(first, ("tokens", "tokens"))
    if end == first:
        return False
    if not sentence.troubles and _is_what_is_cached(sentence, start, end):
        number = sentence.here(NumberPiece)
        sentence.add("prefix", number, range(start, end), meaning("prefix", number))
        return True
    said = _by_verb(sentence, start) or _by_verb_behind(sentence, end)
    said = said or _by_noun(sentence, start, end)
    unit, end = _by_whom(sentence, end) or _by_side(sentence, end) or (said, end)
    unit = unit or _by_what_they_make_up(sentence, end) or _by_name(sentence, start)
    number = sentence.here(NumberPiece)
    is_rate = period_names.rate_end(sentence, end) is not None  # "12k tokens a day": not of one
    if (
        unit is None
        and not (is_rate or sentence.troubles)
        and _is_beside_the_output(sentence, start, end)
    ):
        unit = Unit.INPUT
        note = phrase(
            "note.taken_as_input", said=sentence.source[slice(*sentence.span(start, end))]
        )
        sentence.remarks.append(Remark("approximate", note))
    if unit is None:
        facts = {} if number.bounds else {"number": number.value}
        sentence.ask(start, end, "ask.tokens_of_what", **facts)
    else:
        sentence.add(unit, number, range(start, end), meaning(unit, number))
    return True


def _is_what_is_cached(sentence: Sentence, start: int, end: int) -> bool:
    """`should we cache our 30k token handbook?`: a text that each of the requests begins with."""
    if sentence.holds("unit", "prefix") or not sentence.holds("caching", "cached"):
        return False
    if not sentence.holds("period") or not _counts_others(sentence, start):
        return False
    if sentence.word(end) == "の":
        named = next(
            (each for each in range(end + 1, end + _MOST_OF_A_NAME) if _is_cached(sentence, each)),
            end,
        )
        return named > end + 1 and all(_is_named(sentence, each) for each in range(end + 1, named))
    if sentence.word(end - 1) != "token" or not _is_name(sentence, end):
        return False
    before = range(start - 1, max(start - _MOST_TO_A_CACHE, 0) - 1, -1)
    for place in before:
        if _is_cached(sentence, place):
            return True
        if isinstance(sentence.pieces[place], (MarkPiece, NumberPiece)):
            break
    return any(_is_cached(sentence, each) for each in (end + 1, end + 2))


def _is_cached(sentence: Sentence, index: int) -> bool:
    return sentence.was(index, "caching", "cached")


_MOST_TO_A_CACHE = 6


def _is_beside_the_output(sentence: Sentence, start: int, end: int) -> bool:
    """`35 PRs a day, average diff 12k tokens, 1.5k output`: of one of them, what is not written.

    Not so of a volume, as "10M tokens, 2M out", nor where something else is said to go in.
    """
    number = sentence.here(NumberPiece)
    if number.value > MOST_OF_ONE or not _counts_others(sentence, start):
        return False
    if sentence.holds("scope", "total") or sentence.holds("unit", "prefix"):
        return False
    words = {
        word
        for index, piece in enumerate(sentence.pieces)
        for word in piece.text.casefold().split()
        if not (sentence.was(index, "caching") or _writes_so_many(sentence, index))
    }  # not of "prompt caching"
    words -= _PROMPTS.intersection(_made_up_of(sentence, end))  # "60k tokens of diff and context"
    if not words.isdisjoint(_CREATES | _MAKES | _PROMPTS | _NO_REQUESTS):
        return False
    return _is_said_apart(sentence, start) and not _says(sentence, frozenset(), Unit.INPUT)


def _made_up_of(sentence: Sentence, index: int) -> Iterator[str]:
    """The words of what the tokens are of: `60k tokens [of diff + context]`."""
    if sentence.word(index) != "of":
        return
    index += 1
    while (word := sentence.word(index)) and (
        isinstance(sentence.pieces[index], WordPiece) or word in _PARTS_OF_NAMES
    ):
        yield word
        index += 1


_PARTS_OF_NAMES = words_that("joins_names_of_texts") | words_that("whole_prompt")


def _is_said_apart(sentence: Sentence, start: int) -> bool:
    """Whether what comes out is named, with a number of tokens other than that at `start`."""
    behind = [
        place + 1
        for place, piece in enumerate(sentence.pieces)
        if isinstance(piece, NumberPiece) and place != start
    ]
    of_tokens = any(
        sentence.was(place, "tokens")
        or sentence.was(sentence.skip(place, *FILLERS), "unit", "output")
        for place in behind
    )
    return of_tokens and _says(sentence, _WRITTEN, Unit.OUTPUT)


def _by_whom(sentence: Sentence, index: int) -> tuple[Unit, int] | None:
    """`800 tokens from the user`, `2k tokens to the model`: the side, and the index behind it."""
    word = sentence.word(index)
    if word not in _FROM | _TO:
        return None
    place = index + 1
    while sentence.word(place) in _BEFORE_SOMEBODY:
        place += 1
    who = sentence.word(place).removesuffix("s")
    if who in _THE_MODEL:
        return (Unit.OUTPUT if word in _FROM else Unit.INPUT), place + 1
    return (Unit.INPUT, place + 1) if who in _PERSONS and word in _FROM else None


_FROM, _TO = words_that("from_somebody"), words_that("to_somebody")
_BEFORE_SOMEBODY, _THE_MODEL = words_that("before_somebody"), words_that("the_model_itself")
_PERSONS = words_that("person")


def _by_side(sentence: Sentence, index: int) -> tuple[Unit, int] | None:
    """`35k tokens of contract text going in`: as `_by_whom`."""
    place = index + 1 if sentence.word(index) == "of" else index
    while place < index + _MOST_OF_A_NAME and _is_name(sentence, place):
        place += 1
    side = sentence.term(place, "unit", Unit.INPUT, Unit.OUTPUT)
    if side is None or place <= index + 1 or sentence.word(place) not in _IN_OR_OUT:
        return None
    return (Unit(side.term.value), place + 1) if ends_there(sentence, place + 1) else None


def _is_name(sentence: Sentence, index: int) -> bool:
    """Whether the piece at `index` may say what text it is: "120-token [summary] out"."""
    if sentence.at(index, WordPiece):
        return True
    return sentence.term(index, "count") is not None and sentence.word(index).isascii()


_IN_OR_OUT = frozenset({"in", "out"})


def _by_verb(sentence: Sentence, index: int) -> Unit | None:
    """`the model writes back 2,500 tokens`: the verb says whether they go in or come out."""
    for place in range(index - 1, max(index - 1 - _MOST_BEHIND_VERB, -1), -1):
        piece = sentence.pieces[place]
        word = piece.text.casefold()
        if word in _WRITES or (word == "with" and told_sides.replies(sentence, place - 1)):
            return Unit.OUTPUT  # also "it answers with 1,200 tokens"
        if word in _READS:
            return Unit.INPUT
        if not isinstance(piece, (WordPiece, TermPiece)) or word in _NOTFILLERS:
            return None
    return None


def _by_verb_behind(sentence: Sentence, index: int) -> Unit | None:
    """`200kトークン[のレポートを読ませて]`: Japanese says behind what is done with them."""
    if sentence.word(index) == "を":
        return _by_verb_behind_a_model(sentence, index + 1)
    if sentence.word(index) != "の":
        return None
    for place in range(index + 1, index + _MOST_BEFORE_VERB):
        if verb := sentence.term(place, "verb"):
            return Unit(verb.term.value)
        if sentence.mark(place, ",、。") or not isinstance(sentence.at(place, Piece), _TEXT):
            return None
    return None


def _by_verb_behind_a_model(sentence: Sentence, index: int) -> Unit | None:
    """`1億トークンを[全部opus 5.5に入力したら]`: what is done with them on that model."""
    index = index + 1 if sentence.term(index, "share", "1") else index
    verb = sentence.term(index + 2, "verb")
    is_on_it = sentence.at(index, ModelPiece) and sentence.word(index + 1) in _ON_IT
    return Unit(verb.term.value) if verb and is_on_it else None


_ON_IT = frozenset({"に", "で", "から"})
_MOST_BEFORE_VERB, _TEXT = 5, (TermPiece, WordPiece)


def _by_noun(sentence: Sentence, start: int, end: int) -> Unit | None:
    """`each transcript is 14k tokens, the summary 700 tokens`: what is read, and what is written.

    Only where the other side is said as well: a document by itself may be read or written.
    """
    before = start - 1
    while before >= 0 and (_is_filler(sentence, before) or sentence.mark(before, ":=(")):
        before -= 1
    before = _whose(sentence, before)
    if sentence.word(before) in _SIZES:  # "answers are short (600 tokens)"
        before -= 1
        before = before - 1 if _is_filler(sentence, before) else before
    said = [sentence.word(before) if before >= 0 else ""]
    if sentence.word(end - 1) == "token" or sentence.word(end) == "of":
        said += _name_at(sentence, end + (sentence.word(end) == "of"))
    elif sentence.term(end, "link", "per") or _is_of_one_text(sentence, end):
        said.append(sentence.word(end + 1))
    elif sentence.word(end).startswith(_PER):  # "2k tokens per prompt"
        said.append(sentence.word(end))
    if _are(_WRITTEN, said):
        return Unit.OUTPUT if _says(sentence, _READ, Unit.INPUT) else None
    others = sentence.words & _PROMPTS - {*said}  # "a 1k prompt, 3k tokens of history"
    reads = _are(_READ, said) or _is_of_each_counted(sentence, start, end)
    reads = reads and not others and not _creates(sentence)
    return Unit.INPUT if reads and _says(sentence, _WRITTEN, Unit.OUTPUT) else None


def _creates(sentence: Sentence) -> bool:
    """Whether it is not told how much is written: `we write articles of 2k tokens`."""
    if _CREATES.isdisjoint(sentence.words):
        return False
    places = range(len(sentence.pieces))
    return any(
        sentence.word(each) in _CREATES and not _writes_so_many(sentence, each) for each in places
    )


def _writes_so_many(sentence: Sentence, index: int) -> bool:
    """`it [writes] around 1.5k tokens`: a verb that says what those tokens are."""
    if sentence.word(index) not in _CREATES:
        return False
    place = index + 1
    while sentence.was(place, "approximately"):
        place += 1
    return sentence.was(place + 1, "tokens") and isinstance(sentence.pieces[place], NumberPiece)


def _whose(sentence: Sentence, index: int) -> int:
    """Where the noun stands in `the [prompt] for one essay has`, `the [answer] per ticket is`."""
    index = index - 1 if sentence.word(index) in _HAS else index
    for place in range(index - 1, max(index - _MOST_OF_A_NAME, 0), -1):
        if sentence.word(place) in _FOR_ONE and sentence.word(place - 1) in _NAMED_SIDES:
            return place - 1
        piece = sentence.pieces[place]
        is_one = isinstance(piece, NumberPiece) and piece.value == ONE
        if not (is_one or isinstance(piece, (WordPiece, TermPiece))):
            break
    return index


_HAS, _FOR_ONE = words_that("has_of_its_own") | words_that("has_so_much"), words_that("for_one")
_PER = "per "


def _is_of_one_text(sentence: Sentence, index: int) -> bool:
    """`80kトークン[の契約書から]`; not `9万トークン[の契約書]1500件`, nor of what is to be made."""
    if sentence.word(index) != "の" or not sentence.words.isdisjoint(_MAKES):
        return False
    return sentence.at(index + 2, NumberPiece) is None


def _name_at(sentence: Sentence, index: int) -> list[str]:
    """The last word of the name at `index`: `300 token [user question]`, `tokens of [text]`."""
    for place in range(index, index + _MOST_OF_A_NAME):
        word = sentence.word(place)
        if not _NAMED_SIDES.isdisjoint((word, word.removesuffix("s"))):
            return [word]
        if not isinstance(sentence.at(place, Piece), WordPiece):
            break
    return []


def _is_of_each_counted(sentence: Sentence, start: int, end: int) -> bool:
    """`640 NDAs of about [9k tokens] each`, `640件、1件約[9千トークン]`: whatever is counted."""
    if not sentence.said.counts:
        return False
    before = start - 1
    while sentence.was(before, "approximately"):
        before -= 1
    if sentence.was(before, "scope", "each") or sentence.word(end) == "each":
        return True
    one = sentence.pieces[before - 1] if before else None
    is_one = isinstance(one, NumberPiece) and one.value == ONE
    return is_one and sentence.was(before, "count") and not sentence.word(before).isascii()


def _are(nouns: frozenset[str], said: Iterable[str]) -> bool:
    """Whether one of the words said is among `nouns`, be it one or many of it, or "per" one."""
    said = [each.removeprefix(_PER) for each in said]
    return any(each in nouns or each.removesuffix("s") in nouns for each in said)


def _is_filler(sentence: Sentence, index: int) -> bool:
    """Whether only "is", "would be", "about" or the like stands at `index`."""
    if sentence.word(index) in _WOULD_BE:
        return True
    is_link = sentence.was(index, "link", "of") or sentence.was(index, "particle", "topic")
    is_about = sentence.was(index, "approximately", "about")
    return is_link or is_about or sentence.word(index) in _AVERAGES


def _says(sentence: Sentence, nouns: frozenset[str], unit: Unit) -> bool:
    """Whether one of these is spoken of, or a number of tokens of that kind."""
    if _are(nouns, sentence.words) or unit in sentence.sides:
        return True
    if any(each.kind is unit for each in sentence.said.amounts):
        return True
    counts = {each.span.start for each in sentence.said.counts}  # "it reads 60 dashboards"
    numbers = (
        index
        for index, each in enumerate(sentence.pieces)
        if isinstance(each, NumberPiece) and each.span.start not in counts
    )
    return any(
        unit in (unit_at(sentence, sentence.skip(each + 1, *FILLERS)), _by_verb(sentence, each))
        for each in numbers
    )


_WOULD_BE = frozenset({"would", "will", "should", "might", "be"})
_READ, _WRITTEN, _AVERAGES = map(words_that, ("is_read", "is_written", "averages"))
_NAMED_SIDES = _READ | _WRITTEN
_CREATES, _PROMPTS = words_that("creates"), words_that("whole_prompt")
_NO_REQUESTS = words_that("tokens_of_no_request")
_SIZES = words_that("size_of_a_text")


def _by_name(sentence: Sentence, start: int) -> Unit | None:
    """`要約は800トークン`, `質問200トークン`: by what stands before, where the other side is said.

    `出力だけで考えると4,000万トークン` has only one side.
    """
    last = start - 2 if sentence.mark(start - 1, ":=") else start - 1  # 質問:200トークン
    before = sentence.skip_back(last, "particle", "link", "approximately", "scope")
    word = before.text if before else ""
    names = {side for side, words in _NAMES.items() if word in words}
    if len(names) == 1 and _SIDES - sentence.sides == names:
        return Unit(names.pop())
    alone = sentence.sides_alone
    return Unit(*alone) if len(sentence.sides) == len(alone) == 1 else None


def asked_and_answered(sentence: Sentence) -> bool:
    """`1日1,000回、質問500 回答400`: what is asked goes in, what is answered comes out."""
    start = sentence.place
    answer = answer_behind(sentence, start)
    if answer is None:
        return False
    asked, number = _name_before(sentence, start), _number_of(sentence, answer)
    written = sentence.at(number, NumberPiece)
    places = range(asked, sentence.skip(start + 1, ("tokens", "tokens")))
    add(sentence, Unit.INPUT, sentence.here(NumberPiece), places)
    if written and unit_at(sentence, answer) is None:  # 本文300、要約60
        places = range(answer, sentence.skip(number + 1, ("tokens", "tokens")))
        add(sentence, Unit.OUTPUT, written, places)
    return True


def answer_behind(sentence: Sentence, start: int) -> int | None:
    """Where 回答 stands in `質問は[500]、回答は400`, with the number at `start`; None in others.

    That is no number of questions where requests are counted, unless it is one of a period
    (1日に質問200) or too small to be one of tokens.
    """
    asked = _name_before(sentence, start)
    if sentence.word(asked) not in _NAMES[Unit.INPUT.value]:
        return None
    end = sentence.skip(start + 1, ("tokens", "tokens"))
    answer = end
    while sentence.mark(answer, ",、・/。+") or any(
        sentence.term(answer, each) for each in ("particle", "link")
    ):
        answer += 1
    number = _number_of(sentence, answer)
    is_answer = sentence.word(answer) in _ANSWERS or _is_output_of(sentence, asked, answer)
    if not is_answer or not sentence.at(number, NumberPiece):
        return None
    is_apart = answer > end or unit_at(sentence, answer)  # not 質問300件
    if has_own_unit(sentence, number) or (has_own_unit(sentence, start) and not is_apart):
        return None
    if sentence.was(asked, "count") and end == start + 1:
        before = sentence.skip_back(asked - 1, "particle", "link")
        is_often = isinstance(before, TermPiece) and before.term.category == "period"
        asks = sentence.at(start, NumberPiece)
        is_few = asks is not None and asks.value < _FEWEST
        if is_often or is_few or not _counts_requests(sentence, start):
            return None
    return answer


def _is_output_of(sentence: Sentence, asked: int, answer: int) -> bool:
    """`質問500、出力600`; not so behind a plus, where 質問 is one part of the input."""
    if not sentence.term(answer, "unit", "output") or sentence.mark(asked - 1, "+"):
        return False
    return sentence.word(asked) in _QUESTIONS


def _name_before(sentence: Sentence, index: int) -> int:
    """Where the name stands that the number at `index` is of: `[質問]は約500`."""
    index -= 1
    while sentence.mark(index, ":=") or any(
        sentence.was(index, each) for each in ("particle", "approximately")
    ):
        index -= 1
    return index - 1 if sentence.word(index) in _TEXT_BEHIND else index


def _number_of(sentence: Sentence, index: int) -> int:
    """Where the number of the name at `index` would stand: `回答は[約500]`."""
    index = index + 2 if sentence.mark(index + 1, ":=") else index + 1
    return sentence.skip(index, ("particle", "topic"), ("approximately", "about"))


def _counts_requests(sentence: Sentence, start: int) -> bool:
    """Whether something else is counted than the people who ask: 社員20人、質問3000."""
    return any(
        isinstance(piece, NumberPiece)
        and sentence.was(index + 1, "count")
        and not sentence.was(index + 1, "count", "user")
        for index, piece in enumerate(sentence.pieces)
        if index != start
    )


def _counts_others(sentence: Sentence, start: int) -> bool:
    """Whether a number of something is said, other than that at `start`."""
    return bool(sentence.said.counts) or any(
        isinstance(piece, NumberPiece) and _is_counted(sentence, index + 1)
        for index, piece in enumerate(sentence.pieces)
        if index != start
    )


def _is_counted(sentence: Sentence, index: int) -> bool:
    if sentence.was(index, "count"):
        return True
    return sentence.word(index).isascii() and counted_noun(sentence, index) is not None


def _by_what_they_make_up(sentence: Sentence, index: int) -> Unit | None:
    """`9万トークンの契約書1500件 … 出力2千`: what is counted is read, where output is said apart.

    Not so of what is written, as `500トークンの要約1000件`.
    """
    of = sentence.at(index, TermPiece)
    if of is None or of.text != "の" or not sentence.words.isdisjoint(_MAKES):
        return None
    noun = next(
        (
            each
            for each in range(index + 1, index + _MOST_OF_A_NAME)
            if not _is_named(sentence, each)
        ),
        index,
    )
    place = _behind_daily(sentence, noun)
    names = {sentence.word(each) for each in range(index + 1, noun)}
    is_counted = names and sentence.at(place, NumberPiece) and is_counter(sentence, place + 1)
    is_left = sentence.sides == {Unit.OUTPUT} and not sentence.said.contents
    is_said = any(each.kind is Unit.INPUT for each in sentence.said.amounts)  # 30万を投げて
    if not (is_counted and is_left) or is_said or not _ANSWERS.isdisjoint(names):
        return None
    sentence.said.scopes.add(Scope.EACH)
    return Unit.INPUT


def _behind_daily(sentence: Sentence, index: int) -> int:
    """The index behind 毎日 or 1日に, if one of them stands at `index`."""
    place = index + 1 if sentence.at(index, NumberPiece) else index
    return sentence.skip(place + 1, *FILLERS) if sentence.term(place, "period") else index


def _is_named(sentence: Sentence, index: int) -> bool:
    """Whether the piece at `index` may be part of what the tokens make up: 社内文書を."""
    if isinstance(sentence.at(index, WordPiece), WordPiece):
        return True
    return any(sentence.term(index, each) for each in ("count", "prose", "particle", "content"))


_MAKES, _ANSWERS = words_that("makes_a_text"), words_that("what_is_written")
_NAMES = {Unit.INPUT.value: words_that("goes_in"), Unit.OUTPUT.value: _ANSWERS}
_SIDES = frozenset(_NAMES)
_MOST_OF_A_NAME = 6
_WRITES, _READS = words_that("writes"), words_that("reads")
_REPLIES = words_that("replies_with")
_NOTFILLERS = words_that("parts_clauses")
_MOST_BEHIND_VERB = 4
_QUESTIONS = words_that("asks_the_model")
_TEXT_BEHIND = words_that("text_behind_a_name")
_FEWEST = 100
"""Fewer may be questions: 質問20、回答500トークン."""
