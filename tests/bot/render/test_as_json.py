"""What other programs read: every field is there, amounts are exact, refusals say why."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from msgspec.structs import replace

from bot.answers.types import EstimateAnswer, NeedsMore, RatesAnswer
from bot.query.phrase import phrase
from bot.query.reading import Span
from bot.render import command_message
from bot.render.as_json import Json, plain, to_json
from pricing import Source

from .asking import BOOK, ESTIMATES, OTHERS, QUESTIONS, ask, ask_for

FIELDS = [
    "kind",
    "lang",
    "source",
    "reading",
    "heard",
    "period",
    "total_usd",
    "low_usd",
    "high_usd",
    "totals",
    "per_request_usd",
    "unit_costs",
    "estimates",
    "alternatives",
    "rates",
    "change",
    "requests",
    "low_requests",
    "high_requests",
    "counted",
    "tokens",
    "budget",
    "options",
    "over_usd",
    "break_even",
    "best",
    "caching",
    "drivers",
    "in_currency",
    "history",
    "models",
    "notes",
    "message",
    "span",
    "suggestions",
    "prices_as_of",
    "receipt",
    "text",
    "blocks",
]


def asked(question: str) -> Json:
    """The object as a program gets it, without what other tests look at."""
    found: Json = json.loads(json.dumps(to_json(ask(question))))
    return {k: v for k, v in found.items() if v not in (None, []) and k not in {"heard", "text", "blocks"}}  # fmt: skip


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
def test_every_answer_has_every_field_and_no_other(question: str) -> None:
    assert FIELDS == list(json.loads(json.dumps(to_json(ask(question)))))


def test_every_field_is_explained_to_people() -> None:
    page = (Path(__file__).parents[3] / "docs/json.md").read_text("utf-8")
    explained = [row.split("|")[1] for row in page.splitlines() if row.startswith("| `")]

    assert sorted(FIELDS) == sorted(["kind", *re.findall(r"`(\w+)`", "".join(explained))])


def test_an_estimate() -> None:
    assert asked("sonnet-4 10M in 2M out cached") == snapshot(
        {
            "kind": "estimate",
            "lang": "en",
            "source": "sonnet-4 10M in 2M out cached",
            "reading": "sonnet-4 10M in 2M out cached",
            "total_usd": "33",
            "estimates": [
                {
                    "model": "claude-sonnet-4-20250514",
                    "total_usd": "33",
                    "requests": None,
                    "modifiers": [],
                    "lines": [
                        {
                            "unit": "output",
                            "quantity": "2000000",
                            "rate_usd": "15",
                            "per": 1000000,
                            "multiplier": "1",
                            "cost_usd": "30",
                        },
                        {
                            "unit": "cache_read",
                            "quantity": "10000000",
                            "rate_usd": "0.3",
                            "per": 1000000,
                            "multiplier": "1",
                            "cost_usd": "3",
                        },
                    ],
                }
            ],
            "alternatives": [
                {
                    "model": "claude-sonnet-4-20250514",
                    "lever": "standard",
                    "total_usd": "60",
                    "reason": None,
                },
                {
                    "model": "claude-sonnet-4-20250514",
                    "lever": "batch",
                    "total_usd": "30",
                    "reason": None,
                },
                {
                    "model": "claude-sonnet-4-20250514",
                    "lever": "batch_cached",
                    "total_usd": "16.5",
                    "reason": None,
                },
                {
                    "model": "claude-haiku-5-5",
                    "lever": "standard",
                    "total_usd": "2",
                    "reason": None,
                },
                {
                    "model": "claude-haiku-5-5",
                    "lever": "cached",
                    "total_usd": "1.1",
                    "reason": None,
                },
                {"model": "claude-haiku-5-5", "lever": "batch", "total_usd": "1", "reason": None},
                {
                    "model": "claude-haiku-5-5",
                    "lever": "batch_cached",
                    "total_usd": "0.55",
                    "reason": None,
                },
                {
                    "model": "claude-sonnet-5-5",
                    "lever": "standard",
                    "total_usd": "40",
                    "reason": None,
                },
                {
                    "model": "claude-sonnet-5-5",
                    "lever": "cached",
                    "total_usd": "21",
                    "reason": None,
                },
                {"model": "claude-sonnet-5-5", "lever": "batch", "total_usd": "20", "reason": None},
                {
                    "model": "claude-sonnet-5-5",
                    "lever": "batch_cached",
                    "total_usd": "10.5",
                    "reason": None,
                },
                {
                    "model": "claude-opus-5-5",
                    "lever": "standard",
                    "total_usd": "80",
                    "reason": None,
                },
                {"model": "claude-opus-5-5", "lever": "cached", "total_usd": "42", "reason": None},
                {"model": "claude-opus-5-5", "lever": "batch", "total_usd": "40", "reason": None},
                {
                    "model": "claude-opus-5-5",
                    "lever": "batch_cached",
                    "total_usd": "21",
                    "reason": None,
                },
                {
                    "model": "claude-fable-5-2",
                    "lever": "standard",
                    "total_usd": "160",
                    "reason": None,
                },
                {"model": "claude-fable-5-2", "lever": "cached", "total_usd": "82", "reason": None},
                {"model": "claude-fable-5-2", "lever": "batch", "total_usd": "80", "reason": None},
                {
                    "model": "claude-fable-5-2",
                    "lever": "batch_cached",
                    "total_usd": "41",
                    "reason": None,
                },
            ],
            "rates": [
                {
                    "model": "claude-sonnet-4-20250514",
                    "unit": "output",
                    "usd": "15",
                    "per": 1000000,
                    "from": "2025-05-22",
                    "source": "https://docs.anthropic.com/en/docs/about-claude/pricing",
                },
                {
                    "model": "claude-sonnet-4-20250514",
                    "unit": "cache_read",
                    "usd": "0.3",
                    "per": 1000000,
                    "from": "2025-05-22",
                    "source": "https://docs.anthropic.com/en/docs/about-claude/pricing",
                },
            ],
            "notes": [
                {
                    "code": "retired",
                    "text": "Sonnet 4 was retired on the Claude API on 2026-06-15, and is still sold on Bedrock and Google Cloud: this is its last published price. The current model of its family is Sonnet 5.5.",
                },
                {
                    "code": "retired",
                    "text": "The vendor names Sonnet 4.6 in place of Sonnet 4: there the same work costs $33.00 today.",
                },
                {
                    "code": "cached_share",
                    "text": "“cached” is read as 100% cache reads; on Sonnet 4, writing 10M tokens once costs $37.50 (5-minute cache) or $60.00 (1-hour cache) more.",
                },
                {
                    "code": "tokenizer",
                    "text": "Haiku 5.5, Sonnet 5.5, Opus 5.5, and Fable 5.2 make about 30% more tokens of the same text than older models: for the same text, not the same tokens, theirs is about 1.3 times what is shown.",
                },
                {
                    "code": "tier",
                    "text": "Haiku 5.5 costs 5 times as much where one request's prompt is above 100,000 tokens.",
                },
            ],
            "prices_as_of": "2026-11-22",
            "receipt": "sonnet-4 10M in 2M out cached as of 2026-11-22 [book 2026-11-22, $33.00]",
        }
    )


def test_an_estimate_of_requests_with_modifiers() -> None:
    found = asked("opus 4.7, 5000 requests, 100M in and 25M out in total, batch, 15% off")

    assert "478.125" == found["total_usd"]
    assert "0.095625" == found["per_request_usd"]
    assert found["estimates"] == snapshot(
        [
            {
                "model": "claude-opus-4-7",
                "total_usd": "478.125",
                "requests": 5000,
                "modifiers": ["batch"],
                "lines": [
                    {
                        "unit": "input",
                        "quantity": "100000000",
                        "rate_usd": "5",
                        "per": 1000000,
                        "multiplier": "0.5",
                        "cost_usd": "250",
                    },
                    {
                        "unit": "output",
                        "quantity": "25000000",
                        "rate_usd": "25",
                        "per": 1000000,
                        "multiplier": "0.5",
                        "cost_usd": "312.5",
                    },
                    {
                        "unit": "discount",
                        "quantity": "562.5",
                        "rate_usd": "-0.15",
                        "per": 1,
                        "multiplier": "1",
                        "cost_usd": "-84.375",
                    },
                ],
            }
        ]
    )


@pytest.mark.parametrize(
    ("requests", "as_number"), [(Decimal(1000), 1000), (Decimal("1.5"), "1.5"), (None, None)]
)
def test_requests_are_a_number_where_they_are_whole(
    requests: Decimal | None, as_number: object
) -> None:
    answer = ask_for(EstimateAnswer, ESTIMATES["volume"])

    assert as_number == to_json(replace(answer, requests=requests))["estimates"][0]["requests"]


def test_a_comparison_has_an_estimate_for_each_priced_model_and_no_total() -> None:
    found = asked("sonnet 4 vs opus 4 vs gpt-5, 10M in 2M out")

    assert "total_usd" not in found
    assert {"claude-sonnet-4-20250514": "60", "claude-opus-4-20250514": "300"} == {
        each["model"]: each["total_usd"] for each in found["estimates"]
    }
    assert found["alternatives"][-1] == snapshot(
        {
            "model": "gpt-5",
            "lever": "batch_cached",
            "total_usd": None,
            "reason": "gpt-5 is another vendor's: its price is not in this book.",
        }
    )


def test_rates_are_the_standard_ones_of_each_model() -> None:
    found = asked("price of haiku 5.5")

    assert [
        ("input", "0.1"),
        ("cache_read", "0.01"),
        ("cache_write_5m", "0.125"),
        ("cache_write_1h", "0.2"),
        ("output", "0.5"),
    ] == [(rate["unit"], rate["usd"]) for rate in found["rates"]]
    assert {"model": "claude-haiku-5-5", "per": 1_000_000, "from": "2026-10-07"}.items() <= found["rates"][0].items()  # fmt: skip


def test_a_rate_names_the_page_it_was_read_on() -> None:
    answer = ask_for(RatesAnswer, OTHERS["rates of one"])
    rate = answer.models[0].groups[0].rates[0]
    page = next(source for source in BOOK.sources.values() if source.url)
    data = next(source for source in BOOK.sources.values() if not source.url)

    def source(**cited: Source) -> object:
        return to_json(replace(answer, sources=cited))["rates"][0]["source"]

    assert page.url == source(**{rate.source[-1]: page})
    assert data.title == source(**{rate.source[0]: data})
    assert source() is None


def test_a_refusal() -> None:
    assert asked("opus 5.5 1M in 1M out fast batch") == snapshot(
        {
            "kind": "cannot_price",
            "lang": "en",
            "source": "opus 5.5 1M in 1M out fast batch",
            "reading": "opus-5.5 1M in 1M out batch fast mode",
            "message": "Batch and fast mode cannot be combined: the API refuses such a request.",
            "suggestions": ["opus-5.5 1M in 1M out fast mode", "opus-5.5 1M in 1M out batch"],
            "prices_as_of": "2026-11-22",
        }
    )


def test_a_question_back_points_at_the_piece_in_question() -> None:
    frame = ask("10M tokens").frame
    answer = NeedsMore(frame, phrase("ask.tokens_of_what", said="10M tokens"), Span(0, 10), ("10M in",))  # fmt: skip

    found = to_json(answer)

    assert ("needs_more", [0, 10], ["10M in"]) == (found["kind"], found["span"], found["suggestions"])  # fmt: skip
    assert "“10M tokens” of what: tokens in or out?" == found["message"]


def test_help_suggests_what_to_try() -> None:
    found = asked("help")

    assert "help" == found["kind"]
    assert "sonnet-4 10M in 2M out cached" in found["suggestions"]


def test_what_each_piece_was_taken_for_is_listed() -> None:
    first, *_ = to_json(ask("sonnet 4 10M in"))["heard"]

    assert {"span": [0, 8], "text": "sonnet 4", "as": "claude-sonnet-4-20250514"} == first


def test_the_blocks_are_those_of_the_slash_command() -> None:
    answer = ask("sonnet 4 10M in")

    assert list(command_message(answer).blocks) == to_json(answer)["blocks"]


def test_two_objects_share_nothing() -> None:
    first, second = to_json(ask("help")), to_json(ask("help"))
    first["estimates"].append("changed")

    assert [] == second["estimates"]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("33.0000", "33"),
        ("3.3E+1", "33"),
        ("1E+3", "1000"),
        ("1E-9", "0.000000001"),
        ("0E-12", "0"),
        ("-0.50", "-0.5"),
        ("100", "100"),
        ("8603.571428571428571428571429", "8603.571428571428571428571429"),
    ],
)
def test_amounts_are_plain_decimals(amount: str, text: str) -> None:
    assert text == plain(Decimal(amount))


def test_a_list_of_models_holds_what_its_table_does() -> None:
    found = {each["model"]: each for each in to_json(ask("which models"))["models"]}

    assert found["claude-sonnet-4-5-20250929"] == {
        "model": "claude-sonnet-4-5-20250929",
        "family": "sonnet",
        "status": "retires",
        "released": "2025-09-29",
        "retired": "2026-11-30",
        "successor": None,
        "input_usd": "3",
        "output_usd": "15",
        "cache_read_usd": "0.3",
    }
    assert found["claude-mythos-preview"]["status"] == "limited"
    assert found["claude-mythos-preview"]["cache_read_usd"] is None


def test_a_retired_model_has_what_replaces_it() -> None:
    found = {each["model"]: each for each in to_json(ask("retired models"))["models"]}

    assert found["claude-opus-4-1-20250805"]["status"] == "retired"
    assert found["claude-opus-4-1-20250805"]["successor"] == "claude-opus-5-5"
    assert found["claude-2.1"]["released"] is None


def test_alternatives_of_a_range_hold_both_ends() -> None:
    found = to_json(ask("opus 5.5 5-10M in"))["alternatives"]
    batched = [e for e in found if e["model"] == "claude-opus-5-5" and e["lever"] == "batch"]

    assert batched == [
        {
            "model": "claude-opus-5-5",
            "lever": "batch",
            "total_usd": None,
            "reason": None,
            "low_usd": "10",
            "high_usd": "20",
        }
    ]


def test_what_to_do_with_a_prefix_holds_both_ends_of_a_range() -> None:
    text = "sonnet 5.5, 20k system prompt cached, 100-1000 requests a day, 1k in 300 out each"
    found = to_json(ask(text))

    assert found["best"] is None
    assert found["caching"][0] == {
        "choice": "none",
        "usd": None,
        "low_usd": "135",
        "high_usd": "1350",
        "hit_share": None,
        "low_hit_share": "0",
        "high_hit_share": "0",
    }


def test_a_budget_of_a_range_has_both_ends() -> None:
    found = to_json(ask("does 10-20M in 2M out fit in €30-50 on sonnet 5.5, 1 USD = 0.8 EUR"))

    # 30 / 0.8 = $37.50 and $62.50, for $40 to $60.
    assert found["budget"] == {
        "limit_usd": "37.5",
        "limit_high_usd": "62.5",
        "fits": None,
        "share": None,
        "low_share": "0.64",
        "high_share": "1.6",
        "low_fits": True,
        "high_fits": False,
    }
    assert (found["low_usd"], found["high_usd"]) == ("40", "60")
    assert (found["in_currency"]["low"], found["in_currency"]["high"]) == ("32", "48")
    assert found["options"][0] == {
        "model": "claude-sonnet-5-5",
        "lever": "batch_cached",
        "total_usd": None,
        "low_usd": "10.5",
        "high_usd": "11",
        "share": "0.2933333333333333333333333333",
    }


def test_tokens_of_a_budget_that_is_a_range() -> None:
    found = to_json(ask("how many output tokens fit in ¥5000-8000 on opus 5.5, 1 USD = 160 JPY"))

    # $31.25 and $50 at $20 per million.
    assert (found["low_requests"], found["high_requests"]) == (1_562_500, 2_500_000)
    assert found["tokens"] == [
        {
            "model": "claude-opus-5-5",
            "unit": "output",
            "tokens": None,
            "low_tokens": 1_562_500,
            "high_tokens": 2_500_000,
            "per_million_usd": "20",
        }
    ]
    assert found["budget"]["limit_high_usd"] == "50"
    assert (found["in_currency"]["low"], found["in_currency"]["high"]) == ("5000", "8000")
