"""How much of what is counted comes to the model at all: "15% of our 300k searches go to Claude".

uptake = share "of" ["our"] NUMBER {word} noun clause        15% of the 300k daily searches ...
       | share "of" ["our"] noun clause                      10% of visitors ..., 200k visitors
       | count [","] share ["of them"] clause                60,000 orders, 3% end in a complaint

The clause has to tell that nothing else is sent: it names who answers ("go to Claude", "open the
chat"), what each of them sends ("send 3 messages"), what is written for those alone ("need a
reply"), or one of what is spoken of later on ("end in a complaint; each complaint is one call").
What already is a request is one whatever else it does, so that a share of chats is asked about,
and so is what is done once more for some.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.query.ask import Count, Remark
from bot.query.errors import NeedsMore
from bot.query.model import ONE, Bounds
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, MoneyPiece, NumberPiece, PercentPiece, Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence, Uptake
from pricing import exactly

from .counts import forget_remark, taken_for
from .mixes import part_at
from .nouns import (
    ADOPTERS,
    ONE_REQUEST,
    TAKERS,
    counted_noun,
    is_of_people,
    is_plural,
    person,
    plural,
    singular,
)
from .period_names import rate_end
from .showing import percent

_ANSWERS, _NEEDS, _WRITTEN = map(words_that, ("answers_people", "needs_a_text", "is_written"))
_AGAIN, _OURS = words_that("once_more_for_some"), words_that("ours")
_DO = words_that("people_do")
_STAY_AWAY = tuple(words_that("people_stay_away"))
_A, _EACH = words_that("a_or_an"), words_that("for_each_item")
_REQUESTS = ONE_REQUEST | words_that("is_a_request") | words_that("holds_requests")
_OTHERWISE = frozenset({"caching", "modifier", "discount", "negation", "without", "unit"})
_REACHES = words_that("reaches_who_answers")  # and not "20% bypass the bot"
_SENDS = words_that("sends_to_the_model")
_GOES, _MODELS = words_that("goes_to_the_model"), words_that("model_by_kind")
_ENDS, _IN = ",;.:?!()、。", " in "


def uptake(sentence: Sentence) -> bool:
    """`15% of the 300k daily searches go to Claude`, `60,000 orders, 3% end in a complaint`."""
    start = sentence.place
    share = part_at(sentence, start)
    if share is None or not 0 < share < ONE or sentence.holds("rest"):
        return False
    index = sentence.skip(start + 1, ("link", "of"))
    while sentence.says(index, _OURS):
        index += 1
    is_of = _is_of(sentence, start)
    number = sentence.at(index, NumberPiece) if is_of else None
    noun = _noun(sentence, index, number) if is_of else None
    counts = sentence.said.counts
    if noun is None and (is_of or not counts):
        return False
    base = singular(counts[-1].noun if noun is None else sentence.word(noun))
    clause = _clause(sentence, index if noun is None else rate_end(sentence, noun + 1) or noun + 1)
    if sentence.word(start - 1) in _SENDS:  # "we send 2% of them to Claude"
        if sentence.was(start - 2, "negation"):
            sentence.ask(start - 2, clause.stop, "ask.negation")
            return True
        clause = range(start - 1, clause.stop)
    called = _called(sentence, clause, base, is_of=is_of)
    if called is None or (base in _REQUESTS and not _go_to_the_model(sentence, clause)):
        return False
    if any(_is_otherwise(sentence, each) for each in clause):
        return False
    span = sentence.span(start, clause.stop)
    of = number.span if number else None if is_of else counts[-1].span
    sentence.uptakes.append(Uptake(span, share, base, called, of))
    sentence.take([start], f"{percent(share)} of them")
    return True


def _noun(sentence: Sentence, index: int, number: NumberPiece | None) -> int | None:
    """Where it stands what the share is of; None where nothing is counted there."""
    if number is None and is_plural(sentence.word(index)):
        return index  # "1 in 20 orders ends in ..."
    return counted_noun(sentence, index + 1 if number else index)


def _is_of(sentence: Sentence, start: int) -> bool:
    """`15% of our searches`, `a third of them`, `1 in 20 orders`; not `orders, 3% of them`."""
    said, behind = sentence.word(start), sentence.word(start + 1)
    if said.endswith(_OF_THEM) or behind in _OF_THEM or behind in _THEM:
        return False
    is_ratio = sentence.at(start, PercentPiece) is not None and _IN in said
    return is_ratio or said.endswith(_OF) or behind in _OF


_THEM = frozenset({"those", "them", "these"})  # behind "a third of"
_OF_THEM, _OF = ("of them", "of those", "of it"), ("of", "of the")


def _clause(sentence: Sentence, start: int) -> range:
    """What they do, up to a mark or the next number."""
    end = start
    while end < len(sentence.pieces) and not sentence.mark(end, _ENDS):
        piece = sentence.pieces[end]
        if isinstance(piece, (NumberPiece, PercentPiece, MoneyPiece)):
            break
        end += 1
        if isinstance(piece, ModelPiece):
            break
    return range(start, end)


def _called(sentence: Sentence, clause: range, base: str, *, is_of: bool) -> str | None:
    """What those are called that come to the model; None where nothing tells that they do."""
    words = [_word(sentence, each) for each in clause]
    if not _AGAIN.isdisjoint(words):
        return None
    for place in clause:
        is_a = sentence.word(place).rpartition(" ")[-1] in _A  # "in a"
        if is_a and _is_each_later(sentence, place + 1, clause.stop):
            return singular(sentence.word(place + 1))
    if _reach_one(words):
        return base
    if _send_so_many(sentence, clause, base):
        sentence.joins.append((clause.start, ""))
        return base
    needs_one = is_of and not _NEEDS.isdisjoint(words) and not _WRITTEN.isdisjoint(words)
    return base if needs_one else None


def _reach_one(words: list[str]) -> bool:
    """`chat with the bot`; not `ignore the chat`, where one word is both, nor `refuse to open`."""
    if any(each.startswith(_STAY_AWAY) for each in words):
        return False
    reached = [place for place, each in enumerate(words) if each in _ANSWERS]
    return any(each in _REACHES and reached not in ([], [n]) for n, each in enumerate(words))


def _go_to_the_model(sentence: Sentence, clause: range) -> bool:
    """`only 20% of our requests go to Claude`: whatever becomes of the others."""
    words = {_word(sentence, each) for each in clause}
    return not (_GOES.isdisjoint(words) or _MODELS.isdisjoint(words))


def _send_so_many(sentence: Sentence, clause: range, base: str) -> bool:
    """`1% of our 2M users send [3 messages] a day`: what those do, nobody else does."""
    is_verb = any(sentence.word(each) in _DO for each in clause)
    is_number = isinstance(_piece(sentence, clause.stop), NumberPiece)
    is_each = person(base) == "person" and not sentence.holds("scope", "total")
    if not (is_verb and is_number and is_each):
        return False
    return counted_noun(sentence, clause.stop + 1) is not None


def _piece(sentence: Sentence, index: int) -> Piece | None:
    return sentence.pieces[index] if index < len(sentence.pieces) else None


def _word(sentence: Sentence, place: int) -> str:
    """The word at `place`, and "claude" of `Claude. Sonnet 4.6`, which is read as one name."""
    word = sentence.word(place)
    return _CLAUDE if word.startswith(_CLAUDE_ENDS) else word


_NEAR = 60
_CLAUDE, _CLAUDE_ENDS = "claude", ("claude. ", "claude, ", "claude; ", "claude: ")


def _is_each_later(sentence: Sentence, place: int, stop: int) -> bool:
    """Whether one of what stands at `place` is spoken of behind: `each complaint is one call`."""
    noun = singular(sentence.word(place))
    behind = range(stop, min(stop + _NEAR, len(sentence.pieces)))
    return any(sentence.word(each) == noun and sentence.word(each - 1) in _EACH for each in behind)


def _is_otherwise(sentence: Sentence, place: int) -> bool:
    """Whether a term or a model stands there: `15% of them are cached`, `go to opus`."""
    piece, word = sentence.pieces[place], _word(sentence, place)
    if word in _WRITTEN or word == _CLAUDE:
        return False
    is_term = isinstance(piece, TermPiece) and piece.term.category in _OTHERWISE
    return is_term or isinstance(piece, ModelPiece)


def settle_uptake(sentence: Sentence) -> None:
    """Count those alone that come to the model; ask where it is not told of what they are."""
    first, *others = sentence.uptakes
    counts = sentence.said.counts
    places = [place for place, each in enumerate(counts) if _is_of_count(first, each)]
    few = None if others or len(places) != 1 else _so_many(counts[places[0]], first)
    if few is None:
        said = sentence.source[first.span.start : first.span.end]
        asked = phrase("ask.percent_of_what", said=said)
        sentence.troubles.append(NeedsMore(asked, first.span))
        return
    forget_remark(sentence, counts[places[0]])
    counts[places[0]] = few
    if first.called == first.noun and first.noun not in _REQUESTS:
        sentence.adopters.append(few.span)
    quoted = sentence.source[first.span.start : first.span.end]
    sentence.remarks.append(Remark("count", taken_for(quoted, few.number, few.bounds)))


def call_adopters(sentence: Sentence) -> None:
    """Give those who come another noun than all: `40k visitors` later on are not so many."""
    counts = sentence.said.counts
    for place, each in enumerate(counts):
        if each.span in sentence.adopters:
            noun = ADOPTERS if is_of_people(each) else TAKERS
            counts[place] = replace(each, noun=noun)


def _is_of_count(taken: Uptake, count: Count) -> bool:
    if taken.of is not None:
        return count.span.start <= taken.of.start < count.span.end
    return singular(count.noun) == taken.noun


def _so_many(count: Count, taken: Uptake) -> Count | None:
    """Those of them that come; None where no whole number of them does."""
    with exactly():
        number = count.number * taken.share
        bounds = count.bounds and Bounds(*(each * taken.share for each in count.bounds))
    if number != number.to_integral_value():
        return None
    return replace(count, number=number, bounds=bounds, noun=plural(taken.called))
