"""A budget in words, as JSON, and as Slack is sent it."""

from datetime import date
from decimal import Decimal

import pytest
from inline_snapshot import snapshot
from msgspec.structs import replace

from bot.answers.types import BudgetAnswer
from bot.query.model import BudgetQuery, Currency, Foreign, Group, Money, Over, Work
from bot.render import command_message, share_value, thread_messages
from bot.render.as_json import Json, to_json
from bot.render.document import document
from bot.render.text import plain_text
from pricing import Period, Usage
from tests.bot.answers.framing import ONE_K_IN_500_OUT, budget, dollars, named, requests

from .slack_rules import problems

SONNET_46 = (named("sonnet 4.6"),)
CURRENT = (Group("current"),)
YEN_AT_155 = Currency("JPY", Decimal(155))

BUYS = BudgetQuery(SONNET_46, ONE_K_IN_500_OUT, dollars(500))
A_DAY = requests(5000, per=Period.DAY)
FITS = BudgetQuery(SONNET_46, A_DAY, dollars(500), Period.MONTH, fits=True)
VOLUME = BudgetQuery(SONNET_46, Work(Usage(10**7, 2 * 10**6)), dollars(40), fits=True)
OF_THREE = (named("haiku 5.5"), named("sonnet 4.6"), named("opus 5.5"))

QUERIES = {
    "requests": BUYS,
    "requests a month": replace(BUYS, per=Period.MONTH, currency=YEN_AT_155),
    "requests on several": replace(BUYS, models=(*CURRENT, Foreign("gpt-5"))),
    "none": replace(BUYS, limit=dollars("0.005")),
    "fits": replace(FITS, limit=dollars(5000), currency=YEN_AT_155),
    "does not fit": VOLUME,
    "never fits": replace(VOLUME, limit=dollars("0.01")),
    "fits on some": replace(FITS, models=OF_THREE),
}


def answered(query: BudgetQuery) -> BudgetAnswer:
    return replace(budget(query), reading="what it was read as")


def text(query: BudgetQuery) -> str:
    return plain_text(document(answered(query)))


def headline(query: BudgetQuery) -> str:
    return document(answered(query)).headline


def leads(query: BudgetQuery) -> tuple[str, ...]:
    return document(answered(query)).leads


def asked(query: BudgetQuery) -> Json:
    """The object as a program gets it, without what other tests look at."""
    unasked = {"text", "blocks", "rates", "notes", "alternatives", "estimates", "prices_as_of"}
    return {k: v for k, v in to_json(answered(query)).items() if v and k not in unasked}


def test_how_many_requests() -> None:
    """500 / (1k x 3 + 500 x 15 a million = 0.0105) = 47,619.04...; x 0.0105 = 499.9995."""
    assert text(BUYS) == snapshot("""\
Sonnet 4.6: $500.00 buys 47,619 requests of 1k in, 500 out
One request costs $0.0105; $0.0005 is left over.
Read as: what it was read as

Sonnet 4.6 (asked): Standard ▸ 47,619, Cached 47,619, Batch 95,238, Batch + cached 95,238
Haiku 5.5: Standard 1,428,571, Cached 1,923,076, Batch 2,857,142, Batch + cached 3,846,153
Sonnet 5.5: Standard 71,428, Cached 98,039, Batch 142,857, Batch + cached 196,078
Opus 5.5: Standard 35,714, Cached 49,019, Batch 71,428, Batch + cached 98,039
Fable 5.2: Standard 17,857, Cached 24,752, Batch 35,714, Batch + cached 49,504

How it was worked out
• $500.00 ÷ $0.0105 per request: 47,619 whole requests
• 47.619M input (47,619 × 1k) × $3.00 per 1M = $142.857
• 23,809.5k output (47,619 × 500) × $15.00 per 1M = $357.1425
• Total: $499.9995 of $500.00

Notes
• Haiku 5.5, Sonnet 5.5, Opus 5.5, and Fable 5.2 make about 30% more tokens of the same text than older models: for the same text, not the same tokens, theirs is about 1.3 times what is shown.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing\
""")


def test_a_months_budget() -> None:
    """500 x 155 = 77,500; 47,619 / 30 = 1,587.3."""
    query = QUERIES["requests a month"]

    assert headline(query) == snapshot(
        "Sonnet 4.6: $500.00 a month buys 47,619 requests of 1k in, 500 out"
    )
    assert leads(query) == snapshot(
        (
            "The budget is ¥77,500 (at 155 JPY per US dollar, as said).",
            "That is about 1,587 a day.",
            "One request costs $0.0105; $0.0005 is left over.",
        )
    )


