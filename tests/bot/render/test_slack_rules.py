"""The rules that messages are checked by do find what is wrong."""

import pytest

from bot.render import Message

from .slack_rules import Block, problems


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def button(action_id: str) -> Block:
    return {"type": "button", "text": plain("x"), "value": "x", "action_id": action_id}


def table(*rows: list[Block]) -> Block:
    return {"type": "table", "rows": list(rows)}


CELL: Block = {"type": "raw_text", "text": "x"}

BROKEN = {
    "no text in a header": {"type": "header", "text": plain("")},
    "a long header": {"type": "header", "text": plain("x" * 151)},
    "markup in a header": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "a long section": {"type": "section", "text": plain("x" * 3001)},
    "an unknown key": {"type": "divider", "colour": "red"},
    "an unknown element": {"type": "rich_text", "elements": [{"type": "rich_text_table"}]},
    "an empty cell": table([{"type": "raw_text", "text": ""}]),
    "a table without rows": table(),
    "a wide table": table([CELL] * 21),
    "a long table": table(*([CELL],) * 101),
    "a table with much text": table(*([{"type": "raw_text", "text": "x" * 101}],) * 100),
    "a button twice": {"type": "actions", "elements": [button("a"), button("a")]},
    "an empty container": {"type": "container", "title": plain("x"), "child_blocks": []},
    "a user nobody is": {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "user", "user_id": ""}]},
        ],
    },
}


@pytest.mark.parametrize("block", list(BROKEN.values()), ids=list(BROKEN))
def test_error_when_a_block_is_broken(block: Block) -> None:
    assert problems(Message("text", (block,)))


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(Message(""), id="no text"),
        pytest.param(Message("x" * 4000), id="a long text"),
        pytest.param(Message("text", ({"type": "divider"},) * 51), id="many blocks"),
        pytest.param(Message("text", (table([CELL]), table([CELL]))), id="two tables"),
    ],
)
def test_error_when_a_message_is_broken(message: Message) -> None:
    assert problems(message)


def test_a_sound_message_has_no_problems() -> None:
    assert [] == problems(Message("text", ({"type": "divider"}, table([CELL]))))
