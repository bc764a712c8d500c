"""A text to an `Ask`: what was said, perhaps only a part of a question.

    question = {clause}
    clause   = model | amount | count | scope | caching | modifier | discount | day
             | list | topic | help | trouble | prose

Clauses come in any order, with prose around them; each rule stands with its own grammar in
`rules/`. At each place the rules that can begin with its piece are tried in the order of
`_RULES`, and the first that fits takes its pieces. What no rule takes is prose if it is a
word, and a question back if it is a number. The parser is written by hand, since what people
need of it is not the grammar but what to do where they leave it: see `docs/decisions/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pricing import Modifier

from .ask import Ask, Remark
from .errors import NotUnderstood
from .lexicon import lexicon
from .phrase import phrase
from .pieces import (
    DatePiece,
    MarkPiece,
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    TroublePiece,
)
from .reading import Heard
from .rules import amounts, caching, counts, leftovers, negations, sides, terms
from .scanner import Scanner
from .sentence import Said, Sentence
from .text import LONGEST, normalise
from .vocabulary import Vocabulary

Rule = Callable[[Sentence], bool]

# Which rules can begin with which piece; a term by its category. Order matters where one
# clause begins like another: the longer or more certain one first.
_RULES: Mapping[type[Piece] | str, tuple[Rule, ...]] = {
    TroublePiece: (terms.trouble,),
    DatePiece: (terms.day,),
    ModelPiece: (terms.model,),
    PercentPiece: (terms.discount, caching.share_then_cached),
    NumberPiece: (
        terms.listing,
        amounts.pair,
        caching.writes,
        caching.lifetime,
        caching.part_cached,
        amounts.number_then_unit,
        terms.content,
        counts.rate,
        counts.count,
        amounts.tokens_of_what,
    ),
    MarkPiece: (counts.rate, counts.scope),
    "unit": (caching.writes, amounts.unit_then_number, amounts.uncounted),
    "caching": (
        caching.lifetime,
        caching.uncached,
        caching.cached_then_share,
        caching.cached_part,
        caching.cached,
    ),
    "share": (caching.share_then_cached,),
    "modifier": (terms.modifier,),
    "negation": (negations.negated,),
    "scope": (counts.rate, counts.scope),
    "count": (terms.prompt_size,),
    "period": (counts.rate,),
    "link": (terms.day, terms.price_unit, counts.rate, counts.scope, counts.two_factors),
    "date": (terms.day, terms.no_day),
    "discount": (terms.discount,),
    "several": (terms.several,),
    "group": (terms.group,),
    "listing": (terms.listing,),
    "approximately": (terms.about,),
    "partner": (terms.partner,),
    "unread": (terms.unusable,),
    "topic": (terms.topic,),
    "help": (terms.greeting,),
}


def parse(text: str, vocabulary: Vocabulary) -> Ask:
    """What `text` says, with what each piece of it was taken for. Never raises.

    Args:
        text: as the person wrote it.
        vocabulary: the names of models, from `vocabulary(book)`.
    """
    if len(text) > LONGEST:
        too_long = NotUnderstood(phrase("unread.too_long", limit=LONGEST))
        return Ask(normalise(text[:LONGEST]), troubles=(too_long,))
    source = normalise(text)
    scanner = Scanner(source, vocabulary, lexicon("en"))
    pieces = scanner.pieces()
    sentence = _best_reading(source, pieces)
    sides.ask_which_side(sentence)
    return _ask(sentence, scanner.remarks)


def _best_reading(source: str, pieces: list[Piece]) -> Sentence:
    """Of the two ways to bind numbers and units, the one that leaves less unread.

    Number-then-unit goes first; "in 10000 out 2000" only makes sense the other way round.
    """
    first = _read(source, pieces, unit_first=False)
    if not first.troubles and not first.said.idle_units:
        return first
    other = _read(source, pieces, unit_first=True)
    return min(first, other, key=_unread)


def _unread(sentence: Sentence) -> tuple[bool, int]:
    return bool(sentence.troubles), sentence.said.idle_units


def _read(source: str, pieces: list[Piece], *, unit_first: bool) -> Sentence:
    sentence = Sentence(source, pieces, unit_first)
    sentence.advance()
    while not sentence.is_read:
        piece = sentence.pieces[sentence.place]
        begins = piece.term.category if isinstance(piece, TermPiece) else type(piece)
        if not any(rule(sentence) for rule in _RULES.get(begins, ())):
            leftovers.left_over(sentence)
    return sentence


def _on_partner(said: Said) -> tuple[Remark, ...]:
    """A partner alone is its global endpoint, at list price."""
    if not said.partners or Modifier.REGIONAL in said.modifiers:
        return ()
    return (Remark("partner", phrase("note.partner_global", partner=said.partners[0])),)


def _ask(sentence: Sentence, remarks: list[Remark]) -> Ask:
    said = sentence.said
    heard: tuple[Heard, ...] = tuple(sorted(sentence.heard, key=lambda each: each.span))
    troubles = sorted(sentence.troubles, key=lambda each: each.span or (0, 0))
    scopes = said.scopes
    return Ask(
        source=sentence.source,
        heard=heard,
        models=tuple(said.models),
        adds=said.adds,
        amounts=tuple(said.amounts),
        uncounted=tuple(said.uncounted),
        unused=tuple(said.unused),
        vague=tuple(said.vague),
        negations=tuple(said.negations),
        without_units=tuple(said.without_units),
        counts=tuple(said.counts),
        scopes=frozenset(scopes),
        caching=tuple(said.caching),
        uncached=said.uncached,
        modifiers=frozenset(said.modifiers),
        without=frozenset(said.without),
        discounts=tuple(said.discounts),
        days=tuple(said.days),
        listing=said.listing,
        topic=said.topic,
        greets=said.greets,
        partners=tuple(said.partners),
        troubles=tuple(troubles),
        remarks=(*remarks, *sentence.remarks, *_on_partner(said)),
    )
