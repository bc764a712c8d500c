"""Ask every dialog in other ways, of which is known what they must cost.

    .venv/bin/python -m tools.relations               all dialogs
    .venv/bin/python -m tools.relations --sample 300  so many of each language, always the same ones

What a question costs is known from its dialog; of other questions it is known how they relate to
that. Said in a batch, it costs half; with "hi team" before it, the same; with twice the traffic,
twice. `tests/relations/<lang>.yaml` holds these relations. And a number said as a range, "5k to
10k" for "5k", costs from what its low end costs to what its high end does.

Another way may be asked back: it may really be unclear. Prints each that is told with another
total, and how many were; the exit status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.answers import answer, priced_query
from bot.answers.types import Answer, Question
from bot.query.model import Query
from bot.render.as_json import to_json
from pricing import read_yaml

from .robustness import BOOK, DIALOGS, TODAY

RELATIONS = DIALOGS.parent / "relations"
LANGUAGES = ("en", "ja")
_DIGITS = Decimal("1e-12")
"""How far two totals may be apart, as a share of them: thirds have no end."""
_FEES = frozenset({"web_search", "session_hour"})
_LONGEST = 300


class Relation(BaseModel):
    """Another way to ask, and how many times as much it costs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    before: str = ""
    behind: str = ""
    follow: str = ""
    instead: tuple[str, str] | None = None
    times: Decimal = Decimal(1)
    of: Literal["tokens", "period"] | None = None
    """Only of work on one model without fees, or only of a rate."""
    unless: tuple[str, ...] = ()

    def text(self, say: str) -> str | None:
        """`say` in the other way; None where this relation says nothing of it."""
        folded = say.casefold()
        if any(word.casefold() in folded for word in self.unless):
            return None
        if self.follow:
            return self.follow
        if self.instead:
            word, other = self.instead
            found = re.compile(rf"(?<![^\W\d_]){re.escape(word)}" if word[0].isascii() else word)
            return found.sub(lambda _: other, say) if found.search(say) else None
        body = say.rstrip().rstrip(_CLOSING)
        closing = "" if self.behind.endswith("。") else say.rstrip()[len(body) :]
        return f"{self.before}{body}{self.behind}{closing}"


_CLOSING = "?!.？。！"


class Found(NamedTuple):
    """A text in another way, what it should cost, and what came out."""

    name: str
    say: str
    text: str
    expected: tuple[Decimal, Decimal]
    kind: str
    told: tuple[Decimal, Decimal] | None

    @property
    def outcome(self) -> Literal["same", "asked", "other"]:
        """Whether it costs what it should, or is asked back."""
        if self.told is None:
            return "asked" if self.kind in _REFUSALS else "other"
        low, high = self.expected
        if self.name == RANGE and any(word in self.say for word in _TURNS):
            return "same" if self.told[0] <= low and high <= self.told[1] else "other"
        pairs = zip(self.told, self.expected, strict=True)
        return "same" if all(abs(a - b) <= abs(b) * _DIGITS for a, b in pairs) else "other"


RANGE = "a range"
_TURNS = ("cached", "キャッシュ")
"""With a cache a total may turn between the ends of a range, and its ends lie further apart."""
_REFUSALS = frozenset({"needs_more", "not_understood", "cannot_price", "out_of_scope"})


def relations(lang: str) -> list[Relation]:
    """The relations of a language."""
    entries = read_yaml(RELATIONS / f"{lang}.yaml")
    return TypeAdapter(list[Relation]).validate_python(entries)


def texts(lang: str) -> list[str]:
    """The dialogs that are priced: one question, of today, without a pasted object or receipt."""
    entries: Any = read_yaml(DIALOGS / f"{lang}.yaml")
    plain = (each for each in entries if each["kind"] == "estimate" and "total" in each)
    of_today = (each["say"] for each in plain if not {"day", "after"} & each.keys())
    return [say for say in of_today if len(say) <= _LONGEST and not re.search(r"[{\[]", say)]


@cache
def _answer(text: str) -> Answer:
    return answer(Question(text, TODAY), BOOK)


