"""A text to an `Ask`: what was said, perhaps only a part of a question.

    question = part {"+" part}
    part     = {clause}
    clause   = model | share | amount | content | count | scope | period | caching | modifier
             | discount | day | money | currency | change | intent | list | topic | help
             | trouble | prose

Clauses come in any order, with prose around them; each rule stands with its own grammar in
`rules/`. At each place the rules that can begin with its piece are tried in the order of
`_RULES`, and the first that fits takes its pieces. What no rule takes is prose if it is a
word, and a question back if it is a number. The parser is written by hand, since what people
need of it is not the grammar but what to do where they leave it: see `docs/decisions/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from pricing import Lever, Modifier, Unit

from . import part_shown, receipt, struck
from .ask import Ask, Intent, Remark
from .errors import NotUnderstood, QueryError
from .kanji_versions import with_digits
from .lexicon import Term, lexicon
from .markup import typed
from .model import ModelChoice
from .phrase import phrase
from .pieces import (
    ChangePiece,
    DatePiece,
    MarkPiece,
    ModelPiece,
    ModelsPiece,
    MoneyPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    SizePiece,
    SpreadPiece,
    TermPiece,
    TroublePiece,
    UsagePiece,
    WordPiece,
)
from .reading import Heard, Span
from .rules import (
    added_works,
    against,
    agent_hours,
    all_before,
    all_written,
    amounts,
    as_many,
    asides,
    bare_sides,
    bounds,
    cache_lives,
    cache_writes,
    cached_parts,
    cached_prefixes,
    cached_shares,
    caching,
    calls,
    changes,
    contents,
    corrections,
    counted_models,
    counts,
    departments,
    discounts,
    each_model,
    families,
    groups_left,
    headcounts,
    joins,
    kinds_of_models,
    labels,
    least_and_most,
    leftovers,
    lengths,
    listed_parts,
    mentions,
    mixes,
    modifiers,
    money,
    named_tokens,
    needs,
    negations,
    occurrences,
    odd_spans,
    output_shares,
    own_amounts,
    own_terms,
    pages_of_tokens,
    pairs,
    paper_sizes,
    partial,
    periods,
    portions,
    preparations,
    price_days,
    price_units,
    rated_sides,
    ratios,
    regions,
    resolutions,
    retrieved,
    schedules,
    scopes,
    several_sizes,
    several_things,
    sides,
    single_requests,
    some_instead,
    spreads,
    stages,
    sums,
    taken_back,
    terms,
    text_sides,
    texts,
    token_splits,
    tokenizers,
    told_growth,
    told_in_words,
    told_pages,
    told_prices,
    told_sides,
    turnout,
    two_days,
    uncounted,
    undecided,
    unit_costs,
    units_first,
    unknown_scales,
    unnamed,
    uptake,
    weekdays,
    work_shares,
    works,
    written_once,
)
from .scanner import Scanner
from .sentence import Said, Sentence
from .text import LONGEST, Lang, has_japanese, normalise
from .vocabulary import Vocabulary

Rule = Callable[[Sentence], bool]
T = TypeVar("T")

# Which rules can begin with which piece; a term by its category. Order matters where one
# clause begins like another: the longer or more certain one first.
_RULES: Mapping[type[Piece] | str, tuple[Rule, ...]] = {
    TroublePiece: (token_splits.ratio_of_a_side, terms.trouble),
    DatePiece: (price_days.day,),
    ModelsPiece: (kinds_of_models.models,),
    ModelPiece: (
        texts.counted_on_behind,
        negations.dismissed,
        negations.negated_behind,
        mixes.model_share,
        terms.model,
    ),
    MoneyPiece: (told_prices.told_price, money.money),
    ChangePiece: (
        tokenizers.more_tokens,
        output_shares.share_is_output,
        asides.of_a_quality,
        occurrences.occasions,
        joins.times_of_a_model,
        changes.factor,
    ),
    UsagePiece: (contents.pasted,),
    SizePiece: (contents.images,),
    SpreadPiece: (spreads.spread,),
    PercentPiece: (
        negations.all_but_a_share,
        asides.measured_behind,
        token_splits.split_before,
        output_shares.share_is_output,
        against.share_against,
        discounts.discount,
        discounts.negotiated,
        lengths.longer,
        tokenizers.more_tokens,
        changes.more,
        cached_shares.share_then_cached,
        mixes.share,
        partial.partly,
        turnout.turnout,
        uptake.uptake,
        mixes.done_on_a_model,
        work_shares.share_of_work,
        several_sizes.one_at_a_time,
    ),
    NumberPiece: (
        asides.measured_behind,
        asides.in_seconds,
        asides.compared,
        asides.announced,
        asides.at_peak,
        asides.of_an_event,
        preparations.before_it_begins,
        preparations.effort,
        preparations.done_within,
        retrieved.best_of_those_found,
        asides.of_a_year,
        asides.as_it_was,
        asides.clock,
        terms.listing,
        against.lifetime_against,
        price_units.price_unit_behind,
        changes.times_as_much,
        changes.scaled,
        changes.more_of,
        unit_costs.per_unit_in_japanese,
        scopes.each_behind,
        scopes.one_searches,
        scopes.one_has,
        token_splits.split_before,
        token_splits.ratio_of_a_side,
        mixes.split,
        several_sizes.one_at_a_time,
        amounts.pair,
        amounts.by_how_much,
        cache_writes.writes,
        cache_lives.lifetimes,
        cache_lives.lifetime,
        cache_writes.written,
        cache_writes.into_a_cache,
        cached_prefixes.cached_prefix,
        cached_prefixes.text_cached,
        cached_parts.part_then_cached,
        caching.uncached_amount,
        caching.part_cached,
        pages_of_tokens.pages_of_tokens,
        contents.images,
        told_pages.told_in_tokens,
        contents.text,
        occurrences.frequency,
        agent_hours.agent_hours,
        token_splits.split,
        listed_parts.listed,
        sums.summed,
        pairs.each_way,
        named_tokens.asked_and_answered,
        amounts.number_then_unit,
        asides.average_before_its_most,
        bare_sides.arrow,
        bare_sides.by_verbs,
        told_sides.in_brackets,
        told_sides.behind_one_of_many,
        told_sides.out_of_a_model,
        periods.period,
        headcounts.of_a_group,
        counts.count,
        amounts.in_a_period,
        rated_sides.side_behind_a_rate,
        amounts.in_all,
        named_tokens.tokens_of_what,
        told_sides.by_verb,
        told_sides.by_text,
        told_sides.by_name,
        money.bare_rate,
        occurrences.arriving,
        mixes.count_again,
        joins.times_of_amounts,
        occurrences.uncalled,
    ),
    MarkPiece: (
        counts.labelled,
        asides.most_beside_an_average,
        periods.period,
        unit_costs.per_unit,
        scopes.scope,
    ),
    WordPiece: (
        against.word_against,
        against.same_with,
        caching.left_aside,
        texts.counted_on,
        occurrences.occasions,
        weekdays.clock,
        periods.period,
        regions.region,
        asides.word,
        headcounts.everybody,
        changes.behind,
    ),
    "aside": (asides.measured,),
    "weekday": (weekdays.weekday,),
    "unit": (
        money.how_much_of,
        negations.negated_behind,
        token_splits.split_first,
        token_splits.split_before,
        token_splits.ratio_of_a_side,
        output_shares.output_is_share,
        money.currency,
        periods.period,
        pairs.pair_behind,
        cached_shares.reads_then_share,
        cache_writes.writes,
        cached_parts.input_then_part,
        rated_sides.side_and_rate_then_number,
        listed_parts.listed,
        sums.unit_then_sum,
        units_first.unit_then_number,
        uncounted.both_sides,
        uncounted.uncounted,
    ),
    "cache_side": (cache_writes.side,),
    "caching": (
        against.against,
        negations.negated_behind,
        caching.left_aside,
        cache_lives.lifetime,
        caching.uncached,
        cached_shares.cached_then_share,
        caching.cached_part,
        caching.cached,
    ),
    "arrivals": (caching.arrivals,),
    "share": (
        families.every_of_family,
        turnout.half,
        negations.all_but_a_share,
        output_shares.share_is_output,
        cached_shares.share_then_cached,
        partial.partly,
        lengths.as_long,
        changes.by_share,
        changes.half,
        mixes.share,
        uptake.uptake,
        work_shares.share_of_work,
    ),
    "sides": (
        token_splits.split_first,
        token_splits.split_before,
        token_splits.ratio_of_a_side,
        pairs.both,
    ),
    "rest": (
        cached_parts.rest_of_input,
        mixes.rest_then_share,
        mixes.share,
        work_shares.share_of_work,
    ),
    "halves": (mixes.halves,),
    "numeral": (asides.announced, scopes.one_has),
    "frequency": (occurrences.frequency_then_number,),
    "content": (negations.negated_behind, contents.images),
    "without": (against.against, negations.unbatched),
    "modifier": (
        against.against,
        negations.negated_behind,
        partial.partly_behind,
        modifiers.modifier,
    ),
    "negation": (
        against.against,
        all_before.instead_of_all,
        texts.counted_on,
        negations.negated,
    ),
    "bound": (periods.period, bounds.bound),
    "scope": (
        families.every_of_family,
        families.each_of_family,
        periods.period,
        unit_costs.per_unit,
        scopes.scope,
    ),
    "count": (
        money.how_many_at_the_end,
        unit_costs.per_unit_in_japanese,
        scopes.each_behind,
        terms.prompt_size,
        joins.times,
        counts.session_of,
        listed_parts.listed,
        counts.count_then_number,
    ),
    "period": (asides.in_its_order, periods.period),
    "odd_period": (preparations.done_within, periods.period, odd_spans.told, asides.word),
    "hours": (schedules.hours_of_each_day,),
    "link": (
        against.and_with,
        against.word_against,
        texts.counted_on,
        changes.extra,
        changes.by_times,
        price_days.day,
        price_units.per_amount,
        price_units.price_unit,
        families.each_of_family,
        agent_hours.agent_hours,
        periods.period,
        unit_costs.per_unit,
        scopes.scope,
        joins.times,
        money.currency,
    ),
    "prose": (
        against.word_against,
        money.how_many_of,
        occurrences.at_the_end,
        periods.period,
        changes.behind,
        bounds.exceeds,
    ),
    "date": (price_days.day, price_days.no_day),
    "discount": (negations.negated_behind, discounts.discount),
    "several": (against.versus_plain, terms.several),
    "correction": (terms.correction,),
    "group": (terms.group,),
    "listing": (terms.listing,),
    "approximately": (
        periods.period,
        bounds.beyond,
        bounds.exceeds,
        terms.about_behind,
        terms.about,
    ),
    "currency": (money.currency,),
    "exchange_rate": (money.exchange_rate,),
    "times_suffix": (changes.factor,),
    "more": (changes.extra,),
    "on_top": (changes.on_top,),
    "multiple": (
        output_shares.share_is_output,
        occurrences.occasions,
        cached_shares.share_then_cached,
        partial.partly,
        mixes.share,
        lengths.as_long,
        changes.factor,
        work_shares.share_of_work,
    ),
    "intent": (against.saved_by, money.intent),
    "relative": (odd_spans.at_that_pace,),
    "partner": (terms.partner,),
    "unread": (negations.negated_behind, terms.unusable),
    "priority": (modifiers.priority,),
    "with_or_without": (against.either,),
    "topic": (terms.topic,),
    "help": (terms.greeting,),
}


def parse(text: str, vocabulary: Vocabulary, today: date | None = None) -> Ask:
    """What `text` says, with what each piece of it was taken for. Never raises.

    Args:
        text: as the person wrote it.
        vocabulary: the names of models, from `vocabulary(book)`.
        today: what "March 1" is the latest before; without it, the year is asked for.
    """
    if len(text) > LONGEST:
        too_long = NotUnderstood(phrase("unread.too_long", limit=LONGEST))
        return Ask(normalise(text[:LONGEST]), troubles=(too_long,))
    return read(with_digits(normalise(typed(text))), vocabulary, today)


def read(
    source: str,
    vocabulary: Vocabulary,
    today: date | None,
    instead: Mapping[str, str] = MappingProxyType({}),
    *,
    mends: bool = True,
) -> Ask:
    """What a normalised text says.

    Args:
        source: the text.
        vocabulary: the names of models.
        today: what "March 1" is the latest before.
        instead: what words that may be typos are taken for; themselves, where for no typo.
        mends: whether the text is read as it should have been typed, where it has typos.
    """
    lang: Lang = "ja" if has_japanese(source) else "en"
    try:
        line = receipt.line_of(source)
    except QueryError as error:
        return Ask(source, troubles=(error,))
    unsaid = _without(line.span, source) if line else source
    scanner = Scanner(unsaid, vocabulary, lexicon(lang), today, instead)
    if scanner.remarks and mends:
        from .mended import mended  # noqa: PLC0415 - most texts have no typos

        said, places = mended(source, scanner.slips)
        ask = read(said, vocabulary, today, instead, mends=False)
        remarks = (*scanner.remarks, *(each for each in ask.remarks if each.code != "typo"))
        return replace(ask, slips=tuple(scanner.slips), mended=places, remarks=remarks)
    ask = _parsed(unsaid, scanner, lang, today)
    if line:
        ask = _with_receipt(ask, source, line)
    return replace(ask, slips=tuple(scanner.slips)) if scanner.slips else ask


def _without(span: Span, source: str) -> str:
    """The question of a receipt, without the end of it."""
    return source[: span.start] + " " * (span.end - span.start) + source[span.end :]


def _with_receipt(ask: Ask, source: str, line: receipt.Quoted) -> Ask:
    heard = Heard(line.span, source[slice(*line.span)], "what the receipt says")
    in_order = sorted((*ask.heard, heard), key=lambda each: each.span)
    return replace(ask, source=source, heard=tuple(in_order), receipt=line)


def _parsed(source: str, scanner: Scanner, lang: Lang, today: date | None) -> Ask:
    pieces = struck.as_troubles(source, scanner.pieces())
    pieces = ratios.with_shares(least_and_most.as_ranges(pieces))
    pieces = paper_sizes.as_words(resolutions.as_words(pieces))
    pieces = counted_models.with_numbers(odd_spans.with_weeks(pieces))
    if departments.HR in source:
        pieces = departments.as_words(pieces)
    remarks = [*scanner.remarks, *scanner.abouts]
    if lang == "ja":
        pieces = token_splits.with_labels(taken_back.without_them(pieces))
        pieces = odd_spans.with_intervals(unknown_scales.as_troubles(pieces))
        pieces = several_things.as_counted(pieces)
        pieces, told = told_growth.without_growth(pieces)
        remarks += told

    if named := part_shown.named_by(pieces):
        ask = _of_pieces(source, pieces[part_shown.LENGTH :], lang, remarks, today)
        heard = Heard(named.span, named.text, named.choice.heard)
        return replace(ask, part_of=named.choice, heard=(heard, *ask.heard))
    return _of_pieces(source, pieces, lang, remarks, today)


def _of_pieces(
    source: str, pieces: list[Piece], lang: Lang, remarks: list[Remark], today: date | None
) -> Ask:
    """What is asked by pieces that are of one question, or of a sum of several."""
    parts = added_works.summands(pieces)
    if parts and not calls.are_of_one(pieces):
        return _sum([_said(source, part, lang, remarks) for part in parts], source, lang)
    return _said(source, pieces, lang, remarks, today)


def _said(
    source: str,
    pieces: list[Piece],
    lang: Lang,
    remarks: list[Remark],
    today: date | None = None,
) -> Ask:
    sentence = _best_reading(source, pieces)
    for settle in _AT_FIRST:
        settle(sentence)
    if sentence.said.left_out:
        groups_left.settle_groups(sentence)
    _settle_counts(sentence)
    against.settle_each(sentence)
    against.settle_apart(sentence)
    against.settle_saved(sentence)
    against.ask_about_a_difference(sentence, remarks)
    against.settle_prefix(sentence)
    _settle_amounts(sentence)
    for settle in _AT_LAST:
        settle(sentence)
    if sentence.successors:
        from .rules.successors import settle_successors  # noqa: PLC0415 - rarely spoken of

        settle_successors(sentence)
    if today and any(map(source.lower().__contains__, _LONG_AGO)):
        _settle_ago(sentence, today)
    ask = _ask(sentence, lang, remarks, today)
    places = [(pieces[place].span.start, choice) for place, choice in sentence.model_places]
    ask = own_amounts.alike(ask, places)
    if ask.joined and not sentence.calls:
        ask = each_model.once_each(ask, [choice for _, choice in places])
    return _in_parts(sentence, ask, places)


def _settle_counts(sentence: Sentence) -> None:
    """What the counts that were said are of, and whether they are to be multiplied."""
    if sentence.uptakes:
        uptake.settle_uptake(sentence)
    if sentence.said.uncalled:
        occurrences.settle_uncalled(sentence)
    labels.drop_their_number(sentence)
    counts.settle_whole(sentence)
    calls.settle_calls(sentence)
    written_once.settle_written_once(sentence)
    joins.ask_about_ones_of_several(sentence)
    if not own_amounts.counts_each_model(sentence):
        counts.settle_ones(sentence)
    counts.settle_active_users(sentence)
    joins.settle_joins(sentence)
    as_many.settle_as_many(sentence)
    unit_costs.settle_unit_costs(sentence)
    uptake.call_adopters(sentence)


def _settle_amounts(sentence: Sentence) -> None:
    """What the amounts that were said are of: of which prompt, and of which model."""
    said = sentence.said
    if sentence.output_share:
        output_shares.settle_output_share(sentence, sentence.output_share)
    if said.uncounted:
        uncounted.settle_uncounted(sentence)
    if said.contents:
        contents.settle_pages(sentence)
        contents.settle_images(sentence)
    if said.pasted:
        contents.settle_pasted(sentence)
    contents.ask_about_one_in_many(sentence)
    bounds.settle_spread_over(sentence)
    cache_writes.settle_writes(sentence)
    cached_prefixes.settle_prefix(sentence)
    cached_prefixes.settle_context(sentence)
    agent_hours.ask_how_long(sentence)
    if said.caching:
        cached_prefixes.settle_open_prefix(sentence)
    cached_prefixes.ask_whose_prefix(sentence)
    cached_prefixes.ask_about_more(sentence)
    spreads.settle_spread(sentence)
    mixes.settle_split(sentence)
    if said.shares:
        mixes.settle_rest(sentence)
        mixes.settle_all_on_one(sentence)
    single_requests.settle_single(sentence)


def _in_parts(sentence: Sentence, ask: Ask, places: list[tuple[int, ModelChoice]]) -> Ask:
    """`ask` with its parts, where it is of several pieces of work.

    Args:
        sentence: what was said.
        ask: all of it.
        places: where each model stands in the text, by its first character.
    """
    if sentence.kinds:
        return work_shares.by_share(sentence, ask)
    ask = _on_two_models(sentence, ask, places)
    if ask.parts:
        return ask
    if len(ask.shares) > 1:
        ask = work_shares.by_model(sentence, ask)
        if ask.parts:
            return ask
    own = own_amounts.own_parts(ask, places, sentence.calls)
    parts = own or each_model.summed(sentence, ask) or works.several(sentence, ask)
    if len(places) > 1 and len(ask.times) > 1:
        ask = own_amounts.ask_whose_rate(ask, places, are_parts=bool(own))
    if own and len(ask.shares) > 1 and len({each.counts for each in own}) == 1:
        ask = work_shares.ask_whose_amounts(ask)  # all of it for each of them?
    if own:
        ask = works.ask_about_alternatives(sentence, ask, own)
    if parts:
        return replace(ask, parts=parts)
    return each_model.ask_about_together(sentence, works.ask_whether_to_add_up(sentence, ask))


def _on_two_models(sentence: Sentence, ask: Ask, places: list[tuple[int, ModelChoice]]) -> Ask:
    """`ask` with parts where a second model does some of the work, instead or as well."""
    if len(ask.counts) > 1 and len(places) > 1:
        ask = some_instead.with_some_instead(ask, places)
    return ask if ask.parts else stages.in_stages(sentence, ask)


_AT_FIRST: tuple[Callable[[Sentence], None], ...] = (
    mentions.settle_vendors,
    text_sides.ask_about_texts,
    own_terms.settle_own_terms,
    sides.ask_which_side,
    sides.ask_whose_term,
    sides.ask_which_mention,
    sides.ask_about_growth,
    sides.ask_of_one_kind,
    sides.ask_of_the_cost_of_one,
    sides.ask_of_one_amount,
    sides.ask_whose_amounts,
)

_AT_LAST: tuple[Callable[[Sentence], None], ...] = (
    portions.ask_about_portions,
    undecided.ask_about_undecided,
    two_days.ask_which_day,
    all_written.ask_how_much_is_written,
    unnamed.ask_about_unnamed,
    kinds_of_models.ask_about_kinds,
    told_in_words.ask_about_words,
    terms.settle_alone,
    mentions.settle_families,
)


# In the names of days that are so long ago.
_LONG_AGO = (" ago", "yesterday", "last year", "前", "昨日", "年の今")


def _settle_ago(sentence: Sentence, today: date) -> None:
    from .days_ago import settle  # noqa: PLC0415 - rarely said

    settle(sentence, today)


def _sum(parts: list[Ask], source: str, lang: Lang) -> Ask:
    """Several whole questions that are to be answered as one sum."""
    last = parts[-1]
    return Ask(
        source,
        lang,
        heard=_with_pluses(_once(each for part in parts for each in part.heard), source),
        parts=tuple(parts),
        models=tuple(each for part in parts for each in part.models),
        amounts=tuple(each for part in parts for each in part.amounts),
        contents=tuple(each for part in parts for each in part.contents),
        days=tuple(dict.fromkeys(day for part in parts for day in part.days)),
        limits=tuple(each for part in parts for each in part.limits),
        times=tuple(t for part in parts for t in part.times if t.binds == "limit"),
        how_many=next((part.how_many for part in parts if part.how_many), None),
        currencies=last.currencies,
        rated=last.rated,
        against=next((part.against for part in parts if part.against), None),
        saved=frozenset[Lever]().union(*(part.saved for part in parts)),
        intents=frozenset[Intent]().union(*(part.intents & _OF_ALL for part in parts)),
        troubles=tuple(each for part in parts for each in part.troubles),
        remarks=tuple(_once(each for part in parts for each in part.remarks)),
    )


_OF_ALL = frozenset[Intent]({"every_lever", "saved", "fits", "how_many"})
"""What is asked of a whole sum, wherever it was said."""


def _once(said: Iterable[T]) -> list[T]:
    found: list[T] = []
    for each in said:
        if each not in found:
            found.append(each)
    return found


def _with_pluses(heard: list[Heard], source: str) -> tuple[Heard, ...]:
    pluses = (
        Heard(Span(end, end + 1), "+", "added up")
        for end in (source.find("+", each.span.end) for each in heard)
        if end >= 0
    )
    apart = {
        each.span: each
        for each in pluses
        if not any(h.span.start <= each.span.start < h.span.end for h in heard)
    }
    return tuple(sorted([*heard, *apart.values()], key=lambda each: each.span))


def _best_reading(source: str, pieces: list[Piece]) -> Sentence:
    """Of the two ways to bind numbers and units, the one that leaves less unread.

    Number-then-unit goes first; "in 10000 out 2000" only makes sense the other way round.
    """
    rules = _Promising(pieces)
    first = _read(source, pieces, rules, unit_first=False)
    if not first.troubles and not first.idle_units:
        return first
    other = _read(source, pieces, rules, unit_first=True)
    return min(first, other, key=_unread)


def _unread(sentence: Sentence) -> tuple[bool, int, int]:
    """How much is wrong with a reading; of two alike, whose units do not touch their numbers.

    `入力1000万 出力200万 入力だけキャッシュ` leaves one unit without a number either way.
    """
    said = (sentence.source[slice(*each.span)] for each in sentence.said.amounts)
    loose = sum(" " in text and not text.isascii() for text in said)
    return bool(sentence.troubles), sentence.idle_units, loose


class _Promising(dict[type[Piece] | str, tuple[Rule, ...]]):
    """The rules that can begin with a piece, but for those that the text holds nothing for."""

    def __init__(self, pieces: list[Piece]) -> None:
        super().__init__()
        self._held = needs.held_by(pieces)
        self.may_correct = Term("negation", "behind") in self._held
        self.may_take_back = any(corrections.takes_back(each) for each in pieces)
        self.openings = needs.openings(self[WordPiece])

    def __missing__(self, begins: type[Piece] | str) -> tuple[Rule, ...]:
        self[begins] = found = needs.promising(_RULES.get(begins, ()), self._held)
        return found

    def at(self, piece: Piece) -> tuple[Rule, ...]:
        """Those that can begin with `piece`."""
        if not isinstance(piece, TermPiece):
            return self[type(piece)]
        rules = self[piece.term.category]
        is_link = piece.term.category in _LINKS
        return needs.begun_by(rules, piece.text.casefold()) if is_link else rules


_LINKS = frozenset({"link", "prose"})


def _read(source: str, pieces: list[Piece], rules: _Promising, *, unit_first: bool) -> Sentence:
    sentence = Sentence(source, pieces, unit_first)
    if rules.may_correct:
        changes.correct(sentence)
    if rules.may_take_back:
        corrections.correct(sentence)
    sentence.advance()
    while not sentence.is_read:
        piece = sentence.pieces[sentence.place]
        if type(piece) is WordPiece and leftovers.is_prose(piece.text, rules.openings):
            sentence.pass_over()
            continue
        for rule in rules.at(piece):
            if rule(sentence):
                break
        else:
            leftovers.left_over(sentence)
    return sentence


def _on_partner(said: Said) -> tuple[Remark, ...]:
    """A partner alone is its global endpoint, at list price."""
    if not said.partners or Modifier.REGIONAL in said.modifiers:
        return ()
    return (Remark("partner", phrase("note.partner_global", partner=said.partners[0])),)


def _on_lifetime(said: Said) -> tuple[Remark, ...]:
    """How long a cache lives is priced in its writes alone."""
    kinds = {each.kind for each in said.amounts}
    priced = kinds & {"prefix", Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H}
    if not said.ttls or priced or Unit.INPUT not in kinds:
        return ()
    return (Remark("cached_share", phrase("note.cache_lifetime")),)


def _ask(sentence: Sentence, lang: Lang, remarks: list[Remark], today: date | None) -> Ask:
    said = sentence.said
    return Ask(
        source=sentence.source,
        lang=lang,
        heard=tuple(sorted(sentence.heard, key=attrgetter("span"))),
        troubles=tuple(sorted(sentence.troubles, key=lambda each: each.span or (0, 0))),
        remarks=(*remarks, *sentence.remarks, *_on_partner(said), *_on_lifetime(said)),
        today=today,
        **said.frozen(),
    )
