"""The manifest is one that Slack takes, and says what the code does: no more, no less.

`tests/schemas/slack-manifest-2.0.0.schema.json` is Slack's own JSON Schema of app manifests,
https://github.com/slackapi/manifest-schema, version 2.0.0. It is strict on unknown keys and
knows no names of scopes and events.
"""

import copy
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml
from slack_bolt.async_app import AsyncApp

from bot.listeners import actions, commands, mentions
from bot.store import ExpiringThreadQueries
from bot.web import EVENTS
from bot.work import Work

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / "manifest.yml"
SCHEMA = ROOT / "tests/schemas/slack-manifest-2.0.0.schema.json"

SCOPE_OF_EVENT = {"app_mention": "app_mentions:read"}
SCOPE_OF_METHOD = {"chat_postMessage": "chat:write"}


def over_http() -> str:
    """The manifest, changed for request URLs as its first comment says."""
    text = re.sub(r"# (url|request_url):", r"\1:", MANIFEST.read_text())
    return text.replace("socket_mode_enabled: true", "socket_mode_enabled: false")


BOTH = [
    pytest.param(yaml.safe_load(MANIFEST.read_text()), id="socket mode"),
    pytest.param(yaml.safe_load(over_http()), id="request URLs"),
]


class Registered:
    """An app that only notes what listeners listen to."""

    def __init__(self) -> None:
        self.names: dict[str, set[str]] = defaultdict(set)

    def __getattr__(self, kind: str) -> Any:
        def listen(name: str) -> Any:
            self.names[kind].add(name)
            return lambda listener: listener

        return listen


@pytest.fixture
def registered() -> dict[str, set[str]]:
    app = Registered()
    bolt, work, threads = cast("AsyncApp", app), Work(), ExpiringThreadQueries()
    commands.register(bolt, unused, unused)
    mentions.register(bolt, unused, unused, threads, work)
    actions.register(bolt, unused, threads, work)
    return app.names


def unused(*_: object) -> Any:
    raise NotImplementedError


def scopes(manifest: dict[str, Any]) -> set[str]:
    return set(manifest["oauth_config"]["scopes"]["bot"])


@pytest.mark.parametrize("manifest", BOTH)
def test_slack_takes_the_manifest(manifest: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text())

    jsonschema.validate(manifest, schema)


def test_error_the_schema_refuses_what_it_does_not_know() -> None:
    manifest = copy.deepcopy(yaml.safe_load(MANIFEST.read_text()))
    manifest["settings"]["socket_mode"] = True

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest, json.loads(SCHEMA.read_text()))


@pytest.mark.parametrize("manifest", BOTH)
def test_the_texts_are_as_long_as_slack_allows(manifest: dict[str, Any]) -> None:
    about = manifest["display_information"]
    [command] = manifest["features"]["slash_commands"]

    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert len(command["command"]) <= 32
    assert len(command["usage_hint"]) <= 60


@pytest.mark.parametrize("manifest", BOTH)
def test_every_command_of_the_code_is_in_it(
    manifest: dict[str, Any], registered: dict[str, set[str]]
) -> None:
    declared = {each["command"] for each in manifest["features"]["slash_commands"]}

    assert registered["command"] == declared
    assert "commands" in scopes(manifest)


@pytest.mark.parametrize("manifest", BOTH)
def test_every_event_of_the_code_is_in_it(
    manifest: dict[str, Any], registered: dict[str, set[str]]
) -> None:
    assert registered["event"] == set(manifest["settings"]["event_subscriptions"]["bot_events"])


@pytest.mark.parametrize("manifest", BOTH)
def test_buttons_work(manifest: dict[str, Any], registered: dict[str, set[str]]) -> None:
    assert {"share"} == registered["action"]
    assert manifest["settings"]["interactivity"]["is_enabled"]


def test_listeners_are_of_the_kinds_that_are_checked_here(
    registered: dict[str, set[str]],
) -> None:
    assert {"command", "event", "action"} == set(registered)


@pytest.mark.parametrize("manifest", BOTH)
def test_the_scopes_are_those_that_the_code_needs(
    manifest: dict[str, Any], registered: dict[str, set[str]]
) -> None:
    code = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    methods = set(re.findall(r"\bclient\.([a-z]+_[a-zA-Z]+)\(", code))
    needed = {"commands", *(SCOPE_OF_EVENT[event] for event in registered["event"])}

    assert needed | {SCOPE_OF_METHOD[method] for method in methods} == scopes(manifest)


def test_request_urls_are_all_the_path_that_is_served() -> None:
    addresses = re.findall(r"url: (\S+)", over_http())

    assert 3 == len(addresses)
    assert all(address.endswith(f"example.com{EVENTS}") for address in addresses)


@pytest.mark.parametrize("manifest", BOTH)
def test_guests_are_not_locked_out(manifest: dict[str, Any]) -> None:
    assert "agent_view" not in manifest["features"]
