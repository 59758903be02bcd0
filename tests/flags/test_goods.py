"""Rules of the goods themselves by example: tags, words, headings, values, state, origin."""

from dataclasses import replace
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

MACHINE = {"cn8": "84571010", "description": "machining centre for metal, five axes"}
BEARINGS = {"cn8": "84821010", "description": "ball bearings of steel, greased"}
LATHE_5 = {
    "machine_kind": "milling",
    "simultaneous_axes": 5,
    "unidirectional_positioning_repeatability_um": [0.8],
    "travel_mm": [600],
}
NO_WORDS, NO_SETS = Loaded(without=("vocabulary",)), Loaded(without=("code_sets",))
GROSS = {"gross_mass_kg": 10, "net_mass_kg": 980}
"""Raises RF-W04, a low flag."""
VAGUE = {"description": "machine parts"}
"""Raises RF-G07, a medium flag of how the declaration was filled in."""
TORPEDO = {"description": "bearings of steel for torpedo tubes"}
"""Raises RF-G10, a high flag."""
IN_A_WORD = (learned("end_use", "industry", "end_use_statement"),)
"""Raises RF-E03, a medium flag that names no item."""


def to(country: str, *rows: dict[str, Any], **more: Any) -> Given:
    return given(
        *(
            {"country_destination": country, "country_routing": f"PL|{country}", **row}
            for row in rows
        ),
        **more,
    )


TAGS = (
    fires(
        "RF-G01",
        "low",
        "beside another flag on the same item",
        to("BR", {**BEARINGS, **TORPEDO}),
        "items/1/cn8: 84821010",
        "declaration/country_destination: BR",
        "packs/chpl@2024-02-23: 848210",
    ),
    fires(
        "RF-G01", "low", "beside a flag on the whole case", to("BR", BEARINGS, learned=IN_A_WORD)
    ),
    fires(
        "RF-G01",
        "low",
        "one of two items",
        to("BR", BEARINGS, {**BEARINGS, **TORPEDO}),
        "items/2/cn8: 84821010",
    ),
    spares("RF-G01", "the other flag is on another item", to("BR", BEARINGS, TORPEDO)),
    spares("RF-G01", "beside a vague description it is a tag", to("BR", {**BEARINGS, **VAGUE})),
    spares("RF-G01", "alone it is a tag", to("BR", BEARINGS)),
    spares("RF-G01", "beside a low flag it is a tag", to("BR", {**BEARINGS, **GROSS})),
    skips("RF-G01", "to a partner of Annex VIII", to("JP", {**BEARINGS, **TORPEDO})),
    skips("RF-G01", "goods that are not on the list", to("BR", TORPEDO)),
    spares(
        "RF-G01",
        "RF-R01 says the same",
        to(
            "KZ",
            {**BEARINGS, **TORPEDO},
            learned=(learned("consignee.kind", "trader", "company_register"),),
        ),
    ),
    waits(
        "RF-G01",
        "no list",
        to("BR", {**BEARINGS, **TORPEDO}),
        "pack:chpl",
        loaded=Loaded(without=("chpl",)),
    ),
    waits(
        "RF-G01",
        "no sets of countries",
        to("BR", {**BEARINGS, **TORPEDO}),
        "pack:countries",
        loaded=Loaded(without=("countries",)),
    ),
)

NOMENCLATURE = Loaded(
    packs={
        "hs_nomenclature": (
            {"hscode": "87", "description": "Vehicles other than railway"},
            {"hscode": "870899", "description": "Parts of vehicles"},
            {"hscode": "90", "description": "Optical and measuring instruments"},
            {"hscode": "901420", "description": "Gyroscopes and instruments for navigation"},
            {"hscode": "84", "description": "Machinery"},
            {"hscode": "848210", "description": "Bearings, parts of machinery"},
        )
    }
)


def scored(least: str) -> Loaded:
    return replace(NOMENCLATURE, settings={"rule.RF-G06.score": least})


def described(text: str | None, cn: str = "87089997", **more: Any) -> Given:
    return given({"description": text, "cn8": cn, **more})


