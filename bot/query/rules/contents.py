"""Contents: what takes tokens, but how many depends on the model.

images = [NUMBER] [size] image {filler} [size] [NUMBER counter]       4 images 1920x1080
text   = NUMBER ["-"] ("words" | "characters" | "pages") [filler] [in | out]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import cast

from bot.query.ask import Contained, Count, Pasted
from bot.query.errors import NeedsMore
from bot.query.model import MOST_OF_ONE, ONE, REQUESTS, Images, Scope, Text
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, Piece, SizePiece, TermPiece, UsagePiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import TextUnit, Unit, exactly

from . import period_names, showing, text_sides
from .nouns import ONE_REQUEST, noun_of, singular

_MOST_BETWEEN = 3
# What may stand between a number and what it counts of a text.
_BETWEEN = (
    ("link", "of"),
    ("unit", "input"),
    ("unit", "output"),
    ("language", "english"),
    ("language", "other"),
)
# What says that a text measured in Japanese is an English one.
_ENGLISH, _JAPANESE = words_that("english"), words_that("japanese")
_INTO_A_LANGUAGE = tuple(words_that("into_a_language"))


def images(sentence: Sentence) -> bool:
    """`4 images 1920x1080`, `100 1920x1080 screenshots`, `1920x1080の画像100枚`."""
    start = sentence.place
    if _is_of_one_image(sentence, start):
        sentence.said.scopes.add(Scope.EACH)
        sentence.take([start], "for each image")
        return True
    number = sentence.at(start, NumberPiece)
    index = start + 1 if number else start
    index = _behind_words(sentence, sentence.skip(index, *text_sides.FILLERS))
    size = sentence.at(index, SizePiece)
    index = (
        _behind_words(sentence, sentence.skip(index + 1, *text_sides.FILLERS)) if size else index
    )
    if not sentence.term(index, "content", "image"):
        return False
    plural = sentence.pieces[index].text.casefold().endswith("s")
    end, rate_between = index + 1, range(0)
    if size is None and number is None:
        number, end = _number_behind(sentence, end)
    if size is None:
        over = period_names.rate_end(sentence, end) or end
        behind = _behind_marks(sentence, over)
        size = sentence.at(behind, SizePiece)
        rate_between = range(end, over)  # 80k photos per day at 1024x768
        end = behind + 1 if size else end
    if number is None:
        number, end = _number_behind(sentence, end)
    rate = _rate_behind(sentence, end) if number is None and size and plural else None
    if rate is not None and size:
        return _add_images_at_a_rate(sentence, range(start, end), size, rate)
    if size is None and number is None and _are_told_of_elsewhere(sentence, index):
        sentence.take([index], "images that are told of elsewhere")
        return True
    if size is None:
        return _add_images_of_far_size(sentence, index, number) or _ask_for_size(
            sentence, range(start, index + 1), number
        )
    if number is None and plural:
        sentence.ask(start, end, "ask.how_many")
        return True
    return _add_images_beside(sentence, range(start, end), rate_between, number, size)


def _add_images_beside(
    sentence: Sentence, places: range, rate: range, number: NumberPiece | None, size: SizePiece
) -> bool:
    """So many images, but for their `rate`: with one of their own they are not of each request."""
    if rate and sentence.said.counts:  # 10k requests a day, 500 images a day of 1000x1000
        sentence.ask(rate.start, rate.stop, "ask.each_or_in_all")
        return True
    return _add_images(sentence, [each for each in places if each not in rate], number, size)


def ask_about_one_in_many(sentence: Sentence) -> None:
    """`1 web search for every 10 requests`, `one image per 5 messages`: no number of each one."""
    has_fee = sentence.holds("unit", Unit.WEB_SEARCH) or sentence.holds("content", "image")
    if _PER_SO_MANY.isdisjoint(sentence.words) or not (has_fee or _SEARCH in sentence.words):
        return
    for place, piece in enumerate(sentence.pieces):
        is_fee = sentence.was(place, "unit", Unit.WEB_SEARCH)
        if not (is_fee or sentence.was(place, "content", "image") or piece.text == _SEARCH):
            continue
        index = place + 1
        while sentence.word(index) in _PER_SO_MANY:
            index += 1
        many = sentence.pieces[index] if place + 1 < index < len(sentence.pieces) else None
        is_prefix = sentence.was(index + 1, "unit", "prefix")  # "searches each 2k system prompt"
        is_many = isinstance(many, NumberPiece) and many.value > ONE and not is_prefix
        if is_many and not _is_timed(sentence, index):
            span = sentence.span(place, min(index + 2, len(sentence.pieces)))
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.unused", said=said), span))


def _is_timed(sentence: Sentence, number: int) -> bool:
    """`a search every 10 minutes` beside no requests: how often; `for 3 months`: how long."""
    if not sentence.was(number + 1, "period"):
        return False
    return not sentence.said.counts or sentence.word(number - 1) == _FOR


_PER_SO_MANY, _SEARCH, _FOR = words_that("for_every_so_many"), "search", "for"


def _are_told_of_elsewhere(sentence: Sentence, index: int) -> bool:
    """`画像のタグ付け…1920x1080の画像2枚`: what is done to them, and their size is said there."""
    others = (
        place
        for place in range(len(sentence.pieces))
        if place != index and sentence.was(place, "content", "image")
    )
    return any(
        isinstance(each, SizePiece)
        for place in others
        for each in sentence.pieces[max(place - _NEAR, 0) : place + _NEAR + 1]
    )


_NEAR = 6


def _ask_for_size(sentence: Sentence, places: range, number: NumberPiece | None) -> bool:
    known = {} if number is None or number.bounds else {"number": number.value}
    sentence.ask(places.start, places.stop, "ask.image_size", **known)
    return True


def _add_images_of_far_size(sentence: Sentence, index: int, number: NumberPiece | None) -> bool:
    """`画像1日300枚（1280x720）`, `画像解析：1日800枚、1枚1024x768`: one image in each request.

    So many 枚 are images, where there are no others, and one size is told.
    """
    if number or sentence.words.isdisjoint(_SHEETS):
        return False
    places = range(len(sentence.pieces))
    sizes = _first_two(each for each in places if sentence.at(each, SizePiece))
    images = _first_two(each for each in places if sentence.was(each, "content", "image"))
    sheets = _first_two(each for each in places if _is_of_many(sentence, each))
    if not len(sizes) == len(images) == len(sheets) == 1:
        return False
    size = cast("SizePiece", sentence.pieces[sizes[0]])
    return _add_images(sentence, [index, *sizes], None, size)


def _first_two(places: Iterable[int]) -> list[int]:
    """Where something stands, told no further than that there are several of it."""
    return [*islice(places, 2)]


def _is_of_many(sentence: Sentence, place: int) -> bool:
    """`300[枚]`, and not the 1枚 of which a size is told."""
    number = sentence.pieces[place - 1]
    is_number = isinstance(number, NumberPiece) and number.value != ONE
    return is_number and sentence.word(place) in _SHEETS


_SHEETS = frozenset({"枚"})


def _is_per_image(sentence: Sentence, index: int) -> bool:
    """`300 tokens out per [image]`, `1[枚]300トークン`, taken or not."""
    if sentence.word(index) not in _ONE_IMAGE or not index:
        return False
    before = sentence.pieces[index - 1]
    is_one = isinstance(before, NumberPiece) and before.value == ONE and not before.bounds
    return is_one or before.text.casefold() in _PER


def _is_of_one_image(sentence: Sentence, index: int) -> bool:
    """Whether amounts are said for one of the images that are counted elsewhere in the text."""
    names_one = sentence.word(index + 2) in _ONE_IMAGE  # 画像1枚あたり
    per_one = names_one and sentence.was(index + 3, "scope", "each")
    if not (per_one or _is_per_image(sentence, index)):
        return False
    return bool(sentence.said.contents) or _are_images_behind(sentence, index)


def _are_images_behind(sentence: Sentence, index: int) -> bool:
    """`300 tokens out per [image], 500 images 1920x1080`: which images, and how many."""
    if isinstance(sentence.at(index + 1, Piece), SizePiece):
        return False
    behind = range(index + 1, len(sentence.pieces))
    return any(
        sentence.was(each, "content", "image") and not _is_per_image(sentence, each)
        for each in behind
    )


_ONE_IMAGE, _PER = words_that("one_image"), words_that("per_one_image")


def settle_images(sentence: Sentence) -> None:
    """Where there is no other count, each image may be a request of its own.

    `500 images 1920x1080, 300 tokens out per image`; `500 images 1920x1080 a day, 300 out`.
    """
    said = sentence.said
    if said.counts or len(said.contents) != 1:
        return
    content, span, bounds = said.contents[0]
    if not isinstance(content, Images):
        return
    rate = _rate_of_images(sentence, span)
    if rate is not None:
        said.times[rate] = said.times[rate]._replace(binds="requests")
    elif not _is_each_a_request(sentence):
        _ask_about_next_to_nothing(sentence, content, span)
        return
    said.contents[:] = [Contained(content._replace(number=ONE), span)]
    said.counts.append(Count(content.number, REQUESTS, span, bounds))


def _is_each_a_request(sentence: Sentence) -> bool:
    """`500 images 1920x1080, 300 out per image`, `50 in 20 out each`; not `1920x1080 each`."""
    if Scope.EACH not in sentence.said.scopes:
        return False
    return _says_per_image(sentence) or not _says_each_of_images(sentence)


def _ask_about_next_to_nothing(sentence: Sentence, content: Images, images: Span) -> None:
    """`500 photos 1024x768, 50 in 20 out`: hardly for all of them, so perhaps for each."""
    tokens = [each.quantity for each in sentence.said.amounts]
    if tokens and not sentence.said.scopes and content.leaves_next_to_nothing(tokens):
        said = sentence.source[images.start : images.end]
        sentence.troubles.append(NeedsMore(phrase("ask.count", said=said), images))


def _says_per_image(sentence: Sentence) -> bool:
    return any(_is_per_image(sentence, each) for each in range(len(sentence.pieces)))


def _rate_of_images(sentence: Sentence, images: Span) -> int | None:
    """Which period so many images are per, beside amounts that one of them may take.

    Not so where "each" stands behind the size of an image, and where amounts are in all.
    """
    said = sentence.said
    is_small = said.amounts and all(each.quantity <= MOST_OF_ONE for each in said.amounts)
    if not is_small or Scope.TOTAL in said.scopes or _says_each_of_images(sentence):
        return None
    for place, each in enumerate(said.times):
        within = images.start < each.span.start < images.end  # 80k photos a day at 1024x768
        between = sentence.source[images.end : each.span.start].strip()
        is_behind = each.binds == "amounts" and not between
        if each.over is None and (within or is_behind):
            return place
    return None


def _says_each_of_images(sentence: Sentence) -> bool:
    if Scope.EACH not in sentence.said.scopes:
        return False
    places = range(1, len(sentence.pieces))
    scopes = [each for each in places if sentence.was(each, "scope", "each")]
    return not any(sentence.was(each - 1, "unit") for each in scopes)


def _add_images(
    sentence: Sentence, indexes: Sequence[int], number: NumberPiece | None, size: SizePiece
) -> bool:
    many, bounds = (number.value, number.bounds) if number else (ONE, None)
    content = Images(many, size.width, size.height)
    span = sentence.span(indexes[0], indexes[-1] + 1)
    sentence.said.contents.append(Contained(content, span, bounds))
    taken = [each for each in indexes if sentence.at(each, Piece)]
    shown = f"{showing.number(many, bounds)} images of {size.width} x {size.height} pixels"
    sentence.take(taken, shown)
    sentence.amount_end = indexes[-1] + 1
    return True


def _rate_behind(sentence: Sentence, index: int) -> int | None:
    """Where the number of `images 1920x1080[, 500 a day]` stands."""
    index = index + 1 if sentence.mark(index, ",") else index
    index = sentence.skip(index, ("approximately", "about"), ("link", "of"))
    per = sentence.term(index + 1, "link", "per") or sentence.mark(index + 1, "/")
    is_rate = per and sentence.term(index + 2, "period")
    return index if is_rate and sentence.at(index, NumberPiece) else None


def _add_images_at_a_rate(sentence: Sentence, indexes: range, size: SizePiece, index: int) -> bool:
    """One image in each of so many requests, whose number stands at `index`."""
    number = cast("NumberPiece", sentence.pieces[index])  # as `_rate_behind` saw
    _add_images(sentence, indexes, None, size)
    sentence.count(number, REQUESTS, [index], showing.counted(number))
    return True


def _behind_words(sentence: Sentence, index: int) -> int:
    for _ in range(_MOST_BETWEEN):
        if not (sentence.at(index, WordPiece) or sentence.term(index, "particle")):
            break
        index += 1
    return index


def _behind_marks(sentence: Sentence, index: int) -> int:
    """The index behind "of", "at", "(", "sized" and the like before a size."""
    for _ in range(_MOST_BETWEEN):
        filler = sentence.skip(index, *text_sides.FILLERS) > index or sentence.mark(index, "(,、:@")
        if (
            not filler
            and not sentence.at(index, WordPiece)
            and not sentence.term(index, "particle")
        ):
            break
        index += 1
    return index


def _number_behind(sentence: Sentence, index: int) -> tuple[NumberPiece | None, int]:
    """`画像100枚`, `images x 100`: the number behind, with its counter."""
    place = index
    if sentence.term(place, "link", "times") or sentence.mark(place, ":)"):
        place += 1
    if sentence.term(place, "particle") or sentence.mark(place, ","):
        place += 1
    number = sentence.at(place, NumberPiece)
    if number is None:
        return None, index
    counter = sentence.at(place + 1, TermPiece)
    is_counter = counter is not None and counter.text in {"枚", "個", "点", "images"}
    led = place > index and sentence.term(index, "link", "times") is not None
    return (number, place + 2 if is_counter else place + 1) if is_counter or led else (None, index)


def text(sentence: Sentence) -> bool:
    """`1000 words in`, `500-word answers`, `20 pages`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    index = start + 2 if sentence.mark(start + 1, "-") else start + 1
    index = sentence.skip(index, *_BETWEEN)
    index = _behind_words(sentence, index) if not sentence.term(index, "content") else index
    piece = sentence.term(index, "content")
    if piece is None or piece.term.value == "image":
        return False
    end = index + 1
    per = sentence.mark(end, "/") or sentence.term(end, "link", "per")
    if per and sentence.term(end + 1, "tokens"):  # 3.5 chars per token: a ratio of one's own
        sentence.ask(start, end + 2, "ask.unused")
        return True
    if piece.term.value == TextUnit.PAGE and _count_pages(sentence, number, index):
        return True
    if piece.text.casefold() in _COUNTED_ALONE and (
        says_input(sentence) or _are_of_so_many_tokens(sentence, end)
    ):
        sentence.count(number, noun_of(piece), [start, index], showing.counted(number))
        return True
    if not PDFS.isdisjoint(sentence.words) and piece.term.value in _OF_PDFS:
        behind = behind_pdf(sentence, end)
        is_of_files = behind == end and piece.text.casefold() in PDFS and not number.bounds
        files = number.value if is_of_files else None
        sentence.ask(start, behind, "ask.pdf", files=files)
        return True
    if piece.term.value not in set(TextUnit):
        sentence.refuse(start, end, "unread.content")
        return True
    if piece.text.isascii() and _is_in_other_language(sentence, start, end):
        sentence.ask(start, end, "ask.other_text")
        return True
    if not piece.text.isascii() and not is_of_english(sentence.source.casefold()):
        sentence.ask(start, end, "ask.japanese_text")
        return True
    side, end = text_sides.side_of(sentence, start, index, end)
    content = Text(number.value, TextUnit(piece.term.value), side or Unit.INPUT)
    span = sentence.span(start, end)
    sentence.said.contents.append(Contained(content, span, number.bounds))
    if side is None:
        sentence.open_texts.append(span)
    many = showing.number(number.value, number.bounds)
    said = f"{many} {content.unit.value}s of text as {content.side.value}"
    sentence.take(range(start, end), said)
    sentence.amount_end = end
    return True


