"""`case review`, `case read`: a proposal as a second person judges and reads it before signing."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.cases.case import Case
    from landwaiter.domain.review.remark import Remark
    from landwaiter.services.review.differences import DecisionDifference
    from landwaiter.services.review.reading import SectionText
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
    reader = session.casebook.user.id
    return CommandAnswer(
        {**_object(view, found), "to_read": _to_read(view, reader)}, _lines(view, found, reader)
    )


def read(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Such as PL1-2026-000412.")],
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what you have read of this version already.")
    ] = False,
) -> CommandAnswer:
    """Print what is read before a proposal is signed, and record that you read it."""
    from landwaiter.domain.cases.deeds_between_people import ReadProposal
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.review.reading import sections_to_read
    from landwaiter.services.review.review_view import review_view

    session = call.session()
    view = review_view(session, reference)
    found, decision = sections_to_read(view, session.casebook.user.id), view.view.case.decision
    unread = [one for one in found if one.read_at is None]
    version = decision.version if decision else 0
    if unread or decision is None:
        do(session, ReadProposal(reference, tuple(one.section for one in unread), version))
    shown = found if everything else unread
    return CommandAnswer(
        {
            "reference": view.view.case.reference,
            "version": version,
            "text_sha256": view.text_sha256,
            "sections": [
                {
                    "section": one.section,
                    "title": one.title,
                    "count": one.count,
                    "sha256": one.sha256,
                    "read_before": one.read_at,
                    "lines": [line.said for line in one.lines],
                }
                for one in shown
            ],
        },
        _read_lines(version, shown),
    )


def _read_lines(version: int, shown: Sequence["SectionText"]) -> Iterator[str]:
    if not shown:
        yield _("You have read all of version {version}.").format(version=version)
        return
    for place, one in enumerate(shown):
        if place:
            yield ""
        yield one.title
        for line in one.lines:
            yield from (f"  {said}" for said in f"{line.said}".splitlines())


def _to_read(view: "ReviewView", reader_id: str) -> list[dict[str, Any]]:
    from landwaiter.services.review.reading import sections_to_read

    return [
        {"section": one.section, "title": one.title, "count": one.count, "read_at": one.read_at}
        for one in sections_to_read(view, reader_id)
    ]


def _object(view: "ReviewView", found: Sequence["SimilarCase"]) -> dict[str, Any]:
    from landwaiter.domain.cases.decision import left_open_in

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
        "left_open": left_open_in(case.decision.text) if case.decision else (),
        "claims": view.claims,
        "remarks": case.remarks,
        "similar": found,
    }


def _lines(view: "ReviewView", found: Sequence["SimilarCase"], reader_id: str) -> Iterator[str]:
    from landwaiter.cli.cases.case_text import remark_lines

    case = view.view.case
    if case.decision is None:
        yield _("Nothing is proposed.")
        return
    yield _("Version {version}, proposed by {author}; SHA-256 of what is signed: {sha256}").format(
        version=case.decision.version, author=case.decision.author, sha256=view.text_sha256
    )
    changed = _("What changed since version {version}").format(version=view.compared_with)
    for title, lines in (
        (_("Still to be read by you"), _unread_titles(view, reader_id)),
        (_("Remarks of the last return"), remark_lines(case, _returned(case))),
        (changed, chain.from_iterable(map(difference_lines, view.differences))),
        (_("Not checked"), view.not_checked),
        (_("Evidence behind each claim"), _claims(view)),
        (_("Similar cases"), _similar(found)),
    ):
        shown = list(lines)
        if shown:
            yield ""
            yield title
            yield from (f"  {line}" for line in shown)


def _unread_titles(view: "ReviewView", reader_id: str) -> Iterator[str]:
    from landwaiter.services.review.reading import sections_to_read

    return (one.title for one in sections_to_read(view, reader_id) if one.read_at is None)


def _returned(case: "Case") -> tuple["Remark", ...]:
    last = [decision.id for decision in case.decisions if decision.state == "returned"]
    return tuple(remark for remark in case.remarks if last and remark.decision_id == last[-1])


def difference_lines(difference: "DecisionDifference") -> list[str]:
    """Words that are gone stand in [-…-], new ones in {+…+}."""
    from landwaiter.services.review.differences import word_changes

    pieces = word_changes(difference.before, difference.after)
    told = "".join(_MARKS[piece.kept].format(text=piece.text) for piece in pieces)
    return f"{difference.field}: {told}".splitlines()


def _claims(view: "ReviewView") -> Iterator[str]:
    for claim in view.claims:
        sources = ", ".join(source.place or source.label for source in claim.sources)
        yield f"{claim.kind}: {claim.text} ({sources})"


def _similar(found: Sequence["SimilarCase"]) -> Iterator[str]:
    for row in found:
        yield f"{row.reference}  {row.title}: {row.outcome} {' '.join(row.reasons)}"
