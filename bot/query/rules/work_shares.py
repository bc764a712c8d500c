"""Kinds of requests that differ in size: "80% are short (1k in 200 out), 20% long (4k in 1k out)".

kinds = kind {kind}
kind  = (PERCENT | "half" | "the rest") {word} amounts

They are of one number of requests on one model, their shares sum to 100 %, and each has amounts of
its own, of the same sides. What is said before the first of them is said of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from bot.query.ask import Amount, Ask, Count
from bot.query.dealing import has_ranges
from bot.query.errors import NeedsMore
from bot.query.model import ONE, Bounds, Scope
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, WordPiece
from bot.query.reading import Span
from bot.query.routing import is_same
from bot.query.sentence import Sentence
from pricing import exactly, part

from . import showing
from .amounts import unit_at
from .cached_shares import one_share_at
from .own_amounts import dealt_amounts
from .works import has_own_term, is_of_all_together

_REST = -ONE
_MOST_WORDS = 8
_FILLERS = (("link", "of"), ("tokens", "tokens"), ("approximately", "about"))
_BETWEEN = ("link", "particle", "prose", "count", "approximately", "scope")


def share_of_work(sentence: Sentence) -> bool:
    """`80% are short (1k in, 200 out)`, where others have amounts of their own as well."""
    start = sentence.place
    share = _share_at(sentence, start)
    if share is None or sentence.models_named > 1 or not _has_amounts(sentence, start):
        return False
    if not (sentence.kinds or _has_another(sentence, start)):
        return False
    sentence.kinds.append((sentence.span(start, start + 1), share))
    said = "the rest" if share < 0 else showing.percent(share)
    sentence.take([start], f"{said} of the requests")
    return True


def _share_at(sentence: Sentence, index: int) -> Decimal | None:
    return _REST if sentence.term(index, "rest") else one_share_at(sentence, index)


def _has_another(sentence: Sentence, start: int) -> bool:
    places = range(start + 1, len(sentence.pieces))
    return any(
        _share_at(sentence, each) is not None and _has_amounts(sentence, each) for each in places
    )


def _has_amounts(sentence: Sentence, start: int) -> bool:
    """Whether an amount stands behind a share, and nothing before it but words."""
    index = start + 1
    while index <= start + _MOST_WORDS and _is_between(sentence, index):
        index += 1
    if sentence.at(index, NumberPiece):
        return unit_at(sentence, sentence.skip(index + 1, *_FILLERS)) is not None
    behind = sentence.skip(index + 1, *_FILLERS)
    return unit_at(sentence, index) is not None and sentence.at(behind, NumberPiece) is not None


def _is_between(sentence: Sentence, index: int) -> bool:
    is_word = sentence.at(index, WordPiece) is not None or sentence.mark(index, "(:")
    return is_word or any(sentence.term(index, each) for each in _BETWEEN)


def by_share(sentence: Sentence, ask: Ask) -> Ask:
    """`ask` in the parts that its kinds of requests make, or with what is open about them."""
    shares = _whole([share for _, share in sentence.kinds])
    amounts = list(_dealt(sentence, ask))
    if not (shares and ask.counts and _are_alike(amounts)) or _is_open(sentence, ask):
        first, last = sentence.kinds[0][0], sentence.kinds[-1][0]
        said = ask.quoted(Span(first.start, last.end))
        asked = NeedsMore(phrase("ask.shares_of_work", said=said), first)
        return replace(ask, troubles=(*ask.troubles, asked))
    head, *others = ask.counts
    parts = (
        replace(ask, counts=(part_of(head, share), *others), amounts=each)
        for share, each in zip(shares, amounts, strict=True)
    )
    return replace(ask, parts=tuple(parts))


def _whole(shares: list[Decimal]) -> list[Decimal]:
    """The shares, with the rest worked out; nothing where they do not sum to 100 %."""
    with exactly():
        rest = ONE - sum(each for each in shares if each > 0)
    found = [rest if each == _REST else each for each in shares]
    is_whole = rest > 0 if _REST in shares else rest == 0
    return found if is_whole and shares.count(_REST) <= 1 else []


def _dealt(sentence: Sentence, ask: Ask) -> Iterator[tuple[Amount, ...]]:
    """The amounts of each kind, with those of all."""
    starts = [span.start for span, _ in sentence.kinds]
    of_all = tuple(each for each in ask.amounts if each.span.start < starts[0])
    for start, end in zip(starts, [*starts[1:], len(ask.source)], strict=True):
        own = tuple(each for each in ask.amounts if start < each.span.start < end)
        yield (*of_all, *own)


def _are_alike(amounts: list[tuple[Amount, ...]]) -> bool:
    """Whether each kind of requests says the same sides, once each."""
    sides = [sorted(str(amount.kind) for amount in each) for each in amounts]
    return all(each == sides[0] and len(set(each)) == len(each) for each in sides)


def _is_open(sentence: Sentence, ask: Ask) -> bool:
    """Whether something stands beside them that could be of one kind alone, or of them all."""
    start, end = sentence.kinds[0][0].start, max(each.span.end for each in ask.amounts)
    last = sentence.kinds[-1][0].start
    apart = is_of_all_together(ask) or Scope.TOTAL in ask.scopes
    return apart or has_own_term(sentence, start, end, last)


def part_of(count: Count, share: Decimal) -> Count:
    """That share of what is counted, of either end of a range."""
    low_high = count.bounds and Bounds(*(part(each, share) for each in count.bounds))
    return replace(count, number=part(count.number, share), bounds=low_high)


def by_model(sentence: Sentence, ask: Ask) -> Ask:
    """`80% on haiku (1k in 200 out), 20% on opus (4k in 800 out)`: each with its own amounts."""
    if len({each.kind for each in ask.amounts}) == len(ask.amounts):
        return ask
    if has_ranges(ask.shares):
        return ask_whose_amounts(ask)
    starts = [sentence.pieces[place].span.start for place in sentence.share_places]
    shares = _whole([each.share for each in ask.shares])
    amounts = dealt_amounts(ask.amounts, starts, ask.source) or _named_again(sentence, ask)
    if not (amounts and shares and ask.counts) or len(shares) != len(starts):
        return ask
    head, *others = ask.counts
    parts = (
        replace(
            ask,
            models=(each.model,),
            shares=(),
            counts=(part_of(head, share), *others),
            amounts=own,
        )
        for each, share, own in zip(ask.shares, shares, amounts, strict=True)
    )
    return replace(ask, shares=(), parts=tuple(parts))


def _named_again(sentence: Sentence, ask: Ask) -> list[tuple[Amount, ...]] | None:
    """The amounts of each share where its model is named again beside them: `500 out on haiku`."""
    places = sentence.model_places
    starts = [sentence.pieces[place].span.start for place, _ in places]
    amounts = dealt_amounts(ask.amounts, starts, ask.source)
    found = [
        [at for at, (_, choice) in enumerate(places) if is_same(choice, share.model)]
        for share in ask.shares
    ]
    if amounts is None or any(len(each) != 1 for each in found) or len(found) != len(places):
        return None
    return [amounts[at] for (at,) in found]


def ask_whose_amounts(ask: Ask) -> Ask:
    """`ask` with the question which amounts are those of which share."""
    span = ask.shares[0].span
    asked = NeedsMore(phrase("ask.shares_of_amounts", said=ask.quoted(span)), span)
    return replace(ask, troubles=(*ask.troubles, asked))
