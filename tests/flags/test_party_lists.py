"""Rules about parties that lists and assessed institutions speak of, by example."""

from dataclasses import replace
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
    no_declaration,
    spares,
    waits,
)

from landwaiter.domain.intake.case_kind import CaseKind

MACHINE = {"cn8": "84571010", "description": "machining centre for metal"}
"""Correlates with 2B001.b and 2B201.a."""
CAMERA = {"cn8": "85258300", "description": "night vision cameras"}
TABLE = {"cn8": "94036010", "description": "wooden tables for offices"}
"""Correlates with nothing."""
URANIUM = {"cn8": "28441000", "description": "natural uranium compounds in drums"}
"""Correlates with category 0 alone."""

FIRM = {"name": "Severny Potok Bearings", "country": "RU", "kind": "company"}
NUMBERED = {**FIRM, "identifier": "7707083893", "aliases": "Northern Stream Bearings"}
FREEZE = Loaded(lists={"eu_fsf:asset_freeze": (NUMBERED,)})
UN = Loaded(lists={"un:asset_freeze": (NUMBERED,)})
ANNEX_IV = Loaded(lists={"eu_833_annex_iv:export_list": (NUMBERED,)})
BOTH_ANNEXES = Loaded(
    lists={
        **ANNEX_IV.lists,
        "eu_765_annex_v:export_list": ({"name": "Minsk Gear", "country": "BY"},),
    }
)
ENTITY, MEU, UVL, SDN = (
    Loaded(lists={"us_csl:export_list": ({**NUMBERED, "programme": name},)})
    for name in (
        "Entity List (EL) - Bureau of Industry and Security",
        "Military End User (MEU) List",
        "Unverified List (UVL)",
        "Specially Designated Nationals (SDN)",
    )
)
JAPAN = Loaded(lists={"jp_eul:export_list": (NUMBERED,)})
ANNEX_VII_PACK = "eu_833_annexes:goods_annex"
LISTS = "list:us_csl|list:jp_eul|list:uk_eul"


def to(name: str = FIRM["name"], country: str = "RU", /, **changes: Any) -> dict[str, Any]:
    """A goods line with this consignee."""
    return {"consignee_name": name, "consignee_country": country, **changes}


def with_setting(loaded: Loaded, **settings: str) -> Loaded:
    named = {key.replace("__", "."): value for key, value in settings.items()}
    return replace(loaded, settings=named)


def held(name: str, judgement: str) -> Given:
    """An end user with an owner who is nobody's institution."""
    about = learned("end_user", {"name": name, "country": "CN"})
    stake = learned("ownership", {"owner": "Li Wei", "owned": name, "percent": 100})
    return given(MACHINE, learned=(about, stake), judged=(("end_user", judgement),))


def end_user(name: str, country: str = "CN", *rows: dict[str, Any], **changes: Any) -> Given:
    """A declared case whose contract names this end user."""
    about = (learned("end_user", {"name": name, "country": country}),)
    return given(*(rows or (MACHINE,)), learned=about, **changes)


SIMILAR = "Severnyi Potok Bearing Company"
CIVIL = "Xidian University"
SEVEN_SONS = "Harbin Engineering University"
GROUP = "Aviation Industry Corporation of China"
DAUGHTER = "China Academy of Launch Vehicle Technology"
JUDGED: dict[str, Any] = {"judged": (("end_user", "same"),)}
POINT = {"threshold__us_csl": "800"}

