"""The text of a message, back to what the person typed.

Slack wraps what is formatted: a mention in `<@...>`, a link in `<...|...>`, bold in stars, an
emoji in colons. What is inside code is left as it is, since a star there is a star.

Text that is struck through is left out: the person sees it crossed out, so it is neither
counted nor asked about. A tilde that crosses nothing out ("~10M") stays.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from unicodedata import numeric

_MARKUP = re.compile(r"<([^<>]*)>")
# Of a person, a channel, a group: who is spoken to says nothing about what is asked, and an id
# may look like an amount.
_MENTION = re.compile(
    r"@[UW][0-9A-Z]+|#[CDG][0-9A-Z]+|!(?:here|channel|everyone|subteam\^[0-9A-Z]+)"
)
_DAY = re.compile(r"!date\^([0-9]{1,10})\^.*", re.DOTALL)
# The ampersand last: what somebody typed as "&lt;" comes as "&amp;lt;".
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

_QUOTED = re.compile(r"^\s*(?:&gt;|>)(?:&gt;|>|\s)*")
_BULLET = re.compile(r"\s*[*•◦▪▸●○■・–—-]\s+|\s*[•◦▪・]")
_NUMBERED = re.compile(r"[\s`]*(?:([0-9０-９]{1,2})(?:[.)．]\s+|[）、]\s*)|([①-⑳])\s*)")
# "Requests/day: 3,500" on a line of its own.
_LABELLED = re.compile(r"[\s`*_]*[^\W\d_][^\d:=\n]{0,40}[:=]")
_BEFORE_A_PAUSE = re.compile(r"[^\W_][%)\]*_~`]*$")

# A mark opens before, and closes behind, what is no space; letters or digits outside it make
# it a sign of its own, as in 500*20, 10_000 and 5~10k.
_APART, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_CODE = r"```.*?```|`[^`\n]*`"
_EMOJI = rf"{_APART}:(?:100|1234|(?![0-9]+[kmb]?:)(?:[^\WA-Z]|[+'’-])+):{_ENDS}"
_STRUCK = rf"{_APART}(~{{1,2}})(?=[^\s~])(?:`[^`\n]+`|[^~`\n])+(?<=\S)\2{_ENDS}"
_UNSAID = re.compile(rf"({_CODE})|{_EMOJI}|{_STRUCK}", re.DOTALL)
_BOLD = re.compile(rf"({_CODE})|{_APART}(\*{{1,3}})(?=[^\s*])([^*\n]+)(?<=\S)\2{_ENDS}", re.DOTALL)
_ITALIC = re.compile(
    rf"({_CODE})|{_APART}(?<!_)(_{{1,2}})(?=[^\s_])((?:[^_\n]|(?<=[^\W_])_(?=[^\W_]))+)(?<=\S)\2{_ENDS}",
    re.DOTALL,
)

# One line that begins no list, and holds no mark that any of the above begins with.
_AS_TYPED = re.compile(r"(?![0-9]{1,2}[.)])[A-Za-z0-9$][A-Za-z0-9 ,.?!%$'/+()=#;-]*")


def typed(text: str) -> str:
    """`text` without mentions, emoji and list marks, and without Slack's markup and escapes."""
    if _AS_TYPED.fullmatch(text):
        return text.rstrip()
    if "\n" in text and ("|" in text or "\t" in text or "  " in text):
        from .tables import as_sentences  # noqa: PLC0415 - few questions hold a table

        text = as_sentences(text)
    text = _UNSAID.sub(lambda found: found[1] or " ", _MARKUP.sub(_shown, text))
    text = "".join(_lines(text))
    for emphasis in (_BOLD, _ITALIC):
        text = emphasis.sub(lambda found: found[1] or found[3], text)
    text = text.replace("`", " ")
    for escaped, character in _ENTITIES:
        text = text.replace(escaped, character)
    return text.strip()


def _shown(markup: re.Match[str]) -> str:
    target, _, label = markup[1].partition("|")
    if _MENTION.fullmatch(target):
        return " "
    return label or _day(target) or target


def _day(target: str) -> str | None:
    """The day, in UTC, that a date without a text of its own stands for."""
    found = _DAY.fullmatch(target)
    return datetime.fromtimestamp(int(found[1]), UTC).date().isoformat() if found else None


def _lines(text: str) -> Iterator[str]:
    """The lines of `text` without the marks of quotes and lists.

    A comma parts the items of a list, or a number that ends one would run into the next; lines
    with a label are such items too.
    """
    numbers, in_list, before = {0}, False, ""
    for line in text.splitlines():
        said = _QUOTED.sub("", line)
        item = _item(said, numbers)
        if before:
            is_item = in_list or item is not None or _LABELLED.match(said)
            is_item = is_item or _LIKE_A_SCALE.match(said)
            parted = is_item and _BEFORE_A_PAUSE.search(before)
            pause = ";\n" if "," in before else ",\n"
            yield pause if parted else "\n"
        in_list, before = item is not None, (said if item is None else item).rstrip()
        yield before


# "出力500" before "B案：": no scale of a number stands on the next line.
_LIKE_A_SCALE = re.compile(r"\s*[KMBTkmbt][\u3041-\u30ff\u4e00-\u9fff]")


def _item(line: str, numbers: set[int]) -> str | None:
    """What stands behind the mark of a list; None where there is none.

    A number is a mark only in its turn, so that one that begins a line by chance is not lost:
    `numbers` are those of the items above.
    """
    if found := _BULLET.match(line):
        return line[found.end() :]
    found = _NUMBERED.match(line)
    if found is None:
        return None
    number = int(found[1] or numeric(found[2]))
    if number - 1 not in numbers:
        return None
    numbers.add(number)
    return line[found.end() :]
