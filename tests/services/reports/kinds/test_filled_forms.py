"""A reply form that comes back filled in: what of it is read, what is refused, and that nothing is
recorded by itself."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String
from tests.services.act_examples import CONSULTED
from tests.services.sample_office import ANALYST, REF, Office, declared

from landwaiter.domain.cases.case import Reply
from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.domain.cases.deeds_on_tracks import RecordAnswer, RecordReply
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Conflict, Fault, Invalid, NotAllowed
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.handler import untold
from landwaiter.services.reports.filled_forms import (
    FilledForm,
    form_in_evidence,
    form_in_file,
    with_form,
)

ACTS = "The authority acts; the goods are not released. Decision and date:"
NOT_ACTING = "The authority does not act under Art. 4(1) or Art. 16(1)."
REASONS = "Reply and reasons"
REFUSED = "Odmowa 7/2026: końcowy użytkownik"
Entries = dict[str, str]


def the_form(office: Office, folder: Path, kind: CaseReport = CaseReport.REFERRAL) -> Path:
    """The report as it goes out, with its form empty."""
    target = folder / f"{kind.value}.pdf"
    reader = Profile.LICENSING_AUTHORITY if kind is CaseReport.REFERRAL else Profile.PARTNER_STATE
    run(office.session(ANALYST), ReportCase(kind, REF, pdf=target, reader=reader), untold)
    return target


def typed(
    path: Path, entries: Entries, change: Callable[[pikepdf.Pdf], None] = lambda _: None
) -> Path:
    """As it comes back: a field is known by what it is for; “tick” sets one."""
    target = path.with_name("back.pdf")
    with pikepdf.open(path) as pdf:
        left = dict(entries)
        for field in pdf.Root.AcroForm.Fields:
            label = str(field.get("/TU", "")).partition(": ")[2]
            is_tick = pikepdf.Name("/Btn") == field.FT
            wanted = f"tick {label}" if is_tick else label
            if wanted in left:
                said = left.pop(wanted)
                if is_tick:
                    field.V = field.AS = Name.Yes
                else:
                    field.V = String(said)
        assert not left
        change(pdf)
        pdf.save(target)
    return target


def consulted(office: Office) -> Office:
    for step in CONSULTED:
        step(office)
    return office


def refused_as(office: Office, path: Path, kind: type[Fault] = Invalid, **how: Any) -> Fault:
    with pytest.raises(kind) as told:
        form_in_file(office.session(ANALYST), REF, path, **how)
    fault = told.value
    assert fault.file == str(path)
    assert fault.remedy
    assert not office.case().evidence
    return fault


def read(office: Office, path: Path, **how: Any) -> FilledForm:
    return form_in_file(office.session(ANALYST), REF, path, **how)


def acts(office: Office, folder: Path, **more: str) -> Path:
    said = {f"tick {ACTS}": "", ACTS: REFUSED, REASONS: "Military end use.\nSee annex.", **more}
    return typed(the_form(office, folder), said)


def test_a_filled_form_is_read_and_nothing_is_recorded(office: Office, tmp_path: Path) -> None:
    consulted(office)
    before = office.case()
    form = read(office, acts(office, tmp_path, Date="30.03.2026"))
    assert form.outcome is Reply.ACTS
    assert form.action == before.actions[-1]
    assert (form.questions, form.report) == ((1,), f"{REF}-D1")
    assert form.reason.splitlines() == [
        f"{ACTS.rstrip(':')}: {REFUSED}",
        f"{REASONS}: Military end use.",
        "See annex.",
        "Date: 30.03.2026",
    ]
    assert form.day is not None
    assert form.day.isoformat() == "2026-03-30"
    assert form.remarks == ()
    after = office.case()
    assert (after.actions, after.evidence, after.revision) == (
        before.actions,
        (),
        before.revision,
    )


def test_it_is_recorded_once_a_person_says_so_and_kept_as_evidence(
    office: Office, tmp_path: Path
) -> None:
    consulted(office)
    session, path = office.session(ANALYST), acts(office, tmp_path)
    form = read(office, path)
    said = with_form(session, RecordReply(REF, Reply.ACTS, form.reason), form, path, untold)
    do(session, said)
    case = office.case()
    (piece,), action = case.evidence, case.actions[-1]
    assert (piece.sha256, piece.received_from) == (form.sha256, action.addressee)
    assert (action.reply, action.answer) == (Reply.ACTS, form.reason)
    assert [(one.evidence_id, one.action_id) for one in case.mail_answers] == [
        (piece.id, action.id)
    ]
    again = refused_in_evidence(office, piece.no)
    assert "answered already" in again.message


def refused_in_evidence(office: Office, number: int) -> Fault:
    with pytest.raises(Invalid) as told:
        form_in_evidence(office.session(ANALYST), REF, number)
    return told.value


def test_a_piece_of_evidence_is_read_as_the_file_is_and_taken_in_once(
    office: Office, tmp_path: Path
) -> None:
    consulted(office)
    session, path = office.session(ANALYST), acts(office, tmp_path)
    run(session, AddFile(REF, path, received_from="authority"), untold)
    form = form_in_evidence(session, REF, 1)
    assert form.reason == read(office, path).reason
    assert form.act == "record_reply"
    assert form.chosen() == {
        "action": form.action.id,
        "outcome": "acts",
        "reason": form.reason,
        "date": "",
    }
    said = with_form(session, RecordReply(REF, Reply.ACTS), read(office, path), path, untold)
    assert said.evidence == 1
    assert len(office.case().evidence) == 1


def test_what_a_person_says_and_the_form_does_not_is_refused_before_it_is_kept(
    office: Office, tmp_path: Path
) -> None:
    consulted(office)
    session, path = office.session(ANALYST), acts(office, tmp_path)
    form = read(office, path)
    with pytest.raises(Invalid, match="says another reply: acts") as told:
        with_form(session, RecordReply(REF, Reply.MAINTAINED), form, path, untold)
    assert (told.value.field, told.value.value) == ("outcome", "maintained")
    with pytest.raises(Invalid, match="is the evidence itself"):
        with_form(session, RecordReply(REF, Reply.ACTS, evidence=1), form, path, untold)
    with pytest.raises(NotAllowed):
        with_form(office.session("Adam"), RecordReply(REF, Reply.ACTS), form, path, untold)
    assert not office.case().evidence


def test_a_file_that_changed_after_it_was_read_is_told(office: Office, tmp_path: Path) -> None:
    consulted(office)
    session, path = office.session(ANALYST), acts(office, tmp_path)
    form = read(office, path)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(Conflict, match="changed while it was read"):
        with_form(session, RecordReply(REF, Reply.ACTS), form, path, untold)
    assert office.case().actions[-1].reply is None


def test_two_ticks_that_exclude_each_other_and_none_at_all(office: Office, tmp_path: Path) -> None:
    consulted(office)
    empty = the_form(office, tmp_path)
    both = typed(empty, {f"tick {ACTS}": "", f"tick {NOT_ACTING}": ""})
    fault = refused_as(office, both)
    assert "exclude each other" in fault.message
    assert (fault.field, fault.value) == ("outcome", "not_acting, acts")
    form = read(office, typed(empty, {REASONS: "We write."}))
    assert (form.outcome, form.reason) == (None, f"{REASONS}: We write.")
    assert "No field of the form is filled in" in refused_as(office, empty).message


def test_a_date_on_which_nobody_can_have_replied_is_told_and_not_taken(
    office: Office, tmp_path: Path
) -> None:
    consulted(office)
    for day in ("1999-01-01", "2031-01-01", "soon"):
        form = read(office, acts(office, tmp_path, Date=day))
        assert form.day is None
        assert day in " ".join(form.remarks)


def test_two_questions_on_one_request_are_one_reply(office: Office, tmp_path: Path) -> None:
    """What was written with the consultation is asked beside the question of its track."""
    (on_track, _) = CONSULTED
    on_track(office)
    office.act(ANALYST, "consult", to="licensing authority", reason="What is known of the buyer?")
    empty = the_form(office, tmp_path)

    def both(pdf: pikepdf.Pdf) -> None:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.TU).endswith(REASONS):
                field.V = String(f"to {str(field.T)[11]}")
            if str(field.T).startswith("reply_form_2-") and str(field.TU).endswith(ACTS):
                field.V = Name.Yes if str(field.FT) == "/Btn" else String("now")

    form = read(office, typed(empty, {}, both))
    assert (form.questions, form.outcome) == ((1, 2), Reply.ACTS)
    assert form.asked[0] == "What is known of the buyer?"
    assert form.reason.splitlines() == [
        f"{REASONS}: to 1",
        f"{ACTS.rstrip(':')}: now",
        f"{REASONS}: to 2",
    ]


def test_a_form_of_another_case_or_of_nobody(office: Office, tmp_path: Path) -> None:
    consulted(office)
    path = acts(office, tmp_path)
    office.take_in(declared(lrn="LW-9"))
    other = next(one for one in _references(office) if one != REF)
    with pytest.raises(Invalid, match="belongs to another case") as told:
        form_in_file(office.session(ANALYST), other, path)
    assert (told.value.file, told.value.field, told.value.value) == (str(path), "case", REF)

    def forged(pdf: pikepdf.Pdf) -> None:
        stream = pdf.attachments["dossier.json"].get_file().obj
        stream.write(stream.read_bytes() + b" ")

    fault = refused_as(office, typed(the_form(office, tmp_path), {REASONS: "x"}, forged))
    assert "no form of this casebook" in fault.message


def _references(office: Office) -> list[str]:
    return [row.reference for row in list_cases(office.session(ANALYST), CaseQuery()).rows]


def test_a_consultation_that_is_closed_meanwhile(office: Office, tmp_path: Path) -> None:
    consulted(office)
    path = acts(office, tmp_path)
    office.act(ANALYST, "record_reply", outcome="acts", reason="By telephone.")
    fault = refused_as(office, path)
    assert "answered already" in fault.message
    assert fault.field == "question"


def test_a_request_that_the_form_is_not_about(office: Office, tmp_path: Path) -> None:
    consulted(office)
    path = acts(office, tmp_path)
    office.act(ANALYST, "refer", to="prosecutor", reason="Do you prosecute?")
    other = office.case().actions[-1].id
    fault = refused_as(office, path, action=other)
    assert "replies to another question" in fault.message
    assert fault.value == other
    assert office.case().actions[0].id in str(fault.remedy)


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.Root.__setattr__(
            "OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        ),
        lambda pdf: pdf.Root.AcroForm.Fields[0].__setattr__(
            "AA", Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("x")))
        ),
        lambda pdf: pdf.Root.AcroForm.Fields[0].__setattr__(
            "A", Dictionary(S=Name.Launch, F=String("calc.exe"))
        ),
        lambda pdf: pdf.pages[0].obj.__setattr__(
            "Annots",
            pikepdf.Array(
                [Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("u")))]
            ),
        ),
    ],
)
def test_what_would_run_is_refused(
    office: Office, tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    consulted(office)
    path = typed(the_form(office, tmp_path), {REASONS: "x"}, change)
    assert "a script or an action" in refused_as(office, path).message


def test_a_second_form_in_the_file_is_refused(office: Office, tmp_path: Path) -> None:
    consulted(office)

    def xfa(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")

    path = typed(the_form(office, tmp_path), {REASONS: "x"}, xfa)
    assert "XFA" in refused_as(office, path).message


def test_fields_that_are_too_long_or_not_of_the_form(office: Office, tmp_path: Path) -> None:
    consulted(office)
    empty = the_form(office, tmp_path)
    fault = refused_as(office, typed(empty, {REASONS: "x" * 4001}))
    assert "more than 4000 characters" in fault.message
    assert str(fault.field).startswith("reply_form_1-")
    assert len(str(fault.value)) < 100
    assert read(office, typed(empty, {REASONS: "x" * 4000})).reason.endswith("x" * 4000)

    def another(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[-1].T = String("reply_form_9-1-words")
        pdf.Root.AcroForm.Fields[-1].V = String("a field of another form")

    fault = refused_as(office, typed(empty, {}, another))
    assert (fault.field, fault.value) == ("reply_form_9-1-words", "a field of another form")


def test_printed_flattened_damaged_and_locked_files(office: Office, tmp_path: Path) -> None:
    consulted(office)
    path = acts(office, tmp_path)

    def flat(pdf: pikepdf.Pdf) -> None:
        pdf.flatten_annotations()

    assert "flattened" in refused_as(office, typed(the_form(office, tmp_path), {}, flat)).message

    def printed(pdf: pikepdf.Pdf) -> None:
        for name in list(pdf.attachments):
            del pdf.attachments[name]

    fault = refused_as(office, typed(the_form(office, tmp_path), {REASONS: "x"}, printed))
    assert "printed, scanned or flattened" in fault.message
    whole = path.read_bytes()
    for data in (b"", b"%PDF-1.7\n", whole[:4000], b"GIF89a" + whole[6:2000]):
        path.write_bytes(data)
        assert "no readable PDF" in refused_as(office, path).message.replace("not a", "no")
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    path.write_bytes(locked.getvalue())
    assert "password" in refused_as(office, path).message


def test_what_was_changed_beside_the_fields_is_told(office: Office, tmp_path: Path) -> None:
    consulted(office)

    def other_words(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b" q Q ")

    form = read(office, typed(the_form(office, tmp_path), {REASONS: "x"}, other_words))
    assert "More than its fields was changed" in " ".join(form.remarks)


def test_signs_that_order_or_hide_text_do_not_come_in(office: Office, tmp_path: Path) -> None:
    consulted(office)
    form = read(office, typed(the_form(office, tmp_path), {REASONS: "a\u202eb\x07c\r\nd"}))
    assert form.reason == f"{REASONS}: a b c\nd"


def test_the_form_of_another_state_answers_its_consultation(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "assess")
    for question in ("Do you object?", "Do you object to the second?"):
        office.act(ANALYST, "consult", to="DE", basis="Art. 14(1)", reason=question)
    first, second = office.case().actions
    empty = the_form(office, tmp_path, CaseReport.CONSULTATION)

    def one(pdf: pikepdf.Pdf, number: int) -> None:
        for field in pdf.Root.AcroForm.Fields:
            if (
                str(field.T).startswith(f"reply_form_{number}-")
                and pikepdf.Name("/Btn") == field.FT
            ):
                field.V = field.AS = Name.Yes
                return

    form = read(office, typed(empty, {}, lambda pdf: one(pdf, 2)))
    assert (form.action, form.act, form.outcome) == (second, "record_answer", None)

    def both(pdf: pikepdf.Pdf) -> None:
        one(pdf, 1)
        one(pdf, 2)

    path = typed(empty, {}, both)
    assert "more than one question" in refused_as(office, path).message
    form = read(office, path, action=first.id)
    session = office.session(ANALYST)
    do(session, with_form(session, RecordAnswer(REF, first.id, form.reason), form, path, untold))
    case = office.case()
    assert case.actions[0].answer == form.reason == "There is no objection."
    assert case.actions[1].answered_at is None
