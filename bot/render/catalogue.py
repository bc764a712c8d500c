"""What people read: the sentences of `catalogue/<lang>.yaml`, filled with the facts of a `Phrase`.

A key is dotted, a level a dot: `note: {retired: "…"}` is `note.retired`. A sentence names its
facts in braces, each with the way it is shown:

    {cost:usd}                        a number format of `numbers`
    {day}  {model}  {words}           a date, a model's short name, a person's own words
    {what}                            a unit, modifier or lever: its label
    {source:title}                    what a source is called
    {rest:text}                       words of ours, put together before, as they are
    {partner:label.partner}           the label with that key and the fact's value below it
    {requests:plural:request|requests}   the form that goes with a number

A fact that is a tuple is shown as a list, each part in the same way, and `Bounds` from the one
to the other; None as unknown. A person's own words are cleaned, never interpreted; quotation
marks are the sentence's.

A language is added by its file alone. While it has none, answers in it are in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, partial
from pathlib import Path
from string import Formatter
from typing import Any, Literal, NamedTuple

from bot.answers.types import Language
from bot.query.model import Bounds
from bot.query.phrase import Phrase
from pricing import BookError, Lever, Model, Modifier, Unit, read_yaml

from . import numbers
from .names import short_name
from .plain import clean
from .translations import title

FOLDER = Path(__file__).parent / "catalogue"
FALLBACK: Language = "en"

Style = Literal["standard", "unit", "amounts", "remarks", "sentences"]

Show = Callable[[Any, Language], str]


class Slot(NamedTuple):
    """A fact in a sentence: what stands before it, its name, and how it is shown."""

    before: str
    name: str
    show: Show


class Template(NamedTuple):
    """A sentence ready to be filled: its slots, and what stands after the last."""

    slots: tuple[Slot, ...]
    after: str


class CatalogueError(Exception):
    """A catalogue that cannot be read: its file, and what to mend."""


def load(lang: str, folder: Path = FOLDER) -> Mapping[str, Template]:
    """The sentences of a language by their dotted keys, ready to be filled.

    Raises:
        CatalogueError: the file is unreadable, or a sentence names a format there is not.
    """
    file = folder / f"{lang}.yaml"
    try:
        return {key: _compiled(key, text) for key, text in _sentences(read_yaml(file))}
    except BookError as error:
        raise CatalogueError(str(error)) from None
    except CatalogueError as error:
        raise CatalogueError(f"{file.name}: {error}") from None


@cache
def language(lang: Language) -> Language:
    """The language that answers in `lang` are worded in: all else here takes what this gives."""
    return lang if (FOLDER / f"{lang}.yaml").exists() else FALLBACK


def word(phrase: Phrase, lang: Language) -> str:
    """`phrase` as a sentence."""
    return _worded(phrase.key, lang, phrase.facts)


def label(key: str, lang: Language, /, **facts: object) -> str:
    """The sentence with this key, filled with `facts`."""
    return _worded(key, lang, facts)


def around(key: str, lang: Language) -> tuple[str, str]:
    """What stands before and after the one fact of a sentence."""
    template = _catalogue(lang)[key]
    (slot,) = template.slots
    return slot.before, template.after


def join(items: Sequence[str], lang: Language, style: Style = "standard") -> str:
    """A list in words: "a, b, and c"; with the style "unit" without the "and".

    Amounts of one piece of work, remarks in brackets and sentences have marks of their own. In
    the catalogue's own words: Babel's patterns for lists take 5 MB of memory.
    """
    if len(items) <= 1:
        return "".join(items)
    between = label(_BETWEEN[style], lang)
    if style != "standard":
        return between.join(items)
    *first, last = items
    before_last = label("label.list.pair" if len(first) == 1 else "label.list.last", lang)
    return f"{between.join(first)}{before_last}{last}"


_BETWEEN: Mapping[Style, str] = {
    "standard": "label.list.between",
    "unit": "label.list.between",
    "amounts": "label.list.amounts",
    "remarks": "label.list.remarks",
    "sentences": "label.list.sentences",
}

_catalogue = cache(load)


def _worded(key: str, lang: Language, facts: Mapping[str, object]) -> str:
    slots, after = _catalogue(lang)[key]
    text = ""
    for before, name, show in slots:
        text += before + show(facts[name], lang)
    return text + after


def _sentences(data: object, above: str = "") -> Iterator[tuple[str, str]]:
    if not isinstance(data, dict):
        raise CatalogueError(f"{above or 'all'}: write a sentence, or keys with sentences")
    for name, value in data.items():
        if isinstance(value, str):
            yield f"{above}{name}", value
        else:
            yield from _sentences(value, f"{above}{name}.")


def _compiled(key: str, sentence: str) -> Template:
    slots: list[Slot] = []
    text = ""
    try:
        for literal, name, spec, _ in Formatter().parse(sentence):
            text += literal
            if name is not None:
                slots.append(Slot(text, name, _show(spec or "")))
                text = ""
    except ValueError as error:
        raise CatalogueError(f"{key}: {error}") from None
    return Template(tuple(slots), text)


def _show(spec: str) -> Show:
    """How a fact is shown, by what stands behind its colon."""
    kind, _, rest = spec.partition(":")
    if not spec:
        return _plainly
    if kind == "plural":
        return partial(_plural, tuple(rest.split("|")))
    if spec.startswith("label."):
        return partial(_each, partial(_labelled, spec))
    if spec in _WORDS:
        return _WORDS[spec]
    if spec in numbers.FORMATS:
        return partial(_amount, numbers.FORMATS[spec])
    raise ValueError(f"there is no format {spec!r}")


def _plainly(value: object, lang: Language) -> str:
    if type(value) is str:  # what was put together before, or a person's own words
        return clean(value)
    return _each(_by_type, value, lang)


def _each(show: Show, value: object, lang: Language) -> str:
    if isinstance(value, Bounds):
        low, high = (show(each, lang) for each in value)
        return label("label.range", lang, low=low, high=high)
    if isinstance(value, tuple):
        return join([_each(show, part, lang) for part in value], lang)
    return numbers.UNKNOWN if value is None else show(value, lang)


def _as_it_is(value: str, _: Language) -> str:
    return value


def _texts(value: object, lang: Language) -> str:
    return value if type(value) is str else _each(_as_it_is, value, lang)


_WORDS: Mapping[str, Show] = {
    "text": _texts,
    "date": partial(_each, numbers.day),
    "title": partial(_each, title),
}


def _by_type(value: object, lang: Language) -> str:
    match value:
        case Phrase():
            return word(value, lang)
        case Unit() | Modifier() | Lever():
            return _named(value, lang)
        case str():
            return clean(value)
        case Model():
            return short_name(value)
        case date():
            return numbers.day(value, lang)
        case Decimal() | int():
            return numbers.count(Decimal(value), lang)
    raise TypeError(f"a fact cannot be shown: {value!r}")


@lru_cache(maxsize=64, typed=True)  # a lever may have the value of a modifier
def _named(value: Unit | Modifier | Lever, lang: Language) -> str:
    return label(f"label.{type(value).__name__.lower()}.{value.value}", lang)


def _labelled(prefix: str, value: object, lang: Language) -> str:
    return label(f"{prefix}.{value}", lang)


def _amount(show: Callable[[Decimal, Language], str], value: object, lang: Language) -> str:
    if type(value) is Decimal:  # nearly all are
        return show(value, lang)
    return _each(partial(_number, show), value, lang)


def _number(show: Callable[[Decimal, Language], str], value: Decimal | int, lang: Language) -> str:
    return show(Decimal(value), lang)


def _plural(forms: tuple[str, ...], value: Decimal | int, _: Language) -> str:
    """The first form for exactly one; a language without such forms gives one form only."""
    return forms[0] if value == 1 else forms[-1]
