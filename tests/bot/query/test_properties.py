"""What holds for every query and every text."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from bot.query import canonical
from bot.query.errors import NeedsMore, QueryError
from bot.query.model import EstimateQuery, ExplainQuery, HelpQuery, Query
from bot.query.reading import IGNORED

from .queries import queries, volumes
from .reading import VOCABULARY, ask, query, reading

# Thousands of queries, where coverage is measured and processors are slow.
pytestmark = pytest.mark.timeout(600)

_WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1) if chr(code).isalnum()}


@given(queries)
@settings(max_examples=300, deadline=None)
def test_a_query_is_read_back_from_its_canonical_text(asked: Query) -> None:
    assert asked == query(canonical(asked))


@given(queries.filter(lambda asked: not isinstance(asked, ExplainQuery)))
@settings(max_examples=100, deadline=None)
def test_nothing_in_a_canonical_text_is_ignored_or_assumed(asked: Query) -> None:
    read = ask(canonical(asked))

    # A noun of the person's own is counted, which is said each time.
    assert [] == [each for each in read.remarks if each.code != "count"]
    assert () == read.troubles


@given(volumes, st.data())
@settings(max_examples=200, deadline=None)
def test_the_order_of_clauses_does_not_matter(asked: EstimateQuery, data: st.DataObject) -> None:
    clauses = list(_clauses(asked))
    shuffled = data.draw(st.permutations(clauses))

    assert _unordered(asked) == _unordered(query(", ".join(shuffled)))


def _unordered(asked: Query) -> tuple[Query, tuple[frozenset[object], ...]]:
    """An estimate, with its contents and ranges in no order."""
    assert isinstance(asked, EstimateQuery)
    sets = frozenset(asked.work.contents), frozenset(asked.work.varied)
    return replace(asked, work=replace(asked.work, contents=(), varied=())), sets


def _clauses(asked: EstimateQuery) -> list[str]:
    """The canonical text of an estimate, cut where one clause ends and another begins."""
    text = canonical(asked)
    starts = {0, len(text)}
    starts |= {each.span.start for each in ask(text).heard}
    cuts = sorted(starts)
    return [text[start:end].strip(" ,") for start, end in itertools.pairwise(cuts)]


@given(
    queries, st.sampled_from([str.upper, str.lower, str.title, lambda text: text.translate(_WIDE)])
)
@settings(max_examples=100, deadline=None)
def test_case_and_width_do_not_matter(asked: Query, written: object) -> None:
    assert callable(written)
    text = canonical(asked)
    try:
        found = reading(written(text))
    except NeedsMore:
        assert written == str.lower  # "5m cache writes": tokens, or minutes?
        return

    if written == str.lower and " 5m " in written(text) and found.startswith("explain"):
        return  # the same, beside terms that are only explained without amounts
    assert reading(text).casefold() == found.casefold()


_FRAGMENTS = (
    *(
        "sonnet",
        "opus 4",
        "sonnet-4.5",
        "claude",
        "3.5",
        "haiku",
        "gpt-5",
        "o3",
        "claude-3-5-sonnet",
    ),
    *(
        "us.",
        "anthropic.",
        "v1:0",
        "@20250514",
        "current models",
        "all models",
        "models",
        "instant",
    ),
    *(
        "10M",
        "2M",
        "5m",
        "1h",
        "50k",
        "10,000",
        "10.000",
        "1e6",
        ".5",
        "80%",
        "15%",
        "3",
        "0",
        "2nd",
    ),
    *(
        "in",
        "out",
        "tokens",
        "input:",
        "output",
        "cache reads",
        "cache writes",
        "web searches",
        "thinking",
    ),
    *(
        "cached",
        "uncached",
        "hit rate",
        "ttl",
        "half",
        "mostly",
        "of it",
        "of",
        "per",
        "each",
        "a",
        "/",
    ),
    *(
        "requests",
        "tickets",
        "prompts",
        "per request",
        "in total",
        "day",
        "daily",
        "per day",
        "hour",
        "x",
    ),
    *(
        "batch",
        "fast",
        "us-only",
        "regional",
        "no",
        "without",
        "not",
        "vs",
        "compare",
        "on",
        "as of",
    ),
    *(
        "2026-03-01",
        "March 1",
        "march",
        "off",
        "discount",
        "bedrock",
        "help",
        "spent",
        "yen",
        "twice",
    ),
    *(
        "about",
        "~",
        "$",
        "-",
        "+",
        "±",
        "²",
        "入力",
        "千",
        "万",
        "キャッシュ",
        "images",
        "million",
        "two",
    ),
    *(
        "bached",
        "sonet",
        "zorb",
        "it's",
        "k",
        "mtok",
        "the",
        "\n",
        "(",
        ")",
        ":",
        "=",
        ";",
        "!",
        "😀",
    ),
)
fragments: SearchStrategy[str] = st.lists(
    st.tuples(st.sampled_from(_FRAGMENTS), st.sampled_from([" ", " ", " ", "", ", ", "-"])),
    max_size=14,
).map(lambda pairs: "".join(word + glue for word, glue in pairs))


def _covers_all(text: str) -> None:
    """The pieces heard are in order, within the text, apart, and leave no character out."""
    read = ask(text)
    bare = read.source.translate(dict.fromkeys(map(ord, "「」『』【】"), " "))  # only around things
    place = 0
    for each in read.heard:
        assert place <= each.span.start < each.span.end <= len(read.source)
        assert each.text == read.source[each.span.start : each.span.end]
        assert "" == bare[place : each.span.start].strip()
        place = each.span.end
    assert "" == bare[place:].strip()


def _ignores_nothing_of_weight(text: str) -> None:
    for each in ask(text).heard:
        if each.meaning == IGNORED:
            assert not any(unicodedata.category(one).startswith("N") for one in each.text), each
            assert VOCABULARY.families.isdisjoint(each.text.casefold().split()), each


@given(fragments)
@settings(max_examples=2_000, deadline=None)
def test_glued_fragments_are_heard_whole(text: str) -> None:
    _covers_all(text)
    _ignores_nothing_of_weight(text)


@example("²l00")  # a digit that is part of what was struck wrong
@given(st.text(max_size=60))
@settings(max_examples=1_000, deadline=None)
def test_any_text_at_all_is_heard_whole(text: str) -> None:
    _covers_all(text)
    _ignores_nothing_of_weight(text)


@given(fragments | st.text(max_size=60))
@settings(max_examples=1_000, deadline=None)
def test_a_text_that_becomes_a_query_is_read_back_from_its_reading(text: str) -> None:
    try:
        asked = query(text)
    except QueryError:
        return
    if isinstance(asked, HelpQuery):  # it quotes the text
        return

    assert asked == query(canonical(asked))