def _count_pages(sentence: Sentence, number: NumberPiece, index: int) -> bool:
    """`300 pages, 1.5k in and 400 out per page`: each is a request, as what it takes is said.

    With more behind it that is not said to be of a page, it may be of all of them.
    """
    start, end, source = sentence.place, index + 1, sentence.source.casefold()
    tied = list(_TIED_TO_A_PAGE.finditer(source, sentence.pieces[index].span.end))
    if not tied:
        return False
    is_rate = sentence.term(end, "period") or sentence.term(end, "link", "per")
    if not is_rate and _SIDE.search(source, tied[-1].end()):
        sentence.ask(start, end, "ask.each_or_in_all")
    else:
        sentence.count(number, REQUESTS, [start, index], showing.counted(number))
    return True


_SIDE = re.compile(r"\b(?:in|out)(?:puts?)?\b")
_TIED_TO_A_PAGE = re.compile(_SIDE.pattern + r"(?: tokens?)? ?(?:/ ?|a |per |each |every )page\b")


def settle_pages(sentence: Sentence) -> None:
    """`45 pages, 500 words per page`, `45 pages of 500 words`: so many words in all."""
    contents = sentence.said.contents
    pages = [each for each in contents if _unit(each) is TextUnit.PAGE]
    if not pages and _TIED_TO_A_PAGE.search(sentence.source.casefold()):
        return  # "300 pages, 400 words in per page": of each request
    for each in [each for each in contents if _unit(each) in _IN_A_PAGE]:
        behind = sentence.source[each.span.end :].casefold()
        of_all = next((one for one in pages if _is_of(one.span, each.span, sentence)), None)
        if of_all is None and not _PER_PAGE.match(behind):
            continue
        of_all = of_all or (pages[0] if len(pages) == 1 else None)
        if of_all is None or of_all.bounds or each.bounds or _side(of_all) != _side(each):
            quoted = sentence.source[each.span.start : each.span.end]
            trouble = NeedsMore(phrase("ask.words_of_pages", said=quoted), each.span)
            sentence.troubles.append(trouble)
            return
        words, many = cast("Text", each.content), cast("Text", of_all.content).quantity
        with exactly():
            content = Text(words.quantity * many, words.unit, words.side)
        contents[contents.index(each)] = Contained(content, each.span)
        contents.remove(of_all)
        pages.remove(of_all)