HEADINGS = (
    fires(
        "RF-G06",
        "low",
        "a gyroscope among the parts of vehicles",
        described("gyroscope for navigation"),
        "items/1/description: gyroscope for navigation",
        "items/1/cn8: 87089997",
        "packs/hs_nomenclature@example: 90, 1000",
        loaded=NOMENCLATURE,
    ),
    fires(
        "RF-G06",
        "low",
        "most of what is said points elsewhere",
        described("gyroscope parts for navigation"),
        loaded=NOMENCLATURE,
    ),
    spares("RF-G06", "the chapter declared", described("parts of vehicles"), loaded=NOMENCLATURE),
    spares(
        "RF-G06",
        "words that several chapters use",
        described("parts for everything"),
        loaded=NOMENCLATURE,
    ),
    spares("RF-G06", "words of no chapter", described("qwerty asdf zxcv"), loaded=NOMENCLATURE),
    spares("RF-G06", "one word alone", described("gyroscope"), loaded=NOMENCLATURE),
    spares(
        "RF-G06",
        "generic words beside one other",
        described("gyroscope, spare parts, 12 pcs"),
        loaded=NOMENCLATURE,
    ),
    spares(
        "RF-G06",
        "a word of the heading declared",
        described("gyroscope instruments for vehicles, navigation"),
        loaded=NOMENCLATURE,
    ),
    spares(
        "RF-G06",
        "most words are of no chapter",
        described("gyroscope asdf qwerty"),
        loaded=NOMENCLATURE,
    ),
    spares(
        "RF-G06",
        "a word of the heading beside many of another chapter",
        described("gyroscope navigation optical measuring vehicle"),
        loaded=NOMENCLATURE,
    ),
    spares(
        "RF-G06",
        "a third of the words is of the chapter declared",
        described("gyroscope navigation railway"),
        loaded=NOMENCLATURE,
    ),
    fires(
        "RF-G06",
        "low",
        "the same at the very threshold of the office",
        described("gyroscope navigation railway"),
        "packs/hs_nomenclature@example: 90, 333",
        loaded=scored("333"),
    ),
    spares(
        "RF-G06",
        "its own chapter contradicts nothing, however low the threshold",
        described("other railway"),
        loaded=scored("0"),
    ),
    fires("RF-G06", "low", "gyroscope units", described("Gyroscope units"), loaded=NOMENCLATURE),
    spares(
        "RF-G06",
        "as much points to the chapter declared",
        described("gyroscope vehicles"),
        loaded=NOMENCLATURE,
    ),
    waits(
        "RF-G06",
        "no commodity code",
        given({"description": "gyroscope for navigation", "cn8": None}),
        "items.cn8",
        loaded=NOMENCLATURE,
    ),
    waits("RF-G06", "no nomenclature", described("gyroscope"), "pack:hs_nomenclature"),
    waits("RF-G06", "no description", described(None), "items.description", loaded=NOMENCLATURE),
)

VAGUE_TEXTS = (
    "machine parts",
    "Samples",
    "Spare parts 12 pcs",
    "parts, 5.5 kg",
    "spare parts for machines",
    "Ersatzteile für Maschinen",
    "pièces de rechange",
    "części zamienne do maszyny",
    "запасные части для машины",
    "机器零件",
    "样品",
)
CLEAR_TEXTS = (
    "cleaning agent",
    "Motorcycle helmets",
    "Polyurethane resins",
    "Gouda cheese",
    "agent for cleaning",
    "Ersatzteile für Drehmaschinen der Baureihe 7",
    "запасные части для токарного станка",
    "离心泵",
    "轴承",
)
CHEESE = {"cn8": "04069078", "description": "Gouda cheese"}
ALMOST_VAGUE_TEXTS = (
    "steel parts",
    "parts XC7K325T",
    "pièces de rechange pour tours",
    "części zamienne do tokarki",
)

