"""What a budget buys, and whether it is enough."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from bot.answers import priced_query, refusals
from bot.answers.budget import answer_budget
from bot.answers.types import CannotPriceAnswer, Shown
from bot.query import canonical
from bot.query.errors import NeedsMore, NotUnderstood
from bot.query.model import (
    BudgetQuery,
    Currency,
    Foreign,
    Group,
    Images,
    Money,
    Newest,
    Over,
    Prefix,
    Text,
    Work,
)
from pricing import (
    Lever,
    Modifier,
    ModifierRefused,
    NotReleased,
    Period,
    RequestTooLarge,
    TextUnit,
    Usage,
)

from .framing import (
    BOOK,
    FRAME,
    ONE_K_IN_500_OUT,
    budget,
    dollars,
    named,
    requests,
    sentences,
)

SONNET_46 = (named("sonnet 4.6"),)
CURRENT = (Group("current"),)
BUYS = BudgetQuery(SONNET_46, ONE_K_IN_500_OUT, dollars(500))
# 5,000 x ($0.003 + $0.0075) = $52.50 a day, x 30 = $1,575 a month.
A_DAY = requests(5000, per=Period.DAY)
FITS = BudgetQuery(SONNET_46, A_DAY, dollars(500), Period.MONTH, fits=True)
YEN_AT_155 = Currency("JPY", Decimal(155))
# 10M x $3 + 2M x $15 a million = $60.
VOLUME = BudgetQuery(SONNET_46, Work(Usage(10**7, 2 * 10**6)), dollars(40), fits=True)


def bought(query: BudgetQuery) -> dict[str, int | None]:
    """How many requests on each model, in order."""
    return {each.name: each.buys and each.buys.requests for each in budget(query).budgeted}


def at_155(yen: int) -> Shown:
    return Shown("JPY", Decimal(yen), Decimal(155), None, None)


def levers(query: BudgetQuery, row: int = 0) -> dict[str, tuple[Decimal | None, int | None]]:
    """What stands in a row of the table."""
    cells = budget(query).table.rows[row].cells
    return {cell.lever.value: (cell.total, cell.requests) for cell in cells}


def options(query: BudgetQuery) -> list[tuple[str, Lever, Decimal]]:
    found = budget(query).options
    return [(each.model.name, each.lever, each.cost) for each in found if each.model]


class TestHowManyRequests:
    def test_as_many_whole_ones_as_it_pays_for(self) -> None:
        """500 / (1k x 3 + 500 x 15 a million = 0.0105) = 47,619.04..."""
        (found,) = budget(BUYS).budgeted

        assert found.buys
        assert (Decimal("0.0105"), 47_619, Decimal("499.9995")) == found.buys[1:]
        assert found.estimate
        assert Decimal("499.9995") == found.estimate.total

    def test_each_lever_buys_its_own_number(self) -> None:
        """A prompt of 1k is too small for Sonnet 4.6's cache, and a batch costs half."""
        assert levers(BUYS) == {
            "standard": (Decimal("0.0105"), 47_619),
            "cached": (Decimal("0.0105"), 47_619),
            "batch": (Decimal("0.00525"), 95_238),
            "batch_cached": (Decimal("0.00525"), 95_238),
        }

    def test_the_asked_model_comes_before_the_current_ones_cheapest_first(self) -> None:
        """Sonnet 5.5: 1k x 2 + 500 x 10 = 0.007, and 500 / 0.007 = 71,428.57..."""
        names = [row.name.removeprefix("Claude ") for row in budget(BUYS).table.rows]

        assert ["Sonnet 4.6", "Haiku 5.5", "Sonnet 5.5", "Opus 5.5", "Fable 5.2"] == names
        assert (Decimal("0.007"), 71_428) == levers(BUYS, 2)["standard"]

    def test_of_several_models_the_one_with_most_comes_first(self) -> None:
        """1 / 0.00035, 1 / 0.007, 1 / 0.014, 1 / 0.028."""
        found = bought(BudgetQuery(CURRENT, ONE_K_IN_500_OUT, dollars(1)))

        assert [2857, 142, 71, 35] == list(found.values())
        assert list(found)[::3] == ["Claude Haiku 5.5", "Claude Fable 5.2"]

    def test_too_little_buys_none_and_one_is_worked_out(self) -> None:
        (found,) = budget(replace(BUYS, limit=dollars("0.005"))).budgeted

        assert found.buys
        assert 0 == found.buys.requests
        assert found.estimate
        assert Decimal("0.0105") == found.estimate.total

    def test_one_requests_prompt_decides_the_tier(self) -> None:
        """150k x 0.50 a million = 0.075."""
        work = Work(Usage(150_000))

        assert {"Claude Haiku 5.5": 13} == bought(
            BudgetQuery((named("haiku 5.5"),), work, dollars(1))
        )

    def test_a_months_budget_is_so_many_a_day(self) -> None:
        """47,619 / 30 = 1,587.3; / 365 = 130.46...; / 7 = 6,802.7..."""
        months = budget(replace(BUYS, per=Period.MONTH))

        assert 1587 == months.per_day
        assert Over(Decimal(1), Period.MONTH) == months.over
        assert "A month is taken as 30 days." in sentences(months)
        assert 130 == budget(replace(BUYS, per=Period.YEAR)).per_day
        assert 6802 == budget(replace(BUYS, per=Period.WEEK)).per_day

    @pytest.mark.parametrize("per", [None, Period.DAY, Period.HOUR])
    def test_a_shorter_period_is_not_divided(self, per: Period | None) -> None:
        found = budget(replace(BUYS, per=per))

        assert found.per_day is None
        assert [] == [note for note in found.notes if note.code == "period_days"]

    def test_several_models_have_no_single_number_a_day(self) -> None:
        assert budget(replace(BUYS, models=CURRENT, per=Period.MONTH)).per_day is None

    def test_images_and_texts_take_each_models_own_tokens(self) -> None:
        """Sonnet 4.6: 2 x 1,560 + 900 / 0.75 = 4,320 in, so 0.01296 + 0.0075 = 0.02046.

        Sonnet 5.5: 2 x 2,691 + 900 / 0.555 = 7,004 in, so 0.014008 + 0.005 = 0.019008.
        """
        contents = (
            Images(Decimal(2), 1920, 1080),
            Text(Decimal(3), TextUnit.PAGE),
        )
        query = replace(BUYS, work=Work(Usage(0, 500), contents=contents), limit=dollars(40))

        assert (Decimal("0.02046"), 1955) == levers(query)["standard"]
        assert (Decimal("0.019008"), 2104) == levers(query, 2)["standard"]

    def test_a_model_whose_images_cannot_be_counted_keeps_its_row(self) -> None:
        work = Work(Usage(), contents=(Images(Decimal(1), 200, 200),))
        day = date(2024, 3, 20)
        models = (named("claude 3 opus"), named("claude instant 1.x"))
        query = BudgetQuery(models, work, dollars(1), day=day)

        (row,) = [row for row in budget(query).table.rows if row.name == "Claude Instant 1.x"]

        assert {"reason.vision_unknown"} == {cell.reason.key for cell in row.cells if cell.reason}

    def test_a_lever_that_is_impossible_says_why(self) -> None:
        work = replace(ONE_K_IN_500_OUT, modifiers=frozenset({Modifier.FAST}))
        query = BudgetQuery((named("opus 5.5"), named("sonnet 5.5")), work, dollars(1))

        found = budget(query)

        assert found.budgeted[1].reason
        assert "reason.fast_refused" == found.budgeted[1].reason.key
        assert [(Lever.FAST, None)] == [
            cell[:2] for cell in found.table.rows[1].cells if cell.total is None
        ]

    def test_a_follow_up_can_change_it(self) -> None:
        assert BUYS == priced_query(budget(BUYS))


