"""Whether a budget is enough, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import BudgetAnswer, Budgeted, Language, Option
from pricing import Budget, Estimate, Lever, exactly

from .budget_words import (
    budgeted_work,
    converted,
    ends_of,
    limit_in_currency,
    limit_in_words,
    name_of,
    priced,
    usd_of,
)
from .catalogue import join, label
from .currency import currency_line
from .names import short_name
from .parts import Passage
from .periods import for_period, lines_of_parts
from .working import lines_of, lines_on_models

_CACHED = frozenset({Lever.CACHED, Lever.BATCH_CACHED})


def uses_headline(answer: BudgetAnswer, lang: Language) -> str:
    """Yes or no with the cost; of several models, on which."""
    facts = {"limit": limit_in_words(answer, lang), "work": budgeted_work(answer, lang)}
    uses, first = _alone(answer), answer.budgeted[0]
    if answer.query.lasts:
        from .budget_lasting import lasting_headline  # noqa: PLC0415 - rarely asked

        return lasting_headline(answer, lang)
    if answer.query.cached_share:
        needs = tuple(_needs(each, answer, lang) for each in answer.budgeted if each.uses)
        return label("headline.budget_ranges", lang, parts=join(needs, lang, "remarks"), **facts)
    if uses:
        used = usd_of(ends_of(uses.total, first.highest and first.highest.total), lang)
        cost = for_period(used, answer.over, lang)
        key = _FITS[first.fits] if first.fits is not None else _partly(answer)
        return label(f"headline.{key}", lang, model=name_of(first, lang), cost=cost, **facts)
    if _names(answer, lang, fits=None):
        named = ((key, _names(answer, lang, fits=fits)) for fits, key in _ON.items())
        told = [label(f"label.budget.on.{key}", lang, models=each) for key, each in named if each]
        return label("headline.budget_ranges", lang, parts=join(told, lang, "remarks"), **facts)
    enough = _names(answer, lang, fits=True)
    short = _names(answer, lang, fits=False)
    if enough and short:
        return label("headline.budget_fits_some", lang, models=enough, others=short, **facts)
    key = "headline.budget_fits_all" if enough else "headline.budget_fits_none"
    return label(key, lang, models=enough or short, **facts)


def _needs(budgeted: Budgeted, answer: BudgetAnswer, lang: Language) -> str:
    """How much of the input one model has to read from the cache for the work to fit."""
    model, needed = name_of(budgeted, lang), budgeted.needed
    if needed is None:
        key = "none" if budgeted.fits else "unknown"
        return label(f"label.budget.needed.{key}", lang, model=model)
    if needed.low is None:
        return label("label.budget.needed.never", lang, model=model)
    key = "partly" if needed.high is None else "ends"
    if needed.high == needed.low:
        key = "some" if needed.low else "none"
    elif answer.limit.is_range:  # its low end is the one that needs more
        key = f"{key}_of_limit"
    return label(f"label.budget.needed.{key}", lang, model=model, **needed._asdict())


_FITS = {True: "budget_fits", False: "budget_short"}
_ON = {True: "enough", None: "partly", False: "short"}


def _partly(answer: BudgetAnswer) -> str:
    """For which part of its ranges work fits: of the budget's, of the work's, or of both."""
    if not answer.limit.is_range:
        return "budget_low_end"
    return "budget_partly" if _varies(answer) else "budget_from"


def _varies(answer: BudgetAnswer) -> bool:
    return any(work.varied for work in answer.query.works)


def uses_leads(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """What belongs to the cost: in another currency, and as a share of the budget."""
    return tuple(_leads(answer, lang))


def ways_to_fit(answer: BudgetAnswer, lang: Language) -> tuple[Passage, ...]:
    """What would make one model's work fit."""
    if not answer.options:
        return ()
    lines = [_option(each, answer, lang) for each in answer.options]
    needed = answer.budgeted[0].needed if len(answer.budgeted) == 1 else None
    if needed and needed.high and not answer.query.cached_share:
        lines.append(label("label.budget.needed.alone", lang, share=needed.high))
    works = answer.query.works
    is_best_case = all(work.cached is None and not work.usage.is_cached for work in works)
    if is_best_case and any(each.lever in _CACHED for each in answer.options):
        lines.append(label("label.budget.best_case", lang))
    return (Passage(label("label.budget.options", lang), tuple(lines)),)


