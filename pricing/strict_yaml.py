"""YAML read strictly: every scalar is text, and what YAML would guess at is refused.

PyYAML's own loaders keep the last of two equal keys, read `no` as False and fractions as
floats. Here a key written twice, a bare float and a missing value are errors that name the
file and the field, and whoever uses the data makes the types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from .errors import BookError

_FLOAT = re.compile(r"[-+]?(\d[\d_]*\.[\d_]*|\.\d[\d_]*|\d[\d_]*(?=[eE]))([eE][-+]?\d+)?")

_Path = tuple[str | int, ...]


def read_yaml(file: Path) -> Any:  # noqa: ANN401 - whatever it holds: the caller makes the types
    """The contents of `file`: dicts, lists, texts, and None for a bare `null`.

    Raises:
        BookError: it is missing, unreadable or not strict.
    """
    try:
        node = yaml.compose(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    except OSError as error:
        raise BookError(file.name, "", error.strerror or str(error)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BookError(file.name, "", " ".join(str(error).split())) from None
    if node is None:
        raise BookError(file.name, "", "is empty")
    return _value(node, file.name, ())


def dotted(path: Sequence[str | int]) -> str:
    """A field's path as errors name it.

    >>> dotted(("models", 0, "prices", 1, "from"))
    'models.0.prices.1.from'
    """
    return ".".join(map(str, path))


def _value(node: yaml.Node, file: str, path: _Path) -> Any:  # noqa: ANN401 - as `read_yaml`
    if isinstance(node, yaml.MappingNode):
        return _mapping(node.value, file, path)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file, (*path, index)) for index, item in enumerate(node.value)]
    unquoted = isinstance(node, yaml.ScalarNode) and not node.style
    return _plain(node.value, file, path) if unquoted else node.value


def _mapping(
    pairs: Sequence[tuple[yaml.Node, yaml.Node]], file: str, path: _Path
) -> Mapping[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        name = str(key.value)
        if name in result:
            raise BookError(file, dotted((*path, name)), "is written twice: keep one of them")
        result[name] = _value(value, file, (*path, name))
    return result


def _plain(text: str, file: str, path: _Path) -> str | None:
    """A scalar without quotes."""
    if not text:
        raise BookError(file, dotted(path), "has no value: write null where it is unknown")
    if _FLOAT.fullmatch(text):
        raise BookError(file, dotted(path), f'is a float, which is not exact: write "{text}"')
    return None if text == "null" else text
