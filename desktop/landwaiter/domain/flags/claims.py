"""Rules about what the declarant claims by document codes: Y901, authorisations, nothing."""

import re
from typing import Final

from landwaiter.domain import parameters
from landwaiter.domain.candidates import meets_title
from landwaiter.domain.declaration import Document, Role
from landwaiter.domain.flags.finding import (
    Finding,
    any_of,
    judge,
    unknown,
)
from landwaiter.domain.flags.party import assessed_or_listed, role_name
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import Goods, View, is_true
from landwaiter.domain.pack_index import Row, rows_by
from landwaiter.i18n import _

LICENCE_CODES: Final = ("X060", "X070", "X072")
GENERAL_AUTHORISATIONS: Final = {f"X06{n}": f"EU00{n}" for n in range(1, 9)}
DUAL_USE_CODES: Final = frozenset({f"X0{n}" for n in range(60, 73)} | {"Y901"})


def declared_lines(view: View) -> tuple[Goods, ...]:
    """Declared lines only: a trade history has no documents and no description."""
    return tuple(line for line in view.goods if line.item)


def y901_against_evidence(view: View, rule: Rule) -> Finding:
    """RF-G02: Y901 on a correlated code, with a reason to doubt it."""
    return any_of(
        (_y901(view, line) for line in declared_lines(view)), otherwise=unknown("items.docs")
    )


def _y901(view: View, line: Goods) -> Finding:
    doubts = _doubts(view, line)
    return judge(
        {
            "items.docs": "Y901" in view.document_codes(line),
            "items.cn8": view.correlates(line),
            "items.params|items.description|end_user.name|consignee.name": bool(doubts)
            if doubts or line.description or view.buyers
            else None,
        },
        _(
            "Y901 is declared for item {no} ({cn}), which correlates with {codes}, but {doubts}."
        ).format(
            no=line.no,
            cn=line.cn,
            codes=", ".join(dict.fromkeys(code.code for code in view.codes(line))),
            doubts=_(" and ").join(doubts),
        ),
        evidence=("items.docs: Y901", f"items.cn8: {line.cn}"),
    )


_CLAIMS: Final = {
    True: lambda: _("{role} {name} is an assessed institution"),
    False: lambda: _("{role} {name} stands on the list {list}"),
}
"""Assessed and listed are two kinds of claim and are never worded as one."""


def _doubts(view: View, line: Goods) -> tuple[str, ...]:
    """What speaks against the self-declaration, in words."""
    parties = assessed_or_listed(view, Role.END_USER, Role.CONSIGNEE)
    heads = {code.head for code in view.codes(line) if code.list == "eu"}
    deciding = view.packs.get("deciding_parameters")
    params = view.params(line)
    found = [
        _CLAIMS[hit.list_kind == "institutions"]().format(
            role=role_name(party), name=party.name, list=hit.list_id
        )
        for party, hit in parties
    ]
    for head in sorted(heads):
        if deciding and parameters.meets(deciding, head, params):
            found.append(
                _("its parameters meet {entry}").format(
                    entry=parameters.met_entry(deciding, head, params)
                )
            )
        if meets_title(line.description or "", head, view.packs):
            found.append(_("its description reads like {entry}").format(entry=head))
    if view.confirmed(line, "eu"):
        found.append(_("it was assessed as listed"))
    if _denied_before(view, heads):
        found.append(_("an item of the same entry was denied before"))
    return tuple(dict.fromkeys(found))


def _denied_before(view: View, heads: set[str]) -> bool:
    """The same entry and buyer stand in a denial that is not revoked."""
    return any(
        not denial.revoked
        and denial.item.partition(".")[0] in heads
        and denial.end_user in view.buyers
        for denial in view.facts.registers.denials or ()
    )


def no_dual_use_code(view: View, rule: Rule) -> Finding:
    """RF-G03: only an official correlation can say so."""
    pack = view.packs.get("correlation_official")
    if pack is None:
        return unknown("pack:correlation_official")
    return any_of(
        (
            judge(
                {
                    "items.cn8": any(_at_eight(row, line) for row in pack.rows)
                    if line.cn
                    else None,
                    "items.docs": not view.document_codes(line) & DUAL_USE_CODES,
                },
                _(
                    "Item {no} ({cn}) correlates officially and carries no dual-use document code."
                ).format(no=line.no, cn=line.cn),
                evidence=(f"items.cn8: {line.cn}",),
            )
            for line in declared_lines(view)
        ),
        otherwise=unknown("items.cn8"),
    )


