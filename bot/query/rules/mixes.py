"""Mixes: how much of the work goes to which model.

share = PERCENT {filler} [NUMBER noun {filler}] MODEL | MODEL PERCENT | "half" MODEL
      | "rest" {filler} MODEL
      | noun "(" PERCENT ")" {filler} MODEL | MODEL "(" PERCENT ")"      `定型（7割）→haiku 5.5`
moved = PERCENT {filler} ("of" | "from") ["our"] MODEL {word} "to" MODEL    the second one's share
split = NUMBER "/" NUMBER {"/" NUMBER}       70/30 haiku/opus: they sum to 100
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.query.ask import Shared
from bot.query.errors import NeedsMore
from bot.query.model import (
    ONE,
    REQUESTS,
    Bounds,
    Foreign,
    Group,
    ModelChoice,
    Named,
    Newest,
    OneModel,
)
from bot.query.patterns import AnyWord
from bot.query.phrase import phrase
from bot.query.pieces import (
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    WordPiece,
)
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from . import showing
from .cached_shares import share_of
from .nouns import is_plural
from .period_names import rate_end

TEN, HUNDRED = Decimal(10), Decimal(100)
HALF = Decimal("0.5")
_MOST_FILLERS = 8
_FILLERS = words_that("before_a_model_of_a_mix")
_TAKES_A_SHARE = words_that("takes_a_share")
_STAYS = words_that("stays")


def share(sentence: Sentence) -> bool:
    """`70% haiku 4.5`, `30% of our 600k tickets go to opus`, `half haiku`, `the rest on opus`."""
    start = sentence.place
    part = part_or_range_at(sentence, start)
    if part is None:
        return False
    if _moved(sentence, start, part):
        return True
    first = start + 2 if _is_in_brackets_of_its_own(sentence, start) else start + 1
    counted = _counted(sentence, start, behind_fillers(sentence, first))
    opening = behind_fillers(sentence, counted.stop)
    closed = _behind_a_bracket(sentence, opening)
    arrow = closed + 1 if sentence.mark(closed, _ARROWS) else closed  # 定型70%→haiku 5.5
    index = behind_fillers(sentence, arrow)
    index = _behind_a_reason(sentence, index)
    model = sentence.at(index, ModelPiece)
    if model is None or isinstance(model.choice, (Foreign, Group)):
        return False
    behind = sentence.skip(index + 1, ("link", "of"))
    if sentence.term(behind, "caching") or sentence.term(behind, "modifier", "batch"):
        return False  # "70% of the requests on haiku are cached"
    is_many = isinstance(model.choice, Newest) and model.text.casefold() != model.choice.family
    if sentence.term(start, "share", "1") and (sentence.term(index + 1, "listing") or is_many):
        return False  # "all haiku models", "all sonnets"
    left, bounds = [*counted, *range(opening, closed)], range_at(sentence, start)
    _add(sentence, start, index, model.choice, part, bounds=bounds, left=left)
    return True


def _is_in_brackets_of_its_own(sentence: Sentence, index: int) -> bool:
    """`simple questions ([80%])`, `定型（全体の[7割]）`: of what is named before the bracket."""
    if not sentence.mark(index + 1, ")"):
        return False
    opens = index - 1
    while sentence.word(opens) in _OF_ALL or sentence.was(opens, "approximately"):
        opens -= 1
    if not sentence.mark(opens, "(") or not opens:
        return False
    named = sentence.pieces[opens - 1]
    is_word = isinstance(named, TermPiece) and named.term.category in {"count", "prose"}
    return is_word or isinstance(named, WordPiece)


_OF_ALL, _ARROWS = frozenset({"全体", "全体の", "の"}), "→⇒➡"


def done_on_a_model(sentence: Sentence) -> bool:
    """`12% need a rewrite on opus`, `8% of them get escalated to opus`: what those are done on."""
    start = sentence.place
    percent = sentence.here(PercentPiece)
    verb = behind_fillers(sentence, start + 1)
    first = next((e for e in range(start + 1, verb + 1) if sentence.says(e, _COMES)), None)
    if first is None or percent.bounds:
        return False
    index = first + 1
    while index < first + _MOST_FILLERS and _is_what_is_done(sentence, index):
        index += 1
    index = behind_fillers(sentence, index)
    model = sentence.at(index, ModelPiece)
    if model is None or isinstance(model.choice, (Foreign, Group)):
        return False
    _add(sentence, start, index, model.choice, percent.share)
    return True


def _is_what_is_done(sentence: Sentence, index: int) -> bool:
    return sentence.at(index, WordPiece) is not None or sentence.says(index, _ARTICLES)


_COMES, _ARTICLES = words_that("comes_to_a_model"), frozenset({"a", "an", "the"})


def _moved(sentence: Sentence, start: int, part: Decimal) -> bool:
    """`60% of our sonnet 5.5 traffic to haiku 5.5`: of the one to the other, and the rest stays."""
    counted = _counted(sentence, start, behind_fillers(sentence, start + 1))
    counted = range(counted.start, _behind_a_bracket(sentence, counted.stop))
    index = _behind_what_moves(sentence, counted.stop)
    source = sentence.at(index, ModelPiece)
    if source is None or part < 0 or not _is_taken_from(sentence, index):
        return False
    end = _behind_what_moves(sentence, index + 1)
    target = sentence.at(end, ModelPiece)
    if target is None or sentence.word(end - 1) not in _TAKES_OVER:
        return False
    if isinstance(source.choice, (Foreign, Group)) or isinstance(target.choice, (Foreign, Group)):
        return False
    if part == ONE:  # both of them are compared
        left = [*counted, index]
        sentence.take([e for e in range(start, end) if e not in left], "all of the work")
        return True
    if source.choice not in {each.model for each in sentence.said.shares}:
        stays = Shared(source.choice, -ONE, sentence.span(index, index + 1))
        sentence.said.shares.append(stays)
    sentence.said.moved = True
    left, bounds = [*counted, index], range_at(sentence, start)
    _add(sentence, start, end, target.choice, part, bounds=bounds, left=left)
    return True


def _behind_a_bracket(sentence: Sentence, index: int) -> int:
    """`80% of 200k requests [(3k in, 500 out)] from opus`: what they are is read in its turn."""
    if not sentence.mark(index, "("):
        return index
    ends = (each for each in range(index, len(sentence.pieces)) if sentence.mark(each, ")"))
    return next(ends, index - 1) + 1


def _is_taken_from(sentence: Sentence, index: int) -> bool:
    """Whether "of our" or "from" stands before the model at `index`."""
    before = index - 1
    while sentence.word(before) in _OURS:
        before -= 1
    return sentence.word(before) in _FROM or sentence.word(before).endswith(_OF)


def _behind_what_moves(sentence: Sentence, index: int) -> int:
    """The index behind "traffic over to" and the like, within one clause."""
    end = index
    while end < index + _MOST_FILLERS and not sentence.says(end, _PARTS_CLAUSES):
        is_of_work = any(sentence.term(end, each) for each in _OF_WORK)
        if not is_of_work and sentence.at(end, WordPiece) is None:
            break
        end += 1
    return end


_OF_WORK = ("link", "count", "period", "traffic", "prose", "bound")


_FROM, _OF = words_that("taken_from"), ("of", "of the")
_TAKES_OVER, _PARTS_CLAUSES = words_that("takes_over"), words_that("parts_models")


def _counted(sentence: Sentence, share_at: int, index: int) -> range:
    """Where the number stands that a share is said to be of: `70% of our 600k monthly tickets`.

    It is read in its turn.
    """
    start = index
    while sentence.says(start, _OURS):
        start += 1
    is_of = any("of" in sentence.word(each).split() for each in range(share_at, index))
    if not sentence.at(start, NumberPiece) or not is_of:
        return range(index, index)
    end = start + 1
    while end <= start + _MOST_OF_A_COUNT and _is_of_a_count(sentence, end):
        end += 1
    return range(start, end) if end > start + 1 else range(index, index)


def _is_of_a_count(sentence: Sentence, index: int) -> bool:
    """Whether the piece at `index` says of what a number is, and how often: "claims a day"."""
    if any(sentence.term(index, each) for each in ("period", "count")):
        return True
    if sentence.term(index, "link", "per"):
        return True
    return bool(sentence.at(index, WordPiece)) and not sentence.says(index, _FILLERS)


_OURS = words_that("ours")
_MOST_OF_A_COUNT = 5


def part_at(sentence: Sentence, index: int) -> Decimal | None:
    """The share said at `index`; the rest of it all is less than nothing until it is known."""
    if percent := sentence.at(index, PercentPiece):
        return None if percent.bounds else percent.share
    if sentence.term(index, "rest"):
        return -ONE
    if sentence.word(index) == _HALF_THE and sentence.term(index, "multiple"):
        return HALF
    word = sentence.term(index, "share")
    return share_of(word) if word and word.term.value != "vague" else None


def part_or_range_at(sentence: Sentence, index: int) -> Decimal | None:
    """The share said at `index`, or the low end of a range of them."""
    bounds = range_at(sentence, index)
    return bounds.low if bounds else part_at(sentence, index)


def range_at(sentence: Sentence, index: int) -> Bounds | None:
    """The range of shares said at `index`, such as 60-80%; none whose ends have no end."""
    percent = sentence.at(index, PercentPiece)
    bounds = percent.bounds if percent else None
    if bounds is None or not 0 <= bounds.low < bounds.high <= ONE:
        return None
    digits = max(len(each.as_tuple().digits) for each in bounds)
    return bounds if digits < _ENDLESS else None


_ENDLESS = 20


def behind_fillers(sentence: Sentence, index: int) -> int:
    """The index behind "of the traffic goes to", "of our tickets go to" and the like."""
    for _ in range(_MOST_FILLERS):
        piece = sentence.at(index, Piece)
        if not isinstance(piece, (WordPiece, TermPiece)):
            break
        is_filler = piece.text.casefold() in _FILLERS or _is_done_by(sentence, index)
        if not is_filler and not _is_of_what_is_counted(sentence, index):
            break
        index += 2 if _is_of_a_kind(sentence, index) else 1
    return index


def _is_done_by(sentence: Sentence, index: int) -> bool:
    """`60% are [scored] by haiku`, `half of them are [simple] and go to haiku`."""
    is_done = sentence.word(index).endswith("ed") and sentence.word(index + 1) == "by"
    return is_done or _is_of_a_kind(sentence, index)


def _is_of_a_kind(sentence: Sentence, index: int) -> bool:
    return sentence.word(index) in _KINDS and sentence.word(index + 1) == "and"


_KINDS = words_that("kind_of_work")


def _behind_a_reason(sentence: Sentence, index: int) -> int:
    """The index of the model in `7割は[簡単なので]haiku 4.5`; `index` where no reason is given."""
    end = index
    while end < index + _MOST_FILLERS and _is_of_a_reason(sentence, end):
        if sentence.word(end).endswith(_REASONS) and sentence.at(end + 1, ModelPiece):
            return end + 1
        end += 1
    return index


def _is_of_a_reason(sentence: Sentence, index: int) -> bool:
    is_small = any(sentence.term(index, each) for each in ("particle", "link", "prose"))
    return is_small or sentence.at(index, WordPiece) is not None


_REASONS = tuple(words_that("gives_a_reason"))


def _is_of_what_is_counted(sentence: Sentence, index: int) -> bool:
    """Whether the noun at `index` is what a share is of: `half the docs`, `30% of our tickets`."""
    is_of = sentence.word(index - 1).rpartition(" ")[-1] in _THE
    return is_of and (sentence.was(index, "count") or is_plural(sentence.word(index)))


_HALF_THE, _THE = "half the", frozenset({"of", "our", "the", "those"})


def _add(  # noqa: PLR0913 - all that was found
    sentence: Sentence,
    start: int,
    index: int,
    choice: ModelChoice,
    part: Decimal,
    *,
    bounds: Bounds | None = None,
    left: Sequence[int] = (),
) -> None:
    """Take the share of a model, or a range of it; what is `left` is read in its turn."""
    span = sentence.span(start, index + 1)
    sentence.share_places.append(index)
    sentence.said.shares.append(Shared(choice, part, span, bounds))  # type: ignore[arg-type]  # no group, none of another vendor
    if choice not in sentence.said.models:
        sentence.said.models.append(choice)
    places = (each for each in range(start, index + 1) if each not in left)
    taken = [each for each in places if sentence.at(each, Piece)]
    said = "the rest" if part < 0 else showing.percent(part, bounds)
    sentence.take(taken, f"{said} of the work on {choice.heard}")


def model_share(sentence: Sentence) -> bool:
    """`haiku 70% opus 30%`, `opus for the rest`: the share stands behind its model."""
    start = sentence.place
    model = sentence.here(ModelPiece)
    place = (
        sentence.skip(start + 1, ("link", "of")) if _is_particle(sentence, start + 1) else start + 1
    )
    while sentence.says(place, _TAKES_A_SHARE):
        place = sentence.skip(place + 1, ("link", "of"))  # opusを使うのは全体の15%
    place = place + 1 if sentence.mark(place, ":=") or _is_dash(sentence, place) else place
    in_brackets = sentence.mark(place, "(") and sentence.mark(place + 2, ")")
    place = place + 1 if in_brackets else place  # haiku 5.5 (70%)
    if isinstance(model.choice, (Foreign, Group)):
        return False
    if sentence.term(place, "rest") and sentence.at(place + 1, PercentPiece):
        place += 1  # "for the other 30%"
    is_rest = sentence.said.shares and sentence.term(place, "rest")
    if is_rest and (place > start + 1 or _ends_with_it(sentence, place + 1)):
        _add(sentence, start, start, model.choice, -ONE)
        sentence.take(range(start + 1, place + 1), "the rest")
        return True
    of_some = sentence.word(place).endswith(_SOME_OF) or sentence.holds("rest")
    if sentence.word(place - 1) == "for" and of_some and sentence.term(place, "share"):
        return _on_some_of_it(sentence, model.choice, place)
    part = part_or_range_at(sentence, place) if sentence.at(place, PercentPiece) else None
    if part is None:
        return False
    others = any(isinstance(each, ModelPiece) for each in sentence.pieces[place + 1 :])
    alone = not (others or sentence.said.shares or _is_made(sentence, start + 1, place))
    if _means_something_else(sentence, place + 1) or alone:
        return False
    _add(sentence, start, start, model.choice, part, bounds=range_at(sentence, place))
    sentence.take(range(start + 1, place + 2 if in_brackets else place + 1), "its share")
    return True


def _is_dash(sentence: Sentence, index: int) -> bool:
    """`haiku 5.5 - 70% of traffic`, as against `-70%`."""
    dash = sentence.pieces[index : index + 2]
    return sentence.mark(index, "-") and dash[0].span.end < dash[-1].span.start


def _on_some_of_it(sentence: Sentence, choice: OneModel, place: int) -> bool:
    """`sonnet for half of them`, `sonnet for two thirds and opus for the rest`."""
    start, part = sentence.place, part_at(sentence, place)
    if part is None or not 0 < part < ONE or _means_something_else(sentence, place + 1):
        return False
    _add(sentence, start, start, choice, part)
    sentence.take(range(start + 1, place + 1), "its share")
    return True


_SOME_OF = (" of", " of it", " of them", " of these", " of those")
"""Ends a share of what is spoken of: "for one quarter" is a time."""


def _ends_with_it(sentence: Sentence, index: int) -> bool:
    """`opus takes 10%, sonnet [the rest]`; not `sonnet the rest on haiku`."""
    behind = sentence.skip(index, ("link", "of"))
    return behind == index and not isinstance(sentence.at(behind, Piece), ModelPiece)


def _is_made(sentence: Sentence, start: int, percent: int) -> bool:
    """`haikuを9割に`, `haikuに8割`, `haiku handled 30%`: so much of the one model, and no more."""
    between = [each.text.casefold() for each in sentence.pieces[start:percent]]
    if between == ["を"]:
        behind = sentence.pieces[percent + 1 : percent + 2]
        return not behind or behind[0].text == "に"
    return between == ["に"] or (bool(between) and all(each in _TAKES_A_SHARE for each in between))


def _is_particle(sentence: Sentence, index: int) -> bool:
    return sentence.term(index, "particle") is not None


def _means_something_else(sentence: Sentence, index: int) -> bool:
    """Whether what stands behind a percentage makes it a share of something else."""
    behind = sentence.skip(index, ("link", "of"), ("tokens", "tokens"), ("unit", "input"))
    if sentence.at(index, ModelPiece):  # "80% haiku": it belongs to what follows
        return not (sentence.said.shares or _each_has_its_share_behind(sentence))
    return any(
        sentence.term(behind, each) for each in ("caching", "discount", "more", "unit")
    ) and not sentence.mark(index, ",")


def _each_has_its_share_behind(sentence: Sentence) -> bool:
    """`haiku 70% opus 30%`: a percentage behind the last model too, so that none stands before.

    Those that follow are of something else: "15% off".
    """
    found = [type(each) for each in sentence.pieces if isinstance(each, (ModelPiece, PercentPiece))]
    models = found.count(ModelPiece)
    return found[: 2 * models] == [ModelPiece, PercentPiece] * models


def settle_rest(sentence: Sentence) -> None:
    """`opus 5.5 1日1000件 …、7割をsonnet 5.5に流したら`: what is not moved stays where it is."""
    said = sentence.said
    others = [each for each in said.models if each not in {part.model for part in said.shares}]
    if len(others) != 1 or len(said.shares) != 1 or isinstance(others[0], (Foreign, Group)):
        return
    (moved,) = said.shares
    if sentence.share_places and _is_taken_from(sentence, sentence.share_places[-1]):
        return  # "move 60% of opus (prod) to haiku": of which one is it?
    if 0 < moved.share < ONE and any(each.startswith(_MOVED) for each in sentence.words):
        _ask_whether_all_pass_first(sentence, moved)
        said.shares.insert(0, Shared(others[0], -ONE, moved.span))


def _ask_whether_all_pass_first(sentence: Sentence, moved: Shared) -> None:
    """`every ticket goes through haiku first, then 15% go to opus`: perhaps on top of all."""
    source = sentence.source.casefold()
    clause = sentence.clause(sentence.share_places[-1]) if sentence.share_places else range(0)
    near = " ".join(sentence.word(each) for each in clause)
    if any(each in source for each in _ALL_PASS_FIRST) or _ON_TOP.search(near):
        said = sentence.source[moved.span.start : moved.span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.part_or_all", said=said), moved.span))


_ALL_PASS_FIRST = words_that("all_pass_it_first")
_ON_TOP = AnyWord(words_that("share_on_top") | words_that("second_look_at_it"))
_MOVED = tuple(words_that("moves_to_a_model"))
_MOST_PARTS = 12


def split(sentence: Sentence) -> bool:
    """`70/30`, `7:3`, `7対3`: shares whose models stand elsewhere, in the same order."""
    start = sentence.place
    parts: list[Decimal] = []
    end = start
    while (number := sentence.at(end, NumberPiece)) and not number.bounds:
        if len(parts) == _MOST_PARTS:
            return False
        parts.append(number.value)
        goes_on = sentence.mark(end + 1, "/:-") or sentence.was(end + 1, "several")
        if not goes_on or sum(parts) == HUNDRED or not sentence.at(end + 2, NumberPiece):
            break  # "70/30: sonnet and haiku"
        end += 2
    marks = range(start + 1, end, 2)
    is_ratio = all(sentence.mark(each, ":") or sentence.was(each, "several") for each in marks)
    if len(parts) < len("ab") or sum(parts) not in ({TEN, HUNDRED} if is_ratio else {HUNDRED}):
        return False
    shares = tuple(part / sum(parts) for part in parts)
    if not sentence.models_named:
        return _split_as_before(sentence, shares, range(start, end + 1))
    if sentence.models_named < len(parts):
        return False
    sentence.split.append(shares)
    sentence.take(range(start, end + 1), "shares of a mix")
    return True


def _split_as_before(sentence: Sentence, shares: tuple[Decimal, ...], places: range) -> bool:
    """`what if 50/50?`: of models that were named before, and of nothing that is said here."""
    others = [each for index, each in enumerate(sentence.pieces) if index not in places]
    if sentence.sides or any(isinstance(each, (NumberPiece, PercentPiece)) for each in others):
        return False
    sentence.said.split = shares
    span = sentence.span(places.start, places.stop)
    sentence.troubles.append(NeedsMore(phrase("ask.split_models"), span))
    sentence.take(places, "shares of a mix")
    return True


def halves(sentence: Sentence) -> bool:
    """`haikuとopusを半々で`, `4モデルに均等に`: as much on each; of three no share is exact."""
    named = [each.choice for each in sentence.pieces if isinstance(each, ModelPiece)]
    if not named:
        return _split_as_before(sentence, (HALF, HALF), range(sentence.place, sentence.place + 1))
    share = _EQUAL.get(len(_each_once(named)))
    if share is None:
        return False
    sentence.split.append((share,) * int(ONE / share))
    sentence.take([sentence.place], f"{showing.percent(share)} on each model")
    return True


_EQUAL = {each: ONE / each for each in (2, 4, 5)}
"""The share of each of so many models, where it is exact."""


def rest_then_share(sentence: Sentence) -> bool:
    """`残り3割はopus`: the rest is said to be how much, and that is read for itself."""
    start = sentence.place
    behind = sentence.skip(start + 1, ("link", "of"))
    if sentence.says(behind, _STAYS) and not _stays_on_another(sentence, behind):
        sentence.take(range(start, behind + 1), "the rest stays where it was")
        return True
    is_number = sentence.at(behind, NumberPiece) and _behind_to_a_model(sentence, behind)
    is_share = sentence.at(behind, PercentPiece) or sentence.term(behind, "share")
    if not (is_share or is_number):  # "the other half on opus", "the other 7k to haiku"
        return False
    sentence.take(range(start, behind), "the rest")
    return True


def _stays_on_another(sentence: Sentence, index: int) -> bool:
    """`20% go to opus, the rest stays on haiku 4.5`: on a model that has no share so far."""
    model = sentence.at(behind_fillers(sentence, index), ModelPiece)
    if model is None:
        return False
    shared = [each.model for each in sentence.said.shares]
    if _is_among(model.choice, shared):
        return False
    named = sentence.said.models
    return model.choice in named or not _is_among(model.choice, named)


def count_again(sentence: Sentence) -> bool:
    """`700K requests on haiku 4.5 and 300K on opus 4.7`: the second count leaves its noun out.

    So does that of `30k on haiku, the rest on opus`, and "400 a day on opus".
    """
    start = sentence.place
    number = sentence.here(NumberPiece)
    behind = _behind_to_a_model(sentence, start)
    if behind is None:
        return False
    is_one_of_two = sentence.model_places or _comes_again(sentence, behind)
    is_counted = sentence.said.counts or _all_of_them(sentence, start)
    if not ((is_counted and is_one_of_two) or sentence.holds("rest")):
        return False
    noun = sentence.said.counts[0].noun if sentence.said.counts else REQUESTS
    sentence.count(number, noun, [start], showing.counted(number))
    return True


def _behind_to_a_model(sentence: Sentence, start: int) -> int | None:
    """The index behind `300K on opus`, `400 a day (2k in) to opus`; None where none stands so."""
    first = _behind_a_bracket(sentence, rate_end(sentence, start + 1) or start + 1)
    behind = behind_fillers(sentence, first)
    if counted := _all_of_them(sentence, start):
        behind = behind_fillers(sentence, counted.stop)
    return behind + 1 if behind > first and sentence.at(behind, ModelPiece) else None


_NEAR = 16
"""Pieces within which another number stands."""


def _all_of_them(sentence: Sentence, start: int) -> range:
    """Where the number of all stands in `70k of the [100k monthly requests] go to haiku`."""
    return _counted(sentence, start, behind_fillers(sentence, start + 1))


def _comes_again(sentence: Sentence, index: int) -> bool:
    """`100k requests, 70k to haiku [and 30k to opus]`: another model has its number as well."""
    places = range(index, min(index + _NEAR, len(sentence.pieces)))
    numbers = (each for each in places if sentence.at(each, NumberPiece))
    return any(_behind_to_a_model(sentence, each) is not None for each in numbers)


def settle_split(sentence: Sentence) -> None:
    """Give the shares of "70/30" to the models in their order."""
    for parts in sentence.split:
        choices = _each_once([choice for _, choice in sentence.model_places])
        if len(parts) != len(choices) or any(
            isinstance(each, (Foreign, Group)) for each in choices
        ):
            sentence.troubles.append(NeedsMore(phrase("ask.split_models")))
            return
        nowhere = Span(0, 0)
        for choice, part in zip(choices, parts, strict=True):
            sentence.said.shares.append(Shared(choice, part, nowhere))  # type: ignore[arg-type]  # as above


def _each_once(choices: list[ModelChoice]) -> list[ModelChoice]:
    """The models without those that are named again: "70/30 haiku/opus, against only opus"."""
    found: list[ModelChoice] = []
    for each in choices:
        if not _is_among(each, found):
            found.append(each)
    return found


def _is_among(choice: ModelChoice, others: Sequence[ModelChoice]) -> bool:
    """Whether `choice` is one of `others`, or names the family of just one of them."""
    if choice in others or not isinstance(choice, Newest):
        return choice in others
    ids = [f"-{each.id}-" for each in others if isinstance(each, Named)]
    return sum(f"-{choice.family}-" in each for each in ids) == 1


def settle_all_on_one(sentence: Sentence) -> None:
    """All of it on one model of a mix is no part of the mix: it is what that is compared with.

    The table of a mix says what all of it would cost on each of its models.
    """
    said = sentence.said
    mix = [each for each in said.shares if each.share != ONE]
    models = [each.model for each in mix]
    if _is_all_of_it(mix) and all(_is_among(each, models) for each in said.models):
        said.shares[:] = mix
        said.models[:] = models


def _is_all_of_it(shares: Sequence[Shared]) -> bool:
    """Whether shares of at least two models leave nothing over."""
    rests = any(each.share < 0 for each in shares)
    sums_up = abs(sum(each.share for each in shares) - ONE) < _LEAST
    return len(shares) > 1 and (rests or sums_up)


_LEAST = Decimal("1e-20")
"""Thirds have no end."""
