"""Rules that read the register of licences."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.flags.evidence import (
    at,
    of_codes,
    of_declaration,
    of_enrichment,
    of_item,
    of_party,
    of_register,
)
from landwaiter.domain.flags.finding import Finding, any_of, either_strict, judge, unknown
from landwaiter.domain.flags.inputs_of_rules import Licence, LicenceItem
from landwaiter.domain.flags.licence_cover import taken_by, value_of
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.rules.claims import issuer_loaded, outside_authorisation
from landwaiter.domain.flags.view import EURO, Goods, View
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.control_codes import is_open
from landwaiter.domain.law.word_lists import same_name
from landwaiter.i18n import _, joined


def party_changed(view: View, rule: Rule) -> Finding:
    """RF-P13: against the licence, or by a later version of the declaration; one is enough."""
    found = []
    if view.facts.registers.licence_issuers is not None:
        found.append(_against_licences(view))
    if len(view.case.versions) > 1:
        found.append(_by_amendment(view))
    return any_of(found, otherwise=unknown("register:licences|amendments"))


def _against_licences(view: View) -> Finding:
    return any_of(
        _against_licence(view, line, licence)
        if (licence := view.licence(ref))
        else _absent(view, ref)
        for line in view.goods
        for ref in licence_refs(view, line)
    )


def licence_refs(view: View, line: Goods) -> tuple[str, ...]:
    """References of authorisations stated for a line."""
    codes = view.code_set("authorisation") or ()
    stated = [doc.reference for doc in view.documents_of(line) if doc.code in codes]
    if line.item:
        stated.append(line.item.licence_ref)
    return tuple(dict.fromkeys(ref for ref in stated if ref))


def _absent(view: View, ref: str) -> Finding:
    """No entry of that reference: a fact where its issuer's register is loaded, else unknown."""
    return Finding(
        False if issuer_loaded(view, ref, None) else None, missing=("register:licences",)
    )


def _against_licence(view: View, line: Goods, licence: Licence) -> Finding:
    """Consignee and end user of the licence, each against who stands there now."""
    return any_of(
        (
            _other_than(
                view, licence, "consignee", licence.consignee, view.parties(Role.CONSIGNEE)
            ),
            _other_than(view, licence, "end_user", licence.end_user, view.parties(Role.END_USER)),
        )
    )


def _other_than(
    view: View, licence: Licence, role: str, licensed: str | None, parties: tuple[CaseParty, ...]
) -> Finding:
    if not licensed:
        return Finding(False)
    if not parties:
        return unknown(f"{role}.name")
    names = ", ".join(party.name for party in parties)
    text = _("Licence {ref} names {licensed} as {role}, the case has {declared}.")
    return judge(
        {f"{role}.name": not any(same_name(licensed, party.name) for party in parties)},
        text.format(
            ref=licence.ref, licensed=licensed, role=_(role.replace("_", " ")), declared=names
        ),
        evidence=(
            of_register("licences", f"{licence.ref}, {licensed}"),
            *(of_party(party) for party in parties),
        ),
    )


def _by_amendment(view: View) -> Finding:
    names = [
        tuple(party.name or "" for party in version.declaration.parties_in(Role.CONSIGNEE))
        for version in view.case.versions
        if version.declaration.accepted
    ]
    if len(names) < 2:
        return unknown("amendments")
    text = _("The consignee was {before} at acceptance and is {now} after an amendment.")
    return judge(
        {"amendments": names[0] != names[-1]},
        text.format(before=", ".join(names[0]), now=", ".join(names[-1])),
        evidence=(at("parties/consignee/name", names[-1]),),
    )


def exhausted_or_expired(view: View, rule: Rule) -> Finding:
    """RF-D05: validity over on the declaration's day, or more used than authorised."""
    return _each_licence(view, _exhausted)


def _each_licence(view: View, look: Callable[[View, Goods, Licence], Finding]) -> Finding:
    """`look` at every licence of the register that a declared item refers to."""
    if view.facts.registers.licence_issuers is None:
        return unknown("register:licences")
    if not any(line.item for line in view.goods):
        return unknown("items.docs")
    stated = [
        (line, ref, view.licence(ref)) for line in view.goods for ref in licence_refs(view, line)
    ]
    return any_of(
        look(view, line, licence) if licence else _absent(view, ref)
        for line, ref, licence in stated
    )


def _exhausted(view: View, line: Goods, licence: Licence) -> Finding:
    expired = not is_valid(licence, view.day)
    text = _(
        "Licence {ref}: valid {first} to {last}; used of authorised before this export: {balance}."
    )
    balances = tuple(_balances(view, line, licence))
    return judge(
        {
            "register:licences": True
            if expired
            else either_strict(*(over for over, _words in balances), False)
        },
        text.format(
            ref=licence.ref,
            first=licence.valid_from or _("no day stated"),
            last=licence.valid_to or _("no day stated"),
            balance=joined("; ", dict.fromkeys(words for _over, words in balances))
            or _("nothing stated"),
        ),
        evidence=(
            of_register("licences", f"{licence.ref}, {licence.valid_to or _('no day stated')}"),
            of_item(line, "licence", licence.ref),
            *(of_register(f"licences/{licence.ref}", words) for _over, words in balances),
        ),
    )


