"""Tables of an entity's dossier on proposals that it be listed: rows that may be released alone."""

from collections.abc import Iterator

from landwaiter.domain.listings.facts import PROPOSAL, PROPOSAL_ROW
from landwaiter.domain.listings.listing_proposal import state_words
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import Cell, Table
from landwaiter.services.entities.entity_views import EntityView, ProposalOf
from landwaiter.services.entities.listing_statements import changed_since
from landwaiter.services.reports.dossier.columns import columns_of


def proposal_tables(view: EntityView) -> Iterator[Table]:
    """Every proposal with its status, and its rows that may be released; none where nobody did."""
    if not view.proposals:
        return
    yield Table(
        id="proposals",
        title=_("Proposals for a listing"),
        subtitle=_("of this office; they list nobody"),
        columns=columns_of(
            PROPOSAL,
            {"act": 34, "annex": 14, "criterion": 22, "state": 30, "author": 16, "day": 18}
            | {"approver": 16, "digest": 34, "changed": 34},
        ),
        rows=tuple(_proposal(view, one) for one in view.proposals),
    )
    released = tuple((one, row) for one in view.proposals for row in one.released)
    withheld = sum(len(one.rows) - len(one.released) for one in view.proposals)
    if released or withheld:
        yield Table(
            id="proposal_rows",
            title=_("What the proposals rest on"),
            subtitle=_("R reasons, C what speaks against it, S where nothing was found"),
            columns=columns_of(
                PROPOSAL_ROW,
                {"label": 10, "sentence": 60, "source": 36, "read_on": 18, "published": 18}
                | {"grade": 10, "sha256": 34, "author": 16},
            ),
            rows=tuple(
                (
                    row.label,
                    row.said,
                    row.source or None,
                    row.read_on or None,
                    row.published or None,
                    row.grade or None,
                    row.sha256 or None,
                    row.author,
                )
                for _one, row in released
            ),
            empty=_("No row of them may be released."),
            notes=(_("Rows that are not releasable: {count}.").format(count=withheld),)
            if withheld
            else (),
        )


def _proposal(view: EntityView, one: ProposalOf) -> tuple[Cell, ...]:
    said = state_words(one.state)
    return (
        one.act,
        one.annex or None,
        one.criterion,
        joined(": ", filter(None, (said, one.why))),
        one.author,
        one.at.date().isoformat(),
        one.approver or None,
        one.digest or None,
        joined("; ", changed_since(view, one.standing_then)) if one.standing_then else None,
    )
