"""On a terminal the table is a table, and nothing that is shown acts as markup."""

import io

import pytest
from inline_snapshot import snapshot
from rich.console import Console

from bot.answers.types import Answer
from bot.render.document import document
from bot.render.terminal import print_document

from .asking import QUESTIONS, ask, hostile


def screen(answer: Answer, *, force_terminal: bool = False) -> str:
    console = Console(file=io.StringIO(), width=100, force_terminal=force_terminal)
    print_document(document(answer), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def lines(answer: Answer) -> str:
    return "\n".join(line.rstrip() for line in screen(answer).splitlines())


def test_an_estimate() -> None:
    assert lines(ask("haiku 5.5, 1000 requests, 150k in and 2k out each")) == snapshot("""\
Haiku 5.5: $80.00 for 1,000 requests of 150k in, 2k out
That is $0.08 per request, $80.00 per 1,000 requests.
Read as: haiku-5.5 1k requests 150k in 2k out each

Model                Standard    Cached     Batch   Batch + cached
──────────────────────────────────────────────────────────────────
Haiku 5.5 (asked)    ▸ $80.00    $12.50    $40.00            $6.25
Sonnet 5.5            $320.00    $35.00   $160.00           $17.50
Opus 5.5              $640.00    $70.00   $320.00           $35.00
Fable 5.2           $1,280.00   $110.00   $640.00           $55.00

How it was worked out
• 150M input (1,000 × 150k) × $0.50 per 1M = $75.00
• 2M output (1,000 × 2k) × $2.50 per 1M = $5.00
• Total: $80.00

Notes
• Haiku 5.5 costs more where one request's prompt is above 100,000 tokens; at 150,000 tokens every
request here is.

Prices as of 2026-11-22, in US dollars.
Claude Haiku 5.5 overview (read 2026-11-22)
Claude API pricing page, quoted by third parties (read 2026-10-10)
Receipt (asked again, it gives the same number):
haiku-5.5 1k requests 150k in 2k out each as of 2026-11-22 [book 2026-11-22, $80.00]\
""")


def test_a_comparison_with_what_cannot_be_priced() -> None:
    head, *_ = lines(ask("sonnet 4 vs gpt-5, 10M in 2M out")).split("\nHow it was")

    assert head == snapshot("""\
Sonnet 4: $60.00 for 10M in, 2M out
Read as: sonnet-4 vs gpt-5 10M in 2M out

Model                           Standard   Cached    Batch   Batch + cached
───────────────────────────────────────────────────────────────────────────
Sonnet 4 (retired 2026-06-15)   ▸ $60.00   $33.00   $30.00           $16.50
gpt-5                                  –        –        –                –

– gpt-5 is another vendor's: its price is not in this book.
""")


def test_a_refusal() -> None:
    assert lines(ask("opus 5.5 1M in 1M out fast batch")) == snapshot("""\
Batch and fast mode cannot be combined: the API refuses such a request.
Read as: opus-5.5 1M in 1M out batch fast mode

You could ask
• opus-5.5 1M in 1M out fast mode
• opus-5.5 1M in 1M out batch

Prices as of 2026-11-22, in US dollars.\
""")


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
def test_every_answer_can_be_printed(question: str) -> None:
    assert screen(ask(question), force_terminal=True)


@pytest.mark.parametrize(
    "words", ["[bold]x[/bold]", "[link=https://example.org]x[/link]", ":tada:"]
)
def test_words_of_a_person_are_shown_as_they_are(words: str) -> None:
    for answer in hostile(words):
        assert words in screen(answer).replace("\n", "")


def test_what_was_asked_is_bold_and_sources_are_links() -> None:
    shown = screen(ask("sonnet-4 10M in 2M out cached"), force_terminal=True)

    assert "\x1b[1m▸ $33.00\x1b[0m" in shown
    assert ";https://platform.claude.com/docs/en/about-claude/pricing\x1b\\" in shown
