"""Each kind of document in and outside its condition, and nothing asked that is past."""

import copy
import re
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.act_examples import CONSULTED
from tests.services.cases.test_kinds import opened
from tests.services.reports.test_report_types import counted, made, on_track, table, words
from tests.services.sample_office import ANALYST, REASON, REF, Office, an_office

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.reports.bundle_deeds import BUNDLE
from landwaiter.domain.reports.case_reports import CaseReport, SlipKind
from landwaiter.domain.reports.paper_kinds import PaperForm, PaperSubject, paper_kinds_of
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.resources import root
from landwaiter.services.letters.documents_of_case import documents_now
from landwaiter.services.letters.letter_draft import letters_now
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.services.reports.kinds.conditions import CONDITIONS
from landwaiter.services.reports.kinds.paper_kinds import audience_of, kinds_now, paper_kinds

TABLE: dict[str, Any] = tomllib.loads(
    (root() / "kinds" / "paper_kinds.toml").read_text(encoding="utf-8")
)


def why_not(office: Office, name: str, reference: str = REF) -> str:
    (found,) = (one for one in kinds_now(office.view(reference)) if one.kind.name == name)
    return found.why_not


def refused(office: Office, name: str) -> str:
    """Why, which making it says as well as the list."""
    with pytest.raises(NotAllowed) as told:
        made(office, name)
    assert told.value.message == why_not(office, name)
    return str(told.value.message)


def test_every_report_has_its_row_and_every_condition_is_asked_by_one() -> None:
    names = {one.name for one in REPORT_TYPES}
    assert names == {one.value for one in CaseReport}
    assert names <= paper_kinds().keys()
    assert {one for kind in paper_kinds().values() for one in kind.asks} == CONDITIONS.keys()
    on_cases = {one.name for one in paper_kinds().values() if one.about is PaperSubject.CASE}
    assert on_cases == names | {*SlipKind, BUNDLE} | {*LetterKind}
    letters = {one.name for one in paper_kinds().values() if one.form is PaperForm.LETTER}
    assert letters == {*LetterKind}
    assert all(audience_of(one) is None for one in letters), "no report is made of them"


def test_every_report_on_something_else_has_its_row_and_is_none_of_a_case(office: Office) -> None:
    others = {one.name: one for one in paper_kinds().values() if one.about != PaperSubject.CASE}
    assert others.keys() == {one.value for one in SubjectReport}
    assert not any(one.asks for one in others.values())
    assert others.keys().isdisjoint(one.kind.name for one in kinds_now(office.view()))


def test_of_a_case_reports_and_letters_are_told_with_the_reasons_that_refuse_them(
    office: Office,
) -> None:
    session = office.session(ANALYST)
    told = {one.kind.name: one.why_not for one in documents_now(session, REF)}
    assert told == {
        **{one.kind.name: one.why_not for one in kinds_now(office.view())},
        **{one.kind.value: one.why_not for one in letters_now(session, REF)},
    }
    assert told[LetterKind.HOLD] == "No goods of this case are held."
    office.act(ANALYST, "hold", item=1)
    told = {one.kind.name: one.why_not for one in documents_now(session, REF)}
    assert told[LetterKind.HOLD] == "No track says why item 1 is held."


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("case", "colour"), "blue", "case.colour"),
        (("case", "about"), "the weather", "case.about"),
        (("case", "audience"), "everybody", "case.audience"),
        (("case", "signed"), "nobody", "case.signed"),
        (("case", "language"), "", "case.language"),
        (("case", "form"), "song", "case.form"),
        (("referral", "asks"), ["dance"], "referral.asks"),
    ],
)
def test_a_table_that_is_wrong_is_refused_by_the_place(
    path: tuple[str, str], value: object, field: str
) -> None:
    broken = copy.deepcopy(TABLE)
    broken[path[0]][path[1]] = value
    with pytest.raises(Invalid) as told:
        paper_kinds_of(broken, "paper_kinds.toml", CONDITIONS.keys())
    assert told.value.field == field


def test_a_report_is_made_for_whom_its_row_says_and_a_form_for_whoever_holds_it() -> None:
    made_for = {name: audience_of(name) for name in paper_kinds() if audience_of(name)}
    assert made_for == {
        CaseReport.REFERRAL: Profile.LICENSING_AUTHORITY,
        CaseReport.CONSULTATION: Profile.PARTNER_STATE,
        CaseReport.DENIAL: Profile.LICENSING_AUTHORITY,
        CaseReport.APPEAL: Profile.COURT,
        CaseReport.INCIDENT: Profile.MINISTRY,
        CaseReport.MINISTRY: Profile.MINISTRY,
        SubjectReport.LISTING: Profile.MINISTRY,
        BUNDLE: Profile.COURT,
    }
    assert paper_kinds()[CaseReport.SEIZURE].audience is Profile.PARTY
    assert audience_of("entity") is None


@pytest.mark.parametrize("name", ["case", "ministry"])
def test_some_documents_are_always_made(office: Office, name: str) -> None:
    assert why_not(office, name) == ""


def test_a_referral_needs_goods_on_a_track_or_a_question(office: Office) -> None:
    assert "nothing to refer" in refused(office, "referral")
    on_track(office)
    assert why_not(office, "referral") == ""


def test_an_open_question_is_enough_to_refer(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "refer", to="licensing authority")
    assert why_not(office, "referral") == ""


