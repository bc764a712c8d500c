"""Ask questions put together from phrases at random: never may a wrong total come out.

    .venv/bin/python -m tools.compositions                 3,000 questions in each language
    .venv/bin/python -m tools.compositions --count 20000 --seed 7

Each question says of one work, in any order and joined in one of several ways: the model, how
much there is to do (at a rate, by people, or once), the tokens of one request, and often what is
cached, a batch, a discount and the period that is asked for. Every other one is a paragraph of
whole sentences. How each fact is said is drawn from `tests/compositions/<lang>.yaml`, one list a
fact: a new phrase is a line there.
The total is worked out here, from prices and periods written down here once more.

Prints each question that got another total, and by phrase how often a question that held it was
answered and asked back; the exit status is 1 if a total was wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.answers import answer
from bot.answers.types import EstimateAnswer, HelpAnswer, Question, Refusal
from pricing import load_published, read_yaml

PHRASES = Path(__file__).parents[1] / "tests" / "compositions"
BOOK = load_published()
TODAY = date(2026, 11, 22)
COUNT = 3000

RIGHT, ASKED, WRONG = "right", "asked back", "WRONG"


class Prices(NamedTuple):
    """US dollars per million tokens: input, output and cache reads."""

    read_in: Fraction
    written: Fraction
    cached: Fraction


# As published on the day above; none of these models has tiers.
PRICES = {
    "sonnet 4.6": Prices(Fraction(3), Fraction(15), Fraction("0.3")),
    "opus 4.7": Prices(Fraction(5), Fraction(25), Fraction("0.5")),
    "haiku 4.5": Prices(Fraction(1), Fraction(5), Fraction("0.1")),
    "sonnet 5.5": Prices(Fraction(2), Fraction(10), Fraction("0.1")),
    "opus 5.5": Prices(Fraction(4), Fraction(20), Fraction("0.2")),
}
# Of each period those in a month, and in a year.
PERIODS = {
    "hour": (Fraction(720), Fraction(8760)),
    "day": (Fraction(30), Fraction(365)),
    "business_day": (Fraction(22), Fraction(264)),
    "week": (Fraction(30, 7), Fraction(365, 7)),
    "month": (Fraction(1), Fraction(12)),
}
THOUSAND, MYRIAD, MILLION = 10**3, 10**4, 10**6
HALF, SELDOM = Fraction(1, 2), 0.2
PARTS = [4500, 5000, 7000, 10000]
"""Cached tokens of one request."""
DISCOUNT = Fraction(9, 10)
"""What a discount of 10% leaves, as every phrase of one says."""


class Composition(NamedTuple):
    """A question, what it costs in US dollars, and the phrases it is made of."""

    text: str
    total: Fraction
    phrases: tuple[str, ...]


Lists = Mapping[str, list[str] | Mapping[str, list[str]]]
"""Phrases by the fact they say, some of these by period."""
CLAUSES, PARAGRAPHS = "clauses", "paragraphs"


@cache
def phrases(lang: str) -> Mapping[str, Lists]:
    """The phrases of `lang`, of clauses and of whole sentences."""
    found: Mapping[str, Lists] = read_yaml(PHRASES / f"{lang}.yaml")
    return found


def compositions(lang: str, count: int, seed: int) -> Iterator[Composition]:
    """So many questions, the same ones for the same `seed`."""
    for each in range(count):
        yield _Composer(lang, random.Random(f"{seed} {each}")).compose()  # noqa: S311 - no secret


def judged(composition: Composition) -> str:
    """Whether it was answered with its total, asked back, or wrong."""
    found = answer(Question(composition.text, TODAY), BOOK)
    if isinstance(found, Refusal | HelpAnswer):
        return ASKED
    if not isinstance(found, EstimateAnswer) or found.total is None:
        return WRONG
    difference = abs(Fraction(found.total) - composition.total)
    return RIGHT if difference < composition.total / MILLION else WRONG  # 30/7 has no last digit


class _Composer:
    """Draws one question."""

    def __init__(self, lang: str, draw: random.Random) -> None:
        self._lang = lang
        self._draw = draw
        style = draw.choice([CLAUSES, PARAGRAPHS])
        self._phrases = phrases(lang)[style]
        self._said: list[str] = []
        nouns = self._phrases["nouns"]
        many, _, one = draw.choice(list(nouns)).partition(" / ")
        self._nouns = {"noun": many, "one": one}

    def compose(self) -> Composition:
        """A question about a work that is drawn as well."""
        model = self._draw.choice(list(PRICES))
        number, per, work = self._work()
        cost, clauses = self._request(PRICES[model])
        clauses.append(self._model(model))
        for term, left in (("batch", HALF), ("discount", DISCOUNT)):
            if self._draw.random() < SELDOM:
                cost *= left
                clauses.append(self._say(term))
        asked, question = self._asked(per)
        text = self._joined(work, clauses, question)
        many = Fraction(number) * (PERIODS[per][asked == "year"] if per else 1)
        return Composition(text, cost * many / MILLION, tuple(self._said))

    def _work(self) -> tuple[int, str | None, str]:
        """How many requests there are in which period, and how that is said."""
        kind = self._draw.choice(["rate", "rate", "people", "once"])
        if kind == "once":
            number = self._draw.choice([500, 1200, 4000, 15000, 80000])
            return number, None, self._say("once", number=self._number(number))
        if kind == "rate":
            number = self._draw.choice([40, 350, 800, 1500, 2300, 12000, 30000])
            per, often = self._often("often")
            return number, per, self._say("rate", number=self._number(number), often=often)
        people = self._draw.choice([40, 85, 250, 600, 1200])
        each = self._draw.choice([3, 5, 8, 12, 20])
        per, often = self._often("often_of_people")
        said = self._say("people", people=self._number(people), each=each, often=often)
        return people * each, per, said

    def _often(self, fact: str) -> tuple[str, str]:
        """A period, and how it is said."""
        lists = self._phrases[fact]
        per = self._draw.choice(list(lists))
        return per, self._say(fact, of=per)

    def _request(self, price: Prices) -> tuple[Fraction, list[str]]:
        """What one request costs in millionths of a dollar, and what says what it takes."""
        cached = self._draw.choice([None, None, "cached_share", "cached_part"])
        sizes = [6000, 8000, 12000, 20000] if cached else [400, 800, 1500, 3500]
        read_in = self._draw.choice(sizes)  # so large that it can be cached
        written = self._draw.choice([50, 150, 300, 700, 1500])
        numbers = {"input": self._number(read_in), "output": self._number(written)}
        clauses = [self._say("tokens", each=self._say("each"), **numbers).strip()]
        share = self._draw.choice([50, 60, 80, 90])
        part = self._draw.choice([each for each in PARTS if each < read_in] or PARTS)
        reads = {None: Fraction(0), "cached_part": Fraction(part)}
        reads["cached_share"] = Fraction(share, 100) * read_in
        if cached:
            said = self._say(cached, share=share, tenths=share // 10, part=self._number(part))
            clauses.append(said)
        cost = (read_in - reads[cached]) * price.read_in + reads[cached] * price.cached
        return cost + written * price.written, clauses

    def _asked(self, per: str | None) -> tuple[str, str]:
        """The period that is asked for, and what asks for it, if anything does."""
        if per is None or self._draw.random() < SELDOM:
            return "month", self._draw.choice(["", self._say("asks_a_cost")])
        asked = self._draw.choice(["month", "year"])
        return asked, self._say("asks", of=asked)

    def _joined(self, work: str, clauses: list[str], question: str) -> str:
        """All of it as one text, in an order that people may say it in."""
        first, *others = clauses
        between = self._say("between")
        if self._phrases is phrases(self._lang)[PARAGRAPHS]:
            self._draw.shuffle(clauses)
            said = [work, *clauses]
            said.insert(self._draw.choice([0, len(said)]), question)
            return self._say("before") + between.join(filter(None, said))
        *others, model = others  # what is cached of it stands behind the tokens
        said = [*self._draw.sample([work, model], k=2), first, *others]
        end = self._say("stop") + question if question else ""
        return self._say("before") + between.join(said) + end

    def _model(self, model: str) -> str:
        family, version = model.split()
        return self._say("model", model=model, Model=f"{family.capitalize()} {version}")

    def _say(self, fact: str, /, of: str = "", **facts: str | int) -> str:
        """One of the phrases for a fact, with what it says filled in."""
        lists = self._phrases[fact]
        said = self._draw.choice(list(lists[of] if of and isinstance(lists, Mapping) else lists))
        self._said.append(said)
        return said.format(**self._nouns, **facts).replace(" /", "/")

    def _number(self, number: int) -> str:
        """A number as somebody may write it."""
        forms = [f"{number}", f"{number:,}"]
        if number % 100 == 0 and number >= THOUSAND:
            forms.append(f"{number / THOUSAND:g}k")
        if self._lang == "ja" and number % THOUSAND == 0:
            is_myriad = number >= MYRIAD
            forms.append(f"{number / MYRIAD:g}万" if is_myriad else f"{number // THOUSAND}千")
        return self._draw.choice(forms)


def main() -> int:
    """Ask so many in each language, and print what came out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--count", type=int, default=COUNT, help="questions in each language")
    parser.add_argument("--seed", type=int, default=0, help="another one asks other questions")
    arguments = parser.parse_args()
    outcomes = Counter[str]()
    for lang in ("en", "ja"):
        found = [
            (each, judged(each)) for each in compositions(lang, arguments.count, arguments.seed)
        ]
        outcomes.update(outcome for _, outcome in found)
        print(f"{lang}: {dict(Counter(outcome for _, outcome in found))}")
        for each, outcome in found:
            if outcome == WRONG:
                print(f"  {WRONG}: {each.text!r} costs ${float(each.total):,.6f}")
        _print_asked(found)
    return 1 if outcomes[WRONG] else 0


def _print_asked(found: list[tuple[Composition, str]]) -> None:
    """The phrases that most of those asked back held."""
    every, asked = Counter[str](), Counter[str]()
    for each, outcome in found:
        every.update(set(each.phrases))
        if outcome == ASKED:
            asked.update(set(each.phrases))
    often = sorted(asked, key=lambda phrase: asked[phrase] / every[phrase], reverse=True)
    for phrase in often[:10]:
        print(f"  asked back {asked[phrase]} of {every[phrase]}: {phrase!r}")


if __name__ == "__main__":
    sys.exit(main())