def _unit(said: Contained) -> TextUnit | None:
    return said.content.unit if isinstance(said.content, Text) else None


def _side(said: Contained) -> object:
    return said.content.side if isinstance(said.content, Text) else None


def _is_of(pages: Span, words: Span, sentence: Sentence) -> bool:
    """`40 pages [of] 500 words`, `45 pages [at about] 500 words`."""
    return bool(_OF_A_PAGE.fullmatch(sentence.source[pages.end : words.start].casefold()))


_IN_A_PAGE = frozenset({TextUnit.WORD, TextUnit.CHARACTER})
_PER_PAGE = re.compile(r",? ?(?:/|(?:on |in )?(?:an? |per |each |every ))(?:pages?|side)(?![a-z])")
_OF_A_PAGE = re.compile(r" (?:of|with|at|x|×|\*|having) (?:about |around |roughly |~|some )?")


def is_of_english(said: str) -> bool:
    """`英文3,000文字`; not `日本語の記事3,000文字を英語に翻訳`, which is turned into it."""
    return _is_written_in(said, _ENGLISH) and not _is_written_in(said, _JAPANESE)


def _is_written_in(said: str, names: frozenset[str]) -> bool:
    """Whether a text is said to be in that language, and not only to be put into it."""
    behind = [said[each.end() :] for name in names for each in re.finditer(re.escape(name), said)]
    return any(not each.startswith(_INTO_A_LANGUAGE) for each in behind)


