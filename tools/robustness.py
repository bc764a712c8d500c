"""Ask every dialog again, mistyped and written otherwise: never may another total come out.

    .venv/bin/python -m tools.robustness               all of it, on all processors
    .venv/bin/python -m tools.robustness --sample 5000 so many texts, always the same ones

Every text of `tests/dialogs/*.yaml` is asked

- with each slip of one key in a word of four letters or more: a letter left out, doubled,
  swapped with the next, or struck as its neighbour on the keyboard. In katakana, of four
  letters or more as well: a letter left out, doubled, swapped, small instead of large, or
  voiced. The answer is to be the same, with a note on the typo where the word had a meaning, or
  one without any number. Slips that make another word, known or ordinary, are no typos: they
  are counted, with what they are answered. Those in a word that the dialog itself has mistyped
  are two slips at once, and counted apart.
- with such slips in digits, separators and shorter words: nobody can tell that they are slips,
  so what matters is that the answer shows what it read. They are counted.
- with its clauses in another order (where it is answered, and follows up nothing), in capitals
  and in small letters, in full width, with more spaces, with no-break spaces and with line
  ends: the answer is to be the same.

Prints how often which outcome came out, and each text that got another total or that got one
where its dialog is refused; the exit status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from bot.answers import answer, earlier_after, pending_after, priced_query
from bot.answers.types import Answer, Frame, Question
from bot.query import vocabulary
from bot.query.dates import MONTHS
from bot.query.lexicon import lexicon
from bot.query.reading import IGNORED
from bot.query.text import has_japanese
from bot.render.as_json import to_json
from pricing import load_published, read_yaml

DIALOGS = Path(__file__).parents[1] / "tests" / "dialogs"
BOOK = load_published()
TODAY = date(2026, 11, 22)
"""The day of a dialog that names none."""
SHORTEST = 4
"""Shorter words are never corrected."""
SHUFFLES = 3
"""So many orders of the clauses of one dialog."""

SLIPS, SECOND = "slips in words", "second slips in a mistyped word"
KATAKANA, WORDS = "slips in katakana", "slips that make another word"
SHORT = "slips in digits, separators and short words"
NOTED, SAME, UNNOTED = "same, typo noted", "same", "same, not noted"
NO_NUMBER, ANOTHER, NEW, RAISED = "no number", "ANOTHER", "NUMBER FOR A REFUSAL", "RAISED"
OUTCOMES = (NOTED, SAME, UNNOTED, NO_NUMBER, ANOTHER, NEW, RAISED)

LISTS = ("rates", "models")
"""Kinds that hold no total."""

FIGURES = (
    *("period", "total_usd", "low_usd", "high_usd", "totals"),
    *("requests", "budget", "break_even", "best", "history"),
)
"""What is compared besides the total of each model: fields of the JSON with numbers in them."""

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*", re.IGNORECASE)
_KATAKANA = re.compile("[ァ-ヶー]+")
_SMALL_AND_LARGE = ("ァィゥェォッャュョ", "アイウエオツヤユヨ")
_UNVOICED_AND_VOICED = (
    "カキクケコサシスセソタチツテトハヒフヘホ",
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボ",
)
_CONFUSED = {
    key: other
    for one, two in (_SMALL_AND_LARGE, _UNVOICED_AND_VOICED)
    for key, other in (*zip(one, two, strict=True), *zip(two, one, strict=True))
}
_NOT_TIED = re.compile(r"(?<![0-9a-z])[a-z]+", re.IGNORECASE)  # 5m may be minutes, 5M not
_SHORT = re.compile(r"[0-9]+|[.,:;/%~@_-]")
_WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)} | {ord(" "): "\u3000"}


class Dialog(NamedTuple):
    """A text, the day it is asked on, and the earlier ones of its thread."""

    say: str
    day: date
    after: tuple[str, ...]


class Attempt(NamedTuple):
    """A dialog asked otherwise; of a slip also the word, before and after it.

    `in_prose` is whether what is changed means nothing.
    """

    dialog: Dialog
    group: str
    text: str
    word: str = ""
    slip: str = ""
    in_prose: bool = True


class Told(NamedTuple):
    """What an answer said: its numbers as JSON, empty where there are none."""

    kind: str
    figures: str
    reading: str | None
    typos: int
    error: str = ""

    def __str__(self) -> str:
        return f"{self.error or self.kind} {self.figures} {self.reading or ''}".strip()


class Result(NamedTuple):
    """What came of an attempt."""

    attempt: Attempt
    outcome: str
    expected: Told
    told: Told


def dialogs() -> list[Dialog]:
    """All of the files' dialogs, whatever else they hold."""
    entries: list[Mapping[str, Any]] = [
        entry for file in sorted(DIALOGS.glob("*.yaml")) for entry in _entries(read_yaml(file))
    ]
    return [_dialog(each) for each in entries]


