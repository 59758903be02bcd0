"""Every kind of official file that is read, and the one that a content is of."""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.law.pack import Trust
from landwaiter.formats.law import (
    annexes,
    arms_transfers,
    control_text,
    correlation,
    institutions,
    nomenclature,
    places,
    regimes,
)
from landwaiter.formats.law.content import OfficialContent
from landwaiter.formats.law.importer import Importer

_EU = "EU: re-use of documents of the Commission"
_OFFICE = "of the office"
_OFFICIAL, _TRANSCRIBED = Trust.OFFICIAL, Trust.TRANSCRIBED


def _annex(name: str, title: str) -> Importer:
    return Importer(
        name,
        "goods_annex",
        title,
        "A table of goods made from the annexes of the regulation.",
        _TRANSCRIBED,
        _EU,
        annexes.read_annex,
        annexes.is_annex,
        tuple(column.name for column in annexes.ANNEX),
    )


_ALL: Final = (
    Importer(
        "correlation_official",
        "correlation",
        "Correlation of commodity codes and Annex I",
        "The Commission’s dual-use correlation table, Excel or CSV.",
        _OFFICIAL,
        _EU,
        correlation.read,
        correlation.recognises,
        tuple(column.name for column in correlation.COLUMNS),
    ),
    Importer(
        "taric_nomenclature",
        "nomenclature",
        "TARIC nomenclature",
        "The Commission’s export of the TARIC nomenclature, Excel or CSV.",
        _OFFICIAL,
        _EU,
        nomenclature.read_taric,
        nomenclature.is_taric,
    ),
    Importer(
        "declarable_codes",
        "nomenclature",
        "Declarable goods codes",
        "The Commission’s export of declarable codes, Excel or CSV.",
        _OFFICIAL,
        _EU,
        nomenclature.read_declarable,
        nomenclature.is_declarable,
    ),
    Importer(
        "hs_nomenclature",
        "nomenclature",
        "Harmonised System",
        "Chapters, headings and subheadings as a table with parent and level.",
        _TRANSCRIBED,
        "ODC-PDDL",
        nomenclature.read_hs,
        nomenclature.is_hs,
        tuple(column.name for column in nomenclature.HS),
    ),
    Importer(
        "annex1_text",
        "control_text",
        "Annex I to Regulation (EU) 2021/821: text",
        "The paragraphs of Annex I as structured JSON.",
        _TRANSCRIBED,
        _EU,
        control_text.read_annex1,
        control_text.is_annex1,
    ),
    Importer(
        "us_ccl",
        "control_list",
        "US Commerce Control List",
        "The entries of the Commerce Control List as structured JSON.",
        _TRANSCRIBED,
        "US: public domain",
        control_text.read_us_ccl,
        control_text.is_us_ccl,
    ),
    Importer(
        "uk_regimes",
        "control_list",
        "Codes of a control regime",
        "A code list of MTCR or NSG of the UK licensing system, CSV without header.",
        _TRANSCRIBED,
        "OGL v3",
        regimes.read,
        regimes.recognises,
        id_of=regimes.pack_id,
    ),
    Importer(
        "cn_defence_universities",
        "institutions",
        "Chinese institutions with ties to the armed forces (assessments of a tracker)",
        "The MISP galaxy of the China Defence Universities Tracker, JSON.",
        _TRANSCRIBED,
        "CC0; contents of the Australian Strategic Policy Institute",
        institutions.read_tracker,
        institutions.is_tracker,
    ),
    Importer(
        "us_1260h",
        "institutions",
        "Chinese military companies (US, Section 1260H; an assessment there)",
        "The companies named under Section 1260H, CSV.",
        _TRANSCRIBED,
        "US: public domain",
        institutions.read_military_companies,
        institutions.is_military_companies,
    ),
    Importer(
        "us_1286",
        "institutions",
        "Institutions of Section 1286 (US; an assessment there)",
        "The institutions named under Section 1286, CSV.",
        _TRANSCRIBED,
        "US: public domain",
        institutions.read_1286,
        institutions.is_1286,
    ),
    Importer(
        "unlocode",
        "places",
        "UN/LOCODE",
        "UN/LOCODE as a zip of JSON, one file for each country and part of it.",
        _TRANSCRIBED,
        "UNECE: public",
        places.read_unlocode,
        places.is_unlocode,
    ),
    Importer(
        "sea_ports",
        "places",
        "Sea ports",
        "Sea ports by UN/LOCODE, JSON.",
        _TRANSCRIBED,
        "MIT",
        places.read_sea_ports,
        places.is_sea_ports,
    ),
    Importer(
        "territories",
        "territories",
        "Territories",
        "Territories with codes and names, JSON lines.",
        _TRANSCRIBED,
        "MIT",
        places.read_territories,
        places.is_territories,
    ),
    Importer(
        "arms_transfers",
        "arms_transfers",
        "Arms transfers between states (background)",
        "The trade register of the SIPRI Arms Transfers Database, CSV.",
        _TRANSCRIBED,
        "(c) SIPRI; see its terms of use",
        arms_transfers.read,
        arms_transfers.recognises,
    ),
    _annex("eu_833_annexes", "Goods annexes of Regulation (EU) No 833/2014"),
    _annex("eu_765_annexes", "Goods annexes of Regulation (EC) No 765/2006"),
    _annex("annex_258_2012", "Annex I to Regulation (EU) No 258/2012"),
    _annex("annex_2019_125", "Annexes to Regulation (EU) 2019/125"),
    Importer(
        "embargo_annexes",
        "goods_annex",
        "Goods annexes of other embargo regulations",
        "A table of goods, each with the state it is barred to.",
        _TRANSCRIBED,
        _EU,
        annexes.read_embargo,
        annexes.is_embargo,
        tuple(column.name for column in annexes.EMBARGO),
    ),
    Importer(
        "annex2",
        "general_authorisations",
        "Union general export authorisations (Annex II to Regulation (EU) 2021/821)",
        "A table of destinations and exclusions of EU001 to EU008.",
        _TRANSCRIBED,
        _EU,
        annexes.read_general,
        annexes.is_general,
        tuple(column.name for column in annexes.GENERAL),
    ),
    Importer(
        "route_table",
        "routes",
        "Routes between states",
        "A table of the countries by which goods go from one state to another.",
        Trust.OWN_KNOWLEDGE,
        _OFFICE,
        annexes.read_routes,
        annexes.is_routes,
        tuple(column.name for column in annexes.ROUTES),
    ),
    Importer(
        "annex_viii_partners",
        "country_sets",
        "Country sets used by the red flags",
        "A table of the partner countries of Annex VIII to Regulation (EU) No 833/2014.",
        _TRANSCRIBED,
        _EU,
        annexes.read_partners,
        annexes.is_partners,
        tuple(column.name for column in annexes.PARTNERS),
        part_of="countries",
    ),
)
IMPORTERS: Final[Mapping[str, Importer]] = {one.name: one for one in _ALL}
TEMPLATES: Final = tuple(one.name for one in _ALL if one.template)


def recognised(content: OfficialContent) -> tuple[Importer, ...]:
    """The importers whose own file this is; goods annexes of several acts have one form."""
    return tuple(one for one in _ALL if one.recognises(content))