class TestWhetherItIsEnough:
    def test_a_rate_is_compared_for_the_budgets_period(self) -> None:
        found = budget(FITS)

        assert found.budgeted[0].uses
        assert (Decimal(1575), False, Decimal("3.15")) == found.budgeted[0].uses[1:]

    def test_the_table_is_for_the_same_period(self) -> None:
        """Sonnet 5.5: 5,000 x 0.007 x 30 = 1,050."""
        assert (Decimal(1575), None) == levers(FITS)["standard"]
        assert (Decimal(1050), None) == levers(FITS, 2)["standard"]

    def test_exactly_the_budget_is_enough(self) -> None:
        (found,) = budget(replace(FITS, limit=dollars(1575))).budgeted

        assert found.uses
        assert (True, Decimal(1)) == found.uses[2:]

    def test_one_period_needs_no_conversion(self) -> None:
        found = budget(replace(FITS, per=Period.DAY))

        assert found.budgeted[0].uses
        assert Decimal("52.5") == found.budgeted[0].uses.total

    def test_a_week_is_a_fraction_of_a_month(self) -> None:
        """7 x 0.0105 x 30 / 7 = 0.315."""
        found = budget(replace(FITS, work=requests(7, per=Period.WEEK)))

        assert found.budgeted[0].uses
        assert Decimal("0.315") == found.budgeted[0].uses.total

    def test_a_prefix_is_written_once_a_day_and_read_by_the_other_requests(self) -> None:
        """50k x 3.75 = 0.1875, and 999 x 50k x 0.30 = 14.985 a million: x 30 = 455.175."""
        work = requests(1000, Usage(50_000), prefix=Prefix(Decimal(50_000)), per=Period.DAY)

        (found,) = budget(replace(FITS, work=work)).budgeted

        assert found.uses
        assert Decimal("455.175") == found.uses.total

    def test_a_volume_without_a_period_is_taken_as_the_budgets(self) -> None:
        found = budget(replace(VOLUME, per=Period.MONTH))

        assert found.budgeted[0].uses
        assert Decimal(60) == found.budgeted[0].uses.total
        assert (
            "The work names no period: it is taken as all that one month holds, as the budget does."
            in sentences(found)
        )

    def test_without_any_period_there_is_none(self) -> None:
        found = budget(VOLUME)

        assert found.over is None
        assert [] == [note for note in found.notes if note.code == "period_days"]

    def test_a_budget_without_a_period_is_compared_with_a_month(self) -> None:
        found = budget(replace(FITS, per=None))

        assert found.budgeted[0].uses
        assert Decimal(1575) == found.budgeted[0].uses.total
        assert "The budget names no period: it is compared with 1 month of the work." in sentences(
            found
        )

    def test_or_with_what_was_asked_for(self) -> None:
        """52.50 x 90 = 4,725."""
        work = replace(A_DAY, over=Over(Decimal(3), Period.MONTH))

        found = budget(replace(FITS, work=work, per=None))

        assert found.budgeted[0].uses
        assert Decimal(4725) == found.budgeted[0].uses.total
        assert "The budget names no period: it is compared with 3 months of the work." in sentences(
            found
        )

    def test_what_would_make_it_fit_comes_cheapest_change_first(self) -> None:
        """Of $60: batch 30, cached 3 + 30, both 16.50; Haiku 5.5 is 1 + 1, Sonnet 5.5 20 + 20.

        The same model with another lever is the smaller change.
        """
        assert options(VOLUME) == [
            ("Claude Sonnet 4.6", Lever.BATCH_CACHED, Decimal("16.5")),
            ("Claude Sonnet 4.6", Lever.BATCH, 30),
            ("Claude Sonnet 4.6", Lever.CACHED, 33),
            ("Claude Haiku 5.5", Lever.STANDARD, 2),
            ("Claude Sonnet 5.5", Lever.STANDARD, 40),
        ]
        assert Decimal("0.4125") == budget(VOLUME).options[0].share

    def test_where_neither_alone_is_enough_both_at_once_are_tried(self) -> None:
        """Haiku 5.5: cached 0.10 + 1, batch 0.50 + 0.50, both 0.55."""
        assert options(replace(VOLUME, limit=dollars("1.50"))) == [
            ("Claude Haiku 5.5", Lever.BATCH_CACHED, Decimal("0.55")),
            ("Claude Haiku 5.5", Lever.BATCH, 1),
            ("Claude Haiku 5.5", Lever.CACHED, Decimal("1.1")),
        ]

    def test_nothing_may_be_enough(self) -> None:
        """The cheapest is Haiku 5.5, cached and in a batch."""
        found = budget(replace(VOLUME, limit=dollars("0.10")))

        assert () == found.options
        assert found.cheapest
        assert found.cheapest.model
        assert ("haiku", Decimal("0.55")) == (found.cheapest.model.family, found.cheapest.cost)

    def test_what_fits_needs_no_change(self) -> None:
        assert [] == options(replace(VOLUME, limit=dollars(60)))

    def test_several_models_are_compared_cheapest_first(self) -> None:
        found = budget(replace(VOLUME, models=(named("opus 5.5"), *SONNET_46, Foreign("gpt-5"))))

        assert [60, 80, None] == [each.uses and each.uses.total for each in found.budgeted]
        assert found.table.rows[2].cells[0].reason

    def test_on_several_models_any_lever_may_make_it_fit(self) -> None:
        """Of $40: Sonnet 4.6 33, 30 and 16.50; Opus 5.5 2 + 40, 40 and 21."""
        models = (named("opus 5.5"), *SONNET_46, Foreign("gpt-5"))

        assert options(replace(VOLUME, models=models)) == [
            ("Claude Sonnet 4.6", Lever.BATCH_CACHED, Decimal("16.5")),
            ("Claude Opus 5.5", Lever.BATCH_CACHED, 21),
            ("Claude Sonnet 4.6", Lever.BATCH, 30),
            ("Claude Sonnet 4.6", Lever.CACHED, 33),
            ("Claude Opus 5.5", Lever.BATCH, 40),
        ]
        assert [] == options(replace(VOLUME, models=models, limit=dollars(60)))

    def test_error_when_only_some_models_take_so_much_at_once(self) -> None:
        models = (named("sonnet 4.5"), named("sonnet 5.5"))
        work = requests(100, Usage(300_000))

        with pytest.raises(NeedsMore) as caught:
            budget(BudgetQuery(models, work, dollars(1), fits=True))

        assert "ask.each_or_total" == caught.value.message.key
        assert 2 == len(caught.value.suggestions)


