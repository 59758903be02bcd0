"""Tables of a report on a post-clearance audit: scope, exports per year, pattern, findings."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.case_of_kind import value_of
from landwaiter.domain.cases.kinds import FieldType
from landwaiter.i18n import _, figure, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import or_not_stated, shown_country, shown_date, shown_value
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.flags.evaluation import stated


def scope_table(view: CaseView) -> Table:
    """Whose exports of which years, what the data cover, and how long the records are there."""
    exports = stated(view.case, "exports") or {}

    def said(name: str, *others: str) -> str:
        return or_not_stated(_of_kind(view.case, name) or _first(exports, name, *others))

    until = view.record_duty_until
    return Table(
        id="audit_scope",
        title=_("Period and coverage"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=26),
            DossierColumn("value", _("As stated"), Content.PERSONAL, width=60),
        ),
        rows=(
            (_("Exporter"), said("exporter")),
            (_("Audited from"), said("period_from")),
            (_("Audited to"), said("period_to")),
            (_("Headings"), said("hs6")),
            (_("Destinations"), said("destination")),
            (_("Coverage"), said("coverage")),
            (
                _("Exporter's record duty"),
                _("until {day}, Art. 27 Reg. (EU) 2021/821").format(day=shown_date(until))
                if until
                else or_not_stated(None),
            ),
        ),
        form=TableForm.FACTS,
    )


def _of_kind(case: Case, name: str) -> str:
    field = case.of_kind.field(name) if case.of_kind else None
    value = value_of(case, field) if field else None
    if value is None or field is None:
        return ""
    if field.type is FieldType.DATE:
        return shown_date(date.fromisoformat(str(value)))
    return shown_value(value)


def _first(exports: Mapping[str, Any], *names: str) -> str:
    return next((shown_value(exports[name]) for name in names if exports.get(name)), "")


def years_table(view: CaseView) -> Table:
    """Exports by year and destination, and the change to the year before."""
    rows = _per_year(view.case)
    return Table(
        id="audit_years",
        title=_("Exports per year"),
        columns=(
            DossierColumn("year", _("Year"), Content.OPEN, CellType.CODE, width=16),
            DossierColumn("destination", _("Destination"), Content.OPEN, width=44),
            DossierColumn("value", _("Value"), Content.BUSINESS, CellType.NUMBER, width=36),
            DossierColumn("change", _("Against the year before"), Content.BUSINESS, width=40),
        ),
        rows=tuple(_year_rows(rows)),
        empty=_("No figures per year were stated."),
    )


def _per_year(case: Case) -> Mapping[tuple[str, str], Decimal]:
    """(Destination, year) → EUR, from the trade data and from the fields of the kind."""
    history = (stated(case, "exports") or {}).get("history_eur") or {}
    found = {
        (country, year): amount
        for key, value in history.items()
        if (amount := _decimal(value)) is not None
        for country, _dash, year in [str(key).partition("_")]
    }
    for row in (case.project or {}).get("years") or ():
        amount = _decimal(row.get("value_eur"))
        if amount is not None:
            found[str(row.get("country") or ""), str(row.get("year") or "")] = amount
    return dict(sorted(found.items()))


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None


def _year_rows(found: Mapping[tuple[str, str], Decimal]) -> Iterator[tuple[Cell, ...]]:
    before: dict[str, Decimal] = {}
    for (country, year), amount in found.items():
        earlier = before.get(country)
        yield (
            year,
            shown_country(country),
            CellMark(f"{amount:f}", unit="EUR"),
            _change(earlier, amount),
        )
        before[country] = amount


def _change(before: Decimal | None, now: Decimal) -> str:
    if before is None:
        return _("first year stated")
    if not before:
        return _("nothing the year before")
    return _("{times} times").format(times=figure(now / before, 1))


def pattern_table(view: CaseView) -> Table:
    """What the rules found in these exports."""
    counted = Counter(flag.severity.value for flag in view.raised)
    return Table(
        id="audit_pattern",
        title=_("Pattern"),
        subtitle=joined(
            ", ",
            (joined(" ", (str(number), severity)) for severity, number in counted.items()),
        ),
        columns=(
            DossierColumn("rule", _("Rule"), Content.OPEN, CellType.CODE, width=18),
            DossierColumn("found", _("What was found"), Content.BUSINESS, width=136),
        ),
        rows=tuple((flag.rule, flag.explanation) for flag in view.raised),
        empty=_("No rule found anything; see the rules that were not evaluated."),
    )


def documents_table(view: CaseView) -> Table:
    """Documents seen: those named as on file, and every piece of evidence."""
    listed = stated(view.case, "documents") or ()
    seen = (view.case.project or {}).get("documents_seen") or ()
    return Table(
        id="audit_documents",
        title=_("Documents seen"),
        columns=(
            DossierColumn("document", _("Document"), Content.OPEN, width=70),
            DossierColumn("date", _("Date"), Content.OPEN, CellType.DATE, width=22),
            DossierColumn("remark", _("Remark"), Content.INTERNAL, width=62),
        ),
        rows=(
            *((str(row.get("document")), row.get("date"), row.get("remark")) for row in seen),
            *((str(name), None, _("named as on file")) for name in listed),
            *((piece.name, None, piece.label) for piece in view.case.evidence),
        ),
        empty=_("No document was seen."),
    )


def findings_table(view: CaseView) -> Table:
    """What the audit found, in the words of who made it, and what is confirmed of the goods."""
    text = (view.case.project or {}).get("findings")
    rows: list[tuple[Cell, ...]] = [(_("Findings"), str(text))] if text else []
    rows += [
        (
            _("Item {no}, {code}").format(no=finding.item_no, code=finding.code),
            joined(": ", (low(finding.state.value), finding.reason)),
        )
        for finding in view.classifications
    ]
    return Table(
        id="audit_findings",
        title=_("Findings"),
        columns=(
            DossierColumn("about", _("Of what"), Content.OPEN, width=40),
            DossierColumn("found", _("Finding"), Content.BUSINESS, width=114),
        ),
        rows=tuple(rows),
        empty=_("No finding is stated yet."),
    )
