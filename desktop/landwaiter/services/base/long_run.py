"""Work in many steps: what earlier ones left is not searched for garbage again and again."""

import gc
from types import TracebackType
from typing import Final

_BETWEEN: Final = 20_000
"""Objects that come, and stay, before the newest are looked through: work goes through thousands
for each of its steps, and next to none of them wait for that to be given back."""


class LongRun:
    """From the second step on, holds what is in memory until the run ends: to look through it for
    what may go would take a tenth of the time.
    """

    def __init__(self) -> None:
        self._steps = 0
        self._before = gc.get_threshold()

    def __enter__(self) -> "LongRun":
        self._before = gc.get_threshold()
        gc.set_threshold(max(_BETWEEN, self._before[0]), *self._before[1:])
        return self

    def step(self) -> None:
        """Another step is done."""
        self._steps += 1
        if self._steps > 1:
            # All that is not held yet: what is held once is never given back while the run goes on.
            gc.collect()
            gc.freeze()

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        gc.set_threshold(*self._before)
        if self._steps > 1:
            # What the run left is looked through once, and the rest is held as since the start.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