def says_input(sentence: Sentence) -> bool:
    """Whether a number of input tokens is said anywhere: then files hold those, and no more."""
    for place in range(len(sentence.pieces)):
        if sentence.was(place, "unit", "input"):
            before = sentence.skip_back(place - 1, "tokens", "particle", "scope")
            behind = sentence.skip(place + 1, ("tokens", "tokens"), ("link", "of"))
            behind = behind + 1 if sentence.mark(behind, ":=") else behind
            if isinstance(before, NumberPiece) or sentence.at(behind, NumberPiece):
                return True
    return False


def _are_of_so_many_tokens(sentence: Sentence, index: int) -> bool:
    """`100 PDFs [of 20k tokens]`, `PDFs a month [at ~15k tokens each]`: so much goes in."""
    place = index
    while place < len(sentence.pieces) and _ties_a_size(sentence, place):
        place += 1
    end = sentence.skip(place + 1, ("tokens", "tokens"))
    if sentence.at(place, NumberPiece) is None or end == place + 1:
        return False
    behind = end
    while sentence.was(behind, "scope") or sentence.was(behind, "link"):
        behind += 1
    if sentence.was(behind, "unit", Unit.OUTPUT):
        return False  # "500 tokens each out"
    per = sentence.term(end, "scope", "each") or sentence.term(end, "link", "per")
    return bool(per) or "of" in {sentence.word(each) for each in range(index, place)}


