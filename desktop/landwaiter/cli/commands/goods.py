"""`classify`: control entries a description may fall under."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.options import command
from landwaiter.cli.values import of_one
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.case import Candidate


def register(app: typer.Typer) -> None:
    command(app, "classify")(classify)


def classify(
    call: Call,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Description of the goods.")],
    *,
    cn: Annotated[
        str | None, typer.Option("--cn", metavar="CODE", help="Commodity code, 6 to 10 figures.")
    ] = None,
) -> Answer:
    """Candidates with reasons and what is missing; by the shipped packs without a casebook."""
    from landwaiter.services.screening_jobs import classify_text

    found = classify_text(call.session() if call.has_casebook() else None, text, cn=cn)
    data = {
        "candidates": [candidate(one) for one in found.candidates],
        "editions": found.editions,
    }
    return Answer(data, _lines(found.candidates))


def candidate(one: "Candidate") -> dict[str, object]:
    """The contract's object for one candidate."""
    return {
        "list": one.list,
        "code": one.code,
        "edition": one.edition,
        "score": of_one(one.score),
        "reasons": one.reasons,
        "missing": one.missing,
        "title": one.title,
        "trust": one.trust,
    }


def _lines(found: "tuple[Candidate, ...]") -> Iterable[str]:
    if not found:
        yield _("No candidate was found. That does not say that the goods are not listed.")
    for one in found:
        yield f"{of_one(one.score)}  {one.list} {one.code}  {one.title}"
        yield from (f"       {reason}" for reason in one.reasons)
        if one.missing:
            yield "       " + _("Missing: {values}").format(values=", ".join(one.missing))
