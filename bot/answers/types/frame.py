"""What is asked, and what every answer carries."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from bot.query.gone_back import Earlier
from bot.query.model import Query
from bot.query.phrase import Phrase
from bot.query.reading import Heard

Language = Literal["en", "ja"]

NoteCode = Literal[
    "retired",
    "retiring",
    "model_default",
    "cached_share",
    "tier",
    "tokenizer",
    "totals_not_per_request",
    "period_days",
    "typo",
    "no_output",
    "below_cache_minimum",
    "currency",
    "price_change",
    "discount",
    "confidence",
    "partner",
    "vendor",
    "unused",
    "thinking",
    "count",
    "approximate",
    "stale",
    "replayed",
    "corrected",
    "mismatch",
]


class Question(Struct, frozen=True):
    """A question, with all that its answer depends on besides the price book.

    Attributes:
        text: as the person wrote it.
        today: the day taken as today.
        lang: the language to answer in; None: the question's own.
        previous: the thread's last priced query.
        spoken: the thread's language, for a follow-up that is in none, such as "+20%".
        pending: the text that was asked back about since then, which this may be the reply to.
        earlier: what was asked before `previous`, which this may go back to.
    """

    text: str
    today: date
    lang: Language | None = None
    previous: Query | None = None
    spoken: Language | None = None
    pending: str | None = None
    earlier: Earlier = Earlier()


class Note(Struct, frozen=True):
    """An assumption or a fact that a person must see beside the number."""

    code: NoteCode
    phrase: Phrase


class Frame(Struct, frozen=True):
    """What every answer carries, whatever its kind.

    Attributes:
        source: the normalised text that spans point into.
        lang: the language to answer in.
        heard: what each piece of the text was taken for, in order.
        today: the day taken as today.
        prices_as_of: the day up to which the book's prices were checked.
        aside: whether it was asked beside the work of its thread, which stays what follow-ups
            change: "when does caching pay off?"
        multiplied: whether it made what was asked before so many times as much.
    """

    source: str
    lang: Language
    heard: tuple[Heard, ...]
    today: date
    prices_as_of: date
    aside: bool = False
    multiplied: bool = False