def test_on_several_models() -> None:
    """1 / 0.00035 = 2,857.1..., 1 / 0.028 = 35.7..."""
    assert text(replace(BUYS, models=(*CURRENT, Foreign("gpt-5")), limit=dollars(1))) == snapshot("""\
$1.00 buys 2,857 requests on Haiku 5.5, 35 on Fable 5.2: 1k in, 500 out each
Read as: what it was read as

Haiku 5.5: Standard ▸ 2,857, Cached 3,846, Batch 5,714, Batch + cached 7,692
Sonnet 5.5: Standard ▸ 142, Cached 196, Batch 285, Batch + cached 392
Opus 5.5: Standard ▸ 71, Cached 98, Batch 142, Batch + cached 196
Fable 5.2: Standard ▸ 35, Cached 49, Batch 71, Batch + cached 99
gpt-5: Standard –, Cached –, Batch –, Batch + cached –

– gpt-5 is another vendor's: its price is not in this book.

How it was worked out
• Haiku 5.5: 2.857M input (2,857 × 1k) × $0.10 per 1M + 1,428.5k output (2,857 × 500) × $0.50 per 1M = $0.99995
• Sonnet 5.5: 142k input (142 × 1k) × $2.00 per 1M + 71k output (142 × 500) × $10.00 per 1M = $0.994
• Opus 5.5: 71k input (71 × 1k) × $4.00 per 1M + 35.5k output (71 × 500) × $20.00 per 1M = $0.994
• Fable 5.2: 35k input (35 × 1k) × $8.00 per 1M + 17.5k output (35 × 500) × $40.00 per 1M = $0.98

Prices as of 2026-11-22, in US dollars.
What's new in Claude Fable 5.2, and partner model cards (read 2026-11-12) https://platform.claude.com/docs/en/fable-5-2/whats-new-fable-5-2
Claude API release notes (read 2026-11-09) https://platform.claude.com/docs/en/release-notes/overview
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing
5 more sources\
""")


def test_models_that_buy_as_much_share_a_headline() -> None:
    """Sonnet 4.6 and Sonnet 4.5 cost the same."""
    assert headline(replace(BUYS, models=(*SONNET_46, named("sonnet 4.5")))) == snapshot(
        "Sonnet 4.6 and Sonnet 4.5: $500.00 buys 47,619 requests of 1k in, 500 out"
    )


def test_too_little_for_one() -> None:
    assert headline(QUERIES["none"]) == snapshot(
        "Sonnet 4.6: $0.005 buys 0 requests of 1k in, 500 out"
    )
    assert leads(QUERIES["none"]) == snapshot(
        ("One request costs $0.0105, which is more than the budget.",)
    )


def test_one_request() -> None:
    assert headline(replace(BUYS, limit=dollars("0.02"))) == snapshot(
        "Sonnet 4.6: $0.02 buys 1 request of 1k in, 500 out"
    )


def test_whether_it_is_enough() -> None:
    """5,000 x 0.0105 = 52.50 a day, x 30 = 1,575; 1,575 / 5,000 = 31.5 %; x 155 = 244,125."""
    assert text(QUERIES["fits"]) == snapshot("""\
Sonnet 4.6: $5,000.00 a month is enough for 5,000 requests a day of 1k in, 500 out, which costs $1,575.00 a month
That is ¥244,125 (at 155 JPY per US dollar, as said).
That is 31.5% of the budget: $3,425.00 is left.
Read as: what it was read as

Sonnet 4.6 (asked): Standard ▸ $1,575.00, Cached $1,575.00, Batch $787.50, Batch + cached $787.50
Haiku 5.5: Standard $52.50, Cached $39.00, Batch $26.25, Batch + cached $19.50
Sonnet 5.5: Standard $1,050.00, Cached $765.00, Batch $525.00, Batch + cached $382.50
Opus 5.5: Standard $2,100.00, Cached $1,530.00, Batch $1,050.00, Batch + cached $765.00
Fable 5.2: Standard $4,200.00, Cached $3,030.00, Batch $2,100.00, Batch + cached $1,515.00

How it was worked out
• 5M input (5,000 × 1k) × $3.00 per 1M = $15.00
• 2.5M output (5,000 × 500) × $15.00 per 1M = $37.50
• Total: $52.50
• $52.50 a day is $1,575.00 a month

Notes
• The amounts are read as per request; if they are totals over all 5,000 requests, Sonnet 4.6 costs $0.315.
• A week is taken as 7 days, a month as 30 days, a year as 365 days or 12 months.
• Haiku 5.5, Sonnet 5.5, Opus 5.5, and Fable 5.2 make about 30% more tokens of the same text than older models: for the same text, not the same tokens, theirs is about 1.3 times what is shown.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing\
""")


