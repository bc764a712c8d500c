"""Models as people write them, found in a row of tokens.

    model   = [ region "." ] [ "anthropic." | "claude" ] family version | version family | family
    foreign = vendor { "-" part } [ version ]

The longest name of the book wins, never a prefix of a longer one: `opus-4-10` is unknown,
not Opus 4.1. A family alone is its newest model; "Claude 4" alone names none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from pricing import key, read_yaml

from .errors import NeedsMore, NotUnderstood
from .generations import generation_at
from .lexicon import Lexicon
from .model import Foreign, Named, Newest
from .phrase import phrase
from .pieces import ModelPiece, Piece, TroublePiece
from .reading import Span
from .roles import words_that
from .spelling import nearest
from .tokens import Kind, Token, touches
from .vocabulary import Vocabulary

_WITHIN = frozenset("-._@:/()")
_TIES = frozenset("-._@")
_ONLY_TIED = frozenset("-:")
_LONGEST = 20
# Words of these begin something new, so a number before them belongs to what is behind.
_CLAUSES = frozenset(
    {"several", "link", "caching", "modifier", "negation", "date", "partner", "scope"}
)
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_VERSION_AND_MORE = re.compile(r"([0-9]\.[0-9])[0-9]")
_REGIONS = frozenset({"us", "eu", "jp", "apac", "au"})
"""Of partners, who write them before a model's id."""
REGIONS = _REGIONS | {"global"}
"""The same with what stands there for none of them."""
_VENDORS_FILE = Path(__file__).parent / "words" / "vendors.yaml"


_VERSUS = words_that("versions_apart")
_LISTED = _VERSUS | words_that("lists_models") | words_that("version_behind")
_MOST_BETWEEN = 2
_DIGITS_OF_A_GROUP = 3


@cache
def _vendors() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_yaml(_VENDORS_FILE).items()}


def vendor_words() -> frozenset[str]:
    """Names of other vendors and their models, so that they are no typos of ours."""
    return frozenset().union(*_vendors().values())


