"""Rules that read the registers of denials, informed exporters and final findings."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from landwaiter.domain.base.days import told_day
from landwaiter.domain.cases.case import CaseParty, Severity
from landwaiter.domain.entities.ownership.changes import months_after
from landwaiter.domain.flags.evidence import (
    at,
    of_cn,
    of_codes,
    of_item,
    of_party,
    of_register,
)
from landwaiter.domain.flags.finding import Finding, alternatives, any_of, judge, unknown
from landwaiter.domain.flags.inputs_of_rules import Denial, Licence
from landwaiter.domain.flags.rule import Rule, stated
from landwaiter.domain.flags.view import Code, Goods, View, as_date, is_true
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.control_codes import FOREIGN, is_open
from landwaiter.domain.law.denial_review import review_due
from landwaiter.domain.law.word_lists import folded, same_name
from landwaiter.i18n import _, joined


def standing_denials(view: View) -> tuple[Denial, ...]:
    return tuple(one for one in view.facts.registers.denials or () if not one.revoked)


def settled(view: View, register: str, finding: Finding) -> Finding:
    """What does not stand in a register that is only begun is not known."""
    begun_only = register in view.facts.registers.partial
    return unknown(f"register:{register}") if begun_only and not finding.holds else finding


def recorded_authorisation(view: View) -> bool:
    """Whether a licence in force names a buyer of the case, its destination and its goods."""
    return any(_authorises(view, licence) for licence in view.facts.registers.licences)


def _authorises(view: View, licence: Licence) -> bool:
    named = tuple(name for name in (licence.consignee, licence.end_user) if name)
    buyer = any(same_name(one, name) for one in named for name in view.buyers)
    there = licence.destination in (None, view.destination)
    goods = (
        not licence.items
        or not view.goods
        or any(covers_code(view, line, item.code) for item in licence.items for line in view.goods)
    )
    return licence.valid_on(view.day) and buyer and there and goods


def covers_code(view: View, line: Goods, code: str) -> bool:
    """Whether a heading or a control entry, as a register writes it, covers a line."""
    bare = code.replace(" ", "")
    if bare.isdecimal():
        return (line.cn or "").startswith(bare)
    return any(one.meets(bare) for one in view.codes(line))


def _review(view: View, denial: Denial) -> Iterator[str]:
    """Until when the denial is to be reviewed, as a sentence; nothing where no day is known."""
    due = review_due(denial.notified, denial.reviewed)
    if due is None:
        return
    said = (
        _("Its review was due on {day} and none is recorded (Art. 16).")
        if due < view.facts.day
        else _("It is to be reviewed by {day} (Art. 16).")
    )
    yield said.format(day=due)


def denied_counterparty(view: View, rule: Rule) -> Finding:
    """RF-P16: whatever its age."""
    if view.facts.registers.denials is None:
        return unknown("register:denials")
    found = any_of(_denied(view, denial) for denial in standing_denials(view))
    return settled(view, "denials", found)


def _denied(view: View, denial: Denial) -> Finding:
    names = [n for n in view.buyers if any(same_name(d, n) for d in denial.counterparties)]
    text = _("{name} has the name of a counterparty of denial {id}, which is not revoked.")
    return judge(
        _of_buyers(view, is_met=bool(names)),
        joined(" ", (*(text.format(name=n, id=denial.id) for n in names), *_review(view, denial))),
        evidence=(
            *(place for name in names for place in of_buyer(view, name)),
            of_register("denials", denial.id),
        ),
    )


def _of_buyers(view: View, *, is_met: bool) -> Mapping[str, bool | None]:
    """Whether a buyer is met: none is while consignee or end user is not known.

    The partner of a project is both.
    """
    partner = (view.case.project or {}).get("partner")
    return alternatives(
        ("consignee.name", is_met if is_met or partner or view.consignee_names else None),
        ("end_user.name", is_met if is_met or partner or view.end_user_names else None),
    )


def of_buyer(view: View, name: str) -> tuple[str, ...]:
    """Where a buyer of this name stands on the case."""
    roles = (Role.CONSIGNEE, Role.END_USER, Role.PROJECT_PARTNER)
    found = [of_party(party) for party in view.parties(*roles) if same_name(party.name, name)]
    return tuple(found) or (at("enrichment/end_user", name),)


def informed_exporter(view: View, rule: Rule) -> Finding:
    """RF-P17: a letter in force that covers the item or the end user, and no authorisation.

    Letters: `{exporter, eori, items, end_users, valid_from, valid_to, basis}`.
    """
    letters = view.facts.registers.informed_exporters
    if letters is None:
        return unknown("register:informed_exporters")
    exporters = view.parties(Role.EXPORTER)
    if not exporters:
        return unknown("exporter.eori|exporter.name")
    found = any_of(_letter(view, rule, letter, party) for letter in letters for party in exporters)
    return settled(view, "informed_exporters", found)


def is_exporter(entry: Mapping[str, Any], party: CaseParty) -> bool:
    """Whether a register's entry is about this exporter: by EORI where both state one."""
    if entry.get("eori") and party.identifier:
        return str(entry["eori"]).strip().upper() == party.identifier.strip().upper()
    return same_name(entry.get("exporter"), party.name)


