"""What every prompt begins with, cached: whose it is, and what comes behind it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.query.ask import Amount, Caching
from bot.query.errors import NeedsMore
from bot.query.model import ONE
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, Piece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Said, Sentence
from pricing import Unit

from . import showing
from .cache_lives import FILLERS, add
from .cached_shares import BEFORE
from .nouns import ONE_REQUEST, is_plural, singular

_ITS_OWN, _OURS = words_that("of_each_its_own"), words_that("ours")
_ON_TOP, _ON_TOP_BEHIND = words_that("on_top"), words_that("on_top_behind")


def cached_prefix(sentence: Sentence) -> bool:
    """`10k cached system prompt`: what every prompt begins with, cached."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    index = sentence.skip(start + 1, ("link", "of"), ("tokens", "tokens"))
    index = index + 1 if sentence.mark(index, "-") else index
    behind = sentence.skip(index, ("tokens", "tokens"))
    index = _behind_its_whole(sentence, behind)
    said = f"{showing.number(number.value, number.bounds)} tokens that every prompt begins with"
    if index > behind and sentence.term(index, "unit", "prefix") and _is_cached(sentence, index):
        sentence.add("prefix", number, range(start, index + 1), said)
        return True
    if not sentence.term(index, "caching", "cached") or not sentence.term(
        index + 1, "unit", "prefix"
    ):
        return _text_in_a_prefix(sentence, number, said)
    sentence.add("prefix", number, range(start, index), said)
    add(sentence, range(index, index + 1))
    sentence.take([index + 1], "what is cached")
    return True


def _text_in_a_prefix(sentence: Sentence, number: NumberPiece, said: str) -> bool:
    """`25k policy handbook in the system prompt`: that is what is sent each time."""
    start = sentence.place
    end = _behind_a_name(sentence, start + 1)
    index = end + 1 if sentence.word(end) in _WITHIN else end
    while sentence.says(index, _OURS | {"a", "the"}):
        index += 1
    if end == start + 1 or index == end or not sentence.term(index, "unit", "prefix"):
        return False
    sentence.add("prefix", number, range(start, index + 1), said)
    return True


def text_cached(sentence: Sentence) -> bool:
    """`a 25k handbook, cached`, `our 40k policy manual is cached`: one text for all requests."""
    start = sentence.place
    end = _behind_a_name(sentence, start + 1)
    if (
        end == start + 1
        or sentence.word(end - 1) not in _PARTS
        or is_plural(sentence.word(end - 1))
    ):
        return False
    end = _behind_the_prompt(sentence, end)
    index = end + 1 if sentence.mark(end, ",(") else end
    while sentence.word(index) in _IS:
        index += 1
    if not sentence.term(index, "caching", "cached") or sentence.holds("unit", "prefix"):
        return False
    number = sentence.here(NumberPiece)
    said = f"{showing.number(number.value, number.bounds)} tokens that every prompt begins with"
    sentence.add("prefix", number, range(start, end), said)
    return True


def _behind_the_prompt(sentence: Sentence, index: int) -> int:
    """The index behind `a 25k handbook [in the prompt]`, where that is what is cached."""
    if sentence.word(index) not in _WITHIN:
        return index
    return index + 2 if sentence.word(index + 1) in _PROMPTS else index


_PROMPTS = frozenset({"context", "prompt", "prompts"})


def _behind_a_name(sentence: Sentence, index: int) -> int:
    """The index behind the name of a text: `25k [policy handbook]`, `3k [tokens of rules]`."""
    index = index + 1 if sentence.mark(index, "-") else index
    index = sentence.skip(index, ("tokens", "tokens"), ("link", "of"))
    end = index
    while end < index + _MOST_OF_A_NAME and _is_of_a_name(sentence, end):
        end += 1
    return end