ASSET_FREEZES = (
    fires(
        "RF-P01",
        "critical",
        "an equal identifier is a confirmed fact",
        given(to(consignee_eori="7707083893")),
        "parties/consignee/name",
        "lists/eu_fsf@2026-03",
        loaded=FREEZE,
    ),
    fires("RF-P01", "high", "name and country, not judged", given(to()), loaded=FREEZE),
    fires(
        "RF-P01",
        "high",
        "a listed alias and country",
        given(to("Northern Stream Bearings")),
        loaded=FREEZE,
    ),
    fires(
        "RF-P01",
        "critical",
        "the hit was judged same",
        given(to(), judged=(("consignee", "same"),)),
        loaded=FREEZE,
    ),
    fires(
        "RF-P01", "high", "name alone is never critical", given(to(FIRM["name"], "")), loaded=FREEZE
    ),
    fires("RF-P01", "high", "a list of the United Nations", given(to()), loaded=UN),
    fires(
        "RF-P01",
        "high",
        "the end user that the contract names",
        end_user(FIRM["name"], "RU"),
        "parties/end_user/name: Severny Potok Bearings",
        loaded=FREEZE,
    ),
    fires(
        "RF-P01",
        "high",
        "the bank of the payment",
        given(learned=(learned("payment.bank", {"name": FIRM["name"], "country": "RU"}),)),
        "parties/bank/name",
        loaded=FREEZE,
    ),
    spares("RF-P01", "the name is only similar", given(to(SIMILAR)), loaded=FREEZE),
    spares(
        "RF-P01",
        "judged different",
        given(to(), judged=(("consignee", "different"),)),
        loaded=FREEZE,
    ),
    spares("RF-P01", "nobody resembles a listing", given(), loaded=FREEZE),
    waits("RF-P01", "no list of EU or UN", given(to()), "list:eu_fsf|list:un", loaded=ENTITY),
)
ENTITIES_OF_833 = (
    fires(
        "RF-P02",
        "high",
        "a candidate for Annex I",
        given(to(**MACHINE)),
        "items/1/cn8: 84571010",
        "classifications/1/2B001.b: candidate",
        "lists/eu_833_annex_iv@2026-03",
        loaded=ANNEX_IV,
    ),
    fires(
        "RF-P02",
        "critical",
        "judged same, classification confirmed",
        given(
            to(**MACHINE),
            judged=(("consignee", "same"),),
            classified=(("2B001.b.2", "confirmed"),),
        ),
        "classifications/1/2B001.b.2: confirmed",
        loaded=ANNEX_IV,
    ),
    fires(
        "RF-P02",
        "high",
        "confirmed, but the party is not",
        given(to(**MACHINE), classified=(("2B001.b.2", "confirmed"),)),
        loaded=ANNEX_IV,
    ),
    fires(
        "RF-P02",
        "high",
        "an item of Annex VII by a loaded pack",
        given(to(**TABLE)),
        loaded=Loaded(
            lists=ANNEX_IV.lists, packs={ANNEX_VII_PACK: ({"annex": "VII", "cn8": "94036010"},)}
        ),
    ),
    spares(
        "RF-P02",
        "an item of another annex",
        given(to(**TABLE)),
        loaded=Loaded(
            lists=ANNEX_IV.lists, packs={ANNEX_VII_PACK: ({"annex": "XXIII", "cn8": "94036010"},)}
        ),
    ),
    spares("RF-P02", "no item of Annex I", given(to(**TABLE)), loaded=ANNEX_IV),
    spares(
        "RF-P02",
        "equal name in another country",
        given(to(FIRM["name"], "BR", **MACHINE)),
        loaded=BOTH_ANNEXES,
    ),
    spares("RF-P02", "only a similar name", given(to(SIMILAR, **MACHINE)), loaded=BOTH_ANNEXES),
    waits(
        "RF-P02",
        "one list clears nothing of the other",
        given(to(SIMILAR, **MACHINE)),
        "list:eu_765_annex_v",
        loaded=ANNEX_IV,
    ),
    waits(
        "RF-P02",
        "neither list",
        given(to(**MACHINE)),
        "list:eu_833_annex_iv||list:eu_765_annex_v",
        loaded=FREEZE,
    ),
    waits(
        "RF-P02",
        "nothing says what the item is",
        given(to(**TABLE)),
        "items.classification",
        loaded=Loaded(lists=ANNEX_IV.lists, without=("hs_control",)),
    ),
)
EXPORT_LISTS = (
    fires(
        "RF-P03",
        "high",
        "Entity List, by name and country",
        given(to()),
        "parties/consignee/country: RU",
        "lists/us_csl@2026-03",
        loaded=ENTITY,
    ),
    fires(
        "RF-P03",
        "high",
        "Military End User List, by alias",
        given(to("Northern Stream Bearings")),
        loaded=MEU,
    ),
    fires("RF-P03", "medium", "Unverified List", given(to()), loaded=UVL),
    fires("RF-P03", "high", "the Japanese list", given(to()), loaded=JAPAN),
    fires(
        "RF-P03",
        "high",
        "by identifier, whatever the country",
        given(to(FIRM["name"], "BR", consignee_eori="7707083893")),
        loaded=ENTITY,
    ),
    fires(
        "RF-P03",
        "high",
        "similar, and judged same",
        given(to(SIMILAR), judged=(("consignee", "same"),)),
        loaded=ENTITY,
    ),
    spares("RF-P03", "another programme of the file", given(to()), loaded=SDN),
    spares("RF-P03", "equal name, another country", given(to(FIRM["name"], "BR")), loaded=ENTITY),
    spares("RF-P03", "similar, not judged", given(to(SIMILAR)), loaded=ENTITY),
    waits(
        "RF-P03",
        "equal name, no country",
        given(to(FIRM["name"], "")),
        "parties.country",
        loaded=ENTITY,
    ),
    waits("RF-P03", "an EU list is none of these", given(to()), LISTS, loaded=ANNEX_IV),
)
NEAR = (
    fires(
        "RF-P04",
        "medium",
        "at the office's point, same country",
        given(to(SIMILAR)),
        "parties/consignee/name",
        "lists/us_csl@2026-03",
        "settings/threshold.us_csl: 800",
        loaded=with_setting(ENTITY, **POINT),
    ),
    fires(
        "RF-P04",
        "medium",
        "another country, but the same city",
        given(to(SIMILAR, "KZ", consignee_city="Vologda")),
        loaded=with_setting(
            Loaded(
                lists={
                    "us_csl:export_list": (
                        {**FIRM, "programme": "Entity List", "address": "Lenina 5, Vologda"},
                    )
                }
            ),
            **POINT,
        ),
    ),
    fires(
        "RF-P04",
        "medium",
        "judged unsure is still open",
        given(to(SIMILAR), judged=(("consignee", "unsure"),)),
        loaded=with_setting(ENTITY, **POINT),
    ),
    fires(
        "RF-P04",
        "medium",
        "equal, but of a programme that does not count",
        given(to()),
        loaded=with_setting(SDN, **POINT),
    ),
    spares(
        "RF-P04", "another country", given(to(SIMILAR, "BR")), loaded=with_setting(ENTITY, **POINT)
    ),
    spares(
        "RF-P04",
        "judged same",
        given(to(SIMILAR), judged=(("consignee", "same"),)),
        loaded=with_setting(ENTITY, **POINT),
    ),
    spares("RF-P04", "RF-P03 holds for it", given(to()), loaded=with_setting(ENTITY, **POINT)),
    spares(
        "RF-P04",
        "RF-P01 holds for it",
        given(to()),
        loaded=with_setting(FREEZE, threshold__eu_fsf="800"),
    ),
    spares(
        "RF-P04",
        "RF-P02 holds for it",
        given(to(**MACHINE)),
        loaded=with_setting(ANNEX_IV, threshold__eu_833_annex_iv="800"),
    ),
    fires(
        "RF-P04",
        "medium",
        "on Annex IV, but RF-P02 lacks the goods",
        given(to(**TABLE)),
        loaded=with_setting(ANNEX_IV, threshold__eu_833_annex_iv="800"),
    ),
    waits(
        "RF-P04",
        "no operating point",
        given(to(SIMILAR)),
        "setting:operating_point",
        loaded=ENTITY,
    ),
    waits(
        "RF-P04",
        "no country of the party",
        given(to(SIMILAR, "")),
        "parties.country",
        loaded=with_setting(ENTITY, **POINT),
    ),
)
INSTITUTIONS = (
    fires(
        "RF-P05",
        "high",
        "a Seven Sons university is end user",
        end_user(SEVEN_SONS, **JUDGED),
        "parties/end_user/name",
        "lists/prc_entities@2026-11",
    ),
    fires(
        "RF-P05",
        "high",
        "an academy is consignee",
        given(
            to("National University of Defense Technology", "CN"), judged=(("consignee", "same"),)
        ),
    ),
    fires(
        "RF-P05",
        "high",
        "a weapons institute owns the goods",
        given(
            learned=(
                learned(
                    "owner", {"name": "Northwest Institute of Nuclear Technology", "country": "CN"}
                ),
            ),
            judged=(("owner", "same"),),
        ),
    ),
    fires(
        "RF-P05",
        "high",
        "a project partner",
        no_declaration(
            CaseKind.RESEARCH,
            {"partner": SEVEN_SONS, "partner_country": "CN"},
            judged=(("project_partner", "same"),),
        ),
    ),
    spares("RF-P05", "a civil university", end_user(CIVIL, **JUDGED)),
    spares("RF-P05", "judged different", end_user(SEVEN_SONS, judged=(("end_user", "different"),))),
    spares(
        "RF-P05",
        "a bank is no end user",
        given(
            learned=(
                learned("payment.bank", {"name": SEVEN_SONS, "country": "CN"}),
                learned("end_user", {"name": "Northern Pump Works", "country": "CN"}),
            ),
            judged=(("bank", "same"),),
        ),
    ),
    waits("RF-P05", "nobody judged the hit", end_user(SEVEN_SONS), "hits.judgement"),
    waits(
        "RF-P05",
        "judged unsure",
        end_user(SEVEN_SONS, judged=(("end_user", "unsure"),)),
        "hits.judgement",
    ),
    waits(
        "RF-P05",
        "no institutions are loaded",
        end_user(SEVEN_SONS),
        "pack:prc_entities",
        loaded=Loaded(without=("prc_entities",)),
    ),
    fires(
        "RF-P06",
        "medium",
        "with an item of category 2",
        end_user(CIVIL, **JUDGED),
        "parties/end_user/name",
        "items/1/cn8",
        "classifications/1/2B001.b: candidate",
    ),
    fires("RF-P06", "medium", "with one of category 6", end_user(CIVIL, "CN", CAMERA, **JUDGED)),
    fires(
        "RF-P06",
        "medium",
        "one of two items is enough",
        end_user(CIVIL, "CN", TABLE, CAMERA, **JUDGED),
        "items/2/cn8",
    ),
    fires(
        "RF-P06",
        "medium",
        "technology of category 9 is claimed",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": CIVIL, "partner_country": "CN", "technology": "9E001"},
            judged=(("project_partner", "same"),),
        ),
        "project/technology: 9E001",
    ),
    spares("RF-P06", "an item of category 0", end_user(CIVIL, "CN", URANIUM, **JUDGED)),
    spares(
        "RF-P06",
        "technology of category 1",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": CIVIL, "partner_country": "CN", "technology": "1E103"},
            judged=(("project_partner", "same"),),
        ),
    ),
    spares("RF-P06", "an item that correlates with nothing", end_user(CIVIL, "CN", TABLE)),
    spares("RF-P06", "a Seven Sons university", end_user(SEVEN_SONS, **JUDGED)),
    waits("RF-P06", "nobody judged the hit", end_user(CIVIL), "hits.judgement"),
    waits(
        "RF-P06",
        "nothing says what the item is",
        end_user(CIVIL, "CN", TABLE, **JUDGED),
        "items.classification",
        loaded=Loaded(without=("hs_control",)),
    ),
    fires(
        "RF-P07",
        "high",
        "a group buys an item that correlates",
        end_user(GROUP, **JUDGED),
        "parties/end_user/name",
        "classifications/1/2B001.b: candidate",
    ),
    fires("RF-P07", "medium", "a group buys tables", end_user(GROUP, "CN", TABLE, **JUDGED)),
    fires("RF-P07", "high", "a company whose parent is a group", end_user(DAUGHTER, **JUDGED)),
    spares("RF-P07", "a company without such a parent", held("DJI", "same")),
    spares("RF-P07", "a university", held(SEVEN_SONS, "same")),
    spares("RF-P07", "judged different", held(GROUP, "different")),
    waits(
        "RF-P07",
        "judged different, and nothing is stated of its owners",
        end_user(GROUP, judged=(("end_user", "different"),)),
        "ownership",
    ),
    waits("RF-P07", "nobody judged the hit", end_user(GROUP), "hits.judgement||ownership"),
)

EXAMPLES: tuple[Example, ...] = (
    *ASSET_FREEZES,
    *ENTITIES_OF_833,
    *EXPORT_LISTS,
    *NEAR,
    *INSTITUTIONS,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_lists_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
