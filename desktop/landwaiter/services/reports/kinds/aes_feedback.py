"""The feedback sheet for the export system: what is keyed in of a control, and nothing else.

Beside the result it holds a risk form and, where the licensing authority refused, a draft of the
entry in the Dual-Use e-System. Nothing is sent from here.
"""

from collections.abc import Iterator

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import FlagReview
from landwaiter.domain.intake.control_result import ControlResult
from landwaiter.i18n import Words, _, capitalised, joined
from landwaiter.reports.dossier.dossier import CellType, DossierColumn, Table, TableForm
from landwaiter.services.base.wording import or_not_stated, shown_country
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.control_results import (
    controlled_said,
    list_said,
    moment_said,
    results_standing,
)
from landwaiter.services.reports.dossier.compose import DossierContents, Frame
from landwaiter.services.reports.kinds.denial import denial_said
from landwaiter.services.reports.kinds.questions import refusal_of
from landwaiter.services.reports.kinds.transaction import parties_said, transaction_goods

_Row = tuple[Words, Words, Content | None]
_BLANK = ""
"""A box to write in."""


def feedback_contents(view: CaseView, frame: Frame) -> DossierContents:
    """Each result that stands, the risk form, and the draft of what is told to other states."""
    results = results_standing(view.case)
    numbers = {one.item_no for one in results if one.item_no is not None}
    all_of_it = any(one.item_no is None for one in results)
    return DossierContents(
        _("Feedback sheet for the export system"),
        (
            *(_result(view, one, number) for number, one in enumerate(results, 1)),
            _form("feedback_risk", _("Risk form"), tuple(_risk(view, frame))),
            _risks(view),
            transaction_goods(view, None if all_of_it else numbers),
            _draft(view),
        ),
        (),
        is_form=True,
        subtitle=_("To be keyed in by hand: nothing is sent from here."),
    )


def _form(name: str, title: Words, rows: tuple[_Row, ...], subtitle: Words = "") -> Table:
    return Table(
        id=name,
        title=title,
        subtitle=subtitle,
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("said", _("As recorded"), Content.OPEN, width=110),
        ),
        rows=tuple((what, said) for what, said, _content in rows),
        form=TableForm.FIELDS,
        contents=tuple((None, content) for _what, _said, content in rows),
    )


def _result(view: CaseView, one: ControlResult, number: int) -> Table:
    return _form(
        f"feedback_result_{number}",
        _("Control result to key in"),
        tuple(_result_rows(view, one)),
        controlled_said(one),
    )


def _result_rows(view: CaseView, one: ControlResult) -> Iterator[_Row]:
    yield _("MRN"), _mrn(view), None
    yield _("Item"), str(one.item_no or "") or controlled_said(one), None
    yield _("Control result"), one.code, None
    yield _("In words"), one.words or _BLANK, None
    yield _("List of codes"), list_said(one), None
    yield _("Controlled at"), moment_said(one, view.case.member_state), None
    yield _("Controlled by"), one.controlled_by, Content.PERSONAL
    yield _("What was found"), one.found, Content.INTERNAL
    yield _("Seals"), one.seals or _BLANK, None
    yield _("Remarks"), one.remarks or _BLANK, Content.INTERNAL


def _mrn(view: CaseView) -> str:
    return view.case.mrn or or_not_stated(None)


def _risk(view: CaseView, frame: Frame) -> Iterator[_Row]:
    """Who asks, what goes where, and who takes part."""
    declaration = view.case.declaration
    yield _("Authority"), frame.office, None
    yield _("Case"), view.case.reference, None
    yield _("MRN"), _mrn(view), None
    if declaration is not None:
        for what, said in (
            (_("Office of export"), declaration.office_export),
            (_("Office of exit"), declaration.office_exit),
        ):
            yield what, or_not_stated(said), None
    yield _("Destination"), shown_country(view.row.destination), None
    for what, said in parties_said(view):
        yield what, said, Content.PERSONAL
    containers = declaration.containers if declaration else ()
    loaded = joined(", ", (one.identifier or "" for one in containers))
    yield _("Container"), loaded or or_not_stated(None), None


def _risks(view: CaseView) -> Table:
    """Flags that a person found to hold; what nobody judged is no risk that was found."""
    found = [one for one in view.raised if one.review is FlagReview.SUBSTANTIATED]
    return Table(
        id="feedback_flags",
        title=_("Risks found"),
        columns=(
            DossierColumn("severity", _("Severity"), Content.OPEN, CellType.SEVERITY, width=22),
            DossierColumn("rule", _("Rule"), Content.OPEN, CellType.CODE, width=18),
            DossierColumn("what", _("What"), Content.OPEN, width=46),
            DossierColumn("found", _("What was found"), Content.OPEN, width=74),
        ),
        rows=tuple(
            (
                one.severity.value,
                one.rule,
                view.rule_names.get(one.rule, ""),
                capitalised(one.explanation),
            )
            for one in found
        ),
        empty=_("No flag is substantiated."),
    )


def _draft(view: CaseView) -> Table | None:
    """What an entry in the Dual-Use e-System would say; None before the authority refused."""
    refusal = refusal_of(view.case)
    if refusal is None:
        return None
    return _form(
        "feedback_dues",
        _("Draft of the entry in the Dual-Use e-System"),
        (
            *denial_said(view, refusal, blank=_BLANK),
            (_("Reasons"), refusal.answer or _BLANK, Content.BUSINESS),
        ),
        _("for the licensing authority to complete: this office notifies no denial"),
    )
