"""Gates of the rules about who takes part, of vessels and of those that share an address."""

from typing import Final

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.flags.gates.gate import (
    RuleGate,
    has_hits,
    is_answered,
    is_known,
    is_loaded,
    is_stated,
    once,
)
from landwaiter.domain.flags.gates.register_gates import (
    is_denied_buyer,
    is_found_exporter,
    is_informed_exporter,
    names_licence,
)
from landwaiter.domain.flags.rule import number
from landwaiter.domain.flags.rules.contacts import DETAILS
from landwaiter.domain.flags.rules.firm import address_line
from landwaiter.domain.flags.view import View, imo_numbers
from landwaiter.domain.intake.declaration import Role

_TWO: Final = 2
"""Parties from which an address can be shared."""


def is_owned(view: View) -> bool:
    """Statements on the entities behind the parties."""
    return view.facts.ownership is not None


@once
def is_address_in_question(view: View) -> bool:
    """The address of a consignee is crowded or that of a virtual office; where the edition of the
    rules does not say what is crowded, the rule is left to say so."""
    addressed = [p.address for p in view.parties(Role.CONSIGNEE) if p.address.street]
    if not addressed:
        return False
    bases, thresholds = view.facts.bases.addresses, view.thresholds("RF-P12")
    if "n" not in thresholds:
        return True
    lines = [address_line(address) for address in addressed]
    if bases is not None and any(bases.get(line, 0) >= number(thresholds, "n") for line in lines):
        return True
    return any(view.words("virtual_office", line) for line in lines)


def has_another_version(view: View) -> bool:
    """The declaration was amended."""
    return len(view.case.versions) > 1


def shares_an_address(view: View) -> bool:
    """Two parties, whoever they are, state the same address with a street."""
    addressed = [p.address for p in view.parties() if p.address.street]
    if len(addressed) < _TWO:
        return False
    told = [DETAILS["address"](address_line(address)) for address in addressed]
    return len(set(told)) < len(told)


def names_a_ship(view: View) -> bool:
    return bool(imo_numbers(view))


def has_wrong_container(view: View) -> bool:
    """The check digit of a container's number fails."""
    containers = view.declaration.containers if view.declaration else ()
    return any(not check("CONTAINER", one.identifier).valid for one in containers)


def has_container(view: View) -> bool:
    return bool(view.declaration and view.declaration.containers)


LISTED: Final = RuleGate(((has_hits,),))
"""RF-P01, P02, P03, P04, C03 and V01: a finding that may hold is made of a hit of the case; beside
hits they only say what is not known or not found."""

ASSESSED: Final = RuleGate(((has_hits,),))
"""RF-P05 and P06: `institution_finding` makes a finding that may hold of a hit alone."""

GROUP: Final = RuleGate(((has_hits, is_owned),))
"""RF-P07: itself and as a daughter by a hit; by a path to a group only where a mark says that a
holder is one, and marks come from hits or from statements on entities."""

NEW_FIRM: Final = RuleGate(
    (
        (is_known("consignee.incorporated"), is_known("intermediary.incorporated")),
        (is_loaded("chpl"),),
    )
)
"""RF-P08: `founded_late` is True for a firm alone whose day is known, be it the intermediary's; the
goods are on the high-priority list, which nothing but the pack says."""

YOUNG_FIRM: Final = RuleGate(((is_known("consignee.incorporated"),),))
"""RF-P09: the first condition is True where the day of incorporation is known, else not known."""

ANSWERED: Final = RuleGate(((is_answered,),))
"""RF-P10 and P11: a condition of both is `View.answered`."""

ADDRESS: Final = RuleGate(((is_address_in_question,),))
"""RF-P12: of a consignee with a street `base:addresses` is True where words of a virtual office are
met, else where the casebook knows as many entities there as the threshold says; both are asked."""

CHANGED: Final = RuleGate(((names_licence, has_another_version),))
"""RF-P13: against a licence of the register that the goods name, or by an amendment."""

NOTED: Final = RuleGate(((is_stated("analyst_note"),),))
"""RF-P14: the note is a statement under this field."""

OWNER_CHANGED: Final = RuleGate(((is_stated("ownership.changes"), is_owned),))
"""RF-P15: a change that an officer stated under this very field, or one that statements on entities
show; what is left says only whether a list is loaded."""

DENIED_BUYER: Final = RuleGate(((is_denied_buyer,),))
"""RF-P16: `consignee.name||end_user.name` is True only for a buyer with the name of a counterparty
of a denial that stands; a denial that is revoked opens the gate too, which the rule settles."""

INFORMED: Final = RuleGate(((is_informed_exporter,),))
"""RF-P17: a condition is `is_exporter`, by EORI or by name, of a letter and an exporter."""

OWNED: Final = RuleGate(((is_stated("ownership"), is_owned),))
"""RF-P18: without a stake that an officer stated or that stands on entities nothing is judged."""

SHARED: Final = RuleGate(
    (
        (
            shares_an_address,
            has_hits,
            is_stated("parties.directors"),
            is_stated("parties.address"),
            is_stated("parties.phone"),
            is_stated("parties.domain"),
        ),
    )
)
"""RF-C02: two firms share a detail. A firm learns one from the street of a party, from the listing
that a party has a hit on, or from a statement under one of the four fields. Without hits and
statements both have it from their streets: so two parties state one address."""

EXPORTER_FOUND: Final = RuleGate(((is_found_exporter,),))
"""RF-C04: a condition is `is_exporter`, by EORI or by name, of a finding and an exporter."""

SHIP: Final = RuleGate(((names_a_ship,),))
"""RF-V02: it looks at IMO numbers that are stated, one by one."""

CONTAINER: Final = RuleGate(((has_container,), (has_wrong_container, is_loaded("bic"))))
"""RF-V03: it looks at each container; one is wrong by its check digit, or where the register of
owners, a pack, does not know its owner."""

AT_SEA: Final = RuleGate(((is_stated("analyst_note"), is_known("ais")),))
"""RF-V04: a note of an analyst, or what an import says of the voyage."""
