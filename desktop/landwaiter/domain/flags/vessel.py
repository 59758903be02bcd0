"""Rules about vessels and containers."""

from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.inputs import list_ids
from landwaiter.domain.flags.party import is_strong
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import View, imo_numbers
from landwaiter.domain.identifiers import check
from landwaiter.domain.words import same_name
from landwaiter.i18n import _


def listed_vessel(view: View, rule: Rule) -> Finding:
    """RF-V01: the listing is no ground to hold or seize the cargo (Art. 3s)."""
    found = [
        judge(
            {"transport.id": True},
            _(
                "The vessel {name} (IMO {imo}) is on {list}, edition {edition} ({basis}): "
                "inform the port or maritime authority; this is no ground to detain the cargo."
            ).format(
                name=hit.listing.name,
                imo=party.identifier or ", ".join(imo_numbers(view)),
                list=hit.list_id,
                basis="; ".join(hit.listing.programmes)
                or hit.listing.note
                or _("basis not stated"),
                edition=hit.edition,
            ),
            evidence=(
                f"transport.id: {party.identifier}",
                f"{hit.list_id}@{hit.edition}: {hit.listing.name}",
            ),
        )
        for party, hit in view.hits()
        if hit.list_kind == "vessel_list" and is_strong(hit)
    ]
    loaded = bool(list_ids(view, "vessels"))
    known = judge(
        {
            "transport.id": True if imo_numbers(view) else None,
            "list:vessels": False if loaded and imo_numbers(view) else None,
        },
        "",
    )
    return any_of([*found, known])


def wrong_imo(view: View, rule: Rule) -> Finding:
    """RF-V02: check digit, or another name in the casebook's own register of vessels."""
    names = view.facts.bases.vessels or {}
    return any_of(
        (_imo(view, names.get(number_), number_) for number_ in imo_numbers(view)),
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
        evidence=(f"transport.id: {imo}",),
    )


def wrong_container(view: View, rule: Rule) -> Finding:
    """RF-V03."""
    containers = view.declaration.containers if view.declaration else ()
    checked = [check("CONTAINER", container.identifier) for container in containers]
    return any_of(
        (
            judge(
                {"container": not one.valid},
                _("Container {number}: {problem}").format(
                    number=one.normalised, problem=one.problem
                ),
                evidence=(f"container: {one.normalised}",),
            )
            for one in checked
        ),
        otherwise=unknown("container"),
    )
