"""`screen` and `compare`: names against lists, and two names against each other."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.answer import Answer, WrongUsage
from landwaiter.cli.call import Call
from landwaiter.cli.options import command
from landwaiter.cli.progress import progress_bar
from landwaiter.cli.values import of_one, path_of, thousandths
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.listing import Match, Reason
    from landwaiter.services.screening_jobs import NamePair, ScreeningResult

_FILE = typer.Option("--file", metavar="F", help="CSV, or for names also text, one a line.")
_KIND = typer.Option("--kind", metavar="K", help="person, organisation or vessel.")


def register(app: typer.Typer) -> None:
    command(app, "screen")(screen)
    command(app, "compare")(compare)


def screen(
    call: Call,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME…")] = None,
    *,
    file: Annotated[str | None, _FILE] = None,
    kind: Annotated[str | None, _KIND] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="XX", help="Where none is stated.")
    ] = None,
    threshold: Annotated[
        str | None, typer.Option("--threshold", metavar="T", help="0 to 1; default: per list.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="Hits per name.", min=1)] = 20,
) -> Answer:
    """Names against every list in the casebook, with the reasons. Nothing is saved."""
    from landwaiter.services import screening_jobs as jobs

    if not names and not file:
        raise WrongUsage(_("No name is given: name some, or use --file F."))
    least = thousandths(threshold, "threshold")
    there, known = jobs.known_country(country), jobs.known_kind(kind)
    queries = [jobs.NameQuery(name, kind=known, country=there) for name in names or ()]
    if file:
        queries += jobs.read_queries(path_of(file), country=there)
    session = call.session()
    with progress_bar() as tell:
        results = jobs.screen_names(session, queries, threshold=least, limit=limit, progress=tell)
    return Answer([screened(result) for result in results], _screen_lines(results))


def screened(result: "ScreeningResult") -> dict[str, Any]:
    """The contract's object for one name."""
    return {
        "query": result.query.name,
        "id": result.query.id,
        "editions": [
            {
                "list": one.list,
                "edition": one.edition,
                "sha256": one.sha256,
                "trust": one.trust,
                "listings": one.listings,
                "threshold": of_one(one.threshold),
                "engine": one.engine,
            }
            for one in result.editions
        ],
        "hits": [
            {
                "list": hit.list,
                "edition": hit.edition,
                "listing_id": hit.match.listing_id,
                "name": hit.name,
                "matched_name": hit.match.matched_name,
                "score": of_one(hit.match.score),
                "claim": hit.claim,
                "reasons": reasons(hit.match.reasons),
            }
            for hit in result.hits
        ],
    }


def reasons(found: "Iterable[Reason]") -> list[dict[str, Any]]:
    """Each feature's part in a score; the parts add up to it."""
    return [
        {"feature": one.feature, "detail": one.detail, "score": of_one(one.score)} for one in found
    ]


def _screen_lines(results: "Iterable[ScreeningResult]") -> Iterable[str]:
    for result in results:
        count = len(result.hits)
        yield _("{name}: {count} hits").format(name=result.query.name, count=count)
        for hit in result.hits:
            yield _("  {score}  {matched}  ({list}, {id}; {claim})").format(
                score=of_one(hit.match.score),
                matched=hit.match.matched_name,
                list=hit.list,
                id=hit.match.listing_id,
                claim=hit.claim.replace("_", " "),
            )
            yield from _reason_lines(hit.match, indent="         ")


def _reason_lines(match: "Match", *, indent: str) -> Iterable[str]:
    for one in match.reasons:
        yield f"{indent}{of_one(one.score):+}  {one.feature}: {one.detail}"
    met = [f"{pair.query} = {pair.listed}" for pair in match.words if pair.query and pair.listed]
    if met:
        yield indent + _("Words that met: {words}").format(words=", ".join(met))


def compare(
    call: Call,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME1 NAME2")] = None,
    *,
    file: Annotated[
        str | None, typer.Option("--file", metavar="F", help="CSV with name1, name2, kind.")
    ] = None,
    kind: Annotated[str | None, _KIND] = None,
) -> Answer:
    """Why two names are alike, or not. Needs no casebook."""
    from landwaiter.services import screening_jobs as jobs

    given = names or []
    if len(given) != (0 if file else 2):
        raise WrongUsage(_("Give two names, or --file F with pairs."))
    known = jobs.known_kind(kind)
    pairs: Sequence[NamePair] = (
        jobs.read_pairs(path_of(file)) if file else (jobs.NamePair(given[0], given[1], known),)
    )
    matches = jobs.compare_pairs(pairs)
    data = [
        {
            "name1": pair.name1,
            "name2": pair.name2,
            "score": of_one(match.score),
            "reasons": reasons(match.reasons),
        }
        for pair, match in zip(pairs, matches, strict=True)
    ]
    return Answer(data, _compare_lines(pairs, matches))


def _compare_lines(pairs: "Iterable[NamePair]", matches: "Iterable[Match]") -> Iterable[str]:
    for pair, match in zip(pairs, matches, strict=True):
        yield f"{of_one(match.score)}  {pair.name1}  |  {pair.name2}"
        yield from _reason_lines(match, indent="       ")
