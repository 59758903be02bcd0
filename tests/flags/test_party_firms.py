"""Rules about what kind of firm takes part, by example."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Fact,
    Given,
    Loaded,
    Offices,
    check,
    fires,
    given,
    learned,
    skips,
    spares,
    waits,
)

CHIP = {"cn8": "85423190", "description": "processors, packaged"}
"""On the high-priority list."""
MACHINE = {"cn8": "84571010", "description": "machining centre for metal"}
"""Correlates with 2B001.b."""
TABLE = {"cn8": "94036010", "description": "wooden tables for offices"}
ON_FILE = "source:contract|source:end_use_statement|source:exporter_answer"


def incorporated(day: str, who: str = "consignee") -> Fact:
    return learned(f"{who}.incorporated", day, "company_register")


def kind(name: str, who: str = "consignee") -> Fact:
    return learned(f"{who}.kind", name, "company_register")


def ordered(day: str) -> Fact:
    return learned("order.date", day, "order")


def firm(*facts: Fact, row: dict[str, Any] | None = None, **changes: Any) -> Given:
    """One goods line and what was learned of the firm that gets it."""
    return given({**CHIP, "country_destination": "KG", **(row or {}), **changes}, learned=facts)


LATE, EARLY = incorporated("2022-02-24"), incorporated("2022-02-23")
CHINA = {"country_destination": "CN", "country_routing": "PL|CN"}
NO_USER, OTHER_USER = (
    learned("end_user", None, "exporter_answer"),
    learned("end_user", {"name": "Plant No 4", "country": "BR"}),
)

FOUNDED_LATE = (
    fires(
        "RF-P08",
        "high",
        "on the very day, to a hub",
        firm(LATE),
        "enrichment/consignee.incorporated: 2022-02-24",
        "declaration/country_destination: KG",
        "items/1/cn8: 85423190",
    ),
    fires(
        "RF-P08",
        "high",
        "through a hub on the way to another country",
        firm(LATE, country_destination="BR", country_routing="PL|TR|BR"),
        "declaration/country_routing",
    ),
    fires("RF-P08", "medium", "China is milder", firm(LATE, row=CHINA)),
    fires("RF-P08", "high", "unless the firm is a trader", firm(LATE, kind("trader"), row=CHINA)),
    fires(
        "RF-P08",
        "high",
        "or a forwarder by its name",
        firm(LATE, row={**CHINA, "consignee_name": "Silk Cargo Logistics"}),
    ),
    fires(
        "RF-P08", "medium", "a manufacturer in China", firm(LATE, kind("manufacturer"), row=CHINA)
    ),
    fires(
        "RF-P08",
        "high",
        "the intermediary was founded late",
        firm(
            EARLY,
            incorporated("2023-05-01", "intermediary"),
            learned("intermediary", {"name": "Boreal Trade", "country": "KG"}),
        ),
        "enrichment/intermediary.incorporated: 2023-05-01",
    ),
    spares("RF-P08", "founded the day before", firm(EARLY)),
    skips("RF-P08", "no hub", firm(LATE, country_destination="BR", country_routing="PL|BR")),
    skips("RF-P08", "not on the high-priority list", firm(LATE, row=TABLE)),
    waits("RF-P08", "the day is not known", firm(), "consignee.incorporated"),
    waits(
        "RF-P08",
        "an old intermediary says nothing of the consignee",
        firm(incorporated("2010-05-01", "intermediary")),
        "consignee.incorporated",
    ),
    waits("RF-P08", "no list", firm(LATE), "pack:chpl", loaded=Loaded(without=("chpl",))),
    fires(
        "RF-P09",
        "medium",
        "364 days old, above the threshold",
        firm(incorporated("2025-03-21"), ordered("2026-03-20"), value_eur="50000.01"),
        "enrichment/consignee.incorporated: 2025-03-21",
        "enrichment/order.date: 2026-03-20",
        "items/1/value: 50000.01",
    ),
    fires(
        "RF-P09",
        "medium",
        "the contract dates the order",
        firm(
            incorporated("2025-12-01"),
            learned("contract", {"date": "2026-03-01"}),
            value_eur="60000",
        ),
        "enrichment/contract.date: 2026-03-01",
    ),
    fires(
        "RF-P09",
        "medium",
        "two items together",
        given(
            {"value_eur": "30000"},
            {"value_eur": "30000"},
            learned=(incorporated("2025-12-01"), ordered("2026-03-01")),
        ),
        "items/2/value: 30000",
    ),
    spares(
        "RF-P09",
        "365 days old",
        firm(incorporated("2025-03-20"), ordered("2026-03-20"), value_eur="60000"),
    ),
    spares(
        "RF-P09",
        "at the threshold",
        firm(incorporated("2025-12-01"), ordered("2026-03-20"), value_eur="50000"),
    ),
    spares("RF-P09", "small, whatever its age", firm(value_eur="400")),
    waits(
        "RF-P09",
        "no day of the order",
        firm(incorporated("2025-12-01"), value_eur="60000"),
        "contract.date|order.date",
    ),
    waits(
        "RF-P09",
        "no value",
        firm(incorporated("2025-12-01"), ordered("2026-03-01"), value_eur=""),
        "items.value_eur",
    ),
)
END_USERS = (
    fires(
        "RF-P10",
        "high",
        "a forwarder by kind, the exporter names nobody",
        firm(kind("forwarder"), NO_USER),
        "parties/consignee/name: Aurora Import",
        "enrichment/consignee.kind: forwarder",
        "enrichment/documents: exporter_answer",
    ),
    *(
        fires(
            "RF-P10",
            "high",
            f"a forwarder by name: {name}",
            firm(NO_USER, consignee_name=name),
        )
        for name in ("Silk Cargo Logistics", "Spedition Weber", "Восток Карго", "顺达货运")
    ),
    fires(
        "RF-P10",
        "high",
        "a contract is listed among the documents",
        firm(kind("forwarder"), learned("documents", ["contract"], "other")),
    ),
    spares("RF-P10", "an end user is named", firm(kind("forwarder"), OTHER_USER)),
    spares("RF-P10", "a manufacturer", firm(kind("manufacturer"), NO_USER)),
    spares(
        "RF-P10",
        "no whole word",
        firm(NO_USER, kind("manufacturer"), consignee_name="Freightex Cargolift"),
    ),
    waits(
        "RF-P10",
        "a name that says nothing, a kind that nobody knows",
        firm(NO_USER, consignee_name="Freightex Cargolift"),
        "consignee.kind",
    ),
    waits("RF-P10", "nothing is on file", firm(kind("forwarder")), ON_FILE),
    waits(
        "RF-P10",
        "a company register is no answer",
        firm(kind("forwarder"), learned("consignee.address", "x", "company_register")),
        ON_FILE,
    ),
    fires(
        "RF-P11",
        "medium",
        "a trader, and no end user",
        firm(kind("trader"), NO_USER, row=MACHINE),
        "enrichment/consignee.kind: trader",
        "items/1/cn8: 84571010",
        "classifications/1/2B001.b: candidate",
    ),
    fires("RF-P11", "medium", "a distributor", firm(kind("distributor"), NO_USER, row=MACHINE)),
    fires(
        "RF-P11",
        "medium",
        "the end user is the consignee itself",
        firm(kind("trader"), learned("end_user", {"name": "AURORA  IMPORT"}), row=MACHINE),
        "parties/end_user/name: AURORA  IMPORT",
    ),
    fires(
        "RF-P11",
        "medium",
        "a tip names one, the contract does not",
        firm(
            kind("trader"),
            learned("end_user", {"name": "Plant No 4"}, "tip"),
            learned("end_use", "pumps for water works", "contract"),
            row=MACHINE,
        ),
    ),
    spares("RF-P11", "another end user", firm(kind("trader"), OTHER_USER, row=MACHINE)),
    spares("RF-P11", "a manufacturer", firm(kind("manufacturer"), NO_USER, row=MACHINE)),
    spares("RF-P11", "no correlation", firm(kind("trader"), NO_USER, row=TABLE)),
    waits("RF-P11", "the kind is not known", firm(NO_USER, row=MACHINE), "consignee.kind"),
    waits("RF-P11", "nothing is on file", firm(kind("trader"), row=MACHINE), ON_FILE),
)


def neighbours(count: int) -> Loaded:
    """A past with so many other firms at one address."""
    rows = tuple({"consignee_name": f"Firm Number {no}", **AT_ROOM} for no in range(1, count + 1))
    return Loaded(past=rows)


AT_ROOM = {
    "consignee_address": "Room 4, 1 Queen Road",
    "consignee_city": "Hong Kong",
    "consignee_country": "HK",
}
BOX = {**AT_ROOM, "consignee_address": "PO Box 771"}
ZONE = {**AT_ROOM, "consignee_address": "Office 9, Jebel Ali Free Zone"}

ADDRESSES = (
    fires(
        "RF-P12",
        "medium",
        "five firms at one address",
        given(AT_ROOM),
        "parties/consignee/address: room 4 1 queen road hong kong hk",
        "history/addresses: 5",
        loaded=neighbours(4),
    ),
    fires(
        "RF-P12",
        "medium",
        "a virtual office",
        given(BOX),
        "parties/consignee/address",
        loaded=neighbours(1),
    ),
    fires(
        "RF-P12",
        "medium",
        "whatever the casebook has seen",
        given(BOX),
    ),
    spares("RF-P12", "four firms at one address", given(AT_ROOM), loaded=neighbours(3)),
    spares(
        "RF-P12",
        "a forwarder by its name",
        given({**AT_ROOM, "consignee_name": "Silk Cargo Logistics"}),
        loaded=neighbours(5),
    ),
    spares(
        "RF-P12",
        "a company registry",
        given(AT_ROOM, learned=(kind("company registry"),)),
        loaded=neighbours(5),
    ),
    spares(
        "RF-P12",
        "an agent of companies",
        given({**AT_ROOM, "consignee_name": "Orient Corporate Services"}),
        loaded=neighbours(5),
    ),
    spares("RF-P12", "a desk in a free zone", given(ZONE), loaded=neighbours(1)),
    waits("RF-P12", "no address", given(), "consignee.address"),
)
BY_HAND = (
    fires(
        "RF-P14",
        "low",
        "the analyst says so, with a reason",
        given(
            learned=(learned("analyst_note", {"rule": "RF-P14", "reason": "a bakery"}, "analyst"),)
        ),
        "enrichment/analyst_note: a bakery",
    ),
    spares(
        "RF-P14",
        "the analyst says that it fits",
        given(
            learned=(
                learned(
                    "analyst_note",
                    {"rule": "RF-P14", "reason": "a laboratory", "holds": False},
                    "analyst",
                ),
            )
        ),
    ),
    waits(
        "RF-P14",
        "a note without a reason",
        given(learned=(learned("analyst_note", {"rule": "RF-P14"}, "analyst"),)),
        "analyst_note",
    ),
    waits(
        "RF-P14",
        "a note on another rule",
        given(learned=(learned("analyst_note", {"rule": "RF-V04", "reason": "a gap"}, "analyst"),)),
        "analyst_note",
    ),
)

EXAMPLES: tuple[Example, ...] = (*FOUNDED_LATE, *END_USERS, *ADDRESSES, *BY_HAND)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_firms_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
