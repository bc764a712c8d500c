"""The share of the input that is read from the cache: `80% cached`, `hit rate 0.8`.

share = (PERCENT | "half") {filler | "input"} cached | cached {filler} PERCENT
      | "hit rate" {filler} NUMBER              a share up to 1
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.model import HALF, ONE
from bot.query.pieces import NumberPiece, PercentPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, divide

from .amounts import behind_becoming, has_own_unit, is_hit
from .cache_lives import FILLERS, add, life_at, lifetime_at, live, share_is_bound, skip_fillers
from .nouns import counted_noun


def share_then_cached(sentence: Sentence) -> bool:
    """`80% cached`, `80% of the input is cached`, `half of it cached`."""
    start = sentence.place
    share = share_at(sentence, start)
    amount = _input_between(sentence, start + 1)
    index = _behind_input(sentence, amount.stop if amount else start + 1)
    if sentence.term(start, "multiple") and sentence.term(index, "caching", "hit_rate"):
        sentence.ask(start, index + 1, "ask.cached_share")  # "halve the hit rate"
        return True
    if share is not None and _hits(sentence, start, share):
        return True
    reads = sentence.term(index, "unit", "cache_read")
    kinds = ("cached", "hit", "hit_rate", *_NOT_READ)
    if not reads and not sentence.term(index, "caching", *kinds):
        return False
    if share is None and sentence.term(start, "multiple"):  # "double the cache reads"
        return False
    if share is None:  # "mostly cached"
        sentence.ask(start, index + 1, "ask.cached_share")
        return True
    if sentence.was(start - 1, "link", "of") and sentence.was(start - 2, "count", "user"):
        sentence.ask(start - 2, index + 1, "ask.cached_share")  # ユーザーの9割がキャッシュにヒット
        return True
    percent = sentence.at(start, PercentPiece)
    bounds = percent.bounds if percent else None
    if sentence.term(index, "caching", *_NOT_READ):
        if bounds:
            return False
        share = ONE - share
    behind = sentence.skip(index + 1, ("link", "of"))
    lives, end = lifetime_at(sentence, behind)  # "80% cached for 1 hour"
    if lives is None or behind == index + 1:
        lives, end = None, index + 1
    live(sentence, lives)
    end = _behind_what_is_not(sentence, end, share)
    named = [each for each in range(start, end) if each not in amount]
    add(sentence, named, share=share, bounds=bounds)
    return True


def _behind_what_is_not(sentence: Sentence, end: int, share: Decimal) -> int:
    """The index behind "half not" in `half cached, half not`: the rest, of which it is said."""
    index = end
    while sentence.mark(index, ",/") or sentence.was(index, "link", "and"):
        index += 1
    rest = share_at(sentence, index)
    is_not = sentence.term(index + 1, "negation", "negation") and sentence.word(index + 1) == _NOT
    ends = index + 2 == len(sentence.pieces) or sentence.mark(index + 2, ",;.:?!)")
    return index + 2 if rest == ONE - share and is_not and ends else end


_NOT = "not"


def _input_between(sentence: Sentence, index: int) -> range:
    """Where the input is in `90% of our [9k prompt] is cached`, which is read in its turn."""
    start = sentence.skip(index, ("link", "of"))
    is_of = start > index or sentence.word(index - 1).endswith(" of")  # "half of"
    while sentence.says(start, BEFORE):
        start += 1
    if not (is_of and sentence.at(start, NumberPiece)):
        return range(0)
    unit = sentence.skip(start + 1, ("tokens", "tokens"))
    if not sentence.term(unit, "unit", Unit.INPUT, "prompt_size"):
        return range(0)
    return range(start, sentence.skip(unit + 1, ("tokens", "tokens")))


def _hits(sentence: Sentence, start: int, share: Decimal) -> bool:
    """`70% hits`, `15% of our calls hit the 5 min cache`: of requests, all of which are alike.

    Where nothing speaks of a cache it could be a button that they hit.
    """
    if not (sentence.holds("caching") or sentence.holds("unit", Unit.CACHE_READ)):
        return False
    index = start + 1
    index = index + 1 if sentence.word(index) in _OF else index
    index = index + 1 if sentence.word(index) in BEFORE else index
    counted = _counted_between(sentence, index)
    index = counted.stop
    index = index + 1 if sentence.term(index, "count") else index
    is_miss = sentence.says(index, _MISS)
    if not is_miss and sentence.word(index) not in _HITS:
        return False
    behind = index + 2 if sentence.word(index + 1) in BEFORE else index + 1
    lives, end = life_at(sentence, behind)
    end = end + 1 if sentence.term(end, "caching", "cached") else end
    percent = sentence.at(start, PercentPiece)
    bounds = percent.bounds if percent else None
    if is_miss and (bounds or end == behind):
        return False  # "30% miss": what is missed is not said
    live(sentence, lives)
    named = range(start, end if end > behind else index + 1)
    taken = [each for each in named if each not in counted]
    add(sentence, taken, share=ONE - share if is_miss else share, bounds=bounds)
    return True


_HITS, _MISS = words_that("hits"), words_that("misses")
_OF = frozenset({"of", "of the"})


def _counted_between(sentence: Sentence, index: int) -> range:
    """Where requests are counted in `40% of our [10k daily requests] hit the cache`, or nothing."""
    is_of = sentence.word(index - 1) in BEFORE | {"of"}
    noun = counted_noun(sentence, index + 1) if is_of and sentence.at(index, NumberPiece) else None
    return range(index, index if noun is None else noun + 1)


def _behind_input(sentence: Sentence, index: int) -> int:
    """The index behind "of the input tokens", or "of that is boilerplate we"."""
    if sentence.was(index, "part", "part") and sentence.said.amounts:  # "75% of that is cached"
        index = _behind_what_we_cache(sentence, sentence.skip(index + 1, *FILLERS))
    index = sentence.skip(index, *FILLERS)
    if sentence.says(index, BEFORE) or sentence.term(index, "scope", "each"):  # "of each prompt"
        index = sentence.skip(index + 1, *FILLERS)
    if sentence.term(index, "count") and sentence.term(index + 1, "link", "of"):
        index = sentence.skip(index + 1, *FILLERS)  # "90% of our requests are cached"
    while sentence.says(index, _MAY_BE):  # "25% of the input can be cached"
        index = sentence.skip(index + 1, *FILLERS)
    return index


_MAY_BE = words_that("may_be_done")


def _behind_what_we_cache(sentence: Sentence, index: int) -> int:
    """The index behind `boilerplate we`, where that is said of what is cached."""
    end = index
    while end < index + _MOST_WORDS and sentence.at(end, WordPiece):
        end += 1
    return end if sentence.word(end - 1) in _WHO_CACHE else index


_MOST_WORDS, _WHO_CACHE = 4, frozenset({"we", "i"})
BEFORE = words_that("before_the_cache")
_NOT_READ = ("miss", "uncached")
"""A share of these is that of all but the reads."""


def share_at(sentence: Sentence, index: int) -> Decimal | None:
    """What share the piece at `index` says: `80%`, `a third`; None where it is vague."""
    if percent := sentence.at(index, PercentPiece):
        return percent.share
    if sentence.term(index, "multiple", "0.5"):  # "half the input is cached"
        return HALF
    word = sentence.term(index, "share")
    return share_of(word) if word and word.term.value != "vague" else None


def one_share_at(sentence: Sentence, index: int) -> Decimal | None:
    """The same, but for a range: 4〜6割."""
    percent = sentence.at(index, PercentPiece)
    return None if percent and percent.bounds else share_at(sentence, index)


def share_of(word: TermPiece) -> Decimal:
    """What share a word like "half" or "a third" is."""
    return share_called(word.term.value)


def share_called(value: str) -> Decimal:
    """The share that the lexicon writes as "0.5" or "1/3"."""
    above, _, below = value.partition("/")
    return divide(Decimal(above), Decimal(below)) if below else Decimal(above)


def cached_then_share(sentence: Sentence) -> bool:
    """`cached 80%`, `hit rate of 0.8`, `cache hit rate: 80%`."""
    start = sentence.place
    cached = sentence.term(start, "caching", "cached", "hit_rate", *_NOT_READ)
    if cached is None:
        return False
    if cached.term.value == "cached" and (part := _part_of_input(sentence, start + 1)):
        add(sentence, range(start, part[1]), share=part[0])
        return True
    becomes = behind_becoming(sentence, start + 1)  # "hit rate drops [to] 50%"
    becomes = becomes + 1 if becomes > start + 1 else becomes
    index = skip_fillers(sentence, start + 2 if _is_set(sentence, start) else becomes)
    index = _behind_its_level(sentence, _behind_just(sentence, index), cached)
    if cached.term.value in _NOT_READ:
        share = sentence.at(index, PercentPiece)
        if share is None or share_is_bound(sentence, index):
            return False
        return _not_read(sentence, range(start, index + 1), share)
    if cached.term.value == "hit_rate":
        index = _behind_coming_to(sentence, index)
        if _rate_of_hits(sentence, start, index):
            return True
    index = _behind_a_lead(sentence, index)  # "caching covers 75% of the input"
    index = sentence.skip(index, *FILLERS)  # "キャッシュは入力の7割"
    if cached.term.value == "cached" and (end := _behind_a_miss(sentence, index)):
        sentence.said.uncached = True
        sentence.take(range(start, end), "without caching")
        return True
    if cached.term.value == "cached":
        index = _behind_a_comma(sentence, index)
    return _share_behind(sentence, start, _in_brackets(sentence, index))


def _behind_a_comma(sentence: Sentence, index: int) -> int:
    """Where the share of `and with caching, [80%]?` stands, with nothing behind it."""
    is_apart = sentence.mark(index, ",、") and sentence.at(index + 1, PercentPiece)
    ends = sentence.at(index + 2, Piece) is None or sentence.mark(index + 2, ".?!,;。、")
    ends = ends or sentence.word(index + 2) in _THEN
    return index + 1 if is_apart and ends else index


_THEN = words_that("supposes_a_share")


def _share_behind(sentence: Sentence, start: int, index: int) -> bool:
    """`[cached] 80%`, `キャッシュは半分`: from `start` on, with the share at `index`."""
    share = sentence.at(index, PercentPiece)
    half = sentence.term(index, "share", *_PLAIN_SHARES)
    of_input = sentence.was(index - 2, "unit", "input")  # キャッシュは入力の半分
    if half and not half.text.isascii() and (of_input or not sentence.was(index - 1, "link", "of")):
        end = _behind_a_miss(sentence, index + 1) or index + 1  # half of it is missed, half hit
        add(sentence, range(start, end), share=share_of(half))
        return True
    if share is None or share_is_bound(sentence, index):
        return False
    if missed := _behind_a_miss(sentence, index + 1):
        return _not_read(sentence, range(start, missed), share)
    add(sentence, range(start, index + 1), share=share.share, bounds=share.bounds)
    return True


def _in_brackets(sentence: Sentence, index: int) -> int:
    """Where the one piece stands that brackets hold, as in キャッシュ率（80%）; else `index`."""
    closes = sentence.mark(index, "(") and sentence.mark(index + 2, ")")
    return index + 1 if closes else index


def _is_set(sentence: Sentence, start: int) -> bool:
    """`[bump the] cache to 70%`: what it comes to, where it is told to change."""
    if sentence.word(start + 1) != "to":
        return False
    return any(sentence.word(each) in _SETS for each in range(max(0, start - _NEAR), start))


_SETS, _NEAR = words_that("sets_a_rate"), 3


def _behind_just(sentence: Sentence, index: int) -> int:
    """The index behind `somewhere from`, as in "hit rate somewhere from 60 to 80 percent"."""
    return skip_fillers(sentence, index + 1) if sentence.says(index, _JUST) else index


_JUST = words_that("just_so_many")


def _behind_its_level(sentence: Sentence, index: int, cached: TermPiece) -> int:
    """The index behind `低めで`, `控えめに`: what kind of rate it is, and no number."""
    if cached.term.value != "hit_rate" or not sentence.says(index, _LEVELS):
        return index
    return sentence.skip(index + 1, ("link", "of"), ("particle", "at"))


_LEVELS = words_that("level_of_a_rate")


def _rate_of_hits(sentence: Sentence, start: int, index: int) -> bool:
    """`hit rate 0.8`, `hit rate is 75`."""
    number = sentence.at(index, NumberPiece)
    if number is None:
        return False
    if _is_in_percent(sentence, index, number):
        add(sentence, range(start, index + 1), share=divide(number.value, _PERCENT))
        return True
    if not _is_a_rate(sentence, index, number):
        return False
    add(sentence, range(start, index + 1), share=number.value, bounds=number.bounds)
    return True


def _is_in_percent(sentence: Sentence, index: int, number: NumberPiece) -> bool:
    """`hit rate is 75`, with nothing behind that the number could be of."""
    is_whole = number.value == int(number.value) and _LEAST <= number.value <= _PERCENT
    goes_on = sentence.at(index + 1, Piece) and not sentence.mark(index + 1, ",.;?!)")
    return is_whole and not (number.bounds or goes_on)


def _behind_coming_to(sentence: Sentence, index: int) -> int:
    """The index of the share in `hit rate will be closer to 75%`; `index` where none follows."""
    end = index
    while sentence.word(end) in _COMES_TO:
        end += 1
    return end if sentence.at(end, PercentPiece) or sentence.at(end, NumberPiece) else index


_COMES_TO, _LEAST, _PERCENT = words_that("comes_to_a_share"), Decimal(10), Decimal(100)


def _is_a_rate(sentence: Sentence, index: int, number: NumberPiece) -> bool:
    """`hit rate 0.8`; behind ヒット率0で no less than one of anything is counted."""
    return number.value < ONE or (number.value == ONE and not has_own_unit(sentence, index))


def _behind_a_lead(sentence: Sentence, index: int) -> int:
    while sentence.says(index, BEFORE_A_PART):
        index += 1
    return index


def _part_of_input(sentence: Sentence, index: int) -> tuple[Decimal, int] | None:
    """The share in `cache [only half the input]`, `cached [a third of it]`, and where it ends."""
    index = index + 1 if sentence.says(index, _NARROWS) else index
    share = None if sentence.at(index, PercentPiece) else share_at(sentence, index)
    if share is None:
        return None
    end = _behind_input(sentence, index + 1)
    of_input = any(sentence.was(each, "unit", "input") for each in range(index + 1, end))
    of_it = sentence.word(index).endswith(" it") or sentence.word(end - 1) == "it"
    ends = sentence.at(end, Piece) is None or sentence.mark(end, ",.;:?!、。")
    return (share, end) if of_input or of_it or ends else None


_NARROWS = words_that("narrows")


def _behind_a_miss(sentence: Sentence, index: int) -> int | None:
    """The index behind "[the cache] always misses", where that is said at `index`."""
    while sentence.says(index, _BEFORE_A_MISS):
        index += 1
    return index + 1 if sentence.says(index, _MISSES) else None


_BEFORE_A_MISS, _MISSES = map(words_that, ("before_a_miss", "misses"))
_PLAIN_SHARES = ("0.5",)


def _not_read(sentence: Sentence, named: range, share: PercentPiece) -> bool:
    """`キャッシュミス率30%`, `the cache misses 30%`: all but that is read."""
    if share.bounds or share.share > ONE:
        return False
    add(sentence, named, share=ONE - share.share)
    return True


def reads_then_share(sentence: Sentence) -> bool:
    """`キャッシュヒット8割`, `cache hits: 80%`, `キャッシュヒットが0.85`."""
    start = sentence.place
    if not sentence.term(start, "unit", "cache_read"):
        return False
    index = skip_fillers(sentence, start + 1)
    number = sentence.at(index, NumberPiece)
    is_share = number is not None and 0 < number.value < ONE and not number.bounds
    if number and is_share and is_hit(sentence, start):
        add(sentence, range(start, index + 1), share=number.value)
        return True
    share = sentence.at(index, PercentPiece)
    if share is None or share_is_bound(sentence, index):
        return False
    add(sentence, range(start, index + 1), share=share.share, bounds=share.bounds)
    return True


BEFORE_A_PART = words_that("before_a_cached_part")
