"""Receipts: the line that an answer ends with, and that gives its number again when asked.

It is a question with nothing left open: which model "sonnet" was, the day whose rates hold,
the period, the rate of exchange. Behind it stand the book's day and the number, so that a
number that has changed since is seen to have done so. Of advice it is the comparison of the
models: what they cost stays as it is, and what is advised may change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, TypeVar, assert_never

from msgspec.structs import replace

from bot.query import canonical, named
from bot.query.model import (
    MONTHLY,
    BudgetQuery,
    ComparisonQuery,
    Currency,
    EstimateQuery,
    Foreign,
    MixQuery,
    ModelChoice,
    Money,
    Named,
    OneModel,
    Part,
    SameText,
    Work,
)
from bot.query.phrase import phrase
from bot.query.receipt import Figure, Quoted, in_full, written
from pricing import Model, Unit, Usage

from .currency import DOLLAR
from .types import (
    AdviceAnswer,
    Advised,
    Answer,
    BreakEvenAnswer,
    BudgetAnswer,
    Budgeted,
    CannotPriceAnswer,
    Compared,
    ComparisonAnswer,
    EstimateAnswer,
    Note,
    PaysOff,
    Shown,
    TokenBudgetAnswer,
    TokenCount,
    TokensAnswer,
    TokensBought,
)

_Filled = (
    EstimateAnswer
    | ComparisonAnswer
    | BudgetAnswer
    | TokenBudgetAnswer
    | BreakEvenAnswer
    | TokensAnswer
)
Receipted = _Filled | AdviceAnswer

T = TypeVar("T")


def with_receipt(answer: Answer) -> Answer:
    """`answer` with its receipt, where it has a number."""
    if not isinstance(answer, Receipted) or not any(figures(answer)):
        return answer
    return replace(answer, receipt=receipt_of(answer))


def receipt_of(answer: Receipted) -> str:
    """The line that gives the number of `answer` again."""
    frame = answer.frame
    day = answer.query.day or frame.today
    return f"{_question(answer, day)} {written(frame.prices_as_of, figures(answer))}"


def figures(answer: Receipted) -> tuple[Figure | None, ...]:
    """The numbers that `answer` is about: one for each model in question."""
    match answer:
        case EstimateAnswer():
            total = answer.total or Decimal(0)
            low = total if answer.low is None else answer.low
            return (Figure(low, total if answer.high is None else answer.high),)
        case ComparisonAnswer():
            return tuple(map(_of_compared, answer.compared))
        case BudgetAnswer():
            return tuple(map(_of_budgeted, answer.budgeted))
        case TokenBudgetAnswer(query=query):
            return tuple(chain.from_iterable(_of_bought(e, query.units) for e in answer.models))
        case AdviceAnswer():
            return tuple(map(_of_compared, answer.advised))
        case BreakEvenAnswer():
            return tuple(map(_of_cheapest, answer.models))
        case TokensAnswer():
            return tuple(map(_of_counted, answer.counted))
        case _:
            assert_never(answer)


def _of_compared(compared: Compared | Advised) -> Figure | None:
    if compared.total is None:
        return None
    return Figure(compared.total, compared.high or compared.total)


def _of_budgeted(budgeted: Budgeted) -> Figure | None:
    if budgeted.buys:
        fewest, most = budgeted.buys.requests or 0, (budgeted.most or budgeted.buys).requests or 0
        return Figure(Decimal(fewest), Decimal(most), "requests")
    if budgeted.uses is None:
        return None
    return Figure(budgeted.uses.total, (budgeted.highest or budgeted.uses).total)


def _of_bought(found: TokensBought, units: tuple[Unit, ...]) -> Iterator[Figure | None]:
    """So many tokens of each kind."""
    if not found.bought:
        yield from (None for _ in units)
    for fewest, most in zip(found.bought, found.most or found.bought, strict=True):
        yield Figure(Decimal(fewest.tokens or 0), Decimal(most.tokens or 0), "tokens")


def _of_cheapest(found: PaysOff) -> Figure | None:
    return Figure(*found.cost) if found.cost else None


def _of_counted(counted: TokenCount) -> Figure | None:
    if counted.estimate is None:
        return None
    _, highest = counted.most or (None, counted.estimate)
    return Figure(counted.estimate.total, highest.total)


# --- a question with nothing left open


def _question(answer: Receipted, day: date) -> str:
    """The question of `answer` on `day`; where nothing else was left open, as it was read."""
    if isinstance(answer, AdviceAnswer):
        return canonical(_compared_instead(answer, day))
    query = answer.query
    if isinstance(query, EstimateQuery) and query.whole:
        query = replace(query, whole=None)
    filled = {
        name: value
        for name, value in _filled(answer).items()
        if value is not None and value is not getattr(query, name)
    }
    if filled:
        return canonical(replace(query, day=day, **filled))
    reading = answer.reading if query is answer.query else canonical(query)
    return reading if query.day else f"{reading} as of {day.isoformat()}"


def _compared_instead(answer: AdviceAnswer, day: date) -> ComparisonQuery:
    """What is advised, set beside each other for the same work."""
    models = tuple(named(each.model) for each in answer.advised)
    return ComparisonQuery(models, _for_a_period(answer.query.work or Work(Usage())), day)


def _filled(answer: _Filled) -> dict[str, Any]:
    """The parts of the query with what was left open as it was taken; the same where it was not."""
    match answer:
        case EstimateAnswer(query=query):
            shown = answer.shown or (answer.shown_ends[0] if answer.shown_ends else None)
            return {**_of_parts(query, answer.models), "currency": _at_rate(query.currency, shown)}
        case ComparisonAnswer(query=query, compared=compared):
            return {
                "models": _models(query.models, compared),
                "work": _for_a_period(query.work),
                "same_text": _same_text(query, answer),
                "currency": _at_rate(query.currency, next((e.shown for e in compared), None)),
            }
        case BudgetAnswer(query=query) if query.others:
            return {**_of_mix(query, answer.budgeted), **_budgeted(answer)}
        case BudgetAnswer(query=query):
            return {"models": _models(query.models, answer.budgeted), **_budgeted(answer)}
        case TokenBudgetAnswer(query=query):
            return {"models": _models(query.models, answer.models), **_budgeted(answer)}
        case BreakEvenAnswer(query=query):
            return {
                "models": _models(query.models, answer.models),
                "work": query.work and _for_a_period(query.work),
                "currency": _at_rate(query.currency, answer.shown),
            }
        case TokensAnswer(query=query):
            return {"models": _models(query.models, answer.counted)}
        case _:
            assert_never(answer)


def _of_parts(query: EstimateQuery | MixQuery, models: Sequence[Model]) -> dict[str, Any]:
    if isinstance(query, EstimateQuery):
        return {"model": _model(query.model, models[0]), "work": _for_a_period(query.work)}
    parts = [_part(part, model) for part, model in zip(query.parts, models, strict=True)]
    return {"parts": _same(query.parts, parts)}


def _part(part: Part, model: Model) -> Part:
    return Part(_model(part.model, model), _for_a_period(part.work))


def _of_mix(query: BudgetQuery, found: Iterable[Budgeted]) -> dict[str, Any]:
    """The parts of a mix, each with the model that a family's name stood for."""
    priced = [part.pricing.model for each in found if each.estimate for part in each.estimate.parts]
    models = [_model(part.model, model) for part, model in zip(query.parts, priced, strict=True)]
    others = [Part(model, each.work) for model, each in zip(models[1:], query.others, strict=True)]
    return {"models": _same(query.models, models[:1]), "others": _same(query.others, others)}


