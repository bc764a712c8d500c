"""The settings: what the environment says, read once where the program starts, and passed on."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API_URL = "https://slack.com/api/"

_WHERE = {
    "SLACK_BOT_TOKEN": "the bot token (xoxb-...) of the Slack app, under OAuth & Permissions",
    "SLACK_SIGNING_SECRET": (
        "the signing secret of the Slack app, under Basic Information"
        " (not needed with SLACK_APP_TOKEN, which turns Socket Mode on)"
    ),
}
_MUST_BE = {
    "HOST": "an address to listen on, as 127.0.0.1",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "PORT": "a whole number from 0 to 65535 (0: any free port)",
    "SLACK_APP_TOKEN": (
        "an app-level token, which begins with xapp- (under Basic Information, App-Level Tokens)"
    ),
    "SLACK_API_URL": f"an http or https address, as {SLACK_API_URL}",
}


class BadSettings(Exception):
    """The environment lacks a setting, or holds one that cannot be used.

    The message is one sentence for the person who starts the program, without any value.
    """


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _app_level(token: SecretStr) -> SecretStr:
    """Slack closes a socket that is opened with any other token, again and again."""
    if not token.get_secret_value().startswith(_OF_AN_APP):
        raise ValueError
    return token


_OF_AN_APP = "xapp-"


class Settings(BaseSettings):
    """What the environment says. Secrets show as asterisks wherever they are printed."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    slack_bot_token: SecretStr
    """Posts the answers."""
    slack_signing_secret: SecretStr = SecretStr("")
    """Slack signs its requests with it; empty only in Socket Mode."""
    slack_app_token: Annotated[SecretStr, AfterValidator(_app_level)] | None = None
    """Where set, requests come over Socket Mode and not over HTTP."""
    slack_api_url: Annotated[str, Field(pattern=r"^https?://[^/\s]")] = SLACK_API_URL
    """Where the Web API is: another address for GovSlack, or for tests."""
    host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    """The address to listen on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    """The port to listen on."""
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        "INFO"
    )
    """How much of what the bot does is logged."""

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Say all that is missing at once: pydantic would stop at the fields."""
        needed = ["SLACK_BOT_TOKEN"]
        if not _said(given, "SLACK_APP_TOKEN"):
            needed.append("SLACK_SIGNING_SECRET")
        missing = [name for name in needed if not _said(given, name)]
        if missing:
            raise BadSettings(_missing(missing))
        return given


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        BadSettings: one is missing or cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors(include_input=False)[0]["loc"][0]).upper()
        raise BadSettings(f"{name} must be {_MUST_BE[name]}.") from None


def _said(given: dict[str, Any], name: str) -> bool:
    value = given.get(name.lower())
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    return bool(text and text.strip())


def _missing(names: list[str]) -> str:
    verb = "is" if len(names) == 1 else "are"
    return f"{' and '.join(names)} {verb} not set: {'; '.join(_WHERE[name] for name in names)}."
