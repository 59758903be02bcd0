"""One proposal for a listing as JSON and as lines of text."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from landwaiter.cli.base.output import table
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.entities.entity_views import ProposalOf
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
    from landwaiter.services.listings.proposal_views import proposal_told

    yield _("{name}, proposed for a listing under {under}").format(name=view.name, under=view.under)
    yield view.id
    yield _("Status: {state}").format(state=view.state_said)
    if view.motion_id:
        said = _("Another person, who wrote no row of it: motions second {id}, or motions decline.")
        yield said.format(id=view.motion_id)
    yield _("SHA-256 {digest}").format(digest=view.digest)
    yield from proposal_told(view)
    if view.quotable and not view.motion_id and not view.approver:
        yield ""
        yield _("May be quoted with --statement")
        yield from table((_("Statement"), _("Says")), view.quotable)


def proposal_of_data(one: "ProposalOf") -> dict[str, Any]:
    """A proposal on the page of its entity, as JSON."""
    return {
        "id": one.id,
        "under": {"act": one.act, "annex": one.annex, "criterion": one.criterion},
        "state": one.state,
        "why": one.why,
        "author": one.author,
        "at": one.at,
        "approver": one.approver or None,
        "rows": len(one.rows),
        "releasable": len(one.released),
    }


def proposal_of_line(one: "ProposalOf") -> str:
    """The same in one line."""
    from landwaiter.domain.listings.listing_proposal import state_words

    return _("Proposed for a listing under {under}: {state} ({id})").format(
        under=one.under, state=state_words(one.state), id=one.id
    )
