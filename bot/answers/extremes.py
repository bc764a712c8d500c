"""Where a total has its smallest and its largest value, of all corners of the ranges of a work.

More of anything costs more, and more that is cached, or taken off, costs less: so it is enough to
look where all numbers are at their cheap ends, and where all are at their dear ones. That holds
with every lever, and on every model where no prompts within the ranges become large enough to be
cached: there, and where a prefix is kept alive, every corner is looked at, see `steps`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from bot.query.dealing import whole_of
from bot.query.model import ONE, Scope, Work
from pricing import Model, PriceList, divide

from .contents import with_contents
from .ranges import Steps, at_ends, corners, falls
from .steps import steps_of


class RangesOf:
    """The ranges of a work, whatever is asked of it.

    Attributes:
        work: all of it, where it is a part of a mix whose shares are ranges.
    """

    def __init__(self, work: Work) -> None:
        self.work = whole_of(work)
        self._steps: dict[tuple[object, ...], Steps] = {}
        self._prompts: dict[tuple[object, ...], tuple[Decimal, Decimal]] = {}
        self._outermost: dict[Scope, tuple[Work, ...]] = {}

    @cached_property
    def corners(self) -> tuple[Work, ...]:
        """The work at every combination of the ends of its ranges, the lower ends first."""
        return tuple(corners(self.work))

    def outermost(self, scope: Scope) -> tuple[Work, ...]:
        """The work with all low ends, at its cheapest, and at its dearest."""
        found = self._outermost.get(scope)
        if found is None:
            parts = frozenset(each.part for each in self.work.varied)
            falling = frozenset(each for each in parts if falls(each, scope))
            ends = [frozenset(), falling] if falling else [falling]
            found = tuple(at_ends(self.work, high) for high in (*ends, parts - falling))
            self._outermost[scope] = found
        return found

    def are_even(self, model: Model, scope: Scope) -> bool:
        """Whether totals on `model` are smallest and largest at one of `outermost`."""
        if self.work.prefix or any(each.part == "prompt_size" for each in self.work.varied):
            return False
        return not self._crosses(model, scope)

    def _crosses(self, model: Model, scope: Scope) -> bool:
        """Whether some prompts within the ranges are large enough to be cached, and others not."""
        if model.min_cacheable is None or not self.work.counts:
            return False
        smallest, largest = self._sizes(model, scope)
        return smallest < model.min_cacheable <= largest

    def _sizes(self, model: Model, scope: Scope) -> tuple[Decimal, Decimal]:
        """The tokens of the smallest and of the largest prompt."""
        key = (scope, *(_counts_by(model) if self.work.contents else ()))
        found = self._prompts.get(key)
        if found is None:
            _, *cheapest, dearest = self.outermost(scope)
            low = cheapest[0] if cheapest else self.outermost(scope)[0]
            found = self._prompts[key] = _prompt(low, model, scope), _prompt(dearest, model, scope)
        return found

    def steps(self, model: Model, scope: Scope, prices: PriceList) -> Steps:
        """The values between the ends of the ranges at which the total on `model` turns."""
        if self.are_even(model, scope):
            return {}
        tier = prices.pricing(model.id).tier
        own = model.id if self.work.prefix else None  # whose rates decide as well
        key = (scope, model.min_cacheable, tier and tier.above, own, *_counts_by(model))
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = steps_of(self.work, self.corners, model, scope, prices)
        return found


def _prompt(work: Work, model: Model, scope: Scope) -> Decimal:
    """The tokens of one prompt."""
    tokens = with_contents(work, model)[0].usage.prompt
    if scope is not Scope.TOTAL:
        return tokens
    return divide(tokens, work.requests or ONE)


def _counts_by(model: Model) -> tuple[object, ...]:
    """What decides how many tokens contents take."""
    return model.tokenizer, model.vision
