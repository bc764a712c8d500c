"""All models of a family, where its name alone is the newest one.

family = "all" NAME "s" | ("each" | "every") NAME ["model" | "version"] | NAME "models"
       | "compare" NAME "family"
"""

from __future__ import annotations

from bot.query.model import Group, Newest
from bot.query.pieces import MarkPiece, ModelPiece, NumberPiece, Piece
from bot.query.roles import words_that
from bot.query.sentence import Sentence


def each_of_family(sentence: Sentence) -> bool:
    """`1M in on each opus`, `each of the opuses`: so much on all of them, and not each request."""
    start = sentence.place
    if sentence.word(start) not in _EACH:
        return False
    family = sentence.skip(start + 1, ("link", "of"))
    while sentence.word(family) in _SOLD:
        family += 1
    if not _is_each_of_it(sentence, family):
        return False
    sentence.take(range(start, family), "every model of a family")
    return True


def _is_each_of_it(sentence: Sentence, place: int) -> bool:
    """Whether `each` is of the models of the family at `place`.

    `each opus call` is of calls, and `1k in each opus` of requests.
    """
    if sentence.models_named != 1 or not _is_a_family(sentence, place):
        return False
    each = place - 1
    while sentence.word(each) in _SOLD or (
        sentence.was(each, "link") and sentence.word(each) not in _EACH
    ):
        each -= 1
    if sentence.word(each) not in _EACH or sentence.was(each - 1, "unit"):
        return False
    behind = sentence.at(place + 1, Piece)
    ends = behind is None or isinstance(behind, MarkPiece) or sentence.was(place + 1, "link")
    return ends or _is_plural(sentence, place) or sentence.word(place + 1) in _MODELS


def _is_a_family(sentence: Sentence, place: int) -> bool:
    piece = sentence.pieces[place] if place < len(sentence.pieces) else None
    return isinstance(piece, ModelPiece) and isinstance(piece.choice, Newest)


_SOLD = words_that("is_sold")
_EACH, _MODELS = words_that("each_one"), words_that("names_versions") | words_that("cost")


def not_sold_any_more(sentence: Sentence, place: int) -> bool:
    """`all retired opus models`: those of a family that no list has."""
    return sentence.word(place - 1) in _GONE


_GONE = words_that("is_gone")


def compares_a_family(sentence: Sentence, place: int) -> bool:
    """`opus系だけ比べたい`, `compare the opus family`: its models, and not the newest alone."""
    behind = place + 2 if sentence.word(place + 1) == "の" else place + 1
    is_named = sentence.word(behind) in _FAMILIES or (
        sentence.word(behind) == "モデル" and sentence.word(behind + 1) == "を"
    )
    if not (is_named and sentence.models_named == 1 and is_family(sentence, place)):
        return False
    is_whole = sentence.word(place - 1) in _WHOLE or sentence.word(place - 2) in _ACROSS
    return sentence.holds("several", "versus") or is_whole or _is_family_alone(sentence, place)


def _is_family_alone(sentence: Sentence, place: int) -> bool:
    """`the haiku family`, and neither `a haiku family model` nor `the newest of the haiku family`.

    "opus系で" is of its newest.
    """
    if sentence.word(place + 2) in _MODELS or not _has_numbers(sentence):
        return False
    lead = place - 1
    while sentence.word(lead) in {"the", "our", "claude"}:
        lead -= 1
    return sentence.word(place + 1).isascii() and sentence.word(lead) not in _ONE_OUT_OF


_ONE_OUT_OF = words_that("one_out_of_a_family")


_FAMILIES, _WHOLE = words_that("names_a_family"), words_that("all_of_a_family")
_ACROSS = frozenset({"across"})


def are_all_of_it(sentence: Sentence, place: int) -> bool:
    """`all sonnets`, `each sonnet`, `compare the sonnets`; "all sonnet" is of one."""
    if _is_each_of_it(sentence, place) or _is_behind_all(sentence, place):
        return True
    if _is_every_model_of_it(sentence, place):
        return True
    if not (is_family(sentence, place) and _is_plural(sentence, place)):
        return False
    before = sentence.word(place - 1)
    if before == "all" or sentence.models_named > 1:
        return before == "all"
    if before in _THE and _has_numbers(sentence):
        return True
    return before in _OF_THEM or sentence.holds("several", "versus")


