"""What a person asks: the complete questions, one small type a kind.

A query is what `parse` and `complete` make of a text, and all that `answers` needs. It
holds no day of its own unless the person named one, and no prices: which model "sonnet"
is, and what it costs, is decided when the query is answered.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pricing import Arrivals, Lever, Modifier, Period, TextUnit, Ttl, Unit, Usage, exactly

if TYPE_CHECKING:
    from collections.abc import Iterable


ONE = Decimal(1)
HALF, NINE_TENTHS = Decimal("0.5"), Decimal("0.9")
DAY_HOURS = Decimal(24)
FEWEST_CACHED = Decimal(512)
"""Tokens: no model caches a shorter prompt, so that a smaller number is hardly of tokens."""
MOST_OF_ONE = Decimal(1_000_000)
"""Tokens: no model takes more in one request, so that a larger amount is a total."""
REQUESTS = "requests"
"""What is counted, where no other noun was used."""


class Named(Struct, frozen=True):
    """One model of the book, by its id; `spelling` is how its canonical text calls it."""

    id: str
    spelling: str

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return self.id


class Newest(Struct, frozen=True):
    """The newest model of a family on the day: "sonnet"."""

    family: str

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return f"the newest {self.family}"


class Foreign(Struct, frozen=True):
    """Another vendor's model: named in a comparison, never priced."""

    name: str

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return "another vendor's model"


class Following(Struct, frozen=True):
    """What replaces a model: the one that the vendor names, else the newest of its family."""

    of: Named | Newest

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return f"the successor of {self.of.heard}"


class Group(Struct, frozen=True):
    """Several models at once: the newest of each family, or all that are sold (of a family).

    `without`: those that are left out; "fable" leaves out the whole family.
    """

    which: Literal["current", "all"]
    family: str | None = None
    without: tuple[Named | Newest | Following, ...] = ()

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return f"{self.which} {self.family} models" if self.family else f"{self.which} models"

    def less(self, out: Iterable[Named | Newest | Following]) -> Group:
        """The same without these as well."""
        return replace(self, without=tuple(dict.fromkeys((*self.without, *out))))


OneModel = Named | Newest | Following
ModelChoice = Named | Newest | Following | Group | Foreign


class Scope(StrEnum):
    """What token amounts beside a number of requests are meant for."""

    EACH = "each"
    TOTAL = "total"
    UNMARKED = "unmarked"
    """Not said: per request, unless no request could be that large."""


class Counted(NamedTuple):
    """So many of something that is a request, or that makes some: 500 users, 20 messages."""

    number: Decimal
    noun: str = REQUESTS


SCHEDULED = {
    "seconds": Period.SECOND,
    "minutes": Period.MINUTE,
    "hours": Period.HOUR,
    "days": Period.DAY,
    "business days": Period.BUSINESS_DAY,
    "weeks": Period.WEEK,
    "months": Period.MONTH,
    "quarters": Period.QUARTER,
}
"""What a rate can be multiplied with, by its noun: 8 hours of "10 an hour, 8 hours a day"."""


class Bounds(NamedTuple):
    """The ends of a range: "5-10k", "±20%"."""

    low: Decimal
    high: Decimal


class Varied(NamedTuple):
    """One number of the work that was said as a range.

    Attributes:
        part: which one: a unit, "prompt_size", "cached", "off" for a discount, "count 0" for
            the first count, "content 0" for the first images or text, "share 0" for that of the
            first part of a mix, or the prefix: on top of the rest of the input, or within it.
        bounds: its ends.
        centred: whether the work holds its middle ("10k ±20%"); else it holds the low end.
    """

    part: str
    bounds: Bounds
    centred: bool = False


OFF = "off"
"""The range of a discount."""
SHARE = "share"
"""The range of how much of the work a part of a mix is, with the place of the part behind it."""
PREFIX, WITHIN = "prefix", "prefix_within"
"""The range of a prefix on top of the rest of the input, and of one within it."""


class Images(NamedTuple):
    """So many images of one size in pixels."""

    number: Decimal
    width: int
    height: int

    def leaves_next_to_nothing(self, tokens: Iterable[Decimal]) -> bool:
        """Whether so many tokens are hardly those beside all of the images together."""
        return self.number > ONE and all(each < self.number for each in tokens)


class Text(NamedTuple):
    """So much English text, as input or output."""

    quantity: Decimal
    unit: TextUnit
    side: Literal[Unit.INPUT, Unit.OUTPUT] = Unit.INPUT


Content = Images | Text
"""What takes tokens, but how many depends on the model."""


def many_of(content: Content) -> Decimal:
    """How many images, words, characters or pages it is."""
    return content.number if isinstance(content, Images) else content.quantity


Many = TypeVar("Many", Counted, Images, Text, Content)


