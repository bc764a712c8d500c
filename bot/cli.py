"""The command line: `claude-cost ask ...` answers in the terminal, with no Slack.

    claude-cost ask [--json] [--as-of DATE] [--lang en|ja] [--after TEXT]... TEXT...
    claude-cost chat [--as-of DATE] [--lang en|ja]

Whatever is not one of these options belongs to the question, dashes and braces included; `-`
alone answers standard input line by line. The exit status is 0 with an answer, 2 without.

In a chat each question may follow up the last one that was priced, or reply to what was asked
back. It is typed at a prompt on a
terminal, and read from the lines of standard input elsewhere; the exit status is 0.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import NoReturn

from bot.answers import answer, earlier_after, pending_after, priced_query
from bot.answers.types import (
    Answer,
    Language,
    Question,
    Refusal,
)
from bot.query.gone_back import Earlier
from bot.query.model import Query
from bot.render.as_json import to_json
from bot.render.document import document
from bot.render.text import plain_text
from pricing import load_published

ANSWERED, NOT_ANSWERED, INTERRUPTED = 0, 2, 130

_FLAGS = frozenset({"--json", "-h", "--help"})
_WITH_VALUE = ("--as-of", "--lang", "--after")
_FROM_INPUT = ["-"]
_LEAST_ALIKE = 0.75
"""How much of an option's letters a mistyped one still has."""
# Put before every argument that is no option, so that argparse takes it as it is; no argument
# of a program can hold this character.
_LITERAL = "\0"


_HELP = """\
usage: claude-cost                   serve Slack (settings come from the environment)
       claude-cost ask [...] TEXT    answer a question: claude-cost ask --help
       claude-cost chat [...]        answer one question after the other: claude-cost chat --help

Answers what the Claude API costs. To begin with: claude-cost ask help
"""


class BadUsage(Exception):
    """Arguments that cannot be followed, as a sentence."""


def main(argv: Sequence[str]) -> int:
    """Do what the arguments say, and give the exit status."""
    try:
        return _command(argv)
    except BadUsage as error:
        sys.stderr.write(f"claude-cost: {error}\n")
        return NOT_ANSWERED
    except BrokenPipeError:
        _write_no_more()
        return ANSWERED
    except KeyboardInterrupt:
        return INTERRUPTED


def _command(argv: Sequence[str]) -> int:
    match argv:
        case ["ask", *arguments]:
            return _ask(arguments)
        case ["chat", *arguments]:
            return _chat(arguments)
        case ["-h" | "--help"]:
            sys.stdout.write(_HELP)
            return ANSWERED
    said = f", not {argv[0]!r}" if argv else ""
    raise BadUsage(f"the commands are `ask` and `chat`{said}: try `claude-cost ask help`.")


def _ask(arguments: Sequence[str]) -> int:
    try:
        asked = _parser().parse_intermixed_args(_marked(arguments))
    except SystemExit:  # after --help
        return ANSWERED
    ask = _asker(asked.as_of or _today(), asked.lang, asked.after)
    if asked.text == _FROM_INPUT:
        _show_all(map(ask, _lines()), as_json=asked.json)
        return ANSWERED
    found = ask(" ".join(asked.text))
    _show_all([found], as_json=asked.json)
    return NOT_ANSWERED if isinstance(found, Refusal) else ANSWERED


def _chat(arguments: Sequence[str]) -> int:
    try:
        asked = _chat_parser().parse_args(arguments)
    except SystemExit:  # after --help
        return ANSWERED
    ask = _follower(asked.as_of, asked.lang)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415 - needed on a terminal only

        from bot.chat import chat  # noqa: PLC0415 - it imports all that a prompt needs

        _show_any_sign()
        chat(ask, Console())
    else:
        _show_all(map(ask, filter(str.strip, _lines())), as_json=False)
    return ANSWERED


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


