"""A reply to what was asked back, and the question itself, as one text.

    "sonnet 5.5 10M tokens"   "output"               sonnet 5.5 10M tokens output
    "opus 5.5 10M / 2M"       "in and out"           opus 5.5 10M in / 2M out
    "sonnet 5.5 10M"          "8M in 2M out"         sonnet 5.5 8M in 2M out
    "sonnet 5.5 10M tokens"   "80% input"            sonnet 5.5 10M tokens, 80% input
    "sonnet 5.5, 100 calls"   "5k in 1k out each"    sonnet 5.5, 100 calls 5k in 1k out each
    "2,000 users, 10 msgs"    "each"                 2,000 users, 10 msgs each
    "5 jobs, 4M in"           "each"                 5 jobs, 4M in, each

What was asked decides what a reply can give, and where it goes in the text: a reply that gives
something else is none. Whether the text then says what both of them said is for `keeps` to tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from msgspec.structs import replace

from pricing import FEE_UNITS, exactly, read_yaml

from .ask import Amount, Ask, Intent
from .model import REQUESTS
from .openers import without_opener
from .patterns import Pattern
from .reading import Span
from .rules.nouns import is_of_people, plural

Read = Callable[[str], Ask]
"""Reads a text."""


_Kind = Literal["amount", "count", "other"]


class Asked(NamedTuple):
    """A question that was asked back about.

    Attributes:
        text: the normalised text.
        ask: what it says.
        about: the key of what was asked.
        span: the piece that it was asked about; the end, where it was of no piece.
    """

    text: str
    ask: Ask
    about: str
    span: Span


class Joined(NamedTuple):
    """A question with a reply in it.

    Attributes:
        text: both of them.
        kept: what the question said and the reply does not replace.
        adds: what comes of the two that neither of them holds alone: a kind for each fact.
        twice: whether both give numbers of the same thing, which is to be asked about.
    """

    text: str
    kept: Ask
    adds: tuple[_Kind, ...] = ()
    twice: bool = False


def can_be_replied_to(about: str) -> bool:
    """Whether a reply to what was asked, by its key, can be joined with the question."""
    return about in _WAYS


def joined(asked: Asked, said: str, read: Read) -> tuple[Joined, ...]:
    """The question with the reply `said` in it, as it reads best first; none if it is no reply."""
    reply = _trimmed(said) or said.strip(_MARKS)  # "yes"
    return tuple(_WAYS[asked.about](asked, reply, read)) if reply else ()


def answers_plainly(about: str, said: str) -> bool:
    """Whether `said` is one of the answers that a question offers: each or all, or not summed."""
    offered = {
        "ask.each_or_in_all": _words("each_request") | _words("in_all"),
        "ask.several_works": _words("adds_nothing_up"),
    }
    return _trimmed(said).casefold() in offered.get(about, ())


def is_whole(ask: Ask) -> bool:
    """Whether `ask` is a question of its own, which inherits nothing: a model with amounts."""
    return bool(ask.pasted or ask.parts or (ask.models and (ask.amounts or ask.contents)))


def has_numbers(ask: Ask) -> bool:
    """Whether `ask` holds amounts, which may be those of another question."""
    return bool(ask.amounts or ask.contents)


def keeps(found: Ask, joined: Joined, reply: Ask) -> bool:
    """Whether `found` says what the question and the reply say, and no more than was asked."""
    said, both = _facts(found), _facts(joined.kept) | _facts(reply)
    return both <= said and sorted(kind for kind, _ in said - both) == sorted(joined.adds)


def _facts(ask: Ask) -> frozenset[tuple[_Kind, object]]:
    """What decides the cost, without its places in the text."""
    others = (
        *ask.models,
        *((each.content, each.bounds) for each in ask.contents),
        *(each.money for each in ask.limits),
        *((each.share, each.tokens, "cached") for each in ask.caching),
        *((each.period, each.over) for each in ask.times),
        *(("discount", each) for each in ask.discounts),
        *((each.model, each.share) for each in ask.shares),
        *ask.modifiers,
        *ask.days,
        *ask.currencies,
    )
    found: set[tuple[_Kind, object]] = {("other", each) for each in others}
    found |= {("amount", (each.kind, each.quantity, each.bounds)) for each in ask.amounts}
    found |= {("count", (each.number, each.bounds)) for each in ask.counts}
    return frozenset(found).union(*map(_facts, ask.parts))


# --- what a reply says


def _trimmed(said: str) -> str:
    """`said` without what it only begins and ends with: "ok, it's output, please"."""
    left = without_opener(said).strip(_MARKS)
    while (found := _edge().search(left)) and found.end() - found.start() < len(left):
        left = (left[: found.start()] + left[found.end() :]).strip(_MARKS)
    return left


@cache
def _edge() -> re.Pattern[str]:
    begins, ends = (_any_of(_words(each)) for each in ("begins", "ends"))
    return re.compile(rf"^(?:{begins})(?![a-z])|(?<![a-z])(?:{ends})$", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MARKS = " \t\n,.!;:…、。"


def _sides(reply: str) -> tuple[list[str], str]:
    """The sides that `reply` begins with, and what follows: "in, with 2k out each"."""
    clause, mark, rest = _first_clause(reply)
    sides = [each.strip() for each in _between().split(clause)]
    known = _words("side") | _words("counted")
    return (sides, mark + rest) if known.issuperset(map(str.casefold, sides)) else ([], "")


def _first_clause(reply: str) -> tuple[str, str, str]:
    found = _REST.search(reply)
    return (reply[: found.start()], found[0], reply[found.end() :]) if found else (reply, "", "")


_REST = re.compile(r",? with | and (?=\d)|、(?=.*\d)|,(?=.*\d)", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    western = (each for each in _words("joins") if each.isascii())
    others = (each for each in _words("joins") if not each.isascii())
    return re.compile(rf" (?:{_any_of(western)}) |{_any_of(others)}|[,/、・]", re.IGNORECASE)


# --- where it goes


def _side(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """`10M tokens` of what: right behind it, or said again in place of it."""
    piece, kept = asked.text[slice(*asked.span)], asked.ask
    sides, rest = _sides(reply)
    if len(sides) == 1:
        is_count = sides[0].casefold() in _words("counted")
        adds: _Kind = "count" if is_count else "amount"
        yield Joined(_put(asked, f"{piece} {sides[0]}{rest}"), kept, (adds,))
    numbers = piece.split("/")
    if len(sides) == len(numbers) == _BOTH:
        pairs = zip(numbers, sides, strict=True)
        both = " / ".join(f"{number.strip()} {side}" for number, side in pairs)
        yield Joined(_put(asked, both + rest), kept, ("amount", "amount"))
    if "%" in reply:  # "80% input": the rest goes out
        text = asked.text.rstrip(_MARKS + "?？")
        yield Joined(f"{text}, {reply}", kept, ("amount", "amount"))
    if not sides and _says_again(piece, read(reply), read):
        yield Joined(_put(asked, reply), kept)


_BOTH = 2


def _says_again(piece: str, reply: Ask, read: Read) -> bool:
    """Whether `reply` holds the amounts of `piece` with their sides, or one amount split up."""
    if reply.models or reply.counts or not reply.amounts:
        return False
    before = sorted(each.quantity for each in _amounts_of(piece, read))
    now = sorted(each.quantity for each in reply.amounts)
    with exactly():
        return before in (now, [sum(now, start=Decimal(0))])


def _amounts_of(piece: str, read: Read) -> Iterable[Amount]:
    """The numbers of `piece`, be they of one side or the other."""
    for each in piece.split("/"):
        yield from read(f"{each} in").amounts


def _amounts(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """How many tokens: at the end of a question that has none."""
    before, now = asked.ask, read(reply)
    if not has_numbers(now) or has_numbers(before) or (before.models and now.models):
        return
    twice = bool(before.counts and now.counts) or bool(before.limits and now.limits)
    text = asked.text.rstrip(_MARKS + "?？")
    yield Joined(f"{text} {reply}", before, twice=twice)
    yield Joined(f"{text}, {reply}", before, twice=twice)


def _amounts_of_one(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """How many tokens one request has: each of them, where nothing else is said."""
    now = read(reply)
    of_one = f"{reply} {_OF_ONE}" if not (now.scopes or now.counts or now.times) else reply
    yield from _amounts(asked, of_one, read)


_OF_ONE = "each"


def _count(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """How many requests in all: "each" behind the second number, or one number for both."""
    yield from _amounts(asked, reply, read)
    counts = asked.ask.counts
    if len(counts) != _BOTH or asked.ask.source != asked.text:
        return
    of_people = is_of_people(counts[0])
    if of_people and reply.casefold() in _words("each"):
        yield Joined(_put(asked, f"{asked.text[slice(*asked.span)]} {reply}"), asked.ask)
    between = asked.text[counts[0].span.end : counts[1].span.start]
    if of_people or not between.strip(_MARKS):
        yield from _in_all(asked, reply, read)


def _how_many(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """How many of them there are, right behind what was counted: `500 users, 20 messages each`."""
    now, counts = read(reply), asked.ask.counts
    adds: tuple[_Kind, ...] = ()
    if called := _called_so(asked, now):  # "20 a day"
        reply, now, adds = called, read(called), ("count",)
    if len(counts) != 1 or len(now.counts) != 1 or now.models or has_numbers(now) or now.limits:
        return
    end = counts[0].span.end
    yield Joined(f"{asked.text[:end]}, {reply}{asked.text[end:]}", asked.ask, adds)


def _called_so(asked: Asked, now: Ask) -> str | None:
    """`20 a day` as `20 messages a day`, where it was asked how many messages there are."""
    nouns = [each.message.facts.get("noun") for each in asked.ask.troubles]
    is_bare = [each.message.key for each in now.troubles] == ["ask.number_of_what"]
    if not is_bare or len(nouns) != 1 or not isinstance(nouns[0], str) or not now.source.isascii():
        return None
    end = (now.troubles[0].span or Span(0, 0)).end
    return f"{now.source[:end]} {plural(nouns[0])}{now.source[end:]}"


def _in_all(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """One number in place of both: `20,000`, `20,000 a day`."""
    is_bare = bool(_NUMBER.fullmatch(reply))
    said = f"{reply} {REQUESTS}" if is_bare else reply
    now, (first, second) = read(said), asked.ask.counts
    if len(now.counts) == 1 and not (now.models or has_numbers(now) or now.limits):
        whole = asked._replace(span=Span(first.span.start, second.span.end))
        adds: tuple[_Kind, ...] = ("count",) if is_bare else ()
        yield Joined(_put(whole, said), replace(asked.ask, counts=()), adds)


_NUMBER = re.compile(r"[0-9][0-9.,]*[kKmM万千]?")


def _each_or_in_all(asked: Asked, reply: str, _read: Read) -> Iterable[Joined]:
    """`500 web searches a day`: so many in each request, or in all of them beside the requests."""
    lang, text = asked.ask.lang, asked.text
    whole = asked.span
    is_each = reply.casefold() in _words("each_request")
    if not is_each and reply.casefold() not in _words("in_all"):
        return
    if spread := _SPREAD.match(text, whole.start):
        said = _OF_ONE if is_each else _IN_ALL
        side = spread["side"] or ""
        yield Joined(f"{text[: whole.start]}{side} {said}, {text[spread.end() :]}", asked.ask)
        return
    periods = [
        each.span
        for each in asked.ask.times
        if whole.start <= each.span.start and each.span.end <= whole.end
    ]
    start, end = periods[0] if periods else (whole.end, whole.end)
    if text[:end].endswith(_A_DAY):
        start = end - len(_A_DAY)
    before, period, behind = text[:start], text[start:end], text[end:]
    if is_each:
        others = tuple(each for each in asked.ask.times if each.span not in periods)
        said = f"{before.rstrip()} {_OF_ONE}" if lang == "en" else f"{before}{_OF_ONE_IN_JAPANESE}"
        yield Joined(f"{said}{behind}", replace(asked.ask, times=others))
    elif asked.ask.counts and _is_of_requests_or_beside(asked):
        yield from _as_a_sum(asked)
    elif len(asked.ask.amounts) + len(asked.ask.contents) > 1 or not periods:
        return
    elif lang == "en":
        yield Joined(f"{before}{period} {_IN_ALL}{behind}", asked.ask)
    else:
        yield Joined(f"{before}{_IN_ALL_IN_JAPANESE}{period}{behind}", asked.ask)
        number, _, noun = text[slice(*whole)].partition("の")  # 1日500回[の]ウェブ検索
        yield Joined(_put(asked, f"{noun}を{_IN_ALL_IN_JAPANESE}{number}"), asked.ask)


_SPREAD = Pattern(r"(?:over|(?P<side>in)) (?=\d)")
"""`100k tokens [in 10] requests`, `500k in [over] 1,000 requests`."""


def _is_of_requests_or_beside(asked: Asked) -> bool:
    """Whether it was asked about what can be beside the requests: searches, images and the like."""
    fees = [each.span for each in asked.ask.amounts if each.kind in FEE_UNITS]
    contents = [each.span for each in asked.ask.contents]
    return any(each.apart(asked.span) < 0 for each in (*fees, *contents))


def _one_size(asked: Asked, reply: str, _read: Read) -> Iterable[Joined]:
    """One of several sizes that were named: `10k`, or `10k requests`, of `1k and 10k requests`."""
    piece = asked.text[slice(*asked.span)]
    sign = "%" if piece.endswith("%") else ""
    number, _, noun = reply.partition(" ")
    said = number.removesuffix("%") + sign
    if said not in {each.strip().removesuffix("%") + sign for each in _SIZES.split(piece)}:
        return
    behind = asked.text[asked.span.end :].split()
    if noun and noun not in behind:
        return
    of_no_size = replace(asked.ask, caching=()), replace(asked.ask, times=())
    for kept in (asked.ask, *of_no_size):  # "cached" behind the list was read without a share
        yield from (Joined(_put(asked, said), kept, adds) for adds in _ONE_MORE)


_ONE_MORE: tuple[tuple[_Kind, ...], ...] = (("count",), ("amount",), ("other",), ())
_SIZES = re.compile(r"[,/、]| and | or | vs\.? | versus |&|と|または")


def _added_up(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """Works with labels, all together: `combined`, `yes`, `add them up`; or `only prod`."""
    if reply.casefold() in _words("in_all") | _words("adds_them_up"):
        summed = _SUMMED if asked.ask.lang == "en" else _SUMMED_IN_JAPANESE
        yield Joined(f"{asked.text.rstrip(_MARKS + '?？')}, {summed}", asked.ask)
    elif text := _of_one_label(asked, reply):
        kept = replace(asked.ask, counts=(), amounts=())
        for each in (text, f"{text}; {_last_clause(asked.text)}"):  # "...; haiku 5.5"
            new = _facts(read(each)) - _facts(kept)
            yield Joined(each, kept, tuple(kind for kind, _ in new))


def _last_clause(text: str) -> str:
    """What is said behind all of the works, perhaps: of them all."""
    return re.split(r"[;。\n]|\.(?!\d)", text.rstrip(_MARKS + "?？"))[-1].strip()


def _of_one_label(asked: Asked, reply: str) -> str:
    """The question with the work of one label alone, and what stands before all of them."""
    (trouble,) = asked.ask.troubles
    said, text = trouble.message.facts.get("said"), asked.text.casefold()
    names = [str(each).casefold() for each in said] if isinstance(said, tuple) else []
    places = [text.find(f"{each}:") for each in names]
    words = _only().sub("", reply.casefold()).strip()
    if words not in names or places != sorted(places) or places[0] < 0:
        return ""
    one = names.index(words)
    ends = [*places[1:], len(text)]
    work = asked.text[places[one] : ends[one]]
    return (asked.text[: places[0]] + work).strip(_MARKS)


@cache
def _only() -> re.Pattern[str]:
    return re.compile(_any_of(_words("only")))


def _each_or_total(asked: Asked, reply: str, _read: Read) -> Iterable[Joined]:
    """More than one request holds: what each of them takes, or all of them together."""
    is_each = reply.casefold() in _words("each") | _words("each_request") | _words("each_run")
    if not is_each and reply.casefold() not in _words("in_all"):
        return
    text = asked.text.rstrip(_MARKS + "?？")
    if asked.ask.lang == "en":
        yield Joined(f"{text}, {_OF_ONE if is_each else _IN_ALL}", asked.ask)
    elif is_each:
        yield Joined(f"{text}, {_OF_ONE_IN_JAPANESE}", asked.ask)
    else:
        first = min((each.span.start for each in asked.ask.amounts), default=0)
        yield Joined(f"{text[:first]}{_IN_ALL_IN_JAPANESE}で{text[first:]}", asked.ask)


_SUMMED, _SUMMED_IN_JAPANESE = "combined", "合わせて"
_A_DAY, _IN_ALL = "1日", "in total"
_OF_ONE_IN_JAPANESE, _IN_ALL_IN_JAPANESE = "1件あたり", "合計"


def _as_a_sum(asked: Asked) -> Iterable[Joined]:
    """What was asked about behind the rest of the question, as work of its own."""
    piece = asked.text[slice(*asked.span)]
    names = [each.heard for each in asked.ask.models]
    rest = _put(asked, "").strip(_MARKS + "+")
    if len(names) == 1:
        yield Joined(f"{rest} + {names[0]} {piece}", asked.ask)


def _tokens_of_pdf(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """How many tokens a PDF is: `12k each`, `about 8k tokens`; no number of pages tells that."""
    now = read(reply)
    if now.contents or now.models or now.counts:
        return
    bare = [each.span for each in now.troubles if each.message.key in _OF_NO_SIDE]
    if not (bare or now.amounts):
        return
    said = reply
    if len(bare) == 1 and bare[0]:
        number = now.source[slice(*bare[0])].removesuffix(" tokens")
        said = f"{number} tokens in {_OF_ONE}"
    text = f"{_PDF.sub(_DOCUMENTS, asked.text).rstrip(_MARKS + '?？')}, {said}"
    new = _facts(read(text)) - _facts(asked.ask) - _facts(now)
    yield Joined(text, asked.ask, tuple(kind for kind, _ in new if kind != "other"))


_PDF, _DOCUMENTS = re.compile(r"\bpdfs?\b", re.IGNORECASE), "documents"
_OF_NO_SIDE = frozenset({"ask.number_of_what", "ask.tokens_of_what"})


def _fits_or_how_many(asked: Asked, reply: str, read: Read) -> Iterable[Joined]:
    """What a budget is for: `how many?`, `does it fit?`, behind all that was said."""
    now = read(reply)
    if len(now.intents & _OF_A_BUDGET) == 1 and not (now.models or has_numbers(now) or now.limits):
        yield Joined(f"{asked.text.rstrip(_MARKS + '?？')}, {reply}", asked.ask)


def _part(asked: Asked, reply: str, _read: Read) -> Iterable[Joined]:
    """A prompt behind what goes in: a part of it, on top of it, or `cache that`, and no more."""
    if [each.kind for each in asked.ask.amounts] != ["prefix"] or asked.ask.caching:
        return
    said, text = reply.casefold(), asked.text[: asked.span.end]
    in_english = asked.ask.lang == "en"
    if said in _words("caches_the_part"):
        yield Joined(f"{text}, {_CACHED if in_english else _CACHED_IN_JAPANESE}", asked.ask)
    elif said in _words("part_of_it"):
        yield Joined(f"{text}, {_INSIDE if in_english else _INSIDE_IN_JAPANESE}", asked.ask)
    elif said in _words("on_top_of_it"):
        behind = f"{text} {_ON_TOP}" if in_english else f"{text}{_ON_TOP_IN_JAPANESE}"
        yield Joined(behind, asked.ask)


_CACHED, _INSIDE, _ON_TOP = "cached", "part of the input", "on top"
_CACHED_IN_JAPANESE, _INSIDE_IN_JAPANESE, _ON_TOP_IN_JAPANESE = "キャッシュ", "入力の一部", "を追加"


_OF_A_BUDGET = frozenset[Intent]({"fits", "how_many"})


def _put(asked: Asked, piece: str) -> str:
    """The question with `piece` where it was asked about."""
    return f"{asked.text[: asked.span.start]}{piece}{asked.text[asked.span.end :]}"


_WAYS: Mapping[str, Callable[[Asked, str, Read], Iterable[Joined]]] = MappingProxyType(
    {
        "ask.tokens_of_what": _side,
        "ask.number_of_what": _side,
        "ask.pair": _side,
        "ask.tokens": _amounts,
        "ask.tokens_each": _amounts,
        "ask.one_request": _amounts_of_one,
        "ask.two_counts": _count,
        "ask.several_works": _added_up,
        "ask.one_size": _one_size,
        "ask.how_many_of": _how_many,
        "ask.each_or_in_all": _each_or_in_all,
        "ask.each_or_total_people": _each_or_total,
        "ask.each_or_total_runs": _each_or_total,
        "ask.part": _part,
        "ask.pdf": _tokens_of_pdf,
        "ask.fits_or_how_many": _fits_or_how_many,
    }
)


# --- words


def _words(part: str) -> frozenset[str]:
    return _parts()[part]


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    file = Path(__file__).parent / "words" / "replies.yaml"
    return {part: frozenset(words.split(", ")) for part, words in read_yaml(file).items()}
