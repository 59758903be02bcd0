"""Work in many steps: what earlier ones left is not searched for garbage again and again."""

import gc
from types import TracebackType


class LongRun:
    """From the second step on, holds what is in memory until the run ends: to look through it for
    what may go would take a tenth of the time.
    """

    def __init__(self) -> None:
        self._steps = 0

    def __enter__(self) -> "LongRun":
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
        if self._steps > 1:
            # What the run left is looked through once, and the rest is held as since the start.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
