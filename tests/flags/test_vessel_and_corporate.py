"""Rules of vessels, containers, shared contacts and banks, by example."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Given,
    Loaded,
    Offices,
    check,
    fires,
    given,
    learned,
    spares,
    waits,
)

IMO, OTHER_IMO, WRONG_IMO = "9074729", "9319466", "9074720"


def ship(number: str = IMO, name: str = "Northern Star") -> dict[str, Any]:
    return {"transport_id_type": "10", "transport_id": number, "transport_name": name}


VESSELS = Loaded(
    lists={
        "eu_vessels:vessel_list": ({"imo": IMO, "name": "Northern Star", "basis": "Annex XLII"},)
    }
)
SAILED = Loaded(past=(ship(),))

SHIPS = (
    fires(
        "RF-V01",
        "high",
        "its IMO number is on a list",
        given(ship()),
        "declaration/transport: IMO9074729",
        "lists/eu_vessels@2026-03",
        loaded=VESSELS,
    ),
    fires(
        "RF-V01", "high", "whatever it calls itself", given(ship(name="Sunrise")), loaded=VESSELS
    ),
    spares("RF-V01", "the name alone is listed", given(ship(OTHER_IMO)), loaded=VESSELS),
    spares("RF-V01", "another vessel", given(ship(OTHER_IMO, "Sunrise")), loaded=VESSELS),
    spares(
        "RF-V01",
        "a freeze of assets is no list of vessels",
        given(ship(OTHER_IMO)),
        loaded=Loaded(
            lists={
                **VESSELS.lists,
                "eu_fsf:asset_freeze": ({"imo": OTHER_IMO, "name": "Sunrise"},),
            }
        ),
    ),
    waits("RF-V01", "no number is stated", given(), "transport.id", loaded=VESSELS),
    waits("RF-V01", "no list", given(ship()), "list:vessels"),
    fires(
        "RF-V02",
        "medium",
        "the check digit fails",
        given(ship(WRONG_IMO)),
        "declaration/transport: 9074720",
    ),
    fires(
        "RF-V02",
        "medium",
        "the casebook knows it by another name",
        given(ship(name="Sunrise")),
        "declaration/transport/name: Sunrise",
        "history/vessels: Northern Star",
        loaded=SAILED,
    ),
    spares(
        "RF-V02",
        "the same name in capitals",
        given(ship(name="NORTHERN STAR")),
        loaded=Loaded(past=(ship(), ship(OTHER_IMO, "Sunrise"))),
    ),
    spares("RF-V02", "a right number that nobody saw before", given(ship(OTHER_IMO))),
    waits("RF-V02", "no number is stated", given(), "transport.id"),
)
BIC = Loaded(packs={"bic:container_owners": ({"code": "MSC"}, {"code": "CSQ"})})
CONTAINERS = (
    fires(
        "RF-V03",
        "medium",
        "the check digit fails",
        given({"container": "MSCU6639871"}),
        "declaration/container: MSCU6639871",
    ),
    fires(
        "RF-V03",
        "medium",
        "one of two fails",
        given({"container": "MSCU6639870|MSCU6639872"}),
        "declaration/container: MSCU6639872",
    ),
    fires(
        "RF-V03",
        "medium",
        "nobody registered the owner",
        given({"container": "MSCU6639870"}),
        "packs/bic@example",
        loaded=Loaded(packs={"bic:container_owners": ({"code": "CSQ"},)}),
    ),
    spares("RF-V03", "the right digit", given({"container": "MSCU6639870"})),
    spares("RF-V03", "a registered owner", given({"container": "MSCU6639870"}), loaded=BIC),
    waits("RF-V03", "no container", given(), "container"),
)


def noted(reason: str, **more: Any) -> Given:
    value = {"rule": "RF-V04", "reason": reason, **more}
    return given(learned=(learned("analyst_note", value, "analyst"),))


def track(**seen: bool) -> Given:
    return given(learned=(learned("ais", seen, "ais"),))


AT_SEA = (
    fires(
        "RF-V04",
        "medium",
        "the analyst notes a gap",
        noted("AIS gap near Kerch"),
        "enrichment/analyst_note: AIS gap near Kerch",
    ),
    fires(
        "RF-V04", "medium", "an import shows a gap", track(gap=True, sts=False), "enrichment/ais"
    ),
    fires("RF-V04", "medium", "an import shows a transfer", track(gap=False, sts=True)),
    spares("RF-V04", "an import shows neither", track(gap=False, sts=False)),
    spares("RF-V04", "the analyst saw none", noted("track is whole", holds=False)),
    waits("RF-V04", "nobody looked", given(), "analyst_note|import:ais"),
)

ROOM = {
    "consignee_address": "Room 4, 1 Queen Road",
    "consignee_city": "Hong Kong",
    "consignee_country": "HK",
}
AT_ROOM = {"street": "Room 4, 1 Queen Road", "city": "Hong Kong", "country": "HK"}
BUYER_LISTED = Loaded(
    lists={
        "us_csl:export_list": (
            {
                "name": "Aurora Import",
                "country": "HK",
                "programme": "Entity List",
                "address": "7 Pier Lane, Hong Kong",
            },
        )
    }
)


def two(row: dict[str, Any] | None = None, *facts: Any, **user: Any) -> Given:
    """The consignee and an end user, and what is known of both."""
    about = learned("end_user", {"name": "Northern Pump Works", **user})
    return given(row or {}, learned=(about, *facts))


def affiliated(**dates: str) -> Given:
    """Firms in one room, of which the exporter owns one."""
    held = {"owner": "Chemia Wisla", "owned": "Aurora Import", "percent": 60, **dates}
    return two(ROOM, learned("ownership", [held]), **AT_ROOM)


def shared(detail: str, consignee: Any, end_user: Any) -> Given:
    return two(None, learned(f"parties.{detail}", {"consignee": consignee, "end_user": end_user}))


def apart() -> Given:
    """Every detail known on both sides, and none of them shared."""
    details = {
        "directors": ("Li Wei", "Ann Berg"),
        "phone": ("+852 5550 1", "+852 5550 2"),
        "domain": ("aurora.example", "pump.example"),
    }
    facts = [
        learned(f"parties.{name}", {"consignee": one, "end_user": other})
        for name, (one, other) in details.items()
    ]
    return two(ROOM, *facts, street="2 Queen Road", city="Hong Kong")


CONTACTS = (
    fires(
        "RF-C02",
        "medium",
        "one address",
        two(ROOM, **AT_ROOM),
        "parties/consignee/address",
        "parties/end_user/address",
    ),
    fires(
        "RF-C02",
        "medium",
        "one director among several",
        shared("directors", ["Li Wei", "Ann Berg"], ["ann  BERG"]),
        "parties/consignee/directors: ann berg",
    ),
    fires("RF-C02", "medium", "one phone number", shared("phone", "+852 5550 1", "00852-55501")),
    fires(
        "RF-C02", "medium", "one domain", shared("domain", "a@aurora.example", "www.aurora.example")
    ),
    fires(
        "RF-C02",
        "high",
        "one of the two is listed",
        two({**ROOM, "consignee_name": "Aurora Import"}, **AT_ROOM),
        loaded=BUYER_LISTED,
    ),
    fires(
        "RF-C02",
        "high",
        "the address that the list gives",
        two({"consignee_country": "HK"}, street="7 Pier Lane", city="Hong Kong"),
        loaded=BUYER_LISTED,
    ),
    fires(
        "RF-C02",
        "high",
        "a listed entity that is no party",
        two(
            None,
            learned("parties.directors", {"end_user": "Li Wei", "us_csl/Aurora Import": "Li Wei"}),
        ),
        "us_csl/Aurora Import/directors: li wei",
        loaded=BUYER_LISTED,
    ),
    waits(
        "RF-C02",
        "two addresses",
        two(ROOM, street="2 Queen Road", city="Hong Kong"),
        "parties.directors||parties.phone||parties.domain",
    ),
    waits(
        "RF-C02",
        "two directors",
        shared("directors", "Li Wei", "Ann Berg"),
        "parties.address||parties.phone||parties.domain",
    ),
    spares("RF-C02", "nothing shared of all that is compared", apart()),
    waits("RF-C02", "a free-mail domain", shared("domain", "a@gmail.com", "b@gmail.com")),
    waits(
        "RF-C02",
        "the exporter's own address",
        two(
            {"exporter_address": "1 Quay", "exporter_city": "Gdynia"},
            street="1 Quay",
            city="Gdynia",
        ),
    ),
    waits(
        "RF-C02",
        "an affiliate of the exporter",
        affiliated(),
    ),
    waits(
        "RF-C02",
        "an affiliate of the exporter on this day alone",
        affiliated(since="2026-03-27", until="2026-03-27"),
    ),
    fires(
        "RF-C02",
        "medium",
        "an affiliate of the exporter until the day before",
        affiliated(until="2026-03-26"),
    ),
    fires(
        "RF-C02",
        "medium",
        "an affiliate of the exporter from the day after",
        affiliated(since="2026-03-28"),
    ),
    waits(
        "RF-C02",
        "one firm in two roles",
        given(ROOM, learned=(learned("end_user", {"name": "AURORA IMPORT", **AT_ROOM}),)),
        "parties.directors||parties.address||parties.phone||parties.domain",
    ),
    waits(
        "RF-C02",
        "nothing is known of them",
        two(),
        "parties.directors||parties.address||parties.phone||parties.domain",
    ),
)
BANK = {"name": "Severny Bank", "country": "RU"}
BAN = Loaded(lists={"eu_transaction_ban:other": (BANK,)})


def bank(name: str, country: str = "RU", **changes: Any) -> Given:
    about = learned("payment.bank", {"name": name, "country": country})
    return given(learned=(about,), **changes)


BANKS = (
    fires(
        "RF-C03",
        "high",
        "name and country",
        bank("SEVERNY BANK"),
        "parties/bank/name",
        "lists/eu_transaction_ban@2026-03",
        loaded=BAN,
    ),
    fires(
        "RF-C03",
        "high",
        "a similar name, judged same",
        bank("Severnyi Bank JSC", judged=(("bank", "same"),)),
        loaded=BAN,
    ),
    spares("RF-C03", "a bank of another country", bank("Severny Bank", "BR"), loaded=BAN),
    spares(
        "RF-C03",
        "the consignee bears the name",
        given(
            {"consignee_name": "Severny Bank", "consignee_country": "RU"},
            learned=(learned("payment.bank", {"name": "Bank Handlowy Wisla", "country": "PL"}),),
        ),
        loaded=BAN,
    ),
    waits("RF-C03", "no bank is known", given(), "payment.bank", loaded=BAN),
    waits("RF-C03", "no list", bank("Severny Bank"), "list:eu_transaction_ban"),
)

EXAMPLES: tuple[Example, ...] = (*SHIPS, *CONTAINERS, *AT_SEA, *CONTACTS, *BANKS)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_vessels_and_firms_finds_what_its_text_says(
    offices: Offices, example: Example
) -> None:
    check(offices, example)
