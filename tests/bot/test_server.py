"""What the server writes down of what the libraries say."""

from __future__ import annotations

import logging

import pytest
from aiohttp import ClientError

from bot.server import in_a_line


@pytest.mark.parametrize(("error", "is_told_whole"), [(ClientError(), False), (ValueError(), True)])
def test_only_bugs_are_told_with_their_traceback(error: Exception, *, is_told_whole: bool) -> None:
    record = logging.makeLogRecord({"exc_info": (type(error), error, None)})

    assert in_a_line(record)
    assert bool(record.exc_info) is is_told_whole


def test_what_is_no_error_is_written_down_as_it_is() -> None:
    assert in_a_line(logging.makeLogRecord({"msg": "connected"}))
