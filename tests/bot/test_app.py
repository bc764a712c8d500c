"""The app as it is put together: whatever a listener does, Slack has its acknowledgement."""

from datetime import UTC, datetime

from slack_bolt.async_app import AsyncAck

from bot.app import utc_today
from bot.render import apology

from .conftest import Bot
from .slack import Slack


async def test_error_a_listener_that_fails_after_its_acknowledgement_loses_none(
    slack: Slack, bot: Bot
) -> None:
    @bot.app.command("/late")
    async def late(ack: AsyncAck) -> None:
        await ack("done")
        raise RuntimeError("too late")

    acknowledged = await slack.command("", command="/late")

    assert 200 == acknowledged.status
    assert {"response_type": "ephemeral", "text": apology("en").text} == acknowledged.message


async def test_error_an_event_that_fails_is_acknowledged(slack: Slack, bot: Bot) -> None:
    @bot.app.event("reaction_added")
    async def failing() -> None:
        raise RuntimeError("now")

    acknowledged = await slack.event({"type": "reaction_added"})

    assert (200, "") == (acknowledged.status, acknowledged.text)


async def test_nobody_can_install_it_and_no_token_is_ever_stored(bot: Bot) -> None:
    assert bot.app.oauth_flow is None
    assert bot.app.installation_store is None


def test_the_day_is_that_of_utc() -> None:
    before, today, after = datetime.now(UTC), utc_today(), datetime.now(UTC)

    assert before.date() <= today <= after.date()
