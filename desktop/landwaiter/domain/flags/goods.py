"""Rules about what the goods are: description, codes, documents, parameters."""

import re
from typing import Final

from landwaiter.domain import parameters
from landwaiter.domain.candidates import meets_title
from landwaiter.domain.case import Severity
from landwaiter.domain.declaration import Document, Role
from landwaiter.domain.flags.finding import (
    Finding,
    any_of,
    either,
    either_strict,
    judge,
    unknown,
)
from landwaiter.domain.flags.party import assessed_or_listed, role_name
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import Goods, View, is_true
from landwaiter.domain.pack_index import Row, rows_by
from landwaiter.domain.words import has_han, only_words_of
from landwaiter.i18n import _

LICENCE_CODES: Final = ("X060", "X070", "X072")
GENERAL_AUTHORISATIONS: Final = {f"X06{n}": f"EU00{n}" for n in range(1, 9)}
DUAL_USE_CODES: Final = frozenset({f"X0{n}" for n in range(60, 73)} | {"Y901"})
FIREARM_HEADINGS: Final = ("9302", "9303", "9304", "9305", "930621", "930630")
MILITARY_HEADINGS: Final = ("8710", "890610", "9301")
_CAS: Final = re.compile(r"\b\d{2,7}-\d{2}-\d\b")
_ML: Final = re.compile(r"\bML(?:1[0-9]|2[0-2]|[1-9])(?:\.[a-z0-9]+)*\b")


def _lines(view: View) -> tuple[Goods, ...]:
    """Declared lines only: a trade history has no documents and no description."""
    return tuple(line for line in view.goods if line.item)


def priority_item(view: View, rule: Rule) -> Finding:
    """RF-G01: the tag; whether it is raised depends on the other flags of the case."""
    return any_of(
        (
            judge(
                {
                    "items.cn8": view.on_priority_list(line),
                    "country_destination": _outside_partners(view, line),
                },
                _(
                    "Item {no} ({cn}) is on the common high priority list (Annex XL, tier {tier})."
                ).format(no=line.no, cn=line.cn, tier=(view.priority_row(line) or {}).get("tier")),
                evidence=(f"items.cn8: {line.cn}",),
            )
            for line in view.goods
        ),
        otherwise=unknown("items.cn8"),
    )


def _outside_partners(view: View, line: Goods) -> bool | None:
    partner = view.in_set("annex_viii", view.destination_of(line))
    return None if partner is None else not partner


def y901_against_evidence(view: View, rule: Rule) -> Finding:
    """RF-G02: Y901 on a correlated code, with a reason to doubt it."""
    return any_of((_y901(view, line) for line in _lines(view)), otherwise=unknown("items.docs"))


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


def _doubts(view: View, line: Goods) -> tuple[str, ...]:
    """What speaks against the self-declaration, in words."""
    parties = assessed_or_listed(view, Role.END_USER, Role.CONSIGNEE)
    heads = {code.head for code in view.codes(line) if code.list == "eu"}
    deciding = view.packs.get("deciding_parameters")
    params = view.params(line)
    found = [
        _("{role} {name} is a listed or assessed entity").format(
            role=role_name(party), name=party.name
        )
        for party, _hit in parties
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
            for line in _lines(view)
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
            for line in _lines(view)
            for document in view.documents_of(line)
            if document.code in LICENCE_CODES
        ),
        otherwise=unknown("items.docs") if not _lines(view) else None,
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
            for line in _lines(view)
            for document in view.documents_of(line)
            if document.code in GENERAL_AUTHORISATIONS
        ),
        otherwise=unknown("items.docs") if not _lines(view) else None,
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


def vague_description(view: View, rule: Rule) -> Finding:
    """RF-G07: fewer than the rule's words, or generic; a CAS or CUS number excuses it."""
    if "vocabulary" not in view.packs:
        return unknown("pack:vocabulary")
    return any_of(
        (
            judge(
                {"items.description": _is_vague(view, rule, line)},
                _("Item {no} is described as “{text}” only.").format(
                    no=line.no, text=line.description
                ),
                evidence=(f"items.description: {line.description}",),
            )
            for line in _lines(view)
        ),
        otherwise=unknown("items.description"),
    )


def _is_vague(view: View, rule: Rule, line: Goods) -> bool | None:
    text = line.description
    if text is None:
        return None
    if _CAS.search(text) or (line.item and line.item.cus_code):
        return False
    if only_words_of(view.packs["vocabulary"], "generic_goods", text):
        return True
    return not has_han(text) and len(text.split()) < number(rule.thresholds, "words")


def parameter_above_threshold(view: View, rule: Rule) -> Finding:
    """RF-G08: the captured values meet the entry and no authorisation is declared."""
    return any_of(
        (_parameters(view, line) for line in _lines(view)), otherwise=unknown("items.params")
    )


