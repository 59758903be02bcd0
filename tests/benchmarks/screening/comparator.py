"""nomenklatura in an environment of its own, and rapidfuzz beside it.

nomenklatura needs PyICU, which is compiled: `libicu-dev`, `pkg-config` and a C++ compiler.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from rapidfuzz import fuzz, utils

from landwaiter.errors import Unavailable

Block = tuple[str, str, Sequence[str]]
"""Schema, name asked, names it is held against."""
Scored = tuple[list[int], float]
"""Thousandths for each name of a block, and seconds of the processor for all of them."""
Scorer = Callable[[Sequence[Block]], Iterator[Scored]]

_PLACE = Path(__file__).resolve().parents[3] / ".comparator"
_MADE = _PLACE / "complete"
"""Stands there once all is installed: what was interrupted is made anew."""
_NEEDS = ("nomenklatura==4.17.4",)
_WORKER = Path(__file__).with_name("comparator_worker.py")
_REMEDY = "apt install libicu-dev pkg-config g++ python3-venv, then run it again."


def environment() -> Path:
    """The comparator's Python, made on first use; `LANDWAITER_COMPARATOR` names a ready one."""
    ready = os.environ.get("LANDWAITER_COMPARATOR")
    python = Path(ready or _PLACE) / "bin" / "python"
    if ready or _MADE.exists():
        return python
    made = (
        [sys.executable, "-m", "venv", "--clear", str(_PLACE)],
        [str(python), "-m", "pip", "install", "--quiet", *_NEEDS],
    )
    for command in made:
        if subprocess.run(command, check=False).returncode:
            raise Unavailable("nomenklatura could not be installed.", remedy=_REMEDY)
    _MADE.touch()
    return python


class LogicV2:
    """nomenklatura's logic-v2 in one process of its own, because it takes long to start."""

    def __init__(self) -> None:
        self._worker = subprocess.Popen(
            [str(environment()), str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._worker.communicate()

    def __call__(self, blocks: Sequence[Block]) -> Iterator[Scored]:
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        stdin = self._worker.stdin

        def feed() -> None:
            for block in blocks:
                stdin.write(json.dumps(block) + "\n")
            stdin.flush()

        feeder = Thread(target=feed, daemon=True)
        feeder.start()
        answered = 0
        for line in islice(self._worker.stdout, len(blocks)):
            scores, seconds = json.loads(line)
            yield [round(1000 * score) for score in scores], seconds
            answered += 1
        if answered < len(blocks):
            asked = blocks[answered][1]
            raise Unavailable(f"nomenklatura ended at the name {asked!r}.", remedy=_REMEDY)
        feeder.join()


def w_ratio(blocks: Sequence[Block]) -> Iterator[Scored]:
    """rapidfuzz's WRatio with its default clean-up."""
    for _, name, others in blocks:
        begun = time.process_time()
        asked = utils.default_process(name)
        scores = [round(10 * fuzz.WRatio(asked, utils.default_process(other))) for other in others]
        yield scores, time.process_time() - begun