def _ties_a_size(sentence: Sentence, index: int) -> bool:
    is_tie = any(sentence.was(index, each) for each in ("link", "period", "approximately"))
    return is_tie or sentence.mark(index, ",(/") or sentence.word(index) in _OF_A_SIZE


_OF_A_SIZE = frozenset({"at", "of", "with"})


def behind_pdf(sentence: Sentence, index: int) -> int:
    """The index behind "pdf pages", "page pdf" and the like."""
    end = index
    index = sentence.skip(index, ("link", "of"), ("link", "per"))
    while sentence.term(index, "content", "page", "other"):
        index += 1
        end = index
    return end


PDFS = frozenset({"pdf", "pdfs"})
_COUNTED_ALONE = PDFS | {"letters"}
_OF_PDFS = frozenset({"page", "other"})


def _is_in_other_language(sentence: Sentence, start: int, end: int) -> bool:
    """`5000 characters of Japanese text`: another language is named, and not English here.

    What it is put into is not the text's own: `3,000 characters into English`.
    """
    near = range(max(start - _MOST_BETWEEN, 0), end + 2)
    if any(_is_english(sentence, place) for place in near):
        return False
    pieces = enumerate(sentence.pieces)
    return any(
        sentence.was(place, "language") and piece.term.value == "other"
        for place, piece in pieces
        if isinstance(piece, TermPiece)
    )


