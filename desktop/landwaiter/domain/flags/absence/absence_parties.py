"""Facts about the parties of a case that leave rules without a subject."""

from collections.abc import Callable
from typing import Final

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.flags.absence.absence import AbsenceFact, Once, once, stated
from landwaiter.domain.flags.evidence import at, of_enrichment, of_party, of_project
from landwaiter.domain.flags.holders import entries
from landwaiter.domain.flags.inputs import is_known, means
from landwaiter.domain.flags.rules.contacts import OWN_SIDE, is_own_side
from landwaiter.domain.flags.rules.institutions import END_USERS
from landwaiter.domain.flags.rules.research import CODE
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.case_kind import CaseKind, kind_word
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.control_codes import is_under
from landwaiter.domain.law.word_lists import same_name
from landwaiter.i18n import _, joined

_AUTHORITIES: Final = frozenset({"authority", "public_authority"})
_PERSONS: Final = frozenset({"natural_person", "person", "private_person"})
_RESEARCH: Final = frozenset(
    {CaseKind.INTANGIBLE, CaseKind.RESEARCH, CaseKind.TECHNICAL_ASSISTANCE}
)


def nobody_near(*roles: Role) -> Once:
    """Whoever uses the goods is named, nobody in these roles (none: in any) is of a country of the
    assessed institutions or of an unknown one, and none has an open hit on one."""

    @once
    def looked(view: View) -> AbsenceFact | None:
        return _elsewhere(view, view.parties(*roles)) if _are_users_named(view) else None

    return looked


def _are_users_named(view: View) -> bool:
    """Whether both who gets the goods and who uses them stand on the case."""
    if view.parties(Role.PROJECT_PARTNER):
        return True
    return bool(view.parties(Role.END_USER) and view.parties(Role.CONSIGNEE, Role.BUYER))


def _elsewhere(view: View, parties: tuple[CaseParty, ...]) -> AbsenceFact | None:
    near = view.country_set("institution_country")
    if not near or any(not p.country or p.country in near for p in parties):
        return None
    ids = {party.id for party in parties}
    if any(hit.list_kind == "institutions" and p.id in ids for p, hit in view.hits()):
        return None
    text = _("Nobody who takes part is in a country of assessed institutions ({near}): {parties}.")
    told = (f"{party.name} ({party.country})" for party in parties)
    return AbsenceFact(
        text.format(near=joined(", ", sorted(near)), parties=joined(", ", dict.fromkeys(told))),
        stated(*(of_party(party, "country", party.country) for party in parties)),
    )


END_USERS_ELSEWHERE: Final = nobody_near(*END_USERS)
ALL_ELSEWHERE: Final = nobody_near()


@once
def owners_elsewhere(view: View) -> AbsenceFact | None:
    """Nobody there, and the owners of every party are stated, none of them there either."""
    stakes = [one for row in view.enriched("ownership") for one in entries(row.value)]
    owned = [str(one["owned"]) for one in stakes if one.get("owned")]
    parties = view.parties()
    if not all(any(same_name(name, party.name) for name in owned) for party in parties):
        return None
    found = ALL_ELSEWHERE(view)
    if found is None or _elsewhere(view, view.parties(Role.SHAREHOLDER)) is None:
        return None
    text = _("{parties} The owners of each are stated, and none is there either.")
    shown = of_enrichment("ownership", ", ".join(dict.fromkeys(owned)))
    return AbsenceFact(text.format(parties=found.text), stated(*found.evidence, shown))


def _by_word(field: str, words: frozenset[str], text: Callable[[], str]) -> Once:
    """A word that an officer stated under a field of enrichment."""

    @once
    def looked(view: View) -> AbsenceFact | None:
        value = view.value(field)
        plain = str(value or "").strip().casefold().replace(" ", "_")
        return AbsenceFact(text(), stated(of_enrichment(field, value))) if plain in words else None

    return looked


authority_consignee = _by_word(
    "consignee.kind", _AUTHORITIES, lambda: _("The consignee is a public authority.")
)
person_end_user = _by_word(
    "end_user.kind", _PERSONS, lambda: _("The end user is a natural person.")
)


