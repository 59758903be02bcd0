"""The office's registers: filled by two persons, read as of a day, written off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.services.cases.test_goods_places import text_of
from tests.services.reports.test_report_types import on_track
from tests.services.sample_office import (
    ANALYST,
    CONSIGNEE,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    an_office,
    declared,
    two_items,
    write_csv,
)

from landwaiter.canonical import plain
from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.case import Evaluation, FlagResult
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.registers.deeds import (
    AddEntry,
    ImportTable,
    RevokeEntry,
    StateLoad,
    UndoWriteOff,
    WriteOffExport,
)
from landwaiter.domain.registers.document_checks import DocumentCheck, RegisterAnswer
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import in_words
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.handler import Result
from landwaiter.services.registers import register_deeds as registers
from landwaiter.services.registers import write_offs
from landwaiter.services.registers.document_words import codes_said
from landwaiter.services.review.review_view import not_checked
from landwaiter.services.warm.registers_read import registers_of

LICENCES, DENIALS = RegisterKind.LICENCES, RegisterKind.DENIALS
INFORMED, FINDINGS = RegisterKind.INFORMED, RegisterKind.FINDINGS
DAY = date(2026, 3, 30)
LICENCE = {
    "ref": "PL-IND-2026-0001",
    "type": "individual",
    "holder": "Obrabiarki Wisla",
    "destination": "cn",
    "consignee": CONSIGNEE,
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
}
LINE = {"code": "2b001", "quantity": "10000", "unit": "kg", "value": "500000", "currency": "eur"}
DENIAL = {"ref": "DE-2025-77", "item": "2B001", "end_user": CONSIGNEE, "notified": "2025-05-02"}


@pytest.fixture
def office(tmp_path: Path) -> Any:
    made = an_office(tmp_path)
    yield made
    made.close()


def second(office: Office, asked: Result) -> None:
    do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),)))


def keep(office: Office, register: RegisterKind, values: dict[str, str], *lines: Any) -> None:
    asked = do(
        office.session(ANALYST),
        AddEntry(register=register, issuer="PL", field=values, line=lines, reason=REASON),
    )
    second(office, asked)


def load(office: Office, register: RegisterKind, *, loaded: bool = True) -> None:
    asked = do(
        office.session(ANALYST),
        StateLoad(
            register=register,
            issuer="PL",
            as_of=date(2026, 3, 1),
            loaded=loaded,
            source="letter of the ministry of 1 March",
            reason=REASON,
        ),
    )
    second(office, asked)


def listed(office: Office, register: RegisterKind = LICENCES, **asked: Any) -> Any:
    return registers.register_page(office.session(ANALYST), register, **asked)


def flag(office: Office, rule: str) -> FlagResult:
    office.act(ANALYST, "evaluate")
    return next(one for one in office.case().flags if one.rule == rule)


def checks(office: Office, reference: str = REF) -> tuple[DocumentCheck, ...]:
    return case_view(office.session(ANALYST), reference).documents


# four eyes


def test_an_entry_is_in_the_register_once_another_person_signed_it(office: Office) -> None:
    asked = do(
        office.session(ANALYST),
        AddEntry(register=LICENCES, issuer="pl", field=LICENCE, line=(LINE,), reason=REASON),
    )
    assert not asked.done
    assert listed(office).rows == ()
    second(office, asked)
    (row,) = listed(office).rows
    assert (row.issuer, row.ref, row.destination, row.state) == (
        "PL",
        "PL-IND-2026-0001",
        "CN",
        "in_force",
    )
    assert row.author == ANALYST


def test_nobody_seconds_the_own_entry(office: Office) -> None:
    asked = do(
        office.session(REVIEWER),
        AddEntry(register=DENIALS, issuer="DE", field=DENIAL, reason=REASON),
    )
    with pytest.raises(NotAllowed, match="own motion"):
        second(office, asked)
    assert listed(office, DENIALS).rows == ()


def test_a_second_person_never_agrees_to_a_register_that_moved_on(office: Office) -> None:
    first = do(
        office.session(ANALYST),
        AddEntry(register=DENIALS, issuer="PL", field=DENIAL, reason=REASON),
    )
    other = do(
        office.session(HEAD),
        AddEntry(register=DENIALS, issuer="PL", field={**DENIAL, "item": "2B201"}, reason=REASON),
    )
    second(office, first)
    with pytest.raises(NotAllowed, match="has changed"):
        second(office, other)


def test_two_entries_of_one_issuer_wait_beside_each_other(office: Office) -> None:
    first = do(
        office.session(ANALYST),
        AddEntry(register=DENIALS, issuer="PL", field=DENIAL, reason=REASON),
    )
    other = do(
        office.session(HEAD),
        AddEntry(
            register=DENIALS, issuer="PL", field={**DENIAL, "ref": "DE-2025-78"}, reason=REASON
        ),
    )
    second(office, first)
    second(office, other)
    assert [row.ref for row in listed(office, DENIALS).rows] == ["DE-2025-77", "DE-2025-78"]


def test_an_entry_that_says_nothing_new_is_a_conflict(office: Office) -> None:
    keep(office, DENIALS, DENIAL)
    with pytest.raises(Conflict, match="says all of this already"):
        do(
            office.session(ANALYST),
            AddEntry(register=DENIALS, issuer="PL", field=DENIAL, reason=REASON),
        )


def test_an_auditor_of_no_other_role_changes_no_register(office: Office) -> None:
    office.add("Udo", "auditor")
    with pytest.raises(NotAllowed):
        do(
            office.session("Udo"),
            AddEntry(register=DENIALS, issuer="PL", field=DENIAL, reason=REASON),
        )


# values


@pytest.mark.parametrize(
    ("register", "values", "field"),
    [
        (LICENCES, {**LICENCE, "valid_to": "2025-12-31"}, "valid_to"),
        (LICENCES, {**LICENCE, "valid_from": "1 May"}, "valid_from"),
        (LICENCES, {**LICENCE, "destination": "China"}, "destination"),
        (LICENCES, {**LICENCE, "holder": " "}, "holder"),
        (DENIALS, {**DENIAL, "item": "drill"}, "item"),
        (DENIALS, {**DENIAL, "end_user": ""}, "end_user"),
        (DENIALS, {**DENIAL, "parameters": "five axes"}, "parameters"),
        (INFORMED, {"ref": "L1", "basis": "Art. 4", "exporter": "X", "valid_from": "2026-01-01"},
         "items"),
        (FINDINGS, {"ref": "F1", "exporter": "X", "date": "2026-01-01", "final": "maybe"}, "final"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_its_field(
    office: Office, register: RegisterKind, values: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        do(
            office.session(ANALYST),
            AddEntry(register=register, issuer="PL", field=values, reason=REASON),
        )
    assert refused.value.field == field
    assert refused.value.remedy


def test_an_amount_without_its_unit_is_refused(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        do(
            office.session(ANALYST),
            AddEntry(
                register=LICENCES,
                issuer="PL",
                field=LICENCE,
                line=({"code": "2B001", "quantity": "3"},),
                reason=REASON,
            ),
        )
    assert refused.value.field == "unit"


# loaded and empty


def test_a_denial_register_that_is_not_loaded_answers_nothing(office: Office) -> None:
    result = flag(office, "RF-P16")
    assert result.evaluation is Evaluation.NOT_EVALUATED
    assert "register:denials" in result.missing


def test_a_register_that_is_loaded_and_empty_is_an_answer(office: Office) -> None:
    load(office, DENIALS)
    assert flag(office, "RF-P16").evaluation is Evaluation.NOT_RAISED


def test_a_register_that_is_no_longer_kept_answers_nothing_again(office: Office) -> None:
    load(office, DENIALS)
    load(office, DENIALS, loaded=False)
    assert flag(office, "RF-P16").evaluation is Evaluation.NOT_EVALUATED


def test_a_load_of_a_day_to_come_or_without_source_is_refused(office: Office) -> None:
    session = office.session(ANALYST)
    with pytest.raises(Invalid, match="day to come"):
        do(
            session,
            StateLoad(
                register=DENIALS,
                issuer="PL",
                as_of=date(2026, 3, 31),
                source="letter",
                reason=REASON,
            ),
        )
    with pytest.raises(Invalid, match="Source"):
        do(
            session,
            StateLoad(register=DENIALS, issuer="PL", as_of=DAY, source=" ", reason=REASON),
        )


def test_an_entry_counts_although_the_register_is_not_loaded_as_a_whole(office: Office) -> None:
    keep(office, DENIALS, DENIAL)
    result = flag(office, "RF-P16")
    assert result.evaluation is Evaluation.RAISED
    assert "DE-2025-77" in result.explanation


def test_an_entry_of_another_buyer_does_not_make_the_register_loaded(office: Office) -> None:
    keep(office, DENIALS, {**DENIAL, "end_user": "Grey Heron Institute"})
    assert "register:denials" in flag(office, "RF-P16").missing
    load(office, DENIALS)
    assert flag(office, "RF-P16").missing == ("end_user.name",)


# as of a day


def at(office: Office, day: date, known: datetime | None = None) -> Any:
    session = office.session(ANALYST)
    with session.reading() as conn:
        return registers_of(conn, {}, day, known=known)


def test_a_denial_is_read_as_it_stood_on_the_day(office: Office) -> None:
    keep(office, DENIALS, DENIAL)
    second(
        office,
        do(
            office.session(ANALYST),
            RevokeEntry(
                register=DENIALS, issuer="PL", ref="DE-2025-77", day=date(2026, 2, 1), reason=REASON
            ),
        ),
    )
    assert at(office, date(2025, 5, 1)).denials == ()
    assert [one.revoked for one in at(office, date(2025, 5, 2)).denials] == [False]
    assert [one.revoked for one in at(office, date(2026, 1, 31)).denials] == [False]
    assert [one.revoked for one in at(office, date(2026, 2, 1)).denials] == [True]


def test_what_was_recorded_later_is_left_out_when_asked_what_was_known(office: Office) -> None:
    keep(office, DENIALS, DENIAL)
    before, after = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in (29, 31))
    assert at(office, DAY, known=before).denials is None
    assert len(at(office, DAY, known=after).denials) == 1


def test_a_list_says_what_was_recorded_only_after_the_day_it_is_read_for(office: Office) -> None:
    keep(office, DENIALS, DENIAL)
    assert [row.known_later for row in listed(office, DENIALS).rows] == [False]
    rows = listed(office, DENIALS, day=date(2026, 3, 1)).rows
    assert [row.known_later for row in rows] == [True]


def test_a_letter_is_in_force_from_its_day_until_it_is_revoked(office: Office) -> None:
    letter = {
        "ref": "L-1",
        "basis": "Art. 4(1)(b)",
        "exporter": "Obrabiarki Wisla",
        "end_users": CONSIGNEE,
        "valid_from": "2026-02-01",
        "revoked": "2026-03-01",
    }
    keep(office, INFORMED, letter)
    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1))
    assert [len(at(office, day).informed_exporters) for day in days] == [0, 1, 1, 0]


def test_the_newest_statement_counts_and_the_older_ones_stay(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    keep(office, LICENCES, {**LICENCE, "valid_to": "2027-12-31"}, LINE)
    (row,) = listed(office).rows
    assert (row.last, row.version) == (date(2027, 12, 31), 2)
    history = registers.entry_history(office.session(ANALYST), LICENCES, "PL", LICENCE["ref"])
    assert [one.entry.values["valid_to"] for one in history.versions] == [
        "2026-12-31",
        "2027-12-31",
    ]


def test_a_verdict_names_the_state_of_the_register_it_rests_on(office: Office) -> None:
    load(office, DENIALS)
    office.act(ANALYST, "evaluate")
    with office.session(ANALYST).reading() as conn:
        from landwaiter.storage.cases.case_load import newest_evaluation  # noqa: PLC0415

        names = [one["id"] for one in newest_evaluation(conn, office.case().id)["editions"]]
    assert "register:denials/PL" in names


# licences on a case


def under_licence(office: Office, **changes: Any) -> str:
    rows = two_items(lrn="LW-7", docs=f"X060:{LICENCE['ref']}", consignee_name=CONSIGNEE, **changes)
    (reference,) = office.take_in(*rows).cases
    return str(reference)


def of_item(found: tuple[DocumentCheck, ...], item: int) -> DocumentCheck:
    return next(one for one in found if one.item == item)


def test_a_licence_is_unknown_only_where_the_register_of_its_issuer_is_loaded(
    office: Office,
) -> None:
    reference = under_licence(office)
    assert of_item(checks(office, reference), 1).answer is RegisterAnswer.NOT_LOADED
    load(office, LICENCES)
    assert of_item(checks(office, reference), 1).answer is RegisterAnswer.UNKNOWN


STATED = "stated as PL-IND-2026-0001; not checked with the issuer: the register of PL is not loaded"


def test_a_licence_is_no_more_than_stated_until_a_register_answered(office: Office) -> None:
    reference = under_licence(office)
    before = of_item(checks(office, reference), 1)
    assert (before.unchecked, before.answer_said) == (True, STATED)
    view = office.view(reference)
    assert codes_said(view, 1) == ("X060 (not checked)",)
    assert f"Item 1, X060: {STATED}." in not_checked(view, ())
    load(office, LICENCES)
    after = of_item(checks(office, reference), 1)
    assert (after.unchecked, after.answer_said) == (False, "unknown in the register of PL")
    assert codes_said(office.view(reference), 1) == ("X060",)
    assert not any("X060" in said for said in not_checked(office.view(reference), ()))


def test_a_licence_without_its_number_is_not_checked(office: Office) -> None:
    (reference,) = office.take_in(*two_items(lrn="LW-8", docs="X060")).cases
    found = of_item(checks(office, str(reference)), 1)
    assert found.answer_said == "no reference is stated; not checked with the issuer"
    assert found.unchecked


def test_a_licence_number_without_a_document_code_is_looked_up(office: Office) -> None:
    rows = two_items(lrn="LW-9", docs="Y901", licence_ref=LICENCE["ref"])
    (reference,) = office.take_in(*rows).cases
    of_first = [one for one in checks(office, str(reference)) if one.item == 1]
    assert [(one.code, one.claims) for one in of_first] == [("Y901", False), ("", True)]
    assert of_first[1].answer_said == STATED
    keep(office, LICENCES, LICENCE, LINE)
    assert checks(office, str(reference))[1].answer is RegisterAnswer.FOUND


def test_the_command_line_says_that_a_licence_was_not_checked(office: Office) -> None:
    view = office.view(under_licence(office))
    (first, *_others) = in_words(plain(case_object(view)))["documents"]
    assert (first["checked"], first["says"]) == (False, STATED)
    said = "\n".join(case_lines(view))
    assert STATED in said
    assert "X060 (not checked)" in said
    assert in_words(plain(case_object(office.view())))["documents"][0]["checked"] is None


@pytest.mark.parametrize("name", ["case", "ministry", "referral"])
def test_paper_says_that_a_licence_was_not_checked(
    office: Office, name: str, tmp_path: Path
) -> None:
    pdf, book = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    reference = under_licence(office)
    on_track(office, str(reference))
    run(office.session(ANALYST), ReportCase(CaseReport(name), reference, pdf=pdf, xlsx=book))
    cells = {
        str(cell)
        for page in openpyxl.load_workbook(book).worksheets[:-1]
        for row in page.iter_rows(values_only=True)
        for cell in row
    }
    assert STATED in cells
    assert "X060 (not checked)" in cells
    printed = text_of(pdf)
    assert "X060 (not" in printed
    assert f"Item 1, X060: {STATED[:40]}" in printed


def test_a_found_licence_is_compared_point_by_point(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    found = of_item(checks(office, under_licence(office)), 1)
    points = {point.name: point.holds for point in found.points}
    assert points == {
        "valid": True,
        "holder": True,
        "consignee": True,
        "end_user": None,
        "destination": True,
        "item": True,
        "left": True,
    }


@pytest.mark.parametrize(
    ("change", "fails"),
    [
        ({"valid_to": "2026-03-26"}, "valid"),
        ({"holder": "Somebody Else"}, "holder"),
        ({"consignee": "Grey Heron Institute"}, "consignee"),
        ({"destination": "VN"}, "destination"),
    ],
)
def test_a_licence_for_something_else_says_what_does_not_fit(
    office: Office, change: dict[str, str], fails: str
) -> None:
    keep(office, LICENCES, {**LICENCE, **change}, LINE)
    assert of_item(checks(office, under_licence(office)), 1).fails == (fails,)


def test_a_licence_for_other_goods_does_not_fit_the_item(office: Office) -> None:
    keep(office, LICENCES, LICENCE, {**LINE, "code": "848180"})
    found = checks(office, under_licence(office))
    assert of_item(found, 1).fails == ("item",)


def test_a_document_code_means_what_the_pack_says_and_no_more(office: Office) -> None:
    (found, *_rest) = checks(office)
    assert (found.code, found.answer) == ("Y901", RegisterAnswer.NOT_ASKED)
    assert (found.meaning, found.is_verified) == ("", False)


# write-offs


def taken(quantity: str | None = "9800", **changes: Any) -> WriteOffExport:
    amount = None if quantity is None else Decimal(quantity)
    stated = {"issuer": "PL", "ref": LICENCE["ref"], "day": DAY, "quantity": amount}
    return WriteOffExport(**{**stated, "reason": REASON, **changes})


def left(office: Office) -> list[Decimal | None]:
    history = registers.entry_history(office.session(ANALYST), LICENCES, "PL", LICENCE["ref"])
    return [line.left for line in history.balances]


def test_what_left_is_written_off_and_the_rest_is_computed(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    do(office.session(ANALYST), taken("4000"))
    assert left(office) == [Decimal(6000)]


def test_over_use_is_refused_or_marked(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    do(office.session(ANALYST), taken())
    with pytest.raises(NotAllowed, match="200 kg are left"):
        do(office.session(ANALYST), taken("300"))
    do(office.session(ANALYST), replace(taken("300"), over=True))
    assert left(office) == [Decimal(-100)]
    assert [row.over for row in listed(office).rows] == [True]


def test_a_wrong_write_off_is_undone_by_a_row_and_stays_readable(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    do(office.session(ANALYST), taken())
    session = office.session(ANALYST)
    (first,) = registers.entry_history(session, LICENCES, "PL", LICENCE["ref"]).write_offs
    do(session, UndoWriteOff(write_off=first.id, reason=REASON))
    history = registers.entry_history(session, LICENCES, "PL", LICENCE["ref"])
    assert (len(history.write_offs), history.undone) == (2, frozenset({first.id}))
    assert left(office) == [Decimal(10000)]
    with pytest.raises(NotAllowed, match="undone already"):
        do(session, UndoWriteOff(write_off=first.id, reason=REASON))


@pytest.mark.parametrize(
    ("wrong", "fault", "said"),
    [
        (taken(None), Invalid, "quantity or a value"),
        (taken("0"), Invalid, "more than nothing"),
        (taken(day=date(2026, 3, 31)), Invalid, "day to come"),
        (taken(line=2), NotFound, "no such line"),
        (taken(ref="PL-IND-9"), NotFound, "no such entry"),
        (taken(case="PL1-2026-999999"), NotFound, "no case with this"),
        (taken(case=REF, item=9), NotFound, "no such item"),
    ],
)
def test_a_write_off_that_cannot_be_is_refused(
    office: Office, wrong: WriteOffExport, fault: type[Exception], said: str
) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    with pytest.raises(fault, match=said):
        do(office.session(ANALYST), wrong)


def test_a_released_item_proposes_what_it_takes_once(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    reference = under_licence(office)
    session = office.session(ANALYST)
    assert write_offs.proposed_write_offs(session, reference) == ()
    office.act(ANALYST, "release", reference=reference, item=1)
    (proposed,) = write_offs.proposed_write_offs(session, reference)
    assert (proposed.taken.quantity, proposed.taken.value) == (Decimal(9800), Decimal(412000))
    assert proposed.why_over == ""
    do(session, proposed.taken.said(REASON))
    assert write_offs.proposed_write_offs(session, reference) == ()
    with pytest.raises(Conflict, match="written off from this line already"):
        do(session, taken("1", case=reference, item=1))


def test_all_that_is_due_is_written_off_together_or_none_of_it(office: Office) -> None:
    keep(office, LICENCES, LICENCE, {**LINE, "value": "900000"})
    one = declared(lrn="LW-7", docs=f"X060:{LICENCE['ref']}", consignee_name=CONSIGNEE)
    (reference,) = office.take_in(one, {**one, "item_no": 2}).cases
    for item in (1, 2):
        office.act(ANALYST, "release", reference=reference, item=item)
    session = office.session(ANALYST)
    with pytest.raises(NotAllowed, match="200 kg are left of line 1, and 9800 are asked for"):
        write_offs.write_off_due(session, reference, reason=REASON)
    assert left(office) == [Decimal(10000)]
    assert len(write_offs.proposed_write_offs(session, reference)) == 2
    keep(office, LICENCES, LICENCE, {**LINE, "value": "900000", "quantity": "20000"})
    written = write_offs.write_off_due(session, reference, reason=REASON)
    assert [one.taken.case_item for one in written] == [1, 2]
    assert left(office) == [Decimal(400)]
    assert write_offs.write_off_due(session, reference, reason=REASON) == ()


def test_a_write_off_counts_however_its_issuer_is_written(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    do(office.session(ANALYST), taken("4000", issuer="pl"))
    assert left(office) == [Decimal(6000)]


def test_a_case_is_not_held_against_its_own_write_off(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    load(office, LICENCES)
    reference = under_licence(office)
    mine = taken(case=reference, item=1)
    do(office.session(ANALYST), mine)
    assert of_item(checks(office, reference), 1).fails == ()


def test_the_write_off_of_another_case_is(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    load(office, LICENCES)
    do(office.session(ANALYST), taken("5000", day=date(2026, 3, 20)))
    assert of_item(checks(office, under_licence(office)), 1).fails == ("left",)


def test_a_write_off_of_a_later_day_does_not_count_yet(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    do(office.session(ANALYST), taken("5000"))
    assert of_item(checks(office, under_licence(office)), 1).fails == ()


# table files


def table(folder: Path, *rows: dict[str, str]) -> Path:
    return write_csv(folder / "register.csv", rows)


def preview(office: Office, path: Path, register: RegisterKind = LICENCES, **more: Any) -> Any:
    return registers.preview_import(office.session(ANALYST), path, register, "PL", **more)


def bring_in(office: Office, path: Path, register: RegisterKind = LICENCES, **more: Any) -> Result:
    said = ImportTable(register, path, "PL", REASON, **more)
    found: Result = run(office.session(ANALYST), said)
    return found


def test_rows_of_one_reference_are_lines_of_one_licence(office: Office, tmp_path: Path) -> None:
    more = {"ref": LICENCE["ref"], "code": "2B201", "quantity": "2", "unit": "pieces"}
    found = preview(office, table(tmp_path, {**LICENCE, **LINE}, more))
    (entry,) = found.new
    assert [line["code"] for line in entry.items] == ["2B001", "2B201"]
    assert not found.read.problems


def test_every_row_that_does_not_fit_is_named_and_nothing_is_kept(
    office: Office, tmp_path: Path
) -> None:
    path = table(
        tmp_path,
        {**LICENCE, **LINE},
        {**LICENCE, **LINE, "ref": "B", "valid_from": "soon"},
        {**LICENCE, "holder": "Another", "code": "nonsense"},
    )
    found = preview(office, path)
    wrong = {(one.row, one.problem.field) for one in found.read.problems}
    assert wrong == {(3, "valid_from"), (4, "holder"), (4, "code")}
    with pytest.raises(Invalid) as refused:
        bring_in(office, path, as_of=DAY, source="letter")
    assert (refused.value.file, refused.value.row) == ("register.csv", 3)
    assert listed(office).rows == ()


def test_an_import_by_two_persons_loads_the_register(office: Office, tmp_path: Path) -> None:
    rows = [{**DENIAL, "ref": f"DE-{number:04}"} for number in range(120)]
    path = table(tmp_path, *rows)
    sha256 = preview(office, path, DENIALS).sha256
    asked = bring_in(office, path, DENIALS, as_of=DAY, source="the ministry's table", sha256=sha256)
    second(office, asked)
    assert len(listed(office, DENIALS).rows) == 120
    issuers = registers.register_issuers(office.session(ANALYST), DENIALS)
    assert [(one.issuer, one.loaded, one.as_of) for one in issuers] == [("PL", True, DAY)]


def test_pages_of_a_register_are_all_of_it_in_its_order(office: Office, tmp_path: Path) -> None:
    rows = [
        {**DENIAL, "ref": f"DE-{number:04}", "end_user": ("Łódź Motors", "Lathe")[number % 2]}
        for number in range(60)
    ]
    second(office, bring_in(office, table(tmp_path, *rows), DENIALS))
    for asked, count in ({}, 60), ({"text": "de- ŁÓDŹ"}, 30), ({"text": "none"}, 0):
        whole = listed(office, DENIALS, **asked).rows
        assert len(whole) == count
        page = listed(office, DENIALS, limit=7, **asked)
        assert page.total == (None if asked else 60)
        parts = page.rows
        while page.after is not None:
            page = listed(office, DENIALS, limit=7, after=page.after, **asked)
            assert page.total is None
            parts += page.rows
        assert parts == whole


def test_pages_of_a_history_are_write_offs_and_then_statements(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    keep(office, LICENCES, {**LICENCE, "conditions": "none"}, LINE)
    for number in range(4):
        do(office.session(ANALYST), taken(str(1 + number)))
    session, entry = office.session(ANALYST), (LICENCES, "PL", LICENCE["ref"])
    undone = registers.entry_history(session, *entry).write_offs[1].id
    do(session, UndoWriteOff(undone, REASON))
    whole = registers.history_page(session, *entry).rows
    rows: list[Any] = []
    page = registers.history_page(session, *entry, limit=2)
    while page.after is not None:
        rows += page.rows
        page = registers.history_page(session, *entry, limit=2, after=page.after)
    assert (*rows, *page.rows) == whole
    assert [one.undone for one in whole[:5] if isinstance(one, registers.WriteOffRow)] == [
        False, False, False, True, False,
    ]  # fmt: skip
    first, second_one = whole[:-3:-1]
    assert isinstance(first, registers.EntryStatementRow)
    assert first.before is None
    assert isinstance(second_one, registers.EntryStatementRow)
    assert second_one.before == first.stated.entry
    assert [first.stated.version, second_one.stated.version] == [1, 2]


def test_the_same_file_again_is_a_conflict_and_a_newer_one_says_what_differs(
    office: Office, tmp_path: Path
) -> None:
    keep(office, DENIALS, DENIAL)
    keep(office, DENIALS, {**DENIAL, "ref": "DE-2025-90"})
    changed = {**DENIAL, "reviewed": "2026-01-15"}
    found = preview(office, table(tmp_path, changed, {**DENIAL, "ref": "DE-2025-80"}), DENIALS)
    assert [one.ref for one in found.new] == ["DE-2025-80"]
    assert [now.values["reviewed"] for _was, now in found.changed] == ["2026-01-15"]
    assert found.missing == ("DE-2025-90",)
    same = table(tmp_path, dict(DENIAL))
    with pytest.raises(Conflict, match="says all of this already"):
        bring_in(office, same, DENIALS)


def test_a_table_that_is_not_what_was_previewed_is_not_moved(
    office: Office, tmp_path: Path
) -> None:
    path = table(tmp_path, dict(DENIAL))
    sha256 = preview(office, path, DENIALS).sha256
    table(tmp_path, {**DENIAL, "item": "2B201"})
    with pytest.raises(Conflict, match="something else"):
        bring_in(office, path, DENIALS, sha256=sha256)
    assert motions.waiting(office.session(ANALYST)) == ()


def test_columns_of_other_names_are_mapped(office: Office, tmp_path: Path) -> None:
    theirs = {"Nummer": "DE-1", "Ware": "2B001", "Endverwender": "X GmbH", "Datum": "2025-01-02"}
    mapping = {
        "ref": "Nummer",
        "item": "Ware",
        "end_user": "Endverwender",
        "notified": "Datum",
    }
    found = preview(office, table(tmp_path, theirs), DENIALS, mapping=mapping)
    assert [one.values["end_user"] for one in found.new] == ["X GmbH"]


def test_a_reference_twice_in_a_table_of_denials_is_refused(office: Office, tmp_path: Path) -> None:
    found = preview(office, table(tmp_path, dict(DENIAL), dict(DENIAL)), DENIALS)
    (problem,) = found.read.problems
    assert (problem.row, problem.problem.field) == (3, "ref")


def workbook(folder: Path, fill: Callable[[Any], None]) -> Path:
    from openpyxl import Workbook  # noqa: PLC0415  # slow to load

    book = Workbook()
    fill(book.active)
    book.save(folder / "register.xlsx")
    return folder / "register.xlsx"


def test_a_workbook_is_read_like_a_csv_file(office: Office, tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(list(DENIAL))
        sheet.append([*list(DENIAL.values())[:-1], date(2025, 5, 2)])

    found = preview(office, workbook(tmp_path, fill), DENIALS)
    assert [one.values for one in found.new] == [DENIAL]


def test_a_damaged_workbook_is_refused_in_a_sentence(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.append(["ref"]))
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(Invalid) as refused:
        preview(office, path, DENIALS)
    assert refused.value.file == "register.xlsx"


def test_a_missing_column_is_refused_before_any_row(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        preview(office, table(tmp_path, {"ref": "1", "item": "2B001"}), DENIALS)
    assert refused.value.field == "notified"


# the database's own net


def test_plain_sql_writes_no_entry_without_a_seconded_motion(office: Office) -> None:
    from landwaiter.storage.base import records  # noqa: PLC0415  # around the services on purpose

    session = office.session(ANALYST)
    with (
        pytest.raises(NotAllowed, match="two persons"),
        session.writing("note") as work,
    ):
        records.add(
            work.conn,
            "register_entry",
            id=work.new_id(),
            register="denials",
            issuer="PL",
            ref="1",
            content={},
            sha256="0" * 64,
            reason=REASON,
            batch="0" * 64,
            motion_id=work.new_id(),
            author=ANALYST,
            at=work.now,
        )