def test_goods_that_have_gone_are_not_referred(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "refer", to="licensing authority")
    for item in (1, 2):
        office.act(ANALYST, "release", item=item, reason=REASON)
    assert "too late" in refused(office, "referral")


def test_a_reply_settles_what_was_asked(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    assert why_not(office, "referral") == ""
    office.act(ANALYST, "record_reply", outcome="acts", reason="Refused.")
    assert "replied on 30 Mar 2026" in refused(office, "referral")


def test_a_period_that_ended_without_a_reply_asks_for_release_and_nothing_else(
    office: Office,
) -> None:
    for step in CONSULTED:
        step(office)
    office.clock.move(days=30)
    assert "requires release" in refused(office, "referral")
    office.act(ANALYST, "open_track", item=1, track=TrackLetter.L, basis="UCC 188")
    said = words(table(made(office, "referral"), "question"))
    assert "expired on" in said
    assert "track L still holds item 1" in said
    assert "Do you act under Art. 4(1)" not in said


def test_a_transfer_is_asked_about_until_it_is_answered(office: Office) -> None:
    reference = opened(office, CaseKind.BROKERING)
    assert why_not(office, "referral", reference) == ""
    office.act(ANALYST, "assess", reference=reference)
    office.act(ANALYST, "refer", reference=reference, to="licensing authority")
    office.act(
        ANALYST, "record_answer", reference=reference, action="referral", reason="Not needed."
    )
    assert "replied on" in why_not(office, "referral", reference)


def test_a_record_needs_goods_in_hand_and_what_was_counted(office: Office) -> None:
    assert "No item is held" in refused(office, "seizure")
    office.act(ANALYST, "hold", item=1)
    assert "counted or weighed" in refused(office, "seizure")
    office.act(ANALYST, "fill_record", field="quantity", item=2, value="3")
    assert "counted or weighed" in refused(office, "seizure"), "item 2 is not held"
    office.act(ANALYST, "fill_record", field="mass", item=1, value="9804 kg")
    assert why_not(office, "seizure") == ""


def test_an_object_beside_the_goods_is_enough_for_a_record(office: Office) -> None:
    office.act(ANALYST, "hold", item=1)
    office.act(ANALYST, "fill_record", field="objects", value="1 telephone")
    assert why_not(office, "seizure") == ""


def test_goods_that_left_are_not_recorded_as_detained(office: Office) -> None:
    counted(office)
    office.act(ANALYST, "release", item=1, reason=REASON)
    office.act(ANALYST, "record_exit", item=1)
    assert "No item is held" in refused(office, "seizure")


def test_goods_that_were_stopped_at_the_exit_after_release_are_recorded(office: Office) -> None:
    office.act(ANALYST, "release", item=1, reason=REASON)
    counted(office)
    assert why_not(office, "seizure") == ""


def test_an_audit_that_goes_on_is_reported_as_an_interim_one(office: Office) -> None:
    assert "no post-clearance audit" in refused(office, "audit")
    reference = opened(office, CaseKind.AUDIT)
    assert made(office, "audit", reference).report_type == "Interim audit report"


_DAY = re.compile(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b")


def days_in(text: str) -> list[date]:
    found = _DAY.findall(text)
    return [datetime.strptime(one, "%d %b %Y").replace(tzinfo=UTC).date() for one in found]


def test_what_was_due_stands_apart_from_what_is_asked(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(
        ANALYST, "request_information", to="the exporter", reason="Who?", date=date(2026, 4, 10)
    )
    answer = made(office, "ministry").answer
    assert answer is not None
    assert answer.asked_of_you == "The exporter, by Fri 10 Apr 2026, 24:00: Who?"
    assert answer.overdue == ""
    office.clock.move(days=11)
    answer = made(office, "ministry").answer
    assert answer is not None
    assert "today, 24:00" in answer.asked_of_you
    office.clock.move(days=1)
    answer = made(office, "ministry").answer
    assert answer is not None
    assert answer.asked_of_you == "Nothing, for information."
    assert answer.overdue == ("The exporter, Who?: was due on 10 Apr 2026; no answer is recorded.")


ASKS: tuple[Callable[[Office], None], ...] = (
    lambda office: office.act(
        ANALYST, "request_information", to="the exporter", reason="Who?", date=date(2026, 4, 10)
    ),
    lambda office: office.act(ANALYST, "refer", to="the authority", date=date(2026, 4, 20)),
    lambda office: office.act(ANALYST, "consult", to="the authority", track=TrackLetter.A),
)


@given(asked=st.sets(st.sampled_from(range(len(ASKS)))), days=st.integers(0, 60))
@settings(max_examples=10, deadline=None)
def test_no_document_asks_for_something_on_a_day_that_is_past(
    tmp_path_factory: pytest.TempPathFactory, asked: set[int], days: int
) -> None:
    office = an_office(tmp_path_factory.mktemp("office"))
    office.act(ANALYST, "assess")
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A, basis="Art. 21(3)(a)")
    for one in sorted(asked):
        ASKS[one](office)
    office.clock.move(days=days)
    today = office.clock.at.date()
    for now in kinds_now(office.view()):
        if now.why_not or now.kind.name not in {one.value for one in CaseReport}:
            continue
        dossier = made(office, now.kind.name)
        asks = [str(dossier.answer.asked_of_you)] if dossier.answer else []
        asks += [str(row[2]) for one in dossier.tables if one.id == "question" for row in one.rows]
        assert [day for said in asks for day in days_in(said) if day < today] == []
    office.close()
