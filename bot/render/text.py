"""An answer as plain lines: for notifications and screen readers, for pipes and programs.

Groups of lines with a blank line between: the headline with the reading; the table, a line a
row; what its signs mean; passages, the working, the notes, each below its title; sources.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bot.answers.types import Language

from .catalogue import label
from .parts import Document, Entry, Link, Passage, Table
from .plain import cut, escape

SLACK_LIMIT = 3_900
"""Characters of the text beside the blocks: Slack advises to stay under 4,000."""

LONGEST_RECEIPT = 700
"""Characters of a receipt in Slack: a longer one is left out, since a part of it is none."""
_LONGEST_LINE = 700
"""Five times that, escaped, still fits."""
_BULLET = "• "


def plain_text(document: Document) -> str:
    """The whole answer, as it is."""
    return "\n\n".join("\n".join(lines) for lines in groups(document))


def slack_text(document: Document) -> str:
    """The answer for Slack's `text`: nothing in it acts as markup, and it is never too long."""
    text = ""
    for shorter in _ever_shorter(document):
        text = _escaped(shorter)
        if len(text) <= SLACK_LIMIT:
            return text
    return _first_lines(text)


def groups(document: Document) -> Iterator[list[str]]:
    """The lines that belong together, none of the groups empty."""
    passages = (*document.passages, document.working, document.notes)
    yield heading_lines(document)
    if document.table:
        yield table_lines(document.table, document.lang)
    if document.below:
        yield [*document.below]
    yield from (passage_lines(each) for each in passages if each)
    if document.dated:
        yield [document.dated, *map(cited, document.links)]
    if document.receipt:
        yield [label("label.receipt", document.lang), document.receipt]


def heading_lines(document: Document) -> list[str]:
    """The headline, what belongs to it, and what the question was read as."""
    lines = [document.headline, *document.leads]
    if document.reading:
        lines.append(named(label("label.reading", document.lang), document.reading, document.lang))
    return lines


def table_lines(table: Table, lang: Language) -> list[str]:
    """A line a row: the name, then each column's head with its entry."""
    _, *heads = table.columns
    between = label("label.list.between", lang)
    return [
        named(name.text, between.join(map(_entry, heads, entries)), lang)
        for name, *entries in table.rows
    ]


def named(name: str, text: str, lang: Language) -> str:
    """`text` behind what it is: "Read as: sonnet 5.5"."""
    return label("label.named", lang, name=name, text=text)


def passage_lines(passage: Passage) -> list[str]:
    """The title, and a bullet a line."""
    return [passage.title, *(f"{_BULLET}{line}" for line in passage.lines)]


def cited(link: Link) -> str:
    """A source with its address, where it has one."""
    return f"{link.text} {link.url}" if link.url else link.text


def with_rows(document: Document, count: int) -> Document:
    """`document` with the first `count` rows of its table, saying how many are left out."""
    if not document.table or count >= len(document.table.rows):
        return document
    left = len(document.table.rows) - count
    missing = label("label.rows_left_out", document.lang, count=left)
    table = replace(document.table, rows=document.table.rows[:count])
    return replace(document, table=table, below=(*document.below, missing))


def _entry(head: str, entry: Entry) -> str:
    return f"{head} {entry.text}"


def _ever_shorter(document: Document) -> Iterator[Document]:
    """`document`, then without what can best be spared."""
    if document.receipt and len(document.receipt) > LONGEST_RECEIPT:
        document = replace(document, receipt=None)
    yield document
    yield replace(document, links=())  # the blocks hold them
    if document.receipt:
        yield replace(document, receipt=None)
        yield replace(document, receipt=None, links=())
    if document.working:
        note = label("label.working_left_out", document.lang)
        document = replace(document, working=None, below=(*document.below, note))
        yield document
    rows = len(document.table.rows) if document.table else 0
    while rows > 1:
        rows //= 2
        yield with_rows(document, rows)


def _escaped(document: Document) -> str:
    text = plain_text(document)
    if len(text) > _LONGEST_LINE:
        text = "\n".join(
            [
                cut(line, _LONGEST_LINE) if len(line) > _LONGEST_LINE else line
                for line in text.split("\n")
            ]
        )
    return escape(text)


def _first_lines(text: str) -> str:
    """As many whole lines as there is room for."""
    return text[: SLACK_LIMIT + 1].rpartition("\n")[0]
