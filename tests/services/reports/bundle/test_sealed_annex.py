"""What only the order of a court releases: an annex under seal, beside the report that names it."""

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.attacks.scene import unguarded
from tests.services.act_examples import DECIDED
from tests.services.removing import due_case, removed
from tests.services.reports.bundle.court_bundle import (
    CONFIDED,
    add,
    bundled,
    decide,
    said_alone,
    sheet_of,
)
from tests.services.reports.bundle.court_order import COURT, SECRETS, SOURCES, moved, ordered
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office, an_office

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.order_deeds import WithdrawCourtOrder
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.sealed import ANNEX, ENTRIES_SAID, PASSAGES, passages_of_annex
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook import casebooks, rows_by_two
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.court_orders import orders_known
from landwaiter.services.reports.reporting import ReportResult
from landwaiter.storage.base import records
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.reports import dossiers
from landwaiter.storage.reports.order_rows import orders_of
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.engine import connect

SOURCE = "Jan Informant"
Bundle = tuple[Office, Path]


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bundle]:
    """A decided case with its bundle, and the annex that the court ordered of its sources."""
    place = tmp_path_factory.mktemp("court")
    office = an_office(place)
    decide(office)
    ordered(office)
    files = {"folder": place / "bundle", "pdf": place / "bundle.pdf"}
    bundled(office, **files, to=COURT, order=1, annex=place / "annex.pdf")
    sheet_of(office, place)
    yield office, place
    office.close()


def frozen(office: Office, printed: str) -> Dossier:
    """The dossier that prints this name."""
    session = office.session(ANALYST)
    for row in reporting.reports_made(session).rows:
        with session.reading() as conn:
            found = Dossier.from_bytes(dossiers.dossier_body(conn, row.id))
        if found.id == printed:
            return found
    raise AssertionError(printed)


def table_rows(dossier: Dossier, name: str) -> list[tuple[str, ...]]:
    found = [one for one in (*dossier.tables, *dossier.closing) if one.id == name]
    return [tuple(str(cell or "") for cell in row) for one in found for row in one.rows]


def reported(office: Office, folder: Path, kind: CaseReport, **given: Any) -> ReportResult:
    said = {"reader": Profile.COURT, "order": 1, "annex": folder / f"{kind}-annex.pdf", **given}
    pdf = folder / f"{kind}.pdf"
    made: ReportResult = run(office.session(ANALYST), ReportCase(kind, REF, pdf=pdf, **said))
    return made


def judged(*paths: Path, annex: Path) -> tuple[int, str]:
    """What both verifiers say of reports with an annex: one exit code, and all of their words."""
    sheet = paths[0].parent / "keys.json"
    found = reporting.verify_reports(paths, sheet, passages=annex)
    code = (0 if found.proven else 3) if found.passed else 1
    alone, words = said_alone(*paths, "--keys", sheet, "--passages", annex)
    assert alone == code, (found.sentences(), words)
    return code, "\n".join((*found.sentences(), words))


# The order.


