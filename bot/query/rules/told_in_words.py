"""What words alone tell of the work, with no number of theirs: asked about beside amounts.

    elsewhere = "in dev and prod" | "staging runs the same" | "mirrored in staging" | ステージングも
    ceiling   = ("peak" | "rate limit") {word} rate | rate ("peak" | "limit")      2 rps at peak
    member    = ("per" | "for each" | "for every") group      1000 requests a day ... per customer
              | ("each" | "every") word "does" "that"         of the work of a thread
    slip      = count "a" word         a slip of a period: 50k requests a dday
              | word "mode" | amount word       a slip of a lever: fats mode, 2M out bach
    odd       = NUMBER unit            10 in 2M out: tokens, or millions of them?
    parts     = count "with" count "each"     2,000 invoices with 3 attachments each
    change    = "with a verification pass" | "growing monthly" | "every 10 turns" ...

Each may double the work, or cut it to a part: so it is asked which number holds. Where what is
said can be priced as it stands, as of a peak or of a number with no scale, it is noted.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.query.ask import Remark
from bot.query.errors import NeedsMore
from bot.query.model import Scope
from bot.query.patterns import AnyWord, Pattern
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from bot.query.spelling import within_one_edit
from pricing import Period, Unit

from .bounds import asks_the_worst
from .nouns import person, singular

_PLACE = (
    r"(?:staging|pre-?prod|uat|dev|sandbox|prod|production"
    r"|(?:the |our )?(?:test|qa|dev|staging) env(?:ironment)?s?)"
)
_PLACE_JA = "(?:ステージング|(?:本番|開発|検証|テスト|ステージング)環境)"
_ELSEWHERE = Pattern(
    rf"\b(?:in|on|for) {_PLACE}(?:, {_PLACE})* ?(?:and|&|\+|plus) {_PLACE}\b"
    rf"|(?<![A-Za-z]){_PLACE} ?(?:and|&|\+) {_PLACE}\s*[.!?)]*$"
    rf"|(?:^|[,.;:(]|\band|\bplus|\balso (?:in|on)) *(?:the |our )?{_PLACE}\b[^,.;:!?0-9]{{0,20}}"
    r"\b(?:too|as well|also|(?:the )?same)\b"
    r"|\b(?:mirrored|replicated|duplicated|mirror it|replicate it)"
    rf" (?:in|on|to) (?:the |our )?{_PLACE}\b"
    r"|\bshadow traffic (?:too|as well|also|on top)\b"
    rf"|{_PLACE_JA}(?:と|・|および|及び|、){_PLACE_JA}(?:で|に|$)"
    rf"|{_PLACE_JA}(?:で|に)?も(?!の)(?![^、。]{{0,8}}[0-9])",
    re.IGNORECASE,
)
_PLACES = (
    "staging",
    "prod",
    "dev",
    "uat",
    "sandbox",
    "test env",
    "qa env",
    "shadow",
    "環境",
    "ステージング",
)
_TOGETHER = words_that("taken_together")
_PEAK = AnyWord(words_that("at_peak"))
_LIMIT = Pattern(
    r"\b(?:(?:rate[- ])?limit(?:ed|s)?|capped|cap|throttled|quota)(?: is| of| at| to|:| =)? ?$"
    r"|(?:上限|レート制限|制限)(?:は|が|:)?(?:毎秒|毎分|1分|1秒)?$",
    re.IGNORECASE,
)
_BEHIND_A_RATE = Pattern(
    r"[ ,(]*(?:rate[- ])?(?:limit|cap|quota)\b|[ ,(]*(?:の)?(?:レート制限|上限|制限)", re.IGNORECASE
)
_CLOCK = frozenset({Period.SECOND, Period.MINUTE, Period.HOUR})
_NEAR = 24
"""Letters within which a peak is told of a rate."""
_MEMBER = Pattern(
    r"(?:[,;]|\bout|\beach)\s+(?P<said>(?:(?:for |in )(?:every|each)|per) (?P<noun>"
    r"user|customer|tenant|client|employee|team|brand|store|department|account|workspace|project"
    r"|repo|developer|campaign|locale|language|market|region|country|site))\b"
    r"|\b(?P<times>(?:times|multiplied by) (?:the number of |our |all our |the )"
    r"(?P<many>[a-z]{3,20}))\b"
    r"|[、,](?P<ja>(?:各|1|一)?(?P<group>社|店舗|拠点|チーム|部署|テナント|言語|国)(?:あたり|当たり|ごと)"
    r"(?:に|の|で)?)(?=$|[、。,.?!])",
    re.IGNORECASE,
)
_OF_GROUP = "[0-9〇一二三四五六七八九十百千万](?<![、,]1)(?<![、,]一)(?<!^1)\\s*(?:{})"
_MONTH = "(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_CHANGES = Pattern(
    r"(?P<retries>\b(?:with|plus|and) (?:a |an )?(?:verification (?:pass|step)|second opinion"
    r"|judge (?:pass|step|on top)|self-check)\b|\bplus (?:a judge|a grader|guardrails|moderation)\b"
    r"|\band (?:the same|again|once more) (?:again )?(?:for|to)\b(?! (?:claude|opus|sonnet|haiku))"
    r"|\bretry on failure\b|\bretrying failures\b"
    r"|をもう(?:1|一)(?:回|度)|を再度|(?:二重|ダブル)チェック(?:あり|込み|も)|検証パス"
    r"|も(?:同様に|同じく)$)"
    r"|(?P<percent_of_growth>\b(?:growing|increasing|rising|shrinking|declining|falling)"
    r" (?:daily|weekly|monthly|yearly|annually|every (?:week|month|year))\b"
    r"|\bramp(?:s|ing)? up over\b|毎(?:週|月|年)(?:増|伸び|減))"
    r"|(?P<asides>\b(?:cleared|flushed|purged|refreshed|updated|rotated|synced|expires|resets?)"
    r" (?:hourly|daily|nightly|weekly|monthly|every (?:hour|day|night|week|month))\b)"
    r"|(?P<unused>\bevery (?:[0-9]+|two|three|four|five|ten) (?:turn|message|request|call|step)s\b"
    r"|\b(?:with|plus) (?:a |some )?(?:safety margin|buffer|headroom|contingency|overhead)"
    r"(?=$|[,.;?!])"
    r"|\bsemantic cach(?:e|ing)\b"
    r"|\b(?:our|own|an?) (?:own |faq |response |answer |result |app )cache\b"
    rf"|\b{_MONTH}\.? ?(?:-|–|/|&|to |through |and ) ?{_MONTH}\b"
    r"|(?:自社|社内|セマンティック|応答|回答)の?キャッシュ"
    r"|余裕を見て(?![^、。]{0,4}[0-9]))"
    r"|(?P<unnamed_model>\b(?:a|the) (?:smaller|cheaper|lighter|bigger|stronger|larger)"
    r" (?:model|one) (?:for|on|as|where|when|if)\b)",
    re.IGNORECASE,
)
_SAME = {"asides": "unused"}
"""What is asked of an aside, such as "cleared daily", as of any other word."""
_DOES_THAT = Pattern(
    r"(?:and |so |but |now )?(?P<said>(?:each|every) (?:of (?:the|our) )?(?P<noun>[a-z]{3,20})) "
    r"(?:does|do|has|have|makes|sends|gets|needs|runs|uses|would do|will do) "
    r"(?:that|this|it|so|the same|as much|as many|so much|so many)\b",
    re.IGNORECASE,
)
_AN, _AND = frozenset({"a", "per"}), " an d "
_PERIODS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_NO_PERIOD = words_that("like_a_period")
_LEVERS: tuple[str, ...] = ("batch", "batched", "cached", "fast")
_IN_MODE: tuple[str, ...] = ("fast", "batch")
_NO_LEVER, _MODE = words_that("like_no_lever"), "mode"
_FEWEST, _MILLION = Decimal(1000), Decimal(10**6)
_PARTS, _WITH = words_that("parts_of_a_document"), words_that("before_parts")


def ask_about_words(sentence: Sentence) -> None:
    """Ask what such words change, where there are amounts."""
    said = sentence.said
    if sentence.troubles:
        return
    if not (said.amounts or said.contents):
        _ask_who_does_that(sentence)
        return
    found = _CHANGES.search(sentence.source)
    if found and not (found["asides"] and any(each.binds == "requests" for each in said.times)):
        _ask(
            sentence,
            Span(*found.span()),
            f"ask.{_SAME.get(found.lastgroup or '', found.lastgroup)}",
        )
        return
    _ask_of_elsewhere(sentence)
    if said.counts:
        _ask_of_ceiling(sentence)
        _ask_of_member(sentence)
        _ask_of_parts(sentence)
        _ask_of_periods(sentence)
    else:
        _note_odd_amount(sentence)
    _ask_of_levers(sentence)
    place = sentence.source.casefold().find(_AND)
    if place >= 0:  # "5k in an d 500 out": and, or a day?
        _ask(sentence, Span(place, place + len(_AND)), "ask.unused")


def _ask(sentence: Sentence, span: Span, key: str, **facts: object) -> None:
    said = sentence.source[span.start : span.end].strip(" ,.;:(")
    sentence.troubles.append(NeedsMore(phrase(key, said=said, **facts), span))


def _ask_who_does_that(sentence: Sentence) -> None:
    """`each user does that`, of the work of a thread: how many users are there?"""
    found = _DOES_THAT.match(sentence.source)
    if found and not sentence.said.counts:
        noun = person(singular(found["noun"].casefold()))
        _ask(sentence, Span(*found.span("said")), "ask.how_many_of", noun=noun)


def _ask_of_elsewhere(sentence: Sentence) -> None:
    """`10M in 2M out, staging too`: as many once more?"""
    source = sentence.source.casefold()
    if not any(map(source.__contains__, _PLACES)) or sentence.said.summed:
        return
    if Scope.TOTAL in sentence.said.scopes or any(map(source.__contains__, _TOGETHER)):
        return
    if found := _ELSEWHERE.search(sentence.source):
        _ask(sentence, Span(*found.span()), "ask.of_several")


def _ask_of_ceiling(sentence: Sentence) -> None:
    """`rate limit 50 rpm`: how many are there? `2 requests per second at peak` is noted."""
    said = sentence.said
    rates = [each for each in said.times if each.period in _CLOCK and each.binds == "requests"]
    if len(rates) != 1 or len(said.counts) != 1 or asks_the_worst(sentence):
        return
    if sentence.holds("hours"):  # "20 requests a minute during peak hours, 9 to 17"
        return
    start = min(rates[0].span.start, said.counts[0].span.start)
    end = max(rates[0].span.end, said.counts[0].span.end)
    before = sentence.source[max(start - _NEAR, 0) : start]
    if _LIMIT.search(before) or _BEHIND_A_RATE.match(sentence.source, end):
        _ask(sentence, Span(start, end), "ask.bound")
        return
    near = sentence.source[max(start - _NEAR, 0) : end + _NEAR]
    if _PEAK.search(near) and not _AVERAGED.search(sentence.source):
        noted = phrase("note.at_peak", said=sentence.source[start:end])
        sentence.remarks.append(Remark("approximate", noted))


_AVERAGED = AnyWord(words_that("average") | words_that("all_the_time"))


def _ask_of_member(sentence: Sentence) -> None:
    """`1000 requests a day, 3k in 500 out, per customer`: how many of them are there?"""
    said = sentence.said
    found = _MEMBER.search(sentence.source)
    if found is None or said.costs_per or said.summed or (said.how_many and not found["times"]):
        return
    name = next(each for each in ("said", "times", "ja") if found[each])
    span = Span(*found.span(name))
    if name == "ja":
        if re.search(_OF_GROUP.format(found["group"]), sentence.source) is None:
            _ask(sentence, span, "ask.how_many_of", noun=found["group"])
        return
    nouns = {person(singular(each.noun)) for each in said.counts}
    noun = person(singular((found["noun"] or found["many"]).casefold()))
    if noun not in nouns:
        _ask(sentence, span, "ask.how_many_of", noun=noun)


def _ask_of_parts(sentence: Sentence) -> None:
    """`2,000 invoices with 3 attachments each`: an attachment is hardly a request of its own."""
    for each in sentence.said.counts[1:]:
        part = singular(each.noun)
        if part not in _PARTS or any(one.noun == part for one in sentence.each_of):
            continue  # "3 sections each, 2k in per section"
        before = sentence.source[: each.span.start].casefold().split()
        if before and before[-1] in _WITH:
            quoted = tuple(sentence.source[slice(*one.span)] for one in sentence.said.counts)
            asked = phrase("ask.two_counts", said=quoted)
            sentence.troubles.append(NeedsMore(asked, each.span))
            return


def _ask_of_periods(sentence: Sentence) -> None:
    """`50k requests a dday`: a day, or another word?"""
    ends = {each.span.end for each in sentence.said.counts}
    for place in sentence.places_of(_AN):
        word = sentence.word(place + 1)
        if word in _NO_PERIOD or sentence.pieces[place - 1].span.end not in ends:
            continue
        if within_one_edit(word, _PERIODS):
            _ask(sentence, sentence.span(place, place + 2), "ask.unused")
            return


def _ask_of_levers(sentence: Sentence) -> None:
    """`10M in 2M out bach`, `fats mode`: a lever, or another word?"""
    for place, piece in enumerate(sentence.pieces):
        if type(piece) is not WordPiece:
            continue
        word = sentence.word(place)
        is_in_mode = sentence.word(place + 1) == _MODE
        levers = _IN_MODE if is_in_mode else _LEVERS
        if (
            (is_in_mode or _is_alone(sentence, place))
            and word not in _NO_LEVER
            and within_one_edit(word, levers)
        ):
            _ask(sentence, piece.span, "ask.unused")
            return


def _is_alone(sentence: Sentence, place: int) -> bool:
    """Whether a word stands right behind an amount or a comma, and ends its clause."""
    behind = sentence.pieces[place + 1 : place + 2]
    if behind and not isinstance(behind[0], MarkPiece):
        return False
    before = sentence.pieces[place - 1] if place else None
    is_behind = isinstance(before, TermPiece) and before.term.category == "unit"
    return is_behind or sentence.mark(place - 1, ",")


def _note_odd_amount(sentence: Sentence) -> None:
    """`10 in 2M out`: ten tokens beside two million, or as many millions?"""
    amounts = sentence.said.amounts
    if {each.kind for each in amounts} != {Unit.INPUT, Unit.OUTPUT} or len(amounts) != len(_SIDES):
        return
    few, many = sorted(amounts, key=lambda each: each.quantity)
    said = sentence.source[slice(*few.span)].casefold()
    if any(map(said.__contains__, _IN_TOKENS)):  # "10 tokens in"
        return
    if 0 < few.quantity < _FEWEST and many.quantity >= _MILLION:
        noted = phrase("note.scale_of_few", said=sentence.source[slice(*few.span)])
        sentence.remarks.append(Remark("approximate", noted))


_SIDES, _IN_TOKENS = ("in", "out"), ("tok", "トークン")
