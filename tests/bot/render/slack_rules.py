"""What Slack takes, as far as it can be known without Slack.

Shapes and unknown keys by `tests/schemas/slack-types-3.2.0.schema.json`, a JSON Schema made
from the types of the package @slack/types on npm, version 3.2.0 (MIT licence,
Slack Technologies). It says nothing of lengths: those stand here, from the reference of
Block Kit on https://docs.slack.dev/reference/block-kit. The limits that the code keeps to are
its own; they are written down twice on purpose.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from bot.render import Message

SCHEMA = Path(__file__).parents[2] / "schemas/slack-types-3.2.0.schema.json"

LONG_ESTABLISHED = {"header", "section", "rich_text", "table", "context", "actions", "divider"}

Block = dict[str, Any]
Rules = tuple[tuple[Callable[[Block], int], int, int], ...]
"""What is counted, the least and the most of it."""


def _text(key: str = "text") -> Callable[[Block], int]:
    return lambda block: len(block[key]["text"])


def _number(key: str) -> Callable[[Block], int]:
    return lambda block: len(block[key])


RULES: dict[str, Rules] = {
    "header": ((_text(), 1, 150),),
    "section": ((_text(), 1, 3000),),
    "context": ((_number("elements"), 1, 10),),
    "actions": ((_number("elements"), 1, 25),),
    "rich_text": ((_number("elements"), 1, 100),),
    "rich_text_section": ((_number("elements"), 1, 100),),
    "rich_text_list": ((_number("elements"), 1, 1000),),
    "button": ((_text(), 1, 75), (_number("value"), 1, 2000), (_number("action_id"), 1, 255)),
    "table": (
        (_number("rows"), 1, 100),
        (lambda block: min(map(len, block["rows"]), default=0), 1, 20),
        (lambda block: max(map(len, block["rows"]), default=0), 1, 20),
        (lambda block: sum(len(text) for text in texts(block["rows"])), 1, 10_000),
    ),
    "container": ((_text("title"), 1, 150), (_number("child_blocks"), 1, 10)),
    "plain_text": ((_number("text"), 1, 3000),),
    "mrkdwn": ((_number("text"), 1, 3000),),
    "raw_text": ((_number("text"), 1, 10_000),),
    "text": ((_number("text"), 1, 3000),),
    "user": ((_number("user_id"), 1, 255),),
}


# As its reference on https://docs.slack.dev shows it: the package's types do not know it yet.
_POINT = {
    "type": "object",
    "properties": {
        "label": {"type": "string", "minLength": 1, "maxLength": 20},
        "value": {"type": "number"},
    },
    "required": ["label", "value"],
    "additionalProperties": False,
}
_SERIES = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 20},
        "data": {"type": "array", "items": _POINT, "minItems": 1, "maxItems": 20},
    },
    "required": ["name", "data"],
    "additionalProperties": False,
}
_CATEGORY = {"type": "string", "minLength": 1, "maxLength": 20}
_AXES = {
    "type": "object",
    "properties": {
        "categories": {
            "type": "array",
            "items": _CATEGORY,
            "minItems": 1,
            "maxItems": 20,
            "uniqueItems": True,
        },
        "x_label": {"type": "string", "minLength": 1},
        "y_label": {"type": "string", "minLength": 1},
    },
    "required": ["categories"],
    "additionalProperties": False,
}
CHART = {
    "type": "object",
    "properties": {
        "type": {"const": "data_visualization"},
        "title": {"type": "string", "minLength": 1, "maxLength": 50},
        "chart": {
            "type": "object",
            "properties": {
                "type": {"enum": ["bar", "line"]},
                "series": {"type": "array", "items": _SERIES, "minItems": 1, "maxItems": 12},
                "axis_config": _AXES,
            },
            "required": ["type", "series", "axis_config"],
            "additionalProperties": False,
        },
    },
    "required": ["type", "title", "chart"],
    "additionalProperties": False,
}


def _of_charts(blocks: list[Block]) -> Iterator[str]:
    """At most two pictures; series by names of their own, with a point for each category."""
    charts = [each["chart"] for each in blocks if each["type"] == "data_visualization"]
    if len(charts) > 2:
        yield f"{len(charts)} charts"
    for chart in charts:
        names = [each["name"] for each in chart["series"]]
        if len(set(names)) < len(names):
            yield f"series of one name: {names}"
        for series in chart["series"]:
            if [each["label"] for each in series["data"]] != chart["axis_config"]["categories"]:
                yield f"points of {series['name']} are not those of the categories"


def problems(message: Message) -> list[str]:
    """All that Slack would refuse `message` for, and what nobody could read."""
    blocks = list(message.blocks)
    found = [] if 0 < len(message.text) < 4000 else [f"text of {len(message.text)} characters"]
    if len(blocks) > 50:
        found.append(f"{len(blocks)} blocks")
    tables = sum(each.get("type") in {"table", "data_table"} for each in nodes(blocks))
    if tables > 1:
        found.append(f"{tables} tables")
    actions = Counter(each["action_id"] for each in nodes(blocks) if "action_id" in each)
    found += [f"{name} is there {count} times" for name, count in actions.items() if count > 1]
    found += [problem for block in blocks for problem in _of_shape(json.dumps(block))]
    found += _of_charts(blocks)
    found += [problem for node in nodes(blocks) for problem in _of_length(node)]
    json.dumps(message.as_kwargs(), ensure_ascii=False).encode()  # no half characters
    return found


def nodes(part: Any) -> Iterator[Block]:
    """Every object in a payload."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from nodes(each)


def texts(part: Any) -> Iterator[str]:
    """Every text that a person sees in a payload."""
    for node in nodes(part):
        if isinstance(node.get("text"), str):
            yield node["text"]


def markup(message: Message) -> Iterator[str]:
    """The texts in which Slack looks for markup."""
    yield message.text
    for node in nodes(list(message.blocks)):
        if node.get("type") == "mrkdwn":
            yield node["text"]


@cache
def _of_shape(json_: str) -> list[str]:
    """Checked once for all messages that hold the very block: this takes its time."""
    block = json.loads(json_)
    errors = _validator(block["type"]).iter_errors(block)
    return [f"{block['type']}: {error.message}" for error in errors]


def _of_length(node: Block) -> Iterator[str]:
    for count, least, most in RULES.get(node.get("type", ""), ()):
        if not least <= count(node) <= most:
            yield f"{node['type']}: {count(node)} is not within {least} to {most}"


@cache
def _validator(type_: str) -> Draft7Validator:
    if type_ == "data_visualization":
        return Draft7Validator(CHART)
    schema = json.loads(SCHEMA.read_text())
    name = next(
        name
        for name, each in schema["definitions"].items()
        if name.endswith("Block")
        and each.get("properties", {}).get("type", {}).get("const") == type_
    )
    return Draft7Validator({**schema, "$ref": f"#/definitions/{name}"})
