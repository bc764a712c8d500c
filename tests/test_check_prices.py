"""`make prices`: what it prints, and which exit status says that a person is needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pricing import Unit
from tools import check_prices
from tools.check_prices import FOR_A_PERSON, MISSING, OK, Lister, main
from tools.peers.comparing import BATCH, LARGE, PLAIN, SMALL, Fault, Price, PriceMap, known_faults

TODAY = date(2026, 11, 22)
# Opus 5.5 is $4 in, and $2 in a batch.
RIGHT = Price("claude-opus-5-5", "claude-opus-5-5", TODAY, Unit.INPUT, PLAIN, SMALL, Decimal(4))
WRONG = RIGHT._replace(usd=Decimal(5))
WRONG_BATCH = RIGHT._replace(
    usd=Decimal("2.5"), modifiers=BATCH, prompt=LARGE, listed_as="vertex_ai/opus"
)
FAULT = Fault("Opus 5.5 at the price of Opus 5", lambda price: price.usd == 5)


def peer(
    *prices: Price, known: tuple[Fault, ...] = (), unknown: frozenset[str] = frozenset()
) -> Lister:
    return lambda _: PriceMap("peer", "1.2", prices, known, "1.2", frozenset({"claude-2"}), unknown)


def run(*listers: Lister, today: str = "2026-11-22") -> int:
    return main(["--today", today], {str(index): each for index, each in enumerate(listers)})


@pytest.mark.parametrize(
    ("status", "listers"),
    [
        (OK, [peer(RIGHT)]),
        (OK, [peer(RIGHT, WRONG, known=(FAULT,))]),
        (FOR_A_PERSON, [peer(RIGHT, WRONG)]),
        (FOR_A_PERSON, [peer(RIGHT, unknown=frozenset({"claude-opus-6"}))]),
        (FOR_A_PERSON, [peer(WRONG), peer(RIGHT)]),
        (MISSING, [lambda _: None, peer(RIGHT)]),
        (FOR_A_PERSON, [lambda _: None, peer(WRONG)]),
        (FOR_A_PERSON, [peer(WRONG), lambda _: None]),
    ],
)
def test_the_exit_status_says_whether_a_person_is_needed(
    status: int, listers: list[Lister]
) -> None:
    assert status == run(*listers)


def test_agreements_known_faults_and_differences_are_told_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    unknown = frozenset({"claude-opus-6"})

    run(peer(RIGHT, WRONG, WRONG_BATCH, known=(FAULT,), unknown=unknown))

    assert (
        capsys.readouterr().out
        == """\
The book's prices were checked on 2026-11-22, 0 days ago.

peer 1.2: 1 of 3 prices agree
    claude-opus-5-5: input
  Known faults of theirs:
    Opus 5.5 at the price of Opus 5 (1 price)
  Not in it: claude-2
  FOR A PERSON:
    claude-opus-6: not in the book
    claude-opus-5-5 input batch prompt of 200,001: theirs $2.5, ours $2 (2026-11-22, listed as vertex_ai/opus)
"""
    )


def test_a_fault_that_is_gone_is_to_be_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    status = run(peer(RIGHT, known=(FAULT,)))

    assert status == OK
    assert "do not show today" in capsys.readouterr().out


def test_an_old_book_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run(peer(RIGHT), today="2026-12-22")
    run(peer(RIGHT), today="2026-12-23")
    first, second = capsys.readouterr().out.split("The book's")[1:]

    assert "30 days ago." in first
    assert "31 days ago, more than 30: answers say so." in second


def test_a_version_that_nobody_looked_at_has_the_faults_of_the_newest_one_known() -> None:
    by_version = {"0.9.1": (), "0.10.0": (FAULT,)}

    assert known_faults(by_version, "0.9.1") == ((), "0.9.1")
    assert known_faults(by_version, "0.11") == ((FAULT,), "0.10.0")
    assert known_faults({}, "1") == ((), None)


def test_the_lists_themselves_need_no_person_today(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--today", "2026-11-22"])

    assert status in {OK, MISSING}  # the latter where no other list was fetched
    assert "genai-prices" in capsys.readouterr().out


def test_a_list_that_is_missing_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.peers.litellm.is_here", lambda: False)

    assert check_prices.litellms(TODAY) is None
