"""Rules about vessels and containers."""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.flags.evidence import at, of_declaration, of_enrichment, of_hit, of_pack
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.hit_claims import claim_of
from landwaiter.domain.flags.inputs import list_ids
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.rules.party import is_strong
from landwaiter.domain.flags.view import View, imo_numbers, is_true
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.domain.law.word_lists import same_name
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import N_, _, joined


def listed_vessel(view: View, rule: Rule) -> Finding:
    """RF-V01: the listing is no ground to hold or seize the cargo (Art. 3s)."""
    found = [
        judge(
            {"transport.id": True},
            _(
                "{claim} The entry (IMO {imo}) rests on: {basis}. Inform the port or maritime "
                "authority; this is no ground to detain the cargo."
            ).format(claim=claim_of(party, hit), imo=_imo_of(party), basis=_basis(hit)),
            evidence=(
                of_declaration("transport", party.identifier),
                *of_hit(party, hit),
            ),
        )
        for party, hit in view.hits(Role.VESSEL)
        if hit.list_kind == "vessel_list" and is_strong(hit)
    ]
    looked = list_ids(view, "vessels") and imo_numbers(view)
    known = judge({"list:vessels": False if looked else None}, "")
    return any_of([*found, known])


def _imo_of(party: CaseParty) -> str:
    return (party.identifier or "").upper().removeprefix("IMO").strip()


def _basis(hit: Hit) -> str:
    return "; ".join(hit.listing.programmes) or hit.listing.note or _("basis not stated")


def wrong_imo(view: View, rule: Rule) -> Finding:
    """RF-V02: check digit, or another name in the casebook's own register of vessels."""
    names = view.facts.bases.vessels or {}
    return any_of(
        (_imo(view, names.get(number), number) for number in imo_numbers(view)),
        otherwise=unknown("transport.id"),
    )


def _imo(view: View, registered: str | None, imo: str) -> Finding:
    means = view.declaration.transport if view.declaration else ()
    declared = next((m.name for m in means if m.identifier == imo), None)
    checked = check("IMO", imo)
    renamed = bool(registered and declared) and not same_name(registered, declared)
    text = _("IMO number {imo}: {problem}")
    other_name = _("declared as {declared}, known as {registered}.")
    problem = checked.problem or other_name.format(declared=declared, registered=registered)
    return judge(
        {"transport.id": not checked.valid or renamed},
        text.format(imo=imo, problem=problem),
        evidence=(
            of_declaration("transport", imo),
            of_declaration("transport/name", declared) if renamed else "",
            at("history/vessels", registered) if renamed else "",
        ),
    )


def wrong_container(view: View, rule: Rule) -> Finding:
    """RF-V03: the check digit; the owner code too where the pack `bic` {code} is loaded."""
    containers = view.declaration.containers if view.declaration else ()
    return any_of(
        (_container(view, container.identifier) for container in containers),
        otherwise=unknown("container"),
    )


def _container(view: View, number: str) -> Finding:
    checked = check("CONTAINER", number)
    owners = view.packs.get("bic")
    owner = checked.normalised[:_OWNER]
    nobodys = owners is not None and owner not in rows_by(owners, "code")
    return judge(
        {"container": not checked.valid or nobodys},
        _("Container {number}: {problem}").format(
            number=checked.normalised,
            problem=checked.problem
            or _("the owner code {code} is not registered.").format(code=owner),
        ),
        evidence=(
            of_declaration("container", number),
            of_pack(owners, _("no {code}").format(code=owner)) if nobodys else "",
        ),
    )


_OWNER: Final = 3
"""Letters of the owner code (ISO 6346); the category letter follows."""


def gap_at_sea(view: View, rule: Rule) -> Finding:
    """RF-V04: a note of the analyst, or `ais` {gap, sts, note} from an import."""
    note, track = view.note(rule.id), view.value("ais")
    imported = track if isinstance(track, Mapping) else {}
    seen = [_(_AT_SEA[name]) for name in _AT_SEA if is_true(imported.get(name))]
    if note is None and not imported:
        return unknown("analyst_note|import:ais")
    told = [note.reason] if note and note.holds else []
    return judge(
        {"analyst_note|import:ais": bool(seen or told)},
        _("The voyage shows: {what}.").format(what=joined("; ", (*seen, *told))),
        evidence=(
            of_enrichment("analyst_note", note.reason) if note else "",
            of_enrichment("ais", ", ".join(seen)),
        ),
    )


_AT_SEA: Final = {
    "gap": N_("a gap in the AIS track"),
    "sts": N_("a ship-to-ship transfer"),
}
