"""Block Kit, as far as answers need it: small builders that keep to Slack's limits.

Texts that are too long are cut between words; what no text may do is act as markup, so it
goes into fields that know none (`plain_text`, `raw_text`, the text of `rich_text`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from .message import Block
from .parts import Entry, Link, Table
from .plain import cut, escape

LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "header": 150,
        "section": 3_000,
        "context": 2_000,
        "rich_text": 3_000,  # none is published: that of a section
        "table_rows": 100,
        "table_characters": 10_000,
        "table_cell": 300,  # ours: a cell is no place for more
        "line": 500,  # ours: escaped, five times that fits a section
        "button_text": 75,
        "button_value": 2_000,
        "container_title": 150,
        "container_blocks": 10,
    }
)
_CELL = LIMITS["table_cell"]
_SEPARATOR = " · "


def header(text: str) -> Block:
    """A title."""
    return {"type": "header", "text": _plain(text, LIMITS["header"])}


def section(text: str) -> Block:
    """A paragraph without markup; Slack folds a long one."""
    return {"type": "section", "text": _plain(text, LIMITS["section"])}


def sections(lines: Iterable[str]) -> list[Block]:
    """Lines in as few paragraphs as hold them."""
    return [section("\n".join(chunk)) for chunk in _chunks(lines, LIMITS["section"])]


def titled_sections(title: str, lines: Iterable[str]) -> list[Block]:
    """Lines below a bold title, escaped, in as few paragraphs as hold them."""
    shown = [f"*{escape(title)}*", *(escape(cut(line, LIMITS["line"])) for line in lines)]
    return [_marked_up("\n".join(chunk)) for chunk in _chunks(shown, LIMITS["section"])]


def rich_text(*elements: Block) -> Block:
    """Sections and lists with styles, built by the functions below."""
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(*leaves: Block) -> Block:
    """A paragraph of `leaf`s."""
    return {"type": "rich_text_section", "elements": list(leaves)}


def rich_list(items: Iterable[str], *, code: bool = False) -> Block:
    """A list with a bullet an item."""
    sections = [rich_section(leaf(item, code=code)) for item in items]
    return {"type": "rich_text_list", "style": "bullet", "elements": sections}


def rich_lines(lines: Iterable[str]) -> list[Block]:
    """A paragraph a line, in as few blocks as hold them."""
    chunks = _chunks(lines, LIMITS["rich_text"])
    return [rich_text(*(rich_section(leaf(line)) for line in chunk)) for chunk in chunks]


def rich_lists(title: str, items: Sequence[str], *, code: bool = False) -> list[Block]:
    """A bold title with a list below, in as few blocks as hold it."""
    head = rich_section(leaf(title, bold=True))
    first, *rest = _chunks(items, LIMITS["rich_text"])
    lists = [rich_text(rich_list(each, code=code)) for each in rest]
    return [rich_text(head, rich_list(first, code=code)), *lists]


def leaf(text: str, **styles: bool) -> Block:
    """Literal text in a rich text."""
    shown = {"type": "text", "text": cut(text, LIMITS["rich_text"])}
    chosen = {style: True for style, on in styles.items() if on}
    return {**shown, "style": chosen} if chosen else shown


def user(user_id: str) -> Block:
    """A mention of one person in a rich text."""
    return {"type": "user", "user_id": user_id}


def table(content: Table) -> Block:
    """A table: names to the left, amounts to the right, the marked entries bold."""
    columns = [{"align": "left", "is_wrapped": True}, *[{"align": "right"}] * len(content.columns)]
    return {
        "type": "table",
        "column_settings": columns[: len(content.columns)],
        "rows": [
            [{"type": "raw_text", "text": cut(head, _CELL)} for head in content.columns],
            *([_cell(entry) for entry in row] for row in content.rows),
        ],
    }


def fitting_rows(content: Table) -> int:
    """How many of the rows Slack takes in one table."""
    room = LIMITS["table_characters"] - sum(map(len, content.columns))
    most = LIMITS["table_rows"] - 1
    if len(content.rows) * len(content.columns) * _CELL <= room:
        return min(len(content.rows), most)
    for index, row in enumerate(content.rows[:most]):
        room -= sum(min(len(entry.text), _CELL) for entry in row)
        if room < 0:
            return index
    return min(len(content.rows), most)


def context(dated: str, links: Sequence[Link]) -> Block:
    """Small print: the day of the prices, and links to where they were read."""
    shown = [escape(dated), *map(_link, links)]
    kept = next(_chunks(shown, LIMITS["context"]))
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": _SEPARATOR.join(kept)}]}


def plain_context(*texts: str) -> Block:
    """Small print that nothing in acts as markup, so that it can be copied as it is."""
    elements = [_plain(text, LIMITS["context"]) for text in texts]
    return {"type": "context", "elements": elements}


def button(text: str, action_id: str, value: str) -> Block:
    """A row with one button."""
    element = {
        "type": "button",
        "text": _plain(text, LIMITS["button_text"]),
        "action_id": action_id,
        "value": value,
    }
    return {"type": "actions", "elements": [element]}


def folded(title: str, lines: Iterable[str]) -> Block:
    """Lines behind a title that opens them."""
    return {
        "type": "container",
        "title": _plain(title, LIMITS["container_title"]),
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": sections(lines)[: LIMITS["container_blocks"]],
    }


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def _marked_up(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _cell(entry: Entry) -> Block:
    text, marked = entry
    if len(text) > _CELL:
        text = cut(text, _CELL)
    if marked:
        return rich_text(rich_section(leaf(text, bold=True)))
    return {"type": "raw_text", "text": text}


def _link(link: Link) -> str:
    return f"<{link.url}|{escape(link.text)}>" if link.url else escape(link.text)


def _chunks(lines: Iterable[str], limit: int) -> Iterator[list[str]]:
    """Lines in groups that are within `limit` characters, joined by as many as `_SEPARATOR`."""
    group: list[str] = []
    room = limit
    for line in lines:
        needed = min(len(line), limit) + len(_SEPARATOR)
        if group and needed > room:
            yield group
            group, room = [], limit
        group.append(line)
        room -= needed
    yield group
