"""The consultation of another Member State (Art. 14 and 16(5) of Reg. (EU) 2021/821).

It asks only what is open and in time, and holds the transaction against the register of denials.
"""

from collections.abc import Iterator

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import named
from landwaiter.domain.cases.case import Action
from landwaiter.domain.cases.clocks import Clock, readings
from landwaiter.domain.flags.denial_comparison import (
    ComparedDenials,
    ComparedWhat,
    DenialComparison,
    DenialPoint,
)
from landwaiter.i18n import N_, Words, _, capitalised, joined
from landwaiter.reports.dossier.cells import number_spans
from landwaiter.reports.dossier.dossier import Cell, CellMark, CellType, DossierColumn, Table
from landwaiter.services.base.wording import or_not_stated, shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.reports.dossier.compose import DossierContents, Frame
from landwaiter.services.reports.dossier.kind_tables import kind_tables
from landwaiter.services.reports.dossier.reply_form import reply_form
from landwaiter.services.reports.kinds.questions import ASKED_STATE, open_state_consultations
from landwaiter.services.reports.kinds.transaction import transaction_goods, transaction_parties


def consultation_contents(view: CaseView, frame: Frame) -> DossierContents:
    """The question, the transaction, what it is compared with, and a form for the reply."""
    return DossierContents(
        _("Consultation of another Member State"),
        (
            asked_table(view),
            transaction_goods(view),
            *kind_tables(view),
            transaction_parties(view),
            compared_table(frame.denials),
            *reply_tables(view),
        ),
        (),
        subtitle=_("Art. 14 and 16(5) Reg. (EU) 2021/821"),
        unchecked=(
            _("Only what is recorded on the case and in the register of denials was compared."),
            _("An entry that is a candidate was confirmed by nobody."),
        ),
    )


def asked_table(view: CaseView) -> Table:
    """Of whom what is asked on which basis, and until when."""
    return Table(
        id=ASKED_STATE,
        title=_("What is asked"),
        columns=(
            DossierColumn("to", _("To whom"), Content.PERSONAL, width=34),
            DossierColumn("question", _("The question"), Content.OPEN, width=58),
            DossierColumn("basis", _("Basis"), Content.OPEN, width=24),
            DossierColumn("asked", _("Asked on"), Content.OPEN, CellType.DATE, width=18),
            DossierColumn("reply_by", _("Reply by"), Content.OPEN, width=40),
        ),
        rows=tuple(_asked(view, one) for one in open_state_consultations(view)),
        notes=tuple(_readings(view)),
    )


def _asked(view: CaseView, action: Action) -> tuple[Cell, ...]:
    clock = _clock_of(view, action)
    said = _("{until}, 10 working days, calendar {state}")
    return (
        action.addressee,
        CellMark(action.question or or_not_stated(None), strong=True),
        _("{article} Reg. (EU) 2021/821").format(article=action.basis),
        action.sent_at.date().isoformat(),
        said.format(until=end_words(view.countdowns[clock]), state=clock.calendar)
        if clock
        else shown_date(action.due),
    )


def _clock_of(view: CaseView, action: Action) -> Clock | None:
    return next((one for one in view.clocks if one.about == action.id), None)


def _readings(view: CaseView) -> Iterator[Words]:
    """Both days of an extension: the text can be read in two ways, and none is chosen here."""
    for action in open_state_consultations(view):
        clock = _clock_of(view, action)
        for said in readings(clock) if clock else ():
            yield _("{article} can be read in two ways; {reading}.").format(
                article=action.basis, reading=said
            )


_POINTS = {
    ComparedWhat.ENTRY: N_("Control entry"),
    ComparedWhat.BUYER: N_("End user or consignee"),
}
_CONTENT = {
    ComparedWhat.ENTRY: Content.OPEN,
    ComparedWhat.PARAMETER: Content.BUSINESS,
    ComparedWhat.BUYER: Content.PERSONAL,
}


def compared_table(compared: ComparedDenials) -> Table:
    """The transaction beside each standing denial that is not known to be another one."""
    rows = [(one, point) for one in compared.found for point in one.points]
    return Table(
        id="denials_compared",
        title=_("Held against denials"),
        subtitle=_(
            "Art. 2(22) Reg. (EU) 2021/821: essentially identical parameters, and the same end "
            "user or consignee"
        ),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=14),
            DossierColumn("denial", _("Denial"), Content.OPEN, width=40),
            DossierColumn("point", _("Point"), Content.OPEN, width=32),
            DossierColumn("here", _("This transaction"), Content.OPEN, width=36),
            DossierColumn("denied", _("Denied"), Content.OPEN, width=36),
            DossierColumn("same", _("Same"), Content.OPEN, width=20),
        ),
        rows=tuple(_compared(*row) for row in rows),
        notes=(*_found(compared, is_same=True), *_found(compared, is_same=False)),
        empty=_no_denial(compared),
        contents=tuple(_classes(point.what) for _one, point in rows),
    )


def _compared(one: DenialComparison, point: DenialPoint) -> tuple[Cell, ...]:
    denial = one.denial
    told = (denial.id, denial.issuer, denial.notified and shown_date(denial.notified))
    same = {True: _("yes"), False: _("no"), None: _("cannot be told yet")}
    return (
        _("Item {no}").format(no=one.item) if one.item else _("technology"),
        joined(", ", (part for part in told if part)),
        capitalised(named(point.name)) if point.name else _(_POINTS[point.what]),
        joined("; ", point.here) or None,
        joined("; ", point.denied) or None,
        CellMark(same[point.is_same], strong=point.is_same is not True),
    )


def _classes(what: ComparedWhat) -> tuple[Content | None, ...]:
    content = _CONTENT[what]
    return None, None, None, content, content, None


def _found(compared: ComparedDenials, *, is_same: bool) -> Iterator[Words]:
    """One sentence for each denial, with the items that are alike to it."""
    items: dict[str, list[int]] = {}
    for one in compared.found:
        if (one.is_identical is True) is is_same:
            items.setdefault(one.denial.id, []).append(one.item)
    said = (
        _("Denial {id}, items {numbers}: essentially identical in every point that is recorded.")
        if is_same
        else _("Denial {id}, items {numbers}: not every point can be told yet.")
    )
    for denial, numbers in items.items():
        yield said.format(id=denial, numbers=number_spans(numbers))
    if compared.is_partial and not is_same:
        yield _("The register of denials is only begun: what is not in it is not known.")


def _no_denial(compared: ComparedDenials) -> Words:
    if not compared.is_kept:
        return _("The register of denials is not loaded: nothing was compared.")
    return _("No standing denial of the register may be of an essentially identical transaction.")


_REPLIES = {
    "Art. 14(1)": (
        N_("There is no objection."),
        N_("There is an objection. Reasons:"),
    ),
    "Art. 16(5)": (
        N_("The denial stands, and the transaction is essentially identical."),
        N_("The transaction is another one. Reasons:"),
        N_("The denial was revoked. Day:"),
    ),
}
_ALWAYS = (
    N_("More time is needed. Until, and why:"),
    N_("Needed before a reply is possible:"),
)


def reply_tables(view: CaseView) -> Iterator[Table]:
    """For each question a page that the consulted authority fills in and sends back."""
    for number, asked in enumerate(open_state_consultations(view), start=1):
        texts = (*_REPLIES.get(asked.basis, ()), *_ALWAYS)
        yield reply_form(
            number,
            _("Reply form, question {no}").format(no=number),
            _("to case {reference}").format(reference=view.case.reference),
            asked.question or or_not_stated(None),
            # What ends in a colon wants words.
            ((_(text), text.endswith(":")) for text in texts),
        )
