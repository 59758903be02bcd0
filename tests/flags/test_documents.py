"""Rules of contracts, invoices, identifiers, requests and payments by example."""

from datetime import date
from typing import Any

import pytest
from tests.flags.driver import (
    SAYS,
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

MEMORIES, BEARINGS, SOAP = "85423290", "84821010", "34029090"
NO_SETS, NO_COUNTRIES = Loaded(without=("code_sets",)), Loaded(without=("countries",))


def contract(day: str | None, clause: bool | None = False, **more: Any) -> Fact:
    stated = {"date": day, "no_re_export_clause": clause, **more}
    return learned("contract", {k: v for k, v in stated.items() if v is not None}, "contract")


def sold(*facts: Fact, cn: str = MEMORIES, to: str = "TR", **row: Any) -> Given:
    line = {"cn8": cn, "country_destination": to, "country_routing": f"PL|{to}", **row}
    return given({**line, "description": "goods of the contract as ordered"}, learned=facts)


XI = Loaded(
    packs={
        "eu_833_annexes:goods_annex": (
            {"annex": "XI", "heading": "8803", "instrument": "833/2014"},
            {"annex": "XXIII", "heading": "3402", "instrument": "833/2014"},
        ),
        "annex_258_2012:goods_annex": ({"heading": "9303"},),
    }
)

CLAUSES = (
    fires(
        "RF-D01",
        "medium",
        "memories to Turkey, contract of 2025, no clause",
        sold(contract("2025-03-01")),
        "items/1/cn8: 85423290",
        "declaration/country_destination: TR",
        "enrichment/contract.date: 2025-03-01",
        "enrichment/contract.no_re_export_clause: none",
    ),
    fires("RF-D01", "medium", "concluded on the first day", sold(contract("2023-12-19"))),
    fires(
        "RF-D01",
        "medium",
        "concluded on the first day, performed before the other",
        sold(contract("2023-12-19"), learned("delivery", {"date": "2024-12-31"})),
    ),
    waits(
        "RF-D01",
        "goods of no annex that is loaded",
        sold(contract("2025-03-01"), cn=SOAP),
        "pack:eu_833_annexes||pack:annex_258_2012",
    ),
    fires("RF-D01", "medium", "older, but performed now", sold(contract("2019-05-01"))),
    spares(
        "RF-D01",
        "older and performed before, as the claim of an exemption says",
        sold(
            contract(None),
            learned(
                "exemption_claim",
                {"contract_date": "2023-12-18", "last_delivery": "2024-12-31"},
                "exporter_answer",
            ),
        ),
    ),
    fires(
        "RF-D01",
        "medium",
        "older, and performed on the first day of performance",
        sold(contract("2023-12-18"), learned("delivery", {"date": "2025-01-01"})),
    ),
    fires(
        "RF-D01",
        "medium",
        "parts of Annex XI",
        sold(contract("2025-03-01"), cn="88033000"),
        loaded=XI,
    ),
    fires("RF-D01", "medium", "firearms", sold(contract("2025-03-01"), cn="93032010"), loaded=XI),
    fires(
        "RF-D01",
        "medium",
        "the first declaration to which the article applies",
        sold(contract("2024-01-10"), accepted="2024-03-20T10:00:00Z"),
    ),
    spares(
        "RF-D01",
        "the article did not apply yet",
        sold(contract("2024-01-10"), accepted="2024-03-19T10:00:00Z"),
    ),
    spares("RF-D01", "the contract has the clause", sold(contract("2025-03-01", clause=True))),
    skips("RF-D01", "a partner of Annex VIII", sold(contract("2025-03-01"), to="JP")),
    skips("RF-D01", "a public contract", sold(contract("2025-03-01", public_contract=True))),
    *(
        skips("RF-D01", f"machine tools of {cn}", sold(contract("2025-03-01"), cn=cn))
        for cn in ("84571010", "84581120", "84589120", "84596110", "84669300")
    ),
    skips(
        "RF-D01", "goods of no annex that counts", sold(contract("2025-03-01"), cn=SOAP), loaded=XI
    ),
    spares(
        "RF-D01",
        "older, and performed before",
        sold(contract("2023-12-18"), learned("delivery", {"date": "2024-12-31"})),
    ),
    waits("RF-D01", "no contract on file", sold(), "contract.date"),
    waits(
        "RF-D01",
        "nobody says whether it has a clause",
        sold(contract("2025-03-01", clause=None)),
        "contract.no_re_export_clause",
    ),
    waits(
        "RF-D01",
        "no list of goods",
        sold(contract("2025-03-01")),
        "pack:chpl||pack:eu_833_annexes||pack:annex_258_2012",
        loaded=Loaded(without=("chpl",)),
    ),
    waits(
        "RF-D01", "no partners", sold(contract("2025-03-01")), "pack:countries", loaded=NO_COUNTRIES
    ),
    waits("RF-D01", "no headings", sold(contract("2025-03-01")), "pack:code_sets", loaded=NO_SETS),
)

MEASURE = {"measure_from": "2022-06-03", "wind_down_to": "2022-09-03"}
EMBARGO = Loaded(
    packs={
        "embargo_annexes:goods_annex": (
            {
                "country": "IR",
                "regulation": "267/2012",
                "annex": "II",
                "heading": "8479",
                **MEASURE,
            },
            {"regulation": "2017/1509", "annex": "II", "heading": "8471"},
            {"instrument": "2017/1509", "heading": "8472"},
            {"instrument": "36/2012", "destination": "SY|IR", "heading": "8474"},
            {
                "country": "IR",
                "heading": "8475",
                "valid_from": "2022-06-03",
                "wind_down_to": "2022-09-03",
            },
            {"regulation": "1/2099", "annex": "I", "heading": "8466", **MEASURE},
            {"country": "IR", "regulation": "267/2012", "heading": "8473", "code": "2B001.b"},
            {"country": "IR", "heading": "8477", "part": "y", **MEASURE},
        ),
        "eu_833_annexes:goods_annex": (
            {"annex": "VII", "heading": "9031 49", "instrument": "833/2014"},
        ),
        "eu_765_annexes:goods_annex": ({"annex": "XVIII", "heading": "903180"},),
    }
)
ONLY_833 = Loaded(packs={"eu_833_annexes:goods_annex": ({"annex": "VII", "heading": "9031 49"},)})


def bound(cn: str | None, to: str | None = "IR", *facts: Fact, **more: Any) -> Given:
    row = {"cn8": cn, "country_destination": to, "country_routing": f"PL|{to}", **more}
    return given(row, learned=facts)


MATRIX = Loaded(also=("embargo_matrix", "item_groups"))
MATRIX_AND_ANNEXES = Loaded(also=MATRIX.also, packs=EMBARGO.packs)
BEARINGS, CHAIRS = "84821010", "94036010"

EMBARGOED = (
    fires(
        "RF-R10",
        "high",
        "a high-priority code to Russia by itself",
        bound(BEARINGS, "RU"),
        f"{SAYS}goes to RU and is of:",
        "items/1/cn8: 84821010",
        "declaration/country_destination: RU",
        "packs/embargo_matrix@2026-11-29: REG-833-2014 high_priority",
        loaded=MATRIX,
    ),
    fires("RF-R10", "high", "one to Belarus", bound(BEARINGS, "BY"), loaded=MATRIX),
    fires(
        "RF-R10",
        "high",
        "what may be for repression by its words",
        bound("87059080", "BY", description="Water cannon vehicle 6x6, used"),
        f"{SAYS}and may be of: Equipment for internal repression",
        f"{SAYS}Would be prohibited by Reg. 765/2006",
        "items/1/description",
        loaded=MATRIX,
    ),
    fires(
        "RF-R10",
        "high",
        "what may be firearms by its words alone",
        bound(CHAIRS, "BY", description="hunting rifle"),
        f"{SAYS}and may be of: Firearms",
        "items/1/description",
        loaded=MATRIX,
    ),
    fires(
        "RF-R10",
        "high",
        "the same under a code of high priority",
        bound(BEARINGS, "BY", description="hunting rifle"),
        f"{SAYS}goes to BY and is of:",
        loaded=MATRIX,
    ),
    waits(
        "RF-R10",
        "the same to where no act names such goods",
        bound("87059080", "BR", description="Water cannon vehicle 6x6, used"),
        "pack:embargo_annexes",
        loaded=MATRIX,
    ),
    fires(
        "RF-R10",
        "high",
        "a consignee in Russia",
        bound(BEARINGS, "KZ", consignee_country="RU"),
        "parties/consignee/country: RU",
        loaded=MATRIX,
    ),
    spares(
        "RF-R10",
        "the annexes of the regulation are loaded and do not name its heading",
        bound(BEARINGS, "RU"),
        loaded=MATRIX_AND_ANNEXES,
    ),
    waits(
        "RF-R10", "one to Kazakhstan", bound(BEARINGS, "KZ"), "pack:embargo_annexes", loaded=MATRIX
    ),
    waits(
        "RF-R10",
        "other goods to Russia",
        bound(CHAIRS, "RU"),
        "pack:embargo_annexes",
        loaded=MATRIX,
    ),
    fires(
        "RF-R10",
        "critical",
        "a confirmed entry of the military list to an embargoed destination",
        given({"cn8": CHAIRS, "country_destination": "MM"}, classified=(("cml:ML4", "confirmed"),)),
        "classifications/1/ML4: confirmed",
        "packs/embargo_matrix@2026-11-29: DEC-2013-184 military",
        loaded=MATRIX,
    ),
    fires(
        "RF-R10",
        "critical",
        "a confirmed entry of Annex I to Iran",
        given({"cn8": CHAIRS, "country_destination": "IR"}, classified=(("2B001.b", "confirmed"),)),
        loaded=MATRIX,
    ),
    waits(
        "RF-R10",
        "a candidate of Annex I is not for sure",
        bound("84571010", "IR"),
        "pack:embargo_annexes",
        loaded=MATRIX,
    ),
    waits(
        "RF-R10",
        "what is prohibited on a condition that nobody judged",
        given({"cn8": CHAIRS, "country_destination": "YE"}, classified=(("cml:ML4", "confirmed"),)),
        "pack:embargo_annexes",
        loaded=MATRIX,
    ),
    fires(
        "RF-R10",
        "high",
        "the destination is under the regulation",
        bound("84798997"),
        "items/1/cn8: 84798997",
        "declaration/country_destination: IR",
        "packs/embargo_annexes@example: 267/2012 II",
        f"{SAYS}The heading of item 1",
        loaded=EMBARGO,
    ),
    fires(
        "RF-R10",
        "high",
        "the regulation says which country",
        bound("84713000", "KP"),
        loaded=EMBARGO,
    ),
    fires("RF-R10", "high", "Annex VII to Russia", bound("90314990", "RU"), loaded=EMBARGO),
    fires(
        "RF-R10",
        "high",
        "a pack that names no regulation has its own",
        bound("90318080", "BY"),
        loaded=EMBARGO,
    ),
    fires(
        "RF-R10",
        "high",
        "known goods decide although other annexes are missing",
        bound("90314990", "RU"),
        loaded=ONLY_833,
    ),
    fires(
        "RF-R10",
        "high",
        "the consignee sits there",
        bound("84798997", "AE", consignee_country="IR"),
        "parties/consignee/country: IR",
        loaded=EMBARGO,
    ),
    fires(
        "RF-R10",
        "high",
        "the end user sits there",
        bound(
            "84798997",
            "AE",
            learned("end_user", {"name": "Plant Seven", "country": "IR"}, "contract"),
        ),
        "parties/end_user/country: IR",
        loaded=EMBARGO,
    ),
    fires(
        "RF-R10",
        "critical",
        "the entry is confirmed",
        given(
            {"cn8": "84798997", "country_destination": "IR"}, classified=(("2B001.b", "confirmed"),)
        ),
        "classifications/1/2B001.b: confirmed",
        loaded=EMBARGO,
    ),
    fires(
        "RF-R10",
        "high",
        "another entry than the row's is confirmed",
        given(
            {"cn8": "84733080", "country_destination": "IR"}, classified=(("7A003", "confirmed"),)
        ),
        loaded=EMBARGO,
    ),
    fires(
        "RF-R10",
        "critical",
        "an entry under the row's is confirmed",
        given(
            {"cn8": "84733080", "country_destination": "IR"},
            classified=(("2B001.b.2", "confirmed"),),
        ),
        loaded=EMBARGO,
    ),
    spares("RF-R10", "another country", bound("84798997", "BR"), loaded=EMBARGO),
    spares("RF-R10", "other goods", bound(SOAP), loaded=EMBARGO),
    fires(
        "RF-R10", "high", "an instrument is a regulation", bound("84729080", "KP"), loaded=EMBARGO
    ),
    fires(
        "RF-R10",
        "high",
        "a row may name several countries",
        bound("84741000", "SY"),
        loaded=EMBARGO,
    ),
    waits(
        "RF-R10",
        "one of two lines has no code",
        given(
            {"cn8": SOAP, "country_destination": "IR"}, {"cn8": None, "country_destination": "IR"}
        ),
        "items.cn8",
        loaded=EMBARGO,
    ),
    waits(
        "RF-R10",
        "nobody says where anything goes",
        bound("84798997", None, consignee_country=None, country_routing=None),
        "country_destination",
        loaded=EMBARGO,
    ),
    waits("RF-R10", "no annexes", bound("84798997"), "pack:embargo_annexes"),
    waits(
        "RF-R10",
        "annexes of another regulation alone",
        bound("84798997"),
        "pack:embargo_annexes",
        loaded=ONLY_833,
    ),
    waits(
        "RF-R10",
        "nothing says which country the regulation is about",
        bound("84669300"),
        loaded=EMBARGO,
    ),
    waits("RF-R10", "no commodity code", bound(None), "items.cn8", loaded=EMBARGO),
    waits("RF-R10", "there are no goods", Given(rows=()), "items.cn8", loaded=EMBARGO),
)

OLD = learned("contract", {"date": "2022-06-02"})
LATE = learned("delivery", {"date": "2022-09-04"}, "order")

TRANSITIONS = (
    fires(
        "RF-D02",
        "high",
        "contract of the day before, delivery of the day after",
        bound("84798997", "IR", OLD, LATE),
        "enrichment/contract.date: 2022-06-02",
        "enrichment/delivery.date: 2022-09-04",
        "items/1/cn8: 84798997",
        "packs/embargo_annexes@example",
        loaded=EMBARGO,
    ),
    skips(
        "RF-D02",
        "contract of the measure's day",
        bound("84798997", "IR", learned("contract", {"date": "2022-06-03"}), LATE),
        loaded=EMBARGO,
    ),
    spares(
        "RF-D02",
        "delivery of the last day",
        bound("84798997", "IR", OLD, learned("delivery", {"date": "2022-09-03"})),
        loaded=EMBARGO,
    ),
    fires(
        "RF-D02",
        "high",
        "both days as the claim of an exemption says",
        bound(
            "84798997",
            "IR",
            learned(
                "exemption_claim",
                {"contract_date": "2022-06-02", "last_delivery": "2022-09-04"},
                "exporter_answer",
            ),
        ),
        "enrichment/exemption_claim.contract_date: 2022-06-02",
        "enrichment/exemption_claim.last_delivery: 2022-09-04",
        loaded=EMBARGO,
    ),
    spares("RF-D02", "another country", bound("84798997", "BR", OLD, LATE), loaded=EMBARGO),
    spares("RF-D02", "other goods", bound(SOAP, "IR", OLD, LATE), loaded=EMBARGO),
    fires(
        "RF-D02",
        "high",
        "the row's first day is the measure's where it names no other",
        bound("84752100", "IR", OLD, LATE),
        loaded=EMBARGO,
    ),
    waits(
        "RF-D02",
        "nobody says where anything goes",
        bound("84798997", None, OLD, LATE, consignee_country=None, country_routing=None),
        loaded=EMBARGO,
    ),
    waits("RF-D02", "no contract", bound("84798997", "IR", LATE), "contract.date", loaded=EMBARGO),
    waits("RF-D02", "no delivery", bound("84798997", "IR", OLD), "delivery.date", loaded=EMBARGO),
    waits("RF-D02", "no annexes", bound("84798997", "IR", OLD, LATE), "pack:embargo_annexes"),
    waits(
        "RF-D02",
        "the row does not say when the transition ended",
        bound("84733080", "IR", OLD, LATE),
        "pack:embargo_annexes/wind_down_to",
        loaded=EMBARGO,
    ),
    waits(
        "RF-D02",
        "the annex names a part of the heading",
        bound("84778099", "IR", OLD, LATE),
        "items.classification",
        loaded=EMBARGO,
    ),
    waits(
        "RF-D02",
        "nothing says which country the regulation is about",
        bound("84669300", "IR", OLD, LATE),
        loaded=EMBARGO,
    ),
)


def invoiced(**stated: Any) -> Given:
    """An invoice beside a declaration of 2 × 6 000 EUR, 40 pieces, DAP, invoice F-7."""
    line = {
        "value_eur": 6000,
        "supplementary_units": 20,
        "delivery_terms": "DAP",
        "docs": "N730:CMR-1|N380|N380:F-7",
    }
    return given(line, line, learned=(learned("invoice", stated, "invoice"),))


INVOICES = (
    fires(
        "RF-D03",
        "medium",
        "another consignee",
        invoiced(consignee="Zodiac Import"),
        "enrichment/invoice.consignee: Zodiac Import",
        "parties/consignee/name: Aurora Import",
    ),
    fires(
        "RF-D03",
        "medium",
        "another quantity",
        invoiced(quantity=41),
        "enrichment/invoice.quantity: 41",
        "items/1/supplementary_units: 40",
    ),
    fires(
        "RF-D03",
        "medium",
        "another value",
        invoiced(value_eur="12000.01"),
        "enrichment/invoice.value_eur",
        "items/1/value_eur: 12000",
    ),
    fires(
        "RF-D03",
        "medium",
        "other terms",
        invoiced(incoterm="EXW"),
        "enrichment/invoice.incoterm: EXW",
        "declaration/delivery_terms: DAP",
    ),
    fires(
        "RF-D03",
        "medium",
        "another number",
        invoiced(number="F-8"),
        "enrichment/invoice.number: F-8",
        "declaration/documents: F-7",
    ),
    fires("RF-D03", "medium", "a value that is none", invoiced(value_eur="twelve")),
    spares(
        "RF-D03",
        "all of it is the same, written otherwise",
        invoiced(
            consignee="AURORA IMPORT",
            quantity="40.0",
            value_eur=12000,
            incoterm="dap",
            number="f-7",
        ),
    ),
    spares(
        "RF-D03",
        "what the declaration does not state cannot differ",
        given(
            {"value_eur": None, "supplementary_units": None},
            learned=(
                learned("invoice", {"quantity": 41, "value_eur": 1, "incoterm": "EXW"}, "invoice"),
            ),
        ),
    ),
    spares(
        "RF-D03",
        "one of two values is not declared",
        given(
            {"value_eur": 6000, "supplementary_units": 20},
            {"value_eur": None},
            learned=(learned("invoice", {"value_eur": 12000, "quantity": 40}, "invoice"),),
        ),
    ),
    waits(
        "RF-D03",
        "there is no declaration",
        Given(rows=(), learned=(learned("invoice", {"value_eur": 1}, "invoice"),)),
        "invoice",
    ),
    waits("RF-D03", "no invoice", given(), "invoice"),
)

GOOD_MRN, BAD_MRN = "26PL302010E10001A8", "26PL302010E10001A7"


def identified(mrn: str | None = None, eori: str | None = None, ref: str | None = None) -> Given:
    return given({"mrn": mrn, "exporter_eori": eori, "licence_ref": ref})


PATTERN = Loaded(settings={"rule.RF-D04.licence_pattern": r"PL-\d{4}"})

IDENTIFIERS = (
    fires(
        "RF-D04",
        "low",
        "a licence number unlike the office's",
        identified(ref="PL-12345"),
        "items/1/licence: PL-12345",
        loaded=PATTERN,
    ),
    fires(
        "RF-D04",
        "low",
        "an EORI that is none",
        identified(eori="5261PL"),
        "parties/exporter/identifier",
    ),
    fires(
        "RF-D04",
        "low",
        "a wrong check digit of the MRN",
        identified(mrn=BAD_MRN),
        f"declaration/mrn: {BAD_MRN}",
    ),
    spares("RF-D04", "a good EORI", identified(eori="PL526100001900000")),
    spares("RF-D04", "a good MRN", identified(mrn=GOOD_MRN)),
    spares("RF-D04", "a good EORI", identified(eori="PL526100001900000")),
    waits(
        "RF-D04",
        "a good EORI, a licence number that nobody can judge",
        identified(eori="PL526100001900000", ref="X"),
        "threshold:licence_pattern",
    ),
    spares(
        "RF-D04", "a licence number like the office's", identified(ref="PL-1234"), loaded=PATTERN
    ),
    waits("RF-D04", "no identifier at all", identified(), "mrn|exporter.eori|items.licence_ref"),
    waits(
        "RF-D04",
        "a licence number, and the office has no pattern",
        identified(ref="X"),
        "threshold:licence_pattern",
    ),
)

DUE = date(2026, 4, 8)


def requested(*facts: Fact, acts: Any = (), today: str = "2026-04-09") -> Given:
    asked = ("request_information", {"to": "declarant", "date": DUE, "reason": "Who uses it?"})
    return given(acts=(asked, *(_enrich(f) for f in facts), *acts, ("evaluate", {"today": today})))


def _enrich(fact: Fact) -> tuple[str, dict[str, Any]]:
    return (
        "enrich",
        {
            "field": fact.field,
            "value": fact.value,
            "source": fact.source,
            "date": date.fromisoformat(fact.date),
            "today": fact.date,
        },
    )


def answer(day: str, field: str = "end_use", value: Any = "lift parts") -> Fact:
    return learned(field, value, "exporter_answer", date=day)


ANSWERED = (
    "record_answer",
    {"action": "information_request", "reason": "a letter", "today": "2026-04-08"},
)

REQUESTS = (
    fires(
        "RF-D07",
        "medium",
        "the day after it was due",
        requested(),
        "actions/information_request: 2026-04-08",
    ),
    fires("RF-D07", "medium", "an answer from before the request", requested(answer("2026-03-29"))),
    fires("RF-D07", "medium", "an answer that came late", requested(answer("2026-04-09"))),
    fires(
        "RF-D07",
        "medium",
        "an answer in part",
        requested(
            answer("2026-04-02"), answer("2026-04-02", "information_request.answer", "in part")
        ),
        "enrichment/information_request.answer: in part",
    ),
    fires(
        "RF-D07",
        "medium",
        "an answer in part, recorded on the due day",
        requested(
            answer("2026-04-02"), answer("2026-04-08", "information_request.answer", "in part")
        ),
    ),
    spares(
        "RF-D07",
        "the rest came in time",
        requested(
            answer("2026-04-02"),
            answer("2026-04-02", "information_request.answer", "in part"),
            answer("2026-04-08", "information_request.answer", "complete"),
        ),
    ),
    spares("RF-D07", "the due day is not over", requested(today="2026-04-08")),
    spares("RF-D07", "an answer of the due day", requested(answer("2026-04-08"))),
    spares("RF-D07", "an answer of the day of the request", requested(answer("2026-03-30"))),
    spares("RF-D07", "the answer was recorded", requested(acts=(ANSWERED,))),
    skips("RF-D07", "nothing was asked", given()),
)


def paid(payer: str | None, country: str | None, **row: Any) -> Given:
    stated = {"payer": payer, "country": country}
    known = {key: value for key, value in stated.items() if value is not None}
    return given(row, learned=(learned("payment", known, "contract"),))


PAYMENTS = (
    fires(
        "RF-D08",
        "medium",
        "from a third country",
        paid("Aurora Import", "HK"),
        "enrichment/payment.country: HK",
        "declaration/country_destination: BR",
    ),
    fires(
        "RF-D08",
        "medium",
        "by somebody else",
        paid("Harbour Holdings", "BR"),
        "enrichment/payment.payer: Harbour Holdings",
        "parties/consignee/name: Aurora Import",
    ),
    fires("RF-D08", "medium", "a third country, by nobody knows whom", paid(None, "HK")),
    spares("RF-D08", "the buyer, from the destination", paid("AURORA IMPORT", "BR")),
    spares("RF-D08", "the buyer, from the country of export", paid("Aurora Import", "PL")),
    spares(
        "RF-D08",
        "a buyer who is no consignee",
        paid("Verde Compras", "BR", buyer_name="Verde Compras", buyer_country="BR"),
    ),
    spares(
        "RF-D08", "an item's own destination", paid("Aurora Import", "CL", item_destination="CL")
    ),
    waits(
        "RF-D08", "the payer's country is not known", paid("Aurora Import", None), "payment.country"
    ),
    waits("RF-D08", "the payer is not known", paid(None, "BR"), "payment.payer"),
    fires(
        "RF-D08",
        "medium",
        "no country of export is declared",
        paid("Aurora Import", "DE", country_export=None),
        "enrichment/payment.country: DE",
    ),
    spares(
        "RF-D08",
        "the office's own state, where no country of export is declared",
        paid("Aurora Import", "PL", country_export=None),
    ),
    spares(
        "RF-D08",
        "the country of export is another than the office's",
        paid("Aurora Import", "CZ", country_export="CZ"),
    ),
    waits(
        "RF-D08",
        "nobody knows who buys",
        paid("Harbour Holdings", "BR", consignee_name=None, consignee_country=None),
        "payment.payer|payment.country",
    ),
    waits("RF-D08", "no payment", given(), "payment.payer"),
    waits(
        "RF-D08",
        "no destination to compare with",
        paid("Aurora Import", "HK", country_destination=None),
        "payment.payer|payment.country",
    ),
)
EXAMPLES: tuple[Example, ...] = (
    *CLAUSES,
    *EMBARGOED,
    *TRANSITIONS,
    *INVOICES,
    *IDENTIFIERS,
    *REQUESTS,
    *PAYMENTS,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_papers_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