class TestAnotherCurrency:
    def test_a_budget_at_the_rate_that_was_said(self) -> None:
        """50,000 / 155 = 322.58..., and / 0.0105 = 30,721.9..."""
        query = replace(BUYS, limit=Money(Decimal(50_000), "JPY"), currency=YEN_AT_155)

        found = budget(query)

        assert {"Claude Sonnet 4.6": 30_721} == bought(query)
        assert at_155(50_000) == found.limit.said
        assert found.shown is None
        assert (
            "The budget of 50,000 JPY is $322.58, at 155 JPY per US dollar, as said."
            in sentences(found)
        )

    def test_a_budget_at_the_reference_rate(self) -> None:
        """On 2025-12-31 1 euro was 1.1750 dollars: 100 / (1 / 1.1750) = 117.50."""
        query = replace(BUYS, limit=Money(Decimal(100), "EUR"), day=date(2025, 12, 31))
        query = replace(query, models=(named("sonnet 4.5"),))

        found = budget(query)

        assert Decimal("117.50") == round(found.limit.low, 20)
        assert (
            "The budget of 100 EUR is $117.50, at 0.851064 EUR per US dollar: European Central "
            "Bank, euro foreign exchange reference rates, of 2025-12-31." in sentences(found)
        )

    def test_the_rate_of_another_currency_says_nothing_of_the_budgets(self) -> None:
        query = replace(BUYS, limit=Money(Decimal(100), "EUR"), currency=YEN_AT_155)

        found = budget(query)

        assert found.limit.said
        assert found.limit.said.source
        assert found.shown
        assert ("JPY", found.limit.low * 155) == found.shown[:2]

    def test_what_there_is_to_spend_is_shown_in_it(self) -> None:
        found = budget(replace(BUYS, currency=YEN_AT_155))

        assert at_155(77_500) == found.shown

    def test_or_the_cost_where_it_is_to_be_enough(self) -> None:
        in_yen = replace(FITS, currency=YEN_AT_155)
        of_yen = replace(in_yen, limit=Money(Decimal(75_000), "JPY"))

        assert at_155(244_125) == budget(in_yen).shown
        assert at_155(244_125) == budget(of_yen).shown

    def test_the_cost_in_the_currency_of_the_budget(self) -> None:
        found = budget(replace(FITS, limit=Money(Decimal(500), "EUR")))

        assert found.shown
        assert "EUR" == found.shown.code
        assert budget(FITS).shown is None