def _is_english(sentence: Sentence, place: int) -> bool:
    return sentence.was(place, "language", "english") and sentence.word(place - 1) not in _INTO


_INTO = frozenset({"into", "to"})


def settle_pasted(sentence: Sentence) -> None:
    """`the 2 requests below`, and then two usage objects: so many are pasted, and no more.

    `100 requests` beside two of them may be of each, or of both together; `100 times` is of each.
    """
    said = sentence.said
    if len(said.pasted) == 1 or len(said.counts) != 1:
        return
    (count,) = said.counts
    if count.number == len(said.pasted) and not said.times:
        said.counts.clear()
        return
    text = sentence.source[count.span.start : count.span.end]
    is_marked = Scope.EACH in said.scopes or text.endswith(_TIMES_IN_JAPANESE)
    if singular(count.noun) in ONE_REQUEST and not is_marked:
        said_so = phrase("ask.of_each_usage", said=text)
        sentence.troubles.append(NeedsMore(said_so, count.span))


_TIMES_IN_JAPANESE = "回"


def pasted(sentence: Sentence) -> bool:
    """`usage` objects of the API."""
    piece = sentence.here(UsagePiece)
    for usage, model in piece.used:
        sentence.said.pasted.append(Pasted(usage, model, piece.span))
        if model and model not in sentence.said.models:
            sentence.said.models.append(model)
    sentence.take([sentence.place], f"{len(piece.used)} usage objects of the API")
    return True