@once
def no_listed_link(view: View) -> AbsenceFact | None:
    """Ownership is stated, the list is loaded, and nobody of the case has an open hit on it."""
    owners = view.value("ownership")
    if owners is None or view.value("ownership.changes") is not None:
        return None
    if not is_known("list:eu_fsf", view) or _is_listed(view):
        return None
    text = _("Ownership is stated, and nobody of it stands on the list of asset freezes.")
    named = (str(one.get(key)) for one in entries(owners) for key in ("owner", "owned"))
    return AbsenceFact(text, stated(of_enrichment("ownership", ", ".join(dict.fromkeys(named)))))


def _is_listed(view: View) -> bool:
    """Whether a party or holder has a hit on the list that nobody judged different."""
    roles = tuple({party.role for party in view.case.parties})
    hits = any(means("eu_fsf", hit.list_id, hit.list_kind) for _p, hit in view.hits(*roles))
    known = view.facts.ownership
    marks = known.marks if known else ()
    return hits or any(means("eu_fsf", mark.list_id, mark.list_kind) for mark in marks)


@once
def own_side_alone(view: View) -> AbsenceFact | None:
    """The consignee is named, and all parties are the exporter, its helpers and its affiliates."""
    parties = view.parties()
    others = [party for party in parties if party.role not in OWN_SIDE]
    if not any(party.role is Role.CONSIGNEE for party in others):
        return None
    if not all(is_own_side(view, party.name) for party in others):
        return None
    text = _("All parties are the exporter and firms of its own side: {parties}.")
    return AbsenceFact(
        text.format(parties=", ".join(dict.fromkeys(party.name for party in parties))),
        stated(*map(of_party, parties)),
    )


@once
def exporter_outside_union(view: View) -> AbsenceFact | None:
    exporters, union = view.parties(Role.EXPORTER), view.country_set("union")
    if not exporters or not union:
        return None
    if any(not party.country or party.country in union for party in exporters):
        return None
    text = _("No exporter is established in the Union: {parties}.")
    return AbsenceFact(
        text.format(parties=", ".join(f"{one.name} ({one.country})" for one in exporters)),
        stated(*(of_party(one, "country", one.country) for one in exporters)),
    )


# research


@once
def no_research(view: View) -> AbsenceFact | None:
    """Another kind of case, and no partner of a project is stated."""
    project = view.case.project or {}
    if view.case.kind in _RESEARCH or project.get("partner"):
        return None
    return _of_kind(view, _("No project, transfer or assistance: a case of the kind “{kind}”."))


@once
def no_transfer(view: View) -> AbsenceFact | None:
    """Another kind of case, and no medium of a transfer is stated."""
    if view.case.kind in _RESEARCH or (view.case.project or {}).get("medium"):
        return None
    return _of_kind(view, _("No technology is transferred in a case of the kind “{kind}”."))


@once
def no_funding(view: View) -> AbsenceFact | None:
    if view.case.kind in _RESEARCH or (view.case.project or {}).get("funding"):
        return None
    return _of_kind(view, _("No project is funded in a case of the kind “{kind}”."))


def _of_kind(view: View, text: str) -> AbsenceFact:
    kind = view.case.kind
    return AbsenceFact(text.format(kind=kind_word(kind)), stated(at("case/kind", kind.value)))


_OF_KNOWLEDGE: Final = frozenset({CaseKind.INTANGIBLE, CaseKind.RESEARCH})
"""Kinds whose field names what is passed on; in others it names the goods."""
_SUPPLIED: Final = ("D", "E")
"""Groups of the list for software and technology: the letter of 2E003."""


@once
def other_technology(view: View) -> AbsenceFact | None:
    """The technology is stated, of neither group, and nothing points to military technology."""
    technology = str((view.case.project or {}).get("technology") or "").strip().upper()
    military = view.code_set("military_technology")
    if view.case.kind not in _OF_KNOWLEDGE or not CODE.match(technology) or military is None:
        return None
    if technology[1] in _SUPPLIED or _is_military(view, military):
        return None
    text = _(
        "{code} is neither software nor technology, and nothing points to {entries} of the "
        "military list."
    )
    return AbsenceFact(
        text.format(code=technology, entries=", ".join(military)),
        stated(of_project("technology", technology)),
    )


def _is_military(view: View, entries: tuple[str, ...]) -> bool:
    """Whether a candidate or a person's finding points to one of the entries."""
    found = (
        *(one.code for one in view.case.candidates),
        *(one.code for one in view.case.classifications),
    )
    return any(is_under(code, entry) for code in found for entry in entries)
