"""What is missing or wrong in the environment is said in one sentence, and nothing secret in it."""

import os

import pytest
from pydantic import SecretStr, ValidationError

from bot.settings import BadSettings, Settings, read_settings

HTTP = {"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_SIGNING_SECRET": "signing-secret"}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("SLACK_") or name in {"HOST", "PORT", "LOG_LEVEL"}:
            monkeypatch.delenv(name)


def read(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def error(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    with pytest.raises(BadSettings) as caught:
        read(monkeypatch, **environment)
    return str(caught.value)


def test_two_secrets_are_all_that_http_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **HTTP)

    assert "xoxb-secret" == settings.slack_bot_token.get_secret_value()
    assert "signing-secret" == settings.slack_signing_secret.get_secret_value()
    assert ("127.0.0.1", 3000, "INFO") == (settings.host, settings.port, settings.log_level)
    assert "https://slack.com/api/" == settings.slack_api_url
    assert settings.slack_app_token is None


def test_socket_mode_needs_no_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, SLACK_BOT_TOKEN="xoxb-secret", SLACK_APP_TOKEN="xapp-secret")

    assert SecretStr("xapp-secret") == settings.slack_app_token


def test_everything_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {
        "HOST": "0.0.0.0",  # noqa: S104 - only read here
        "PORT": "8080",
        "LOG_LEVEL": "debug",
        "SLACK_API_URL": "https://slack-gov.com/api/",
    }

    settings = read(monkeypatch, **HTTP, **others)

    assert ("0.0.0.0", 8080, "DEBUG") == (settings.host, settings.port, settings.log_level)  # noqa: S104 - see above
    assert "https://slack-gov.com/api/" == settings.slack_api_url


def test_white_space_around_a_pasted_token_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **HTTP | {"SLACK_BOT_TOKEN": " xoxb-secret\n"})

    assert "xoxb-secret" == settings.slack_bot_token.get_secret_value()


def test_an_empty_setting_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 3000 == read(monkeypatch, **HTTP, PORT="", SLACK_APP_TOKEN="").port


def test_settings_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **HTTP)

    with pytest.raises(ValidationError):
        setattr(settings, "port", 1)  # noqa: B010 - a type checker knows it, too


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **HTTP, SLACK_APP_TOKEN="xapp-secret")

    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        assert "secret" not in shown.replace("slack_signing_secret", "").replace("Secret", "")


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_error_a_missing_bot_token(monkeypatch: pytest.MonkeyPatch, blank: str | None) -> None:
    environment = {} if blank is None else {"SLACK_BOT_TOKEN": blank}

    said = error(monkeypatch, **environment, SLACK_SIGNING_SECRET="signing-secret")

    assert (
        "SLACK_BOT_TOKEN is not set: the bot token (xoxb-...) of the Slack app, under OAuth & Permissions."
        == said
    )


def test_error_a_missing_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        "SLACK_SIGNING_SECRET is not set: the signing secret of the Slack app, under Basic Information"
        " (not needed with SLACK_APP_TOKEN, which turns Socket Mode on)."
        == error(monkeypatch, SLACK_BOT_TOKEN="xoxb-secret")
    )


def test_error_all_that_is_missing_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = error(monkeypatch)

    assert said.startswith("SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are not set: the bot token")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "http", "PORT must be a whole number from 0 to 65535 (0: any free port)."),
        ("PORT", "65536", "PORT must be a whole number from 0 to 65535 (0: any free port)."),
        ("PORT", "-1", "PORT must be a whole number from 0 to 65535 (0: any free port)."),
        ("PORT", "30.5", "PORT must be a whole number from 0 to 65535 (0: any free port)."),
        ("HOST", " ", "HOST must be an address to listen on, as 127.0.0.1."),
        (
            "SLACK_APP_TOKEN",
            "xoxb-secret",
            (
                "SLACK_APP_TOKEN must be an app-level token, which begins with xapp-"
                " (under Basic Information, App-Level Tokens)."
            ),
        ),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."),
        (
            "SLACK_API_URL",
            "slack.com/api",
            "SLACK_API_URL must be an http or https address, as https://slack.com/api/.",
        ),
    ],
)
def test_error_a_setting_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    assert said == error(monkeypatch, **HTTP, **{name: value})
