"""Rules that read the registers of denials, informed exporters and final findings."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from landwaiter.domain.case import CaseParty
from landwaiter.domain.declaration import Role
from landwaiter.domain.facts import Denial
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.licensing import licensed_buyer
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import Goods, View, as_date, is_true
from landwaiter.domain.words import folded, same_name
from landwaiter.i18n import _


def standing_denials(view: View) -> tuple[Denial, ...]:
    return tuple(one for one in view.facts.registers.denials or () if not one.revoked)


def denied_counterparty(view: View, rule: Rule) -> Finding:
    """RF-P16: whatever its age."""
    if view.facts.registers.denials is None:
        return unknown("register:denials")
    if not view.buyers:
        return unknown("consignee.name|end_user.name")
    return any_of(
        judge(
            {"register:denials": same_name(denial.end_user, name)},
            _("{name} is the counterparty of denial {id}, which is not revoked.").format(
                name=name, id=denial.id
            ),
            evidence=(f"register:denials: {denial.id}",),
        )
        for denial in standing_denials(view)
        for name in view.buyers
    )


def informed_exporter(view: View, rule: Rule) -> Finding:
    """RF-P17: a letter in force that covers the item or the end user, and no authorisation.

    Letters: `{exporter, eori, items, end_users, valid_to, basis}`.
    """
    letters = view.facts.registers.informed_exporters
    if letters is None:
        return unknown("register:informed_exporters")
    exporters = view.parties(Role.EXPORTER)
    if not exporters:
        return unknown("exporter.eori|exporter.name")
    return any_of(_letter(view, letter, exporters) for letter in letters)


def _letter(view: View, letter: Mapping[str, Any], exporters: tuple[CaseParty, ...]) -> Finding:
    addressed = any(
        same_name(letter.get("exporter"), party.name)
        or (party.identifier is not None and party.identifier == letter.get("eori"))
        for party in exporters
    )
    valid_to = as_date(letter.get("valid_to"))
    return judge(
        {
            "exporter.eori|exporter.name": addressed,
            "register:informed_exporters": valid_to is None or valid_to >= view.day,
            "items.cn8|end_user.name": _covered(view, letter),
            "register:licences": not licensed_buyer(view),
        },
        _(
            "The exporter was informed ({basis}); the letter covers this item or end user and no "
            "authorisation is recorded."
        ).format(basis=letter.get("basis") or _("basis not stated")),
        evidence=(f"register:informed_exporters: {letter.get('exporter') or letter.get('eori')}",),
    )


def _covered(view: View, letter: Mapping[str, Any]) -> bool | None:
    named = any(
        same_name(user, name) for user in _listed(letter, "end_users") for name in view.buyers
    )
    items = tuple(str(item).replace(" ", "") for item in _listed(letter, "items"))
    goods = any(
        (line.cn or "").startswith(item) or any(code.under(item) for code in view.codes(line))
        for item in items
        for line in view.goods
    )
    if named or goods:
        return True
    return None if not view.buyers and not view.goods else False


def _listed(letter: Mapping[str, Any], key: str) -> Iterable[str]:
    """The values of a letter, given as a list or, by a table, as text with bars between."""
    value = letter.get(key) or ()
    return tuple(part.strip() for part in value.split("|")) if isinstance(value, str) else value


def denial_match(view: View, rule: Rule) -> Finding:
    """RF-C01: essentially identical transaction, Art. 2(22): parameters and end user."""
    if view.facts.registers.denials is None:
        return unknown("register:denials")
    return any_of(
        (
            _same_transaction(view, denial, line)
            for denial in standing_denials(view)
            for line in view.goods
        ),
    )


def _same_transaction(view: View, denial: Denial, line: Goods) -> Finding:
    params = view.params(line)
    values = [_same_value(params.get(name), value) for name, value in denial.params.items()]
    buyer = any(same_name(denial.end_user, name) for name in view.buyers) if view.buyers else None
    text = _("Item {no} and its buyer are those of denial {id}: {item}, {user}.")
    return judge(
        {
            "consignee.name|end_user.name": buyer,
            "items.classification": _same_entry(view, line, denial.item),
            "items.params": False if False in values else None if None in values else True,
        },
        text.format(no=line.no, id=denial.id, item=denial.item, user=denial.end_user),
        evidence=(f"register:denials: {denial.id}",),
    )


def _same_entry(view: View, line: Goods, item: str) -> bool | None:
    if any(code.under(item) or item.startswith(f"{code.code}.") for code in view.codes(line)):
        return True
    return False if view.classified else None


def _same_value(stated: Any, denied: Any) -> bool | None:
    """Equal as numbers (4 and 4.0), else as folded text; None while nothing is stated."""
    if stated is None:
        return None
    try:
        return Decimal(str(stated)) == Decimal(str(denied))
    except InvalidOperation:
        return folded(str(stated)) == folded(str(denied))


def final_finding(view: View, rule: Rule) -> Finding:
    """RF-C04: `{exporter, eori, date, final}` within the rule's months; open cases do not count."""
    findings = view.facts.registers.findings
    if findings is None:
        return unknown("register:findings")
    exporters = view.parties(Role.EXPORTER)
    return (
        any_of(
            (_penalty(view, rule, row, party) for row in findings for party in exporters),
        )
        if exporters
        else unknown("exporter.name")
    )


def _penalty(view: View, rule: Rule, row: Mapping[str, Any], party: CaseParty) -> Finding:
    day = as_date(row.get("date"))
    months = None if day is None else (view.day.year - day.year) * 12 + view.day.month - day.month
    mine = same_name(row.get("exporter"), party.name) or (
        party.identifier is not None and party.identifier == row.get("eori")
    )
    return judge(
        {
            "exporter.name": mine,
            "register:findings": None
            if months is None
            else is_true(row.get("final")) and 0 <= months <= number(rule.thresholds, "months"),
        },
        _("A final finding of {day} stands against the exporter {name}.").format(
            day=row.get("date"), name=party.name
        ),
        evidence=(f"register:findings: {row.get('date')}",),
    )