def _parameters(view: View, line: Goods) -> Finding:
    deciding = view.packs.get("deciding_parameters")
    heads = sorted({code.head for code in view.codes(line) if code.list == "eu"})
    params = view.params(line)
    met = [
        parameters.met_entry(deciding, head, params)
        for head in heads
        if deciding and parameters.meets(deciding, head, params)
    ]
    verdicts = [parameters.meets(deciding, head, params) if deciding else None for head in heads]
    return judge(
        {
            "items.classification": None if not heads and not view.classified else bool(heads),
            "items.params": either_strict(*verdicts),
            "items.docs": not view.document_codes(line) & (DUAL_USE_CODES - {"Y901"}),
        },
        _(
            "The values stated for item {no} meet {entries} and no authorisation is declared."
        ).format(no=line.no, entries=", ".join(str(entry) for entry in met)),
        evidence=tuple(f"items.params: {key} = {value}" for key, value in sorted(params.items())),
    )


def firearm_or_torture_good(view: View, rule: Rule) -> Finding:
    """RF-G09: heading, word, or an annex of 258/2012 or 2019/125 from a loaded pack."""
    return any_of((_firearm(view, line) for line in _lines(view)), otherwise=unknown("items.cn8"))


def _firearm(view: View, line: Goods) -> Finding:
    heading = None if not line.cn else line.cn.startswith(FIREARM_HEADINGS)
    words = view.words("firearms", line.description)
    annexes = either(view.in_annex(line, "annex_258_2012"), view.in_annex(line, "annex_2019_125"))
    conditions = {
        "items.cn8": heading,
        "items.description": None if words is None else bool(words),
        "pack:annex_258_2012|pack:annex_2019_125": annexes,
    }
    text = _("Item {no} ({cn}, “{text}”) is a firearm, ammunition or a good of Reg. 2019/125.")
    if any(conditions.values()):
        return judge(
            {"items.cn8": True},
            text.format(no=line.no, cn=line.cn, text=line.description),
            evidence=(f"items.cn8: {line.cn}", f"items.description: {line.description}"),
        )
    open_ones = [name for name, value in conditions.items() if value is None]
    return unknown(*open_ones) if open_ones else Finding(False, against=tuple(conditions))


def military_list(view: View, rule: Rule) -> Finding:
    """RF-G10: critical by heading or ML code, high by a word of the description alone."""
    return any_of((_military(view, line) for line in _lines(view)), otherwise=unknown("items.cn8"))


def _military(view: View, line: Goods) -> Finding:
    heading = None if not line.cn else line.cn.startswith(MILITARY_HEADINGS)
    declared = _ML.findall(line.description or "")
    confirmed = [code.code for code in view.confirmed(line, "cml")]
    words = view.words("military_list", line.description)
    firm = bool(heading or declared or confirmed)
    text = _("Item {no} ({cn}, “{text}”) points to the military list: {why}.")
    why = ", ".join((*declared, *confirmed, *(words or ()))) or _("by its heading")
    return judge(
        {
            "items.cn8|items.description": True
            if firm
            else either_strict(heading, None if words is None else bool(words)),
        },
        text.format(no=line.no, cn=line.cn, text=line.description, why=why),
        severity=None if firm else Severity.HIGH,
        evidence=(f"items.cn8: {line.cn}", f"items.description: {line.description}"),
    )


def used_machine(view: View, rule: Rule) -> Finding:
    """RF-G11."""
    state = view.value("state")
    return any_of(
        (
            judge(
                {
                    "items.state": None if state is None else str(state) == "used",
                    "items.classification": any(
                        code.list == "eu" and code.code[0] in "23" for code in view.codes(line)
                    )
                    if view.classified
                    else None,
                },
                _("Item {no} is used and a candidate of category 2 or 3.").format(no=line.no),
                evidence=(f"items.state: {state}",),
            )
            for line in _lines(view)
        ),
        otherwise=unknown("items.state"),
    )


def us_origin(view: View, rule: Rule) -> Finding:
    """RF-G12: origin US, or an ECCN or the EAR in the documents, and no US licence on file."""
    text = str(view.value("evidence.text") or "")
    named = re.search(r"\bECCN\b|\bEAR(?:99)?\b|[Ll]icen[cs]e exception", text)
    licensed = "us_licence" in view.sources
    return any_of(
        (
            judge(
                {
                    "evidence.text|items.origin": either(
                        bool(named) if text else None,
                        line.item.origin == "US" if line.item and line.item.origin else None,
                    ),
                    "documents": not licensed,
                },
                _(
                    "Item {no} is of US origin or its papers name US controls; no US licence is on "
                    "file."
                ).format(no=line.no),
                evidence=(f"items.origin: {line.item.origin if line.item else None}",),
            )
            for line in _lines(view)
        ),
        otherwise=unknown("evidence.text|items.origin"),
    )