def with_many(some: Many, many: Decimal) -> Many:
    """So many of the same."""
    if isinstance(some, Text):
        return some._replace(quantity=many)
    return some._replace(number=many)


class Prefix(NamedTuple):
    """The part of every prompt that is the same, and cached; it is part of the input.

    Attributes:
        tokens: how large it is.
        ttl: how long the cache entry lives.
        hours: of a day, in which the requests come.
        arrivals: whether they are evenly spaced, or come at random.
    """

    tokens: Decimal
    ttl: Ttl = Ttl.FIVE_MINUTES
    hours: Decimal = DAY_HOURS
    arrivals: Arrivals = Arrivals.EVEN


class Over(NamedTuple):
    """What a rate is answered for: 3 months."""

    times: Decimal
    period: Period


MONTHLY = Over(ONE, Period.MONTH)
"""What a rate is answered for unless something else is asked."""


class PartOfPrompt(NamedTuple):
    """So many tokens of what goes in, and what they are called: "context"; "" for no name."""

    name: str
    tokens: Decimal


class Work(Struct, frozen=True):
    """What is asked of a model, whichever it is.

    Attributes:
        usage: the amounts as said; beside a number of requests, `scope` says what for.
        counts: how many requests: the product of these; empty for a volume over an unknown
            number.
        scope: only meaningful beside `counts`.
        cached: share of the input tokens that are cache reads; None where not asked.
        modifiers: batch, fast, US-only, regional.
        prompt_tokens: the size of one request's prompt, where it was said.
        discount: a negotiated discount on token prices, as a share.
        contents: images and texts, beside the tokens of `usage`.
        prefix: what every prompt begins with, cached, where it was said; part of the input.
        per: the period that the requests, or the volume, come in; None where there is none.
        over: what is asked for; only beside `per`, None is a month.
        varied: the numbers that were said as ranges.
        thinking: how much of the output was said apart, as thinking on top of the rest.
        share: how much of the requests, or of the volume, this is, where it is a part of a mix
            whose shares are ranges; with these at their low ends.
        made_of: what the input of one request was summed up of, so that a part can change.
    """

    usage: Usage
    counts: tuple[Counted, ...] = ()
    scope: Scope = Scope.UNMARKED
    cached: Decimal | None = None
    modifiers: frozenset[Modifier] = frozenset()
    prompt_tokens: Decimal | None = None
    discount: Decimal = Decimal(0)
    contents: tuple[Content, ...] = ()
    prefix: Prefix | None = None
    per: Period | None = None
    over: Over | None = None
    varied: tuple[Varied, ...] = ()
    thinking: Decimal = Decimal(0)
    share: Decimal = ONE
    made_of: tuple[PartOfPrompt, ...] = ()

    @property
    def requests(self) -> Decimal | None:
        """How many requests, in each `per` where there is one; None for a volume."""
        return product(self.counts) if self.counts else None

    @property
    def visible_output(self) -> Decimal:
        """The output tokens, without those that were said as thinking."""
        with exactly():
            return self.usage.output - self.thinking

    @property
    def amounts(self) -> Iterable[tuple[Unit, Decimal]]:
        """What is used of each unit, and what may be: of "0 to 500 out" the low end is none."""
        if not self.varied:
            return self.usage
        given = dict(self.usage)
        units = {each.part for each in self.varied}.union(given)
        return [(unit, given.get(unit, Decimal(0))) for unit in Unit if unit in units]


def said_input(work: Work) -> tuple[Decimal, Varied | None]:
    """The input as it is said, with its range: without a prefix that is a range on top of it."""
    varied = _varied(work, Unit.INPUT)
    if work.prefix is None or not _varied(work, PREFIX):
        return work.usage.input, varied
    with exactly():
        behind = work.usage.input - work.prefix.tokens
        if varied is None:
            return behind, None
        low, high = (each - work.prefix.tokens for each in varied.bounds)
    return behind, varied._replace(bounds=Bounds(low, high))


def whole_input(work: Work) -> tuple[Decimal, Varied | None]:
    """All of the input, with its range: what a prefix on top of the rest adds is in it."""
    varied, on_top = _varied(work, Unit.INPUT), _varied(work, PREFIX)
    if work.prefix is None or on_top is None:
        return work.usage.input, varied
    said = varied or Varied(Unit.INPUT.value, Bounds(*(work.usage.input,) * 2), centred=True)
    with exactly():
        low, high = (
            end + by - work.prefix.tokens
            for end, by in zip(said.bounds, on_top.bounds, strict=True)
        )
    centred = said.centred and on_top.centred
    return work.usage.input, Varied(said.part, Bounds(low, high), centred)


def is_of_share(varied: Varied) -> bool:
    """Whether it is a range of how much of the work a part of a mix is."""
    return varied.part.startswith(SHARE)