def test_an_order_stands_once_another_person_has_read_it(office: Office) -> None:
    motion = moved(office)
    assert orders_known(office.session(HEAD), REF) == ()
    with pytest.raises(NotAllowed):
        do(office.session(ANALYST), SecondOpenMotions((motion,)))
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    (row,) = orders_known(office.session(HEAD), REF)
    assert (row.stands, row.seconded_by, row.order.author) == (True, REVIEWER, ANALYST)
    assert (row.order.label, row.order.court, row.order.classes) == ("O-01", COURT, SOURCES)
    (said,) = (
        one.text
        for one in audit_page(office.session(HEAD)).rows
        if one.name == "record_court_order"
    )
    assert said.startswith(f"Order II K 412/26 of {COURT}, 27 Mar 2026, recorded as O-01")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"day": date(2027, 1, 1)}, "of a day to come"),
        ({"evidence": "E-07"}, "no such piece of evidence"),
        ({"evidence": "the letter"}, "no such piece of evidence"),
    ],
)
def test_an_order_that_cannot_be_is_refused(
    office: Office, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        moved(office, **given)


def test_the_same_order_is_not_recorded_twice(office: Office) -> None:
    ordered(office)
    with pytest.raises(Conflict, match="recorded already: O-01"):
        moved(office)
    do(office.session(ANALYST), WithdrawCourtOrder(REF, 1, REASON))
    ordered(office)
    assert [one.stands for one in orders_known(office.session(HEAD), REF)] == [False, True]


def test_its_document_is_a_piece_of_evidence(office: Office) -> None:
    add(office, "order.pdf", b"We order.", "the court")
    ordered(office, evidence="e-1")
    (row,) = orders_known(office.session(HEAD), REF)
    assert row.order.evidence == 1


def test_a_withdrawn_order_serves_for_nothing(court: Bundle, tmp_path: Path) -> None:
    office, _place = court
    ordered(office, number="II K 413/26")
    number = orders_known(office.session(HEAD), REF)[-1].order.no
    made = reported(office, tmp_path, CaseReport.CASE, order=number)
    assert made.annex is not None
    session = office.session(ANALYST)
    annex = next(
        one.id for one in reporting.reports_made(session).rows if one.report_type == "annex"
    )
    reporting.render_again(session, annex, pdf=tmp_path / "again.pdf", xlsx=None)
    do(session, WithdrawCourtOrder(REF, number, REASON))
    with pytest.raises(NotAllowed, match="withdrawn"):
        reported(office, tmp_path, CaseReport.CASE, order=number)
    with pytest.raises(NotAllowed, match="withdrawn"):
        reporting.render_again(session, annex, pdf=tmp_path / "again.pdf", xlsx=None)
    with pytest.raises(NotAllowed, match="withdrawn already"):
        do(session, WithdrawCourtOrder(REF, number, REASON))


# What is refused.


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        ({"order": None}, Invalid, "on the order of a court alone"),
        ({"annex": None}, Invalid, "no file for the annex"),
        ({"order": 9}, NotFound, "no order of a court with this number"),
        ({"reader": Profile.MINISTRY}, Invalid, "belongs to a report for a court"),
        ({"reader": None}, Invalid, "belongs to a report for a court"),
        ({"to": "District Court"}, Invalid, "is of another court"),
    ],
)
def test_without_an_order_for_this_court_there_is_no_annex(
    court: Bundle, tmp_path: Path, given: dict[str, Any], kind: type[Fault], said: str
) -> None:
    office, _place = court
    before = len(reporting.reports_made(office.session(ANALYST)).rows)
    with pytest.raises(kind, match=said):
        reported(office, tmp_path, CaseReport.CASE, **given)
    assert list(tmp_path.iterdir()) == []
    assert len(reporting.reports_made(office.session(ANALYST)).rows) == before


def test_an_annex_takes_no_other_name(court: Bundle, tmp_path: Path) -> None:
    office, _place = court
    with pytest.raises(Invalid, match="a name of its own"):
        reported(office, tmp_path, CaseReport.CASE, annex=tmp_path / f"{CaseReport.CASE}.pdf")
    other = tmp_path / "other.pdf"
    other.write_bytes(b"PK\x03\x04")
    with pytest.raises(Conflict, match="Another kind of file"):
        reported(office, tmp_path, CaseReport.CASE, annex=other)


# What lies in it.


def test_the_bundle_names_the_annex_by_number_and_hash(court: Bundle) -> None:
    office, place = court
    body = Dossier.from_bytes((place / "bundle" / "dossier.json").read_bytes())
    ((number, digest, order, of, day, classes, count),) = table_rows(body, ANNEX)
    annex = frozen(office, number)
    assert digest == annex.sha256()
    assert (order, of, day, classes) == ("II K 412/26", COURT, "2026-03-27", "S")
    assert int(count) == len(passages_of_annex(annex)) > 0
    assert SOURCE.encode() not in body.canonical()
    for path in sorted((place / "bundle").iterdir()):
        assert SOURCE.encode() not in path.read_bytes(), path