def uses_working(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """How the cost came about, how it was brought to the budget's period, and how long it lasts."""
    days = tuple(_days(answer, lang)) if answer.query.lasts else ()
    first = answer.budgeted[0]
    if first.estimate is None or first.uses is None or len(answer.budgeted) > 1:
        return (*lines_on_models(priced(answer, lang), lang), *days)
    if first.ends is None or first.highest is None or not _varies(answer):
        return (*_worked_out(first.estimate, first.uses, answer, lang), *days)
    low, high = first.ends
    return (
        label("label.working.low_end", lang),
        *_worked_out(low, first.uses, answer, lang),
        label("label.working.high_end", lang),
        *_worked_out(high, first.highest, answer, lang),
        *days,
    )


def _days(answer: BudgetAnswer, lang: Language) -> Iterator[str]:
    """How often the cost of a day is in the budget, on each model; with ranges at worst first."""
    for each in answer.budgeted:
        for used in dict.fromkeys(filter(None, (each.highest, each.uses))):
            facts = {"limit": used.limit, "each": used.total, "days": int(used.limit // used.total)}
            line = label("label.budget.day_division", lang, **facts)
            name = name_of(each, lang)
            several = len(answer.budgeted) > 1
            yield label("label.of_model", lang, name=name, text=line) if several else line


def _worked_out(
    estimate: Estimate, uses: Budget, answer: BudgetAnswer, lang: Language
) -> tuple[str, ...]:
    if answer.projections:
        return tuple(lines_of_parts(estimate, answer.projections, lang))
    return (*lines_of(estimate, lang), *converted(estimate, uses.total, answer, lang))


def _alone(answer: BudgetAnswer) -> Budget | None:
    """The one model's share; None for several models."""
    return answer.budgeted[0].uses if len(answer.budgeted) == 1 else None


def _names(answer: BudgetAnswer, lang: Language, *, fits: bool | None) -> str:
    """The models on which the budget is enough, is not, or, where that is None, depends."""
    found = [name_of(each, lang) for each in answer.budgeted if each.uses and each.fits is fits]
    return join(found, lang)


def _leads(answer: BudgetAnswer, lang: Language) -> Iterator[str]:
    uses = _alone(answer)
    if answer.query.lasts:
        return
    if answer.query.cached_share:
        yield from _reads(answer, lang)
        return
    if answer.shown:
        in_it = currency_line if uses else limit_in_currency
        yield in_it(answer.shown, lang, answer.shown_high)
    if uses:
        yield _left(uses, answer.budgeted[0].highest, lang)
    if answer.cheapest:
        with exactly():
            over = answer.cheapest.cost - answer.limit.low
        facts = _named(answer.cheapest, answer, lang, "label.budget")
        yield label("label.budget.no_option", lang, over=over, **facts)


def _reads(answer: BudgetAnswer, lang: Language) -> Iterator[str]:
    """What a share to cache leaves out, and of one model what the work costs without it."""
    if any(each.needed and each.needed.high != 0 for each in answer.budgeted):
        yield label("label.budget.needed.reads", lang)
    uses = _alone(answer)
    if uses:
        most = answer.budgeted[0].highest or uses
        cost = for_period(usd_of(ends_of(uses.total, most.total), lang), answer.over, lang)
        share = ends_of(uses.share, most.share)
        yield label("label.budget.needed.without", lang, cost=cost, share=share)


def _left(uses: Budget, highest: Budget | None, lang: Language) -> str:
    """Which share it is, and what is left or missing; with ranges at either end."""
    if highest is None:
        key = "left" if uses.fits else "missing"
        return label(f"label.budget.{key}", lang, share=uses.share, left=_apart(uses))
    kinds = ["left" if each.fits else "missing" for each in (uses, highest)]
    key = f"{kinds[0]}_to_{kinds[1]}"
    facts = {"low": _apart(uses), "high": _apart(highest)}
    return label(f"label.budget.{key}", lang, share=ends_of(uses.share, highest.share), **facts)


def _apart(uses: Budget) -> Decimal:
    with exactly():
        return abs(uses.limit - uses.total)


def _option(option: Option, answer: BudgetAnswer, lang: Language) -> str:
    cost = option.cost if option.low is None else ends_of(option.low, option.cost)
    return label("label.budget.option", lang, **{**_named(option, answer, lang), "cost": cost})


def _named(
    option: Option, answer: BudgetAnswer, lang: Language, where: str = "row"
) -> dict[str, object]:
    """The facts of an option with its name: a model, or of a mix all of it on one.

    `where`: the labels of the table, or those within a sentence.
    """
    if option.model is None:
        name = label(f"{where}.mix", lang)
    elif answer.query.others:
        name = label(f"{where}.all_on", lang, model=option.model)
    else:
        name = short_name(option.model)
    return {**option._asdict(), "name": name}
