"""A memory that neither grows for ever nor holds anything for ever."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Expiring(Generic[K, V]):
    """The `size` newest entries, each for at most `seconds`."""

    def __init__(
        self, size: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = size
        self._seconds = seconds
        self._clock = clock
        # A dict keeps the order of its entries, so the first is always the oldest.
        self._entries: dict[K, tuple[float, V]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: K) -> bool:
        return self.get(key) is not None

    def __setitem__(self, key: K, value: V) -> None:
        self.discard(key)
        self._entries[key] = (self._clock() + self._seconds, value)
        self._forget_the_oldest()

    def get(self, key: K) -> V | None:
        """What was kept under `key`, None where nothing was or it is too long ago."""
        end, value = self._entries.get(key, (0.0, None))
        return value if value is not None and self._clock() < end else None

    def discard(self, key: K) -> None:
        """Forget `key`, if it is there."""
        self._entries.pop(key, None)

    def _forget_the_oldest(self) -> None:
        now = self._clock()
        while self._entries:
            oldest = next(iter(self._entries))
            if len(self._entries) <= self._size and now < self._entries[oldest][0]:
                return
            del self._entries[oldest]
