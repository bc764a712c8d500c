"""A version that a follow-up says by itself: `5.5だと？`, `and on 5.5?` behind sonnet 4.6.

It is that of the model before, where its family has such a model. Anything else that is said
beside it, such as an amount, leaves it asked about.
"""

from __future__ import annotations

import re

from pricing import key

from .ask import Ask
from .model import Foreign, Group, Query
from .reading import Span
from .recalled import models_of
from .roles import words_that
from .vocabulary import Vocabulary

_VERSION = re.compile(r"\d\.\d")
_ASKED = ["ask.number_of_what"]
_LEADS = words_that("before_a_version_alone")
_BEHIND = tuple(words_that("behind_a_version_alone"))


def with_its_family(ask: Ask, vocabulary: Vocabulary, previous: Query) -> tuple[str, str] | None:
    """The version that is said, and what it is with the family of the model before.

    None where none is said alone, or where that family has no such model.
    """
    if [each.message.key for each in ask.troubles] != _ASKED or ask.models or ask.amounts:
        return None
    span = ask.troubles[0].span
    said = ask.quoted(span) if span else ""
    models = models_of(previous)
    if span is None or not _VERSION.fullmatch(said) or not _is_of_a_model(ask, span):
        return None
    if len(models) != 1 or isinstance(models[0], (Foreign, Group)):
        return None
    parts = models[0].heard.replace(" ", "-").split("-")
    family = next(each for each in parts if each in vocabulary.families)
    name = f"{family} {said}"
    return (said, name) if key(name) in vocabulary.names else None


def _is_of_a_model(ask: Ask, span: Span) -> bool:
    """Whether the words around a number are those around a model: `on 5.5`, `5.5に上げたら`."""
    before = ask.source[: span.start].casefold().split()
    if ask.lang == "ja":
        return ask.source[span.end :].lstrip().startswith(_BEHIND)
    return before[-1:] == [] or before[-1] in _LEADS
