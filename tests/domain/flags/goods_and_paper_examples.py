"""Goods, price and document rules."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.domain.builders import (
    a_case,
    a_declaration,
    a_document,
    a_finding,
    a_hit,
    a_party,
    a_request,
    an_item,
    learned,
    some_facts,
)
from tests.domain.flags.example import fires, skips, spares, waits
from tests.domain.packs import inline

from landwaiter.domain.cases.case import Candidate, ClassificationState
from landwaiter.domain.flags.inputs_of_rules import Bases, Facts, Licence, PriceLine, Registers
from landwaiter.domain.intake.declaration import Money, Role
from landwaiter.domain.lists.listing import JudgementValue

USER = a_party(Role.END_USER, "Northern Institute")
EXPORTER = a_party(Role.EXPORTER, "Obrabiarki Wisla", "PL", identifier="PL526100001900000")
BUYER = a_party(Role.CONSIGNEE, "Aurora Trading")


def of(*rows: Any, **declaration: Any) -> Facts:
    return some_facts(a_case(declaration=a_declaration(**declaration), enrichment=rows))


def item(*rows: Any, **changes: Any) -> Facts:
    return of(*rows, items=(an_item(**changes),))


def assessed(
    judgement: JudgementValue | None,
    *codes: str,
    cn: str = "84571010",
    without: tuple[str, ...] = (),
) -> Facts:
    hit = a_hit(
        USER, "prc_entities", "institutions", programme="university-seven-sons", judgement=judgement
    )
    declaration = a_declaration(
        items=(an_item(cn=cn),), documents=tuple(a_document(code) for code in codes)
    )
    return some_facts(
        a_case(declaration=declaration, parties=(EXPORTER, BUYER, USER), hits=(hit,)),
        without=without,
    )


def papers(
    *documents: Any, registers: Registers | None = None, packs: Any = None, **declaration: Any
) -> Facts:
    stated = a_declaration(documents=documents, **declaration)
    case = a_case(declaration=stated, parties=(EXPORTER, BUYER))
    return some_facts(case, registers=registers, packs=packs)


def register(*licences: Licence) -> Registers:
    return Registers(licence_issuers=("PL",), licences=licences)


def licence(**changes: Any) -> Licence:
    plain = Licence(
        "PL-IND-1",
        "PL",
        "individual",
        valid_to=date(2027, 12, 31),
        consignee="Aurora Trading",
        quantity=Decimal(2),
        used=Decimal(1),
    )
    return replace(plain, **changes)


X060 = a_document("X060", reference="PL-IND-1")
OFFICIAL = {
    "correlation_official": inline(
        "correlation_official",
        "correlation",
        {"cn": "84571010", "hs6": "", "control_code": "2B001.b"},
    )
}
EU_GA = {
    "annex2": inline(
        "annex2",
        "general_authorisations",
        {"authorisation": "EU004", "destination": "AR", "covered": "True"},
        {"authorisation": "EU004", "destination": "VN", "covered": "False"},
    )
}


def general(country: str, packs: Any = EU_GA) -> Facts:
    return papers(a_document("X064", reference="EU004"), packs=packs, country_destination=country)


def reads_like(*kinds: str, words: int) -> Facts:
    """Item 1 with Y901 and one candidate of which words say so much."""
    found = Candidate(
        item_no=1,
        list="eu",
        code="2B001",
        title="",
        edition="hs_control@test",
        score=words,
        reasons=(),
        missing=(),
        trust="own knowledge",
        kinds=kinds,
        words=words,
    )
    declaration = a_declaration(documents=(a_document("Y901"),))
    return some_facts(a_case(declaration=declaration, candidates=(found,)))


def params(docs: tuple[str, ...] = ("Y901",), **values: Any) -> Facts:
    declaration = a_declaration(documents=tuple(a_document(code) for code in docs))
    return some_facts(
        a_case(
            declaration=declaration,
            enrichment=(learned("params", values, "data_sheet", item_no=1),),
        )
    )


FIVE: dict[str, Any] = {
    "simultaneous_axes": 4,
    "unidirectional_positioning_repeatability_um": "0.8",
    "travel_mm": 600,
    "positioning_accuracy_um": 9,
}


def confirmed(
    state: ClassificationState,
    registers: Registers | None = None,
    *codes: str,
    list_id: str = "eu",
    code: str = "2B001.b.2",
) -> Facts:
    stated = tuple(a_document(c, reference="PL-IND-1") for c in codes)
    return some_facts(
        a_case(
            declaration=a_declaration(documents=stated),
            parties=(EXPORTER, BUYER),
            classifications=(a_finding(code, state, list_id),),
        ),
        registers=registers,
    )


def switched_on(rule: str, facts: Facts) -> Facts:
    return replace(facts, settings={f"{rule}.on": "true"})


def priced(lines: int = 100, **item_: Any) -> Facts:
    base = PriceLine(lines, Decimal(10), Decimal(20), Decimal(45))
    case = a_case(declaration=a_declaration(items=(an_item(**item_),)))
    return some_facts(case, bases=Bases(prices={"84571010": base}))


def clause(cn: str = "85423190", country: str = "TR", **contract: Any) -> Facts:
    stated = {"date": "2025-11-03", "no_re_export_clause": False} | contract
    return of(
        learned("contract", stated, "contract"),
        items=(an_item(cn=cn),),
        country_destination=country,
    )


def invoice(**stated: Any) -> Facts:
    return some_facts(
        a_case(parties=(EXPORTER, BUYER), enrichment=(learned("invoice", stated, "invoice"),))
    )


def request(answered: datetime | None, today: date, *rows: Any) -> Facts:
    action = a_request(date(2026, 4, 9), answered_at=answered)
    return some_facts(a_case(actions=(action,), enrichment=rows), today=today)


def payment(**stated: Any) -> Facts:
    return some_facts(
        a_case(
            parties=(EXPORTER, BUYER),
            enrichment=tuple(
                learned(f"payment.{key}", value, "contract") for key, value in stated.items()
            ),
        )
    )


GERMAN = an_item(origin="DE")
SAME = JudgementValue.SAME
CONFIRMED, REJECTED = ClassificationState.CONFIRMED, ClassificationState.REJECTED
EXAMPLES = (
    fires("RF-G01", "beside an assessed end user", assessed(SAME, "Y901"), "low"),
    spares("RF-G01", "alone it is a tag", of()),
    skips("RF-G01", "to a partner", of(country_destination="NO", delivery_place="free zone")),
    waits("RF-G01", "no list", some_facts(without=("chpl",)), "pack:chpl"),
    fires("RF-G02", "assessed end user", assessed(SAME, "Y901"), "high"),
    fires("RF-G02", "parameters meet the entry", params(**FIVE), "high"),
    fires(
        "RF-G02",
        "the description reads like the entry",
        reads_like(words=870),
        "high",
    ),
    spares("RF-G02", "it reads a little like the entry", reads_like(words=869)),
    spares("RF-G02", "a word of the glossary speaks against it", reads_like("against", words=900)),
    waits("RF-G02", "an assessed end user, not judged", assessed(None, "Y901"), "hits.judgement"),
    spares("RF-G02", "judged different", assessed(JudgementValue.DIFFERENT, "Y901")),
    spares("RF-G02", "the bare case", of()),
    skips("RF-G02", "no Y901", assessed(SAME)),
    spares("RF-G02", "no correlation", assessed(SAME, "Y901", cn="94036000")),
    waits(
        "RF-G02",
        "no table",
        assessed(SAME, "Y901", without=("hs_control",)),
        "pack:hs_control|pack:correlation_official",
    ),
    fires("RF-G03", "no document code", papers(packs=OFFICIAL), "high"),
    spares("RF-G03", "Y901 declared", papers(a_document("Y901"), packs=OFFICIAL)),
    spares("RF-G03", "not in the table", papers(packs=OFFICIAL, items=(an_item(cn="84571090"),))),
    waits("RF-G03", "no official table", papers(), "pack:correlation_official"),
    fires("RF-G04", "empty reference", papers(a_document("X060")), "critical"),
    fires(
        "RF-G04",
        "expired",
        papers(X060, registers=register(licence(valid_to=date(2026, 3, 26)))),
        "critical",
    ),
    fires("RF-G04", "unknown to its issuer", papers(X060, registers=register()), "critical"),
    spares(
        "RF-G04",
        "valid to the day",
        papers(X060, registers=register(licence(valid_to=date(2026, 3, 27)))),
    ),
    skips("RF-G04", "Y901 only", of()),
    waits(
        "RF-G04",
        "another issuer's register",
        papers(a_document("X060", reference="BE-IND-1"), registers=register()),
        "register:licences",
    ),
    fires("RF-G05", "not covered", general("VN"), "critical"),
    fires("RF-G05", "not named", general("PE"), "critical"),
    spares("RF-G05", "covered", general("AR")),
    waits("RF-G05", "no pack", general("AR", {}), "pack:annex2"),
    fires("RF-G07", "a generic word alone", item(description="Samples"), "medium"),
    fires(
        "RF-G07", "figures and units beside it", item(description="Spare parts 12 pcs"), "medium"
    ),
    fires("RF-G07", "one word on a correlated heading", item(description="steel parts"), "low"),
    spares("RF-G07", "on another heading", item(cn="94036000", description="steel parts")),
    spares("RF-G07", "motorcycle helmets", item(cn="65061080", description="Motorcycle helmets")),
    spares("RF-G07", "resins", item(cn="39095090", description="Polyurethane resins")),
    spares("RF-G07", "cheese", item(cn="04069078", description="Gouda cheese")),
    fires("RF-G07", "only generic words", item(description="spare parts for machines"), "medium"),
    fires("RF-G07", "in German", item(description="Ersatzteile für Maschinen"), "medium"),
    fires("RF-G07", "in Chinese", item(description="机器零件"), "medium"),
    spares("RF-G07", "three words", item(description="milled steel flanges")),
    spares("RF-G07", "Chinese that says something", item(description="数控机床")),
    skips("RF-G07", "a CAS number", item(description="sample 7440-61-1")),
    skips("RF-G07", "a CUS number", item(description="sample", cus_code="0012345-6")),
    waits("RF-G07", "no description", item(description=None), "items.description"),
    fires("RF-G08", "four axes within 2B001.b.1", params(**FIVE), "high"),
    fires("RF-G08", "five axes meet 2B201.a.3", params(simultaneous_axes=5), "high"),
    spares(
        "RF-G08",
        "worse than the limit",
        params(**(FIVE | {"unidirectional_positioning_repeatability_um": "1.2"})),
    ),
    spares(
        "RF-G08",
        "longer axis, same figure",
        params(
            **(FIVE | {"travel_mm": 1500, "unidirectional_positioning_repeatability_um": "1.2"})
        ),
    ),
    spares("RF-G08", "an authorisation is declared", params(("X060",), **FIVE)),
    waits("RF-G08", "one value missing", params(**(FIVE | {"travel_mm": None})), "items.params"),
    fires(
        "RF-G09",
        "cartridges by heading",
        item(cn="93063090", description="9 mm boxes of 50"),
        "high",
    ),
    fires(
        "RF-G09",
        "by word",
        item(cn="85437090", description="electric shock batons, black"),
        "medium",
    ),
    fires(
        "RF-G09",
        "airsoft under a heading of arms",
        item(cn="93040000", description="Airsoft pistols, plastic, 6 mm BB"),
        "medium",
    ),
    fires(
        "RF-G09",
        "a starting pistol",
        item(cn="93039000", description="Starting pistol, blank-firing 9 mm"),
        "high",
    ),
    spares(
        "RF-G09",
        "both annexes loaded, nothing met",
        some_facts(
            packs={
                name: inline(name, "goods_annex", {"cn": "9303"})
                for name in ("annex_258_2012", "annex_2019_125")
            }
        ),
    ),
    waits(
        "RF-G09",
        "one annex clears nothing of the other",
        some_facts(
            packs={"annex_258_2012": inline("annex_258_2012", "goods_annex", {"cn": "9303"})}
        ),
        "pack:annex_2019_125",
    ),
    waits(
        "RF-G09",
        "an annex names a part of the heading",
        some_facts(
            packs={
                "annex_258_2012": inline(
                    "annex_258_2012", "goods_annex", {"cn": "845710", "part": "y"}
                )
            }
        ),
        "items.classification",
    ),
    waits("RF-G09", "no annex loaded", of(), "pack:annex_258_2012||pack:annex_2019_125"),
    fires(
        "RF-G10",
        "armoured vehicle by heading",
        item(cn="87100000", description="agricultural vehicle, tracked"),
        "critical",
    ),
    fires("RF-G10", "ML code declared", item(description="parts of ML10 item"), "critical"),
    fires("RF-G10", "confirmed", confirmed(CONFIRMED, list_id="cml", code="ML9"), "critical"),
    fires("RF-G10", "word alone", item(description="cover for torpedo tube"), "high"),
    spares("RF-G10", "a machining centre", of()),
    waits("RF-G10", "no description", item(description=None), "items.description"),
    fires("RF-G11", "used machine", switched_on("RF-G11", of(learned("state", "used"))), "low"),
    spares("RF-G11", "new machine", switched_on("RF-G11", of(learned("state", "new")))),
    waits(
        "RF-G11", "off by default", of(learned("state", "used")), "off by default in this office"
    ),
    waits("RF-G11", "state not known", switched_on("RF-G11", of()), "items.state"),
    fires("RF-G12", "US origin", switched_on("RF-G12", item(origin="US")), "low"),
    waits("RF-G12", "German origin", switched_on("RF-G12", item(origin="DE")), "evidence.text"),
    spares(
        "RF-G12",
        "German origin, papers that name no US controls",
        switched_on("RF-G12", of(learned("evidence.text", "made here"), items=(GERMAN,))),
    ),
    waits("RF-G12", "off by default", item(origin="US"), "off by default in this office"),
    waits("RF-G12", "origin not known", switched_on("RF-G12", of()), "evidence.text||items.origin"),
    fires("RF-G13", "confirmed with Y901", confirmed(CONFIRMED, register(), "Y901"), "critical"),
    fires(
        "RF-G13",
        "licence for another consignee",
        confirmed(CONFIRMED, register(licence(consignee="Somebody Else")), "X060"),
        "critical",
    ),
    spares("RF-G13", "licensed", confirmed(CONFIRMED, register(licence()), "X060")),
    waits(
        "RF-G13", "candidate only", papers(registers=register()), "items.classification.confirmed"
    ),
    waits("RF-G13", "no register", confirmed(CONFIRMED), "register:licences"),
    fires("RF-W01", "above the range", priced(net_mass_kg=Decimal(9000)), "medium"),
    spares("RF-W01", "inside the range", priced()),
    waits("RF-W01", "99 lines", priced(99, net_mass_kg=Decimal(9000)), "base:price_lines"),
    fires("RF-W02", "2.1 times the median", priced(), "medium"),
    spares("RF-W02", "2.0 times the median", priced(net_mass_kg=Decimal(10300))),
    waits("RF-W02", "no base", of(), "base:price_lines"),
    fires(
        "RF-W03",
        "just below",
        replace(item(), settings={"RF-W03.value_thresholds": "415000"}),
        "low",
    ),
    spares(
        "RF-W03",
        "at the threshold",
        replace(item(), settings={"RF-W03.value_thresholds": "412000"}),
    ),
    waits("RF-W03", "no threshold set", of(), "setting:value_thresholds"),
    fires("RF-W04", "gross below net", item(gross_mass_kg=Decimal(9799)), "low"),
    fires("RF-W04", "more than three times", item(gross_mass_kg=Decimal(29401)), "low"),
    spares("RF-W04", "three times", item(gross_mass_kg=Decimal(29400))),
    waits("RF-W04", "no gross mass", item(gross_mass_kg=None), "items.gross_mass_kg"),
    fires("RF-D01", "no clause", clause(), "medium"),
    fires("RF-D01", "old contract performed later", clause(date="2022-05-01"), "medium"),
    spares("RF-D01", "with a clause", clause(no_re_export_clause=True)),
    skips("RF-D01", "public contract", clause(public_contract=True)),
    skips("RF-D01", "machine tools are left out", clause("84571010")),
    skips("RF-D01", "to a partner", clause(country="JP")),
    waits("RF-D01", "no contract", item(cn="85423190"), "contract.date"),
    fires("RF-D03", "another consignee", invoice(consignee="Boreal"), "medium"),
    fires("RF-D03", "another value", invoice(value_eur=400000), "medium"),
    spares("RF-D03", "the same", invoice(consignee="AURORA TRADING", value_eur=412000)),
    waits("RF-D03", "no invoice", of(), "invoice"),
    fires("RF-D04", "MRN check digit", of(mrn="26PL302010E10001A7"), "low"),
    fires(
        "RF-D04",
        "EORI pattern",
        some_facts(a_case(parties=(replace(EXPORTER, identifier="5261000019"),))),
        "low",
    ),
    spares("RF-D04", "both right", of()),
    waits(
        "RF-D04",
        "neither stated",
        some_facts(a_case(declaration=a_declaration(mrn=None), parties=(BUYER,))),
        "mrn|exporter.eori|items.licence_ref",
    ),
    fires(
        "RF-D05",
        "expired",
        papers(X060, registers=register(licence(valid_to=date(2026, 3, 26)))),
        "high",
    ),
    fires("RF-D05", "used up", papers(X060, registers=register(licence(used=Decimal(2)))), "high"),
    fires(
        "RF-D05",
        "this export exceeds the rest",
        papers(
            X060, registers=register(licence()), items=(an_item(supplementary_units=Decimal(2)),)
        ),
        "high",
    ),
    spares(
        "RF-D05",
        "the rest suffices",
        papers(
            X060, registers=register(licence()), items=(an_item(supplementary_units=Decimal(1)),)
        ),
    ),
    waits("RF-D05", "no register", papers(X060), "register:licences"),
    fires(
        "RF-D06",
        "demanded and missing",
        papers(X060, registers=register(licence(conditions=("end-use statement at export",)))),
        "low",
    ),
    skips("RF-D06", "not demanded", papers(X060, registers=register(licence()))),
    waits("RF-D06", "no register", papers(X060), "register:licences"),
    fires("RF-D07", "the day after", request(None, date(2026, 4, 10)), "medium"),
    fires(
        "RF-D07",
        "answered late",
        request(datetime(2026, 4, 10, tzinfo=UTC), date(2026, 4, 11)),
        "medium",
    ),
    spares("RF-D07", "on the last day", request(None, date(2026, 4, 9))),
    spares(
        "RF-D07", "answered in time", request(datetime(2026, 4, 9, tzinfo=UTC), date(2026, 4, 20))
    ),
    spares(
        "RF-D07",
        "an answer on file in time",
        request(None, date(2026, 4, 20), learned("end_use", "x", date=date(2026, 4, 8))),
    ),
    skips("RF-D07", "no request", of()),
    fires("RF-D08", "paid from Hong Kong", payment(country="HK", payer="Aurora Trading"), "medium"),
    fires("RF-D08", "another payer", payment(country="CN", payer="Boreal"), "medium"),
    spares("RF-D08", "paid by the buyer", payment(country="CN", payer="Aurora Trading")),
    waits("RF-D08", "country not known", payment(payer="Aurora Trading"), "payment.country"),
    spares("RF-W01", "at the upper end", priced(statistical_value=Money(Decimal(441000), "EUR"))),
    spares("RF-W04", "gross equals net", item(gross_mass_kg=Decimal(9800))),
    spares(
        "RF-D08",
        "paid by one of two buyers",
        some_facts(
            a_case(
                parties=(EXPORTER, BUYER, USER),
                enrichment=(
                    learned("payment.country", "CN", "contract"),
                    learned("payment.payer", "Northern Institute", "contract"),
                ),
            )
        ),
    ),
    waits(
        "RF-D05",
        "use not recorded",
        papers(X060, registers=register(licence(used=None))),
        "register:licences",
    ),
    spares(
        "RF-D05",
        "no quantity in the licence",
        papers(X060, registers=register(licence(quantity=None))),
    ),
    waits(
        "RF-G13",
        "no candidate proves nothing",
        papers(registers=register(), items=(an_item(cn="94036000"),)),
        "items.classification.confirmed",
    ),
    skips(
        "RF-G13",
        "every code rejected",
        some_facts(
            a_case(
                declaration=a_declaration(items=(an_item(cn="94036000"),)),
                classifications=(a_finding("2B001", REJECTED),),
            ),
            registers=register(),
        ),
    ),
)