def _same(before: tuple[T, ...], now: Iterable[T]) -> tuple[T, ...]:
    """`now`, or the very tuple that it equals."""
    found = tuple(now)
    return before if found == before else found


def _model(choice: OneModel, model: Model) -> OneModel:
    return choice if isinstance(choice, Named) else named(model)


def _models(
    choices: tuple[ModelChoice, ...],
    found: Iterable[Compared | Budgeted | TokensBought | PaysOff | TokenCount],
) -> tuple[ModelChoice, ...]:
    """The models that were named; all that a family's name or a group stood for, in order."""
    if all(isinstance(each, (Named, Foreign)) for each in choices):
        return choices
    each_once = dict.fromkeys(
        named(each.model) if each.model else Foreign(each.name) for each in found
    )
    return tuple(each_once)


def _same_text(query: ComparisonQuery, answer: ComparisonAnswer) -> SameText | None:
    """Whose tokens the amounts are, by the model that a family's name stood for."""
    said = query.same_text
    if said is None or said.counted_on is None or not answer.texts:
        return said
    model = _model(said.counted_on, answer.texts[0].counted_on)
    return said if model == said.counted_on else SameText(model)


def _for_a_period(work: Work) -> Work:
    """`work` with the period that a rate is answered for."""
    return replace(work, over=MONTHLY) if work.per and work.over is None else work


def _at_rate(currency: Currency | None, shown: Shown | None) -> Currency | None:
    if currency is None or shown is None or currency.per_usd is not None:
        return currency
    return Currency(shown.code, shown.per_usd)


def _budgeted(answer: BudgetAnswer | TokenBudgetAnswer) -> dict[str, Any]:
    """The rate of a budget's own currency; beside another one, what it is in US dollars."""
    query, said = answer.query, answer.limit.said
    shown = answer.shown or said
    if said is None or query.currency is None or query.currency.code == said.code:
        currency = query.currency or (Currency(said.code) if said else None)
        return {"currency": _at_rate(currency, said or shown)}
    limit = Money(answer.limit.low, DOLLAR, answer.limit.high if answer.limit.is_range else None)
    return {"limit": limit, "currency": _at_rate(query.currency, shown)}


# --- a receipt that is asked


def replayed(answer: Answer, line: Quoted) -> Answer:
    """`answer` to the question of a receipt, saying whether the number is still the same.

    A line whose question was changed has another number as well, and nobody can tell that
    from a price that was corrected: only of a book that is newer can either be true.
    """
    if not isinstance(answer, (Receipted, CannotPriceAnswer)):
        return answer
    now = () if isinstance(answer, CannotPriceAnswer) else figures(answer)
    return replace(answer, notes=(_compared(line, now, answer.frame.prices_as_of), *answer.notes))


def _compared(line: Quoted, now: tuple[Figure | None, ...], book: date) -> Note:
    if now == line.figures:
        return Note("replayed", phrase("note.receipt.same", said=in_full(now)))
    facts = {
        "said": in_full(line.figures),
        "now": in_full(now) or None,
        "then": line.book,
        "book": book,
    }
    if line.book < book:
        return Note("corrected", phrase("note.receipt.corrected", **facts))
    age = "newer" if line.book > book else "other"
    return Note("mismatch", phrase(f"note.receipt.{age}", **facts))
