"""How does this part of pricing work? Texts from `explain/<lang>/*.yaml`, figures of the day.

A text never holds a price: `{opus.cache_read:rate}` is filled from the book of the day, by
`figures`, and shown by a number format of `render`. A paragraph with a figure that the book
does not have on the day is left out. `explain/topics.yaml` says what is cited and what to ask
next; `explain/facts.yaml` holds the numbers of the vendor's that are no price row;
`explain/models.yaml` what is said of each model that the question names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from bot.query import canonical
from bot.query.model import ExplainQuery
from bot.query.phrase import phrase
from bot.query.topics import is_elsewhere
from pricing import PriceBook, PriceList, Source, read_yaml

from . import notes
from .citing import sources
from .figures import Fact, Figures
from .types import ExplainAnswer, Figure, Frame, Language, Note, Paragraph
from .workloads import Chosen, choose

_FOLDER = Path(__file__).parent / "explain"


class Topic(NamedTuple):
    """What is said of a topic in one language.

    Attributes:
        title: what the text is about.
        asking: a question that leads here.
        says: paragraphs, with slots for figures.
        examples: questions near it that are answered with a number.
    """

    title: str
    asking: str
    says: tuple[str, ...]
    examples: tuple[str, ...]


def answer_explain(
    query: ExplainQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> ExplainAnswer:
    """The topic that fits best; the others that fit, and its neighbours, as texts to ask.

    Topics whose answer lies elsewhere are not offered.
    """
    best, *others = query.topics
    topic = topic_of(best, frame.lang)
    prices = book.as_of(frame.today)
    figures = Figures(prices, facts())
    chosen = [each for choice in query.models for each in choose(choice, prices)]
    says = (*_on_models(best, chosen, frame.lang, figures), *_filled(topic.says, figures))
    near = dict.fromkeys(each for each in (*others, *_neighbours(best)) if not is_elsewhere(each))
    return ExplainAnswer(
        frame,
        query,
        canonical(query),
        best,
        topic.title,
        says,
        tuple(topic_of(each, frame.lang).asking for each in near),
        topic.examples,
        (*said, *_notes(query, chosen, prices, frame)),
        _cited(best, figures, book),
    )


@cache
def topic_of(key: str, lang: Language) -> Topic:
    """What is said of the topic with this key."""
    data = read_yaml(_FOLDER / lang / f"{key}.yaml")
    return Topic(data["title"], data["asking"], tuple(data["says"]), tuple(data["examples"]))


@cache
def facts() -> Mapping[str, Fact]:
    """The vendor's numbers that are no price row."""
    listed = read_yaml(_FOLDER / "facts.yaml").items()
    return {key: Fact(Decimal(each["value"]), each["source"]) for key, each in listed}


def filled(text: str, figures: Figures) -> Paragraph | None:
    """`text` with its figures in place; None where the book does not have one of them."""
    parts: list[str | Figure] = []
    for literal, name, style, _ in Formatter().parse(text):
        parts.append(literal)
        if name is not None:
            value = figures.find(name)
            if value is None:
                return None
            parts.append(Figure(value, style or ""))
    return tuple(part for part in parts if part)


def _filled(texts: Sequence[str], figures: Figures) -> Iterator[Paragraph]:
    return (each for text in texts if (each := filled(text, figures)))


def _on_models(
    key: str, chosen: Iterable[Chosen], lang: Language, figures: Figures
) -> Iterator[Paragraph]:
    """What there is to say of the topic on each model of ours."""
    sentences = _models()[lang]
    for each in chosen:
        own = figures.of(each.model)
        for text in sentences.get(key, sentences["any"]) if each.model else ():
            if found := filled(text, own):
                yield found
                break


def _notes(
    query: ExplainQuery, chosen: Iterable[Chosen], prices: PriceList, frame: Frame
) -> Iterator[Note]:
    for said in query.unused:
        yield Note("unused", phrase("note.unused", said=said))
    for each in chosen:
        yield from notes.of_choice(each, prices, frame)
        if each.model is None:
            yield Note("vendor", phrase("reason.foreign", name=each.name))
    yield from notes.of_age(frame)


@cache
def _models() -> Any:  # noqa: ANN401 - as `read_yaml`
    return read_yaml(_FOLDER / "models.yaml")


def _neighbours(key: str) -> Iterable[str]:
    return tuple(_listed()[key]["next"])


def _cited(key: str, figures: Figures, book: PriceBook) -> Mapping[str, Source]:
    """What the topic cites itself, then where the figures in it were read."""
    pages = _pages()
    named = {each: pages.get(each) or book.sources[each] for each in _listed()[key]["sources"]}
    others = {each: pages[each] for each in figures.used if each in pages}
    rates = sources((each for each in figures.used if each not in pages), book)
    return {**named, **others, **rates}


@cache
def _pages() -> Mapping[str, Source]:
    """Pages that no price rests on."""
    listed = read_yaml(_FOLDER / "sources.yaml").items()
    return {key: Source.model_validate(each) for key, each in listed}


@cache
def _listed() -> Any:  # noqa: ANN401 - as `read_yaml`
    return read_yaml(_FOLDER / "topics.yaml")