VAGUENESS = (
    *(
        fires("RF-G07", "medium", text, described(text, "84669300"), f"items/1/description: {text}")
        for text in VAGUE_TEXTS
    ),
    *(spares("RF-G07", text, described(text, "84669300")) for text in CLEAR_TEXTS),
    *(
        fires("RF-G07", "low", f"one word left: {text}", described(text, "84669300"), "items/1/cn8")
        for text in ALMOST_VAGUE_TEXTS
    ),
    spares("RF-G07", "one word left, no entry", described("steel parts", "94036000")),
    skips("RF-G07", "a CAS number says what it is", described("toluene 108-88-3", "29023000")),
    skips(
        "RF-G07",
        "a CUS number says what it is",
        described("toluene", "29023000", cus_code="0010010-6"),
    ),
    spares(
        "RF-G07",
        "a CAS number tells one of two items",
        to("BR", {"cn8": "28121700", "description": "chloride 7719-09-7"}, CHEESE),
    ),
    spares(
        "RF-G07",
        "a CUS number tells one of two items",
        to("BR", {"cn8": "28121700", "description": "chloride", "cus_code": "0010010-6"}, CHEESE),
    ),
    fires(
        "RF-G07",
        "low",
        "the same without a number",
        to("BR", {"cn8": "28121700", "description": "chloride"}, CHEESE),
        "items/1/cn8: 28121700",
    ),
    fires("RF-G07", "medium", "one of two items", to("BR", {}, VAGUE), "items/2/description"),
    waits("RF-G07", "no description", described(None), "items.description"),
    waits(
        "RF-G07", "no word lists", described("machine parts"), "pack:vocabulary", loaded=NO_WORDS
    ),
)


def measured(values: dict[str, Any], *, docs: str = "Y901", without: str = "2B201") -> Given:
    return given(
        {**MACHINE, "docs": docs},
        learned=(learned("params", values, "data_sheet", item=1),),
        classified=((without, "rejected"), (f"{without}.a", "rejected")),
    )


PARAMETERS = (
    fires(
        "RF-G08",
        "high",
        "values of the data sheet meet the entry",
        measured(LATHE_5),
        "items/1/params/simultaneous_axes: 5",
        "items/1/params/travel_mm",
        "classifications/1/2B001.b: candidate",
        f"{SAYS}meet 2B001.b.2.a and no authorisation",
    ),
    fires(
        "RF-G08",
        "high",
        "one entry is met although another cannot be told",
        given(
            {**MACHINE, "description": "milling machine with 3A001"},
            learned=(learned("params", LATHE_5, "data_sheet", item=1),),
        ),
        f"{SAYS}meet 2B001.b.2.a, 2B201.a.3 and no authorisation",
    ),
    fires(
        "RF-G08",
        "high",
        "the entry is written where no commodity code is",
        given(
            {"cn8": None, "description": "milling machine 2B001.b"},
            learned=(learned("params", LATHE_5, "data_sheet", item=1),),
        ),
    ),
    spares("RF-G08", "three axes are too few", measured({**LATHE_5, "simultaneous_axes": 3})),
    *(
        spares("RF-G08", f"{code} is declared", measured(LATHE_5, docs=f"{code}:PL-77"))
        for code in ("X002", *(f"X0{number}" for number in range(60, 73)))
    ),
    spares("RF-G08", "an authorisation is declared", measured(LATHE_5, docs="X060:PL-77")),
    spares("RF-G08", "no entry is a candidate", given()),
    waits(
        "RF-G08",
        "one value is missing",
        measured({**LATHE_5, "simultaneous_axes": None}),
        "items.params",
    ),
    waits(
        "RF-G08",
        "nothing says what it may be",
        given({"cn8": "34029090"}, learned=(learned("params", LATHE_5, "data_sheet", item=1),)),
        "items.classification",
        loaded=Loaded(without=("hs_control",)),
    ),
    waits("RF-G08", "no value is known", given(MACHINE), "items.params"),
    waits(
        "RF-G08", "no document codes are known", measured(LATHE_5), "pack:code_sets", loaded=NO_SETS
    ),
)

ANNEXES = Loaded(
    packs={
        "annex_258_2012:goods_annex": ({"heading": "8536", "annex": "I"},),
        "annex_2019_125:goods_annex": (
            {"heading": "940171", "annex": "II"},
            {"heading": "940172", "annex": "VII"},
        ),
    }
)
PLAIN = "household goods of many kinds"

