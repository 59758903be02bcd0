"""What screening found in the forms of the contract (DESIGN 10) and as rows of a table."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from landwaiter.domain.lists.listing import ScoreReason
from landwaiter.i18n import N_, _
from landwaiter.services.hits.name_queries import NameHit, ScreenedEdition, ScreeningResult

TypedCell = str | Decimal | date | None

SHEET_HEADS = (
    N_("Row"),
    N_("Id"),
    N_("Name"),
    N_("Kind"),
    N_("Country"),
    N_("Identifier"),
    N_("Born"),
    N_("Hit"),
    N_("List"),
    N_("Edition"),
    N_("Listing"),
    N_("Listed name"),
    N_("Name that met"),
    N_("Score"),
    N_("Claim"),
    N_("Reasons"),
    N_("Note"),
)
EDITION_HEADS = (
    N_("List"),
    N_("Edition"),
    N_("SHA-256"),
    N_("Trust"),
    N_("Listings"),
    N_("Threshold"),
    N_("Engine"),
)


def without_confidence(result: ScreeningResult) -> ScreeningResult:
    """The result as it may leave the office: of a confidential list only that there is a hit."""
    hidden = {one.list for one in result.editions if one.confidential}
    if not hidden:
        return result
    hits = tuple(_hidden(hit) if hit.list in hidden else hit for hit in result.hits)
    return replace(result, editions=tuple(map(hidden_edition, result.editions)), hits=hits)


def hidden_edition(one: ScreenedEdition) -> ScreenedEdition:
    """A confidential edition without its name; others as they are."""
    if not one.confidential:
        return one
    return replace(one, list=_("a confidential list"), edition="", sha256="", listings=0)


def _hidden(hit: NameHit) -> NameHit:
    name = _("an entry in confidence")
    reasons = tuple(replace(reason, detail="") for reason in hit.match.reasons)
    match = replace(hit.match, listing_id="", matched_name=name, reasons=reasons, words=())
    return replace(hit, list=_("a confidential list"), edition="", name=name, match=match)


def result_json(result: ScreeningResult) -> dict[str, Any]:
    """The contract's object for one name."""
    return {
        "query": result.query.name,
        "id": result.query.id,
        "editions": [_edition(one) for one in result.editions],
        "hits": [_hit(hit) for hit in result.hits],
    }


def _edition(one: ScreenedEdition) -> dict[str, Any]:
    return {
        "list": one.list,
        "edition": one.edition,
        "sha256": one.sha256,
        "trust": one.trust,
        "listings": one.listings,
        "threshold": score_text(one.threshold),
        "engine": one.engine,
    }


def _hit(hit: NameHit) -> dict[str, Any]:
    return {
        "list": hit.list,
        "edition": hit.edition,
        "listing_id": hit.match.listing_id,
        "name": hit.name,
        "matched_name": hit.match.matched_name,
        "score": score_text(hit.match.score),
        "claim": hit.claim,
        "reasons": reasons_json(hit.match.reasons),
    }


def reasons_json(found: Iterable[ScoreReason]) -> list[dict[str, Any]]:
    """Each feature's part in a score; the parts add up to it."""
    return [
        {"feature": one.feature, "detail": one.detail, "score": score_text(one.score)}
        for one in found
    ]


def sheet_rows(rows: Iterable[tuple[int, ScreeningResult]]) -> Iterator[tuple[TypedCell, ...]]:
    """One line for each hit, and one for a name that has none; nothing told in confidence."""
    for number, whole in rows:
        result = without_confidence(whole)
        query = result.query
        born, note = _born(query.born or "")
        asked: tuple[TypedCell, ...] = (
            Decimal(number),
            query.id or "",
            query.name,
            query.kind or "",
            query.country or "",
            query.identifier or "",
            born,
        )
        if not result.hits:
            blank = [None] * (len(SHEET_HEADS) - len(asked) - 1)
            yield (*asked, *blank, "; ".join(filter(None, (_("no hit"), note))))
        for place, hit in enumerate(result.hits, start=1):
            yield (*asked, Decimal(place), *_hit_cells(hit), note or None)


def _born(said: str) -> tuple[date | None, str]:
    """A whole day as one; what is less of it, or none, as a note."""
    try:
        return date.fromisoformat(said), ""
    except ValueError:
        return None, _("{name}: {said}").format(name=_("Born"), said=said) if said else ""


def _hit_cells(hit: NameHit) -> tuple[TypedCell, ...]:
    return (
        hit.list,
        hit.edition,
        hit.match.listing_id,
        hit.name,
        hit.match.matched_name,
        _score(hit.match.score),
        _(hit.claim.replace("_", " ")),
        "; ".join(
            f"{_(one.feature)} {score_text(one.score)}: {one.detail}" for one in hit.match.reasons
        ),
    )


def edition_rows(editions: Iterable[ScreenedEdition]) -> Iterator[tuple[TypedCell, ...]]:
    """What was screened against; a name without a hit was compared with nothing else."""
    for one in map(hidden_edition, editions):
        yield (
            one.list,
            one.edition,
            one.sha256,
            one.trust,
            Decimal(one.listings),
            _score(one.threshold),
            one.engine,
        )


def score_text(thousandths: int) -> str:
    """`890` as 0.890: decimals are text with all their places, which sort as they are."""
    return str(_score(thousandths))


def _score(thousandths: int) -> Decimal:
    return Decimal(thousandths).scaleb(-3)
