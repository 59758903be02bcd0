"""What screening found, written for other programs: JSON as the command line prints it, or CSV.

A cell never begins with a sign that a spreadsheet takes for a formula, and nothing of a
confidential list is named.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from landwaiter.services.base.csv_text import write_csv_rows
from landwaiter.services.hits.screening_jobs import ScreeningResult
from landwaiter.services.hits.screening_output import result_json, without_confidence
from landwaiter.ui.kit.figures import of_one
from landwaiter.whole_file import whole_file

CSV_COLUMNS = (
    "query",
    "id",
    "country",
    "list",
    "edition",
    "listing_id",
    "name",
    "matched_name",
    "score",
    "claim",
    "reasons",
)


def write_results(path: Path, results: Iterable[ScreeningResult], form: str) -> int:
    """How many names were written; `form` is `json` or `csv`. The whole file or none."""
    with whole_file(path) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        return _FORMS[form](file, map(without_confidence, results))


def _as_json(file: TextIO, results: Iterable[ScreeningResult]) -> int:
    count = 0
    for count, result in enumerate(results, start=1):
        text = json.dumps([result_json(result)], ensure_ascii=False, indent=1)
        file.write("[" if count == 1 else ",")
        file.write(text[1:-2])
    file.write("\n]\n" if count else "[]\n")
    return count


def _as_csv(file: TextIO, results: Iterable[ScreeningResult]) -> int:
    """One line per hit, and one for a name without any."""
    count = 0

    def lines() -> Iterator[Iterable[str]]:
        nonlocal count
        for result in results:
            count += 1
            yield from _lines(result)

    write_csv_rows(file, CSV_COLUMNS, lines())
    return count


_FORMS: Mapping[str, Callable[[TextIO, Iterable[ScreeningResult]], int]] = {
    "json": _as_json,
    "csv": _as_csv,
}


def _lines(result: ScreeningResult) -> Iterator[Iterable[str]]:
    asked = (result.query.name, result.query.id or "", result.query.country or "")
    if not result.hits:
        yield (*asked, *[""] * (len(CSV_COLUMNS) - len(asked)))
    for hit in result.hits:
        reasons = "; ".join(
            f"{one.feature} {of_one(one.score)}: {one.detail}" for one in hit.match.reasons
        )
        match = hit.match
        yield (
            *asked,
            hit.list,
            hit.edition,
            match.listing_id,
            hit.name,
            match.matched_name,
            of_one(match.score),
            hit.claim,
            reasons,
        )
