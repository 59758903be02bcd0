"""How long a letter takes once the program has started: drafted, drawn, issued.

    python -m tests.benchmarks.letters [--times 20]

Prints milliseconds of processor, the median and the most, as a Markdown table. The goal for a
letter is 100 ms.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.services import sample_office as sample
from tests.services.act_examples import ON_TRACK_L
from tests.services.letters.letter_office import drafted, issued, with_texts
from tests.services.sample_office import Office

from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.services.letters.letter_output import write_draft


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="landwaiter-letters-") as folder:
        office = sample.an_office(Path(folder))
        with_texts(office)
        ON_TRACK_L(office)
        say("| a hold notice of two items | median ms | most ms |")
        say("|---|---|---|")
        for name, does in _measured(office, Path(folder)):
            does(0)
            taken = sorted(_milliseconds(does, number) for number in range(1, times + 1))
            say(f"| {name} | {statistics.median(taken):.0f} | {taken[-1]:.0f} |")
        office.close()
    return 0


def _measured(office: Office, folder: Path) -> tuple[tuple[str, Callable[[int], object]], ...]:
    draft = drafted(office, LetterKind.HOLD)
    return (
        ("its words", lambda _number: drafted(office, LetterKind.HOLD)),
        ("its pages", lambda number: write_draft(draft, folder / f"draft-{number}.pdf")),
        ("issued", lambda number: issued(office, LetterKind.HOLD, folder / f"{number}.pdf")),
    )


def _milliseconds(does: Callable[[int], object], number: int) -> float:
    begun = time.process_time()
    does(number)
    return (time.process_time() - begun) * 1000


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # figures for a person


if __name__ == "__main__":
    sys.exit(main())
