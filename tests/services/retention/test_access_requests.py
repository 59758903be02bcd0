"""A person's data are found everywhere, judged, redacted, withheld in part and logged."""

import hashlib
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from reportlab.pdfgen.canvas import Canvas
from tests.services.cases.test_recheck import a_correlation
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
)

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.registers.deeds import AddEntry
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.retention.access_deeds import (
    BlackOutWords,
    FindPerson,
    GiveOut,
    JudgeEntries,
    ShowWords,
    WithholdEntries,
)
from landwaiter.domain.retention.access_request import GROUNDS, Sameness, redacted
from landwaiter.domain.retention.deeds import StateRegime
from landwaiter.domain.retention.retention_periods import Purpose, Regime
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.office_settings import save_draft
from landwaiter.services.reports import access_answer
from landwaiter.services.retention import access_deeds
from landwaiter.services.retention import access_requests as access
from landwaiter.services.retention.disclosures import disclosures_page

PERSON = "Sergei Ivanov"
DECLARANT = "PL526100001900000"


def a_pdf(text: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, text)
    canvas.save()
    return out.getvalue()


def a_workbook(*cells: str) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(cells)
    book.save(out)
    return out.getvalue()


def with_file(office: Office, name: str, data: bytes) -> None:
    path = office.path.parent / name
    path.write_bytes(data)
    run(office.session(ANALYST), AddFile(REF, path))


def asked(office: Office, name: str = PERSON, **more: str) -> access.AccessAnswer:
    head = office.session(HEAD)
    return access_answer.answer(head, run(head, FindPerson(name, **more)).no)  # type: ignore[arg-type]  # fields of a request


def kinds(found: access.AccessAnswer) -> set[str]:
    return {entry.kind for entry in found.entries}


def test_a_note_in_another_script_is_found_with_its_place_and_reason(office: Office) -> None:
    office.act(ANALYST, "note", reason="Звонил Сергей Иванов из института")
    found = asked(office)
    (note,) = [entry for entry in found.entries if entry.kind == "note"]
    assert (note.reference, note.matched, note.same) == (REF, "Сергей Иванов", Sameness.OPEN)
    assert note.score >= 600
    assert note.how


@pytest.mark.parametrize("who", [ANALYST, ADMIN])
def test_nobody_else_searches_sees_or_gives_out(
    office: Office, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    number = run(office.session(HEAD), FindPerson(PERSON)).no
    searched: list[object] = []
    monkeypatch.setattr(access_deeds, "search_person", lambda *given: searched.append(given))
    session, file = office.session(who), office.path.parent / "answer.txt"
    for deed in (
        lambda: run(session, FindPerson(PERSON)),
        lambda: access.requests(session),
        lambda: access_answer.answer(session, number),
        lambda: run(session, GiveOut(number, file, "him", "Art. 15")),
    ):
        with pytest.raises(NotAllowed, match="role"):
            deed()
    assert not searched, "nothing is searched for who may not know"
    assert not file.exists()


def test_what_the_audit_chain_and_drafts_say_is_found_too(office: Office) -> None:
    office.act(ANALYST, "note", reason="Sergey Ivanov called about the lathe")
    save_draft(office.session(ANALYST), "note", '{"text": "ask Sergei Ivanov again"}')
    assert {"note", "audit_payload", "draft"} <= kinds(asked(office))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("letter.pdf", a_pdf("signed by Sergey Ivanov, director")),
        ("list.xlsx", a_workbook("Sergey", "Ivanov")),
        ("mail.txt", "from: Сергей Иванов".encode()),
        ("old.txt", "von Sergej Iwanow, Büro".encode("cp1252")),
    ],
)
def test_the_words_of_evidence_are_searched(office: Office, name: str, data: bytes) -> None:
    with_file(office, name, data)
    (entry,) = [entry for entry in asked(office).entries if entry.kind == "evidence"]
    assert (entry.place, entry.reference) == (name, REF)