def _entries(content: object) -> Iterable[Mapping[str, Any]]:
    return content if isinstance(content, list) else ()


def _dialog(entry: Mapping[str, Any]) -> Dialog:
    day, after = entry.get("day"), entry.get("after", [])
    said = [after] if isinstance(after, str) else after
    return Dialog(entry["say"], date.fromisoformat(str(day)) if day else TODAY, tuple(said))


# --- asking


@cache
def below(day: date, after: tuple[str, ...]) -> Question:
    """A question, without its text, below the earlier ones of a thread."""
    if not after:
        return Question("", day)
    before = replace(below(day, after[:-1]), text=after[-1])
    found = answer(before, BOOK)
    query = priced_query(found) or before.previous
    pending, past = pending_after(before, found), earlier_after(before, found)
    return Question("", day, previous=query, pending=pending, earlier=past)


def asked(dialog: Dialog, text: str) -> Answer:
    """The answer to `text` in the place of the dialog's own."""
    return answer(replace(below(dialog.day, dialog.after), text=text), BOOK)


def told(dialog: Dialog, text: str) -> Told:
    """What the answer to `text` says; an error is one of the things it may say."""
    try:
        found = to_json(asked(dialog, text))
    except Exception as error:  # noqa: BLE001 - a finding like others
        return Told("error", "", None, 0, f"{type(error).__name__}: {error}")
    typos = sum(note["code"] == "typo" for note in found["notes"])
    return Told(found["kind"], _figures(found), found["reading"], typos)


def _figures(found: Mapping[str, Any]) -> str:
    figures = {name: found[name] for name in FIGURES if found.get(name) not in (None, [], {})}
    models = sorted((each["model"], each["total_usd"]) for each in found["estimates"])
    if models:
        figures["models"] = models
    elif found["rates"]:
        figures["rates"] = sorted(
            (each["model"], each["unit"], each["usd"]) for each in found["rates"]
        )
    return json.dumps(figures) if figures else ""


@cache
def expected(dialog: Dialog) -> Told:
    """What the dialog is told as it stands."""
    return told(dialog, dialog.say)


def judged(attempt: Attempt) -> Result:
    """The outcome of an attempt."""
    before, now = expected(attempt.dialog), told(attempt.dialog, attempt.text)
    return Result(attempt, _outcome(attempt, before, now), before, now)


def _outcome(attempt: Attempt, before: Told, now: Told) -> str:
    if now.error:
        return RAISED
    if _same(before, now):
        if now.typos > before.typos:
            return NOTED
        return SAME if attempt.in_prose else UNNOTED
    if not now.figures and now.kind not in LISTS:
        return NO_NUMBER
    if now.kind in LISTS and before.kind not in LISTS:  # of an explanation: no total of anything
        return NO_NUMBER
    return ANOTHER if before.figures or before.kind in LISTS else NEW


def _same(before: Told, now: Told) -> bool:
    if now.figures or before.figures:
        return now.figures == before.figures
    return (now.kind, now.reading) == (before.kind, before.reading)


# --- slips


def _neighbours(key: str) -> str:
    """The keys around one, on an American keyboard."""
    for number, row in enumerate(_ROWS):
        place = row.find(key.lower())
        if place >= 0:
            beside = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            below = "".join(
                each[max(place - 1, 0) : place + 1] for each in _ROWS[number + 1 : number + 2]
            )
            above = "".join(each[place : place + 2] for each in _ROWS[max(number - 1, 0) : number])
            near = "".join(
                each for each in beside + below + above if each.isalpha() or key.isdigit()
            )
            return near.upper() if key.isupper() else near
    return ""


def slips(word: str) -> set[str]:
    """Every word that `word` becomes by one slip of a finger."""
    made = set()
    for place, key in enumerate(word):
        head, tail = word[:place], word[place + 1 :]
        made |= {head + tail, head + key + key + tail}
        made |= {head + near + tail for near in _neighbours(key)}
        if tail:
            made.add(head + tail[0] + key + tail[1:])
    return made - {word}