def _varied(work: Work, part: str) -> Varied | None:
    return next((each for each in work.varied if each.part == part), None)


def product(counts: tuple[Counted, ...]) -> Decimal:
    """All of `counts` multiplied; asked for often, and mostly of one."""
    if len(counts) == 1:
        return counts[0].number
    with exactly():
        return reduce(Decimal.__mul__, (each.number for each in counts), ONE)


def counted_days(counts: tuple[Counted, ...]) -> Decimal | None:
    """The days of a longer period on which work is done: 22 in `50/day x 22 days/month`."""
    return next((each.number for each in counts[1:] if each.noun in _OF_A_DAY), None)


_OF_A_DAY = frozenset({"days", "business days"})


class Currency(NamedTuple):
    """Another currency that dollars are shown in as well.

    Attributes:
        code: such as "JPY".
        per_usd: the rate that was said; None: the reference rate of the day.
    """

    code: str
    per_usd: Decimal | None = None


class Money(NamedTuple):
    """An amount of money; from `amount` to `high` where it was said as a range."""

    amount: Decimal
    code: str = "USD"
    high: Decimal | None = None


class Contrast(NamedTuple):
    """Levers that are set against each other.

    Attributes:
        mode: "every": all there are; "saved": the work without those that are named, and with
            them; "versus": each that is named; "sided": each model of several with its own.
        levers: the named ones; of models with their own, one for each, in their order. Beside
            them the work keeps its own.
    """

    mode: Literal["every", "saved", "versus", "sided"]
    levers: tuple[Lever, ...] = ()


class SameText(NamedTuple):
    """That the models are to do the same text, not the same number of tokens.

    `counted_on`: the model whose tokens the amounts are; None: the first of an older tokenizer.
    """

    counted_on: OneModel | None = None


class EstimateQuery(Struct, frozen=True):
    """What does this work cost on this model?

    Attributes:
        model: which one.
        work: what it does.
        day: the day whose rates were asked for.
        currency: another currency to show dollars in.
        contrast: levers to be set against each other, but for "versus".
        whole: the sum of which this part was asked about, so that the next can be.
    """

    model: OneModel
    work: Work
    day: date | None = None
    currency: Currency | None = None
    contrast: Contrast | None = None
    whole: MixQuery | None = None


class ComparisonQuery(Struct, frozen=True):
    """What does this work cost on each of these models, or with each of these levers?

    Attributes:
        models: which ones.
        work: what each of them does.
        day: the day whose rates were asked for.
        currency: another currency to show dollars in.
        contrast: levers to be set against each other.
        same_text: that it is the same text on each.
    """

    models: tuple[ModelChoice, ...]
    work: Work
    day: date | None = None
    currency: Currency | None = None
    contrast: Contrast | None = None
    same_text: SameText | None = None


class Part(NamedTuple):
    """The work of one model in a mix."""

    model: OneModel
    work: Work


class MixQuery(Struct, frozen=True):
    """What does all of this cost together, each part on its own model?

    `contrast`: levers to be set against each other, all of them or those that are saved by.
    """

    parts: tuple[Part, ...]
    day: date | None = None
    currency: Currency | None = None
    contrast: Contrast | None = None


