"""A small price book in YAML, to be spoilt in one place."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "book.yaml": """
prices_as_of: 2026-11-22
families: [opus, haiku]
""",
    "sources.yaml": """
page:
  title: Pricing page
  url: https://example.com/pricing
  read: 2026-10-10
copy:
  title: A copy of it
  read_from: 2026-10-01
  read: 2026-10-10
""",
    "fees.yaml": """
- unit: web_search
  from: null
  to: 2026-06-01
  usd: 12
  per: 1000
  source: [page]
- unit: web_search
  from: 2026-06-01
  to: null
  usd: 10
  per: 1000
  source: [page]
""",
    "opus.yaml": """
family: opus
models:
  - id: claude-opus-9
    name: Claude Opus 9
    aliases: [claude-opus-9-0]
    spellings: [opus 9]
    released: 2026-01-01
    deprecated: 2026-09-01
    retired: 2026-12-01
    successor: claude-haiku-9
    context_window: 200000
    max_output: 64000
    tokenizer: previous
    vision: null
    min_cacheable: 1024
    us_only: "1.1"
    regional: unknown
    source: [page]
    prices:
      - from: 2026-01-01
        to: 2026-03-01
        input: 5
        output: 25
        cache_read: "0.5"
        cache_write_5m: null
        cache_write_1h: 10
        batch: allowed
        source: [page, copy]
      - from: 2026-03-01
        to: null
        input: 4
        output: 20
        cache_read: "0.4"
        cache_write_5m: 5
        cache_write_1h: 8
        batch: allowed
        source: [page]
    fast:
      - from: 2026-01-01
        to: 2026-02-01
        input: 10
        output: 50
        cache_read: 1
        cache_write_5m: 12
        cache_write_1h: 20
        then: error
        source: [page]
    tiers:
      - from: 2026-01-01
        to: 2026-02-01
        above: 100000
        input_and_cache: 2
        output: "1.5"
        source: [page]
      - from: 2026-02-01
        to: null
        above: 150000
        input: 8
        output: 30
        cache_read: 1
        cache_write_5m: 10
        cache_write_1h: 16
        source: [page]
""",
    "haiku.yaml": """
family: haiku
models:
  - id: claude-haiku-9
    name: Claude Haiku 9
    spellings: [haiku 9]
    released: null
    context_window: null
    max_output: null
    tokenizer: opus-4.7
    vision: high
    min_cacheable: null
    us_only: refused
    regional: "1.1"
    source: [copy]
    prices:
      - from: null
        to: null
        input: 1
        output: 5
        cache_read: null
        cache_write_5m: null
        cache_write_1h: null
        batch: unknown
        source: [copy]
        confidence: low
    former:
      - input: 2
        output: 10
        source: [copy]
        confidence: low
""",
}


def write(folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    """The book's files in `folder`; in `file` the first `old` is replaced by `new`."""
    for name, text in FILES.items():
        spoilt = text
        if name == file:
            assert old in text
            spoilt = text.replace(old, new, 1)
        (folder / name).write_text(spoilt, "utf-8")
    return folder