def test_a_file_that_no_search_can_read_is_named(office: Office) -> None:
    with_file(office, "photo.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    found = run(office.session(HEAD), FindPerson(PERSON))
    assert [one.name for one in found.unsearched] == ["photo.png"]


def test_an_identifier_finds_what_the_name_does_not(office: Office) -> None:
    office.act(ANALYST, "note", reason="passport 71-2345678 was shown")
    assert "note" in kinds(asked(office, identifier="712345678"))
    assert "note" not in kinds(asked(office))


def test_a_party_is_found_in_party_declaration_entity_and_file(office: Office) -> None:
    found = run(office.session(HEAD), FindPerson(CONSIGNEE, kind=None))
    places = kinds(access_answer.answer(office.session(HEAD), found.no))
    assert {"party", "declaration", "case_file", "raw_file", "hit"} <= places


def test_nobody_is_found_who_is_not_there(office: Office) -> None:
    assert asked(office, "Quentin Featherstonehaugh").entries == ()


def test_an_analyst_answers_no_request(office: Office) -> None:
    with pytest.raises(NotAllowed):
        run(office.session(ANALYST), FindPerson(PERSON))
    assert UserRole.ANALYST not in access.ROLES


def test_an_entry_is_the_same_person_until_somebody_says_otherwise(office: Office) -> None:
    office.act(ANALYST, "note", reason="Sergey Ivanov called")
    found = asked(office)
    head, number = office.session(HEAD), found.request.no
    do(head, JudgeEntries(number, (1,), True, "the same number of passport"))
    do(office.session(REVIEWER), JudgeEntries(number, (1,), False, "born in 1980"))
    assert access_answer.answer(head, number).entries[0].same is Sameness.DIFFERENT


def test_nothing_is_given_out_while_an_entry_is_not_judged(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "note", reason="Sergey Ivanov called")
    number = asked(office).request.no
    with pytest.raises(Invalid, match="not judged"):
        run(office.session(HEAD), GiveOut(number, tmp_path / "a.txt", PERSON, "GDPR Art. 15"))
    assert not (tmp_path / "a.txt").exists()


def judged(office: Office) -> int:
    """A request whose entries are all the person's; its number."""
    office.act(ANALYST, "note", reason=f"Sergey Ivanov of {CONSIGNEE} called, and Anna Nowak")
    found = asked(office)
    for entry in found.entries:
        do(office.session(HEAD), JudgeEntries(found.request.no, (entry.no,), True))
    return found.request.no


def given(office: Office, number: int, name: str = "answer.txt") -> Path:
    file = office.path.parent / name
    run(office.session(HEAD), GiveOut(number, file, PERSON, "Reg. (EU) 2016/679 Art. 15"))
    return file


def test_other_parties_of_the_case_are_blacked_out(office: Office) -> None:
    text = given(office, judged(office)).read_text(encoding="utf-8")
    assert "Sergey Ivanov" in text
    assert CONSIGNEE not in text


def test_of_a_raw_file_only_the_words_that_met_are_given(office: Office) -> None:
    found = run(office.session(HEAD), FindPerson(CONSIGNEE, kind=None))
    entries = access_answer.answer(office.session(HEAD), found.no).entries
    (file,) = [entry for entry in entries if entry.kind == "raw_file"]
    assert DECLARANT in file.text
    assert file.shown_text == file.matched
    assert DECLARANT not in file.shown_text


def test_words_about_others_are_blacked_out_and_can_be_shown_again(office: Office) -> None:
    number, head = judged(office), office.session(HEAD)
    entries = access_answer.answer(head, number).entries
    for entry in entries:
        do(head, BlackOutWords(number, (entry.no,), "anna  NOWAK"))
        do(head, ShowWords(number, (entry.no,), CONSIGNEE))
    text = given(office, number).read_text(encoding="utf-8")
    assert "Nowak" not in text
    assert CONSIGNEE in text


def test_the_identifiers_of_others_are_blacked_out_like_their_names(office: Office) -> None:
    """The exporter's EORI stands in the declaration in which the person who asks is named."""
    number, head = judged(office), office.session(HEAD)
    others = {word for entry in access_answer.answer(head, number).entries for word in entry.others}
    assert any(word.startswith("PL526") for word in others), others
    assert "Sergey Ivanov" not in others


def test_a_withheld_entry_is_named_by_its_ground_alone(office: Office) -> None:
    number, head = judged(office), office.session(HEAD)
    for entry in access_answer.answer(head, number).entries:
        do(head, WithholdEntries(number, (entry.no,), "gdpr-offences", "Act on customs, Art. 9"))
    text = given(office, number).read_text(encoding="utf-8")
    assert "Sergey Ivanov" not in text
    assert "Art. 23(1)(d); Act on customs, Art. 9" in text


def test_a_ground_needs_the_national_provision(office: Office) -> None:
    with pytest.raises(Invalid, match="national provision"):
        do(office.session(HEAD), WithholdEntries(judged(office), (1,), "gdpr-offences", " "))


def test_a_ground_of_the_directive_is_for_criminal_cases_only(office: Office) -> None:
    number, head = judged(office), office.session(HEAD)
    with pytest.raises(Invalid, match="not one of the law"):
        do(head, WithholdEntries(number, (1,), "led-offences", "Act, Art. 1"))
    do(head, StateRegime(REF, Purpose.CRIMINAL, Regime.LAW_ENFORCEMENT, "seizure, track N"))
    do(head, WithholdEntries(number, (1,), "led-offences", "Act, Art. 1"))
    with pytest.raises(Invalid, match="not one of the law"):
        do(head, WithholdEntries(number, (1,), "gdpr-offences", "Act, Art. 1"))


def test_every_regime_has_a_ground_and_every_ground_its_article() -> None:
    assert {regime for ground in GROUNDS for regime in ground.regimes} == set(Regime)
    assert all("Art." in ground.basis for ground in GROUNDS)


def test_what_went_out_is_logged_with_basis_and_hash(office: Office) -> None:
    file = given(office, judged(office))
    (logged,) = disclosures_page(office.session(HEAD)).rows
    assert (logged.recipient, logged.basis) == (PERSON, "Reg. (EU) 2016/679 Art. 15")
    assert logged.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert logged.request == 1


@pytest.mark.parametrize(("recipient", "basis"), [(" ", "GDPR Art. 15"), (PERSON, "")])
def test_a_disclosure_names_recipient_and_basis(office: Office, recipient: str, basis: str) -> None:
    number = judged(office)
    with pytest.raises(Invalid, match="is missing"):
        run(office.session(HEAD), GiveOut(number, office.path.parent / "a.txt", recipient, basis))


def test_no_file_is_overwritten(office: Office) -> None:
    number = judged(office)
    (office.path.parent / "answer.txt").write_text("something else", encoding="utf-8")
    with pytest.raises(Conflict):
        given(office, number)
    assert disclosures_page(office.session(HEAD)).rows == ()


def test_the_answer_is_written_as_pdf_and_as_excel(office: Office) -> None:
    number = judged(office)
    assert given(office, number, "answer.pdf").read_bytes().startswith(b"%PDF-")
    book = load_workbook(given(office, number, "answer.xlsx"))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("Sergey Ivanov" in cell for cell in cells)


def test_another_form_of_file_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="text, PDF or Excel"):
        given(office, judged(office), "answer.docx")


