"""What Slack is sent says the answer, is taken by Slack, and lets no word of a person act."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.answers.types import Answer, ComparisonAnswer, EstimateAnswer
from bot.render import Message, apology, command_message, thread_messages
from bot.render import share_without_thread_message as without_thread
from bot.render import shared_messages as shared
from pricing import Estimate

from .asking import COMPARISONS, ESTIMATES, OTHERS, QUESTIONS, ask, ask_for, hostile
from .slack_rules import LONG_ESTABLISHED, markup, nodes, problems, texts

Render = Callable[[Answer], tuple[Message, ...]]

FACES: dict[str, Render] = {
    "command": lambda answer: (command_message(answer),),
    "thread": thread_messages,
    "shared": lambda answer: shared(answer, "U0PERSON"),
    "shared without a thread": lambda answer: (without_thread(answer, "U0PERSON"),),
}
every_face = pytest.mark.parametrize("render", list(FACES.values()), ids=list(FACES))


def types(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


def shown(message: Message) -> str:
    return "\n".join(texts(list(message.blocks)))


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
@every_face
def test_slack_takes_every_answer(render: Render, question: str) -> None:
    for message in render(ask(question)):
        assert [] == problems(message)


numbers = st.integers(min_value=1, max_value=10**15)
units = st.sampled_from(["in", "out", "cache reads", "cache writes 1h", "web searches"])
models = st.sampled_from(
    ["sonnet 4", "haiku 5.5", "opus 5.5", "sonnet 3", "mythos preview", "all models"]
)
terms = st.sampled_from(
    ["cached", "37% cached", "batch", "fast", "us-only", "regional", "15% off", ""]
)
questions = st.builds(
    lambda model, amounts, term, requests: f"{model} {requests} {amounts} {term}",
    st.lists(models, min_size=1, max_size=4).map(" vs ".join),
    st.lists(st.builds("{} {}".format, numbers, units), max_size=4, unique_by=lambda x: x.partition(" ")[2]).map(" ".join),
    terms,
    st.sampled_from(["", "1 request", "17 requests", "1000000 requests"]),
)  # fmt: skip


@settings(deadline=None, max_examples=30)
@given(questions)
def test_slack_takes_the_answer_to_whatever_is_asked(question: str) -> None:
    answer = ask(question)

    for render in FACES.values():
        for message in render(answer):
            assert [] == problems(message)


WORDS = {
    "a channel's mention": "<!channel> <!here> <!subteam^S1>",
    "a person's mention": "<@U123>",
    "a link": "<https://example.org|click> https://example.org",
    "an entity": "&lt;!channel&gt;",
    "styles": "*bold* _italic_ ~struck~",
    "code": "`code` ```more```",
    "a quote": "> quoted",
    "right to left": "\u202edrow \u05e9\u05dc\u05d5\u05dd",
    "nothing visible": "\u200b\u2060\ufeff",
    "a long word": "x" * 4000,
    "long markup": "<!channel>" * 400,
    "emoji": "👩\u200d💻🏳️\u200d🌈 :tada:",
    "lines": "a\nb\r\nc\u2028d",
    "half a character": "\ud83d",
    "nothing": "",
}
every_words = pytest.mark.parametrize("words", list(WORDS.values()), ids=list(WORDS))


@every_words
@every_face
def test_slack_takes_whatever_a_person_wrote(render: Render, words: str) -> None:
    for answer in hostile(words):
        for message in render(answer):
            assert [] == problems(message)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=50))
def test_slack_takes_any_words(words: str) -> None:
    for answer in hostile(words):
        assert [] == problems(command_message(answer))


@every_words
@every_face
def test_no_words_of_a_person_act(render: Render, words: str) -> None:
    for answer in hostile(words):
        for message in render(answer):
            for text in markup(message):
                assert not any(start in text for start in ("<!", "<@", "<#", "`"))
                assert not any(link in text for link in ("<https://example.org", "_italic_"))
            kinds = {node.get("type") for node in nodes(list(message.blocks))}
            assert not kinds & {"broadcast", "channel", "usergroup", "link", "emoji"}


def test_only_the_sharing_person_is_mentioned() -> None:
    richest, plainer, _ = shared(ask("sonnet 4 10M in 2M out"), "U0PERSON")
    mentions = [n for n in nodes(list(richest.blocks)) if n.get("type") == "user"]

    assert [{"type": "user", "user_id": "U0PERSON"}] == mentions
    assert "U0PERSON" not in richest.text + shown(plainer)


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
def test_a_slash_command_is_answered_with_blocks_that_every_workspace_knows(question: str) -> None:
    answer = ask(question)

    assert set(types(command_message(answer))) <= LONG_ESTABLISHED
    assert set(types(without_thread(answer, "U0PERSON"))) <= LONG_ESTABLISHED


def test_an_estimate_is_a_headline_its_reading_a_table_the_working_notes_small_print_a_button() -> (
    None
):
    message = command_message(ask("sonnet-4 10M in 2M out cached"))

    assert [
        "header",
        "rich_text",
        "table",
        "section",
        "rich_text",
        "context",  # the sources
        "context",  # the receipt
        "actions",
    ] == types(message)


def test_in_a_thread_the_working_is_folded_and_there_is_no_button() -> None:
    richest, plainer, last = thread_messages(ask("sonnet-4 10M in 2M out cached"))
    (container,) = [block for block in richest.blocks if block["type"] == "container"]

    assert container["is_collapsible"]
    assert container["default_collapsed"]
    assert "• Total: $33.00" in container["child_blocks"][0]["text"]["text"]
    body = ["header", "rich_text", "table", "container", "rich_text"]
    assert [*body, "context", "context"] == types(richest)
    assert {"section"} == set(types(plainer))
    assert () == last.blocks


def test_plain_sections_say_what_the_text_says() -> None:
    _, plainer, last = thread_messages(ask("sonnet 5.5 10M in 2M out"))

    assert last.text == "\n\n".join(texts(list(plainer.blocks)))


@pytest.mark.parametrize("question", [*ESTIMATES.values(), *COMPARISONS.values()])
def test_blocks_and_text_hold_the_same_amounts(question: str) -> None:
    message = command_message(ask(question))
    amounts = {word.strip("(),;:.]") for word in shown(message).split() if word.startswith("$")}

    assert amounts
    for amount in amounts:
        assert amount in message.text


def test_the_asked_field_is_marked_by_more_than_its_weight() -> None:
    answer = ask_for(EstimateAnswer, "sonnet-4 10M in 2M out cached")
    (table,) = [block for block in command_message(answer).blocks if block["type"] == "table"]
    rich = [cell for row in table["rows"] for cell in row if cell["type"] == "rich_text"]
    (cell,) = rich

    assert [
        {"type": "text", "text": "▸ $33.00", "style": {"bold": True}},
    ] == cell["elements"][0]["elements"]


def test_what_is_impossible_is_a_dash_with_its_reason_below() -> None:
    message = command_message(ask("sonnet 4 vs gpt-5, 10M in 2M out"))
    (table,) = [block for block in message.blocks if block["type"] == "table"]
    below = message.blocks[message.blocks.index(table) + 1]

    assert ["gpt-5", "–", "–", "–", "–"] == [cell["text"] for cell in table["rows"][2]]
    assert ["– gpt-5 is another vendor's: its price is not in this book."] == [*texts(below)]


def test_a_table_of_very_many_rows_says_how_many_are_left_out() -> None:
    answer = ask_for(ComparisonAnswer, COMPARISONS["named"])
    row = answer.table.rows[0]
    table = replace(answer.table, rows=(row,) * 150)

    message = command_message(replace(answer, table=table))

    assert [] == problems(message)
    assert "51 more rows left out: ask for fewer models at once." in shown(message)


def test_a_table_of_very_long_rows_says_how_many_are_left_out() -> None:
    answer = ask_for(ComparisonAnswer, COMPARISONS["named"])
    row = answer.table.rows[0]._replace(model=None, name="x" * 400)
    table = replace(answer.table, rows=(row,) * 50)

    message = command_message(replace(answer, table=table))

    assert [] == problems(message)
    assert "rows left out: ask for fewer models at once." in shown(message)


def test_very_many_lines_stay_within_what_slack_takes() -> None:
    answer = ask_for(EstimateAnswer, ESTIMATES["volume"])
    (part,) = answer.estimate.parts
    estimate = Estimate((part,) * 300, answer.estimate.total)

    for render in FACES.values():
        for message in render(replace(answer, estimate=estimate)):
            assert [] == problems(message)


def test_a_headline_too_long_for_a_title_is_shown_in_full() -> None:
    models = "opus 4.6 vs opus 4.7 vs opus 4.8 vs opus 5 vs sonnet 4.6"
    message = command_message(ask(f"{models}, 5k in, 80% cached, us-only, batch, as of 2026-09-01"))
    headline = message.blocks[0]

    assert "section" == headline["type"]
    assert len(headline["text"]["text"]) > 150
    assert message.text.startswith(headline["text"]["text"])


def test_a_refusal_is_a_sentence_not_a_title() -> None:
    message = command_message(ask("opus 5.5 1M in 1M out fast batch"))

    assert ["section", "rich_text", "rich_text", "context"] == types(message)


@pytest.mark.parametrize("question", [OTHERS["help"], OTHERS["refused"]])
def test_what_holds_no_price_has_no_button(question: str) -> None:
    assert "actions" not in types(command_message(ask(question)))


def test_an_apology_is_one_plain_sentence_in_either_language() -> None:
    assert {"text"} == set(apology("en").as_kwargs())
    assert {"text"} == set(apology("ja").as_kwargs())
    assert apology("en") != apology("ja")
    assert [] == problems(apology("en"))


def test_a_message_is_passed_on_as_arguments() -> None:
    message = Message("text", ({"type": "divider"},))

    assert {"text": "text", "blocks": [{"type": "divider"}]} == message.as_kwargs()
