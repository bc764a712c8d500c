"""When caching pays off, in words, as JSON, and as Slack is sent it."""

from datetime import date
from decimal import Decimal

from inline_snapshot import snapshot
from msgspec.structs import replace

from bot.answers.break_even import answer_break_even
from bot.answers.types import BreakEvenAnswer
from bot.query.model import BreakEvenQuery
from bot.render import command_message, share_value, thread_messages
from bot.render.as_json import Json, to_json
from bot.render.document import document
from bot.render.text import plain_text
from tests.bot.answers.framing import BOOK, FRAME, named

from .slack_rules import problems


def answered(model: str, day: date | None = None) -> BreakEvenAnswer:
    found = answer_break_even(BreakEvenQuery((named(model),), day), FRAME, BOOK, ())
    assert isinstance(found, BreakEvenAnswer)
    return replace(found, reading="what it was read as")


def test_with_reads_at_a_tenth_of_input() -> None:
    """(3.75 - 3) / (3.75 - 0.3) = 0.75 / 3.45 = 21.739...%; (6 - 3) / (6 - 0.3) = 52.631...%."""
    assert plain_text(document(answered("sonnet 4.6"))) == snapshot("""\
Sonnet 4.6: caching pays off after 1 read (5-minute cache) and 2 reads (1-hour cache)
With a 5-minute cache it pays off where more than 21.74% of the requests find the prompt in the cache, and the others write it.
With a 1-hour cache it pays off where more than 52.63% of the requests find the prompt in the cache, and the others write it.
Read as: what it was read as

5-minute cache: Cheaper after 1 read, Share of hits above 21.74%, Write (per 1M) $3.75, Read (per 1M) $0.30, Plain input (per 1M) $3.00
1-hour cache: Cheaper after 2 reads, Share of hits above 52.63%, Write (per 1M) $6.00, Read (per 1M) $0.30, Plain input (per 1M) $3.00

With fewer hits
• A 5-minute cache that is never hit costs $3.75 per 1M tokens of the prompt, instead of $3.00 without caching.
• A 1-hour cache that is never hit costs $6.00 per 1M tokens of the prompt, instead of $3.00 without caching.
• A hit starts the life of the cache anew, at no cost: what counts is the time between two requests.

How it was worked out
• 5-minute cache: writing costs $3.75 - $3.00 = $0.75 more per 1M than plain input, each read $3.00 - $0.30 = $2.70 less: cheaper from 1 read on
• 5-minute cache: $0.75 ÷ ($3.75 - $0.30 = $3.45) = 21.74% of the requests
• 1-hour cache: writing costs $6.00 - $3.00 = $3.00 more per 1M than plain input, each read $3.00 - $0.30 = $2.70 less: cheaper from 2 reads on
• 1-hour cache: $3.00 ÷ ($6.00 - $0.30 = $5.70) = 52.63% of the requests

Notes
• Sonnet 4.6 caches prompts from 1,024 tokens up: a smaller one is never cached, and costs plain input.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing\
""")


def test_on_another_day() -> None:
    """Sonnet 5.5 before 2026-10-07: 0.5 / (2.5 - 0.2) = 21.739...%."""
    page = document(answered("sonnet 5.5", date(2026, 10, 1)))

    assert page.headline == snapshot(
        "Sonnet 5.5: caching pays off after 1 read (5-minute cache) and 2 reads (1-hour cache), on 2026-10-01"
    )
    assert "21.74%" in page.leads[0]


def test_where_there_is_nothing_to_break_even() -> None:
    found = answered("sonnet 4.6")
    (model,) = found.models
    page = document(replace(found, models=(model._replace(break_evens=()),)))

    assert "Sonnet 4.6: caching saves nothing at these prices" == page.headline
    assert (None, (), None) == (page.table, page.passages, page.working)


def test_as_json() -> None:
    found: Json = to_json(answered("sonnet 4.6"))

    assert "break_even" == found["kind"]
    assert found["break_even"] == snapshot(
        [
            {"ttl": "5m", "reads": 1, "hit_share": "0.2173913043478260869565217391"},
            {"ttl": "1h", "reads": 2, "hit_share": "0.5263157894736842105263157895"},
        ]
    )
    assert [Decimal(each["usd"]) for each in found["rates"]] == [
        Decimal(3),
        Decimal("3.75"),
        Decimal("0.3"),
        Decimal(6),
    ]


def test_slack_takes_it() -> None:
    found = answered("opus 5.5")

    for message in (command_message(found), *thread_messages(found)):
        assert [] == problems(message)


def test_it_can_be_shared() -> None:
    assert "v1|en|2026-11-22|what it was read as" == share_value(answered("sonnet 4.6"))
