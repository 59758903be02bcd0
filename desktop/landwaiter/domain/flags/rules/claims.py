"""Rules about what the declarant claims by document codes: Y901, authorisations, nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from landwaiter.domain.flags.annexes import in_force
from landwaiter.domain.flags.evidence import (
    at,
    of_cn,
    of_codes,
    of_declaration,
    of_hit,
    of_item,
    of_pack,
    of_register,
)
from landwaiter.domain.flags.finding import (
    Finding,
    alternatives,
    any_of,
    either_strict,
    judge,
    unknown,
)
from landwaiter.domain.flags.hit_claims import claim_of
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import Goods, View, is_true, judged
from landwaiter.domain.goods.classification.seen import part_numbers
from landwaiter.domain.intake.declaration import Document, Role
from landwaiter.domain.interviews import criterion
from landwaiter.domain.law.control_codes import head_of
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived, rows_by
from landwaiter.domain.law.word_lists import same_name
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.i18n import _, joined


def declared_lines(view: View) -> tuple[Goods, ...]:
    """Declared lines that the rule at hand judges.

    A trade history has no documents and no description; an item that another rule has raised is
    left to it, where the rule gives way by items.
    """
    return tuple(line for line in view.lines if line.item)


def y901_against_evidence(view: View, rule: Rule) -> Finding:
    """RF-G02: Y901 on a correlated code, with a reason to doubt it."""
    return any_of(
        (_y901(view, rule, line) for line in declared_lines(view)), otherwise=unknown("items.docs")
    )


def _y901(view: View, rule: Rule, line: Goods) -> Finding:
    doubts = dict(_doubts(view, rule, line))
    codes = view.codes(line)
    found = judge(
        {
            "items.docs": view.carries(line, "not_listed"),
            "items.cn8": view.correlates(line),
            **_doubted(view, line, doubts=bool(doubts)),
        },
        _(
            "Item {no} ({cn}) is declared as not listed (Y901), although its heading correlates "
            "with {codes}. This speaks against the declaration: {doubts}"
        ).format(
            no=line.no,
            cn=line.cn,
            codes=", ".join(dict.fromkeys(code.code for code in codes)),
            doubts=joined(" ", doubts),
        ),
        evidence=(
            *_declared(view, line, "not_listed"),
            of_cn(line),
            *(place for places in doubts.values() for place in places),
        ),
    )
    return found if found.holds is not False else found._replace(missing=_not_asked(view, line))


def _not_asked(view: View, line: Goods) -> tuple[str, ...]:
    """What might speak against the declaration as well, and is not known."""
    return (
        *(() if view.params(line) else ("items.params",)),
        *(() if view.end_user_names else ("end_user.name",)),
    )


def _doubted(view: View, line: Goods, *, doubts: bool) -> Mapping[str, bool | None]:
    """Whether something speaks against the declaration, and what would tell.

    A hit on a buyer that nobody judged may or may not be one: it leaves the rule open.
    """
    if not doubts and any(judged(hit) in _OPEN for _party, hit in view.hits(*_BUYERS)):
        return {"hits.judgement": None}
    return alternatives(
        ("items.description", doubts if doubts or line.description else None),
        ("consignee.name", doubts if doubts or view.consignee_names else None),
    )


_BUYERS: Final = (Role.END_USER, Role.CONSIGNEE)
_OPEN: Final = (None, JudgementValue.UNSURE)


def _declared(view: View, line: Goods, name: str) -> tuple[str, ...]:
    """The document codes of a set that are declared for the line."""
    codes = view.code_set(name) or ()
    found = [d for d in view.documents_of(line) if d.code in codes]
    return tuple(of_document(line, document) for document in found)


def of_document(line: Goods, document: Document) -> str:
    return of_item(line, f"documents/{document.code}", document.reference or _("no reference"))


Doubts = Iterator[tuple[str, tuple[str, ...]]]
"""What speaks against the self-declaration, in words, and the evidence of it."""


def _doubts(view: View, rule: Rule, line: Goods) -> Doubts:
    for party, hit in view.hits(*_BUYERS):
        if judged(hit) is JudgementValue.SAME:
            yield claim_of(party, hit), of_hit(party, hit)
    yield from _doubts_of_goods(view, rule, line)
    yield from _seen_before(view, line)


def _doubts_of_goods(view: View, rule: Rule, line: Goods) -> Doubts:
    """Values or words that meet an entry."""
    deciding, params = view.packs.get("deciding_parameters"), view.params(line)
    about = view.about(line)
    heads = sorted({code.head for code in view.codes(line) if code.list == "eu"})
    for head in heads:
        if deciding and criterion.meets(deciding, head, params, about):
            entry = criterion.met_entry(deciding, head, params, about)
            stated = (of_item(line, f"params/{key}", params[key]) for key in sorted(params))
            yield _("Its parameters meet {entry}.").format(entry=entry), tuple(stated)
    least = number(rule.thresholds, "words")
    described = of_item(line, "description", line.description)
    for one in view.candidates_of(line):
        is_named = one.list == "eu" and one.code in heads
        if is_named and one.words >= least and "against" not in one.kinds:
            yield (
                _("Its description reads like {entry} (candidate, not confirmed).").format(
                    entry=one.code
                ),
                (described,),
            )


def _seen_before(view: View, line: Goods) -> Doubts:
    """The same part was assessed as listed, licensed or denied."""
    confirmed = view.confirmed(line, "eu")
    heads = {code.head for code in view.codes(line) if code.list == "eu"}
    if confirmed:
        yield _("The item was confirmed as listed."), of_codes(line, confirmed)
    named = part_numbers(line.description or "")
    for one in view.facts.bases.parts:
        if one.confirmed and one.list == "eu" and one.part in named:
            words = _("The part {part} was confirmed as listed in {reference}.")
            place = at("history/parts", f"{one.part}, {one.code}, {one.reference}")
            yield words.format(part=one.part, reference=one.reference), (place,)
    for denial in view.facts.registers.denials or ():
        users = [name for name in view.buyers if name in denial.counterparties]
        if not denial.revoked and head_of(denial.item) in heads and users:
            place = of_register("denials", denial.id)
            yield _("An item of the same entry was denied to the same buyer before."), (place,)
    for licence in view.facts.registers.licences:
        same_buyer = any(same_name(licence.consignee, name) for name in view.buyers)
        codes = {head_of(item.code) for item in licence.items}
        if same_buyer and codes & heads:
            place = of_register("licences", licence.ref)
            yield _("An item of the same entry was licensed to the same buyer before."), (place,)


def no_dual_use_code(view: View, rule: Rule) -> Finding:
    """RF-G03: only an official correlation can say so."""
    pack = view.packs.get("correlation_official")
    if pack is None:
        return unknown("pack:correlation_official")
    headings = derived(_fine_headings, pack)
    return any_of(
        (
            judge(
                {
                    "items.cn8": _correlates_finely(headings, line.cn),
                    "items.docs": None
                    if (carried := view.carries(line, "dual_use")) is None
                    else not carried,
                },
                _(
                    "Item {no} ({cn}) correlates officially and carries no dual-use document code."
                ).format(no=line.no, cn=line.cn),
                evidence=(of_cn(line), of_pack(pack, line.cn)),
            )
            for line in declared_lines(view)
        ),
        otherwise=unknown("items.cn8"),
    )


def correlates_officially(view: View, line: Goods) -> bool | None:
    """Whether the official table has an entry for the code; None without it or a full code."""
    pack = view.packs.get("correlation_official")
    return _correlates_finely(derived(_fine_headings, pack), line.cn) if pack else None


_CN: Final = 8
"""Figures of a code of the Combined Nomenclature; a TARIC code has two more."""


def _fine_headings(pack: Pack) -> frozenset[str]:
    """Headings of the table at eight figures and finer, and the eight that a finer one begins."""
    stated = (
        row.get(name, "").replace(" ", "") for row in pack.rows for name in ("cn", "cn8", "taric")
    )
    fine = [heading for heading in stated if len(heading) >= _CN]
    return frozenset([*fine, *(heading[:_CN] for heading in fine)])


def _correlates_finely(headings: frozenset[str], cn: str | None) -> bool | None:
    """At eight figures, or at the ten of TARIC where the line has them; None: coarser or none.

    A ten-figure code is held against the table's own ten figures where it has some for the eight.
    """
    if cn is None or len(cn) < _CN:
        return None
    finer = [heading for heading in headings if len(heading) > _CN and heading.startswith(cn[:_CN])]
    return cn in headings if finer and len(cn) > _CN else cn[:_CN] in headings


def licence_without_number(view: View, rule: Rule) -> Finding:
    """RF-G04: empty, expired, or unknown in the register of its issuer."""
    codes = view.code_set("licence")
    if codes is None:
        return unknown("pack:code_sets")
    return any_of(
        (
            _licence_document(view, line, document)
            for line in declared_lines(view)
            for document in view.documents_of(line)
            if document.code in codes
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
            evidence=(of_document(line, document),),
        )
    licence = view.licence(ref)
    if licence is None:
        loaded = issuer_loaded(view, ref, document.issuer)
        text = _("Authorisation {ref} ({code}) is unknown in the register of its issuer.")
        return judge(
            {"register:licences": True if loaded else None},
            text.format(ref=ref, code=document.code),
            evidence=(at(f"items/{line.no}/documents/{document.code}", ref),),
        )
    expired = licence.valid_to is not None and licence.valid_to < view.day
    text = _("Authorisation {ref} expired on {day}.")
    return judge(
        {"register:licences": expired},
        text.format(ref=ref, day=licence.valid_to),
        evidence=(
            at(f"items/{line.no}/documents/{document.code}", ref),
            of_register("licences", f"{ref}, {licence.valid_to}"),
        ),
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
    general = view.means_of("general")
    if not general:
        return unknown("pack:code_sets")
    return any_of(
        (
            _general(view, line, document, general[document.code])
            for line in declared_lines(view)
            for document in view.documents_of(line)
            if document.code in general
        ),
        otherwise=unknown("items.docs") if not declared_lines(view) else None,
    )


def _general(view: View, line: Goods, document: Document, authorisation: str) -> Finding:
    pack = view.packs.get("annex2")
    if pack is None:
        return unknown("pack:annex2")
    text = _(
        "{authorisation} ({code}) is declared for item {no}, but it does not cover {country}, "
        "this item or a free zone."
    )
    country = view.destination_of(line)
    outside = outside_authorisation(view, line, authorisation)
    place = view.declaration.delivery_place if view.declaration else None
    return judge(
        {
            "country_destination": True if country else None,
            f"pack:annex2/{authorisation}": outside,
        },
        text.format(authorisation=authorisation, code=document.code, no=line.no, country=country),
        evidence=(
            of_document(line, document),
            of_declaration("country_destination", country),
            of_declaration("delivery_place", place),
            of_pack(pack, authorisation),
        ),
    )


def outside_authorisation(view: View, line: Goods, authorisation: str) -> bool | None:
    """Whether destination, item or delivery place lie outside a general authorisation.

    None: the pack has no row of it, the destination is not known, or what it excludes cannot be
    told from the item or the place.
    """
    pack, country = view.packs.get("annex2"), view.destination_of(line)
    every = rows_by(pack, "authorisation").get(authorisation, ()) if pack else ()
    rows = [row for row in every if in_force(row, view.day)]
    if not rows or country is None:
        return None
    covered = any(
        row.get("destination") == country and is_true(row.get("covered") or "true") for row in rows
    )
    return either_strict(not covered, _excluded_item(view, line, rows), _excluded_zone(view, rows))


def _excluded_item(view: View, line: Goods, rows: Iterable[Row]) -> bool | None:
    """Whether an excluded entry is one of the line's; None where nothing is said of its codes."""
    excluded = [row["excluded"] for row in rows if row.get("excluded")]
    if not excluded:
        return False
    if any(code.under(entry) for code in view.codes(line) for entry in excluded):
        return True
    return False if view.classified else None


def _excluded_zone(view: View, rows: Iterable[Row]) -> bool | None:
    """Whether delivery is in a free zone that the authorisation excludes."""
    if not any((row.get("free_zone") or "").casefold() == "excluded" for row in rows):
        return False
    place = view.declaration.delivery_place if view.declaration else None
    if not place:
        return False
    words = view.words("free_zone", place)
    return None if words is None else bool(words)
