"""Prices of a code in the casebook: of everybody, and of the exporter of the case."""

from decimal import Decimal

from tests.services.sample_office import ANALYST, Office, declared

from landwaiter.domain.flags.inputs_of_rules import PriceLine
from landwaiter.services.warm.price_base import PriceBase

OTHER = "PL999000000000000"
CN = "84571010"


def line(lrn: str, value: int, **changes: str) -> dict[str, object]:
    return declared(lrn=lrn, cn8=CN, value_eur=value, net_mass_kg=10, gross_mass_kg=11, **changes)


def prices_of(office: Office, reference: str) -> PriceLine:
    with office.session(ANALYST).reading() as conn:
        found = PriceBase().prices(conn, office.case(reference), CN)
    assert found is not None
    return found


def test_own_lines_are_those_of_the_same_exporter_and_never_of_the_case_itself(
    office: Office,
) -> None:
    own = ((f"LW-{100 + value}", value) for value in (100, 200, 400))
    office.take_in(*(line(lrn, value) for lrn, value in own))
    before = prices_of(office, office.take_in(line("LW-9", 900)).cases[0])
    named = {"exporter_name": "Somebody Else", "exporter_eori": OTHER, "declarant_eori": OTHER}
    other = prices_of(office, office.take_in(line("LW-10", 900, **named)).cases[0])
    assert before.own_lines == before.lines
    assert (other.own_lines, other.own_median) == (0, None)
    assert other.lines == before.lines + 1
    assert before.p01 == Decimal(10)