def _has_numbers(sentence: Sentence) -> bool:
    """Whether any number is said: "when do the sonnets retire?" has no work to compare."""
    return any(isinstance(each, NumberPiece) for each in sentence.pieces)


_OF_THEM, _THE = words_that("stands_before_several"), words_that("stands_before_many")


def _is_plural(sentence: Sentence, place: int) -> bool:
    """`sonnets`, `opuses`, not `opus` or `sonnet's`; and `sonets`, as a slip may be in it."""
    newest = sentence.pieces[place].choice  # type: ignore[attr-defined]  # a model
    said = sentence.word(place)
    return said.endswith("es" if newest.family.endswith("s") else "s") and said.isalpha()


def leads_to_a_family(sentence: Sentence, place: int) -> bool:
    """`[all models] in the opus family`: those of the family, and not all that are sold."""
    family = place + 1
    while sentence.word(family) in _OUT_OF:
        family += 1
    is_led_to = family > place + 1 and sentence.word(family + 1) in _FAMILIES
    return is_led_to and sentence.models_named == 1 and _is_a_family(sentence, family)


def _is_behind_all(sentence: Sentence, place: int) -> bool:
    """The same from the other side: whether `all models in the` stands before the family."""
    before = place - 1
    while sentence.word(before) in _OUT_OF:
        before -= 1
    return sentence.was(before, "group") and leads_to_a_family(sentence, before)


_OUT_OF = words_that("out_of_a_family")


def every_of_family(sentence: Sentence) -> bool:
    """`全opusモデル`, `すべてのopusモデル`; "すべてopusモデルで" is of the work."""
    start = sentence.place
    family = start + 2 if sentence.word(start + 1) == "の" else start + 1
    if not _is_every_model_of_it(sentence, family):
        return False
    sentence.take(range(start, family), "every model of a family")
    return True


def _is_every_model_of_it(sentence: Sentence, place: int) -> bool:
    """Whether `全`, `すべての` or `全世代の` stands before the family at `place`."""
    if sentence.models_named != 1 or not _is_a_family(sentence, place):
        return False
    before = sentence.word(place - 1)
    if before == "の" and sentence.was(place - 2, "group", "all"):
        return True
    if sentence.word(place + 1) != "モデル":
        return False
    return before in _EVERY or (before == "の" and sentence.word(place - 2) in _ALL)


_EVERY, _ALL = frozenset({"全", "各"}), frozenset({"全部", "全て", "すべて"})


def are_models_of_it(sentence: Sentence) -> bool:
    """`sonnet全モデル`, `opus系の各モデル`: all of the family right before."""
    place = sentence.place - 1
    while sentence.word(place) == "の" or sentence.word(place) in _FAMILIES:
        place -= 1
    if sentence.word(sentence.place).isascii() or place < 0:
        return False
    if isinstance(sentence.pieces[place], ModelPiece) and sentence.model_places:
        last, choice = sentence.model_places[-1]
        if last == place and isinstance(choice, Group):  # all of it by what stands behind it
            sentence.take([sentence.place], choice.heard)
            return True
    if not is_family(sentence, place):
        return False
    all_of_family(sentence, place)
    return True


def is_family(sentence: Sentence, place: int) -> bool:
    """Whether all of the family at `place` are meant: no other was named, or "all" says so."""
    if not _is_a_family(sentence, place):
        return False
    if not sentence.model_places or sentence.model_places[-1][0] != place:  # "80% sonnet models"
        return False
    choice = sentence.pieces[place].choice  # type: ignore[attr-defined]  # a model
    return sentence.said.models == [choice] or sentence.word(place - 1) == "all"


def all_of_family(sentence: Sentence, place: int) -> None:
    """`all haiku models`: of the family at `place`, as the piece in turn says."""
    family = mean_all_of_family(sentence, place)
    sentence.take([sentence.place], family.heard)


def mean_all_of_family(sentence: Sentence, place: int) -> Group:
    """Take all of its family for the model at `place`."""
    newest = sentence.pieces[place].choice  # type: ignore[attr-defined]  # a model
    family = Group("all", newest.family)
    sentence.model_places[-1] = (place, family)
    models = [each for each in sentence.said.models if each != newest]
    if any(each == newest for _, each in sentence.model_places):  # "haiku vs all haiku models"
        models = sentence.said.models
    sentence.said.models = [*models, family]
    return family
