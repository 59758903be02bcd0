"""Tables of a case report on the rules: what was raised, and what could not be judged."""

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import FlagResult
from landwaiter.i18n import _, capitalised, joined, plural
from landwaiter.reports.dossier.dossier import CellType, DossierColumn, Table
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.flags.undecided import lacks_said, undecided

LISTED_VESSEL = "RF-V01"


def flags_table(view: CaseView) -> Table:
    total = len(view.case.flags)
    return Table(
        id="flags",
        title=_("Red flags"),
        subtitle=plural(
            total,
            (
                "{n} rule: {raised} raised, {not_raised} evaluated and not raised, "
                "{not_evaluated} not evaluated, {not_applicable} not applicable, {off} off"
            ),
            (
                "{n} rules: {raised} raised, {not_raised} evaluated and not raised, "
                "{not_evaluated} not evaluated, {not_applicable} not applicable, {off} off"
            ),
            raised=len(view.raised),
            not_raised=view.not_raised,
            not_evaluated=len(view.not_evaluated),
            not_applicable=len(view.not_applicable),
            off=view.off,
        ),
        columns=(
            DossierColumn("severity", _("Severity"), Content.OPEN, CellType.SEVERITY, width=19),
            DossierColumn("rule", _("Rule"), Content.OPEN, CellType.CODE, width=12),
            DossierColumn("found", _("What was found"), Content.OPEN, width=77),
            DossierColumn("state", _("Status"), Content.OPEN, width=18),
            DossierColumn("basis", _("Basis"), Content.OPEN, width=34),
        ),
        rows=tuple(
            (
                flag.severity.value,
                flag.rule,
                capitalised(flag.explanation),
                _state(flag),
                flag.basis,
            )
            for flag in view.raised
        ),
        notes=_vessel_notes(view),
        empty=_("No flag is raised. That is no clear result where rules were not evaluated."),
    )


def _state(flag: FlagResult) -> str:
    """What a person found; a dismissal that needed two persons says who the second was."""
    if not flag.review_reason:
        return low(flag.review.value)
    said = joined(": ", (low(flag.review.value), flag.review_reason))
    if flag.review_unsound:
        return joined(" ", (said, flag.review_unsound))
    if flag.seconder:
        return _("{said} (seconded by {name})").format(said=said, name=flag.seconder)
    return said


def _vessel_notes(view: CaseView) -> tuple[str, ...]:
    """Reg. 833/2014 Art. 3s bars the vessel from ports; it does not reach the cargo."""
    if not any(flag.rule == LISTED_VESSEL for flag in view.raised):
        return ()
    return (
        _(
            "Art. 3s Reg. 833/2014 bars port access and services to the vessel: inform the port "
            "or maritime authority."
        ),
        _("The listing of the vessel is no ground to seize the cargo."),
    )


def not_evaluated_table(view: CaseView) -> Table:
    """What the officer can do something about; the rest is told in sentences beneath."""
    found = undecided(view.not_evaluated, view.not_applicable)
    return Table(
        id="not_evaluated",
        title=_("Rules not evaluated"),
        subtitle=_("data is missing; this is never a clear result"),
        columns=(
            DossierColumn("rule", _("Rule"), Content.OPEN, CellType.CODE, width=12),
            DossierColumn("what", _("What it looks at"), Content.OPEN, width=46),
            DossierColumn("missing", _("What is missing"), Content.OPEN, width=76),
        ),
        rows=tuple(
            (
                flag.rule,
                view.rule_names.get(flag.rule, ""),
                lacks_said(flag),
            )
            for flag in found.own
        ),
        notes=tuple(filter(None, (*found.waiting, found.absent_told))),
        empty=_("Nothing is missing that an officer could ask for, enter or judge."),
    )
