"""What is written to the cache once and read so often: "write 100k in once and read it 50 times".

once = amount cached "once" {word} ("read" | "hit") ["it"] NUMBER "times"

It is one write and so many reads, and no reads alone. What comes out may be that of the reads, or
of the first request as well, and the size of one prompt may decide its price: both are asked.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.query.ask import Amount, Count
from bot.query.errors import NeedsMore
from bot.query.model import ONE
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Ttl, Unit, exactly

_ONCE, _READS = words_that("written_once"), words_that("reads_again")
_INPUTS = frozenset({Unit.INPUT, "prompt_size", "prefix"})
_MOST = Decimal(100_000)
"""No prompt of so many tokens is dearer than a shorter one, on any day."""


def settle_written_once(sentence: Sentence) -> None:
    """Take one write and so many reads for what they are, or ask."""
    said = sentence.said
    counts = [each for each in said.counts if each.number != ONE]
    if len(counts) != 1 or not (said.caching or sentence.holds("cache_verb")):
        return
    (reads,) = counts
    start = _once(sentence, reads)
    if start is None or not _are_reads(sentence, reads):
        return
    if said.times or not _are_plain(said.amounts, reads):
        text = sentence.source[start : reads.span.end]
        asked = phrase("ask.written_once", said=text, reads=reads.number)
        sentence.troubles.append(NeedsMore(asked, reads.span))
        return
    (first,) = said.amounts
    written = Unit.CACHE_WRITE_1H if Ttl.ONE_HOUR in said.ttls else Unit.CACHE_WRITE_5M
    with exactly():
        read = first.quantity * reads.number
    said.amounts[:] = [
        replace(first, kind=written),
        replace(first, kind=Unit.CACHE_READ, quantity=read),
    ]
    said.counts.clear()
    sentence.ones.clear()
    said.caching.clear()
    said.ttls.clear()


def _once(sentence: Sentence, reads: Count) -> int | None:
    """Where "once" or 1回 stands before the reads."""
    for place, piece in enumerate(sentence.pieces):
        is_one = isinstance(piece, NumberPiece) and piece.value == ONE
        is_once = is_one and sentence.was(place + 1, "count")  # 1回
        is_before = piece.span.end <= reads.span.start
        if is_before and (is_once or sentence.word(place) in _ONCE):
            return piece.span.start
    return None


def _are_reads(sentence: Sentence, reads: Count) -> bool:
    """`read it 50 times`, `50回読む`."""
    spans = [each.span.start for each in sentence.pieces]
    place = next(each for each, start in enumerate(spans) if start == reads.span.start)
    around = (place - 1, place - 2, place + 2, place + 3)
    return any(sentence.word(each) in _READS for each in around)


def _are_plain(amounts: list[Amount], reads: Count) -> bool:
    """Whether all that is said is what goes in, and it is no range."""
    return len(amounts) == 1 and all(
        each.kind in _INPUTS and each.quantity <= _MOST and not (each.bounds or reads.bounds)
        for each in amounts
    )