def test_what_would_make_it_fit() -> None:
    """10M x 3 + 2M x 15 = 60 of 40: 150 %; batch 30, cached 33, both 16.50."""
    assert text(VOLUME) == snapshot("""\
Sonnet 4.6: $40.00 is not enough for 10M in, 2M out, which costs $60.00
That is 150% of the budget: $20.00 is missing.
Read as: what it was read as

Sonnet 4.6 (asked): Standard ▸ $60.00, Cached $33.00, Batch $30.00, Batch + cached $16.50
Haiku 5.5: Standard $2.00, Cached $1.10, Batch $1.00, Batch + cached $0.55
Sonnet 5.5: Standard $40.00, Cached $21.00, Batch $20.00, Batch + cached $10.50
Opus 5.5: Standard $80.00, Cached $42.00, Batch $40.00, Batch + cached $21.00
Fable 5.2: Standard $160.00, Cached $82.00, Batch $80.00, Batch + cached $41.00

What would make it fit
• Sonnet 4.6, Batch + cached: $16.50, 41.25% of the budget
• Sonnet 4.6, Batch: $30.00, 75% of the budget
• Sonnet 4.6, Cached: $33.00, 82.5% of the budget
• Haiku 5.5, Standard: $2.00, 5% of the budget
• Sonnet 5.5, Standard: $40.00, 100% of the budget
• Reading 74.08% of the input from the cache is enough by itself.
• “Cached” is the best case here: every input token is read from the cache.

How it was worked out
• 10M input × $3.00 per 1M = $30.00
• 2M output × $15.00 per 1M = $30.00
• Total: $60.00

Notes
• Haiku 5.5, Sonnet 5.5, Opus 5.5, and Fable 5.2 make about 30% more tokens of the same text than older models: for the same text, not the same tokens, theirs is about 1.3 times what is shown.
• Haiku 5.5 costs 5 times as much where one request's prompt is above 100,000 tokens.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing\
""")


def test_where_caching_is_asked_for_it_is_no_best_case() -> None:
    work = replace(VOLUME.work, cached=Decimal("0.5"))
    (passage,) = document(answered(replace(VOLUME, work=work))).passages

    assert [] == [line for line in passage.lines if "best case" in line]


def test_where_no_lever_that_caches_is_enough_none_is_explained() -> None:
    (passage,) = document(answered(FITS)).passages

    assert ("Haiku 5.5, Standard: $52.50, 10.5% of the budget",) == passage.lines


def test_nothing_makes_it_fit() -> None:
    page = document(answered(QUERIES["never fits"]))

    assert page.leads[-1] == (
        "Nothing here makes it fit: the cheapest, Haiku 5.5 (Batch + cached), is $0.55,"
        " still $0.54 over the budget."
    )
    assert () == page.passages


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        pytest.param(
            5000,
            snapshot(
                "$5,000.00 a month is enough on Haiku 5.5, Sonnet 4.6, and Opus 5.5 for 5,000 requests a day of 1k in, 500 out"
            ),
            id="all",
        ),
        pytest.param(
            500,
            snapshot(
                "$500.00 a month is enough on Haiku 5.5, but not on Sonnet 4.6 and Opus 5.5, for 5,000 requests a day of 1k in, 500 out"
            ),
            id="some",
        ),
        pytest.param(
            5,
            snapshot(
                "$5.00 a month is not enough on Haiku 5.5, Sonnet 4.6, and Opus 5.5 for 5,000 requests a day of 1k in, 500 out"
            ),
            id="none",
        ),
    ],
)
def test_on_which_models_it_is_enough(limit: int, said: str) -> None:
    assert headline(replace(FITS, models=OF_THREE, limit=dollars(limit))) == said


def test_several_models_are_worked_out_in_a_line_each() -> None:
    page = document(answered(replace(FITS, models=OF_THREE, currency=YEN_AT_155)))

    assert page.working
    assert 3 == len(page.working.lines)
    assert ("The budget is ¥77,500 (at 155 JPY per US dollar, as said).",) == page.leads


def test_a_budget_without_a_period_says_what_it_was_taken_for() -> None:
    """1,575 a month, 52.50 x 90 = 4,725 in three."""
    months = replace(A_DAY, over=Over(Decimal(3), Period.MONTH))

    assert headline(replace(FITS, per=None)) == snapshot(
        "Sonnet 4.6: $500.00 a month is not enough for 5,000 requests a day of 1k in, 500 out, which costs $1,575.00 a month"
    )
    assert headline(replace(FITS, work=months, per=None)) == snapshot(
        "Sonnet 4.6: $500.00 for 3 months is not enough for 5,000 requests a day of 1k in, 500 out, which costs $4,725.00 for 3 months"
    )


