"""The draft of a denial notification: for the authority that refused to complete and to send.

This office notifies nobody. What only the authority can say is a blank.
"""

from collections.abc import Iterator

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action
from landwaiter.domain.law.denial_review import review_due
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import DossierColumn, Table
from landwaiter.services.base.wording import or_not_stated, shown_country, shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.compose import DossierContents, Frame
from landwaiter.services.reports.kinds.questions import refusal_of
from landwaiter.services.reports.kinds.transaction import parties_said, transaction_goods

_LINE = "_" * 92
"""Filled in by hand."""
_LINES = 6
"""For the reasons of a notification."""
_Row = tuple[Words, Words, Content | None]


def denial_contents(view: CaseView, _frame: Frame) -> DossierContents:
    """What the authority's refusal is of, and what its notification says, as far as recorded."""
    refusal = refusal_of(view.case)
    track = next((t for t in view.case.tracks if refusal and t.id == refusal.track_id), None)
    return DossierContents(
        _("Draft of a denial notification"),
        (
            _fields("denial", _("Denial"), tuple(denial_said(view, refusal)) if refusal else ()),
            transaction_goods(view, track.items if track else None),
            _fields("denial_reasons", _("Reasons"), tuple(_reasons(refusal)) if refusal else ()),
            _fields("denial_signature", _("Signature"), _signature()),
        ),
        (),
        subtitle=_(
            "A draft for the authority to complete and to send: this office notifies no denial."
        ),
        unchecked=(
            _("What only the authority can say is blank."),
            _("An entry that is a candidate was confirmed by nobody."),
        ),
    )


def _fields(name: str, title: Words, rows: tuple[_Row, ...]) -> Table:
    return Table(
        id=name,
        title=title,
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("said", _("As recorded"), Content.OPEN, width=110),
        ),
        rows=tuple((what, said) for what, said, _content in rows),
        contents=tuple((None, content) for _what, _said, content in rows),
    )


def denial_said(view: CaseView, refusal: Action, blank: str = _LINE) -> Iterator[_Row]:
    """What is recorded of a refusal; what the authority alone can say is `blank`."""
    replied = refusal.answered_at
    told = local_date(replied, view.case.member_state) if replied else None
    yield _("Authority that refused"), refusal.addressee, Content.PERSONAL
    day = _("recorded on {day}").format(day=shown_date(told)) if told else or_not_stated(None)
    yield _("Its refusal"), day, None
    yield _("Number of the denial"), blank, None
    yield _("Day of the notification"), blank, None
    yield _("Provision (Art. 4(1) or 16(1) Reg. (EU) 2021/821)"), blank, None
    yield _("Destination"), shown_country(view.row.destination), None
    for what, said in parties_said(view):
        yield what, said, Content.PERSONAL
    due = review_due(told)
    if due is not None:
        yield (
            _("Review at the latest (Art. 16: within three years)"),
            _("{due}, if it is notified on the day of the refusal").format(due=shown_date(due)),
            None,
        )


def _reasons(refusal: Action) -> Iterator[_Row]:
    yield _("As the authority replied"), refusal.answer or or_not_stated(None), Content.BUSINESS
    lines = "\n".join([_LINE] * _LINES)
    yield _("Reasons of the notification"), lines, None


def _signature() -> tuple[_Row, ...]:
    named = (_("Authority"), _("Name"), _("Date"), _("Signature"))
    return tuple((one, _LINE, None) for one in named)
