"""Caching as people say it.

writes  = {NUMBER | lifetime} "cache writes" {[":" | "of"] (NUMBER | lifetime) ["tokens"]}
share   = (PERCENT | "half") {filler | "input"} cached | cached {filler} PERCENT
        | "hit rate" {filler} NUMBER              a share up to 1
part    = NUMBER {filler} cached ["input"] | cached {filler} NUMBER
without = ("no" | "without" ...) cached | "uncached"
cached  = [lifetime] cached ["for" lifetime]      every input token is a cache read
ttl     = "ttl" [":"] lifetime | lifetime "ttl"
arrival = "at random" | "evenly spaced"
lifetime = "5 minutes" | "1h" | "1-hour"; "5m" beside "cache", "ttl" or another number
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.query.ask import Caching
from bot.query.model import HALF, ONE, Bounds
from bot.query.pieces import NumberPiece, PercentPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Arrivals, Ttl, Unit, divide

from . import showing
from .amounts import behind_becoming, has_own_unit, is_hit, is_in_brackets, is_part
from .nouns import counted_noun

FILLERS = (
    ("link", "of"),
    ("tokens", "tokens"),
    ("unit", "input"),
    ("approximately", "about"),
    ("unit", "prompt_size"),
    ("unit", "prefix"),
)
_LIFETIMES = {Decimal(5): Unit.CACHE_WRITE_5M, Decimal(60): Unit.CACHE_WRITE_1H}
_MINUTES = {"minute": 1, "hour": 60}
_WRITES = {
    Unit.CACHE_WRITE_5M: "tokens written to the 5-minute cache",
    Unit.CACHE_WRITE_1H: "tokens written to the 1-hour cache",
}


def writes(sentence: Sentence) -> bool:
    """`50k cache writes`, `cache write 344139 tokens 1h`, `50k 1h cache writes`."""
    start = sentence.place
    index, numbers, lifetimes = _numbers_and_lifetimes(sentence, start, most=2)
    if not sentence.term(index, "unit", "cache_write"):
        return False
    wanted = 2 - len(numbers) - len(lifetimes)
    end, more, later = _numbers_and_lifetimes(sentence, index + 1, most=wanted)
    end = end + 1 if later and _names_a_cache(sentence, end) else end
    numbers, lifetimes = numbers + more, lifetimes + later
    if len(numbers) == 2:  # noqa: PLR2004 - "5m cache writes: 50k"
        numbers, lifetimes = _lifetime_among(numbers, lifetimes)
    if len(numbers) != 1 or len(lifetimes) > 1 or _may_be_lifetime(numbers[0]):
        sentence.ask(start, end, "ask.write_amount")
        return True
    unit = lifetimes[0] if lifetimes else Unit.CACHE_WRITE_5M
    if is_part(sentence, start, end) or is_in_brackets(sentence, unit, range(start, end)):
        sentence.ask(start, end, "ask.part")
        return True
    if not lifetimes:
        sentence.open_writes.append(len(sentence.said.amounts))
    (number,) = numbers
    said = f"{showing.number(number.value, number.bounds)} {_WRITES[unit]}"
    sentence.add(unit, number, range(start, end), said)
    return True


def side(sentence: Sentence) -> bool:
    """`読み込み9000万` beside `キャッシュ書き込み500万`: of the cache as well."""
    start = sentence.place
    term = sentence.here(TermPiece).term
    if not _counts_what_is_cached(sentence):
        return False
    index = _skip_fillers(sentence, start + 1)
    number = sentence.at(index, NumberPiece)
    if number is None or lifetime_at(sentence, index)[0]:
        return False
    is_long = number.value > _MOST_OF_TIME and sentence.term(index + 1, "period")  # 4,500 年額は
    if has_own_unit(sentence, index) and not is_long:
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    said = f"{showing.number(number.value, number.bounds)} {_SIDES[term.value]}"
    sentence.add(Unit(term.value), number, range(start, end), said)
    return True


def _counts_what_is_cached(sentence: Sentence) -> bool:
    """Whether a number of reads or writes stands anywhere; not so of `90%はキャッシュ読み取り`."""
    for place in range(len(sentence.pieces)):
        if sentence.was(place, "unit", *_OF_A_CACHE):
            before = sentence.skip_back(place - 1, "tokens", "link")
            behind = sentence.pieces[sentence.skip(place + 1, *FILLERS) :][:1]
            if isinstance(before, NumberPiece) or any(isinstance(e, NumberPiece) for e in behind):
                return True
    return False


_OF_A_CACHE = ("cache_read", "cache_write")
_SIDES = {
    "cache_read": "tokens read from the cache",
    "cache_write_5m": _WRITES[Unit.CACHE_WRITE_5M],
}


def written(sentence: Sentence) -> bool:
    """`1時間キャッシュに80万トークンを書き込む`: the cache stands before, with its life."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    index = sentence.skip(start + 1, ("link", "of"), ("tokens", "tokens"))
    said = sentence.said
    if not sentence.term(index, "cache_verb") or not said.caching:
        return False
    before = said.caching[-1]
    if not before.is_open or len(said.ttls) > 1 or not _leads_to(sentence, start):
        return False
    said.caching.pop()
    unit = _WRITTEN[said.ttls.pop()] if said.ttls else Unit.CACHE_WRITE_5M
    shown = f"{showing.number(number.value, number.bounds)} {_WRITES[unit]}"
    sentence.add(unit, number, range(start, index + 1), shown)
    return True


