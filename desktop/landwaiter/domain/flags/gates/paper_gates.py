"""Gates of the rules about prices, masses, contract, invoice, identifiers, requests and payment."""

from typing import Final

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.cases.case import ActionKind
from landwaiter.domain.flags.gates.gate import RuleGate, is_known, once
from landwaiter.domain.flags.gates.route_gates import is_on_priority_list
from landwaiter.domain.flags.rules.claims import declared_lines
from landwaiter.domain.flags.rules.price import base_of, per_kg
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.declaration import Role


@once
def is_price_unusual(view: View) -> bool:
    """A line lies outside the casebook's range of its code, however few lines that rests on."""
    bases = view.facts.bases.prices
    if bases is None:
        return False
    for line in declared_lines(view):
        price, base = per_kg(line), base_of(bases, line)
        if price is not None and base is not None and not base.p01 <= price <= base.p99:
            return True
    return False


def has_prices(view: View) -> bool:
    """The casebook has prices, per kilogram or per unit."""
    bases = view.facts.bases
    return bases.prices is not None or bases.unit_prices is not None


def has_value_thresholds(view: View) -> bool:
    """The office names amounts of value."""
    return bool(view.setting("RF-W03.value_thresholds"))


def is_weighed(view: View) -> bool:
    """A line states both masses."""
    return any(
        line.item and line.item.gross_mass_kg is not None and line.item.net_mass_kg is not None
        for line in declared_lines(view)
    )


def has_failing_identifier(view: View) -> bool:
    """The MRN, or the EORI number of an exporter, fails its check."""
    mrn = view.declaration.mrn if view.declaration else None
    if mrn and not check("MRN", mrn).valid:
        return True
    return any(
        party.identifier and not check("EORI", party.identifier).valid
        for party in view.parties(Role.EXPORTER)
    )


def has_licence_number(view: View) -> bool:
    """An item states the number of a licence."""
    return any(line.item and line.item.licence_ref for line in view.goods)


def has_request(view: View) -> bool:
    """An information request was sent."""
    return any(one.kind is ActionKind.INFORMATION_REQUEST for one in view.case.actions)


PRICE: Final = RuleGate(((is_price_unusual,),))
"""RF-W01: `base:price_lines` is True only where the price lies outside the range of the code."""

OVERPAID: Final = RuleGate(((has_prices,), (is_on_priority_list,)))
"""RF-W02: conditions are the list and a price above the casebook's median."""

VALUE_THRESHOLD: Final = RuleGate(((has_value_thresholds,),))
"""RF-W03: it compares with the amounts of the setting."""

MASS: Final = RuleGate(((is_weighed,),))
"""RF-W04: it compares two masses of a line."""

CLAUSE: Final = RuleGate(((is_known("contract.no_re_export_clause"),),))
"""RF-D01: whether the contract has the clause is not known until somebody says so."""

INVOICE: Final = RuleGate(((is_known("invoice"),),))
"""RF-D03: it compares with what the invoice is said to state."""

IDENTIFIER: Final = RuleGate(((has_failing_identifier, has_licence_number),))
"""RF-D04: an MRN or EORI number fails its check, or a licence number the office's pattern."""

REQUEST: Final = RuleGate(((has_request,),))
"""RF-D07: it looks at information requests, one by one."""

PAYMENT: Final = RuleGate(((is_known("payment.payer"), is_known("payment.country")),))
"""RF-D08: another payer or country than usual; neither is unusual while it is not known."""
