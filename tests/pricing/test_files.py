from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from pricing import BookError, PriceBook, Unit, load, load_published

from .small import FILES, write


def test_a_book_is_read(tmp_path: Path) -> None:
    book = load(write(tmp_path))

    assert ["claude-opus-9", "claude-haiku-9"] == [model.id for model in book.models]
    assert ("opus", "haiku") == book.families
    opus = book.as_of(date(2026, 2, 15)).pricing("opus 9")
    assert Decimal("0.5") == opus.rate(Unit.CACHE_READ).usd
    assert ("page", "copy") == opus.rate(Unit.CACHE_READ).source
    assert Decimal(1) == opus.rate(Unit.CACHE_READ, tiered=True).usd
    assert date(2026, 10, 1) == book.sources["copy"].read_from


def test_other_data_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "currencies.yaml").write_text("not: [prices", "utf-8")

    assert 2 == len(load(folder).models)


def test_the_published_prices_are_read_once() -> None:
    assert load_published() is load_published()


def test_a_book_that_was_read_can_be_checked_again(tmp_path: Path) -> None:
    """The same checks hold for a book that is not built from files."""
    book = load(write(tmp_path))

    again = PriceBook.model_validate(book.model_dump(by_alias=True))

    assert book.models == again.models
    assert (book.fees, book.sources) == (again.fees, again.sources)


def test_a_book_cannot_be_changed(book: PriceBook) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        book.prices_as_of = date(2030, 1, 1)  # type: ignore[misc]


