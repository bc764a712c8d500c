"""A question in, its answer out: the one way through the whole of the core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from msgspec.structs import replace

from bot.query import complete, follows, has_words, parse, vocabulary
from bot.query.added import adds_work
from bot.query.ask import Ask, Remark
from bot.query.errors import NotUnderstood, QueryError
from bot.query.gone_back import gone_back
from bot.query.idle_numbers import without_claims, without_idle
from bot.query.in_thread import in_thread
from bot.query.last_number import of_which_number, with_last_number
from bot.query.model import (
    AdviceQuery,
    BreakEvenQuery,
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    ExplainQuery,
    HelpQuery,
    HistoryQuery,
    MixQuery,
    ModelsQuery,
    Query,
    RatesQuery,
    TokenBudgetQuery,
    TokensQuery,
)
from bot.query.openers import without_opener
from bot.query.phrase import phrase
from bot.query.terms_inside import told_of_terms
from pricing import BadWorkload, CannotPrice, PriceBook

from . import refusals
from .comparison import answer_comparison
from .estimate import answer_estimate
from .receipts import replayed, with_receipt
from .scopes import refuse_new_scope
from .types import (
    Answer,
    EstimateAnswer,
    Frame,
    HelpAnswer,
    Language,
    Note,
    Question,
    Refusal,
)
from .units import asked_first


def answer(question: Question, book: PriceBook) -> Answer:
    """The answer to `question` from `book`: a pure function, which raises no domain error.

    A text that cannot be read, or has no price, is answered by a refusal, which suggests
    only what is answered itself. A reply to what is pending is answered with it, as one text.
    """
    if question.pending is not None:
        from .pending import answer_to_reply

        if replied := answer_to_reply(question, book, answer):
            return replied
        question = replace(question, pending=None)
    found = _answer_to(question, book)
    if not isinstance(found, Refusal) or not found.suggestions:
        return found
    answered = dict.fromkeys(_answered(found.suggestions, question, book))
    return replace(found, suggestions=tuple(answered))


def _answered(
    suggestions: tuple[str, ...], question: Question, book: PriceBook, further: int = 3
) -> Iterator[str]:
    """Those that are answered; for one that is refused as well, what its refusal suggests."""
    for text in suggestions:
        found = _answer_to(replace(question, text=text), book)
        if not isinstance(found, Refusal):
            yield text
        elif further:
            yield from _answered(found.suggestions, question, book, further - 1)


def _answer_to(question: Question, book: PriceBook) -> Answer:
    text = without_opener(question.text) if question.previous else question.text
    ask = parse(text, vocabulary(book), question.today)
    if question.previous and ask.troubles:
        ask = _with_a_family(ask, question, question.previous, book)
    if ask.slips:
        from .mistyped import answer_mistyped

        return answer_mistyped(ask, question, book, _answer_to_read)
    return _answer_to_read(ask, question, book)


def _with_a_family(ask: Ask, question: Question, previous: Query, book: PriceBook) -> Ask:
    """`ask` with a version by itself as that of the model before, with a note that says so."""
    from bot.query.version_alone import with_its_family

    found = with_its_family(ask, vocabulary(book), previous)
    if found is None:
        return ask
    said, name = found
    ask = parse(ask.source.replace(said, name), vocabulary(book), question.today)
    note = Remark("typo", phrase("note.typo", said=said, meant=name))
    return replace(ask, remarks=(*ask.remarks, note))


def _answer_to_read(ask: Ask, question: Question, book: PriceBook) -> Answer:
    found = _answer_to_ask(ask, question, book)
    return replayed(found, ask.receipt) if ask.receipt else found


def _answer_to_ask(ask: Ask, question: Question, book: PriceBook) -> Answer:
    ask = without_claims(ask)
    if question.previous is None:
        ask = without_idle(ask)
    wordless = question.previous is not None and not has_words(ask)
    lang = question.lang or (question.spoken if wordless else None) or ask.lang
    frame = Frame(ask.source, lang, ask.heard, question.today, book.prices_as_of)
    said = tuple(Note(each.code, each.phrase) for each in ask.remarks)
    ask, again, told = _in_its_thread(ask, question)
    said = told or said
    try:
        query = again or complete(ask, question.previous)
    except QueryError as error:
        return refusals.of_query(error, frame, said)
    aside, multiplied = _is_aside(ask, query, question.previous), bool(ask.changes)
    frame = replace(frame, aside=aside, multiplied=multiplied)
    follows_up = question.previous is not None and (follows(ask) or adds_work(ask))
    try:
        if question.previous and follows_up:
            refuse_new_scope(question.previous, query, book.as_of(question.today))
        if ask.months:
            query, said = _of_months(query, ask, question, book, said)
        goes_back = again is not None and not told
        before = question.previous if follows_up or goes_back else _unchanged(ask)
        found = _answered_ask(ask, query, frame, book, said)
    except CannotPrice as error:
        return refusals.of_price(error, query, frame, book, said)
    except QueryError as error:
        return refusals.of_query(error, frame, said)
    except BadWorkload:  # each number can be meant, but not their product
        return refusals.of_query(NotUnderstood(phrase("unread.together")), frame, said)
    if isinstance(found, EstimateAnswer) and before:
        found = _with_change(found, before, ask, book)
    return with_receipt(found)


def _in_its_thread(ask: Ask, question: Question) -> tuple[Ask, Query | None, tuple[Note, ...]]:
    """`ask` as it is meant in its thread; one of its queries again, and what is told of it."""
    previous = question.previous
    if previous is None:
        return ask, None, ()
    earlier, multiplied = question.earlier
    if before := gone_back(ask, earlier):
        return Ask(ask.source, ask.lang, ask.heard), before, ()
    if told := told_of_terms(ask, previous):
        return Ask(ask.source, ask.lang, ask.heard), previous, (Note("unused", told),)
    if multiplied:
        ask = of_which_number(ask, previous, earlier[-1])
    return in_thread(with_last_number(ask, previous, earlier), previous), None, ()


def _with_change(found: EstimateAnswer, before: Query, ask: Ask, book: PriceBook) -> EstimateAnswer:
    from .change import changed

    found = changed(found, before, book)
    if found.change and found.change.before == found.change.after and ask.costs_per:
        return replace(found, change=None)  # of a user instead of all: that is no change
    return found


def _is_aside(ask: Ask, query: Query, previous: Query | None) -> bool:
    """`when does caching pay off?`, `opus per million?` behind work: of models, and not of it."""
    is_of_caching = isinstance(query, BreakEvenQuery) and query.work is None and not ask.models
    is_of_rates = is_of_caching or isinstance(query, RatesQuery)
    return is_of_rates and isinstance(previous, (EstimateQuery, ComparisonQuery, MixQuery))


def _unchanged(ask: Ask) -> Query | None:
    """The query without what it supposes to change: 3倍になったら; None where it does not.

    Raises:
        NeedsMore: something is missing from it: "1 request, per month, if they double".
    """
    return complete(replace(ask, changes=())) if ask.changes else None


def _answered_ask(
    ask: Ask, query: Query, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> Answer:
    """The answer to `query`, with what one of something costs first where that was asked."""
    if isinstance(query, BreakEvenQuery):
        from .break_even import beside_the_reads

        said += beside_the_reads(query, ask)
    elif isinstance(query, BudgetQuery) and query.fits:
        from .budget_notes import of_no_period

        said += of_no_period(query, ask)
    elif isinstance(query, AdviceQuery | TokensQuery) and (ask.currencies or ask.rated):
        said += (Note("unused", phrase("note.dollars_only")),)
    found = _answer(query, frame, book, said)
    return asked_first(found, ask.costs_per) if ask.costs_per else found


def _answer(query: Query, frame: Frame, book: PriceBook, said: tuple[Note, ...]) -> Answer:
    match query:
        case EstimateQuery():
            return answer_estimate(query, frame, book, said)
        case ComparisonQuery():
            return answer_comparison(query, frame, book, said)
        case HelpQuery():
            return HelpAnswer(frame, query, EXAMPLES.get(frame.lang, EXAMPLES["en"]))
        case _:
            return _rarer(query, frame, book, said)


_Rarer = (
    MixQuery | BudgetQuery | TokenBudgetQuery | BreakEvenQuery | TokensQuery | RatesQuery
    | ModelsQuery | HistoryQuery | ExplainQuery | AdviceQuery
)  # fmt: skip


def _rarer(  # noqa: C901 - a few lines a kind
    query: _Rarer, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> Answer:
    """What is asked now and then: each kind is loaded when it is first asked."""
    match query:
        case MixQuery():
            from .mix import answer_mix

            return answer_mix(query, frame, book, said)
        case BudgetQuery():
            from .budget import answer_budget

            return answer_budget(query, frame, book, said)
        case TokenBudgetQuery():
            from .token_budget import answer_token_budget

            return answer_token_budget(query, frame, book, said)
        case BreakEvenQuery():
            from .break_even import answer_break_even

            return answer_break_even(query, frame, book, said)
        case TokensQuery():
            from .tokens import answer_tokens

            return answer_tokens(query, frame, book, said)
        case RatesQuery():
            from .rates import answer_rates

            return answer_rates(query, frame, book, said)
        case ModelsQuery():
            from .models import answer_models

            return answer_models(query, frame, book, said)
        case HistoryQuery():
            from .history import answer_history

            return answer_history(query, frame, book, said)
        case ExplainQuery():
            from .explain import answer_explain

            return answer_explain(query, frame, book, said)
        case AdviceQuery():
            from .advice import answer_advice

            return answer_advice(query, frame, book, said)
        case _:
            assert_never(query)


def _of_months(
    query: Query, ask: Ask, question: Question, book: PriceBook, said: tuple[Note, ...]
) -> tuple[Query, tuple[Note, ...]]:
    """The query for a day that stands for the month it was asked of."""
    from .months import in_month

    query, note = in_month(query, ask.months[0], question.today, book)
    return query, (*said, Note("price_change", note)) if note else said


# What help offers to try; each is answered with a price.
EXAMPLES: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "sonnet-4 10M in 2M out cached",
        "opus 5.5: 80% cached, 10M in / 2M out, batch",
        "haiku 5.5, 1000 requests, 5k in and 500 out each",
        "sonnet 5.5 vs opus 5.5, 10M in 2M out",
        "price of opus 5.5",
        "10M in 2M out as of 2026-01-15",
    ),
    "ja": (
        "sonnet 5.5 入力1000万 出力200万 キャッシュあり",
        "opus 5.5で入力1000万・出力200万、キャッシュ8割、バッチ",
        "haiku 5.5で1日1000件、1件あたり入力5千・出力500",
        "sonnet 5.5とopus 5.5を比較、入力1000万 出力200万",
        "opus 5.5の料金",
        "2026年1月15日時点で入力1000万 出力200万",
    ),
}
