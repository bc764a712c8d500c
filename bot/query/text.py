"""A person's text, normalised: the one that spans point into and that is quoted back."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Lang = Literal["en", "ja"]
LONGEST = 4_000
"""Characters that a question may have; Slack's own messages hold as many."""

# Their plain forms would change what they say: 10² is not 102, and ½ is not 1/2 everywhere.
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>", "<noBreak>")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
"""Control characters among ASCII, white space aside."""


_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff々〆]")


def has_japanese(source: str) -> bool:
    """Whether `source` holds kana or kanji."""
    return not source.isascii() and _JAPANESE.search(source) is not None


def normalise(text: str) -> str:
    """`text` with width, quotes, dashes and white space in one form.

    Full-width letters and digits become plain ones; superscripts, fractions and circled
    digits stay as they are, so that they are never taken for plain digits. A fraction that
    stands by itself is written with a slash: ½ is 1/2. A full-width comma is 、 wherever it
    parts no thousands. The U.S. are the US.
    """
    # Plain letters and digits, as in most questions, have no other form.
    plain = text if text.isascii() else "".join(map(_plain, _runs(_with_marks(text))))
    if not (plain.isascii() and plain.isprintable()):
        plain = _HIDDEN.sub("", _visible(plain))
    if _WITH_POINTS in plain:
        plain = plain.replace(f"{_WITH_POINTS}A.", "USA").replace(_WITH_POINTS, "US")
    return " ".join(plain.split())


_WITH_POINTS = "U.S."  # its points end no sentence


def _with_marks(text: str) -> str:
    """`text` with 1/4 for ¼, and with 、 for a full-width comma that parts no thousands.

    Not so for fractions beside a digit or a plain letter: 1½M, 1 ½. Dots that lead from a
    Japanese word to what stands behind it are a colon, and so is a slash behind a label:
    入力 … 4,500, 入力／4,500.
    """
    text = _FRACTION.sub(_slashed, text) if _FRACTION.search(text) else text
    if not _MAY_LEAD.isdisjoint(text):
        text = _LABELLED.sub(r"\1:", _LEADERS.sub(":", text))
    return _WIDE_COMMA.sub("、", text) if "，" in text else text


_FRACTION = re.compile(r"(?<![0-9０-９A-Za-z])(?<![0-9０-９] )[¼-¾⅐-⅞](?![0-9０-９A-Za-z])")

_LEADERS = re.compile(
    r"(?<=[\u3041-\u30ff\u4e00-\u9fff])[ \u3000]?(?:[…‥]+|・{2,})[ \u3000]?"
    r"(?=[0-9０-９A-Za-z月週日年約])"
)

_MAY_LEAD = frozenset("…‥・／")
_LABELLED = re.compile(
    r"((?:^|[,、。・■◆●\s])[\u3041-\u30ff\u4e00-\u9fff]{2,8})／"
    r"(?=[0-9０-９A-Za-zＡ-Ｚ約])(?![1１](?:件|回|人|リクエスト|通|本|日(?![0-9０-９])))"
)

_WIDE_COMMA = re.compile(r"(?<![0-9０-９])，|，(?![0-9０-９]{3}(?![0-9０-９]))")


def _slashed(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0]).replace("\u2044", "/")


def _visible(text: str) -> str:
    """`text` with plain quotes and dashes, and nothing in it that hides or reorders."""
    if text.isascii():
        return text
    return "".join(each for each in text.translate(_QUOTES) if _is_visible(each))


def _runs(text: str) -> list[str]:
    """Stretches of ordinary text, and each character that must stay as it is."""
    runs = [""]
    for each in text:
        if unicodedata.decomposition(each).startswith(_KEPT_FORMS):
            runs += [each, ""]
        else:
            runs[-1] += each
    return runs


def _plain(run: str) -> str:
    kept = len(run) == 1 and unicodedata.decomposition(run).startswith(_KEPT_FORMS)
    return run if kept else unicodedata.normalize("NFKC", run)


def _is_visible(character: str) -> bool:
    """Not a control, a format mark or half of a pair: those hide or reorder what is written."""
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}