class _Parser(argparse.ArgumentParser):
    """Reports what is wrong as one sentence."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(f"{message}.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="claude-cost ask",
        description="Answer what the Claude API costs. Try: claude-cost ask help",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object an answer")
    _add_day_and_language(parser)
    parser.add_argument(
        "--after",
        type=_text,
        action="append",
        default=[],
        metavar="TEXT",
        help="an earlier question of the same thread; may be given several times, in order",
    )
    parser.add_argument(
        "text", type=_text, nargs="*", metavar="TEXT", help="the question; - reads lines of input"
    )
    return parser


def _chat_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="claude-cost chat",
        description="Answer what the Claude API costs, question by question.",
        allow_abbrev=False,
    )
    _add_day_and_language(parser)
    return parser


def _add_day_and_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="the day taken as today")
    parser.add_argument("--lang", type=_text, choices=("en", "ja"), help="answer in this language")


def _marked(arguments: Sequence[str]) -> list[str]:
    """The arguments, with all that is no option marked as literal."""
    options = list(arguments)
    words: list[str] = []
    if "--" in options:
        end = options.index("--")
        options, words = options[:end], options[end + 1 :]
    for each in options:
        _refuse_mistyped(each)
    marked = [each if _is_option(each) else _LITERAL + each for each in options]
    return [*marked, *(_LITERAL + each for each in words)]


def _refuse_mistyped(argument: str) -> None:
    """`--jso`: an option with a slip would be a word of the question, and change what it means."""
    name, *_ = argument.partition("=")
    known = [*_WITH_VALUE, *_FLAGS]
    if not name.startswith("--") or name in known:
        return
    if near := get_close_matches(name, known, n=1, cutoff=_LEAST_ALIKE):
        raise BadUsage(f"there is no option {name}: did you mean {near[0]}?")


def _is_option(argument: str) -> bool:
    name, given, _ = argument.partition("=")
    return name in _WITH_VALUE or (not given and name in _FLAGS)


def _text(argument: str) -> str:
    """What was written; bytes that are no text become question marks."""
    return argument.removeprefix(_LITERAL).encode("utf-8", "replace").decode("utf-8")


def _day(argument: str) -> date:
    said = _text(argument)
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{said!r} is no day; write one as 2026-11-22") from None


def _asker(day: date, lang: Language | None, after: Iterable[str]) -> Callable[[str], Answer]:
    """What answers a text, below the earlier questions of its thread."""
    thread = _Thread(lang)
    for text in after:
        thread.goes_on(text, day)
    return lambda text: thread.answer(text, day)


def _follower(day: date | None, lang: Language | None) -> Callable[[str], Answer]:
    """What answers a text, below those it answered before; without a `day`, as of today."""
    thread = _Thread(lang)
    return lambda text: thread.goes_on(text, day or _today())


class _Thread:
    """Questions of which each may change what the one before it asked."""

    def __init__(self, lang: Language | None) -> None:
        self._book = load_published()
        self._lang = lang
        self._previous: Query | None = None
        self._spoken: Language | None = None
        self._pending: str | None = None
        self._earlier = Earlier()

    def answer(self, text: str, day: date) -> Answer:
        return answer(self._question(text, day), self._book)

    def goes_on(self, text: str, day: date) -> Answer:
        """The answer, which the next question may change, or be a reply to."""
        question = self._question(text, day)
        found = answer(question, self._book)
        self._pending = pending_after(question, found)
        self._earlier = earlier_after(question, found)
        if query := priced_query(found):
            self._previous, self._spoken = query, found.frame.lang
        return found

    def _question(self, text: str, day: date) -> Question:
        last = (self._previous, self._spoken, self._pending, self._earlier)
        return Question(text, day, self._lang, *last)


def _lines() -> Iterator[str]:
    """Lines of standard input; bytes that are no text are replaced."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")


def _show_all(answers: Iterable[Answer], *, as_json: bool) -> None:
    show = _print_json if as_json else _print_rich if sys.stdout.isatty() else _print_text
    _show_any_sign()
    for index, each in enumerate(answers):
        if index and not as_json:
            sys.stdout.write("\n")
        show(each)
        sys.stdout.flush()


def _show_any_sign() -> None:
    """Where the screen has not all of our signs, others stand for them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _print_json(found: Answer) -> None:
    sys.stdout.write(f"{json.dumps(to_json(found))}\n")


def _print_text(found: Answer) -> None:
    sys.stdout.write(f"{plain_text(document(found))}\n")


def _print_rich(found: Answer) -> None:
    from rich.console import Console  # noqa: PLC0415 - needed on a terminal only

    from bot.render.terminal import print_document  # noqa: PLC0415 - it imports rich

    print_document(document(found), Console())


def _write_no_more() -> None:
    """Nobody reads on: what is left to be flushed at the end goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