class BudgetQuery(Struct, frozen=True):
    """What does so much money buy on each of these models, or on a mix of them?

    With a number of requests or a volume: is it enough for that? Without: for how many
    requests of this size?

    Attributes:
        models: which ones; one alone is asked about, several are compared.
        work: one request's, or all of it.
        limit: the budget.
        per: the period it is for; None for once.
        fits: whether the work is all of it, and is to fit.
        noun: what is counted where it is not: requests, or whoever sends those of the work.
        day: the day whose rates were asked for.
        currency: another currency to show dollars in.
        contrast: levers that are set against each other; beside them the work keeps its own.
        others: the other parts of a mix, whose first is `work` on the one model of `models`. Of
            a request, each part has its share: 0.7 requests on the one model, 0.3 on the other.
        cached_share: whether it is asked how much of the input must be cached for it to fit.
        lasts: whether it is asked how long it lasts, with this work each day.
    """

    models: tuple[ModelChoice, ...]
    work: Work
    limit: Money
    per: Period | None = None
    fits: bool = False
    day: date | None = None
    currency: Currency | None = None
    noun: str = REQUESTS
    contrast: Contrast | None = None
    others: tuple[Part, ...] = ()
    cached_share: bool = False
    lasts: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a mix; none where the work is all on one model."""
        if not self.others:
            return ()
        return (Part(self.models[0], self.work), *self.others)  # type: ignore[arg-type]  # no group has a part

    @property
    def works(self) -> tuple[Work, ...]:
        """The work, part by part where it is that of a mix."""
        return (self.work, *(each.work for each in self.others))

    @property
    def counts_requests(self) -> bool:
        """Whether it is asked how many requests there can be."""
        shared_out = self.others and self.noun == REQUESTS
        return not self.fits and bool(shared_out or not self.work.counts)

    @property
    def counts_senders(self) -> bool:
        """Whether it is asked how many there can be of those who send requests."""
        return not (self.fits or self.counts_requests)


class TokenBudgetQuery(Struct, frozen=True):
    """How many tokens does so much money buy on each of these models?

    Attributes:
        models: which ones; one alone is asked about, several are compared.
        limit: the budget.
        per: the period it is for; None for once.
        units: of which kinds.
        modifiers: batch, fast, US-only, regional.
        discount: a negotiated discount on token prices, as a share.
        day: the day whose rates were asked for.
        currency: another currency to show dollars in.
    """

    models: tuple[ModelChoice, ...]
    limit: Money
    per: Period | None = None
    units: tuple[Unit, ...] = (Unit.INPUT, Unit.OUTPUT)
    modifiers: frozenset[Modifier] = frozenset()
    discount: Decimal = Decimal(0)
    day: date | None = None
    currency: Currency | None = None


class BreakEvenQuery(Struct, frozen=True):
    """When does caching pay off on these models?

    Attributes:
        models: which ones; one alone is asked about, several stand beside each other.
        day: the day whose rates were asked for.
        work: requests that share a prefix, which each life of a cache is compared for; a
            prefix alone, whose requests are not known, has no number of them.
        currency: another currency to show dollars in.
        hit_share: the share of requests that hit, where it is asked whether that is enough.
    """

    models: tuple[ModelChoice, ...]
    day: date | None = None
    work: Work | None = None
    currency: Currency | None = None
    hit_share: Decimal | None = None


class TokensQuery(Struct, frozen=True):
    """How many tokens do these contents take on these models?

    `varied`: the contents whose number was said as a range.
    """

    contents: tuple[Content, ...]
    models: tuple[ModelChoice, ...]
    day: date | None = None
    varied: tuple[Varied, ...] = ()

    @property
    def work(self) -> Work:
        """The contents alone."""
        return Work(Usage(), contents=self.contents, varied=self.varied)


class ExplainQuery(Struct, frozen=True):
    """How does this part of pricing work?

    Attributes:
        topics: the one that fits best comes first.
        models: those it was asked of, another vendor's included.
        unused: numbers that were said, and change nothing about it; not part of the query.
    """

    topics: tuple[str, ...]
    models: tuple[OneModel | Foreign, ...] = ()
    unused: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether the same is asked, whatever numbers were said beside it."""
        return isinstance(other, ExplainQuery) and self._asked == other._asked

    def __hash__(self) -> int:
        """As `__eq__`."""
        return hash(self._asked)

    @property
    def _asked(self) -> tuple[object, ...]:
        return self.topics, self.models


class AdviceQuery(Struct, frozen=True):
    """Which model for this task?

    Attributes:
        task: what it is for, by its key in the data; None where it was not said.
        work: how much of it, where amounts were given.
        day: the day whose rates were asked for.
        models: those that were named, to be shown beside the choices.
    """

    task: str | None = None
    work: Work | None = None
    day: date | None = None
    models: tuple[OneModel, ...] = ()


class RatesQuery(Struct, frozen=True):
    """What are the published rates of these models?"""

    models: tuple[ModelChoice, ...]
    day: date | None = None
    currency: Currency | None = None


class ModelsQuery(Struct, frozen=True):
    """Which models are there?"""

    which: Literal["current", "all", "retired"] = "all"
    day: date | None = None


HistoryKind = Literal["history", "changes", "coming", "lifecycle"]
ChangeKind = Literal["prices", "releases", "retirements", "fast"]


class HistoryQuery(Struct, frozen=True):
    """How did models and their prices change, and what is to come?

    Attributes:
        which: the prices of models over time; what changed; what is known to come; or the life
            of models, from release to retirement.
        models: which ones, a family being all of its models; none: all. A history and a
            lifecycle are of some.
        only: changes of one kind alone, where it is not about prices over time.
        since: the first day that counts.
        until: the last day that counts.
    """

    which: HistoryKind
    models: tuple[Named | Newest, ...] = ()
    only: ChangeKind | None = None
    since: date | None = None
    until: date | None = None


class HelpQuery(Struct, frozen=True):
    """How is this used? `unread`: a text that said nothing about costs, to be quoted."""

    unread: str | None = None


Query = (
    EstimateQuery
    | ComparisonQuery
    | MixQuery
    | BudgetQuery
    | TokenBudgetQuery
    | BreakEvenQuery
    | TokensQuery
    | ExplainQuery
    | AdviceQuery
    | RatesQuery
    | ModelsQuery
    | HistoryQuery
    | HelpQuery
)