class TestRefusals:
    @pytest.mark.parametrize("amount", ["0", "-5", "1e30"])
    def test_error_when_nobody_has_such_a_budget(self, amount: str) -> None:
        with pytest.raises(NotUnderstood) as caught:
            budget(replace(BUYS, limit=dollars(amount)))

        assert "unread.budget" == caught.value.message.key

    def test_error_when_a_request_costs_nothing(self) -> None:
        with pytest.raises(NeedsMore) as caught:
            budget(replace(BUYS, work=Work(Usage())))

        assert "ask.costs_nothing" == caught.value.message.key

    def test_error_when_nobody_knows_how_often_a_prefix_is_written(self) -> None:
        work = Work(Usage(60_000), prefix=Prefix(Decimal(50_000)))

        with pytest.raises(NeedsMore) as caught:
            budget(replace(BUYS, work=work))

        assert "ask.prefix_rate" == caught.value.message.key

    def test_error_when_one_request_is_too_large(self) -> None:
        with pytest.raises(RequestTooLarge):
            budget(replace(BUYS, work=Work(Usage(10**7))))

    @pytest.mark.parametrize(
        ("query", "key"),
        [
            (replace(BUYS, models=(Foreign("gpt-5"),)), "reason.foreign"),
            (
                replace(BUYS, models=(Newest("fable"),), day=date(2026, 1, 15)),
                "reason.no_model_of_family",
            ),
            (
                replace(BUYS, models=(Foreign("gpt-5"), Foreign("o3"))),
                "reason.none_of_them",
            ),
        ],
    )
    def test_without_a_price_the_reason_is_the_answer(self, query: BudgetQuery, key: str) -> None:
        found = answer_budget(query, FRAME, BOOK, ())

        assert isinstance(found, CannotPriceAnswer)
        assert key == found.message.key

    def test_what_is_in_the_way_can_be_left_out(self) -> None:
        work = replace(ONE_K_IN_500_OUT, modifiers=frozenset({Modifier.FAST}))
        refused = replace(BUYS, work=work)
        early = replace(BUYS, day=date(2025, 1, 1))
        no_fast = ModifierRefused("claude-sonnet-4-6", Modifier.FAST, "refused")
        not_out = NotReleased("claude-sonnet-4-6", date(2025, 1, 1), date(2026, 2, 17))

        for error, query in ((no_fast, refused), (not_out, early)):
            found = refusals.of_price(error, query, FRAME, BOOK, ())

            assert (canonical(BUYS),) == found.suggestions
