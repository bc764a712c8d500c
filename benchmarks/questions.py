"""Questions to measure with: as many as wanted, all of them different."""

from collections.abc import Iterator
from itertools import cycle, islice

_MODELS = (
    *("opus 5.5", "sonnet 5.5", "haiku 5.5", "sonnet-4", "opus 4.8", "claude-sonnet-4-6"),
    *("Claude Opus 5", "haiku 4.5", "claude-fable-5-2", "sonnet 4.5", "opus 4.5", "sonnet 5"),
)
_TERMS = ("", " cached", " batch", " 80% cached", " 35% cached, batch")
_LINES = (
    "{model} {input}k in {output}k out{terms}",
    "how much is {input},000 in and {output},000 out on {model}{terms}?",
    "{model}, {count} requests, {small_in} in {small_out} out each{terms}",
    "{model} vs {other}, {input}k in {output}k out",
    "{input}k in / {output}k out{terms}, {model}",
    "{model}: {share}% cached, {input}k in and {output}k out",
    "compare {model}, {other} and {third} at {input}k in and {output}k out",
    "{count} requests of {small_in} in and {small_out} out on {model}{terms}",
)

# At least sixty words each.
_MENTIONS = (
    """\
In the {noun} review yesterday we agreed that the new support assistant should read the whole \
ticket history before it answers, so we now expect about {input}k in and {output}k out on {model}, \
most of it shared between the tickets and therefore {share}% cached, and since nobody waits for \
these answers we would like to know what that comes to as a batch""",
    """\
Hi, we talked about the {noun} assistant this morning, and before anybody signs off on the design \
we would like to see numbers: the job will send {count} requests, each with {small_in} in \
and {small_out} out, and the plan is to run it on {model} as a batch, because nobody is waiting \
for the answers at that time of the day""",
    """\
Thanks for the notes on the {noun} proposal. The team still wonders whether the larger model is \
worth it, so please put {model} and {other} side by side for {input}k in and {output}k out, which \
is roughly what the pilot has used so far, and tell us what we would save if {share}% of the input \
were cached while all else stays just as it is""",
)
_NOUNS = (
    *("harbour", "meadow", "lantern", "orchard", "compass", "granite", "willow", "saffron"),
    *("falcon", "juniper", "marble", "thunder", "velvet", "copper", "island", "pepper"),
)
_PROSE = (
    "The team met in the morning and went through what customers had written to us lately.",
    "Most of them like the new page, although some would rather see the old menu again.",
    "We agreed to keep the layout for now and to look at it again after the move.",
    "Anna showed how the search works today and where people give up before they find anything.",
    "Nobody could say why the report was late, so Peter will ask the people in the other office.",
    "It was also said that the manual needs a chapter about moving from the older product.",
    "For the next round we want fewer slides and more time to talk about open questions.",
)


def lines(count: int, start: int = 0) -> list[str]:
    """Questions of a line, as they follow the slash command."""
    return [_filled(form, index) for index, form in _numbered(_LINES, count, start)]


def mentions(count: int, start: int = 0) -> list[str]:
    """Questions in a message of sixty words."""
    return [_filled(form, index) for index, form in _numbered(_MENTIONS, count, start)]


def letters(count: int, length: int, start: int = 0) -> list[str]:
    """Questions behind prose, about `length` characters in all."""
    return [_letter(line, index, length) for index, line in enumerate(lines(count, start))]


def _numbered(forms: tuple[str, ...], count: int, start: int) -> Iterator[tuple[int, str]]:
    return ((index, forms[index % len(forms)]) for index in range(start, start + count))


def _letter(question: str, index: int, length: int) -> str:
    prose: list[str] = []
    left = length - len(question)
    for sentence in islice(cycle(_PROSE), index, None):
        if len(sentence) >= left:
            break
        prose.append(sentence)
        left -= len(sentence) + 1
    return " ".join([*prose, question])


def _filled(form: str, index: int) -> str:
    return form.format(
        model=_MODELS[index % len(_MODELS)],
        other=_MODELS[(index + 5) % len(_MODELS)],
        third=_MODELS[(index + 7) % len(_MODELS)],
        terms=_TERMS[index % len(_TERMS)],
        noun=_NOUNS[index % len(_NOUNS)],
        # Steps without a common divisor: what they make repeats after very many.
        input=100 + index * 7919 % 899,
        output=100 + index * 613 % 887,
        count=2 + index * 104_729 % 9973,
        small_in=50 + index * 31 % 3989,
        small_out=50 + index * 17 % 1987,
        share=5 + index * 13 % 89,
    )
