"""Counts of one another: how many of them each of the others has.

product = count ("x" | "per" | "each") count          500 users x 20 messages
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from bot.query.ask import Count, Remark
from bot.query.errors import NeedsMore
from bot.query.model import MOST_OF_ONE, ONE, REQUESTS, Scope
from bot.query.patterns import Pattern
from bot.query.phrase import phrase
from bot.query.pieces import ChangePiece, MarkPiece, ModelPiece, NumberPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import any_of, words_that
from bot.query.sentence import Sentence
from pricing import Period, Unit, exactly

from .nouns import (
    AVERAGES,
    ONE_REQUEST,
    PERSONS,
    TIMES,
    WHO_DO,
    is_of_people,
    is_output_counted,
    person,
    singular,
)
from .showing import counted


def times(sentence: Sentence) -> bool:
    """`500 users x 20 messages`, `300 students times 4 essays`: the counts are multiplied."""
    start = sentence.place
    is_word = sentence.pieces[start].text.casefold() == "times"
    if not (sentence.term(start, "link", "times") or is_word) or start != sentence.count_end:
        return False
    sentence.count_end = start + 1
    is_of_amounts = _begins_amounts_of_one(sentence, start + 1)
    if is_of_amounts:
        sentence.said.scopes.add(Scope.EACH)
    if not is_of_amounts or sentence.says(start + 2, _IN_A):  # not of "10個×1500トークン"
        sentence.said.joined = True
    sentence.take([start], "times")
    return True


def times_of_amounts(sentence: Sentence) -> bool:
    """`20k x (5k in + 1k out)`, `5k in 1k out x 500/day`: so many of what those amounts are of."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    is_told = sentence.mark(start + 2, "(") or sentence.sides >= _BOTH  # "1000 x 5k in 1k out"
    is_before = sentence.was(start + 1, "link", "times") and is_told
    is_of_one = is_before and _begins_amounts_of_one(sentence, start + 2)
    is_of_one = is_of_one or multiplies_amounts(sentence, start - 1)
    if sentence.said.counts or not is_of_one or _holds_volumes(sentence, number):
        return False
    if number.value != number.value.to_integral_value():  # "5k in 1k out x1.5"
        sentence.ask(start, start + 1, "ask.number_of_what")
        return True
    sentence.said.scopes.add(Scope.EACH)
    sentence.count(number, REQUESTS, [start], counted(number))
    return True


def times_of_a_model(sentence: Sentence) -> bool:
    """`1000x haiku 4.5 50k in 5k out`: so many requests, as nothing was said before it."""
    start = sentence.place
    factor = sentence.here(ChangePiece).factor
    is_first = not (sentence.said.counts or sentence.said.amounts or sentence.models_named > 1)
    is_told = sentence.at(start + 1, ModelPiece) and sentence.sides >= _BOTH
    is_many = factor >= _FEWEST and factor == factor.to_integral_value()
    if not (is_first and is_told and is_many) or sentence.holds("count"):
        return False
    number = NumberPiece(sentence.pieces[start].span, sentence.pieces[start].text, factor)
    if _holds_volumes(sentence, number):
        return False
    sentence.said.scopes.add(Scope.EACH)
    sentence.count(number, REQUESTS, [start], counted(number))
    return True


_BOTH = frozenset({Unit.INPUT, Unit.OUTPUT})
_FEWEST = 10
"""Fewer may be a change: "2x opus 5.5"."""


def multiplies_amounts(sentence: Sentence, place: int) -> bool:
    """Whether an "x" at `place` stands right behind the input and the output of a request."""
    kinds = {each.kind for each in sentence.said.amounts}
    if not kinds.issuperset({Unit.INPUT, Unit.OUTPUT}) or sentence.said.counts:
        return False
    is_behind = place == sentence.amount_end or sentence.mark(place - 1, ")")
    return is_behind and sentence.was(place, "link", "times")


def _holds_volumes(sentence: Sentence, count: NumberPiece) -> bool:
    """`3 x (10M in + 2M out)`: more than one request takes."""
    numbers = (each for each in sentence.pieces if isinstance(each, NumberPiece))
    return any(each.value > MOST_OF_ONE for each in numbers if each is not count)


def _begins_amounts_of_one(sentence: Sentence, index: int) -> bool:
    """`30 engineers x [2M in]`, `× (2k in + 300 out)`: what is multiplied is of each of them."""
    index = index + 1 if sentence.mark(index, "(") else index
    period = sentence.term(index + 1, "period")
    if period and not period.text.isascii():  # × 1日200万入力
        index += 2
    index = sentence.skip(index, ("approximately", "about"))
    if sentence.term(index, "unit"):  # × 入力200万
        return True
    if sentence.at(index, NumberPiece) is None:
        return False
    behind = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
    if is_output_counted(sentence, index + 1):
        return False  # "x 60 completions a day"
    if sentence.says(index + 1, _IN_A):  # "x 2M in a day"
        return sentence.term(index + 2, "period") is not None
    return bool(sentence.term(index + 1, "tokens") or sentence.term(behind, "unit"))


_IN_A = words_that("in_before_a_period")


def settle_joins(sentence: Sentence) -> None:
    """Decide what "each" and "per user" behind a count are for: another count, or amounts."""
    said = sentence.said
    _leave_size_of_a_group(sentence)
    nouns = {person(singular(each.noun)) for each in said.counts}
    if len(said.counts) > 1 and TIMES in {each.noun for each in said.counts}:
        said.joined = True  # 20 documents, three times a day
    for place, noun in sentence.joins:
        _settle(sentence, place, noun, nouns)
    said.joined = (
        said.joined
        or _is_of_each_person(sentence)
        or _is_an_average(sentence)
        or _are_turns_of_chats(sentence)
    )
    if said.joined and said.summed:
        _keep_all_there_are(sentence)
    elif said.joined and (_is_sum(sentence, nouns) or _are_of_one_kind(sentence)):
        said.joined = False
    elif said.joined:
        _ask_about_holders(sentence)
        _ask_about_pieces(sentence)
        _ask_about_one_apart(sentence)
        _drop_counts_alone(sentence)
        _leave_its_period(sentence)
    if not sentence.troubles:
        _ask_about_lone_few(sentence)
        _ask_about_who_has_several(sentence)
        _ask_how_many_each_sends(sentence)
        _ask_about_sizes(sentence)


def _leave_size_of_a_group(sentence: Sentence) -> None:
    """`12名のチームで、月4,000件`, `50名規模の会社です。1日300件`: so many of all of them.

    Not so of few things, which each of them may do: `20人のチーム、1日10件`, or of `1日10回`.
    """
    said = sentence.said
    if len(said.counts) != _TWO or sentence.joins or sentence.source.isascii():
        return
    people, things = said.counts
    if not is_of_people(people) or is_of_people(things) or people.bounds:
        return
    rates = [each.period for each in said.times if each.binds == "requests"]
    is_group = _GROUP_OF.match(sentence.source, people.span.end)
    if sentence.source[: people.span.start].endswith(_GROUP_IS):
        is_group = _BEHIND_A_SIZE.match(sentence.source, people.span.end)
    if is_group and _EACH_MEMBER.search(sentence.source, is_group.end(), things.span.start):
        return
    if not is_group or len(rates) != 1 or _quoted(sentence, things.span).endswith(_OCCASION):
        return
    with exactly():
        most_of_one = people.number * _TWO
    if rates[0] is Period.DAY:
        most_of_one = min(most_of_one, Decimal(_MOST_IN_A_DAY))
    if (things.bounds or (things.number,))[0] < most_of_one:
        return
    said.counts[:] = [things]
    facts = {"said": _quoted(sentence, people.span)}
    sentence.remarks.append(Remark("unused", phrase("note.aside", **facts)))


_EACH_MEMBER = Pattern("人|名|員|各|それぞれ|みんな|メンバー|スタッフ|オペレーター|エンジニア|担当")
_GROUP_IS = tuple(f"{each}は" for each in words_that("has_so_many_people"))
_BEHIND_A_SIZE = Pattern("(?:規模|体制|ほど|くらい|程度)?(?:です|で)?[、。]")
"""`チームは12名で、1日1000件`."""
_MOST_IN_A_DAY = 100
"""Things that one person may do in a day."""
_GROUP_OF = Pattern(f"(?:規模|体制|ほど|くらい|程度)?の(?:{any_of('has_so_many_people')})")


def ask_about_ones_of_several(sentence: Sentence) -> None:
    """`1,000 emails (1 call each) and 500 tickets (3 calls each)`: two works, and no product."""
    counts = sentence.said.counts
    if len(counts) < _TWO + _TWO or sentence.models_named > 1:
        return
    words = [singular(_noun_as_written(sentence, each)) for each in counts]
    joined = _beside_joins(sentence)
    for one, word in zip(counts, words, strict=True):
        is_multiplied = one.number == ONE and not joined.isdisjoint(one.span)
        if is_multiplied and words.count(word) > 1:
            quoted = tuple(_quoted(sentence, each.span) for each in counts)
            sentence.troubles.append(NeedsMore(phrase("ask.two_counts", said=quoted), one.span))
            return


def _noun_as_written(sentence: Sentence, counted: Count) -> str:
    """The last word of a count: コール of `3コール`, which is a request like 件."""
    last = (each for each in sentence.pieces if each.span.end == counted.span.end)
    return next((each.text.casefold() for each in last), "")


def _beside_joins(sentence: Sentence) -> set[int]:
    """Where what stands before "each" or "x" ends, and what stands behind one begins."""
    places = [*_times(sentence), *(place for place, _ in sentence.joins)]
    before = (each.span.end for place in places for each in sentence.pieces[:place][-1:])
    behind = (each.span.start for place in places for each in sentence.pieces[place + 1 :][:1])
    return {*before, *behind}


def _keep_all_there_are(sentence: Sentence) -> None:
    """`1,000件ずつ、合計2,000件`, `5 shops with 100 each, 500 in total`: the total says it all.

    What it is made of must fit; and of several models it is not said which has how many.
    """
    said = sentence.said
    total = max(said.counts, key=lambda each: each.number)
    made = Decimal(1)
    with exactly():
        for each in said.counts:
            made *= ONE if each is total else each.number
        parted = made and len(said.counts) == _TWO and not total.number % made
    fits = total.number == made or parted
    if not fits or sentence.models_named > 1 or any(each.bounds for each in said.counts):
        quoted = tuple(_quoted(sentence, each.span) for each in said.counts)
        sentence.troubles.append(NeedsMore(phrase("ask.two_counts", said=quoted), total.span))
        return
    said.counts[:] = [total]
    said.joined = False


def _settle(sentence: Sentence, place: int, noun: str, nouns: set[str]) -> None:
    """Decide what one "each" is for, or ask."""
    said = sentence.said
    if part := _part_of_each(sentence, place, noun):
        sentence.troubles.append(part)
    elif len(said.counts) > 1 and (not noun or person(noun) in nouns):
        said.joined = True  # also 30店舗、200件/店舗
    elif noun and said.how_many and _is_of_each_asked(sentence, place, noun, said.how_many):
        said.scopes.add(Scope.EACH)  # how many users, at 20 messages per user
    elif noun and any(noun == each.of for each in said.limits):
        pass  # 7 turns per conversation, and $0.02 for one
    elif noun and said.counts and not _is_of_requests(sentence, place, noun, nouns):
        text, span = _one_of(sentence, place, noun)
        asked = phrase("ask.how_many_of", said=text, noun=person(noun))
        sentence.troubles.append(NeedsMore(asked, span))
    else:
        said.scopes.add(Scope.EACH)


def _is_an_average(sentence: Sentence) -> bool:
    """`1M chats a month, avg 6 turns`: so many of what one of them takes, in each."""
    said = sentence.said
    if len(said.counts) != _TWO or Scope.TOTAL in said.scopes or said.summed:
        return False
    many, few = said.counts
    averaged = _is_averaged(sentence, many.span.end, few.span.end + _NEAR + 1)
    takes = singular(few.noun) in _TAKEN and singular(many.noun) not in _TAKEN
    return averaged and takes and not few.bounds and ONE < few.number < many.number


def _are_turns_of_chats(sentence: Sentence) -> bool:
    """`10 turns of 2k in, 500 chats a day`: so few turns, with no rate of theirs, are of each.

    Of `500 chats a day, 10 turns, 2k in` it is open whether a turn takes that, or a chat.
    """
    said = sentence.said
    if len(said.counts) != _TWO or Scope.TOTAL in said.scopes or said.summed:
        return False
    named = {singular(_noun_as_written(sentence, each)): each for each in said.counts}
    turns = next((each for noun, each in named.items() if noun in _TURNS), None)
    chats = next((each for noun, each in named.items() if noun in _HOLD_TURNS), None)
    if turns is not None and sentence.source.startswith(_OF_A_CHAT, turns.span.end):
        chats = next(each for each in said.counts if each is not turns)  # 10ターンの会話を500件
    if turns is None or chats is None or not ONE < turns.number < chats.number:
        return False
    if any(0 <= each.span.start - turns.span.end <= 1 for each in said.times):
        return False  # "500 chats, 10 turns a day"
    if not _tells_what_a_turn_takes(sentence):
        return False
    facts = {"said": _quoted(sentence, turns.span), "people": _quoted(sentence, chats.span)}
    sentence.remarks.append(Remark("count", phrase(_OF_EACH_PERSON, **facts)))
    return True


def _tells_what_a_turn_takes(sentence: Sentence) -> bool:
    """`10 turns of 2k in`, `each turn 1.5k in`, `1ターンあたり入力2千`."""
    if any(turn in each.said for each in sentence.each_of for turn in _TURNS):
        return True
    words = [each.text.casefold() for each in sentence.pieces]
    return any(
        (one in _EACH and singular(other) in _TURNS) or (one in _TURNS and other == "of")
        for one, other in pairwise(words)
    )


_TURNS, _HOLD_TURNS = words_that("turn"), words_that("holds_turns")
_OF_A_CHAT = tuple(f"の{each}" for each in _HOLD_TURNS)
_EACH = words_that("each_one") | {"per"}


def _is_averaged(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether a word for an average begins there, before `stop`."""
    within = (each for each in sentence.pieces if start <= each.span.start < stop)
    return any(each.text.casefold() in _AVERAGES for each in within)


_NEAR = len(" on average ")
_TAKEN = words_that("taken_by_one")


def _ask_about_holders(sentence: Sentence) -> None:
    """`5 teams, 300 users, 10 messages each`: 300 in each team, or in all of them?"""
    for teams, people in pairwise(sentence.said.counts):
        between = sentence.source[teams.span.end : people.span.start].strip()
        behind = sentence.source[people.span.end :].lstrip()
        holds = singular(teams.noun) in _HOLDERS and is_of_people(people)
        if holds and between in _COMMAS and not behind.startswith(_OF_EACH):
            said = (_quoted(sentence, teams.span), _quoted(sentence, people.span))
            sentence.troubles.append(NeedsMore(phrase("ask.two_counts", said=said), people.span))


_HOLDERS, _COMMAS = words_that("uses_much"), frozenset(",;、")
_OF_EACH = tuple(words_that("of_each_behind"))


def _ask_about_pieces(sentence: Sentence) -> None:
    """`1000 questions, 6 chunks each`: chunks that a request holds are none themselves."""
    counts = sentence.said.counts
    asked = [each for each in counts if singular(each.noun) in _REQUESTS_THEMSELVES]
    held = [each for each in counts if each.noun in _PIECES]
    if asked and held:
        said = (_quoted(sentence, asked[0].span), _quoted(sentence, held[0].span))
        sentence.troubles.append(NeedsMore(phrase("ask.two_counts", said=said), held[0].span))


_PIECES = words_that("pieces_of_a_prompt")


def _ask_about_one_apart(sentence: Sentence) -> None:
    """`There are 4 languages. 600 users x 20 emails`: the "x" does not multiply all three."""
    counts = [each for each in sentence.said.counts if each.number != ONE]
    if len(counts) < _TWO or sentence.troubles:
        return
    apart = [each for each in counts if _stands_apart(sentence, each)]
    in_turn = [each for each in counts if each.noun == TIMES]  # three times a day
    marks = len(_times(sentence)) + len(sentence.joins) + len(in_turn)
    if apart or (len(counts) > _TWO and marks < len(counts) - 1):
        said = tuple(_quoted(sentence, each.span) for each in counts)
        span = (apart or counts)[0].span
        sentence.troubles.append(NeedsMore(phrase("ask.two_counts", said=said), span))


def _ask_about_lone_few(sentence: Sentence) -> None:
    """`There are 4 languages. 3k in 500 out`: a few of something, in a sentence of its own."""
    said = sentence.said
    if len(said.counts) != 1 or said.counts[0].number > _FEW or sentence.holds("scope", "each"):
        return
    (few,) = said.counts
    nouns = [each for each in sentence.pieces if each.span.end == few.span.end]
    start, stop = _sentence_of(sentence, few.span)
    amounts = [each.span.start for each in said.amounts]
    is_word = any(isinstance(each, WordPiece) for each in nouns)
    if is_word and amounts and not any(start <= each < stop for each in amounts):
        text = _quoted(sentence, few.span)
        sentence.troubles.append(NeedsMore(phrase("ask.unused", said=text), few.span))


_FEW = 20


def _times(sentence: Sentence) -> list[int]:
    """Where "x" and "times" stand."""
    places = range(len(sentence.pieces))
    return [
        each
        for each in places
        if sentence.was(each, "link", "times") or sentence.word(each) == "times"
    ]


def _stands_apart(sentence: Sentence, counted: Count) -> bool:
    """Whether a count has a sentence for itself, that neither "each" nor "per agent" speaks of."""
    start, stop = _sentence_of(sentence, counted.span)
    others = [each.span.start for each in sentence.said.counts if each is not counted]
    if any(start <= each < stop for each in others):
        return False
    places = [*_times(sentence), *(place for place, _ in sentence.joins)]
    marks = [sentence.pieces[each].span.start for each in places]
    beginning = min((each for each in others if each > stop), default=len(sentence.source))
    goes_on = _behind(sentence, stop, _BEGINNING)  # "There are 85 nurses. On average each has 20"
    if any(start <= each < max(stop, min(beginning, goes_on)) for each in marks):
        return False
    if is_of_people(counted) and _each_has(sentence, stop, marks):
        return False
    name = person(singular(counted.noun))
    return all(person(noun) != name for _, noun in sentence.joins)


def _each_has(sentence: Sentence, stop: int, marks: list[int]) -> bool:
    """`従業員100人です。毎日20回[ずつ]使う`: what comes next is of each of those before."""
    behind = [each.span for each in sentence.said.counts if each.span.start > stop]
    is_each = bool(behind) and sentence.source.startswith("ずつ", min(behind).end)
    return is_each and min(behind).end in marks


def _sentence_of(sentence: Sentence, span: Span) -> tuple[int, int]:
    """From where to where the sentence goes that holds `span`."""
    stops = [each.span.start for each in sentence.pieces if each.text in _FULL_STOPS]
    start = max((each for each in stops if each < span.start), default=-1) + 1
    return start, min((each for each in stops if each >= span.end), default=len(sentence.source))


def _behind(sentence: Sentence, place: int, pieces: int) -> int:
    """Where the last of so many pieces behind `place` ends."""
    ends = [each.span.end for each in sentence.pieces if each.span.start > place]
    return ends[:pieces][-1] if ends else place


_BEGINNING = 3
"""Pieces at the beginning of a sentence: "on average each"."""
_FULL_STOPS = frozenset(".。!?！？")


def _ask_about_who_has_several(sentence: Sentence) -> None:
    """`100 tickets, 4 calls per ticket, 8k in per ticket`: of a ticket, which is several calls.

    Marked so, amounts are those of one request, and no ticket is one here. Of `50 docs per query`
    a doc is.
    """
    names = {person(singular(each.noun)) for each in sentence.said.counts}
    of_counts = {sentence.pieces[each].span.start for each in sentence.of_counts}
    ends = {sentence.pieces[each - 1].span.end for each in sentence.of_counts if each}
    inner = {singular(each.noun) for each in sentence.said.counts if each.span.end in ends}
    for each in sentence.each_of:
        name = person(each.noun)
        if name not in names - inner or each.span.start in of_counts:
            continue
        others = names - {name}
        is_one = name in _REQUESTS_THEMSELVES or others.isdisjoint(_REQUESTS_THEMSELVES)
        if others and (name == "person" or not is_one) and is_beside_amounts(sentence, each.span):
            sentence.troubles.append(NeedsMore(phrase("ask.in_each", said=each.said), each.span))


def _ask_how_many_each_sends(sentence: Sentence) -> None:
    """`500 users, 2k in per message`: of how many messages; 500 users a day send one each."""
    said = sentence.said
    counted = said.counts[0] if len(said.counts) == 1 else None
    if counted is None or not is_of_people(counted) or said.how_many or said.times:
        return
    for each in sentence.each_of:
        if each.noun in _SENT and is_beside_amounts(sentence, each.span):
            asked = phrase("ask.how_many_of", said=each.said, noun=each.noun)
            sentence.troubles.append(NeedsMore(asked, each.span))
            return


_SENT = words_that("taken_by_one") | words_that("is_a_request") | words_that("is_a_talk")


def is_beside_amounts(sentence: Sentence, said: Span) -> bool:
    """`8k in per ticket`, `1チケットあたり入力8千`; not `1人あたり月$20以内`."""
    spans = [sorted((each.span, said)) for each in sentence.said.amounts]
    return any(not sentence.source[one.end : other.start].strip(_TIES) for one, other in spans)


_TIES = " ,:、はが"


def _leave_its_period(sentence: Sentence) -> None:
    """`30 messages a month per chat, 100 chats`: 100 chats of them, and not 100 a month."""
    said = sentence.said
    rates = [each.span for each in said.times if each.binds == "requests"]
    if len(said.counts) != _TWO or len(rates) != 1:
        return
    first, second = said.counts
    (rate,) = rates
    is_of_first = rate.end <= first.span.start or rate.start <= first.span.end + 1
    nouns = {person(noun) for _, noun in sentence.joins if noun}
    if is_of_first and person(singular(second.noun)) in nouns:
        said.counts.reverse()


def _is_of_each_person(sentence: Sentence) -> bool:
    """`200 users send 10 messages a day`: so few cannot be what all of them send.

    Nor can "1,200 employees (avg 9 meetings a week)", whatever is counted.
    """
    said = sentence.said
    is_total = Scope.TOTAL in said.scopes or said.summed
    if len(said.counts) != _TWO or is_total or sentence.models_named > 1:
        return False
    many, few = said.counts
    if not is_of_people(many) or is_of_people(few) or few.noun == TIMES:
        return False
    between = sentence.source[_behind_who(sentence, many.span.end) : few.span.start].casefold()
    is_average = _is_averaged(sentence, many.span.end, few.span.start)
    is_sent = _quoted(sentence, few.span).casefold().endswith(_SENT_BY_EACH)
    least, most = (many.bounds or (many.number,))[0], (few.bounds or (few.number,))[-1]
    is_often = _quoted(sentence, few.span).endswith(_OCCASION) and most <= _MOST_OFTEN
    is_often = is_often and not _OF_SOMETHING.match(sentence.source, few.span.end)
    used = _is_used_by_each(sentence, between, few) and most <= _MOST_IN_A_DAY
    if not (is_average or is_sent or is_often or used or _says_how_often(between)):
        return False
    if not (used or between.lstrip().startswith(_AVERAGE) or ONE < most < least):
        return False
    rates = [each for each in said.times if each.binds == "requests"]
    is_rate = len(rates) == 1 and rates[0].span.start > many.span.end
    is_headcount = singular(many.noun) in _HEADCOUNTS and not between.strip(" ,、")  # 50k DAU
    they_do = _they_do(between) or (is_often and _LISTS_HOW_OFTEN.fullmatch(between))
    they_do = they_do or (is_often and _is_too_few_for_all(between, most, least))
    if not (is_rate and (is_average or is_headcount or they_do)):
        return False
    facts = {"said": _quoted(sentence, few.span), "people": _quoted(sentence, many.span)}
    sentence.remarks.append(Remark("count", phrase(_OF_EACH_PERSON, **facts)))
    return True


_OCCASION, _MOST_OFTEN = "回", 30
"""Times that one person does it in a day, or in a month: more may be those of all."""
_LISTS_HOW_OFTEN = Pattern(
    "(?:規模|くらい|ほど|程度)?"
    "(?:[ 、,/・(]|平均|約|平日|営業日|毎日|[1一]日|週|月|に|は|のみ|だけ|あたり)*"
)
"""What stands between in `社員1000人、1日5回`; `社員20人で1日5回` may be of all of them."""
_WITH_SO_MANY = Pattern("で、?(?:[1一]日|毎日|平日)(?:に|平均|約)*")
_USES = ("使", "利用", "呼", "叩", "たた", "投げ", "ずつ")
_PEOPLE_PER_USE = 5


def _is_used_by_each(sentence: Sentence, between: str, few: Count) -> bool:
    """`開発者25人がsonnet 4.6を1日80回使う`: what people do so often, each of them does."""
    is_done = between.lstrip().startswith(_DOERS) and not _CLAUSES.intersection(between)
    is_often = _quoted(sentence, few.span).endswith(_OCCASION)
    return is_done and is_often and sentence.source.startswith(_USES, few.span.end)


_CLAUSES = frozenset("、。,;")


def _is_too_few_for_all(between: str, most: Decimal, least: Decimal) -> bool:
    """`社員200人で1日10回`: hardly what all of them do, as most would never do it in a day."""
    with exactly():
        return bool(_WITH_SO_MANY.fullmatch(between)) and most * _PEOPLE_PER_USE <= least


_OF_SOMETHING = Pattern(
    "(?:ほど|程度|くらい|ぐらい)?の(?!利用|使用|質問|問い合わせ|相談|検索|やり)"
)
"""`参加者10人、週2回の会議`: so many meetings, and not of each of the people."""


def _quoted(sentence: Sentence, span: Span) -> str:
    return sentence.source[span.start : span.end]


def _they_do(between: str) -> bool:
    """Whether people do what stands behind: `users send`, `人が`; not `200人で`, `200 users,`."""
    if _says_how_often(between):
        return True
    if between.isascii():
        said = between.strip(" (~").split()
        return bool(said) and _PEOPLE_DO.issuperset(said)
    return between.strip().startswith(_DOERS)


def _behind_who(sentence: Sentence, index: int) -> int:
    """The place in the text behind `のユーザー`, where that stands at `index` of it."""
    for place, piece in enumerate(sentence.pieces):
        if piece.span.start == index and piece.text == "の":
            is_people = sentence.was(place + 1, "count", "user")
            return sentence.pieces[place + 1].span.end if is_people else index
    return index


def _says_how_often(between: str) -> bool:
    """`対象：社員600名 頻度：1日5回`."""
    return any(each in between for each in _HOW_OFTEN)


_HOW_OFTEN = words_that("how_often_it_is_used")
_SENT_BY_EACH = tuple(words_that("sent_by_each"))
_OF_EACH_PERSON = "note.of_each_person"
_TWO = 2
_HEADCOUNTS = words_that("headcount")
_DOERS, _AVERAGES = tuple(WHO_DO), AVERAGES | words_that("averages")
_AVERAGE = "averag"
"""`12 customers averaging 25 invoices`, be these fewer or more."""
_PEOPLE_DO = words_that("people_do")


def _part_of_each(sentence: Sentence, place: int, noun: str) -> NeedsMore | None:
    """`20 documents per request`, `2k email per call`: perhaps what goes into one, and no count.

    Where the amounts are marked as those of one document, it is a count all the same.
    """
    counted = _count_beside(sentence, place)
    if counted is None:
        return None
    name = singular(counted.noun)
    others = {singular(each.noun) for each in sentence.said.counts if each is not counted}
    is_for_requests = noun in ONE_REQUEST or (not noun and not others.isdisjoint(ONE_REQUEST))
    is_part = is_for_requests and name not in _REQUESTS_THEMSELVES | PERSONS
    is_part = is_part and not (name in _HOLDERS and sentence.word(place) == "of")  # of 10 users
    is_part = is_part and not _each_has_some(sentence, place, counted)
    if not (is_part or _is_size(counted)) or name in {each.noun for each in sentence.each_of}:
        return None
    last = place + 1 if sentence.pieces[place].text.casefold() in _PER else place
    joint = sentence.span(place, last + 1)
    span = Span(min(counted.span.start, joint.start), max(counted.span.end, joint.end))
    said = sentence.source[span.start : span.end]
    return NeedsMore(phrase("ask.in_each", said=said), span)


def _each_has_some(sentence: Sentence, place: int, counted: Count) -> bool:
    """`12 stores each making 500 requests`: they do something; not `50 requests, 12 docs each`.

    So it is where the other count follows "each", with no mark and at most a few words between.
    """
    each, *behind = sentence.pieces[place : place + 1 + _MOST_DONE]
    if each.text.casefold() != "each":
        return False
    if counted.span.end > each.span.start:
        return behind[0].text.casefold() == "of"  # "500 requests a day in each of 12 stores"
    if _is_within(sentence, place):
        return False  # "20 docs in each of 500 requests"
    starts = {other.span.start for other in sentence.said.counts}
    for piece in behind:
        if isinstance(piece, (MarkPiece, NumberPiece)):
            return piece.span.start in starts
    return False


_MOST_DONE = 4


def _is_within(sentence: Sentence, place: int) -> bool:
    """Whether "in" stands right before `place`: `20 docs in each of 500 requests`."""
    return place > 0 and sentence.pieces[place - 1].text.casefold() == "in"


def _count_beside(sentence: Sentence, place: int) -> Count | None:
    """The count that "each" or "per request" at `place` joins to another one."""
    before = sentence.pieces[place - 1].span.end if place else 0
    start = sentence.pieces[place].span.start
    counts = sentence.said.counts
    if _is_within(sentence, place) and place > 1:
        before = sentence.pieces[place - 2].span.end
    return next(
        (each for each in counts if each.span.end == before),
        next((each for each in counts if each.span.start > start), None),
    )


def _ask_about_sizes(sentence: Sentence) -> None:
    """`12k report x 40 clients`, `12k report, 800 out`: beside no other input it may be that."""
    said = sentence.said
    kinds = {each.kind for each in said.amounts}
    if Unit.OUTPUT in kinds and kinds.isdisjoint(_INPUTS) and not said.contents:
        for each in said.counts:
            if _is_size(each):
                text = sentence.source[each.span.start : each.span.end]
                sentence.troubles.append(NeedsMore(phrase("ask.in_each", said=text), each.span))


_INPUTS = frozenset({Unit.INPUT, Unit.CACHE_READ, "prompt_size", "prefix"})


def _is_size(counted: Count) -> bool:
    """`12k report per client`: one report, of so many tokens."""
    noun = counted.noun
    is_one = noun.isascii() and not noun.endswith("s") and noun not in ONE_REQUEST | PERSONS
    return is_one and counted.number >= _THOUSAND


_THOUSAND = 1000
_PER = frozenset({"per", "/"})
_REQUESTS_THEMSELVES = words_that("one_request") | words_that("is_a_request")


def _is_of_each_asked(sentence: Sentence, place: int, noun: str, asked: str) -> bool:
    """`how many users, 20 messages per user`, `how many students, each asks 10 questions`."""
    says_each = sentence.pieces[place].text.casefold() == "each"
    return says_each or person(noun) == person(singular(asked))


def _drop_counts_alone(sentence: Sentence) -> None:
    """Beside another count a noun is no number of requests: 500 users x 20 messages."""
    sentence.remarks[:] = [
        each
        for each in sentence.remarks
        if each.code != "count" or each.phrase.key == _OF_EACH_PERSON
    ]


def _is_sum(sentence: Sentence, nouns: set[str]) -> bool:
    """Whether counts are to be added up: `1000 users x 2 chats, 100 users x 50 chats`."""
    said = sentence.said
    rates = [each for each in said.times if each.binds == "requests" and each.over is None]
    if len(nouns) == 1 and len(rates) > 1:  # peak 50 rps, average 5 rps
        return True
    each_noun = [person(singular(each.noun)) for each in said.counts if each.number != ONE]
    named = [each for each in each_noun if each not in ONE_REQUEST]
    middle = len(each_noun) // 2
    is_repeated = middle > 1 and each_noun[:middle] == each_noun[middle:]
    return is_repeated or len(set(named)) < len(named)


def _are_of_one_kind(sentence: Sentence) -> bool:
    """`1リクエストで5件、1日1000件`: so many 件 of 件 are no product, unless one says so."""
    if not sentence.ones or not sentence.joins:
        return False
    nouns = [_noun_as_written(sentence, each) for each in sentence.said.counts]
    counters = [each for each in nouns if not each.isascii()]
    return len(nouns) == len(counters) > len(set(counters))


def _is_of_requests(sentence: Sentence, place: int, noun: str, nouns: set[str]) -> bool:
    """Whether "per ticket" is per request: it is what was counted, or 件 and the like count it.

    So is "each user" where what a user costs is asked.
    """
    if _is_place_of_many(sentence, place):
        return False
    if any(each.noun == noun for each in sentence.said.costs_per):
        return True
    if noun in ONE_REQUEST or person(noun) in nouns:
        return True
    counters = nouns <= ONE_REQUEST and person(noun) != "person"
    return counters and _in_japanese(sentence, place)


def _is_place_of_many(sentence: Sentence, place: int) -> bool:
    """`200件/店舗`, `1店舗あたり200件`: of each shop, whose number is not said; not `5回/件`."""
    if place not in sentence.of_counts:
        return False
    index = place if sentence.was(place, "count") else place + 1
    text = sentence.word(index)
    if text.isascii() or not sentence.was(index, "count") or text in _ITSELF_ONE:
        return False
    return not any(
        sentence.source[each.span.start : each.span.end].endswith(text)
        for each in sentence.said.counts
    )


_ITSELF_ONE = words_that("counts_requests")


def _in_japanese(sentence: Sentence, place: int) -> bool:
    """Whether `1チケットあたり` stands at `place`, and no "per ticket"."""
    return any(not each.text.isascii() for each in sentence.pieces[place : place + 2])


def _one_of(sentence: Sentence, place: int, noun: str) -> tuple[str, Span]:
    """What says "per user", and where."""
    if not _in_japanese(sentence, place):
        return f"{sentence.pieces[place].text} {noun}", sentence.span(place, place + 1)
    lone = not isinstance(sentence.pieces[place], NumberPiece) and not sentence.mark(place, "/")
    span = sentence.span(place, place + 1 if lone else place + 2)
    return sentence.source[span.start : span.end], span
