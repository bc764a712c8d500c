"""A comparison of models, each with the lever that was said of it: one in a batch, one live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from bot.query.model import Contrast

from .contrast import Remarks, Side, cell, drivers_of_first, sides_of, with_lever
from .costing import Costing
from .notes import of_fast, of_work
from .table import ranked, remarks_of
from .types import Cell, Compared, ComparisonAnswer, Note, Row, SummaryTable


def with_own_levers(
    answer: ComparisonAnswer, contrast: Contrast, asked: Costing
) -> ComparisonAnswer:
    """`answer` with each model at its own lever, and the levers of the others beside that.

    Args:
        answer: the models, in the order of their levers.
        contrast: one lever for each.
        asked: the work, with what is cached where anything is.
    """
    found = sides_of(contrast, asked)
    by_lever = dict(zip(dict.fromkeys(contrast.levers), found, strict=True))
    own = [by_lever[each] for each in contrast.levers]
    pairs = list(zip(answer.compared, own, strict=True))
    currency = answer.query.currency
    remarks = partial(remarks_of, prices=asked.prices, today=answer.frame.today)
    compared = tuple(
        with_lever(each, each.model, side, currency) if each.model else each for each, side in pairs
    )
    return replace(
        answer,
        compared=compared,
        table=ranked(
            SummaryTable(
                tuple(each.lever for each in found),
                tuple(_row(each, side, found, remarks) for each, side in pairs),
            )
        ),
        drivers=drivers_of_first(compared, found),
        notes=(
            *_notes_of_work(answer, pairs),
            *of_fast((each.estimate for each in compared), answer.frame),
        ),
    )


def _notes_of_work(
    answer: ComparisonAnswer, pairs: Sequence[tuple[Compared, Side]]
) -> Iterator[Note]:
    """The notes, of which those on the work are said anew of each model at its own lever."""
    found = [
        note
        for each, side in pairs
        if each.model and each.estimate
        for note in of_work(side.costing, [each.model])
    ]
    for code in _OF_WORK:
        yield from [note for note in found if note.code == code][:1]
    yield from (note for note in answer.notes if note.code not in _OF_WORK)


_OF_WORK = ("totals_not_per_request", "cached_share")


def _row(compared: Compared, own: Side, found: Iterable[Side], remarks: Remarks) -> Row:
    """One model with every lever, its own one marked; another vendor's with none."""
    model = compared.model
    if model is None:
        nothing = (Cell(each.lever, None, compared.reason, each is own) for each in found)
        return Row(None, compared.name, (), tuple(nothing))
    cells = (cell(each._replace(asked=each is own), model) for each in found)
    return Row(model, model.name, remarks(model), tuple(cells))