FIREARMS = (
    *(
        fires("RF-G09", "high", f"heading {cn}", described(PLAIN, cn), f"items/1/cn8: {cn}")
        for cn in ("93020000", "93039000", "93040000", "93059900", "93062100", "93063090")
    ),
    *(
        fires("RF-G09", "medium", text, described(text, "85437090"), "items/1/description")
        for text in (
            "electric shock baton with charger",
            "Elektroschockstab mit Ladegerät",
            "matraque électrique avec chargeur",
            "paralizator policyjny nowy",
            "электрошокер для охраны",
            "警用电击棍",
        )
    ),
    *(
        fires(
            "RF-G09",
            "high",
            text,
            described(text, "73269098"),
            f"{SAYS}Art. 3",
            "items/1/description",
        )
        for text in ("Steel leg irons, pair", "Fußfesseln Stahl", "kajdanki zespolone na nogi")
    ),
    fires("RF-G09", "medium", "a good of Annex III", described("PAVA 97 % techn.", "29242970")),
    fires(
        "RF-G09",
        "high",
        "one item by its heading, another by a word",
        given(
            {"cn8": "93020000", "description": PLAIN},
            {"cn8": "85437090", "description": "electric shock baton"},
        ),
    ),
    fires(
        "RF-G09",
        "high",
        "goods of an annex of the firearms regulation",
        described(PLAIN, "85361000"),
        "packs/annex_258_2012@example: 85361000",
        f"{SAYS}is declared under 85361000",
        loaded=ANNEXES,
    ),
    fires("RF-G09", "high", "Annex II", described(PLAIN, "94017100"), loaded=ANNEXES),
    spares(
        "RF-G09", "an annex that is none of the three", described(PLAIN, "94017200"), loaded=ANNEXES
    ),
    spares("RF-G09", "cartridges of another kind", described(PLAIN, "93069090"), loaded=ANNEXES),
    fires(
        "RF-G09",
        "medium",
        "airsoft under a heading of arms",
        described("Airsoft pistols, plastic, 6 mm BB", "93040000"),
        "items/1/cn8: 93040000",
        f"{SAYS}is declared under 93040000",
    ),
    fires(
        "RF-G09",
        "high",
        "arms beside airsoft under a heading of arms",
        described("airsoft pistol and hunting rifle", "93040000"),
    ),
    fires(
        "RF-G09",
        "high",
        "a starting pistol",
        described("Starting pistol, blank-firing 9 mm", "93039000"),
        f"{SAYS}is declared under 93039000",
    ),
    *(
        spares("RF-G09", f"{text}, {cn}", described(text, cn), loaded=ANNEXES)
        for text, cn in (
            ("Airsoft pistols, plastic, 6 mm BB", "95030000"),
            ("toy pistols", "95030000"),
            ("hunting rifle, toy", "95030000"),
            ("spray pistol", "84242000"),
            ("pistol for paint", "84242000"),
            ("nail gun, rifle type", "84670000"),
            ("玩具手枪", "39269097"),
        )
    ),
    spares(
        "RF-G09",
        "words within words",
        described("a riflescopeless frame of oak", "44219999"),
        loaded=ANNEXES,
    ),
    waits(
        "RF-G09",
        "neither annex is loaded",
        described(PLAIN),
        "pack:annex_258_2012||pack:annex_2019_125",
    ),
    waits("RF-G09", "no description", described(None), "items.description", loaded=ANNEXES),
)

MILITARY = (
    *(
        fires(
            "RF-G10",
            "critical",
            f"heading {cn}",
            described(PLAIN, cn),
            f"items/1/cn8: {cn}",
            f"{SAYS}military list: by its heading",
        )
        for cn in ("87100000", "89061000", "93010000")
    ),
    fires(
        "RF-G10",
        "critical",
        "an entry is written in the description",
        described("hull plates ML9.a, welded", "73089098"),
        "items/1/description",
        f"{SAYS}military list: ML9.a",
    ),
    fires(
        "RF-G10",
        "critical",
        "an entry is confirmed",
        given({"cn8": "73089098", "description": PLAIN}, classified=(("cml:ML6", "confirmed"),)),
        "classifications/1/ML6: confirmed",
        f"{SAYS}military list: ML6",
    ),
    *(
        fires("RF-G10", "high", text, described(text, "84121000"), "items/1/description")
        for text in (
            "torpedo tube, used",
            "Feuerleitanlage für Geschütze",
            "pièces d’obusier en acier",
            "części haubicy samobieżnej",
            "части гаубицы стальные",
            "主战坦克零件",
        )
    ),
    fires(
        "RF-G10",
        "critical",
        "one item by its heading, another by a word",
        given({"cn8": "93010000", "description": PLAIN}, {"description": "torpedo tube of steel"}),
    ),
    spares(
        "RF-G10",
        "an entry is only a candidate",
        given({"cn8": "73089098", "description": PLAIN}, classified=(("cml:ML6", "insufficient"),)),
    ),
    spares("RF-G10", "other ships of 8906", described(PLAIN, "89069091")),
    spares("RF-G10", "ML that is no entry", described("serum bottles 50ML9 pieces", "30029050")),
    waits("RF-G10", "no word lists", described(PLAIN), "pack:vocabulary", loaded=NO_WORDS),
    waits("RF-G10", "no headings", described(PLAIN), "pack:code_sets", loaded=NO_SETS),
    fires(
        "RF-G10",
        "high",
        "a word decides without the headings",
        described("torpedo tube of steel", "84121000"),
        f"{SAYS}military list: torpedo",
        loaded=NO_SETS,
    ),
)


