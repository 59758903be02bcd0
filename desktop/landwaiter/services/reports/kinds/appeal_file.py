"""The file on an appeal: for the court or the authority that decides on it.

Each decision that was appealed stands apart: what it was, when it was served, until when it could
be appealed, when the appeal came, and what became of it. Whether an appeal is admissible is for its
reader to judge: this says the last day and the day on which it came.
"""

from collections.abc import Iterator

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.appeals import (
    LAWS,
    PERIOD,
    TITLES,
    appealed,
    lodgings_on,
    newest_step,
    service_of,
    steps_on,
    waits_for_judgment,
)
from landwaiter.domain.cases.case import Decision
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.court import GROUNDS, AppealEntry, AppealStep
from landwaiter.domain.cases.prosecution import KINDS
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.letters.letter_state import letter_kind
from landwaiter.i18n import Words, _, joined, plural
from landwaiter.reports.dossier.dossier import Cell, CellType, DossierColumn, Table, TableForm
from landwaiter.services.base.wording import or_not_stated, shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.case_tables import (
    actions_table,
    declarations_table,
    facts_table,
    letters_table,
    parties_table,
)
from landwaiter.services.reports.dossier.closing import (
    custody_table,
    editions_table,
    evidence_table,
    history_table,
)
from landwaiter.services.reports.dossier.compose import DossierContents, Frame
from landwaiter.services.reports.dossier.decision import shown_outcome
from landwaiter.services.reports.dossier.goods_tables import items_table
from landwaiter.services.reports.dossier.ministry_tables import basis_table
from landwaiter.services.reports.dossier.office_tables import office_table
from landwaiter.services.reports.dossier.track_tables import tracks_table

_Row = tuple[Words, Words, Content | None]


def appeal_contents(view: CaseView, frame: Frame) -> DossierContents:
    """Each appeal of the case with its steps, then what the decision was made of."""
    return DossierContents(
        _("File on an appeal"),
        (
            *(
                table
                for number, one in enumerate(appealed(view.case), start=1)
                for table in _of_decision(view, frame, number, one)
            ),
            _consents_table(view),
            facts_table(view),
            parties_table(view, frame.editions),
            items_table(view),
            tracks_table(view),
            basis_table(view),
        ),
        (
            letters_table(view),
            _letter_files_table(view),
            actions_table(view),
            evidence_table(view),
            custody_table(view),
            declarations_table(view),
            editions_table(view, frame.editions),
            office_table(frame.settings),
            history_table(view),
        ),
        asked=_asked(view),
    )


def _asked(view: CaseView) -> str:
    """What is wanted of who reads it; nothing of its own where all was judged."""
    last = newest_step(view.case)
    if last is None or not waits_for_judgment(last):
        return ""
    lodged = lodgings_on(view.case, last.decision_id)[-1]
    return _("Judge the appeal of {day}.").format(day=shown_date(lodged.day))


def _of_decision(
    view: CaseView, frame: Frame, number: int, decision: Decision
) -> tuple[Table, Table]:
    rows = tuple(_said(view, frame, decision))
    appeal = Table(
        id=f"appeal_{number}",
        title=_("Appeal against decision, version {version}").format(version=decision.version),
        columns=(
            DossierColumn("fact", _("Fact"), Content.OPEN, width=34),
            DossierColumn("value", _("Value"), Content.OPEN, width=50),
        ),
        rows=tuple((what, said) for what, said, _content in rows),
        contents=tuple((None, content) for _what, _said, content in rows),
        form=TableForm.FACTS,
    )
    return appeal, _steps_table(view, number, decision)


def _said(view: CaseView, frame: Frame, decision: Decision) -> Iterator[_Row]:
    case = view.case
    outcome = shown_outcome(case, decision.outcome, frame.office)
    yield _("Decision"), outcome, None
    for no, item in sorted(decision.items.items()):
        said = (shown_outcome(case, item, frame.office, no=no), decision.bases.get(no, ""))
        what = _("Outcome of item {no}").format(no=no)
        yield what, joined("; ", (one for one in said if one)), None
    if decision.basis:
        yield _("Legal basis"), decision.basis, None
    if decision.approval is not None:
        day = local_date(decision.approval.at, case.member_state)
        yield _("Approved"), shown_date(day), None
    yield _("SHA-256 of the text that was signed"), decision.text_sha256, None
    served = service_of(case, decision.id)
    yield from _service(view, served)
    yield from _lodged(view, decision, served)
    last = steps_on(case, decision.id)[-1]
    status = _("{step}, {day}").format(step=_(TITLES[last.step]), day=shown_date(last.day))
    yield _("Status"), status, None


