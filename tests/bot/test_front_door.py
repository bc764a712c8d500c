"""No request reaches Bolt that is not Slack's, fresh, and readable."""

import json
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict
from slack_bolt.async_app import AsyncBoltRequest

from bot import front_door
from bot.front_door import LIMIT, WINDOW, Refused

from .slack import FORM, JSON, SIGNING_SECRET, signature

NOW = 1_800_000_000.0
COMMAND = urlencode({"command": "/claude-cost", "text": "sonnet-4 10M in"}).encode()


def headers_of(body: bytes, content_type: str = FORM, **others: str) -> CIMultiDict[str]:
    return CIMultiDict({"Content-Type": content_type, **signature(body), **others})


def admit(
    body: bytes, headers: CIMultiDict[str] | None = None, now: float | None = None
) -> AsyncBoltRequest:
    return front_door.admit(
        headers_of(body) if headers is None else headers,
        body,
        secret=SIGNING_SECRET.encode(),
        now=time.time() if now is None else now,
    )


def refused(body: bytes, headers: CIMultiDict[str], now: float | None = None) -> tuple[int, str]:
    with pytest.raises(Refused) as caught:
        admit(body, headers, now)
    return caught.value.status, caught.value.reason


def test_a_signed_form_comes_through_with_its_fields() -> None:
    request = admit(COMMAND)

    assert {"command": "/claude-cost", "text": "sonnet-4 10M in"} == request.body


def test_a_signed_json_object_comes_through() -> None:
    body = b'{"type": "url_verification", "challenge": "c"}'

    request = admit(body, headers_of(body, "application/json; charset=utf-8"))

    assert {"type": "url_verification", "challenge": "c"} == request.body


def test_the_payload_of_an_interaction_comes_through() -> None:
    body = urlencode({"payload": json.dumps({"type": "block_actions"})}).encode()

    assert {"type": "block_actions"} == admit(body).body


def test_a_question_may_hold_the_word_payload() -> None:
    """Bolt's own reading of the form would find nothing in it."""
    body = urlencode({"command": "/claude-cost", "text": "payload of 10M in"}).encode()

    assert "payload of 10M in" == admit(body).body["text"]


def test_bolt_is_given_what_its_own_check_of_the_signature_needs() -> None:
    request = admit(COMMAND)

    assert ("http", COMMAND.decode()) == (request.mode, request.raw_body)
    assert [signature(COMMAND)["X-Slack-Signature"]] == request.headers["x-slack-signature"]


@pytest.mark.parametrize("name", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
def test_error_without_a_header_it_is_unsigned(name: str) -> None:
    headers = headers_of(COMMAND)
    del headers[name]

    assert (401, f"{name} is missing") == refused(COMMAND, headers)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Slack-Request-Timestamp", "soon"),
        ("X-Slack-Request-Timestamp", "-1"),
        ("X-Slack-Request-Timestamp", "1e9"),
        ("X-Slack-Request-Timestamp", "１８００００００００"),
        ("X-Slack-Request-Timestamp", "9" * 5000),
        ("X-Slack-Signature", "v0=é"),
        ("X-Slack-Signature", "v0=" + "\udc80" * 64),
        ("X-Slack-Signature", "v1=" + "0" * 64),
        ("X-Slack-Signature", ""),
    ],
)
def test_error_a_header_of_another_shape_is_malformed(name: str, value: str) -> None:
    headers = headers_of(COMMAND, **{name: value})

    assert (400, f"{name} is malformed") == refused(COMMAND, headers)


def test_error_two_signatures_are_malformed() -> None:
    """Bolt would look at the other one."""
    headers = headers_of(COMMAND)
    headers.add("X-Slack-Signature", "v0=" + "0" * 64)

    assert (400, "X-Slack-Signature is malformed") == refused(COMMAND, headers)


def test_error_a_forged_signature_does_not_match() -> None:
    headers = CIMultiDict({"Content-Type": FORM, **signature(COMMAND, secret="guessed")})

    assert (401, "signature does not match") == refused(COMMAND, headers)


def test_error_a_signature_is_of_one_body_only() -> None:
    assert (401, "signature does not match") == refused(COMMAND + b"0", headers_of(COMMAND))


@pytest.mark.parametrize("seconds", [WINDOW + 1, -WINDOW - 2])
def test_error_an_old_or_early_request_is_stale(seconds: float) -> None:
    headers = headers_of(COMMAND)

    assert (401, "request is stale") == refused(COMMAND, headers, time.time() + seconds)


@pytest.mark.parametrize("seconds", [WINDOW - 1, -WINDOW + 1])
def test_clocks_may_be_five_minutes_apart(seconds: float) -> None:
    headers = headers_of(COMMAND)

    request = admit(COMMAND, headers, int(headers["X-Slack-Request-Timestamp"]) + seconds)

    assert "/claude-cost" == request.body["command"]


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"\xff\xfe", FORM, "body is not UTF-8"),
        (b"\xff\xfe", JSON, "body is not UTF-8"),
        (b"text=%ff", FORM, "body is not a form"),
        (b"no form", FORM, "body is not a form"),
        (b"", FORM, "body is not a form"),
        (b"", JSON, "body is not JSON"),
        (b"{", JSON, "body is not JSON"),
        (b"[" * 100_000, JSON, "body is not JSON"),
        (b"[1]", JSON, "body is not a JSON object"),
        (b"null", JSON, "body is not a JSON object"),
        (b"payload=", FORM, "body is not JSON"),
        (b"payload=%7B", FORM, "body is not JSON"),
        (b"payload=5", FORM, "body is not a JSON object"),
        (b'{"user": 5}', JSON, "body is of no shape that Slack sends"),
        (b'{"authorizations": {"a": 1}}', JSON, "body is of no shape that Slack sends"),
        (b"a=1", "multipart/form-data", "body is neither JSON nor a form"),
        (b"a=1", "", "body is neither JSON nor a form"),
    ],
)
def test_error_what_cannot_be_read_goes_no_further(
    body: bytes, content_type: str, reason: str
) -> None:
    assert (400, reason) == refused(body, headers_of(body, content_type))


def test_error_a_request_without_a_content_type_cannot_be_read() -> None:
    headers = headers_of(COMMAND)
    del headers["Content-Type"]

    assert (400, "body is neither JSON nor a form") == refused(COMMAND, headers)


def test_error_a_body_that_says_it_is_too_large_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        front_door.check_size(LIMIT + 1)

    assert (413, "body too large") == (caught.value.status, caught.value.reason)


@pytest.mark.parametrize("length", [None, 0, LIMIT])
def test_a_body_may_be_as_large_as_the_limit(length: int | None) -> None:
    front_door.check_size(length)


NAMES = ["user", "team", "event", "authorizations", "enterprise", "channel", "message"]
VALUES = st.recursive(
    st.sampled_from([None, True, 0, 1.5, "", "T0TEAM"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_error_nothing_signed_does_worse_than_be_refused(value: dict[str, Any]) -> None:
    body = json.dumps(value).encode()

    with suppress(Refused):
        admit(body, headers_of(body, JSON))