def _balances(view: View, line: Goods, licence: Licence) -> Iterator[tuple[bool | None, str]]:
    """Whether this export exceeds each amount that the licence bounds, and the amount in words.

    Amounts of the licence as a whole, and of its lines for the item; a value without a currency is
    in EUR.
    """
    item = line.item
    whole = LicenceItem(
        "",
        licence.quantity,
        licence.unit,
        licence.value,
        licence.currency,
        licence.used if licence.used is not None else Decimal(0),
        licence.used_value or Decimal(0),
    )
    for part in (whole, *(one for one in licence.items if _is_for(view, line, one))):
        if part.quantity is not None:
            unknown_use = part is whole and licence.used is None
            exported = None if unknown_use or item is None else taken_by(part.unit, item)
            yield _is_over(part.quantity, part.used, exported), f"{part.used} / {part.quantity}"
        if part.value is not None:
            exported = value_of(part.currency or EURO, item) if item else None
            words = f"{part.used_value} / {part.value} {part.currency}".strip()
            yield _is_over(part.value, part.used_value, exported), words


def _is_over(authorised: Decimal, used: Decimal, exported: Decimal | None) -> bool | None:
    """Whether the rest is exceeded; an amount not declared counts as more than nothing."""
    if used >= authorised:
        return True
    return None if exported is None else used + exported > authorised


def _is_for(view: View, line: Goods, part: LicenceItem) -> bool:
    """Whether a line of the licence names the goods, by commodity code or control entry."""
    if part.code.isdigit():
        return bool(line.cn) and str(line.cn).startswith(part.code)
    return any(code.meets(part.code) for code in view.codes(line))


def statement_missing(view: View, rule: Rule) -> Finding:
    """RF-D06: a condition of the licence demands an end-use statement and none is on file."""
    return _each_licence(view, _statement)


def _statement(view: View, line: Goods, licence: Licence) -> Finding:
    read = [(text, view.words("end_use_statement", text)) for text in licence.conditions]
    demanded = [text for text, words in read if words]
    told = None if any(words is None for _text, words in read) else bool(demanded)
    return judge(
        {"register:licences": told, "documents": "end_use_statement" not in view.sources},
        _("Licence {ref} demands an end-use statement (“{condition}”) and none is on file.").format(
            ref=licence.ref, condition=joined("; ", demanded)
        ),
        evidence=(
            of_register("licences", f"{licence.ref}, {'; '.join(demanded)}"),
            of_item(line, "licence", licence.ref),
            of_enrichment("documents", _("no end-use statement")),
        ),
    )


def confirmed_without_authorisation(view: View, rule: Rule) -> Finding:
    """RF-G13: confirmed in Annex I or on the military list, no valid authorisation."""
    lines = [line for line in view.goods if line.item]
    return any_of(
        (_unauthorised(view, line) for line in lines),
        otherwise=unknown("items.classification.confirmed"),
    )


def _unauthorised(view: View, line: Goods) -> Finding:
    confirmed = view.confirmed(line, "eu", "cml")
    codes = ", ".join(code.code for code in confirmed)
    consignees = view.parties(Role.CONSIGNEE)
    text = _(
        "Item {no} is confirmed as {codes}, goes to {consignee} in {country}, and no valid "
        "authorisation covers it."
    )
    documents = sorted(view.document_codes(line))
    return judge(
        {
            "items.classification.confirmed": True if confirmed else _ruled_out(view, line),
            "register:licences": None if (valid := authorised(view, line)) is None else not valid,
        },
        text.format(
            no=line.no,
            codes=codes,
            consignee=", ".join(view.consignee_names),
            country=view.destination_of(line),
        ),
        evidence=(
            *of_codes(line, confirmed),
            of_item(line, "documents", ", ".join(documents) or _("none")),
            of_declaration("country_destination", view.destination_of(line)),
            *(of_party(party) for party in consignees),
        ),
    )


def _ruled_out(view: View, line: Goods) -> bool | None:
    """False once a person rejected every code of the line; a missing candidate proves nothing."""
    judged = any(found.item_no == line.no for found in view.case.classifications)
    return False if judged and not view.codes(line) else None


def authorised(view: View, line: Goods) -> bool | None:
    """Whether a valid authorisation covers item, destination and consignee; None: cannot tell.

    A general authorisation is of Annex I, and covers nothing confirmed on the military list.
    """
    if view.facts.registers.licence_issuers is None:
        return None
    refs = licence_refs(view, line)
    licences = [view.licence(ref) for ref in refs]
    answers = [
        licence_covers(view, line, licence) if licence else _unseen(view, ref)
        for ref, licence in zip(refs, licences, strict=True)
    ]
    general = {} if view.confirmed(line, "cml") else view.means_of("general")
    answers += [
        None
        if (outside := outside_authorisation(view, line, general[code])) is None
        else not outside
        for code in sorted(view.document_codes(line).intersection(general))
    ]
    return either_strict(*answers)


def _unseen(view: View, ref: str) -> bool | None:
    """An authorisation that no register holds: none where its issuer's is loaded."""
    return False if issuer_loaded(view, ref, None) else None


def licence_covers(view: View, line: Goods, licence: Licence) -> bool | None:
    """Valid, for this consignee and destination, and for an item like this one.

    None: everything else agrees, and the item's control entry is not known, or known more coarsely
    than the licence names it.
    """
    agreed = not licence.consignee or any(
        same_name(licence.consignee, name) for name in view.consignee_names
    )
    there = licence.destination in (None, "", view.destination_of(line))
    if not (is_valid(licence, view.day) and agreed and there):
        return False
    if not licence.items or any(_is_for(view, line, part) for part in licence.items):
        return True
    coarser = any(
        is_open(code.code, part.code) for part in licence.items for code in view.codes(line)
    )
    return None if coarser or not view.codes(line) else False


def is_valid(licence: Licence, day: date) -> bool:
    return licence.valid_on(day)
