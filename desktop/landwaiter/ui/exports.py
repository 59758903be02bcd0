"""What screening found, written for other programs: JSON as the command line prints it, or CSV.

A cell never begins with a sign that a spreadsheet takes for a formula.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from landwaiter.services.screening_jobs import NameHit, Screened, ScreeningResult
from landwaiter.ui.figures import of_one
from landwaiter.ui.whole_file import whole_file

CSV_COLUMNS = (
    "query", "id", "country", "list", "edition", "listing_id", "name", "matched_name", "score",
    "claim", "reasons",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_results(path: Path, results: Sequence[ScreeningResult], form: str) -> int:
    """How many names were written; `form` is `json` or `csv`. The whole file or none."""
    text = _FORMS[form](results)
    with whole_file(path) as file:
        file.write(text)
    return len(results)


def _as_json(results: Sequence[ScreeningResult]) -> str:
    return json.dumps([_result(one) for one in results], ensure_ascii=False, indent=1) + "\n"


def _as_csv(results: Sequence[ScreeningResult]) -> str:
    """One line per hit, and one for a name without any; a BOM tells spreadsheets the encoding."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for result in results:
        writer.writerows([_safe(cell) for cell in line] for line in _lines(result))
    return text.getvalue()


_FORMS: Mapping[str, Callable[[Sequence[ScreeningResult]], str]] = {
    "json": _as_json,
    "csv": _as_csv,
}


def _result(result: ScreeningResult) -> dict[str, Any]:
    return {
        "query": result.query.name,
        "id": result.query.id,
        "editions": [_edition(one) for one in result.editions],
        "hits": [_hit(hit) for hit in result.hits],
    }


def _edition(one: Screened) -> dict[str, Any]:
    return {
        "list": one.list,
        "edition": one.edition,
        "sha256": one.sha256,
        "trust": one.trust,
        "listings": one.listings,
        "threshold": of_one(one.threshold),
        "engine": one.engine,
    }


def _hit(hit: NameHit) -> dict[str, Any]:
    return {
        "list": hit.list,
        "edition": hit.edition,
        "listing_id": hit.match.listing_id,
        "name": hit.name,
        "matched_name": hit.match.matched_name,
        "score": of_one(hit.match.score),
        "claim": hit.claim,
        "reasons": [
            {"feature": one.feature, "detail": one.detail, "score": of_one(one.score)}
            for one in hit.match.reasons
        ],
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
            *asked, hit.list, hit.edition, match.listing_id, hit.name, match.matched_name,
            of_one(match.score), hit.claim, reasons,
        )  # fmt: skip


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
