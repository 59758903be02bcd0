"""Messages on sifted declarations: kept with them, found by their MRN, on the case, then gone."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from tests.services.intake.message_files import MRN, on_declaration, transit
from tests.services.sample_office import ADMIN, ANALYST, HEAD, Office
from tests.services.trade.test_erasing import OLD, WHY, a_row, by_two, erase, rows_of
from tests.services.trade.test_erasing import sift as sift_rows
from tests.taking_in import taken_in

from landwaiter.canonical import canonical_bytes, stated
from landwaiter.domain.cases.case import Case
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import OpenTradeCase, SetSiftSample, Sift
from landwaiter.domain.trade.erasure_deeds import SetTradePeriod
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.waiting_messages import waiting_list
from landwaiter.services.trade.proving import prove
from landwaiter.services.trade.runs.sift_file import SiftResult
from landwaiter.services.trade.trade_view import TradePage, declaration_shown, figures

LRN = "E-1"
OTHER = "26PL302010E10002A6"
AMENDED = """<CC513C><ExportOperation><MRN>{mrn}</MRN><declarationType>EX</declarationType>
</ExportOperation><CustomsOfficeOfExport><referenceNumber>PL302010</referenceNumber>
</CustomsOfficeOfExport><Declarant><identificationNumber>PL999888777700000</identificationNumber>
</Declarant><GoodsShipment><countryOfDestination>US</countryOfDestination><GoodsItem>
<declarationGoodsItemNumber>1</declarationGoodsItemNumber><Commodity>
<descriptionOfGoods>wooden tables</descriptionOfGoods><CommodityCode>
<harmonizedSystemSubHeadingCode>940360</harmonizedSystemSubHeadingCode>
<combinedNomenclatureCode>90</combinedNomenclatureCode></CommodityCode></Commodity></GoodsItem>
</GoodsShipment></CC513C>"""


def xml(office: Office, name: str, *messages: str) -> Path:
    path = office.path.parent / name
    path.write_text(f"<all>{''.join(messages)}</all>", encoding="utf-8")
    return path


def sift(office: Office, name: str, *messages: str, **options: Any) -> SiftResult:
    said = Sift((xml(office, name, *messages),), **options)
    result: SiftResult = run(office.session(ANALYST), said)[0]
    return result


def store(office: Office, **changes: Any) -> None:
    """One declaration without an MRN, and none is drawn."""
    by_two(office, SetSiftSample(0, WHY), second=ADMIN)
    sift_rows(office, "declared", a_row(1, **{"mrn": "", **changes}))


def shown(office: Office, number: str) -> TradePage:
    return declaration_shown(office.session(ANALYST), number)


def told(office: Office, number: str = LRN) -> list[str]:
    return [one.message for one in shown(office, number).messages]


def waiting(office: Office) -> int:
    return waiting_list(office.session(ANALYST), limit=1).total


def learned(case: Case) -> list[str]:
    fields = ("exit_messages", "customs_messages")
    return [row.value["message"] for row in case.enrichment if row.field in fields]


def counts(result: SiftResult) -> tuple[int, ...]:
    return (
        result.messages,
        result.messages_kept,
        result.messages_on_cases,
        result.messages_waiting,
        result.messages_found,
        result.duplicates,
    )


def test_a_message_is_kept_with_its_declaration_and_does_not_wait(office: Office) -> None:
    store(office)
    before = rows_of(office, "trade_leaf"), prove(office.session(ANALYST), LRN)
    given = on_declaration("CC528C", MRN, lrn=LRN)
    assert counts(sift(office, "given.xml", given)) == (1, 1, 0, 0, 0, 0)
    assert waiting(office) == 0
    page = shown(office, MRN)
    (message,) = page.messages
    assert (message.message, message.mrn, message.happened) == ("CC528C", MRN, "2026-03-30")
    assert message.file == "given.xml"
    assert "MRN" in message.title
    json.loads(canonical_bytes(stated(page.messages)))
    assert (rows_of(office, "trade_leaf"), prove(office.session(ANALYST), LRN)) == before
    assert prove(office.session(ANALYST), MRN).problem == ""
    entries = audit_page(office.session(ANALYST), limit=50).rows
    (entry,) = [one for one in entries if one.name == "trade.message_kept"]
    assert "CC528C" in entry.text


def test_a_correction_by_the_mrn_that_customs_gave_amends(office: Office) -> None:
    store(office)
    sift(office, "given.xml", on_declaration("CC528C", MRN, lrn=LRN))
    result = sift(office, "amended.xml", AMENDED.format(mrn=MRN))
    assert (result.sifted, result.amended, result.opened) == (0, 1, 0)
    assert figures(office.session(ANALYST)).declarations == 1
    for number in (LRN, MRN):
        page = shown(office, number)
        assert (page.version, page.line.goods) == (2, "wooden tables")
        assert [one.message for one in page.messages] == ["CC528C"]
    sift(office, "exit.xml", on_declaration("CC599C", MRN))
    assert told(office) == ["CC528C", "CC599C"]


def test_one_whose_declaration_is_unknown_waits_and_is_kept_when_that_is_sifted(
    office: Office,
) -> None:
    late, given = on_declaration("CC599C", MRN), on_declaration("CC528C", MRN, lrn=LRN)
    result = sift(office, "early.xml", late, given)
    assert counts(result) == (2, 0, 0, 2, 0, 0)
    store(office)
    assert waiting(office) == 0
    assert told(office, MRN) == ["CC528C", "CC599C"]


def test_what_waited_for_an_mrn_is_kept_when_customs_give_it(office: Office) -> None:
    store(office)
    assert counts(sift(office, "a.xml", on_declaration("CC599C", MRN)))[3] == 1
    found = sift(office, "b.xml", on_declaration("CC528C", MRN, lrn=LRN))
    assert counts(found) == (1, 1, 0, 0, 1, 0)
    assert (waiting(office), told(office)) == (0, ["CC528C", "CC599C"])


def test_the_same_message_is_kept_once(office: Office) -> None:
    store(office, mrn=MRN)
    text = on_declaration("CC514C", MRN)
    sift(office, "one.xml", text)
    assert counts(sift(office, "two.xml", text, text)) == (2, 0, 0, 0, 0, 2)
    (message,) = shown(office, MRN).messages
    assert message.title == "invalidation"


def test_a_message_that_intake_takes_in_is_kept_too(office: Office) -> None:
    store(office, mrn=MRN)
    file = xml(office, "exit.xml", on_declaration("CC599C", MRN))
    (result,) = taken_in(office.session(ANALYST), TakeIn((file,)))
    assert (result.kept, result.waiting, result.updated) == (1, 0, 0)
    assert told(office, MRN) == ["CC599C"]


def test_what_a_gateway_writes_into_a_file_each_is_saved_together(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landwaiter.services.trade.runs.sift_messages.HELD_S", 60.0)
    store(office, mrn=MRN)
    codes = [f"CC{number}C" for number in (551, 529, 525, 599)]
    files = [
        xml(office, f"{code}.xml", on_declaration(code, MRN), on_declaration(code, OTHER))
        for code in codes
    ]
    odd = xml(office, "odd.xml", on_declaration("CC999C", MRN))
    before = seals(office)
    results = run(office.session(ANALYST), Sift((*files, odd)))
    assert seals(office) - before == 3, "it began, one unit of work, it ended"
    assert [counts(one) for one in results] == [(2, 1, 0, 1, 0, 0)] * 4 + [(1, 1, 0, 0, 0, 0)]
    unclear = ["not established" in str(one.warnings) for one in results]
    assert unclear == [False, False, False, False, True]
    assert told(office, MRN) == [*codes, "CC999C"]
    assert [one.file for one in shown(office, MRN).messages][:2] == ["CC551C.xml", "CC529C.xml"]
    entries = audit_page(office.session(ANALYST), limit=50).rows
    assert len([one for one in entries if one.name == "trade.sifted"]) == 1 + len(results)
    assert check(office.session(HEAD)).sound


def seals(office: Office) -> int:
    return len(rows_of(office, "seal"))


def test_a_dry_run_says_what_would_be_kept_and_keeps_nothing(office: Office) -> None:
    store(office, mrn=MRN)
    text = on_declaration("CC599C", MRN)
    assert counts(sift(office, "one.xml", text, dry_run=True)) == (1, 1, 0, 0, 0, 0)
    assert told(office, MRN) == []


@pytest.mark.parametrize("by", ["person", "intake"])
def test_they_come_onto_the_case_that_is_opened(office: Office, by: str) -> None:
    store(office, mrn=MRN)
    texts = [on_declaration(code, MRN) for code in ("CC528C", "CC529C", "CC599C")]
    sift(office, "told.xml", *texts)
    if by == "person":
        do(office.session(ANALYST), OpenTradeCase(MRN, WHY))
        reference = "PL1-2026-000002"
    else:
        file = office.path.parent / "declared.csv"
        (result,) = taken_in(office.session(ANALYST), TakeIn((file,)))
        assert (result.created, result.attached) == (1, 3)
        (reference,) = result.cases
    assert learned(office.case(reference)) == ["CC528C", "CC529C", "CC599C"]
    sift(office, "late.xml", on_declaration("CC582C", MRN))
    assert told(office, MRN)[-1] == "CC582C"
    assert learned(office.case(reference))[-1] == "CC582C"


def test_nothing_of_it_is_a_clock_or_an_end_of_a_hold(office: Office) -> None:
    store(office, mrn=MRN)
    sift(office, "told.xml", *(on_declaration(code, MRN) for code in ("CC551C", "CC599C")))
    page = shown(office, MRN)
    assert (page.became, page.marks) == ("", ())


def test_a_reference_of_two_declarants_is_nobodys(office: Office) -> None:
    store(office)
    sift_rows(office, "other", a_row(1, mrn="", declarant_eori="DE1234567890123"))
    assert counts(sift(office, "a.xml", on_declaration("CC528C", MRN, lrn=LRN)))[3] == 1
    with pytest.raises(NotFound):
        shown(office, MRN)


def test_another_mrn_is_another_declaration(office: Office) -> None:
    store(office)
    sift(office, "given.xml", on_declaration("CC528C", MRN, lrn=LRN))
    assert counts(sift(office, "b.xml", on_declaration("CC528C", OTHER, lrn=LRN)))[3] == 1


def test_a_release_for_transit_states_what_is_not_there(office: Office) -> None:
    by_two(office, SetSiftSample(0, WHY), second=ADMIN)
    number = "26PL445566H1B2C3J1"
    released = transit(mrn=number, lrn="", kind="T2", code="CC029C")
    result = sift(office, "one.xml", released)
    assert (result.sifted, result.messages_kept + result.messages_on_cases) == (1, 1)
    changed = released.replace(">CNC lathe<", ">Lathe<")
    again = sift(office, "two.xml", changed)
    assert (again.sifted, again.amended, again.messages) == (0, 0, 1)


def test_an_erased_declaration_takes_its_messages_along(office: Office) -> None:
    store(office, mrn=MRN, accepted=OLD)
    by_two(office, SetTradePeriod(1, "Archive Act, Art. 6", WHY), second=ADMIN)
    sift(office, "told.xml", on_declaration("CC599C", MRN))
    sift(office, "mixed.xml", on_declaration("CC551C", MRN), on_declaration("CC551C", "X"))
    files = {row["name"] for row in rows_of(office, "raw_file")}
    assert {"told.xml", "mixed.xml"} <= files
    assert erase(office, before=2025).declarations == 1
    assert rows_of(office, "trade_message") == []
    assert {"told.xml", "mixed.xml"} & {row["name"] for row in rows_of(office, "raw_file")} == {
        "mixed.xml"
    }
    assert check(office.session(HEAD)).sound


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM trade_message",
        "UPDATE trade_message SET given_mrn = 'x'",
        "DELETE FROM raw_file WHERE name = 'told.xml'",
    ],
)
def test_what_is_kept_is_neither_changed_nor_removed(office: Office, statement: str) -> None:
    store(office, mrn=MRN)
    sift(office, "told.xml", on_declaration("CC599C", MRN))
    with pytest.raises((NotAllowed, DBAPIError)):
        attempt(office, statement)


def attempt(office: Office, statement: str) -> None:
    session = office.session(ANALYST)
    with session.casebook.write("attempt", now=office.clock()) as work:
        work.conn.exec_driver_sql(statement)
        work.quiet()
