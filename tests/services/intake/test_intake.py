"""Declarations in: identity, amendments, corrections, dry run, partial."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.services.act_examples import DECIDED, PROPOSED
from tests.services.intake.message_files import EXPORTED
from tests.services.sample_office import (
    ANALYST,
    CONSIGNEE,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
    hit_of,
    party_of,
    two_items,
    write_csv,
)
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_of_kind import missing_fields
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import RequestKind, Role
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.errors import Conflict
from landwaiter.resources import root
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import run
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.intake import staged_files, taking_in
from landwaiter.services.intake.staged_files import StagedFile
from landwaiter.services.intake.taking_in import IntakeResult

MRN, OTHER_MRN = "26PL302010E10001A8", "26PL302010E1A004A1"


def references(office: Office) -> list[str]:
    return [row.reference for row in list_cases(office.session(ANALYST)).rows]


def files(office: Office, *paths: Path, **options: Any) -> tuple[IntakeResult, ...]:
    return taken_in(office.session(ANALYST), TakeIn(tuple(paths), **options))


def message(office: Office, kind: str, *, local: str = "LW-1", mrn: str = "") -> Path:
    """A correction or invalidation in the form of AES."""
    name = {"correction": "CC513C", "invalidation": "CC514C"}[kind]
    numbers = f"<MRN>{mrn}</MRN>" if mrn else f"<LRN>{local}</LRN>"
    reason = "<Invalidation><justification>order cancelled</justification></Invalidation>"
    path = office.path.parent / f"{kind}.xml"
    path.write_text(
        f"<{name}><ExportOperation>{numbers}</ExportOperation>{reason}"
        "<Declarant><identificationNumber>PL526100001900000</identificationNumber></Declarant>"
        f"{EXPORTED if kind == 'correction' else ''}</{name}>",
        encoding="utf-8",
    )
    return path


def test_a_declaration_opens_one_case_with_everything_declared(office: Office) -> None:
    result = office.take_in(*two_items(lrn="LW-2"))
    assert (result.format, result.read, result.created) == ("csv", 1, 1)
    case = office.case(result.cases[0])
    assert (case.reference, case.stage, case.revision) == ("PL1-2026-000002", Stage.NEW, 1)
    assert [item.no for item in case.items] == [1, 2]
    assert party_of(case, Role.CONSIGNEE).name == CONSIGNEE
    assert case.title == f"5-axis CNC machining centre to {CONSIGNEE}"
    assert case.candidates
    assert case.flags
    assert len(case.hits) == 1
    assert office.view(case.reference).history[0].deed == "Case created"


@pytest.mark.parametrize(
    ("type_", "said", "kind"),
    [
        ("T1", CaseKind.EXPORT, CaseKind.TRANSIT),
        (" t1", CaseKind.EXPORT, CaseKind.TRANSIT),
        ("T2", CaseKind.EXPORT, CaseKind.EXPORT),
        ("EX", CaseKind.EXPORT, CaseKind.EXPORT),
        ("T1", CaseKind.AUDIT, CaseKind.AUDIT),
    ],
)
def test_non_union_goods_in_transit_open_a_case_of_transit(
    office: Office, type_: str, said: CaseKind, kind: CaseKind
) -> None:
    path = write_csv(office.path.parent / "t.csv", two_items(lrn="LW-2", type=type_))
    (result,) = files(office, path, kind=said)
    case = office.case(result.cases[0])
    assert case.kind is kind
    if kind is CaseKind.TRANSIT:
        assert "non_union" not in {field.name for field in missing_fields(case)}


def test_the_same_file_again_creates_nothing(office: Office) -> None:
    before = office.view()
    result = office.take_in(*two_items())
    assert (result.created, result.updated, result.duplicates) == (0, 0, 1)
    assert result.cases == (REF,)
    assert references(office) == [REF]
    assert office.case() == before.case


def test_the_same_declaration_twice_in_one_call_is_taken_once(office: Office) -> None:
    first = write_csv(office.path.parent / "a.csv", two_items(lrn="LW-2"))
    second = write_csv(office.path.parent / "b.csv", two_items(lrn="LW-2"))
    results = files(office, first, second)
    assert [(r.created, r.duplicates) for r in results] == [(1, 0), (0, 1)]


def test_a_later_version_keeps_the_old_and_says_what_changed(office: Office) -> None:
    result = office.take_in(*two_items(net_mass_kg=9900))
    assert (result.created, result.updated, result.duplicates) == (0, 1, 0)
    first, second = office.case().versions
    assert first.declaration.items[0].net_mass_kg == 9800
    assert second.declaration.items[0].net_mass_kg == 9900
    assert "items[1].net_mass_kg: 9800 → 9900" in second.changes
    assert office.view().history[0].deed == "Declaration amended"


def test_an_old_version_that_comes_again_is_a_duplicate(office: Office) -> None:
    office.take_in(*two_items(net_mass_kg=9900))
    assert office.take_in(*two_items()).duplicates == 1
    assert len(office.case().versions) == 2


def test_an_amendment_brings_items_and_parties_and_screens_them(office: Office) -> None:
    added = declared(item_no=3, description="spindle", consignee_name="Baltic Dredging Partners")
    office.take_in(*two_items(consignee_name="Baltic Dredging Partners"), added)
    case = office.case()
    assert [item.no for item in case.items] == [1, 2, 3]
    assert hit_of(case).listing.name == "Baltic Dredging Partners"
    assert party_of(case, Role.CONSIGNEE).name == "Baltic Dredging Partners"


def test_an_amendment_of_a_proposed_case_voids_the_proposal(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    office.take_in(*two_items(net_mass_kg=9900))
    case = office.case()
    assert case.stage is Stage.DECISION_DRAFT
    assert case.decision is not None
    assert (case.decision.state, case.decision.return_reason) == (
        "voided",
        "the declaration was amended",
    )


def test_an_amendment_of_a_decided_case_reopens_it(office: Office) -> None:
    for step in DECIDED:
        step(office)
    office.take_in(*two_items(net_mass_kg=9900))
    view = office.view()
    assert view.case.stage is Stage.REOPENED
    assert not view.approved_valid
    assert "declarations" in view.why_not_valid


def test_the_mrn_decides_when_both_have_one(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2", mrn=MRN))
    assert office.take_in(*two_items(lrn="LW-3", mrn=MRN)).updated == 1
    assert office.take_in(*two_items(lrn="LW-2", mrn=OTHER_MRN)).created == 1
    assert len(references(office)) == 3


def test_a_declaration_that_got_its_mrn_later_is_found_by_its_reference(office: Office) -> None:
    assert office.take_in(*two_items(mrn=MRN)).updated == 1
    assert office.take_in(*two_items(mrn=MRN, lrn="")).updated == 1
    assert references(office) == [REF]


def test_the_same_reference_of_another_declarant_is_another_declaration(office: Office) -> None:
    assert office.take_in(*two_items(declarant_eori="DE123456789012345")).created == 1


@pytest.mark.parametrize("kind", [RequestKind.CORRECTION, RequestKind.INVALIDATION])
def test_a_message_attaches_to_its_declaration_and_opens_no_case(
    office: Office, kind: RequestKind
) -> None:
    (result,) = files(office, message(office, kind))
    assert (result.created, result.updated, result.rejected) == (0, 1, ())
    assert references(office) == [REF]
    (request,) = office.case().requests
    assert request.kind == kind
    assert f"{kind.capitalize()} attached" in [row.deed for row in office.view().history]
    (again,) = files(office, message(office, kind))
    assert (again.updated, again.duplicates) == (0, 1)
    assert len(office.case().requests) == 1


@pytest.mark.parametrize("kind", [RequestKind.CORRECTION, RequestKind.INVALIDATION])
def test_a_message_voids_a_proposal(office: Office, kind: RequestKind) -> None:
    for step in PROPOSED:
        step(office)
    (result,) = files(office, message(office, kind))
    assert [(one.case, one.state) for one in result.voided] == [(REF, "proposed")]
    case = office.case()
    assert case.decision is not None
    assert case.decision.state == "voided"
    assert kind in case.decision.return_reason


def test_a_message_without_its_declaration_waits_for_it(office: Office) -> None:
    (result,) = files(office, message(office, "invalidation", mrn=MRN))
    assert (result.waiting, result.updated, result.rejected) == (1, 0, ())
    assert references(office) == [REF]


def test_declarations_of_all_files_come_before_the_messages_about_them(office: Office) -> None:
    sent = message(office, "invalidation", local="LW-2")
    later = write_csv(office.path.parent / "z.csv", two_items(lrn="LW-2"))
    first, second = files(office, sent, later)
    assert (first.updated, first.rejected, second.created) == (1, (), 1)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(office: Office) -> None:
    before = office.view()
    vault = set(office.session(ANALYST).casebook.vault.names())
    result = office.take_in(*two_items(lrn="LW-2"), dry_run=True)
    assert (result.created, result.cases) == (1, ("PL1-2026-000002",))
    assert office.view() == before
    assert references(office) == [REF]
    assert set(office.session(ANALYST).casebook.vault.names()) == vault
    assert office.take_in(*two_items(lrn="LW-2")).cases == ("PL1-2026-000002",)


def bad_and_good(office: Office) -> IntakeResult:
    return office.take_in(declared(lrn="LW-2", net_mass_kg="much"), declared(lrn="LW-3"))


def test_a_file_with_a_rejected_row_writes_nothing(office: Office) -> None:
    result = bad_and_good(office)
    (rejected,) = result.rejected
    assert (rejected.row, rejected.field, rejected.value) == (2, "net_mass_kg", "much")
    assert rejected.remedy
    assert (result.created, result.cases) == (0, ())
    assert references(office) == [REF]


def test_partial_takes_what_can_be_taken(office: Office) -> None:
    result = office.take_in(
        declared(lrn="LW-2", net_mass_kg="much"), declared(lrn="LW-3"), partial=True
    )
    assert (len(result.rejected), result.created) == (1, 1)
    assert len(references(office)) == 2


def test_another_files_fault_does_not_stop_a_good_file(office: Office) -> None:
    good = write_csv(office.path.parent / "good.csv", two_items(lrn="LW-2"))
    bad = office.path.parent / "bad.xml"
    bad.write_text("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", encoding="utf-8")
    missing = office.path.parent / "missing.csv"
    results = files(office, bad, missing, good)
    assert [r.created for r in results] == [0, 0, 1]
    assert all(r.rejected for r in results[:2])


class Cancelled(BaseException):
    """As a job of the window is cancelled."""


def two_declarations(office: Office) -> Path:
    rows = (*two_items(lrn="LW-2"), *two_items(lrn="LW-3"))
    return write_csv(office.path.parent / "two.csv", rows)


def cancelled_at(done: int) -> Tell:
    def tell(so_far: int, total: int, what: str) -> None:
        assert total in {0, 2}
        if total and so_far >= done:
            raise Cancelled

    return tell


def test_cancelled_before_the_first_unit_of_work_nothing_is_saved(office: Office) -> None:
    path = two_declarations(office)
    with pytest.raises(Cancelled):
        run(office.session(ANALYST), TakeIn((path,)), cancelled_at(0))
    assert references(office) == [REF]
    assert office.take_in(*two_items(lrn="LW-2")).cases == ("PL1-2026-000002",)


def test_cancelled_between_two_units_of_work_what_is_saved_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "FIRST_BATCH", 1)
    session, path = office.session(ANALYST), two_declarations(office)
    (result,) = run(session, TakeIn((path,)), cancelled_at(1))
    assert (result.read, result.created, result.cases) == (2, 1, ("PL1-2026-000002",))
    assert session.notices.pop().startswith("Cancelled: of 2 declarations and messages 1 are")
    (result,) = files(office, path)
    assert (result.created, result.duplicates) == (1, 1)
    assert references(office)[:2] == ["PL1-2026-000003", "PL1-2026-000002"]


def taken_entries(office: Office) -> list[dict[str, Any]]:
    """What the audit trail says of each unit of work, in order."""
    query = (
        "SELECT p.content FROM audit_payload AS p JOIN audit_entry AS e ON e.seq = p.seq "
        "WHERE e.deed = 'intake.taken_in' ORDER BY e.seq"
    )
    with office.session(ANALYST).reading() as conn:
        found = [json.loads(content) for (content,) in conn.exec_driver_sql(query)]
    return [file for entry in found for file in entry["files"]]


def test_each_unit_of_work_says_which_rows_of_the_file_it_saved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FIRST_BATCH", "LEAST", "MOST"):
        monkeypatch.setattr(taking_in, name, 2)
    before = len(taken_entries(office))
    rows = [row for number in range(2, 7) for row in two_items(lrn=f"LW-{number}")]
    (result,) = files(office, write_csv(office.path.parent / "five.csv", rows))
    told = taken_entries(office)[before:]
    assert [(one["created"], one["batch"], one["rows"]) for one in told] == [
        ("2", "1", ["2", "4"]),
        ("2", "2", ["6", "8"]),
        ("1", "3", ["10", "10"]),
    ]
    assert {one["file"] for one in told} == {"five.csv"}
    assert len({one["sha256"] for one in told}) == 1
    assert result.created == 5


def test_a_file_that_one_unit_of_work_saves_is_told_without_its_rows(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    assert "rows" not in taken_entries(office)[-1]


def test_a_file_that_changes_before_it_is_saved_is_refused_and_nothing_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(office.path.parent / "changes.csv", two_items(lrn="LW-2"))
    read = staged_files.staged_file

    def then_changed(*given: Any) -> StagedFile:
        found = read(*given)
        path.write_bytes(path.read_bytes().replace(b"9800", b"9801"))
        return found

    monkeypatch.setattr(taking_in, "staged_file", then_changed)
    with pytest.raises(Conflict, match="changed while it was read"):
        files(office, path)
    assert references(office) == [REF]


def test_messages_are_saved_after_the_declarations_of_all_units_of_work(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FIRST_BATCH", "LEAST", "MOST"):
        monkeypatch.setattr(taking_in, name, 1)
    sent = message(office, "invalidation", local="LW-4")
    rows = [row for number in range(2, 5) for row in two_items(lrn=f"LW-{number}")]
    first, second = files(office, sent, write_csv(office.path.parent / "z.csv", rows))
    assert (first.updated, first.rejected, second.created) == (1, (), 3)


def test_a_wrong_check_digit_of_an_mrn_is_a_row_to_mend(office: Office) -> None:
    result = office.take_in(declared(lrn="LW-2", mrn=f"{MRN[:-1]}0"))
    assert (result.created, result.warnings) == (0, ())


def test_a_wrong_check_digit_of_a_container_is_a_row_to_mend(office: Office) -> None:
    result = office.take_in(declared(lrn="LW-2", container="MSCU6639871"))
    assert (result.created, result.warnings) == (0, ())
    (row,) = result.rejected
    assert (row.field, row.value, row.may_stand) == ("container", "MSCU6639871", True)


def test_what_has_not_the_form_of_a_container_number_is_warned_of(office: Office) -> None:
    result = office.take_in(declared(lrn="LW-2", container="MSCU663987"))
    assert result.created == 1
    assert any("MSCU663987" in warning for warning in result.warnings)


def test_the_raw_file_is_kept_once_under_its_hash(office: Office) -> None:
    path = write_csv(office.path.parent / "raw.csv", two_items(lrn="LW-2"))
    files(office, path)
    version = office.case("PL1-2026-000002").versions[0]
    vault = office.session(ANALYST).casebook.vault
    name = vault.name_of(version.file_sha256)
    assert vault.read(name) == path.read_bytes()
    files(office, path)
    assert list(vault.names()).count(name) == 1


def test_kind_and_source_are_those_of_the_intake(office: Office) -> None:
    reference = office.take_in(
        *two_items(lrn="LW-2"), kind=CaseKind.AUDIT, source="post-clearance plan"
    ).cases[0]
    case = office.case(reference)
    assert (case.kind, case.source) == (CaseKind.AUDIT, "post-clearance plan")


def test_our_samples_of_every_format_are_taken_in(office: Office) -> None:
    folder = Path(str(root() / "samples"))
    for result in files(office, *sorted(folder.glob("*.xml")), *sorted(folder.glob("decl*.csv"))):
        assert result.format in {"cc513c", "cc514c", "cc515c", "wco", "csv"}


def test_every_published_export_example_is_taken_in(office: Office, testdata: Path) -> None:
    folder = testdata / "customs" / "hmrc_cds_export"
    results = files(office, *sorted(folder.glob("*.xml")), partial=True)
    assert len(results) == 48
    # One is not well-formed; a correction and two invalidations find their declarations.
    assert sum(bool(r.rejected) for r in results) == 1
    assert sum(r.updated for r in results) == 3
    assert sum(r.created for r in results) == len(references(office)) - 1 == 44
    again = files(office, *sorted(folder.glob("*.xml")), partial=True)
    assert sum(r.created + r.updated for r in again) == 0


def test_the_second_person_sees_a_case_taken_in_by_the_first(office: Office) -> None:
    reference = office.take_in(*two_items(lrn="LW-2")).cases[0]
    office.act(REVIEWER, "note", reference=reference, reason=REASON)
    assert office.case(reference).notes[0].author == REVIEWER
