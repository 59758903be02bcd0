"""Tables of a case report on goods: items, licences, control entries."""

from collections.abc import Iterable
from decimal import Decimal

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import Candidate, ClassificationState
from landwaiter.domain.cases.decision import finding_on
from landwaiter.domain.cases.facts import CASE_ITEM, CONTROL_RESULT
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.goods.facts import CONSIDERED
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Money
from landwaiter.domain.registers.facts import LICENCE
from landwaiter.i18n import _, in_english, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, Table
from landwaiter.services.base.wording import (
    or_not_stated,
    sentence,
    shown_code,
    shown_date,
    shown_whereabouts,
)
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.control_results import (
    code_said,
    controlled_said,
    moment_said,
    results_standing,
)
from landwaiter.services.registers.document_words import codes_said
from landwaiter.services.reports.dossier.columns import columns_of


def items_table(view: CaseView) -> Table | None:
    case, declaration = view.case, view.case.declaration
    if declaration is None:
        return None
    status = {item.no: item for item in case.items}
    return Table(
        id="items",
        title=_("Items"),
        columns=columns_of(
            CASE_ITEM,
            {
                "item": 14,
                "cn": 16,
                "goods": 40,
                "net": 16,
                "value": 24,
                "documents": 22,
                "status": 24,
            },
        ),
        rows=tuple(
            (
                _("Item {no}").format(no=item.no),
                shown_code(item.cn),
                or_not_stated(item.description),
                _amount(item.net_mass_kg, "kg"),
                _value(item.statistical_value or item.invoice_value),
                joined(", ", codes_said(view, item.no)) or _("none"),
                shown_whereabouts(status[item.no], case.member_state)
                if item.no in status
                else or_not_stated(None),
            )
            for item in own_items(case)
        ),
    )


def control_results_table(view: CaseView) -> Table | None:
    """Each result as it was recorded; None where no control was."""
    case = view.case
    if not case.control_results:
        return None
    stand = {one.id for one in results_standing(case)}
    return Table(
        id="control_results",
        title=_("Control results"),
        columns=columns_of(
            CONTROL_RESULT,
            {
                "of": 20,
                "code": 26,
                "at": 20,
                "by": 22,
                "found": 36,
                "seals": 16,
                "remarks": 26,
                "state": 18,
            },
        ),
        rows=tuple(
            (
                controlled_said(one),
                code_said(one),
                moment_said(one, case.member_state),
                one.controlled_by,
                one.found,
                one.seals or None,
                one.remarks or None,
                _("stands") if one.id in stand else _("superseded"),
            )
            for one in case.control_results
        ),
    )


def _amount(number: Decimal | None, unit: str) -> Cell:
    return CellMark(format(number, "f"), unit=unit) if number is not None else None


def _value(money: Money | None) -> Cell:
    return _amount(money.amount, money.currency) if money else None


def licences_table(view: CaseView) -> Table | None:
    """Authorisations that the declaration refers to, as the register of their issuer has them."""
    rows = tuple(
        (
            licence.ref,
            licence.issuer,
            or_not_stated(licence.consignee),
            shown_date(licence.valid_to),
            _("{used} of {quantity}").format(
                used=licence.used if licence.used is not None else _("not stated"),
                quantity=licence.quantity if licence.quantity is not None else _("not stated"),
            ),
        )
        for licence in view.licences
    )
    if not rows:
        return None
    return Table(
        id="licences",
        title=_("Authorisations in the register"),
        columns=columns_of(
            LICENCE, {"ref": 26, "issuer": 10, "consignee": 50, "valid_to": 18, "used": 20}
        ),
        rows=rows,
    )


def classification_table(view: CaseView) -> Table:
    return Table(
        id="classification",
        title=_("Classification"),
        subtitle=_("a correlation means check, not controlled"),
        columns=columns_of(
            CONSIDERED, {"item": 14, "entry": 14, "why": 56, "state": 26, "missing": 34}
        ),
        rows=tuple(_classified(view)),
        empty=_("No control entry was considered."),
    )


def _considered(candidate: Candidate) -> str:
    """The entry's title, then each reason as a sentence."""
    title = candidate.title
    whole = in_english(title).endswith(".") or not title
    said = title if whole else joined("", (title, "."))
    return joined(" ", filter(None, (said, *map(sentence, candidate.reasons))))


def _classified(view: CaseView) -> Iterable[tuple[Cell, ...]]:
    told: set[str] = set()
    of_none = _("headings") if view.case.kind is CaseKind.AUDIT else _("technology")
    for candidate in view.case.candidates:
        finding = finding_on(candidate, view.classifications)
        told |= {finding.id} if finding else set()
        yield (
            _("Item {no}").format(no=candidate.item_no) if candidate.item_no else of_none,
            finding.code if finding and finding.code != candidate.code else candidate.shown,
            _considered(candidate),
            joined(": ", (low(finding.state.value), finding.reason))
            if finding
            else low(ClassificationState.CANDIDATE.value),
            joined(", ", candidate.missing) or "–",
        )
    for finding in view.classifications:
        if finding.id in told:
            continue
        yield (
            _("Item {no}").format(no=finding.item_no),
            finding.code,
            finding.basis or _("stated by a person"),
            joined(": ", (low(finding.state.value), finding.reason)),
            "–",
        )