def slips_of_kana(word: str) -> set[str]:
    """Every word that `word`, in katakana, becomes by one slip."""
    made = set()
    for place, key in enumerate(word):
        head, tail = word[:place], word[place + 1 :]
        made |= {head + tail, head + key + key + tail, head + _CONFUSED.get(key, key) + tail}
        if tail:
            made.add(head + tail[0] + key + tail[1:])
    return made - {word}


def mistyped(dialog: Dialog) -> Iterator[Attempt]:
    """The dialog with each slip."""
    if expected(dialog).error:
        return
    found = asked(dialog, dialog.say)
    frame = found.frame
    prose = [each.span for each in frame.heard if each.meaning == IGNORED]
    amiss = _mistyped_already(found)
    for start, end in _places(frame.source):
        word = frame.source[start:end]
        tied = frame.source[start - 1 : start].isdigit()
        long = len(word) >= SHORTEST and word[0].isalpha() and not tied
        in_prose = any(span.start <= start and end <= span.end for span in prose)
        made = slips(word) if word.isascii() else slips_of_kana(word)
        for slip in sorted(made):
            text = f"{frame.source[:start]}{slip}{frame.source[end:]}"
            group = _group(word, slip, amiss) if long else SHORT
            yield Attempt(dialog, group, text, word, slip, in_prose)


def _group(word: str, slip: str, amiss: frozenset[object]) -> str:
    if word.casefold() in amiss:
        return SECOND
    if is_a_word(slip):
        return WORDS
    return SLIPS if word.isascii() else KATAKANA


def _mistyped_already(found: Answer) -> frozenset[object]:
    """The words that the dialog itself is told are typos, or asked about."""
    facts = [note.phrase.facts for note in getattr(found, "notes", ()) if note.code == "typo"]
    message = getattr(found, "message", None)
    if message is not None and message.key == "ask.typo":
        facts.append(message.facts)
    return frozenset(str(each["said"]).casefold() for each in facts)


def _places(source: str) -> Iterator[tuple[int, int]]:
    """Where words, numbers and separators stand."""
    for shape in (_WORD, _KATAKANA, _SHORT):
        yield from (found.span() for found in shape.finditer(source))


@cache
def is_a_word(word: str) -> bool:
    """Whether `word` is one that is known, or an ordinary one, and so no typo."""
    names, words, said = vocabulary(BOOK), lexicon("ja"), word.casefold()
    named = said in names.parts or said in names.openings or said in MONTHS
    return named or said in words.known or words.is_ordinary(said)


# --- the same, written otherwise


def _shuffled(dialog: Dialog, count: int = SHUFFLES) -> Iterator[str]:
    """The clauses of a dialog in other orders.

    Of a follow-up the order may have a meaning; in a sum each amount is its neighbour's, and so is
    what may be more or less.
    """
    before = expected(dialog)
    tied = any(each in (before.reading or "") for each in (" + ", " ± "))
    if dialog.after or not before.figures or tied:
        return
    clauses = _clauses(asked(dialog, dialog.say).frame)
    chance = random.Random(dialog.say)  # noqa: S311 - the same orders each time
    for _ in range(count):
        chance.shuffle(clauses)
        yield ", ".join(filter(None, clauses))


def _clauses(frame: Frame) -> list[str]:
    """What may stand in any order: what commas part; in English, also each term that stands alone.

    "5k requests per day" is one clause, as are "x 20 messages" and "of which 2M are cached": what
    begins or goes on with a word of ours that stands for nothing by itself stays where it is.
    Japanese ties all of its words by their order: 1日500件 is a rate, and 500件、1日 is not.
    """
    if has_japanese(frame.source):
        return _JAPANESE_COMMAS.split(frame.source)
    inside = {place for each in frame.heard for place in range(each.span.start + 1, each.span.end)}
    places = [
        found.span() for found in _COMMAS.finditer(frame.source) if found.start() not in inside
    ]
    starts = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(frame.source)]
    return [
        clause
        for start, end in zip(starts, ends, strict=True)
        for clause in _terms(frame, start, end)
    ]


def _terms(frame: Frame, start: int, end: int) -> list[str]:
    """The terms between two commas, where each of them stands alone; else all of it.

    Of several models' terms each stands beside its own.
    """
    heard = [each for each in frame.heard if start <= each.span.start < end]
    models = [each for each in frame.heard if each.meaning.startswith(("claude-", "the newest"))]
    if len(models) > 1 or not all(_STANDS_ALONE.fullmatch(each.meaning) for each in heard):
        return [frame.source[start:end].strip()]
    places = [each.span.start for each in heard[1:]]
    return [
        frame.source[first:last].strip()
        for first, last in itertools.pairwise([start, *places, end])
    ]