def _told(text: str, previous: Query | None = None) -> tuple[str, tuple[Decimal, Decimal] | None]:
    found = answer(Question(text, TODAY, None, previous), BOOK) if previous else _answer(text)
    json = to_json(found)
    ends = json["low_usd"] or json["total_usd"], json["high_usd"] or json["total_usd"]
    if json["kind"] != "estimate" or None in ends:
        return json["kind"], None
    return "estimate", (Decimal(ends[0]), Decimal(ends[1]))


def _may_hold(relation: Relation, json: dict[str, Any]) -> bool:
    if relation.of == "period":
        return json["period"] is not None
    lines = [line for each in json["estimates"] for line in each["lines"]]
    fees = any(each["unit"] in _FEES for each in lines)
    return relation.of is None or (len(json["estimates"]) == 1 and not fees)


def related(say: str, known: Sequence[Relation]) -> Iterator[Found]:
    """`say` in each way that a relation knows."""
    first = _answer(say)
    json = to_json(first)
    total = Decimal(json["total_usd"] or 0)
    if json["kind"] != "estimate" or not total or json["low_usd"]:
        return
    for relation in known:
        text = relation.text(say) if _may_hold(relation, json) else None
        if text is not None:
            previous = priced_query(first) if relation.follow else None
            expected = total * relation.times
            yield Found(relation.name, say, text, (expected, expected), *_told(text, previous))


# --- ranges

_NUMBER = re.compile(
    r"(?<![\w.,$¥€/×-])(?P<digits>[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*)(?P<scale>k|K|M|万|億|千)?"
    r"(?![\w%.,:/-]*\d|%|-| out of |[万億千時])"
)
_YEAR = re.compile("(19|20)..")
_NAMES = re.compile(r"(opus|sonnet|haiku|fable|claude|instant)[ -]?$", re.IGNORECASE)
_RANGES = {"en": ("{} to {}", "between {} and {}", "{}-{}"), "ja": ("{}〜{}", "{}から{}", "{}-{}")}


def ranged(say: str, lang: str, chosen: random.Random) -> Iterator[Found]:
    """`say` with each of its numbers as a range up to twice as many."""
    _, base = _told(say)
    for number in _NUMBER.finditer(say):
        if _NAMES.search(say[: number.start()]) or _YEAR.fullmatch(number["digits"]):
            continue
        low, twice = number[0], int(number["digits"].replace(",", "")) * 2
        high = f"{twice}{number['scale'] or ''}"
        left, right = say[: number.start()], say[number.end() :]
        _, other = _told(f"{left}{high}{right}")
        if base is None or other is None or base == other:
            continue
        text = f"{left}{chosen.choice(_RANGES[lang]).format(low, high)}{right}"
        expected = min(base[0], other[0]), max(base[1], other[1])
        yield Found(RANGE, say, text, expected, *_told(text))


def attempts(lang: str, sample: int | None) -> Iterator[Found]:
    """All dialogs of a language, or a sample of them, in every other way."""
    chosen = random.Random(0)  # noqa: S311 - always the same ones
    every = texts(lang)
    known = relations(lang)
    for say in every if sample is None else chosen.sample(every, min(sample, len(every))):
        yield from related(say, known)
        yield from ranged(say, lang, chosen)


def main() -> int:
    """Ask everything, and print what came out."""
    options = argparse.ArgumentParser(description="Ask dialogs in other ways of a known cost.")
    options.add_argument("--sample", type=int, metavar="N", help="so many dialogs a language")
    given = options.parse_args()
    outcomes: Counter[tuple[str, str]] = Counter()
    for lang in LANGUAGES:
        for each in attempts(lang, given.sample):
            outcomes[each.name, each.outcome] += 1
            if each.outcome == "other":
                print(f"{each.name}: {each.say!r}\n  {each.text!r}: {each.kind} {each.told}")
                print(f"  instead of {each.expected}\n")
    for name in dict.fromkeys(name for name, _ in outcomes):
        told = (f"{outcomes[name, each]:,} {each}" for each in ("same", "asked", "other"))
        print(f"{name}: {', '.join(told)}")
    wrong = sum(many for (_, outcome), many in outcomes.items() if outcome == "other")
    print(f"\n{wrong:,} of {outcomes.total():,} with another total.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
