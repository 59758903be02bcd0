"""One proposal for a listing as JSON and as lines of text."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from landwaiter.cli.base.output import table
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.listings.listing_proposal import ContentPart, KnownBy
    from landwaiter.services.listings.proposal_views import ProposalView


def proposal_data(view: "ProposalView") -> dict[str, Any]:
    """The proposal as JSON; days are ISO 8601 at the precision that is stated."""
    content = view.content
    return {
        "id": view.id,
        "entity": {"id": view.entity_id, "name": view.name},
        "under": {"act": content.act, "annex": content.annex, "criterion": content.criterion},
        "author": view.author,
        "at": view.at,
        "state": view.state,
        "why": view.why,
        "motion": view.motion_id or None,
        "submitted_by": view.submitted_by or None,
        "approver": view.approver or None,
        "approved_at": view.approved_at,
        "why_not_valid": view.why_not_valid,
        "sha256": view.digest,
        "names": [asdict(one) for one in content.names],
        "identifiers": [asdict(one) for one in content.identifiers],
        "reasons": [asdict(one) for one in content.reasons],
        "counter": [asdict(one) for one in content.counter],
        "searched": [asdict(one) for one in content.searched],
        "dropped": [asdict(one) for one in content.dropped],
        "missing": view.missing,
        "left_out": [{"said": said, "why": why} for said, why in view.left_out],
        "changed_since": view.changed,
    }


def proposal_lines(view: "ProposalView") -> Iterator[str]:
    """The proposal for a person at a terminal."""
    content = view.content
    yield _("{name}, proposed for a listing under {under}").format(name=view.name, under=view.under)
    yield view.id
    yield _("Status: {state}").format(state=view.state_said)
    if view.motion_id:
        said = _("Another person, who wrote no row of it: motions second {id}, or motions decline.")
        yield said.format(id=view.motion_id)
    yield _("SHA-256 {digest}").format(digest=view.digest)
    yield from _told(_("What keeps it from being submitted"), view.missing)
    yield from _told(_("Changed since it was submitted"), view.changed)
    yield from _told(_("Known by"), [_known(one) for one in (*content.names, *content.identifiers)])
    yield from _rows(_("Reasons"), content.reasons)
    yield from _rows(_("Counter-evidence"), content.counter)
    yield from _rows(_("None known; searched"), content.searched)
    yield from _told(
        _("Dropped counter-evidence"),
        [
            _("{sentence} ({author}: {reason})").format(
                sentence=one.sentence, author=one.author, reason=one.reason
            )
            for one in content.dropped
        ],
    )
    left_out = [_("{said}: {why}").format(said=said, why=why) for said, why in view.left_out]
    yield from _told(_("Stated of the entity, and stays out"), left_out)
    if view.quotable and not view.motion_id and not view.approver:
        yield ""
        yield _("May be quoted with --statement")
        yield from table((_("Statement"), _("Says")), view.quotable)


def _told(title: str, said: Sequence[str]) -> Iterator[str]:
    if said:
        yield ""
        yield title
        yield from (f"  {one}" for one in said)


def _known(one: "KnownBy") -> str:
    beside = ", ".join(filter(None, (_(one.certainty), one.grade, one.problem)))
    said = _("{kind} {value}").format(kind=one.kind, value=one.value)
    return f"{said} ({beside})" if beside else said


def _rows(title: str, rows: "Sequence[ContentPart]") -> Iterator[str]:
    from landwaiter.domain.listings.facts import PROPOSAL_ROW
    from landwaiter.services.base.facts_shown import titles

    if not rows:
        return
    yield ""
    yield title
    names = ("label", "sentence", "source", "read_on", "published", "grade", "releasable", "sha256")
    header = titles(PROPOSAL_ROW, *names)
    yield from table(
        header,
        [
            (
                one.label,
                one.said,
                one.source,
                one.read_on,
                one.published,
                one.grade,
                _("yes") if one.releasable else _("no"),
                one.evidence or one.sha256[:12],
            )
            for one in rows
        ],
    )