class ModelFinder:
    """Finds models in the tokens of one text."""

    def __init__(
        self, source: str, row: Sequence[Token], vocabulary: Vocabulary, lexicon: Lexicon
    ) -> None:
        self._source = source
        self._row = row
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._last = ("", 0)
        """The family of the last version that was named, and the index behind it."""

    def at(self, index: int) -> tuple[Piece, int] | None:
        """The model named at `index` and the index behind it, None where none is."""
        kind, _, text = self._row[index]
        if kind is Kind.NUMBER:
            opens_a_name = self._is_before_a_family(index)  # "3.5 sonnet"
            return self._version_alone(index) or (self._named(index) if opens_a_name else None)
        is_word = kind is Kind.WORD
        if is_word and self._is_vendor(index):
            return self._foreign(index)
        if is_word and self._is_unknown_region(index):
            span, said = self._stretch(index, index + 1)
            return TroublePiece(span, said, NeedsMore(phrase("ask.region", said=said), span)), (
                index + 1
            )
        if not self._may_open(index):
            return self._possessive(index) if text[-2:] == "'s" else None
        found = self._named(index) or (self._generation(index) if text == "claude" else None)
        return found or (self._family(index) if is_word else None)

    def _version_alone(self, index: int) -> tuple[Piece, int] | None:
        """`sonnet 4.6 vs 5.5`: of the same family; `sonnet 4.6 vs the 4.5 models`: all of them."""
        if index and self._row[index - 1].text == "the" and (found := self._generation(index)):
            return found
        return self._another_version(index) or self._generation(index)

    def _generation(self, index: int) -> tuple[Piece, int] | None:
        """`the 4.5 models`, `claude 5.5 models`: all of that version."""
        return generation_at(self._row, index, self._vocabulary, self._source)

    def _is_unknown_region(self, index: int) -> bool:
        """`apax.anthropic.claude-...`: perhaps a slip of a region, which costs more."""
        if not self._is_before_the_vendor(index) or self._row[index].text in REGIONS:
            return False
        return touches(*self._row[index : index + 2])

    def _is_before_the_vendor(self, index: int) -> bool:
        return [each.text for each in self._row[index + 1 : index + 3]] == [".", "anthropic"]

    def _is_before_a_family(self, index: int) -> bool:
        behind = [each.text for each in self._row[index + 1 : index + 4]]
        return not self._vocabulary.families.isdisjoint(behind)

    def _may_open(self, index: int) -> bool:
        text = self._row[index].text
        if text in REGIONS:
            return self._is_before_the_vendor(index)
        return text in self._vocabulary.openings

    # --- names of the book

    def _named(self, index: int) -> tuple[Piece, int] | None:
        names = {end: name for end in self._ends(index) if (name := self._name(index, end))}
        ends = [*names]
        if not ends or self._is_amount_before_a_model(index, ends[-1]):
            return None
        end = ends[-1]
        if len(ends) > 1 and self._counts_something(index, end):
            return self._two_readings(index, ends[-2], end)
        if self._row[index].is_number and self._counts_something(index, end):
            return self._count_or_version(index, end)
        if self._may_be_family_and_count(index, end):
            return self._two_readings(index, end - 1, end)
        if self._is_unborn(end):
            return self._unknown(index, end + 1)
        named = self._vocabulary.names[names[end]]
        self._last = (self._family_of(named), end)
        regional = self._row[index].text in _REGIONS
        return ModelPiece(*self._stretch(index, end), named, regional), end

    def _family_of(self, named: Named) -> str:
        parts = named.id.split("-")
        return next((each for each in parts if each in self._vocabulary.families), "")

    def _another_version(self, index: int) -> tuple[Piece, int] | None:
        """`sonnet 4.6 vs ｢5.5｣`, `opus 4.7, ｢4.8｣ and ｢5.5｣`: another one of the same family."""
        family, behind = self._last
        if not family or not 0 < index - behind <= _MOST_BETWEEN:
            return None
        between = [each.text for each in self._row[behind:index]]
        token = self._row[index]
        if not _LISTED.issuperset(between):
            return None
        is_whole = "." in token.text or not _VERSUS.isdisjoint(between)
        named = self._vocabulary.names.get(key(f"{family}-{token.text}"))
        if named is None or not is_whole or not self._looks_like_version(index):
            return None
        if index + 1 < len(self._row) and self._is_of(index + 1, "currency"):
            return None
        self._last = (family, index + 1)
        return ModelPiece(*self._stretch(index, index + 1), named), index + 1

    def _ends(self, index: int) -> list[int]:
        """Where a name beginning at `index` could end, nearest first."""
        ends = []
        for end, token in enumerate(self._row[index : index + _LONGEST], index + 1):
            is_apart = token.text in _ONLY_TIED and self._is_apart(end - 1)
            if is_apart or not self._may_be_part(token):
                break
            if self._is_whole(end):
                ends.append(end)
        return ends

    def _is_apart(self, index: int) -> bool:
        """`opus 5 - 5% off`, `haiku: 4.5 messages`: before a space neither is part of a name."""
        around = self._row[index - 1 : index + 2]
        return not all(touches(left, right) for left, right in pairwise(around))

    def _may_be_part(self, token: Token) -> bool:
        """Whether a name can hold `token`."""
        if token.kind is Kind.MARK:
            return token.text in _WITHIN
        if token.text in self._vocabulary.parts:
            return True
        return self._vocabulary.parts.issuperset(key(token.text).split("-"))

    def _is_whole(self, end: int) -> bool:
        """Whether a name can end before `end`: no digit or letter is tied to it behind."""
        last = self._row[end - 1]
        if last.kind is Kind.MARK and last.text != ")":
            return False
        behind = self._row[end : end + 2]
        if not behind or not touches(last, behind[0]):
            return True
        if behind[0].is_word or behind[0].is_number:
            # Japanese puts no space between a name and a particle; 7割 is a share.
            return behind[0].is_cjk and not self._is_of(end, "tenths")
        tied = behind[0].text in _TIES and len(behind) > 1 and touches(*behind)
        return not (tied and behind[1].is_number)

    def _name(self, index: int, end: int) -> str | None:
        """The name that the tokens up to `end` write, as they were corrected."""
        parts = [each.text for each in self._row[index:end] if each.kind is not Kind.MARK]
        name = key("-".join(parts))
        return name if name in self._vocabulary.names else None

    def _counts_something(self, index: int, end: int) -> bool:
        """Whether the last number of a spaced-out name could be a count: `opus 4 8 users`."""
        spaced = [
            right
            for left, right in pairwise(range(index, end))
            if not touches(self._row[left], self._row[right])
        ]
        flipped = self._row[index].is_number and self._row[end - 1].is_word
        if not spaced or not (flipped or self._is_lone_digit(end - 1)):
            return False
        if end >= len(self._row):
            return False
        behind = self._row[end]
        if flipped:
            is_whole = "." not in self._row[index].text
            return is_whole and behind.is_word and self._is_counted(behind.text)
        if behind.is_number:
            return self._is_group_of_thousands(end)
        return behind.text == "%" or (behind.is_word and self._may_be_counted(behind.text))

    def _is_group_of_thousands(self, index: int) -> bool:
        """`sonnet 5 5 500 requests`: 500 of them on Sonnet 5.5, or 5,500 on Sonnet 5?"""
        token = self._row[index]
        behind = self._row[index + 1 : index + 2]
        if len(token.text) != _DIGITS_OF_A_GROUP or not token.text.isdecimal():
            return False
        return not behind or behind[0].is_cjk or not touches(token, behind[0])

    def _may_be_counted(self, word: str) -> bool:
        """Whether a number before `word` could be its own: all but words that begin a clause."""
        term = self._lexicon.term(word)
        return term is None or term.category not in _CLAUSES

    def _may_be_family_and_count(self, index: int, end: int) -> bool:
        """`opus 5 requests`: five on the newest one? Not behind a number: `80 opus 5 requests`."""
        family, number = self._row[end - 2], self._row[end - 1]
        if family.text not in self._vocabulary.families or touches(family, number):
            return False
        if any(each.is_number for each in self._row[max(index - 2, 0) : index]):
            return False
        behind = self._row[end].text if end < len(self._row) else ""
        term = self._lexicon.term(behind)
        return number.text.isdecimal() and term is not None and term.category == "count"

    def _is_lone_digit(self, index: int) -> bool:
        """Whether a number stands apart from another number before it."""
        before, token = self._row[index - 1], self._row[index]
        return token.is_number and before.is_number and not touches(before, token)

    def _is_counted(self, word: str) -> bool:
        term = self._lexicon.term(word)
        if term is None:
            return word.endswith("s")
        return term.category in {"count", "unit", "tokens", "period", "content"}

    def _two_readings(self, index: int, short: int, end: int) -> tuple[Piece, int]:
        span, text = self._stretch(index, end)
        names = (self._source[span.start : self._row[short - 1].span.end], text)
        error = NeedsMore(phrase("ask.version", said=text, short=names[0]), span)
        return TroublePiece(span, text, error), end

    def _count_or_version(self, index: int, end: int) -> tuple[Piece, int]:
        """`3 opus calls`: Opus 3, or three of them?"""
        span, text = self._stretch(index, end)
        facts = {"said": text, "number": self._row[index].text, "family": self._row[end - 1].text}
        return TroublePiece(span, text, NeedsMore(phrase("ask.version_first", **facts), span)), end

    def _is_amount_before_a_model(self, index: int, end: int) -> bool:
        """`4 sonnet 4.5`: the family belongs to the version behind it, not to the number before."""
        if not self._row[index].is_number:
            return False
        family = end - 1
        return any(self._name(family, longer) for longer in self._ends(family))

    # --- families, and versions that do not exist

    def _family(self, index: int) -> tuple[Piece, int] | None:
        token = self._row[index]
        if token.text == "claude" and self._opens_a_family(index + 1):
            return self._family_from(index, index + 1)
        if token.text in self._vocabulary.families:
            return self._family_from(index, index)
        version = self._version_behind(index)
        if version is None:
            return None
        return self._unknown(index, version)

    def _possessive(self, index: int) -> tuple[Piece, int] | None:
        """`haiku's price`."""
        family = self._row[index].text[:-2]
        if family not in self._vocabulary.families:
            return None
        return ModelPiece(*self._stretch(index, index + 1), Newest(family)), index + 1

    def _opens_a_family(self, index: int) -> bool:
        following = self._row[index : index + 2]
        words = [each.text for each in following if each.text not in _TIES]
        return bool(words) and words[0] in self._vocabulary.families

    def _family_from(self, start: int, index: int) -> tuple[Piece, int]:
        while self._row[index].text not in self._vocabulary.families:
            index += 1
        end = self._version_behind(index)
        if end is not None:
            return self._unknown(start, end)
        if self._is_unborn(index + 1):
            return self._unknown(start, index + 2)
        if self._is_joined_with_more(index + 1):
            return self._unknown(start, index + 2)
        if self._is_version_or_share(index + 1):
            return self._two_readings(start, index + 1, index + 2)
        choice = Newest(self._row[index].text)
        return ModelPiece(*self._stretch(start, index + 1), choice), index + 1

    def _is_unborn(self, index: int) -> bool:
        """`opus 5.5 mini`: of no model of ours; `opus 5.5 pro users` is prose."""
        if index >= len(self._row) or self._row[index].text not in _vendors()["unborn"]:
            return False
        behind = self._row[index + 1] if index + 1 < len(self._row) else None
        if behind is None or not behind.is_word:
            return True
        term = self._lexicon.term(behind.text)
        return term is not None and term.category not in {"count", "content"}

    def _is_joined_with_more(self, index: int) -> bool:
        """`haiku 4.510M in`: a version and an amount, with no space between the two."""
        if index >= len(self._row) or not self._row[index].is_number:
            return False
        family, found = self._row[index - 1].text, _VERSION_AND_MORE.match(self._row[index].text)
        return found is not None and key(f"{family}-{found[1]}") in self._vocabulary.names

    def _is_version_or_share(self, index: int) -> bool:
        """`opus 4.8割引後`: Opus 4.8, discounted, or 48% off the newest one?"""
        tied = self._row[index : index + 2]
        if len(tied) < len(("4.8", "割")) or "." not in tied[0].text or not touches(*tied):
            return False
        name = key(f"{self._row[index - 1].text}-{tied[0].text}")
        return self._is_of(index + 1, "tenths") and name in self._vocabulary.names

    def _version_behind(self, index: int) -> int | None:
        """The end of what looks like a version behind a family's name, None without one."""
        end = self._tied_end(index)
        if end > index + 1:
            return end
        behind = index + 1
        if behind + 1 < len(self._row) and self._row[behind].text == "v":  # "sonnet v4"
            behind += touches(self._row[behind], self._row[behind + 1])
        if behind >= len(self._row) or not self._looks_like_version(behind):
            return None
        return behind + 1

    def _tied_end(self, index: int) -> int:
        """The end of the run of tokens tied to `index` without a space, if digits are in it."""
        end, last = index + 1, index + 1
        stop = min(len(self._row), index + _LONGEST)
        while end < stop and touches(self._row[end - 1], self._row[end]):
            token = self._row[end]
            if not (token.is_word or token.is_number or token.text in _TIES) or token.is_cjk:
                break
            end += 1
            if token.is_word or token.is_number:
                last = end
        run = self._row[index + 1 : last]
        return last if any(each.is_number for each in run) else index + 1

    def _looks_like_version(self, index: int) -> bool:
        token = self._row[index]
        if not token.is_number or not _VERSION.fullmatch(token.text):
            return False
        behind = self._row[index + 1] if index + 1 < len(self._row) else None
        if behind is None:
            return True
        if touches(token, behind) and (behind.text in "%-" or self._is_of(index + 1, "tenths")):
            return False
        if touches(token, behind) and behind.is_word and not behind.is_cjk:
            return False
        return not self._binds_number(behind) or self._has_number(index + 1)

    def _has_number(self, index: int) -> bool:
        """Whether the unit at `index` has a number of its own: `opus 9 入力100万`."""
        behind = self._row[index + 1 : index + 2]
        is_unit = self._is_of(index, "unit")
        return is_unit and bool(behind) and behind[0].is_number

    def _is_of(self, index: int, category: str) -> bool:
        term = self._lexicon.term(self._row[index].text)
        return term is not None and term.category == category

    def _binds_number(self, behind: Token) -> bool:
        """Whether the word behind a number makes it an amount: `sonnet 20 requests`."""
        if behind.text in {"%", "x", "×", "/"}:
            return True
        if not behind.is_word:
            return False
        term = self._lexicon.term(behind.text)
        if term is None:
            return behind.text.endswith("s")
        return term.category in {"count", "unit", "tokens", "period", "content", "scale", "percent"}

    def _unknown(self, start: int, end: int) -> tuple[Piece, int]:
        """A model that the book does not have, or a version without its family."""
        span, text = self._stretch(start, end)
        version = key(text).removeprefix("claude-")
        families = [
            each
            for each in sorted(self._vocabulary.families)
            if f"{each}-{version}" in self._vocabulary.names
        ]
        if families:
            choices = tuple(f"{each} {version.replace('-', '.')}" for each in families)
            error = NeedsMore(phrase("ask.which_claude", said=text, choices=choices), span, choices)
            return TroublePiece(span, text, error), end
        near = nearest(text.removeprefix("claude").strip(" -"), self._vocabulary.display)
        return TroublePiece(
            span, text, NotUnderstood(phrase("unread.model", said=text), span, near)
        ), end

    # --- other vendors

    def _is_vendor(self, index: int) -> bool:
        """Whether another vendor's name stands here, digits tied to it included: `o3`."""
        token, vendors = self._row[index], _vendors()["vendors"]
        if token.text in vendors:
            return True
        behind = self._row[index + 1 : index + 2]
        return bool(behind) and touches(token, behind[0]) and token.text + behind[0].text in vendors

    def _foreign(self, index: int) -> tuple[Piece, int]:
        end = index + 1
        while end < len(self._row) and self._continues_foreign(end):
            end += 1
        span, text = self._stretch(index, end)
        return ModelPiece(span, text, Foreign(text)), end

    def _continues_foreign(self, index: int) -> bool:
        before, token = self._row[index - 1], self._row[index]
        if touches(before, token):
            behind = self._row[index + 1] if index + 1 < len(self._row) else None
            tied = token.text in _TIES and behind is not None and touches(token, behind)
            is_name = token.is_word and not token.is_cjk
            return is_name or token.is_number or tied
        if token.is_word:
            return token.text in _vendors()["tails"]
        return self._looks_like_version(index) or self._is_size(index)

    def _is_size(self, index: int) -> bool:
        """`llama 3 70B`: how large another vendor's model is; `gpt-5 2B in` is an amount."""
        token, behind = self._row[index], self._row[index + 1 : index + 3]
        if not (token.is_number and behind and touches(token, behind[0])):
            return False
        following = behind[1] if len(behind) > 1 else None
        is_amount = following and (following.text == "of" or self._binds_number(following))
        return behind[0].text == "b" and not is_amount

    def _stretch(self, index: int, end: int) -> tuple[Span, str]:
        span = Span(self._row[index].span.start, self._row[end - 1].span.end)
        return span, self._source[span.start : span.end]