def test_the_annex_holds_the_ordered_class_alone(court: Bundle) -> None:
    office, place = court
    body = Dossier.from_bytes((place / "bundle" / "dossier.json").read_bytes())
    annex = frozen(office, table_rows(body, ANNEX)[0][0])
    assert {one.content for one in passages_of_annex(annex)} == set(SOURCES)
    assert body.redaction is not None
    held = {one.commitment for one in body.redaction.withheld}
    assert {one.commitment for one in passages_of_annex(annex)} <= held
    assert {one.content for one in body.redaction.withheld} > set(SOURCES)
    said = annex.canonical().decode()
    assert SOURCE in said
    assert sha256_hex(CONFIDED) in said
    for one in body.redaction.withheld:
        if one.content is Content.DELIBERATION:
            assert one.place not in {row[0] for row in table_rows(annex, PASSAGES)}


def test_what_an_entry_says_of_a_source_is_what_was_hashed(court: Bundle) -> None:
    office, place = court
    body = Dossier.from_bytes((place / "bundle" / "dossier.json").read_bytes())
    annex = frozen(office, table_rows(body, ANNEX)[0][0])
    entries = {}
    for line in (place / "bundle" / "entries.jsonl").read_text().splitlines():
        entry = json.loads(json.loads(line)["entry"])
        entries[entry["case_seq"]] = entry["payload_sha256"]
    said = [row for row in table_rows(annex, ENTRIES_SAID) if row[2]]
    assert any(SOURCE in row[2] for row in said)
    for number, _deed, payload, salt in said:
        assert entries[number] == sha256_hex(bytes.fromhex(salt) + payload.encode())


def test_no_reason_of_a_colleague_goes_under_seal(office: Office, tmp_path: Path) -> None:
    """An entry, or a passage, that says of the source and of what was weighed stays."""
    add(office, "informant.txt", CONFIDED, SOURCE, in_confidence=True)
    weighed = f"{SOURCE} is not to be believed, he owes the firm money"
    office.act(ANALYST, "note", reason=weighed)
    ordered(office)
    made = reported(office, tmp_path, CaseReport.CASE)
    assert made.annex is not None
    annex = frozen(office, made.annex.dossier).canonical().decode()
    assert SOURCE in annex
    assert "owes the firm" not in annex


@pytest.mark.parametrize("kind", [CaseReport.CASE, CaseReport.MINISTRY])
def test_secrets_of_business_go_with_an_order_that_names_them(
    court: Bundle, tmp_path: Path, kind: CaseReport
) -> None:
    office, place = court
    known = [one.order.classes for one in orders_known(office.session(HEAD), REF)]
    if SECRETS not in known:
        ordered(office, *SECRETS, number="II K 500/26")
    rows = orders_known(office.session(HEAD), REF)
    number = next(one.order.no for one in rows if one.order.classes == SECRETS)
    made = reported(office, tmp_path, kind, order=number)
    assert made.annex is not None
    annex = frozen(office, made.annex.dossier)
    assert {one.content for one in passages_of_annex(annex)} == set(SECRETS)
    assert SOURCE not in annex.canonical().decode()
    shutil.copy(place / "keys.json", tmp_path)
    code, said = judged(tmp_path / f"{kind}.pdf", annex=made.annex.pdf)
    assert code == 0, said


