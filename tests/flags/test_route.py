"""Rules of hubs, transit bans, routes and free zones by example."""

from datetime import date
from typing import Any

import pytest
from tests.flags.driver import (
    SAYS,
    Example,
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

CAPACITORS, MEMORIES, BEARINGS, SOAP = "85322400", "85423290", "84821010", "34029090"
"""Tier 2, tier 1 and tier 3.B of the high-priority list; on no list."""
TRADER = learned("consignee.kind", "trader", "company_register")
MAKER = learned("consignee.kind", "manufacturer", "company_register")
ASKED_IN_VAIN = learned("end_user", None, "exporter_answer")
NAMED = learned("end_user", {"name": "Almaty Lift Works", "country": "KZ"}, "exporter_answer")


def founded(day: str) -> Any:
    return learned("consignee.incorporated", day, "company_register")


def sent(cn: str, country: str, *facts: Any, **declaration: Any) -> Given:
    """One line of goods to a country, by the direct way and to a consignee there."""
    row = {
        "cn8": cn,
        "description": "electronic parts in reels of a thousand",
        "country_destination": country,
        "country_routing": f"PL|{country}",
        "consignee_country": country,
        **declaration,
    }
    return given(row, learned=facts)


ANNEXES_833 = {
    "eu_833_annexes:goods_annex": (
        {"annex": "VII", "heading": "9031 49", "instrument": "833/2014"},
        {"annex": "XXIII", "heading": "340290", "instrument": "833/2014"},
    )
}
WITH_833 = Loaded(packs=ANNEXES_833)
OWN_SETS = Loaded(
    without=("countries",),
    packs={
        "countries:country_sets": (
            {"set": "hub", "country": "KZ"},
            {"set": "hub", "country": "JP"},
            {"set": "annex_viii", "country": "JP"},
        )
    },
)
NO_COUNTRIES = Loaded(without=("countries",))
NO_SETS = Loaded(without=("code_sets",))

HUBS = (
    fires(
        "RF-R01",
        "medium",
        "a trader in a hub buys bearings",
        sent(BEARINGS, "KZ", TRADER),
        "items/1/cn8: 84821010",
        "declaration/country_destination: KZ",
        "enrichment/consignee.kind: trader",
        "packs/chpl@2024-02-23",
    ),
    fires(
        "RF-R01",
        "low",
        "a hub on the way is enough, though the destination is none",
        sent(BEARINGS, "BR", TRADER, country_routing="PL|TR|BR"),
        "declaration/country_routing: TR",
    ),
    fires(
        "RF-R01",
        "low",
        "the consignee sits in a hub, though the goods go elsewhere",
        sent(BEARINGS, "BR", TRADER, consignee_country="AE"),
        "parties/consignee/country: AE",
    ),
    fires(
        "RF-R01",
        "medium",
        "goods of Annex VII are enough",
        sent("90314990", "KZ", TRADER),
        loaded=WITH_833,
    ),
    fires(
        "RF-R01",
        "medium",
        "nobody names the end user when asked",
        sent(BEARINGS, "KZ", MAKER, ASKED_IN_VAIN),
        "enrichment/end_user",
    ),
    fires(
        "RF-R01",
        "medium",
        "the firm is of the very day from which it counts",
        sent(BEARINGS, "KZ", MAKER, founded("2022-02-24")),
        "enrichment/consignee.incorporated: 2022-02-24",
    ),
    fires(
        "RF-R01",
        "medium",
        "delivery in a free zone",
        sent(BEARINGS, "AE", MAKER, delivery_place="Jebel Ali Free Zone, gate 4"),
        "declaration/delivery_place",
    ),
    fires(
        "RF-R01",
        "medium",
        "a licence does not excuse it",
        sent(BEARINGS, "KZ", TRADER, docs="X060:PL-77"),
    ),
    spares("RF-R01", "a first tier gives way to RF-R02", sent(CAPACITORS, "KZ", TRADER)),
    waits("RF-R01", "on no list as far as loaded", sent(SOAP, "KZ", TRADER), "pack:eu_833_annexes"),
    skips("RF-R01", "another annex than VII", sent(SOAP, "KZ", TRADER), loaded=WITH_833),
    skips("RF-R01", "no hub anywhere", sent(BEARINGS, "BR", TRADER)),
    skips("RF-R01", "a partner of Annex VIII is no hub", sent(BEARINGS, "JP", TRADER)),
    spares(
        "RF-R01",
        "a maker from before, in a town",
        sent(BEARINGS, "KZ", MAKER, NAMED, founded("2022-02-23"), delivery_place="Almaty, plant 2"),
    ),
    waits(
        "RF-R01",
        "a young intermediary is no young consignee",
        sent(
            BEARINGS,
            "KZ",
            MAKER,
            learned("intermediary.incorporated", "2023-05-02", "company_register"),
        ),
        "consignee.incorporated||end_user.name||delivery_place",
    ),
    waits(
        "RF-R01",
        "a delivery place clears nothing of the consignee",
        sent(BEARINGS, "KZ", delivery_place="Almaty, plant 2"),
        "consignee.kind||consignee.incorporated||end_user.name",
    ),
    fires(
        "RF-R01",
        "medium",
        "a hub of the office's own set",
        sent(BEARINGS, "KZ", TRADER),
        loaded=OWN_SETS,
    ),
    spares("RF-R01", "a hub that is a partner", sent(BEARINGS, "JP", TRADER), loaded=OWN_SETS),
    waits(
        "RF-R01",
        "no country is stated anywhere",
        given(
            {
                "cn8": BEARINGS,
                "country_destination": None,
                "country_routing": None,
                "consignee_country": None,
            },
            learned=(TRADER,),
        ),
        "country_destination|exports.destination",
    ),
    waits("RF-R01", "there are no goods", Given(rows=()), "items.cn8|exports.hs6"),
    waits("RF-R02", "there are no goods", Given(rows=()), "items.cn8|exports.hs6"),
    waits(
        "RF-R01",
        "nothing is known of the consignee",
        sent(BEARINGS, "KZ"),
        "consignee.kind||consignee.incorporated||end_user.name||delivery_place",
    ),
    waits(
        "RF-R01",
        "no sets of countries",
        sent(BEARINGS, "KZ", TRADER),
        "pack:countries",
        loaded=NO_COUNTRIES,
    ),
    waits(
        "RF-R01",
        "no high-priority list",
        sent(BEARINGS, "KZ", TRADER),
        "pack:chpl",
        loaded=Loaded(without=("chpl",)),
    ),
    fires(
        "RF-R02",
        "high",
        "memories to a trader in a hub",
        sent(MEMORIES, "KG", TRADER),
        "items/1/cn8: 85423290",
        "declaration/country_destination: KG",
    ),
    fires("RF-R02", "high", "capacitors are tier 2", sent(CAPACITORS, "KG", TRADER)),
    skips("RF-R02", "bearings are tier 3", sent(BEARINGS, "KG", TRADER)),
    skips(
        "RF-R02",
        "the hub is only on the way",
        sent(CAPACITORS, "BR", TRADER, country_routing="PL|TR|BR"),
    ),
    fires(
        "RF-R02",
        "high",
        "a firm of the very day from which it counts",
        sent(CAPACITORS, "KG", MAKER, founded("2022-02-24")),
    ),
    spares(
        "RF-R02",
        "a firm of the day before",
        sent(CAPACITORS, "KG", MAKER, NAMED, founded("2022-02-23"), delivery_place="Bishkek"),
    ),
    waits(
        "RF-R02",
        "a maker, and nothing else is known",
        sent(CAPACITORS, "KG", MAKER),
        "consignee.incorporated||end_user.name||delivery_place",
    ),
    waits(
        "RF-R02",
        "nothing is known of the consignee",
        sent(CAPACITORS, "KG"),
        "consignee.kind||consignee.incorporated||end_user.name||delivery_place",
    ),
    waits("RF-R02", "no tiers", sent(CAPACITORS, "KG", TRADER), "pack:code_sets", loaded=NO_SETS),
)

XXXVII = Loaded(
    packs={
        **ANNEXES_833,
        "annex_xxxvii:goods_annex": ({"hs6": "840999", "goods": "parts of engines"},),
        "eu_765_annexes:goods_annex": (
            {"annex": "XVIII", "heading": "7326", "valid_to": "2025-12-31"},
            {"annex": "XVIII", "heading": "7318", "valid_from": "2026-03-27"},
            {"annex": "XVIII", "heading": "7319", "valid_from": "2026-03-28"},
            {"annex": "XVIII", "heading": "7320", "valid_to": "2026-03-27"},
            {"annex": "XVIII", "heading": "7321", "valid_from": "soon", "valid_to": ""},
        ),
    }
)
PUMP, ENGINE_PART = "84137045", "84099900"


def through(cn: str, route: str, to: str = "KZ", **more: Any) -> Given:
    return given(
        {"cn8": cn, "country_destination": to, "country_routing": route},
        **more,
    )


TRANSIT = (
    fires(
        "RF-R03",
        "high",
        "a candidate of Annex I goes through Russia",
        through(PUMP, "PL|BY|RU|KZ"),
        f"{SAYS}may fall under 2B350.i",
        "declaration/country_routing: BY, RU",
        "items/1/cn8: 84137045",
        "classifications/1/2B350.i: candidate",
    ),
    fires(
        "RF-R03",
        "critical",
        "a confirmed one does",
        through(PUMP, "PL|RU|KZ", classified=(("2B350.i", "confirmed"),)),
        "classifications/1/2B350.i: confirmed",
    ),
    fires(
        "RF-R03",
        "critical",
        "a confirmed entry of Annex VII does",
        through(PUMP, "PL|BY|KZ", classified=(("ru-annex-vii:X.A.III.101.b.1", "confirmed"),)),
        f"{SAYS}is confirmed as X.A.III.101.b.1 and is routed",
    ),
    fires(
        "RF-R03",
        "high",
        "goods of Annex XXXVII",
        through(ENGINE_PART, "PL|RU|KZ"),
        "packs/annex_xxxvii@example: 84099900",
        f"{SAYS}by its heading in a goods annex",
        loaded=XXXVII,
    ),
    fires("RF-R03", "high", "goods of Annex VII", through("90314990", "PL|RU|KZ"), loaded=XXXVII),
    fires(
        "RF-R03",
        "high",
        "goods of an annex of the other regulation from its first day",
        through("73181500", "PL|BY|KZ"),
        "packs/eu_765_annexes@example",
        loaded=XXXVII,
    ),
    fires("RF-R03", "high", "to its last day", through("73201011", "PL|BY|KZ"), loaded=XXXVII),
    fires(
        "RF-R03",
        "high",
        "a day that nobody can read",
        through("73211110", "PL|BY|KZ"),
        loaded=XXXVII,
    ),
    spares("RF-R03", "a row that has not begun", through("73194000", "PL|BY|KZ"), loaded=XXXVII),
    spares("RF-R03", "an annex without a transit ban", through(SOAP, "PL|RU|KZ"), loaded=XXXVII),
    spares("RF-R03", "a row that ended", through("73269098", "PL|BY|KZ"), loaded=XXXVII),
    fires(
        "RF-R03",
        "high",
        "rows of the matrix on transit bar it",
        through(PUMP, "PL|BY|RU|KZ"),
        "packs/embargo_matrix@2026-11-29: REG-833-2014 dual_use",
        "packs/embargo_matrix@2026-11-29: REG-765-2006 dual_use",
        loaded=Loaded(also=("embargo_matrix", "item_groups")),
    ),
    spares(
        "RF-R03",
        "where the goods arrive is no transit",
        through(PUMP, "PL|RU", "RU"),
    ),
    fires(
        "RF-R03",
        "high",
        "through the other country on the way there",
        through(PUMP, "PL|BY|RU", "RU"),
        "declaration/country_routing: BY",
    ),
    spares("RF-R03", "the route avoids both", through(PUMP, "PL|TR|KZ")),
    spares(
        "RF-R03",
        "the only code was rejected",
        through(PUMP, "PL|RU|KZ", classified=(("2B350", "rejected"), ("2B350.i", "rejected"))),
        loaded=XXXVII,
    ),
    waits(
        "RF-R03",
        "the only code was rejected, and no annex is loaded",
        through(PUMP, "PL|RU|KZ", classified=(("2B350", "rejected"), ("2B350.i", "rejected"))),
        "pack:annex_xxxvii||pack:eu_833_annexes||pack:eu_765_annexes",
    ),
    waits("RF-R03", "the route is not stated", through(PUMP, ""), "country_routing"),
    waits(
        "RF-R03",
        "nothing says what is listed",
        through(SOAP, "PL|RU|KZ"),
        "pack:annex_xxxvii||pack:eu_833_annexes||pack:eu_765_annexes||items.classification",
        loaded=Loaded(without=("hs_control",)),
    ),
    waits("RF-R03", "there are no goods", Given(rows=()), "country_routing"),
    waits("RF-R03", "no sets", through(PUMP, "PL|RU|KZ"), "pack:countries", loaded=NO_COUNTRIES),
)

TABLE = Loaded(
    packs={
        "route_table:routes": (
            {"export": "PL", "destination": "CL", "country": "DE|NL"},
            {"export": "*", "destination": "CL", "country": "PA"},
            {"export": "PL", "destination": "*", "country": "ES"},
            {"export": "", "destination": "PE", "country": "BR"},
            {"export": "EE", "destination": "", "country": "LV"},
        )
    }
)


def way(route: str, office: str | None, **more: Any) -> Given:
    return given(
        {
            "country_destination": "CL",
            "country_routing": route,
            "office_exit": office,
            **more,
        }
    )


ROUTES = (
    fires(
        "RF-R04",
        "medium",
        "through a country far from the way",
        way("PL|AM|CL", "DE004851"),
        "declaration/country_routing: AM",
        "packs/route_table@example: PL-CL",
        loaded=TABLE,
    ),
    fires(
        "RF-R04",
        "medium",
        "the office of exit lies far from the way, whatever the route",
        way("", "LT004851"),
        "declaration/office_exit: LT004851",
        loaded=TABLE,
    ),
    fires(
        "RF-R04",
        "medium",
        "the route decides before the office is known",
        way("PL|AM|CL", None),
        loaded=TABLE,
    ),
    spares(
        "RF-R04",
        "what the table allows for the pair, the destination and the export",
        way("PL|DE|ES|PA|CL", "NL000510"),
        loaded=TABLE,
    ),
    spares("RF-R04", "export and destination themselves", way("PL|CL", "PL443010"), loaded=TABLE),
    waits("RF-R04", "no office of exit", way("PL|DE|CL", None), "office_exit", loaded=TABLE),
    waits("RF-R04", "no route", way("", "DE004851"), "country_routing", loaded=TABLE),
    waits("RF-R04", "no table", way("PL|AM|CL", "DE004851"), "pack:route_table"),
    fires(
        "RF-R04",
        "medium",
        "the country of export is the office's where none is declared",
        way("PL|AM|CL", "DE004851", country_export=None),
        "packs/route_table@example: PL-CL",
        loaded=TABLE,
    ),
    spares(
        "RF-R04",
        "a row without a country of export is for each",
        way("CZ|BR|PE", "BR000001", country_export="CZ", country_destination="PE"),
        loaded=TABLE,
    ),
    spares(
        "RF-R04",
        "a row without a destination is for each",
        way("EE|LV|NZ", "LV000001", country_export="EE", country_destination="NZ"),
        loaded=TABLE,
    ),
    waits(
        "RF-R04",
        "no destination",
        way("PL|AM", "DE004851", country_destination=None),
        "country_destination",
        loaded=TABLE,
    ),
    waits(
        "RF-R04",
        "the table has no row for the pair",
        way("CZ|AM|NZ", "DE004851", country_export="CZ", country_destination="NZ"),
        "pack:route_table/CZ-NZ",
        loaded=TABLE,
    ),
)


def delivered(place: str | None) -> Given:
    return given({"delivery_place": place})


ZONES = (
    *(
        fires("RF-R09", "low", place, delivered(place), "declaration/delivery_place")
        for place in (
            "JAFZA South, warehouse 12",
            "Khorgos FTZ",
            "bonded warehouse 7, Mersin",
            "Free Zone of Poti",
            "Bishkek free economic zone",
            "СЭЗ «Бишкек»",
            "Mersin Serbest Bölgesi",
            "specjalna strefa ekonomiczna, Łódź",
        )
    ),
    spares("RF-R09", "a street in a town", delivered("Rua das Flores 7, Santos")),
    spares("RF-R09", "a zone of a town", delivered("Zone 4, Bishkek")),
    spares("RF-R09", "whole words only", delivered("Vagabonded Lane 3, Loftz")),
    waits("RF-R09", "no place is stated", delivered(None), "delivery_place"),
    waits(
        "RF-R09",
        "no word lists",
        delivered("Jebel Ali Free Zone"),
        "pack:vocabulary",
        loaded=Loaded(without=("vocabulary",)),
    ),
)

DUE = date(2026, 3, 31)


def requested(*answers: tuple[str, dict[str, Any]], today: str) -> Given:
    """The end user was asked for; then what came, and the day of the evaluation."""
    return given(
        {"cn8": BEARINGS, "country_destination": "KZ", "country_routing": "PL|KZ"},
        learned=(MAKER,),
        acts=(
            ("request_information", {"to": "declarant", "date": DUE, "reason": "Who uses it?"}),
            *answers,
            ("evaluate", {"today": today}),
        ),
    )


REQUESTS = (
    fires(
        "RF-R01",
        "medium",
        "the request for the end user ran out",
        requested(today="2026-04-01"),
        "enrichment/end_user",
    ),
    waits("RF-R01", "the request still runs", requested(today="2026-03-31"), "end_user.name"),
    fires(
        "RF-R01",
        "medium",
        "the answer names nobody",
        requested(
            ("record_answer", {"action": "information_request", "reason": "we cannot say"}),
            today="2026-03-31",
        ),
    ),
)
EXAMPLES: tuple[Example, ...] = (*HUBS, *TRANSIT, *ROUTES, *ZONES, *REQUESTS)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_routes_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