def switched_on(rule: str) -> Loaded:
    return Loaded(settings={f"rule.{rule}.on": "true"})


G11, G12 = switched_on("RF-G11"), switched_on("RF-G12")


def used(cn: str, state: str | None, *, item: int | None = None, **more: Any) -> Given:
    rows: tuple[dict[str, str], ...] = (
        {"cn8": cn, "description": "machine of the year 2011"},
        {},
    )
    return given(*rows, learned=(learned("state", state, "invoice", item=item),), **more)


USED = (
    fires(
        "RF-G11",
        "low",
        "a used machining centre",
        used("84571010", "used", item=1),
        "items/1/state: used",
        "classifications/1/2B001.b: candidate",
        f"{SAYS}candidate, not confirmed",
        loaded=G11,
    ),
    fires("RF-G11", "low", "category 3", used("90302000", "used"), loaded=G11),
    fires(
        "RF-G11",
        "low",
        "a confirmed entry",
        used("84571010", "used", item=1, classified=(("2B001.b", "confirmed"),)),
        f"{SAYS}is used and confirmed",
        loaded=G11,
    ),
    fires(
        "RF-G11",
        "low",
        "the entry is written where no commodity code is",
        given(
            {"cn8": None, "description": "milling machine 2B001.b"},
            learned=(learned("state", "used", "invoice", item=1),),
        ),
        loaded=G11,
    ),
    spares("RF-G11", "a new one", used("84571010", "new"), loaded=G11),
    spares("RF-G11", "category 7 is neither 2 nor 3", used("90142000", "used"), loaded=G11),
    spares(
        "RF-G11",
        "an entry of another list",
        used("34029090", "used", classified=(("us:2B999", "confirmed"),)),
        loaded=G11,
    ),
    waits(
        "RF-G11",
        "another item is used",
        used("84571010", "used", item=2),
        "items.state",
        loaded=G11,
    ),
    waits("RF-G11", "its state is not known", given(MACHINE), "items.state", loaded=G11),
    waits(
        "RF-G11",
        "the rule is off by default",
        used("84571010", "used"),
        "off by default in this office",
    ),
)


def papers(text: str | None, origin: str | None = None, *more: Any) -> Given:
    facts = (learned("evidence.text", text, "invoice"),) if text else ()
    return given({"origin": origin}, learned=(*facts, *more))


US_LICENCE = learned("documents", ["us_licence"], "exporter_answer")

ORIGINS = (
    fires("RF-G12", "low", "origin US", papers(None, "US"), "items/1/origin: US", loaded=G12),
    *(
        fires("RF-G12", "low", text, papers(text), "enrichment/evidence.text", loaded=G12)
        for text in (
            "ECCN 3A001, ship to Astana",
            "subject to the EAR",
            "EAR99, no licence",
            "License Exception STA",
            "Licence Exception LVS",
            "under license exception GBS",
            "under licence exception GBS",
        )
    ),
    fires(
        "RF-G12",
        "low",
        "the papers name it, the origin does not",
        papers("ECCN 3A001", "DE"),
        "enrichment/evidence.text: ECCN",
        loaded=G12,
    ),
    spares("RF-G12", "an ear is no EAR", papers("ear protection, LEARN kit", "DE"), loaded=G12),
    spares("RF-G12", "a US licence is on file", papers("ECCN 3A001", "US", US_LICENCE), loaded=G12),
    waits("RF-G12", "another origin alone", papers(None, "DE"), "evidence.text", loaded=G12),
    waits("RF-G12", "neither is known", papers(None), "evidence.text||items.origin", loaded=G12),
)
EXAMPLES: tuple[Example, ...] = (
    *TAGS,
    *HEADINGS,
    *VAGUENESS,
    *PARAMETERS,
    *FIREARMS,
    *MILITARY,
    *USED,
    *ORIGINS,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_goods_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