def test_an_order_that_releases_nothing_makes_no_annex(office: Office, tmp_path: Path) -> None:
    for step in DECIDED:
        step(office)
    ordered(office)
    with pytest.raises(Conflict, match="withholds nothing that the order O-01 hands over"):
        bundled(office, pdf=tmp_path / "b.pdf", order=1, annex=tmp_path / "a.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


# What both verifiers say.


def test_both_verifiers_prove_the_annex(court: Bundle) -> None:
    _office, place = court
    for path in (place / "bundle", place / "bundle.pdf"):
        code, said = judged(path, annex=place / "annex.pdf")
        assert code == 0, said
        assert "it names the annex under seal annex.pdf, which is this one." in said
        assert "is not what was withheld" not in said
        assert "the passage at entries.jsonl" in said


def test_the_annex_is_a_report_of_its_own(court: Bundle) -> None:
    _office, place = court
    found = reporting.verify_reports([place / "annex.pdf"], place / "keys.json")
    assert (found.passed, found.proven) == (True, True)
    assert said_alone(place / "annex.pdf", "--keys", place / "keys.json")[0] == 0


def other_annex(office: Office, place: Path, folder: Path) -> Path:
    """Of another report of the same case."""
    made = reported(office, folder, CaseReport.CASE)
    assert made.annex is not None
    return made.annex.pdf


def of_another_office(office: Office, place: Path, folder: Path) -> Path:
    """Of the same case, as another office has it: a case of the same name."""
    there = an_office(folder)
    try:
        decide(there)
        ordered(there)
        bundled(there, pdf=folder / "b.pdf", order=1, annex=folder / "case-annex.pdf")
    finally:
        there.close()
    return folder / "case-annex.pdf"


@pytest.mark.parametrize("swap", [other_annex, of_another_office])
def test_an_annex_of_another_report_is_noticed(
    court: Bundle, tmp_path: Path, swap: Callable[[Office, Path, Path], Path]
) -> None:
    office, place = court
    code, said = judged(place / "bundle.pdf", annex=swap(office, place, tmp_path))
    assert code == 1
    assert "it does not name case-annex.pdf as its annex under seal" in said
    assert "is not what was withheld there" in said


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_a_damaged_annex_proves_nothing(court: Bundle, tmp_path: Path, at: float) -> None:
    _office, place = court
    data = bytearray((place / "annex.pdf").read_bytes())
    for number in range(40):
        data[int(len(data) * at) + number] ^= 0x55
    broken = tmp_path / "annex.pdf"
    broken.write_bytes(bytes(data))
    with contextlib.suppress(Fault):
        assert not reporting.verify_reports([place / "bundle.pdf"], passages=broken).passed
    code, said = said_alone(place / "bundle.pdf", "--passages", broken)
    assert code in {1, 2}, said


def test_a_report_is_no_annex(court: Bundle) -> None:
    _office, place = court
    with pytest.raises(Invalid, match="no annex under seal"):
        reporting.verify_reports([place / "bundle.pdf"], passages=place / "bundle.pdf")
    code, said = said_alone(place / "bundle.pdf", "--passages", place / "bundle.pdf")
    assert (code, "no annex under seal" in said) == (2, True)


# Who edits the casebook.


def edited(office: Office, *statements: str) -> None:
    """An insider writes behind the program's back."""
    casebook = office.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "classes = 'T,S'",
        "court = 'District Court'",
        "number = 'II K 999/26'",
        "day = '2026-03-28'",
        "evidence = 1",
    ],
)
def test_an_order_that_was_edited_serves_for_nothing(
    office: Office, tmp_path: Path, change: str
) -> None:
    add(office, "informant.txt", CONFIDED, SOURCE, in_confidence=True)
    ordered(office)
    edited(office, "DROP TRIGGER court_order_no_update", f"UPDATE court_order SET {change}")  # noqa: S608
    (row,) = orders_known(office.session(HEAD), REF)
    assert (row.stands, row.why_not) == (False, "not what two persons signed")
    with pytest.raises(NotAllowed, match="not what two persons signed"):
        reported(office, tmp_path, CaseReport.CASE)
    assert list(tmp_path.glob("*annex*")) == []
    assert by_one_in(office) == [
        ("It is not what two persons signed.", f"order of a court O-01 of {REF}", REF)
    ]


