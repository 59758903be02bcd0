"""`case review`: a proposal as a second person judges it, before signing or returning it."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.cases.case_text import remark_lines
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.cases.case import Case
    from landwaiter.domain.review.remark import Remark
    from landwaiter.services.review.differences import DecisionDifference
    from landwaiter.services.review.review_view import ReviewView
    from landwaiter.services.review.similar import SimilarCase

_MARKS = {"same": "{text}", "removed": "[-{text}-]", "added": "{{+{text}+}}"}


def review(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Such as PL1-2026-000412.")],
    *,
    text: Annotated[
        bool, typer.Option("--text", help="The canonical text that is signed, and nothing else.")
    ] = False,
) -> CommandAnswer:
    """What is approved, what changed, what was not checked, what rests on what, similar cases."""
    from landwaiter.services.review.review_view import review_view
    from landwaiter.services.review.similar import similar_cases

    session = call.session()
    view = review_view(session, reference)
    decision = view.view.case.decision
    if text:
        body = decision.text if decision else ""
        return CommandAnswer({"text": body, "sha256": view.text_sha256}, (body,))
    found = similar_cases(session, reference)
    return CommandAnswer(_object(view, found), _lines(view, found))


def _object(view: "ReviewView", found: Sequence["SimilarCase"]) -> dict[str, Any]:
    case = view.view.case
    return {
        "reference": case.reference,
        "version": case.decision.version if case.decision else None,
        "text_sha256": view.text_sha256,
        "may_approve": view.may_approve,
        "why_not": view.why_not,
        "may_countersign": view.may_countersign,
        "compared_with": view.compared_with,
        "differences": view.differences,
        "not_checked": view.not_checked,
        "claims": view.claims,
        "remarks": case.remarks,
        "similar": found,
    }


def _lines(view: "ReviewView", found: Sequence["SimilarCase"]) -> Iterator[str]:
    case = view.view.case
    if case.decision is None:
        yield _("Nothing is proposed.")
        return
    yield _("Version {version}, proposed by {author}; SHA-256 of what is signed: {sha256}").format(
        version=case.decision.version, author=case.decision.author, sha256=view.text_sha256
    )
    changed = _("What changed since version {version}").format(version=view.compared_with)
    for title, lines in (
        (_("Remarks of the last return"), remark_lines(case, _returned(case))),
        (changed, [difference_line(one) for one in view.differences]),
        (_("Not checked"), view.not_checked),
        (_("Evidence behind each claim"), _claims(view)),
        (_("Similar cases"), _similar(found)),
    ):
        shown = list(lines)
        if shown:
            yield ""
            yield title
            yield from (f"  {line}" for line in shown)


def _returned(case: "Case") -> tuple["Remark", ...]:
    last = [decision.id for decision in case.decisions if decision.state == "returned"]
    return tuple(remark for remark in case.remarks if last and remark.decision_id == last[-1])


def difference_line(difference: "DecisionDifference") -> str:
    """Words that are gone stand in [-…-], new ones in {+…+}."""
    from landwaiter.services.review.differences import word_changes

    pieces = word_changes(difference.before, difference.after)
    told = "".join(_MARKS[piece.kept].format(text=piece.text) for piece in pieces)
    return f"{difference.field}: {told}"


def _claims(view: "ReviewView") -> Iterator[str]:
    for claim in view.claims:
        sources = ", ".join(source.place or source.label for source in claim.sources)
        yield f"{claim.kind}: {claim.text} ({sources})"


def _similar(found: Sequence["SimilarCase"]) -> Iterator[str]:
    for row in found:
        yield f"{row.reference}  {row.title}: {row.outcome} {' '.join(row.reasons)}"
