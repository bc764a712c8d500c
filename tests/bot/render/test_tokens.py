"""How many tokens contents take, in words, as JSON, and as Slack is sent it."""

from decimal import Decimal

import pytest
from inline_snapshot import snapshot
from msgspec.structs import replace

from bot.answers.tokens import answer_tokens
from bot.answers.types import TokensAnswer
from bot.query.model import (
    Content,
    Foreign,
    Group,
    Images,
    ModelChoice,
    Text,
    TokensQuery,
)
from bot.render import command_message, share_value, thread_messages
from bot.render.as_json import to_json
from bot.render.document import document
from bot.render.text import plain_text
from pricing import TextUnit, Unit
from tests.bot.answers.framing import BOOK, FRAME, named

from .slack_rules import problems

SCREENSHOTS = Images(Decimal(4), 1920, 1080)
WORDS = Text(Decimal(1000), TextUnit.WORD)
SONNET_46, SONNET_45 = named("sonnet 4.6"), named("sonnet 4.5")
CURRENT = Group("current")


def answered(content: Content, *models: ModelChoice) -> TokensAnswer:
    found = answer_tokens(TokensQuery((content,), models), FRAME, BOOK, ())
    assert isinstance(found, TokensAnswer)
    return replace(found, reading="what it was read as")


def headline(content: Content, *models: ModelChoice) -> str:
    return document(answered(content, *models)).headline


def test_images_on_one_model() -> None:
    """4 x 1,560 = 6,240; x 3 a million = 0.01872."""
    assert plain_text(document(answered(SCREENSHOTS, SONNET_46))) == snapshot("""\
Sonnet 4.6: 6,240 tokens for 4 images of 1,920 × 1,080
That is $0.0187 at the standard rate.
This follows the vendor's published rule for images.
Read as: what it was read as

How it was worked out
• Sonnet 4.6: 6,240 input × $3.00 per 1M = $0.01872

Notes
• One image of 1,920 × 1,080 pixels takes 1,560 tokens on models before the 4.7 generation.

Prices as of 2026-11-22, in US dollars.
Claude API pricing page (read 2026-09-22) https://platform.claude.com/docs/en/about-claude/pricing\
""")


def test_a_text_on_the_current_models() -> None:
    """1,000 / 0.555 = 1,801.8..., 1,000 / 0.75 = 1,333.3...; rounded up."""
    assert plain_text(document(answered(WORDS, CURRENT, Foreign("gpt-5")))) == snapshot("""\
About 1,334 to 1,802 tokens for 1,000 words, depending on the model
This is an estimate: only the API itself counts the tokens of a text.
Read as: what it was read as

Fable 5.2: Tokens 1,802, Cost at the standard rate $0.0144
Opus 5.5: Tokens 1,802, Cost at the standard rate $0.00721
Sonnet 5.5: Tokens 1,802, Cost at the standard rate $0.0036
Haiku 5.5: Tokens 1,802, Cost at the standard rate $0.00018
gpt-5: Tokens –, Cost at the standard rate –
Sonnet 4.6: Tokens 1,334, Cost at the standard rate $0.004

– gpt-5 is another vendor's: its price is not in this book.

How it was worked out
• Fable 5.2: 1,802 input × $8.00 per 1M = $0.014416
• Opus 5.5: 1,802 input × $4.00 per 1M = $0.007208
• Sonnet 5.5: 1,802 input × $2.00 per 1M = $0.003604
• Haiku 5.5: 1,802 input × $0.10 per 1M = $0.0001802
• Sonnet 4.6: 1,334 input × $3.00 per 1M = $0.004002

Notes
• The tokens of a text are an estimate: 0.555 English words a token on Opus 4.7 and later models.
• The tokens of a text are an estimate: 0.75 English words a token on models before Opus 4.7.

Prices as of 2026-11-22, in US dollars.
What's new in Claude Fable 5.2, and partner model cards (read 2026-11-12) https://platform.claude.com/docs/en/fable-5-2/whats-new-fable-5-2
Claude API release notes (read 2026-11-09) https://platform.claude.com/docs/en/release-notes/overview
Claude API pricing page, quoted by third parties (read 2026-10-10) https://platform.claude.com/docs/en/about-claude/pricing
5 more sources\
""")


@pytest.mark.parametrize(
    ("content", "models", "said"),
    [
        (WORDS, (SONNET_46,), snapshot("Sonnet 4.6: about 1,334 tokens for 1,000 words")),
        (WORDS, (SONNET_46, SONNET_45), snapshot("About 1,334 tokens for 1,000 words")),
        (
            SCREENSHOTS,
            (SONNET_46, SONNET_45),
            snapshot("6,240 tokens for 4 images of 1,920 × 1,080"),
        ),
        (
            SCREENSHOTS,
            (CURRENT,),
            snapshot(
                "6,240 to 10,764 tokens for 4 images of 1,920 × 1,080, depending on the model"
            ),
        ),
        (
            Images(Decimal(1), 200, 200),
            (SONNET_46,),
            snapshot("Sonnet 4.6: 64 tokens for 1 image of 200 × 200"),
        ),
        (
            Text(Decimal(1), TextUnit.CHARACTER),
            (SONNET_46,),
            snapshot("Sonnet 4.6: about 1 token for 1 character"),
        ),
        (
            Text(Decimal(3), TextUnit.PAGE, Unit.OUTPUT),
            (SONNET_46,),
            snapshot("Sonnet 4.6: about 1,200 tokens for 3 pages out"),
        ),
    ],
)
def test_headlines(content: Content, models: tuple[ModelChoice, ...], said: str) -> None:
    assert headline(content, *models) == said


def test_as_json() -> None:
    alone = to_json(answered(SCREENSHOTS, SONNET_46))
    several = to_json(answered(SCREENSHOTS, SONNET_46, named("opus 5.5")))

    assert ("tokens", "0.01872") == (alone["kind"], alone["total_usd"])
    assert several["total_usd"] is None
    assert ["6240", "10764"] == [each["lines"][0]["quantity"] for each in several["estimates"]]
    assert 2 == len(several["rates"])


@pytest.mark.parametrize("models", [(SONNET_46,), (CURRENT, Foreign("gpt-5")), (Group("all"),)])
def test_slack_takes_it(models: tuple[ModelChoice, ...]) -> None:
    found = answered(WORDS, *models)

    for message in (command_message(found), *thread_messages(found)):
        assert [] == problems(message)


def test_it_can_be_shared() -> None:
    found = answered(WORDS, SONNET_46)

    assert "v1|en|2026-11-22|what it was read as" == share_value(found)
