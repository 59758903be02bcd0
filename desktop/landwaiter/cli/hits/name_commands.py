"""`screen` and `compare`: names against lists, and two names against each other."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, limit_option
from landwaiter.cli.base.output import json_array
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import of_one, path_of, thousandths
from landwaiter.domain.base.terms import low
from landwaiter.i18n import _, figure, plural

if TYPE_CHECKING:
    from landwaiter.domain.lists.listing import Match
    from landwaiter.services.hits.screening_jobs import NamePair, ScreeningResult

_NAMES = typer.Option(
    "--file", metavar="F", help="CSV or Excel with a column name, or text, one a line."
)
_KIND = typer.Option("--kind", metavar="K", help="person, organisation or vessel.")


def register(app: typer.Typer) -> None:
    command(app, "screen")(screen)
    command(app, "compare")(compare)


def screen(
    call: Call,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME…")] = None,
    *,
    file: Annotated[str | None, _NAMES] = None,
    kind: Annotated[str | None, _KIND] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="XX", help="Where none is stated.")
    ] = None,
    threshold: Annotated[
        str | None, typer.Option("--threshold", metavar="T", help="0 to 1; default: per list.")
    ] = None,
    limit: Annotated[int, limit_option("Hits per name.")] = 20,
    xlsx: Annotated[
        str | None, typer.Option("--xlsx", metavar="OUT", help="Write the result to a workbook.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a file whose screening was cut off.")
    ] = False,
) -> CommandAnswer:
    """Names against every list in the casebook, with the reasons.

    Of a file, what is done is kept until all of it is, so that --resume can go on.
    """
    if not names and not file:
        raise WrongUsage(_("No name is given: name some, or use --file F."))
    if (xlsx or resume) and (names or not file):
        raise WrongUsage(_("--xlsx and --resume go with --file F alone."))
    from landwaiter.services.hits import screening_jobs as jobs

    least = thousandths(threshold, "threshold")
    there, known = jobs.known_country(country), jobs.known_kind(kind)
    queries = [jobs.NameQuery(name, kind=known, country=there) for name in names or ()]
    session = call.screening_session()
    found = jobs.screen_names(session, queries, threshold=least, limit=limit)
    if file is None:
        return _answer(call, found)
    from landwaiter.services.hits.name_batches import FileQuery, screen_file

    asked = FileQuery(path_of(file), there, least, limit, resume)
    call.if_cancelled = _(
        "Cancelled. What was screened of the file is kept for a week: go on with --resume."
    )
    with progress_bar() as bar:
        tell = bar or (lambda _done, _total, _what: None)
        batch = screen_file(session, asked, progress=tell)
        if xlsx is not None:
            from landwaiter.services.hits.batch_files import write_xlsx

            write_xlsx(batch, path_of(xlsx), progress=tell)
    return _answer(call, chain(found, batch.results()), batch.discard)


def _answer(
    call: Call, results: "Iterable[ScreeningResult]", then: Callable[[], None] = lambda: None
) -> CommandAnswer:
    """Printed name by name; what stood in the casebook of it goes once all of it is printed."""
    from landwaiter.services.hits.screening_output import result_json

    lines = json_array(map(result_json, results)) if call.json else _screen_lines(results)
    return CommandAnswer(None, _and_then(lines, then), raw=call.json)


def _and_then(lines: Iterable[str], then: Callable[[], None]) -> Iterator[str]:
    yield from lines
    then()


def _screen_lines(results: "Iterable[ScreeningResult]") -> Iterable[str]:
    for result in results:
        count = len(result.hits)
        yield plural(count, "{name}: {n} hit", "{name}: {n} hits", name=result.query.name)
        for hit in result.hits:
            yield _("  {score}  {matched}  ({list}, {id}; {claim})").format(
                score=figure(of_one(hit.match.score)),
                matched=hit.match.matched_name,
                list=hit.list,
                id=hit.match.listing_id,
                claim=low(hit.claim),
            )
            yield from _reason_lines(hit.match, indent="         ")


def _reason_lines(match: "Match", *, indent: str) -> Iterable[str]:
    for one in match.reasons:
        sign = "+" if one.score >= 0 else ""
        yield f"{indent}{sign}{figure(of_one(one.score))}  {one.feature}: {one.detail}"
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
) -> CommandAnswer:
    """Why two names are alike, or not. Needs no casebook."""
    from landwaiter.services.hits import screening_jobs as jobs
    from landwaiter.services.hits.screening_output import reasons_json

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
            "reasons": reasons_json(match.reasons),
        }
        for pair, match in zip(pairs, matches, strict=True)
    ]
    return CommandAnswer(data, _compare_lines(pairs, matches))


def _compare_lines(pairs: "Iterable[NamePair]", matches: "Iterable[Match]") -> Iterable[str]:
    for pair, match in zip(pairs, matches, strict=True):
        yield f"{figure(of_one(match.score))}  {pair.name1}  |  {pair.name2}"
        yield from _reason_lines(match, indent="       ")
