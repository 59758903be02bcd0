"""nomenklatura in an environment of its own, and rapidfuzz beside it.

nomenklatura needs PyICU, which is compiled: `libicu-dev`, `pkg-config` and a C++ compiler.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Thread

from rapidfuzz import fuzz, utils

from landwaiter.errors import Unavailable

Block = tuple[str, str, Sequence[str]]
"""Schema, name asked, names it is held against."""

_PLACE = Path(__file__).resolve().parents[3] / ".comparator"
_NEEDS = ("nomenklatura==4.17.4",)
_WORKER = Path(__file__).with_name("comparator_worker.py")


def environment() -> Path:
    """The comparator's Python, made on first use; `LANDWAITER_COMPARATOR` names a ready one."""
    ready = os.environ.get("LANDWAITER_COMPARATOR")
    python = Path(ready or _PLACE) / "bin" / "python"
    if python.exists():
        return python
    made = (
        [sys.executable, "-m", "venv", str(_PLACE)],
        [str(python), "-m", "pip", "install", "--quiet", *_NEEDS],
    )
    for command in made:
        if subprocess.run(command, check=False).returncode:
            raise Unavailable(
                "nomenklatura could not be installed.",
                remedy="apt install libicu-dev pkg-config g++ python3-venv, then run it again.",
            )
    return python


def logic_v2(blocks: Iterable[Block]) -> Iterator[list[int]]:
    """Thousandths of logic-v2 for each block, in order."""
    command = [str(environment()), str(_WORKER)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        stdin = worker.stdin

        def feed() -> None:
            for schema, name, others in blocks:
                stdin.write(json.dumps([schema, name, list(others)]) + "\n")
            stdin.close()

        feeder = Thread(target=feed)
        feeder.start()
        for line in worker.stdout:
            yield [round(1000 * score) for score in json.loads(line)]
        feeder.join()


def w_ratio(blocks: Iterable[Block]) -> Iterator[list[int]]:
    """Thousandths of rapidfuzz's WRatio with its default clean-up."""
    for _, name, others in blocks:
        cleaned = utils.default_process(name)
        yield [round(10 * fuzz.WRatio(cleaned, utils.default_process(other))) for other in others]