def _letter(view: View, rule: Rule, letter: Mapping[str, Any], party: CaseParty) -> Finding:
    users = [n for n in view.buyers for u in _listed(letter, "end_users") if same_name(u, n)]
    lines = [
        (line, item)
        for item in _listed(letter, "items")
        for line in view.goods
        if covers_code(view, line, item)
    ]
    confirmed = bool(users) or any(_is_confirmed(view, line, item) for line, item in lines)
    complete = has_licences(view)
    return judge(
        {
            "exporter.eori|exporter.name": is_exporter(letter, party),
            "register:informed_exporters": _in_force(letter, view.day),
            "items.cn8|end_user.name": True if users or lines else _not_covered(view, letter),
            "register:licences": not recorded_authorisation(view),
        },
        (_covered() if confirmed else _may_be_covered()).format(
            name=party.name,
            basis=letter.get("basis") or _("basis not stated"),
            covered=", ".join(dict.fromkeys((*users, *(item for _line, item in lines)))),
        ),
        severity=rule.severity if confirmed and complete else Severity.HIGH,
        evidence=(
            of_party(party, "identifier", party.identifier),
            *(place for name in users for place in of_buyer(view, name)),
            *(place for line, _item in lines for place in (of_cn(line),)),
            of_register("informed_exporters", letter.get("ref") or letter.get("exporter")),
        ),
    )


def _covered() -> str:
    return _(
        "The exporter {name} was informed ({basis}); the letter covers {covered} and no "
        "authorisation is recorded."
    )


def _may_be_covered() -> str:
    return _(
        "The exporter {name} was informed ({basis}); the letter covers {covered}, under which an "
        "item may fall (candidate, not confirmed), and no authorisation is recorded."
    )


def _in_force(letter: Mapping[str, Any], day: date) -> bool:
    first, last = as_date(letter.get("valid_from")), as_date(letter.get("valid_to"))
    return (first is None or first <= day) and (last is None or day <= last)


def _is_confirmed(view: View, line: Goods, item: str) -> bool:
    """The declared heading, or a code that a person confirmed; a candidate is no fact."""
    bare = item.replace(" ", "")
    return bare.isdecimal() or any(c.confirmed and c.meets(bare) for c in view.codes(line))


def has_licences(view: View) -> bool:
    registers = view.facts.registers
    return registers.licence_issuers is not None and "licences" not in registers.partial


def _not_covered(view: View, letter: Mapping[str, Any]) -> bool | None:
    """False where nothing of the letter can be on the case; None where that is not known."""
    items = [item.replace(" ", "") for item in _listed(letter, "items")]
    open_codes = any(
        not item.isdecimal()
        and (not view.is_classified(line) or any(_may_be(c, item) for c in view.codes(line)))
        for item in items
        for line in view.goods
    )
    open_users = bool(_listed(letter, "end_users")) and not view.end_user_names
    return None if open_codes or open_users or not (view.buyers or view.goods) else False