def _at_eight(row: Row, line: Goods) -> bool:
    headings = (row.get(column, "").replace(" ", "") for column in ("cn", "cn8", "taric"))
    return any(
        len(heading) >= 8 and (line.cn or "").startswith(heading[: len(line.cn or "")])
        for heading in headings
    )


def licence_without_number(view: View, rule: Rule) -> Finding:
    """RF-G04: empty, expired, or unknown in the register of its issuer."""
    return any_of(
        (
            _licence_document(view, line, document)
            for line in declared_lines(view)
            for document in view.documents_of(line)
            if document.code in LICENCE_CODES
        ),
        otherwise=unknown("items.docs") if not declared_lines(view) else None,
    )


def _licence_document(view: View, line: Goods, document: Document) -> Finding:
    ref = document.reference or (line.item.licence_ref if line.item else None)
    if not ref:
        text = _("Item {no} claims an authorisation ({code}) without a reference number.")
        return judge(
            {"items.docs": True},
            text.format(no=line.no, code=document.code),
            evidence=(f"items.docs: {document.code}",),
        )
    licence = view.licence(ref)
    evidence = (f"items.docs: {document.code} {ref}",)
    if licence is None:
        loaded = issuer_loaded(view, ref, document.issuer)
        text = _("Authorisation {ref} ({code}) is unknown in the register of its issuer.")
        return judge(
            {"register:licences": True if loaded else None},
            text.format(ref=ref, code=document.code),
            evidence=evidence,
        )
    expired = licence.valid_to is not None and licence.valid_to < view.day
    text = _("Authorisation {ref} expired on {day}.")
    return judge(
        {"register:licences": expired},
        text.format(ref=ref, day=licence.valid_to),
        evidence=evidence,
    )


def issuer_loaded(view: View, ref: str, issuer: str | None) -> bool:
    """Whether the register of the licence's issuer is loaded.

    The issuer is the one stated, else the country the reference begins with (BE-IND-…), else
    the office's own state.
    """
    prefix = re.match(r"([A-Z]{2})[^A-Z]", ref)
    named = issuer or (prefix.group(1) if prefix else view.case.member_state)
    loaded = view.facts.registers.licence_issuers or ()
    return named in loaded


def outside_general_authorisation(view: View, rule: Rule) -> Finding:
    """RF-G05: rows of `annex2` {authorisation, destination, covered, excluded?, free_zone?}."""
    return any_of(
        (
            _general(view, line, document.code)
            for line in declared_lines(view)
            for document in view.documents_of(line)
            if document.code in GENERAL_AUTHORISATIONS
        ),
        otherwise=unknown("items.docs") if not declared_lines(view) else None,
    )


def _general(view: View, line: Goods, code: str) -> Finding:
    pack = view.packs.get("annex2")
    authorisation = GENERAL_AUTHORISATIONS[code]
    rows = rows_by(pack, "authorisation").get(authorisation, ()) if pack else ()
    destination = view.destination_of(line)
    if not rows or destination is None:
        return unknown("country_destination" if rows else "pack:annex2")
    covered = any(
        row.get("destination") == destination and is_true(row.get("covered", "true"))
        for row in rows
    )
    excluded = any(
        row.get("excluded") and any(code.under(row["excluded"]) for code in view.codes(line))
        for row in rows
    )
    place = view.declaration.delivery_place if view.declaration else None
    zone = any(row.get("free_zone", "").lower() == "excluded" for row in rows) and bool(
        view.words("free_zone", place)
    )
    text = _(
        "{authorisation} ({code}) is declared for item {no}, but it does not cover {country}, "
        "this item or a free zone."
    )
    return judge(
        {"pack:annex2": not covered or excluded or zone},
        text.format(authorisation=authorisation, code=code, no=line.no, country=destination),
        evidence=(f"items.docs: {code}", f"country_destination: {destination}"),
    )