def _is_of_a_name(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    is_noun = sentence.at(index, WordPiece) or sentence.term(index, "count", "request")
    return bool(is_noun) and word.isascii() and word not in _IS


_MOST_OF_A_NAME, _IS = 3, frozenset({"is", "are", "be", "gets", "will", "that"})
_WITHIN = frozenset({"in", "in the", "in our", "inside", "into", "into the", "within", "as"})


def _behind_its_whole(sentence: Sentence, index: int) -> int:
    """The index behind what the prefix is a part of: `2k of [the prompt is a] cached prefix`."""
    if not (sentence.was(index - 1, "link", "of") or sentence.was(index, "part", "part")):
        return index
    while sentence.says(index, BEFORE) or any(sentence.term(index, *each) for each in _WHOLE):
        index += 1
    return index


def _is_cached(sentence: Sentence, prefix: int) -> bool:
    """Whether the prefix is said to be cached: `2k of each prompt is a cached prefix`."""
    if "cached" in sentence.word(prefix):
        return True
    return sentence.holds("caching", "cached")


_WHOLE = (*FILLERS[:-1], ("link", "per"), ("part", "part"), ("scope", "each"))


def settle_prefix(sentence: Sentence) -> None:
    """`10k cached prefix`, `cached context: 10k`: that word alone says that it is cached."""
    if sentence.said.caching or sentence.said.uncached:
        return
    for piece in sentence.pieces:
        is_prefix = isinstance(piece, TermPiece) and piece.term == ("unit", "prefix")
        if is_prefix and "cached" in piece.text.casefold():
            sentence.said.caching.append(Caching(piece.span))
            return
    _settle_by_lifetime(sentence)


def _settle_by_lifetime(sentence: Sentence) -> None:
    """`ttl 1 hour, 10k prefix, 3 requests an hour`: what has a life in the cache is cached."""
    said = sentence.said
    lives = [each for each in sentence.pieces if _is_lifetime(each)]
    has_prefix = any(each.kind == "prefix" for each in said.amounts)
    if has_prefix and len(said.ttls) == 1 and len(lives) == 1:
        said.caching.append(Caching(lives[0].span))


def _is_lifetime(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term == ("caching", "lifetime")


def settle_open_prefix(sentence: Sentence) -> None:
    """`8k in, cache the system prompt`: that is no 8k, and nobody said how much it is."""
    said = sentence.said
    known = any(each.kind == "prefix" for each in said.amounts)
    if known or not said.caching or any(not each.is_open for each in said.caching):
        return
    counted = {singular(each.noun) for each in said.counts}
    for place, piece in enumerate(sentence.pieces):
        text = piece.text.casefold()
        is_named = sentence.was(place, "unit", "prefix") or (
            text in _PARTS and singular(text) not in counted
        )
        if is_named and ("cached" in text or _is_beside_cached(sentence, place)):
            said.open_prefix.append(piece.span)


_PARTS = words_that("part_that_is_cached")


def _is_beside_cached(sentence: Sentence, prefix: int) -> bool:
    """Whether caching stands beside the prefix, with no more between than ties the two."""
    for step in (-1, 1):
        index = prefix + step
        while 0 <= index < len(sentence.pieces) and _ties(sentence, index):
            index += step
        if sentence.was(index, "caching", "cached"):
            return True
    return False


def _ties(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    is_tie = any(sentence.was(index, each) for each in ("link", "particle"))
    return (is_tie and word not in _APART) or word in _BETWEEN


_BETWEEN = BEFORE | words_that("may_be_done") | words_that("only")
_APART = frozenset({"and", "&", "+", "plus", "with"})


def ask_whose_prefix(sentence: Sentence) -> None:
    """`its own 20k system prompt, cached`, `cached per customer`: one for all, or one of each?"""
    said = sentence.said
    prefix = next((each for each in said.amounts if each.kind == "prefix"), None)
    if prefix is None or not said.caching:
        return
    for place, piece in enumerate(sentence.pieces):
        if piece.span.end == prefix.span.end or any(e.span == piece.span for e in said.caching):
            before = range(max(place - _BEFORE_A_PREFIX, 0), place)
            own = [
                each
                for each in before
                if sentence.word(each) in _ITS_OWN and sentence.word(each - 1) not in _OURS
            ]
            end = _behind_each_one(sentence, place + 1)
            if own or end:
                span = sentence.span(own[0] if own else place, end or place + 1)
                quoted = sentence.source[span.start : span.end]
                sentence.troubles.append(NeedsMore(phrase("ask.whose_prefix", said=quoted), span))
                return


def _behind_each_one(sentence: Sentence, index: int) -> int:
    """The index behind `per customer`, `for each team`; 0 where each request is meant, or none."""
    index = index + 1 if sentence.was(index, "link", "of") else index
    is_each = sentence.was(index, "link", "per") or sentence.was(index, "scope", "each")
    noun, counts = singular(sentence.word(index + 1)), sentence.said.counts
    words = [isinstance(each, WordPiece) for each in sentence.pieces[index + 1 : index + 2]]
    is_noun = sentence.was(index + 1, "count") or any(words)
    counted = {singular(each.noun) for each in counts} if len(counts) == 1 else set[str]()
    return index + 2 if is_each and is_noun and noun not in ONE_REQUEST | counted else 0


_BEFORE_A_PREFIX = 4


def settle_context(sentence: Sentence) -> None:
    """`50k context cached`, `a cached 50k prompt`, at a rate: a prefix, in any order of words."""
    said = sentence.said
    if len(said.caching) != 1 or not said.times or not _asks_at_a_rate(said):
        return
    (cached,) = said.caching
    is_kept = said.ttls or _names_one_context(sentence, cached.span)
    is_kept = is_kept or _is_beside_a_question(sentence, cached)
    if cached.tokens is not None and is_kept:  # "50k cached prompt", "18k of it cached, 1h TTL"
        amount = Amount("prefix", cached.tokens, cached.span)
    elif cached.share is None and cached.tokens is None:
        found = _context_beside(sentence, cached.span)
        if found is None:
            return
        said.amounts.remove(found)
        amount = replace(found, kind="prefix")
    else:
        return
    said.amounts.append(amount)
    said.caching[:] = [Caching(cached.span)]
    many = showing.number(amount.quantity, amount.bounds)
    meaning = f"{many} tokens that every prompt begins with"
    sentence.heard[:] = [
        each._replace(meaning=meaning) if each.span == amount.span else each
        for each in sentence.heard
    ]


def _asks_at_a_rate(said: Said) -> bool:
    """Whether requests come at a rate, and nothing is called a prefix yet."""
    if any(each.kind == "prefix" for each in said.amounts):
        return False
    return any(each.over is None for each in said.times if said.counts or each.every != ONE)


def _is_beside_a_question(sentence: Sentence, cached: Caching) -> bool:
    """`FAQ15000トークンをキャッシュ、質問100`: it stands before each question."""
    asked = [each for each in sentence.said.amounts if each.kind is Unit.INPUT]
    if cached.tokens is None or len(asked) != 1 or asked[0].quantity >= cached.tokens:
        return False
    start = asked[0].span.start
    place = next(each for each, piece in enumerate(sentence.pieces) if piece.span.end > start)
    named = {sentence.word(each) for each in range(max(place - _BEFORE_A_NUMBER, 0), place + 1)}
    return not named.isdisjoint(_QUESTIONS)


_BEFORE_A_NUMBER = 3
_QUESTIONS = words_that("asks_the_model")


def _context_beside(sentence: Sentence, cached: Span) -> Amount | None:
    """The one context or prompt that is said right beside "cached", before or behind it."""
    for each in sentence.said.amounts:
        if each.kind in _CONTEXTS and _names_one_context(sentence, each.span):
            left, right = sorted((each.span, cached))
            between = [
                piece.text.casefold()
                for piece in sentence.pieces
                if left.end <= piece.span.start and piece.span.end <= right.start
            ]
            if _BESIDE_CACHED.issuperset(between):
                return each
    return None


_CONTEXTS = ("prompt_size", Unit.INPUT)
_BESIDE_CACHED = words_that("between_cached_and_context")


def _names_one_context(sentence: Sentence, span: Span) -> bool:
    """Whether what stands in `span` is called one context, or one prompt."""
    return any(
        piece.text.casefold().rpartition(" ")[-1] in _ONE_CONTEXT
        for piece in sentence.pieces
        if span.start <= piece.span.start and piece.span.end <= span.end
    )


_ONE_CONTEXT = words_that("one_context")


def ask_about_more(sentence: Sentence) -> None:
    """`2M in plus 8M cached`: are these 8M of the 2M, or more than it?"""
    inputs = [each for each in sentence.said.amounts if each.kind is Unit.INPUT]
    parts = [each for each in sentence.said.caching if each.tokens is not None]
    if not inputs or not parts or sentence.said.fresh:
        return
    firsts = {each.span.start: place for place, each in enumerate(sentence.pieces)}
    lasts = {each.span.end: place for place, each in enumerate(sentence.pieces)}
    for said in parts:
        before, behind = firsts[said.span.start] - 1, lasts[said.span.end] + 1
        follows = any(each.span.start == _start_of(sentence, behind + 1) for each in inputs)
        is_more = _says_more(sentence, before) or sentence.word(behind) in _ON_TOP_BEHIND
        if is_more or (follows and _says_more(sentence, behind)):
            quoted = sentence.source[said.span.start : said.span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.part", said=quoted), said.span))


def _says_more(sentence: Sentence, index: int) -> bool:
    """Whether "plus" or the like stands at `index`, perhaps before an "of" or "to"."""
    word = sentence.word(index)
    return (sentence.word(index - 1) if word in {"of", "to"} else word) in _ON_TOP


def _start_of(sentence: Sentence, index: int) -> int:
    return sentence.pieces[index].span.start if index < len(sentence.pieces) else -1