def test_one_period_needs_no_conversion() -> None:
    page = document(answered(replace(FITS, per=Period.DAY)))

    assert page.working
    assert "Total: $52.50" == page.working.lines[-1]


def test_a_budget_in_another_currency() -> None:
    """50,000 / 155 = 322.58..., / 0.0105 = 30,721.9..."""
    yen = replace(BUYS, limit=Money(Decimal(50_000), "JPY"), currency=YEN_AT_155)

    assert headline(yen) == snapshot("Sonnet 4.6: ¥50,000 buys 30,721 requests of 1k in, 500 out")


def test_another_day_is_named() -> None:
    assert headline(replace(BUYS, day=date(2026, 3, 1))) == snapshot(
        "Sonnet 4.6: $500.00 buys 47,619 requests of 1k in, 500 out, at the rates of 2026-03-01"
    )


class TestJson:
    def test_how_many_requests(self) -> None:
        assert asked(BUYS) == snapshot(
            {
                "kind": "budget",
                "lang": "en",
                "source": "as it was asked",
                "reading": "what it was read as",
                "total_usd": "499.9995",
                "per_request_usd": "0.0105",
                "requests": 47619,
                "counted": "requests",
                "budget": {"limit_usd": "500", "fits": None, "share": None},
            }
        )

    def test_what_they_cost_together(self) -> None:
        (found,) = to_json(answered(BUYS))["estimates"]

        assert ("499.9995", 47_619) == (found["total_usd"], found["requests"])

    def test_no_request(self) -> None:
        found = to_json(answered(QUERIES["none"]))

        assert ("0", 0) == (found["total_usd"], found["requests"])

    def test_each_model_of_several_has_its_own_number(self) -> None:
        found = to_json(answered(replace(BUYS, models=CURRENT, limit=dollars(1))))

        assert [2857, 142, 71, 35] == [each["requests"] for each in found["estimates"]]
        assert found["requests"] is None
        assert found["total_usd"] is None

    def test_whether_it_is_enough(self) -> None:
        assert asked(FITS) == snapshot(
            {
                "kind": "budget",
                "lang": "en",
                "source": "as it was asked",
                "reading": "what it was read as",
                "period": "month",
                "total_usd": "1575",
                "budget": {"limit_usd": "500", "fits": False, "share": "3.15"},
                "options": [
                    {
                        "model": "claude-haiku-5-5",
                        "lever": "standard",
                        "total_usd": "52.5",
                        "share": "0.105",
                    }
                ],
            }
        )

    def test_estimates_are_for_the_budgets_period(self) -> None:
        (found,) = to_json(answered(FITS))["estimates"]

        assert ("1575", 150_000) == (found["total_usd"], found["requests"])
        assert ["450", "1125"] == [line["cost_usd"] for line in found["lines"]]

    def test_for_three_months(self) -> None:
        months = replace(A_DAY, over=Over(Decimal(3), Period.MONTH))

        assert "3 months" == to_json(answered(replace(FITS, work=months, per=None)))["period"]

    def test_in_another_currency(self) -> None:
        yen = replace(BUYS, limit=Money(Decimal(50_000), "JPY"), currency=YEN_AT_155)

        assert to_json(answered(yen))["in_currency"] == snapshot(
            {"code": "JPY", "amount": "50000", "rate": "155", "date": None, "source": None}
        )
        assert to_json(answered(QUERIES["fits"]))["in_currency"] == snapshot(
            {"code": "JPY", "amount": "244125", "rate": "155", "date": None, "source": None}
        )

    def test_other_levers_are_alternatives_for_the_budgets_period(self) -> None:
        """A batch of $1,575 is 787.50."""
        found = {
            (each["model"], each["lever"]): each["total_usd"]
            for each in to_json(answered(FITS))["alternatives"]
        }

        assert "787.5" == found["claude-sonnet-4-6", "batch"]
        assert ("claude-sonnet-4-6", "standard") not in found


@pytest.mark.parametrize("query", list(QUERIES.values()), ids=list(QUERIES))
def test_slack_takes_every_answer(query: BudgetQuery) -> None:
    found = answered(query)

    for message in (command_message(found), *thread_messages(found)):
        assert [] == problems(message)


def test_it_can_be_shared() -> None:
    assert "v1|en|2026-11-22|what it was read as" == share_value(answered(BUYS))
