"""An answer's words as blocks.

What is shown, and as what:

    the headline                     header; a section where it is a sentence or long
    what belongs to it, the reading  rich text
    the table, what its signs mean   table, rich text
    pictures                         charts, with the newest blocks alone
    passages                         rich text
    how it was worked out            section, which Slack folds; or a container that opens
    notes                            rich text
    the day and source of prices     context
    the receipt                      context, literally
"""

from __future__ import annotations

from collections.abc import Iterator

from . import blocks
from .catalogue import label
from .drawing import chart_blocks
from .message import Block
from .parts import Document, Passage
from .text import LONGEST_RECEIPT, groups, named, passage_lines, with_rows

_MOST_OF_A_LIST = 5
"""Blocks of one list, so that all of a message stay within Slack's 50."""


def body(page: Document, *, folded: bool) -> tuple[Block, ...]:
    """All but the small print; `folded`: with the newest blocks, the working in a container."""
    return tuple(_body(page, folded=folded))


def small_print(page: Document) -> tuple[Block, ...]:
    """The day and the sources of the prices, where there are prices, and the receipt."""
    dated = (blocks.context(page.dated, page.links),) if page.dated else ()
    if not page.receipt or len(page.receipt) > LONGEST_RECEIPT:
        return dated
    return (*dated, blocks.plain_context(label("label.receipt", page.lang), page.receipt))


def sections(page: Document) -> tuple[Block, ...]:
    """All of it in plain paragraphs."""
    return tuple(
        block for lines in groups(page) for block in blocks.sections(lines)[:_MOST_OF_A_LIST]
    )


def _body(page: Document, *, folded: bool) -> Iterator[Block]:
    page = with_rows(page, blocks.fitting_rows(page.table)) if page.table else page
    yield _headline(page)
    yield from _leads(page)
    if page.table:
        yield blocks.table(page.table)
    if page.below:
        yield from blocks.rich_lines(page.below)[:_MOST_OF_A_LIST]
    if folded:
        yield from chart_blocks(page)
    for passage in page.passages:
        yield from _list(passage)
    if page.working:
        yield from _folded(page.working) if folded else _open(page.working)
    if page.notes:
        yield from _list(page.notes)


def _headline(page: Document) -> Block:
    """A title; a sentence, and what is too long for a title, as a paragraph."""
    is_title = page.titled and len(page.headline) <= blocks.LIMITS["header"]
    return blocks.header(page.headline) if is_title else blocks.section(page.headline)


def _leads(page: Document) -> Iterator[Block]:
    leads = [blocks.rich_section(blocks.leaf(lead)) for lead in page.leads]
    if page.reading:
        name = blocks.leaf(named(label("label.reading", page.lang), "", page.lang))
        leads.append(blocks.rich_section(name, blocks.leaf(page.reading, code=True)))
    if leads:
        yield blocks.rich_text(*leads)


def _list(passage: Passage) -> list[Block]:
    lists = blocks.rich_lists(passage.title, passage.lines, code=passage.verbatim)
    return lists[:_MOST_OF_A_LIST]


def _open(passage: Passage) -> list[Block]:
    return blocks.titled_sections(passage.title, passage_lines(passage)[1:])[:_MOST_OF_A_LIST]


def _folded(passage: Passage) -> list[Block]:
    return [blocks.folded(passage.title, passage_lines(passage)[1:])]