def test_a_request_that_is_not_there_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        access_answer.answer(office.session(HEAD), 7)


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("paid by Anna Nowak.", ("Anna Nowak",), "paid by ▇▇▇."),
        ("ANNA\n nowak paid", ("Anna Nowak",), "▇▇▇ paid"),
        ("Anna Nowak, Anna", ("Anna", "Anna Nowak"), "▇▇▇, ▇▇▇"),
        ("Straße 5, STRASSE 5", ("straße 5",), "▇▇▇, STRASSE 5"),
        ("nothing", ("", " "), "nothing"),
    ],
)
def test_words_are_blacked_out_whatever_their_case_and_blanks(
    text: str, words: tuple[str, ...], left: str
) -> None:
    assert redacted(text, words) == left


NAMED_IN_REGISTERS = [
    (
        RegisterKind.LICENCES,
        {"ref": "PL-1", "holder": PERSON, "valid_from": "2026-01-01"},
        "content.values.holder",
    ),
    (
        RegisterKind.DENIALS,
        {"ref": "DE-1", "item": "2B001", "end_user": "Сергей Иванов", "notified": "2025-05-02"},
        "content.values.end_user",
    ),
    (
        RegisterKind.INFORMED,
        {
            "ref": "L-1",
            "basis": "Art. 4",
            "exporter": "Wisla",
            "end_users": f"Quite Another|{PERSON}",
            "valid_from": "2026-01-01",
        },
        "content.values.end_users",
    ),
    (
        RegisterKind.FINDINGS,
        {"ref": "F-1", "exporter": PERSON, "date": "2025-12-01", "final": "yes"},
        "content.values.exporter",
    ),
]


@pytest.mark.parametrize(("register", "values", "place"), NAMED_IN_REGISTERS)
def test_a_person_in_a_register_is_found_and_told(
    office: Office, tmp_path: Path, register: RegisterKind, values: dict[str, str], place: str
) -> None:
    moved = do(
        office.session(ANALYST),
        AddEntry(register=register, issuer="PL", field=values, reason=REASON),
    )
    do(office.session(REVIEWER), SecondOpenMotions((str(moved.motion_id),)))
    found = asked(office)
    (entry,) = [one for one in found.entries if one.kind == "register_entry"]
    assert entry.place == place
    assert entry.regime is None
    session, number = office.session(HEAD), found.request.no
    do(session, JudgeEntries(number, (entry.no,), True))
    for other in found.entries:
        if other.no != entry.no:
            do(session, JudgeEntries(number, (other.no,), False))
    file = tmp_path / "answer.txt"
    run(session, GiveOut(number, file, PERSON, "Art. 15 GDPR"))
    given = file.read_text(encoding="utf-8")
    assert entry.matched in given
    assert "Quite Another" not in given


def test_a_person_in_a_register_that_came_as_a_pack_is_found(
    office: Office, tmp_path: Path
) -> None:
    row = {"ref": "PL-7", "issuer": "PL", "holder": PERSON, "items": "2B001"}
    pack = a_correlation(tmp_path, "1", row, pack_id="licences_pl")
    manifest = pack / "pack.toml"
    manifest.write_text(
        manifest.read_text().replace('kind = "correlation"', 'kind = "licence_register"')
    )
    office.pack_by_two(pack)
    (entry,) = [one for one in asked(office).entries if one.kind == "pack_edition"]
    assert entry.place == "rows.1.holder"