NUMBER = 'write it as a plain decimal number above 0, such as 3 or "0.25"'
WHOLE = "write it as a whole number, such as 200000"
DAY = "write it as a day, such as 2026-11-22"
PRICES = "opus.yaml: models.0.prices"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        # scalars
        ("opus.yaml", "input: 5", "input: 0.3", f'{PRICES}.0.input: is a float, which is not exact: write "0.3"'),
        ("opus.yaml", "input: 5", "input: three", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input: 0", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input: -5", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input: 5_0", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", 'input: "1e3"', f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input: 05", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input: [5]", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", 'input: "0.12345678901"', f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input: ５", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input: null", f"{PRICES}.0.input: {NUMBER}"),
        ("opus.yaml", "input: 5", "input:", f"{PRICES}.0.input: has no value: write null where it is unknown"),
        ("opus.yaml", "context_window: 200000", "context_window: 200k", f"opus.yaml: models.0.context_window: {WHOLE}"),
        ("opus.yaml", "context_window: 200000", "context_window: 200_000", f"opus.yaml: models.0.context_window: {WHOLE}"),
        ("opus.yaml", "context_window: 200000", "context_window: 0", f"opus.yaml: models.0.context_window: {WHOLE}"),
        ("opus.yaml", "above: 100000", 'above: "1.5"', f"opus.yaml: models.0.tiers.0.above: {WHOLE}"),
        ("opus.yaml", "released: 2026-01-01", "released: 20260101", f"opus.yaml: models.0.released: {DAY}"),
        ("opus.yaml", "released: 2026-01-01", "released: 86400", f"opus.yaml: models.0.released: {DAY}"),
        ("opus.yaml", "released: 2026-01-01", "released: 2026-01-01T00:00:00", f"opus.yaml: models.0.released: {DAY}"),
        ("opus.yaml", "released: 2026-01-01", "released: 2026-02-30", "opus.yaml: models.0.released: day is out of range for month"),
        ("opus.yaml", 'us_only: "1.1"', "us_only: yes", f"opus.yaml: models.0.us_only: {NUMBER}"),
        ("opus.yaml", "batch: allowed", "batch: half", f"{PRICES}.0.batch: Input should be 'allowed', 'refused' or 'unknown'"),
        ("opus.yaml", "tokenizer: previous", "tokenizer: new", "opus.yaml: models.0.tokenizer: Input should be 'previous' or 'opus-4.7'"),
        ("opus.yaml", "vision: null", "vision: low", "opus.yaml: models.0.vision: Input should be 'standard' or 'high'"),
        ("opus.yaml", "name: Claude Opus 9", "name: [Claude]", "opus.yaml: models.0.name: Input should be a valid string"),
        ("opus.yaml", "aliases: [claude-opus-9-0]", "aliases: claude-opus-9-0", "opus.yaml: models.0.aliases: Input should be a valid tuple"),
        ("opus.yaml", "source: [page, copy]", "source: page", f"{PRICES}.0.source: Input should be a valid tuple"),
        ("fees.yaml", "per: 1000", "per: 100", "fees.yaml: 0.per: Input should be 1 or 1000"),
        ("fees.yaml", "per: 1000", "per: many", f"fees.yaml: 0.per: {WHOLE}"),
        ("book.yaml", "2026-11-22", "today", f"book.yaml: prices_as_of: {DAY}"),
        ("book.yaml", "prices_as_of: 2026-11-22", "prices_as_of: [x]", "book.yaml: prices_as_of: Input should be a valid string"),
        # keys
        ("opus.yaml", "input: 5", "input: 5\n        input: 6", f"{PRICES}.0.input: is written twice: keep one of them"),
        ("opus.yaml", "input: 5", "input: 5\n        imput: 5", f"{PRICES}.0.imput: there is no such key here"),
        ("opus.yaml", "- from: 2026-01-01", "- start: 2026-01-01", f"{PRICES}.0.start: there is no such key here"),
        ("opus.yaml", "        output: 25\n", "", f"{PRICES}.0.output: Field required"),
        ("opus.yaml", "        cache_write_5m: null\n", "", f"{PRICES}.0.cache_write_5m: Field required"),
        ("opus.yaml", "    released: 2026-01-01\n", "", "opus.yaml: models.0.released: Field required"),
        ("opus.yaml", "vision: null", "vision: null\n    color: red", "opus.yaml: models.0.color: there is no such key here"),
        ("opus.yaml", "then: error", "after: error", "opus.yaml: models.0.fast.0.after: there is no such key here"),
        ("opus.yaml", "cache_read: 1\n        cache_write_5m: 10", "cache_write_5m: 10", "opus.yaml: models.0.tiers.1.cache_read: Field required"),
        ("opus.yaml", '        output: "1.5"\n', "", "opus.yaml: models.0.tiers.0.output: Field required"),
        ("opus.yaml", "id: claude-opus-9", "family: opus\n    id: claude-opus-9", "opus.yaml: models.0.family: stands at the top of the file"),
        ("haiku.yaml", "former:\n      - input: 2", "former:\n      - inputs: 2", "haiku.yaml: models.0.former.0.inputs: there is no such key here"),
        ("sources.yaml", "title: Pricing page", "name: Pricing page", "sources.yaml: page.name: there is no such key here"),
        ("sources.yaml", "copy:", "page:", "sources.yaml: page: is written twice: keep one of them"),
        ("fees.yaml", "unit: web_search", "unit: tea", "fees.yaml: 0.unit: Input should be 'web_search' or 'session_hour'"),
        ("book.yaml", "families:", "family:", "book.yaml: family: there is no such key here"),
        ("book.yaml", "[opus, haiku]", "[]", "book.yaml: families: Tuple should have at least 1 item after validation, not 0"),
        # empty lists
        ("opus.yaml", "spellings: [opus 9]", "spellings: []", "opus.yaml: models.0.spellings: Tuple should have at least 1 item after validation, not 0"),
        ("opus.yaml", "source: [page, copy]", "source: []", f"{PRICES}.0.source: Tuple should have at least 1 item after validation, not 0"),
        # days in order
        ("opus.yaml", "to: 2026-03-01", "to: 2025-03-01", f"{PRICES}.0.to: 2025-03-01 must lie after `from` (2026-01-01)"),
        ("opus.yaml", "to: 2026-03-01", "to: 2026-03-02", f"{PRICES}: the row from 2026-03-01 stands out of order, or overlaps the one before it (2026-01-01 to 2026-03-02): the oldest comes first, and ends where the next begins"),
        ("opus.yaml", "to: 2026-03-01", "to: null", f"{PRICES}: the row from 2026-03-01 stands out of order, or overlaps the one before it (2026-01-01 to None): the oldest comes first, and ends where the next begins"),
        ("opus.yaml", "- from: 2026-03-01", "- from: null", f"{PRICES}: the row from None stands out of order, or overlaps the one before it (2026-01-01 to 2026-03-01): the oldest comes first, and ends where the next begins"),
        ("opus.yaml", "- from: 2026-03-01", "- from: 2025-03-01", f"{PRICES}: the row from 2025-03-01 stands out of order, or overlaps the one before it (2026-01-01 to 2026-03-01): the oldest comes first, and ends where the next begins"),
        ("opus.yaml", "to: 2026-03-01", "to: 2026-02-01", f"{PRICES}.0.to: no price until 2026-03-01"),
        ("opus.yaml", "released: 2026-01-01", "released: 2025-12-01", f"{PRICES}.0.from: must be the day of release (2025-12-01)"),
        ("opus.yaml", "to: null", "to: 2026-11-01", f"{PRICES}.1.to: must be null or the day of retirement (2026-12-01)"),
        ("opus.yaml", "deprecated: 2026-09-01", "deprecated: 2025-09-01", "opus.yaml: models.0.deprecated: 2025-09-01 must lie after `released` (2026-01-01)"),
        ("opus.yaml", "retired: 2026-12-01", "retired: 2026-09-01", "opus.yaml: models.0.retired: 2026-09-01 must lie after `deprecated` (2026-09-01)"),
        ("opus.yaml", "- from: 2026-02-01", "- from: 2026-01-15", "opus.yaml: models.0.tiers: the row from 2026-01-15 stands out of order, or overlaps the one before it (2026-01-01 to 2026-02-01): the oldest comes first, and ends where the next begins"),
        ("fees.yaml", "to: 2026-06-01", "to: 2026-07-01", "fees.yaml: the row from 2026-06-01 stands out of order, or overlaps the one before it (None to 2026-07-01): the oldest comes first, and ends where the next begins"),
        ("sources.yaml", "read_from: 2026-10-01", "read_from: 2026-10-10", "sources.yaml: copy.read_from: 2026-10-10 must lie before `read` (2026-10-10)"),
        ("sources.yaml", "read: 2026-10-10", "read: 2026-11-23", "sources.yaml: page.read: 2026-11-23 lies after the book's own date (2026-11-22)"),
        # what hangs together
        ("opus.yaml", "source: [page, copy]", "source: [page, blog]", f"{PRICES}.0.source: 'blog' is not among the sources"),
        ("opus.yaml", "source: [page]\n    prices", "source: [blog]\n    prices", "opus.yaml: models.0.source: 'blog' is not among the sources"),
        ("opus.yaml", "then: error\n        source: [page]", "source: [blog]", "opus.yaml: models.0.fast.0.source: 'blog' is not among the sources"),
        ("haiku.yaml", "output: 10\n        source: [copy]", "output: 10\n        source: [blog]", "haiku.yaml: models.0.former.0.source: 'blog' is not among the sources"),
        ("fees.yaml", "usd: 10\n  per: 1000\n  source: [page]", "usd: 10\n  per: 1000\n  source: [blog]", "fees.yaml: 1.source: 'blog' is not among the sources"),
        ("haiku.yaml", "id: claude-haiku-9", "id: claude-opus-9", "opus.yaml: models.0.id: claude-opus-9 stands twice: keep one entry for each id"),
        ("opus.yaml", "successor: claude-haiku-9", "successor: claude-haiku-8", "opus.yaml: models.0.successor: claude-haiku-8 is not the id of a model"),
        ("opus.yaml", "successor: claude-haiku-9", "older_snapshot: haiku", "opus.yaml: models.0.older_snapshot: haiku is not the id of a model"),
        ("haiku.yaml", "spellings: [haiku 9]", "spellings: [haiku 9, 9-Opus]", "haiku.yaml: models.0.spellings: claude-haiku-9 and claude-opus-9 both answer to '9-opus': take it from one of them"),
        ("haiku.yaml", "name: Claude Haiku 9", "name: Claude Haiku 9\n    aliases: [claude-opus-9.0]", "haiku.yaml: models.0.spellings: claude-haiku-9 and claude-opus-9 both answer to 'claude-opus-9-0': take it from one of them"),
        # files
        ("opus.yaml", "family: opus", "family: opera", "opus.yaml: family: is opera, but the file is opus.yaml"),
        ("opus.yaml", "family: opus\n", "", "opus.yaml: holds exactly two keys, family and models"),
        ("opus.yaml", FILES["opus.yaml"], "- a list", "opus.yaml: holds exactly two keys, family and models"),
        ("opus.yaml", FILES["opus.yaml"], "family: opus\nmodels: none", "opus.yaml: models: is a list of models"),
        ("opus.yaml", FILES["opus.yaml"], "family: opus\nmodels: [opus 9]", "opus.yaml: models.0: is a model, with an id and a name"),
        ("opus.yaml", FILES["opus.yaml"], "", "opus.yaml: is empty"),
        ("sources.yaml", FILES["sources.yaml"], "- page", "sources.yaml: Input should be a valid dictionary"),
        ("fees.yaml", FILES["fees.yaml"], "fee: 1", "fees.yaml: Input should be a valid tuple"),
        ("book.yaml", FILES["book.yaml"], "- opus", "book.yaml: Input should be a valid dictionary or instance of _Contents"),
        ("book.yaml", "[opus, haiku]", "[opus]", "book.yaml: families: add haiku, or remove haiku.yaml"),
        ("book.yaml", "[opus, haiku]", "[opus, haiku, sonnet]", "sonnet.yaml: No such file or directory"),
    ],
)  # fmt: skip
def test_error_names_file_and_field(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    folder = write(tmp_path, file, old, new)

    with pytest.raises(BookError) as refusal:
        load(folder)

    assert message == str(refusal.value)


@pytest.mark.parametrize("file", FILES)
def test_error_for_a_missing_file(tmp_path: Path, file: str) -> None:
    folder = write(tmp_path)
    (folder / file).unlink()

    with pytest.raises(BookError) as refusal:
        load(folder)

    assert f"{file}: No such file or directory" == str(refusal.value)


def test_error_for_a_file_that_no_family_has(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "sonnet.yaml").write_text("family: sonnet\nmodels: []", "utf-8")

    with pytest.raises(BookError) as refusal:
        load(folder)

    assert "book.yaml: families: add sonnet, or remove sonnet.yaml" == str(refusal.value)