def by_one_in(office: Office) -> list[tuple[str, str, str]]:
    """What the check of the casebook says took effect by one person."""
    session = office.session(HEAD)
    with session.reading() as conn:
        found = rows_by_two.by_one(session.casebook, conn)
        return [(one.message, one.object, one.case) for one in found]


def test_the_check_of_the_casebook_names_no_order_that_stands_as_it_was_signed(
    office: Office,
) -> None:
    ordered(office)
    assert len(orders_known(office.session(HEAD), REF)) == 1
    assert by_one_in(office) == []


def test_no_order_comes_into_the_casebook_past_a_second_person(office: Office) -> None:
    motion = moved(office)
    row = {"number": "II K 412/26", "day": "2026-03-27", "court": COURT, "classes": "S"}
    for said in (row, {**row, "classes": "T,S"}):
        with (
            pytest.raises(NotAllowed, match="only as two persons signed it"),
            office.session(REVIEWER).writing("attack") as work,
        ):
            records.add(
                work.conn,
                "court_order",
                id="x",
                case_id=office.case().id,
                no=1,
                evidence=0,
                motion_id=motion,
                author=ANALYST,
                at=work.now,
                **said,
            )


def test_no_annex_is_kept_on_an_order_that_was_withdrawn(office: Office, tmp_path: Path) -> None:
    add(office, "informant.txt", CONFIDED, SOURCE, in_confidence=True)
    ordered(office)
    reported(office, tmp_path, CaseReport.CASE)
    session = office.session(ANALYST)
    annex, body = (one.id for one in reporting.reports_made(session).rows)
    do(session, WithdrawCourtOrder(REF, 1, REASON))
    with session.reading() as conn:
        (order,) = orders_of(conn, office.case().id)
    with (
        pytest.raises(NotAllowed, match="made on an order that stands"),
        session.writing("attack") as work,
    ):
        records.add(work.conn, "sealed_annex", dossier_id=body, body_id=annex, order_id=order.id)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sealed_annex SET order_id = (SELECT id FROM court_order WHERE no = 2)",
        "DELETE FROM sealed_annex",
        "UPDATE court_order SET no = 4 - no; UPDATE court_order SET no = 1 WHERE no = 2",
        "DELETE FROM court_order_end",
        "DELETE FROM court_order_end; DELETE FROM sealed_annex",
    ],
)
def test_an_annex_of_a_withdrawn_order_is_written_no_more_whatever_rows_say(
    office: Office, tmp_path: Path, change: str
) -> None:
    add(office, "informant.txt", CONFIDED, SOURCE, in_confidence=True)
    ordered(office)
    reported(office, tmp_path, CaseReport.CASE)
    session = office.session(ANALYST)
    annex, _body = (one.id for one in reporting.reports_made(session).rows)
    do(session, WithdrawCourtOrder(REF, 1, REASON))
    ordered(office, number="II K 413/26")
    with unguarded(session) as connection:
        for statement in change.split(";"):
            connection.execute(statement)
    with pytest.raises((NotAllowed, Conflict)):
        reporting.render_again(session, annex, pdf=tmp_path / "again.pdf", xlsx=None)
    assert not (tmp_path / "again.pdf").exists()


def test_orders_and_annexes_go_with_their_case(office: Office, tmp_path: Path) -> None:
    add(office, "informant.txt", CONFIDED, SOURCE, in_confidence=True)
    ordered(office)
    ordered(office, number="II K 413/26")
    reported(office, tmp_path, CaseReport.CASE)
    do(office.session(ANALYST), WithdrawCourtOrder(REF, 2, REASON))
    due_case(office)
    removed(office)
    session = office.session(HEAD)
    report = casebooks.check(session)
    assert report.sound, report.findings
    with session.reading() as conn:
        for table in (t.court_order, t.court_order_end, t.sealed_annex, t.dossier):
            assert plain_rows(conn, select(table)) == [], table.name
