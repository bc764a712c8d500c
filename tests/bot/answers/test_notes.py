"""Each note is there when it should be, and only then."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import pricing
from pricing import load

from .asking import TODAY, codes, keys, notes, sentences

LATER = date(2027, 1, 15)

# (note, a question that must have it, the same without the reason for it)
PAIRS = [
    ("note.model_default", "opus 1M in", "opus 5.5 1M in"),
    ("note.older_snapshot", "sonnet 3.5 1M in", "claude-3-5-sonnet-20241022 1M in"),
    ("note.older_snapshot", "sonnet 3.5 1M in", "claude-3-5-sonnet-20240620 1M in"),
    ("note.retired", "opus 3 1M in", "opus 4.5 1M in"),
    ("note.retired_sold", "sonnet 4 1M in", "opus 3 1M in"),
    ("note.retired_last", "claude 2 1M in", "opus 3 1M in"),
    ("note.retiring", "sonnet 4.5 1M in", "sonnet 4.6 1M in"),
    (
        "note.retired_by_then",
        "sonnet 4.5 1M in as of 2026-12-05",
        "sonnet 4.5 1M in as of 2026-11-23",
    ),
    ("note.confidence_medium", "claude 2 1M in", "opus 3 1M in"),
    ("note.confidence_low", "claude 1 1M in", "claude 2 1M in"),
    ("note.past_day", "opus 5.5 1M in as of 2026-11-21", "opus 5.5 1M in as of 2026-11-22"),
    ("note.future_day", "opus 5.5 1M in as of 2026-11-23", "opus 5.5 1M in as of 2026-11-22"),
    ("note.read_as_totals", "opus 5.5 1000 requests 10M in", "opus 5.5 1000 requests 1M in"),
    (
        "note.read_as_totals",
        "opus 5.5 1000 requests 10M in",
        "opus 5.5 1000 requests 10M in in total",
    ),
    ("note.read_as_each", "opus 5.5 1000 requests 1k in", "opus 5.5 1000 requests 1k in, each"),
    ("note.read_as_each", "opus 5.5 1000 requests 1k in", "opus 5.5 1 request 1k in"),
    ("note.read_as_each", "opus 5.5 1000 requests 1k in", "opus 5.5 1k in"),
    ("note.cached_all", "opus 5.5 10M in cached", "opus 5.5 10M in 80% cached"),
    ("note.cached_all", "opus 5.5 10M in cached", "opus 5.5 10M in 0% cached"),
    ("note.cached_all", "haiku 4.5 9 requests 5k in cached", "haiku 4.5 9 requests 2k in cached"),
    ("note.cached_part", "opus 5.5 10M in 80% cached", "opus 5.5 10M in cached"),
    ("note.cached_part", "opus 5.5 10M in 80% cached", "opus 5.5 vs sonnet 5.5 10M in 80% cached"),
    (
        "note.cached_part",
        "haiku 4.5 9 requests 5k in 80% cached",
        "haiku 4.5 9 requests 2k in 80% cached",
    ),
    ("note.cache_lifetime", "opus 5.5 10M in 80% cached, 1-hour cache", "opus 5.5 10M in cached"),
    (
        "note.cache_lifetime",
        "opus 5.5 10M in cached for 1 hour",
        "opus 5.5 10M in cached 1M 1h cache writes",
    ),
    ("note.no_output", "opus 5.5 1M in", "opus 5.5 1M in 1 out"),
    ("note.no_output", "opus 5.5 1M cache reads", "opus 5.5 1000 web searches"),
    ("note.discount", "opus 5.5 1M in 15% off", "opus 5.5 1M in"),
    (
        "note.below_cache_minimum",
        "haiku 4.5 9 requests 4095 in cached",
        "haiku 4.5 9 requests 4096 in cached",
    ),
    ("note.below_cache_minimum", "haiku 4.5 9 requests 2k in cached", "haiku 4.5 9 requests 2k in"),
    ("note.below_cache_minimum", "haiku 4.5 9 requests 2k in cached", "haiku 4.5 2k in cached"),
    ("note.fast_is_standard", "opus 4.6 1M in fast", "opus 4.6 1M in"),
    ("note.fast_is_standard", "opus 4.6 1M in fast", "opus 4.6 1M in fast as of 2026-06-28"),
    ("note.fast_ends", "opus 4.8 1M in fast", "opus 4.8 1M in"),
    ("note.fast_ends", "opus 4.8 1M in fast", "opus 5.5 1M in fast"),
    ("note.fast_ends", "opus 4.8 1M in fast", "opus 4.7 1M in fast as of 2026-06-01"),
    (
        "note.above_tier",
        "haiku 5.5 9 requests 100,001 in each",
        "haiku 5.5 9 requests 100,000 in each",
    ),
    ("note.above_tier", "haiku 5.5 10M in prompts of 150k", "haiku 5.5 10M in prompts of 50k"),
    (
        "note.above_tier",
        "sonnet 4.5 9 requests 300k in each as of 2026-01-15",
        "sonnet 4.5 9 requests 90k in each",
    ),
    ("note.tier_of_a_volume", "haiku 5.5 100,001 in", "haiku 5.5 100,000 in"),
    ("note.tier_of_a_volume", "haiku 5.5 10M in", "haiku 5.5 10M in prompts of 50k"),
    ("note.tier_of_a_volume", "haiku 5.5 10M in", "haiku 5.5 1000 requests 10M in in total"),
    (
        "note.tier_of_a_volume",
        "opus 4.6 10M in as of 2026-03-01",
        "opus 4.6 10M in fast as of 2026-03-01",
    ),
    ("note.tier_of_another", "opus 5.5 10M in", "haiku 5.5 10M in"),
    ("note.tier_of_another", "opus 5.5 100,001 in", "opus 5.5 100,000 in"),
    ("note.tier_of_another", "opus 5.5 10M in", "opus 5.5 1000 requests 1k in"),
    ("note.tier_of_another", "opus 5.5 10M in", "opus 5.5 10M in prompts of 50k"),
    ("note.tier_of_another", "opus 5.5 10M in", "opus 5.5 2M out"),
    ("note.tokenizer", "opus 4.5 1M in", "opus 5.5 1M in"),
    ("note.same_text_beside", "sonnet 4.6 vs sonnet 5.5 1M in", "sonnet 4.6 vs opus 4.5 1M in"),
    (
        "note.same_text",
        "same text on sonnet 4.6 vs sonnet 5.5 1M in",
        "sonnet 4.6 vs sonnet 5.5 1M in",
    ),
    (
        "note.same_tokenizer",
        "same text on opus 5.5 vs sonnet 5.5 1M in",
        "opus 5.5 vs sonnet 5.5 1M in",
    ),
    ("note.typo", "sonet 5.5 1M in", "sonnet 5.5 1M in"),
    ("note.approximate", "about 1M in on opus 5.5", "1M in on opus 5.5"),
    ("note.thinking", "opus 5.5 1M in 5k out 2k thinking", "opus 5.5 1M in 5k out"),
    ("note.partner_global", "opus 5.5 1M in on bedrock", "opus 5.5 1M in on bedrock regional"),
]


@pytest.mark.parametrize(("key", "having", "lacking"), PAIRS)
def test_a_note_is_there_with_its_reason_and_gone_without(
    key: str, having: str, lacking: str
) -> None:
    assert keys(notes(having)).count(key) == 1
    assert key not in keys(notes(lacking))


def test_old_prices_say_so_after_thirty_days() -> None:
    assert "stale" not in codes("opus 5.5 1M in", date(2026, 12, 22))
    assert "stale" in codes("opus 5.5 1M in", date(2026, 12, 23))
    assert "stale" in codes("price of opus 5.5", LATER)
    assert "stale" in codes("which models", LATER)


def test_a_day_after_the_book_that_is_today_is_no_future_day() -> None:
    assert "note.future_day" not in keys(notes("opus 5.5 1M in", LATER))


def test_retirement_is_told_as_of_today_and_not_of_a_past_day() -> None:
    found = codes("sonnet 4 1M in as of 2026-01-15")

    assert "retired" in found
    assert "retiring" not in found


def test_what_unmarked_amounts_cost_as_totals_is_told() -> None:
    (told,) = (
        each for each in sentences("opus 5.5 1000 requests 1k in 100 out") if "totals" in each
    )

    assert "Opus 5.5 costs $0.006" in told  # 0.001 x 4 + 0.0001 x 20


def test_writing_the_cache_once_is_priced_on_the_same_terms() -> None:
    (told,) = (each for each in sentences("sonnet-4 10M in cached batch") if "writing" in each)

    assert "writing 10M tokens once costs $18.75 (5-minute cache) or $30.00 (1-hour" in told


def test_writing_the_cache_of_requests_is_one_requests_part() -> None:
    (told,) = (
        each for each in sentences("haiku 5.5 9 requests 150k in each cached") if "writing" in each
    )

    assert "writing 150k tokens once costs $0.0938" in told  # above the tier: 0.15 x 0.625


def test_the_first_model_that_caches_is_the_example_for_writing() -> None:
    (told,) = (
        each
        for each in sentences("haiku 4.5 vs haiku 5.5, 9 requests 2k in each, cached")
        if "writing" in each
    )

    assert "on Haiku 5.5, writing 2k tokens" in told


def test_a_cache_whose_writes_have_no_price_is_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(Path(pricing.__file__).parent / "data", data)
    haiku = data / "haiku.yaml"
    unwritten = haiku.read_text().replace('cache_write_5m: "0.125"', "cache_write_5m: null")
    haiku.write_text(unwritten)

    found = notes("haiku 5.5 10M in cached", TODAY, load(data))

    assert "note.cached_all_unwritten" in keys(found)
    assert "note.cached_all" not in keys(found)
    assert "note.cached_part" not in keys(notes("haiku 5.5 10M in 80% cached", TODAY, load(data)))


def test_a_tier_of_a_volume_tells_what_it_is_above() -> None:
    (told,) = (each for each in sentences("haiku 5.5 10M in 2M out") if "prompts" in each)

    assert "priced for prompts of up to 100,000 tokens each; above that it is $10.00" in told


def test_a_tier_of_multipliers_tells_how_many_times_dearer_it_is() -> None:
    found = sentences("opus 4.5 10M in as of 2026-01-15")

    assert (
        "Where one request's prompt is above 200,000 tokens, Sonnet 4.5 costs 2 times as much "
        "for input and cache, 1.5 times as much for output." in found
    )


def test_one_model_with_the_newer_tokenizer_makes_more_tokens_and_several_make_more() -> None:
    assert any(
        each.startswith("Opus 5.5 makes") for each in sentences("opus 4.5 vs opus 5.5 1M in")
    )
    assert any("Fable 5.2 make about" in each for each in sentences("opus 4.5 1M in"))


def test_a_discount_is_told_in_percent_and_as_your_own() -> None:
    (told,) = (each for each in sentences("opus 5.5 1M in 7.5% off") if "negotiated" in each)

    assert "7.5%" in told
    assert "your figure" in told


def test_every_note_is_a_sentence() -> None:
    for _, having, _ in PAIRS:
        assert all(told.endswith(".") and "{" not in told for told in sentences(having))
