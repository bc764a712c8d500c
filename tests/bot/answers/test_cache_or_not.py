"""Whether to cache a prefix that requests share, for how long, and why."""

from decimal import Decimal

import pytest

from bot.answers.break_even import answer_break_even
from bot.answers.cache_or_not import duration, with_choices
from bot.answers.types import BreakEvenAnswer, PaysOff
from bot.query.model import BreakEvenQuery, Counted, Foreign, Group, Prefix, Scope, Work
from pricing import Arrivals, Period, Ttl, Usage

from .framing import BOOK, FRAME, TODAY, named


def shared(tokens: int, requests: int, hours: int = 24, arrivals: Arrivals = Arrivals.EVEN) -> Work:
    """So many requests a day that all begin with these tokens."""
    prefix = Prefix(Decimal(tokens), Ttl.FIVE_MINUTES, Decimal(hours), arrivals)
    counts = (Counted(Decimal(requests)),)
    usage = Usage(input=Decimal(tokens))
    return Work(usage, counts, Scope.EACH, prefix=prefix, per=Period.DAY)


def found_for(work: Work, model: str = "opus 5.5") -> PaysOff:
    found = answer_break_even(BreakEvenQuery((named(model),), work=work), FRAME, BOOK, ())
    assert isinstance(found, BreakEvenAnswer), found
    return found.models[0]


@pytest.mark.parametrize(
    ("work", "best", "why"),
    [
        pytest.param(shared(50_000, 500), Ttl.FIVE_MINUTES, "why.even.5m", id="every 3 minutes"),
        pytest.param(shared(50_000, 96), Ttl.ONE_HOUR, "why.even.1h", id="every 15 minutes"),
        pytest.param(shared(50_000, 12), None, "why.even.gone", id="every 2 hours"),
        pytest.param(shared(50_000, 2, 1), None, "why.even.few", id="twice in an hour"),
        pytest.param(shared(300, 500), None, "why.too_small", id="300 tokens"),
        pytest.param(
            shared(50_000, 240, 24, Arrivals.RANDOM), Ttl.ONE_HOUR, "why.random.1h", id="10 an hour"
        ),
        pytest.param(
            shared(50_000, 5000, 24, Arrivals.RANDOM), Ttl.FIVE_MINUTES, "why.random.5m", id="5,000"
        ),
        pytest.param(shared(50_000, 5, 24, Arrivals.RANDOM), None, "why.random.none", id="5 a day"),
    ],
)
def test_the_cheapest_is_told_with_what_makes_it_so(work: Work, best: Ttl | None, why: str) -> None:
    found = found_for(work)

    assert found.best
    assert found.why
    assert (best, why) == (found.best.ttl, found.why.key)


def test_where_reading_saves_nothing_that_is_why() -> None:
    model = BOOK.find("opus 5.5")

    found = with_choices(PaysOff(model.name, model), shared(50_000, 96), model, BOOK.as_of(TODAY))

    assert found.why
    assert "why.saves_nothing" == found.why.key


@pytest.mark.parametrize(("tokens", "unsure"), [(300, True), (4095, True), (4096, False)])
def test_a_smallest_size_that_is_not_published_may_be_above_the_prefix(
    tokens: int, *, unsure: bool
) -> None:
    assert unsure is found_for(shared(tokens, 500), "fable 5.2").unsure
    assert not found_for(shared(tokens, 500), "haiku 4.5").unsure


@pytest.mark.parametrize(
    ("seconds", "key", "number"),
    [
        (86, "label.gap.seconds", 86),
        (119, "label.gap.seconds", 119),
        (420, "label.gap.minutes", 7),
        (5400, "label.gap.minutes", 90),
        (7200, "label.gap.hours", 2),
    ],
)
def test_a_gap_is_said_in_the_longest_unit_of_which_there_are_two(
    seconds: int, key: str, number: int
) -> None:
    found = duration(Decimal(seconds))

    assert (key, number) == (found.key, found.facts["number"])


def test_a_model_without_a_price_keeps_its_place() -> None:
    models = (named("claude 2.1"), Foreign("gpt-5"), named("opus 5.5"))

    found = answer_break_even(BreakEvenQuery(models, work=shared(50_000, 96)), FRAME, BOOK, ())

    assert isinstance(found, BreakEvenAnswer)
    assert [True, True, False] == [each.reason is not None for each in found.models]


def test_every_current_model_has_its_own_choices() -> None:
    query = BreakEvenQuery((Group("current"),), work=shared(50_000, 96))

    found = answer_break_even(query, FRAME, BOOK, ())

    assert isinstance(found, BreakEvenAnswer)
    assert [3] * 4 == [len(each.choices) for each in found.models]
