"""Whether work grows faster than a text is long: 20,000 and 200,000 letters in a free text.

    PYTHONPATH=desktop:. python -m tests.benchmarks.screening.long_texts [--field NAME…] [--way W…]

A declaration of which one text is so long is taken in, sifted, and folded as the finder does:
unbroken, words, figures, signs, other scripts. Prints the time of the processor of both and how
many times the longer one took; ten is what its length says. Nothing is asserted.
"""
# ruff: noqa: T201 (it prints what it measures)

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.services.sample_office import ANALYST, Office, an_office, declared, write_csv

from landwaiter.domain.finding.words import asked, indexed, snippet
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import run

LENGTHS: Final = (20_000, 200_000)
FIELDS: Final = ("description", "consignee_name", "consignee_address", "exporter_name", "docs")
_MADE_OF: Final = {
    "unbroken": "x",
    "vowels": "ue",
    "words": "lathe bearing uranium ",
    "letters": "a b ",
    "figures": "10025-87-3 ",
    "figures unbroken": "1-",
    "amounts": "5,000.00 kg ",
    "blanks": "a" + " " * 999,
    "signs": "(",
    "hyphens": "ab-",
    "dots": "a.b.",
    "slashes": "ab/cd/",
    "marks": "e\u0301",
    "Cyrillic": "Образцовый",
    "Chinese": "哈尔滨工业大学",
    "Arabic": "شركة",
}


def shapes() -> Mapping[str, Callable[[int], str]]:
    """Each shape with what makes a text of so many letters of it."""
    found: dict[str, Callable[[int], str]] = {
        name: lambda length, of=of: (of * length)[:length].strip()  # type: ignore[misc]
        for name, of in _MADE_OF.items()
    }
    found["other words"] = lambda length: " ".join(f"w{no:x}q" for no in range(length // 6))
    return found


def came(office: Office, way: str, path: Path) -> float:
    """The time of the processor that a file takes."""
    deed = TakeIn((path,)) if way == "intake" else Sift((path,))
    begun = time.process_time()
    run(office.session(ANALYST), deed)
    return time.process_time() - begun


def took(way: str, field: str, text: str) -> float:
    """What one text costs; a casebook of its own, warmed by another declaration."""
    if way == "find":
        begun = time.process_time()
        indexed(text)
        snippet(text, asked("needle"))
        return time.process_time() - begun
    folder = Path(tempfile.mkdtemp())
    office = an_office(folder)
    try:
        came(office, way, write_csv(folder / "warm.csv", [declared(lrn="W-1")]))
        return came(
            office, way, write_csv(folder / "a.csv", [declared(lrn="L-1", **{field: text})])
        )
    finally:
        office.close()
        shutil.rmtree(folder)


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--field", nargs="*", default=FIELDS)
    said.add_argument("--way", nargs="*", default=("find", "intake", "sift"))
    given = said.parse_args()
    print("| way | text | of | s at 20,000 | s at 200,000 | times |\n|---|---|---|---:|---:|---:|")
    for way in given.way:
        for field in given.field if way != "find" else ("any",):
            for name, made in shapes().items():
                short, long = (took(way, field, made(length)) for length in LENGTHS)
                ratio = long / max(short, 0.001)
                row = f"| {way} | {field} | {name} | {short:.2f} | {long:.2f} | {ratio:.1f} |"
                print(row, flush=True)


if __name__ == "__main__":
    main()
