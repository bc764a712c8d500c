"""How long texts are that were spoken of before, or what was counted.

"Answers go up to 600 tokens" is what comes out of each request, "docs are 15k tokens" what goes
into each, and "trim the prompts to 20k" no number of them.
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import Unit

from .ask import Amount, Ask
from .model import Query, Scope, Work
from .number_alone import number_alone
from .reading import IGNORED
from .recalled import recalled, work_of
from .roles import words_that
from .rules.nouns import in_full


def with_length_of_replies(ask: Ask, previous: Query) -> Ask:
    """`what if replies are 400?` behind requests with an output: so many tokens in each.

    So for "answers go up to 600 tokens".
    """
    work, said_alone = work_of(previous), number_alone(ask, _OF_NO_SIDE)
    if work is None or said_alone is None:
        return ask
    number, span = said_alone
    words = ask.source[: span.start].casefold().split()
    before = _before_the_texts(words)
    is_all = (
        before is not None
        and ends_a_clause(ask.source[span.end :])
        and " " not in ask.quoted(span).removesuffix(_TOKENS)
        and _are_all(before)
    )
    has_output = work.usage.output and work.counts and work.scope is not Scope.TOTAL
    if ask.models or not (is_all and has_output) or _are_counted(words, work):
        return ask
    heard = tuple(
        each._replace(meaning=_OUTPUT)  # and no part of the work: "replies are 400, no cache"
        if each.meaning == IGNORED and each.text.casefold() in _TEXTS
        else each
        for each in ask.heard
    )
    amounts = (*ask.amounts, Amount(Unit.OUTPUT, number, span))
    return replace(ask, troubles=(), heard=heard, amounts=amounts)


def _before_the_texts(said: list[str]) -> list[str] | None:
    """What stands before `replies are`, `replies will be more like`; None where neither does."""
    left, is_near, reaches = [*said], False, False
    while left and left[-1] in ABOUT:
        last = left.pop()
        is_near, reaches = last in _NEARER or is_near, last == "to" or reaches
    if reaches and left and left[-1] in _BECOME_LONG:  # "answers go up to 600"
        while left and left[-1] in _BECOME_LONG:
            left.pop()
    elif left and left[-1] in _ARE:
        left.pop()
    elif not is_near:
        return _before_shortening(left)
    while left and left[-1] in WILL:
        left.pop()
    return left if left and left.pop() in _TEXTS else None


def _before_shortening(said: list[str]) -> list[str] | None:
    """What stands before `limit the replies [to 50]`; None where they are not shortened."""
    *before, texts = said or [""]
    while before and before[-1] in _THE:
        before.pop()
    shortens = texts in _TEXTS and before and before.pop() in _SHORTENS
    return before if shortens else None


def _are_counted(words: list[str], work: Work) -> bool:
    """Whether such texts are what was counted: `limit the summaries to 50` of 500 of them."""
    counted = {in_full(each.noun) for each in work.counts}
    return any(word in _TEXTS and in_full(word) in counted for word in words)


def _are_all(before: list[str]) -> bool:
    """Whether it is said of all replies: not of "most replies", nor of "only long replies"."""
    (*_, last) = ("", *before)
    return not last or not last.isalpha() or last in _BEFORE_ALL


def ends_a_clause(behind: str) -> bool:
    """Whether nothing goes on behind the number: not so "200 shorter", "2k less"."""
    return not behind.strip() or behind.lstrip().casefold().startswith(_CLAUSE_ENDS)


_BEFORE_ALL, _CLAUSE_ENDS = words_that("before_all_the_texts"), (*",;.!?", "and ")
_TEXTS, _ARE = words_that("texts_that_come_out"), words_that("are_so_long")
_NEARER, WILL = words_that("nearer_to_a_length"), words_that("comes_to_a_multiple")
ABOUT = words_that("beside_a_verb_of_writing") | _NEARER
ABOUT |= {"about", "around", "now", "roughly", "to"}
_BECOME_LONG = words_that("becomes_as_many") | words_that("becomes_as_long")
_OF_NO_SIDE, _TOKENS = frozenset({"ask.number_of_what", "ask.tokens_of_what"}), " tokens"
_OUTPUT = "output"
_THE, _SHORTENS = words_that("ours"), words_that("makes_shorter")


def with_texts_of_a_size(ask: Ask, previous: Query) -> Ask:
    """`shorter outputs, 300`, `longer prompts (5k)` behind requests: so many tokens in each."""
    work, said_alone = work_of(previous), number_alone(ask)
    if work is None or said_alone is None or ask.amounts or ask.counts or ask.models:
        return ask
    number, span = said_alone
    words = [each.strip(",:;(") for each in ask.source[: span.start].casefold().split()]
    (*before, size, texts) = ("", "", *filter(None, words))
    unit = Unit.OUTPUT if texts in _TEXTS | _OUTPUTS else Unit.INPUT if texts in _INPUTS else None
    behind = ask.source[span.end :].removeprefix(")")
    is_told = size in _SHORTER | _LONGER and _are_all(before) and ends_a_clause(behind)
    if unit is None or not is_told or work.scope is Scope.TOTAL or work.made_of or not work.counts:
        return ask
    old = getattr(work.usage, unit)
    if number >= old if size in _SHORTER else not 0 < old < number:
        return ask
    return replace(ask, troubles=(), amounts=(Amount(unit, number, span),))


_SHORTER, _LONGER = words_that("size_below_before"), words_that("size_above_before")
_INPUTS, _OUTPUTS = words_that("texts_that_go_in"), frozenset({"output", "outputs"})


def with_length_of_those(ask: Ask, previous: Query) -> Ask:
    """`what if docs are 15k tokens?` behind so many documents: so many tokens in each."""
    work, said_alone = work_of(previous), number_alone(ask, frozenset({"ask.tokens_of_what"}))
    if work is None or said_alone is None or ask.amounts or ask.counts or ask.models:
        return ask
    number, span = said_alone
    left = ask.source[: span.start].casefold().split()
    while left and left[-1] in ABOUT | _ARE | WILL:
        left.pop()
    noun, before = (left or [""])[-1], left[:-1]
    counted = [in_full(each.noun) for each in work.counts[-1:]]
    is_of_those = noun not in _TEXTS and in_full(noun) in counted
    is_told = is_of_those and _are_all(before) and ends_a_clause(ask.source[span.end :])
    if not is_told or not work.usage.input or work.scope is Scope.TOTAL or work.made_of:
        return ask
    return replace(ask, troubles=(), amounts=(Amount(Unit.INPUT, number, span),))


def with_new_length(ask: Ask, previous: Query) -> Ask:
    """`trim the prompts to 20k`: no number of them, unless those are what was counted."""
    words = set(ask.source.casefold().split())
    if len(ask.counts) != 1 or ask.amounts or ask.troubles or words.isdisjoint(_SHORTENS):
        return ask
    (said,) = ask.counts
    counted = {in_full(each.noun) for each in recalled(previous).counts}
    is_long = said.noun in MAY_BE_LONG and in_full(said.noun) not in counted
    if not (counted and is_long) or ask.times or ask.models:
        return ask
    amount = Amount(Unit.INPUT, said.number, said.span, said.bounds, said.centred)
    return replace(ask, counts=(), amounts=(amount,))


MAY_BE_LONG = words_that("many_or_long")
