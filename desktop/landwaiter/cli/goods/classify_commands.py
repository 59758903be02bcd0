"""`classify`: control entries a description may fall under."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import of_one, path_of
from landwaiter.i18n import _, figure

if TYPE_CHECKING:
    from landwaiter.domain.cases.case import Candidate
    from landwaiter.services.goods.classification import DescriptionCandidates, GoodsQuery

_FILE = typer.Option("--file", metavar="F", help="CSV, or text with one description a line.")


def register(app: typer.Typer) -> None:
    command(app, "classify")(classify)


def classify(
    call: Call,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Description of the goods.")
    ] = None,
    *,
    cn: Annotated[
        str | None, typer.Option("--cn", metavar="CODE", help="Commodity code, 6 to 10 figures.")
    ] = None,
    file: Annotated[str | None, _FILE] = None,
) -> CommandAnswer:
    """Candidates with reasons and what is missing; by the shipped packs without a casebook."""
    from landwaiter.services.goods import classification as goods

    code = goods.commodity_code(cn)
    nothing = text is not None and not text.strip() and code is None
    if (text is None) == (file is None) or nothing:
        raise WrongUsage(_("Give one description, or a file of them with --file F."))
    session = call.session() if call.has_casebook() else None
    if file is None:
        (found,) = goods.classify_goods(session, (goods.GoodsQuery(text or "", cn=code),))
        return CommandAnswer(classified(found), _lines(found.candidates))
    queries = goods.read_goods(path_of(file), cn=code)
    with progress_bar() as tell:
        results = goods.classify_goods(session, queries, progress=tell)
    return CommandAnswer([_of_file(result) for result in results], _file_lines(results))


def classified(found: "DescriptionCandidates") -> dict[str, Any]:
    """The contract's object for one description."""
    return {
        "candidates": [candidate(one) for one in found.candidates],
        "editions": found.editions,
    }


def _of_file(found: "DescriptionCandidates") -> dict[str, Any]:
    query = found.query
    return {"id": query.id, "text": query.text, "cn": query.cn, **classified(found)}


def candidate(one: "Candidate") -> dict[str, object]:
    """The contract's object for one candidate."""
    return {
        "list": one.list,
        "code": one.code,
        "entries": one.entries,
        "edition": one.edition,
        "score": of_one(one.score),
        "words": of_one(one.words),
        "kinds": one.kinds,
        "reasons": one.reasons,
        "missing": one.missing,
        "title": one.title,
        "trust": one.trust,
    }


def _file_lines(results: "Sequence[DescriptionCandidates]") -> Iterable[str]:
    for result in results:
        yield _heading(result.query)
        yield from _lines(result.candidates)


def _heading(query: "GoodsQuery") -> str:
    said = " ".join(filter(None, (query.id, query.cn, query.text)))
    return _("Goods: {description}").format(description=said)


def _lines(found: "tuple[Candidate, ...]") -> Iterable[str]:
    if not found:
        yield _("No candidate was found. That does not say that the goods are not listed.")
    for one in found:
        yield f"{figure(of_one(one.score))}  {one.list} {one.shown}  {one.title}"
        yield from (f"       {reason}" for reason in one.reasons)
        if one.missing:
            yield "       " + _("Missing: {values}").format(values=", ".join(one.missing))