_COMMAS = re.compile(
    r"[,;]\s+(?!(?:or|and|vs|per|each|of|give or take)\b|[±+|])|\n(?!\|)", re.IGNORECASE
)
_JAPANESE_COMMAS = re.compile("[、。]")
_STANDS_ALONE = re.compile(
    r"claude-.*|[\d.,]+%? (?:input|output|thinking) tokens"
    r"|(?:all|[\d.,]+% of) input read from the cache|[\d.,]+ requests|batch|fast|us_only"
)


WRITTEN: Mapping[str, Callable[[str], str]] = {
    "capitals": lambda text: _NOT_TIED.sub(lambda found: found[0].upper(), text),
    "small letters": str.lower,
    "full width": lambda text: text.translate(_WIDE),
    "more spaces": lambda text: f"  {text.replace(' ', '   ')} ",
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "line ends": lambda text: text.replace(" ", "\n"),
}


def rewritten(dialog: Dialog) -> Iterator[Attempt]:
    """The dialog in every other way to write it."""
    for group, write in WRITTEN.items():
        yield Attempt(dialog, group, write(dialog.say))
    for text in _shuffled(dialog):
        yield Attempt(dialog, "clauses shuffled", text)


# --- the report


def attempts(sample: int | None, group: str | None = None) -> list[Attempt]:
    """All that is to be asked, of one group or of all, or so many of it."""
    every: list[Attempt] = []
    for dialog in dialogs():
        made = (*mistyped(dialog), *rewritten(dialog))
        every += [each for each in made if group in {None, each.group}]
    if sample is None or sample >= len(every):
        return every
    return random.Random(0).sample(every, sample)  # noqa: S311 - the same ones each time


def is_wrong(result: Result) -> bool:
    """Whether it must never happen."""
    if result.attempt.group in {SHORT, SECOND, WORDS}:
        unseen = result.outcome in {ANOTHER, NEW} and result.told.reading is None
        return unseen or result.outcome == RAISED
    return result.outcome in {ANOTHER, NEW, RAISED}


def table(results: list[Result]) -> str:
    """How often each outcome came out, a line a group."""
    counts = Counter((each.attempt.group, each.outcome) for each in results)
    groups = dict.fromkeys(each.attempt.group for each in results)
    wide = max(map(len, groups), default=0)
    lines = [" " * wide + "".join(f"  {each}" for each in OUTCOMES)]
    for group in groups:
        cells = (f"  {counts[group, each]:{len(each)},}" for each in OUTCOMES)
        lines.append(group.ljust(wide) + "".join(cells))
    return "\n".join(lines)


def by_word(wrong: list[Result]) -> str:
    """The words, and the ways to write, that go wrong, most often first."""
    counts = Counter(
        (each.attempt.word.casefold() or each.attempt.group, each.outcome) for each in wrong
    )
    return "\n".join(f"{count:6,}  {word}: {what}" for (word, what), count in counts.most_common())


def _shown(result: Result) -> str:
    attempt = result.attempt
    change = f", {attempt.word!r} as {attempt.slip!r}" if attempt.slip else ""
    return (
        f"{result.outcome}: {attempt.group}{change}\n"
        f"  dialog  {attempt.dialog.say!r}\n"
        f"  asked   {attempt.text!r}\n"
        f"  before  {result.expected}\n"
        f"  now     {result.told}"
    )


def main() -> int:
    """Ask everything, and print what came out."""
    options = argparse.ArgumentParser(description="Ask every dialog again, written otherwise.")
    options.add_argument("--sample", type=int, metavar="N", help="so many texts of all")
    options.add_argument("--show", metavar="OUTCOME", help="print the texts with this outcome too")
    options.add_argument("--group", help="only this group, such as 'capitals'")
    given = options.parse_args()
    every = attempts(given.sample, given.group)
    with multiprocessing.Pool() as pool:
        results = pool.map(judged, every, chunksize=200)
    wrong = [each for each in results if is_wrong(each)]
    for each in results:
        if is_wrong(each) or each.outcome == given.show:
            print(f"{_shown(each)}\n")
    if wrong:
        print(f"Where it goes wrong, and how often:\n{by_word(wrong)}\n")
    print(table(results))
    print(f"\n{len(wrong):,} of {len(results):,} wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
