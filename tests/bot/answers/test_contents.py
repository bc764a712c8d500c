"""Images and texts become tokens of a model."""

from decimal import Decimal

import pytest

from bot.answers.contents import how_counted, with_contents
from bot.answers.refusals import reason
from bot.query.errors import NotUnderstood
from bot.query.model import Content, Counted, Images, Text, Work
from bot.render.catalogue import word
from pricing import TextUnit, Unit, Usage, VisionUnknown

from .framing import BOOK

OLDER, NEWER = BOOK.find("sonnet 4.6"), BOOK.find("sonnet 5.5")
SCREENSHOTS = Images(Decimal(4), 1920, 1080)


@pytest.mark.parametrize(
    ("content", "older", "newer"),
    [
        # 1,560 and 2,691 tokens an image, as published.
        pytest.param(SCREENSHOTS, 6240, 10_764, id="images"),
        # 1,000 / 0.75 and / 0.555, rounded up.
        pytest.param(Text(Decimal(1000), TextUnit.WORD), 1334, 1802, id="words"),
        # 3,500 / 3.5 and / 2.7, rounded up.
        pytest.param(Text(Decimal(3500), TextUnit.CHARACTER), 1000, 1297, id="characters"),
        # 600 words.
        pytest.param(Text(Decimal(2), TextUnit.PAGE), 800, 1082, id="pages"),
    ],
)
def test_contents_are_input(content: Content, older: int, newer: int) -> None:
    work = Work(Usage(input=100, output=7), contents=(content,))

    for model, tokens in ((OLDER, older), (NEWER, newer)):
        found, _ = with_contents(work, model)

        assert Usage(input=100 + tokens, output=7) == found.usage
        assert () == found.contents


def test_a_text_can_be_output() -> None:
    text = Text(Decimal(1000), TextUnit.WORD, Unit.OUTPUT)

    found, _ = with_contents(Work(Usage(1), contents=(text,)), OLDER)

    assert Usage(input=1, output=1334) == found.usage


def test_all_contents_are_added_and_the_rest_of_the_work_stays() -> None:
    text = Text(Decimal(1000), TextUnit.WORD)
    counts = (Counted(Decimal(50)),)

    found, _ = with_contents(Work(Usage(), counts, contents=(SCREENSHOTS, text)), OLDER)

    assert Work(Usage(6240 + 1334), counts) == found


def test_work_without_contents_stays_as_it_is() -> None:
    work = Work(Usage(1, 2))

    assert (work, ()) == with_contents(work, OLDER)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            SCREENSHOTS,
            ["One image of 1,920 × 1,080 pixels takes 1,560 tokens on models before the 4.7 generation."],
        ),
        (
            Text(Decimal(1), TextUnit.CHARACTER),
            ["The tokens of a text are an estimate: 3.5 English characters a token on models before Opus 4.7."],
        ),
        (
            Text(Decimal(1), TextUnit.PAGE),
            [
                "A page is taken as 300 English words: an assumption, as full pages in small type hold more.",
                "The tokens of a text are an estimate: 0.75 English words a token on models before Opus 4.7.",
            ],
        ),
    ],
)  # fmt: skip
def test_how_they_were_counted_is_noted(content: Content, said: list[str]) -> None:
    _, found = with_contents(Work(Usage(), contents=(content,)), OLDER)

    assert said == [word(note.phrase, "en") for note in found]


def test_models_that_count_alike_share_a_note() -> None:
    work = Work(Usage(), contents=(SCREENSHOTS,))

    found = how_counted(work, [OLDER, NEWER, BOOK.find("opus 5.5")])

    assert ["tokenizer", "tokenizer"] == [note.code for note in found]


def test_error_when_no_source_says_what_images_take() -> None:
    work = Work(Usage(), contents=(SCREENSHOTS,))

    with pytest.raises(VisionUnknown) as caught:
        with_contents(work, BOOK.find("mythos preview"))

    assert (
        "How many tokens an image takes on Mythos Preview, or whether it takes any, is not "
        "published." == word(reason(caught.value, BOOK), "en")
    )


@pytest.mark.parametrize(
    "content", [Images(Decimal(10**18), 1920, 1080), Text(Decimal(10**18), TextUnit.PAGE)]
)
def test_error_when_it_is_beyond_all_measure(content: Content) -> None:
    with pytest.raises(NotUnderstood) as caught:
        with_contents(Work(Usage(), contents=(content,)), OLDER)

    assert "unread.too_much_content" == caught.value.message.key