def _leads_to(sentence: Sentence, index: int) -> bool:
    """Whether "キャッシュに" stands right before `index`."""
    return sentence.was(index - 1, "particle", "at") and sentence.was(index - 2, "caching")


_WRITTEN = {each: each.write for each in Ttl}


def _numbers_and_lifetimes(
    sentence: Sentence, index: int, most: int
) -> tuple[int, list[NumberPiece], list[Unit]]:
    """Up to `most` numbers and lifetimes in a row, and the index behind them."""
    numbers: list[NumberPiece] = []
    lifetimes: list[Unit] = []
    end = index
    while len(numbers) + len(lifetimes) < most:
        index = _skip_fillers(sentence, index)
        lifetime, behind = lifetime_at(sentence, index)
        if lifetime:
            lifetimes.append(lifetime)
            behind = sentence.skip(behind, ("caching", "lifetime"))
        elif (number := sentence.at(index, NumberPiece)) and not _is_bound(sentence, index):
            numbers.append(number)
            behind = index + 1
        else:
            break
        behind = behind + 1 if sentence.mark(behind, ")") else behind
        index = end = sentence.skip(behind, ("tokens", "tokens"), ("link", "of"))
    return end, numbers, lifetimes


def _is_bound(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` counts something else than cache writes."""
    if sentence.unit_first:
        return False
    behind = sentence.skip(index + 1, ("link", "of"), ("tokens", "tokens"))
    return has_own_unit(sentence, index) and not sentence.term(behind, "unit", "cache_write")


def _skip_fillers(sentence: Sentence, index: int) -> int:
    behind = sentence.skip(index, ("tokens", "tokens"))
    index = behind if sentence.mark(behind, "(") else index  # "2M cache write tokens (5m)"
    if sentence.mark(index, ",(") and lifetime_at(sentence, index + 1)[0]:
        return index + 1
    number = sentence.at(index + 1, NumberPiece)
    if number and _may_be_lifetime(number) and sentence.mark(index, "("):
        return index + 1 if sentence.mark(index + 2, ")") else index  # "2M cache writes (5m)"
    index = sentence.skip(index, ("link", "of"), ("tokens", "tokens"), ("approximately", "about"))
    return index + 1 if sentence.mark(index, ":=") else index


def lifetime_at(sentence: Sentence, index: int) -> tuple[Unit | None, int]:
    """The cache lifetime said at `index` and the index behind it: `1h`, `5-minute`."""
    number = sentence.at(index, NumberPiece)
    unit = index + 2 if sentence.mark(index + 1, "-") else index + 1
    period = sentence.term(unit, "period", *_MINUTES)
    if number is None or period is None or number.bounds:
        return None, index
    lifetime = _LIFETIMES.get(number.value * _MINUTES[period.term.value])
    return lifetime, unit + 1 if lifetime else index


def kept_for(sentence: Sentence, start: int, index: int) -> bool:
    """`cache the system prompt [for an hour]`: how long its entries live, and no period of work.

    Args:
        sentence: all of it.
        start: where "for" stands.
        index: the number behind it, or the period where there is none.
    """
    if sentence.word(start) != "for" or not _is_about_a_cache(sentence, start):
        return False
    if sentence.was(start - 1, "period"):  # "10 a second for 2 minutes" is how long there is work
        return False
    if not sentence.term(index + 1, "period", *_MINUTES, "day"):  # no cache lives for months
        return False
    lives, _ = lifetime_at(sentence, index)
    if sentence.word(index) in _ONE and sentence.term(index + 1, "period", "hour"):
        lives = Unit.CACHE_WRITE_1H
    if lives is None:
        sentence.ask(start, index + 2, "ask.ttl")
        return True
    _live(sentence, lives)
    sentence.take(range(start, index + 2), _HEARD[lives])
    return True


_ONE = frozenset({"a", "an", "the", "one"})


def _is_about_a_cache(sentence: Sentence, index: int) -> bool:
    """Whether the clause that ends at `index` speaks of caching, and of nothing that is counted."""
    while index > 0 and not sentence.mark(index - 1, ",;.()、。"):
        index -= 1
        if sentence.was(index, "caching", "cached"):
            is_share = index > 0 and isinstance(sentence.pieces[index - 1], PercentPiece)
            return not is_share  # "80% cached for 2 minutes"
        if sentence.was(index, "count") or sentence.was(index, "scope"):
            return False
    return False


def _may_be_lifetime(number: NumberPiece) -> bool:
    return number.minutes in _LIFETIMES


def _lifetime_among(
    numbers: list[NumberPiece], lifetimes: list[Unit]
) -> tuple[list[NumberPiece], list[Unit]]:
    """Of two numbers, the one that can be a lifetime is one; both where either could be."""
    could = [each for each in numbers if _may_be_lifetime(each)]
    if len({each.minutes for each in could}) != 1:
        return numbers, lifetimes
    rest = [each for each in numbers if each is not could[0]]
    return rest, [*lifetimes, _LIFETIMES[could[0].minutes or Decimal(0)]]


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
    _live(sentence, lives)
    named = [each for each in range(start, end) if each not in amount]
    add(sentence, named, share=share, bounds=bounds)
    return True


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
    lives, end = _life_at(sentence, behind)
    end = end + 1 if sentence.term(end, "caching", "cached") else end
    percent = sentence.at(start, PercentPiece)
    bounds = percent.bounds if percent else None
    if is_miss and (bounds or end == behind):
        return False  # "30% miss": what is missed is not said
    _live(sentence, lives)
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
    index = _skip_fillers(sentence, start + 2 if _is_set(sentence, start) else becomes)
    index = _behind_its_level(sentence, _behind_just(sentence, index), cached)
    if cached.term.value in _NOT_READ:
        share = sentence.at(index, PercentPiece)
        if share is None or _share_is_bound(sentence, index):
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
    return _share_behind(sentence, start, _in_brackets(sentence, index))


def _share_behind(sentence: Sentence, start: int, index: int) -> bool:
    """`[cached] 80%`, `キャッシュは半分`: from `start` on, with the share at `index`."""
    share = sentence.at(index, PercentPiece)
    half = sentence.term(index, "share", *_PLAIN_SHARES)
    of_input = sentence.was(index - 2, "unit", "input")  # キャッシュは入力の半分
    if half and not half.text.isascii() and (of_input or not sentence.was(index - 1, "link", "of")):
        end = _behind_a_miss(sentence, index + 1) or index + 1  # half of it is missed, half hit
        add(sentence, range(start, end), share=share_of(half))
        return True
    if share is None or _share_is_bound(sentence, index):
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
    return _skip_fillers(sentence, index + 1) if sentence.says(index, _JUST) else index


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
    while sentence.says(index, _BEFORE_A_PART):
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
    index = _skip_fillers(sentence, start + 1)
    number = sentence.at(index, NumberPiece)
    is_share = number is not None and 0 < number.value < ONE and not number.bounds
    if number and is_share and is_hit(sentence, start):
        add(sentence, range(start, index + 1), share=number.value)
        return True
    share = sentence.at(index, PercentPiece)
    if share is None or _share_is_bound(sentence, index):
        return False
    add(sentence, range(start, index + 1), share=share.share, bounds=share.bounds)
    return True


def _share_is_bound(sentence: Sentence, index: int) -> bool:
    """Whether the percentage at `index` belongs to what follows it: `cached, 15% off`."""
    behind = sentence.skip(index + 1, *FILLERS)
    return any(sentence.term(behind, category) for category in ("off", "discount", "caching"))


def _is_time(sentence: Sentence, index: int) -> bool:
    """Whether so many minutes or hours stand at `index`: no cache lives 24 hours."""
    number = sentence.at(index, NumberPiece)
    return number is not None and sentence.term(index + 1, "period", *_MINUTES, "day") is not None


def uncached_amount(sentence: Sentence) -> bool:
    """`10M uncached tokens`, `10M non-cached in`: input beside what is cached."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    index = sentence.skip(start + 1, ("tokens", "tokens"))
    if sentence.pieces[index : index + 1] and sentence.pieces[index].text.casefold() == "non":
        index = index + 2 if sentence.mark(index + 1, "-") else index + 1
        named = sentence.term(index, "caching", "cached")
    else:
        named = sentence.term(index, "caching", "uncached")
    if named is None:
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"), ("unit", "input"))
    if counted_noun(sentence, end) is not None:
        return False
    said = f"{showing.number(number.value, number.bounds)} input tokens that are not cached"
    sentence.said.fresh = True
    sentence.add(Unit.INPUT, number, range(start, end), said)
    return True


def part_cached(sentence: Sentence) -> bool:
    """`8M of it cached`, `8M cached input tokens`, `310M of which were cache reads`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if _of_a_number(sentence, start, number):
        return True
    index = sentence.skip(start + 1, ("link", "of"), ("tokens", "tokens"), ("part", "part"))
    of_it = sentence.term(start + 1, "part", "part") and sentence.term(start + 2, "unit", "input")
    if of_it or sentence.term(start + 1, "link", "of"):  # "2M of the input is cached"
        index = sentence.skip(start + 1, *FILLERS, ("part", "part"))
    opening = start - 2 if sentence.was(start - 1, "approximately") else start - 1
    if sentence.mark(opening, "(") and sentence.mark(
        index, ")"
    ):  # FAQ（約25kトークン）をキャッシュ
        index = sentence.skip(index + 1, ("link", "of"))
    names_prefix = any(sentence.term(each, "unit", "prefix") for each in range(start, index))
    of_which = sentence.term(start + 1, "part", "part") and sentence.term(index, *_READS)
    if names_prefix or not (of_which or sentence.term(index, "caching", "cached")):
        return False
    end = sentence.skip(index + 1, ("unit", "input"), ("tokens", "tokens"))
    if counted_noun(sentence, end) is not None:
        return False
    if sentence.term(end, "unit", "output") and not sentence.at(end + 1, NumberPiece):
        sentence.ask(start, end + 1, "ask.part")  # "1M cached out": output is never cached
        return True
    _add_part(sentence, number, range(start, end))
    return True


_READS = ("unit", "cache_read")


def _of_a_number(sentence: Sentence, start: int, number: NumberPiece) -> bool:
    """`[6k of the] 8k input tokens are [cached]`: the whole is read in its turn.

    Of `8k in, [6k of the 8k cached]` it was read before.
    """
    whole = start + 2 if sentence.word(start + 2) not in BEFORE else start + 3
    unit = sentence.skip(whole + 1, ("tokens", "tokens"))
    if not (sentence.term(start + 1, "link", "of") and sentence.at(whole, NumberPiece)):
        return False
    again = _is_the_input(sentence, whole)
    named = again or sentence.term(unit, "unit", "input")
    cached = sentence.skip(unit, ("unit", "input"), ("link", "of"), ("tokens", "tokens"))
    if not (named and sentence.term(cached, "caching", "cached")):
        return False
    if number.bounds or number.value <= _MOST_OF_ANYTHING:
        return False
    said = f"{showing.number(number.value, None)} input tokens read from the cache"
    sentence.said.caching.append(Caching(number.span, None, number.value))
    sentence.take(range(start, cached + 1) if again else [start, start + 1, cached], said)
    return True


_MOST_OF_ANYTHING = 16


def _is_the_input(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` is as large as the input that was said before."""
    number = sentence.pieces[index]
    return any(
        each.kind is Unit.INPUT and each.quantity == number.value and not each.bounds
        for each in sentence.said.amounts
        if isinstance(number, NumberPiece)
    )


def _add_part(sentence: Sentence, number: NumberPiece, indexes: range) -> None:
    """So many tokens cached, unless the number could as well be a lifetime or a share.

    A few of anything are no tokens, unless one says so: `3 cache breakpoints`.
    """
    tokens = any(sentence.was(each, "tokens") for each in indexes)
    if number.value <= (ONE if tokens else _MOST_OF_ANYTHING) or number.bounds:
        sentence.ask(indexes[0], indexes[-1] + 1, "ask.cached_share")
    elif _may_be_lifetime(number):
        sentence.ask(indexes[0], indexes[-1] + 1, "ask.minutes", number=number.text)
    else:
        add(sentence, indexes, tokens=number.value)


def cached_part(sentence: Sentence) -> bool:
    """`cached 8M`, `cached: 8M tokens`, `caching on the first 50k of it`."""
    start = sentence.place
    if not sentence.term(start, "caching", "cached"):
        return False
    index = _skip_fillers(sentence, start + 1)
    while sentence.says(index, _BEFORE_A_PART) or _is_of_the_input(sentence, index):
        index = sentence.skip(index + 1, ("link", "of"))
    number = sentence.at(index, NumberPiece)
    if number is None or lifetime_at(sentence, index)[0]:
        return False
    is_long = number.value > _MOST_OF_TIME and sentence.term(index + 1, "period")  # 4,500 年額は
    if has_own_unit(sentence, index) and not is_long:
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
    if sentence.term(end, "cache_verb"):
        return False
    if sentence.mark(index + 1, "/") or counted_noun(sentence, index + 1) is not None:
        return False
    _add_part(sentence, number, range(start, sentence.skip(index + 1, ("tokens", "tokens"))))
    return True


_MOST_OF_TIME = 500
"""More hours, days or years than anybody says."""


def _is_of_the_input(sentence: Sentence, index: int) -> bool:
    """`キャッシュが効くのは[入力のうち]3k`."""
    index = index if sentence.term(index, "part", "part") else index + 1
    return bool(sentence.term(index, "part", "part")) and not sentence.was(
        index - 1, "unit", "output"
    )


_BEFORE_A_PART = words_that("before_a_cached_part")


def settle_writes(sentence: Sentence) -> None:
    """`2M cache writes, ... ttl 1h`: the life of a cache that is said anywhere is theirs."""
    said = sentence.said
    if len(said.ttls) != 1 or not sentence.open_writes:
        return
    (ttl,) = said.ttls
    for place in sentence.open_writes:
        said.amounts[place] = replace(said.amounts[place], kind=ttl.write)
    said.ttls.clear()


def uncached(sentence: Sentence) -> bool:
    """`uncached`; a negation before "cached" is a rule of its own."""
    if not sentence.term(sentence.place, "caching", "uncached"):
        return False
    sentence.said.uncached = True
    sentence.take([sentence.place], "without caching")
    return True


def lifetime(sentence: Sentence) -> bool:
    """`1h cache`, `5m caching`, `ttl: 1h`: how long the cache lives; what is cached stays open."""
    start = sentence.place
    said, index = lifetime_at(sentence, start)
    number = sentence.at(start, NumberPiece)
    if number and not said and _may_be_lifetime(number):
        said, index = _LIFETIMES[number.minutes or Decimal(0)], start + 1
    if said and sentence.term(index, "caching", "lifetime"):
        _live(sentence, said)
        sentence.take(range(start, index + 1), _HEARD[said])
        return True
    if said and _names_a_cache(sentence, index):
        _live(sentence, said)
        _add_cache(sentence, start, index)
        return True
    if said and _stands_behind_a_cache(sentence, start, index):
        _live(sentence, said)
        sentence.take(range(start, index), _HEARD[said])
        return True
    if sentence.term(start, "caching", "lifetime"):
        said, end = lifetime_at(sentence, _skip_fillers(sentence, start + 1))
        if said:
            _live(sentence, said)
            sentence.take(range(start, end), _HEARD[said])
            return True
        if _is_time(sentence, end):
            sentence.ask(start, end + 2, "ask.ttl")
            return True
    return False


def _stands_behind_a_cache(sentence: Sentence, start: int, end: int) -> bool:
    """`キャッシュ([5分])`, `cached ([1 hour])`: by itself in brackets."""
    is_alone = sentence.mark(start - 1, "(") and sentence.mark(end, ")")
    return bool(is_alone) and sentence.was(start - 2, "caching")


def lifetimes(sentence: Sentence) -> bool:
    """`5 minutes or 1 hour`, `5m vs 1h`, `5分と1時間`: which of both is the better one?"""
    start = sentence.place
    first, index = _life_at(sentence, start)
    second, end = _life_at(sentence, _behind_or(sentence, index))
    if first is None or second in {None, first} or not _speaks_of_caching(sentence):
        return False
    _live(sentence, first)
    _live(sentence, second)
    sentence.take(range(start, end), "a cache that lives 5 minutes, or 1 hour")
    return True


def _speaks_of_caching(sentence: Sentence) -> bool:
    return sentence.holds("caching") or sentence.holds("unit", "prefix")


def _life_at(sentence: Sentence, index: int) -> tuple[Unit | None, int]:
    """The lifetime at `index`, `5m` included, with its "cache", and the index behind it."""
    said, end = lifetime_at(sentence, index)
    number = sentence.at(index, NumberPiece)
    if number and not said and _may_be_lifetime(number):
        said, end = _LIFETIMES[number.minutes or Decimal(0)], index + 1
    if said is None:
        return None, index
    end = sentence.skip(end, ("link", "of"))
    named = sentence.term(end, "caching", "cached", "lifetime") or sentence.term(end, "unit")
    return said, end + 1 if named else end


def _behind_or(sentence: Sentence, index: int) -> int:
    """The index behind "or", "vs" and the like."""
    while sentence.term(index, "several", "versus") or sentence.term(index, "link", "and"):
        index += 1
    return index + 1 if sentence.mark(index, "/,、") else index


def _add_cache(sentence: Sentence, start: int, index: int) -> None:
    """Take the cache at `index`, with the share that is said behind it: `1時間キャッシュ8割`."""
    place = _skip_fillers(sentence, index + 1)
    percent = sentence.at(place, PercentPiece)
    if percent is None or _share_is_bound(sentence, place):
        add(sentence, range(start, index + 1))
    else:
        add(sentence, range(start, place + 1), percent.share, bounds=percent.bounds)


def _live(sentence: Sentence, said: Unit | None) -> None:
    """Remember how long the cache lives, where it was said."""
    if said:
        sentence.said.ttls.add(_TTLS[said])


_TTLS = {each.write: each for each in Ttl}
_HEARD = {
    Unit.CACHE_WRITE_5M: "a cache that lives 5 minutes",
    Unit.CACHE_WRITE_1H: "a cache that lives 1 hour",
}


_CACHE_ITSELF = tuple(words_that("cache_itself"))


def arrivals(sentence: Sentence) -> bool:
    """`at random`, `evenly spaced`: when requests come decides how many find the cache alive."""
    said = Arrivals(sentence.here(TermPiece).term.value)
    sentence.said.arrivals.add(said)
    sentence.take([sentence.place], _ARRIVING[said])
    return True


_ARRIVING = {
    Arrivals.EVEN: "requests that come evenly spaced",
    Arrivals.RANDOM: "requests that come at random",
}


def _names_a_cache(sentence: Sentence, index: int) -> bool:
    """`5m cache` is a lifetime; `5m cached` could be tokens."""
    piece = sentence.term(index, "caching", "cached")
    return piece is not None and piece.text.casefold().endswith(_CACHE_ITSELF)


def cached(sentence: Sentence) -> bool:
    """`cached`, `with caching`, `cached for 1 hour`."""
    start = sentence.place
    if not sentence.term(start, "caching", "cached", "hit_rate"):
        return False
    index = sentence.skip(start + 1, ("link", "of"))
    said, end = lifetime_at(sentence, index)
    if said is None and index > start + 1 and _is_time(sentence, index):
        sentence.ask(start, index + 2, "ask.ttl")
        return True
    if sentence.word(index) in _SET_APART or sentence.word(index - 1) in _SET_APART:
        sentence.ask(start, index, "ask.unused")  # キャッシュは別途
        return True
    _live(sentence, said)
    end = sentence.skip(end, ("caching", "lifetime"))  # "cached with 1 hour TTL"
    add(sentence, range(start, end if said else start + 1))
    return True


_SET_APART = words_that("sets_caching_apart")


def add(
    sentence: Sentence,
    indexes: range | list[int],
    share: Decimal | None = None,
    tokens: Decimal | None = None,
    bounds: Bounds | None = None,
) -> None:
    """Take `indexes` as what is cached: a share, so many tokens, or all of the input."""
    span = sentence.span(indexes[0], indexes[-1] + 1)
    sentence.said.caching.append(Caching(span, share, tokens, bounds))
    sentence.terms.append((indexes[0], f"cached {share} {tokens}"))
    if tokens is not None:
        sentence.take(indexes, f"{tokens:,f} input tokens read from the cache")
    elif share is not None:
        sentence.take(indexes, f"{showing.percent(share, bounds)} of input read from the cache")
    else:
        sentence.take(indexes, "all input read from the cache")
