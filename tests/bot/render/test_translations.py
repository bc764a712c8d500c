"""What sources and counted things are called in other languages."""

from pathlib import Path

import bot.answers
from bot.render.translations import noun, title
from pricing import load_currencies, load_published, read_yaml

EXPLAINED = Path(bot.answers.__file__).parent / "explain" / "sources.yaml"


def test_every_source_has_a_japanese_title() -> None:
    titles = {each.title for each in load_published().sources.values()}
    titles |= {each["title"] for each in read_yaml(EXPLAINED).values()}

    assert [] == sorted(each for each in titles if title(each, "ja") == each)


def test_the_source_of_exchange_rates_has_one_too() -> None:
    source = load_currencies().source

    assert "欧州中央銀行のユーロ参考相場" == title(source, "ja")


def test_a_title_stays_as_it_is_where_no_other_is_known() -> None:
    assert "Claude API pricing page" == title("Claude API pricing page", "en")
    assert "Some page" == title("Some page", "ja")


def test_what_is_counted_has_a_japanese_name() -> None:
    assert "ユーザー" == noun("users", "ja")
    assert "問い合わせ" == noun("inquiries", "ja")
    assert None is noun("widgets", "ja")
    assert None is noun("users", "en")