def _service(view: CaseView, served: AppealEntry | None) -> Iterator[_Row]:
    if served is None:
        yield _("Day of service"), _("no service is recorded"), None
        return
    yield _("Day of service"), shown_date(served.day), None
    yield _("Served on"), served.who, Content.PERSONAL
    yield _("Reference of the service"), or_not_stated(served.number), Content.PERSONAL
    yield _("Period to appeal"), _period(served, _clock(view, served)), None


def _clock(view: CaseView, served: AppealEntry) -> Clock | None:
    return next((c for c in view.clocks if c.kind == PERIOD and c.about == served.id), None)


def _period(served: AppealEntry, clock: Clock | None) -> Words:
    if clock is None:
        return _("the office had set no period to appeal")
    until = shown_date(clock.due)
    if served.days is None:
        return _("until {day}, by the period that the office has set since").format(day=until)
    return _("{period}, until {day}").format(
        period=plural(served.days, "{n} day to appeal", "{n} days to appeal"), day=until
    )


def _lodged(view: CaseView, decision: Decision, served: AppealEntry | None) -> Iterator[_Row]:
    """A judgment may be appealed in its turn: the period of the decision is that of the first."""
    clock = _clock(view, served) if served else None
    for number, one in enumerate(lodgings_on(view.case, decision.id)):
        yield _("Appeal lodged"), shown_date(one.day), None
        yield _("Lodged by"), one.who, Content.PERSONAL
        yield _("Reference of the appeal"), one.number, Content.PERSONAL
        yield _("Under"), _(LAWS[one.law]), None
        if number == 0:
            yield _("In time"), _in_time(one, clock), None
        yield _("Grounds"), or_not_stated(one.reason), GROUNDS


def _in_time(lodged: AppealEntry, clock: Clock | None) -> Words:
    if clock is None:
        return _("not known: no last day is recorded")
    if lodged.day <= clock.due:
        return _("within the period")
    return _("after the last day, {due}").format(due=shown_date(clock.due))


def _steps_table(view: CaseView, number: int, decision: Decision) -> Table:
    """Of the office's reasons for a step its reader gets none; grounds are the appellant's."""
    steps = steps_on(view.case, decision.id)
    return Table(
        id=f"appeal_{number}_steps",
        title=_("Steps on decision, version {version}").format(version=decision.version),
        subtitle=_("as recorded, by day"),
        columns=(
            DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=22),
            DossierColumn("what", _("What"), Content.OPEN, width=26),
            DossierColumn("who", _("Who"), Content.PERSONAL, width=30),
            DossierColumn("number", _("Reference"), Content.PERSONAL, width=26),
            DossierColumn("text", _("Said"), Content.PERSONAL, width=58),
        ),
        rows=tuple(
            (
                one.day.isoformat(),
                _(TITLES[one.step]),
                one.who or None,
                one.number or None,
                one.reason or None,
            )
            for one in steps
        ),
        contents=tuple((None, None, None, None, _class_of(one)) for one in steps),
    )


def _class_of(step: AppealEntry) -> Content | None:
    """Of what was said of a step: what nobody said is no deliberation."""
    is_reason = step.reason and step.step is not AppealStep.LODGED
    return Content.DELIBERATION if is_reason else None


def _consents_table(view: CaseView) -> Table | None:
    """To what a prosecutor consented; None where nobody did."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.day.isoformat(), _(KINDS[one.what]), lead.prosecutor, one.number, one.purpose)
        for lead in view.case.leads
        for one in lead.consents
    )
    if not rows:
        return None
    return Table(
        id="appeal_consents",
        title=_("Consent of the prosecutor"),
        columns=(
            DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=22),
            DossierColumn("what", _("Consent to"), Content.OPEN, width=22),
            DossierColumn("who", _("Prosecutor"), Content.PERSONAL, width=34),
            DossierColumn("number", _("Reference"), Content.INTERNAL, width=24),
            DossierColumn("purpose", _("For what"), Content.INTERNAL, width=60),
        ),
        rows=rows,
    )


def _letter_files_table(view: CaseView) -> Table | None:
    """Each letter with the hash of its pages; None where none was issued."""
    case = view.case
    pieces = {piece.id: piece.no for piece in case.evidence}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.number(case.reference),
            letter_kind(one),
            label(pieces[one.evidence_id]) if one.evidence_id in pieces else None,
            one.pdf_sha256,
        )
        for one in case.letters
    )
    if not rows:
        return None
    return Table(
        id="letter_files",
        title=_("Files of letters"),
        columns=(
            DossierColumn("number", _("Number"), Content.OPEN, CellType.CODE, width=24),
            DossierColumn("kind", _("Kind"), Content.OPEN, width=32),
            DossierColumn("piece", _("Evidence"), Content.OPEN, CellType.CODE, width=14),
            DossierColumn("sha256", "SHA-256", Content.OPEN, CellType.CODE, width=64),
        ),
        rows=rows,
    )
