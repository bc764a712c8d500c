"""What a text must hold for a rule to be worth trying.

Many rules can begin with a number or a word, and most texts hold nothing of what they are
about: without the name of a period, no rule for periods takes anything. So such rules are left
out before a text is read. A rule that is not listed is always tried.

Most words of a message, and most of those that only tie others together, begin nothing at all:
rules that begin with a few words are not tried at any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from bot.query.dates import MONTHS
from bot.query.lexicon import Term
from bot.query.pieces import DatePiece, PercentPiece, Piece, TermPiece
from bot.query.quantities import CURRENCY_SIGNS
from bot.query.roles import words_of_roles, words_that
from bot.query.sentence import Sentence

from . import (
    against,
    agent_hours,
    amounts,
    asides,
    bare_sides,
    cache_lives,
    cache_writes,
    cached_parts,
    cached_prefixes,
    cached_shares,
    caching,
    changes,
    contents,
    counts,
    discounts,
    headcounts,
    joins,
    lengths,
    listed_parts,
    mixes,
    money,
    named_tokens,
    negations,
    occurrences,
    pages_of_tokens,
    pairs,
    partial,
    periods,
    preparations,
    price_days,
    price_units,
    rated_sides,
    regions,
    retrieved,
    scopes,
    sums,
    terms,
    texts,
    token_splits,
    told_pages,
    told_sides,
    unit_costs,
    weekdays,
    work_shares,
)

Rule = Callable[[Sentence], bool]
Need = type[Piece] | Term | str
"""A kind of piece, a category of the lexicon, one term of it, a word or a mark."""

_PERIOD = ("period", "odd_period")
_READS = Term("unit", "cache_read")
_OFF = Term("discount", "off")
_A_PART = Term("part", "part")
_SAME_TEXT = Term("intent", "same_text")
_TO = Term("link", "range")

# One of these must be there, anywhere in the text, or the rule takes nothing.
_NEEDED: Mapping[Rule, tuple[Need, ...]] = {
    against.against: ("caching", "modifier", "without"),
    against.lifetime_against: ("caching", "modifier", "without"),
    against.share_against: ("caching",),
    against.word_against: ("caching", "modifier", "without"),
    against.and_with: ("?", "？"),
    against.same_with: ("same",),
    against.saved_by: (Term("intent", "saved_by"),),
    asides.measured_behind: ("aside",),
    asides.clock: (":",),
    asides.at_peak: ("peak", "peaks"),
    asides.announced: ("(", ":", "."),
    asides.compared: (
        *words_that("names_an_alternative"),
        *words_that("names_a_feature"),
        "counter",
        "モデル",
    ),
    asides.in_seconds: ("period", *words_that("milliseconds")),
    asides.of_a_year: (*words_that("plan_of_a_year"), *words_that("before_a_year")),
    agent_hours.agent_hours: tuple(words_that("managed_agents")),
    asides.most_beside_an_average: (Term("scope", "each"),),
    asides.average_before_its_most: ("(",),
    bare_sides.arrow: (">", "→", "➔", "⇒", Term("bound", "least")),
    bare_sides.by_verbs: (
        *words_that("writes_back"),
        *words_that("creates"),
        *words_that("was_written"),
    ),
    asides.as_it_was: ("from", *words_that("was_so_before")),
    asides.of_an_event: _PERIOD,
    amounts.by_how_much: tuple(words_that("by_how_much")),
    amounts.in_a_period: ("period",),
    rated_sides.side_and_rate_then_number: ("period",),
    rated_sides.side_behind_a_rate: ("period",),
    amounts.in_all: (Term("scope", "total"),),
    amounts.pair: ("/",),
    named_tokens.tokens_of_what: ("tokens",),
    cached_parts.input_then_part: (_A_PART,),
    cached_parts.part_then_cached: (_A_PART, Term("link", "of")),
    cached_prefixes.cached_prefix: (Term("unit", "prefix"),),
    cached_prefixes.text_cached: ("caching",),
    cache_lives.lifetime: ("caching",),
    cache_lives.lifetimes: ("caching", Term("unit", "prefix")),
    caching.left_aside: ("caching",),
    caching.part_cached: ("caching", _READS),
    caching.uncached_amount: ("caching",),
    cached_shares.reads_then_share: (_READS,),
    cached_shares.share_then_cached: ("caching", _READS),
    cache_writes.into_a_cache: (*words_that("writes_to_a_cache"), "stored", "written"),
    cache_writes.written: ("cache_verb",),
    cache_writes.writes: (Term("unit", "cache_write"),),
    changes.by_share: ("more",),
    changes.by_times: (Term("link", "times"),),
    changes.extra: ("more", *words_that("on_top_anywhere"), *words_that("on_top_at_the_beginning")),
    changes.more_of: ("more",),
    changes.scaled: tuple(words_that("scales_by")),
    changes.times_as_much: ("times",),
    counts.labelled: (":", "="),
    contents.images: (Term("content", "image"),),
    contents.text: ("content",),
    pages_of_tokens.pages_of_tokens: ("page",),
    told_pages.told_in_tokens: (Term("content", "page"),),
    joins.times: (Term("link", "times"), "times"),
    lengths.as_long: tuple(words_that("long_in_as_long")),
    lengths.longer: (*words_that("longer_than_before"), *words_that("shorter_than_before")),
    joins.times_of_amounts: (Term("link", "times"),),
    scopes.each_behind: ("scope",),
    scopes.one_searches: (Term("unit", "web_search"),),
    discounts.negotiated: tuple(words_that("negotiates")),
    unit_costs.per_unit: ("scope", Term("link", "per"), "/"),
    unit_costs.per_unit_in_japanese: ("count",),
    mixes.done_on_a_model: tuple(words_that("comes_to_a_model")),
    mixes.model_share: (PercentPiece, "rest", "share"),
    mixes.split: ("/", ":", "-", "several"),
    money.currency: ("currency", *CURRENCY_SIGNS),
    negations.all_but_a_share: tuple(words_that("begins_all_but")),
    negations.dismissed: tuple(words_that("dismisses_a_model")),
    negations.negated_behind: (
        Term("negation", "behind"),
        Term("caching", "uncached"),
        _OFF,
        ":",
        "=",
        *words_that("crosses_out"),
    ),
    partial.partly: ("modifier",),
    partial.partly_behind: (PercentPiece, "share"),
    pairs.pair_behind: ("/", ":"),
    pairs.each_way: tuple(words_that("way_to_the_model")),
    occurrences.arriving: ("arrivals", Term("unit", "prefix")),
    occurrences.frequency: ("frequency",),
    occurrences.occasions: (*_PERIOD, Term("scope", "each"), *words_that("for_each_item")),
    periods.period: (*_PERIOD, Term("particle", "suffix")),
    occurrences.uncalled: _PERIOD,
    token_splits.split: (PercentPiece, "share", "halves", "/", ":", "several", _TO),
    token_splits.ratio_of_a_side: ("/", ":", "several", _TO),
    token_splits.split_first: ("halves",),
    token_splits.split_before: ("tokens",),
    texts.counted_on: (_SAME_TEXT,),
    texts.counted_on_behind: (_SAME_TEXT,),
    told_sides.in_brackets: ("(", "["),
    told_sides.out_of_a_model: (Term("prose", "prose"),),
    told_sides.by_verb: ("unit", "tokens", *words_that("texts_that_come_out")),
    told_sides.by_text: ("unit",),
    listed_parts.listed: ("context", *words_that("part_beside_a_prefix")),
    sums.summed: (
        *("+", Term("link", "and"), Term("link", "of"), Term("link", "times")),
        *words_that("part_of_a_prompt"),
    ),
    sums.unit_then_sum: ("+",),
    preparations.before_it_begins: ("period",),
    preparations.effort: ("人",),
    preparations.done_within: ("で",),
    retrieved.best_of_those_found: tuple(words_that("best_of_those_found")),
    price_days.day: (DatePiece,),
    discounts.discount: ("discount",),
    terms.listing: ("listing",),
    price_units.per_amount: (Term("link", "per"),),
    price_units.price_unit: ("tokens", Term("link", "and")),
    price_units.price_unit_behind: ("tokens", Term("scope", "each")),
    work_shares.share_of_work: ("unit",),
}
_NEEDS = {rule: frozenset(needs) for rule, needs in _NEEDED.items()}
_EVER_NEEDED = frozenset[Need]().union(*_NEEDS.values())

# The words that a rule begins with, where it begins with a link or one of no meaning by itself.
_BEGUN_BY: Mapping[Rule, frozenset[str]] = {
    against.word_against: words_that("perhaps")
    | words_that("without_a_lever")
    | words_that("begins_a_side"),
    against.same_with: frozenset({"same"}),
    asides.word: words_that("named_by_a_number") | words_that("percentile"),
    caching.left_aside: words_that("leaves_out"),
    changes.behind: words_that("more_behind") | words_that("less_behind"),
    headcounts.everybody: words_that("everybody_of_them"),
    regions.region: words_that("names_a_region") | words_that("code_of_a_region"),
    scopes.scope: words_that("one_of_those_counted") | {"per", "every"},
    unit_costs.per_unit: frozenset({"per", "a"}),
    weekdays.clock: frozenset(),  # digits are in it
}
# Those that are asked about where no rule takes them.
_NEVER_PROSE = MONTHS | words_that("quarter") | words_that("of_another_time")


def held_by(pieces: Iterable[Piece]) -> frozenset[Need]:
    """What there is in a text of these pieces for rules to need."""
    held: set[Need] = set()
    for piece in pieces:
        held.update((type(piece), piece.text.casefold()))
        if isinstance(piece, TermPiece):
            held.update((piece.term, piece.term.category))
    return _EVER_NEEDED & held


@lru_cache(maxsize=1024)  # texts hold the same few things for them again and again
def promising(rules: tuple[Rule, ...], held: frozenset[Need]) -> tuple[Rule, ...]:
    """Those of `rules` that may take something of a text in which all of `held` is."""
    return tuple(
        rule
        for rule in rules
        if (needed := _NEEDS.get(rule)) is None or not needed.isdisjoint(held)
    )


@lru_cache(maxsize=1024)
def begun_by(rules: tuple[Rule, ...], word: str) -> tuple[Rule, ...]:
    """Those of `rules` that may begin with this word, a link or one of no meaning by itself."""
    return tuple(rule for rule in rules if rule not in _BEGUN_BY or word in _BEGUN_BY[rule])


@lru_cache(maxsize=64)
def openings(rules: tuple[Rule, ...]) -> frozenset[str]:
    """The words of no meaning by themselves that these may begin with, or that are no prose."""
    if any(rule not in _BEGUN_BY for rule in rules):
        return words_of_roles() | MONTHS
    return _NEVER_PROSE.union(*(_BEGUN_BY[rule] for rule in rules))