def _may_be(code: Code, entry: str) -> bool:
    """A code that says no more than the head may be any entry under it."""
    return code.list not in FOREIGN and is_open(code.code, entry)


def _listed(letter: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The values of a letter, given as a list or, by a table, as text with bars between."""
    value = letter.get(key) or ()
    parts = value.split("|") if isinstance(value, str) else value
    return tuple(str(part).strip() for part in parts if str(part).strip())


def denial_match(view: View, rule: Rule) -> Finding:
    """RF-C01: essentially identical transaction, Art. 2(22): parameters and end user."""
    if view.facts.registers.denials is None:
        return unknown("register:denials")
    found = any_of(
        (
            _same_transaction(view, rule, denial, line)
            for denial in standing_denials(view)
            for line in view.goods
        ),
    )
    return settled(view, "denials", found)


def _same_transaction(view: View, rule: Rule, denial: Denial, line: Goods) -> Finding:
    params = view.params(line)
    values = {name: same_value(params.get(name), value) for name, value in denial.params.items()}
    buyers = [n for n in view.buyers if any(same_name(d, n) for d in denial.counterparties)]
    codes = [code for code in view.codes(line) if code.meets(denial.item)]
    is_confirmed = any(code.confirmed for code in codes)
    text = (
        _("Item {no} falls under {item}, and its buyer has the name of {user}, as in denial {id}.")
        if is_confirmed
        else _(
            "Item {no} may fall under {item} (candidate, not confirmed), and its buyer has the "
            "name of {user}, as in denial {id}."
        )
    )
    return judge(
        {
            **_of_buyers(view, is_met=bool(buyers)),
            "items.classification": same_entry(view, line, denial.item),
            "items.params": _together(values.values()),
        },
        joined(
            " ",
            (
                text.format(
                    no=line.no,
                    id=denial.id,
                    item=denial.item,
                    user=" / ".join(denial.counterparties),
                ),
                *_review(view, denial),
            ),
        ),
        severity=rule.severity if is_confirmed else Severity.HIGH,
        evidence=(
            *(place for name in buyers for place in of_buyer(view, name)),
            of_cn(line),
            *of_codes(line, codes),
            *(of_item(line, f"params/{name}", params.get(name)) for name in denial.params),
            of_register("denials", denial.id),
        ),
    )


def _together(answers: Iterable[bool | None]) -> bool | None:
    found = tuple(answers)
    if False in found:
        return False
    return None if None in found else True


def same_entry(view: View, line: Goods, item: str) -> bool | None:
    """A code that says no more than the head of the denied entry leaves it open."""
    if any(code.meets(item) for code in view.codes(line)):
        return True
    if any(_may_be(code, item) for code in view.codes(line)):
        return None
    return False if view.is_classified(line) else None


def same_value(stated: Any, denied: Any) -> bool | None:
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
    if not exporters:
        return unknown("exporter.name")
    found = any_of(_penalty(view, rule, row, party) for row in findings for party in exporters)
    return settled(view, "findings", found)


def _penalty(view: View, rule: Rule, row: Mapping[str, Any], party: CaseParty) -> Finding:
    found_on = as_date(row.get("date"))
    months = int(stated(rule.thresholds, "months"))
    recent = None
    if found_on is not None:
        recent = found_on <= view.day <= months_after(found_on, months)
    return judge(
        {
            "exporter.name": is_exporter(row, party),
            "register:findings": recent if is_true(row.get("final")) else False,
        },
        _("A final finding of {day} stands against the exporter {name}.").format(
            day=told_day(row.get("date")), name=party.name
        ),
        evidence=(of_party(party), of_register("findings", row.get("ref") or row.get("date"))),
    )
