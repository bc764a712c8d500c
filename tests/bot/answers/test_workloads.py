"""From what was asked to what is priced: models, and amounts for each request or in all."""

from decimal import Decimal

import pytest

from bot.answers.workloads import choose, settled_scope, workload
from bot.query.errors import NeedsMore
from bot.query.model import Counted, Foreign, Group, ModelChoice, Named, Newest, Scope, Work
from pricing import Model, ModelPricing, Modifier, Usage

from .asking import BOOK, TODAY

PRICES = BOOK.as_of(TODAY)
SONNET_4_5 = "claude-sonnet-4-5-20250929"  # takes 200,000 tokens at once, writes 64,000
SONNET_5_5 = "claude-sonnet-5-5"  # takes 1,000,000 tokens at once, writes 128,000


def model(id_: str) -> Model:
    return BOOK.find(id_)


def pricings(*ids: str) -> list[ModelPricing]:
    return [PRICES.pricing(id_) for id_ in ids]


def counted(requests: int) -> tuple[Counted, ...]:
    return (Counted(Decimal(requests), "requests"),)


def work(
    input_: int, output: int = 0, requests: int | None = None, scope: Scope = Scope.UNMARKED
) -> Work:
    usage = Usage(input=Decimal(input_), output=Decimal(output))
    return Work(usage, () if requests is None else counted(requests), scope)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Named("claude-opus-5-5", "opus-5.5"), ["Claude Opus 5.5"]),
        (Newest("sonnet"), ["Claude Sonnet 5.5"]),
        (Newest("poem"), ["Poem"]),
        (Foreign("gpt-5"), ["gpt-5"]),
        (Group("current"), [each.name for each in PRICES.current()]),
        (Group("all"), [each.name for each in PRICES.sold()]),
    ],
)
def test_a_choice_stands_for_models_of_the_day(choice: ModelChoice, names: list[str]) -> None:
    assert [each.name for each in choose(choice, PRICES)] == names


def test_what_is_no_model_of_ours_has_none() -> None:
    for choice in (Foreign("gpt-5"), Newest("poem")):
        (chosen,) = choose(choice, PRICES)
        assert chosen.model is None


@pytest.mark.parametrize("scope", [Scope.EACH, Scope.TOTAL])
def test_a_scope_that_was_said_stays(scope: Scope) -> None:
    asked = work(10**9, requests=2, scope=scope)

    assert settled_scope(asked, pricings(SONNET_4_5)) is scope


def test_without_requests_there_is_nothing_to_settle() -> None:
    assert settled_scope(work(10**9), pricings(SONNET_4_5)) is Scope.UNMARKED


@pytest.mark.parametrize(
    ("input_", "output", "scope"),
    [
        (200_000, 64_000, Scope.EACH),
        (200_001, 64_000, Scope.TOTAL),
        (200_000, 64_001, Scope.TOTAL),
    ],
)
def test_unmarked_amounts_are_for_each_request_that_can_be_so_large(
    input_: int, output: int, scope: Scope
) -> None:
    asked = work(input_, output, requests=10)

    assert settled_scope(asked, pricings(SONNET_4_5)) is scope


def test_in_a_batch_an_answer_may_be_longer() -> None:
    asked = work(1000, 300_000, requests=10)
    batched = Work(asked.usage, asked.counts, modifiers=frozenset({Modifier.BATCH}))

    assert settled_scope(asked, pricings(SONNET_5_5)) is Scope.TOTAL
    assert settled_scope(batched, pricings(SONNET_5_5)) is Scope.EACH


def test_amounts_that_only_some_models_take_could_mean_both() -> None:
    with pytest.raises(NeedsMore):
        settled_scope(work(300_000, requests=10), pricings(SONNET_4_5, SONNET_5_5))


def test_amounts_that_no_model_takes_are_totals() -> None:
    asked = work(10_000_000, requests=10)

    assert settled_scope(asked, pricings(SONNET_4_5, SONNET_5_5)) is Scope.TOTAL


def test_each_multiplies() -> None:
    found = workload(work(3000, 500, requests=10), model(SONNET_5_5), Scope.EACH)

    assert found.requests == 10
    assert found.usage == Usage(input=Decimal(3000), output=Decimal(500))


def test_totals_are_spread_evenly_and_the_share_decides_the_tier() -> None:
    found = workload(work(3001, 500, requests=10), model(SONNET_5_5), Scope.TOTAL)

    assert found.requests is None
    assert found.usage == Usage(input=Decimal(3001), output=Decimal(500))
    assert found.prompt_tokens == 301


@pytest.mark.parametrize(("input_", "share"), [(100_000, 100_000), (99_999.5, 100_000)])
def test_a_share_never_crosses_a_whole_limit_by_rounding(input_: float, share: int) -> None:
    usage = Usage(input=Decimal(str(input_)) * 3)
    found = workload(Work(usage, counted(3)), model("claude-haiku-5-5"), Scope.TOTAL)

    assert found.prompt_tokens == share
    assert not PRICES.pricing("claude-haiku-5-5").is_above_tier(found.prompt_tokens)


def test_a_cached_share_is_taken_from_the_input() -> None:
    asked = Work(Usage(input=Decimal(1000)), cached=Decimal("0.8"))
    found = workload(asked, model(SONNET_5_5), Scope.UNMARKED)

    assert found.usage == Usage(input=Decimal(200), cache_read=Decimal(800))


def test_terms_are_handed_on() -> None:
    terms = frozenset({Modifier.BATCH, Modifier.US_ONLY})
    asked = Work(
        Usage(input=Decimal(10)),
        modifiers=terms,
        prompt_tokens=Decimal(5),
        discount=Decimal("0.15"),
    )
    found = workload(asked, model(SONNET_5_5), Scope.UNMARKED)

    assert found.modifiers == terms
    assert found.prompt_tokens == 5
    assert found.discount == Decimal("0.15")


def test_error_totals_that_leave_a_request_next_to_nothing_are_asked_about() -> None:
    asked = work(250_000, 1_000, requests=1_000)

    with pytest.raises(NeedsMore) as caught:
        settled_scope(asked, pricings("claude-haiku-4-5"))

    assert caught.value.message.key == "ask.each_or_total_small"
