"""The proposal for a listing as it goes to whoever decides: what two persons signed, and no more.

Rows that may not be told outside of the office are counted and nothing else is said of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from landwaiter.domain.base.facts import Content
from landwaiter.domain.listings.facts import PROPOSAL_ROW
from landwaiter.domain.listings.listing_proposal import (
    ContentPart,
    EntityDesignation,
    ListingState,
    state_words,
)
from landwaiter.domain.reports.subject_deeds import REPORT_LISTING
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.errors import NotAllowed
from landwaiter.i18n import Words, _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
)
from landwaiter.services.audit.viewing import note_entity_opened
from landwaiter.services.base.wording import or_not_stated, shown_date
from landwaiter.services.listings.proposal_views import ProposalView
from landwaiter.services.listings.proposals import proposal_named, read_proposal
from landwaiter.services.reports.dossier.columns import columns_of
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier
from landwaiter.services.reports.kept_dossiers import DossierSubject, keep
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.warm.session import Session

_ROW = {"label": 10, "sentence": 62, "source": 38, "read_on": 18, "published": 18}
_ROW |= {"grade": 12, "sha256": 36}


def freeze_listing(session: Session, proposal: str, reader: ReportReader | None = None) -> Dossier:
    """The proposal as it was signed, kept; NotAllowed where no approval of it counts."""
    with session.writing(REPORT_LISTING.name) as work:
        view = read_proposal(session, work.conn, proposal_named(session, work.conn, proposal))
        if why_not := why_no_listing(view):
            raise NotAllowed(why_not, remedy=_("Show the proposal to see where it stands."))
        about = DossierSubject(
            deed=REPORT_LISTING,
            kind=SubjectReport.LISTING,
            key=view.id,
            letter="LP",
            shown=view.id[-12:],
            said={"name": view.name},
            reader=reader,
        )
        state = session.casebook.member_state
        made = keep(session, work, about, partial(listing_dossier, view, member_state=state))
    note_entity_opened(session, view.entity_id, through="report")
    return made


def why_no_listing(view: ProposalView) -> str:
    """Why it does not go out; empty where it does."""
    if view.state is not ListingState.APPROVED:
        return _("The proposal is not approved by a second person: {state}.").format(
            state=state_words(view.state)
        )
    if view.why_not_valid:
        return _("Its approval does not count: {why}").format(why=view.why_not_valid)
    if not any(row.releasable for row in view.content.reasons):
        return _("None of its reasons may be released: there is nothing to tell.")
    return ""


def listing_dossier(
    view: ProposalView, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of a proposal that goes out."""
    content = view.content
    return replace(
        blank_dossier(
            frame,
            _("Proposal for a listing"),
            reference=f"LP-{view.id[-12:]}",
            title=view.name,
            kind=_("a proposal, not a designation"),
            member_state=member_state,
            head=head,
        ),
        tables=(
            _head(view),
            _known((*content.names, *content.identifiers)),
            _rows("listing_reasons", _("Statement of reasons"), content.reasons),
            _counter(view),
        ),
        not_checked=tuple(_not_checked(view)),
    )


def _head(view: ProposalView) -> Table:
    content = view.content
    by = (
        _("{day}, by one person")
        if view.approver == view.submitted_by
        else _("{day}, by a second person")
    )
    approved = view.approved_at.date() if view.approved_at else None
    return Table(
        id="listing",
        title=_("What is proposed"),
        subtitle=_("this office designates nobody: it proposes, and others decide"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=34),
            DossierColumn("said", _("As stated"), Content.PERSONAL, width=120),
        ),
        rows=(
            (_("Entity"), CellMark(content.name, strong=True)),
            (_("Act"), content.act),
            (_("Annex"), or_not_stated(content.annex)),
            (_("Criterion"), content.criterion),
            (_("Approved"), by.format(day=shown_date(approved))),
            (_("Hash of what was signed"), view.digest),
        ),
    )


def _known(known: Iterable[EntityDesignation]) -> Table:
    return Table(
        id="listing_known",
        title=_("Names and identifiers"),
        columns=(
            DossierColumn("kind", _("Kind"), Content.OPEN, width=34),
            DossierColumn("value", _("Value"), Content.PERSONAL, width=76),
            DossierColumn("certainty", _("Certainty"), Content.OPEN, width=26),
            DossierColumn("grade", _("Grade"), Content.OPEN, CellType.CODE, width=18),
        ),
        rows=tuple(
            (
                _(one.kind) if one.kind else _("Name"),
                one.value,
                _(one.certainty) if one.certainty else None,
                one.grade or None,
            )
            for one in known
        ),
        empty=_("Nothing is stated."),
    )


def _rows(name: str, title: Words, rows: Iterable[ContentPart]) -> Table:
    """Each row that may be told, with what it rests on; how many others there are."""
    rows = tuple(rows)
    told = [row for row in rows if row.releasable]
    kept_back = len(rows) - len(told)
    note = _("Rows that are not releasable: {count}.").format(count=kept_back)
    return Table(
        id=name,
        title=title,
        columns=columns_of(PROPOSAL_ROW, _ROW),
        rows=tuple(map(_row, told)),
        notes=(note,) if kept_back else (),
        empty=_("No row of them may be released."),
    )


def _row(row: ContentPart) -> tuple[Cell, ...]:
    return (
        row.label,
        row.said,
        row.source or None,
        row.read_on or None,
        row.published or None,
        row.grade or None,
        row.sha256 or None,
    )


def _counter(view: ProposalView) -> Table:
    """What speaks against it; where nothing is known, where it was searched."""
    content = view.content
    if content.counter:
        return _rows("listing_counter", _("What speaks against it"), content.counter)
    searched = joined("; ", (row.sentence for row in content.searched))
    return replace(
        _rows("listing_counter", _("What speaks against it"), ()),
        empty=_("No counter-evidence is known. Searched: {where}.").format(where=searched),
    )


def _not_checked(view: ProposalView) -> Iterator[Words]:
    yield _("A sentence says what its source says; who approved it judged no more than that.")
    if view.changed:
        yield _("Of the entity this many statements changed since it was signed: {count}.").format(
            count=len(view.changed)
        )
