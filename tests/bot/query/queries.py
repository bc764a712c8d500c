"""Queries of every kind, as `complete` makes them: strategies for hypothesis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bot.query.model import (
    ComparisonQuery,
    Counted,
    EstimateQuery,
    Foreign,
    Group,
    HelpQuery,
    ModelsQuery,
    Named,
    Newest,
    OneModel,
    Query,
    RatesQuery,
    Scope,
    Work,
)
from pricing import Modifier, Usage

from .reading import VOCABULARY

NAMED = sorted(set(VOCABULARY.names.values()), key=lambda each: each.id)
UNITS = (
    "input",
    "output",
    "cache_read",
    "cache_write_5m",
    "cache_write_1h",
    "web_search",
    "session_hour",
)
FOREIGN = ("gpt-5", "gpt-4o-mini", "gemini 2.5 pro", "o3", "llama-4", "deepseek-v3")


def _decimal(number: int, places: int) -> Decimal:
    return Decimal(number).scaleb(-places)


amounts: SearchStrategy[Decimal] = st.one_of(
    st.integers(1, 10**15).map(Decimal),
    st.sampled_from([1, 5, 60, 1_000, 10_000, 1_500, 1_000_000, 5_000_000, 60_000_000]).map(
        Decimal
    ),
    st.builds(_decimal, st.integers(1, 10**9), st.integers(0, 6)),
)
"""Of tokens, or whatever else is counted."""
shares: SearchStrategy[Decimal] = st.builds(_decimal, st.integers(1, 10**5), st.just(5))
"""A percentage with up to three decimals, as a share; 1 is among them."""

named: SearchStrategy[Named] = st.sampled_from(NAMED)
newest: SearchStrategy[Newest] = st.sampled_from(sorted(VOCABULARY.families)).map(Newest)
one_model: SearchStrategy[OneModel] = named | newest
foreign: SearchStrategy[Foreign] = st.sampled_from(FOREIGN).map(Foreign)
groups: SearchStrategy[Group] = st.sampled_from([Group("current"), Group("all")])
days: SearchStrategy[date | None] = st.none() | st.dates(date(2023, 1, 1), date(2035, 12, 31))


@st.composite
def works(draw: st.DrawFn) -> Work:
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, unique=True))
    usage = Usage(**{unit: draw(amounts) for unit in units})
    requests = draw(st.none() | amounts)
    scopes = st.just(Scope.UNMARKED) if requests is None else st.sampled_from(Scope)
    modifiers = draw(st.frozensets(st.sampled_from(Modifier)))
    return Work(
        usage,
        () if requests is None else (Counted(requests, "requests"),),
        draw(scopes),
        draw(st.none() | st.just(Decimal(1)) | shares) if usage.input else None,
        modifiers,
        # A prompt's size stands beside the input of a volume, and is no larger than that.
        draw(st.none() | amounts.map(lambda size: min(size, usage.prompt)))
        if usage.input and requests is None
        else None,
        draw(st.just(Decimal(0)) | shares),
    )


estimates: SearchStrategy[EstimateQuery] = st.builds(EstimateQuery, one_model, works(), days)


@st.composite
def comparisons(draw: st.DrawFn) -> ComparisonQuery:
    """Of a group alone, or of several models, one of which must be ours."""
    alone = groups.map(lambda group: (group,))
    others = st.lists(one_model | foreign | groups, min_size=2, max_size=5, unique=True)
    several = others.filter(lambda row: not all(isinstance(each, Foreign) for each in row))
    return ComparisonQuery(draw(alone | several.map(tuple)), draw(works()), draw(days))


rates: SearchStrategy[RatesQuery] = st.builds(
    RatesQuery, st.lists(one_model, min_size=1, max_size=4, unique=True).map(tuple), days
)
lists: SearchStrategy[ModelsQuery] = st.builds(
    ModelsQuery, st.sampled_from(["current", "all", "retired"]), days
)
helps: SearchStrategy[HelpQuery] = st.sampled_from(
    [HelpQuery(), HelpQuery("what is this thing"), HelpQuery("say something nice, please")]
)
queries: SearchStrategy[Query] = st.one_of(estimates, comparisons(), rates, lists, helps)
