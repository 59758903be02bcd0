"""Messages on a declaration that is not there wait, are listed, and find it when it comes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from tests.services.intake.message_files import MRN, on_declaration, transit
from tests.services.sample_office import ANALYST, REF, Office, declared, write_csv
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import CaseRequest
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.errors import NotAllowed
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.intake.waiting_messages import waiting_list

FIRST = "PL1-2026-000002"
"""The case of the first declaration that comes: the sample has one already."""


def xml(office: Office, name: str, *messages: str) -> Path:
    path = office.path.parent / name
    path.write_text(f"<all>{''.join(messages)}</all>", encoding="utf-8")
    return path


def export(office: Office, **changes: Any) -> Path:
    rows = [declared(**{"lrn": "LW-W", "mrn": MRN, **changes})]
    return write_csv(office.path.parent / "later.csv", rows)


def take(office: Office, *files: Path, **options: Any) -> tuple[IntakeResult, ...]:
    return taken_in(office.session(ANALYST), TakeIn(files, **options))


def waiting(office: Office) -> list[tuple[str, str | None]]:
    rows = waiting_list(office.session(ANALYST), limit=100).rows
    return [(row.message, row.mrn or row.local_reference) for row in rows]


def attached(office: Office, reference: str = FIRST) -> list[CaseRequest]:
    return list(office.case(reference).requests)


def learned(office: Office, reference: str = FIRST) -> list[dict[str, str]]:
    fields = ("exit_messages", "customs_messages")
    return [row.value for row in office.case(reference).enrichment if row.field in fields]


def entries(office: Office, name: str) -> list[str]:
    rows = audit_page(office.session(ANALYST), limit=200).rows
    return [row.text for row in rows if row.name == name]


def test_a_message_waits_and_is_listed_with_what_it_is(office: Office) -> None:
    (result,) = take(office, xml(office, "one.xml", on_declaration("CC551C", MRN)))
    assert (result.waiting, result.updated, result.rejected, result.cases) == (1, 0, (), ())
    found = waiting_list(office.session(ANALYST), limit=10)
    (row,) = found.rows
    assert found.total == 1
    assert (row.message, row.mrn, row.file, row.author) == ("CC551C", MRN, "one.xml", ANALYST)
    assert row.happened == "2026-03-29"
    assert len(entries(office, "intake.message_waits")) == 1


def test_it_is_attached_when_a_later_file_brings_the_declaration(office: Office) -> None:
    take(office, xml(office, "one.xml", on_declaration("CC551C", MRN)))
    office.clock.move(days=2)
    (result,) = take(office, export(office))
    assert (result.created, result.attached, result.waiting) == (1, 1, 0)
    assert waiting(office) == []
    (request,) = attached(office)
    assert request.kind == "customs_message"
    assert f"mrn: {MRN}" in request.statement
    assert learned(office)[0]["message"] == "CC551C"
    (said,) = entries(office, "case.customs_message_attached")
    assert "waited since" in said


def test_in_one_command_the_order_of_files_does_not_matter(office: Office) -> None:
    message = xml(office, "a.xml", on_declaration("CC551C", MRN))
    first, second = take(office, message, export(office))
    assert (first.updated, first.waiting, second.created, second.attached) == (1, 0, 1, 0)
    assert waiting(office) == []


def test_the_same_message_waits_once_and_is_attached_once(office: Office) -> None:
    text = on_declaration("CC551C", MRN)
    take(office, xml(office, "one.xml", text))
    (again,) = take(office, xml(office, "one.xml", text))
    (other,) = take(office, xml(office, "two.xml", text, text, "<more/>"))
    assert (again.duplicates, again.waiting) == (1, 0)
    assert (other.duplicates, other.waiting) == (2, 0)
    take(office, export(office))
    (late,) = take(office, xml(office, "one.xml", text))
    assert (late.duplicates, late.waiting, late.updated) == (1, 0, 0)
    assert len(attached(office)) == len(learned(office)) == 1


def test_several_that_wait_are_attached_in_the_order_in_which_they_came(office: Office) -> None:
    for code in ("CC560C", "CC551C", "CC529C"):
        take(office, xml(office, f"{code}.xml", on_declaration(code, MRN)))
    (result,) = take(office, export(office))
    assert result.attached == 3
    assert [one["message"] for one in learned(office)] == ["CC560C", "CC551C", "CC529C"]


def test_an_mrn_that_customs_gave_leads_to_the_declaration_of_the_reference(
    office: Office,
) -> None:
    take(office, xml(office, "released.xml", on_declaration("CC529C", MRN)))
    take(office, xml(office, "given.xml", on_declaration("CC528C", MRN, lrn="LW-W")))
    assert len(waiting(office)) == 2
    (result,) = take(office, export(office, mrn=""))
    assert result.attached == 2
    (late,) = take(office, xml(office, "late.xml", on_declaration("CC599C", MRN)))
    assert (late.updated, late.waiting, late.cases) == (1, 0, (FIRST,))


def test_what_waits_for_an_mrn_is_attached_when_customs_give_it(office: Office) -> None:
    take(office, export(office, mrn=""))
    take(office, xml(office, "released.xml", on_declaration("CC529C", MRN)))
    assert len(waiting(office)) == 1
    (result,) = take(office, xml(office, "given.xml", on_declaration("CC528C", MRN, lrn="LW-W")))
    assert (result.updated, result.attached, waiting(office)) == (1, 1, [])
    assert [one["message"] for one in learned(office)] == ["CC528C", "CC529C"]


def test_a_declaration_that_comes_with_the_given_mrn_is_no_second_case(office: Office) -> None:
    take(office, export(office, mrn=""))
    take(office, xml(office, "given.xml", on_declaration("CC528C", MRN, lrn="LW-W")))
    (result,) = take(office, export(office, lrn=""))
    assert (result.created, result.updated, result.cases) == (0, 1, (FIRST,))


def test_a_correction_that_waited_amends(office: Office) -> None:
    take(office, xml(office, "c.xml", transit(mrn="", lrn="LW-T-9", kind="T1", code="CC013C")))
    assert len(waiting(office)) == 1
    text = transit(lrn="LW-T-9").replace(">CNC lathe<", ">Lathe<")
    (result,) = take(office, xml(office, "d.xml", text))
    assert (result.created, result.attached) == (1, 1)
    versions = office.case(FIRST).versions
    assert [v.declaration.items[0].description for v in versions] == ["Lathe", "CNC lathe"]


def test_a_message_of_another_declarant_waits_on(office: Office) -> None:
    take(office, xml(office, "c.xml", transit(mrn="", lrn="LW-W", code="CC013C")))
    (result,) = take(office, export(office, mrn="", declarant_eori="DE1234567890123"))
    assert (result.created, result.attached) == (1, 0)
    assert len(waiting(office)) == 1


def test_a_dry_run_says_that_it_would_wait_and_keeps_nothing(office: Office) -> None:
    (result,) = take(office, xml(office, "one.xml", on_declaration("CC551C", MRN)), dry_run=True)
    assert result.waiting == 1
    assert waiting(office) == []
    take(office, xml(office, "one.xml", on_declaration("CC551C", MRN)))
    (rehearsed,) = take(office, export(office), dry_run=True)
    assert rehearsed.attached == 1
    assert len(waiting(office)) == 1


def test_a_file_with_a_refused_message_keeps_none_of_them(office: Office) -> None:
    good, bad = on_declaration("CC551C", MRN), on_declaration("CC551C", "")
    (result,) = take(office, xml(office, "two.xml", good, bad))
    assert len(result.rejected) == 1
    assert waiting(office) == []
    (partly,) = take(office, xml(office, "two.xml", good, bad), partial=True)
    assert (len(partly.rejected), partly.waiting) == (1, 1)


def test_the_list_goes_on_from_a_row(office: Office) -> None:
    for number in (1, 2, 3):
        text = on_declaration("CC551C", MRN).replace("2026-03-29", f"2026-03-2{number}")
        take(office, xml(office, f"{number}.xml", text))
    session = office.session(ANALYST)
    first = waiting_list(session, limit=2)
    second = waiting_list(session, limit=2, before=first.rows[-1].id)
    files = [row.file for row in (*first.rows, *second.rows)]
    assert (files, first.total) == (["3.xml", "2.xml", "1.xml"], 3)


def run(office: Office, statements: Iterable[str]) -> None:
    session = office.session(ANALYST)
    with session.casebook.write("attempt", now=office.clock()) as work:
        for statement in statements:
            work.conn.exec_driver_sql(statement)
        work.quiet()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM waiting_message",
        "UPDATE waiting_message SET mrn = 'x'",
        "DELETE FROM raw_file",
    ],
)
def test_what_waits_is_neither_changed_nor_removed(office: Office, statement: str) -> None:
    take(office, xml(office, "one.xml", on_declaration("CC551C", MRN)))
    with pytest.raises((NotAllowed, DBAPIError)):
        run(office, [statement])
    assert len(waiting(office)) == 1


def test_the_sample_case_hears_nothing_of_it(office: Office) -> None:
    before = office.case(REF)
    take(office, xml(office, "one.xml", on_declaration("CC551C", MRN)))
    assert office.case(REF).revision == before.revision
